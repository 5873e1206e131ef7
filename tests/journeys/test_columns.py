"""Columns of a list keep the widths that somebody dragged them to, and get their first ones back when asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ctohandover.paths import Paths
from ctohandover.ui.decisions.model import Column
from ctohandover.ui.widgets.table import Table
from tests.journeys.conftest import Desk

NUMBER = Column.NUMBER.value


def drag(table: Table, column: int, by: int) -> None:
    """Take the right edge of a column's head and let it go elsewhere."""
    head = table.horizontalHeader()
    edge = QPoint(head.sectionViewportPosition(column) + head.sectionSize(column) - 1, head.height() // 2)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(head.viewport(), edge + QPoint(by // 2, 0))
    QTest.mouseMove(head.viewport(), edge + QPoint(by, 0))
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(by, 0))


def test_a_dragged_width_is_there_again_the_next_time(qtbot: QtBot, profile: Paths, workspace_path: Path) -> None:
    desk = Desk(qtbot, profile)
    desk.open(workspace_path)
    desk.go("decisions")
    table = desk.decisions.table
    first = table.columnWidth(NUMBER)
    drag(table, NUMBER, 60)
    assert table.columnWidth(NUMBER) == first + 60
    desk.close()

    again = Desk(qtbot, profile)
    again.open(workspace_path)
    again.go("decisions")
    table = again.decisions.table
    try:
        assert table.columnWidth(NUMBER) == first + 60
        (reset,) = table.horizontalHeader().actions()
        reset.trigger()
        assert table.columnWidth(NUMBER) == first
        assert again.ui.layout("widths:decisions") == ""
    finally:
        again.close()


def test_an_edge_moves_with_the_mouse(desk: Desk, workspace_path: Path) -> None:
    """The two columns beside it share what they have; the edge of the last one is shared with the title."""
    desk.open(workspace_path)
    table = desk.go("decisions").table
    title, status, date, known = (
        column.value for column in (Column.TITLE, Column.STATUS, Column.DATE, Column.KNOWN_BY)
    )

    def widths() -> dict[int, int]:
        return {number: table.columnWidth(number) for number in range(len(Column))}

    first = widths()
    assert sum(first.values()) == table.viewport().width()
    drag(table, title, -30)
    assert widths() == first | {title: first[title] - 30, status: first[status] + 30}
    drag(table, title, 30)
    assert widths() == first
    drag(table, status, 20)
    assert widths() == first | {status: first[status] + 20, date: first[date] - 20}
    drag(table, status, -20)
    drag(table, known, -40)
    assert widths() == first | {known: first[known] - 40, title: first[title] + 40}
    drag(table, known, 40)
    drag(table, status, 5000)
    assert table.columnWidth(date) == table.horizontalHeader().minimumSectionSize()
    assert sum(widths().values()) == table.viewport().width()


def test_what_the_program_does_to_columns_is_not_kept(desk: Desk, workspace_path: Path) -> None:
    desk.open(workspace_path)
    desk.go("decisions")
    desk.window.resize(1024, 700)
    desk.window.resize(1280, 800)
    head = desk.decisions.table.horizontalHeader()
    middle = QPoint(head.sectionViewportPosition(NUMBER) + head.sectionSize(NUMBER) // 2, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)  # sorts
    assert desk.ui.layout("sort:decisions") != ""
    assert desk.ui.layout("widths:decisions") == ""


def test_a_small_window_shows_all_columns(desk: Desk, workspace_path: Path) -> None:
    """What was dragged does not push a column out of sight, and is there again where it has room."""
    desk.open(workspace_path)
    desk.window.resize(1280, 800)
    table = desk.go("people").table
    columns = [number for number in range(7) if not table.isColumnHidden(number)]
    last = columns[-2]  # before the one that takes what is left
    first = table.columnWidth(last)
    room = table.columnWidth(6) - 14 * table.fontMetrics().averageCharWidth()
    assert room > 40
    drag(table, last, room - 10)
    desk.window.resize(1275, 800)
    assert table.columnWidth(last) == first + room - 10
    desk.window.resize(1260, 800)
    assert table.columnWidth(last) == first + room - 20
    assert [number for number in range(7) if not table.isColumnHidden(number)] == columns
    desk.window.resize(1280, 800)
    assert table.columnWidth(last) == first + room - 10


def test_widths_that_make_no_sense_are_not_taken(qtbot: QtBot, profile: Paths, workspace_path: Path) -> None:
    desk = Desk(qtbot, profile)
    desk.ui.keep_layout("widths:decisions", "0:999999,x:4,7:50,,3:-2")
    desk.open(workspace_path)
    desk.go("decisions")
    try:
        table = desk.decisions.table
        assert table._columns._dragged == {}
        assert table.columnWidth(NUMBER) < 100
    finally:
        desk.close()
