"""One item of the checklist: what to do, who does it, what shows it, and its sign-off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ctohandover import words
from ctohandover.domain.transition import Act, Progress, State
from ctohandover.services.checklist import evidence_text
from ctohandover.ui.transition.phases import phase_name
from ctohandover.ui.widgets.basics import Link, button, clear, label, row
from ctohandover.ui.widgets.chips import flow
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.table import chip
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.domain.transition import Evidence
    from ctohandover.services.checklist import Checklist, ItemLine
    from ctohandover.ui.context import Ui
    from ctohandover.ui.transition.model import ItemModel


class ToneLabel(QLabel):
    """A word on a rounded ground."""

    def __init__(self, ui: Ui, text: str, tone: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._ui, self._tone = ui, tone
        self.setContentsMargins(7, 2, 7, 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        chip(QPainter(self), self.rect(), self.text(), *self._ui.theme.colours.pair(self._tone))


class ItemDetail(QScrollArea):
    """Every signal but `other_asked` is about the item that is shown."""

    other_asked = Signal(str)
    subject_asked = Signal(str)
    session_asked = Signal(str)
    change_asked = Signal()
    remove_asked = Signal()
    owner_set = Signal(object)
    progress_set = Signal(object)
    evidence_asked = Signal()
    evidence_opened = Signal(object)
    evidence_removed = Signal(str)
    sign_asked = Signal()
    leave_out_asked = Signal()
    withdraw_asked = Signal()

    def __init__(self, ui: Ui, model: ItemModel, *, read_only: bool) -> None:
        super().__init__()
        self._ui, self._model, self._read_only = ui, model, read_only
        self.setObjectName("pane")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 44)
        inside = QWidget()
        inside.setObjectName("pane")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(18, 16, 18, 16)
        self._body.setSpacing(8)
        self.setWidget(inside)
        self.line: ItemLine | None = None
        self.sign = button(ui.t("Sign"), self.sign_asked.emit)  # made anew for each item

    def blank(self) -> None:
        self.line = None
        clear(self._body)

    def show_line(self, line: ItemLine, found: Checklist) -> None:
        self.line = line
        clear(self._body)
        t, item = self._ui.t, line.item
        self._body.addWidget(label(item.title, bold=True, size=1.15, wrap=True))
        facts = " · ".join(part for part in (item.code, phase_name(item.phase, t), item.area) if part)
        self._body.addWidget(label(facts, name="muted", wrap=True))
        text, tone = self._model.state(line)
        marks = [ToneLabel(self._ui, text, tone)]
        if item.blocker:
            marks.append(ToneLabel(self._ui, t("blocking"), "bad"))
        if line.due is not None:
            marks.append(ToneLabel(self._ui, t("due {day}", day=t.date(line.due)), "bad" if line.overdue else "plain"))
        self._body.addWidget(flow(*marks, spacing=6))
        if item.help:
            self._body.addWidget(label(item.help, wrap=True))
        self._people(line, found)
        self._waits(line)
        self._subjects(line, found)
        self._evidence(line, found)
        self._signature(line, found)
        if not self._read_only:
            self._body.addSpacing(6)
            self._body.addWidget(
                flow(
                    button(t("Change…"), self.change_asked.emit, name="link"),
                    button(t("Remove this item"), self.remove_asked.emit, name="link"),
                )
            )
        self._body.addStretch(1)

    def _people(self, line: ItemLine, found: Checklist) -> None:
        t, item = self._ui.t, line.item
        self.owner = Choice()
        self.owner.setAccessibleName(t("Owner"))
        role = t(words.ROLE[item.doer_role]) if item.doer_role else t("nobody named")
        self.owner.addItem(sentence(role), None)
        for person in found.crew.active_on(found.as_of):
            self.owner.addItem(person.name, person.id)
        if item.owner_id and self.owner.findData(item.owner_id) < 0 and item.owner_id in found.crew.by_id:
            self.owner.addItem(found.crew.by_id[item.owner_id].name, item.owner_id)
        self.owner.setCurrentIndex(max(0, self.owner.findData(item.owner_id)) if item.owner_id else 0)
        self.owner.activated.connect(lambda _: self.owner_set.emit(self.owner.currentData()))
        self.progress = Choice()
        self.progress.setAccessibleName(t("How far it is"))
        for value, text in (
            (Progress.TODO, t("to do")), (Progress.DOING, t("in progress")), (Progress.GIVEN, t("done, to be signed")),
        ):  # fmt: skip
            self.progress.addItem(sentence(text), value)
        self.progress.setCurrentIndex(list(Progress).index(item.progress))
        self.progress.activated.connect(lambda _: self.progress_set.emit(list(Progress)[self.progress.currentIndex()]))
        signed = line.state in (State.VERIFIED, State.NOT_APPLICABLE)
        self.owner.setEnabled(not self._read_only)
        self.progress.setEnabled(not self._read_only and not signed)
        self._body.addWidget(label(t("Done by"), bold=True))
        self._body.addWidget(row(self.owner, self.progress))

    def _waits(self, line: ItemLine) -> None:
        if not line.waits_for:
            return
        t = self._ui.t
        self._body.addWidget(label(t("Waits for"), bold=True))
        for other in line.waits_for:
            still = other in line.held_up_by
            text = other.title if still else t("{title} (done)", title=other.title)
            self._body.addWidget(Link(text, partial(self.other_asked.emit, other.id)))

    def _subjects(self, line: ItemLine, found: Checklist) -> None:
        known = [found.standings[key] for key in line.subjects if key in found.standings]
        if not known:
            return
        t = self._ui.t
        self._body.addWidget(label(t("Is about"), bold=True))
        for standing in known:
            who = words.known_by(standing, found.crew.short, t)
            text = t("{what}: {why}", what=standing.subject.title, why=who)
            self._body.addWidget(Link(text, partial(self.subject_asked.emit, standing.subject.id)))

    def _evidence(self, line: ItemLine, found: Checklist) -> None:
        t = self._ui.t
        self._body.addWidget(label(t("Evidence"), bold=True))
        if line.item.hint:
            self._body.addWidget(label(t("Good evidence: {what}", what=line.item.hint), name="muted", wrap=True))
        for entry in line.evidence:
            self._one_evidence(entry, line, found)
        if not self._read_only and line.state not in (State.VERIFIED, State.NOT_APPLICABLE):
            self.give = button(t("Give evidence…"), self.evidence_asked.emit)
            self._body.addWidget(row(self.give, None))

    def _one_evidence(self, entry: Evidence, line: ItemLine, found: Checklist) -> None:
        t, short = self._ui.t, found.crew.short
        text = evidence_text(entry, found, t)
        if entry.attachment_id or entry.session_id or entry.text.startswith(("http://", "https://")):
            self._body.addWidget(Link(text, partial(self.evidence_opened.emit, entry)))
        else:
            self._body.addWidget(label(text, wrap=True))
        who = short.get(entry.person_id or "", "")
        about = ", ".join(part for part in (t.date(entry.day), who) if part)
        if entry.by_reply:
            about = t("{text} (by reply)", text=about)
        remove = button(t("Remove"), partial(self.evidence_removed.emit, entry.id), name="link")
        remove.setVisible(not self._read_only and line.state not in (State.VERIFIED, State.NOT_APPLICABLE))
        remove.setAccessibleName(t("Remove the evidence: {what}", what=text))
        self._body.addWidget(row(label(about, name="muted", size=0.95), remove, None))

    def _signature(self, line: ItemLine, found: Checklist) -> None:
        t, short = self._ui.t, found.crew.short
        self._body.addWidget(label(t("Sign-off"), bold=True))
        signed = line.signed
        if signed is not None:
            name = found.crew.by_id[signed.person_id].name if signed.person_id in found.crew.by_id else ""
            day = t.date(signed.day)
            if signed.act is Act.VERIFIED:
                text = t("Verified by {name} on {day}.", name=name, day=day)
            else:
                text = t("Does not apply, says {name} on {day}.", name=name, day=day)
            self._body.addWidget(label(text, name="good", wrap=True))
            if signed.note:
                self._body.addWidget(label(signed.note, wrap=True))
            if signed.by_reply:
                self._body.addWidget(label(t("It came by reply."), name="muted", wrap=True))
            elif signed.entered_by:
                entered = t("Entered by {name}.", name=short.get(signed.entered_by, ""))
                self._body.addWidget(label(entered, name="muted", wrap=True))
            if line.state is State.STALE:
                again = t("That was long ago: look at it again, and sign anew.")
                self._body.addWidget(label(again, name="care", wrap=True))
        else:
            self._body.addWidget(label(self._who_signs(line), name="muted", wrap=True))
        if self._read_only:
            return
        buttons = []
        if signed is None or line.state is State.STALE:
            self.sign = button(t("Sign…"), self.sign_asked.emit, name="primary")
            buttons.append(self.sign)
        if signed is None:
            buttons.append(button(t("Does not apply…"), self.leave_out_asked.emit))
        else:
            self.withdraw = button(t("Withdraw…"), self.withdraw_asked.emit)
            buttons.append(self.withdraw)
        self._body.addWidget(flow(*buttons))

    def _who_signs(self, line: ItemLine) -> str:
        t = self._ui.t
        names = t.join([person.name for person in line.may_sign])
        if not names:
            return t("Nobody here may sign it: who did it never signs. Add somebody under People.")
        return t("To be signed by {names}; who did it never signs.", names=names)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        QPainter(self.viewport()).fillRect(event.rect(), QColor(self._ui.theme.colours.surface))
