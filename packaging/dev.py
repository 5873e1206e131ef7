#!/usr/bin/env python3
"""Everything about a checkout in one place; needs nothing but Python 3.11 or later.

  python3 packaging/dev.py run [ARGUMENTS]      starts the program, set up first where needed ('run demo': the demo)
  python3 packaging/dev.py test [ARGUMENTS]     runs the tests (arguments go to pytest)
  python3 packaging/dev.py check                style, types, imports, translations
  python3 packaging/dev.py translations         reads texts from the sources into the .po files, compiles them
  python3 packaging/dev.py lock [--upgrade]     pins the requirements anew

The environment is .venv in the checkout, filled from packaging/requirements*.txt by hash.
"""

# This file and nothing else of ours is read by a Python that may be too old: keep its syntax plain.
from __future__ import annotations

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - that is what it is here to tell
    import shutil

    for minor in (14, 13, 12, 11):
        other = shutil.which("python3.%d" % minor)  # noqa: UP031
        if other:
            os.execv(other, [other] + sys.argv)  # noqa: RUF005
    sys.exit(
        "CTO Handover needs Python 3.11 or later; this is %d.%d (%s).\n"  # noqa: UP031
        "Install a newer one (Debian 12 and Ubuntu 24.04 have it; elsewhere from python.org), then try again."
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

import environment
from environment import PYTHON, REQUIREMENTS, ROOT
from system_packages import CannotGoOn

TRANSLATIONS = ROOT / "packaging" / "translations.py"


def run(arguments: list[str]) -> int:
    """Starts the program in place of this process (on Windows, which has no such thing, below it)."""
    environment.ready("base")
    compile_translations()
    command = [str(PYTHON), "-m", "ctohandover", *arguments]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)
    return call(command)


def test(arguments: list[str]) -> int:
    environment.ready("dev")
    compile_translations()
    return call([str(PYTHON), "-m", "pytest", *arguments], QT_QPA_PLATFORM="offscreen")


def check(arguments: list[str]) -> int:
    """Runs all checks, also after one has failed, and says at the end which did."""
    environment.ready("dev")
    tools = PYTHON.parent
    packaging = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "packaging").glob("*.py"))
    steps = {
        "ruff check": [str(tools / "ruff"), "check", "."],
        "ruff format": [str(tools / "ruff"), "format", "--check", "."],
        "mypy": [str(PYTHON), "-m", "mypy", "--strict"],
        "mypy packaging": [str(PYTHON), "-m", "mypy", "--strict", *packaging],
        "lint-imports": [str(tools / "lint-imports"), "--no-logo"],
        "translations": [str(PYTHON), str(TRANSLATIONS), "check"],
    }
    failed = []
    for name, command in steps.items():
        print(f"-- {name}", flush=True)
        if call(command, MYPYPATH=str(ROOT / "packaging") if name == "mypy packaging" else "") != 0:
            failed.append(name)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed", flush=True)
    return 1 if failed else 0


def translations(arguments: list[str]) -> int:
    environment.ready("dev")
    updated = call([str(PYTHON), str(TRANSLATIONS), "update"])
    return updated or call([str(PYTHON), str(TRANSLATIONS), "compile"])


def compile_translations() -> None:
    """Only what is older than its source: this runs at every start."""
    for source in (ROOT / "resources" / "translations").glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            if call([str(PYTHON), str(TRANSLATIONS), "compile"]) != 0:
                raise CannotGoOn(f"{source} cannot be compiled; the words above say why.")
            return


def lock(arguments: list[str]) -> int:
    """Both files for all systems and Pythons at once, by hash, without a word about where packages come from."""
    if not PYTHON.exists():
        environment.ready("dev")
    base, dev = (REQUIREMENTS[kind].relative_to(ROOT).as_posix() for kind in ("base", "dev"))
    common = [str(PYTHON), "-m", "uv", "--quiet", "pip", "compile", "pyproject.toml", "--universal"]
    common += ["--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    for path, extra in ((base, ["--extra", "build"]), (dev, ["--all-extras", "--constraints", base])):
        if call([*common, *extra, *arguments, "--output-file", path]) != 0:
            raise CannotGoOn(f"{path} is as it was; the words above say why.")
        if "://" in (ROOT / path).read_text("utf-8"):
            raise CannotGoOn(f"{path} names a host; it must not.")
    return 0


def call(command: list[str], **variables: str) -> int:
    import subprocess

    given = {name: value for name, value in variables.items() if value}
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **given}, check=False).returncode


VERBS = {"run": run, "test": test, "check": check, "lock": lock, "translations": translations}


def main(arguments: list[str]) -> int:
    verb = VERBS.get(arguments[0]) if arguments else None
    if verb is None:
        print(__doc__)
        return 0 if arguments in (["--help"], ["-h"]) else 2
    try:
        return verb(arguments[1:])
    except CannotGoOn as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
