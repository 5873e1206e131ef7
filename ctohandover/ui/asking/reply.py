"""Taking a reply in: what it would bring first, then all of it as one step to undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from ctohandover import transition_words
from ctohandover.domain.replies import EvidenceAnswer, QuestionAnswer, SignAnswer, SubjectAnswer
from ctohandover.errors import AppError, FileProblem
from ctohandover.messages import error as error_text
from ctohandover.messages import refusal
from ctohandover.services.replying import Fate, Proposed, ReplyPlan, look
from ctohandover.ui import known
from ctohandover.ui.widgets.basics import dialog_buttons, label, plain_tip, roomy
from ctohandover.ui.widgets.table import RowDelegate, Table

if TYPE_CHECKING:
    from ctohandover.services.facade import Services
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
TONE = Qt.ItemDataRole.UserRole
SUFFIX = ".ctoreply"
_TONES = {Fate.NEW: "good", Fate.ALSO_HERE: "accent", Fate.KNOWN: "plain", Fate.GONE: "plain", Fate.REFUSED: "bad"}


def choose_reply(ui: Ui, session: Session, parent: QWidget) -> None:
    """Ask for a reply file, then show what it would bring."""
    t = ui.t
    start = str(known.folder(ui.settings, ui.paths))
    kinds = t("Replies ({pattern})", pattern=f"*{SUFFIX} *.json")
    name, _ = QFileDialog.getOpenFileName(parent, t("Take a reply in"), start, kinds)
    if name:
        open_reply(ui, session, Path(name), parent)


def open_reply(ui: Ui, session: Session, path: Path, parent: QWidget) -> None:
    """Show what a reply file would bring; what does not belong here is refused with a reason."""
    today = ui.today()

    def read(run: Run) -> ReplyPlan:
        from ctohandover.formats.files import read_regular
        from ctohandover.formats.reply.reading import SIZE_LIMIT

        try:
            data = read_regular(path.resolve(), SIZE_LIMIT)
        except FileProblem as problem:
            code = {"too-large": "too-big", "not-a-file": "not-regular"}.get(problem.code, problem.code)
            raise FileProblem(code, path=str(path), reason=str(problem.values.get("reason", ""))) from problem
        return look(run, data, today)

    session.read(read, lambda plan: ReplyDialog(ui, session, plan, parent).open(), ui.fail, parent)


class ReplyModel(QAbstractTableModel):
    def __init__(self, ui: Ui, plan: ReplyPlan) -> None:
        super().__init__()
        self._t, self._plan = ui.t, plan
        t = ui.t
        self._heads = (t("What it is about"), t("Answer"), t("What becomes of it"))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._plan.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        item = self._plan.rows[index.row()]
        text = self._text(item, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == TONE and index.column() == 2:
            return _TONES[item.fate]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._t("{what}: {why}", what=self._heads[index.column()], why=text)
        return None

    def _text(self, item: Proposed, column: int) -> str:
        if column == 0:
            return item.title or self._t("not here any more")
        return self._answer(item) if column == 1 else self._fate(item)

    def _answer(self, item: Proposed) -> str:
        t, answer = self._t, item.answer
        if isinstance(answer, SubjectAnswer):
            level = "" if answer.level is None else t("level {n}", n=int(answer.level))
            return " · ".join(part for part in (level, answer.comment, answer.evidence) if part)
        if isinstance(answer, EvidenceAnswer):
            return " · ".join(part for part in (answer.text, answer.link) if part)
        if isinstance(answer, SignAnswer):
            said = t("signs it") if answer.approved else t("not yet")
            return t("{what}: {why}", what=said, why=answer.reason) if answer.reason else said
        assert isinstance(answer, QuestionAnswer)
        return answer.text

    def _fate(self, item: Proposed) -> str:
        t = self._t
        if item.fate is Fate.REFUSED:
            return refusal(item.reason, t)
        return t(transition_words.FATE[item.fate])


class ReplyDialog(QDialog):
    def __init__(self, ui: Ui, session: Session, plan: ReplyPlan, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui, self._session, self._plan = ui, session, plan
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Reply of {name}", name=plan.person.name))
        made = plan.reply.made_at.astimezone()
        asked = t.date(plan.sheet.day)
        self.about = label(
            t(
                "Written on {day} at {time}, on the sheet of {asked}. It was not changed on the way. What is taken is"
                " marked as come by reply.",
                day=t.date(made.date()),
                time=made.strftime("%H:%M"),
                asked=asked,
            ),
            wrap=True,
        )
        self.model = ReplyModel(ui, plan)
        self.table = Table(t("Answers"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(ui.theme, tone_role=TONE, chips=(0, 2), wide=1))
        self.table.setSortingEnabled(False)
        self.table.stretch(1, {0: 30, 2: 34}, least=20)
        self._problem = label(name="bad", wrap=True)
        self._problem.hide()
        n = plan.fresh
        take = t.plural("Take {n} answer", "Take {n} answers", n)
        buttons, self.take = dialog_buttons(self, t("Cancel") if n else t("Close"), take if n else "")
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        layout.addWidget(self.about)
        if not n:
            layout.addWidget(label(t("There is nothing new in it."), name="care", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        roomy(self, 860, 480)

    def _save(self) -> None:
        plan, today = self._plan, self._ui.today()

        def save(services: Services) -> None:
            services.replying.take(plan, today)

        if self.take is not None:
            self.take.setEnabled(False)
        self._session.write(save, lambda _: self.accept(), self._refuse, self)

    def _refuse(self, error: AppError) -> None:
        if self.take is not None:
            self.take.setEnabled(True)
        self._problem.setText(error_text(error, self._ui.t))
        self._problem.show()
