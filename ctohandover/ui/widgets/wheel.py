"""The wheel scrolls: a field that happens to be under the mouse must not change by it."""

from __future__ import annotations

from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)
_WHEEL: Final = QEvent.Type.Wheel


class _PassedOn(QObject):
    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is not _WHEEL:
            return False
        event.ignore()  # the page behind it takes it
        return True


def unscrolled(field: W) -> W:
    """The same field, which leaves the wheel to what it stands on."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_PassedOn(field))
    return field
