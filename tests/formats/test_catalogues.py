"""The shipped catalogues are whole in both languages; a damaged one is refused by name."""

from __future__ import annotations

import importlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.errors import Invalid
from ctohandover.formats.catalogues import load_catalogue
from ctohandover.resources import resources_folder
from tests.formats.broken import damaged

FOLDER = resources_folder() / "catalogues"
BOTH = frozenset({"en", "fr"})
SMALL: dict[str, Any] = {
    "format": "ctohandover-catalogue",
    "version": 1,
    "kind": "skill",
    "areas": [{"code": "a", "title": {"en": "A", "fr": "A"}}],
    "entries": [{"code": "x", "area": "a", "title": "X"}, {"code": "y", "area": "a", "title": "Y"}],
}


@pytest.mark.parametrize(("name", "kind", "least", "most"), [("skills", "skill", 55, 70), ("duties", "duty", 16, 22)])
def test_the_shipped_ones(name: str, kind: str, least: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "packaging"))
    french_problems = importlib.import_module("po_checks").french_problems
    found = load_catalogue((FOLDER / f"{name}.json").read_bytes())
    assert found.kind is Kind(kind)
    assert least <= len(found.entries) <= most
    assert all(found.within(area.code) for area in found.areas)
    assert {area.title.languages for area in found.areas} == {BOTH}
    assert {entry.criticality for entry in found.entries} == set(Criticality)
    titles = {entry.title.within(language) for entry in found.entries for language in ("en", "fr")}
    assert all(len(title) <= 60 for title in titles)
    for language in ("en", "fr"):
        assert len({entry.title.within(language) for entry in found.entries}) == len(found.entries)
    for entry in found.entries:
        for wording in (entry.title, entry.description, entry.alone):
            assert wording.languages == BOTH, entry.code
            assert list(french_problems(wording.within("fr"))) == [], entry.code
            assert "'" not in wording.within("en") + wording.within("fr"), entry.code


def _entry(**values: Any) -> dict[str, Any]:
    first, second = SMALL["entries"]
    return {**SMALL, "entries": [first, second | values]}


@pytest.mark.parametrize(
    ("found", "item", "field"),
    [
        (_entry(area="b"), "y", "area"),
        (_entry(code="x"), "x", "code"),
        (_entry(title=""), "y", "title"),
        (_entry(criticality="huge"), "y", "criticality"),
        (_entry(code=3), "entries 2", "code"),
        ({**SMALL, "kind": "ghost"}, "–", "kind"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(found: dict[str, Any], item: str, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        load_catalogue(json.dumps(found).encode())
    assert (caught.value.code, caught.value.values) == ("catalogue-field", {"item": item, "field": field})


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "catalogue-unreadable"), (b"{}", "catalogue-unreadable"), (b" " * 2_000_001, "catalogue-unreadable")],
)
def test_what_is_no_catalogue_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        load_catalogue(data)
    with pytest.raises(Invalid, match="catalogue-newer"):
        load_catalogue(json.dumps({**SMALL, "version": 2}).encode())


@given(damaged(SMALL))
def test_damage_is_refused_or_read_never_a_crash(found: dict[str, Any]) -> None:
    with suppress(Invalid):
        load_catalogue(json.dumps(found).encode())
