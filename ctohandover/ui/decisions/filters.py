"""The filters above the list, with their counts. One that would show nothing is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.ui.decisions.narrowing import ON_DEMAND, Filter
from ctohandover.ui.widgets.chips import Chips

if TYPE_CHECKING:
    from ctohandover.i18n import Translator
    from ctohandover.ui.decisions.model import DecisionModel


class FilterChips(Chips):
    def __init__(self, t: Translator, model: DecisionModel) -> None:
        super().__init__(t("Filters"))
        self._t = t
        self._model = model
        for chosen in Filter:
            self.add(chosen, "")
        self.select(Filter.ALL)
        self.refresh()

    def refresh(self) -> None:
        counts = self._model.counts()
        for chosen in Filter:
            count = counts.get(chosen, 0)
            text = f"{self._name(chosen)} {self._t.number(count)}"
            self.set_text(chosen, text, visible=chosen is Filter.ALL or (count > 0 and chosen not in ON_DEMAND))

    def _name(self, chosen: Filter) -> str:
        t = self._t
        match chosen:
            case Filter.ALL:
                return t("All")
            case Filter.STANDING:
                return t("Standing")
            case Filter.OUTSIDER_ONLY:
                name = self._model.lone_outsider()
                return t("{name} only", name=name) if name else t("Outsiders only")
            case Filter.UNHELD:
                return t("Nobody")
            case Filter.SHORT:
                return t("Too few inside")
            case Filter.UNKNOWN:
                return t("Not known")
            case Filter.HELD:
                return t("As many as needed")
            case Filter.CLAIMED:
                return t("Said, not shown")
            case Filter.REVIEW_DUE:
                return t("Review due")
            case Filter.EDITED:
                return t("Edited here")
            case Filter.LOST:
                return t("Nobody inside")
            case Filter.UNSTATED:
                return t("No status")
            case Filter.CHOSEN:
                return t("From the overview")
