"""The list of the register of accesses."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from ctohandover import access_words, words
from ctohandover.domain.accesses import ADMINISTERS
from ctohandover.domain.holders import SITUATION_ORDER, Situation, lone_outsider, order
from ctohandover.domain.people import alphabetical
from ctohandover.ui.decisions.model import SITUATION_TONE
from ctohandover.ui.overview.parts import CRITICALITY_TONE
from ctohandover.ui.widgets.narrowed import NarrowedModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctohandover.services.register import Entry, Register
    from ctohandover.ui.context import Ui


class Column(Enum):
    TITLE = 0
    SORT = 1
    CRITICALITY = 2
    ADMINISTERED = 3
    HANGS_ON = 4
    DUE = 5
    NOW = 6


class Filter(Enum):
    ALL = auto()
    OUTSIDER_ONLY = auto()
    HANGS_ON = auto()
    """Hangs on a mail, a phone, a card or a second factor of an outsider's."""
    UNHELD = auto()
    SHORT = auto()
    HELD = auto()
    LEFT = auto()
    """What those who leave still have."""
    DUE = auto()
    DEBT = auto()
    """The secret waits in a keyring for the company's vault."""
    NOT_TOLD = auto()
    """Of which nobody said yet what it hangs on, or who administers it."""
    REVIEW_DUE = auto()
    CHOSEN = auto()
    """The rows behind a figure of another page, by their ids; a chip of its own while it is on."""


def matches(row: Entry, chosen: Filter, ids: frozenset[str] = frozenset()) -> bool:
    match chosen:
        case Filter.ALL:
            return True
        case Filter.HANGS_ON:
            return bool(row.hangs_on)
        case Filter.LEFT:
            return bool(row.left)
        case Filter.DUE:
            return row.due_soon
        case Filter.DEBT:
            return row.debt
        case Filter.NOT_TOLD:
            return bool(row.access.unknown_means) or not row.access.grants
        case Filter.REVIEW_DUE:
            return row.now.review_due
        case Filter.CHOSEN:
            return row.access.subject.id in ids
    return row.now.situation is Situation[chosen.name]


class RegisterModel(NarrowedModel["Entry"]):
    def __init__(self, ui: Ui) -> None:
        t = ui.t
        heads = {
            Column.TITLE: t("Access"),
            Column.SORT: t("Kind"),
            Column.CRITICALITY: t("How critical"),
            Column.ADMINISTERED: t("Administered by"),
            Column.HANGS_ON: t("Hangs on"),
            Column.DUE: t("Next due"),
            Column.NOW: t("Held inside"),
        }
        super().__init__(t, heads)
        self.found: Register | None = None
        self.filter = Filter.ALL
        self._short: dict[str, str] = {}

    def fill(self, found: Register, staying: str = "") -> None:
        self.let_stay(staying)
        self.found = found
        self._short = found.crew.short
        self.arrange()

    def narrow(self, *, chosen: Filter, words: str) -> None:
        self.filter, self.words = chosen, words
        self.arrange(anew=True)

    def _everything(self) -> Sequence[Entry]:
        return self.found.rows if self.found else ()

    def _id(self, row: Entry) -> str:
        return row.access.subject.id

    def _belongs(self, row: Entry) -> bool:
        return matches(row, self.filter, self.chosen_ids)

    def _sort_key(self, column: Column) -> Callable[[Entry], Any]:
        late = "9999"
        keys: dict[Column, Callable[[Entry], Any]] = {
            Column.TITLE: lambda row: alphabetical(row.access.subject.title),
            Column.CRITICALITY: lambda row: order(row.now),
            Column.DUE: lambda row: row.due.day.isoformat() if row.due else late,
            Column.NOW: lambda row: (SITUATION_ORDER[row.now.situation], *order(row.now)),
        }
        return keys.get(column) or (lambda row: alphabetical(self._text(row, column)))

    def _searched(self, row: Entry) -> str:
        access = row.access
        parts = (
            access.subject.title, access.subject.area, access.address, access.account, access.supplier,
            self._text(row, Column.SORT), self._text(row, Column.ADMINISTERED), self._text(row, Column.HANGS_ON),
        )  # fmt: skip
        return " ".join(parts)

    def count(self, chosen: Filter) -> int:
        return sum(1 for row in self._everything() if matches(row, chosen, self.chosen_ids))

    def lone_outsider(self) -> str:
        """The short name of the one outsider who alone holds all that outsiders hold, or ""."""
        return self._short.get(lone_outsider(row.now for row in self._everything()), "")

    def _text(self, row: Entry, column: Column) -> str:
        t, access = self._t, row.access
        match column:
            case Column.TITLE:
                return access.subject.title
            case Column.SORT:
                return t(access_words.SORT[access.sort])
            case Column.CRITICALITY:
                return t(words.CRITICALITY[access.subject.criticality])
            case Column.ADMINISTERED:
                today = self.found.as_of if self.found else None
                return ", ".join(
                    self._short[grant.person_id]
                    for grant in access.grants
                    if grant.rights in ADMINISTERS and today is not None and grant.lasts_on(today)
                )
            case Column.HANGS_ON:
                return access_words.hangs_on(access, self._short, t)
            case Column.DUE:
                return t.date(row.due.day) if row.due else ""
            case Column.NOW:
                return words.known_by(row.now, self._short, t)

    def _tone(self, row: Entry, column: Column) -> str:
        match column:
            case Column.CRITICALITY:
                return CRITICALITY_TONE[row.access.subject.criticality]
            case Column.NOW:
                return SITUATION_TONE[row.now.situation]
        return ""

    def _tip(self, row: Entry, column: Column) -> str:
        if column is Column.NOW:
            return words.known_by_reason(row.now, self._short, self._t)
        if column is Column.DUE and row.due is not None:
            return access_words.due(row.due, self._t)
        if column is Column.TITLE:
            return "\n".join(part for part in (row.access.subject.title, row.access.subject.area) if part)
        return self._text(row, column)
