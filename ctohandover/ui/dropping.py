"""Files dropped on the window: workspaces, replies, decisions and folders of them, tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ctohandover.formats.adr.names import MARKDOWN
from ctohandover.storage.schema import SUFFIX

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from ctohandover.ui.frame import Frame
    from ctohandover.ui.window import Window

REPLY = ".ctoreply"
TABLES = frozenset({".csv", ".xlsx", ".tsv", ".json", ".xml", ".1pux"})


def dropped(data: QMimeData) -> list[Path]:
    """What of it the window can do something with."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in (SUFFIX, REPLY, *TABLES, *MARKDOWN) or path.is_dir()]


def take(window: Window, paths: list[Path]) -> None:
    """A workspace is opened; else the first one says what it is about. Decisions are taken together."""
    frame, files = window.frame, [path for path in paths if not path.is_dir()]
    workspace = next((path for path in files if path.suffix.lower() == SUFFIX), None)
    if workspace is not None:
        window.open_path(workspace)
    elif frame is None:
        window.ui.say(window.ui.t("Open or make a workspace first: these files go into one."))
    elif paths[0].is_dir():
        take_folder(frame, paths[0])
    elif (suffix := paths[0].suffix.lower()) == REPLY:
        frame.show_page("people", {"reply": paths[0]})
    elif suffix in TABLES:
        take_table(frame, paths[0])
    else:
        frame.show_page("decisions", {"import": [path for path in files if path.suffix.lower() in MARKDOWN]})


def take_folder(frame: Frame, path: Path) -> None:
    """A repository has more to tell than its decisions; any other folder is looked through for those."""
    if (path / ".git").exists() and frame.current != "decisions":
        from ctohandover.ui.filling.dialog import fill_from

        fill_from(frame.ui, frame.session, frame.pages[frame.current], path)
    else:
        frame.show_page("decisions", {"import": path})


def take_table(frame: Frame, path: Path) -> None:
    """Show what a table would bring. The page that is open says what it is expected to hold."""
    from ctohandover.formats.tables.model import What
    from ctohandover.ui.tables.opening import import_table

    first = {
        "skills": What.ASSESSMENTS,
        "people": What.PEOPLE,
        "transition": What.CHECKLIST,
        "access": What.ACCESSES,
    }.get(frame.current)
    import_table(frame.ui, frame.session, frame.pages[frame.current], first=first, path=path)
