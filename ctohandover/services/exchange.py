"""Two-way exchange of decisions with a folder: a preview first, then take; export never overwrites a foreign change."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ctohandover.domain.ids import new_id
from ctohandover.errors import FileProblem, Invalid
from ctohandover.files import write_whole
from ctohandover.formats.adr import Scanned, scan
from ctohandover.formats.files import read_regular
from ctohandover.services.decisions import NewText, add_texts, digest, put_text
from ctohandover.storage import reads
from ctohandover.storage.tables import DecisionRow, ImageRow, SourceRow

if TYPE_CHECKING:
    from ctohandover.domain.decisions import Source
    from ctohandover.storage.reader import Run
    from ctohandover.storage.store import Store
    from ctohandover.storage.unit import Unit

log = logging.getLogger(__name__)
IMAGE_LIMIT = 20 * 1024 * 1024  # bytes

Step = Callable[[int, int], None]
"""step(done, total) reports progress and raises Cancelled when the user stopped the work."""


def no_step(done: int, total: int) -> None:
    """For callers that show no progress."""


class State(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    DIVERGED = "diverged"
    """Changed in the folder and here: never overwritten, unless somebody chooses the folder's text for it."""
    UNCHANGED = "unchanged"
    NOT_A_DECISION = "not_a_decision"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file of the folder. `reason` says why it is no decision, or "edited-here" for an unchanged file whose
    decision was edited in the workspace."""

    state: State
    file: Scanned
    reason: str = ""
    decision_id: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    folder: Path
    source: Source | None
    """The source folder that this is again, if it was imported before."""
    candidates: tuple[Candidate, ...]

    def of(self, state: State) -> list[Candidate]:
        return [item for item in self.candidates if item.state is state]


class Outcome(StrEnum):
    WRITTEN = "written"
    UNCHANGED = "unchanged"
    DIVERGED = "diverged"
    """The file in the folder is neither ours nor what was last exchanged: left as it is."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    folder: Path
    files: tuple[tuple[str, Outcome], ...]

    def of(self, outcome: Outcome) -> list[str]:
        return [path for path, was in self.files if was is outcome]


@dataclass(frozen=True, slots=True)
class Place:
    """Where single files are imported from. `files` are their paths below `folder`; of one that lies elsewhere, all of
    it. `below` says whether the folders below are read too: of a folder that was never imported only its own files
    are, since it may be anything (downloads, a desk)."""

    folder: Path
    source: Source | None
    files: tuple[str, ...]
    below: bool


def place_of(run: Run, files: Collection[Path]) -> Place:
    """The nearest source folder that these files belong to, else the folder of the first one. Links on the way to a
    file are followed, those that are files are not."""
    real = list(dict.fromkeys(file.parent.resolve() / file.name for file in files))
    best: Place | None = None
    for source in reads.sources(run):
        home, stored = Path(source.path).resolve(), reads.exchanged(run, source.id)
        if not all(file.is_relative_to(home) for file in real):
            continue
        paths = tuple(file.relative_to(home).as_posix() for file in real)
        folders = {posixpath.dirname(path) for path in stored}
        tree = folders - {""} != set()  # it was imported with what lies below it
        belong = tree or {posixpath.dirname(path) for path in paths} <= {"", *folders}
        if belong and (best is None or len(source.path) > len(str(best.folder))):
            best = Place(Path(source.path), source, paths, tree)
    if best is not None:
        return best
    folder = real[0].parent
    inside = (file.name if file.parent == folder else str(file) for file in real)
    return Place(folder, None, tuple(inside), below=False)


def look(folder: Path, step: Step = no_step, *, below: bool = True) -> list[Scanned]:
    """Read every Markdown file of a folder; needs no database. Raises FileProblem for the folder itself."""
    return scan(folder, step=lambda done: step(done, 0), below=below)


def preview(run: Run, folder: Path, files: Collection[Scanned]) -> ImportPlan:
    """What importing would do. Nothing is written."""
    return _plan(run, folder, _source_for(run, folder, files), files)


def preview_of(run: Run, place: Place, files: Collection[Scanned]) -> ImportPlan:
    """What importing would do with the files of `place` alone, read together with their folder: what one record says
    of another is understood by the other. A file that the folder was not read for says so."""
    plan = _plan(run, place.folder, place.source, files)
    found = {item.file.path: item for item in plan.candidates}
    return replace(plan, candidates=tuple(found.get(path) or _left_out(path) for path in place.files))


def _left_out(path: str) -> Candidate:
    return Candidate(State.NOT_A_DECISION, Scanned(path, None, refusal="not-looked-into"), "not-looked-into")


def _plan(run: Run, folder: Path, source: Source | None, files: Collection[Scanned]) -> ImportPlan:
    known = dict(reads.exchanged(run, source.id)) if source else {}
    for path, row in _homeless(run).items():
        known.setdefault(path, row)
    return ImportPlan(folder, source, tuple(_judge(file, known.get(file.path)) for file in files))


def _homeless(run: Run) -> dict[str, tuple[str, str, str]]:
    """Decisions written here that have no source folder yet, by the path that they would be exported to."""
    rows = run("SELECT path, id, hash, exchanged_hash FROM decision WHERE source_id IS NULL")
    return {path: (key, now, then) for path, key, now, then in rows}


def _judge(file: Scanned, known: tuple[str, str, str] | None) -> Candidate:
    if file.data is None or file.reading is None or file.reading.fields is None:
        reason = file.refusal or (file.reading.reason if file.reading else "")
        return Candidate(State.NOT_A_DECISION, file, reason)
    if known is None:
        return Candidate(State.NEW, file)
    decision_id, now, then = known
    if file.sha256 == now:
        return Candidate(State.UNCHANGED, file, "", decision_id)
    if file.sha256 == then:
        return Candidate(State.UNCHANGED, file, "edited-here", decision_id)
    return Candidate(State.CHANGED if now == then else State.DIVERGED, file, "", decision_id)


def _source_for(run: Run, folder: Path, files: Collection[Scanned]) -> Source | None:
    """The stored source that this folder is: the same place, or (moved, or on another computer) one of which at least
    half of the files are here under the same relative paths. One of them has to be the same text: many repositories
    begin with a record of the same name."""
    sources = reads.sources(run)
    for source in sources:
        if source.path == str(folder.absolute()):
            return source
    here = {file.path: file.sha256 for file in files}
    for source in sources:
        stored = reads.exchanged(run, source.id)
        both = stored.keys() & here.keys()
        if both and len(both) * 2 >= len(stored) and any(here[path] in stored[path][1:] for path in both):
            return source
    return None


class ExchangeService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def take(self, plan: ImportPlan, chosen: Collection[str] | None = None, step: Step = no_step) -> int:
        """Take files over as one undo step; gives back how many. `chosen` are paths; by default all new and changed
        ones. A diverged file is taken only when its path is chosen: the text here stays in the history."""
        texts = gather(plan, chosen, step)
        with self._store.unit("decisions-imported", n=len(texts.wanted), folder=plan.folder.name) as unit:
            return put(unit, texts)

    def export(self, folder: Path, step: Step = no_step) -> ExportResult:
        """Write all decisions and their images into a folder, untouched ones byte for byte.

        A file there that is neither ours nor what was last exchanged is left alone and reported. Raises FileProblem.
        """
        with self._store.reading() as run:
            files = _to_write(run)
            home = next((item for item in reads.sources(run) if item.path == str(folder.absolute())), None)
        results: list[tuple[str, Outcome]] = []
        exchanged: list[tuple[str, str]] = []
        for done, file in enumerate(files):
            step(done, len(files))
            outcome = _write(folder, file)
            results.append((file.path, outcome))
            if file.decision_id and outcome is not Outcome.DIVERGED and home and file.source_id in (home.id, None):
                exchanged.append((file.decision_id, digest(file.content)))
        if home and exchanged and not self._store.read_only:
            with self._store.unit("decisions-exported", n=len(exchanged), folder=folder.name) as unit:
                for key, now in exchanged:
                    unit.change(DecisionRow, key, exchanged_hash=now, source_id=home.id)
        return ExportResult(folder, tuple(results))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What an import takes, with the images that its texts show: read before the transaction begins."""

    plan: ImportPlan
    wanted: tuple[Candidate, ...]
    images: dict[str, bytes]


def gather(plan: ImportPlan, chosen: Collection[str] | None = None, step: Step = no_step) -> Gathered:
    """The files that are taken: those chosen by their paths, or all new and changed ones."""
    takeable = (State.NEW, State.CHANGED, State.DIVERGED)
    wanted = tuple(
        item
        for item in plan.candidates
        if (item.file.path in chosen if chosen is not None else item.state in (State.NEW, State.CHANGED))
        and item.state in takeable
    )
    return Gathered(plan, wanted, _images_of(plan.folder, wanted, step))


def put(unit: Unit, texts: Gathered) -> int:
    """Take files over inside a unit; gives back how many."""
    plan, wanted = texts.plan, texts.wanted
    in_step = [item for item in plan.of(State.UNCHANGED) if not item.reason]
    source_id = _source(unit, plan)
    add_texts(unit, [_new_text(item, source_id) for item in wanted if item.state is State.NEW])
    for item in wanted:
        if item.state is not State.NEW:
            _replace(unit, item, source_id)
    for item in in_step:
        unit.change(DecisionRow, item.decision_id, source_id=source_id, exchanged_hash=item.file.sha256)
    _put_images(unit, source_id, texts.images)
    return len(wanted)


def _source(unit: Unit, plan: ImportPlan) -> str:
    path = str(plan.folder.absolute())
    if plan.source is None:
        return unit.add(SourceRow(id=new_id(), version="", path=path))
    if plan.source.path != path:
        unit.change(SourceRow, plan.source.id, path=path)
    return plan.source.id


def _replace(unit: Unit, item: Candidate, source_id: str) -> None:
    assert item.file.data is not None
    put_text(
        unit, item.decision_id, item.file.path, item.file.data, source_id=source_id, exchanged_hash=item.file.sha256
    )


def _new_text(item: Candidate, source_id: str) -> NewText:
    assert item.file.data is not None
    assert item.file.reading is not None
    assert item.file.reading.fields is not None
    return NewText(
        path=item.file.path,
        content=item.file.data,
        fields=item.file.reading.fields,
        source_id=source_id,
        exchanged_hash=item.file.sha256,
    )


def _images_of(folder: Path, wanted: Collection[Candidate], step: Step) -> dict[str, bytes]:
    """The images that the chosen texts show. One that is missing or too big is left out; the text stays as it is."""
    paths = sorted({path for item in wanted if item.file.reading for path in item.file.reading.images})
    found = {}
    for done, path in enumerate(paths):
        step(done, len(paths))
        try:
            found[path] = read_regular(folder / path, IMAGE_LIMIT)
        except FileProblem as problem:
            log.info("image left out: %s", problem.code)
    return found


def _put_images(unit: Unit, source_id: str, images: dict[str, bytes]) -> None:
    stored = reads.image_hashes(unit.run, source_id)
    new = []
    for path, data in images.items():
        now = digest(data)
        if path not in stored:
            new.append({"id": new_id(), "source_id": source_id, "path": path, "hash": now, "content": data})
        elif stored[path][1] != now:
            unit.change(ImageRow, stored[path][0], hash=now, content=data)
    unit.add_many(ImageRow, new)


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    content: bytes
    exchanged_hash: str
    decision_id: str
    source_id: str | None


def _to_write(run: Run) -> list[_File]:
    """Everything that an export writes, each under the path that it has in its source; with several sources each gets
    a folder of its own."""
    rows = run(
        "SELECT d.path, t.content, d.exchanged_hash, d.id, d.source_id"
        " FROM decision d JOIN decision_text t ON t.id = d.id ORDER BY d.source_id, d.path"
    )
    pictures = run("SELECT path, content, hash, '', source_id FROM image ORDER BY source_id, path")
    names = _folder_names(reads.sources(run)) if len({row[4] for row in rows if row[4]}) > 1 else {}
    files = []
    for path, content, then, key, source in [*rows, *pictures]:
        inside = PurePosixPath(path)
        if inside.is_absolute() or ".." in inside.parts or not inside.parts:
            raise Invalid("path-escapes", path=path)
        files.append(_File(str(PurePosixPath(names.get(source, "")) / inside), content, then, key, source))
    return files


def _folder_names(sources: list[Source]) -> dict[str | None, str]:
    names: dict[str | None, str] = {}
    for source in sources:
        base = Path(source.path).name or "decisions"
        name, n = base, 2
        while name in names.values():
            name, n = f"{base}-{n}", n + 1
        names[source.id] = name
    return names


def _write(folder: Path, file: _File) -> Outcome:
    target = folder / file.path
    if target.is_symlink():
        return Outcome.DIVERGED
    try:
        there = target.read_bytes() if target.exists() else None
    except OSError as error:
        raise FileProblem("unreadable", path=str(target), reason=error.strerror or "") from error
    if there == file.content:
        return Outcome.UNCHANGED
    if there is not None and digest(there) != file.exchanged_hash:
        return Outcome.DIVERGED
    try:
        write_whole(target, file.content)
    except OSError as error:  # a folder of the path is a file: not even what was begun beside it can be looked for
        raise FileProblem("cannot-write", path=str(target), reason=error.strerror or "") from error
    return Outcome.WRITTEN
