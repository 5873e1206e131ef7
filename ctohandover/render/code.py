"""Code with its words marked by Pygments, as classes that the theme colours."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from ctohandover.render import caps

if TYPE_CHECKING:
    from pygments.lexer import Lexer

CLASSES: Final = frozenset(name for name in STANDARD_TYPES.values() if name)
_FORMATTER: Final = HtmlFormatter(nowrap=True)


@lru_cache(maxsize=32)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


class Highlighter:
    """Colours code within the document's budget: colours are worth less than an answer in time."""

    def __init__(self) -> None:
        self._left = caps.MAX_COLOURS

    def reset(self) -> None:
        self._left = caps.MAX_COLOURS

    def html(self, code: str, language: str) -> str:
        """`code` as a <pre>; plain when the language is not known or the code is long."""
        worth = language and len(code) <= min(caps.MAX_CODE, self._left)
        if worth and max(map(len, code.split("\n"))) > caps.MAX_CODE_LINE:
            worth = False
        lexer = _lexer(language.lower()) if worth else None
        if lexer is None:
            marked = escape(code, quote=False)
        else:
            self._left -= len(code)
            marked = highlight(code, lexer, _FORMATTER).removesuffix("\n")
        return f'<pre class="code"><code>{marked}</code></pre>'
