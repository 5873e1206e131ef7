"""Text shown as it was written, for documents that cannot or need not be rendered."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from ctohandover.render.safe import Rendered, _seal

PAGE: Final = 128 * 1024  # characters; lays out in 80 ms
_LINE: Final = 2_000  # a longer line is broken: one of 200,000 letters takes Qt 4 s
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")


def plain_page(text: str, reason: str | None = None, page: int = 1) -> Rendered:
    """Page `page` of `text`, with links `ws:page/N` to the pages around it at the foot."""
    starts = _page_starts(text)
    page = min(max(page, 1), len(starts))
    end = starts[page] if page < len(starts) else len(text)
    part = _CONTROLS.sub("\ufffd", text[starts[page - 1] : end].replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line[at : at + _LINE] for line in part.split("\n") for at in range(0, max(len(line), 1), _LINE)]
    shown = escape("\n".join(lines), quote=False)
    html = f'<pre class="plain">{shown}</pre>'
    if len(starts) > 1:
        html += _foot(page, len(starts))
    return Rendered(_seal(html), reason, (), page, len(starts))


def _page_starts(text: str) -> list[int]:
    """Where pages begin: after a line end where there is one in the last quarter of a page."""
    starts = [0]
    while len(text) - starts[-1] > PAGE:
        limit = starts[-1] + PAGE
        line_end = text.rfind("\n", limit - PAGE // 4, limit)
        starts.append(line_end + 1 if line_end >= 0 else limit)
    return starts


def _foot(page: int, pages: int) -> str:
    """Figures and arrows only: this module knows no language."""
    before = f'<a href="ws:page/{page - 1}">←</a> ' if page > 1 else ""
    after = f' <a href="ws:page/{page + 1}">→</a>' if page < pages else ""
    return f'<p align="center">{before}{page} / {pages}{after}</p>'
