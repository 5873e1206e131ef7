"""Calendar files (RFC 5545) for sessions and due days, as phones, Outlook, Google and Thunderbird take them.

Times are floating, "nine o'clock where you are": the people of a handover sit in one place, and a file without time
zones cannot carry a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OCTETS: Final = 75  # of a line without its end (3.1)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`start` None makes it last the whole day, whatever its `minutes`. `uid` stays the same from one export to the
    next, so that a calendar changes its entry instead of adding one; `alarm_days` before the day a calendar reminds."""

    uid: str
    summary: str
    day: date
    start: time | None = None
    minutes: int = 60
    description: str = ""
    attendees: tuple[str, ...] = ()
    alarm_days: int | None = None


def to_ics(events: Sequence[Event], *, stamp: datetime, name: str = "") -> bytes:
    """One calendar with all events; `stamp` is when it was made (UTC where it names no zone), `name` what a calendar
    may call it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CTO Handover//CTO Handover//EN", "CALSCALE:GREGORIAN"]
    if name:
        lines.append(f"X-WR-CALNAME:{_text(name)}")
    made = (stamp.astimezone(UTC) if stamp.tzinfo else stamp).strftime("%Y%m%dT%H%M%SZ")
    for event in events:
        lines += _event(event, made)
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _event(event: Event, made: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{made}"
    yield from _when(event)
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    for name in event.attendees:
        # An attendee is an address; names alone have none, and this one says so to the programs that would write.
        yield f'ATTENDEE;CN="{_parameter(name)}":invalid:nomail'
    if event.alarm_days is not None:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:-P{max(0, event.alarm_days)}D"
        yield f"DESCRIPTION:{_text(event.summary)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _when(event: Event) -> Iterator[str]:
    """An end that is not after the beginning is not allowed (3.8.2.2), nor needed: one day, or one moment."""
    if event.start is None:
        yield f"DTSTART;VALUE=DATE:{_date(event.day)}"
        if event.day < date.max:
            yield f"DTEND;VALUE=DATE:{_date(event.day + timedelta(days=1))}"  # the day after: the end is excluded
        yield "TRANSP:TRANSPARENT"
        return
    begins = datetime.combine(event.day, event.start.replace(tzinfo=None, microsecond=0))
    yield f"DTSTART:{_moment(begins)}"
    if event.minutes > 0 and begins < datetime.max - timedelta(minutes=event.minutes):
        yield f"DTEND:{_moment(begins + timedelta(minutes=event.minutes))}"


def _date(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"  # strftime leaves the zeros of early years out


def _moment(moment: datetime) -> str:
    return f"{_date(moment.date())}T{moment:%H%M%S}"


def _text(text: str) -> str:
    """A text value (3.3.11): four characters are escaped, other controls cannot be written."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    escaped = lines.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return _CONTROLS.sub("", escaped)


def _parameter(text: str) -> str:
    """A quoted parameter (3.2) can hold neither controls nor a quotation mark."""
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text).replace('"', "’").strip()


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets, none of them cut inside a character; each but the first begins with
    the space that marks it."""
    piece = b""
    for sign in line:
        octets = sign.encode("utf-8", "replace")
        if len(piece) + len(octets) > _OCTETS:
            yield piece
            piece = b" "
        piece += octets
    yield piece
