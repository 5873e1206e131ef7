"""One Markdown text as an HTML file of its own: complete without a network, and nothing in it runs."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ctohandover.render.embed import embed
from ctohandover.render.page_style import CSS, POLICY

if TYPE_CHECKING:
    from ctohandover.render.client import RenderClient


def to_page(title: str, text: str, language: str, client: RenderClient) -> str:
    body = embed(client.render(text, base="text.md"), text, prefix="text", places={}, pictures={}, demote=0)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{CSS}</style>\n</head>\n"
        f'<body>\n<main class="text">\n{body}\n</main>\n</body>\n</html>\n'
    )
