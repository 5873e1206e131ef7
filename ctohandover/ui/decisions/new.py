"""A new decision from a template: title, which template, day and deciders; the text is then written in the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from ctohandover.errors import Invalid
from ctohandover.storage import reads
from ctohandover.ui.widgets.basics import ElidedLabel, roomy
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.dates import DateField
from ctohandover.ui.widgets.typing import TypingDialog

if TYPE_CHECKING:
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class NewDecisionDialog(TypingDialog):
    written = Signal(str)

    def __init__(self, ui: Ui, session: Session, parent: QWidget) -> None:
        super().__init__(ui, parent)
        self._ui, self._session = ui, session
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("New decision"))
        self.heading = QLineEdit()
        self.heading.setPlaceholderText(t("what was chosen, such as “PostgreSQL as the only store”"))
        self.template = Choice()
        self.template.addItem(t("MADR: options compared, with a head of fields"), "madr")
        self.template.addItem(t("Nygard: context, decision, consequences"), "nygard")
        self.day = DateField(t, t("Day"))
        self.day.set_day(ui.today())
        self.deciders = QLineEdit()
        self.deciders.setPlaceholderText(t("names, with commas between them"))
        self._language = t.language
        self._paths: dict[str, list[str]] = {}
        self._where = ElidedLabel(name="muted")
        self.heading.textChanged.connect(self._foretell)
        self._lay_out()
        session.read(self._look, self._known, owner=self)
        roomy(self, 560, 300)
        self.heading.setFocus()

    def _lay_out(self) -> None:
        t = self._ui.t
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("&Title"), self.heading)
        form.addRow(t("T&emplate"), self.template)
        form.addRow(t("&Day"), self.day)
        form.addRow(t("De&ciders"), self.deciders)
        buttons = QDialogButtonBox()
        self.make = buttons.addButton(t("Write it"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.make.setObjectName("primary")
        self.make.setDefault(True)
        buttons.addButton(t("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._write)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._where)
        layout.addWidget(self._problem)
        layout.addStretch(1)
        layout.addWidget(buttons)

    @staticmethod
    def _look(run: Run) -> tuple[dict[str, list[str]], str]:
        paths: dict[str, list[str]] = {}
        for line in reads.decision_lines(run):
            paths.setdefault(line.source_id or "", []).append(line.path)
        return paths, reads.workspace(run).language

    def _known(self, found: tuple[dict[str, list[str]], str]) -> None:
        self._paths, self._language = found
        self._foretell()

    def _beside(self) -> tuple[str, list[str]]:
        """The folder with most decisions is where a new one goes; its names show how it is called."""
        source = max(self._paths, key=lambda key: len(self._paths[key]), default="")
        return source, self._paths.get(source, [])

    def _foretell(self) -> None:
        """Say which file it becomes, number and folder included."""
        from ctohandover.formats.adr import templates

        paths = self._beside()[1]
        style = templates.guess_style(paths)
        title = self.heading.text().strip() or "…"
        path = templates.file_path(style, title, self._ui.today(), templates.next_number(paths, style), paths)
        self._where.set_whole(self._ui.t("It becomes {path}", path=path))

    def _write(self) -> None:
        try:
            day = self.day.day() or self._ui.today()
            if not self.heading.text().strip():
                raise Invalid("title-empty")
        except Invalid as error:
            self.refuse(error)
            return
        source, paths = self._beside()
        title, template, resources = self.heading.text(), str(self.template.currentData()), self._ui.resources
        deciders = [name.strip() for name in self.deciders.text().split(",") if name.strip()]
        language = self._language

        def write(services: object) -> str:
            from ctohandover.services.decisions import NewDecision
            from ctohandover.services.facade import Services

            assert isinstance(services, Services)
            new = NewDecision(title=title, template=template, language=language, day=day, deciders=deciders)
            return services.decisions.create(new, resources, beside=paths, source_id=source or None)

        self.hold(self.make)
        self._session.write(write, self._done, self.refuse, self)

    def _done(self, decision_id: str) -> None:
        self.accept()
        self.written.emit(decision_id)
