"""PySide6 6.12.0 lost a reference to None on every void call below Python 3.12, and aborted after some thousands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
for number in range(20_000):
    label.setText("a")
print("whole")
"""


def test_twenty_thousand_void_calls() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, timeout=120, env=environment, check=False
    )
    assert (done.returncode, done.stdout) == (0, "whole\n"), done.stderr


def test_that_release_cannot_be_installed_below_python_3_12() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert "\"PySide6-Essentials>=6.11,<6.12; python_version < '3.12'\"" in project
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / "packaging" / lock).read_text("utf-8")
        pins = re.findall(r"^pyside6-essentials==(\S+) ; python_full_version (\S+) '3\.12'", text, re.MULTILINE)
        assert next(pin for pin, sign in pins if sign == "<").startswith("6.11.")
