"""A new workspace: company, the three days, language, the first people and who sits here."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ctohandover.domain.people import Person, Role
from ctohandover.errors import AppError
from ctohandover.i18n import LANGUAGES
from ctohandover.storage.schema import SUFFIX
from ctohandover.ui import known
from ctohandover.ui.welcome.people_table import FirstPeople
from ctohandover.ui.widgets.basics import button, label, roomy, row
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.dates import DateField
from ctohandover.ui.widgets.typing import TypingDialog

if TYPE_CHECKING:
    from ctohandover.ui.context import Ui


class NewWorkspaceDialog(TypingDialog):
    created = Signal(object, str, str)
    """Path, workspace id, id of who sits here (or "")."""

    def __init__(self, ui: Ui, parent: QWidget) -> None:
        super().__init__(ui, parent)
        self._ui = ui
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("New workspace"))
        self.company = QLineEdit()
        self.last_day = DateField(t, t("Last day of the outgoing CTO"))
        self.handover_day = DateField(t, t("Handover day"))
        self.arrival_day = DateField(t, t("Arrival of the successor"))
        self.language = Choice()
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(list(LANGUAGES).index(t.language))
        self.people = FirstPeople(t)
        self.people.choose_here(0)
        self.file = QLineEdit()
        self._typed_path = False
        self.file.textEdited.connect(self._path_typed)
        self.company.textChanged.connect(self._suggest)
        self.buttons = QDialogButtonBox()
        self.make = self.buttons.addButton(t("Make the workspace"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.make.setObjectName("primary")
        self.make.setDefault(True)
        self.buttons.addButton(t("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._create)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._suggest()
        roomy(self, 640, 620)
        self.company.setFocus()

    def _lay_out(self) -> None:
        t = self._ui.t
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(8)
        form.addRow(t("&Company"), self.company)
        form.addRow(t("&Last day of the outgoing CTO"), self.last_day)
        form.addRow(t("&Handover day"), self.handover_day)
        form.addRow(t("&Arrival of the successor"), self.arrival_day)
        form.addRow(
            "",
            label(
                t("The days may stay open, and may be changed later: a search for a successor takes months."),
                name="muted",
                wrap=True,
            ),
        )
        form.addRow(t("Lan&guage of the handover"), self.language)
        form.addRow(t("&File"), row(self.file, button(t("Choose…"), self._browse)))
        self.company.setAccessibleName(t("Company"))
        self.file.setAccessibleName(t("File"))
        self.language.setAccessibleName(t("Language of the handover"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addLayout(form)
        column.addSpacing(8)
        column.addWidget(label(t("The first people"), bold=True))
        column.addWidget(
            label(
                t(
                    "More can be added at any time. Somebody inside should keep the file: what only the outsider holds"
                    " is the very problem."
                ),
                name="muted",
                wrap=True,
            )
        )
        column.addWidget(self.people)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.addWidget(area, 1)
        self._problem.setContentsMargins(column.contentsMargins().left(), 0, 0, 0)  # in line with the form
        outer.addWidget(self._problem)
        outer.addWidget(self.buttons)

    def _path_typed(self) -> None:
        self._typed_path = True

    def _suggest(self) -> None:
        if self._typed_path:
            return
        stem = re.sub(r"[^\w -]+", "", self.company.text()).strip() or self._ui.t("Handover")
        base = known.folder(self._ui.settings, self._ui.paths)
        path, n = base / f"{stem}{SUFFIX}", 2
        while path.exists():
            path, n = base / f"{stem} {n}{SUFFIX}", n + 1
        self.file.setText(str(path))

    def _browse(self) -> None:
        t = self._ui.t
        name, _ = QFileDialog.getSaveFileName(
            self,
            t("New workspace"),
            self.file.text(),
            t("Workspaces ({pattern})", pattern=f"*{SUFFIX}"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.file.setText(name)
            self._typed_path = True

    def _create(self) -> None:
        try:
            last, handover, arrival = self.last_day.day(), self.handover_day.day(), self.arrival_day.day()
        except AppError as error:
            self.refuse(error)
            return
        people, here = self.people.people()
        people = [replace(person, active_to=last) if person.role is Role.OUTGOING_CTO else person for person in people]
        path = Path(self.file.text().strip()).expanduser()
        if path.suffix != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        company, language = self.company.text(), str(self.language.currentData())
        keeper = _keeper(people, here)

        def create() -> tuple[str, str]:
            from ctohandover.services.workspaces import NewWorkspace, create

            made = create(
                path,
                NewWorkspace(
                    company=company,
                    language=language,
                    last_day=last,
                    handover_day=handover,
                    arrival_day=arrival,
                    people=people,
                    here=here,
                    keeper=keeper,
                ),
            )
            return made.workspace_id, made.here_id or ""

        self.hold(self.make)
        self._ui.jobs.write(create, lambda made: self._done(path, *made), self.refuse, self)

    def _done(self, path: Path, workspace_id: str, here_id: str) -> None:
        self.accept()
        self.created.emit(path, workspace_id, here_id)


def _keeper(people: list[Person], here: int | None) -> int | None:
    """An insider from day one: the relay, else the founder, else the insider who sits here."""
    for role in (Role.RELAY, Role.FOUNDER):
        for number, person in enumerate(people):
            if person.role is role and person.internal:
                return number
    return here if here is not None and people[here].internal else None
