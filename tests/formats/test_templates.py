"""The shipped checklist holds what it must, and a template that somebody wrote is read or refused by name."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.people import Role
from ctohandover.domain.templates import Template, find_cycle
from ctohandover.domain.transition import PHASE_OFFSET, EvidenceKind
from ctohandover.domain.wording import Wording
from ctohandover.errors import Invalid
from ctohandover.formats.templates import dump_template, load_template
from ctohandover.resources import resources_folder
from tests.formats.broken import damaged

PATH = resources_folder() / "templates" / "transition" / "standard.json"
AREAS = ["GOV", "RDM", "PRD", "ARC", "INF", "SEC", "VEN", "PPL", "FIN", "CMP", "OPS", "IP"]
ESSENTIALS = {"G1", "S1", "S2", "S3", "V2", "L1", "A2", "A4", "I3", "O2", "S6", "S7", "C4"}
BLOCKERS = {
    "G1",
    "G3",
    "A1",
    "A2",
    "I1",
    "I2",
    "I3",
    "S1",
    "S2",
    "S3",
    "S4",
    "S6",
    "S7",
    "V1",
    "V2",
    "H2",
    "H3",
    "C1",
    "C4",
    "O1",
    "O2",
    "L1",
    "L2",
}
SMALL: dict[str, Any] = {
    "format": "ctohandover-transition",
    "version": 1,
    "language": "fr",
    "key": "mine",
    "title": "Ma passation",
    "phases": [{"code": "map", "offset": -10, "title": "Avant"}, {"code": "close", "offset": 5, "title": "Après"}],
    "areas": [{"code": "SEC", "title": "Sécurité"}],
    "items": [
        {"code": "1", "phase": "map", "area": "SEC", "title": "Lister", "signer": "founder", "waits_for": []},
        {"code": "2", "phase": "close", "area": "SEC", "title": "Changer", "signer": "relay", "waits_for": ["1"]},
    ],
}


@pytest.fixture(scope="module")
def standard() -> Template:
    return load_template(PATH.read_bytes())


def test_the_counts(standard: Template) -> None:
    assert len(standard.items) == 66
    assert len({item.code for item in standard.items}) == 66
    assert {item.code for item in standard.blockers} == BLOCKERS
    assert {item.code for item in standard.essentials} == ESSENTIALS
    assert {phase.code: phase.offset for phase in standard.phases} == PHASE_OFFSET
    assert [area.code for area in standard.areas] == AREAS
    assert {item.area for item in standard.items} == set(AREAS)


def test_the_doer_never_signs_and_nothing_goes_in_a_circle(standard: Template) -> None:
    assert [item.code for item in standard.items if item.doer is item.signer] == []
    assert find_cycle({item.code: item.waits_for for item in standard.items}) == ()


def test_nothing_waits_for_what_is_due_later(standard: Template) -> None:
    offsets = {item.code: item.offset for item in standard.items}
    late = [item.code for item in standard.items if any(offsets[other] > item.offset for other in item.waits_for)]
    assert late == []


def test_what_goes_stale(standard: Template) -> None:
    for item in standard.items:
        assert item.stale_after_days == (90 if item.area in ("SEC", "VEN", "OPS") else None), item.code


def test_all_texts_are_there_in_both_languages(standard: Template) -> None:
    both = frozenset({"en", "fr"})
    for item in standard.items:
        for wording in (item.title, item.help, item.evidence):
            assert wording.languages == both, item.code
    assert {phase.title.languages for phase in standard.phases} == {both}
    assert {area.title.languages for area in standard.areas} == {both}
    assert standard.languages == standard.description.languages == both


def test_the_texts_are_well_set(standard: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "packaging"))
    french_problems = importlib.import_module("po_checks").french_problems
    for item in standard.items:
        for wording in (item.title, item.help, item.evidence):
            assert list(french_problems(wording.within("fr"))) == [], item.code
            assert "'" not in wording.within("fr") + wording.within("en"), item.code
            assert wording.within("en") != wording.within("fr") or len(wording.within("en")) < 40
        for language in ("en", "fr"):
            assert len(item.title.within(language)) <= 100
            assert not item.title.within(language).endswith(".")
            assert item.help.within(language).endswith(".")


def test_the_file_is_what_we_would_write(standard: Template) -> None:
    assert dump_template(standard) == PATH.read_bytes()


def test_one_language_is_enough_and_defaults_are_filled_in() -> None:
    found = load_template(json.dumps(SMALL).encode())
    assert found.languages == {"fr"}
    first, second = found.items
    assert first.title.within("en") == "Lister"
    assert (first.doer, first.signer, first.offset) == (Role.OUTGOING_CTO, Role.FOUNDER, -10)
    assert (first.blocker, first.essential, first.evidence_kind) == (False, False, EvidenceKind.TEXT)
    assert second.waits_for == ("1",)
    assert load_template(dump_template(found)) == found


def test_a_text_falls_back() -> None:
    assert Wording.of({"fr": "a", "en": "b"}).within("de") == "b"
    assert Wording.of({"fr": "a", "en": ""}).within("en") == "a"
    assert Wording().within("en") == ""


def _changed(item: int = 0, **values: Any) -> dict[str, Any]:
    items = [dict(one) for one in SMALL["items"]]
    items[item] |= values
    return {**SMALL, "items": items}


@pytest.mark.parametrize(
    ("found", "code", "item"),
    [
        (_changed(code="2"), "template-duplicate", "2"),
        (_changed(signer="king"), "template-unknown", "1"),
        (_changed(phase="never"), "template-unknown", "1"),
        (_changed(area="XXX"), "template-unknown", "1"),
        (_changed(signer="outgoing_cto"), "template-same-role", "1"),
        (_changed(offset=3651), "template-offset", "1"),
        (_changed(offset=-3651), "template-offset", "1"),
        (_changed(offset="soon"), "template-offset", "1"),
        (_changed(waits_for=["9"]), "template-waits", "1"),
        (_changed(waits_for=["2"]), "template-cycle", "1 → 2 → 1"),
        (_changed(waits_for=["1"]), "template-cycle", "1 → 1"),
        (_changed(title=""), "template-field", "1"),
        (_changed(title="x" * 301), "template-field", "1"),
        (_changed(tied=["ghost"]), "template-field", "1"),
        (_changed(evidence_kind="ghost"), "template-field", "1"),
        (_changed(code=""), "template-field", "items 1"),
        (_changed(blocker="yes"), "template-field", "1"),
        (_changed(stale_after_days=0), "template-field", "1"),
        ({**SMALL, "items": []}, "template-field", "–"),
        ({**SMALL, "phases": [{"code": "map", "title": "A"}]}, "template-field", "map"),
        ({**SMALL, "phases": [{"code": "a", "offset": 1, "title": "A"}]}, "template-unknown", "a"),
        ({**SMALL, "version": 2}, "template-newer", None),
        ({**SMALL, "format": "other"}, "template-unreadable", None),
    ],
)
def test_what_is_wrong_is_said_with_its_item(found: dict[str, Any], code: str, item: str | None) -> None:
    with pytest.raises(Invalid) as caught:
        load_template(json.dumps(found).encode())
    assert caught.value.code == code
    assert caught.value.values.get("item") == item


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"[]", b"{", b"[" * 100_000, b'{"a": NaN}', b'{"a": ' + b"9" * 5000 + b"}"]
)
def test_what_is_no_template_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid, match="template-unreadable"):
        load_template(data)


def test_a_file_that_is_too_large_is_not_parsed() -> None:
    with pytest.raises(Invalid, match="template-too-large"):
        load_template(b" " * 2_000_001)


@given(damaged(SMALL))
def test_damage_is_refused_or_read_never_a_crash(found: dict[str, Any]) -> None:
    try:
        template = load_template(json.dumps(found).encode())
    except Invalid:
        return
    assert load_template(dump_template(template)) == template


_CODES = st.sampled_from("abcdef")


@given(st.dictionaries(_CODES, st.lists(_CODES, max_size=4)))
def test_a_circle_is_found_where_there_is_one(waits: dict[str, list[str]]) -> None:
    def reaches(start: str, goal: str) -> bool:
        seen, todo = set(), [*waits.get(start, [])]
        while todo:
            code = todo.pop()
            if code == goal:
                return True
            if code not in seen:
                seen.add(code)
                todo += waits.get(code, [])
        return False

    cycle = find_cycle(waits)
    assert bool(cycle) == any(reaches(code, code) for code in waits)
    for one, other in zip(cycle, (*cycle[1:], *cycle[:1]), strict=True):
        assert other in waits[one]


def test_a_long_chain_of_waiting_is_walked() -> None:
    waits = {str(number): [str(number + 1)] for number in range(5000)}
    assert find_cycle(waits) == ()
