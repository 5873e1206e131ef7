"""The form of an entry of the register; used to add and to change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ctohandover import access_words, words
from ctohandover.domain.accesses import Access, BelongsTo, Grant, Means, Right, Sort, Tie
from ctohandover.domain.subjects import Criticality, Kind, Subject
from ctohandover.errors import Invalid
from ctohandover.ui.widgets.basics import dialog_buttons, label, named, number_box, roomy
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.dates import DateField
from ctohandover.ui.widgets.typing import TypingDialog
from ctohandover.words import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctohandover.domain.people import Person
    from ctohandover.services.facade import Services
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

MOST_NOTICE = 3_650
MOST_COST = 100_000_000


class TieFields(NamedTuple):
    whose: Choice
    detail: QLineEdit


class AccessDialog(TypingDialog):
    """Adds an entry (`known` None) or changes one. What is typed is kept when the entry cannot be."""

    added = Signal(str)
    """The id of an entry that is new."""

    def __init__(
        self,
        ui: Ui,
        session: Session,
        known: Access | None,
        people: Sequence[Person],
        areas: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__(ui, parent)
        self._session, self._known, self._people = session, known, people
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        access = known or Access(subject=Subject(id="", kind=Kind.ACCESS, title=""))
        self.setWindowTitle(access.subject.title if known else t("Add an access"))
        self._what(access, areas)
        self._who(access)
        self._terms(access)
        halves = QHBoxLayout()
        halves.setSpacing(24)
        halves.addLayout(self._left(known), 1)
        halves.addLayout(self._right(), 1)
        buttons, self.keep = dialog_buttons(self, t("Cancel"), t("Keep") if known else t("Add"))
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        layout.addLayout(halves)
        layout.addWidget(self._problem)
        layout.addStretch(1)
        layout.addWidget(buttons)
        roomy(self, 960, 540)
        self.name.setFocus()

    # --- the fields

    def _what(self, access: Access, areas: Sequence[str]) -> None:
        t, subject = self._ui.t, access.subject
        self.name = QLineEdit(subject.title)
        self.sort = Choice()
        for item in Sort:
            self.sort.addItem(sentence(t(access_words.SORT[item])), item)
        self.sort.setCurrentIndex(list(Sort).index(access.sort))
        self.criticality = Choice()
        for level in Criticality:
            self.criticality.addItem(sentence(t(words.CRITICALITY[level])), level)
        self.criticality.setCurrentIndex(list(Criticality).index(subject.criticality))
        self.criticality.currentIndexChanged.connect(lambda _: self._usual())
        self.needed = number_box(-1, 20)
        self.needed.setValue(-1 if subject.needed_set is None else subject.needed_set)
        self._usual()
        self.area = QComboBox()
        self.area.setEditable(True)
        self.area.addItems(sorted({area for area in areas if area}))
        self.area.setEditText(subject.area)
        self.address = QLineEdit(access.address)
        self.address.setPlaceholderText("https://")
        self.account = QLineEdit(access.account)
        self.account.setPlaceholderText(t("the name one signs in with; never a password"))
        self.supplier = QLineEdit(access.supplier)
        self.registered = QLineEdit(access.registered_to)
        self.registered.setPlaceholderText(t("the company, or a person’s name"))

    def _usual(self) -> None:
        chosen = list(Criticality)[self.criticality.currentIndex()]
        usual = Subject(id="", kind=Kind.ACCESS, title="", criticality=chosen).needed
        self.needed.setSpecialValueText(self._ui.t("{n} (usual)", n=usual))

    def _who(self, access: Access) -> None:
        t = self._ui.t
        self.admin = Choice()
        self.admin.addItem(t("nobody yet"), None)
        for person in self._people:
            self.admin.addItem(person.name, person.id)
        self.ties: dict[Means, TieFields] = {}
        for means in Means:
            whose, tie = Choice(), access.tie(means)
            whose.addItem(t("not told"), None)
            whose.addItem(t("the company’s"), (BelongsTo.COMPANY, None))
            whose.addItem(t("there is none"), (BelongsTo.NONE, None))
            for person in self._people:
                whose.addItem(person.name, (BelongsTo.PERSON, person.id))
            if tie is not None:
                data = [whose.itemData(n) for n in range(whose.count())]
                whose.setCurrentIndex(data.index((tie.belongs_to, tie.person_id)))
            name = t(access_words.MEANS[means])
            named(whose, name)
            detail = QLineEdit(tie.detail if tie else "")
            named(detail, t("{what}: {why}", what=name, why=t("which one")))
            detail.setPlaceholderText(t("which one"))
            self.ties[means] = TieFields(whose, detail)

    def _terms(self, access: Access) -> None:
        t = self._ui.t
        self.renews = DateField(t, t("Renews on"))
        self.renews.set_day(access.renews)
        self.notice = number_box(-1, MOST_NOTICE, t("not told"))
        self.notice.setValue(-1 if access.notice_days is None else access.notice_days)
        self.cost = number_box(-1, MOST_COST, t("not told"))
        self.cost.setGroupSeparatorShown(True)
        self.cost.setValue(-1 if access.cost is None else access.cost)
        self.place = QLineEdit(access.secret_place)
        self.place.setPlaceholderText(t("which vault, which entry; never the secret itself"))
        self.shared = QCheckBox(t("Several people know the secret"))
        self.shared.setChecked(access.shared)
        self.rotated = DateField(t, t("Secret last changed on"))
        self.rotated.set_day(access.rotated_on)
        self.notes = QPlainTextEdit(access.notes)
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 14)

    def _left(self, known: Access | None) -> QFormLayout:
        t, form = self._ui.t, QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("&Name"), self.name)
        form.addRow(t("&Kind"), self.sort)
        form.addRow(t("&How critical"), self.criticality)
        form.addRow(t("&People needed"), self.needed)
        form.addRow(t("&Area"), self.area)
        form.addRow(t("Addr&ess"), self.address)
        form.addRow(t("Acc&ount"), self.account)
        form.addRow(t("S&upplier"), self.supplier)
        form.addRow(t("&Registered to"), self.registered)
        if known is None:
            form.addRow(t("Ad&ministered by"), self.admin)
        form.addRow(t("No&tes"), self.notes)
        return form

    def _right(self) -> QVBoxLayout:
        t, grid = self._ui.t, QGridLayout()
        grid.setVerticalSpacing(6)
        for number, (means, fields) in enumerate(self.ties.items()):
            grid.addWidget(label(t(access_words.MEANS[means])), number, 0)
            grid.addWidget(fields.whose, number, 1)
            grid.addWidget(fields.detail, number, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("Rene&ws on"), self.renews)
        form.addRow(t("Notice, &days before"), self.notice)
        form.addRow(t("&Cost, € a year"), self.cost)
        form.addRow(t("Where the secret &is"), self.place)
        form.addRow("", self.shared)
        form.addRow(t("Secret last c&hanged on"), self.rotated)
        told = label(
            t("As long as one of these is an outsider’s, nobody inside holds the access: they could take it back."),
            name="muted",
            wrap=True,
        )
        column = QVBoxLayout()
        column.addWidget(label(t("What it hangs on"), bold=True))
        column.addLayout(grid)
        column.addWidget(told)
        column.addSpacing(8)
        column.addLayout(form)
        column.addStretch(1)
        return column

    # --- keeping

    def told(self) -> Access:
        """What the form says. Raises Invalid for a day that cannot be read."""
        base = self._known or Access(subject=Subject(id="", kind=Kind.ACCESS, title=""))
        subject = replace(
            base.subject,
            title=self.name.text(),
            area=self.area.currentText(),
            criticality=list(Criticality)[self.criticality.currentIndex()],
            needed_set=None if self.needed.value() < 0 else self.needed.value(),
        )
        admin = self.admin.currentData()
        ties = tuple(
            Tie(means=means, belongs_to=chosen[0], person_id=chosen[1], detail=fields.detail.text())
            for means, fields in self.ties.items()
            if (chosen := fields.whose.currentData()) is not None
        )
        return replace(
            base,
            subject=subject,
            sort=list(Sort)[self.sort.currentIndex()],
            address=self.address.text(),
            account=self.account.text(),
            supplier=self.supplier.text(),
            registered_to=self.registered.text(),
            secret_place=self.place.text(),
            renews=self.renews.day(),
            notice_days=None if self.notice.value() < 0 else self.notice.value(),
            cost=None if self.cost.value() < 0 else self.cost.value(),
            shared=self.shared.isChecked(),
            rotated_on=self.rotated.day(),
            notes=self.notes.toPlainText(),
            grants=(Grant(person_id=admin, rights=Right.ADMIN),) if admin else base.grants,
            ties=ties,
        )

    def _save(self) -> None:
        try:
            told = self.told()
        except Invalid as error:
            self.refuse(error)
            return
        known, today = self._known, self._ui.today()

        def save(services: Services) -> str:
            return services.accesses.save(known, told, today)

        self.hold(self.keep)
        self._session.write(save, self._saved, self.refuse, self)

    def _saved(self, key: str) -> None:
        if self._known is None:
            self.added.emit(key)
        self.accept()
