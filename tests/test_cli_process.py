"""The command line and the system around it: bugs, locales, pipes, profiles, screens.

The window ends its process by itself, so it gets one of its own.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ctohandover import verbs
from ctohandover.cli import main
from tests.command_line import ROOT, Run, caller, complaint, process, stable


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "profile"
    monkeypatch.setenv("CTOHANDOVER_PROFILE", str(folder))
    return folder


@pytest.fixture
def run(profile: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return caller(capsys)


# --- a bug of ours ----------------------------------------------------------------------------------------------------
def test_a_bug_leaves_a_report_without_the_users_words(
    run: Run, profile: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(folder: Path) -> list[object]:
        text = next(folder.rglob("*.md")).read_text()
        raise ValueError(f"cannot make sense of {text} in {folder}")

    monkeypatch.setattr(verbs, "scan", broken)
    code, out, err = run("scan", repository, "--json")
    assert (code, out) == (3, "")
    line = complaint(err)
    (report,) = (profile / "logs").iterdir()
    assert str(report) in line
    text = report.read_text()
    assert "ValueError" in text
    assert "ctohandover/verbs.py" in text
    for secret in ("cannot make sense", "Record decisions", "Nobody remembers", str(repository), repository.name):
        assert secret not in text + line
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_a_bug_where_no_report_can_be_written(
    run: Run, profile: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile.write_text("a file where the folder should be")
    monkeypatch.setattr(verbs, "scan", lambda folder: 1 / 0)
    code, out, err = run("scan", repository)
    assert (code, out) == (3, "")
    assert "Traceback" not in err
    assert "a mistake of ours (ZeroDivisionError)" in err
    assert "None" not in err


# --- streams and places -----------------------------------------------------------------------------------------------
def test_json_is_utf8_in_any_locale(repository: Path, profile: Path) -> None:
    (repository / "docs/adr/0008-deja.md").write_text("# 8. Déjà vu 状态\n\n## Statut\n\nAccepté\n", encoding="utf-8")
    env = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = process("scan", repository, "--json", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Déjà vu 状态" in {row.get("title") for row in stable(done.stdout)}
    plain = process("scan", repository, env=env)
    assert (plain.returncode, plain.stderr) == (0, "")
    assert "D\\xe9j\\xe0 vu" in plain.stdout


@pytest.mark.skipif(os.name != "posix", reason="pipes of another kind")
def test_a_reader_that_went_away_is_no_bug(repository: Path, profile: Path) -> None:
    for extra in (0, 400):  # less and more than a buffer
        for number in range(extra):
            (repository / f"docs/adr/{number + 10:04}-x.md").write_text(f"# {number}. X\n\n## Status\n\nAccepted\n")
        reading, writing = os.pipe()
        os.close(reading)
        command = [sys.executable, "-m", "ctohandover", "scan", str(repository), "--json"]
        done = subprocess.run(
            command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
        os.close(writing)
        assert (done.returncode, done.stderr) == (1, "")
    assert not profile.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_under_the_output_is_no_bug(repository: Path, profile: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "ctohandover", "scan", str(repository), "--json"]
        done = subprocess.run(
            command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert done.returncode == 1
    assert "stdout" in complaint(done.stderr)
    assert not profile.exists()


def test_without_output_at_all(
    workspace_path: Path, profile: Path, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    """A windowed build has no streams."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["import", str(workspace_path), str(repository), "--json"]) == 0
    assert main(["check", str(workspace_path)]) == 0
    assert main(["check", str(workspace_path) + "x"]) == 1


@pytest.mark.parametrize("behind", [False, True])
def test_the_profile_may_stand_before_the_verb_or_behind(
    run: Run, tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch, behind: bool
) -> None:
    monkeypatch.setattr(verbs, "scan", lambda folder: 1 / 0)
    mine = tmp_path / "mon profil é"
    words = ["scan", str(repository), "--profile", str(mine)] if behind else [f"--profile={mine}", "scan", "x"]
    assert run(*words)[0] == 3
    assert len(list((mine / "logs").iterdir())) == 1


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str | None]:
    """A home folder that nobody has ever used, with nothing in the environment that points elsewhere."""
    folder = tmp_path / "home"
    folder.mkdir()
    away = {name: None for name in os.environ if name.startswith(("XDG_", "CTOHANDOVER_"))}
    return away | {"HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "CTOHANDOVER_QUIT_AT_FIRST_PAINT": "1"}


def everything(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_a_profile_moves_everything(home: dict[str, str | None], tmp_path: Path, repository: Path) -> None:
    work = tmp_path / "travail à faire"
    work.mkdir()
    mine = tmp_path / "mon profil"
    outside = everything(tmp_path) | {"mon profil", "travail à faire/Été.handover", "travail à faire/out"}
    for arguments in (
        ("new", "Été.handover", "--company", "Été"),
        ("import", "Été.handover", repository),
        ("export", "Été.handover", "out"),
        ("Été.handover",),
        ("demo",),
        (),
    ):
        done = process(f"--profile={mine}", *arguments, env=home, cwd=work)
        assert done.returncode == 0, (arguments, done.stderr)
        assert done.stdout.count("\n") <= 5
    written = everything(tmp_path) - outside
    assert {path for path in written if not path.startswith(("mon profil/", "travail à faire/out/"))} == set()
    assert {path.suffix for path in mine.rglob("*") if path.is_file()} <= {".json", ".handover"}


def test_the_window_opens_and_quits_at_first_paint(
    home: dict[str, str | None], workspace_path: Path, tmp_path: Path
) -> None:
    before = workspace_path.read_bytes()
    for arguments in ((workspace_path,), (tmp_path / "missing.handover",)):
        done = process(f"--profile={tmp_path / 'profile'}", *arguments, env=home)
        assert (done.returncode, done.stdout) == (0, "")
        assert "Traceback" not in done.stderr
    assert workspace_path.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_there_is_a_line_and_no_abort(home: dict[str, str | None], workspace_path: Path) -> None:
    nowhere = home | {"DISPLAY": None, "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None}
    done = process(workspace_path, env=nowhere)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no screen" in complaint(done.stderr)


def test_french(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert "introuvable" in complaint(run("check", tmp_path / "nulle part.handover")[2])
