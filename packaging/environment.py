"""The virtual environment of the checkout: made, filled from the locked requirements, and left alone when current."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system_packages
from system_packages import CannotGoOn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "ctohandover-setup.txt"
REQUIREMENTS = {"base": ROOT / "packaging" / "requirements.txt", "dev": ROOT / "packaging" / "requirements-dev.txt"}
PROJECT = ROOT / "pyproject.toml"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# Debian's package -> the names that its program may have. A browser fills in the reply sheets as people do.
TEST_PROGRAMS = {
    "git": ("git",),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "gnome-keyring": ("gnome-keyring-daemon",),
    "dbus": ("dbus-run-session",),
}


def ready(kind: str) -> None:
    """Makes the environment fit for `kind`, "base" (to run) or "dev" (to test); at once when nothing changed."""
    wanted = _wanted(kind)
    have = _read_stamp()
    if have.items() >= wanted.items() and PYTHON.exists():
        return
    if not _usable():
        have = {}
        _make()
    if have.get(kind) != wanted[kind]:
        _install(kind)
        have = {kind: wanted[kind], "base": _hash(REQUIREMENTS["base"])}  # "dev" holds all of "base"
        _write_stamp(have)
    if have.get("project") != wanted["project"]:
        _install_project()
        have["project"] = wanted["project"]
    _write_stamp(have)
    _install_system(kind)
    have.update(wanted)
    _write_stamp(have)


def _wanted(kind: str) -> dict[str, str]:
    system, programs = ("system-screen", "") if kind == "base" else ("system-tests", "+".join(TEST_PROGRAMS))
    return {kind: _hash(REQUIREMENTS[kind]), "project": _hash(PROJECT), system: f"{sys.platform} {programs}".strip()}


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(str(ROOT).encode() + path.read_bytes()).hexdigest()
    except FileNotFoundError:
        raise CannotGoOn(f"{path} is missing. Is this a whole checkout?") from None


def _read_stamp() -> dict[str, str]:
    try:
        lines = STAMP.read_text("utf-8").splitlines()
    except OSError:
        return {}
    return dict(line.split(" ", 1) for line in lines if " " in line)


def _write_stamp(have: dict[str, str]) -> None:
    STAMP.write_text("".join(f"{key} {value}\n" for key, value in have.items()), "utf-8")


def _usable() -> bool:
    """Whether there is an environment whose Python still starts and is new enough."""
    code = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([str(PYTHON), "-c", code], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make() -> None:
    print(f"Making {VENV}", flush=True)
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        package = f"python3.{sys.version_info.minor}-venv"
        system_packages.install([package], f"This Python ({sys.executable}) comes without its venv module.")
    if VENV.exists():
        shutil.rmtree(VENV)
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if done.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        raise CannotGoOn(f"'{sys.executable} -m venv' failed; its own words are above. Is the disk full?")


def _pip(*arguments: str) -> bool:
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def _install(kind: str) -> None:
    path = REQUIREMENTS[kind]
    count = sum(line[:1].isalnum() for line in path.read_text("utf-8").splitlines())
    print(f"Installing {count} pinned packages (some 150 MB the first time)", flush=True)
    if not _pip("--require-hashes", "--only-binary", ":all:", "-r", str(path)):
        raise CannotGoOn(
            "The packages could not be installed; pip's own words are above.\n"
            "Is the network there? Nothing is lost: the next try goes on from here."
        )


def _install_project() -> None:
    if not _pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT)):
        raise CannotGoOn("The project itself could not be installed; pip's own words are above.")


def _install_system(kind: str) -> None:
    found = list(VENV.glob("lib/python3*/site-packages/PySide6"))
    packages, unknown = system_packages.missing_for_qt(found[0], on_screen=kind == "base") if found else ([], [])
    if unknown:
        names = ", ".join(unknown)
        raise CannotGoOn(f"Qt needs shared libraries that this system lacks: {names}\nInstall them, then try again.")
    system_packages.install(packages, "Qt needs shared libraries (or a font) that this system lacks.")
    if kind == "dev" and sys.platform == "linux":
        absent = [package for package, names in TEST_PROGRAMS.items() if not any(map(shutil.which, names))]
        system_packages.install(absent, "The tests need programs that this system lacks.")
