"""The right half of the decisions page: one decision, read or edited, and everything that is done to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ctohandover.domain.decisions import Status
from ctohandover.domain.levels import Level
from ctohandover.errors import AppError, NotFound
from ctohandover.storage import reads

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.decisions import Decision
    from ctohandover.domain.subjects import Criticality
    from ctohandover.services.facade import Services
    from ctohandover.services.one_decision import DecisionDetail
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.decisions.editor import Editor
    from ctohandover.ui.decisions.reading import Reading
    from ctohandover.ui.session import Session


class DetailPane(QStackedWidget):
    """Blank, the reading view, or the editor; the two views are made when they are first needed."""

    other_asked = Signal(str)
    remove_asked = Signal()
    editing_changed = Signal()
    found = Signal(int)
    """How many words of the text on the screen were searched."""

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__()
        self._ui, self._session, self.t = ui, session, ui.t
        self.detail: DecisionDetail | None = None
        self.chosen = ""
        """The decision that is to be shown; an answer about another one comes too late."""
        self._editor: Editor | None = None
        self._reading: Reading | None = None
        self._searched = ("", "")
        blank = QWidget()
        blank.setObjectName("pane")
        blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.addWidget(blank)
        self.currentChanged.connect(self._tell_found)

    @property
    def reading(self) -> Reading:
        if self._reading is None:
            from ctohandover.ui.decisions import reading as module

            reading = module.Reading(self._ui)
            reading.edit_asked.connect(self.edit)
            reading.fields_asked.connect(self._fields)
            reading.draft_dropped.connect(self._drop_draft)
            reading.status_asked.connect(self._set_status)
            reading.supersede_asked.connect(self._supersede)
            reading.other_asked.connect(self.other_asked)
            reading.remove_asked.connect(self.remove_asked)
            reading.aside.weight_set.connect(self._weigh)
            reading.aside.history_asked.connect(self._history)
            reading.aside.who.level_set.connect(self._set_level)
            reading.aside.who.more_asked.connect(self._assess)
            reading.found.counted.connect(self._tell_found)
            if self._session.read_only:
                reading.forbid_writing()
            reading.search(*self._searched)
            self._reading = reading
            self.addWidget(reading)
        return self._reading

    @property
    def editor(self) -> Editor:
        if self._editor is None:
            from ctohandover.ui.decisions import editor as module

            self._editor = module.Editor(self._ui, self._session)
            self._editor.finished.connect(self._edited)
            self.addWidget(self._editor)
        return self._editor

    @property
    def editing(self) -> bool:
        return self._editor is not None and self._editor.decision is not None

    @property
    def decision(self) -> Decision | None:
        return self.detail.decision if self.detail else None

    def panes(self) -> list[QWidget]:
        """Where F6 goes inside this half."""
        if self.editing:
            return [self.editor.edit]
        if self.detail is None:
            return []
        return [self.reading.view, *list(self.reading.aside.who.cells.values())[:1]]

    # --- showing

    def choose(self, decision_id: str) -> None:
        """Show a decision; one that is being edited is committed first."""
        self.chosen = decision_id
        if self.detail is None or self.detail.decision.line.id != decision_id:
            self.leave()
            self._ui.after_paint(partial(self._read_if_chosen, decision_id))
        elif self.currentIndex() == 0:
            self.setCurrentWidget(self.reading)

    def search(self, words: str, decision_id: str = "") -> None:
        """Mark what was searched, in every text or in that of one decision."""
        self._searched = words, decision_id
        if self._reading is not None:
            self._reading.search(words, decision_id)

    def _tell_found(self) -> None:
        shown = self._reading is not None and self.currentWidget() is self._reading
        self.found.emit(self._reading.view.found[1] if self._reading is not None and shown else 0)

    def blank(self) -> None:
        if not self.editing:
            self.setCurrentIndex(0)

    def reload(self) -> None:
        if self.detail is not None:
            self._read(self.detail.decision.line.id)

    def _read_if_chosen(self, decision_id: str) -> None:
        if self.chosen == decision_id:
            self._read(decision_id)

    def _read(self, decision_id: str, *, edit: bool = False) -> None:
        today, owner = self._ui.today(), self._ui.owner

        def show(detail: DecisionDetail) -> None:
            self._show(detail)
            if edit:
                self.edit()
                self.editor.answer_first()

        def look(run: Run) -> DecisionDetail:
            from ctohandover.services.one_decision import decision_detail  # the reader of texts: after the first paint

            return decision_detail(run, decision_id, today, owner)

        self._session.read(look, show, self._not_there, self)

    def _show(self, detail: DecisionDetail) -> None:
        if self.chosen and detail.decision.line.id != self.chosen:
            return
        self.detail = detail
        self.reading.show_detail(detail)
        self._ui.keep_layout(f"decision:{self._session.workspace_id}", detail.decision.line.id)
        if not self.editing:
            self.setCurrentWidget(self.reading)

    def _not_there(self, error: AppError) -> None:
        if not isinstance(error, NotFound):
            self._ui.fail(error)
            return
        self.detail = None
        self.blank()

    # --- the text

    def edit(self) -> None:
        if self.detail is None or self.editing or self._session.read_only:
            return
        draft = self.detail.draft
        self.setCurrentWidget(self.editor)
        self.editing_changed.emit()
        self.editor.begin(self.detail.decision, draft[0] if draft else None)

    def edit_new(self, decision_id: str) -> None:
        """Read a decision that was just written, and go on writing it."""
        self.chosen = decision_id
        self._read(decision_id, edit=True)

    def leave(self) -> None:
        """Leaving the editor commits what was typed."""
        if self._editor is not None:
            self._editor.leave()

    def _edited(self) -> None:
        self.setCurrentWidget(self.reading)
        self.editing_changed.emit()
        if self.chosen:
            self._read(self.chosen)
        self.reading.view.setFocus()

    def _drop_draft(self) -> None:
        if self.decision is not None:
            key, owner = self.decision.line.id, self._ui.owner
            self._session.write(
                lambda services: services.drafts.drop(key, owner), lambda _: self._read(key), owner=self
            )

    # --- its fields and what is said of it

    def _set_status(self, status: Status) -> None:
        decision = self.decision
        if decision is not None:
            self._session.write(lambda services: services.decisions.set_status(decision, status))

    def _supersede(self) -> None:
        from ctohandover.ui.decisions.supersede import SupersedeDialog

        if self.detail is not None:
            dialog = SupersedeDialog(self._ui, self.detail, self)
            dialog.chosen.connect(partial(self._supersede_by, self.detail.decision))
            dialog.open()

    def _supersede_by(self, decision: Decision, other_id: str) -> None:
        self._session.write(partial(_supersede, decision, other_id))

    def _fields(self) -> None:
        from ctohandover.ui.decisions.fields import FieldsDialog

        if self.detail is not None:
            FieldsDialog(self._ui, self._session, self.detail.decision, self).open()

    def _set_level(self, person_id: str, level: int) -> None:
        if self.decision is not None:
            self._session.write(partial(_assess, person_id, self.decision.line.id, Level(level), self._ui.today()))

    def _assess(self, person_id: str) -> None:
        from ctohandover.ui.subjects.assess import AssessDialog

        if self.detail is not None:
            detail = self.detail
            AssessDialog(self._ui, self._session, detail.standing, detail.crew, person_id, self).open()

    def _weigh(self, criticality: Criticality, needed: int | None) -> None:
        if self.decision is not None:
            key = self.decision.line.id
            self._session.write(lambda services: services.holding.weigh(key, criticality=criticality, needed=needed))

    def _history(self) -> None:
        from ctohandover.ui.decisions.history import HistoryDialog

        if self.detail is not None:
            HistoryDialog(self._ui, self._session, self.detail, self).open()


def _assess(person_id: str, decision_id: str, level: Level, day: date, services: Services) -> None:
    from ctohandover.services.holding import NewAssessment

    services.holding.assess(NewAssessment(person_id=person_id, subject_id=decision_id, level=level, day=day))


def _supersede(decision: Decision, other_id: str, services: Services) -> None:
    with services.store.reading() as run:
        other = reads.decision(run, other_id)
    services.decisions.set_status(decision, Status.SUPERSEDED, by=other)
