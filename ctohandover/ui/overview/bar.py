"""By whom everything is held, as one bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ctohandover.domain.holders import Situation
from ctohandover.ui.widgets.painting import ground

if TYPE_CHECKING:
    from ctohandover.services.overview import Overview
    from ctohandover.ui.context import Ui


class ShareBar(QWidget):
    """The same counts as one bar; the figures above say them in words."""

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        self._counts: list[tuple[int, str]] = []
        self.setFixedHeight(10)
        ui.theme.changed.connect(self.update)

    def show_counts(self, found: Overview) -> None:
        self._counts = [
            (found.count(Situation.OUTSIDER_ONLY) + found.count(Situation.UNHELD), "bad"),
            (found.count(Situation.SHORT), "care"),
            (found.count(Situation.UNKNOWN), "field_line"),
            (found.count(Situation.HELD), "good"),
        ]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        total = sum(count for count, _ in self._counts)
        painter = QPainter(self)
        x, width = 0.0, float(self.width())
        for count, tone in self._counts:
            if count:
                part = width * count / total
                shade = str(getattr(self._ui.theme.colours, tone))
                ground(painter, QRectF(x, 0, max(1.0, part - 2), self.height()), shade)
                x += part
