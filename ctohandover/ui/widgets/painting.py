"""Painting that lists and rows share. Apart from the table: the overview paints rows, and needs no table for it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFontMetrics

MIDDLE_LEFT = int((Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft).value)
ELIDE = Qt.TextElideMode.ElideRight


@cache
def colour(name: str) -> QColor:
    """Made once for each: a page of a list paints some hundred cells."""
    return QColor(name)


def ground(painter: QPainter, rect: QRect | QRectF, tone: str) -> None:
    """Fill a rectangle. `fillRect` would do, had PySide not to make the gradients known before its first call."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tone))
    painter.drawRect(rect)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def chip(painter: QPainter, rect: QRect, text: str, tone: str, back: str) -> None:
    """A word on a rounded ground, at the left of `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = painter.fontMetrics()
    height = metrics.height() + 4
    shown = metrics.elidedText(text, ELIDE, rect.width() - 14)
    width = metrics.horizontalAdvance(shown) + 14
    around = QRectF(rect.x(), rect.center().y() - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(back))
    painter.drawRoundedRect(around, height / 2, height / 2)
    painter.setPen(colour(tone))
    painter.drawText(around, Qt.AlignmentFlag.AlignCenter, shown)


def two_lines(painter: QPainter, rect: QRect, text: str) -> None:
    """Plain text on one or two lines, the second elided, centred in the height."""
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(text) <= rect.width():
        painter.drawText(rect, MIDDLE_LEFT, text)
        return
    cut = _first_line(metrics, text, rect.width())
    lines = [text[:cut].rstrip(), metrics.elidedText(text[cut:], ELIDE, rect.width())]
    top = rect.y() + (rect.height() - 2 * metrics.lineSpacing()) // 2
    for number, words in enumerate(lines):
        painter.drawText(rect.x(), top + number * metrics.lineSpacing() + metrics.ascent(), words)


def _first_line(metrics: QFontMetrics, text: str, width: int) -> int:
    """How much of a text that is too long stands on its first line: whole words or parts of a word, or what fits of one
    that is too long itself. `QTextLayout` knows more of the breaking of lines; its classes are slow to come in."""
    fits = bisect_right(range(len(text)), width, key=lambda n: metrics.horizontalAdvance(text[:n])) - 1
    cut = max(text.rfind(" ", 0, fits + 1), text.rfind("-", 0, fits), text.rfind("/", 0, fits)) + 1
    if cut <= fits // 2 and not text[cut:fits].isascii():
        cut = 0  # a script without spaces between its words
    return cut if cut > 1 else max(fits, 1)
