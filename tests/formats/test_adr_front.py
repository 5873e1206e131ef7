"""The quick reader of front matter takes only what YAML reads in the same way."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctohandover.formats.adr import front
from ctohandover.formats.adr.front import FrontMatter, read_front
from ctohandover.formats.adr.outline import outline

_VALUE = st.text(st.sampled_from("aé1 -,.:;'\"[]{}#@&*!|>%?`~=+/\\"), max_size=14)
_ITEMS = st.lists(_VALUE, max_size=4)
_ENTRY = st.one_of(
    _VALUE.map(lambda value: f"key: {value}"),
    _ITEMS.map(lambda items: f"key: [{', '.join(items)}]"),
    st.tuples(st.sampled_from(["", " ", "  ", "\t"]), _ITEMS).map(
        lambda pair: "key:\n" + "\n".join(f"{pair[0]}- {item}" for item in pair[1])
    ),
)


def quick(text: str) -> FrontMatter:
    return read_front(outline(f"---\n{text}\nstatus: draft\n---\n# X\n"))


def by_yaml(text: str) -> FrontMatter:
    with patch.object(front, "_quick", lambda *_: None):
        return quick(text)


def is_quick(text: str) -> bool:
    with patch.object(front, "_load", side_effect=AssertionError):
        try:
            quick(text)
        except AssertionError:
            return False
        return True


@settings(max_examples=800, deadline=None)
@given(_ENTRY)
def test_any_value_is_read_as_yaml_reads_it(text: str) -> None:
    if is_quick(text):
        assert quick(text) == by_yaml(text)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("key: Ann", ("Ann",)),
        ("key: 'Ann, Bob'", ("Ann, Bob",)),
        ("key: [Ann Lee, Bo Ek]", ("Ann Lee", "Bo Ek")),
        ("key: ['Ann', \"Bob\"]", ("Ann", "Bob")),
        ("key: []", ()),
        ("key:", ()),
        ("key:\n  - Ann\n  - 'Bob'", ("Ann", "Bob")),
        ("key:\n- Ann\n- Bob", ("Ann", "Bob")),
    ],
)
def test_what_most_records_have_needs_no_yaml(text: str, items: tuple[str, ...]) -> None:
    assert is_quick(text)
    assert next(item.items for item in quick(text).fields if item.key == "key") == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("key: [Ann, 'Lee, Bo']", ("Ann", "Lee, Bo")),
        ("key: [Ann, [Bo]]", ("Ann",)),
        ("key:\n  - Ann # who\n  - Bob", ("Ann", "Bob")),
        ("key:\n  - name: Ann\n  - name: Bob", ("Ann", "Bob")),
        ("key: >-\n  Ann\n  Lee", ("Ann Lee",)),
        ("key: [@ann, @bob]", ("@ann", "@bob")),
        ("key: [Ann,]", ("Ann",)),
    ],
)
def test_the_rest_is_for_yaml(text: str, items: tuple[str, ...]) -> None:
    assert not is_quick(text)
    assert next(item.items for item in quick(text).fields if item.key == "key") == items
