"""What was done to a decision, and what was said about who knows it, newest first."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTabWidget, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ctohandover import messages, words
from ctohandover.storage import reads
from ctohandover.ui.widgets.basics import dialog_buttons, roomy
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.domain.journal import Entry
    from ctohandover.services.one_decision import DecisionDetail
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class HistoryDialog(QDialog):
    def __init__(self, ui: Ui, session: Session, detail: DecisionDetail, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui, self._detail = ui, detail
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("History of “{title}”", title=detail.decision.line.label))
        self.said = _table([t("Day"), t("Who"), t("Level"), t("How it is known"), t("Evidence")], t("Assessments"))
        self.changes = _table([t("When"), t("Who"), t("What")], t("Changes"))
        tabs = QTabWidget()
        tabs.addTab(self.said, t("Who knew it when"))
        tabs.addTab(self.changes, t("Changes"))
        buttons, _ = dialog_buttons(self, t("Close"))
        layout = QVBoxLayout(self)
        layout.addWidget(tabs, 1)
        layout.addWidget(buttons)
        self._fill_said()
        key = detail.decision.line.id
        session.read(lambda run: reads.entries(run, limit=200, record_id=key), self._fill_done, owner=self)
        roomy(self, 760, 460)

    def _fill_said(self) -> None:
        t, short = self._ui.t, self._detail.crew.short
        kind = self._detail.decision.line.subject.kind
        for entry in sorted(self._detail.assessments, key=lambda item: (item.day, item.id), reverse=True):
            QTreeWidgetItem(
                self.said,
                [
                    t.date(entry.day),
                    short.get(entry.person_id, ""),
                    f"{int(entry.level)}  {t(words.LEVEL[kind][entry.level])}",
                    words.how(entry, short, t),
                    entry.evidence,
                ],
            )
        _fit(self.said)

    def _fill_done(self, entries: list[Entry]) -> None:
        t, short = self._ui.t, self._detail.crew.short
        for entry in entries:
            at = datetime.fromisoformat(entry.at).astimezone()
            QTreeWidgetItem(
                self.changes,
                [
                    f"{t.date(at.date())} {at.strftime('%H:%M')}",
                    short.get(entry.who_id or "", ""),
                    sentence(messages.label(entry.label, entry.values, t)),
                ],
            )
        _fit(self.changes)


def _table(heads: list[str], name: str) -> QTreeWidget:
    table = QTreeWidget()
    table.setAccessibleName(name)
    table.setHeaderLabels(heads)
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setAlternatingRowColors(True)
    return table


def _fit(table: QTreeWidget) -> None:
    for column in range(table.columnCount()):
        table.resizeColumnToContents(column)
