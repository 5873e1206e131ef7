"""Writing whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctohandover.errors import FileProblem
from ctohandover.files import write_whole


def test_written_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_whole(path, b"one", private=True)
    write_whole(path, b"two", private=True)
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [item.name for item in path.parent.iterdir()] == ["b.txt"]


def test_a_path_through_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    with pytest.raises(FileProblem) as caught:
        write_whole(tmp_path / "f" / "y.html", b"z")
    assert caught.value.code == "cannot-write"
    assert (tmp_path / "f").read_text() == "x"
