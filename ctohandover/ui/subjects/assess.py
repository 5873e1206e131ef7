"""How a level is known, since when, and by whom: the whole assessment, where a digit is not enough."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from ctohandover import words
from ctohandover.domain.assessments import Method, SessionMethod
from ctohandover.domain.levels import Level
from ctohandover.errors import Invalid
from ctohandover.ui.widgets.basics import label, roomy
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.dates import DateField
from ctohandover.ui.widgets.typing import TypingDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctohandover.domain.holders import Standing
    from ctohandover.services.facade import Services
    from ctohandover.services.views import Crew
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class AssessDialog(TypingDialog):
    """`level_words` are a skill's own words for the levels, "" where the usual ones serve."""

    def __init__(
        self,
        ui: Ui,
        session: Session,
        standing: Standing,
        crew: Crew,
        person_id: str,
        parent: QWidget,
        level_words: Sequence[str] = (),
    ) -> None:
        super().__init__(ui, parent)
        self._ui, self._session = ui, session
        self._person_id, self._subject = person_id, standing.subject
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        person = crew.by_id[person_id]
        self.setWindowTitle(t("How well does {name} know it?", name=person.name))
        self.level = Choice()
        for level in Level:
            own = level_words[int(level)] if level_words else ""
            self.level.addItem(f"{int(level)}   {own or t(words.LEVEL[self._subject.kind][level])}", level)
        current = standing.level_of(person_id)
        self.level.setCurrentIndex(int(current) if current is not None else 0)
        self.day = DateField(t, t("Day"))
        self.day.set_day(ui.today())
        self.how = Choice()
        for method in (Method.LEAD, Method.SELF, Method.PEER, Method.DRILL):
            self.how.addItem(words.sentence(t(words.METHOD[method])), (method, None))
        for session_method in SessionMethod:
            text = t("In a session: {how}", how=t(words.SESSION_METHOD[session_method]))
            self.how.addItem(text, (Method.SESSION, session_method))
        self.by = Choice()
        for other in crew.everybody:
            self.by.addItem(other.name, other.id)
        here = self.by.findData(session.actor_id)
        self.by.setCurrentIndex(here)
        self.evidence = QLineEdit()
        self.evidence.setPlaceholderText(t("what shows it: a note, a link"))
        self._lay_out(person.name)
        roomy(self, 520, 330)

    def _lay_out(self, name: str) -> None:
        t = self._ui.t
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("&Level"), self.level)
        form.addRow(t("&Day"), self.day)
        form.addRow(t("&How it is known"), self.how)
        form.addRow(t("&Said by"), self.by)
        form.addRow(t("&Evidence"), self.evidence)
        buttons = QDialogButtonBox()
        self.keep = buttons.addButton(t("Keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setObjectName("primary")
        buttons.addButton(t("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(label(self._subject.title, bold=True, wrap=True))
        layout.addWidget(
            label(
                t(
                    "Level 3 counts as shown when somebody else saw it in a drill, done alone, or explained back."
                    " Assessments serve continuity and training, not pay; older ones stay in the history."
                ),
                name="muted",
                wrap=True,
            )
        )
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addStretch(1)
        layout.addWidget(buttons)

    def _save(self) -> None:
        try:
            day = self.day.day() or date.today()
        except Invalid as error:
            self.refuse(error)
            return
        method, session_method = self.how.currentData()
        level, by, evidence = Level(self.level.currentIndex()), self.by.currentData(), self.evidence.text()
        person, subject = self._person_id, self._subject.id

        def save(services: Services) -> None:
            from ctohandover.services.holding import NewAssessment

            services.holding.assess(
                NewAssessment(
                    person_id=person,
                    subject_id=subject,
                    level=level,
                    day=day,
                    method=method,
                    session_method=session_method,
                    assessor_id=by,
                    evidence=evidence,
                )
            )

        self._session.write(save, lambda _: self.accept(), self.refuse, self)
