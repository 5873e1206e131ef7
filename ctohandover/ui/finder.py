"""Search everything (Ctrl+K): records of every kind and what the program can do, by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ctohandover import words
from ctohandover.domain.people import alphabetical
from ctohandover.domain.subjects import Kind
from ctohandover.services.finding import Found, What, find_everything
from ctohandover.ui.widgets.basics import excerpt, label, scaled
from ctohandover.ui.widgets.table import chip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPersistentModelIndex

    from ctohandover.storage.reader import Run
    from ctohandover.ui.actions import Offer
    from ctohandover.ui.context import Ui
    from ctohandover.ui.frame import Frame
    from ctohandover.ui.session import Session

PAUSE = 120
MOST_ACTIONS = 8
_ENTRY = Qt.ItemDataRole.UserRole
_TONES = {What.PERSON: "good", What.ITEM: "care", What.SESSION: "care"}


class Entry(NamedTuple):
    """One line: a record, or an action of the program."""

    title: str
    kind: str
    tone: str
    below: str
    run: Callable[[], object]


class Finder(QDialog):
    """Arrow keys go through what was found while one types; Enter opens it."""

    def __init__(self, ui: Ui, session: Session, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._ui, self._session, self._frame = ui, session, frame
        self._found: list[Found] = []
        self._shown = ""
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Search everything"))
        self.setObjectName("finder")
        self.field = QLineEdit()
        self.field.setPlaceholderText(t("Decisions, skills, people, items, systems, duties, actions"))
        self.field.setAccessibleName(t("Search everything"))
        self.field.textChanged.connect(self._typed)
        self.list = QListWidget()
        self.list.setAccessibleName(t("What was found"))
        self.list.setItemDelegate(EntryDelegate(ui))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hint = label(name="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.hint)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._look)
        width = min(640, max(360, parent.width() - 120))
        self.resize(width, min(460, parent.height() - 120))
        self.move(parent.mapToGlobal(parent.rect().topLeft()).x() + (parent.width() - width) // 2, 0)
        self.move(self.x(), parent.mapToGlobal(parent.rect().topLeft()).y() + 70)
        self._show([], "")
        frame.page_made.connect(self._again, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(0, frame, frame.make_pages)

    def _typed(self) -> None:
        self._timer.start()

    def _look(self) -> None:
        typed = self.field.text().strip()
        if not typed:
            self._show([], "")
            return

        def find(run: Run) -> list[Found]:
            return find_everything(run, typed)

        def show(found: list[Found]) -> None:
            if typed == self.field.text().strip():
                self._show(found, typed)

        self._session.read(find, show, owner=self)

    def _again(self) -> None:
        """Another page offers what it can do. The line that one has come to stays the chosen one."""
        if not self._shown:
            return
        at = self._chosen()
        self._show(self._found, self._shown)
        lines = [self.list.item(row).data(_ENTRY) for row in range(self.list.count())]
        self.list.setCurrentRow(next((row for row, line in enumerate(lines) if line[:2] == at), 0))

    def _chosen(self) -> tuple[str, str] | None:
        """Title and kind."""
        if not self.list.count():
            return None
        entry: Entry = self.list.currentItem().data(_ENTRY)  # the first one is, as soon as there are any
        return entry.title, entry.kind

    def _show(self, found: list[Found], typed: str) -> None:
        t = self._ui.t
        self._found, self._shown = found, typed
        self.list.clear()
        # What has the words in its name comes before what only has them in its text.
        named = [self._entry(item) for item in found if not item.snippet]
        told = [self._entry(item) for item in found if item.snippet]
        entries = [*named, *self._actions(typed), *told]
        for entry in entries:
            item = QListWidgetItem(entry.title)
            item.setData(_ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title}, {entry.kind}")
            self.list.addItem(item)
        if entries:
            self.list.setCurrentRow(0)
        self.list.setVisible(bool(entries))
        if not typed:
            self.hint.setText(t("Type a few letters. Arrow keys choose, Enter opens, Escape leaves."))
        elif entries:
            self.hint.setText(t.plural("{n} found", "{n} found", len(entries)))
        else:
            self.hint.setText(t("Nothing has these words."))

    def _entry(self, item: Found) -> Entry:
        t = self._ui.t
        names = {What.PERSON: t("person"), What.ITEM: t("checklist"), What.SESSION: t("session")}
        kind = names.get(item.what) or t(words.KIND[Kind(item.what.value)])
        below = " · ".join(part for part in (t.date(item.day) if item.day else "", excerpt(item.snippet)) if part)
        return Entry(item.title, kind, _TONES.get(item.what, "accent"), below, lambda: self._go(item))

    def _go(self, item: Found) -> None:
        go = self._ui.go
        match item.what:
            case What.DECISION:
                go("decisions", {"decision": item.id, "words": self._shown})
            case What.SKILL:
                go("skills", {"kind": Kind.SKILL, "subject": item.id})
            case What.PERSON:
                go("people", {"person": item.id})
            case What.ITEM:
                go("transition", {"item": item.id})
            case What.ACCESS:
                go("access", {"access": item.id})
            case What.SESSION:
                go("skills", {"sessions": True, "session": item.id})
            case _:
                go("dependencies", {"subject": item.id})

    def _actions(self, typed: str) -> list[Entry]:
        wanted = alphabetical(typed)[0].split()
        if not wanted:
            return []
        found = []
        for offer in self._ui.actions.available():
            if all(word in alphabetical(f"{offer.text} {offer.group}")[0] for word in wanted):
                below = " · ".join(part for part in (offer.group, offer.keys) if part)
                found.append(Entry(offer.text, self._ui.t("action"), "plain", below, self._act(offer)))
        return found[:MOST_ACTIONS]

    def _act(self, offer: Offer) -> Callable[[], object]:
        frame = self._frame
        return lambda: QTimer.singleShot(0, frame, lambda: frame.act(offer))

    def _open(self, item: QListWidgetItem) -> None:
        entry = item.data(_ENTRY)
        self.accept()
        entry.run()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self.list.count():
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}[Qt.Key(key)]
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            current = self.list.currentItem()
            if current is not None:
                self._open(current)
        else:
            super().keyPressEvent(event)


class EntryDelegate(QStyledItemDelegate):
    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        entry: Entry = index.data(_ENTRY)
        lines = 2 if entry.below else 1
        return QSize(100, option.fontMetrics.lineSpacing() * lines + 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, entry = self._ui.theme.colours, index.data(_ENTRY)
        rect: QRect = option.rect
        view = option.widget
        assert isinstance(view, QListWidget)
        painter.save()
        if view.currentIndex() == index:
            painter.fillRect(rect, QColor(colours.tint))
        metrics = painter.fontMetrics()
        wide = max(metrics.horizontalAdvance(entry.kind) + 20, metrics.averageCharWidth() * 12)
        inside = rect.adjusted(8, 4, -8, -4)
        line = QRect(inside.x(), inside.y(), inside.width() - wide - 8, metrics.lineSpacing() + 2)
        painter.setPen(QColor(colours.text))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, left, title)
        if entry.below:
            painter.setFont(scaled(painter.font(), 0.9))
            painter.setPen(QPen(QColor(colours.muted)))
            below = QRect(line.x(), line.bottom() + 1, inside.width(), metrics.lineSpacing())
            text = painter.fontMetrics().elidedText(entry.below, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, left, text)
        painter.setFont(option.font)
        chip(
            painter, QRect(inside.right() - wide, line.y(), wide, line.height()), entry.kind, *colours.pair(entry.tone)
        )
        painter.restore()
