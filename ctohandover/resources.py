"""Where icons, themes, translations, catalogues and templates are."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resources_folder() -> Path:
    """The checkout's `resources`, or the copy inside the installed package.

    The checkout comes first: an editable install may hold an older copy. A folder of that name beside the package is
    ours only where the project's own file stands beside it as well.
    """
    package = Path(__file__).resolve().parent
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "resources").is_dir():
        return checkout / "resources"
    return package / "resources"
