"""Preferences, each declared once with its default and what it may be. Kept as JSON in the profile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ctohandover.domain.record import record
from ctohandover.errors import FileProblem
from ctohandover.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")


def _warn(text: str, *values: object) -> None:
    import logging  # rarely needed, and slow to come in

    logging.getLogger(__name__).warning(text, *values)


@record()
class Setting(Generic[T]):
    """A preference: its key, its default, and a check that a stored value is what it should be."""

    key: str
    default: T
    valid: Callable[[Any], bool]


def _one_of(*values: str) -> Callable[[Any], bool]:
    return lambda value: value in values


def _strings(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


LANGUAGE = Setting("language", "system", _one_of("system", "en", "fr"))
THEME = Setting("theme", "system", _one_of("system", "light", "dark"))
OWNER = Setting("owner", "", lambda value: isinstance(value, str))
"""Whose drafts are whose where two profiles write in one workspace: a random id made at first start."""
RECENT: Setting[list[str]] = Setting(
    "recent", [], lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value)
)
OPENED: Setting[dict[str, str]] = Setting("opened", {}, _strings)
"""Path of a known workspace -> when it was last opened (UTC, ISO 8601)."""
WHO: Setting[dict[str, str]] = Setting("who", {}, _strings)
"""Workspace id -> the person who sits at this computer."""
LAYOUT: Setting[dict[str, str]] = Setting("layout", {}, _strings)
"""Window, splitters, columns and last views: name -> state as text."""


class Settings:
    """Reads once; `set` holds at once, and `write` puts all of it on the disk. A file that cannot be read is kept aside
    and said, never overwritten. `on_change` is told when there is something to write."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.trouble = ""
        self.on_change: Callable[[], None] | None = None
        self._dirty = False
        self._values: dict[str, Any] = self._read()

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(values, dict):
                return values
            self.trouble = "not a table"
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            self.trouble = str(error)
        aside = self._path.with_suffix(".unreadable.json")
        try:
            self._path.replace(aside)
        except OSError as error:
            _warn("settings could not be put aside: %s", error.strerror)
        return {}

    def get(self, setting: Setting[T]) -> T:
        value = self._values.get(setting.key, setting.default)
        return value if setting.valid(value) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        if not setting.valid(value):
            raise ValueError(setting.key)
        if self._values.get(setting.key) == value:
            return
        self._values[setting.key] = value
        self._dirty = True
        if self.on_change:
            self.on_change()

    def write(self) -> None:
        """Write what was set since the last time; any thread may. A preference that cannot be stored must not stop
        work: it holds until the program ends, and the log says so."""
        if not self._dirty:
            return
        self._dirty = False
        try:
            text = json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True)
            write_whole(self._path, text.encode(), private=True)
        except FileProblem as problem:
            _warn("settings not written: %s", problem)

    def put(self, setting: Setting[dict[str, str]], key: str, value: str) -> None:
        """Set one entry of a table of strings."""
        table: dict[str, str] = self.get(setting)
        self.set(setting, {**table, key: value})
