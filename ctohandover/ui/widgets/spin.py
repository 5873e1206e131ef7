"""How fields for numbers look and behave, whatever they count."""

from __future__ import annotations

from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox

S = TypeVar("S", bound=QAbstractSpinBox)
_WHEEL: Final = QEvent.Type.Wheel
_MARGIN: Final = 5
"""Pixels before the digits: a style sheet has no say in that."""


class _PassedOn(QObject):
    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is not _WHEEL:
            return False
        event.ignore()  # the page behind it takes it
        return True


def dressed(field: S) -> S:
    """The same field, as tall as those for text. The wheel scrolls the page behind it: what happens to be under the
    mouse must not change by it."""
    field.setMinimumHeight(field.fontMetrics().height() + 12)
    field.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_PassedOn(field))
    return field
