"""On a small screen nothing is pushed out of sight: pages grow downwards only, and a button shows its whole words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ctohandover import settings as prefs
from ctohandover.paths import Paths
from ctohandover.resources import resources_folder
from ctohandover.services.demo import make_demo
from ctohandover.ui.frame import FEET, INNER, VIEWS
from ctohandover.ui.widgets.basics import Link
from tests.conftest import TODAY
from tests.journeys.conftest import Desk


def _seen(widget: QWidget) -> bool:
    return widget.isVisible() and widget.width() > 0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_fits_a_small_window(qtbot: QtBot, profile: Paths, tmp_path: Path, language: str) -> None:
    settings = prefs.Settings(profile.settings)
    settings.set(prefs.LANGUAGE, language)
    settings.set(prefs.THEME, "light")
    settings.write()
    desk = Desk(qtbot, profile, language)
    try:
        desk.ui.today = lambda: TODAY
        desk.window.resize(1024, 700)
        desk.open(make_demo(tmp_path / "demo", resources_folder(), language, TODAY).path)
        for name in (*VIEWS, *FEET, *INNER):
            desk.ui.go(name, None)
            desk.rest()
            QApplication.processEvents()
            page = desk.page(name)
            assert page.width() <= 1024
            beyond = [area.horizontalScrollBar().maximum() for area in page.findChildren(QScrollArea) if _seen(area)]
            assert set(beyond) <= {0}, (name, beyond)
            cut = [
                one.text()
                for one in page.findChildren(QPushButton)
                if _seen(one) and one.text() and not isinstance(one, Link) and one.width() < one.sizeHint().width()
            ]
            assert cut == [], name
        assert desk.window.width() == 1024
    finally:
        desk.close()
