"""The frame around the pages of one open workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ctohandover.services import views
from ctohandover.ui.sidebar import Sidebar
from ctohandover.ui.topbar import TopBar
from ctohandover.ui.widgets.basics import breakable

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctohandover.domain.journal import Change
    from ctohandover.domain.workspace import Workspace
    from ctohandover.services.views import Head
    from ctohandover.ui.actions import Offer
    from ctohandover.ui.banner import Banner
    from ctohandover.ui.context import Ui
    from ctohandover.ui.page import Page
    from ctohandover.ui.session import Session

VIEWS = ("overview", "decisions", "skills", "transition", "dependencies", "access", "dossier")
FEET = ("people", "preferences")
INNER = {"plan": "dependencies"}
"""Pages that are opened from others, and the view in the sidebar that they belong to."""


def _page(name: str) -> Callable[[Ui, Session], Page]:
    """The class of a page, imported when it is first shown: the first paint needs only one of them."""
    if name == "overview":
        from ctohandover.ui.overview.page import OverviewPage

        return OverviewPage
    if name == "decisions":
        from ctohandover.ui.decisions.page import DecisionsPage

        return DecisionsPage
    if name == "skills":
        from ctohandover.ui.skills.page import SkillsPage

        return SkillsPage
    if name == "transition":
        from ctohandover.ui.transition.page import TransitionPage

        return TransitionPage
    if name == "dependencies":
        from ctohandover.ui.dependencies.page import DependenciesPage

        return DependenciesPage
    if name == "access":
        from ctohandover.ui.access.page import AccessPage

        return AccessPage
    if name == "dossier":
        from ctohandover.ui.dossier.page import DossierPage

        return DossierPage
    if name == "plan":
        from ctohandover.ui.plan.page import PlanPage

        return PlanPage
    if name == "people":
        from ctohandover.ui.people.page import PeoplePage

        return PeoplePage
    from ctohandover.ui.preferences.page import PreferencesPage

    return PreferencesPage


class Frame(QWidget):
    """Sidebar, top bar, pages. Pages are made when they are first shown."""

    head_read = Signal(object)
    page_shown = Signal(str)
    page_made = Signal()

    def __init__(self, ui: Ui, session: Session, first: str, workspace: Workspace) -> None:
        super().__init__()
        self.ui = ui
        self.session = session
        self.pages: dict[str, Page] = {}
        self.head: Head | None = None
        t = ui.t
        self.names = {
            "overview": t("Overview"),
            "decisions": t("Decisions"),
            "skills": t("Skills"),
            "transition": t("Transition"),
            "dependencies": t("Dependencies"),
            "access": t("Access"),
            "dossier": t("Dossier"),
            "people": t("People"),
            "preferences": t("Preferences"),
        }
        first = INNER.get(first, first)
        self.sidebar = Sidebar(t)
        for name in (*VIEWS, *FEET):
            self.sidebar.add(name, self.names[name], foot=name in FEET)
        self.sidebar.chosen.connect(self.show_page)
        self.topbar = TopBar()
        self._banner: Banner | None = None
        self._stack = QStackedWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addWidget(self._stack, 1)
        self._right = right
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.sidebar)
        outer.addLayout(right, 1)
        session.changed.connect(self._on_change)
        self.current = ""
        self.sidebar.show_workspace(workspace, ui.today())
        self.show_page(first if first in self.names else "overview")
        ui.after_paint(self.read_head)

    def show_banner(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """A standing remark above the pages, with at most one way to act on it; empty takes it away."""
        if self._banner is None:
            from ctohandover.ui import banner

            self._banner = banner.Banner()
            self._right.insertWidget(1, self._banner)
        self._banner.say(text, action, run)

    def read_head(self) -> None:
        today = self.ui.today()
        self.session.read(lambda run: views.head(run, today), self._show_head, owner=self)

    def _show_head(self, head: Head) -> None:
        self.head = head
        t, workspace = self.ui.t, head.workspace
        self.sidebar.show_workspace(workspace, self.ui.today())
        self.sidebar.buttons["decisions"].set_count(t.number(head.decisions), t("how many there are"))
        if head.skills:
            self.sidebar.buttons["skills"].set_count(t.number(head.skills), t("how many there are"))
        if head.applicable:
            done = f"{t.number(head.verified)}/{t.number(head.applicable)}"
            self.sidebar.buttons["transition"].set_count(done, t("signed, of those that apply"))
        if head.lost or head.skills or head.decisions:
            self.sidebar.buttons["dependencies"].set_count(t.number(head.lost), t("held by nobody inside"))
        if head.accesses:
            self.sidebar.buttons["access"].set_count(t.number(head.accesses), t("how many there are"))
        self.sidebar.buttons["people"].set_count(t.number(len(head.crew.everybody)), t("how many there are"))
        keeper = head.crew.by_id.get(workspace.keeper_id or "")
        told = t("Keeper: {name}", name=keeper.name) if keeper else t("No keeper named")
        self.sidebar.keeper.setText(breakable(told))
        self.head_read.emit(head)

    def _on_change(self, change: Change) -> None:
        if change.kinds & {"workspace", "person", "decision", "subject", "assessment", "item", "signoff"}:
            self.read_head()

    def page(self, name: str) -> Page:
        if name not in self.pages:
            made = _page(name)(self.ui, self.session)
            self.pages[name] = made
            self._stack.addWidget(made)
            self.page_made.emit()
        return self.pages[name]

    def make_pages(self) -> None:
        """Make the pages that were not shown yet, one after the other and each in its own turn of the event loop: what
        they offer can then be searched for."""
        left = [name for name in (*VIEWS, *FEET, *INNER) if name not in self.pages]
        if left:
            self.page(left[0])
            QTimer.singleShot(0, self, self.make_pages)

    def act(self, offer: Offer) -> None:
        """Do what a page offers, on that page: it is shown first, and has its data."""
        name = next((name for name, page in self.pages.items() if page is offer.owner), None)
        if name is not None and name != self.current:
            self.show_page(name)
            if self.current == name:
                self.pages[name].when_filled(offer.action.trigger)
            return
        offer.action.trigger()

    def show_page(self, name: str, what: object = None) -> None:
        if self.current and name != self.current and not self.pages[self.current].leave():
            self.sidebar.select(INNER.get(self.current, self.current))
            return
        page = self.page(name)
        moved = bool(self.current)  # the first page of a workspace leaves the focus where it is
        self.current = name
        self.sidebar.select(INNER.get(name, name))
        self.topbar.show_page(page)
        self._stack.setCurrentWidget(page)
        page.freshen()  # the window may not be on the screen yet
        if what is not None:
            page.show_what(what)
        if moved:
            page.focus_first()
        self.page_shown.emit(name)

    def leave(self) -> bool:
        """Whether the workspace may be closed now: pages commit what is being typed, or ask."""
        return all(page.leave() for page in self.pages.values())

    def next_pane(self, step: int) -> None:
        """F6: from pane to pane, the sidebar first."""
        panes: list[QWidget] = [self.sidebar, *self.pages[self.current].panes()]
        focused = self.focusWidget()
        here = next(
            (
                n
                for n, pane in enumerate(panes)
                if focused is not None and (pane is focused or pane.isAncestorOf(focused))
            ),
            -1,
        )
        target = panes[(here + step) % len(panes)]
        if target is self.sidebar:
            self.sidebar.focus_selected()
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)
