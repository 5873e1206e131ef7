"""The list of everything that can be held."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from ctohandover import words
from ctohandover.domain.holders import SITUATION_ORDER, Situation, Standing, lone_outsider, order
from ctohandover.domain.people import alphabetical
from ctohandover.domain.subjects import Kind
from ctohandover.ui.decisions.model import SITUATION_TONE
from ctohandover.ui.overview.parts import CRITICALITY_TONE
from ctohandover.ui.widgets.narrowed import NarrowedModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctohandover.services.dependencies import Dependencies, Dependency
    from ctohandover.ui.context import Ui


class Column(Enum):
    TITLE = 0
    KIND = 1
    CRITICALITY = 2
    HELD_BY = 3
    NOW = 4
    AFTER = 5


class Filter(Enum):
    ALL = auto()
    LOST = auto()
    """What the chosen people would take with them."""
    OUTSIDER_ONLY = auto()
    UNHELD = auto()
    SHORT = auto()
    UNKNOWN = auto()
    HELD = auto()
    CLAIMED = auto()
    REVIEW_DUE = auto()
    NOBODY_INSIDE = auto()
    """Outsider-only or unheld. A chip of its own only while another page asked for it."""
    CHOSEN = auto()
    """The rows behind a figure of another page, by their ids; a chip of its own while it is on."""


def matches(row: Dependency, chosen: Filter, ids: frozenset[str] = frozenset()) -> bool:
    match chosen:
        case Filter.ALL:
            return True
        case Filter.LOST:
            return row.lost
        case Filter.CHOSEN:
            return row.now.subject.id in ids
        case Filter.CLAIMED:
            return row.now.situation is Situation.HELD and not row.now.proven
        case Filter.REVIEW_DUE:
            return row.now.review_due
        case Filter.NOBODY_INSIDE:
            return row.now.situation in (Situation.OUTSIDER_ONLY, Situation.UNHELD)
    return row.now.situation is Situation[chosen.name]


class DependencyModel(NarrowedModel["Dependency"]):
    def __init__(self, ui: Ui) -> None:
        t = ui.t
        heads = {
            Column.TITLE: t("Item"),
            Column.KIND: t("Kind"),
            Column.CRITICALITY: t("How critical"),
            Column.HELD_BY: t("Held by"),
            Column.NOW: t("Today"),
            Column.AFTER: t("If they left"),
        }
        super().__init__(t, heads)
        self.found: Dependencies | None = None
        self.filter = Filter.ALL
        self.kind: Kind | None = None

    def fill(self, found: Dependencies, staying: str = "") -> None:
        self.let_stay(staying)
        self.found = found
        self.arrange()

    def narrow(self, *, chosen: Filter, kind: Kind | None, words: str) -> None:
        self.filter, self.kind, self.words = chosen, kind, words
        self.arrange(anew=True)

    def _everything(self) -> Sequence[Dependency]:
        return self.found.rows if self.found else ()

    def _id(self, row: Dependency) -> str:
        return row.now.subject.id

    def _belongs(self, row: Dependency) -> bool:
        fits = self.kind is None or row.now.subject.kind is self.kind
        return fits and matches(row, self.filter, self.chosen_ids)

    def _searched(self, row: Dependency) -> str:
        return f"{row.now.subject.title} {row.now.subject.area} {self.holders(row.now)}"

    def _sort_key(self, column: Column) -> Callable[[Dependency], Any]:
        return _KEYS[column]

    def _of_kind(self, kind: Kind | None) -> list[Dependency]:
        return [row for row in self._everything() if kind is None or row.now.subject.kind is kind]

    def count(self, chosen: Filter, kind: Kind | None = None) -> int:
        """How many a filter would show, of the kind that is on."""
        return sum(1 for row in self._of_kind(kind) if matches(row, chosen, self.chosen_ids))

    def of_kind(self, kind: Kind) -> int:
        return len(self._of_kind(kind))

    def lone_outsider(self) -> str:
        """The short name of the one outsider who alone holds all that outsiders hold, or ""."""
        short = self.found.crew.short if self.found else {}
        return short.get(lone_outsider(row.now for row in self._everything()), "")

    def holders(self, standing: Standing) -> str:
        short = self.found.crew.short if self.found else {}
        return ", ".join(short[holding.person_id] for holding in (*standing.inside, *standing.outside))

    def _text(self, row: Dependency, column: Column) -> str:
        t, subject = self._t, row.now.subject
        short = self.found.crew.short if self.found else {}
        match column:
            case Column.TITLE:
                return subject.title
            case Column.KIND:
                return t(words.KIND[subject.kind])
            case Column.CRITICALITY:
                return t(words.CRITICALITY[subject.criticality])
            case Column.HELD_BY:
                return self.holders(row.now)
            case Column.NOW:
                return words.known_by(row.now, short, t)
            case Column.AFTER:
                return words.known_by(row.after, short, t) if self.found and self.found.leaving else ""

    def _tone(self, row: Dependency, column: Column) -> str:
        match column:
            case Column.CRITICALITY:
                return CRITICALITY_TONE[row.now.subject.criticality]
            case Column.NOW:
                return SITUATION_TONE[row.now.situation]
            case Column.AFTER if self.found and self.found.leaving:
                return SITUATION_TONE[row.after.situation] or "good"
        return ""

    def _tip(self, row: Dependency, column: Column) -> str:
        short = self.found.crew.short if self.found else {}
        if column is Column.NOW:
            return words.known_by_reason(row.now, short, self._t)
        if column is Column.AFTER and self.found and self.found.leaving:
            return words.known_by_reason(row.after, short, self._t)
        if column is Column.TITLE and row.now.subject.area:
            return f"{row.now.subject.title}\n{row.now.subject.area}"
        return self._text(row, column)


_KEYS: dict[Column, Callable[[Dependency], Any]] = {
    Column.TITLE: lambda row: alphabetical(row.now.subject.title),
    Column.KIND: lambda row: (list(Kind).index(row.now.subject.kind), *order(row.now)),
    Column.CRITICALITY: lambda row: order(row.now),
    Column.HELD_BY: lambda row: len(row.now.inside) + len(row.now.outside),
    Column.NOW: lambda row: (SITUATION_ORDER[row.now.situation], *order(row.now)),
    Column.AFTER: lambda row: (SITUATION_ORDER[row.after.situation], *order(row.after)),
}
