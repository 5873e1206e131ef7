"""The verbs of the command line: exit codes, JSON as it was promised, one calm line for what can go wrong."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from ctohandover import __version__
from ctohandover.cli import VERBS
from ctohandover.domain.assessments import Method
from ctohandover.domain.decisions import Status
from ctohandover.domain.levels import Level
from ctohandover.domain.subjects import Criticality
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.storage import reads
from ctohandover.storage.reader import Reader
from ctohandover.storage.schema import SCHEMA
from ctohandover.storage.store import Store
from tests.command_line import Run, caller, complaint, stable
from tests.conftest import PNG, RECORDS, TODAY

DECISION_KEYS = {
    "path", "is_decision", "number", "title", "status", "status_raw", "date", "deciders", "supersedes",
    "superseded_by", "amends", "amended_by", "dialect", "findings",
}  # fmt: skip
LOSS_KEYS = {"kind", "title", "criticality", "holders_before", "holders_after"}


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "profile"
    monkeypatch.setenv("CTOHANDOVER_PROFILE", str(folder))
    return folder


@pytest.fixture
def run(profile: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return caller(capsys)


@pytest.fixture
def filled(run: Run, workspace_path: Path, repository: Path) -> Path:
    assert run("import", workspace_path, repository)[0] == 0
    return workspace_path


# --- help and usage ---------------------------------------------------------------------------------------------------
def test_help_names_every_verb_and_nothing_else(run: Run) -> None:
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    assert re.findall(r"^    (\w+) ", out, re.MULTILINE) == list(VERBS)
    assert run("--version") == (0, f"ctohandover {__version__}\n", "")


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_a_verb(run: Run, verb: str) -> None:
    code, out, err = run(verb, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"usage: ctohandover {verb} ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["new"],
        ["new", "x.handover"],
        ["new", "x.handover", "--company", "X", "--handover-day", "tomorrow"],
        ["new", "x.handover", "--company", "X", "--lang", "de"],
        ["scan"],
        ["scan", "a", "b"],
        ["import", "x.handover"],
        ["export", "x.handover"],
        ["departure", "x.handover"],
        ["departure", "x.handover", "--person", "Ann", "--on", "2027-02-30"],
        ["dossier", "x.handover"],
        ["dossier", "x.handover", "-o", "x.html", "--for", "everybody"],
        ["check"],
        ["x.handover", "y.handover"],
        ["--no-such-option"],
        ["--profile"],
    ],
    ids=" ".join,
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("usage: ctohandover")
    assert "Traceback" not in err


# --- each verb does its work ------------------------------------------------------------------------------------------
def test_new(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "Été & co" / "Ça va.handover"
    path.parent.mkdir()
    arguments = ("--company", "Été  SARL", "--handover-day", "2027-01-09", "--lang", "fr")
    assert run("new", path, *arguments) == (0, "", "")
    reader = Reader(path)
    with reader.reading() as look:
        made = reads.workspace(look)
    reader.close()
    assert (made.company, made.language, made.handover_day) == ("Été SARL", "fr", date(2027, 1, 9))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_scan(run: Run, repository: Path) -> None:
    code, out, err = run("scan", repository, "--json")
    assert (code, err) == (0, "")
    found = {row["path"]: row for row in stable(out)}
    assert set(found) == set(RECORDS)
    decisions = [row for row in found.values() if row["is_decision"]]
    assert [set(row) for row in decisions] == [DECISION_KEYS] * 3
    assert found["docs/adr/README.md"] == {"path": "docs/adr/README.md", "is_decision": False, "findings": ["readme"]}
    postgres = found["docs/adr/0002-postgresql.md"]
    assert (postgres["number"], postgres["status"], postgres["date"]) == (2, "accepted", "2025-02-03")
    assert postgres["deciders"] == ["Marc Delorme"]
    code, out, err = run("scan", repository)
    assert (code, err) == (0, "")
    assert "+  docs/adr/0001-record-decisions.md  1. Record decisions  [accepted]" in out
    assert "-  docs/adr/README.md  (a read-me)" in out


def test_import(run: Run, workspace_path: Path, repository: Path) -> None:
    code, out, err = run("import", workspace_path, repository)
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("3 new, 0 updated, 0 ")
    code, out, err = run("import", workspace_path, repository, "--json")
    assert (code, err) == (0, "")
    assert stable(out) == [
        {"new": 0, "changed": 0, "diverged": 0, "diverged_paths": [], "unchanged": 3, "not_a_decision": 1}
    ]


def test_export(run: Run, filled: Path, repository: Path, tmp_path: Path) -> None:
    target = tmp_path / "dossier d'échange"
    code, out, err = run("export", filled, target, "--json")
    assert (code, err) == (0, "")
    assert stable(out) == [{"written": 4, "unchanged": 0, "diverged": 0, "diverged_paths": []}]
    for path in target.rglob("*.*"):
        assert path.read_bytes() == (repository / path.relative_to(target)).read_bytes()
    assert (target / "docs/adr/images/plan.png").read_bytes() == PNG
    code, out, err = run("export", filled, target)
    assert (code, out, err) == (0, "0 written, 4 unchanged, 0 changed by somebody else (left as they are)\n", "")


def test_export_over_a_foreign_change_says_so(run: Run, filled: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "out/docs/adr/0002-postgresql.md"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("Theirs.\n")
    code, out, err = run("export", filled, tmp_path / "out", "--json")
    assert code == 1
    assert stable(out)[0]["diverged_paths"] == ["docs/adr/0002-postgresql.md"]
    assert "1 changed by somebody else" in complaint(err)
    code, out, err = run("export", filled, tmp_path / "out")
    assert code == 1
    assert "!  docs/adr/0002-postgresql.md\n" in out
    assert "1 changed by somebody else" in complaint(err)
    assert theirs.read_text() == "Theirs.\n"


def test_import_leaves_what_was_changed_on_both_sides(run: Run, filled: Path, repository: Path) -> None:
    store = Store(filled)
    services = Services(store)
    with store.reading() as look:
        key = next(line.id for line in reads.decision_lines(look) if line.number == 1)
        mine = reads.decision(look, key)
    services.decisions.set_status(mine, Status.DEPRECATED)
    store.close()
    theirs = repository / mine.line.path
    theirs.write_bytes(theirs.read_bytes() + b"\nTheirs.\n")
    code, out, err = run("import", filled, repository, "--json")
    assert (code, err) == (0, "")
    assert stable(out)[0]["diverged_paths"] == [mine.line.path]
    assert f"!  {mine.line.path}\n" in run("import", filled, repository)[1]


def test_departure(run: Run, filled: Path) -> None:
    store = Store(filled)
    services = Services(store)
    with store.reading() as look:
        people = {person.name: person.id for person in reads.people(look)}
        first, second = (line.id for line in reads.decision_lines(look) if line.number in (1, 2))
    for key, weight in ((first, Criticality.HIGH), (second, Criticality.VITAL)):
        services.holding.weigh(key, criticality=weight, needed=None)
        services.holding.assess(
            NewAssessment(
                person_id=people["Marc Delorme"],
                subject_id=key,
                level=Level(3),
                day=TODAY,
                method=Method.SELF,
                assessor_id=people["Marc Delorme"],
            )
        )
    store.close()
    code, out, err = run("departure", filled, "--person", "marc", "--on", TODAY.isoformat(), "--json")
    assert (code, err) == (0, "")
    (found,) = stable(out)
    assert [set(row) for row in found["lost"]] == [LOSS_KEYS, LOSS_KEYS]
    assert [row["criticality"] for row in found["lost"]] == ["vital", "high"]
    assert found["lost"][0]["holders_before"] == ["Marc Delorme"]
    assert found["lost"][0]["holders_after"] == []
    code, out, err = run("departure", filled, "--person", "Marc Delorme")
    assert (code, err, len(out.splitlines())) == (0, "", 2)
    late = (TODAY + timedelta(days=4000)).isoformat()
    assert "Nothing would be lost" in run("departure", filled, "--person", "Léa", "--on", late)[1]


def test_dossier(run: Run, filled: Path, tmp_path: Path) -> None:
    page, folder = tmp_path / "Dossier final.html", tmp_path / "dossier"
    assert run("dossier", filled, "-o", page, "--lang", "fr") == (0, "", "")
    text = page.read_text(encoding="utf-8")
    assert '<html lang="fr"' in text
    assert "PostgreSQL as the only store" in text
    for _ in range(2):  # an earlier dossier is written over
        assert run("dossier", filled, "-o", folder) == (0, "", "")
    assert (folder / "README.md").is_file()


@pytest.mark.parametrize("reader", ["successor", "founder", "lawyer", "investor"])
def test_dossier_for_a_reader(run: Run, filled: Path, tmp_path: Path, reader: str) -> None:
    page, folder = tmp_path / "x.html", tmp_path / "folder"
    assert run("dossier", filled, "-o", page, "--for", reader) == (0, "", "")
    assert run("dossier", filled, "-o", folder, "--for", reader) == (0, "", "")
    told = page.read_text(encoding="utf-8") + (folder / "README.md").read_text(encoding="utf-8")
    assert "PostgreSQL as the only store" in told
    assert ("Delorme" in told) is (reader == "successor")
    assert (folder / "decisions").exists() is (reader == "successor")
    if reader != "successor":
        assert run("dossier", filled, "-o", tmp_path / "other", "--for", "successor") == (0, "", "")
        code, _, err = run("dossier", filled, "-o", tmp_path / "other", "--for", reader)
        assert code == 1
        assert "choose an empty folder" in complaint(err)


def test_check(run: Run, filled: Path) -> None:
    before = filled.read_bytes()
    code, out, err = run("check", filled, "--json")
    assert (code, err) == (0, "")
    (found,) = stable(out)
    assert (set(found), found["problems"]) == ({"problems", "schema", "counts"}, [])
    assert found["counts"]["decision"] == 3
    assert run("check", filled)[:2] == (0, f"Sound: integrity, foreign keys, schema {SCHEMA}, journal, index.\n")
    store = Store(filled)
    with store.unjournalled() as write:
        write(
            "DELETE FROM search WHERE rowid ="
            " (SELECT k.id FROM search_key k JOIN decision d ON d.id = k.record_id LIMIT 1)"
        )
    store.close()
    code, out, err = run("check", filled)
    assert (code, out) == (1, "!  index: 1 of decision cannot be searched\n")
    assert "Nothing was changed" in complaint(err)
    code, out, err = run("check", filled, "--json")
    assert (code, len(stable(out)[0]["problems"])) == (1, 1)
    complaint(err)
    assert before[:16] == filled.read_bytes()[:16]


# --- what the user can mend: exit code 1, one line, the file as it was ------------------------------------------------
WORKSPACE_VERBS: dict[str, tuple[str, ...]] = {
    "import": ("import", "{file}", "{folder}"),
    "export": ("export", "{file}", "{out}"),
    "departure": ("departure", "{file}", "--person", "Marc"),
    "dossier": ("dossier", "{file}", "-o", "{out}"),
    "check": ("check", "{file}"),
}
BAD_FILES: dict[str, tuple[Callable[[bytes], bytes | None], str]] = {
    "missing": (lambda _: None, "There is no file"),
    "foreign": (lambda _: b"Our decisions, in a text file.\n" * 9, "is not a CTO Handover workspace"),
    "empty": (lambda _: b"", "is empty"),
    "newer": (lambda data: data[:60] + (99).to_bytes(4, "big") + data[64:], "newer version of CTO Handover"),
    "cut": (lambda data: data[: len(data) // 2], "is cut off"),
    "garbled": (lambda data: data[:100] + b"\xff" * (len(data) - 100), "is damaged"),
}


@pytest.mark.parametrize("bad", BAD_FILES)
@pytest.mark.parametrize("verb", WORKSPACE_VERBS)
def test_a_file_that_is_no_workspace(
    run: Run, workspace_path: Path, repository: Path, tmp_path: Path, verb: str, bad: str
) -> None:
    spoil, words = BAD_FILES[bad]
    path = tmp_path / "un fichier.handover"
    data = spoil(workspace_path.read_bytes())
    if data is not None:
        path.write_bytes(data)
    names = {"file": path, "folder": repository, "out": tmp_path / "out"}
    code, out, err = run(*(word.format(**names) for word in WORKSPACE_VERBS[verb]))
    assert (code, out) == (1, "")
    line = complaint(err)
    assert words in line
    assert str(path) in line
    assert (path.read_bytes() if path.exists() else None) == data
    assert not (tmp_path / "out").exists()


def test_other_things_that_the_user_can_mend(run: Run, filled: Path, repository: Path, tmp_path: Path) -> None:
    nothing, busy = tmp_path / "not\nthere", tmp_path / "busy"
    busy.mkdir()
    (busy / "mine.txt").write_text("mine")
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked/docs").write_text("a file where a folder should be")
    before = filled.read_bytes()
    for arguments, words in (
        (("scan", nothing), "not there"),
        (("scan", nothing, "--json"), "not there"),
        (("scan", filled), "is not a folder"),
        (("import", filled, nothing), "not there"),
        (("export", filled, filled), "is not a folder"),
        (("export", filled, tmp_path / "blocked"), "could not be written"),
        (("new", filled, "--company", "X"), "There is already a file"),
        (("new", nothing / "x.handover", "--company", "X"), "could not be made"),
        (("new", tmp_path / "x.handover", "--company", "  "), "needs the name of the company"),
        (("departure", filled, "--person", "Nobody"), "Léa Rousseau"),
        (("departure", filled, "--person", ""), "Known:"),
        (("dossier", filled, "-o", busy), "holds other files"),
        (("dossier", filled, "-o", tmp_path / "x.pdf"), "a dossier is an HTML file"),
        (("dossier", filled, "-o", filled), "is not a folder"),
        (("check", tmp_path), "is a folder"),
    ):
        code, out, err = run(*arguments)
        assert (code, out) == (1, ""), arguments
        assert words in complaint(err), arguments
    assert filled.read_bytes() == before
    assert [item.name for item in busy.iterdir()] == ["mine.txt"]
    assert not (tmp_path / "x.handover").exists()


def test_a_read_only_workspace_is_read_and_not_written(run: Run, filled: Path, repository: Path) -> None:
    filled.chmod(0o400)
    assert run("check", filled)[0] == 0
    code, out, err = run("import", filled, repository)
    assert (code, out) == (1, "")
    complaint(err)
    filled.chmod(0o600)


def test_names_cannot_command_the_terminal(run: Run, repository: Path) -> None:
    (repository / "docs/adr/0009-\x1b[31m\n9.md").write_text("# \x1b[2J\n\n## Status\n\nAccepted\n")
    code, out, _ = run("scan", repository)
    assert (code, len(out.splitlines())) == (0, 5)
    assert "\x1b" not in out
    assert len(stable(run("scan", repository, "--json")[1])) == 5
