"""Title, day and deciders of a decision: each changes just its line in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from ctohandover.errors import Invalid
from ctohandover.ui.widgets.basics import dialog_buttons, label, roomy
from ctohandover.ui.widgets.dates import DateField
from ctohandover.ui.widgets.typing import TypingDialog

if TYPE_CHECKING:
    from ctohandover.domain.decisions import Decision
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class FieldsDialog(TypingDialog):
    def __init__(self, ui: Ui, session: Session, decision: Decision, parent: QWidget) -> None:
        super().__init__(ui, parent)
        self._ui, self._session, self._decision = ui, session, decision
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Fields of the decision"))
        self.heading = QLineEdit(decision.line.title)
        self.day = DateField(t, t("Day"))
        self.day.set_day(decision.line.date)
        self.deciders = QLineEdit(", ".join(decision.line.deciders))
        self.deciders.setPlaceholderText(t("names, with commas between them"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("&Title"), self.heading)
        form.addRow(t("&Day"), self.day)
        form.addRow(t("De&ciders"), self.deciders)
        buttons, self.keep = dialog_buttons(self, t("Cancel"), t("Keep"))
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(
            label(t("Only these lines of the text are changed; everything else stays byte for byte."), name="muted",
                  wrap=True)
        )  # fmt: skip
        layout.addWidget(self._problem)
        layout.addStretch(1)
        layout.addWidget(buttons)
        roomy(self, 540, 260)
        self.heading.setFocus()

    def _save(self) -> None:
        try:
            day = self.day.day()
        except Invalid as error:
            self.refuse(error)
            return
        decision, title = self._decision, self.heading.text()
        deciders = tuple(name.strip() for name in self.deciders.text().split(",") if name.strip())
        self._session.write(
            lambda services: services.decisions.set_fields(decision, title=title, day=day, deciders=deciders),
            lambda _: self.accept(),
            self.refuse,
            self,
        )
