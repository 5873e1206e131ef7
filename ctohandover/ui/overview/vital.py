"""The vital items by who is left to hold them, how that has moved, and the shares held inside by kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ctohandover import answer_words, words
from ctohandover.domain.answers import Grip, Leaving
from ctohandover.domain.subjects import Kind
from ctohandover.services.decided import DAYS
from ctohandover.ui.overview.parts import Figure
from ctohandover.ui.widgets.basics import Card, Link, button, label
from ctohandover.ui.widgets.growth import GrowthLine, Step
from ctohandover.ui.widgets.painting import ground
from ctohandover.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from ctohandover.i18n import Translator
    from ctohandover.services.answers import Answers, Share
    from ctohandover.ui.context import Ui

COUNTS = (
    ((Grip.LEAVERS_ONLY,), "bad"),
    ((Grip.NOBODY, Grip.SHORT), "care"),
    ((Grip.UNKNOWN,), "unknown"),
    ((Grip.CLAIMED, Grip.PROVEN), "good"),
)


class VitalCard(Card):
    """Made anew from what was read. Its figures open the rows that were counted."""

    def __init__(self, ui: Ui, found: Answers, leaving: Leaving) -> None:
        t = ui.t
        super().__init__(t.plural("{n} vital item", "{n} vital items", leaving.vital))
        self._ui = ui
        names = [found.crew.short[person.id] for person in found.leavers]
        self.figures: list[Figure] = []
        self.decided: Link | None = None
        line = QHBoxLayout()
        line.setSpacing(6)
        for grips, tone in COUNTS:
            ids = [one.subject.id for grip in grips for one in leaving.by_grip[grip]]
            figure = Figure(ui, tone)
            figure.show_count(t.number(len(ids)), _name(grips[0], names, leaving, t), quiet=not ids)
            figure.clicked.connect(partial(ui.go, "dependencies", {"subjects": ids}))
            self.figures.append(figure)
            line.addWidget(figure, 1)
        self.body.addLayout(line)
        if len(found.trend) > 1 and any(count for _, count in found.trend):
            self._show_trend(found, names)
        self._show_shares(found)
        self.body.addStretch(1)

    def _show_trend(self, found: Answers, names: list[str]) -> None:
        t, (first, before), (_, now) = self._ui.t, found.trend[0], found.trend[-1]
        self.trend = GrowthLine(self._ui)
        self.trend.show_steps([Step(day, count) for day, count in found.trend], found.as_of)
        who = t("{name} only", name=names[0]) if len(names) == 1 else t("leavers only")
        told = t(
            "{who}: {before} on {day}, {now} today. Levels and dates as of then, criticality as of today.",
            who=who, before=t.number(before), day=t.date(first), now=t.number(now),
        )  # fmt: skip
        self.body.addWidget(self.trend)
        self.body.addWidget(label(told, name="muted", wrap=True))

    def _show_shares(self, found: Answers) -> None:
        t, grid = self._ui.t, QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, one in enumerate(found.shares):
            held = one.held
            name = sentence(t.join([t(words.KIND_PLURAL[kind]) for kind in one.kinds]))
            opens = button(name, self._opens(one), name="link")
            opens.setAccessibleName(t("{what}: {why}", what=name, why=answer_words.held(held, t)))
            grid.addWidget(opens, row, 0)
            if held is not None:
                grid.addWidget(Bar(self._ui, *held), row, 1)
            grid.addWidget(label(answer_words.held(held, t), name="muted"), row, 2)
        self.body.addWidget(label(t("Held inside, by weight"), name="muted"))
        self.body.addLayout(grid)
        self._show_decided(found)

    def _show_decided(self, found: Answers) -> None:
        """Whether the company decides by itself yet."""
        t, lately = self._ui.t, found.decided
        if not lately.told:
            return
        told = t.plural(
            "{k} of {n} decision of the last {days} days taken without an outsider",
            "{k} of {n} decisions of the last {days} days taken without an outsider",
            lately.told,
            k=t.number(len(lately.without)),
            days=t.number(DAYS),
        )
        ids = (*lately.without, *lately.with_outsider)
        self.decided = Link(told, partial(self._ui.go, "decisions", {"decisions": ids}))
        self.body.addWidget(self.decided)

    def _opens(self, one: Share) -> Callable[[], object]:
        """Accesses have a page of their own."""
        if one.kinds == (Kind.ACCESS,):
            return partial(self._ui.go, "access", {"accesses": one.subjects} if one.subjects else None)
        return partial(self._ui.go, "dependencies", {"subjects": one.subjects})


def _name(grip: Grip, names: list[str], leaving: Leaving, t: Translator) -> str:
    match grip:
        case Grip.LEAVERS_ONLY:
            return t("with {name} only", name=names[0]) if len(names) == 1 else t("with leavers only")
        case Grip.NOBODY:
            return t("too few inside")
        case Grip.UNKNOWN:
            return t("not known yet")
    proven = leaving.count(Grip.PROVEN)
    return t("as needed, {n} shown", n=t.number(proven))


class Bar(QWidget):
    """A share from 0 to 1; what may be held besides, since it is not known, is paler."""

    def __init__(self, ui: Ui, low: float, high: float) -> None:
        super().__init__()
        self._ui, self._low, self._high = ui, low, high
        self.setFixedHeight(8)
        ui.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, 8)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours, painter, width = self._ui.theme.colours, QPainter(self), self.width()
        ground(painter, QRectF(0, 0, width, 8), colours.plain_back)
        ground(painter, QRectF(0, 0, width * self._high, 8), colours.field_line)
        ground(painter, QRectF(0, 0, width * self._low, 8), colours.accent)
