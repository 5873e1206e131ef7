"""One registry of actions and shortcuts: menus, buttons and the list of shortcuts (F1) all take from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QKeySequence
    from PySide6.QtWidgets import QWidget


class Actions(QObject):
    """Actions by name, in the order in which they were made, in groups that the list of shortcuts shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._texts: dict[str, str] = {}
        self._groups: dict[str, list[str]] = {}

    def add(
        self,
        name: str,
        group: str,
        text: str,
        run: Callable[[], object],
        *,
        shortcut: str | QKeySequence.StandardKey | None = None,
        window: QWidget,
    ) -> QAction:
        """Make an action that works while `window` (the main window, or a page of it) is shown. A page of a workspace
        that was closed leaves its name to the page of the next."""
        from PySide6.QtGui import QAction, QKeySequence  # their enumerations take a millisecond: after the first paint

        if name in self._actions:
            for names in self._groups.values():
                if name in names:
                    names.remove(name)
        action = QAction(text, window)
        if shortcut is not None:
            action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: run())
        window.addAction(action)
        self._actions[name] = action
        self._texts[name] = text  # undo and redo change theirs to what they would undo
        self._groups.setdefault(group, []).append(name)
        return action

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
                (self._texts[name].replace("&", "").rstrip("…"), self._actions[name].shortcut().toString(native))
                for name in names
                if not self._actions[name].shortcut().isEmpty()
            ]
            if rows:
                found.append((group, rows))
        return found

    def available(self) -> list[tuple[str, str, QAction]]:
        """(what it does, its keys, the action) for everything that can be done where the user is now."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtWidgets import QWidget

        native = QKeySequence.SequenceFormat.NativeText
        return [
            (self._texts[name].replace("&", ""), action.shortcut().toString(native), action)
            for name, action in self._actions.items()
            if action.isEnabled() and (not isinstance(owner := action.parent(), QWidget) or owner.isVisible())
        ]
