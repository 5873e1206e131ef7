"""Shared libraries and programs outside Python's reach: which are missing, and how this system gets them.

Debian and its kin only by name (apt-get, when we may use it); elsewhere the missing files are named and one stops.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Shared library -> Debian's package. What Qt's wheels leave to the system.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
FONTS = "fonts-dejavu-core"
# Parts of Qt that must load: for the tests (drawn into memory), and on a screen.
_ALWAYS = ("QtWidgets.abi3.so", "QtGui.abi3.so", "Qt/plugins/platforms/libqoffscreen.so")
_ON_SCREEN = ("Qt/plugins/platforms/libqxcb.so", "Qt/plugins/platforms/libqwayland*.so")


class CannotGoOn(Exception):
    """The sentence for the person at the terminal."""


def missing_for_qt(pyside: Path, *, on_screen: bool) -> tuple[list[str], list[str]]:
    """Debian packages that would give what Qt lacks, and shared libraries that we have no package for."""
    if sys.platform != "linux":
        return [], []
    packages: set[str] = set()
    unknown: set[str] = set()
    for pattern in _ALWAYS + (_ON_SCREEN if on_screen else ()):
        for part in pyside.glob(pattern):
            for library in _not_found(part):
                if library in LIBRARIES:
                    packages.add(LIBRARIES[library])
                else:
                    unknown.add(library)
    if not _has_fonts():
        packages.add(FONTS)
    return sorted(packages), sorted(unknown)


def _not_found(part: Path) -> list[str]:
    """Libraries that the loader cannot find for a shared object."""
    done = subprocess.run(["ldd", str(part)], capture_output=True, text=True, check=False)
    return [line.split()[0] for line in done.stdout.splitlines() if line.rstrip().endswith("not found")]


def _has_fonts() -> bool:
    places = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
    return any(next(place.rglob("*.[to]tf"), None) for place in places if place.is_dir())


def install(packages: list[str], why: str) -> None:
    """Installs Debian packages, or raises `CannotGoOn` with the command to type."""
    if not packages:
        return
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise CannotGoOn(f"{why}\nOn Debian and Ubuntu these packages hold it: {names}")
    prefix = _as_root()
    if prefix is None:
        raise CannotGoOn(f"{why}\nType this once, then try again:\n  sudo apt-get install --yes {names}")
    print(f"Installing system packages: {names}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = [*prefix, "apt-get", "install", "--yes", "--no-install-recommends", *packages]
    # The lists are fetched only when they are old or were never there.
    if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
        return
    subprocess.run([*prefix, "apt-get", "update"], env=environment, stdout=subprocess.DEVNULL, check=False)
    if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        raise CannotGoOn(f"{why}\napt-get could not install: {names}\nIs the network there? Its own words are above.")


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root; None when we may not."""
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None
