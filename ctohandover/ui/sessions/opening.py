"""Opening the form of a session, with what it needs read first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.assessments import SessionMethod
from ctohandover.domain.sessions import Session, next_method
from ctohandover.services.session_desk import SessionDesk, session_desk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session as Workspace


def begin_session(
    ui: Ui,
    workspace: Workspace,
    parent: QWidget,
    *,
    subjects: Sequence[str] = (),
    receivers: Sequence[str] = (),
    giver_id: str | None = None,
) -> None:
    """Open the form for a new session on some subjects; giver and method are suggested from who stands where."""

    def known(desk: SessionDesk) -> Session:
        giver, chosen = giver_id, tuple(receivers)
        method = SessionMethod.PAIRING
        hint = next((item for item in desk.suggestions if item.subject.id in subjects), None)
        if hint is not None:
            giver = giver or (hint.giver_id if hint.giver_id not in chosen else None)
            chosen = chosen or (hint.receiver_id,)
        kinds = {subject.id: subject.kind for subject in desk.subjects}
        if subjects and chosen and subjects[0] in kinds:
            method = next_method(kinds[subjects[0]], desk.levels.get((chosen[0], subjects[0])))
        return Session(
            id="", day=desk.as_of, method=method, giver_id=giver, receivers=chosen, subjects=tuple(subjects)
        )  # fmt: skip

    _open(ui, workspace, parent, known)


def open_session(ui: Ui, workspace: Workspace, parent: QWidget, session: Session) -> None:
    """Open the form on a session that is there."""
    _open(ui, workspace, parent, lambda desk: session)


def _open(ui: Ui, workspace: Workspace, parent: QWidget, known: Callable[[SessionDesk], Session]) -> None:
    from ctohandover.ui.sessions.dialog import SessionDialog

    today = ui.today()
    workspace.read(
        lambda run: session_desk(run, today),
        lambda desk: SessionDialog(ui, workspace, desk, known(desk), parent).open(),
        owner=parent,
    )
