"""Colours for the words of code. Own tables, so that the window need not load Pygments.

Each colour has a contrast of at least 4.5:1 on the background of code in its theme (a test computes it).
"""

from __future__ import annotations

from typing import Final, Literal

Theme = Literal["light", "dark"]
CODE_BACKGROUND: Final[dict[Theme, str]] = {"light": "#F6F7F9", "dark": "#14171C"}

# The short names are Pygments' own (`pygments.token.STANDARD_TYPES`); operators and plain names keep the text's colour.
_FAMILIES: Final = {
    "keyword": "k kc kd kn kp kr kt ow",
    "string": "s sa sb sc dl sd s2 se sh si sx sr s1 ss gi",
    "comment": "c ch cm cp cpf c1 cs gp go",
    "number": "m mb mf mh mi mo il l ld",
    "function": "nf fm nc nd ne nn py",
    "tag": "nt err gd gr gt",
    "attribute": "na nb bp no nl nv vc vg vi vm gh gu",
}
_COLOURS: Final[dict[Theme, dict[str, str]]] = {
    "light": {
        "keyword": "#4154D6",
        "string": "#067647",
        "comment": "#5B667A",
        "number": "#96530A",
        "function": "#175D8D",
        "tag": "#B42318",
        "attribute": "#7A3BA8",
    },
    "dark": {
        "keyword": "#8B98F5",
        "string": "#75C995",
        "comment": "#98A2B3",
        "number": "#E5B567",
        "function": "#6FB9EC",
        "tag": "#F2857A",
        "attribute": "#C9A0F0",
    },
}


def highlight_css(theme: Theme) -> str:
    """The rules that colour highlighted code; comments are slanted and headings in diffs bold as well."""
    rules = [
        ", ".join(f".{name}" for name in names.split()) + f" {{ color: {_COLOURS[theme][family]}; }}"
        for family, names in _FAMILIES.items()
    ]
    rules.append(".c, .cm, .c1, .cs, .ch, .ge { font-style: italic; }")
    rules.append(".gs, .gh, .gu { font-weight: bold; }")
    return "\n".join(rules) + "\n"
