"""Above a text that was found by its words: how many of them it has (a very long one: the part of it that is shown),
and the way from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ctohandover.ui.widgets.basics import ElidedLabel, button, fill

if TYPE_CHECKING:
    from ctohandover.i18n import Translator
    from ctohandover.ui.widgets.reader import ReaderView


class FoundWords(QWidget):
    """Not shown while there are none. `counted` says so whenever others are searched."""

    counted = Signal(int)

    def __init__(self, t: Translator, view: ReaderView) -> None:
        super().__init__()
        self._t, self._view, self._words = t, view, ""
        self.told = ElidedLabel(name="muted")
        self.previous = button("‹", lambda: self.step(-1), tip=t("Previous word found (Shift+F3)"))
        self.next = button("›", lambda: self.step(1), tip=t("Next word found (F3)"))
        self.previous.setAccessibleName(t("Previous word found"))
        self.next.setAccessibleName(t("Next word found"))
        fill(QHBoxLayout(self), (self.told, self.previous, self.next))
        self.hide()

    def search(self, words: str, *, stay: bool = False) -> None:
        """Mark them in the text that is shown now; none for "". `stay` where it is read, if it is the same text."""
        self._words = words
        number = self._view.find_words(words)
        self.setVisible(number > 0)
        around = self.parentWidget()
        layout = around.layout() if around is not None and number else None
        if layout is not None:
            # The text may have another height now, in which the word has to be seen: this line came, or its heading is
            # longer than the one before.
            layout.activate()
        self._view.show_found(self._view.found[0] if stay else 0, scroll=not stay)
        self._tell()
        self.counted.emit(number)

    def step(self, by: int) -> None:
        self._view.show_found(self._view.found[0] + by)
        self._tell()

    def _tell(self) -> None:
        at, number = self._view.found
        t = self._t
        self.told.set_whole(t("“{words}”: {n} of {all}", words=self._words, n=t.number(at + 1), all=t.number(number)))
