"""Where things lie on this computer. `--profile DIR` (or CTOHANDOVER_PROFILE) moves everything into one folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

NAME = "ctohandover"
PROFILE_VARIABLE = "CTOHANDOVER_PROFILE"


class Paths(NamedTuple):
    """`config` has the settings, `data` the backups and the demo, `logs` the crash reports."""

    config: Path
    data: Path
    logs: Path

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"

    @property
    def backups(self) -> Path:
        return self.data / "backups"


def paths(profile: str | None = None) -> Paths:
    """The folders of a profile, or of the user. Nothing is made here."""
    chosen = profile or os.environ.get(PROFILE_VARIABLE)
    if chosen:
        root = Path(chosen).expanduser().absolute()
        return Paths(config=root, data=root, logs=root / "logs")
    import platformdirs  # only here: a profile needs no look at the system

    folders = platformdirs.PlatformDirs(NAME, appauthor=False)
    return Paths(config=folders.user_config_path, data=folders.user_data_path, logs=folders.user_log_path)
