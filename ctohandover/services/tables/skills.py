"""The list of skills from a table: new ones are added, known ones changed where the table says something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.formats.tables.model import What
from ctohandover.formats.tables.skills import SkillRow, read_skills
from ctohandover.services.tables.levels import chosen_needed
from ctohandover.services.tables.model import Fate, Plan, PlanRow
from ctohandover.services.tables.names import Subjects
from ctohandover.storage import reads
from ctohandover.storage.skill_reads import skills

if TYPE_CHECKING:
    from ctohandover.domain.skills import Skill
    from ctohandover.formats.tables.model import Sheet
    from ctohandover.services.tables.model import Choices
    from ctohandover.storage.reader import Run
    from ctohandover.storage.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillPlan(Plan):
    added: tuple[SkillRow, ...] = ()
    changed: tuple[tuple[str, dict[str, Any]], ...] = ()
    """(id, what becomes of its fields)."""


def preview_skills(run: Run, sheet: Sheet, choices: Choices) -> SkillPlan:
    """What a list of skills would bring. Changes nothing and never raises. What a table leaves empty stays as it
    is."""
    titles, known = Subjects(reads.subjects(run)), {skill.subject.id: skill for skill in skills(run)}
    table = read_skills(sheet)
    rows = [PlanRow(row=one.row, column=one.column, fate=Fate.PROBLEM, problem=one) for one in table.problems]
    added: list[SkillRow] = []
    changed: list[tuple[str, dict[str, Any]]] = []
    for told in table.skills:
        subject = titles.skill(told.title)
        if subject is None:
            added.append(told)
            rows.append(PlanRow(row=told.row, item=told.title, fate=Fate.NEW))
            continue
        fields = _differs(told, known[subject.id])
        fate = Fate.CHANGED if fields else Fate.SAME
        rows.append(PlanRow(row=told.row, item=subject.title, fate=fate, fields=tuple(fields)))
        if fields:
            changed.append((subject.id, fields))
    return SkillPlan(
        what=What.SKILLS,
        sheet=sheet,
        choices=choices,
        rows=tuple(rows),
        added=tuple(added),
        changed=tuple(changed),
    )


def _differs(told: SkillRow, skill: Skill) -> dict[str, Any]:
    about = skill.subject
    criticality = told.criticality or about.criticality
    said: dict[str, tuple[Any, Any]] = {
        "area": (told.category, about.area),
        "criticality": (criticality, about.criticality),
        "description": (told.description, skill.description),
    }
    fields = {name: new for name, (new, old) in said.items() if new and new != old}
    if told.needed is not None and chosen_needed(told.needed, criticality) != about.needed_set:
        fields["needed"] = chosen_needed(told.needed, criticality)
    return fields


def take_skills(unit: Unit, plan: SkillPlan) -> None:
    """Add and change the skills of a plan. Raises Invalid."""
    from ctohandover.services.subjects import SubjectForm, add_subjects, tidy
    from ctohandover.storage.tables import SkillRow as Detail
    from ctohandover.storage.tables import SubjectRow

    forms = [
        SubjectForm(
            kind=Kind.SKILL,
            title=told.title,
            area=told.category,
            criticality=told.criticality or Criticality.LOW,
            needed=chosen_needed(told.needed, told.criticality or Criticality.LOW),
            description=told.description,
        )
        for told in plan.added
    ]
    add_subjects(unit, [tidy(form) for form in forms])
    for key, fields in plan.changed:
        about = {name: value for name, value in fields.items() if name != "description"}
        if about:
            unit.change(SubjectRow, key, **about)
        if "description" in fields:
            unit.change(Detail, key, description=fields["description"])
