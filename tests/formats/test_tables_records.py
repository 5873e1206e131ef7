"""People and checklists from tables, and there and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.people import Person, Role
from ctohandover.domain.transition import Phase, State
from ctohandover.formats.tables import Row, Sheet, read_table, write_csv, write_xlsx
from ctohandover.formats.tables.checklist import ChecklistRow, checklist_rows, read_checklist
from ctohandover.formats.tables.people import people_rows, read_people
from ctohandover.i18n import translator
from ctohandover.resources import resources_folder
from tests.formats.test_tables_levels import sheet

LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])


def test_people_in_french() -> None:
    found = read_people(
        sheet("""Nom | Rôle | Statut | Sur place | Depuis | Jusqu'au | Jours par mois | Remarque
        Marc Delorme | CTO à temps partagé | externe | non | 01/03/2024 | 2027-01-09 | 6 | Lille
        Léa Rousseau | Relais | interne | x | | | | """)
    )
    assert found.problems == ()
    marc, lea = found.people
    assert (marc.role, marc.internal, marc.on_site) == (Role.OUTGOING_CTO, False, False)
    assert (marc.active_from, marc.active_to) == (date(2024, 3, 1), date(2027, 1, 9))
    assert (marc.days_a_month, marc.note, marc.row) == (6, "Lille", 2)
    assert (lea.role, lea.internal, lea.on_site, lea.active_to, lea.days_a_month) == (
        Role.RELAY, True, True, None, None,
    )  # fmt: skip


def test_what_is_wrong_with_people() -> None:
    found = read_people(
        sheet("""name | role | internal | from | to | days a month
        Ann | king | perhaps | soon | 2026-01-01 | 40
         | | | | |
        ann | | | | |
        Bob | | | 2026-02-01 | 2026-01-01 | many""")
    )
    assert [(one.row, one.column, one.code) for one in found.problems] == [
        (2, 4, "day-unreadable"),
        (2, 2, "role-unknown"),
        (2, 3, "yes-no-unreadable"),
        (2, 6, "days-unreadable"),
        (4, 1, "name-twice"),
        (5, 5, "days-order"),
        (5, 6, "days-unreadable"),
    ]
    ann, bob = found.people
    assert (ann.role, ann.internal, ann.active_to) == (None, None, date(2026, 1, 1))
    assert (bob.active_from, bob.active_to) == (date(2026, 2, 1), None)
    assert read_people(sheet("a | b\nc | d")).problems[0].code == "no-people"


@LANGUAGES
def test_people_there_and_back(language: str) -> None:
    t = translator(language, resources_folder() / "translations")
    people = [
        Person(
            id=str(n),
            name=f"Person {n}",
            role=role,
            internal=n % 2 == 0,
            on_site=n % 3 == 0,
            active_from=date(2025, 1, 1 + n),
            active_to=date(2026, 1, 1) if n else None,
            days_a_month=n + 0.5 if n else None,
            spare_hours=n + 1.5 if n else None,
            note="=1\nline" if n else "",
        )
        for n, role in enumerate(Role)
    ]
    rows = people_rows(people, t)
    for data in (write_csv(rows, ";"), write_xlsx(rows, "x")):
        (read,) = read_table(data, "x")
        found = read_people(read)
        assert found.problems == ()
        for person, row in zip(people, found.people, strict=True):
            for field in (
                "name",
                "role",
                "internal",
                "on_site",
                "active_from",
                "active_to",
                "days_a_month",
                "spare_hours",
                "note",
            ):
                assert getattr(row, field) == getattr(person, field), field


def test_a_checklist_in_french() -> None:
    found = read_checklist(
        sheet("""Code | Phase | Domaine | Titre | Bloquant | Échéance | Fait par | Validé par | État | Preuve
        S1 | J-90 | SEC | Lister les accès | bloquant | J-90 | Marc | Inès | à valider | registre
        S2 | prouver | SEC | Deux admins | non | 09/01/2027 | | | sans objet | """)
    )
    assert found.problems == ()
    first, second = found.items
    assert (first.code, first.phase, first.area, first.blocker) == ("S1", Phase.MAP, "SEC", True)
    assert (first.offset, first.due, first.owner, first.signer) == (-90, None, "Marc", "Inès")
    assert (first.state, first.evidence) == (State.GIVEN, "registre")
    assert (second.phase, second.blocker, second.due, second.state) == (
        Phase.PROVE, False, date(2027, 1, 9), State.NOT_APPLICABLE,
    )  # fmt: skip


def test_what_is_wrong_with_a_checklist() -> None:
    found = read_checklist(
        sheet("""code | title | phase | blocker | offset | due | state
        1 | A | later | perhaps | soon | 30 | gone
        1 | B | | | | |
        2 | | | | | | x
        12345678901234567890123456789012345678901 | C | | | | | """)
    )
    assert [(one.row, one.column, one.code) for one in found.problems] == [
        (2, 5, "offset-unreadable"),
        (2, 6, "day-unreadable"),
        (2, 3, "phase-unknown"),
        (2, 4, "yes-no-unreadable"),
        (2, 7, "state-unknown"),
        (3, 1, "code-twice"),
        (4, 2, "title-empty"),
        (5, 1, "code-too-long"),
    ]
    assert [item.title for item in found.items] == ["A"]
    assert read_checklist(sheet("a | b\nc | d")).problems[0].code == "no-items"


@LANGUAGES
def test_a_checklist_there_and_back(language: str) -> None:
    t = translator(language, resources_folder() / "translations")
    items = [
        ChecklistRow(
            code=f"S{n}",
            phase=list(Phase)[n],
            area="SEC",
            title=f"-Do {n}",
            blocker=n % 2 == 0,
            offset=(n - 2) * 30,
            due=date(2027, 1, 9) if n % 2 else None,
            owner="Ann",
            signer="Bob" if n else "",
            state=state,
            evidence="line\nline",
        )
        for n, state in enumerate(State)
    ]
    rows = checklist_rows(items, t)
    for data in (write_csv(rows, ";"), write_xlsx(rows, "x")):
        (read,) = read_table(data, "x")
        found = read_checklist(read)
        assert found.problems == ()
        fields = ("code", "phase", "area", "title", "blocker", "offset", "due", "owner", "signer", "state", "evidence")
        for item, row in zip(items, found.items, strict=True):
            assert [getattr(row, field) for field in fields] == [getattr(item, field) for field in fields]


_CELL = st.sampled_from(["name", "title", "code", "role", "du", "échéance", "J-30", "oui", "état", "Ann"]) | st.text(
    max_size=5
)


@given(st.lists(st.lists(_CELL, max_size=6), max_size=6))
def test_any_table_is_read_without_a_crash(cells: list[list[str]]) -> None:
    table = Sheet("", tuple(Row(number, tuple(row)) for number, row in enumerate(cells, 1) if row))
    read_people(table)
    read_checklist(table)
