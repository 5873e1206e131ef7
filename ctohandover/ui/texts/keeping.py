"""What is typed in the founder's texts goes into their file by itself, one text after the other, and is never lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ctohandover.errors import AppError
from ctohandover.services.gap_texts import KeptText, keep_text, kept_texts, mark

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ctohandover.ui.context import Ui

PAUSE = 400
"""Milliseconds after which what was typed is kept."""


class Keeping(QObject):
    """`kept` is what stands in the file, `unsaved` what was typed since."""

    settled = Signal()
    """Everything that was typed is in the file."""
    refused = Signal(object)
    """An AppError: the text stays in `unsaved`, and is tried again with the next one that is typed."""

    def __init__(
        self, ui: Ui, path: Path, kept: dict[str, KeptText], made: Callable[[str], str], parent: QObject
    ) -> None:
        """`made` gives the text that the gaps give, by key."""
        super().__init__(parent)
        self._ui, self._path, self._made = ui, path, made
        self.kept = dict(kept)
        self.unsaved: dict[str, str] = {}
        self.busy = False
        self._under_way: dict[str, KeptText | None] = {}
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.save)
        # The workspace is closed under an open dialog, or the program ends: what is still here is written on the spot.
        left = partial(_keep_left, path, made, self.kept, self._under_way, self.unsaved)
        self.destroyed.connect(left)
        ui.jobs.closing.connect(left, Qt.ConnectionType.SingleShotConnection)

    def typed(self, key: str, text: str) -> None:
        self.unsaved[key] = text
        if not self._timer.isActive():  # somebody who types without a pause is to be kept as well
            self._timer.start()

    def text(self, key: str) -> str:
        """What is to be shown: as typed, as kept, or as the gaps give it."""
        if key in self.unsaved:
            return self.unsaved[key]
        return self.kept[key].text if key in self.kept else self._made(key)

    def edited(self, key: str) -> bool:
        return self.text(key) != self._made(key)

    def outdated(self, key: str) -> bool:
        """Whether the gaps give another text than when somebody began to edit this one."""
        return key in self.kept and self.kept[key].made_from != mark(self._made(key))

    def save(self) -> None:
        """The next text that was typed; more follow when it is kept."""
        self._timer.stop()
        if self.busy or not self.unsaved:
            return
        key, text = next(iter(self.unsaved.items()))
        del self.unsaved[key]
        before, path = self.kept.get(key), self._path
        wanted = _wanted(text, self._made(key), before)
        self.busy = True
        self._under_way[key] = wanted
        self._ui.jobs.run(
            lambda: keep_text(path, key, wanted, before) if wanted != before else None,
            lambda _: self._saved(key, wanted),
            lambda error: self._refuse(key, text, error),
            self,
        )

    def _saved(self, key: str, wanted: KeptText | None) -> None:
        self.busy = False
        self._under_way.clear()
        if wanted is None:
            self.kept.pop(key, None)
        else:
            self.kept[key] = wanted
        if self.unsaved:
            self.save()
        else:
            self.settled.emit()

    def _refuse(self, key: str, text: str, error: AppError) -> None:
        self.busy = False
        self._under_way.clear()
        self.unsaved.setdefault(key, text)
        self.refused.emit(error)


def _wanted(text: str, made: str, known: KeptText | None) -> KeptText | None:
    """What is to stand in the file: nothing where the text is what the gaps give."""
    if text == made:
        return None
    return KeptText(text, known.made_from if known is not None else mark(made))


def _keep_left(
    path: Path,
    made: Callable[[str], str],
    kept: dict[str, KeptText],
    under_way: dict[str, KeptText | None],
    unsaved: dict[str, str],
    *_: object,
) -> None:
    """Nobody would be told any more. What is on its way already gives way to what is newer; what somebody else wrote
    meanwhile is kept below it."""
    for key, text in unsaved.items():
        before = kept.get(key)
        try:
            there = kept_texts(path).get(key)
            wanted = _wanted(text, made(key), before)
            if there is not None and there not in (before, under_way.get(key)):
                wanted = KeptText(f"{text}\n\n---\n\n{there.text}", there.made_from)
            keep_text(path, key, wanted, there)
        except AppError:
            continue
    unsaved.clear()
