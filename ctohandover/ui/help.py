"""F1: every shortcut, from the registry. And what this program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ctohandover import __version__
from ctohandover.ui.widgets.basics import column, dialog_buttons, label, roomy

if TYPE_CHECKING:
    from ctohandover.ui.context import Ui


class ShortcutsDialog(QDialog):
    def __init__(self, ui: Ui, parent: QWidget) -> None:
        super().__init__(parent)
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Shortcuts"))
        groups = ui.actions.shortcuts()
        groups.append(
            (
                t("Who knows what"),
                [
                    (t("Set the level of the person in focus"), "0 1 2 3 4"),
                    (t("Previous or next person"), "↑ ↓"),
                    (t("Say how it is known, and when"), t("Enter")),
                ],
            )
        )
        groups.append(
            (
                t("Lists"),
                [
                    (t("Open the row"), t("Enter")),
                    (t("Copy the chosen rows"), "Ctrl+C"),
                    (t("Larger or smaller text while reading"), "Ctrl+  Ctrl-"),
                ],
            )
        )
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setSpacing(36)
        halves: list[QVBoxLayout] = [QVBoxLayout(), QVBoxLayout()]
        for number, (group, rows) in enumerate(groups):
            halves[number % 2].addWidget(_group(group, rows))
        for half in halves:
            half.addStretch(1)
            columns.addLayout(half)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        buttons, _ = dialog_buttons(self, t("Close"))
        layout = QVBoxLayout(self)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)
        roomy(self, 720, 520)


def _group(title: str, rows: list[tuple[str, str]]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 8)
    grid.setHorizontalSpacing(24)
    grid.addWidget(label(title, bold=True), 0, 0, 1, 2)
    for number, (what, keys) in enumerate(rows, start=1):
        grid.addWidget(label(what), number, 0)
        grid.addWidget(label(keys, name="muted"), number, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return holder


class AboutDialog(QDialog):
    def __init__(self, ui: Ui, parent: QWidget) -> None:
        super().__init__(parent)
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("About CTO Handover"))
        buttons, _ = dialog_buttons(self, t("Close"))
        layout = QVBoxLayout(self)
        layout.addWidget(
            column(
                label(t("CTO Handover"), bold=True, size=1.4),
                label(t("Version {version}, Qt {qt}", version=__version__, qt=qVersion()), name="muted"),
                label(
                    t(
                        "Shows what only an outside CTO can explain, helps to shrink it in the days that are left, and"
                        " hands the result over as one document. A workspace is one file on your own disk; nothing"
                        " leaves this computer unless you send it. The file is not encrypted: whoever can read your"
                        " disk can read it."
                    ),
                    wrap=True,
                ),
                label(t("Settings: {path}", path=ui.paths.settings), name="muted", wrap=True),
                label(t("Backups: {path}", path=ui.paths.backups), name="muted", wrap=True),
                label(t("Crash reports: {path}", path=ui.paths.logs), name="muted", wrap=True),
                label(t("MIT licence"), name="muted"),
            )
        )
        layout.addWidget(buttons)
        roomy(self, 520, 360)
