"""Skills and duties from the catalogue that the program ships, each with what doing it alone looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ctohandover import words
from ctohandover.domain.subjects import Kind
from ctohandover.messages import error as error_text
from ctohandover.storage import reads
from ctohandover.ui.widgets.basics import button, dialog_buttons, label, plain_tip, roomy, row

if TYPE_CHECKING:
    from ctohandover.domain.catalogues import Catalogue, CatalogueEntry
    from ctohandover.errors import AppError
    from ctohandover.services.facade import Services
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

_CODE = Qt.ItemDataRole.UserRole


class CatalogueDialog(QDialog):
    """`kind` is skill or duty. Those that are here already are shown, and not to be chosen again."""

    def __init__(self, ui: Ui, session: Session, kind: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui, self._session, self._kind = ui, session, kind
        self._catalogue: Catalogue | None = None
        self._language = ui.t.language
        self._open: list[QTreeWidgetItem] = []
        self._branches: dict[str, QTreeWidgetItem] = {}
        t, skills = ui.t, kind is Kind.SKILL
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Skills from the catalogue") if skills else t("Duties from the catalogue"))
        about = (
            t("Choose what the team has to be able to do alone. Every text can be changed afterwards.")
            if skills
            else t("Choose what comes back and somebody has to do. Every text can be changed afterwards.")
        )
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.windowTitle())
        name = t("Skill") if skills else t("Duty")
        self.tree.setHeaderLabels([name, t("What doing it alone means"), t("Criticality")])
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        head.resizeSection(0, self.fontMetrics().averageCharWidth() * 48)
        self.tree.itemChanged.connect(self._on_tick)
        self.none = button(t("Choose none"), lambda: self._choose(on=False))
        self.everything = button(t("Choose all"), lambda: self._choose(on=True))
        self._problem = label(name="bad", wrap=True)
        self._problem.hide()
        buttons, take = dialog_buttons(self, t("Cancel"), t("Add"))
        assert take is not None
        self.take = take
        self.take.setEnabled(False)
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        layout.addWidget(label(about, wrap=True))
        layout.addWidget(row(self.everything, self.none, None))
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        roomy(self, 960, 640)
        session.read(self._read, self._show, self._refuse, self)

    def _read(self, run: Run) -> tuple[Catalogue, set[str], str]:
        from ctohandover.services.catalogue import shipped_catalogue, there_already

        catalogue = shipped_catalogue(self._ui.resources, self._kind)
        return catalogue, there_already(catalogue, reads.subjects(run)), reads.workspace(run).language

    def _show(self, read: tuple[Catalogue, set[str], str]) -> None:
        self._catalogue, there, self._language = read
        self.tree.blockSignals(True)
        for area in self._catalogue.areas:
            branch = QTreeWidgetItem(self.tree, [area.title.within(self._language)])
            self._branches[area.code] = branch
            branch.setFirstColumnSpanned(True)
            branch.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            branch.setExpanded(True)
            for entry in self._catalogue.within(area.code):
                self._add(branch, entry, there=entry.code in there)
            self._tick_branch(branch)
        self.tree.blockSignals(False)
        first = next(iter(self._branches.values()), None)
        if first is not None:
            self.tree.setCurrentItem(first)
        self.tree.setFocus()
        self._count()

    def _add(self, branch: QTreeWidgetItem, entry: CatalogueEntry, *, there: bool) -> None:
        t, language = self._ui.t, self._language
        alone = entry.alone.within(language)
        critical = t("there already") if there else t(words.CRITICALITY[entry.criticality])
        item = QTreeWidgetItem(branch, [entry.title.within(language), alone, critical])
        item.setData(0, _CODE, entry.code)
        item.setToolTip(0, plain_tip(entry.description.within(language)))
        item.setToolTip(1, plain_tip(alone))
        item.setCheckState(0, Qt.CheckState.Unchecked)
        if there:
            item.setDisabled(True)
        else:
            self._open.append(item)

    # --- choosing

    def _on_tick(self, item: QTreeWidgetItem) -> None:
        self.tree.blockSignals(True)
        branch = item.parent()
        if branch is None:  # an area: all that is in it
            for inside in self._inside(item):
                inside.setCheckState(0, item.checkState(0))
            branch = item
        self._tick_branch(branch)
        self.tree.blockSignals(False)
        self._count()

    def _tick_branch(self, branch: QTreeWidgetItem) -> None:
        states = {item.checkState(0) for item in self._inside(branch)}
        if not states:
            branch.setData(0, Qt.ItemDataRole.CheckStateRole, None)
        else:
            branch.setCheckState(0, states.pop() if len(states) == 1 else Qt.CheckState.PartiallyChecked)

    def _inside(self, branch: QTreeWidgetItem) -> list[QTreeWidgetItem]:
        """What can be chosen in an area."""
        return [item for item in self._open if item.parent() is branch]

    def _choose(self, *, on: bool) -> None:
        self.tree.blockSignals(True)
        for item in self._open:
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        for branch in self._branches.values():
            self._tick_branch(branch)
        self.tree.blockSignals(False)
        self._count()

    def chosen(self) -> list[str]:
        return [str(item.data(0, _CODE)) for item in self._open if item.checkState(0) is Qt.CheckState.Checked]

    def item(self, code: str) -> QTreeWidgetItem:
        """The row of an entry that can be chosen."""
        return next(item for item in self._open if item.data(0, _CODE) == code)

    def _count(self) -> None:
        t, n = self._ui.t, len(self.chosen())
        if self._kind is Kind.SKILL:
            self.take.setText(t.plural("Add {n} skill", "Add {n} skills", n))
        else:
            self.take.setText(t.plural("Add {n} duty", "Add {n} duties", n))
        self.take.setEnabled(n > 0)
        if n == 0:
            self.take.setText(t("Add"))

    def _save(self) -> None:
        catalogue, codes, language = self._catalogue, self.chosen(), self._language
        if catalogue is None or not codes:
            return

        def save(services: Services) -> None:
            from ctohandover.services.catalogue import forms

            services.subjects.add_many(forms(catalogue, codes, language))

        self.take.setEnabled(False)
        self._session.write(save, lambda _: self.accept(), self._refuse, self)

    def _refuse(self, error: AppError) -> None:
        self._problem.setText(error_text(error, self._ui.t))
        self._problem.show()
        self._count()
