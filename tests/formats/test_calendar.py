"""What we write is read back by a small parser that takes nothing but what RFC 5545 allows."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from ctohandover.formats.calendar import Event, to_ics

STAMP = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
_LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*))*):(.*)', re.DOTALL)


def lines_of(data: bytes) -> list[tuple[str, str, str]]:
    """Name, parameters and value of each unfolded line; asserts what the standard demands of the bytes."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    for line in raw:
        assert len(line) <= 75
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode("utf-8")  # no character is cut in two
    found = []
    for text in data.decode()[:-2].replace("\r\n ", "").split("\r\n"):
        match = _LINE.fullmatch(text)
        assert match, text
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", match[3])
        found.append((match[1], match[2], match[3]))
    return found


def unescaped(value: str) -> str:
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value, re.DOTALL), value
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def values(data: bytes) -> dict[str, str]:
    return {name + parameters: value for name, parameters, value in lines_of(data)}


def test_a_session_with_everything() -> None:
    event = Event(
        uid="0190-a@ctohandover",
        summary="Pairing: restore; back up, twice",
        day=date(2026, 12, 31),
        start=time(23, 30),
        minutes=90,
        description="First line\r\nC:\\path\nthird\rfourth",
        attendees=("Léa Rousseau", 'Karim "K" Saïdi'),
        alarm_days=2,
    )
    data = to_ics([event], stamp=STAMP, name="Boréal, Santé")
    assert [name for name, _, value in lines_of(data) if name in ("BEGIN", "END")] == [
        "BEGIN", "BEGIN", "BEGIN", "END", "END", "END",
    ]  # fmt: skip
    found = values(data)
    assert found["VERSION"] == "2.0"
    assert unescaped(found["X-WR-CALNAME"]) == "Boréal, Santé"
    assert found["UID"] == "0190-a@ctohandover"
    assert found["DTSTAMP"] == "20261102T093000Z"
    assert (found["DTSTART"], found["DTEND"]) == ("20261231T233000", "20270101T010000")
    assert unescaped(found["SUMMARY"]) == event.summary
    assert found['ATTENDEE;CN="Karim ’K’ Saïdi"'] == "invalid:nomail"
    assert found["TRIGGER"] == "-P2D"
    described = [unescaped(value) for name, _, value in lines_of(data) if name == "DESCRIPTION"]
    assert described == ["First line\nC:\\path\nthird\nfourth", event.summary]


def test_a_whole_day_ends_on_the_next() -> None:
    found = values(to_ics([Event(uid="1", summary="S1 due", day=date(2028, 2, 29))], stamp=STAMP))
    assert found["DTSTART;VALUE=DATE"] == "20280229"
    assert found["DTEND;VALUE=DATE"] == "20280301"
    assert not {"DTSTART", "DTEND", "ATTENDEE", "TRIGGER"} & found.keys()


def test_no_end_where_none_can_be() -> None:
    moment = values(to_ics([Event(uid="1", summary="x", day=date(2027, 1, 9), start=time(9), minutes=0)], stamp=STAMP))
    assert "DTEND" not in moment
    last = values(to_ics([Event(uid="1", summary="x", day=date.max)], stamp=STAMP))
    assert "DTEND;VALUE=DATE" not in last


def test_the_stamp_is_in_utc() -> None:
    paris = datetime(2026, 11, 2, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert values(to_ics([Event(uid="1", summary="x", day=date.min)], stamp=paris))["DTSTAMP"] == "20261102T083000Z"
    assert values(to_ics([Event(uid="1", summary="x", day=date.min)], stamp=STAMP.replace(tzinfo=None)))[
        "DTSTAMP"
    ] == "20261102T093000Z"  # fmt: skip


def test_no_events_make_an_empty_calendar() -> None:
    assert lines_of(to_ics([], stamp=STAMP))[-1] == ("END", "", "VCALENDAR")


_EVENTS = st.builds(
    Event,
    uid=st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1),
    summary=st.text(max_size=200),
    day=st.dates(),
    start=st.none() | st.times(),
    minutes=st.integers(-5, 10**7),
    description=st.text(max_size=200),
    attendees=st.lists(st.text(max_size=80), max_size=2).map(tuple),
    alarm_days=st.none() | st.integers(-3, 400),
)


@given(st.lists(_EVENTS, max_size=3))
def test_any_text_comes_back(events: list[Event]) -> None:
    found = lines_of(to_ics(events, stamp=STAMP))
    summaries = [unescaped(value) for name, _, value in found if name == "SUMMARY"]
    expected = [re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", re.sub("\r\n?", "\n", event.summary)) for event in events]
    assert summaries == expected
    assert sum(name == "BEGIN" and value == "VEVENT" for name, _, value in found) == len(events)
