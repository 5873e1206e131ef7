"""Themes: every pair that is printed has enough contrast, in both."""

from __future__ import annotations

import json

import pytest

from ctohandover.resources import resources_folder
from ctohandover.ui.theme import Colours, load

FOLDER = resources_folder() / "themes"


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=["light", "dark"])
def colours(request: pytest.FixtureRequest) -> Colours:
    return load(FOLDER, request.param)


def test_words_can_be_read(colours: Colours) -> None:
    pairs = [
        (colours.text, colours.page),
        (colours.text, colours.surface),
        (colours.text, colours.tint),
        (colours.text, colours.hover),
        (colours.muted, colours.surface),
        (colours.muted, colours.page),
        (colours.accent, colours.surface),
        (colours.on_accent, colours.accent),
        (colours.on_accent, colours.accent_hover),
        (colours.bad, colours.surface),
        (colours.good, colours.surface),
        (colours.care, colours.surface),
        *(colours.pair(tone) for tone in ("good", "care", "bad", "accent", "plain")),
        *zip(colours.digits, colours.levels, strict=True),
    ]
    weak = [(one, other, round(contrast(one, other), 2)) for one, other in pairs if contrast(one, other) < 4.5]
    assert weak == []


def test_the_edge_of_what_is_held_outside_only_shows_on_every_level(colours: Colours) -> None:
    for level in colours.levels:
        assert max(contrast(colours.edge, level), contrast(colours.edge_inner, level)) >= 1.5


def test_both_themes_have_the_same_colours() -> None:
    files = [json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in ("light", "dark")]
    assert files[0].keys() == files[1].keys() == set(Colours._fields)
