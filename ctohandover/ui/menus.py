"""The menu bar and the shortcuts. Every action of the window as a whole is made here, once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ctohandover import messages
from ctohandover import settings as prefs
from ctohandover.ui.frame import FEET, VIEWS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from ctohandover.ui.window import Window


class Menus:
    """`refresh_*` keep the menus true to what is open and what can be undone. The titles are there at once, the
    entries (and so the shortcuts) right after the first paint."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._actions = window.ui.actions
        bar = window.menuBar()
        t = window.ui.t
        self._filled = False
        self._titles = [bar.addMenu(title) for title in (t("&File"), t("&Edit"), t("&View"), t("&Help"))]
        window.ui.after_paint(self._fill)

    def _fill(self) -> None:
        for menu, fill in zip(self._titles, (self._file, self._edit, self._view, self._help), strict=True):
            fill(menu)
        self._filled = True
        self.refresh_open()
        self.refresh_history()

    def _file(self, menu: QMenu) -> None:
        from PySide6.QtGui import QKeySequence  # slow to come in

        window, t, group = self._window, self._window.ui.t, self._window.ui.t("File")
        add, keys = self._actions.add, QKeySequence.StandardKey
        menu.addAction(add("new", group, t("&New workspace…"), window.new_workspace, shortcut=keys.New, window=window))
        menu.addAction(add("open", group, t("&Open…"), window.browse, shortcut=keys.Open, window=window))
        self._recent = menu.addMenu(t("Open &recent"))
        self._recent.aboutToShow.connect(self._fill_recent)
        menu.addAction(add("demo", group, t("Open the &demo"), window.open_demo, window=window))
        menu.addSeparator()
        menu.addAction(
            add("fill", group, t("&Fill from a repository or a folder…"), partial(_fill_from, window), window=window)
        )  # fmt: skip
        menu.addAction(add("copy", group, t("Save a &copy…"), window.save_copy, window=window))
        menu.addAction(add("restore", group, t("Restore a &backup…"), window.restore, window=window))
        menu.addAction(
            add(
                "last-day",
                group,
                t("What somebody still holds on the &last day…"),
                lambda: window.ui.go("access", {"leaving": ""}),
                window=window,
            )
        )
        menu.addAction(
            add("mission", group, t("Close my &mission…"), partial(_close_mission, window), window=window)
        )  # fmt: skip
        menu.addAction(
            add("close", group, t("Close the &workspace"), window.close_workspace, shortcut=keys.Close, window=window)
        )
        menu.addSeparator()
        menu.addAction(add("quit", group, t("&Quit"), window.close, shortcut="Ctrl+Q", window=window))

    def _edit(self, menu: QMenu) -> None:
        window, t, group = self._window, self._window.ui.t, self._window.ui.t.context("menu", "Edit")
        add = self._actions.add
        self._undo = add("undo", group, t("&Undo"), window.undo, shortcut="Ctrl+Z", window=window)
        self._redo = add("redo", group, t("&Redo"), window.redo, shortcut="Ctrl+Shift+Z", window=window)
        menu.addAction(self._undo)
        menu.addAction(self._redo)
        menu.addSeparator()
        menu.addAction(
            add("find-all", group, t("&Search everything…"), window.find_everything, shortcut="Ctrl+K", window=window)
        )

    def _view(self, menu: QMenu) -> None:
        window, t, group = self._window, self._window.ui.t, self._window.ui.t("View")
        add = self._actions.add
        names = {
            "overview": t("&Overview"),
            "decisions": t("&Decisions"),
            "skills": t("S&kills"),
            "transition": t("&Transition"),
            "dependencies": t("Depe&ndencies"),
            "access": t("&Access"),
            "dossier": t("Do&ssier"),
            "people": t("&People"),
            "preferences": t("P&references"),
        }
        for number, name in enumerate((*VIEWS, *FEET), start=1):
            menu.addAction(
                add(
                    name,
                    group,
                    names[name],
                    partial(window.go, name, None),
                    shortcut="Ctrl+," if name == "preferences" else f"Ctrl+{number}",
                    window=window,
                )
            )
        menu.addSeparator()
        menu.addAction(
            add("pane", group, t("Next &pane"), lambda: window.with_frame(lambda f: f.next_pane(1)), shortcut="F6",
                window=window)
        )  # fmt: skip
        menu.addAction(
            add("pane-back", group, t("Pre&vious pane"), lambda: window.with_frame(lambda f: f.next_pane(-1)),
                shortcut="Shift+F6", window=window)
        )  # fmt: skip

    def _help(self, menu: QMenu) -> None:
        window, t, group = self._window, self._window.ui.t, self._window.ui.t("Help")
        add = self._actions.add
        menu.addAction(add("shortcuts", group, t("&Shortcuts"), self._shortcuts, shortcut="F1", window=window))
        menu.addAction(add("about", group, t("&About CTO Handover"), self._about, window=window))

    def _shortcuts(self) -> None:
        from ctohandover.ui.help import ShortcutsDialog

        ShortcutsDialog(self._window.ui, self._window).open()

    def _about(self) -> None:
        from ctohandover.ui.help import AboutDialog

        AboutDialog(self._window.ui, self._window).open()

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._window.ui.settings.get(prefs.RECENT)[:10]:
            action = self._recent.addAction(Path(path).name.replace("&", "&&"))
            action.setToolTip(path)
            action.triggered.connect(lambda _=False, path=path: self._window.open_path(Path(path)))
        self._recent.setEnabled(True)
        if self._recent.isEmpty():
            self._recent.addAction(self._window.ui.t("None yet")).setEnabled(False)

    def refresh_open(self) -> None:
        """What needs an open workspace is on only while there is one."""
        if not self._filled:
            return
        is_open = self._window.session is not None
        self._actions.enable(
            is_open,
            "find-all",
            "fill",
            "copy",
            "restore",
            "last-day",
            "mission",
            "close",
            *VIEWS,
            *FEET,
            "pane",
            "pane-back",
        )

    def refresh_history(self) -> None:
        """Undo and redo say what they would undo."""
        if not self._filled:
            return
        t = self._window.ui.t
        session = self._window.session
        undo = session.history.next_undo if session else None
        redo = session.history.next_redo if session else None
        self._undo.setEnabled(undo is not None)
        self._redo.setEnabled(redo is not None)
        self._undo.setText(
            t("&Undo: {what}", what=messages.label(undo.label, undo.values, t).replace("&", "&&"))
            if undo
            else t("&Undo")
        )
        self._redo.setText(
            t("&Redo: {what}", what=messages.label(redo.label, redo.values, t).replace("&", "&&"))
            if redo
            else t("&Redo")
        )


def _fill_from(window: Window) -> None:
    from ctohandover.ui.filling.dialog import fill_from

    if window.session is not None:
        fill_from(window.ui, window.session, window)


def _close_mission(window: Window) -> None:
    from ctohandover.ui.people.mission import close_mission

    close_mission(window)
