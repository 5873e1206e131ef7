"""Whole processes: start to first paint, memory then, and a full import."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from ctohandover.storage.reader import Reader
from tests.benchmarks import data
from tests.benchmarks.timing import Figure, in_turn

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import sys; from ctohandover.cli import main; sys.exit(main())"  # what the installed command runs
BARE = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: QApplication.exit(0))
app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
os._exit(app.exec())
"""


LAUNCHER = """
import json, os, sys, time
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, usage = os.wait4(child, 0)
print(json.dumps([time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""


class Ended(NamedTuple):
    seconds: float
    mebibytes: float  # the most that it held at once


def run(code: str, *arguments: str | Path, env: dict[str, str] | None = None) -> Ended:
    """One process from its start to its end. A small process of its own starts it and waits: the system counts the
    memory of whoever starts a process as having been held by that process, too."""
    given = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)} | (env or {})
    given.pop("PYTHONDONTWRITEBYTECODE", None)  # each start would compile the program anew
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LAUNCHER, *command], env=given, stdout=subprocess.PIPE, check=True
    )
    taken, kibibytes, exit_code = json.loads(done.stdout)
    if exit_code:
        raise RuntimeError(f"exit code {exit_code} of {arguments}")
    return Ended(taken, kibibytes / 1024)


def start(folder: Path, *, rounds: int = 15, decisions: int = 300) -> list[Figure]:
    """The window on a workspace, on its overview and on its list, against a window with nothing in it."""
    path = data.workspace(folder / "start.handover", decisions)
    profiles = {name: _profile(folder / name, path, name) for name in ("overview", "decisions")}
    memory: dict[str, float] = {}

    def ours(name: str) -> float:
        env = {"CTOHANDOVER_QUIT_AT_FIRST_PAINT": "1", "CTOHANDOVER_PROFILE": str(profiles[name])}
        ended = run(PROGRAM, path, env=env)
        memory[name] = max(memory.get(name, 0.0), ended.mebibytes)
        return ended.seconds

    def bare() -> float:
        ended = run(BARE)
        memory["bare"] = max(memory.get("bare", 0.0), ended.mebibytes)
        return ended.seconds

    for warm in (bare, lambda: ours("overview"), lambda: ours("decisions")):
        warm()
    times = in_turn(rounds, bare, lambda: ours("overview"), lambda: ours("decisions"))
    return [
        Figure("start to first paint, overview", times[1], "bare QMainWindow", times[0], most_ratio=1.6),
        Figure("start to first paint, list of decisions", times[2], "bare QMainWindow", times[0], most_ratio=1.6),
        Figure("memory at first paint, overview", memory["overview"], "bare", memory["bare"], most=80, unit="MiB"),
        Figure("memory at first paint, list", memory["decisions"], "bare", memory["bare"], most=80, unit="MiB"),
    ]


def _profile(folder: Path, path: Path, first: str) -> Path:
    """A profile whose window opens that workspace on that page."""
    reader = Reader(path)
    with reader.reading() as look:
        key = look("SELECT id FROM workspace")[0][0]
    reader.close()
    folder.mkdir()
    settings = {"language": "en", "theme": "light", "layout": {f"view:{key}": first}, "owner": "benchmark"}
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    return folder


def full_import(folder: Path, *, rounds: int = 5, files: int = 2000) -> list[Figure]:
    """Store, journal and index included; less a process that does the same with an empty folder."""
    repository = data.repository(folder / "repository", files)
    nothing = folder / "nothing"
    nothing.mkdir()
    clean = data.empty_workspace(folder / "clean.handover")
    env = {"CTOHANDOVER_PROFILE": str(folder / "profile")}

    def importing(source: Path) -> float:
        target = folder / "import.handover"
        target.write_bytes(clean.read_bytes())
        return run(PROGRAM, "import", target, source, env=env).seconds

    importing(nothing)
    whole, begin = in_turn(rounds, lambda: importing(repository), lambda: importing(nothing))
    return [
        Figure(f"import of {files:,} files beyond start and imports", whole - begin, "start alone", begin, most=1500)
    ]
