"""A short word at the foot of the window about what was just done, with its undo; it goes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ctohandover.ui.widgets.basics import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN_MILLISECONDS = 7000


class Toast(QFrame):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._around = parent
        self._text = label()
        self._run: Callable[[], object] | None = None
        self._button = button("", self._act)
        # It comes and goes by itself: the focus must not land here, where the next key would undo what was just done.
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(14, 6, 8, 6)
        inner.setSpacing(10)
        inner.addWidget(self._text)
        inner.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MILLISECONDS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        room = max(200, self._around.width() * 2 // 3)
        self._text.setText(self._text.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room))
        self._text.setAccessibleName(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._run = run
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def text(self) -> str:
        return self._text.accessibleName() if self.isVisible() else ""

    def _act(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()

    def _place(self) -> None:
        self.adjustSize()
        around = self._around
        self.move((around.width() - self.width()) // 2, around.height() - self.height() - 44)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
