"""Files that somebody damaged: one value of a JSON document changed, removed or replaced at any depth."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(["", "\0", "\ud800", "x" * 30_000, "self", "SEC"]),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
REMOVED = object()


def _places(found: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pairs = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    below = [place for key, value in pairs for place in _places(value, (*path, key))]
    return [path, *below] if path else below


@st.composite
def damaged(draw: st.DrawFn, document: dict[str, Any]) -> dict[str, Any]:
    """The document with up to three of its values replaced."""
    found = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 3))):
        *path, last = draw(st.sampled_from(_places(found)))
        holder: Any = found
        for key in path:
            holder = holder[key]
        value = draw(ODD | st.just(REMOVED))
        if value is REMOVED:
            del holder[last]
        else:
            holder[last] = value
        if not _places(found):
            break
    return found
