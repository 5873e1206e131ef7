"""The row of filters: made when they are first shown, and still in their order for the eye and for the Tab key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ctohandover.ui.widgets.chips import Chips

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def _shown(chips: Chips) -> list[str]:
    made = [one for one in chips.findChildren(QPushButton) if one.isVisible()]
    return [one.text() for one in sorted(made, key=lambda one: one.x())]


def test_one_that_is_shown_late_stands_in_its_place(qtbot: QtBot) -> None:
    chips = Chips("Filters")
    qtbot.addWidget(chips)
    for key in ("all", "one", "two", "three"):
        chips.add(key, "")
    chips.select("all")
    chips.set_text("all", "All 3")
    chips.set_text("one", "One 0", visible=False)
    chips.set_text("three", "Three 1")
    chips.resize(600, 40)
    chips.show()
    assert _shown(chips) == ["All 3", "Three 1"]
    assert len(chips.findChildren(QPushButton)) == 2  # the others wait for something to show

    chips.set_text("two", "Two 1")
    chips.set_text("one", "One 1")
    QApplication.processEvents()
    assert _shown(chips) == ["All 3", "One 1", "Two 1", "Three 1"]
    chips.button("all").setFocus()
    seen = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPushButton)
        seen.append(focused.text())
        QTest.keyClick(focused, Qt.Key.Key_Right)
    assert seen == ["All 3", "One 1", "Two 1", "Three 1"]

    with qtbot.waitSignal(chips.chosen) as told:
        QTest.mouseClick(chips.button("two"), Qt.MouseButton.LeftButton)
    assert told.args == ["two"]
    chips.set_text("two", "Two 0", visible=False)  # the one that is on stays in sight
    assert chips.button("two").isVisible()


def _stops(around: QWidget) -> list[str]:
    """What the Tab key comes to, from the first field on."""
    found, at = [], around.nextInFocusChain()
    while at is not None and at is not around:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and isinstance(at, QPushButton | QLineEdit):
            found.append(at.text())
        at = at.nextInFocusChain()
    return found


@pytest.mark.parametrize("late", [("one", "two", "three"), ("three", "two", "one"), ("two", "three", "one")])
def test_the_tab_key_comes_to_one_made_late_in_its_place(qtbot: QtBot, late: tuple[str, ...]) -> None:
    page, chips = QWidget(), Chips("Filters")
    layout = QVBoxLayout(page)
    qtbot.addWidget(page)
    for widget in (QLineEdit("before"), chips, QLineEdit("behind")):
        layout.addWidget(widget)
    for key in ("one", "two", "three"):
        chips.add(key, "")
    page.show()
    for key in late:
        chips.set_text(key, key)
    assert _stops(page) == ["before", "one", "two", "three", "behind"]


def test_one_that_is_chosen_before_it_is_shown_has_its_text(qtbot: QtBot) -> None:
    chips = Chips("Filters")
    qtbot.addWidget(chips)
    for key in ("all", "lost"):
        chips.add(key, "")
    chips.set_text("all", "All 3")
    chips.set_text("lost", "Nobody inside 0", visible=False)
    chips.show()
    chips.select("lost")
    assert _shown(chips) == ["All 3", "Nobody inside 0"]


def test_one_with_a_text_is_shown_at_once(qtbot: QtBot) -> None:
    chips = Chips("What the cells say")
    qtbot.addWidget(chips)
    for key, text in (("levels", "Levels"), ("moved", "Moved")):
        chips.add(key, text)
    chips.select("levels")
    chips.resize(600, 40)
    chips.show()
    assert _shown(chips) == ["Levels", "Moved"]
