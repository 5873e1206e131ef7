"""Markdown as GitHub shows it, to HTML that may be shown. Runs in the worker process: see `worker` for why.

text -> caps -> blocks (ours) -> Python-Markdown's inline engine -> Pygments classes -> caps -> nh3 -> caps
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown import Extension, Markdown
from markdown.extensions.footnotes import FootnoteExtension

from ctohandover.render import caps, frontmatter, inlines
from ctohandover.render.blocks import GfmBlockParser
from ctohandover.render.clean import Cleaner
from ctohandover.render.leaves import Target
from ctohandover.render.plain import plain_page
from ctohandover.render.safe import Rendered, _seal

if TYPE_CHECKING:
    from collections.abc import Callable

_BACK = "↩"


class _Gfm(Extension):
    def __init__(self, footnotes: FootnoteExtension) -> None:
        super().__init__()
        self._footnotes = footnotes

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        target = Target(md, self._footnotes)
        md.parser = GfmBlockParser(md, target)
        md.preprocessors.deregister("html_block")  # ours reads HTML with the other blocks
        md.preprocessors.deregister("normalize_whitespace")  # it would turn the tabs of code into spaces
        md.treeprocessors.deregister("prettify")  # line ends for people who read HTML
        inlines.register(md)
        md.registerExtension(self)
        self.reset: Callable[[], None] = target.reset


class MarkdownRenderer:
    """Renders one document after the other. Not for use by several threads at once."""

    def __init__(self) -> None:
        footnotes = FootnoteExtension(BACKLINK_TEXT=_BACK, USE_DEFINITION_ORDER=False)
        self._md = Markdown(extensions=[_Gfm(footnotes), footnotes], output_format="html")
        self._cleaner = Cleaner()

    def render(self, text: str, base: str) -> Rendered:
        """`text`, the document at the relative path `base`; as plain text, with the reason, when a cap is passed."""
        try:
            html, images = self._convert(text, base)
        except caps.CapError as error:
            return plain_page(text, error.reason)
        return Rendered(_seal(html), None, images)

    def _convert(self, text: str, base: str) -> tuple[str, tuple[str, ...]]:
        if len(text.encode("utf-8", "replace")) > caps.MAX_BYTES:
            raise caps.CapError(caps.TOO_BIG)
        head, body = frontmatter.split(_normal(text))
        self._md.reset()
        return self._cleaner.clean(frontmatter.table(head) + self._md.convert(body), base)


def _normal(text: str) -> str:
    """One kind of line end, and none of the characters that Python-Markdown or HTML give a meaning of their own."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    text = text.replace("\x02", "").replace("\x03", "")
    return text.encode("utf-8", "replace").decode("utf-8").rstrip()
