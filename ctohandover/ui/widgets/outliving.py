"""Work that outlives the dialog that began it: what follows is done, and only what is about the dialog is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ctohandover.errors import AppError
    from ctohandover.ui.context import Ui


def while_open(widget: QWidget, run: Callable[[], object]) -> Callable[[object], None]:
    """A callback for a job without an owner that does nothing once the widget is gone."""

    def call(_: object) -> None:
        if shiboken6.isValid(widget):
            run()

    return call


def refused(ui: Ui, widget: QWidget, say: Callable[[AppError], object]) -> Callable[[AppError], None]:
    """Tells a problem in the widget, or in the window once it is gone."""

    def call(error: AppError) -> None:
        if shiboken6.isValid(widget) and widget.isVisible():
            say(error)
        else:
            ui.fail(error)

    return call
