"""Tables out of a workspace, with headings and words in the language of whoever reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.ledger import DAY, ID, counting
from ctohandover.domain.subjects import Kind
from ctohandover.errors import Invalid
from ctohandover.files import write_whole
from ctohandover.formats.tables import What, write_csv, write_xlsx
from ctohandover.formats.tables.accesses import access_rows
from ctohandover.formats.tables.assessments import level_rows, matrix_rows
from ctohandover.formats.tables.checklist import ChecklistRow, checklist_rows
from ctohandover.formats.tables.people import people_rows
from ctohandover.formats.tables.skills import skill_rows
from ctohandover.services.checklist import checklist
from ctohandover.services.grid import grid, levels_on
from ctohandover.services.tables.checklist import evidence_words
from ctohandover.storage import reads
from ctohandover.storage.access_reads import accesses
from ctohandover.storage.skill_reads import skills
from ctohandover.words import ROLE

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ctohandover.domain.assessments import Assessment
    from ctohandover.domain.people import Role
    from ctohandover.formats.tables.model import Cell
    from ctohandover.i18n import Translator
    from ctohandover.services.checklist import Checklist, ItemLine
    from ctohandover.storage.reader import Run

SUFFIXES = (".csv", ".xlsx")


def table_rows(
    run: Run,
    what: What,
    t: Translator,
    as_of: date,
    *,
    kind: Kind | None = None,
    matrix: bool = False,
    history: bool = False,
) -> list[list[Cell]]:
    """The rows of a table, its headings first. Of assessments: those of one `kind` (None: of all), those that count as
    of a day or (`history`) all up to it, or (`matrix`) people across and subjects (of `kind`, skills by default)
    down."""
    match what:
        case What.PEOPLE:
            return people_rows(reads.people(run), t)
        case What.SKILLS:
            return skill_rows(skills(run), t)
        case What.CHECKLIST:
            found = checklist(run, as_of)
            return checklist_rows([_item(line, found, t) for line in found.lines], t)
        case What.ACCESSES:
            names = {person.id: person.name for person in reads.people(run)}
            return access_rows(accesses(run), names, as_of, t)
        case What.ASSESSMENTS if matrix:
            shown = grid(run, kind or Kind.SKILL, as_of)
            levels = levels_on(reads.ledger(run), shown.subjects, as_of)
            return matrix_rows(
                shown.people, shown.subjects, {(who, about): level for (about, who), level in levels.items()}, t
            )  # fmt: skip
        case What.ASSESSMENTS:
            return _levels(run, t, as_of, kind, history=history)


def _levels(run: Run, t: Translator, as_of: date, kind: Kind | None, *, history: bool) -> list[list[Cell]]:
    # Levels of accesses follow from their register, which is a table of its own.
    subjects = [
        one for one in reads.subjects(run) if one.kind is kind or (kind is None and one.kind is not Kind.ACCESS)
    ]
    wanted = {subject.id for subject in subjects}
    said = [item for item in reads.assessments(run) if item.day <= as_of and item.subject_id in wanted]
    if not history:
        counts = _counting(run, as_of)
        said = [item for item in said if item.id in counts]
    titles = {subject.id: subject.title for subject in subjects}
    people = reads.people(run)
    names = {person.id: person.name for person in people}

    def place(item: Assessment) -> tuple[str, str, date, str]:
        return titles[item.subject_id], names.get(item.person_id, ""), item.day, item.id

    return level_rows(sorted(said, key=place), people, subjects, t)


def _counting(run: Run, as_of: date) -> set[str]:
    """The ids of the assessments that count as of the end of a day."""
    last, found = as_of.isoformat(), set()
    for cells in reads.ledger(run).cells.values():
        for entries in cells.values():
            up_to = [entry for entry in entries if entry[DAY] <= last]
            if up_to:
                found.add(counting(up_to)[ID])
    return found


def _item(line: ItemLine, found: Checklist, t: Translator) -> ChecklistRow:
    item, names = line.item, {person.id: person.name for person in found.crew.everybody}

    def who(key: str | None, role: Role | None) -> str:
        return names.get(key or "") or (t(ROLE[role]) if role is not None else "")

    return ChecklistRow(
        code=item.code,
        phase=item.phase,
        area=item.area,
        title=item.title,
        blocker=item.blocker,
        offset=item.offset_days if item.due_set is None else None,
        due=line.due,
        owner=who(item.owner_id, item.doer_role),
        signer=who(item.signer_id, item.signer_role),
        state=line.state,
        evidence="\n".join(filter(None, (evidence_words(entry, found.files) for entry in line.evidence))),
    )


def check_name(path: Path) -> None:
    """Raises Invalid `table-form` for a name that says neither CSV nor XLSX."""
    if path.suffix.lower() not in SUFFIXES:
        raise Invalid("table-form", name=path.name)


def write_table(path: Path, rows: list[list[Cell]], title: str, t: Translator) -> None:
    """Write a table, CSV or XLSX by the file's ending, whole or not at all. Raises Invalid, FileProblem."""
    check_name(path)
    if path.suffix.lower() == ".xlsx":
        data = write_xlsx(rows, title)
    else:
        data = write_csv(rows, ";" if t.language == "fr" else ",")  # what spreadsheets of that country open
    write_whole(path, data)
