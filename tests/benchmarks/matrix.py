"""People by subjects: reading the levels, any day of a year, a page of scrolling, taking thousands at once."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtWidgets import QApplication

from ctohandover import app as program
from ctohandover.domain.holders import standings
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person, Role
from ctohandover.domain.subjects import Kind
from ctohandover.paths import Paths
from ctohandover.services.facade import Services
from ctohandover.services.grid import grid
from ctohandover.services.holding import NewAssessment
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.workspaces import NewWorkspace, create
from ctohandover.storage import reads
from ctohandover.storage.reader import Reader
from ctohandover.storage.store import Store
from ctohandover.ui.skills.arranged import arrange
from ctohandover.ui.skills.model import MatrixModel
from ctohandover.ui.widgets.matrix import Matrix
from tests.benchmarks.screen import application
from tests.benchmarks.timing import Figure, in_turn, percentile, seconds

_RAW = (
    "SELECT subject_id, person_id, day, id, level, method, assessor_id, session_method, by_reply FROM assessment"
    " ORDER BY id"
)
YEAR = 365


def _workspace(path: Path, people: int, subjects: int, levels: int) -> Path:
    """A file with so many levels, one of ten people outside, days over a year."""
    rng = random.Random(1)
    everybody = [
        Person(id="", name=f"Person {number:04}", role=Role.MEMBER, internal=number % 10 != 0)
        for number in range(people)
    ]
    create(path, NewWorkspace(company="x", language="en", people=everybody))
    store = Store(path)
    services = Services(store)
    forms = [SubjectForm(kind=Kind.SKILL, title=f"Skill {n:04}", area=f"Area {n % 12}") for n in range(subjects)]
    ids = services.subjects.add_many(forms)
    with store.reading() as run:
        keys = [person.id for person in reads.people(run)]
    store.actor_id = keys[0]
    today = date.today()
    services.holding.assess_many(
        [
            NewAssessment(
                person_id=rng.choice(keys),
                subject_id=rng.choice(ids),
                level=Level(rng.randrange(5)),
                day=today - timedelta(days=rng.randrange(YEAR)),
            )
            for _ in range(levels)
        ]
    )
    store.close()
    return path


def loading(folder: Path, *, rounds: int = 5, sizes: tuple[tuple[int, int, int], ...] = ()) -> list[Figure]:
    """All levels as they are counted from, against the rows alone; then any day of a year from what was read."""
    found = []
    for people, subjects, levels in sizes or ((200, 150, 30_000), (1_000, 500, 500_000)):
        path = _workspace(folder / f"{levels}.handover", people, subjects, levels)
        raw = sqlite3.connect(path)

        def ours(path: Path = path) -> float:
            with closing(Reader(path)) as reader, reader.reading() as run:
                run("SELECT 1")
                return seconds(lambda: reads.ledger(run))

        with closing(raw):
            rows, ledger = in_turn(rounds, lambda raw=raw: seconds(lambda: raw.execute(_RAW).fetchall()), ours)  # type: ignore[misc]
        found.append(Figure(f"{levels:,} levels, read to be counted", ledger, "raw sqlite3 rows", rows, most_ratio=2.3))
        found.append(_any_day(path, levels))
    return found


def _any_day(path: Path, levels: int) -> Figure:
    rng = random.Random(2)
    with closing(Reader(path)) as reader, reader.reading() as run:
        subjects, people, ledger = reads.subjects(run), reads.people(run), reads.ledger(run)
        days = [date.today() - timedelta(days=rng.randrange(YEAR)) for _ in range(9)]
        taken = [seconds(lambda day=day: standings(subjects, people, ledger, day)) for day in days]  # type: ignore[misc]
    bar = 100.0 if levels <= 30_000 else None
    return Figure(f"{levels:,} levels, as of any day of a year", 1000 * median(taken), most=bar)


def scrolling(folder: Path, *, pages: int = 60, sizes: tuple[tuple[int, int, int], ...] = ()) -> list[Figure]:
    """A page down or across, until it is painted, header and names included."""
    app = application()
    ui = program.make_ui(app, Paths(config=folder, data=folder, logs=folder / "logs"))
    ui.theme.dress()
    found = []
    for people, subjects, levels in sizes or ((200, 150, 30_000), (1_000, 500, 60_000)):
        path = _workspace(folder / f"{people}.handover", people, subjects, levels)
        with closing(Reader(path)) as reader, reader.reading() as run:
            shown = grid(run, Kind.SKILL, date.today())
        model = MatrixModel(ui)
        model.fill(shown, arrange(shown))
        view = Matrix(ui.theme, "levels")
        view.setModel(model)
        view.resize(1040, 700)
        view.show()
        QApplication.processEvents()
        times = []
        for page in range(pages):
            bar = view.verticalScrollBar() if page % 2 else view.horizontalScrollBar()
            start = perf_counter()
            bar.setValue((bar.value() + bar.pageStep()) % max(1, bar.maximum()))
            for part in (view, view.horizontalHeader(), view.verticalHeader()):
                part.viewport().repaint()
            times.append(1000 * (perf_counter() - start))
        view.close()
        found.append(
            Figure(f"matrix {people:,} x {subjects:,}, a page of scroll, p90", percentile(times, 0.9), most=16)
        )
    program.shut(ui)
    return found
