"""Single values: status words, names, titles and dates, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from ctohandover.domain.decisions import Status
from ctohandover.formats.adr import read
from ctohandover.formats.adr.dates import day_first, find_day
from ctohandover.formats.adr.names import read_name
from ctohandover.formats.adr.status import choose, judge
from ctohandover.formats.adr.titles import split_title

BODY = "\n## Context\n\nText.\n\n## Decision\n\nText.\n"


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
