"""What GitHub adds inside a paragraph, for Python-Markdown's inline engine, and the anchors of headings."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import INLINE_PLACEHOLDER_RE, STX, AtomicString, code_escape

from ctohandover.render.emphasis import EmphasisProcessor

if TYPE_CHECKING:
    from markdown import Markdown

# A bare address begins a word; the look-behind also keeps the search linear in a long word.
_BARE_URL: Final = rf"(?<![^\s*_~(])(?:https?://|www\.)[^\s<{STX}]+"
_BARE_MAIL: Final = r"(?<![\w.+@/:-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+(?![\w@-])"
_TRAILING: Final = re.compile(r"(?:[?!.,:*_~'\"]|&[A-Za-z0-9]+;)$")
_NO_SLUG: Final = re.compile(r"[^\w\- ]")
_RAW: Final = re.compile(rf"{STX}[^\x03]*\x03")


class _BareLink(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the stubs know only the older style
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        text = _trimmed(m.group())
        link = Element("a")
        link.set("href", f"http://{text}" if text.startswith("www.") else text)
        link.text = AtomicString(text)
        return link, m.start(), m.start() + len(text)


class _BareMail(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        text = m.group()
        link = Element("a")
        link.set("href", f"mailto:{text}")
        link.text = AtomicString(text)
        return link, m.start(), m.start() + len(text)


class _CodeSpan(InlineProcessor):
    """Code between runs of equally many backticks (Python-Markdown pairs parts of runs)."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int, int]:
        run = m.group(1)
        end = re.compile(rf"(?<!`){run}(?!`)").search(data, m.end()) if run else None
        if end is None:
            return None, m.start(), m.end()
        text = data[m.end() : end.start()].replace("\n", " ")
        if text.strip(" ") and text[0] == text[-1] == " ":
            text = text[1:-1]
        code = Element("code")
        code.text = AtomicString(code_escape(text))
        return code, m.start(), end.end()


def _trimmed(url: str) -> str:
    """Less the punctuation of the sentence around it, and a bracket that was not opened inside."""
    spare = url.count(")") - url.count("(")
    while url:
        if url.endswith(")") and spare > 0:
            url, spare = url[:-1], spare - 1
        elif match := _TRAILING.search(url, max(0, len(url) - 12)):
            url = url[: match.start()]
        else:
            break
    return url


class _Anchors(Treeprocessor):
    """Headings get the anchors that GitHub gives them."""

    def run(self, root: Element) -> None:
        seen: dict[str, int] = {}
        for element in root.iter():
            if isinstance(element.tag, str) and re.fullmatch("h[1-6]", element.tag):
                text = _RAW.sub("", INLINE_PLACEHOLDER_RE.sub("", "".join(element.itertext())))
                slug = _NO_SLUG.sub("", text.strip().lower()).replace(" ", "-")
                count = seen.get(slug, 0)
                seen[slug] = count + 1
                if slug:
                    element.set("id", f"{slug}-{count}" if count else slug)


def register(md: Markdown) -> None:
    """Adds all of the above to `md`."""
    md.ESCAPED_CHARS = list(string.punctuation)
    md.inlinePatterns.register(_CodeSpan(r"\\[\s\S]|(`+)", md), "backtick", 190)
    md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash-break", 185)
    md.inlinePatterns.register(SubstituteTagInlineProcessor(r" {2,}\n", "br"), "linebreak", 100)
    md.inlinePatterns.register(_BareLink(_BARE_URL, md), "bare-url", 105)
    md.inlinePatterns.register(_BareMail(_BARE_MAIL, md), "bare-mail", 104)
    for name in ("em_strong", "em_strong2"):
        md.inlinePatterns.deregister(name, strict=False)
    md.inlinePatterns.register(EmphasisProcessor(md), "emphasis", 60)
    md.treeprocessors.register(_Anchors(md), "anchors", -10)
