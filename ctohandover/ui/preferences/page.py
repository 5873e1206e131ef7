"""Preferences: this workspace (company, days, keeper), this computer (language, look), its backups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from ctohandover import settings as prefs
from ctohandover.domain.answers import NOTICE_MONTHS, SEARCH_MONTHS
from ctohandover.errors import Invalid
from ctohandover.i18n import LANGUAGES
from ctohandover.services import views
from ctohandover.ui.page import Page
from ctohandover.ui.widgets.basics import Card, button, label, number_box, row
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.dates import DateField

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctohandover.domain.workspace import Workspace
    from ctohandover.i18n import Translator
    from ctohandover.services.views import Head
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class PreferencesPage(Page):
    kinds: ClassVar[frozenset[str]] = frozenset({"workspace", "person"})
    restore_asked = Signal()

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__(ui, session)
        t = ui.t
        self._workspace: Workspace | None = None
        self.company = QLineEdit()
        self._first: QWidget = self.company
        self.company.editingFinished.connect(lambda: self._set("company", lambda: self.company.text()))
        self.days = {
            "last_day": DateField(t, t("Last day of the outgoing CTO")),
            "handover_day": DateField(t, t("Handover day")),
            "arrival_day": DateField(t, t("Arrival of the successor")),
        }
        for name, field in self.days.items():
            field.changed.connect(lambda name=name, field=field: self._set(name, field.day))
        self.months = {"search_months": _months(SEARCH_MONTHS, t), "notice_months": _months(NOTICE_MONTHS, t)}
        for name, spin in self.months.items():
            spin.editingFinished.connect(lambda name=name, spin=spin: self._set(name, lambda: _told(spin)))
        self.keeper = Choice()
        self.keeper.activated.connect(lambda _: self._set("keeper_id", lambda: self.keeper.currentData() or None))
        self.dossier_language = Choice()
        for code, name in LANGUAGES.items():
            self.dossier_language.addItem(name, code)
        self.dossier_language.activated.connect(
            lambda _: self._set("language", lambda: self.dossier_language.currentData())
        )
        self.language = _choices([("system", t("as the system")), *LANGUAGES.items()], ui.settings.get(prefs.LANGUAGE))
        self.language.activated.connect(lambda _: self._choose_language())
        self._language_note = label(name="care", wrap=True)
        self._language_note.hide()
        self.look = _choices(
            [("system", t("as the system")), ("light", t("light")), ("dark", t("dark"))], ui.settings.get(prefs.THEME)
        )
        self.look.activated.connect(lambda _: self._choose_look())
        self._lay_out()

    def _lay_out(self) -> None:
        t = self.t
        workspace = Card(t("This workspace"))
        form = _form()
        form.addRow(t("&Company"), self.company)
        form.addRow(t("&Last day of the outgoing CTO"), self.days["last_day"])
        form.addRow(t("&Handover day"), self.days["handover_day"])
        form.addRow(t("&Arrival of the successor"), self.days["arrival_day"])
        form.addRow(t("Months of &search for a successor"), self.months["search_months"])
        form.addRow(t("Months of &notice of a successor"), self.months["notice_months"])
        form.addRow(t("&Keeper of the file"), self.keeper)
        form.addRow(
            "",
            label(t("Who has the file and its backups. Better somebody inside."), name="muted", wrap=True),
        )
        form.addRow(t("Lan&guage of the handover"), self.dossier_language)
        workspace.body.addLayout(form)
        computer = Card(t("This computer"))
        here = _form()
        here.addRow(t("Lang&uage of the screen"), self.language)
        here.addRow("", self._language_note)
        here.addRow(t("Loo&k"), self.look)
        computer.body.addLayout(here)
        safety = Card(t("Safety"))
        safety.body.addWidget(
            label(
                t(
                    "Everything is saved at once. A verified backup is made whenever something changed, outside the"
                    " workspace's folder: all of the last two days, then one a day for two weeks. The workspace file is"
                    " not encrypted: whoever can read your disk can read it."
                ),
                wrap=True,
            )
        )
        safety.body.addWidget(label(t("Backups: {path}", path=self.ui.paths.backups), name="muted", wrap=True))
        self.restore = button(t("Restore a backup…"), lambda: self.ui.actions["restore"].trigger())
        self.copy = button(t("Save a copy…"), lambda: self.ui.actions["copy"].trigger())
        safety.body.addWidget(row(self.restore, self.copy, None))
        inside = QWidget()
        inside.setObjectName("page")
        inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * 110)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(16)
        for card in (workspace, computer, safety):
            column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        for widget, name in (
            (self.company, t("Company")),
            (self.months["search_months"], t("Months of search for a successor")),
            (self.months["notice_months"], t("Months of notice of a successor")),
            (self.keeper, t("Keeper of the file")),
            (self.dossier_language, t("Language of the handover")),
            (self.language, t("Language of the screen")),
            (self.look, t("Look")),
        ):
            widget.setAccessibleName(name)

    def title(self) -> str:
        return self.t("Preferences")

    def show_what(self, what: object) -> None:
        """{"field": a name of `days` or `months`}: where to begin."""
        name = str(what["field"]) if isinstance(what, dict) and "field" in what else ""
        self._first = self.days.get(name) or self.months.get(name) or self.company

    def focus_first(self) -> None:
        self._first.setFocus()
        self._first = self.company

    def panes(self) -> list[QWidget]:
        return [self.company, self.language, self.restore]

    def load(self) -> None:
        today = self.ui.today()
        self.session.read(lambda run: views.head(run, today), self._show, owner=self)

    def _show(self, head: Head) -> None:
        self._workspace = head.workspace
        self.company.setText(head.workspace.company)
        for name, field in self.days.items():
            field.set_day(getattr(head.workspace, name))
        for name, spin in self.months.items():
            told = getattr(head.workspace, name)
            spin.setValue(-1 if told is None else told)
        self.keeper.clear()
        self.keeper.addItem(self.t("nobody yet"), None)
        for person in head.crew.everybody:
            self.keeper.addItem(person.name, person.id)
        self.keeper.setCurrentIndex(max(0, self.keeper.findData(head.workspace.keeper_id)))
        self.dossier_language.setCurrentIndex(max(0, self.dossier_language.findData(head.workspace.language)))
        self.filled.emit()

    def _set(self, name: str, value: Callable[[], Any]) -> None:
        """Store one field of the workspace as soon as it is entered; a refused one is shown as it was."""
        before = self._workspace
        if before is None:
            return
        try:
            wanted = value()
        except Invalid as error:
            self.ui.fail(error)
            return
        if wanted == getattr(before, name):
            return

        def refused(error: Any) -> None:
            self.ui.fail(error)
            self.load()

        self.session.write(lambda services: services.workspace.describe(before, **{name: wanted}), None, refused, self)

    def _choose_language(self) -> None:
        chosen = str(self.language.currentData())
        self.ui.settings.set(prefs.LANGUAGE, chosen)
        if chosen == "system":
            chosen = QLocale.system().name()[:2]
        self._language_note.setText(self.t("The screen changes its language when the program is started again."))
        self._language_note.setVisible((chosen if chosen in LANGUAGES else "en") != self.t.language)

    def _choose_look(self) -> None:
        choice = str(self.look.currentData())
        self.ui.settings.set(prefs.THEME, choice)
        self.ui.theme.choose(choice)


def _months(usual: int, t: Translator) -> QSpinBox:
    """Whole months; what nobody chose is the usual."""
    return number_box(-1, 24, t("usual ({n})", n=t.number(usual)))


def _told(spin: QSpinBox) -> int | None:
    return None if spin.value() < 0 else spin.value()


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setVerticalSpacing(8)
    form.setHorizontalSpacing(16)
    return form


def _choices(items: list[tuple[str, str]], chosen: str) -> QComboBox:
    made = Choice()
    for code, text in items:
        made.addItem(text, code)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made
