"""The chosen subject: who holds it, how critical it is, who is in charge, how it is run."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ctohandover import words
from ctohandover.domain.subjects import Kind
from ctohandover.render.links import read_link
from ctohandover.ui.outside import open_address
from ctohandover.ui.subjects.who import WhoKnows
from ctohandover.ui.widgets.basics import Card, button, clear, label
from ctohandover.ui.widgets.chips import flow
from ctohandover.ui.widgets.reader import ReaderView

if TYPE_CHECKING:
    from ctohandover.domain.assessments import Assessment
    from ctohandover.domain.skills import Charge
    from ctohandover.render.safe import Rendered
    from ctohandover.services.dependencies import Dependencies, Dependency
    from ctohandover.ui.context import Ui


class SubjectCard(Card):
    """Every signal is about the subject that is shown."""

    opened = Signal()
    change_asked = Signal()
    remove_asked = Signal()
    session_asked = Signal()

    def __init__(self, ui: Ui, *, read_only: bool) -> None:
        super().__init__(" ")
        self._ui, self._read_only = ui, read_only
        self.title.setWordWrap(True)
        self.row: Dependency | None = None
        self.about = label(name="muted", wrap=True)
        self.who = WhoKnows(ui)
        self.who.setEnabled(not read_only)
        self._more = QVBoxLayout()
        self._more.setSpacing(4)
        self.notes = ReaderView(name=ui.t("Notes"))
        self.notes.setMinimumHeight(self.fontMetrics().lineSpacing() * 8)
        self.notes.document().setDocumentMargin(0)
        self.notes.link_activated.connect(self._follow)
        self.notes.hide()
        self._buttons = QVBoxLayout()
        self.body.addWidget(self.about)
        self.body.addWidget(self.who)
        self.body.addLayout(self._more)
        self.body.addWidget(self.notes, 1)
        self.body.addLayout(self._buttons)
        ui.theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.notes.set_theme("dark" if self._ui.theme.dark else "light")

    def show_row(self, row: Dependency, found: Dependencies, said: tuple[Assessment, ...]) -> None:
        t, subject = self._ui.t, row.now.subject
        self.row = row
        self.title.setText(subject.title)
        needed = t.plural("{n} person needed inside", "{n} people needed inside", subject.needed)
        critical = t(words.CRITICALITY[subject.criticality])
        parts = (t(words.KIND[subject.kind]), subject.area, critical, needed)
        self.about.setText(" · ".join(part for part in parts if part))
        self.who.show_standing(row.now, found.crew, said)
        by_register = subject.kind is Kind.ACCESS
        self.who.setEnabled(not self._read_only and not by_register)
        clear(self._more)
        self.notes.hide()
        if row.skill is not None and row.skill.description:
            self._more.addWidget(label(row.skill.description, wrap=True))
        if by_register:
            told = t("Who holds it follows from its entry in the register of accesses.")
            self._more.addWidget(label(told, name="muted", wrap=True))
        if row.charge is not None:
            self._show_charge(row.charge, found)
        self._show_buttons(row)

    def _show_charge(self, charge: Charge, found: Dependencies) -> None:
        t, people = self._ui.t, found.crew.by_id
        for name, key in ((t("Owner"), charge.owner_id), (t("Deputy"), charge.deputy_id)):
            who = people[key].name if key in people else t("nobody")
            self._more.addWidget(label(t("{what}: {why}", what=name, why=who), wrap=True))
        if charge.runbook.startswith(("http://", "https://")):
            open_it = partial(open_address, self._ui, charge.runbook)
            self._more.addWidget(button(t("Open the runbook"), open_it, name="link", tip=charge.runbook))
        elif charge.runbook:
            self._more.addWidget(label(t("Runbook: {where}", where=charge.runbook), wrap=True))
        if charge.notes:
            self._render(charge)

    def _render(self, charge: Charge) -> None:
        renderer, key = self._ui.renderer, charge.subject.id

        def show(found: Rendered) -> None:
            if self.row is not None and self.row.now.subject.id == key:
                self.notes.set_document(found.html)
                self.notes.show()

        self._ui.jobs.run(lambda: renderer.render(charge.notes, base="notes.md"), show, owner=self)

    def _follow(self, address: str) -> None:
        link = read_link(address)
        if link is not None and link.kind in ("web", "mail"):
            open_address(self._ui, link.target)

    def _show_buttons(self, row: Dependency) -> None:
        clear(self._buttons)
        t = self._ui.t
        by_hand = row.charge is not None or row.skill is not None
        made: list[QWidget] = []
        if row.charge is None:
            made.append(button(t("Open it"), self.opened.emit))
        if not self._read_only:
            if by_hand:
                made.append(button(t("Change…"), self.change_asked.emit))
            made.append(button(t("Session…"), self.session_asked.emit))
            if by_hand:
                made.append(button(t("Remove"), self.remove_asked.emit))
        self._buttons.addWidget(flow(*made))
