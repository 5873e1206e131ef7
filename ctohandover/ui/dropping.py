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
    """Do it with the first one that fits what is open; decisions are taken together."""
    frame = window.frame
    for path in paths:
        suffix = path.suffix.lower()
        if suffix == SUFFIX:
            window.open_path(path)
        elif suffix == REPLY and frame is not None:
            frame.show_page("people", {"reply": path})
        elif suffix in TABLES and frame is not None:
            take_table(frame, path)
        elif suffix in MARKDOWN and frame is not None:
            frame.show_page("decisions", {"import": [one for one in paths if one.suffix.lower() in MARKDOWN]})
        elif path.is_dir() and frame is not None:
            take_folder(frame, path)
        else:
            continue
        return


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
