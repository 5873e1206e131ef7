"""Levels from a table: what would be added, and adding it with the people and skills that are not here yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctohandover.domain import levels as domain_levels
from ctohandover.domain.assessments import Method
from ctohandover.domain.ledger import BY_SELF, DAY, LEVEL, counting
from ctohandover.domain.people import Person, Role
from ctohandover.domain.subjects import Criticality, Kind, Subject
from ctohandover.formats.tables.assessments import read_levels
from ctohandover.formats.tables.model import Problem, What
from ctohandover.formats.tables.vocabulary import name_key
from ctohandover.services.people import LONGEST_NAME
from ctohandover.services.tables.model import Fate, Plan, PlanRow
from ctohandover.services.tables.names import People, Subjects
from ctohandover.storage import reads

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ctohandover.domain.ledger import Ledger
    from ctohandover.formats.tables.assessments import LevelEntry, SubjectColumn
    from ctohandover.formats.tables.model import Sheet
    from ctohandover.services.tables.model import Choices
    from ctohandover.storage.reader import Run
    from ctohandover.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Level:
    """A level that is to be added. Who or what is not here yet is said by name, and has no id."""

    entry: LevelEntry
    person_id: str
    subject_id: str
    day: date
    method: Method


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelPlan(Plan):
    levels: tuple[Level, ...] = ()
    columns: tuple[SubjectColumn, ...] = ()
    """What the table says of the skills that are not here yet."""


def preview_levels(run: Run, sheet: Sheet, choices: Choices, today: date) -> LevelPlan:
    """What a table of levels would bring. Changes nothing and never raises."""
    people, subjects = People(reads.people(run)), Subjects(reads.subjects(run))
    table = read_levels(
        sheet,
        known_persons=tuple(people.names.values()),
        known_subjects=tuple(subject.title for subject in subjects.by_id.values()),
        default_day=choices.day or today,
    )
    look = _Look(people, subjects, choices, today)
    rows = [look.problem(one) for one in table.problems]
    open_rows: list[tuple[PlanRow, Level | None]] = [look.at(entry) for entry in table.entries]
    said = [level for _, level in open_rows if level is not None]
    ledger = reads.ledger(run)
    same = _said_already(said, ledger, choices.actor_id)
    for row, level in open_rows:
        if level is None:
            rows.append(row)
        elif id(level) in same:
            rows.append(replace(row, fate=Fate.SAME))
        else:
            rows.append(_against(row, level, ledger, choices.actor_id))
    return LevelPlan(
        what=What.ASSESSMENTS,
        sheet=sheet,
        choices=choices,
        rows=tuple(rows),
        new_people=tuple(look.new_people.values()),
        new_skills=tuple(look.new_skills.values()),
        levels=tuple(level for _, level in open_rows if level is not None and id(level) not in same),
        columns=tuple(column for column in table.subjects if name_key(column.title) in look.new_skills),
    )


class _Look:
    """Each entry against the people and subjects that are here."""

    def __init__(self, people: People, subjects: Subjects, choices: Choices, today: date) -> None:
        self.people, self.subjects, self.choices, self.today = people, subjects, choices, today
        self.new_people: dict[str, str] = {}
        self.new_skills: dict[str, str] = {}

    def problem(self, found: Problem) -> PlanRow:
        """A cell that cannot be taken, with names as they are called here."""
        person, subject = self.people.find(found.person), self.subjects.find(found.item)
        return PlanRow(
            row=found.row,
            column=found.column,
            person=self.people.names.get(person.key, found.person),
            item=self.subjects.by_id[subject.key].title if subject.key else found.item,
            fate=Fate.PROBLEM,
            problem=found,
        )

    def at(self, entry: LevelEntry) -> tuple[PlanRow, Level | None]:
        person, subject = self.people.find(entry.person), self.subjects.find(entry.subject)
        day = entry.day or self.choices.day or self.today
        code = self._refusal(entry, day, several=(person.several, subject.several), known=bool(person.key))
        who = self.people.names.get(person.key, entry.person)
        about = self.subjects.by_id[subject.key].title if subject.key else entry.subject

        def row(fate: Fate, notes: Sequence[str] = (), problem: Problem | None = None) -> PlanRow:
            return PlanRow(
                row=entry.row,
                column=entry.column,
                person=who,
                item=about,
                level=entry.level,
                fate=fate,
                notes=tuple(notes),
                problem=problem,
            )

        if not code and subject.key and self.subjects.by_id[subject.key].kind is Kind.ACCESS:
            code = "access-level"
        if code:
            text = {
                "person-several": entry.person,
                "subject-several": entry.subject,
                "name-too-long": entry.person,
                "access-level": entry.subject,
            }
            said = text.get(code, day.isoformat())
            return row(Fate.PROBLEM, (), Problem(entry.row, entry.column, code, said)), None
        notes: list[str] = []
        left_out = False
        if not person.key:
            self.new_people.setdefault(name_key(entry.person), entry.person)
            notes.append("new-person" if self.choices.add_people else "unknown-person")
            left_out |= not self.choices.add_people
        if not subject.key:
            self.new_skills.setdefault(name_key(entry.subject), entry.subject)
            notes.append("new-skill" if self.choices.add_skills else "unknown-skill")
            left_out |= not self.choices.add_skills
        if left_out:
            return row(Fate.LEFT_OUT, notes), None
        method = self._method(entry, person.key)
        if method is Method.SELF:
            notes.append("own-view")
        return row(Fate.NEW, notes), Level(entry, person.key, subject.key, day, method)

    def _refusal(self, entry: LevelEntry, day: date, *, several: tuple[bool, bool], known: bool) -> str:
        if several[0]:
            return "person-several"
        if several[1]:
            return "subject-several"
        if not known and len(entry.person) > LONGEST_NAME:
            return "name-too-long"
        return "day-in-future" if day > self.today else ""

    def _method(self, entry: LevelEntry, person_id: str) -> Method:
        if entry.method is not None:
            return entry.method
        if self.choices.method not in (None, Method.LEAD):
            return self.choices.method or Method.LEAD
        own = bool(person_id) and person_id == self.choices.actor_id
        return Method.SELF if own else Method.LEAD


def _by_self(level: Level, actor_id: str | None) -> bool:
    return level.method is Method.SELF or level.person_id == actor_id


def _against(row: PlanRow, level: Level, ledger: Ledger, actor_id: str | None) -> PlanRow:
    """What it does to the level that counts: it is the first, changes it or confirms it. A person's own view is held
    against their own views alone: it does not replace what others say."""
    entries = ledger.cells.get(level.subject_id, {}).get(level.person_id, [])
    if _by_self(level, actor_id):
        entries = [entry for entry in entries if entry[BY_SELF]]
    if not entries:
        return row
    latest = counting(entries)
    if latest[DAY] > level.day.isoformat():
        return replace(row, notes=(*row.notes, "earlier-day"))
    before = domain_levels.Level(latest[LEVEL])
    return replace(row, before=before, fate=Fate.CONFIRMED if before is level.entry.level else Fate.CHANGED)


def _said_already(levels: Iterable[Level], ledger: Ledger, actor_id: str | None) -> set[int]:
    """The levels (by `id()`) that are here already: said of the same person and subject on the same day.

    On one day a person's levels are a sequence, of which the last one counts. What a table repeats of the end of that
    sequence is known; what differs from it is said anew, so that a correction can be corrected back.
    """
    told: dict[tuple[str, str, str, bool], list[Level]] = defaultdict(list)
    for level in levels:
        if level.person_id and level.subject_id:
            own = _by_self(level, actor_id)
            told[level.subject_id, level.person_id, level.day.isoformat(), own].append(level)
    same: set[int] = set()
    for (subject, person, day, own), said in told.items():
        entries = ledger.cells.get(subject, {}).get(person, [])
        here = [entry[LEVEL] for entry in entries if entry[DAY] == day and bool(entry[BY_SELF]) is own]
        there = [int(level.entry.level) for level in said]
        for length in range(min(len(here), len(there)), 0, -1):
            if here[-length:] == there[:length]:
                same.update(map(id, said[:length]))
                break
    return same


def take_levels(unit: Unit, plan: LevelPlan, actor_id: str | None) -> tuple[int, int]:
    """Add the levels of a plan with the people and skills that they need; gives back how many people and skills came
    along. Raises Invalid."""
    from ctohandover.services.holding import NewAssessment, add_assessments
    from ctohandover.services.tables.people import add_people

    wanted = {name_key(level.entry.person) for level in plan.levels if not level.person_id}
    names = [name for name in plan.new_people if name_key(name) in wanted]
    made = [Person(id="", name=name, role=Role.MEMBER, internal=True) for name in names]
    persons = dict(zip(map(name_key, names), add_people(unit, made), strict=True))
    skills = _add_skills(unit, plan)
    new = []
    for level in plan.levels:
        person = level.person_id or persons[name_key(level.entry.person)]
        new.append(
            NewAssessment(
                person_id=person,
                subject_id=level.subject_id or skills[name_key(level.entry.subject)],
                level=level.entry.level,
                day=level.day,
                method=level.method,
                assessor_id=person if level.method is Method.SELF else None,
                evidence=level.entry.evidence,
            )
        )
    add_assessments(unit, new, actor_id)
    return len(persons), len(skills)


def _add_skills(unit: Unit, plan: LevelPlan) -> dict[str, str]:
    """The key of each new skill's name -> its id."""
    from ctohandover.services.subjects import SubjectForm, add_subjects, tidy

    wanted = {name_key(level.entry.subject) for level in plan.levels if not level.subject_id}
    columns = [column for column in plan.columns if name_key(column.title) in wanted]
    forms = [
        tidy(
            SubjectForm(
                kind=Kind.SKILL,
                title=column.title,
                area=column.category,
                criticality=column.criticality or Criticality.LOW,
                needed=chosen_needed(column.needed, column.criticality or Criticality.LOW),
            )
        )
        for column in columns
    ]
    return dict(zip((name_key(column.title) for column in columns), add_subjects(unit, forms), strict=True))


def chosen_needed(needed: int | None, criticality: Criticality) -> int | None:
    """What a table says is needed, None where that is what the criticality asks for by itself: it then follows."""
    usual = Subject(id="", kind=Kind.SKILL, title="", criticality=criticality).needed
    return None if needed == usual else needed
