from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.ids import new_id
from ctohandover.domain.people import Person, Role, short_names


def test_short_names_take_as_little_as_tells_people_apart() -> None:
    names = {"1": "Marc Durand", "2": "Marc Dupont", "3": "Léa Rousseau", "4": "Zoé", "5": "Marc Lenoir"}
    assert short_names(names) == {"1": "Marc Durand", "2": "Marc Dupont", "3": "Léa", "4": "Zoé", "5": "Marc L."}


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.text(min_size=1, max_size=12), max_size=8))
def test_short_names_never_fail_and_never_mix_people_of_different_names(names: dict[str, str]) -> None:
    short = short_names(names)
    assert short.keys() == names.keys()
    for one in names:
        for other in names:
            if " ".join(names[one].split()) != " ".join(names[other].split()):
                assert short[one] != short[other] or short[one] in (names[one].strip(), names[other].strip())


def test_active_days_are_included() -> None:
    person = Person(
        id="1", name="x", role=Role.MEMBER, internal=True, active_from=date(2026, 1, 1), active_to=date(2026, 1, 2)
    )
    assert [person.active_on(date(2026, 1, day)) for day in (1, 2, 3)] == [True, True, False]
    assert not person.active_on(date(2025, 12, 31))


def test_ids_sort_by_time_and_are_version_seven() -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {key[14] for key in made} == {"7"}
    assert {len(key) for key in made} == {36}
