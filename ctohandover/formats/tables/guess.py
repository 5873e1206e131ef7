"""What a table is about, by its headings: so that a file can be dropped on the window without a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.formats.tables.assessments import Shape, read_levels
from ctohandover.formats.tables.columns import find_lines
from ctohandover.formats.tables.model import What
from ctohandover.formats.tables.vocabulary import ACCESSES, ASSESSMENT, CHECKLIST, PEOPLE, SKILLS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ctohandover.formats.tables.model import Sheet

_TELLING = {
    What.PEOPLE: frozenset({"role", "internal", "on_site", "active_from", "active_to", "days_a_month", "spare_hours"}),
    What.CHECKLIST: frozenset({"code", "phase", "blocker", "due", "offset", "state", "owner", "signer"}),
    What.ACCESSES: frozenset({"address", "admins", "mail", "factor", "renews", "registered", "account"}),
    What.SKILLS: frozenset({"category", "criticality", "needed", "description"}),
}
"""The columns of which one has to be there beside the name."""


def guess(
    sheet: Sheet, *, first: What | None = None, persons: Collection[str] = (), subjects: Collection[str] = ()
) -> What:
    """What the rows of a sheet are. `first` is what is expected, and stays where it can be read; `persons` and
    `subjects` are known names. Levels where nothing fits: their reader then says what it looked for."""
    if sheet.manager:
        return What.ACCESSES
    order = (What.PEOPLE, What.CHECKLIST, What.ASSESSMENTS, What.ACCESSES, What.SKILLS)
    if find_lines(sheet, ASSESSMENT, ("person", "subject", "level")) is not None:
        return What.ASSESSMENTS
    found = [what for what in order if _fits(sheet, what, persons, subjects)]
    if first in found:
        return first
    return found[0] if found else (first or What.ASSESSMENTS)


def _fits(sheet: Sheet, what: What, persons: Collection[str], subjects: Collection[str]) -> bool:
    match what:
        case What.PEOPLE:
            return _has(sheet, PEOPLE, "name", _TELLING[what])
        case What.CHECKLIST:
            return _has(sheet, CHECKLIST, "title", _TELLING[what])
        case What.ACCESSES:
            return _has(sheet, ACCESSES, "title", _TELLING[what])
        case What.SKILLS:
            return _has(sheet, SKILLS, "name", _TELLING[what])
        case What.ASSESSMENTS:
            table = read_levels(sheet, known_persons=persons, known_subjects=subjects)
            return table.shape is not Shape.NONE and len(table.entries) > len(table.problems)


def _has(sheet: Sheet, headings: Mapping[str, str], needed: str, telling: Collection[str]) -> bool:
    lines = find_lines(sheet, headings, (needed,))
    return lines is not None and bool(set(telling) & lines.columns.keys())
