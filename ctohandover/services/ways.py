"""The founder's own figures: a file beside the workspace, never in it, since the workspace is handed on."""

from __future__ import annotations

import json
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from ctohandover.domain.record import record
from ctohandover.domain.scenarios import LIMITS, Assumptions
from ctohandover.errors import FileProblem, Invalid
from ctohandover.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUFFIX: Final = ".founder.json"
FORMAT: Final = "ctohandover-founder"
VERSION: Final = 1
MOST_BYTES: Final = 8 * 1024 * 1024
"""The figures take few; the founder's texts (see `services.gap_texts`) may take more."""
_WRITING: Final = Lock()
"""Two jobs of this program must not read the file, and then each write its own part over the other's."""


@record()
class Ways:
    """`told` are the assumptions, `own` the names of those that the founder set, `estimates` of those that they are not
    sure of. The rest are defaults."""

    told: Assumptions
    own: frozenset[str] = frozenset()
    estimates: frozenset[str] = frozenset()


def founder_file(workspace: Path) -> Path:
    """Beside the workspace, with its name."""
    return workspace.with_name(workspace.stem + SUFFIX)


def load(path: Path) -> Ways:
    """What the file says; the defaults where there is none. Raises FileProblem `founder-file` for one that is not ours,
    is of a newer version or says what cannot be, and leaves it as it is."""
    known = content(path)
    if not known:
        return Ways(Assumptions())
    try:
        return _read(known)
    except (ValueError, TypeError) as error:
        raise FileProblem("founder-file", path=str(path), reason=str(error)) from error


def content(path: Path) -> dict[str, Any]:
    """Everything in the file, whatever a part of it is for; empty where there is none. Raises FileProblem
    `founder-file` for one that is not ours."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FileProblem("founder-file", path=str(path), reason=error.strerror or "") from error
    try:
        known = json.loads(data) if len(data) <= MOST_BYTES else None
    except (ValueError, RecursionError) as error:
        raise FileProblem("founder-file", path=str(path), reason=str(error)) from error
    if not isinstance(known, dict) or known.get("format") != FORMAT or known.get("version") != VERSION:
        raise FileProblem("founder-file", path=str(path), reason="format")
    return known


def change(path: Path, put: Callable[[dict[str, Any]], None]) -> None:
    """Change a part of the file and leave the rest as it is: read, `put`, written whole or not at all, for the founder
    alone to read. A file that cannot be read is left alone. Raises FileProblem, and what `put` raises."""
    with _WRITING:
        known = content(path) or {"format": FORMAT, "version": VERSION, "assumptions": {}, "estimates": []}
        put(known)
        write_whole(path, (json.dumps(known, indent=2, ensure_ascii=False) + "\n").encode(), private=True)


def _read(known: dict[str, Any]) -> Ways:
    values = known.get("assumptions")
    if not isinstance(values, dict) or not values.keys() <= LIMITS.keys():
        raise ValueError("assumptions")
    for name, value in values.items():
        if type(value) is not int:
            raise ValueError(name)
    estimates = known.get("estimates", [])
    if not isinstance(estimates, list) or not set(estimates) <= values.keys():
        raise ValueError("estimates")
    told = Assumptions(**values)
    try:
        check(told)
    except Invalid as error:
        raise ValueError(str(error.values.get("field", ""))) from error
    return Ways(told, frozenset(values), frozenset(estimates))


def check(told: Assumptions) -> None:
    """Raises Invalid `assumption-range` with the `field` that is out of its limits."""
    for name, (least, most) in LIMITS.items():
        if not least <= getattr(told, name) <= most:
            raise Invalid("assumption-range", field=name, least=least, most=most)


def save(path: Path, ways: Ways) -> None:
    """Write what the founder set; what else is in the file stays. Raises FileProblem, Invalid."""
    check(ways.told)
    told: dict[str, Any] = {
        "assumptions": {name: getattr(ways.told, name) for name in LIMITS if name in ways.own},
        "estimates": sorted(ways.estimates & ways.own),
    }
    change(path, lambda known: known.update(told))
