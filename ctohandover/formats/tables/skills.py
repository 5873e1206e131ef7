"""The list of skills from a table and into one: name, category, how critical, people needed, description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover import words
from ctohandover.formats.tables.columns import find_lines
from ctohandover.formats.tables.model import Problem
from ctohandover.formats.tables.vocabulary import CRITICALITIES, SKILLS, fold, is_nothing, name_key, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctohandover.domain.skills import Skill
    from ctohandover.domain.subjects import Criticality
    from ctohandover.formats.tables.columns import Lines
    from ctohandover.formats.tables.model import Cell, Row, Sheet
    from ctohandover.i18n import Translator

NAME_LIMIT = 200
DESCRIPTION_LIMIT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRow:
    """A skill as the table knows it; None and "" are what it does not say."""

    title: str
    category: str = ""
    criticality: Criticality | None = None
    needed: int | None = None
    description: str = ""
    row: int


@dataclass(frozen=True, slots=True)
class SkillTable:
    skills: tuple[SkillRow, ...]
    problems: tuple[Problem, ...]


def read_skills(sheet: Sheet) -> SkillTable:
    """Never raises. Codes: `no-skills` (the sheet as a whole), `title-empty`, `name-too-long`, `name-twice`,
    `criticality-unknown`, `needed-unreadable`, `description-too-long`."""
    lines = find_lines(sheet, SKILLS, ("name",))
    if lines is None:
        return SkillTable((), (Problem(0, 0, "no-skills"),))
    found: dict[str, SkillRow] = {}
    for row in lines.rows:
        skill = _skill(lines, row)
        if skill is None:
            continue
        if name_key(skill.title) in found:
            lines.problem(row, "name", "name-twice", skill.title)
        else:
            found[name_key(skill.title)] = skill
    return SkillTable(tuple(found.values()), tuple(lines.problems))


def _skill(lines: Lines, row: Row) -> SkillRow | None:
    title = lines.short(row, "name", NAME_LIMIT, "name-too-long")
    if title is None:
        return None
    if not name_key(title):
        lines.problem(row, "name", "title-empty")
        return None
    return SkillRow(
        title=title,
        category=lines.short(row, "category", NAME_LIMIT, "name-too-long") or "",
        criticality=_criticality(lines, row),
        needed=_needed(lines, row),
        description=lines.remark(row, "description", DESCRIPTION_LIMIT, "description-too-long"),
        row=row.number,
    )


def _criticality(lines: Lines, row: Row) -> Criticality | None:
    text = lines.cell(row, "criticality")
    found = CRITICALITIES.get(fold(text))
    if found is None and not is_nothing(text):
        lines.problem(row, "criticality", "criticality-unknown", text)
    return found


def _needed(lines: Lines, row: Row) -> int | None:
    text = lines.cell(row, "needed")
    if is_nothing(text):
        return None
    number = number_of(text)
    if number is None or not number.is_integer() or not 0 <= number <= 99:
        lines.problem(row, "needed", "needed-unreadable", text)
        return None
    return int(number)


def skill_rows(skills: Iterable[Skill], t: Translator) -> list[list[Cell]]:
    """Headings and words in the language of `t`; `read_skills` reads both languages back. `needed` is written where
    somebody chose it."""
    heads: list[Cell] = [t("Name"), t("Category"), t("Criticality"), t("Needed"), t("Description")]
    rows: list[list[Cell]] = [heads]
    for skill in skills:
        about = skill.subject
        critical = t(words.CRITICALITY[about.criticality])
        rows.append([about.title, about.area, critical, about.needed_set, skill.description])
    return rows
