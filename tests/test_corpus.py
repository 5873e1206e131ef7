"""Real repositories, if a folder of them is at hand: scanned, imported and exported through the command line.

CTOHANDOVER_ADR_CORPUS names a folder that holds `repos/OWNER__NAME/...`; the files are no part of the project.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from ctohandover.cli import main
from ctohandover.services.exchange import look
from ctohandover.storage.reader import Reader

CORPUS = os.environ.get("CTOHANDOVER_ADR_CORPUS", "")
REPOSITORIES = sorted(path for path in (Path(CORPUS) / "repos").iterdir() if path.is_dir()) if CORPUS else []
REASON = "CTOHANDOVER_ADR_CORPUS names no folder of repositories"
FIELDS = {
    "path", "is_decision", "number", "title", "status", "status_raw", "date", "deciders", "supersedes",
    "superseded_by", "amends", "amended_by", "dialect", "findings",
}  # fmt: skip

pytestmark = pytest.mark.skipif(not CORPUS, reason=REASON)


@pytest.fixture(autouse=True)
def _profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CTOHANDOVER_PROFILE", str(tmp_path / "profile"))


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.mark.parametrize("repository", REPOSITORIES, ids=lambda path: path.name)
def test_scan(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", str(repository), "--json"]) == 0
    out, err = capsys.readouterr()
    found = rows(out)
    assert err == ""
    assert all(set(row) == FIELDS for row in found if row["is_decision"])
    markdown = {path.relative_to(repository).as_posix() for path in repository.rglob("*.md") if path.is_file()}
    assert markdown <= {row["path"] for row in found}


@pytest.mark.parametrize("repository", REPOSITORIES, ids=lambda path: path.name)
def test_there_and_back(repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What comes out of a fresh workspace are the bytes that went in, of each decision and of each image it shows."""
    workspace, out = tmp_path / "w.handover", tmp_path / "out"
    assert main(["new", str(workspace), "--company", "Corpus", "--lang", "en"]) == 0
    assert main(["import", str(workspace), str(repository), "--json"]) == 0
    taken = rows(capsys.readouterr().out)[0]
    decisions = {item.path for item in look(repository) if item.reading and item.reading.fields}
    assert (taken["new"], taken["diverged_paths"]) == (len(decisions), [])
    assert main(["export", str(workspace), str(out), "--json"]) == 0
    written = rows(capsys.readouterr().out)[0]
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert decisions <= there
    assert there == decisions | stored_images(workspace)
    assert (written["written"], written["diverged"]) == (len(there), 0)
    for path in there:
        assert (out / path).read_bytes() == (repository / path).read_bytes(), path
    assert main(["import", str(workspace), str(repository), "--json"]) == 0
    again = rows(capsys.readouterr().out)[0]
    assert (again["unchanged"], again["new"], again["changed"], again["diverged"]) == (len(decisions), 0, 0, 0)
    assert main(["check", str(workspace)]) == 0


def stored_images(workspace: Path) -> set[str]:
    reader = Reader(workspace)
    try:
        with reader.reading() as run:
            return {path for (path,) in run("SELECT path FROM image")}
    finally:
        reader.close()
