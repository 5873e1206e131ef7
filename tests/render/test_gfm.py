"""Documents look as they do on GitHub: each case is Markdown and the HTML that must come of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ctohandover.render.markdown import MarkdownRenderer

RENDERER = MarkdownRenderer()

_TEXT = (Path(__file__).parent / "fixtures" / "gfm.txt").read_text("utf-8")
CASES = {
    name: (text, html.removesuffix("\n"))
    for name, text, html in re.findall(r"^%%%% (.*)\n([\s\S]*?)\n%%\n([\s\S]*?)(?=^%%%% |\Z)", _TEXT, re.MULTILINE)
}


def _even(html: str) -> str:
    """Attributes in one order: the cleaner writes them as they come."""
    image = re.sub(r'<img alt="([^"]*)" src="([^"]*)">', r'<img src="\2" alt="\1">', html)
    return re.sub(r"(</?(?:p|div|ol|ul|li|hr)[^>]*>)\s+(?=<)", r"\1", image).strip()


@pytest.mark.parametrize("name", CASES)
def test_as_github(name: str) -> None:
    text, wanted = CASES[name]
    rendered = RENDERER.render(text, "docs/adr/0001.md")
    assert rendered.reason is None
    assert _even(str(rendered.html)) == wanted


def test_all_cases_are_read() -> None:
    assert len(CASES) == _TEXT.count("%%%% ") >= 55


def test_line_ends_of_windows_and_nothing() -> None:
    assert str(RENDERER.render("- a\r\n- b\r\n", "x.md").html) == "<ul><li>a</li><li>b</li></ul>"
    assert str(RENDERER.render("", "x.md").html) == ""


def test_documents_do_not_leak_into_one_another() -> None:
    RENDERER.render("[a]: b.md\n\n[^1]: note\n\n# h", "x.md")
    assert str(RENDERER.render("[a] [^1]\n\n# h", "x.md").html) == '<p>[a] [^1]</p><h1 id="h">h</h1>'


def test_pictures_are_named_once_in_order() -> None:
    rendered = RENDERER.render("![](b.png) ![](../a.png) <img src='b.png'>", "docs/x.md")
    assert rendered.images == ("docs/b.png", "a.png")
