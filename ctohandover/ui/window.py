"""The main window: the welcome page or one open workspace, and what belongs to the file as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ctohandover import messages
from ctohandover import settings as prefs
from ctohandover.domain.journal import Change
from ctohandover.storage import reads
from ctohandover.storage.schema import SUFFIX
from ctohandover.ui import known
from ctohandover.ui.frame import Frame
from ctohandover.ui.menus import Menus
from ctohandover.ui.opening import Opened, open_workspace
from ctohandover.ui.session import Session
from ctohandover.ui.status import StatusBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from ctohandover.errors import AppError
    from ctohandover.ui.context import Ui
    from ctohandover.ui.toast import Toast
    from ctohandover.ui.welcome.page import WelcomePage

MENDED_BY_BACKUP = frozenset({"empty", "foreign", "truncated", "schema", "damaged"})
BACKUP_AFTER = 60_000
"""Milliseconds after a change; not started anew by the next one."""


class Window(QMainWindow):
    """`first_data` comes when the page that the window was opened for has its data."""

    failed = Signal(object)
    """An AppError that was shown."""
    first_data = Signal()

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self.ui = ui
        self.session: Session | None = None
        self.frame: Frame | None = None
        self.setWindowTitle(ui.t("CTO Handover"))
        self.setMinimumSize(860, 560)
        self.setAcceptDrops(True)
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self._welcome: WelcomePage | None = None
        self.status = StatusBar(ui)
        self.setStatusBar(self.status)
        self.status.who_chosen.connect(self.sit_here)
        self.status.people_asked.connect(lambda: self.go("people", None))
        self._toast: Toast | None = None
        self.menus = Menus(self)
        ui.voice.said.connect(lambda text: self.toast.say(text))
        ui.voice.failed.connect(self.fail)
        ui.voice.go.connect(self.go)
        ui.jobs.trouble.connect(self.fail)
        self._backup_timer = QTimer(self, singleShot=True, interval=BACKUP_AFTER)
        self._backup_timer.timeout.connect(self.back_up)
        self._restore_layout()

    # --- opening and closing

    @property
    def welcome(self) -> WelcomePage:
        """Made when it is first shown: a window that opens on a workspace does not need it."""
        if self._welcome is None:
            from ctohandover.ui.welcome import page

            self._welcome = page.WelcomePage(self.ui)
            self._welcome.open_asked.connect(self.open_path)
            self._welcome.browse_asked.connect(self.browse)
            self._welcome.new_asked.connect(self.new_workspace)
            self._welcome.demo_asked.connect(self.open_demo)
            self._welcome.filled.connect(self.first_data)
            self.stack.addWidget(self._welcome)
        return self._welcome

    def show_welcome(self) -> None:
        self.stack.setCurrentWidget(self.welcome)
        self.welcome.refresh()

    def open_path(self, path: Path) -> None:
        """Open a workspace; on trouble the window stays as it is and says why."""
        path = path.absolute()
        if self.session is not None and self.session.path == path:
            return
        self.ui.jobs.read(
            lambda: open_workspace(path, self.ui.paths.backups),
            lambda found: self._show(path, found),
            lambda error: self._not_opened(path, error),
            self,
        )

    def _not_opened(self, path: Path, error: AppError) -> None:
        if self.session is None:
            self.show_welcome()
        mend = ("", None) if error.code not in MENDED_BY_BACKUP else (
            self.ui.t("Restore a backup…"), lambda: self.welcome.restore(path)
        )  # fmt: skip
        self.fail(error, *mend)

    def _show(self, path: Path, found: Opened) -> None:
        if not self.close_workspace():
            self.ui.jobs.run(found.reader.close)
            return
        actor = self.ui.settings.get(prefs.WHO).get(found.workspace.id)
        if actor not in {person.id for person in found.people}:
            actor = None
        session = Session(self.ui.jobs, path, found.reader, found.workspace.id, actor, read_only=found.read_only)
        self.session = session
        session.history.changed.connect(self.menus.refresh_history)
        session.changed.connect(self._say_change)
        session.saved.connect(self._on_saved)
        first = self.ui.layout(f"view:{found.workspace.id}") or "overview"
        frame = Frame(self.ui, session, first, found.workspace)
        self.frame = frame
        frame.head_read.connect(self.status.show_head)
        frame.sidebar.search_asked.connect(self.find_everything)
        frame.page_shown.connect(lambda name: self.ui.keep_layout(f"view:{session.workspace_id}", name))
        frame.pages[frame.current].filled.connect(self.first_data, Qt.ConnectionType.SingleShotConnection)
        self.stack.addWidget(frame)
        self.stack.setCurrentWidget(frame)
        self.setWindowTitle(f"{found.workspace.company} – {self.ui.t('CTO Handover')}")
        if found.read_only:
            frame.show_banner(
                self.ui.t("This file is read-only: you can look at everything, and change nothing."),
                self.ui.t("Save a copy…"),
                self.save_copy,
            )
        elif actor is None and found.people:
            frame.show_banner(
                self.ui.t("Say who sits at this computer: it goes into the history, and says who assessed whom."),
                self.ui.t("Choose…"),
                self.status.who.showMenu,
            )
        if found.upgraded:
            self.ui.say(self.ui.t("Made by an earlier version, now brought up to date. A backup is kept."))
        self.status.show_session(actor, read_only=found.read_only)
        self.menus.refresh_open()
        self.menus.refresh_history()
        self.ui.after_paint(self.settle)

    @property
    def toast(self) -> Toast:
        if self._toast is None:
            from ctohandover.ui import toast

            self._toast = toast.Toast(self)
        return self._toast

    def settle(self) -> None:
        """Bring the rest in, watch for other windows, back up; after the first paint, and for each workspace."""
        if self.session is None or self.session.closed:
            return
        known.remember(self.ui.settings, self.session.path)
        if self.frame is not None:
            self.frame.pages[self.frame.current].focus_first()
        self.session.read(lambda run: reads.drafts(run, self.ui.owner), self._offer_drafts, owner=self.frame)
        self.session.start()
        # SQLAlchemy and the render process, in their own threads: nothing waits for them.
        self.session.write(lambda services: None)
        self.ui.jobs.run(lambda: self.ui.renderer.warm_up())
        self.back_up()

    def _offer_drafts(self, unfinished: list[str]) -> None:
        """After a crash: say that there is unfinished text, wherever it is."""
        if unfinished and self.frame is not None:
            t = self.ui.t
            text = t.plural(
                "{n} decision was being edited and not finished; what was typed is kept.",
                "{n} decisions were being edited and not finished; what was typed is kept.",
                len(unfinished),
            )
            self.frame.show_banner(text, t("Show it"), lambda: self._show_draft(unfinished[0]))

    def _show_draft(self, decision_id: str) -> None:
        if self.frame is not None:
            self.frame.show_banner("")
        self.go("decisions", {"decision": decision_id})

    def close_workspace(self) -> bool:
        """Close what is open, committed and backed up; False when a page has to be seen to first."""
        if self.session is None or self.frame is None:
            return True
        if not self.frame.leave():
            return False
        session, frame = self.session, self.frame
        session.stop()
        self._backup_timer.stop()
        self.session, self.frame = None, None
        self.stack.setCurrentWidget(self.welcome)
        self.stack.removeWidget(frame)
        # Whatever is still to be written goes through the writer first; the file is closed behind it.
        self.ui.jobs.write(lambda: self._finish(session), lambda _: self.welcome.refresh(), owner=self)
        frame.deleteLater()
        self.setWindowTitle(self.ui.t("CTO Handover"))
        self.status.show_session(None, read_only=False, none=True)
        self.menus.refresh_open()
        return True

    def _finish(self, session: Session) -> None:
        session.close()
        if session.makes_backups:
            known.back_up(session.path, self.ui.paths)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._keep_layout()
        if not self.close_workspace():
            event.ignore()
            return
        super().closeEvent(event)

    # --- the file as a whole

    def browse(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        start, kinds = str(known.folder(self.ui.settings, self.ui.paths)), self._kinds_of_file()
        name, _ = QFileDialog.getOpenFileName(self, self.ui.t("Open a workspace"), start, kinds)
        if name:
            self.open_path(Path(name))

    def new_workspace(self) -> None:
        from ctohandover.ui.welcome.new import NewWorkspaceDialog

        dialog = NewWorkspaceDialog(self.ui, self)
        dialog.created.connect(self._created)
        dialog.open()

    def _created(self, path: Path, workspace_id: str, here_id: str) -> None:
        if here_id:
            self.ui.settings.put(prefs.WHO, workspace_id, here_id)
        self.open_path(path)

    def open_demo(self) -> None:
        from ctohandover.ui.welcome import demo

        demo.open_fresh(self.ui, self._demo_made)

    def _demo_made(self, made: tuple[Path, str, str]) -> None:
        path, workspace_id, here = made
        self.ui.settings.put(prefs.WHO, workspace_id, here)
        self.open_path(path)

    def save_copy(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        if self.session is None:
            return
        t, session = self.ui.t, self.session
        start = str(session.path.with_name(f"{session.path.stem} 2{SUFFIX}"))
        ours = QFileDialog.Option.DontConfirmOverwrite
        name, _ = QFileDialog.getSaveFileName(self, t("Save a copy"), start, self._kinds_of_file(), options=ours)
        if not name:
            return
        target = Path(name if name.endswith(SUFFIX) else name + SUFFIX)

        def copy() -> None:
            from ctohandover.services.workspaces import save_copy

            save_copy(session.path, target)

        self.ui.jobs.write(copy, lambda _: self.ui.say(t("A copy is at {path}", path=target)), self.fail, self)

    def _kinds_of_file(self) -> str:
        return self.ui.t("Workspaces ({pattern})", pattern=f"*{SUFFIX}")

    def _on_saved(self) -> None:
        self.status.show_saved()
        if not self._backup_timer.isActive():
            self._backup_timer.start()

    def back_up(self) -> None:
        """Make a backup if something changed; trouble with it is said in the status bar, not in a box."""
        if self.session is None or not self.session.makes_backups:
            return
        path = self.session.path
        self.ui.jobs.run(
            lambda: known.back_up(path, self.ui.paths),
            self.status.show_backup,
            self.status.show_backup_trouble,
            self,
        )

    def restore(self) -> None:
        from ctohandover.ui.welcome.restore import RestoreDialog

        if self.session is not None:
            dialog = RestoreDialog(self.ui, self.session.path, self.session.workspace_id, self)
            dialog.restored.connect(self._restored)
            dialog.open()

    def _restored(self) -> None:
        if self.session is not None:
            self.session.forget_history()
            self.ui.say(self.ui.t("The backup is back. What was there before is among the backups."))

    # --- who, undo, words

    def sit_here(self, person_id: str) -> None:
        """Say who sits at this computer in this workspace."""
        if self.session is None:
            return
        self.session.actor_id = person_id or None
        self.ui.settings.put(prefs.WHO, self.session.workspace_id, person_id)
        self.status.show_actor(self.session.actor_id)
        if self.frame is not None and not self.status.read_only:
            self.frame.show_banner("")
        self.session.changed.emit(Change("", "", {}, frozenset({("actor", person_id)})))

    def undo(self) -> None:
        if self.session is not None:
            self.session.undo(self.fail)

    def redo(self) -> None:
        if self.session is not None:
            self.session.redo(self.fail)

    def _say_change(self, change: Change) -> None:
        if self.session is None or not change.label:
            return
        t = self.ui.t
        if change.undoes:
            history = self.session.history
            step = history.next_redo if change.label == "undo" else history.next_undo
            what = messages.label(step.label, step.values, t) if step else ""
            self.toast.say(
                t("Undone: {what}", what=what) if change.label == "undo" else t("Done again: {what}", what=what)
            )
            return
        done = t("Done: {what}", what=messages.label(change.label, change.values, t))
        self.toast.say(done, t("Undo"), self.undo)

    def fail(self, error: AppError, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Say what went wrong; nothing nested runs, and other windows go on."""
        from ctohandover.ui.messages import show_error

        self.failed.emit(error)
        show_error(self, error, self.ui.t, action, act)

    def go(self, page: str, what: object) -> None:
        if self.frame is not None:
            self.frame.show_page(page, what)

    def find_everything(self) -> None:
        """Ctrl+K: everything in the workspace, and what can be done."""
        if self.session is not None and self.frame is not None:
            from ctohandover.ui.finder import Finder

            Finder(self.ui, self.session, self.frame, self).open()

    def with_frame(self, act: Callable[[Frame], None]) -> None:
        if self.frame is not None:
            act(self.frame)

    # --- the window itself

    def setVisible(self, visible: bool) -> None:  # noqa: N802
        if visible:
            self.ui.theme.dress()
        super().setVisible(visible)
        if visible:
            # Each widget shown has asked to be painted. Taken now, all are painted in one go when the window comes up;
            # taken after it, everything would be painted twice.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateLater.value)

    def _restore_layout(self) -> None:
        room = self.screen().availableGeometry().size()
        frame = QSize(8, 40)  # the title bar and borders that the system will add
        self.resize(QSize(1280, 800).boundedTo(room - frame))
        state = self.ui.layout("window")
        if state:
            from PySide6.QtCore import QByteArray

            self.restoreGeometry(QByteArray.fromBase64(state.encode()))

    def _keep_layout(self) -> None:
        self.ui.keep_layout("window", bytes(self.saveGeometry().toBase64().data()).decode())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        from ctohandover.ui.dropping import dropped

        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        from ctohandover.ui.dropping import dropped, take

        if paths := dropped(event.mimeData()):
            take(self, paths)
