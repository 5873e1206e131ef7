"""Beside a decision: who knows why, how critical it is, what it is tied to, what is odd, what was done to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from ctohandover import messages, words
from ctohandover.domain.subjects import Criticality, Subject
from ctohandover.ui.subjects.who import WhoKnows
from ctohandover.ui.widgets.basics import button, clear, label, row
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.spin import dressed

if TYPE_CHECKING:
    from ctohandover.domain.decisions import DecisionLine, Relation
    from ctohandover.services.one_decision import DecisionDetail
    from ctohandover.ui.context import Ui


class Aside(QWidget):
    other_asked = Signal(str)
    remove_asked = Signal()
    history_asked = Signal()
    weight_set = Signal(object, object)
    """Criticality, number of people needed (None: by criticality)."""

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        t = ui.t
        self.setObjectName("pane")
        self.who = WhoKnows(ui)
        self.criticality = Choice()
        self.criticality.setAccessibleName(t("How critical it is"))
        for item in Criticality:
            self.criticality.addItem(words.sentence(t(words.CRITICALITY[item])), item)
        self.criticality.activated.connect(lambda _: self._weigh())
        self.needed = dressed(QSpinBox())
        self.needed.setRange(-1, 20)
        self.needed.setMinimumWidth(self.fontMetrics().averageCharWidth() * 16)
        self.needed.setAccessibleName(t("People needed inside"))
        self.needed.editingFinished.connect(self._weigh)
        self._subject: Subject | None = None
        self._links = QVBoxLayout()
        self._links.setSpacing(2)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(2)
        self._links_title = label(t("Links"), bold=True)
        self._findings_title = label(t("Odd in the text"), bold=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 14, 14, 12)
        layout.setSpacing(6)
        layout.addWidget(label(t("Who knows why"), bold=True))
        layout.addWidget(self.who)
        layout.addSpacing(8)
        layout.addWidget(label(t("How critical"), bold=True))
        layout.addWidget(self.criticality)
        layout.addWidget(row(label(t("People needed"), name="muted"), None, self.needed))
        layout.addSpacing(8)
        layout.addWidget(self._links_title)
        layout.addLayout(self._links)
        layout.addWidget(self._findings_title)
        layout.addLayout(self._findings)
        layout.addSpacing(8)
        self.history = button(t("History…"), self.history_asked.emit, name="link")
        self.remove = button(t("Remove this decision"), self.remove_asked.emit, name="link")
        layout.addWidget(self.history)
        layout.addWidget(self.remove)
        layout.addStretch(1)

    def wanted_width(self) -> int:
        """Pixels: what its widest row needs, and room for names."""
        return max(self.fontMetrics().averageCharWidth() * 36, self.minimumSizeHint().width() + 12)

    def show_detail(self, detail: DecisionDetail) -> None:
        subject = detail.decision.line.subject
        self._subject = subject
        self.who.show_standing(detail.standing, detail.crew, detail.assessments)
        self.criticality.setCurrentIndex(list(Criticality).index(subject.criticality))
        default = Subject(id="", kind=subject.kind, title="", criticality=subject.criticality).needed
        self.needed.setSpecialValueText(self._ui.t("{n} (usual)", n=default))
        self.needed.setValue(-1 if subject.needed_set is None else subject.needed_set)
        self._show_links(detail)
        self._show_findings(detail)

    def _weigh(self) -> None:
        if self._subject is None:
            return
        criticality = list(Criticality)[self.criticality.currentIndex()]
        needed = None if self.needed.value() < 0 else self.needed.value()
        if (criticality, needed) != (self._subject.criticality, self._subject.needed_set):
            self.weight_set.emit(criticality, needed)

    def _show_links(self, detail: DecisionDetail) -> None:
        clear(self._links)
        relations = detail.decision.relations
        self._links_title.setVisible(bool(relations))
        for relation in relations:
            self._links.addWidget(label(self._ui.t(words.RELATION[relation.kind]), name="muted"))
            target = find_target(detail.relatives, relation)
            if target is None:
                self._links.addWidget(label(relation.text, wrap=True))
            else:
                self._links.addWidget(button(target.label, partial(self.other_asked.emit, target.id), name="link"))

    def _show_findings(self, detail: DecisionDetail) -> None:
        clear(self._findings)
        findings = detail.decision.findings
        self._findings_title.setVisible(bool(findings))
        for finding in findings:
            self._findings.addWidget(label(messages.finding(finding, self._ui.t), name="muted", wrap=True))


def find_target(relatives: tuple[DecisionLine, ...], relation: Relation) -> DecisionLine | None:
    """The decision that a relation means: by its file, else by its number where only one has it."""
    if relation.path is not None:
        by_path = next((line for line in relatives if line.path == relation.path), None)
        if by_path is not None:
            return by_path
    if relation.number is None:
        return None
    same = [line for line in relatives if line.number == relation.number]
    return same[0] if len(same) == 1 else None
