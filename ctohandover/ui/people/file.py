"""All that is said of one person: to read, to comment, to take along."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ctohandover.services.person_file import PersonFile, Remark, person_file
from ctohandover.ui import known
from ctohandover.ui.widgets.basics import button, clear, dialog_buttons, label, named, roomy, row
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.reader import ReaderView
from ctohandover.ui.widgets.typing import TypingDialog

if TYPE_CHECKING:
    from ctohandover.domain.journal import Change
    from ctohandover.render.safe import Rendered
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

SHOWN = 4
"""Remarks that can be taken away right here."""


class PersonFileDialog(TypingDialog):
    def __init__(self, ui: Ui, session: Session, person_id: str, parent: QWidget) -> None:
        super().__init__(ui, parent)
        self._session, self._person_id = session, person_id
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.found: PersonFile | None = None
        self.view = ReaderView(name=t("All that is said of them"))
        self.view.set_theme("dark" if ui.theme.dark else "light")
        self.about = Choice()
        named(self.about, t("What it is about"))
        self.remark = QPlainTextEdit()
        self.remark.setTabChangesFocus(True)
        self.remark.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 14)
        self.remark.setPlaceholderText(t("What they say of it: a comment, a correction, an objection"))
        named(self.remark, t("Comment"))
        self.add = button(t("Add the comment"), self.add_remark)
        self.add.setEnabled(not session.read_only)
        self._remarks = QVBoxLayout()
        self.save = button(t("Save as a file…"), self.save_as)
        buttons, _ = dialog_buttons(self, t("Close"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.view, 1)
        layout.addLayout(self._remarks)
        layout.addWidget(row(label(t("Comment on")), self.about, None))
        beside = QHBoxLayout()
        beside.addWidget(self.remark, 1)
        beside.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(beside)
        layout.addWidget(self._problem)
        layout.addWidget(row(self.save, None, buttons))
        session.changed.connect(self._on_change)
        roomy(self, 900, 660)
        self._load()

    def _on_change(self, _: Change) -> None:
        self._load()

    def _load(self) -> None:
        key, today = self._person_id, self._ui.today()
        self._session.read(lambda run: person_file(run, key, today), self._show, self.refuse, self)

    def _show(self, found: PersonFile) -> None:
        t, first = self._ui.t, self.found is None
        self.found = found
        self.setWindowTitle(t("What is said of {name}", name=found.person.name))
        if first:
            self._fill_about(found)
        self._show_remarks(found)
        renderer = self._ui.renderer

        def render() -> Rendered:
            from ctohandover.services.person_export import markdown

            return renderer.render(markdown(found, t, head=False), base="person.md")

        self._ui.jobs.run(render, lambda made: self.view.set_document(made.html), owner=self)

    def _fill_about(self, found: PersonFile) -> None:
        self.about.addItem(self._ui.t("all of it"), None)
        for key in dict.fromkeys(one.subject_id for one in found.levels):
            self.about.addItem(found.subjects[key].title, key)

    def _show_remarks(self, found: PersonFile) -> None:
        """Those of late, to be taken away: the page above has all of them."""
        clear(self._remarks)
        if self._session.read_only:
            return
        t = self._ui.t
        for one in found.remarks[:SHOWN]:
            text = f"{t.date(one.day)}: {' '.join(one.text.split())[:90]}"
            away = button(t("Take away"), partial(self._remove, one), name="link")
            named(away, t("{what}: {why}", what=t("Take away"), why=text))
            self._remarks.addWidget(row(label(text, name="muted"), None, away))

    # --- commenting

    def add_remark(self) -> None:
        text, about, key = self.remark.toPlainText(), self.about.currentData(), self._person_id
        today = self._ui.today()
        self._problem.hide()
        self._session.write(
            lambda services: services.remarks.add(key, about, text, today), lambda _: self._added(), self.refuse, self
        )

    def _added(self) -> None:
        self.remark.clear()

    def _remove(self, remark: Remark) -> None:
        self._session.write(lambda services: services.remarks.remove(remark), None, self.refuse, self)

    # --- taking it along

    def save_as(self) -> None:
        t, found = self._ui.t, self.found
        if found is None:
            return
        kinds = (
            t("HTML files ({pattern})", pattern="*.html"),
            t("JSON ({pattern})", pattern="*.json"),
            t("CSV ({pattern})", pattern="*.csv"),
        )
        start = known.folder(self._ui.settings, self._ui.paths) / f"{found.person.name.replace('/', '-')}.html"
        name, chosen = QFileDialog.getSaveFileName(self, t("Save what is said of them"), str(start), ";;".join(kinds))
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in (".html", ".json", ".csv"):
            endings = dict(zip(kinds, (".html", ".json", ".csv"), strict=True))
            path = path.with_name(path.name + endings.get(chosen, ".html"))
        renderer, said = self._ui.renderer, t("Saved at {path}", path=path)

        def write() -> None:
            from ctohandover.services.person_export import write as write_file

            write_file(found, path, t, renderer)

        self._ui.jobs.run(write, lambda _: self._ui.say(said), self.refuse, self)
