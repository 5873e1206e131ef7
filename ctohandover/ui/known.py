"""The workspaces that this profile knows, and their backups."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ctohandover import settings as prefs
from ctohandover.domain.holders import Situation
from ctohandover.errors import AppError
from ctohandover.storage import reads
from ctohandover.storage.reader import Reader

if TYPE_CHECKING:
    from ctohandover.paths import Paths
    from ctohandover.services.answers import FirstAnswer
    from ctohandover.settings import Settings

MOST = 24


class Known(NamedTuple):
    """A workspace as the welcome page shows it; `lost` counts what nobody inside holds (decisions that nobody inside
    can explain, where `decisions_alone`), `problem` says why it cannot be read."""

    path: Path
    opened_at: str
    company: str = ""
    handover_day: date | None = None
    last_day: date | None = None
    decisions: int = 0
    standing: int = 0
    """Of whatever kind; `lost` are those of them that nobody inside holds."""
    lost: int = 0
    decisions_alone: bool = True
    answer: FirstAnswer | None = None
    problem: AppError | None = None


def remember(settings: Settings, path: Path) -> None:
    """Put a workspace at the top of the known ones."""
    recent = [str(path), *(item for item in settings.get(prefs.RECENT) if item != str(path))][:MOST]
    settings.set(prefs.RECENT, recent)
    settings.put(prefs.OPENED, str(path), datetime.now(UTC).isoformat(timespec="seconds"))


def forget(settings: Settings, path: Path) -> None:
    """Take a workspace from the list; the file stays where it is."""
    settings.set(prefs.RECENT, [item for item in settings.get(prefs.RECENT) if item != str(path)])


def folder(settings: Settings, paths: Paths) -> Path:
    """Where file dialogs begin: beside the last workspace that is no demo, else among the user's documents."""
    for item in settings.get(prefs.RECENT):
        place = Path(item).parent
        if not place.is_relative_to(paths.data) and place.is_dir():
            return place
    from PySide6.QtCore import QStandardPaths

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def portfolio(paths: list[str], opened: dict[str, str], today: date) -> list[Known]:
    """Look into each known workspace, in the order given. Runs in a job: a disk may be slow, or gone."""
    return [_look(Path(path), opened.get(path, ""), today) for path in paths]


def _look(path: Path, opened_at: str, today: date) -> Known:
    from ctohandover.services.answers import first_answer
    from ctohandover.services.overview import overview

    try:
        reader = Reader(path)
        try:
            with reader.reading() as run:
                found, answer = overview(run, today), first_answer(run, today)
        finally:
            reader.close()
    except AppError as problem:
        return Known(path, opened_at, problem=problem)
    return Known(
        path,
        opened_at,
        company=found.workspace.company,
        handover_day=found.workspace.handover_day,
        last_day=found.workspace.last_day,
        decisions=found.standing + found.not_standing,
        standing=found.standing,
        lost=found.count(Situation.OUTSIDER_ONLY) + found.count(Situation.UNHELD),
        decisions_alone=found.decisions_alone,
        answer=answer,
    )


def back_up(path: Path, paths: Paths) -> datetime | None:
    """Make a backup if something changed; gives back when the newest one was made. Raises FileProblem."""
    from ctohandover.storage import backup

    backup.make(path, paths.backups)
    reader = Reader(path)
    try:
        with reader.reading() as run:
            workspace_id = reads.workspace(run).id
    finally:
        reader.close()
    newest = backup.listing(paths.backups, workspace_id)
    return newest[0].at if newest else None
