"""Beside the list of people: who it is, what they were asked, and what they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ctohandover import words
from ctohandover.ui.widgets.basics import Card, button, clear, label
from ctohandover.ui.widgets.chips import flow
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.domain.people import Person
    from ctohandover.services.correspondence import Correspondence, SentSheet
    from ctohandover.ui.context import Ui


RETENTION_DAYS = 183
"""After so many days from their last day it is asked whether there is a reason to keep what is said of somebody."""


class PersonDetail(QScrollArea):
    ask_asked = Signal()
    change_asked = Signal()
    skills_asked = Signal()
    reply_asked = Signal()
    file_asked = Signal()
    out_asked = Signal(bool)
    """Whether all that is said of them goes, or their name alone."""

    def __init__(self, ui: Ui, *, read_only: bool) -> None:
        super().__init__()
        self._ui, self._read_only = ui, read_only
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 40)
        inside = QWidget()
        inside.setObjectName("page")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(16, 16, 16, 16)
        self._cards.setSpacing(16)
        self.setWidget(inside)

    def blank(self) -> None:
        clear(self._cards)

    def show_person(self, person: Person, found: Correspondence) -> None:
        clear(self._cards)
        t = self._ui.t
        card = Card(person.name)
        where = t("inside") if person.internal else t("external")
        card.body.addWidget(label(f"{sentence(t(words.ROLE[person.role]))}, {where}", name="muted", wrap=True))
        if person.active_to is not None:
            card.body.addWidget(label(t("Last day: {day}", day=t.date(person.active_to)), wrap=True))
        if person.spare_hours is not None:
            said = t("Hours a week to spare: {n}", n=t.number(person.spare_hours))
            card.body.addWidget(label(said, wrap=True))
        if person.note:
            card.body.addWidget(label(person.note, wrap=True))
        buttons = [button(t("What they can do…"), self.skills_asked.emit)]
        if not self._read_only:
            buttons.append(button(t("Change…"), self.change_asked.emit))
            buttons.append(button(t("Ask…"), self.ask_asked.emit))
        buttons.append(button(t("All that is said of them…"), self.file_asked.emit))
        card.body.addWidget(flow(*buttons))
        self._add_taking_out(card, person)
        self._cards.addWidget(card)
        self._add_sheets(found)
        self._add_questions(found)
        self._add_said(t("Remarks in replies"), found.remarks)
        self._add_said(t("Not signed yet, and why"), found.not_yet)
        self._cards.addStretch(1)

    def _add_taking_out(self, card: Card, person: Person) -> None:
        """For those who left: after half a year it is proposed, since there is no reason left to keep it."""
        t, today = self._ui.t, self._ui.today()
        if self._read_only:
            return
        if person.active_to is not None and (today - person.active_to).days > RETENTION_DAYS:
            told = t("They left more than six months ago: is there still a reason to keep what is said of them?")
            card.body.addWidget(label(told, name="care", wrap=True))
        pseudonym = button(t("Pseudonymise…"), lambda: self.out_asked.emit(False), name="link")
        erase = button(t("Erase…"), lambda: self.out_asked.emit(True), name="link")
        card.body.addWidget(flow(pseudonym, erase))

    def _add_sheets(self, found: Correspondence) -> None:
        t, card = self._ui.t, Card(self._ui.t("Asked by a form"))
        for sent in found.sheets:
            text, tone = self._sheet(sent)
            card.body.addWidget(label(text, name=tone, wrap=True))
        if not found.sheets:
            text = t("Not asked yet. “Ask…” writes a form that they fill in wherever they are, without this program.")
            card.body.addWidget(label(text, name="muted", wrap=True))
        elif not self._read_only:
            card.body.addWidget(button(t("Take a reply in…"), self.reply_asked.emit, name="link"))
        self._cards.addWidget(card)

    def _sheet(self, sent: SentSheet) -> tuple[str, str]:
        """What became of a sheet, and its tone."""
        t, day = self._ui.t, self._ui.t.date(sent.sheet.day)
        if sent.answered:
            values = {"day": day, "n": t.number(sent.answered), "all": t.number(sent.asked)}
            return t("{day}: {n} of {all} answered", **values), "good" if sent.answered == sent.asked else ""
        if sent.late(self._ui.today()) and sent.sheet.until is not None:
            return t("{day}: no reply, asked for by {until}", day=day, until=t.date(sent.sheet.until)), "bad"
        if sent.sheet.until is not None:
            return t("{day}: waits for a reply until {until}", day=day, until=t.date(sent.sheet.until)), "muted"
        return t("{day}: waits for a reply", day=day), "muted"

    def _add_questions(self, found: Correspondence) -> None:
        if not found.questions:
            return
        t, card = self._ui.t, Card(self._ui.t("Questions"))
        for question in found.questions:
            card.body.addWidget(label(question.text, wrap=True, bold=True))
            for _, text, day, by_reply in question.answers:
                card.body.addWidget(label(text, wrap=True))
                about = t.date(day)
                if by_reply:
                    about = t("{text} (by reply)", text=about)
                card.body.addWidget(label(about, name="muted", size=0.95))
            if not question.answers:
                card.body.addWidget(label(t("not answered yet"), name="care"))
        self._cards.addWidget(card)

    def _add_said(self, title: str, said: tuple[tuple[str, str], ...]) -> None:
        if not said:
            return
        card = Card(title)
        for about, text in said:
            card.body.addWidget(label(about, name="muted", wrap=True, size=0.95))
            if text:
                card.body.addWidget(label(text, wrap=True))
        self._cards.addWidget(card)
