"""Where the text of a row is broken."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from ctohandover.ui.widgets.basics import excerpt_in
from ctohandover.ui.widgets.painting import _first_line


@pytest.mark.parametrize(
    ("text", "width_of", "first"),
    [
        ("PostgreSQL holds all of it", "PostgreSQL holds al", "PostgreSQL holds "),
        ("PostgreSQL holds all of it", "PostgreSQL holds", "PostgreSQL holds "),
        ("PostgreSQL-and-nothing-else holds", "PostgreSQL-and", "PostgreSQL-"),
        ("PostgreSQLandnothingelse holds", "PostgreSQLand", "PostgreSQLand"),
        ("部署只在周二进行", "部署只", "部署只"),
        ("wide", "", "w"),
        ("A Kubernetes-operated-by-others service", "A Kubernetes-operated-b", "A Kubernetes-operated-"),
        ("Use docs/adr/0001-record-decisions.md", "Use docs/ad", "Use docs/"),
        ("部署 只在周二进行因为周一大", "部署 只在周二", "部署 只在周二"),
        ("Use aVeryLongNameWithoutABreak", "Use aVeryLongName", "Use "),
    ],
)
def test_the_first_line_ends_with_a_word(qapp: QApplication, text: str, width_of: str, first: str) -> None:
    metrics = QFontMetrics(QFont())
    assert text[: _first_line(metrics, text, metrics.horizontalAdvance(width_of))] == first


def test_an_excerpt_shows_the_word_that_was_found(qapp: QApplication) -> None:
    metrics = QFontMetrics(QFont())
    snippet = "…them unreadable, **in** the \x02backups\x03 too, once the days are over"
    wide, narrow = metrics.horizontalAdvance("w" * 90), metrics.horizontalAdvance("them unreadable, in the b…")
    assert excerpt_in(snippet, wide, metrics) == "…them unreadable, in the backups too, once the days are over"
    assert excerpt_in(snippet, narrow, metrics).startswith("…backups too")
    assert metrics.horizontalAdvance(excerpt_in(snippet, narrow, metrics)) <= narrow
    unmarked = "--- status: accepted, found by its title alone and by no word of its text"
    assert excerpt_in(unmarked, narrow, metrics).startswith("status: accepted")
