"""What real records do that a strict parser would fail on, one row each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctohandover.domain.decisions import Fields, Status
from ctohandover.formats.adr import as_json, read
from ctohandover.formats.adr.text import clean

BODY = "\n## Context\n\nText.\n\n## Decision\n\nText.\n"


def fields(text: str, path: str = "docs/adr/0007-x.md") -> Fields:
    found = read(path, text.encode()).fields
    assert found is not None
    return found


def codes(found: Fields) -> set[str]:
    return {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\nstatus: accepted\n---\n# X\n\n## Status\n\nRejected\n", "status-contradiction"),
        ("> **Status: superseded**\n\n# X\n\n## Status\n\nAccepted\n", "status-contradiction"),
        ("# X\n\n* Date: 2023-15-03\n", "date-invalid"),
        ("# X\n\n* Date: YYYY-MM-DD\n", "date-placeholder"),
        ("# X\n\nDate: 03/04/2020\n", "date-ambiguous"),
        ("# 9. X\n", "number-mismatch"),
        ("## Context\n\nNo title.\n", "title-missing"),
        ("---\ntitle: Y\n---\n# X\n", "title-contradiction"),
        ("---\nstatus: accepted\nstatus: rejected\n---\n# X\n", "front-matter-duplicate"),
        ("---\nstatus: accepted\nx: @y\n---\n# X\n", "front-matter-invalid"),
        ("# X\n\n## Status\n\nsomewhere\n", "status-unknown"),
        ("# X\n\n## Status\n\nPartly superseded\n", "status-partial"),
        ("# X\n\n## Status\n\nAccepted\n\nPartially supersedes [2. Y](0002-y.md)\n", "relation-partial"),
        ("# X\n\nStatus: acc\0epted\n", "control-characters"),
    ],
)
def test_findings(text: str, code: str) -> None:
    assert code in codes(fields(text + BODY))


@pytest.mark.parametrize(
    ("front", "status", "deciders"),
    [
        ("status: accepted\ndecision-makers: @alice, @bob", Status.ACCEPTED, ("@alice", "@bob")),
        ("status: { accepted }\ndeciders: { Ann, Bob }", Status.ACCEPTED, ("Ann", "Bob")),
        ("status: [accepted]\ndeciders: [Ann, 'Bob']", Status.ACCEPTED, ("Ann", "Bob")),
        ("status: >-\n  accepted\ndeciders:\n  - Ann\n  - Bob", Status.ACCEPTED, ("Ann", "Bob")),
        ("status:\ndeciders:", None, ()),
        ("title: ADR 5: use X\nstatus: rejected", Status.REJECTED, ()),
        ("status: accepted\n\tdeciders: Ann", Status.ACCEPTED, ()),
        ("Status: accepted # for now", Status.ACCEPTED, ()),
        ('adr_status: "Accepted"', Status.ACCEPTED, ()),
        ("number: 0007\nstatus: draft", Status.DRAFT, ()),
        ("a: " + "[" * 3000 + "\nstatus: accepted", Status.ACCEPTED, ()),
    ],
)
def test_front_matter(front: str, status: Status | None, deciders: tuple[str, ...]) -> None:
    found = fields(f"---\n{front}\n---\n# X\n{BODY}")
    assert (found.status, found.deciders, found.number) == (status, deciders, 7)


def test_first_of_doubled_keys_counts_with_and_without_yaml() -> None:
    for extra in ("", "\ntags: [a]"):
        assert fields(f"---\nstatus: accepted\nstatus: rejected{extra}\n---\n# X\n").status is Status.ACCEPTED


@pytest.mark.parametrize(
    "text",
    [
        "# X\n\n```\n## Status\n\nAccepted\n```\n",
        "# X\n\n~~~~\n```\nStatus: accepted\n~~~~\n",
        "# X\n\n<!--\nStatus: accepted\n\n## Status\n\nAccepted\n-->\n",
        "# X\n\n## Context\n\nStatus: accepted\n",
    ],
)
def test_examples_are_no_fields(text: str) -> None:
    assert fields(text).status is None


def test_status_as_content_does_not_count_against_the_table() -> None:
    text = "# X\n\n| Status | Approved |\n|---|---|\n\n## Context\n\nA\n\n## Status\n\nThe status of a pod is shown.\n"
    found = fields(text)
    assert (found.status, found.status_raw) == (Status.ACCEPTED, "Approved")


def test_two_targets_and_a_rest() -> None:
    found = fields("# X\n\n**Status:** superseded by [A](0008-a.md) + [B](0009-b.md); see [C](0010-c.md)\n")
    assert [relation.number for relation in found.relations] == [8, 9]


@pytest.mark.parametrize(
    ("line", "path", "number"),
    [
        ("Superseded by [a](./0008-a.md#why)", "docs/adr/0008-a.md", 8),
        ("Superseded by [a](../other/0008-a.md)", "docs/other/0008-a.md", 8),
        ("Superseded by [a](../../../0008-a.md)", None, 8),
        ("Superseded by [a](0008%20a.md)", "docs/adr/0008 a.md", 8),
        ("Superseded by [ADR-8][eight]\n\n[eight]: 0008-a.md", "docs/adr/0008-a.md", 8),
        ("Superseded by ADR 0008 on 2020-01-31", None, 8),
        ("Superseded by #8", None, 8),
        ("Superseded: 2019-12-19 by [ADR 8](0008-a.md)", "docs/adr/0008-a.md", 8),
        ("superseded\n\nSee the new way ([ADR#0008](0008-a.md)).", "docs/adr/0008-a.md", 8),
        ("Superseded by [the plan](https://example.org/issues/8)", None, None),
    ],
)
def test_link_targets(line: str, path: str | None, number: int | None) -> None:
    (relation,) = fields(f"# X\n\n## Status\n\n{line}\n").relations
    assert (relation.kind.value, relation.path, relation.number) == ("superseded_by", path, number)


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("5", [5]),
        ("[3, 0004]", [3, 4]),
        ("3 and 4", [3, 4]),
        ("ADR-004 point 6", [4]),
        ("ADR-0017 (deferred to 2027), ADR-018", [17, 18]),
        ("0009-use-riak", [9]),
        ("N/A", []),
        ("none until 2027", []),
    ],
)
def test_values_of_relation_fields(value: str, numbers: list[int]) -> None:
    for text in (f"---\nsupersedes: {value}\n---\n# X\n", f"# X\n\n**Supersedes**: {value}\n"):
        assert [relation.number for relation in fields(text).relations] == numbers


def test_images_stay_inside_the_folder() -> None:
    text = (
        "# X\n\n![a](images/a.png) ![b](../b.svg 'B') <img width=3 src='c%20d.jpg'> ![e][f] ![g](https://h.example/g.png)\n"
        "![up](../../../up.png) ![root](/root.png) ![doc](x.pdf) ![nul](%00.png) ![a](images/a.png)\n\n[f]: e.gif\n"
    )
    found = read("docs/adr/0001-x.md", text.encode())
    assert set(found.images) == {"docs/adr/images/a.png", "docs/b.svg", "docs/adr/c d.jpg", "docs/adr/e.gif"}


def test_lines_end_only_where_lines_end() -> None:
    assert fields("# Use\u2028two\x0blines\n\nStatus: accepted\n").title == "Use two lines"


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty"), (b" \n\n", "empty"), (b"\x89PNG\0\0\xff\0", "binary")])
def test_no_text(data: bytes, reason: str) -> None:
    assert read("docs/adr/0001-x.md", data).reason == reason


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("docs/guide.md", "# Guide\n\n## Context\n\nText.\n", "not-a-decision"),
        ("docs/guide/0001-install.md", "# Install\n\nText.\n", "not-a-decision"),
        ("docs/adr/overview.md", "# Overview\n\nText.\n", "not-a-decision"),
        ("docs/adr/log.md", "# Log\n\n### ADR-1: A\n\n### ADR-2: B\n\n### ADR-3: C\n", "several-decisions"),
        ("docs/adr/0001-toc.md", "<!-- adrlog -->\n* [x](x.md)\n<!-- adrlogstop -->\n", "generated"),
        ("docs/adr/new.md", "# {short title of the problem}\n\n## Context\n\n## Decision\n", "template"),
        ("docs/adr/new.md", "# NUMBER. TITLE\n\n## Status\n\nSTATUS\n", "template"),
        ("docs/adr/choose-database.md", f"# Choose\n{BODY}", ""),
        ("notes/choose.md", f"# Choose\n\n## Status\n\nAccepted\n{BODY}", ""),
    ],
)
def test_is_it_a_decision(path: str, text: str, reason: str) -> None:
    assert read(path, text.encode()).reason == reason


def test_old_encoding_is_read_with_a_finding() -> None:
    found = read("docs/adr/0001-x.md", "# Décidé\n\n## Statut\n\nAccepté\n".encode("cp1252"))
    assert found.fields is not None
    assert (found.fields.title, found.fields.status, found.encoding) == ("Décidé", Status.ACCEPTED, "cp1252")
    assert "encoding-guessed" in codes(found.fields)


def test_json_has_the_promised_keys() -> None:
    text = "# X\n\n## Status\n\nAccepted\n\nSupersedes [1. A](0001-a.md)\n"
    assert as_json(read("docs/adr/0002-x.md", text.encode())) == {
        "path": "docs/adr/0002-x.md",
        "is_decision": True,
        "number": 2,
        "title": "X",
        "status": "accepted",
        "status_raw": "Accepted",
        "date": None,
        "deciders": [],
        "supersedes": [1],
        "superseded_by": [],
        "amends": [],
        "amended_by": [],
        "dialect": "nygard",
        "findings": [],
    }
    assert as_json(read("README.md", b"# X")) == {"path": "README.md", "is_decision": False, "findings": ["readme"]}


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    read("docs/adr/0001-x.md", data)


_PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "# ",
            "## Status\n",
            "Status: ",
            "* Date: ",
            "- [x] ",
            "| Status | ",
            "|---|\n",
            "\n",
            "\r\n",
            "\r",
            "> ",
        ),
        *("accepted", "superseded by ", "[1. a](0001-a.md)", "ADR-7", "2020-13-45", "12/11/10", "```\n", "<!--", "-->"),
        *(
            "deciders:",
            " - ",
            "[",
            "{",
            "**",
            "`",
            ": ",
            "\ud7ff",
            "\u2028",
            "\0",
            "=====\n",
            "----\n",
            "取代",
            "状态",
            "é",
        ),
        *("&a [*a, *a]", "<<: *a", "!!python/object:x", "%", "![x](../../y.png)", "#", "'", '"', "\\", "title: "),
    ]
)


@settings(max_examples=400)
@given(st.lists(_PIECES | st.text(max_size=6), max_size=60).map("".join))
def test_no_text_makes_it_fail(text: str) -> None:
    found = read("docs/adr/0001-x.md", text.encode("utf-8", "replace")).fields
    if found:
        shown = [found.title, found.status_raw, found.date_raw, *found.deciders, *(r.text for r in found.relations)]
        assert all(value == clean(value) for value in shown)
        "".join(shown).encode()
