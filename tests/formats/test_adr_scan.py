"""Whole folders: series, relations between files, and folders made to do harm."""

from __future__ import annotations

import hashlib
import os
import sys
from typing import TYPE_CHECKING

import pytest

from ctohandover.domain.decisions import Fields, Relation, RelationKind, Status
from ctohandover.errors import Cancelled, FileProblem
from ctohandover.formats.adr import Scanned, scan
from ctohandover.formats.files import read_regular, walk

if TYPE_CHECKING:
    from pathlib import Path

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs links, FIFOs and modes of POSIX")
RECORD = "# {}\n\nDate: 2020-01-31\n\n## Status\n\n{}\n\n## Context\n\nText.\n"


def write(folder: Path, path: str, status: str = "Accepted", title: str = "Use it") -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(RECORD.format(title, status), encoding="utf-8")


def scanned(folder: Path) -> dict[str, Scanned]:
    return {item.path: item for item in scan(folder)}


def relation(item: Scanned) -> Relation:
    assert item.reading is not None
    assert item.reading.fields is not None
    (found,) = item.reading.fields.relations
    return found


def codes(item: Scanned) -> list[str]:
    fields = item.reading.fields if item.reading else None
    assert isinstance(fields, Fields)
    return [finding.code for finding in fields.findings]


def test_files_come_in_order_with_bytes_and_hash(tmp_path: Path) -> None:
    write(tmp_path, "docs/adr/0002-b.md")
    write(tmp_path, "docs/adr/0001-a.md")
    (tmp_path / "README.md").write_text("# Hello\n")
    (tmp_path / "docs/adr/diagram.png").write_bytes(b"\x89PNG")
    found = scan(tmp_path)
    assert [item.path for item in found] == ["README.md", "docs/adr/0001-a.md", "docs/adr/0002-b.md"]
    data = (tmp_path / "docs/adr/0001-a.md").read_bytes()
    assert (found[1].data, found[1].sha256) == (data, hashlib.sha256(data).hexdigest())
    assert (found[0].data, found[0].reading and found[0].reading.reason) == (None, "readme")


def test_folders_of_tools_are_left_out(tmp_path: Path) -> None:
    for folder in (".git", "node_modules", ".venv", ".decisions"):
        write(tmp_path, f"{folder}/adr/0001-a.md")
    assert list(scanned(tmp_path)) == [".decisions/adr/0001-a.md"]


def test_a_link_gets_its_number_and_a_number_its_file(tmp_path: Path) -> None:
    write(tmp_path, "adr/0001-a.md", "Superseded by [the other](0002-b.md)")
    write(tmp_path, "adr/0002-b.md", "Accepted\n\nSupersedes ADR-0001")
    write(tmp_path, "adr/0003-c.md", "Superseded by [b](https://git.example/repo/blob/main/adr/0002-b.md)")
    write(tmp_path, "adr/0004-d.md", "Superseded by ADR 77")
    found = scanned(tmp_path)
    assert relation(found["adr/0001-a.md"]).number == 2
    assert relation(found["adr/0002-b.md"]).path == "adr/0001-a.md"
    assert relation(found["adr/0003-c.md"]).path == "adr/0002-b.md"
    assert relation(found["adr/0004-d.md"]).path is None
    assert codes(found["adr/0004-d.md"]) == ["relation-unresolved"]


def test_series_have_their_own_numbers(tmp_path: Path) -> None:
    for series in ("one", "two"):
        write(tmp_path, f"adr/{series}/0001-a.md", "Superseded by ADR 2")
        write(tmp_path, f"adr/{series}/0002-b.md")
    write(tmp_path, "adr/three/0001-a.md", "Superseded by ADR 2")
    found = scanned(tmp_path)
    assert relation(found["adr/two/0001-a.md"]).path == "adr/two/0002-b.md"
    assert relation(found["adr/three/0001-a.md"]).path is None


def test_the_same_number_twice_is_not_guessed(tmp_path: Path) -> None:
    write(tmp_path, "adr/0001-a.md", "Superseded by ADR 2")
    write(tmp_path, "adr/0002-b.md")
    write(tmp_path, "adr/0002-c.md")
    assert relation(scanned(tmp_path)["adr/0001-a.md"]).path is None


def test_slugs_are_resolved(tmp_path: Path) -> None:
    write(tmp_path, "adr/20200101-a.md", "superseded by [20200202-b](20200202-b.md)")
    write(tmp_path, "adr/20200202-b.md", "accepted")
    assert relation(scanned(tmp_path)["adr/20200101-a.md"]).path == "adr/20200202-b.md"


def test_relation_kinds_of_the_folder(tmp_path: Path) -> None:
    write(tmp_path, "adr/0001-a.md", "Accepted\n\nAmended by [2. B](0002-b.md)")
    write(tmp_path, "adr/0002-b.md", "Accepted\n\nAmends [1. A](0001-a.md)")
    found = scanned(tmp_path)
    assert relation(found["adr/0001-a.md"]).kind is RelationKind.AMENDED_BY
    assert relation(found["adr/0002-b.md"]).kind is RelationKind.AMENDS


@pytest.mark.parametrize(
    ("sure", "month"),
    [("26/03/2018", 4), ("03/26/2018", 3), ("2018-03-26", 4)],
)
def test_order_of_day_and_month_is_one_for_the_folder(tmp_path: Path, sure: str, month: int) -> None:
    for name, day in (("0001-a.md", sure), ("0002-b.md", "03/04/2018")):
        (tmp_path / name).write_text(f"# A\n\nDate: {day}\n\n## Status\n\nAccepted\n")
    item = scanned(tmp_path)["0002-b.md"]
    assert item.reading is not None
    assert item.reading.fields is not None
    assert item.reading.fields.date is not None
    assert item.reading.fields.date.month == month
    assert ("date-ambiguous" in codes(item)) == sure.startswith("2018")


def test_other_markup_is_named(tmp_path: Path) -> None:
    for name in ("adr/0001-a.adoc", "adr/0002-b.rst", "guide.adoc"):
        write(tmp_path, name)
    assert {path: item.refusal for path, item in scanned(tmp_path).items()} == {
        "adr/0001-a.adoc": "not-markdown",
        "adr/0002-b.rst": "not-markdown",
    }


def test_steps_are_told_and_can_stop(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path, f"adr/000{number}-a.md")
    told: list[int] = []
    scan(tmp_path, step=told.append)
    assert told == [1, 2, 3]

    def stop(done: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        scan(tmp_path, step=stop)


@POSIX
def test_hostile_folder(tmp_path: Path) -> None:
    write(tmp_path, "adr/0001-good.md")
    adr = tmp_path / "adr"
    os.mkfifo(adr / "0002-fifo.md")
    (adr / "0003-link.md").symlink_to("/etc/passwd")
    (adr / "0004-loop.md").symlink_to("0004-loop.md")
    (adr / "loop").symlink_to(adr, target_is_directory=True)
    (adr / "0005-folder.md").mkdir()
    with (adr / "0006-big.md").open("wb") as big:
        big.truncate(100 * 1024 * 1024)
    (adr / "0007-binary.md").write_bytes(os.urandom(64) + b"\0\xff\xfe" * 100)
    os.close(os.open(os.fsencode(adr) + b"/0008-\xff\xfe.md", os.O_CREAT | os.O_WRONLY))
    os.mkdir(os.fsencode(adr) + b"/sub-\xff")  # noqa: PTH102 - a name of bytes
    found = scanned(tmp_path)
    assert {path: item.refusal for path, item in found.items()} == {
        "adr/0001-good.md": "",
        "adr/0002-fifo.md": "not-a-file",
        "adr/0003-link.md": "symlink",
        "adr/0004-loop.md": "symlink",
        "adr/0006-big.md": "too-large",
        "adr/0007-binary.md": "",
        "adr/0008-\\xff\\xfe.md": "name-undecodable",
        "adr/sub-\\xff": "name-undecodable",
    }
    reading = found["adr/0007-binary.md"].reading
    assert reading is not None
    assert reading.reason == "binary"
    for path in found:
        path.encode()


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_unreadable_files_and_folders_are_named(tmp_path: Path) -> None:
    write(tmp_path, "adr/0001-a.md")
    write(tmp_path, "shut/0002-b.md")
    (tmp_path / "adr/0001-a.md").chmod(0)
    (tmp_path / "shut").chmod(0)
    found = {path: item.refusal for path, item in scanned(tmp_path).items()}
    (tmp_path / "shut").chmod(0o700)
    assert found == {"adr/0001-a.md": "unreadable", "shut": "unreadable"}


@POSIX
def test_names_stay_in_their_unicode_form(tmp_path: Path) -> None:
    decomposed = "0001-e\N{COMBINING ACUTE ACCENT}te.md"
    write(tmp_path, decomposed)
    (item,) = scan(tmp_path)
    assert item.path in (decomposed, "0001-\N{LATIN SMALL LETTER E WITH ACUTE}te.md")  # macOS may compose it
    assert item.reading is not None
    assert item.reading.fields is not None
    assert item.reading.fields.status is Status.ACCEPTED


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="missing"):
        scan(tmp_path / "none")
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileProblem, match="not-a-folder"):
        scan(tmp_path / "file")


def test_too_deep_is_not_followed(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 45)
    deep.mkdir(parents=True)
    (deep / "0001-a.md").write_text("# A\n")
    (found,) = walk(tmp_path, lambda name: name.endswith(".md"))
    assert found.problem == "too-deep"


@POSIX
def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_regular(tmp_path / "a", 5) == b"12345"
    with pytest.raises(FileProblem, match="too-large"):
        read_regular(tmp_path / "a", 4)
    with pytest.raises(FileProblem, match="missing"):
        read_regular(tmp_path / "b", 4)
    with pytest.raises(FileProblem, match="not-a-file"):
        read_regular("/dev/zero", 4)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")
def test_files_that_say_they_are_empty_are_read_to_the_limit() -> None:
    assert read_regular("/proc/self/status", 100_000).startswith(b"Name:")
    with pytest.raises(FileProblem, match="too-large"):
        read_regular("/proc/self/status", 10)
