"""Which sections a dossier has, and in which order: ticks, and two buttons that move a line up or down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ctohandover.domain.dossier import OFF_AT_FIRST, PARTS, Audience, Part, Recipe, arranged, recipe_for
from ctohandover.dossier_words import PART
from ctohandover.ui.widgets.basics import button, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ctohandover.ui.context import Ui

_KEY = Qt.ItemDataRole.UserRole


class _Movable(QListWidget):
    """Alt with the arrows moves the current line instead of going to another one."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class Sections(QWidget):
    """`changed` comes with every tick and every move. What was chosen comes back by workspace and reader."""

    changed = Signal()

    def __init__(self, ui: Ui, workspace_id: str) -> None:
        super().__init__()
        self._ui, self._workspace, self._filling = ui, workspace_id, False
        self._audience = Audience.SUCCESSOR
        t = ui.t
        self.list = _Movable()
        self.list.moved.connect(self.shift)
        self.list.setObjectName("framed")
        self.list.setAccessibleName(t("Sections of the dossier, in their order"))
        self.list.setAccessibleDescription(t("Space ticks a section, Alt+Up and Alt+Down move it."))
        self.list.setSpacing(2)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(self._keep)
        self.list.currentRowChanged.connect(self._allow)
        self.up = button(t("Move up"), lambda: self.shift(-1), tip="Alt+↑")
        self.down = button(t("Move down"), lambda: self.shift(1), tip="Alt+↓")
        self.usual = button(t("As proposed"), self.back_to_usual, name="link")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        layout.addWidget(row(self.up, self.down, None, self.usual))
        self.show_audience(Audience.SUCCESSOR)
        self.setFocusProxy(self.list)

    # --- what is chosen

    def recipe(self) -> Recipe:
        ticked = [item for item in self._items() if item.checkState() is Qt.CheckState.Checked]
        return Recipe(self._audience, tuple(Part(item.data(_KEY)) for item in ticked))

    def show_audience(self, audience: Audience) -> None:
        """The sections of a reader, as they were left."""
        self._audience = audience
        kept = [name for name in self._ui.layout(self._name()).split(",") if name]
        off = {name[1:] for name in kept if name.startswith("-")} if kept else OFF_AT_FIRST
        whole, recipe = arranged(audience, (name.removeprefix("-") for name in kept), off)
        self._fill(whole, recipe)

    def back_to_usual(self) -> None:
        usual = recipe_for(self._audience)
        self._fill(PARTS[self._audience], usual)
        self._keep()
        self.list.setFocus()

    def shift(self, step: int) -> None:
        at = self.list.currentRow()
        to = at + step
        if at < 0 or not 0 <= to < self.list.count():
            return
        self._filling = True
        self.list.insertItem(to, self.list.takeItem(at))
        self.list.setCurrentRow(to)
        self._filling = False
        self._keep()
        self._allow()

    # --- the list

    def _name(self) -> str:
        return f"dossier:{self._workspace}:{self._audience.value}"

    def _fill(self, whole: tuple[Part, ...], recipe: Recipe) -> None:
        self._filling = True
        self.list.clear()
        for part in whole:
            item = QListWidgetItem(self._ui.t(PART[part]))
            item.setData(_KEY, part.value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if part in recipe.parts else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._filling = False
        tall = self.list.sizeHintForRow(0) + 2 * self.list.spacing()
        self.list.setFixedHeight(tall * len(Part) + 2 * self.list.frameWidth() + 4)  # the same whoever reads
        self._allow()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _keep(self) -> None:
        if self._filling:
            return
        told = [
            str(item.data(_KEY)) if item.checkState() is Qt.CheckState.Checked else f"-{item.data(_KEY)}"
            for item in self._items()
        ]
        self._ui.keep_layout(self._name(), ",".join(told))
        self._allow()
        self.changed.emit()

    def _allow(self) -> None:
        """A button that could do nothing is off."""
        at = self.list.currentRow()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < self.list.count() - 1)
        usual = recipe_for(self._audience)
        order = tuple(Part(item.data(_KEY)) for item in self._items())
        self.usual.setVisible(order != PARTS[self._audience] or self.recipe() != usual)
