"""Small parts that every page is made of. Labels show user text as plain text, always."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCursor, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSpinBox

    from ctohandover.i18n import Translator


def label(text: str = "", *, name: str = "", bold: bool = False, size: float = 1.0, wrap: bool = False) -> QLabel:
    """A label for plain text; `size` is relative to the system's font, `name` picks a tone ("muted", "bad")."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if name:
        made.setObjectName(name)
    if bold or size != 1.0:
        made.setFont(scaled(made.font(), size, bold=bold))
    return made


def scaled(font: QFont, size: float, *, bold: bool = False) -> QFont:
    made = QFont(font)
    if made.pointSizeF() > 0:
        made.setPointSizeF(made.pointSizeF() * size)
    else:
        made.setPixelSize(round(made.pixelSize() * size))
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


class ElidedLabel(QLabel):
    """One line that ends in "…" where it does not fit; the whole text is in its tooltip and accessible name."""

    def __init__(self, text: str = "", *, name: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""
        if name:
            self.setObjectName(name)
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def whole(self) -> str:
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")


_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Button(QPushButton):
    """Return presses it where it has the focus, as Space does, and nowhere else: Qt would have Return press the first
    button of a dialog from any field, and none at all on a page."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _HELD:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)


class Link(Button):
    """A link on one line, which ends in "…" where there is no room; the whole text is in its tooltip and accessible
    name."""

    def __init__(self, text: str, run: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = text
        self.setAccessibleName(text)
        self.clicked.connect(lambda: run())
        self._fit()

    def whole(self) -> str:
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(0, self.width() - 12)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")


def opens(button: QPushButton | QToolButton, menu: QMenu) -> None:
    """Give a button its menu. Qt does not tell it that the mouse left it while the menu was open."""

    def left() -> None:
        if not button.rect().contains(button.mapFromGlobal(QCursor.pos())):
            button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            button.update()

    menu.aboutToHide.connect(left)
    button.setMenu(menu)


def plain_tip(text: str) -> str:
    """A tooltip that shows the text as it is: Qt would take markup in it for rich text, and load files for it."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<span>{escaped}</span>" if text else ""


def excerpt(snippet: str) -> str:
    """A snippet of a search on one line, without the marks around what was found and those of Markdown."""
    return " ".join(
        re.sub(
            r"\||`+|\*\*|(?<![^\s|])(?:#{1,6}|>|[-*+]|:?-{3,}:?)(?![^\s|])", " ", re.sub("[\x02\x03]", "", snippet)
        ).split()
    )


def excerpt_in(snippet: str, width: int, metrics: QFontMetrics) -> str:
    """As much of an excerpt as there is room for, from the word that was found on where that would be cut off."""
    before, _, found = snippet.partition("\x02")
    word = found.partition("\x03")[0]
    told = excerpt(snippet)
    if found and metrics.horizontalAdvance(f"{excerpt(before)} {word}") > width:
        told = f"…{excerpt(found)}"
    return metrics.elidedText(told, Qt.TextElideMode.ElideRight, width)


def button(
    text: str, run: Callable[[], object] | None = None, *, name: str = "", tip: str = "", parent: QWidget | None = None
) -> QPushButton:
    """A push button; `name` is "primary", "link", "chip", "nav" or empty."""
    made = Button(text)  # with the parent as well PySide would ask first whether the text is an icon
    if parent is not None:
        made.setParent(parent)
    if name:
        made.setObjectName(name)
    if tip:
        made.setToolTip(plain_tip(tip))
    if name in ("link", "nav", "chip"):
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if run is not None:
        made.clicked.connect(lambda: run())
    return made


class Entry(NamedTuple):
    """A line of a menu. `name` is its name among the actions of the program."""

    name: str
    text: str
    run: Callable[[], object]
    enabled: bool = True
    keys: str = ""


def more_button(t: Translator, *entries: Entry | None, text: str = "") -> QToolButton:
    """A button with a menu for what a page does less often; None is a line between."""
    made = QToolButton()
    made.setObjectName("button")
    made.setText(f"{text or t('More')} ▾")
    made.setFixedHeight(made.fontMetrics().height() + 12)  # the arrow's font would make it taller than its neighbours
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(made)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        action = menu.addAction(entry.text)
        action.setObjectName(entry.name)
        action.triggered.connect(lambda _=False, run=entry.run: run())
        action.setEnabled(entry.enabled)
        if entry.keys:
            action.setShortcut(entry.keys)
    opens(made, menu)
    return made


def row(*items: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QWidget:
    """Widgets side by side; None is a stretch, a number is a gap."""
    holder = QWidget()
    fill(QHBoxLayout(holder), items, spacing, margins)
    return holder


def column(
    *items: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QWidget:
    holder = QWidget()
    fill(QVBoxLayout(holder), items, spacing, margins)
    return holder


def fill(
    layout: QHBoxLayout | QVBoxLayout,
    items: tuple[QWidget | int | None, ...],
    spacing: int = 8,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            layout.addWidget(item, 1 if isinstance(item, ElidedLabel) else 0)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and away."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class _Primary(QPushButton):
    """What Return does in a dialog, also where it could not be done at first: Qt gives that to the next button, Cancel,
    and leaves it there."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange and self.isEnabled():
            self.setDefault(True)


def dialog_buttons(dialog: QDialog, cancel: str, accept: str = "") -> tuple[QDialogButtonBox, QPushButton | None]:
    """The buttons at the foot of a dialog: one that leaves it, and perhaps one that does it (given back, primary).
    The box's `accepted` is the caller's to connect."""
    from PySide6.QtWidgets import QDialogButtonBox  # slow to come in

    box = QDialogButtonBox()
    primary = None
    if accept:
        primary = _Primary(accept)
        primary.setObjectName("primary")
        box.addButton(primary, QDialogButtonBox.ButtonRole.AcceptRole)
        primary.setDefault(True)
    box.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
    box.rejected.connect(dialog.reject)
    return box, primary


def number_box(least: int, most: int, special: str = "") -> QSpinBox:
    """A field for a whole number, as tall as those for text; `special` stands for the least."""
    from PySide6.QtWidgets import QSpinBox  # slow to come in, and not needed for the first paint

    from ctohandover.ui.widgets.spin import dressed

    made = QSpinBox()
    made.setRange(least, most)
    made.setSpecialValueText(special)
    return dressed(made)


def breakable(text: str) -> str:
    """The text with places to break in words that are too long for any line."""
    return re.sub(r"(\S{24})(?=\S)", "\\1\N{ZERO WIDTH SPACE}", text)


class Card(QFrame):
    """A surface with a title; what it shows goes into `body`."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 14)
        outer.setSpacing(8)
        self.title = label(breakable(title), bold=True, wrap=True)
        self.title.setVisible(bool(title))
        outer.addWidget(self.title)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        outer.addLayout(self.body)


def line() -> QFrame:
    made = QFrame()
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFixedHeight(1)
    made.setObjectName("line")
    return made


def named(widget: QWidget, name: str, description: str = "") -> QWidget:
    """Give a control its accessible name, and description, for those who do not see its label."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)
    return widget


def tab_in_order(layout: QLayout) -> None:
    """The Tab key goes through what a layout holds as it is seen: what is made anew comes last of all otherwise."""
    stops = [widget for widget in _widgets(layout) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)


def _widgets(layout: QLayout) -> Iterator[QWidget]:
    """Everything in it and below, in the order of the layout."""
    for number in range(layout.count()):
        item = layout.itemAt(number)
        assert item is not None
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
            inner = widget.layout()
        if inner is not None:
            yield from _widgets(inner)


def roomy(widget: QWidget, width: int, height: int) -> None:
    """A first size that never exceeds the screen."""
    screen = widget.screen().availableSize()
    widget.resize(QSize(min(width, screen.width() - 40), min(height, screen.height() - 60)))
