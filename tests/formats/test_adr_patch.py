"""Edits: the new value is read back, every other line stays byte for byte, the same value changes nothing."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctohandover.domain.decisions import Fields, RelationKind, Status
from ctohandover.errors import Invalid
from ctohandover.formats.adr import (
    Link,
    add_relation,
    link_to,
    read,
    set_date,
    set_deciders,
    set_status,
    set_title,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FIXTURES = Path(__file__).parent / "fixtures" / "adr"
NAMES = sorted(path.name for path in FIXTURES.iterdir())
THIRD = Link("Third record", "0099-third-record.md", 99)


def data_of(name: str, newline: str = "\n", bom: bytes = b"") -> bytes:
    return bom + (FIXTURES / name).read_bytes().replace(b"\n", newline.encode())


def fields(name: str, data: bytes) -> Fields:
    found = read(f"docs/adr/{name}", data).fields
    assert found is not None
    return found


def changed_lines(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """The lines taken away and put in."""
    lines = difflib.ndiff(before.decode().splitlines(keepends=True), after.decode().splitlines(keepends=True))
    told = [line for line in lines if line[0] in "+-"]
    return (
        [line[2:].encode() for line in told if line[0] == "-"],
        [line[2:].encode() for line in told if line[0] == "+"],
    )


def assert_others_stay(name: str, before: bytes, after: bytes, *changed: str) -> None:
    old, new = fields(name, before), fields(name, after)
    for field in ("title", "number", "status", "date", "deciders", "relations"):
        if field not in changed:
            assert getattr(new, field) == getattr(old, field), field
    taken, _ = changed_lines(before, after)
    assert len(taken) <= 2, taken


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("status", list(Status))
def test_status(name: str, newline: str, status: Status) -> None:
    before = data_of(name, newline, b"\xef\xbb\xbf")
    after = set_status(before, status)
    assert fields(name, after).status is status
    assert_others_stay(name, before, after, "status", "relations", "date")
    assert set_status(after, status) == after
    assert after.startswith(b"\xef\xbb\xbf")
    if newline != "\n":
        assert after.count(newline.encode()) == after.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")


@pytest.mark.parametrize("name", NAMES)
def test_superseding(name: str) -> None:
    before = data_of(name)
    after = set_status(before, Status.SUPERSEDED, superseded_by=THIRD)
    new = fields(name, after)
    assert new.status is Status.SUPERSEDED
    assert (RelationKind.SUPERSEDED_BY, 99) in {(relation.kind, relation.number) for relation in new.relations}
    assert_others_stay(name, before, after, "status", "relations", "date")
    assert set_status(after, Status.SUPERSEDED, superseded_by=THIRD) == after


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", [RelationKind.SUPERSEDES, RelationKind.AMENDS, RelationKind.AMENDED_BY])
def test_relations(name: str, kind: RelationKind) -> None:
    before = data_of(name)
    after = add_relation(before, kind, THIRD)
    new = fields(name, after)
    assert (kind, 99, "docs/adr/0099-third-record.md") in {(r.kind, r.number, r.path) for r in new.relations}
    assert_others_stay(name, before, after, "relations")
    assert add_relation(after, kind, THIRD) == after


@pytest.mark.parametrize("name", NAMES)
def test_title(name: str) -> None:
    before = data_of(name)
    number = fields(name, before).number
    after = set_title(before, "Neue Wörter: alles", number=number)
    assert fields(name, after).title == "Neue Wörter: alles"
    assert_others_stay(name, before, after, "title")
    assert set_title(after, "Neue Wörter: alles", number=number) == after
    assert set_title(before, fields(name, before).title, number=number) == before


@pytest.mark.parametrize("name", NAMES)
def test_date(name: str) -> None:
    before = data_of(name)
    after = set_date(before, date(2031, 5, 17))
    assert fields(name, after).date == date(2031, 5, 17)
    assert_others_stay(name, before, after, "date")
    assert set_date(after, date(2031, 5, 17)) == after


@pytest.mark.parametrize("name", NAMES)
def test_deciders(name: str) -> None:
    before = data_of(name)
    after = set_deciders(before, ("Zoé Lang", "@bob"))
    assert fields(name, after).deciders == ("Zoé Lang", "@bob")
    assert_others_stay(name, before, after, "deciders")
    assert set_deciders(after, ("Zoé Lang", "@bob")) == after


STATUS_LINES = [
    ("0003-use-riak.md", "Deprecated"),
    ("0004-use-plain-files.md", "* Status: deprecated <!-- optional -->"),
    ("0005-support-many-arguments.md", "status: deprecated"),
    ("0006-trace-requests.md", 'status: "deprecated"'),
    ("ADR-1.md", "|Status  |Deprecated|"),
    ("ADR-001-use-a-framework.md", "> | Status       | `Deprecated`                             |"),
    ("0009-pick-a-queue.md", "| Deprecated | 2022-03-04 | Ann       |"),
    ("001-backend.md", "**Status:** DEPRECATED"),
    ("0010-cache.md", "**Decided:** 2021-05-06 | **Recorded:** 2021-06-01 | **Status:** Deprecated · kept"),
    ("0003-pt-bold-list.md", "- **Status:** Obsoleto"),
    ("adr-01.md", "Status: Deprecated"),
    ("0002-fr-list.md", "* statut : déprécié"),
    ("0001-de.md", "Veraltet"),
    ("adr-0001-no-boxes.md", "- [x] Foreldet"),
    ("0008-zh-history.md", "2017-11-25 已弃用"),
    ("0004-ru.md", "Устарело"),
    ("0012-use-feature-flags.md", "  status: deprecated"),
    ("0013-use-toml.md", 'status = "deprecated"'),
]


@pytest.mark.parametrize(("name", "line"), STATUS_LINES)
def test_status_is_written_in_the_manner_of_the_record(name: str, line: str) -> None:
    _, put = changed_lines(data_of(name), set_status(data_of(name), Status.DEPRECATED))
    assert line.encode() in [text.rstrip(b"\n") for text in put]


SUPERSEDED_LINES = [
    ("0003-use-riak.md", "Superseded by [99. Third record](0099-third-record.md)"),
    ("0004-use-plain-files.md", "* Status: superseded by [ADR-0099](0099-third-record.md) <!-- optional -->"),
    ("0005-support-many-arguments.md", "status: superseded by [ADR-0099](0099-third-record.md)"),
    ("ADR-1.md", "|Status  |Superseded by [ADR-0099](0099-third-record.md)|"),
    ("0002-fr-list.md", "* statut : remplacé par [ADR-0099](0099-third-record.md)"),
    ("0001-de.md", "Ersetzt durch [99. Third record](0099-third-record.md)"),
    ("0008-zh-history.md", "2017-11-25 已被 [99. Third record](0099-third-record.md) 取代"),
    ("0012-use-feature-flags.md", "  superseded_by: 0099-third-record.md"),
]


@pytest.mark.parametrize(("name", "line"), SUPERSEDED_LINES)
def test_superseded_is_written_in_the_manner_of_the_record(name: str, line: str) -> None:
    _, put = changed_lines(data_of(name), set_status(data_of(name), Status.SUPERSEDED, superseded_by=THIRD))
    assert line.encode() in [text.rstrip(b"\n") for text in put]


def test_history_takes_the_day_of_the_change() -> None:
    after = set_status(data_of("0008-zh-history.md"), Status.DEPRECATED, on=date(2024, 2, 3))
    assert "2017-11-25 完成\n\n2024-02-03 已弃用\n" in after.decode()


def test_supersedes_is_a_paragraph_of_the_status_or_an_item_of_the_links() -> None:
    nygard = add_relation(data_of("0003-use-riak.md"), RelationKind.SUPERSEDES, THIRD)
    assert b"Accepted\n\nSupersedes [99. Third record](0099-third-record.md)\n\n## Context" in nygard
    slugs = add_relation(data_of("20201016-use-the-slug.md"), RelationKind.SUPERSEDES, Link("T", "20200101-t.md"))
    assert slugs.endswith(b"(20200926-use-numbers.md)\n- Supersedes [20200101-t](20200101-t.md)\n")
    german = add_relation(data_of("0001-de.md"), RelationKind.SUPERSEDES, THIRD)
    assert fields("0001-de.md", german).status is Status.ACCEPTED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# 3. Old\n", "# 3. New\n"),
        ("# ADR-0003: Old {#old}\n", "# ADR-0003: New {#old}\n"),
        ("#  **ADR 3 - Old** ##\n", "#  **ADR 3 - New** ##\n"),
        ("# 3 Old\n", "# 3 New\n"),
        ("Old\n===\n", "New\n===\n"),
        ("---\ntitle: 'ADR003: Old' # why\n---\n\n## Context\n", '---\ntitle: "ADR003: New"\n---\n\n## Context\n'),
        ("---\ntitle: Old\n---\n\n# 3. Old\n", "---\ntitle: New\n---\n\n# 3. New\n"),
        ("## Context\n", "# New\n\n## Context\n"),
        ("", "# New\n\n"),
    ],
)
def test_title_keeps_what_is_around_it(before: str, after: str) -> None:
    assert set_title(before.encode(), "New", number=3).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# X\n\nDate: 26/03/2018\n", "# X\n\nDate: 05/02/2024\n"),
        ("# X\n\nDate: 2018/03/26 or so\n", "# X\n\nDate: 2024/02/05 or so\n"),
        ("# X\n\nJune 19, 2018\n", "# X\n\n2024-02-05\n"),
        ("# X\n\n* Date: [2020-06-15](https://x.example)\n", "# X\n\n* Date: [2024-02-05](https://x.example)\n"),
        ("# X\n\n* Date: YYYY-MM-DD\n", "# X\n\n* Date: 2024-02-05\n"),
        ("# X\n\n* Date:\n", "# X\n\n* Date: 2024-02-05\n"),
        ("# X\n\n* Status: draft\n* Tags: a\n", "# X\n\n* Status: draft\n* Date: 2024-02-05\n* Tags: a\n"),
        ("# X\n\n**Status:** draft  \n", "# X\n\n**Status:** draft  \n**Date:** 2024-02-05  \n"),
        ("# X\n\n| Status | Draft |\n|---|---|\n", "# X\n\n| Status | Draft |\n| Date | 2024-02-05 |\n|---|---|\n"),
        ("# X\n\n## Status\n\nDraft\n", "# X\n\nDate: 2024-02-05\n\n## Status\n\nDraft\n"),
        ("---\nstatus: draft\n---\n# X\n", "---\nstatus: draft\ndate: 2024-02-05\n---\n# X\n"),
    ],
)
def test_date_goes_where_the_dialect_has_it(before: str, after: str) -> None:
    assert set_date(before.encode(), date(2024, 2, 5)).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# X\n\n## Context\n\nA\n", "# X\n\n## Status\n\nAccepted\n\n## Context\n\nA\n"),
        ("# X\n\n## Status\n\n## Context\n", "# X\n\n## Status\n\nAccepted\n\n## Context\n"),
        ("# X\n\n## Status\n## Context\n", "# X\n\n## Status\n\nAccepted\n\n## Context\n"),
        ("# X\n\n## Statut\n\n## Contexte\n", "# X\n\n## Statut\n\nAccepté\n\n## Contexte\n"),
        ("# X\n\n## Status", "# X\n\n## Status\n\nAccepted"),
        ("# X", "# X\n\n## Status\n\nAccepted\n"),
        ("# X\n\n* Date: 2024-02-05\n", "# X\n\n* Status: accepted\n* Date: 2024-02-05\n"),
        ("---\nparent: Decisions\n---\n# X\n", "---\nstatus: accepted\nparent: Decisions\n---\n# X\n"),
        ("---\nstatus: { proposed | rejected }\n---\n# X\n", "---\nstatus: accepted\n---\n# X\n"),
        ("---\nstatus: draft # so far\n---\n# X\n", "---\nstatus: accepted # so far\n---\n# X\n"),
        ("---\nstatus: >-\n  draft\ndate:\n---\n# X\n", "---\nstatus: accepted\ndate:\n---\n# X\n"),
        ("# X\n\n* Status: **draft**\n", "# X\n\n* Status: **accepted**\n"),
        ("# X\n\n## Status\n\n- [ ] Draft\n- [ ] Accepted\n", "# X\n\n## Status\n\n- [ ] Draft\n- [x] Accepted\n"),
        ("# X\n\n## Status\n\nDraft\n\nSuperseded by [Y](2-y.md)\n", "# X\n\n## Status\n\nAccepted\n"),
    ],
)
def test_status_goes_where_the_dialect_has_it(before: str, after: str) -> None:
    changed = set_status(before.encode(), Status.ACCEPTED).decode()
    assert (changed.rstrip("\n"), read("1-x.md", changed.encode()).fields is not None) == (after.rstrip("\n"), True)


def test_no_final_newline_stays_so() -> None:
    assert set_status(b"# X\n\n## Status\n\nDraft", Status.ACCEPTED) == b"# X\n\n## Status\n\nAccepted"


def test_old_encodings_take_what_they_can() -> None:
    before = "# Décidé\n\n## Statut\n\nAccepté\n".encode("cp1252")
    assert set_status(before, Status.REJECTED) == "# Décidé\n\n## Statut\n\nRejeté\n".encode("cp1252")
    with pytest.raises(Invalid, match="adr-not-encodable"):
        set_title(before, "状态")


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: set_title(data, " \n "),
        lambda data: set_title(data, "x" * 501),
        lambda data: set_deciders(data, ("Ann, Bob",)),
        lambda data: set_deciders(data, ("Ann and Bob",)),
    ],
)
def test_values_that_would_not_be_read_again_are_refused(edit: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Invalid):
        edit(data_of("0003-use-riak.md"))


def test_links_are_relative_and_quoted() -> None:
    link = link_to("docs/adr/old/0001-x.md", "docs/adr/0002-y z.md", "Y [z]")
    assert (link.href, link.number, link.long) == ("../0002-y%20z.md", 2, "[2. Y (z)](../0002-y%20z.md)")
    assert link_to("a.md", "20240101-slug.md", "T").short == "[20240101-slug](20240101-slug.md)"


_WORDS = st.text(st.characters(codec="utf-8", categories=["L"]), min_size=2, max_size=12)
_TEXT = st.lists(_WORDS, min_size=1, max_size=5).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    newline=st.sampled_from(["\n", "\r\n"]),
    tail=st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=80),
    status=st.sampled_from(list(Status)),
    day=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    title=_TEXT.map(lambda text: f"Q{text}"),
)
def test_edits_after_one_another(name: str, newline: str, tail: str, status: Status, day: date, title: str) -> None:
    """Whatever stands below the known sections stays as it is, byte for byte."""
    end = f"\n\n## Notes\n\n{tail}\n".replace("\n", newline).encode()
    before = data_of(name, newline) + end
    number = fields(name, before).number
    after = set_date(set_status(set_title(before, title, number=number), status), day)
    new = fields(name, after)
    assert (new.status, new.date, new.title) == (status, day, title)
    assert after.endswith(end)
    assert set_date(set_status(set_title(after, title, number=number), status), day) == after


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode), st.sampled_from(list(Status)))
def test_any_file_is_patched_or_refused(data: bytes, status: Status) -> None:
    try:
        after = set_status(data, status)
    except Invalid:
        return
    found = read("docs/adr/0001-x.md", after).fields
    assert found is None or found.status is status
