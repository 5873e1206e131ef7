"""A day that may be left open: typed as a person writes it, or picked from a calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ctohandover.errors import Invalid

if TYPE_CHECKING:
    from ctohandover.i18n import Translator


def parse_day(text: str, language: str) -> date | None:
    """The day that a person typed: 2027-01-09, 9/1/2027 (French; day first), 1/9/2027 (English; month first where it
    can be, and the other way where only that gives a day), 9.1.2027. None for nothing. Raises Invalid."""
    words = text.strip()
    if not words:
        return None
    parts = re.findall(r"\d+", words)
    if len(parts) != 3 or re.search(r"[^\d\s./-]", words):
        raise Invalid("day-unreadable", text=words)
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        orders = [(first, second, third)]
    else:
        year = third + 2000 if third < 100 else third
        orders = [(year, second, first), (year, first, second)]
        if language == "en" and "/" in words:
            orders.reverse()
    for year, month, day in orders:
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise Invalid("day-unreadable", text=words)


_AROUND_A_DAY = 18
"""Pixels beside the name of a day, or it is shortened."""


def plain_calendar() -> QCalendarWidget:
    """A calendar without grid and numbers of weeks, wide enough for the names of the days."""
    calendar = QCalendarWidget()
    calendar.setGridVisible(False)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    names = (QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8))
    calendar.setMinimumWidth(7 * (max(map(calendar.fontMetrics().horizontalAdvance, names)) + _AROUND_A_DAY))
    return calendar


class DateField(QWidget):
    """`changed` comes when a readable day (or none) was entered; an unreadable text stays to be mended."""

    changed = Signal()

    def __init__(self, t: Translator, name: str) -> None:
        super().__init__()
        self._t = t
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(t("no day set"))
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(t("A day, such as 2027-01-09. May be left empty."))
        self.edit.editingFinished.connect(self._tidy)
        self.pick = QToolButton()
        self.pick.setObjectName("button")
        self.pick.setText("▾")
        self.pick.setToolTip(t("Pick a day"))
        self.pick.setAccessibleName(t("Pick a day for: {name}", name=name))
        self.pick.clicked.connect(self._open)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.pick)
        self.setFocusProxy(self.edit)

    def day(self) -> date | None:
        """Raises Invalid while what was typed is no day."""
        return parse_day(self.edit.text(), self._t.language)

    def set_day(self, day: date | None) -> None:
        self.edit.setText(day.isoformat() if day else "")

    def _tidy(self) -> None:
        try:
            self.set_day(self.day())
        except Invalid:
            self.edit.selectAll()
            return
        self.changed.emit()

    def _open(self) -> None:
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = plain_calendar()
        try:
            shown = self.day() or date.today()
        except Invalid:
            shown = date.today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        inner = QVBoxLayout(popup)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(calendar)

        def take(picked: QDate) -> None:
            self.set_day(date(picked.year(), picked.month(), picked.day()))
            popup.close()
            self.changed.emit()

        calendar.activated.connect(take)
        calendar.clicked.connect(take)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus()
