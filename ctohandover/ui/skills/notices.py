"""What stands around the matrix: what it is for, and what its signs mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.ui.widgets.basics import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from ctohandover.i18n import Translator


def purpose(t: Translator) -> QLabel:
    """Shown before the first assessment."""
    return label(
        t(
            "What this is for: to keep the company able to act, and to see what training helps next. It is about"
            " tasks, never about a person's worth, and has no part in pay. Everybody may see, comment and correct"
            " what is said of them."
        ),
        name="notice",
        wrap=True,
    )


def legend(t: Translator) -> QLabel:
    return label(
        t(
            "0 none · 1 has seen it · 2 does it with help · 3 does it alone · 4 can teach it. Dashed: held outside"
            " only. Circle in the corner: said, not shown yet."
        ),
        name="muted",
        wrap=True,
        size=0.95,
    )
