"""The style sheet. Kept small: what the palette and Fusion do well is left to them. No sizes of fonts in pixels."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.ui.theme import Colours

_SHEET = Template("""
QMainWindow, QDialog, #page { background: $page; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px 6px; }
QMenuBar { background: $surface; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $tint; color: $tint_text; }
QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: $tint; color: $tint_text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QStatusBar { background: $surface; border-top: 1px solid $line; color: $muted; }
QStatusBar::item { border: none; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

#sidebar { background: $surface; border-right: 1px solid $line; }
#topbar { background: $surface; border-bottom: 1px solid $line; }
#card, #pane { background: $surface; border: 1px solid $line; border-radius: 6px; }
#card[focusable="true"]:hover { border-color: $field_line; }
#card:focus { border: 2px solid $accent; }
#pane { border-radius: 0; border: none; }
#muted { color: $muted; }
#notice { color: $care; background: $care_back; border-radius: 6px; padding: 8px 10px; margin: 0 12px; }
#plain { background: transparent; }
#bad { color: $bad; }
#good { color: $good; }
#care { color: $care; }
#unknown { color: $plain; }
#line { background: $line; }
#banner { background: $care_back; border-bottom: 1px solid $line; }
#banner QLabel { color: $care; }
#toast { background: $text; border-radius: 6px; }
#toast QLabel { color: $surface; }
#toast QPushButton {
    background: transparent; border: none; color: $surface; font-weight: 600; text-decoration: underline;
}
#toast QPushButton:focus { border: 2px solid $surface; }

QPushButton, QToolButton#button {
    background: $surface; border: 1px solid $field_line; border-radius: 5px; padding: 5px 11px; color: $text;
}
QPushButton:hover, QToolButton#button:hover { background: $hover; }
QPushButton:pressed { background: $tint; }
QPushButton:disabled { color: $muted; border-color: $line; }
QPushButton:focus, QToolButton#button:focus { border: 2px solid $accent; padding: 4px 10px; }
QToolButton#button::menu-indicator { image: none; width: 0; }
QPushButton#primary { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton#primary:hover { background: $accent_hover; }
QPushButton#primary:focus { border: 2px solid $text; }
QPushButton#primary:disabled { background: $plain_back; border-color: $line; color: $muted; }
QPushButton#link {
    background: transparent; border: 2px solid transparent; padding: 1px 2px; color: $accent; text-align: left;
}
QPushButton#link:hover { text-decoration: underline; }
QPushButton#link:focus { border: 2px solid $accent; border-radius: 4px; outline: none; }
QPushButton#nav {
    background: transparent; border: 2px solid transparent; border-radius: 5px; text-align: left; padding: 6px 8px;
}
QPushButton#nav:hover { background: $hover; }
QPushButton#nav:checked { background: $tint; color: $tint_text; font-weight: 600; }
QPushButton#nav:focus { border: 2px solid $accent; }
QPushButton#search { color: $muted; text-align: left; padding: 5px 8px; }
QPushButton#search:focus { border: 2px solid $accent; padding: 4px 7px; }
#finder { border: 1px solid $field_line; }
QPushButton#chip {
    background: $plain_back; color: $plain; border: 2px solid transparent; border-radius: 10px; padding: 1px 8px;
}
QPushButton#chip:checked { background: $accent; color: $on_accent; }
QPushButton#chip:hover { border-color: $field_line; }
QPushButton#chip:focus { border-color: $accent; }
QPushButton#figure {
    background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 2px 4px; text-align: left;
}
QPushButton#answer {
    background: transparent; border: none; border-bottom: 2px solid transparent; padding: 2px 0; text-align: left;
}
QPushButton#answer:hover { color: $accent; }
QPushButton#answer:focus { border-bottom-color: $accent; }
QPushButton#figure:hover { background: $hover; }
QPushButton#figure:focus { border-color: $accent; }

QLineEdit, QPlainTextEdit, QTextEdit {
    background: $surface; border: 1px solid $field_line; border-radius: 5px; padding: 4px 6px; color: $text;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus {
    border: 2px solid $accent; padding: 3px 5px;
}
QComboBox, QAbstractSpinBox {
    background: $surface; border: 1px solid $field_line; border-radius: 5px; padding: 3px 6px; color: $text;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 2px 5px; }
QComboBox:disabled, QAbstractSpinBox:disabled { background: $plain_back; color: $muted; border-color: $line; }
/* A list below the field: the popup over it, of Fusion, leaves no room for the border and cuts its last line. */
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $field_line; padding: 2px; outline: none;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox QAbstractItemView::item { min-height: 22px; padding: 0 4px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("$down"); width: 9px; height: 6px; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: none; padding: 0; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 18px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url("$up"); width: 9px; height: 6px; }
QAbstractSpinBox::down-arrow { image: url("$down"); width: 9px; height: 6px; }
QTextBrowser { border: 2px solid transparent; padding: 0; background: $surface; }
QTextBrowser:focus { border: 2px solid $tint; }
QListView#framed { border: 1px solid $field_line; border-radius: 5px; }
QTableView, QListView, QTreeView {
    background: $surface; border: none; gridline-color: $line; outline: none;
    selection-background-color: $tint; selection-color: $text;
}
QTreeView::item { padding: 3px 5px; }
QHeaderView, QTableCornerButton::section { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $line; padding: 6px 8px;
    text-align: left;
}
QHeaderView::section:hover { color: $text; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::handle { background: $field_line; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: none; width: 0; height: 0;
}
QProgressBar { border: none; background: $plain_back; border-radius: 3px; max-height: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QGroupBox { border: none; font-weight: 600; margin-top: 14px; padding-top: 6px; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator, QTreeView::indicator, QListView::indicator, QTableView::indicator {
    width: 14px; height: 14px; border: 1px solid $muted; border-radius: 3px; background: $surface;
}
QTreeView::indicator, QListView::indicator, QTableView::indicator { width: 12px; height: 12px; }
QTableView::item { padding-left: 5px; border-bottom: 1px solid $line; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked,
QTableView::indicator:checked {
    border-color: $accent; background: $accent; image: url("$tick");
}
QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid $muted; border-radius: 8px; background: $surface;
}
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 5px solid $accent; border-radius: 8px; background: $on_accent;
}
QStatusBar QToolButton { padding: 3px 16px 3px 6px; }
QStatusBar QToolButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: right center; right: 3px; }
QCheckBox::indicator:disabled, QTreeView::indicator:disabled { border-color: $line; background: $plain_back; }
""")


def style_sheet(colours: Colours, icons: Path, name: str) -> str:
    """`icons` is the folder of the pictures in boxes and fields, `name` that of the theme."""
    values = {name: value for name, value in colours._asdict().items() if isinstance(value, str)}
    return _SHEET.substitute(values, **{one: f"{icons.as_posix()}/{one}-{name}.png" for one in ("tick", "down", "up")})
