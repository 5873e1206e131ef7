"""The matrix of people and subjects: levels as numbers that say how a cell looks, and words for who asks in words."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ctohandover import words
from ctohandover.domain.holders import Situation
from ctohandover.domain.levels import HOLDS, Level
from ctohandover.domain.subjects import Kind
from ctohandover.ui.skills.arranged import CLAIMED, DASHED, GROWTH, UNKNOWN, Arranged
from ctohandover.ui.widgets.basics import plain_tip
from ctohandover.ui.widgets.matrix import Look, Total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctohandover.domain.holders import Holding, Standing
    from ctohandover.domain.people import Person
    from ctohandover.domain.subjects import Subject
    from ctohandover.services.grid import Grid
    from ctohandover.ui.context import Ui

Index = QModelIndex | QPersistentModelIndex


class Mode(Enum):
    LEVELS = auto()
    GROWTH = auto()


class MatrixModel(QAbstractTableModel):
    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        self._t = ui.t
        self.grid: Grid | None = None
        self.mode = Mode.LEVELS
        self._arranged = Arranged([], [], {})

    # --- filling

    def fill(self, grid: Grid, arranged: Arranged) -> None:
        self.beginResetModel()
        self.grid, self._arranged = grid, arranged
        self.endResetModel()

    def show_mode(self, mode: Mode) -> None:
        self.beginResetModel()
        self.mode = mode
        self.endResetModel()

    # --- what the view asks

    def codes(self, row: int) -> Sequence[int]:
        return (self._arranged.levels if self.mode is Mode.LEVELS else self._arranged.growth)[row]

    def look(self, code: int) -> Look:
        colours = self._ui.theme.colours
        if code >= GROWTH:
            change = code - GROWTH - 4
            if change == 0:
                return Look("=", colours.hover, colours.muted, bold=False)
            fore, back = colours.pair("good" if change > 0 else "bad")
            return Look(f"+{change}" if change > 0 else f"\N{MINUS SIGN}{-change}", back, fore)
        level = code & 7
        if level == UNKNOWN:
            return Look("·", colours.hover, colours.muted, bold=False)
        return Look(
            str(level),
            colours.levels[level],
            colours.digits[level],
            dashed=bool(code & DASHED),
            corner=bool(code & CLAIMED),
        )

    def band(self, column: int) -> str:
        subject = self.subject(column)
        if subject.kind is Kind.DECISION:
            return words.sentence(self._t(words.CRITICALITY[subject.criticality]))
        return subject.area

    def total(self, column: int) -> Total:
        standing = self.standing(column)
        inside, needed = len(standing.inside), standing.subject.needed
        tone = {Situation.HELD: "good", Situation.SHORT: "care", Situation.UNKNOWN: "plain"}.get(
            standing.situation, "bad"
        )
        return Total(f"{inside}/{needed}" if standing.known else f"?/{needed}", tone)

    def column_name(self, column: int) -> str:
        return self.subject(column).title

    def row_name(self, row: int) -> tuple[str, bool]:
        person = self.person(row)
        name = person.name if person.internal else self._t("{name} (external)", name=person.name)
        return name, not person.internal

    def subject(self, column: int) -> Subject:
        assert self.grid is not None
        return self.grid.subjects[column]

    def person(self, row: int) -> Person:
        assert self.grid is not None
        return self.grid.people[row]

    def standing(self, column: int) -> Standing:
        assert self.grid is not None
        return self.grid.standings[self.grid.subjects[column].id]

    def holding(self, row: int, column: int) -> Holding | None:
        return self._arranged.holdings.get((self.subject(column).id, self.person(row).id))

    def column_of(self, subject_id: str) -> int | None:
        subjects = self.grid.subjects if self.grid else ()
        return next((number for number, subject in enumerate(subjects) if subject.id == subject_id), None)

    def row_of(self, person_id: str) -> int | None:
        people = self.grid.people if self.grid else ()
        return next((number for number, person in enumerate(people) if person.id == person_id), None)

    # --- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() or self.grid is None else len(self.grid.people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() or self.grid is None else len(self.grid.subjects)

    def data(self, index: Index, role: int = 0) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            holding = self.holding(row, column)
            return "" if holding is None else str(int(holding.level))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.tip(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self.tip(row, column).split("\n"))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return self.column_name(section) if across else self.row_name(section)[0]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._column_tip(section) if across else self.row_name(section)[0])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self._column_tip(section).split("\n")) if across else self.row_name(section)[0]
        return None

    def tip(self, row: int, column: int) -> str:
        """Who, what, how well, since when and how it is known: a line each."""
        t, holding = self._t, self.holding(row, column)
        lines = [f"{self.subject(column).title} · {self.person(row).name}"]
        if holding is None:
            return "\n".join([*lines, t("not assessed")])
        lines.append(f"{int(holding.level)}: {self.level_words(column, holding.level)}")
        lines.append(t.date(holding.day))
        if holding.self_given:
            lines.append(t("says so themselves"))
        if holding.level >= HOLDS:
            lines.append(t("shown") if holding.proven else t("said, not shown yet"))
        if holding.review_due:
            lines.append(t("long ago: ask again"))
        if self.standing(column).situation is Situation.OUTSIDER_ONLY and holding.holds:
            lines.append(t("held outside only"))
        return "\n".join(lines)

    def level_words(self, column: int, level: Level) -> str:
        """A skill's own words for a level, else the usual ones of its kind."""
        assert self.grid is not None
        subject = self.subject(column)
        skill = self.grid.skills.get(subject.id)
        return (skill.words(level) if skill else "") or self._t(words.LEVEL[subject.kind][level])

    def _column_tip(self, column: int) -> str:
        assert self.grid is not None
        t, standing = self._t, self.standing(column)
        needed = t.plural("{n} person needed inside", "{n} people needed inside", standing.subject.needed)
        critical = t(words.CRITICALITY[standing.subject.criticality])
        lines = [standing.subject.title, f"{critical} · {needed}"]
        if standing.known:
            lines.append(t.plural("{n} autonomous inside", "{n} autonomous inside", len(standing.inside)))
        lines.append(words.known_by_reason(standing, self.grid.crew.short, t))
        return "\n".join(lines)
