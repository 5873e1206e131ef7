"""Opening one of the founder's texts: what it is made from, and what was kept of it, is read first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ctohandover import gap_words
from ctohandover.domain.gaps import Gaps, TextKind

if TYPE_CHECKING:
    from ctohandover.services.gap_texts import KeptText
    from ctohandover.storage.reader import Run
    from ctohandover.ui.page import Page


def offer_texts(page: Page) -> None:
    """For the search for everything."""
    for kind in TextKind:
        text = page.t("{title}…", title=page.t(gap_words.TEXT[kind]))
        page.offer(f"text-{kind.value}", text, partial(open_text, page, kind), anywhere=True)


def open_text(page: Page, kind: TextKind) -> None:
    from ctohandover.services.ways import founder_file

    path, today = founder_file(page.session.path), page.ui.today()

    def look(run: Run) -> tuple[Gaps, dict[str, KeptText]]:
        from ctohandover.services.gap_texts import kept_texts
        from ctohandover.services.gaps import gaps
        from ctohandover.services.ways import load

        return gaps(run, today, load(path)), kept_texts(path)

    def show(found: tuple[Gaps, dict[str, KeptText]]) -> None:
        from ctohandover.ui.texts.dialog import TextsDialog

        TextsDialog(page.ui, path, found[0], found[1], kind, page).open()

    page.session.read(look, show, page.ui.fail, page)
