"""What a search finds is shown where it stands, whatever case and accents it was typed with."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.services.decisions import NewText, add_texts, fields_of
from ctohandover.storage import search
from ctohandover.storage.snippet import MARK_CLOSE, MARK_OPEN, snippet
from ctohandover.storage.store import Store

TEXT = (
    "# 7. Choix de la base\n\nNous avons pris la décision d'utiliser PostgreSQL, seul. Les données y sont toutes, et"
    " rien ne va ailleurs: ni fichiers, ni caches, ni copies chez quelqu'un.\n"
)


def shown(found: str | None) -> str:
    assert found is not None
    return found.replace(MARK_OPEN, "[").replace(MARK_CLOSE, "]")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("PostgreSQL",), "[PostgreSQL]"),
        (("postgre",), "[PostgreSQL]"),
        (("decision",), "[décision]"),
        (("DÉCIS",), "[décision]"),
        (("donnees",), "[données]"),
        (("sont", "toutes"), "[sont] [toutes]"),
        (("choix",), "[Choix]"),
    ],
)
def test_the_word_is_marked_as_it_stands(words: tuple[str, ...], wanted: str) -> None:
    assert wanted in shown(snippet(TEXT, words))


def test_it_is_one_short_line_around_the_word() -> None:
    found = shown(snippet(TEXT, ("données",)))
    assert found.startswith("…")
    assert found.endswith("…")
    assert found.index("[données]") < 40
    assert len(found) < 120
    assert shown(snippet("kurz", ("ku",))) == "[kurz]"


@pytest.mark.parametrize("word", ["ostgre", "onnées", "absent", "zñ"])
def test_only_beginnings_of_words_count(word: str) -> None:
    assert snippet(TEXT, (word,)) is None


@pytest.mark.parametrize(
    ("text", "word"), [("Ответ: Решение", "решение"), ("Żółw i łódź", "zołw"), ("状态 完成", "状态")]
)
def test_other_alphabets(text: str, word: str) -> None:
    assert MARK_OPEN in (snippet(text, (word,)) or "")


@given(
    st.text(st.characters(exclude_characters=MARK_OPEN + MARK_CLOSE), max_size=200),
    st.lists(st.text("aéÉİßñ1", min_size=1, max_size=4), min_size=1, max_size=3),
)
def test_any_text(text: str, words: list[str]) -> None:
    found = snippet(text, tuple(words))
    if found is not None:
        assert found.replace(MARK_OPEN, "").replace(MARK_CLOSE, "").strip("…") in text


def test_found_by_the_index_and_shown(store: Store) -> None:
    bodies = {
        "a.md": TEXT,
        "b.md": unicodedata.normalize("NFD", TEXT),
        "c.md": "# Décision\n\nRien.\n",
        "d.md": "# Autre\n\nRien.\n",
    }
    texts = [
        NewText(path=path, content=body.encode(), fields=fields_of(path, body.encode()), source_id=None)
        for path, body in bodies.items()
    ]
    with store.unit("decisions-imported", n=4, folder="x") as unit:
        keys = add_texts(unit, texts)
    with store.reading() as run:
        found = search.find(run, "decision")
        assert set(found) == set(keys[:3])
        assert all(MARK_OPEN in place for place in found.values())
        few = search.find(run, "decision", shown=1)
        assert [bool(place) for place in few.values()] == [True, False, False]
        assert next(iter(search.find(run, "rien decision"))) == keys[2]
        assert search.find(run, "  ") == search.find(run, '"*') == {}
