"""Authors of a repository: merged, without bots, and nothing that a hostile repository asks for is run."""

from __future__ import annotations

import os
import stat
import subprocess
from datetime import date
from pathlib import Path

import pytest

from ctohandover.errors import Cancelled, FileProblem
from ctohandover.formats.gitlog import authors, is_repository


def git(folder: Path, *words: str, **env: str) -> None:
    clean = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", **env}
    subprocess.run(["git", "-C", str(folder), *words], check=True, env=clean, capture_output=True)


def commit(folder: Path, name: str, email: str, day: str, text: str = "x") -> None:
    (folder / "file.txt").write_text(f"{text} {name} {day}", encoding="utf-8")
    git(folder, "add", ".")
    who = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email, "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email}
    git(folder, "commit", "-m", "c", GIT_AUTHOR_DATE=f"{day}T12:00:00Z", GIT_COMMITTER_DATE=f"{day}T12:00:00Z", **who)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "repo"
    made.mkdir()
    git(made, "init", "-b", "main")
    return made


def test_one_person_under_several_addresses_and_spellings_is_one(folder: Path) -> None:
    commit(folder, "Marc Delorme", "marc@a.example", "2025-01-02")
    commit(folder, "Marc Delorme", "marc@b.example", "2026-03-04")
    commit(folder, "MARC DELORME", "m.delorme@c.example", "2025-06-01")
    commit(folder, "mdelorme", "marc@b.example", "2025-07-01")
    commit(folder, "Léa Rousseau", "lea@a.example", "2026-01-01")
    commit(folder, "Lea Rousseau", "lea2@a.example", "2026-01-05")
    commit(folder, "dependabot[bot]", "49699333+dependabot[bot]@users.noreply.example", "2026-02-02")
    found = authors(folder)
    assert [(one.commits, one.is_bot) for one in found] == [(4, False), (2, False), (1, True)]
    assert found[1].name in ("Léa Rousseau", "Lea Rousseau")
    marc = found[0]
    assert marc.name == "Marc Delorme"
    assert (marc.commits, marc.first, marc.last) == (4, date(2025, 1, 2), date(2026, 3, 4))
    assert set(marc.emails) == {"marc@a.example", "marc@b.example", "m.delorme@c.example"}


def test_the_mailmap_is_heeded(folder: Path) -> None:
    (folder / ".mailmap").write_text("Karim Saïdi <karim@x.example> <root@laptop.example>\n", encoding="utf-8")
    commit(folder, "root", "root@laptop.example", "2026-01-01")
    (one,) = authors(folder)
    assert (one.name, one.emails) == ("Karim Saïdi", ("karim@x.example",))


def test_nothing_that_the_repository_names_is_run(folder: Path, tmp_path: Path) -> None:
    """Every setting that can hold a program holds one that leaves a mark."""
    marker = tmp_path / "marker"
    script = tmp_path / "run.sh"
    script.write_text(f"#!/bin/sh\necho run >> '{marker}'\nexit 1\n", encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    commit(folder, "Eve", "eve@x.example", "2026-01-01")
    (folder / ".gitattributes").write_text("*.txt diff=evil filter=evil\n", encoding="utf-8")
    commit(folder, "Eve", "eve@x.example", "2026-01-02")
    for name in (
        "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "gpg.program",
        "gpg.ssh.program", "diff.external", "diff.evil.textconv", "diff.evil.command", "filter.evil.clean",
        "filter.evil.smudge", "credential.helper", "uploadpack.packObjectsHook", "core.alternateRefsCommand",
        "pager.rev-list", "alias.rev-list",
    ):  # fmt: skip
        git(folder, "config", name, str(script) if not name.startswith("alias") else f"!{script}")
    git(folder, "config", "log.showSignature", "true")
    git(folder, "config", "core.hooksPath", str(tmp_path))
    git(folder, "config", "remote.origin.url", f"ext::{script}")
    git(folder, "config", "remote.origin.promisor", "true")
    git(folder, "config", "extensions.partialClone", "origin")
    for hook in ("post-checkout", "pre-auto-gc", "reference-transaction"):
        (tmp_path / hook).symlink_to(script)
    found = authors(folder)
    assert [(one.name, one.commits) for one in found] == [("Eve", 2)]
    assert not marker.exists()


def test_an_empty_repository_a_bare_one_and_none(folder: Path, tmp_path: Path) -> None:
    assert authors(folder) == []
    commit(folder, "Léa", "lea@x.example", "2026-01-01")
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "clone", "--bare", "-q", str(folder), str(bare)], check=True, capture_output=True)
    assert is_repository(folder)
    assert is_repository(bare)
    assert [one.name for one in authors(bare)] == ["Léa"]
    plain = tmp_path / "plain"
    plain.mkdir()
    assert not is_repository(plain)
    with pytest.raises(FileProblem) as caught:
        authors(plain)
    assert caught.value.code == "git-failed"


def test_it_can_be_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(folder, "Léa", "lea@x.example", "2026-01-01")

    def stop(done: int, total: int) -> None:
        raise Cancelled

    monkeypatch.setattr("ctohandover.formats.gitlog._commits", lambda folder, step: iter(step(0, 0) or ()))
    with pytest.raises(Cancelled):
        authors(folder, stop)


def test_without_git_it_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(FileProblem) as caught:
        authors(folder)
    assert caught.value.code == "no-git"
