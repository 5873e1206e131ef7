"""Making the checklist from a template: the essentials to begin with, the rest when there is time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ctohandover.errors import AppError, FileProblem
from ctohandover.messages import error as error_text
from ctohandover.ui import known
from ctohandover.ui.transition.phases import phase_name
from ctohandover.ui.widgets.basics import button, dialog_buttons, label, roomy, row

if TYPE_CHECKING:
    from collections.abc import Collection

    from ctohandover.domain.templates import Template
    from ctohandover.services.facade import Services
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

_CODE = Qt.ItemDataRole.UserRole


class MakeDialog(QDialog):
    """`there` are the codes of items that are in the checklist already: shown, and not to be chosen again."""

    def __init__(self, ui: Ui, session: Session, language: str, there: Collection[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._ui, self._session, self._language, self._there = ui, session, language, set(there)
        self._template: Template | None = None
        self._open: list[QTreeWidgetItem] = []
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Items from a template"))
        self.about = label(wrap=True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(t("Items of the template"))
        self.tree.setHeaderLabels([t("Item"), t("Area"), t("Blocking")])
        self.tree.setRootIsDecorated(True)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemChanged.connect(self._count)
        self.essentials = button(t("The essentials"), lambda: self._choose("essential"))
        self.blockers = button(t("All that block"), lambda: self._choose("blocker"))
        self.everything = button(t.context("items", "All"), lambda: self._choose("all"))
        self.none = button(t("None"), lambda: self._choose("none"))
        self.other = button(t("Another template…"), self.choose_file, name="link")
        self._problem = label(name="bad", wrap=True)
        self._problem.hide()
        buttons, self.take = dialog_buttons(self, t("Cancel"), t("Add items"))
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        layout.addWidget(self.about)
        layout.addWidget(row(self.essentials, self.blockers, self.everything, self.none, None, self.other))
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        roomy(self, 820, 620)
        self._read(None)

    def _read(self, path: Path | None) -> None:
        resources = self._ui.resources

        def load() -> Template:
            from ctohandover.formats.files import read_regular
            from ctohandover.formats.templates import SIZE_LIMIT, load_template
            from ctohandover.services.making import standard_template

            if path is None:
                return standard_template(resources)
            try:
                return load_template(read_regular(path.resolve(), SIZE_LIMIT))
            except FileProblem as problem:
                code = {"too-large": "too-big", "not-a-file": "not-regular"}.get(problem.code, problem.code)
                raise FileProblem(code, path=str(path), reason=str(problem.values.get("reason", ""))) from problem

        self._ui.jobs.run(load, self._show, self._refuse, self)

    def choose_file(self) -> None:
        t = self._ui.t
        start = str(known.folder(self._ui.settings, self._ui.paths))
        kinds = t("Templates ({pattern})", pattern="*.json")
        name, _ = QFileDialog.getOpenFileName(self, t("Open a template"), start, kinds)
        if name:
            self._read(Path(name))

    def _show(self, template: Template) -> None:
        from ctohandover.services.making import choices

        t, language = self._ui.t, self._language
        self._template = template
        self._problem.hide()
        self.about.setText(template.description.within(language) or template.title.within(language))
        self.tree.blockSignals(True)
        self.tree.clear()
        self._open = []
        branches: dict[str, QTreeWidgetItem] = {}
        for choice in choices(template, language):
            entry = choice.entry
            branch = branches.get(entry.phase)
            if branch is None:
                branch = branches[entry.phase] = QTreeWidgetItem(self.tree, [phase_name(entry.phase, t)])
                branch.setFirstColumnSpanned(True)
                branch.setExpanded(True)
            text = f"{entry.code}  {choice.title}"
            item = QTreeWidgetItem(branch, [text, choice.area, t("blocking") if entry.blocker else ""])
            item.setData(0, _CODE, entry.code)
            item.setToolTip(0, entry.help.within(language))
            if entry.code in self._there:
                item.setDisabled(True)
                item.setText(2, t("there already"))
                item.setCheckState(0, Qt.CheckState.Unchecked)
            else:
                begin = entry.essential and not self._there
                item.setCheckState(0, Qt.CheckState.Checked if begin else Qt.CheckState.Unchecked)
                self._open.append(item)
        self.tree.blockSignals(False)
        self._count()

    def _items(self) -> list[QTreeWidgetItem]:
        """Those that can be chosen."""
        return self._open

    def _choose(self, which: str) -> None:
        if self._template is None:
            return
        entries = {entry.code: entry for entry in self._template.items}
        for item in self._items():
            entry = entries[item.data(0, _CODE)]
            on = which == "all" or (which == "essential" and entry.essential) or (which == "blocker" and entry.blocker)
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def chosen(self) -> list[str]:
        return [str(item.data(0, _CODE)) for item in self._items() if item.checkState(0) is Qt.CheckState.Checked]

    def _count(self) -> None:
        n = len(self.chosen())
        if self.take is not None:
            self.take.setText(self._ui.t.plural("Add {n} item", "Add {n} items", n))
            self.take.setEnabled(n > 0)

    def _save(self) -> None:
        template, codes, language, today = self._template, self.chosen(), self._language, self._ui.today()
        if template is None:
            return

        def save(services: Services) -> None:
            from ctohandover.services.making import new_items

            services.transition.add_many(new_items(template, codes, language), today)

        self._session.write(save, lambda _: self.accept(), self._refuse, self)

    def _refuse(self, error: AppError) -> None:
        self._problem.setText(error_text(error, self._ui.t))
        self._problem.show()
