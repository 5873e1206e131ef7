"""The signs of growth: the founder says a value and a threshold for each, as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSpinBox, QVBoxLayout, QWidget

from ctohandover import answer_words
from ctohandover.domain.growth import THRESHOLDS, Growth, Signal
from ctohandover.errors import Invalid
from ctohandover.services.growth import HIGHEST
from ctohandover.ui.widgets.basics import dialog_buttons, label, number_box, roomy, row
from ctohandover.ui.widgets.dates import DateField
from ctohandover.ui.widgets.typing import TypingDialog

if TYPE_CHECKING:
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class Fields(NamedTuple):
    value: QSpinBox
    threshold: QSpinBox


class GrowthDialog(TypingDialog):
    """A value of "not known" counts neither way."""

    def __init__(self, ui: Ui, session: Session, known: Growth, parent: QWidget) -> None:
        super().__init__(ui, parent)
        self._session = session
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Do we need a permanent CTO?"))
        self.fields: dict[Signal, Fields] = {}
        self.day = DateField(t, t("As of"))
        self.day.set_day(ui.today())
        layout = QVBoxLayout(self)
        told = t(
            "Half or more of the signals that are known: probably. A third: perhaps. The thresholds are yours: those"
            " proposed are only a place to begin from."
        )
        layout.addWidget(label(told, wrap=True))
        layout.addLayout(self._grid(known))
        layout.addWidget(row(label(t("As of"), name="muted"), self.day, None))
        layout.addWidget(self._problem)
        layout.addStretch(1)
        buttons, self.keep = dialog_buttons(self, t("Cancel"), t("Keep"))
        buttons.accepted.connect(self._save)
        layout.addWidget(buttons)
        if session.read_only and self.keep is not None:
            self.keep.setEnabled(False)
        roomy(self, 640, 400)

    def _grid(self, known: Growth) -> QGridLayout:
        t, grid = self._ui.t, QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for column, head in enumerate((t("Signal"), t("Value"), t("Counts from"), t("Said on"))):
            grid.addWidget(label(head, name="muted"), 0, column)
        for number, (signal, reading) in enumerate(known.readings.items(), start=1):
            value, threshold = number_box(-1, HIGHEST, t("not known")), number_box(1, HIGHEST)
            value.setValue(-1 if reading is None or reading.value is None else reading.value)
            threshold.setValue(THRESHOLDS[signal] if reading is None else reading.threshold)
            name = t(answer_words.SIGNAL[signal])
            value.setAccessibleName(t("{what}: {why}", what=name, why=t("Value")))
            threshold.setAccessibleName(t("{what}: {why}", what=name, why=t("Counts from")))
            grid.addWidget(label(name, wrap=True), number, 0)
            grid.addWidget(value, number, 1)
            grid.addWidget(threshold, number, 2)
            grid.addWidget(label(t.date(reading.day) if reading else "", name="muted"), number, 3)
            self.fields[signal] = Fields(value, threshold)
        return grid

    def _save(self) -> None:
        try:
            day = self.day.day() or self._ui.today()
        except Invalid as error:
            self.refuse(error)
            return
        today = self._ui.today()
        told = {
            signal: (None if spin.value.value() < 0 else spin.value.value(), spin.threshold.value())
            for signal, spin in self.fields.items()
        }
        self._session.write(
            lambda services: services.growth.tell(told, day, today), lambda _: self.accept(), self.refuse, self
        )
