"""Calling the command line in tests, and reading what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ctohandover.cli import main

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., tuple[int, str, str]]


def caller(capsys: pytest.CaptureFixture[str]) -> Run:
    """Exit code, standard output and standard error of one call in this process."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main([str(word) for word in arguments])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def process(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """A process of its own. `env` adds to the environment; None takes a variable away."""
    wanted = {"PYTHONPATH": str(ROOT), **more.pop("env", {})}
    env = {name: value for name, value in (os.environ | wanted).items() if value is not None}
    command = [sys.executable, "-m", "ctohandover", *map(str, arguments)]
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False, **more)


def complaint(err: str) -> str:
    """What the one line says."""
    assert err.startswith("ctohandover: ")
    assert (err.count("\n"), err[-1]) == (1, "\n")
    assert "Traceback" not in err
    return err.removeprefix("ctohandover: ").strip()


def stable(out: str) -> list[Any]:
    """JSON, an object a line, its keys sorted; and nothing else."""
    found = []
    for line in out.splitlines():
        value = json.loads(line)
        assert json.dumps(value, ensure_ascii=False, sort_keys=True) == line
        found.append(value)
    return found
