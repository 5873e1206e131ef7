"""One registry of actions and shortcuts: menus, buttons and the list of shortcuts (F1) all take from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QKeySequence
    from PySide6.QtWidgets import QWidget


class Offer(NamedTuple):
    """Something that can be done. `owner` is the window or the page that does it, `here` whether that is on the screen:
    if not, the page has to be shown first."""

    text: str
    group: str
    keys: str
    action: QAction
    owner: QWidget
    here: bool


def _plain(text: str) -> str:
    """Without the marks of the letters that choose it in a menu."""
    return re.sub("&(.)", r"\1", text)


class Actions(QObject):
    """Actions by name, in the order in which they were made, in groups that the list of shortcuts shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._texts: dict[str, str] = {}
        self._groups: dict[str, list[str]] = {}
        self._owners: dict[str, QWidget] = {}
        self._anywhere: set[str] = set()

    def add(
        self,
        name: str,
        group: str,
        text: str,
        run: Callable[[], object],
        *,
        shortcut: str | QKeySequence.StandardKey | None = None,
        window: QWidget,
        anywhere: bool = False,
    ) -> QAction:
        """Make an action that works while `window` (the main window, or a page of it) is shown. One that needs no
        chosen row can be asked for `anywhere`: the search for everything then shows its page first."""
        from PySide6.QtGui import QAction, QKeySequence  # their enumerations take a millisecond: after the first paint

        action = QAction(text, window)
        if shortcut is not None:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda: run())
        self.adopt(name, group, action, window=window, anywhere=anywhere)
        return action

    def adopt(self, name: str, group: str, action: QAction, *, window: QWidget, anywhere: bool = False) -> None:
        """Take in an action that was made for a menu. It is forgotten when its window is no more: a page of a workspace
        that was closed leaves its name to the page of the next."""
        self._forget(name, self._actions.get(name))
        window.destroyed.connect(lambda: self._forget(name, action))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        window.addAction(action)
        self._actions[name] = action
        self._texts[name] = action.text()  # undo and redo change theirs to what they would undo
        self._groups.setdefault(group, []).append(name)
        self._owners[name] = window
        if anywhere:
            self._anywhere.add(name)

    def _forget(self, name: str, action: QAction | None) -> None:
        if action is None or self._actions.get(name) is not action:
            return  # its name went to another meanwhile
        del self._actions[name], self._texts[name], self._owners[name]
        self._anywhere.discard(name)
        for names in self._groups.values():
            if name in names:
                names.remove(name)

    def __contains__(self, name: str) -> bool:
        return name in self._actions

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def enable(self, enabled: bool, *names: str) -> None:
        for name in names:
            self._actions[name].setEnabled(enabled)

    def shortcuts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """(group, [(what it does, its keys as the system writes them)]) for everything that has keys."""
        from PySide6.QtGui import QKeySequence

        native = QKeySequence.SequenceFormat.NativeText
        found = []
        for group, names in self._groups.items():
            rows = [
                (_plain(self._texts[name]).rstrip("…"), self._actions[name].shortcut().toString(native))
                for name in names
                if not self._actions[name].shortcut().isEmpty()
            ]
            if rows:
                found.append((group, rows))
        return found

    def available(self) -> list[Offer]:
        """Everything that can be done: where the user is now, and on the pages that are not shown."""
        from PySide6.QtGui import QKeySequence

        native = QKeySequence.SequenceFormat.NativeText
        return [
            Offer(_plain(action.text()), group, action.shortcut().toString(native), action, owner, here)
            for group, names in self._groups.items()
            for name in names
            if (action := self._actions[name]).isEnabled()
            and ((here := (owner := self._owners[name]).isVisible()) or name in self._anywhere)
        ]
