"""Who holds what, as teams keep it in a spreadsheet: a line an assessment (long), or a matrix (wide).

A matrix may have the persons down or across; what stands beside it (category, how critical, people needed) tells, else
the names that are known already.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ctohandover import words
from ctohandover.formats.tables.columns import find_lines
from ctohandover.formats.tables.model import Problem
from ctohandover.formats.tables.vocabulary import (
    ASSESSMENT,
    CRITICALITIES,
    METHODS,
    fold,
    is_nothing,
    level_of,
    name_key,
    number_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from ctohandover.domain.assessments import Assessment, Method
    from ctohandover.domain.levels import Level
    from ctohandover.domain.people import Person
    from ctohandover.domain.subjects import Criticality, Subject
    from ctohandover.formats.tables.columns import Lines
    from ctohandover.formats.tables.model import Cell, Row, Sheet
    from ctohandover.i18n import Translator

NAME_LIMIT = 200
EVIDENCE_LIMIT = 20_000


class Shape(StrEnum):
    LONG = "long"
    PERSONS_DOWN = "persons_down"
    PERSONS_ACROSS = "persons_across"
    NONE = "none"
    """Not a table of levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelEntry:
    """`day` and `method` are None where the table does not say; `row` and `column` count from 1."""

    person: str
    subject: str
    level: Level
    day: date | None = None
    method: Method | None = None
    evidence: str = ""
    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectColumn:
    """A subject as the table knows it; what it does not say is "" or None."""

    title: str
    category: str = ""
    criticality: Criticality | None = None
    needed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelTable:
    """What was read; names are as they are written, in the order they come, each once whatever its case."""

    shape: Shape
    entries: tuple[LevelEntry, ...] = ()
    persons: tuple[str, ...] = ()
    subjects: tuple[SubjectColumn, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_levels(
    sheet: Sheet,
    *,
    known_persons: Collection[str] = (),
    known_subjects: Collection[str] = (),
    default_day: date | None = None,
) -> LevelTable:
    """Turn a sheet into levels. Never raises: what cannot be taken is a Problem with its place.

    Codes: `no-levels` (the sheet as a whole), `person-empty`, `subject-empty`, `name-too-long`, `name-twice`,
    `level-unreadable`, `day-unreadable`, `method-unknown`, `criticality-unknown`, `needed-unreadable`,
    `evidence-too-long`. A line whose level or day cannot be read gives no entry; of the others only that cell is left
    out. `default_day` stands in where there is no day.
    """
    from ctohandover.formats.tables.matrix import read_matrix

    lines = find_lines(sheet, ASSESSMENT, ("person", "subject", "level"))
    if lines is not None:
        return _Long(lines, default_day).read()
    return read_matrix(sheet, known_persons, known_subjects, default_day) or LevelTable(
        shape=Shape.NONE, problems=(Problem(0, 0, "no-levels"),)
    )


class Subjects:
    """Gathers what is said of each subject, on however many lines; the first word that says something counts."""

    def __init__(self, problems: list[Problem]) -> None:
        self._found: dict[str, SubjectColumn] = {}
        self._problems = problems

    def add(self, title: str, *, category: str = "", critical: str = "", needed: str = "", at: tuple[int, ...]) -> None:
        """`at` is the row, then the columns of `critical` and `needed`, all from 1."""
        old = self._found.get(name_key(title), SubjectColumn(title=title))
        row, critical_column, needed_column = at
        self._found[name_key(title)] = SubjectColumn(
            title=old.title,
            category=old.category or category[:NAME_LIMIT],
            criticality=old.criticality or self._criticality(critical, row, critical_column),
            needed=old.needed if old.needed is not None else self._needed(needed, row, needed_column),
        )

    def _criticality(self, text: str, row: int, column: int) -> Criticality | None:
        if is_nothing(text):
            return None
        found = CRITICALITIES.get(fold(text))
        if found is None:
            self._problems.append(Problem(row, column, "criticality-unknown", text))
        return found

    def _needed(self, text: str, row: int, column: int) -> int | None:
        if is_nothing(text):
            return None
        number = number_of(text)
        if number is None or not number.is_integer() or not 0 <= number <= 99:
            self._problems.append(Problem(row, column, "needed-unreadable", text))
            return None
        return int(number)

    def title(self, title: str) -> str:
        """The name as it was written first, whatever its case here."""
        return self._found[name_key(title)].title

    @property
    def all(self) -> tuple[SubjectColumn, ...]:
        return tuple(self._found.values())


class _Long:
    def __init__(self, lines: Lines, default_day: date | None) -> None:
        self.lines = lines
        self.default_day = default_day
        self.subjects = Subjects(lines.problems)
        self.persons: dict[str, str] = {}
        self.entries: list[LevelEntry] = []

    def read(self) -> LevelTable:
        for row in self.lines.rows:
            self._line(row)
        return LevelTable(
            shape=Shape.LONG,
            entries=tuple(self.entries),
            persons=tuple(self.persons.values()),
            subjects=self.subjects.all,
            problems=tuple(self.lines.problems),
        )

    def _line(self, row: Row) -> None:
        person, subject = self._name(row, "person", "person-empty"), self._name(row, "subject", "subject-empty")
        if not person or not subject:
            return
        cell = self.lines.cell
        person = self.persons.setdefault(name_key(person), person)
        self.subjects.add(
            subject,
            category=cell(row, "category"),
            critical=cell(row, "criticality"),
            needed=cell(row, "needed"),
            at=(row.number, self.lines.place("criticality"), self.lines.place("needed")),
        )
        text = cell(row, "level")
        if is_nothing(text):
            return
        level = level_of(text)
        if level is None:
            self.lines.problem(row, "level", "level-unreadable", text)
            return
        day = self.lines.day(row, "day")
        if day is None and not is_nothing(cell(row, "day")):
            return  # which day it was cannot be guessed, and the day decides what counts
        self.entries.append(
            LevelEntry(
                person=person,
                subject=self.subjects.title(subject),
                level=level,
                day=day or self.default_day,
                method=self._method(row),
                evidence=self.lines.remark(row, "evidence", EVIDENCE_LIMIT, "evidence-too-long"),
                row=row.number,
                column=self.lines.place("level"),
            )
        )

    def _name(self, row: Row, field: str, empty: str) -> str | None:
        name = self.lines.short(row, field, NAME_LIMIT, "name-too-long")
        if name is not None and not fold(name):
            self.lines.problem(row, field, empty)
            return None
        return name

    def _method(self, row: Row) -> Method | None:
        text = self.lines.cell(row, "method")
        if is_nothing(text):
            return None
        method = METHODS.get(fold(text))
        if method is None:
            self.lines.problem(row, "method", "method-unknown", text)
        return method


def level_rows(
    assessments: Sequence[Assessment], people: Sequence[Person], subjects: Sequence[Subject], t: Translator
) -> list[list[Cell]]:
    """The long shape, with headings and words in the language of `t`; what points at nobody is left out."""
    names = {person.id: person.name for person in people}
    by_id = {subject.id: subject for subject in subjects}
    heads = [t("Person"), t("Item"), t("Level"), t("Date"), t("Method"), t("Evidence"), t("Category")]
    rows: list[list[Cell]] = [[*heads, t("Criticality"), t("Needed")]]
    for one in assessments:
        subject = by_id.get(one.subject_id)
        if subject is not None and one.person_id in names:
            cells: list[Cell] = [names[one.person_id], subject.title, int(one.level), one.day]
            cells += [t(words.METHOD[one.method]), one.evidence, subject.area]
            rows.append([*cells, t(words.CRITICALITY[subject.criticality]), subject.needed])
    return rows


def matrix_rows(
    people: Sequence[Person],
    subjects: Sequence[Subject],
    levels: dict[tuple[str, str], Level],
    t: Translator,
) -> list[list[Cell]]:
    """The wide shape with the subjects down; `levels` are by (person id, subject id)."""
    heads: list[Cell] = [t("Item"), t("Category"), t("Criticality"), t("Needed")]
    rows: list[list[Cell]] = [[*heads, *(person.name for person in people)]]
    for subject in subjects:
        cells: list[Cell] = [subject.title, subject.area, t(words.CRITICALITY[subject.criticality]), subject.needed]
        found = [levels.get((person.id, subject.id)) for person in people]
        rows.append([*cells, *(None if level is None else int(level) for level in found)])
    return rows
