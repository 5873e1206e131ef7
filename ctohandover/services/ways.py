"""The founder's own figures: a file beside the workspace, never in it, since the workspace is handed on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ctohandover.domain.record import record
from ctohandover.domain.scenarios import LIMITS, Assumptions
from ctohandover.errors import FileProblem, Invalid
from ctohandover.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX: Final = ".founder.json"
FORMAT: Final = "ctohandover-founder"
VERSION: Final = 1
MOST_BYTES: Final = 64 * 1024


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
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return Ways(Assumptions())
    except OSError as error:
        raise FileProblem("founder-file", path=str(path), reason=error.strerror or "") from error
    try:
        return _read(json.loads(data) if len(data) <= MOST_BYTES else None)
    except (ValueError, TypeError, RecursionError) as error:
        raise FileProblem("founder-file", path=str(path), reason=str(error)) from error


def _read(content: object) -> Ways:
    if not isinstance(content, dict) or content.get("format") != FORMAT or content.get("version") != VERSION:
        raise ValueError("format")
    values = content.get("assumptions")
    if not isinstance(values, dict) or not values.keys() <= LIMITS.keys():
        raise ValueError("assumptions")
    for name, value in values.items():
        if type(value) is not int:
            raise ValueError(name)
    estimates = content.get("estimates", [])
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
    """Write what the founder set, whole or not at all, readable by them alone. Raises FileProblem, Invalid."""
    check(ways.told)
    content = {
        "format": FORMAT,
        "version": VERSION,
        "assumptions": {name: getattr(ways.told, name) for name in LIMITS if name in ways.own},
        "estimates": sorted(ways.estimates & ways.own),
    }
    write_whole(path, (json.dumps(content, indent=2) + "\n").encode(), private=True)
