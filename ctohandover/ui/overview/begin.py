"""The first steps in a new workspace: what to bring in, in which order, and where."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QGridLayout

from ctohandover.domain.subjects import Kind
from ctohandover.ui.widgets.basics import Card, button, column, label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QPushButton

    from ctohandover.services.checklist import Checklist
    from ctohandover.services.overview import Overview
    from ctohandover.ui.context import Ui


class Step(NamedTuple):
    mark: QLabel
    go: QPushButton


class FirstSteps(Card):
    """Each step says why, leads to its page and is ticked once it is done."""

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui.t("First steps"))
        self._ui, t = ui, ui.t
        self.steps: dict[str, Step] = {}
        self._done: dict[str, bool] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        for number, (page, title, why, to_do) in enumerate(
            (
                (
                    "people",
                    t("The people"),
                    t("The outgoing CTO, the relay on site, the founder, the team: who may know, and who leaves."),
                    t("Go to the people"),
                ),
                (
                    "preferences",
                    t("The days"),
                    t("The last day and the handover day: the days left and the due days follow from them."),
                    t("Set the days"),
                ),
                (
                    "decisions",
                    t("The decisions"),
                    t("Import the folder where your repository keeps them, or write down the first."),
                    t("Go to the decisions"),
                ),
                (
                    "skills",
                    t("The skills, the systems and the duties"),
                    t("Choose from the catalogue what the company has to be able to do without the outgoing CTO."),
                    t("Go to the skills"),
                ),
                (
                    "transition",
                    t("The checklist"),
                    t("66 items from a template, with due days and sign-offs: it proves that the handover was made."),
                    t("Go to the checklist"),
                ),
            )
        ):
            made = Step(label(str(number + 1), bold=True, size=1.3), button(to_do, partial(ui.go, page)))
            grid.addWidget(made.mark, number, 0)
            grid.addWidget(column(label(title, bold=True), label(why, name="muted", wrap=True), spacing=2), number, 1)
            grid.addWidget(made.go, number, 2)
            self.steps[page] = made
        self.body.addLayout(grid)
        self.fill = button(t("Fill from a repository or a folder…"), lambda: ui.actions["fill"].trigger())
        told = label(
            t("People, systems, accesses and decisions are proposed, each with its source; you take or leave each."),
            name="muted",
            wrap=True,
        )
        self.body.addSpacing(8)
        self.body.addWidget(column(row(self.fill, None), told, spacing=4))
        self.body.addStretch(1)

    @property
    def following(self) -> QPushButton:
        """The button of the first step that is not done, else of the last one."""
        return next(
            (step.go for page, step in self.steps.items() if not self._done.get(page)), self.steps["transition"].go
        )

    def show_found(self, found: Overview) -> None:
        there = set(found.kinds)
        self._done.update(
            people=bool(found.crew.everybody),
            preferences=found.workspace.counted_day is not None,
            decisions=Kind.DECISION in there,
            skills=bool(there - {Kind.DECISION}),
        )
        self._show()

    def show_checklist(self, found: Checklist) -> None:
        self._done["transition"] = bool(found.lines)
        self._show()

    def _show(self) -> None:
        """What is done is ticked; the first that is not stands out."""
        t, theme = self._ui.t, self._ui.theme
        following = next((page for page in self.steps if not self._done.get(page)), "")
        for number, (page, step) in enumerate(self.steps.items(), start=1):
            done = self._done.get(page, False)
            step.mark.setText("✓" if done else t.number(number))
            step.mark.setAccessibleName(t("done") if done else t("to do"))
            theme.name_anew(step.mark, "good" if done else "muted")
            theme.name_anew(step.go, "primary" if page == following else "")
