"""Reading a decision: where it comes from, its fields, its text, and beside it who can explain it."""

from __future__ import annotations

import posixpath
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QMenu, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ctohandover import words
from ctohandover.domain.decisions import DecisionLine, Status
from ctohandover.render.links import read_link
from ctohandover.ui.decisions.aside import Aside
from ctohandover.ui.decisions.found import FoundWords
from ctohandover.ui.decisions.model import STATUS_TONE
from ctohandover.ui.outside import open_address
from ctohandover.ui.widgets.basics import ElidedLabel, breakable, button, label, opens, row
from ctohandover.ui.widgets.reader import ReaderView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ctohandover.render.safe import Rendered
    from ctohandover.services.one_decision import DecisionDetail
    from ctohandover.ui.context import Ui

NARROW = 40
"""Below so many average characters beside the aside, the aside goes under the text."""


class Reading(QWidget):
    edit_asked = Signal()
    fields_asked = Signal()
    draft_dropped = Signal()
    status_asked = Signal(object)
    supersede_asked = Signal()
    remove_asked = Signal()
    other_asked = Signal(str)
    """Another decision, by id."""

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        t = ui.t
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.detail: DecisionDetail | None = None
        self._anchor = ""
        self.where = ElidedLabel(name="muted")
        self.heading = label(bold=True, size=1.35, wrap=True)
        self.status = QToolButton()
        self.status.setObjectName("status")
        self.status.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        opens(self.status, self._status_menu())
        self.facts = ElidedLabel(name="muted")
        self.edit = button(t("Edit"), self.edit_asked.emit, tip=t("Edit the text (F2)"))
        self.fields = button(t("Fields…"), self.fields_asked.emit, tip=t("Change title, day or deciders"))
        self.draft = self._draft_strip()
        self.view = ReaderView(name=t("Text of the decision"))
        self.view.link_activated.connect(self._follow)
        self.found = FoundWords(t, self.view)
        self._searched = ("", "")
        self._part = 1
        self.reason = label(name="care", wrap=True)
        self.reason.hide()
        self.aside = Aside(ui)
        self.aside.other_asked.connect(self.other_asked)
        self.aside.remove_asked.connect(self.remove_asked)
        self._lay_out()
        self._dress()
        ui.theme.changed.connect(self._dress)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(18, 14, 12, 4)
        head.setSpacing(4)
        head.addWidget(row(self.where, self.fields, self.edit))
        head.addWidget(self.heading)
        head.addWidget(row(self.status, self.facts))
        head.addWidget(self.draft)
        head.addWidget(self.reason)
        head.addWidget(self.found)
        text = QWidget()
        inner = QVBoxLayout(text)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(head)
        inner.addWidget(self.view, 1)
        self._aside_area = QScrollArea()
        self._aside_area.setWidgetResizable(True)
        self._aside_area.setWidget(self.aside)
        self._aside_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(text, 1)
        self._box.addWidget(self._aside_area)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        unit = self.fontMetrics().averageCharWidth()
        wide = self.aside.wanted_width()
        beside = self.width() - wide >= NARROW * unit
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() is not direction:
            self._box.setDirection(direction)
        if beside:
            self._aside_area.setFixedWidth(wide)
            self._aside_area.setMaximumHeight(16_777_215)
        else:
            self._aside_area.setMinimumWidth(0)
            self._aside_area.setMaximumWidth(16_777_215)
            self._aside_area.setMaximumHeight(self.height() * 2 // 5)

    def forbid_writing(self) -> None:
        """In a read-only file: everything can be looked at, and what would change it is off."""
        for control in (
            self.edit, self.fields, self.status, self.aside.criticality, self.aside.needed, self.aside.remove
        ):  # fmt: skip
            control.setEnabled(False)
            control.setToolTip(self._ui.t("This file is read-only."))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(640, 600)

    def _dress(self) -> None:
        self.view.set_theme("dark" if self._ui.theme.dark else "light")
        self._dress_status()

    def _dress_status(self) -> None:
        status = self.detail.decision.line.status if self.detail else None
        colour, back = self._ui.theme.colours.pair(STATUS_TONE.get(status, "plain"))
        self.status.setStyleSheet(
            f"#status {{ background: {back}; color: {colour}; border: 2px solid transparent; border-radius: 10px;"
            " padding: 1px 8px; }"
            f"#status:focus, #status:hover {{ border-color: {self._ui.theme.colours.accent}; }}"
            "#status::menu-indicator { image: none; }"
        )

    def _status_menu(self) -> QMenu:
        t, menu = self._ui.t, QMenu(self)
        for status in (Status.PROPOSED, Status.ACCEPTED, Status.REJECTED, Status.DEPRECATED):
            action = menu.addAction(words.sentence(t(words.STATUS[status])))
            action.setCheckable(True)
            action.setData(status)
            action.triggered.connect(lambda _=False, status=status: self.status_asked.emit(status))
        menu.aboutToShow.connect(self._check_status)
        menu.addSeparator()
        menu.addAction(t("Superseded by another decision…")).triggered.connect(lambda: self.supersede_asked.emit())
        return menu

    def _check_status(self) -> None:
        now = self.detail.decision.line.status if self.detail else None
        for action in self.status.menu().actions():
            action.setChecked(action.data() is not None and action.data() == now)

    def _draft_strip(self) -> QWidget:
        t = self._ui.t
        self.draft_text = label(name="care", wrap=True)
        strip = row(
            self.draft_text,
            button(t("Go on with it"), self.edit_asked.emit),
            button(t("Throw it away"), self.draft_dropped.emit),
        )
        layout = strip.layout()
        assert isinstance(layout, QBoxLayout)
        layout.setStretch(0, 1)
        strip.hide()
        return strip

    # --- showing

    def show_detail(self, detail: DecisionDetail) -> None:
        """The fields at once; the text when the render process has it (at once when it had it before)."""
        same = self.detail is not None and self.detail.decision.line.id == detail.decision.line.id
        same_text = same and self.detail is not None and self.detail.decision.content == detail.decision.content
        self.detail = detail
        line = detail.decision.line
        self.where.set_whole(self._where(detail))
        self.heading.setText(breakable(line.label))
        self.status.setText(self._ui.t(words.STATUS[line.status]))
        self.status.setToolTip("")
        self.status.setAccessibleName(self._ui.t("Status: {status}", status=self.status.text()))
        self._dress_status()
        self.facts.set_whole(_facts(line, self._ui))
        self._show_draft(detail)
        self.aside.show_detail(detail)
        if not same_text:
            self._render(detail, self._part if same else 1, stay=same)

    def _where(self, detail: DecisionDetail) -> str:
        t, line = self._ui.t, detail.decision.line
        if line.source_id is None:
            state = t("written here, not exported yet")
        else:
            state = t("edited here, differs from its folder") if line.edited else t("same as in its folder")
        return " · ".join(part for part in (line.path, line.dialect, state) if part)

    def _show_draft(self, detail: DecisionDetail) -> None:
        self.draft.setVisible(detail.draft is not None)
        if detail.draft is not None:
            when = detail.draft[2]
            self.draft_text.setText(
                self._ui.t(
                    "You began to edit this on {day} and did not finish.",
                    day=self._ui.t.date(date.fromisoformat(when[:10])),
                )
            )

    def _render(self, detail: DecisionDetail, part: int, *, stay: bool = False) -> None:
        """A part of its text (most have one); `stay` where it is read, if it is another version of the same."""
        from ctohandover.formats.adr.edit import to_text, without_title

        line = detail.decision.line
        text, base = without_title(to_text(detail.decision.content), line.title), line.path
        renderer, key = self._ui.renderer, detail.decision.line.id
        ready = renderer.cached(text, base=base)
        if ready is not None and part == 1:
            self._show_text(key, ready, stay=stay)
        else:
            self._ui.jobs.run(
                lambda: renderer.render(text, base=base, page=part),
                lambda found: self._show_text(key, found, stay=stay),
                owner=self,
            )

    def _show_text(self, key: str, found: Rendered, *, stay: bool) -> None:
        if self.detail is None or self.detail.decision.line.id != key:
            return  # another decision was chosen meanwhile
        self._part = found.page
        self.reason.setVisible(found.reason is not None)
        if found.reason is not None:
            self.reason.setText(self._ui.t("Shown as plain text: {why}.", why=plain_reason(found.reason, self._ui)))
        self.view.set_document(found.html, self.detail.images, stay=stay)
        self._mark(stay=stay)
        if self._anchor:
            self.view.scrollToAnchor(self._anchor)
            self._anchor = ""

    def search(self, words: str, decision_id: str = "") -> None:
        """Mark what was searched, in each text that is shown from now on, or in that of one decision alone."""
        if (words, decision_id) != self._searched:
            self._searched = words, decision_id
            self._mark()

    def _mark(self, *, stay: bool = False) -> None:
        words, decision_id = self._searched
        if self.detail is not None:
            self.found.search(words if decision_id in ("", self.detail.decision.line.id) else "", stay=stay)

    def _follow(self, address: str) -> None:
        """A click on a link: another decision opens here, a place in the text is scrolled to, the web is asked about
        in the browser, and nothing else happens."""
        link = read_link(address)
        if link is None or self.detail is None:
            return
        if link.kind == "anchor":
            self.view.scrollToAnchor(link.anchor)
        elif link.kind == "page":
            self._render(self.detail, int(link.target))
        elif link.kind == "doc":
            other = find_relative(self.detail.relatives, link.target)
            if other is not None:
                self._anchor = link.anchor
                self.other_asked.emit(other.id)
            else:
                self._ui.say(self._ui.t("{path} is not among the decisions here.", path=link.target))
        elif link.kind in ("web", "mail"):
            open_address(self._ui, link.target)


def find_relative(relatives: tuple[DecisionLine, ...], path: str) -> DecisionLine | None:
    wanted = posixpath.normpath(path)
    return next((line for line in relatives if line.path == wanted), None)


def _facts(line: DecisionLine, ui: Ui) -> str:
    parts = [ui.t.date(line.date)] if line.date else []
    if line.deciders:
        parts.append(", ".join(line.deciders))
    return " · ".join(parts)


def plain_reason(code: str, ui: Ui) -> str:
    """Why a text is shown as it is typed."""
    t = ui.t
    known = {
        "too-big": t("it is very long"),
        "too-slow": t("it would take too long to lay out"),
        "too-deep": t("it is nested too deeply"),
        "too-many": t("it has too many parts"),
        "long-word": t("it has a word that is too long"),
        "failed": t("the text could not be laid out"),
    }
    return known.get(code, t("it is unusual"))
