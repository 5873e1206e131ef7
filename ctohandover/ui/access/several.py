"""One thing said of many accesses at once, as after an import: how critical, who administers, what they hang on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from ctohandover import access_words, words
from ctohandover.domain.accesses import Access, BelongsTo, Grant, Means, Right, Tie
from ctohandover.domain.subjects import Criticality
from ctohandover.messages import error as error_text
from ctohandover.ui.widgets.basics import button, dialog_buttons, label, named, roomy
from ctohandover.ui.widgets.checklist import CheckList
from ctohandover.ui.widgets.chips import flow
from ctohandover.ui.widgets.choice import Choice
from ctohandover.words import sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ctohandover.domain.people import Person
    from ctohandover.errors import AppError
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class SeveralDialog(QDialog):
    """`shown` are the accesses to choose from, `ticked` the ids of those that are chosen to begin with."""

    def __init__(
        self,
        ui: Ui,
        session: Session,
        shown: Sequence[Access],
        ticked: Collection[str],
        people: Sequence[Person],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._ui, self._session = ui, session
        self._shown = {access.subject.id: access for access in shown}
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Set for several accesses"))
        self.accesses = CheckList(t, t("Accesses"), search=True)
        self.accesses.fill(((key, one.subject.title) for key, one in self._shown.items()), ticked)
        self.accesses.changed.connect(self._name_keep)
        self.criticality = self._choice(t("How critical"))
        for level in Criticality:
            self.criticality.addItem(sentence(t(words.CRITICALITY[level])), level)
        self.admin = self._choice(t("Administered by"))
        for person in people:
            self.admin.addItem(person.name, person.id)
        self.whose: dict[Means, Choice] = {}
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("How &critical"), self.criticality)
        form.addRow(t("Ad&ministered by"), self.admin)
        for means in Means:
            made = self.whose[means] = self._choice(t(access_words.MEANS[means]))
            made.addItem(t("the company’s"), (BelongsTo.COMPANY, None))
            made.addItem(t("there is none"), (BelongsTo.NONE, None))
            for person in people:
                made.addItem(person.name, (BelongsTo.PERSON, person.id))
            form.addRow(t(access_words.MEANS[means]), made)
        self._problem = label(name="bad", wrap=True)
        self._problem.hide()
        buttons, keep = dialog_buttons(self, t("Cancel"), t("Set"))
        assert keep is not None
        self.keep = keep
        buttons.accepted.connect(self._save)
        right = QVBoxLayout()
        right.addLayout(form)
        right.addWidget(label(t("Who has a right already keeps it."), name="muted", wrap=True))
        right.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.accesses, 1)
        self.all = button(t("Tick all"), lambda: self.accesses.tick_shown(True), name="link")
        self.none = button(t("Tick none"), lambda: self.accesses.tick_shown(False), name="link")
        left.addWidget(flow(self.all, self.none))
        halves.addLayout(left, 1)
        halves.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(halves, 1)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        roomy(self, 820, 480)
        self._name_keep()

    def _choice(self, name: str) -> Choice:
        made = Choice()
        made.addItem(self._ui.t("leave as it is"), None)
        named(made, name)
        made.currentIndexChanged.connect(lambda _: self._name_keep())
        return made

    def _name_keep(self) -> None:
        n = len(self.accesses.ticked())
        self.keep.setText(self._ui.t.plural("Set for {n} access", "Set for {n} accesses", n))
        said = [self.criticality, self.admin, *self.whose.values()]
        self.keep.setEnabled(n > 0 and any(choice.currentData() is not None for choice in said))

    def _after(self, access: Access) -> Access:
        fields: dict[str, Any] = {}
        if self.criticality.currentData() is not None:
            level = Criticality(self.criticality.currentData())
            fields["subject"] = replace(access.subject, criticality=level)
        admin = self.admin.currentData()
        if admin is not None:
            fields["grants"] = _with_admin(access, admin)
        ties = {tie.means: tie for tie in access.ties}
        for means, choice in self.whose.items():
            chosen, had = choice.currentData(), ties.get(means)
            if chosen is not None and (had is None or (had.belongs_to, had.person_id) != chosen):
                ties[means] = Tie(means=means, belongs_to=chosen[0], person_id=chosen[1])
        return replace(access, ties=tuple(ties[means] for means in Means if means in ties), **fields)

    def _save(self) -> None:
        if not self.keep.isEnabled():
            return
        today = self._ui.today()
        pairs = [(self._shown[key], self._after(self._shown[key])) for key in self.accesses.ticked()]
        self.keep.setEnabled(False)
        self._session.write(
            lambda services: services.accesses.change_many(pairs, today), lambda _: self.accept(), self._refuse, self
        )

    def _refuse(self, error: AppError) -> None:
        self.keep.setEnabled(True)
        self._problem.setText(error_text(error, self._ui.t))
        self._problem.show()


def _with_admin(access: Access, person_id: str) -> tuple[Grant, ...]:
    """The rights with this person administering: nobody's greater right is made smaller."""
    had = next((grant for grant in access.grants if grant.person_id == person_id), None)
    if had is not None and had.rights is not Right.USER and had.revoked_on is None:
        return access.grants
    new = replace(had or Grant(person_id=person_id, rights=Right.ADMIN), rights=Right.ADMIN, revoked_on=None)
    return (*(grant for grant in access.grants if grant.person_id != person_id), new)
