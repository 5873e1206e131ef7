"""The list of the last day: what somebody still holds, taken from them one by one, and the list on paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ctohandover import access_words, messages, transition_words, words
from ctohandover.services.last_day import LastDay, last_day
from ctohandover.services.views import outsiders_first
from ctohandover.ui.widgets.basics import Link, button, clear, dialog_buttons, label, line, named, roomy, row
from ctohandover.ui.widgets.choice import Choice

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
        self._rows.setColumnStretch(0, 3)
        self._rows.setColumnStretch(1, 3)
        self._rows.setHorizontalSpacing(16)
        self._rows.setVerticalSpacing(8)
        column = QVBoxLayout(inside)
        column.addLayout(self._rows)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        self._at: tuple[str, int] | None = None
        self._own_steps = 0
        self.undo = button("", self._undo, name="link")
        self.undo.hide()
        self._foot = QVBoxLayout()
        self.paper = button(t("Print…"), self._print)
        buttons, _ = dialog_buttons(self, t("Close"))
        layout = QVBoxLayout(self)
        layout.addWidget(row(label(t("Who leaves")), self.person, None))
        layout.addWidget(self.head)
        layout.addWidget(self._area, 1)
        layout.addLayout(self._foot)
        layout.addWidget(row(self.paper, self.undo, None, buttons))
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
        place = self._area.verticalScrollBar().value()
        clear(self._rows)
        self._buttons: list[tuple[str, QWidget]] = []
        for number, held in enumerate(found.held):
            self._add_row(number, held, found)
        self._show_foot(found)
        self._name_undo()
        self._stay(place)

    def _stay(self, place: int) -> None:
        """The list is made anew after each click; it stays where it was, and the focus with the access, or where it
        stood when nothing is to be done there any more."""
        # Once the layout has given it its height.
        QTimer.singleShot(0, self._area, lambda: self._area.verticalScrollBar().setValue(place))
        if self._at is None:
            return
        key, number = self._at
        self._at = None
        same = [made for access_id, made in self._buttons if access_id == key]
        rest = [made for _, made in self._buttons]
        next_one = same[0] if same else rest[min(number, len(rest) - 1)] if rest else self.paper
        next_one.setFocus()

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
            self._rows.addWidget(row(*self._deeds(held, found), None, spacing=6), number, 2, top)

    def _deeds(self, held: Held, found: LastDay) -> list[QWidget]:
        t, access, person = self._ui.t, held.access, found.person
        made: list[QWidget] = []
        if held.grant is not None:
            done = button(t("Mark taken back"), partial(self._revoke, access, person.id))
            made.append(named(done, t("{what}: {why}", what=access.subject.title, why=t("Mark taken back"))))
        if held.means:
            done = button(t("Mark moved"), partial(self._move, access, held.means))
            made.append(named(done, t("{what}: {why}", what=access.subject.title, why=t("Mark moved"))))
        if held.to_rotate and held.grant is None:
            done = button(t("Mark changed"), partial(self._rotate, access))
            made.append(named(done, t("{what}: {why}", what=access.subject.title, why=t("Mark changed"))))
        self._buttons += [(access.subject.id, one) for one in made]
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
        why = ""
        if self._session.read_only:
            why = t("This file is read-only.")
        elif item.signed is not None:
            why = t("It is signed already.")
        elif not found.taken:
            why = t("Nothing was taken back yet.")
        give.setEnabled(not why)
        give.setToolTip(why)
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
            self._own_steps -= 1
            self._load()
            self._ui.fail(error)

        focused = self.focusWidget()
        self._at = next(((key, number) for number, (key, made) in enumerate(self._buttons) if made is focused), None)
        self._own_steps += 1
        self._session.write(lambda services: save(services, today), None, failed, self)

    def _name_undo(self) -> None:
        """The window behind offers it too, and cannot be clicked as long as this is open."""
        t, step = self._ui.t, self._session.history.next_undo
        self.undo.setVisible(self._own_steps > 0 and step is not None)
        if step is not None:
            self.undo.setText(t("Undo: {what}", what=messages.label(step.label, step.values, t)))

    def _undo(self) -> None:
        def failed(error: AppError) -> None:
            self._name_undo()  # the step that could not be taken back is dropped, the one before it is next
            self._ui.fail(error)

        if self._session.undo(failed):
            self._own_steps -= 1

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
