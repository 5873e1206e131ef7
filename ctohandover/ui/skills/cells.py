"""What is done to the cells of the matrix: levels by digit, by menu, by paste, and the whole assessment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from ctohandover.domain.levels import Level
from ctohandover.ui.skills.paste import parse_block

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from ctohandover.services.facade import Services
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session
    from ctohandover.ui.skills.asof import AsOf
    from ctohandover.ui.skills.model import MatrixModel
    from ctohandover.ui.widgets.matrix import Matrix


class Cells(QObject):
    """`session_asked` has subject ids, receiver ids and the giver's id (or None)."""

    session_asked = Signal(tuple, tuple, object)

    def __init__(self, ui: Ui, session: Session, matrix: Matrix, model: MatrixModel, as_of: AsOf) -> None:
        super().__init__(matrix)
        self._ui, self._session, self._matrix, self._model, self._as_of = ui, session, matrix, model, as_of
        matrix.digit_typed.connect(self.set_levels)
        matrix.opened.connect(self._assess_index)
        matrix.pasted.connect(self.paste)
        matrix.menu_asked.connect(self._offer)

    def _may_write(self) -> bool:
        return not self._session.read_only and self._as_of.is_today()

    def set_levels(self, level: int) -> None:
        """A digit on the chosen cells: one undo step."""
        self._assess_cells([(row, column, Level(level)) for row, column in self._matrix.chosen()])

    def paste(self, text: str) -> None:
        """A block from a spreadsheet, from the cell under the cursor on. What does not fit, or is no level, is told."""
        block, origin, t = parse_block(text), self._matrix.currentIndex(), self._ui.t
        if not origin.isValid():
            return
        inside, outside = [], 0
        for row, column, level in block.cells:
            at = (origin.row() + row, origin.column() + column)
            if at[0] < self._model.rowCount() and at[1] < self._model.columnCount():
                inside.append((*at, level))
            else:
                outside += 1
        remark = ""
        if block.left_out:
            row, column, word = block.left_out[0]
            text = t("“{word}” in row {row}, column {column}", word=word, row=row + 1, column=column + 1)
            n = len(block.left_out)
            remark = t.plural("{n} cell is no level and was left out: {first}",
                              "{n} cells are no level and were left out, first {first}", n, first=text)  # fmt: skip
        elif outside:
            remark = t.plural("{n} cell did not fit the matrix", "{n} cells did not fit the matrix", outside)
        if inside:
            self._assess_cells(inside, remark)
        elif remark:
            self._ui.say(remark)

    def _assess_cells(self, cells: list[tuple[int, int, Level]], remark: str = "") -> None:
        """`remark` is said when the levels are stored."""
        if not cells or not self._may_write():
            if not self._as_of.is_today():
                self._ui.say(self._ui.t("This shows another day. Go back to today to set levels."))
            return
        day = self._ui.today()
        pairs = [(self._model.person(row).id, self._model.subject(column).id, level) for row, column, level in cells]

        def save(services: Services) -> None:
            from ctohandover.services.holding import NewAssessment

            new = [
                NewAssessment(person_id=person, subject_id=subject, level=level, day=day)
                for person, subject, level in pairs
            ]
            if len(new) == 1:
                services.holding.assess(new[0])
            else:
                services.holding.assess_many(new)

        own = next((pair for pair in pairs if pair[0] == self._session.actor_id), None)
        if own is not None and not remark and self._outweighed(own[0], own[1]):
            remark = self._ui.t("Kept as your own view. What another person said of you still counts before it.")
        self._session.write(save, lambda _: self._ui.say(remark) if remark else None)

    def _outweighed(self, person_id: str, subject_id: str) -> bool:
        """Whether somebody else's word on a person counts, so that their own is kept beside it only."""
        shown = self._model.grid
        if shown is None:
            return False
        standing = shown.standings[subject_id]
        found = (
            item for item in (*standing.inside, *standing.outside, *standing.others) if item.person_id == person_id
        )
        return any(not item.self_given for item in found)

    def _assess_index(self, index: QModelIndex) -> None:
        self.assess(self._model.subject(index.column()).id, self._model.person(index.row()).id)

    def assess(self, subject_id: str, person_id: str) -> None:
        from ctohandover.ui.subjects.assess import AssessDialog

        shown = self._model.grid
        if shown is None or not self._may_write():
            return
        skill = shown.skills.get(subject_id)
        own = skill.level_words if skill else ()
        AssessDialog(
            self._ui, self._session, shown.standings[subject_id], shown.crew, person_id, self._matrix, own
        ).open()

    def _offer(self, at: QPoint) -> None:
        """The menu of a cell."""
        index = self._matrix.indexAt(at)
        if not index.isValid() or self._session.read_only:
            return
        t, column = self._ui.t, index.column()
        menu = QMenu(self._matrix)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for level in Level:
            action = menu.addAction(f"{int(level)}   {self._model.level_words(column, level)}")
            action.triggered.connect(partial(self._set_one_or_chosen, index.row(), column, level))
        menu.addSeparator()
        menu.addAction(t("How it is known…")).triggered.connect(lambda: self._assess_index(index))
        subject, person = self._model.subject(column), self._model.person(index.row())
        receivers = (person.id,) if person.internal else ()
        menu.addAction(t("Session…")).triggered.connect(
            lambda: self.session_asked.emit((subject.id,), receivers, None if person.internal else person.id)
        )
        menu.popup(self._matrix.viewport().mapToGlobal(at))

    def _set_one_or_chosen(self, row: int, column: int, level: Level, _: bool = False) -> None:
        chosen = self._matrix.chosen()
        cells = chosen if (row, column) in chosen else [(row, column)]
        self._assess_cells([(*cell, level) for cell in cells])
