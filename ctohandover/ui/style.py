"""The style sheet. Kept small: what the palette and Fusion do well is left to them. No sizes of fonts in pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.ui.theme import Colours

_SHEET = """
QMainWindow, QDialog, #page { background: %(page)s; }
QToolTip { background: %(surface)s; color: %(text)s; border: 1px solid %(line)s; padding: 4px 6px; }
QMenuBar { background: %(surface)s; border-bottom: 1px solid %(line)s; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: %(tint)s; color: %(tint_text)s; }
QMenu { background: %(surface)s; border: 1px solid %(line)s; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: %(tint)s; color: %(tint_text)s; }
QMenu::item:disabled { color: %(muted)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: 4px 6px; }
QStatusBar { background: %(surface)s; border-top: 1px solid %(line)s; color: %(muted)s; }
QStatusBar::item { border: none; }
QSplitter::handle { background: %(line)s; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

#sidebar { background: %(surface)s; border-right: 1px solid %(line)s; }
#topbar { background: %(surface)s; border-bottom: 1px solid %(line)s; }
#card, #pane { background: %(surface)s; border: 1px solid %(line)s; border-radius: 6px; }
#card[focusable="true"]:hover { border-color: %(field_line)s; }
#card:focus { border: 2px solid %(accent)s; }
#pane { border-radius: 0; border: none; }
#muted { color: %(muted)s; }
#notice { color: %(care)s; background: %(care_back)s; border-radius: 6px; padding: 8px 10px; margin: 0 12px; }
#plain { background: transparent; }
#bad { color: %(bad)s; }
#good { color: %(good)s; }
#care { color: %(care)s; }
#unknown { color: %(plain)s; }
#line { background: %(line)s; }
#banner { background: %(care_back)s; border-bottom: 1px solid %(line)s; }
#banner QLabel { color: %(care)s; }
#toast { background: %(text)s; border-radius: 6px; }
#toast QLabel { color: %(surface)s; }
#toast QPushButton {
    background: transparent; border: none; color: %(surface)s; font-weight: 600; text-decoration: underline;
}
#toast QPushButton:focus { border: 2px solid %(surface)s; }

QPushButton, QToolButton#button {
    background: %(surface)s; border: 1px solid %(field_line)s; border-radius: 5px; padding: 5px 11px; color: %(text)s;
}
QPushButton:hover, QToolButton#button:hover { background: %(hover)s; }
QPushButton:pressed { background: %(tint)s; }
QPushButton:disabled { color: %(muted)s; border-color: %(line)s; }
QPushButton:focus, QToolButton#button:focus { border: 2px solid %(accent)s; padding: 4px 10px; }
QToolButton#button::menu-indicator { image: none; width: 0; }
QPushButton#primary { background: %(accent)s; border-color: %(accent)s; color: %(on_accent)s; font-weight: 600; }
QPushButton#primary:hover { background: %(accent_hover)s; }
QPushButton#primary:focus { border: 2px solid %(text)s; }
QPushButton#primary:disabled { background: %(plain_back)s; border-color: %(line)s; color: %(muted)s; }
QPushButton#link {
    background: transparent; border: 2px solid transparent; padding: 1px 2px; color: %(accent)s; text-align: left;
}
QPushButton#link:hover { text-decoration: underline; }
QPushButton#link:focus { border: 2px solid %(accent)s; border-radius: 4px; outline: none; }
QPushButton#nav {
    background: transparent; border: 2px solid transparent; border-radius: 5px; text-align: left; padding: 6px 8px;
}
QPushButton#nav:hover { background: %(hover)s; }
QPushButton#nav:checked { background: %(tint)s; color: %(tint_text)s; font-weight: 600; }
QPushButton#nav:focus { border: 2px solid %(accent)s; }
QPushButton#search { color: %(muted)s; text-align: left; padding: 5px 8px; }
QPushButton#search:focus { border: 2px solid %(accent)s; padding: 4px 7px; }
#finder { border: 1px solid %(field_line)s; }
QPushButton#chip {
    background: %(plain_back)s; color: %(plain)s; border: 2px solid transparent; border-radius: 10px; padding: 1px 8px;
}
QPushButton#chip:checked { background: %(accent)s; color: %(on_accent)s; }
QPushButton#chip:hover { border-color: %(field_line)s; }
QPushButton#chip:focus { border-color: %(accent)s; }
QPushButton#figure {
    background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 2px 4px; text-align: left;
}
QPushButton#answer {
    background: transparent; border: none; border-bottom: 2px solid transparent; border-radius: 0; padding: 2px 0;
    text-align: left;
}
QPushButton#answer:hover { color: %(accent)s; }
QPushButton#answer:focus { border-bottom-color: %(accent)s; }
QPushButton#figure:hover { background: %(hover)s; }
QPushButton#figure:focus { border-color: %(accent)s; }

QLineEdit, QPlainTextEdit, QTextEdit {
    background: %(surface)s; border: 1px solid %(field_line)s; border-radius: 5px; padding: 4px 6px; color: %(text)s;
    selection-background-color: %(accent)s; selection-color: %(on_accent)s;
}
QLineEdit:focus, QPlainTextEdit:focus {
    border: 2px solid %(accent)s; padding: 3px 5px;
}
QComboBox, QAbstractSpinBox {
    background: %(surface)s; border: 1px solid %(field_line)s; border-radius: 5px; padding: 3px 6px; color: %(text)s;
    selection-background-color: %(accent)s; selection-color: %(on_accent)s;
}
QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid %(accent)s; padding: 2px 5px; }
QComboBox:disabled, QAbstractSpinBox:disabled { background: %(plain_back)s; color: %(muted)s; border-color: %(line)s; }
/* A list below the field: the popup over it, of Fusion, leaves no room for the border and cuts its last line. */
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView {
    background: %(surface)s; color: %(text)s; border: 1px solid %(field_line)s; padding: 2px; outline: none;
    selection-background-color: %(accent)s; selection-color: %(on_accent)s;
}
QComboBox QAbstractItemView::item { min-height: 22px; padding: 0 4px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("%(down)s"); width: 9px; height: 6px; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: none; padding: 0; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 18px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url("%(up)s"); width: 9px; height: 6px; }
QAbstractSpinBox::down-arrow { image: url("%(down)s"); width: 9px; height: 6px; }
QTextBrowser { border: 2px solid transparent; padding: 0; background: %(surface)s; }
QTextBrowser:focus { border: 2px solid %(tint)s; }
QListView#framed { border: 1px solid %(field_line)s; border-radius: 5px; }
QTableView, QListView, QTreeView {
    background: %(surface)s; border: none; gridline-color: %(line)s; outline: none;
    selection-background-color: %(tint)s; selection-color: %(text)s;
}
QTreeView::item { padding: 3px 5px; }
QHeaderView, QTableCornerButton::section { background: %(surface)s; border: none; }
QHeaderView::section {
    background: %(surface)s; color: %(muted)s; border: none; border-bottom: 1px solid %(line)s; padding: 6px 8px;
    text-align: left;
}
QHeaderView::section:hover { color: %(text)s; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::handle { background: %(field_line)s; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: %(muted)s; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: none; width: 0; height: 0;
}
QProgressBar { border: none; background: %(plain_back)s; border-radius: 3px; max-height: 6px; text-align: center; }
QProgressBar::chunk { background: %(accent)s; border-radius: 3px; }
QGroupBox { border: none; font-weight: 600; margin-top: 14px; padding-top: 6px; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QCheckBox:focus, QRadioButton:focus { color: %(accent)s; }
QCheckBox::indicator, QTreeView::indicator, QListView::indicator, QTableView::indicator {
    width: 14px; height: 14px; border: 1px solid %(muted)s; border-radius: 3px; background: %(surface)s;
}
QTreeView::indicator, QListView::indicator, QTableView::indicator { width: 12px; height: 12px; }
QTableView::item { padding-left: 5px; border-bottom: 1px solid %(line)s; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked,
QTableView::indicator:checked {
    border-color: %(accent)s; background: %(accent)s; image: url("%(tick)s");
}
QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid %(muted)s; border-radius: 8px; background: %(surface)s;
}
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 5px solid %(accent)s; border-radius: 8px; background: %(on_accent)s;
}
QStatusBar QToolButton { padding: 3px 16px 3px 6px; }
QStatusBar QToolButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: right center; right: 3px; }
QCheckBox::indicator:disabled, QTreeView::indicator:disabled { border-color: %(line)s; background: %(plain_back)s; }
"""


def style_sheet(colours: Colours, icons: Path, name: str) -> str:
    """`icons` is the folder of the pictures in boxes and fields, `name` that of the theme."""
    values = {name: value for name, value in colours._asdict().items() if isinstance(value, str)}
    return _SHEET % (values | {one: f"{icons.as_posix()}/{one}-{name}.png" for one in ("tick", "down", "up")})
