"""Making the demo writes its own file and nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from ctohandover.resources import resources_folder
from ctohandover.services.demo import make_demo


@pytest.mark.parametrize("language", ["en", "fr"])
def test_making_it_writes_one_file_and_twice_makes_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    temporary, home, target = tmp_path / "temporary", tmp_path / "home", tmp_path / "demo"
    for folder in (temporary, home):
        folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    resources = resources_folder()
    before = _stamps(resources / "demo")
    first = make_demo(target, resources, language)
    once = first.path.read_bytes()
    second = make_demo(target, resources, language)
    assert first.path != second.path
    assert first.workspace_id != second.workspace_id
    assert first.path.read_bytes() == once
    assert sorted(target.iterdir()) == sorted([first.path, second.path])
    assert list(temporary.iterdir()) == []
    assert list(home.iterdir()) == []
    assert _stamps(resources / "demo") == before


def _stamps(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
