"""The welcome page: the portfolio of known workspaces, and the three ways to begin."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from ctohandover import answer_words, messages
from ctohandover import settings as prefs
from ctohandover.domain.answers import Verdict
from ctohandover.ui import known
from ctohandover.ui.sidebar import days_to
from ctohandover.ui.widgets.basics import ElidedLabel, button, clear, label, row
from ctohandover.ui.widgets.chips import flow

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from ctohandover.ui.context import Ui
    from ctohandover.ui.known import Known

VERDICT_TONE = {Verdict.NO: "bad", Verdict.NOT_KNOWN: "muted", Verdict.RISK: "care", Verdict.YES: "good"}


class WorkspaceCard(QFrame):
    """One known workspace; a click or Enter opens it, the menu takes it from the list."""

    chosen = Signal(object)
    forgotten = Signal(object)
    restore_asked = Signal(object)

    def __init__(self, item: Known, ui: Ui) -> None:
        super().__init__()
        self._item = item
        t = ui.t
        self.setObjectName("card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(300)
        self.setMaximumWidth(520)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(16, 14, 16, 14)
        inner.setSpacing(4)
        title = ElidedLabel(item.company or item.path.stem)
        title.setFont(label(bold=True, size=1.1).font())
        inner.addWidget(title)
        lines = _trouble(item, ui) if item.problem else _state(item, ui)
        for text, name in lines:
            inner.addWidget(label(text, name=name, wrap=True))
        path = ElidedLabel(str(item.path), name="muted")
        inner.addWidget(path)
        inner.addWidget(label(_opened(item.opened_at, ui), name="muted"))
        if item.problem is not None and item.problem.code != "older":
            restore = button(t("Restore a backup…"), lambda: self.restore_asked.emit(item.path), name="link")
            forget = button(t("Take from this list"), lambda: self.forgotten.emit(item.path), name="link")
            inner.addWidget(flow(restore, forget))
        inner.addStretch(1)
        self.setAccessibleName(". ".join([item.company or item.path.stem, *(text for text, _ in lines)]))
        self.setAccessibleDescription(t("Enter opens it; Delete takes it from this list, the file stays."))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self._menu(ui).popup(self.mapToGlobal(at)))

    def _menu(self, ui: Ui) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(ui.t("Open")).triggered.connect(lambda: self.chosen.emit(self._item.path))
        menu.addAction(ui.t("Take from this list")).triggered.connect(lambda: self.forgotten.emit(self._item.path))
        return menu

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._item.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._item.path)
        elif event.key() == Qt.Key.Key_Delete:
            self.forgotten.emit(self._item.path)
        else:
            super().keyPressEvent(event)


def _trouble(item: Known, ui: Ui) -> list[tuple[str, str]]:
    assert item.problem is not None
    if item.problem.code == "older":
        return [(ui.t("Made by an earlier version: it is brought up to date when it is opened."), "muted")]
    return [(messages.error(item.problem, ui.t), "bad")]


def _state(item: Known, ui: Ui) -> list[tuple[str, str]]:
    t, today = ui.t, ui.today()
    lines: list[tuple[str, str]] = []
    if item.handover_day:
        lines.append((t("Handover day {day}", day=t.date(item.handover_day)), ""))
    day = item.last_day or item.handover_day
    if day is None:
        lines.append((t("No last day set"), "muted"))
    else:
        lines.append((days_to(day, today, t), ""))
    if item.decisions == 0:
        lines.append((t("No decisions yet"), "muted"))
    elif item.lost and not item.decisions_alone:
        lost = t("{n} of {all} held by nobody inside", n=t.number(item.lost), all=t.number(item.standing))
        lines.append((lost, "bad"))
    elif item.lost:
        lines.append(
            (
                t.plural(
                    "{n} decision nobody inside can explain", "{n} decisions nobody inside can explain",
                    item.lost,
                ),
                "bad",
            )
        )  # fmt: skip
    else:
        lines.append((t.plural("{n} decision", "{n} decisions", item.decisions), "muted"))
    return lines + _answer(item, ui)


def _answer(item: Known, ui: Ui) -> list[tuple[str, str]]:
    """The first answer, and what is due next."""
    t, found = ui.t, item.answer
    lines: list[tuple[str, str]] = []
    if found is not None and found.leaving is not None and found.leaving.vital:
        verdict = found.leaving.verdict
        question = answer_words.first_question(found.leaving, found.names, t)
        said = t("{question} {answer}", question=question, answer=t(answer_words.VERDICT[verdict]))
        lines.append((said, VERDICT_TONE[verdict]))
    if found is not None and found.deadline is not None:
        day, title = found.deadline
        said = t("Next due {day}: {title}", day=t.date(day), title=title)
        lines.append((said, "bad" if day < ui.today() else "muted"))
    return lines


def _opened(at: str, ui: Ui) -> str:
    try:
        moment = datetime.fromisoformat(at).astimezone(UTC)
    except ValueError:
        return ui.t("Not opened yet")
    return ui.t("Last opened {day}", day=ui.t.date(moment.astimezone().date()))


class WelcomePage(QWidget):
    open_asked = Signal(object)
    browse_asked = Signal()
    new_asked = Signal()
    demo_asked = Signal()
    filled = Signal()

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self.setObjectName("page")
        self._ui = ui
        t = ui.t
        self.new = button(t("New workspace…"), self.new_asked.emit, name="primary")
        self.open = button(t("Open…"), self.browse_asked.emit)
        self.demo = button(t("Open the demo"), self.demo_asked.emit)
        self._intro = label(
            t(
                "What would your company lose if its outside CTO left? A workspace lists the decisions, who inside can"
                " explain each of them, and hands it all over as one document."
            ),
            name="muted",
            wrap=True,
        )
        self._empty = label(
            t(
                "Nothing here yet. Make a workspace for a company, open one that somebody gave you, or look around in"
                " the demo: an invented health start-up, to try everything on."
            ),
            wrap=True,
        )
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(48, 40, 48, 24)
        column.setSpacing(10)
        column.addWidget(label(t("CTO Handover"), bold=True, size=1.7))
        column.addWidget(self._intro)
        column.addSpacing(6)
        column.addWidget(row(self.new, self.open, self.demo, None))
        column.addSpacing(18)
        self._heading = label(t("Your workspaces"), bold=True, size=1.15)
        column.addWidget(self._heading)
        column.addWidget(self._empty)
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        holder = QHBoxLayout()
        holder.addLayout(self._grid)
        column.addLayout(holder)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._heading.hide()
        self._empty.hide()
        self.cards: list[WorkspaceCard] = []

    def refresh(self) -> None:
        """Look at the known workspaces again, in a job."""
        recent = self._ui.settings.get(prefs.RECENT)
        opened = self._ui.settings.get(prefs.OPENED)
        today = self._ui.today()
        self._ui.jobs.run(lambda: known.portfolio(recent, opened, today), self._show, owner=self)

    def _show(self, items: list[Known]) -> None:
        clear(self._grid)
        self.cards = []
        for number, item in enumerate(items):
            card = WorkspaceCard(item, self._ui)
            card.chosen.connect(self.open_asked)
            card.forgotten.connect(self._forget)
            card.restore_asked.connect(self.restore)
            self._grid.addWidget(card, number // 3, number % 3)
            self.cards.append(card)
        for empty in range(len(items), 3):
            self._grid.setColumnStretch(empty, 1)
        self._heading.setVisible(bool(items))
        self._empty.setVisible(not items)
        if not self.isAncestorOf(self.focusWidget() or self):
            (self.cards[0] if self.cards else self.new).setFocus()
        self.filled.emit()

    def restore(self, path: Path) -> None:
        from ctohandover.ui.welcome.restore import RestoreDialog

        dialog = RestoreDialog(self._ui, path, None, self)
        dialog.restored.connect(self.refresh)
        dialog.open()

    def _forget(self, path: Path) -> None:
        known.forget(self._ui.settings, path)
        self.refresh()
