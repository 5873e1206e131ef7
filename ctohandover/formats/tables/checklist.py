"""The checklist of a transition from a table and into one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover import transition_words
from ctohandover.formats.tables.columns import find_lines
from ctohandover.formats.tables.model import Problem
from ctohandover.formats.tables.vocabulary import (
    CHECKLIST,
    STATES,
    day_of,
    fold,
    is_nothing,
    offset_of,
    phase_of,
    yes_or_no,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ctohandover.domain.transition import Phase, State
    from ctohandover.formats.tables.columns import Lines
    from ctohandover.formats.tables.model import Cell, Row, Sheet
    from ctohandover.i18n import Translator

CODE_LIMIT = 40
TITLE_LIMIT = 300
EVIDENCE_LIMIT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRow:
    """An item as a table knows it. `offset` is in days from the handover day, `due` a day of the calendar; `owner` and
    `signer` are the names or roles that are written there, `blocker` is None where nothing is. `row` is 0 for what is
    to be written."""

    code: str = ""
    phase: Phase | None = None
    area: str = ""
    title: str
    blocker: bool | None = None
    offset: int | None = None
    due: date | None = None
    owner: str = ""
    signer: str = ""
    state: State | None = None
    evidence: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class ChecklistTable:
    items: tuple[ChecklistRow, ...]
    problems: tuple[Problem, ...]


def read_checklist(sheet: Sheet) -> ChecklistTable:
    """Never raises. Codes: `no-items` (the sheet as a whole), `title-empty`, `title-too-long`, `code-too-long`,
    `code-twice`, `name-too-long`, `phase-unknown`, `yes-no-unreadable`, `offset-unreadable`, `day-unreadable`,
    `state-unknown`, `evidence-too-long`. A state that stands in a file is what somebody says, not a sign-off."""
    lines = find_lines(sheet, CHECKLIST, ("title",))
    if lines is None or len(lines.columns) < 2:
        return ChecklistTable((), (Problem(0, 0, "no-items"),))
    items: list[ChecklistRow] = []
    codes: set[str] = set()
    for row in lines.rows:
        item = _item(lines, row)
        if item is None:
            continue
        if item.code and fold(item.code) in codes:
            lines.problem(row, "code", "code-twice", item.code)
            continue
        codes.add(fold(item.code))
        items.append(item)
    return ChecklistTable(tuple(items), tuple(lines.problems))


def _item(lines: Lines, row: Row) -> ChecklistRow | None:
    title = lines.short(row, "title", TITLE_LIMIT, "title-too-long")
    code = lines.short(row, "code", CODE_LIMIT, "code-too-long")
    if title is None or code is None:
        return None
    if not title:
        lines.problem(row, "title", "title-empty")
        return None
    offset, due = _when(lines, row)
    return ChecklistRow(
        code=code,
        phase=_phase(lines, row),
        area=lines.short(row, "area", TITLE_LIMIT, "name-too-long") or "",
        title=title,
        blocker=_blocker(lines, row),
        offset=offset,
        due=due,
        owner=lines.short(row, "owner", TITLE_LIMIT, "name-too-long") or "",
        signer=lines.short(row, "signer", TITLE_LIMIT, "name-too-long") or "",
        state=_state(lines, row),
        evidence=lines.remark(row, "evidence", EVIDENCE_LIMIT, "evidence-too-long"),
        row=row.number,
    )


def _when(lines: Lines, row: Row) -> tuple[int | None, date | None]:
    """The offset and the due day. What stands under "due" may be either: "J-30" is an offset."""
    offset = None
    text = lines.cell(row, "offset")
    if not is_nothing(text):
        offset = offset_of(text)
        if offset is None:
            lines.problem(row, "offset", "offset-unreadable", text)
    text = lines.cell(row, "due")
    if is_nothing(text):
        return offset, None
    day = day_of(text)
    told = offset_of(text) if not text.isdecimal() else None
    if day is None and told is None:
        lines.problem(row, "due", "day-unreadable", text)
    return (told if day is None and offset is None else offset), day


def _phase(lines: Lines, row: Row) -> Phase | None:
    text = lines.cell(row, "phase")
    phase = phase_of(text)
    if phase is None and not is_nothing(text):
        lines.problem(row, "phase", "phase-unknown", text)
    return phase


def _blocker(lines: Lines, row: Row) -> bool | None:
    text = lines.cell(row, "blocker")
    answer = yes_or_no(text)
    if answer is None and CHECKLIST.get(fold(text)) == "blocker":
        return True  # "bloquant" in the column of that name
    if answer is None and not is_nothing(text):
        lines.problem(row, "blocker", "yes-no-unreadable", text)
    return answer


def _state(lines: Lines, row: Row) -> State | None:
    text = lines.cell(row, "state")
    state = STATES.get(fold(text))
    if state is None and not is_nothing(text):
        lines.problem(row, "state", "state-unknown", text)
    return state


def checklist_rows(items: Iterable[ChecklistRow], t: Translator) -> list[list[Cell]]:
    """Headings and words in the language of `t`; `read_checklist` reads both languages back."""
    heads: list[Cell] = [t("Code"), t("Phase"), t("Area"), t("Title"), t("Blocker"), t("Days from the handover day")]
    rows: list[list[Cell]] = [[*heads, t("Due"), t("Done by"), t("Signed by"), t("State"), t("Evidence")]]
    for item in items:
        phase = t(transition_words.PHASE[item.phase]) if item.phase else ""
        cells: list[Cell] = [item.code, phase, item.area, item.title, t("yes") if item.blocker else t("no")]
        cells += [item.offset, item.due, item.owner, item.signer]
        rows.append([*cells, t(transition_words.STATE[item.state]) if item.state else "", item.evidence])
    return rows
