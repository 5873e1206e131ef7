"""Measures against the bars and prints a line for each: `python -m tests.benchmarks [name ...]`.

Figures drift with the computer and with what else it does; ratios to a reference that was measured in the same run, in
turn, drift less. Nothing here is part of the tests: those run each measure once, with small sizes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.benchmarks import founder, matrix, processes, records, screen, stores  # noqa: E402 - after the path is set
from tests.benchmarks.timing import Figure, heading  # noqa: E402

Measure = Callable[..., list[Figure]]
MEASURES: dict[str, Measure] = {
    "start": processes.start,
    "list": stores.listing,
    "insert": stores.inserting,
    "search": stores.searching,
    "scan": records.scanning,
    "import": processes.full_import,
    "backup": stores.backing_up,
    "reading": screen.reading,
    "choosing": screen.choosing,
    "importing": screen.importing,
    "levels": matrix.loading,
    "matrix": matrix.scrolling,
    "answers": founder.answering,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--alone", action="store_true", help="in this process, and without the heading")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in MEASURES]
    if unknown:
        parser.error(f"no measure is called {', '.join(unknown)}; known: {', '.join(MEASURES)}")
    if options.alone:
        return _measure(options.names)
    print(heading())
    missed = 0
    for name in options.names or MEASURES:
        # A process for each: what one leaves in memory does not slow the next one down.
        command = [sys.executable, "-m", "tests.benchmarks", name, "--alone"]
        missed += subprocess.run(command, cwd=ROOT, check=False).returncode
    return 1 if missed else 0


def _measure(names: list[str]) -> int:
    missed = 0
    for name in names:
        with tempfile.TemporaryDirectory(prefix="ctohandover-benchmark-") as folder:
            os.environ["CTOHANDOVER_PROFILE"] = str(Path(folder) / "profile")
            for figure in MEASURES[name](Path(folder)):
                print(figure.line(), flush=True)
                missed += figure.holds is False
    return missed


if __name__ == "__main__":
    sys.exit(main())
