"""Hostile documents reach nothing: no file, no network, no program, and no address but those allowed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from ctohandover.render.markdown import MarkdownRenderer

PAYLOADS = (Path(__file__).parent / "fixtures" / "payloads.txt").read_text("utf-8").rstrip("\n").split("\n%%\n")
ALLOWED_ADDRESS = re.compile(r'"(?:ws:(?:doc|image)/[^"]*|#[^"]*|https?://[^"]*|mailto:[^"]*)"')
ALLOWED_ATTRIBUTES = set("href src alt id name class align start colspan rowspan width".split())  # noqa: SIM905
WATCHED = ("open", "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "urllib.", "ctypes.dlopen")

_events: list[str] | None = None


def _audit(event: str, args: tuple[object, ...]) -> None:
    if _events is not None and event.startswith(WATCHED):
        _events.append(f"{event} {args[:1]}")


sys.addaudithook(_audit)


@pytest.fixture(scope="module")
def renderer() -> MarkdownRenderer:
    warm = MarkdownRenderer()
    warm.render("```html\n<b>\n```\n", "warm.md")  # loads the lexer, which is a file of ours
    return warm


def test_there_are_enough() -> None:
    assert len(set(PAYLOADS)) >= 100


@pytest.mark.parametrize("payload", PAYLOADS)
def test_reaches_nothing(renderer: MarkdownRenderer, payload: str) -> None:
    global _events
    text = payload.format(file="/tmp/canary.png", fifo="/tmp/canary.fifo", port=9)
    _events = []
    try:
        rendered = renderer.render(text, "docs/adr/0001.md")
    finally:
        events, _events = _events, None
    assert events == []
    assert rendered.reason is None
    html = str(rendered.html)
    for tag in re.findall(r"<[a-z][^>]*>", html):
        names = re.findall(r' ([a-z]+)="', tag)
        assert set(names) <= ALLOWED_ATTRIBUTES, tag
        for value in re.findall(r' (?:href|src)=("[^"]*")', tag):
            assert ALLOWED_ADDRESS.fullmatch(value), tag
        if tag.startswith("<img"):
            assert ' src="ws:image/' in tag
    assert not re.search(r"<(script|style|link|iframe|object|embed|svg|base|meta|form|input|video|audio)\b", html)
    for path in rendered.images:
        assert not path.startswith(("/", ".."))
        assert "\\" not in path
