"""Signing an item, saying that it does not apply, or taking a sign-off back: a name, and words where needed."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ctohandover.domain.people import Role
from ctohandover.ui.widgets.basics import dialog_buttons, label, roomy
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.typing import TypingDialog

if TYPE_CHECKING:
    from ctohandover.services.checklist import Checklist, ItemLine
    from ctohandover.services.facade import Services
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class Deed(Enum):
    SIGN = auto()
    LEAVE_OUT = auto()
    WITHDRAW = auto()


class SignDialog(TypingDialog):
    """Who sits here is who signs. Somebody else's word can be entered with a note of how it was given; the item then
    says who entered it."""

    def __init__(self, ui: Ui, session: Session, line: ItemLine, found: Checklist, deed: Deed, parent: QWidget) -> None:
        super().__init__(ui, parent)
        self._ui, self._session, self._line, self._deed = ui, session, line, deed
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        titles = {
            Deed.SIGN: t("Sign “{title}”", title=line.item.title),
            Deed.LEAVE_OUT: t("“{title}” does not apply", title=line.item.title),
            Deed.WITHDRAW: t("Withdraw the sign-off of “{title}”", title=line.item.title),
        }
        self.setWindowTitle(titles[deed])
        self.person = Choice()
        self._fill_people(found)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 12)
        self.note.setAccessibleName(t("Reason") if deed is not Deed.SIGN else t("Note"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if deed is not Deed.WITHDRAW:
            form.addRow(t("&Who says so"), self.person)
        form.addRow(t("&Note") if deed is Deed.SIGN else t("&Reason"), self.note)
        verbs = {Deed.SIGN: t("Sign"), Deed.LEAVE_OUT: t("Does not apply"), Deed.WITHDRAW: t("Withdraw")}
        buttons, self.keep = dialog_buttons(self, t("Cancel"), verbs[deed])
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        layout.addWidget(label(line.item.title, bold=True, wrap=True))
        layout.addWidget(label(self._about(), name="muted", wrap=True))
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addStretch(1)
        layout.addWidget(buttons)
        roomy(self, 520, 300)

    def _fill_people(self, found: Checklist) -> None:
        """Who sits here first, then those whose word can be entered; chosen is the first who may."""
        here = found.crew.by_id.get(self._session.actor_id or "")
        may = list(self._line.may_sign)
        if self._deed is Deed.LEAVE_OUT:
            may = [person for person in found.crew.active_on(found.as_of) if person.role is Role.FOUNDER]
        people = [*([here] if here else []), *(person for person in may if person is not here)]
        for person in people:
            self.person.addItem(person.name, person.id)
        if here is not None and here not in may and may:
            self.person.setCurrentIndex(1)  # who sits here may not: the first who may

    def _about(self) -> str:
        t = self._ui.t
        if self._deed is Deed.SIGN:
            return t(
                "You have seen that it is done. Who did it, or gave its evidence, never signs. For somebody who does"
                " not sit here, note how they said so (a mail, a signed paper)."
            )
        if self._deed is Deed.LEAVE_OUT:
            return t("Only a founder says so, with a reason that whoever comes later will understand.")
        return t("The item is open again. What was signed stays in the history.")

    def _save(self) -> None:
        item_id, person, note, deed = self._line.item.id, self.person.currentData(), self.note.toPlainText(), self._deed

        def save(services: Services) -> None:
            if deed is Deed.SIGN:
                services.signing.sign(item_id, person_id=person, note=note)
            elif deed is Deed.LEAVE_OUT:
                services.signing.leave_out(item_id, note, person_id=person)
            else:
                services.signing.withdraw(item_id, note)

        self.hold(self.keep)
        self._session.write(save, lambda _: self.accept(), self.refuse, self)
