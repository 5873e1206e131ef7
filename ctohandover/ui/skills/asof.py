"""The day that a view looks at: today, unless another one was chosen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidgetAction

from ctohandover.ui.widgets.basics import opens
from ctohandover.ui.widgets.dates import plain_calendar

if TYPE_CHECKING:
    from ctohandover.ui.context import Ui


class AsOf(QToolButton):
    changed = Signal()

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        self._day: date | None = None
        self.setObjectName("button")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFixedHeight(self.fontMetrics().height() + 12)  # as its neighbours
        self._menu = QMenu(self)
        t = ui.t
        for text, days in (
            (t("Today"), 0), (t("A month ago"), 30), (t("Three months ago"), 90), (t("A year ago"), 365),
        ):  # fmt: skip
            self._menu.addAction(text).triggered.connect(lambda _=False, days=days: self._back(days))
        self._menu.addSeparator()
        self._calendar = plain_calendar()
        self._calendar.setMaximumDate(QDate.currentDate())
        self._calendar.clicked.connect(self._picked)
        self._calendar.activated.connect(self._picked)
        picker = QWidgetAction(self._menu)
        picker.setDefaultWidget(self._calendar)
        self._menu.addAction(picker)
        opens(self, self._menu)
        self._name()

    def day(self) -> date:
        return self._day or self._ui.today()

    def is_today(self) -> bool:
        return self.day() == self._ui.today()

    def choose(self, day: date | None) -> None:
        """None, or the day of today: follow today."""
        self._day = None if day is None or day >= self._ui.today() else day
        self._name()
        self.changed.emit()

    def _back(self, days: int) -> None:
        self.choose(self._ui.today() - timedelta(days=days) if days else None)

    def _picked(self, picked: QDate) -> None:
        self._menu.close()
        self.choose(date(picked.year(), picked.month(), picked.day()))

    def _name(self) -> None:
        t = self._ui.t
        text = t("As of today") if self._day is None else t("As of {day}", day=t.date(self._day))
        self.setText(f"{text} ▾")
        self.setAccessibleName(text)
        self.setToolTip(t("Levels, people and dates as they were that day; weights are those of today."))
