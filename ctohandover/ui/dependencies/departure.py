""" "If these people left...": who, on which day, and what it would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton

from ctohandover import words
from ctohandover.domain.holders import Situation
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.errors import Invalid
from ctohandover.ui.widgets.basics import Card, label, opens, row, scaled
from ctohandover.ui.widgets.dates import DateField

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.people import Person
    from ctohandover.services.dependencies import Dependencies
    from ctohandover.ui.context import Ui


class DepartureCard(Card):
    """`changed` comes when other people, or another day, were chosen; `lost_asked` when the figure was clicked."""

    changed = Signal()
    lost_asked = Signal()

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui.t("If these people left…"))
        self._ui = ui
        t = ui.t
        self.leaving: tuple[str, ...] = ()
        self._people: tuple[Person, ...] = ()
        self.who = QToolButton()
        self.who.setObjectName("button")
        self.who.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.who.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._menu = QMenu(self.who)
        self._menu.setToolTipsVisible(True)
        opens(self.who, self._menu)
        self.day = DateField(t, t("On which day"))
        self.day.set_day(ui.today())
        self.day.changed.connect(self.changed)
        self.count = QPushButton()
        self.count.setObjectName("answer")
        self.count.setCursor(Qt.CursorShape.PointingHandCursor)
        self.count.clicked.connect(self.lost_asked)
        font = self.count.font()
        self.count.setFont(scaled(font, 2.0, bold=True))
        self.what = label(name="muted", wrap=True)
        self.text = label(wrap=True)
        self.body.addWidget(self.who)
        self.body.addWidget(row(label(t("on"), name="muted"), self.day))
        figure = QHBoxLayout()
        figure.setSpacing(10)
        figure.addWidget(self.count)
        figure.addWidget(self.what, 1)
        self.body.addLayout(figure)
        self.body.addWidget(self.text)
        self._name()

    def chosen_day(self) -> date:
        """The day that was chosen; today while what was typed is none."""
        try:
            return self.day.day() or self._ui.today()
        except Invalid:
            return self._ui.today()

    def offer(self, people: tuple[Person, ...], last_day: date | None) -> None:
        """Who can be chosen; the first time, whoever leaves is, on their last day."""
        if not self._people and people:
            leavers = [person for person in people if person.active_to is not None and not person.internal]
            self.leaving = tuple(person.id for person in leavers[:1])
            day = leavers[0].active_to if leavers else last_day
            self.day.set_day(day or self._ui.today())
        self._people = people
        self.leaving = tuple(key for key in self.leaving if any(person.id == key for person in people))
        self._menu.clear()
        for person in people:
            action = self._menu.addAction(person.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(person.id in self.leaving)
            action.toggled.connect(lambda on, key=person.id: self._toggle(key, on))
        if not people:
            action = self._menu.addAction(self._ui.t("Nobody here yet: add the people…"))
            action.triggered.connect(lambda: self._ui.go("people"))
        self._name()

    def choose(self, people: tuple[str, ...]) -> None:
        self.leaving = people
        self._name()
        self.changed.emit()

    def _toggle(self, person_id: str, on: bool) -> None:
        rest = tuple(key for key in self.leaving if key != person_id)
        self.choose((*rest, person_id) if on else rest)

    def _name(self) -> None:
        t = self._ui.t
        names = [person.name for person in self._people if person.id in self.leaving]
        self.who.setText(f"{', '.join(names) or t('Choose who leaves')} ▾")
        self.who.setAccessibleName(t("Who leaves: {names}", names=", ".join(names)))

    def show_found(self, found: Dependencies) -> None:
        t = self._ui.t
        if not found.leaving:
            self.count.hide()
            self.what.hide()
            self.text.setText(t("Choose people to see what only they hold, most vital first."))
            return
        lost = found.lost()
        vital = sum(1 for item in lost if item.now.subject.criticality is Criticality.VITAL)
        self.count.show()
        self.what.show()
        self.count.setText(t.number(len(lost)))
        told = t.plural(
            "item that nobody left inside is known to hold", "items that nobody left inside is known to hold", len(lost)
        )
        self.what.setText(told)
        self.count.setAccessibleName(f"{self.count.text()} {self.what.text()}")
        parts = []
        for kind in Kind:
            n = sum(1 for item in lost if item.now.subject.kind is kind)
            if n:
                parts.append(f"{t(words.KIND_PLURAL[kind])} {t.number(n)}")
        said = t.plural("{n} of them vital", "{n} of them vital", vital) if vital else ""
        lines = [" · ".join(part for part in (said, *parts) if part)]
        unknown = sum(1 for row in found.rows if row.now.situation is Situation.UNKNOWN)
        if unknown:
            may = t.plural(
                "Of {n} more it is not known today who holds it: it may be lost too.",
                "Of {n} more it is not known today who holds them: they may be lost too.",
                unknown,
            )
            lines.append(may)
        self.text.setText("\n".join(line for line in lines if line))
