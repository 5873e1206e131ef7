"""Setting up, building and locking: what can be checked without a network."""

from __future__ import annotations

import ast
import importlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
LOCKS = ("requirements.txt", "requirements-dev.txt")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("environment")


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("system_packages")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def _names(lock: str) -> dict[str, str]:
    lines = (PACKAGING / lock).read_text("utf-8").splitlines()
    return {line.split("==")[0] + line.partition(";")[2]: line for line in lines if line[:1].isalnum()}


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_pin_by_hash_and_name_no_host(lock: str) -> None:
    text = (PACKAGING / lock).read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
        assert re.match(r"[a-z0-9-]+==\S+", block)
        assert "--hash=sha256:" in block


def test_the_tests_run_with_what_is_shipped() -> None:
    base, dev = (_names(lock) for lock in LOCKS)
    assert base.items() <= dev.items()


def test_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    for lock, wanted in zip(LOCKS, ([*extras["build"]], [*extras["build"], *extras["dev"]]), strict=True):
        pinned = {line.split("==")[0] for line in _names(lock).values()}
        asked = {re.split(r"[^\w-]", text)[0].lower() for text in [*project["dependencies"], *wanted]}
        assert asked <= pinned, f"run 'python3 packaging/dev.py lock' for {lock}"


def test_a_python_too_old_can_read_as_far_as_the_message() -> None:
    ast.parse((PACKAGING / "dev.py").read_text("utf-8"), feature_version=(3, 7))


def test_packaging_is_no_package() -> None:
    """It would stand in front of the library of that name."""
    assert not (PACKAGING / "__init__.py").exists()


def test_nothing_is_started_when_nothing_changed(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    python = tmp_path / "python"
    python.touch()
    monkeypatch.setattr(environment, "STAMP", tmp_path / "stamp.txt")
    monkeypatch.setattr(environment, "PYTHON", python)
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: pytest.fail("started something"))
    environment._write_stamp(environment._wanted("base") | environment._wanted("dev"))
    environment.ready("base")
    environment.ready("dev")


def test_a_changed_lock_is_installed(environment: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    done: list[str] = []
    monkeypatch.setattr(environment, "STAMP", tmp_path / "stamp.txt")
    monkeypatch.setattr(environment, "_usable", lambda: True)
    monkeypatch.setattr(environment, "_install", lambda kind: done.append(kind))
    monkeypatch.setattr(environment, "_install_project", lambda: done.append("project"))
    monkeypatch.setattr(environment, "_install_system", lambda kind: done.append("system"))
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    environment.ready("dev")
    assert done == ["dev", "project", "system"]
    environment.ready("dev")
    assert len(done) == 3
    environment.ready("base")  # the packages are there; what a screen needs was not looked for yet
    assert done[3:] == ["system"]
    environment._write_stamp(environment._wanted("dev") | {"dev": "other"})
    environment.ready("dev")
    assert done[4:] == ["dev", "project", "system"]


def test_missing_libraries_are_named_as_packages(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "QtGui.abi3.so").touch()
    monkeypatch.setattr(system.sys, "platform", "linux")
    listed = "\tlibEGL.so.1 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibodd.so.9 => not found\n"
    answer = subprocess.CompletedProcess([], 0, listed)
    monkeypatch.setattr(system.subprocess, "run", lambda *_, **__: answer)
    monkeypatch.setattr(system, "_has_fonts", lambda: False)
    assert system.missing_for_qt(tmp_path, on_screen=False) == (["fonts-dejavu-core", "libegl1"], ["libodd.so.9"])


def test_programs_of_the_tests_are_looked_for_under_all_their_names(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(environment.sys, "platform", "linux")
    monkeypatch.setattr(environment.system_packages, "missing_for_qt", lambda *_, **__: ([], []))
    monkeypatch.setattr(environment.system_packages, "install", lambda packages, why: asked.append(packages))
    monkeypatch.setattr(environment.shutil, "which", lambda name: name if name == "google-chrome" else None)
    environment._install_system("dev")
    assert asked[-1] == ["git", "gnome-keyring", "dbus"]
    monkeypatch.setattr(environment.shutil, "which", lambda name: None)
    environment._install_system("dev")
    assert asked[-1] == ["git", "chromium", "gnome-keyring", "dbus"]


def test_without_the_right_to_install_the_command_is_told(system: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system, "_as_root", lambda: None)
    with pytest.raises(system.CannotGoOn, match="sudo apt-get install --yes libegl1 libgl1"):
        system.install(["libegl1", "libgl1"], "Qt needs them.")
    monkeypatch.setattr(system.shutil, "which", lambda name: None)
    with pytest.raises(system.CannotGoOn, match="these packages hold it: libegl1"):
        system.install(["libegl1"], "Qt needs them.")


def test_help_and_unknown_verbs() -> None:
    asked = subprocess.run(
        [sys.executable, PACKAGING / "dev.py", "--help"], capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0
    assert "run demo" in asked.stdout
    wrong = subprocess.run([sys.executable, PACKAGING / "dev.py", "fly"], capture_output=True, text=True, check=False)
    assert wrong.returncode == 2


def test_the_wheel_holds_resources_and_compiled_translations(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    kept = [path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()]
    assert {f"ctohandover/{name}" for name in kept} <= set(names)
    for catalogue in (ROOT / "resources" / "translations").rglob("*.po"):
        assert f"ctohandover/{catalogue.relative_to(ROOT).with_suffix('.mo').as_posix()}" in names
    assert not any(name.startswith(("tests/", "packaging/")) for name in names)


def test_an_installed_copy_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "resources").mkdir()  # a stranger's folder of the same name is not ours
    code = "from ctohandover.resources import resources_folder as f; print(f(), f().is_dir())"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == f"{tmp_path / 'site' / 'ctohandover' / 'resources'} True"


def test_the_checkout_finds_its_own() -> None:
    from ctohandover.resources import resources_folder

    assert resources_folder() == ROOT / "resources"


def test_ci_runs_the_tests_and_the_checks() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    commands = [line for line in script.splitlines() if line.startswith("python3 ")]
    assert commands == ["python3 packaging/dev.py test", "python3 packaging/dev.py check"]
    assert "set -euo pipefail" in script
