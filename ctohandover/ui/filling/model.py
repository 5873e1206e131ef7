"""What a repository proposes, to be ticked, named and given a role."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from ctohandover import filling_words, words
from ctohandover.domain.people import Role
from ctohandover.services.filling import Chosen, Filling, Group, Proposal, Remark
from ctohandover.ui.widgets.rows import Index, RowsModel

if TYPE_CHECKING:
    from ctohandover.i18n import Translator


class Column(Enum):
    NAME = 0
    BECOMES = 1
    DETAIL = 2
    SOURCE = 3
    REMARK = 4


class FillingModel(RowsModel["Proposal"]):
    """Names can be typed over; `roles` are those of people, (role, inside)."""

    def __init__(self, found: Filling, t: Translator) -> None:
        heads = {
            Column.NAME: t("Name"),
            Column.BECOMES: t("Becomes"),
            Column.DETAIL: t("What is known"),
            Column.SOURCE: t("Where it comes from"),
            Column.REMARK: t("Remark"),
        }
        super().__init__(t, heads)
        self._all = found.proposals
        self._rows = list(self._all)
        self.ticked = {one.key for one in self._all if one.remark is None}
        self.names = {one.key: one.title for one in self._all}
        self.roles: dict[str, tuple[Role, bool]] = {}

    def narrow(self, group: Group | None) -> None:
        self.beginResetModel()
        self._rows = [one for one in self._all if group is None or one.group is group]
        self.endResetModel()

    def row(self, number: int) -> Proposal:
        return self._rows[number]

    def count(self, group: Group) -> int:
        return sum(1 for one in self._all if one.group is group)

    def tick_all(self, on: bool) -> None:
        """Everything that is shown and not here already."""
        keys = {one.key for one in self._rows if not one.here}
        self.ticked = self.ticked | keys if on else self.ticked - keys
        self._tell()

    def set_role(self, key: str, role: Role, *, internal: bool) -> None:
        self.roles[key] = (role, internal)
        self.ticked.add(key)
        self._tell()

    def role(self, key: str) -> tuple[Role, bool]:
        return self.roles.get(key, (Role.MEMBER, True))

    def _tell(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def chosen(self) -> list[Chosen]:
        """What is ticked, in the order of the groups, under the names that were typed."""
        owners = {one.title: self.names[one.key] for one in self._all if one.group is Group.PEOPLE}
        found = []
        for one in self._all:
            if one.key in self.ticked and not one.here:
                role, internal = self.role(one.key)
                found.append(
                    Chosen(
                        group=one.group,
                        title=self.names[one.key],
                        role=role,
                        internal=internal,
                        owner=owners.get(one.owner, one.owner),
                        note=one.source if one.group is Group.ACCESSES else "",
                    )
                )
        return found

    # --- Qt's questions

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == Column.NAME.value and not self._rows[index.row()].here:
            return base | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
        return base

    def data(self, index: Index, role: int = 0) -> Any:
        row = self._rows[index.row()]
        if index.column() == Column.NAME.value and not row.here:
            if role == Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.key in self.ticked else Qt.CheckState.Unchecked
            if role == Qt.ItemDataRole.EditRole:
                return self.names[row.key]
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:  # noqa: N802
        key = self._rows[index.row()].key
        if role == Qt.ItemDataRole.CheckStateRole:
            (self.ticked.add if Qt.CheckState(value) is Qt.CheckState.Checked else self.ticked.discard)(key)
        elif role == Qt.ItemDataRole.EditRole and str(value).strip():
            self.names[key] = " ".join(str(value).split())
            self.ticked.add(key)  # who corrects a name wants it
        else:
            return False
        self.dataChanged.emit(index, index)
        return True

    def _text(self, row: Proposal, column: Column) -> str:
        t = self._t
        match column:
            case Column.NAME:
                return self.names[row.key]
            case Column.BECOMES if row.here:
                return ""
            case Column.BECOMES if row.group is Group.PEOPLE:
                role, internal = self.role(row.key)
                return f"{t(words.ROLE[role])}, {t('inside') if internal else t('external')}"
            case Column.BECOMES:
                return t(filling_words.BECOMES[row.group])
            case Column.DETAIL:
                return filling_words.detail(row, t)
            case Column.SOURCE:
                return row.source
            case Column.REMARK:
                return filling_words.remark(row, t)

    def _tone(self, row: Proposal, column: Column) -> str:
        if column is not Column.REMARK or row.remark is None:
            return ""
        return "care" if row.remark in (Remark.HANDLE, Remark.LIKE) else "plain"
