"""People from a table and into one: name, role, inside or not, on site, from, to, days a month,
hours a week to spare, note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover import words
from ctohandover.formats.tables.columns import find_lines
from ctohandover.formats.tables.model import Problem
from ctohandover.formats.tables.vocabulary import PEOPLE, ROLES, fold, is_nothing, name_key, number_of, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctohandover.domain.people import Person, Role
    from ctohandover.formats.tables.columns import Lines
    from ctohandover.formats.tables.model import Cell, Row, Sheet
    from ctohandover.i18n import Translator

NAME_LIMIT = 200
NOTE_LIMIT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person as the table knows them; None is what it does not say, or not in a way that can be read."""

    name: str
    role: Role | None = None
    internal: bool | None = None
    on_site: bool | None = None
    active_from: date | None = None
    active_to: date | None = None
    days_a_month: float | None = None
    spare_hours: float | None = None
    note: str = ""
    row: int


@dataclass(frozen=True, slots=True)
class PeopleTable:
    people: tuple[PersonRow, ...]
    problems: tuple[Problem, ...]


def read_people(sheet: Sheet) -> PeopleTable:
    """Never raises. Codes: `no-people` (the sheet as a whole), `person-empty`, `name-too-long`, `name-twice`,
    `role-unknown`, `yes-no-unreadable`, `day-unreadable`, `days-order`, `days-unreadable`,
    `spare-unreadable`, `note-too-long`."""
    lines = find_lines(sheet, PEOPLE, ("name",))
    if lines is None:
        return PeopleTable((), (Problem(0, 0, "no-people"),))
    found: dict[str, PersonRow] = {}
    for row in lines.rows:
        person = _person(lines, row)
        if person is None:
            continue
        if name_key(person.name) in found:
            lines.problem(row, "name", "name-twice", person.name)
        else:
            found[name_key(person.name)] = person
    return PeopleTable(tuple(found.values()), tuple(lines.problems))


def _person(lines: Lines, row: Row) -> PersonRow | None:
    name = lines.short(row, "name", NAME_LIMIT, "name-too-long")
    if name is None:
        return None
    if not fold(name):
        lines.problem(row, "name", "person-empty")
        return None
    begins, ends = lines.day(row, "active_from"), lines.day(row, "active_to")
    if begins and ends and ends < begins:
        lines.problem(row, "active_to", "days-order", lines.cell(row, "active_to"))
        ends = None
    return PersonRow(
        name=name,
        role=_role(lines, row),
        internal=_answer(lines, row, "internal"),
        on_site=_answer(lines, row, "on_site"),
        active_from=begins,
        active_to=ends,
        days_a_month=_number(lines, row, "days_a_month", 31, "days-unreadable"),
        spare_hours=_number(lines, row, "spare_hours", 60, "spare-unreadable"),
        note=lines.remark(row, "note", NOTE_LIMIT, "note-too-long"),
        row=row.number,
    )


def _role(lines: Lines, row: Row) -> Role | None:
    text = lines.cell(row, "role")
    role = ROLES.get(fold(text))
    if role is None and not is_nothing(text):
        lines.problem(row, "role", "role-unknown", text)
    return role


def _answer(lines: Lines, row: Row, field: str) -> bool | None:
    text = lines.cell(row, field)
    answer = yes_or_no(text)
    if answer is None and not is_nothing(text):
        lines.problem(row, field, "yes-no-unreadable", text)
    return answer


def _number(lines: Lines, row: Row, field: str, most: int, code: str) -> float | None:
    text = lines.cell(row, field)
    if is_nothing(text):
        return None
    number = number_of(text)
    if number is None or not 0 <= number <= most:
        lines.problem(row, field, code, text)
        return None
    return number


def people_rows(people: Sequence[Person], t: Translator) -> list[list[Cell]]:
    """Headings and words in the language of `t`; `read_people` reads both languages back."""
    heads: list[Cell] = [t("Name"), t("Role"), t("Inside or external"), t("On site"), t("From"), t("To")]
    rows: list[list[Cell]] = [[*heads, t("Days a month"), t("Hours a week to spare"), t("Note")]]
    for person in people:
        where = t("inside") if person.internal else t("external")
        cells: list[Cell] = [person.name, t(words.ROLE[person.role]), where, t("yes") if person.on_site else t("no")]
        times: list[Cell] = [person.active_from, person.active_to, person.days_a_month, person.spare_hours]
        rows.append([*cells, *times, person.note])
    return rows
