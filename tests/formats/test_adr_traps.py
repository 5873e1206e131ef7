"""What real records do that a strict parser would fail on, one row each."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctohandover.domain.decisions import Fields, Status
from ctohandover.formats.adr import as_json, read
from ctohandover.formats.adr.dates import day_first, find_day
from ctohandover.formats.adr.names import read_name
from ctohandover.formats.adr.status import choose, judge
from ctohandover.formats.adr.text import clean
from ctohandover.formats.adr.titles import split_title

BODY = "\n## Context\n\nText.\n\n## Decision\n\nText.\n"


def fields(text: str, path: str = "docs/adr/0007-x.md") -> Fields:
    found = read(path, text.encode()).fields
    assert found is not None
    return found


def codes(found: Fields) -> set[str]:
    return {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("Accepted", Status.ACCEPTED),
        ("✅ Accepted (retroactive)", Status.ACCEPTED),
        ("{ accepted }", Status.ACCEPTED),
        ("[accepted] <!-- optional -->", Status.ACCEPTED),
        ("Accepted (supersedes ADR-024, ADR-025)", Status.ACCEPTED),
        ("Accepted (superseded by ADR-024)", Status.SUPERSEDED),
        ("Active. Adopted 2026-06-16", Status.ACCEPTED),
        ("ACCEPTED: Option 1", Status.ACCEPTED),
        ("Decision proposed; accepting feedback", Status.PROPOSED),
        ("Proposal: Use alternative A", Status.PROPOSED),
        ("In Review.", Status.PROPOSED),
        ("Proposed -> Accepted", Status.ACCEPTED),
        ("~~Accepted~~ Deprecated", Status.DEPRECATED),
        ("Proposed on 2021-07-12, accepted on 2021-08-04", Status.ACCEPTED),
        ("Superceded by [3. Third](0003-third.md)", Status.SUPERSEDED),
        ("Superseded (as never implemented) by [ADR 32](/adr/32)", Status.SUPERSEDED),
        ("ersetzt durch ADR 7", Status.SUPERSEDED),
        ("Ersetzt ADR 7", None),
        ("Not accepted", None),
        ("not yet accepted", None),
        ("Partially Accepted", None),
        ("Partly superseded", None),
        ("Teilweise ersetzt", None),
        ("experimental", None),
        ("The two points above have been implemented", None),
        ("proposed | accepted | rejected", None),
        ("{proposed | rejected | accepted | deprecated | … | superseded by ADR-0123}", None),
        ("", None),
    ],
)
def test_status_words(raw: str, status: Status | None) -> None:
    assert judge(raw).status is status


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["Accepted", "Superseded by [3. Third](0003-third.md)"], Status.SUPERSEDED),
        (["Accepted", "Supersedes [1. First](0001-first.md)"], Status.ACCEPTED),
        (["Akzeptiert", "Ersetzt [1. Erste](0001-erste.md)"], Status.ACCEPTED),
        (["Accepted", "Partially superseded by [3. Third](0003-third.md)"], Status.ACCEPTED),
        (["2017-11-24 accepted", "2017-11-23 proposed"], Status.ACCEPTED),
        (["Предложено: 2024-01-01", "Принято: 2024-02-01"], Status.ACCEPTED),
        (["- [ ] Proposed", "- [x] Accepted", "- [ ] Rejected"], Status.ACCEPTED),
        (["- [ ] Proposed", "- [ ] Accepted"], None),
        (["We talked about this.", "Accepted"], Status.ACCEPTED),
        ([], None),
    ],
)
def test_status_sections(lines: list[str], status: Status | None) -> None:
    chosen = choose(lines)
    assert (chosen.verdict.status if chosen else None) is status


@pytest.mark.parametrize(
    ("path", "number", "day", "reason"),
    [
        ("0001-use-x.md", 1, None, ""),
        ("adr/001-x.md", 1, None, ""),
        ("20201016-x.md", None, date(2020, 10, 16), ""),
        ("2026-06-21-x.md", None, date(2026, 6, 21), ""),
        ("2021-06-06_002-reactive.md", 2, date(2021, 6, 6), ""),
        ("20260125-ADR-x.md", None, date(2026, 1, 25), ""),
        ("adr-2020-01-31-x.md", None, date(2020, 1, 31), ""),
        ("XXXX-x.md", None, None, ""),
        ("adr001-x.md", 1, None, ""),
        ("ADR-1-x.md", 1, None, ""),
        ("ADR032-x.md", 32, None, ""),
        ("AD0001-x.md", 1, None, ""),
        ("ADR0014V01R01-x.md", 14, None, ""),
        ("ODH-ADR-Operator-0010-x y.md", 10, None, ""),
        ("arch-012-x.md", 12, None, ""),
        ("http-2-support.md", None, None, ""),
        ("choose-database.md", None, None, ""),
        ("2021-05-03-slug/README.md", None, date(2021, 5, 3), ""),
        ("0003-slug/index.md", 3, None, ""),
        ("README.md", None, None, "readme"),
        ("docs/adr/index.md", None, None, "index"),
        ("docs/adr/_index.md", None, None, "index"),
        ("backlog.md", None, None, "reserved-name"),
        ("0000-use-markdown-architectural-decision-records.md", 0, None, ""),
        ("0014-template-generation.md", 14, None, ""),
        ("template.md", None, None, "template"),
        ("adr-template-bare-minimal.md", None, None, "template"),
        ("0000-adr-template-de.md", 0, None, "template"),
        ("adr000-template.md", 0, None, "template"),
        ("ADR-nnn_Any_Decision_Record_Template.md", None, None, "template"),
        ("templates/0001-x.md", 1, None, "template"),
    ],
)
def test_names(path: str, number: int | None, day: date | None, reason: str) -> None:
    name = read_name(path)
    assert (name.number, name.day) == (number, day)
    assert read(path, f"# Something\n\nStatus: accepted\n{BODY}".encode()).reason == reason


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("3. Use Riak", 3, "Use Riak"),
        ("3\\. Use Riak", 3, "Use Riak"),
        ("ADR-0003: Use Riak", 3, "Use Riak"),
        ("[ADR-0003] Use Riak", 3, "Use Riak"),
        ("ADR 3 - Use Riak", 3, "Use Riak"),
        ("0002 - Use Riak", 2, "Use Riak"),
        ("| 6. Use Riak", 6, "Use Riak"),
        ("DR 002: Use Riak", 2, "Use Riak"),
        ("ODH-ADR-DR-0001: Use Riak", 1, "Use Riak"),
        ("Architecture Decision Record: Use Riak", None, "Use Riak"),
        ("ADR-nnn: Use Riak", None, "Use Riak"),
        ("**Use Riak**", None, "Use Riak"),
        ("Use [Riak](https://riak.example)", None, "Use Riak"),
        ("Use Riak {#riak}", None, "Use Riak"),
        ("Use Riak <!-- now -->", None, "Use Riak"),
        ("28 Scanning", 28, "Scanning"),
        ("2-phase commit", None, "2-phase commit"),
        ("12-factor apps", None, "12-factor apps"),
        ("100% coverage", None, "100% coverage"),
        ("2021 roadmap", None, "2021 roadmap"),
    ],
)
def test_titles(heading: str, number: int | None, title: str) -> None:
    assert split_title(heading, 28) == (title, number)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2024-01-15", date(2024, 1, 15)),
        ("2024/1/5", date(2024, 1, 5)),
        ("26/03/2018", date(2018, 3, 26)),
        ("10/04/18", date(2018, 4, 10)),
        ("03/26/2018", date(2018, 3, 26)),
        ("01.02.2024", date(2024, 2, 1)),
        ("June 19, 2018", date(2018, 6, 19)),
        ("Sep 13th, 2024", date(2024, 9, 13)),
        ("15 November 2021", date(2021, 11, 15)),
        ("01-Aug-2023", date(2023, 8, 1)),
        ("1er février 2024", date(2024, 2, 1)),
        ("15. März 2024", date(2024, 3, 15)),
        ("3 de enero de 2024", date(2024, 1, 3)),
        ("2017年11月22日", date(2017, 11, 22)),
        ("[2020-06-15](https://example.org/1)", date(2020, 6, 15)),
        ("2023-15-03", None),
        ("January , 2026", None),
        ("TBD", None),
    ],
)
def test_dates(raw: str, day: date | None) -> None:
    found = find_day(raw)
    assert (found.day if found else None) == day


def test_order_of_day_and_month_shows_or_not() -> None:
    assert [day_first(raw) for raw in ("26/03/2018", "03/26/2018", "03/04/2018", "2018-03-26")] == [
        True,
        False,
        None,
        None,
    ]


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
