"""A text for outside, beside its preview: made from the gaps, edited, copied, saved as a file. What is typed is kept by
itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QFileDialog, QMessageBox, QSplitter, QVBoxLayout, QWidget

from ctohandover import gap_words
from ctohandover.domain.gaps import TextKind
from ctohandover.i18n import LANGUAGES, translator
from ctohandover.messages import error as error_text
from ctohandover.services.gap_texts import export, key_of
from ctohandover.ui import known
from ctohandover.ui.decisions.editor import SourceEdit
from ctohandover.ui.texts.keeping import Keeping
from ctohandover.ui.widgets.basics import button, label, roomy, row
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.reader import ReaderView
from ctohandover.ui.widgets.typing import TypingDialog

if TYPE_CHECKING:
    from ctohandover.domain.gaps import Gaps
    from ctohandover.errors import AppError
    from ctohandover.render.safe import Rendered
    from ctohandover.services.gap_texts import KeptText
    from ctohandover.ui.context import Ui

PREVIEW_PAUSE = 250


class Maker:
    """The text that the gaps give, by key; each is written once."""

    def __init__(self, gaps: Gaps, translations: Path) -> None:
        self._gaps, self._translations = gaps, translations
        self._made: dict[str, str] = {}

    def __call__(self, key: str) -> str:
        if key not in self._made:
            kind, _, language = key.partition(".")
            self._made[key] = gap_words.write(TextKind(kind), self._gaps, translator(language, self._translations))
        return self._made[key]


class TextsDialog(TypingDialog):
    def __init__(
        self, ui: Ui, path: Path, gaps: Gaps, kept: dict[str, KeptText], kind: TextKind, parent: QWidget
    ) -> None:
        super().__init__(ui, parent)
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Texts for outside"))
        self._path, self._gaps = path, gaps
        self._made = Maker(gaps, ui.resources / "translations")
        self._key, self._closing, self._tried = "", False, False
        self.keeping = Keeping(ui, path, kept, self._made, self)
        self.keeping.settled.connect(self._settled)
        self.keeping.refused.connect(self._refuse)
        self.kind, self.language = Choice(), Choice()
        for one in TextKind:
            self.kind.addItem(t(gap_words.TEXT[one]), one)
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.kind.setAccessibleName(t("Which text"))
        self.kind.setMinimumContentsLength(26)
        self.language.setAccessibleName(t("Language of the text"))
        self.kind.setCurrentIndex(list(TextKind).index(kind))
        self.language.setCurrentIndex(list(LANGUAGES).index(t.language))
        self.edit, self.preview = SourceEdit(t("Text, as Markdown")), ReaderView(name=t("Preview"))
        self.state, self.said = label(name="muted", wrap=True), label(wrap=True)
        self.problem = label(name="bad", wrap=True)
        self.anew = button(t("Make it anew from the gaps…"), self.make_anew, name="link")
        self.copy = button(t("Copy"), self.copy_text)
        self.save = button(t("Save as a file…"), self.save_as)
        self.close_button = button(t("Close"), self.reject, name="primary")
        self._preview_timer = QTimer(self, singleShot=True, interval=PREVIEW_PAUSE)
        self._lay_out()
        self._connect()
        self._show_text()
        roomy(self, 1080, 720)

    def _lay_out(self) -> None:
        t = self._ui.t
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.edit)
        split.addWidget(self.preview)
        split.setSizes([520, 520])
        split.setChildrenCollapsible(False)
        outside = t(
            "It leaves the company: names of people are left out, and the founder’s figures too, but for the day rate"
            " and the days that you set. Read it once more before you send it."
        )
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(row(self.kind, self.language, None))
        layout.addWidget(label(outside, name="muted", wrap=True))
        layout.addWidget(split, 1)
        layout.addWidget(self.state)
        layout.addWidget(self.problem)
        layout.addWidget(self.said)
        layout.addWidget(row(self.anew, None, self.copy, self.save, self.close_button))
        for hidden in (self.problem, self.said):
            hidden.hide()

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._show_text)
        self.language.currentIndexChanged.connect(self._show_text)
        self.edit.textChanged.connect(self._typed)
        self.edit.done_asked.connect(self.reject)
        self.edit.leave_asked.connect(self.reject)
        self._preview_timer.timeout.connect(self._render)
        self._ui.theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.preview.set_theme("dark" if self._ui.theme.dark else "light")

    # --- what is shown

    def chosen(self) -> tuple[TextKind, str]:
        return TextKind(self.kind.currentData()), str(self.language.currentData())

    def _show_text(self) -> None:
        self._key = key_of(*self.chosen())
        self.edit.blockSignals(True)
        self.edit.setPlainText(self.keeping.text(self._key))
        self.edit.blockSignals(False)
        self.said.hide()
        self._show_state()
        self._render()

    def _show_state(self) -> None:
        t, edited = self._ui.t, self.keeping.edited(self._key)
        if not edited:
            told = t("Made from the gaps as they are today. What you change here is kept.")
        elif self._key in self.keeping.unsaved or self.keeping.busy:
            told = t("Edited, being kept…")
        elif self.keeping.outdated(self._key):
            told = t("Edited, and kept in {name}. The gaps have changed since it was begun.", name=self._path.name)
        else:
            told = t("Edited, and kept in {name}, beside the workspace.", name=self._path.name)
        self.state.setText(told)
        self.anew.setVisible(edited)

    def _typed(self) -> None:
        self._tried = False
        self.keeping.typed(self._key, self.edit.text())
        self._show_state()
        if not self._preview_timer.isActive():
            self._preview_timer.start()

    def _render(self) -> None:
        text, renderer = self.edit.text(), self._ui.renderer
        self._ui.jobs.run(lambda: renderer.render(text, base="text.md"), self._show_preview, owner=self)

    def _show_preview(self, found: Rendered) -> None:
        at = self.preview.verticalScrollBar().value()
        self.preview.set_document(found.html)
        self.preview.verticalScrollBar().setValue(at)

    # --- what can be done with it

    def make_anew(self) -> None:
        """An edited text is given up only when that was meant; Ctrl+Z in the editor brings it back."""
        t = self._ui.t
        question = t("Replace the text that was edited by what the gaps give today?")
        box = QMessageBox(QMessageBox.Icon.Question, self.windowTitle(), question, parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        replace = box.addButton(t("Replace it"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(t("Keep the edited one"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        replace.clicked.connect(self._replace)
        box.open()

    def _replace(self) -> None:
        cursor = QTextCursor(self.edit.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(self._made(self._key))
        self.edit.moveCursor(QTextCursor.MoveOperation.Start)

    def copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.edit.text())
        self._say(self._ui.t("Copied."))

    def save_as(self) -> None:
        t = self._ui.t
        kind, language = self.chosen()
        title = translator(language, self._ui.resources / "translations")(gap_words.TEXT[kind])
        start = known.folder(self._ui.settings, self._ui.paths) / f"{title}.md"
        kinds = ";;".join(
            (t("Markdown files ({pattern})", pattern="*.md"), t("HTML files ({pattern})", pattern="*.html"))
        )
        name, chosen = QFileDialog.getSaveFileName(self, t("Save the text"), str(start), kinds)
        if name:
            path = Path(name)
            if path.suffix.lower() not in (".md", ".html", ".htm"):
                path = path.with_name(path.name + (".html" if "*.html" in chosen else ".md"))
            self.write(path)

    def write(self, target: Path) -> None:
        """The text as it stands in the editor."""
        kind, language = self.chosen()
        words = translator(language, self._ui.resources / "translations")
        title = words("{title}, {company}", title=words(gap_words.TEXT[kind]), company=self._gaps.company)
        text, renderer = self.edit.text(), self._ui.renderer
        self._ui.jobs.run(
            lambda: export(target, title, text, language, renderer),
            lambda path: self._say(self._ui.t("Written: {path}", path=path)),
            self._tell,
            self,
        )

    def _say(self, text: str) -> None:
        self.problem.hide()
        t, n = self._ui.t, gap_words.blanks(self.edit.text())
        waits = t.plural("{n} place is still to be filled in (……).", "{n} places are still to be filled in (……).", n)
        self.said.setText(f"{text} {waits}" if n else text)
        self.said.show()

    def _tell(self, error: AppError) -> None:
        self.said.hide()
        self.problem.setText(error_text(error, self._ui.t))
        self.problem.show()

    # --- leaving

    def _texts(self) -> list[str]:
        """Only what could not be kept would be lost."""
        return sorted(self.keeping.unsaved.values())

    def reject(self) -> None:
        """What was typed is kept first; where that fails, it is asked."""
        if self.keeping.busy or (self.keeping.unsaved and not self._tried):
            self._closing = True
            self.keeping.save()
        else:
            super().reject()

    def _leave(self) -> None:
        self.keeping.unsaved.clear()  # it was meant
        super()._leave()

    def _settled(self) -> None:
        self.problem.hide()
        self._show_state()
        if self._closing:
            super().reject()

    def _refuse(self, error: AppError) -> None:
        closing, self._closing, self._tried = self._closing, False, True
        self._show_state()
        self._tell(error)
        if closing:
            super().reject()
