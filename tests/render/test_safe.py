"""The door to HTML, the addresses, and the colours of code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pygments.token import STANDARD_TYPES

import ctohandover
from ctohandover.render.css import CODE_BACKGROUND, Theme, highlight_css
from ctohandover.render.links import Link, read_link, resolve, safe_href, safe_image
from ctohandover.render.plain import plain_page
from ctohandover.render.safe import SafeHtml


def test_only_this_package_makes_it() -> None:
    with pytest.raises(TypeError):
        SafeHtml("<b>")
    html = plain_page("a").html
    with pytest.raises(AttributeError):
        html._text = "<script>"
    assert html == plain_page("a").html
    assert len({html, plain_page("a").html, plain_page("b").html}) == 2


def test_nobody_else_has_the_key() -> None:
    package = Path(ctohandover.__file__).parent
    users = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        if re.search(r"\b_seal\b|\b_DOOR\b", path.read_text("utf-8"))
    }
    assert users == {"render"}


@pytest.mark.parametrize(
    ("path", "base", "wanted"),
    [
        ("b.md", "docs/a.md", "docs/b.md"),
        ("../b.md?plain=1", "docs/a.md", "b.md"),
        ("./x/../b%20c.md", "a.md", "b c.md"),
        ("../b.md", "a.md", None),
        ("..%2f..%2fetc/passwd", "docs/a.md", None),
        ("%2e%2e/%2e%2e/x", "docs/a.md", None),
        ("/b.md", "a.md", None),
        ("//host/b", "a.md", None),
        ("..\\b", "docs/a.md", None),
        ("c:/x", "a.md", None),
        ("x/..", "a.md", None),
        ("", "a.md", None),
        ("a\0b", "a.md", None),
    ],
)
def test_resolve(path: str, base: str, wanted: str | None) -> None:
    assert resolve(path, base) == wanted


def test_addresses() -> None:
    assert safe_href("HTTPS://a.b/c", "x.md") == "HTTPS://a.b/c"
    assert safe_href("http:a", "x.md") is None
    assert safe_href("https://a\x01b", "x.md") is None
    assert safe_href("ws:doc/a.md", "x.md") is None
    assert safe_href("#", "x.md") is None
    assert safe_href("x" * 3_000, "x.md") is None
    assert safe_image("https://a.b/c.png", "x.md") is None
    assert safe_image("a b.png#x", "d/x.md") == ("ws:image/d/a%20b.png", "d/a b.png")


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("ws:doc/a%20b/%C3%A9.md#x%20y", Link("doc", "a b/é.md", "x y")),
        ("ws:page/3", Link("page", "3")),
        ("#a%3Ab", Link("anchor", "", "a:b")),
        ("https://a.b/#c", Link("web", "https://a.b/#c")),
        ("mailto:a@b", Link("mail", "mailto:a@b")),
        ("ws:other/x", None),
        ("file:///etc/passwd", None),
        ("", None),
    ],
)
def test_read_link(url: str, wanted: Link | None) -> None:
    assert read_link(url) == wanted


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_contrast_of_code(theme: Theme) -> None:
    """WCAG 2: at least 4.5:1 for text."""
    back = _luminance(CODE_BACKGROUND[theme])
    colours = re.findall(r"color: (#[0-9A-F]{6});", highlight_css(theme))
    assert len(colours) == 7
    for colour in colours:
        front = _luminance(colour)
        assert (max(front, back) + 0.05) / (min(front, back) + 0.05) >= 4.5, colour


def test_classes_are_those_of_pygments() -> None:
    named = set(re.findall(r"\.([a-z0-9]+)\b", highlight_css("light")))
    assert named <= set(STANDARD_TYPES.values())
