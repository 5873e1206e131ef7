"""The rows of a table as a preview: where each stands, what it says, and what would become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ctohandover import table_words
from ctohandover.formats.tables import What, column_name
from ctohandover.i18n import N_
from ctohandover.services.tables.model import Fate
from ctohandover.ui.widgets.basics import plain_tip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctohandover.i18n import Translator
    from ctohandover.services.tables.model import Plan, PlanRow

Index = QModelIndex | QPersistentModelIndex
TONE = Qt.ItemDataRole.UserRole
CELL, PERSON, ITEM, LEVEL, EFFECT, REMARK = range(6)

FATES: Mapping[Fate, tuple[str, str, str]] = {
    Fate.PROBLEM: (N_("not taken"), "bad", N_("Not taken {n}")),
    Fate.NEW: (N_("added"), "good", N_("Added {n}")),
    Fate.CHANGED: (N_("updated"), "accent", N_("Updated {n}")),
    Fate.CONFIRMED: (N_("confirmed"), "plain", N_("Confirmed {n}")),
    Fate.LEFT_OUT: (N_("left out"), "care", N_("Left out {n}")),
    Fate.SAME: (N_("there already"), "plain", N_("There already {n}")),
}
"""The word in the list, its tone, and the filter."""
HIDDEN: Mapping[What, tuple[int, ...]] = {
    What.ASSESSMENTS: (),
    What.PEOPLE: (ITEM, LEVEL),
    What.SKILLS: (PERSON, LEVEL),
    What.CHECKLIST: (LEVEL,),
    What.ACCESSES: (LEVEL,),
}
"""The columns that a kind of table has nothing for."""


class PlanModel(QAbstractTableModel):
    def __init__(self, plan: Plan, t: Translator) -> None:
        super().__init__()
        self._t, self._plan = t, plan
        self._all = plan.ordered()
        self._rows: list[PlanRow] = self._all
        people = {What.CHECKLIST: t("Done by"), What.ACCESSES: t("People")}
        person = people.get(plan.what) or t("Person")
        self._heads = (t("Cell"), person, t("Item"), t("Level"), t("What happens"), t("Remark"))

    def hidden(self) -> tuple[int, ...]:
        """The columns that this plan has nothing for; the rows of an export have no place to look up."""
        nobody = (PERSON,) if self._plan.what is What.ACCESSES and not any(row.person for row in self._all) else ()
        return (*HIDDEN[self._plan.what], *nobody, *((CELL,) if self._plan.sheet.manager else ()))

    def narrow(self, fate: object) -> None:
        """Show the rows of one fate; "" shows all."""
        self.beginResetModel()
        self._rows = [row for row in self._all if fate in ("", row.fate)]
        self.endResetModel()

    def row(self, number: int) -> PlanRow:
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == TONE and index.column() == EFFECT:
            return FATES[row.fate][1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(row, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._t(
                "{what}: {why}", what=self._heads[index.column()], why=self._text(row, index.column())
            )  # fmt: skip
        return None

    def _text(self, row: PlanRow, column: int) -> str:
        t = self._t
        match column:
            case 0:
                return f"{column_name(row.column)}{row.row}" if row.row else ""
            case 1:
                return row.person
            case 2:
                return row.item
            case 3:
                if row.level is None:
                    return ""
                old = "" if row.before in (None, row.level) else f"{int(row.before)} → "
                return f"{old}{int(row.level)}"
            case 4:
                return t(FATES[row.fate][0])
        if row.problem is not None:
            return table_words.reason(row.problem, t)
        notes = [t(table_words.NOTES[code]) for code in row.notes]
        changes = table_words.fields(row.fields, t)
        like = t("like “{title}”?", title=row.like) if row.like else ""
        return " · ".join(part for part in (like, row.told, changes, *notes) if part)
