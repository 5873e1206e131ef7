"""Titles that may mean one thing: "Stripe" and "Stripe, live account"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ctohandover.formats.tables.vocabulary import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD: Final = re.compile(r"\w+")


def like_one_here(title: str, here: Iterable[str]) -> str:
    """The same title among those that are here, or one of which all words are in the other; "" if there is none."""
    key, words, known = name_key(title), _words(title), list(here)
    same = next((one for one in known if name_key(one) == key), "")
    return same or next((one for one in known if words and _words(one) and _within(words, _words(one))), "")


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name_key(title)))


def _within(some: frozenset[str], others: frozenset[str]) -> bool:
    return some <= others or others <= some
