"""The list of the last day: what somebody still holds, taken from them one by one, and the list on paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ctohandover import access_words, transition_words, words
from ctohandover.services.last_day import LastDay, last_day
from ctohandover.services.views import outsiders_first
from ctohandover.ui.widgets.basics import Choice, Link, button, clear, dialog_buttons, label, line, named, roomy, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ctohandover.domain.accesses import Access, Held, Means
    from ctohandover.domain.journal import Change
    from ctohandover.errors import AppError
    from ctohandover.services.checklist import ItemLine
    from ctohandover.services.facade import Services
    from ctohandover.services.register import Register
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class LeavingDialog(QDialog):
    def __init__(self, ui: Ui, session: Session, found: Register, parent: QWidget, person_id: str = "") -> None:
        super().__init__(parent)
        self._ui, self._session = ui, session
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("What somebody still holds"))
        self.found: LastDay | None = None
        self.person = Choice()
        first = [*found.leavers, *(one for one in outsiders_first(found.crew.everybody) if one not in found.leavers)]
        for person in first:
            self.person.addItem(person.name, person.id)
        self.person.setCurrentIndex(max(0, self.person.findData(person_id)))
        named(self.person, t("Who leaves"))
        self.person.currentIndexChanged.connect(lambda _: self._load())
        self.head = label(wrap=True, bold=True)
        inside = QWidget()
        self._rows = QGridLayout()
        self._rows.setColumnStretch(0, 2)
        self._rows.setColumnStretch(1, 3)
        self._rows.setHorizontalSpacing(16)
        self._rows.setVerticalSpacing(8)
        column = QVBoxLayout(inside)
        column.addLayout(self._rows)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self._foot = QVBoxLayout()
        self.paper = button(t("Print…"), self._print)
        buttons, _ = dialog_buttons(self, t("Close"))
        layout = QVBoxLayout(self)
        layout.addWidget(row(label(t("Who leaves")), self.person, None))
        layout.addWidget(self.head)
        layout.addWidget(area, 1)
        layout.addLayout(self._foot)
        layout.addWidget(row(self.paper, None, buttons))
        session.changed.connect(self._on_change)
        roomy(self, 860, 560)
        self._load()

    def _on_change(self, change: Change) -> None:
        if change.kinds & {"access", "access_person", "access_tie", "subject", "item", "evidence", "signoff"}:
            self._load()

    def _load(self) -> None:
        key, today = str(self.person.currentData()), self._ui.today()
        self._session.read(lambda run: last_day(run, key, today), self._show, owner=self)

    def _show(self, found: LastDay) -> None:
        if found.person.id != self.person.currentData():
            return
        self.found = found
        t, name = self._ui.t, found.person.name
        count = len(found.held)
        self.head.setText(
            t.plural("{name} still holds something of {n} access.", "{name} still holds something of {n} accesses.",
                     count, name=name)
            if count
            else t("{name} holds nothing of the register any more.", name=name)
        )  # fmt: skip
        clear(self._rows)
        for number, held in enumerate(found.held):
            self._add_row(number, held, found)
        self._show_foot(found)

    def _add_row(self, number: int, held: Held, found: LastDay) -> None:
        t, subject = self._ui.t, held.access.subject
        title = Link(subject.title, partial(self._open, subject.id))
        critical = label(t(words.CRITICALITY[subject.criticality]), name="muted")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(critical)
        self._rows.addWidget(left, number, 0, Qt.AlignmentFlag.AlignTop)
        top = Qt.AlignmentFlag.AlignTop
        self._rows.addWidget(label("\n".join(access_words.to_do(held, t)), wrap=True), number, 1, top)
        if not self._session.read_only:
            self._rows.addWidget(row(*self._deeds(held, found), spacing=6), number, 2, top)

    def _deeds(self, held: Held, found: LastDay) -> list[QWidget]:
        t, access, person = self._ui.t, held.access, found.person
        made: list[QWidget] = []
        if held.grant is not None:
            done = button(t("Taken back"), partial(self._revoke, access, person.id))
            made.append(named(done, t("{what}: {why}", what=access.subject.title, why=t("Taken back"))))
        if held.means:
            done = button(t("Moved"), partial(self._move, access, held.means))
            made.append(named(done, t("{what}: {why}", what=access.subject.title, why=t("Moved"))))
        if held.to_rotate and held.grant is None:
            done = button(t("Changed"), partial(self._rotate, access))
            made.append(named(done, t("{what}: {why}", what=access.subject.title, why=t("Changed"))))
        return made

    def _show_foot(self, found: LastDay) -> None:
        clear(self._foot)
        t = self._ui.t
        if found.taken:
            self._foot.addWidget(
                label(t.plural("{n} right was taken back so far.", "{n} rights were taken back so far.",
                               len(found.taken)), name="muted")
            )  # fmt: skip
        if found.items:
            self._foot.addWidget(line())
        for item in found.items:
            self._foot.addWidget(self._item(item, found))

    def _item(self, item: ItemLine, found: LastDay) -> QWidget:
        t = self._ui.t
        link = Link(f"{item.item.code}  {item.item.title}", partial(self._open_item, item.item.id))
        state = label(t(transition_words.STATE[item.state]), name="muted")
        give = button(t("Give this list as evidence"), partial(self._give, item))
        give.setEnabled(bool(found.taken) and item.signed is None and not self._session.read_only)
        made = row(link, state, give)
        layout = made.layout()
        assert layout is not None
        layout.setStretch(0, 1)  # type: ignore[attr-defined]
        return made

    # --- what is done

    def _open(self, access_id: str) -> None:
        self.accept()
        self._ui.go("access", {"access": access_id})

    def _open_item(self, item_id: str) -> None:
        self.accept()
        self._ui.go("transition", {"item": item_id})

    def _revoke(self, access: Access, person_id: str) -> None:
        self._write(lambda services, today: services.accesses.revoke(access, person_id, today))

    def _move(self, access: Access, means: tuple[Means, ...]) -> None:
        def save(services: Services, today: date) -> None:
            services.accesses.move_to_company(access, means, today)

        self._write(save)

    def _rotate(self, access: Access) -> None:
        self._write(lambda services, today: services.accesses.rotated(access, today))

    def _give(self, item: ItemLine) -> None:
        found, t = self.found, self._ui.t
        if found is None:
            return
        text = access_words.log(found.person.name, found.taken, len(found.held), t)

        def save(services: Services, today: date) -> None:
            from ctohandover.domain.transition import EvidenceKind
            from ctohandover.services.signing import NewEvidence

            new = NewEvidence(item_id=item.item.id, kind=EvidenceKind.TEXT, text=text, day=today)
            services.signing.give_evidence(new)

        self._write(save)

    def _write(self, save: Callable[[Services, date], object]) -> None:
        today = self._ui.today()

        def failed(error: AppError) -> None:
            self._load()
            self._ui.fail(error)

        self._session.write(lambda services: save(services, today), None, failed, self)

    def _print(self) -> None:
        from ctohandover.ui import printing

        found, t = self.found, self._ui.t
        if found is None:
            return
        rows = [
            [held.access.subject.title, "\n".join(access_words.to_do(held, t)), "", ""] for held in found.held
        ] + [
            [taken.access.subject.title, t("Right taken back"), "", t.date(taken.day)] for taken in found.taken
        ]  # fmt: skip
        title = t("What {name} still holds", name=found.person.name)
        about = f"{found.company}, {t.date(found.as_of)}"
        printing.print_list(title, about, [t("Access"), t("To do"), t("Done by"), t("On")], rows, self)
