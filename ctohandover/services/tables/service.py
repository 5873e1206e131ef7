"""Tables taken in: the preview of each kind, and the one step that takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.errors import Invalid
from ctohandover.formats.tables.model import What
from ctohandover.services.tables.accesses import AccessPlan, preview_accesses, take_accesses
from ctohandover.services.tables.checklist import ChecklistPlan, preview_checklist, take_checklist
from ctohandover.services.tables.levels import LevelPlan, preview_levels, take_levels
from ctohandover.services.tables.model import Fate, Plan, Taken
from ctohandover.services.tables.people import PeoplePlan, preview_people, take_people
from ctohandover.services.tables.skills import SkillPlan, preview_skills, take_skills

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.formats.tables.model import Sheet
    from ctohandover.services.tables.model import Choices
    from ctohandover.storage.reader import Run
    from ctohandover.storage.store import Store
    from ctohandover.storage.unit import Unit

LABELS = {
    What.ASSESSMENTS: "levels-imported",
    What.PEOPLE: "people-imported",
    What.SKILLS: "skills-imported",
    What.CHECKLIST: "items-imported",
    What.ACCESSES: "accesses-imported",
}


def preview(run: Run, what: What, sheet: Sheet, choices: Choices, today: date) -> Plan:
    """What a table would bring, row by row. Changes nothing and never raises."""
    match what:
        case What.ASSESSMENTS:
            return preview_levels(run, sheet, choices, today)
        case What.PEOPLE:
            return preview_people(run, sheet, choices)
        case What.SKILLS:
            return preview_skills(run, sheet, choices)
        case What.CHECKLIST:
            return preview_checklist(run, sheet, choices, today)
        case What.ACCESSES:
            return preview_accesses(run, sheet, choices)


class TableService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def take(self, seen: Plan, today: date) -> Taken:
        """Take a plan as one undo step, with the people and skills that it brings.

        It is worked out anew on the workspace as it is now, so that a table taken twice adds nothing. Raises Invalid
        `table-problems` where rows cannot be taken and the good ones are not to be taken alone; Invalid, Conflict.
        """
        with self._store.unit(LABELS[seen.what], name=seen.choices.name, n=0) as unit:
            plan = preview(unit.run, seen.what, seen.sheet, seen.choices, today)
            if plan.held_back:
                raise Invalid("table-problems", n=plan.bad_rows)
            people, skills = self._take(unit, plan, today)
            unit.values["n"] = plan.good
            return Taken(
                added=plan.count(Fate.NEW),
                changed=plan.count(Fate.CHANGED),
                confirmed=plan.count(Fate.CONFIRMED),
                same=plan.count(Fate.SAME),
                left_out=plan.count(Fate.LEFT_OUT),
                people_added=people,
                skills_added=skills,
                problems=plan.problems,
            )

    def _take(self, unit: Unit, plan: Plan, today: date) -> tuple[int, int]:
        """How many people and skills came along with the rows."""
        match plan:
            case LevelPlan():
                return take_levels(unit, plan, plan.choices.actor_id)
            case PeoplePlan():
                take_people(unit, plan)
            case SkillPlan():
                take_skills(unit, plan)
            case ChecklistPlan():
                take_checklist(unit, plan, plan.choices.actor_id, today)
            case AccessPlan():
                take_accesses(unit, plan, today)
        return 0, 0
