"""The chosen access: who may do what, what it hangs on, what is due, where its secret is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ctohandover import access_words, words
from ctohandover.domain.accesses import BelongsTo, Means, Right, Tie
from ctohandover.ui.outside import open_address
from ctohandover.ui.widgets.basics import Card, ElidedLabel, button, clear, label, line, named, row
from ctohandover.ui.widgets.chips import flow
from ctohandover.ui.widgets.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctohandover.domain.accesses import Grant
    from ctohandover.domain.people import Person
    from ctohandover.services.register import Entry, Register
    from ctohandover.ui.context import Ui

TAKEN_BACK = "taken back"


class AccessCard(Card):
    """Every signal is about the access that is shown."""

    change_asked = Signal()
    remove_asked = Signal()
    right_set = Signal(str, object)
    """Person id, and a Right, or None to take it back."""
    used_asked = Signal(str)
    tie_set = Signal(object, object)
    """Means, and a Tie, or None where it is not told."""
    rotated_asked = Signal()

    def __init__(self, ui: Ui, *, read_only: bool) -> None:
        super().__init__(" ")
        self._ui, self._read_only = ui, read_only
        self.title.setWordWrap(True)
        self.row: Entry | None = None
        self._found: Register | None = None
        self.about = label(name="muted", wrap=True)
        self.state = label(wrap=True)
        self._rights, self._means, self._facts = QGridLayout(), QGridLayout(), QVBoxLayout()
        for grid in (self._rights, self._means):
            grid.setVerticalSpacing(4)
            grid.setColumnStretch(0, 1)
        self.secrets = QVBoxLayout()
        """For the secret that waits in a keyring: filled by the page."""
        self._buttons = QVBoxLayout()
        self.rights: dict[str, Choice] = {}
        self.whose: dict[Means, Choice] = {}
        self._pressed: dict[object, QWidget] = {}
        """Buttons, by what they say or whom they are about."""
        self.body.addWidget(self.about)
        self.body.addWidget(self.state)
        self.body.addWidget(line())
        self.body.addWidget(label(ui.t("Who may do what"), bold=True))
        self.body.addLayout(self._rights)
        self.body.addWidget(line())
        self.body.addWidget(label(ui.t("What it hangs on"), bold=True))
        self.body.addLayout(self._means)
        self.body.addWidget(line())
        self.body.addLayout(self._facts)
        self.body.addLayout(self.secrets)
        self.body.addLayout(self._buttons)

    def show_row(self, entry: Entry, found: Register) -> None:
        t, access = self._ui.t, entry.access
        worked_on = (
            self._focused() if self.row is not None and self.row.access.subject.id == access.subject.id else None
        )
        self.row, self._found = entry, found
        subject = access.subject
        self.title.setText(subject.title)
        needed = t.plural("{n} person needed inside", "{n} people needed inside", subject.needed)
        kind = t(access_words.SORT[access.sort])
        parts = (words.sentence(kind), subject.area, t(words.CRITICALITY[subject.criticality]), needed)
        self.about.setText(" · ".join(part for part in parts if part))
        reason = words.known_by_reason(entry.now, found.crew.short, t)
        lacks = access_words.what_lacks(access, found.crew.by_id, found.crew.short, t)
        self.state.setText(" ".join([reason, *lacks]))
        self._show_rights(entry, found)
        self._show_means(entry, found)
        self._show_facts(entry)
        self._show_buttons(entry)
        self._focus_again(worked_on)

    def _controls(self) -> dict[object, QWidget]:
        """What is made anew with each reading, by what it is about."""
        return dict([*self.rights.items(), *self.whose.items(), *self._pressed.items()])

    def _focused(self) -> object | None:
        """Which control has the focus of this window, if it is one of those that are about to go."""
        here = self.window().focusWidget()
        return next((key for key, control in self._controls().items() if control is here), None)

    def _focus_again(self, key: object | None) -> None:
        """Whoever works here by keyboard goes on where they were; a control that went is followed by a neighbour."""
        if key is None:
            return
        controls = self._controls()
        where = controls.get(key) or next(iter(controls.values()), None)
        if where is not None:
            where.show()  # what is not on the screen yet cannot be given the focus
            where.setFocus()

    # --- who may do what

    def _show_rights(self, entry: Entry, found: Register) -> None:
        clear(self._rights)
        self.rights, self._pressed = {}, {}
        t, people = self._ui.t, found.crew.by_id
        for number, grant in enumerate(entry.access.grants):
            person = people[grant.person_id]
            self._rights.addWidget(ElidedLabel(found.crew.short[person.id]), number, 0)
            self._rights.addWidget(self._right_of(person, grant, found), number, 1)
            self._rights.addWidget(self._use_of(grant, found), number, 2)
        named_here = {grant.person_id for grant in entry.access.grants}
        others = [person for person in found.crew.active_on(found.as_of) if person.id not in named_here]
        if not entry.access.grants:
            self._rights.addWidget(label(t("Nobody is written down yet."), name="muted"), 0, 0, 1, 3)
        if others and not self._read_only:
            self._rights.addWidget(self._one_more(others, found.crew.short), self._rights.rowCount(), 0, 1, 3)

    def _right_of(self, person: Person, grant: Grant, found: Register) -> Choice:
        t, made = self._ui.t, _narrow_choice()
        lasting = grant.lasts_on(found.as_of)
        for right in Right:
            made.addItem(words.sentence(t(access_words.RIGHT[right])), right)
        taken = t("taken back")
        if grant.revoked_on is not None and not lasting:
            taken = t("taken back on {day}", day=t.date(grant.revoked_on))
        made.addItem(words.sentence(taken), TAKEN_BACK)
        made.setCurrentIndex(list(Right).index(grant.rights) if lasting else len(Right))
        named(made, t("Right of {name}", name=person.name))
        made.setEnabled(not self._read_only)

        def choose(_: int) -> None:
            chosen = made.currentData()
            self.right_set.emit(person.id, None if chosen == TAKEN_BACK else Right(chosen))

        made.activated.connect(choose)
        self.rights[person.id] = made
        return made

    def _use_of(self, grant: Grant, found: Register) -> QWidget:
        t = self._ui.t
        used = t("used {day}", day=t.date(grant.used_on)) if grant.used_on else t("not used yet")
        if self._read_only or grant.used_on == found.as_of or not grant.lasts_on(found.as_of):
            return label(used, name="muted")
        name = found.crew.by_id[grant.person_id].name
        made = button(used, partial(self.used_asked.emit, grant.person_id), name="link", tip=t("Used it today"))
        named(made, t("{name} used it today", name=name), used)
        self._pressed["used", grant.person_id] = made
        return made

    def _one_more(self, others: Sequence[Person], short: Mapping[str, str]) -> QWidget:
        t, who, what = self._ui.t, _narrow_choice(), _narrow_choice()
        for person in others:
            who.addItem(short[person.id], person.id)
        for right in Right:
            what.addItem(words.sentence(t(access_words.RIGHT[right])), right)
        what.setCurrentIndex(list(Right).index(Right.ADMIN))
        named(who, t("Who else"))
        named(what, t("What they may do"))
        self.more_who, self.more_what = who, what
        self.more_add = button(t("Add"), self._add_right)
        self.more_add.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        who.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pressed["add"] = self.more_add
        return row(who, what, self.more_add, spacing=6)

    def _add_right(self) -> None:
        self.right_set.emit(self.more_who.currentData(), Right(self.more_what.currentData()))

    # --- what it hangs on

    def _show_means(self, entry: Entry, found: Register) -> None:
        clear(self._means)
        self.whose = {}
        t = self._ui.t
        for number, means in enumerate(Means):
            tie = entry.access.tie(means)
            name = t(access_words.MEANS[means])
            detail = f"{name} ({tie.detail})" if tie and tie.detail else name
            self._means.addWidget(ElidedLabel(detail), number, 0)
            self._means.addWidget(self._whose(means, tie, found), number, 1)

    def _whose(self, means: Means, tie: Tie | None, found: Register) -> Choice:
        t, made = self._ui.t, _narrow_choice()
        made.addItem(t("not told"), None)
        made.addItem(t("the company’s"), (BelongsTo.COMPANY, None))
        made.addItem(t("there is none"), (BelongsTo.NONE, None))
        for person in found.crew.everybody:
            made.addItem(person.name, (BelongsTo.PERSON, person.id))
        if tie is not None:
            data = [made.itemData(number) for number in range(made.count())]
            made.setCurrentIndex(data.index((tie.belongs_to, tie.person_id)))
        named(made, t(access_words.MEANS[means]))
        made.setEnabled(not self._read_only)

        def choose(_: int) -> None:
            chosen = made.currentData()
            told = None
            if chosen is not None:
                detail = tie.detail if tie and tie.person_id == chosen[1] and tie.belongs_to == chosen[0] else ""
                told = Tie(means=means, belongs_to=chosen[0], person_id=chosen[1], detail=detail)
            self.tie_set.emit(means, told)

        made.activated.connect(choose)
        self.whose[means] = made
        return made

    # --- the rest

    def _show_facts(self, entry: Entry) -> None:
        clear(self._facts)
        t, access = self._ui.t, entry.access
        if access.address.startswith(("http://", "https://")):
            open_it = partial(open_address, self._ui, access.address)
            self._facts.addWidget(row(button(t("Open the address"), open_it, name="link", tip=access.address), None))
        renews = ""
        if access.renews:
            renews = t("renews on {day}", day=t.date(access.renews))
            if access.notice_by:
                renews = t("{what}, notice until {day}", what=renews, day=t.date(access.notice_by))
        told = (
            ("" if access.address.startswith("http") else access.address),
            t("Account: {name}", name=access.account) if access.account else "",
            t("Supplier: {name}", name=access.supplier) if access.supplier else "",
            t("Registered to: {name}", name=access.registered_to) if access.registered_to else "",
            words.sentence(renews),
            access_words.euros_a_year(access.cost, t) if access.cost is not None else "",
            t("Secret: {where}", where=access.secret_place or t("not told where")),
            t("Several people know the secret") if access.shared else "",
            t("Secret changed on {day}", day=t.date(access.rotated_on)) if access.rotated_on else "",
            access.notes,
        )
        for text in told:
            if text:
                self._facts.addWidget(label(text, wrap=True))

    def _show_buttons(self, entry: Entry) -> None:
        clear(self._buttons)
        t = self._ui.t
        if self._read_only:
            return
        made: list[QWidget] = [button(t("Change…"), self.change_asked.emit)]
        if entry.access.rotated_on != (self._found.as_of if self._found else None):
            made.append(button(t("Secret changed today"), self.rotated_asked.emit))
        made.append(button(t("Remove"), self.remove_asked.emit))
        self._pressed |= {("button", number): one for number, one in enumerate(made)}
        self._buttons.addWidget(flow(*made))


def _narrow_choice() -> Choice:
    """Three of them stand side by side in the card."""
    made = Choice()
    made.setMinimumContentsLength(8)
    return made
