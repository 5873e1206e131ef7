"""The plan as one list: what does not fit, then a block for each week, then what nobody can teach."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt

from ctohandover import plan_words, words
from ctohandover.domain.plan import Apart, Course, Lesson, PlanChoice, Week
from ctohandover.domain.sessions import Session
from ctohandover.ui.overview.parts import CRITICALITY_TONE
from ctohandover.ui.widgets.rows import Index, RowsModel

if TYPE_CHECKING:
    from ctohandover.domain.subjects import Subject
    from ctohandover.services.planning import Planned
    from ctohandover.ui.context import Ui

HEAD = Qt.ItemDataRole.UserRole + 1
"""The row as a Head, where it is one."""


class Column(IntEnum):
    TITLE = 0
    CRITICALITY = 1
    WHO = 2
    HOW = 3
    TIME = 4
    STATE = 5


class Block(StrEnum):
    """What of the plan is shown."""

    ALL = "all"
    UNFIT = "unfit"
    SESSIONS = "sessions"
    APART = "apart"


class Head(NamedTuple):
    """Begins a block; `below` is a second line, `week` the week that it is about."""

    key: str
    text: str
    below: str = ""
    week: Week | None = None


Row = Head | Course | Lesson | Session | Apart


def row_key(row: Row) -> tuple[object, ...]:
    """What tells a row from the others, from one reading to the next."""
    if isinstance(row, Head):
        return ("head", row.key)
    if isinstance(row, Session):
        return ("session", row.id)
    if isinstance(row, Lesson):
        return ("lesson", *row.key)
    if isinstance(row, Course):
        return ("course", row.subject.id, row.receiver_id)
    return ("apart", row.subject.id)


class PlanModel(RowsModel[Row]):
    def __init__(self, ui: Ui) -> None:
        t = ui.t
        heads = {
            Column.TITLE: t("Item"),
            Column.CRITICALITY: t("How critical"),
            Column.WHO: t("Who to whom"),
            Column.HOW: t("How"),
            Column.TIME: t("Length"),
            Column.STATE: t("State"),
        }
        super().__init__(t, heads)
        self.found: Planned | None = None
        self.block = Block.ALL
        self._short: dict[str, str] = {}
        self._courses: dict[tuple[str, str], Course] = {}

    def fill(self, found: Planned) -> None:
        self.beginResetModel()
        self.found, self._short = found, found.crew.short
        courses = found.plan.courses if found.plan else ()
        self._courses = {(one.subject.id, one.receiver_id): one for one in courses}
        self._rows = self._all_rows(found)
        self.endResetModel()

    def _all_rows(self, found: Planned) -> list[Row]:
        t, plan, rows, block = self._t, found.plan, list[Row](), self.block
        if plan is None:
            return rows
        if plan.unfit and block in (Block.ALL, Block.UNFIT):
            rows.append(Head("unfit", t("Does not fit"), t("Not passed on even if every session passes, vital first.")))
            rows += plan.unfit
        for week in plan.weeks if block in (Block.ALL, Block.SESSIONS) else ():
            below = plan_words.loads(week, self._short, t) or t("no session proposed")
            rows.append(Head(week.monday.isoformat(), plan_words.week(week, t), below, week))
            rows += [found.sessions[key] for key in week.planned]
            rows += week.lessons
        if plan.apart and block in (Block.ALL, Block.APART):
            rows.append(Head("apart", t("Not to be passed on by sessions"), t("Nobody can teach it, or learn it.")))
            rows += plan.apart
        return rows

    def narrow(self, block: Block) -> None:
        self.block = block
        if self.found is not None:
            self.fill(self.found)

    def row(self, number: int) -> Row:
        return self._rows[number]

    def heads(self) -> list[int]:
        return [number for number, row in enumerate(self._rows) if isinstance(row, Head)]

    def number_of(self, key: tuple[object, ...]) -> int | None:
        return next((number for number, row in enumerate(self._rows) if row_key(row) == key), None)

    def course(self, row: Row) -> Course | None:
        """What a proposal, or what does not fit, is a part of."""
        if isinstance(row, Course):
            return row
        return self._courses.get((row.subject.id, row.receiver_id)) if isinstance(row, Lesson) else None

    def week_of(self, number: int) -> Week | None:
        """The week of the block that a row is in."""
        for row in reversed(self._rows[: number + 1]):
            if isinstance(row, Head):
                return row.week
        return None

    # --- Qt's questions

    def data(self, index: Index, role: int = 0) -> Any:
        row = self._rows[index.row()]
        if role == HEAD:
            return row if isinstance(row, Head) else None
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, Head):
            return ". ".join(part for part in (row.text, row.below) if part)
        return super().data(index, role)

    def _tip(self, row: Row, column: Column) -> str:
        return f"{row.text}\n{row.below}" if isinstance(row, Head) else self._text(row, column)

    def about(self, row: Row) -> Subject | None:
        """The subject of a row; of a session the first one."""
        if isinstance(row, Session):
            found = self.found.subjects if self.found else {}
            return next((found[key] for key in row.subjects if key in found), None)
        return None if isinstance(row, Head) else row.subject

    def who(self, row: Row) -> str:
        short = self._short
        if isinstance(row, Lesson):
            return f"{short[row.giver_id]} → {short[row.receiver_id]}"
        if isinstance(row, Course):
            return f"{short[row.givers[0]]} → {short[row.receiver_id]}"
        if isinstance(row, Session):
            receivers = ", ".join(short.get(key, "") for key in row.receivers)
            return f"{short[row.giver_id]} → {receivers}" if row.giver_id in short else receivers
        return ""

    def _text(self, row: Row, column: Column) -> str:
        t = self._t
        if isinstance(row, Head):
            return row.text if column is Column.TITLE else ""
        subject = self.about(row)
        match column:
            case Column.TITLE:
                own = row.title if isinstance(row, Session) else ""
                return own or (subject.title if subject else t("Session"))
            case Column.CRITICALITY:
                return t(words.CRITICALITY[subject.criticality]) if subject else ""
            case Column.WHO:
                return self.who(row)
            case Column.HOW:
                return self._how(row)
            case Column.TIME:
                return self._time(row)
        return self._state(row)

    def _how(self, row: Row) -> str:
        t = self._t
        if isinstance(row, Course):
            return plan_words.reason(row, self._short, t)
        if isinstance(row, Apart):
            return plan_words.apart(row, t)
        assert isinstance(row, Lesson | Session)
        return plan_words.method(row.method, t)

    def _time(self, row: Row) -> str:
        t = self._t
        if isinstance(row, Course):
            return plan_words.hours(row.left_out, t)
        return t("{n} min", n=t.number(row.minutes)) if isinstance(row, Lesson | Session) else ""

    def _state(self, row: Row) -> str:
        t, course = self._t, self.course(row)
        if isinstance(row, Session):
            return t("planned")
        if course is not None and course.choice is not None and course.choice.choice is PlanChoice.PINNED:
            return t("pinned")
        return t("proposed") if isinstance(row, Lesson) else ""

    def _tone(self, row: Row, column: Column) -> str:
        subject = self.about(row)
        if column is Column.CRITICALITY and subject is not None:
            return CRITICALITY_TONE[subject.criticality]
        if column is Column.STATE:
            if isinstance(row, Session):
                return "good"
            return "accent" if self._state(row) == self._t("pinned") else "plain"
        if column is Column.TIME and isinstance(row, Course):
            return "bad"
        return ""
