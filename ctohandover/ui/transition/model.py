"""The checklist as a list: narrowed by phase and by what somebody has to do."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from ctohandover import transition_words, words
from ctohandover.domain.people import alphabetical
from ctohandover.domain.transition import Phase, State
from ctohandover.services.checklist import Checklist, ItemLine, evidence_text, is_mine
from ctohandover.ui.widgets.narrowed import NarrowedModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctohandover.domain.people import Person
    from ctohandover.ui.context import Ui


class Column(Enum):
    TITLE = 0
    OWNER = 1
    DUE = 2
    EVIDENCE = 3
    STATE = 4


class Filter(Enum):
    ALL = auto()
    CHOSEN = auto()
    """The rows behind a figure of another page, by their ids; a chip of its own while it is on."""
    MINE = auto()
    OVERDUE = auto()
    TO_SIGN = auto()
    BLOCKERS = auto()
    """Blocking items that are open."""
    OPEN = auto()


class ItemModel(NarrowedModel["ItemLine"]):
    def __init__(self, ui: Ui) -> None:
        t = ui.t
        heads = {
            Column.TITLE: t("Item"),
            Column.OWNER: t("Owner"),
            Column.DUE: t("Due"),
            Column.EVIDENCE: t("Evidence"),
            Column.STATE: t("Sign-off"),
        }
        super().__init__(t, heads)
        self.found: Checklist | None = None
        self.phase: Phase | None = None
        self.filter = Filter.ALL
        self.me: Person | None = None

    # --- filling

    def fill(self, found: Checklist, me: Person | None, staying: str = "") -> None:
        self.let_stay(staying)
        self.found, self.me = found, me
        self.arrange()

    def narrow(self, *, phase: Phase | None, chosen: Filter, words: str = "") -> None:
        self.phase, self.filter, self.words = phase, chosen, words
        self.arrange(anew=True)

    def _everything(self) -> Sequence[ItemLine]:
        return self.found.lines if self.found else ()

    def _id(self, row: ItemLine) -> str:
        return row.item.id

    def _belongs(self, row: ItemLine) -> bool:
        return (self.phase is None or row.item.phase is self.phase) and self.matches(row, self.filter)

    def _searched(self, row: ItemLine) -> str:
        item = row.item
        return f"{item.code} {item.title} {item.area} {self.owner(row)}"

    def _sort_key(self, column: Column) -> Callable[[ItemLine], Any]:
        return _KEYS[column]

    def matches(self, line: ItemLine, chosen: Filter) -> bool:
        match chosen:
            case Filter.ALL:
                return True
            case Filter.CHOSEN:
                return line.item.id in self.chosen_ids
            case Filter.OPEN:
                return not line.done
            case Filter.MINE:
                return self.me is not None and is_mine(line, self.me)
            case Filter.OVERDUE:
                return line.overdue
            case Filter.TO_SIGN:
                return line.awaits_signature
            case Filter.BLOCKERS:
                return line.item.blocker and not line.done

    def count(self, chosen: Filter) -> int:
        return sum(1 for line in self._everything() if self.matches(line, chosen))

    # --- words

    def owner(self, line: ItemLine) -> str:
        item = line.item
        short = self.found.crew.short if self.found else {}
        if item.owner_id in short:
            return short[item.owner_id or ""]
        return self._t(words.ROLE[item.doer_role]) if item.doer_role else ""

    def evidence(self, line: ItemLine) -> str:
        """The latest evidence in a few words, and how many more there are."""
        if not line.evidence:
            return self._t("none yet")
        assert self.found is not None
        text = evidence_text(line.evidence[-1], self.found, self._t)
        more = len(line.evidence) - 1
        return f"{text} (+{more})" if more else text

    def state(self, line: ItemLine) -> tuple[str, str]:
        """(words, tone) of where an item stands."""
        t, found = self._t, self.found
        assert found is not None
        if line.state is State.VERIFIED and line.signed is not None:
            return t("signed by {name}", name=found.crew.short.get(line.signed.person_id, "")), "good"
        if line.state is State.NOT_APPLICABLE:
            return t(transition_words.STATE[State.NOT_APPLICABLE]), "plain"
        if line.held_up_by:
            n = len(line.held_up_by)
            return t.plural("waits for {n} item", "waits for {n} items", n), "bad" if line.overdue else "plain"
        if line.overdue:
            return t("overdue"), "bad"
        if line.state is State.STALE:
            return t("sign again"), "care"
        if line.awaits_signature:
            names = [found.crew.short[person.id] for person in line.may_sign]
            return (t("waits for {name}", name=names[0]) if len(names) == 1 else t("to be signed")), "care"
        return t(transition_words.STATE[line.state]), "accent" if line.state is State.DOING else "plain"

    def _text(self, line: ItemLine, column: Column) -> str:
        match column:
            case Column.TITLE:
                return f"{line.item.code}  {line.item.title}" if line.item.code else line.item.title
            case Column.OWNER:
                return self.owner(line)
            case Column.DUE:
                return self._t.date(line.due) if line.due else ""
            case Column.EVIDENCE:
                return self.evidence(line)
            case Column.STATE:
                return self.state(line)[0]

    def _tone(self, line: ItemLine, column: Column) -> str:
        if column is Column.STATE:
            return self.state(line)[1]
        return "bad" if column is Column.DUE and line.overdue else ""

    def _read_out(self, line: ItemLine, column: Column) -> str:
        text = self._text(line, column)
        return f"{text}, {self._t('blocking')}" if column is Column.TITLE and line.item.blocker else text

    def _tip(self, line: ItemLine, column: Column) -> str:
        if column is Column.TITLE:
            return "\n".join(part for part in (self._text(line, column), line.item.help) if part)
        return self._text(line, column)


_KEYS: dict[Column, Callable[[ItemLine], Any]] = {
    Column.TITLE: lambda line: alphabetical(line.item.title),
    Column.OWNER: lambda line: line.item.owner_id or "",
    Column.DUE: lambda line: line.due or date.max,
    Column.EVIDENCE: lambda line: len(line.evidence),
    Column.STATE: lambda line: list(State).index(line.state),
}
