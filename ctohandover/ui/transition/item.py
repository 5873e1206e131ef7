"""The form of one checklist item; used to add one's own and to change any."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ctohandover import words
from ctohandover.domain.people import Role
from ctohandover.domain.transition import PHASE_OFFSET, Item, Phase
from ctohandover.errors import Invalid
from ctohandover.ui.transition.phases import phase_name
from ctohandover.ui.widgets.basics import dialog_buttons, label, roomy
from ctohandover.ui.widgets.checklist import CheckList
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.dates import DateField
from ctohandover.ui.widgets.typing import TypingDialog
from ctohandover.words import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctohandover.domain.subjects import Subject
    from ctohandover.services.checklist import Checklist, ItemLine
    from ctohandover.services.facade import Services
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


_ROLES: tuple[Role | None, ...] = (None, *Role)


class ItemDialog(TypingDialog):
    """`line` is the item to change, or None to add one. All it changes is one undo step a service call."""

    def __init__(
        self,
        ui: Ui,
        session: Session,
        line: ItemLine | None,
        found: Checklist,
        subjects: Sequence[Subject],
        parent: QWidget,
    ) -> None:
        super().__init__(ui, parent)
        self._ui, self._session, self._line, self._found = ui, session, line, found
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        item = line.item if line else Item(id="", title="", phase=Phase.MAP, signer_role=Role.FOUNDER)
        self._item = item
        self.setWindowTitle(item.title if line else t("Add an item"))
        self.name = QLineEdit(item.title)
        self.phase = Choice()
        for phase in Phase:
            self.phase.addItem(phase_name(phase, t), phase)
        self.phase.setCurrentIndex(list(Phase).index(item.phase))
        self.area = QComboBox()
        self.area.setEditable(True)
        self.area.addItems(sorted({entry.item.area for entry in found.lines if entry.item.area}))
        self.area.setEditText(item.area)
        self.blocker = QCheckBox(t("Blocking: nobody leaves while it is open"))
        self.blocker.setChecked(item.blocker)
        self.due = DateField(t, t("Due day"))
        self.due.set_day(item.due_set)
        self._people = found.crew.active_on(found.as_of)
        self.owner = self._person(item.owner_id, item.doer_role)
        self.signer = self._person(item.signer_id, item.signer_role)
        self.help = QPlainTextEdit(item.help)
        self.help.setTabChangesFocus(True)
        self.hint = QLineEdit(item.hint)
        self.waits = CheckList(t, t("Waits for"), search=True)
        others = [entry.item for entry in found.lines if entry.item.id != item.id]
        waiting = [other.id for other in line.waits_for] if line else []
        self.waits.fill([(other.id, f"{other.code}  {other.title}".strip()) for other in others], waiting)
        self.about = CheckList(t, t("Is about"), search=True)
        self.about.fill(
            [(subject.id, f"{subject.title}  ({t(words.KIND[subject.kind])})") for subject in subjects],
            line.subjects if line else (),
        )
        self._waiting, self._about = set(waiting), set(line.subjects if line else ())
        self._lay_out()
        roomy(self, 640, 560)
        self.name.setFocus()

    def _person(self, chosen: str | None, role: Role | None) -> Choice:
        """A person, or a role: whoever has it."""
        t, made = self._ui.t, Choice()
        for item in _ROLES:
            made.addItem(t("nobody named") if item is None else sentence(t(words.ROLE[item])))
        for person in self._people:
            made.addItem(person.name)
        ids = [person.id for person in self._people]
        made.setCurrentIndex(len(_ROLES) + ids.index(chosen) if chosen in ids else _ROLES.index(role))
        return made

    def _chosen(self, choice: Choice, before: Role | None) -> tuple[str | None, Role | None]:
        """(the person's id, the role) that a choice says; a person keeps the role that stands behind them."""
        at = choice.currentIndex()
        if at < len(_ROLES):
            return None, _ROLES[at]
        return self._people[at - len(_ROLES)].id, before

    def _lay_out(self) -> None:
        t = self._ui.t
        first = QWidget()
        form = QFormLayout(first)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("&Title"), self.name)
        form.addRow(t("&Phase"), self.phase)
        form.addRow(t("&Area"), self.area)
        form.addRow("", self.blocker)
        form.addRow(t("&Due"), self.due)
        form.addRow(
            "", label(t("Left empty, it follows the handover day by its phase."), name="muted", wrap=True, size=0.95)
        )
        form.addRow(t("D&one by"), self.owner)
        form.addRow(t("&Signed by"), self.signer)
        form.addRow(t("&Good evidence"), self.hint)
        form.addRow(t("&How to"), self.help)
        tabs = QTabWidget()
        tabs.addTab(first, t("Item"))
        tabs.addTab(self.waits, t("Waits for"))
        tabs.addTab(self.about, t("Is about"))
        buttons, self.keep = dialog_buttons(self, t("Cancel"), t("Keep") if self._line else t("Add"))
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        layout.addWidget(tabs, 1)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)

    def _form(self) -> Item:
        """Raises Invalid for a day that is none."""
        item, phase = self._item, list(Phase)[self.phase.currentIndex()]
        owner_id, doer_role = self._chosen(self.owner, item.doer_role)
        signer_id, signer_role = self._chosen(self.signer, item.signer_role)
        moved = self._line is None or phase is not item.phase
        return replace(
            item,
            title=self.name.text(),
            phase=phase,
            area=self.area.currentText(),
            blocker=self.blocker.isChecked(),
            due_set=self.due.day(),
            offset_days=PHASE_OFFSET[phase] if moved else item.offset_days,
            owner_id=owner_id,
            doer_role=doer_role,
            signer_id=signer_id,
            signer_role=signer_role,
            hint=self.hint.text(),
            help=self.help.toPlainText(),
        )

    def _save(self) -> None:
        try:
            after = self._form()
        except Invalid as error:
            self.refuse(error)
            return
        before, today = (self._line.item if self._line else None), self._ui.today()
        waits, about = set(self.waits.ticked()), set(self.about.ticked())
        new_waits = waits if waits != self._waiting else None
        new_about = about if about != self._about else None
        self.hold(self.keep)

        def save(services: Services) -> None:
            services.transition.save(before, after, today, waits_for=new_waits, subjects=new_about)

        self._session.write(save, lambda _: self.accept(), self.refuse, self)
