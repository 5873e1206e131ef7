"""Dossier: what the handover document holds, and the ways to write it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFormLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ctohandover.domain.dossier import Audience
from ctohandover.dossier_words import ABOUT, AUDIENCE
from ctohandover.i18n import LANGUAGES, translator
from ctohandover.ui import known
from ctohandover.ui.dossier.contents import Contents
from ctohandover.ui.jobs import Progress
from ctohandover.ui.outside import open_file
from ctohandover.ui.page import Page
from ctohandover.ui.widgets.basics import Card, button, label, row
from ctohandover.ui.widgets.choice import Choice

if TYPE_CHECKING:
    from ctohandover.errors import AppError
    from ctohandover.render.dossier import Dossier
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class DossierPage(Page):
    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "workspace", "person", "subject", "decision", "decision_text", "assessment", "image", "skill", "charge",
            "session", "item", "evidence", "signoff", "question", "question_answer", "access",
            "access_person", "access_tie",
        }
    )  # fmt: skip

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__(ui, session)
        t = ui.t
        self._found: Dossier | None = None
        self._progress: Progress | None = None
        self._written: Path | None = None
        self.html = button(t("Save as one HTML file…"), self.save_html, name="primary")
        self.markdown = button(t("Save as a Markdown folder…"), self.save_markdown)
        self.language = Choice()
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setAccessibleName(t("Language of the dossier"))
        self.reader = Choice()
        for audience in Audience:
            self.reader.addItem(t(AUDIENCE[audience]), audience.value)
        self.reader.setAccessibleName(t("Who will read it"))
        self.reader.setMinimumContentsLength(30)
        self.about = label(name="muted", wrap=True)
        self.contents = Contents(ui, session.workspace_id)
        self.contents.opened.connect(lambda what: ui.go("decisions", what))
        self._said = label(wrap=True)
        self.open_button = button(t("Open it"), self._open)
        self.folder_button = button(t("Show its folder"), self._open_folder)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(t("Progress"))
        self._cancel = button(t("Cancel"), self._stop)
        self._lay_out()
        self._idle()
        self.reader.currentIndexChanged.connect(self._show_reader)
        last = ui.layout(f"dossier:{session.workspace_id}")
        self.reader.setCurrentIndex(max(0, self.reader.findData(last)))
        self._show_reader()
        ui.after_paint(self._add_actions)

    def _add_actions(self) -> None:
        t = self.t
        self.offer(
            "dossier-html", t("Save the dossier as one HTML file…"), self.save_html, shortcut="Ctrl+E", anywhere=True
        )
        self.offer("dossier-markdown", t("Save the dossier as a Markdown folder…"), self.save_markdown, anywhere=True)

    def _lay_out(self) -> None:
        t = self.t
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(16)
        write = Card(t("The handover as one document"))
        write.body.addWidget(
            label(
                t(
                    "The HTML file is complete in itself: it opens on a phone, prints well and needs no network. The"
                    " Markdown folder holds, for the successor, the decisions byte for byte."
                ),
                wrap=True,
            )
        )
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(t("&Language"), self.language)
        form.addRow(t("&For"), self.reader)
        write.body.addLayout(form)
        write.body.addWidget(self.about)
        self._working, self._written_row = row(self._bar, self._cancel), row(self.open_button, self.folder_button, None)
        write.body.addWidget(self._working)
        write.body.addWidget(self._said)
        write.body.addWidget(self._written_row)
        column.addWidget(write)
        column.addWidget(self.contents, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def title(self) -> str:
        return self.t("Dossier")

    def tools(self) -> list[QWidget]:
        return [self.markdown, self.html]

    def panes(self) -> list[QWidget]:
        return [self.language, self.contents.sections, *self.contents.rows[:1]]

    def focus_first(self) -> None:
        self.language.setFocus()

    def load(self) -> None:
        today, t = self.ui.today(), self.t

        def look(run: Run) -> Dossier:
            from ctohandover.services import dossier

            return dossier.gather(run, today, t)

        self.session.read(look, self._show, owner=self)

    def _show(self, found: Dossier) -> None:
        if self._found is None:
            self.language.setCurrentIndex(max(0, self.language.findData(found.workspace.language)))
        self._found = found
        self.contents.show_dossier(found)
        self.filled.emit()

    def _show_reader(self) -> None:
        audience = Audience(self.reader.currentData())
        self.about.setText(self.t(ABOUT[audience]))
        self.contents.sections.show_audience(audience)
        self.ui.keep_layout(f"dossier:{self.session.workspace_id}", audience.value)

    # --- writing

    def save_html(self) -> None:
        start = known.folder(self.ui.settings, self.ui.paths) / f"{self._stem()}.html"
        name, _ = QFileDialog.getSaveFileName(
            self, self.t("Save the dossier"), str(start), self.t("HTML files ({pattern})", pattern="*.html")
        )
        if name:
            path = Path(name)
            self.write(path if path.suffix.lower() in (".html", ".htm") else path.with_name(path.name + ".html"))

    def save_markdown(self) -> None:
        start = str(known.folder(self.ui.settings, self.ui.paths))
        name = QFileDialog.getExistingDirectory(self, self.t("An empty folder for the dossier"), start)
        if name:
            self.write(Path(name))

    def _stem(self) -> str:
        company = self._found.workspace.company if self._found else ""
        kept = "".join(sign for sign in company if sign.isalnum() or sign in " -_").strip()
        stem, reader = self.t("Handover {company}", company=kept), Audience(self.reader.currentData())
        return stem if reader is Audience.SUCCESSOR else f"{stem} - {self.t(AUDIENCE[reader])}"

    def write(self, target: Path) -> None:
        """Write the dossier as it is now, in a job with progress and cancel."""
        if self._progress is not None:
            return
        progress = Progress()
        progress.moved.connect(self._moved)
        self._progress = progress
        self._bar.setRange(0, 0)
        for widget in (self._working, self._bar, self._cancel):
            widget.show()
        self.html.setEnabled(False)
        self.markdown.setEnabled(False)
        today, renderer, recipe = self.ui.today(), self.ui.renderer, self.contents.sections.recipe()
        words = translator(str(self.language.currentData()), self.ui.resources / "translations")

        def look(run: Run) -> Dossier:
            from ctohandover.services import dossier

            return dossier.gather(run, today, words)

        def make(found: Dossier) -> None:
            def run() -> Path:
                from ctohandover.services import dossier

                return dossier.write(found, target, words, renderer, progress.step, recipe)

            self.ui.jobs.run(run, self._done, self._failed, self, cancelled=self._idle)

        self.session.read(look, make, self._failed, self)

    def _moved(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _idle(self) -> None:
        self._progress = None
        for widget in (self._working, self._bar, self._cancel):
            widget.hide()
        self.html.setEnabled(True)
        self.markdown.setEnabled(True)
        for widget in (self._written_row, self.open_button, self.folder_button, self._said):
            widget.setVisible(self._written is not None)

    def _done(self, written: Path) -> None:
        self._written = written
        self._said.setText(self.t("Written: {path}", path=written))
        self._idle()
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: AppError) -> None:
        self._idle()
        self.ui.fail(error)

    def _open(self) -> None:
        if self._written is not None:
            open_file(self.ui, self._written)

    def _open_folder(self) -> None:
        if self._written is not None:
            open_file(self.ui, self._written.parent)
