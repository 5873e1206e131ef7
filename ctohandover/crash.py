"""Crash reports: what we need to mend a bug, and nothing of the user's."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from ctohandover import __version__
from ctohandover.errors import FileProblem
from ctohandover.files import write_whole


def report(error: BaseException, **versions: str) -> str:
    """Where it happened: modules, lines and functions. No values and no message texts, since those may hold what the
    user typed. `versions` name what else matters (Qt)."""
    system = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    extra = "".join(f", {name} {version}" for name, version in versions.items())
    return "\n".join(
        [
            f"CTO Handover {__version__}",
            system + extra,
            datetime.now(UTC).isoformat(timespec="seconds"),
            "",
            *_frames(error),
            "",
        ]
    )


def _frames(error: BaseException) -> list[str]:
    lines: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines += [*_frames(cause), "", "which led to:", ""]
    for frame in traceback.extract_tb(error.__traceback__):
        parts = Path(frame.filename).parts
        start = next((n for n, part in enumerate(parts) if part in ("ctohandover", "site-packages")), len(parts) - 1)
        lines.append(f"  {'/'.join(parts[start:])}:{frame.lineno} in {frame.name}")
    lines.append(type(error).__name__)
    return lines


def write_report(folder: Path, text: str) -> Path | None:
    """Keep a report in the profile, readable by its owner alone; None when even that cannot be written."""
    path = folder / f"crash-{datetime.now(UTC).strftime('%Y%m%d-%H%M%S-%f')}.txt"
    try:
        write_whole(path, text.encode(), private=True)
    except FileProblem as problem:
        print(f"crash report not written: {problem}", file=sys.stderr)
        return None
    return path
