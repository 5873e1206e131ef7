"""Where the text of a row is broken."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from ctohandover.ui.widgets.painting import _first_line


@pytest.mark.parametrize(
    ("text", "width_of", "first"),
    [
        ("PostgreSQL holds all of it", "PostgreSQL holds al", "PostgreSQL holds "),
        ("PostgreSQL holds all of it", "PostgreSQL holds", "PostgreSQL holds "),
        ("PostgreSQL-and-nothing-else holds", "PostgreSQL-and", "PostgreSQL-and"),
        ("部署只在周二进行", "部署只", "部署只"),
        ("wide", "", "w"),
    ],
)
def test_the_first_line_ends_with_a_word(qapp: QApplication, text: str, width_of: str, first: str) -> None:
    metrics = QFontMetrics(QFont())
    assert text[: _first_line(metrics, text, metrics.horizontalAdvance(width_of))] == first
