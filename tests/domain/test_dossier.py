"""Who gets what of a dossier: a section that is not for a reader cannot be had by any order or tick."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.dossier import FULL, OFF_AT_FIRST, PARTS, Audience, Part, arranged, hidden, recipe_for
from ctohandover.domain.people import Person, Role

NAMES = st.sampled_from([*(part.value for part in Part), "accesses", "", "-people"])


@given(st.sampled_from(Audience), st.lists(NAMES, max_size=20), st.sets(NAMES))
def test_any_kept_order_gives_every_section_once_and_none_that_is_not_for_the_reader(
    audience: Audience, order: list[str], off: set[str]
) -> None:
    whole, recipe = arranged(audience, order, off)
    assert sorted(whole) == sorted(PARTS[audience])
    assert recipe.parts == tuple(part for part in whole if part not in off)
    wanted = [name for name in dict.fromkeys(order) if name in set(PARTS[audience])]
    assert [part for part in whole if part in wanted] == wanted


def test_presets() -> None:
    assert recipe_for(Audience.SUCCESSOR) == FULL
    assert set(PARTS[Audience.SUCCESSOR]) == set(Part)
    assert not FULL.discreet
    for audience in (Audience.LAWYER, Audience.INVESTOR):
        recipe = recipe_for(audience)
        assert recipe.discreet
        assert recipe.impersonal
        assert not set(recipe.parts) & {Part.HELD, Part.PLANNED, Part.QUESTIONS, Part.HISTORY}
    assert recipe_for(Audience.FOUNDER).discreet
    assert all(not set(recipe_for(audience).parts) & OFF_AT_FIRST for audience in Audience)


def test_only_a_founder_or_an_adviser_whom_nobody_assessed_may_be_named() -> None:
    people = [Person(id=role.value, name=role.value, role=role, internal=True) for role in Role]
    assert hidden(people, set()) == {role.value for role in Role} - {"founder", "adviser"}
    assert hidden(people, {"founder"}) == {role.value for role in Role} - {"adviser"}
