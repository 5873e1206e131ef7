"""Why there is no plan, and what makes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover import plan_words
from ctohandover.services.planning import NoPlan
from ctohandover.ui.widgets.basics import button
from ctohandover.ui.widgets.empty import Empty

if TYPE_CHECKING:
    from ctohandover.ui.context import Ui


class NothingPlanned(Empty):
    def __init__(self, ui: Ui) -> None:
        t, go = ui.t, ui.go
        self._ui = ui
        self.people = button(t("Go to the people"), lambda: go("people"), name="primary")
        self.day = button(t("Set the last day…"), lambda: go("preferences", {"field": "last_day"}), name="primary")
        self.dependencies = button(t("Go to the dependencies"), lambda: go("dependencies"))
        super().__init__("", "", self.people, self.day, self.dependencies)

    def show_reason(self, why: NoPlan) -> None:
        heading, text = plan_words.NO_PLAN[why]
        self.title.setText(self._ui.t(heading))
        self.text.setText(self._ui.t(text))
        self.people.setVisible(why is NoPlan.NOBODY_LEAVES)
        self.day.setVisible(why in (NoPlan.NO_DAY, NoPlan.PAST))
