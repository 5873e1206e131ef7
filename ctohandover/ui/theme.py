"""Light and dark: colours as data in resources/themes, one palette and one small style sheet made from them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from ctohandover.ui.style import style_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget


class Colours(NamedTuple):
    """One theme. `levels` are the cells 0-4, `digits` what is printed on them (at least 4.5:1)."""

    page: str
    surface: str
    line: str
    field_line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    tint: str
    tint_text: str
    good: str
    good_back: str
    care: str
    care_back: str
    bad: str
    bad_back: str
    plain: str
    plain_back: str
    hover: str
    levels: tuple[str, ...]
    digits: tuple[str, ...]
    edge: str
    edge_inner: str

    def pair(self, tone: str) -> tuple[str, str]:
        """(text, background) of a chip: good, care, bad, accent or plain."""
        if tone == "accent":
            return self.tint_text, self.tint
        return str(getattr(self, tone)), str(getattr(self, f"{tone}_back"))


def load(folder: Path, name: str) -> Colours:
    values = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    values["levels"], values["digits"] = tuple(values["levels"]), tuple(values["digits"])
    return Colours(**values)


class Theme(QObject):
    """The theme that is on. Follows the system unless the user chose; `changed` after each switch."""

    changed = Signal()

    def __init__(self, app: QApplication, folder: Path, choice: str) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._choice = choice
        self.name = ""
        self.colours: Colours
        self._dressed = False
        app.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    def choose(self, choice: str) -> None:
        """ "system", "light" or "dark"."""
        self._choice = choice
        self._apply()

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    def _apply(self) -> None:
        name = self._choice
        if name == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            name = "dark" if scheme is Qt.ColorScheme.Dark else "light"
        if name == self.name:
            return
        self.name = name
        self.colours = load(self._folder, name)
        self._app.setPalette(_palette(self.colours))
        if self._dressed:
            self._app.setStyleSheet(style_sheet(self.colours, self._folder.parent / "icons", self.name))
        self.changed.emit()

    def dress(self) -> None:
        """Put the style sheet on, when the window is about to be shown. While there is one, all that is in a widget is
        styled anew each time that the widget is put into another: it costs least when everything has its place."""
        if not self._dressed:
            self._dressed = True
            self._app.setStyleSheet(style_sheet(self.colours, self._folder.parent / "icons", self.name))

    def name_anew(self, widget: QWidget, name: str) -> None:
        """Let a widget look as the sheet has it for another name. Before the sheet is on there is nothing to do, and to
        ask for a style would make all of its enumerations known."""
        if widget.objectName() != name:
            widget.setObjectName(name)
            if self._dressed:
                widget.style().polish(widget)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for key, value in (
        (role.Window, colours.page),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.hover),
        (role.Text, colours.text),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.PlaceholderText, colours.muted),
        (role.Mid, colours.line),
        (role.Light, colours.surface),
        (role.Dark, colours.line),
        (role.Shadow, colours.line),
        (role.Accent, colours.accent),
    ):
        palette.setColor(key, QColor(value))
    for key in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(colours.muted))
    return palette
