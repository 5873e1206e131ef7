"""The last gate: HTML is measured, cleaned by our own list of what may stay, and measured again."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import nh3

from ctohandover.render import caps
from ctohandover.render.code import CLASSES
from ctohandover.render.links import safe_href, safe_image

if TYPE_CHECKING:
    from collections.abc import Mapping

_INLINE: Final = {
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "tt", "u", "var",
}  # fmt: skip
_HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS: Final = _HEADINGS | {
    "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "summary",
    "ul",
}  # fmt: skip
_TABLE: Final = {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "a": {"href", "name", "id"},
    "img": {"src", "alt", "width"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
    "div": {"align"},
    "p": {"align"},
    "li": {"id"},
    "sup": {"id"},
    **{heading: {"id", "align"} for heading in _HEADINGS},
}
_CLASSES: Final[Mapping[str, set[str]]] = {
    "pre": {"code"},
    "span": set(CLASSES),
    "table": {"head"},
    "li": {"task"},
    "div": {"footnote"},
}
# Scripts and the like go with what is in them; of any other tag that may not stay only the mark goes.
_WITH_CONTENT: Final = {
    "script", "style", "title", "textarea", "iframe", "noscript", "object", "svg", "math", "template",
}  # fmt: skip
_NUMBERS: Final = {"width": 600, "start": 999_999_999, "colspan": 10, "rowspan": 10}
_ID: Final = re.compile(r"[^\s\"'<>]{1,200}")
_NUMBER: Final = re.compile(r"\d{1,9}")
_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9]*")
_LONG_WORD: Final = re.compile(rf"[^\s<>]{{{caps.MAX_WORD + 1}}}")
_IMAGE: Final = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_DEAD_LINK: Final = re.compile(r"<a>(.*?)</a>", re.DOTALL)  # it would look like a link; they do not nest
_PICTURE_PARAGRAPH: Final = re.compile(r"<p((?: align=\"\w+\")?>(?:(?!</p>).)*?<img )", re.DOTALL)
_ALT: Final = re.compile(r' alt="([^"]*)"')
_VOID: Final = frozenset({"<br", "<hr", "<img"})
# HTML lets these stand unclosed, so that their opening tags say nothing about depth before cleaning.
_UNCLOSED: Final = _VOID | {
    f"{mark}{tag}"
    for mark in ("<", "</")
    for tag in ("p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "dd", "dt", "input", "meta", "link")
}
# Qt knows no such elements: what they mean, in those that it knows.
_FOR_QT: Final = (
    ("<details>", "<div>"), ("</details>", "</div>"),
    ("<summary>", "<p><b>▸ "), ("</summary>", "</b></p>"),
    ("<del>", "<s>"), ("</del>", "</s>"),
    ("<strike>", "<s>"), ("</strike>", "</s>"),
    ("<ins>", "<u>"), ("</ins>", "</u>"),
    ("<mark>", "<b>"), ("</mark>", "</b>"),
)  # fmt: skip


class Cleaner:
    """Cleans the HTML of one document after the other, and notes the pictures it wants."""

    def __init__(self) -> None:
        self._base = ""
        self._images: dict[str, None] = {}
        self._nh3 = nh3.Cleaner(
            tags=_INLINE | _BLOCKS | _TABLE,
            clean_content_tags=set(_WITH_CONTENT),
            attributes=_ATTRIBUTES,
            allowed_classes={tag: set(names) for tag, names in _CLASSES.items()},
            attribute_filter=self._attribute,
            strip_comments=True,
            link_rel=None,
            url_schemes={"http", "https", "mailto", "ws"},
            url_relative="pass_through",  # "deny" strips them before the filter can rewrite them
        )

    def clean(self, html: str, base: str) -> tuple[str, tuple[str, ...]]:
        """The HTML that may be shown and the pictures in it; raises `caps.CapError`."""
        self._base, self._images = base, {}
        _measure(html, _UNCLOSED)
        cleaned = self._nh3.clean(html)
        for ours, theirs in _FOR_QT:
            cleaned = cleaned.replace(ours, theirs)
        cleaned = _DEAD_LINK.sub(r"\1", _IMAGE.sub(_picture, cleaned))
        cleaned = _PICTURE_PARAGRAPH.sub(r'<p class="picture"\1', cleaned) if "<img" in cleaned else cleaned
        _measure(cleaned, _VOID)
        if _LONG_WORD.search(cleaned):
            raise caps.CapError(caps.LONG_WORD)
        return cleaned, tuple(self._images)

    def _attribute(self, tag: str, attribute: str, value: str) -> str | None:
        """The value to keep. Whatever is not named here is dropped."""
        match attribute:
            case "href":
                return safe_href(value, self._base)
            case "src":
                return self._image(value)
            case "class":
                return value  # `allowed_classes` has the say
            case "id" | "name":
                return value if _ID.fullmatch(value) else None
            case "alt":
                return value[:500]
            case "align":
                return value.lower() if value.lower() in ("left", "right", "center", "justify") else None
            case "width" | "start" | "colspan" | "rowspan":
                return value if _NUMBER.fullmatch(value) and int(value) <= _NUMBERS[attribute] else None
        return None

    def _image(self, source: str) -> str | None:
        found = safe_image(source, self._base)
        if found is None:
            return None
        self._images[found[1]] = None
        return found[0]


def _picture(match: re.Match[str]) -> str:
    """A picture that may not be shown is its words."""
    if ' src="' in match.group(1):
        return match.group()
    alt = _ALT.search(match.group(1))
    return f"<i>[{alt.group(1)}]</i>" if alt and alt.group(1) else ""


def _measure(html: str, uncounted: frozenset[str]) -> None:
    """Holds HTML against the caps by its tags; before cleaning it can only guess too high, or the deadline steps in."""
    tags = [tag.lower() for tag in _TAG.findall(html)]
    counts = Counter(tags)
    items, cells = counts["<li"], counts["<td"] + counts["<th"]
    marks = sum(count for tag, count in counts.items() if tag[1] != "/") - counts["<span"] - items - cells
    if items > caps.MAX_ITEMS or cells > caps.MAX_CELLS or marks > caps.MAX_MARKS + caps.MAX_BLOCKS:
        raise caps.CapError(caps.TOO_MANY)
    deep = tables = 0
    for tag in tags:
        if tag in uncounted:
            continue
        step = -1 if tag[1] == "/" else 1
        deep = max(deep + step, 0)
        if tag in ("<table", "</table"):
            tables = max(tables + step, 0)
        if deep > caps.MAX_ELEMENTS_DEEP or tables > caps.MAX_TABLES_DEEP:
            raise caps.CapError(caps.TOO_DEEP)
