"""Editing a decision's text beside its preview. Done, or leaving, commits one undo step; until then it is a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from ctohandover.ui.widgets.basics import ElidedLabel, button, row
from ctohandover.ui.widgets.reader import ReaderView

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctohandover.domain.decisions import Decision
    from ctohandover.errors import AppError
    from ctohandover.render.safe import Rendered
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

DRAFT_PAUSE = 400
PREVIEW_PAUSE = 250
_QUESTION = QRegularExpression(r"^.*\?$")
"""A line of a template that asks for what is to be written in its place."""


class SourceEdit(QPlainTextEdit):
    """Markdown as it is. Ctrl+Z inside stays local; no-break spaces stay what they are."""

    done_asked = Signal()
    leave_asked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(False)
        self.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))

    def text(self) -> str:
        """What is in the editor, character for character: `toPlainText` would turn no-break spaces into spaces."""
        return self.document().toRawText().replace("\N{PARAGRAPH SEPARATOR}", "\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        else:
            super().keyPressEvent(event)


class Editor(QWidget):
    """`finished` comes after the text was committed, or thrown away."""

    finished = Signal()

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__()
        self._ui = ui
        self._session = session
        t = ui.t
        self._decision: Decision | None = None
        self._first = ""
        self._saving = False
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.edit = SourceEdit(t("Text of the decision"))
        self.edit.done_asked.connect(self.commit)
        self.edit.leave_asked.connect(self.commit)
        self.preview = ReaderView(name=t("Preview"))
        self._title = ElidedLabel()
        self.done = button(t("Done"), self.commit, name="primary", tip=t("Keep this text (Ctrl+Enter)"))
        self.drop = button(t("Throw away"), self.throw_away, tip=t("Forget what was typed since the last Done"))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.edit)
        split.addWidget(self.preview)
        split.setSizes([500, 500])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.addWidget(row(self._title, self.drop, self.done))
        layout.addWidget(split, 1)
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_PAUSE)
        self._draft_timer.timeout.connect(self._keep_draft)
        self._preview_timer = QTimer(self, singleShot=True, interval=PREVIEW_PAUSE)
        self._preview_timer.timeout.connect(self._render)
        self.edit.textChanged.connect(self._typed)
        self._dress()
        ui.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.preview.set_theme("dark" if self._ui.theme.dark else "light")

    @property
    def decision(self) -> Decision | None:
        return self._decision

    def begin(self, decision: Decision, draft: str | None) -> None:
        """Edit a decision, from its draft if there is one."""
        from ctohandover.formats.adr.edit import to_text

        self._decision = decision
        self._first = to_text(decision.content)
        self._title.set_whole(decision.line.label)
        self.edit.blockSignals(True)
        self.edit.setPlainText(self._first if draft is None else draft)
        self.edit.blockSignals(False)
        self._render()
        self.edit.setFocus()

    def answer_first(self) -> None:
        """Choose the first question of a template: what is typed takes its place."""
        question = self.edit.document().find(_QUESTION)
        if not question.isNull():
            self.edit.setTextCursor(question)

    def _typed(self) -> None:
        # Not started anew by each key: somebody who types without a pause would have no draft, and see no preview.
        for timer in (self._draft_timer, self._preview_timer):
            if not timer.isActive():
                timer.start()

    def _changed(self) -> bool:
        return self._decision is not None and self.edit.text() != self._first

    def _keep_draft(self) -> None:
        if self._decision is None or self._saving:
            return
        key, version, text, owner = (
            self._decision.line.id,
            self._decision.text_version,
            self.edit.text(),
            self._ui.owner,
        )
        if text == self._first:
            self._session.write(lambda services: services.drafts.drop(key, owner))
        else:
            self._session.write(lambda services: services.drafts.keep(key, owner, text, version))

    def _render(self) -> None:
        if self._decision is None:
            return
        text, base, renderer = self.edit.text(), self._decision.line.path, self._ui.renderer
        self._ui.jobs.run(lambda: renderer.render(text, base=base), self._show, owner=self)

    def _show(self, found: Rendered) -> None:
        at = self.preview.verticalScrollBar().value()
        self.preview.set_document(found.html)
        self.preview.verticalScrollBar().setValue(at)

    def commit(self, then: Callable[[], None] | None = None) -> None:
        """Keep the text as one undo step. If it was changed elsewhere meanwhile, the draft stays and it is said."""
        decision = self._decision
        if decision is None or self._saving:
            return
        self._draft_timer.stop()
        if not self._changed():
            self._end(decision, then)
            return
        self._saving = True
        text, owner = self.edit.text(), self._ui.owner

        def save(services: object) -> None:
            from ctohandover.formats.adr.edit import from_text
            from ctohandover.services.facade import Services

            assert isinstance(services, Services)
            # The draft first goes in whole, and goes only when the text is committed: a crash between loses nothing.
            services.drafts.keep(decision.line.id, owner, text, decision.text_version)
            services.decisions.save_text(decision, from_text(decision.content, text))
            services.drafts.drop(decision.line.id, owner)

        self._session.write(save, lambda _: self._committed(then), self._failed, self)

    def _committed(self, then: Callable[[], None] | None) -> None:
        self._saving = False
        self._decision = None
        self.finished.emit()
        if then:
            then()

    def _failed(self, error: AppError) -> None:
        self._saving = False
        self._ui.fail(error)

    def throw_away(self) -> None:
        if self._decision is not None:
            self._draft_timer.stop()
            self._end(self._decision, None)

    def _end(self, decision: Decision, then: Callable[[], None] | None) -> None:
        key, owner = decision.line.id, self._ui.owner
        self._decision = None
        self._session.write(lambda services: services.drafts.drop(key, owner), lambda _: self._committed(then))

    def leave(self) -> None:
        """Leaving the editor commits; the write is queued before anything that comes after."""
        if self._decision is not None:
            self.commit()
