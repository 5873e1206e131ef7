"""The register of accesses as a table: written in either language, read back as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ctohandover.domain.accesses import Access, BelongsTo, Grant, Means, Right, Sort, Tie
from ctohandover.domain.people import Person
from ctohandover.domain.subjects import Criticality, Kind, Subject
from ctohandover.formats.tables import What, read_table, write_csv
from ctohandover.formats.tables.guess import guess
from ctohandover.i18n import translator
from ctohandover.resources import resources_folder
from ctohandover.services.facade import Services
from ctohandover.services.tables.export import table_rows
from ctohandover.services.tables.loading import load_table
from ctohandover.services.tables.model import Choices, Fate
from ctohandover.services.tables.service import preview
from ctohandover.storage import reads
from ctohandover.storage.access_reads import accesses
from tests.conftest import TODAY


@pytest.fixture
def who(services: Services) -> dict[str, Person]:
    with services.store.reading() as run:
        return {person.name.split()[0]: person for person in reads.people(run)}


def whole(who: dict[str, Person]) -> Access:
    return Access(
        subject=Subject(
            id="", kind=Kind.ACCESS, title="Registrar", criticality=Criticality.VITAL, needed_set=1, area="Hosting"
        ),
        sort=Sort.DOMAIN,
        address="https://registrar.example",
        account="=marc@mail.example",
        supplier="Gandi",
        registered_to="Marc Delorme",
        secret_place="Vault, Hosting",
        renews=TODAY + timedelta(days=70),
        notice_days=30,
        cost=90,
        shared=True,
        notes="Two years.",
        grants=(
            Grant(person_id=who["Karim"].id, rights=Right.USER),
            Grant(person_id=who["Marc"].id, rights=Right.ADMIN),
        ),
        ties=(
            Tie(means=Means.MAIL, belongs_to=BelongsTo.PERSON, person_id=who["Marc"].id),
            Tie(means=Means.PHONE, belongs_to=BelongsTo.COMPANY),
            Tie(means=Means.CARD, belongs_to=BelongsTo.NONE),
        ),
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_written_is_read_back(services: Services, who: dict[str, Person], language: str) -> None:
    t = translator(language, resources_folder() / "translations")
    key = services.accesses.save(None, whole(who), TODAY)
    with services.store.reading() as run:
        (before,) = accesses(run)
        (sheet,) = read_table(write_csv(table_rows(run, What.ACCESSES, t, TODAY)), "x.csv")
        assert guess(sheet) is What.ACCESSES
        plan = preview(run, What.ACCESSES, sheet, Choices(), TODAY)
    assert [row.fate for row in plan.rows] == [Fate.SAME]
    services.accesses.remove({key: ""})
    services.tables.take(replace(plan), TODAY)
    with services.store.reading() as run:
        (after,) = accesses(run)
    assert replace(after, version="", subject=before.subject) == replace(before, version="")


def test_nothing_is_taken_back_by_a_table(services: Services, who: dict[str, Person], tmp_path: Path) -> None:
    services.accesses.save(None, whole(who), TODAY)
    path = tmp_path / "accesses.csv"
    path.write_text("Access,Administered by,Recovery e-mail,Cost\nregistrar,Léa,the company's,\n", encoding="utf-8")
    (sheet,) = load_table(path)
    with services.store.reading() as run:
        plan = preview(run, What.ACCESSES, sheet, Choices(), TODAY)
    (row,) = plan.rows
    assert (row.fate, row.fields) == (Fate.CHANGED, ("grants", "ties"))
    services.tables.take(plan, TODAY)
    with services.store.reading() as run:
        (after,) = accesses(run)
    assert [grant.person_id for grant in after.grants] == [who["Karim"].id, who["Marc"].id, who["Léa"].id]
    assert after.cost == 90
    mail = after.tie(Means.MAIL)
    assert mail is not None
    assert mail.belongs_to is BelongsTo.COMPANY


def test_each_cell_that_cannot_be_read_is_named(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "accesses.csv"
    path.write_text(
        "Access,Kind,Administered by,Renews on,Cost,Phone\nDNS,spaceship,Zoé,someday,dear,Léa\n,,,,,\n",
        encoding="utf-8",
    )
    (sheet,) = load_table(path)
    with services.store.reading() as run:
        plan = preview(run, What.ACCESSES, sheet, Choices(take_good=True), TODAY)
    bad = [(problem.column, problem.code) for problem in plan.problems]
    assert sorted(bad) == [
        (2, "sort-unknown"),
        (3, "access-person-unknown"),
        (4, "day-unreadable"),
        (5, "number-unreadable"),
    ]
    assert plan.good == 1
    services.tables.take(plan, TODAY)
    with services.store.reading() as run:
        (after,) = accesses(run)
    assert [tie.means for tie in after.ties] == [Means.PHONE]


def test_an_export_is_administered_by_whom_one_says(services: Services, who: dict[str, Person], tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("name,url,username,password\nDNS,https://dns.example,marc,hunter2\n", encoding="utf-8")
    (sheet,) = load_table(path)
    with services.store.reading() as run:
        assert guess(sheet, first=What.PEOPLE) is What.ACCESSES
        plan = preview(run, What.ACCESSES, sheet, Choices(admin_id=who["Marc"].id), TODAY)
    services.tables.take(plan, TODAY)
    with services.store.reading() as run:
        (after,) = accesses(run)
    assert [(grant.person_id, grant.rights) for grant in after.grants] == [(who["Marc"].id, Right.ADMIN)]
    assert b"hunter2" not in services.store.path.read_bytes()


def test_levels_of_accesses_are_neither_written_nor_read_as_levels(
    services: Services, who: dict[str, Person], tmp_path: Path
) -> None:
    t = translator("en", resources_folder() / "translations")
    services.accesses.save(None, whole(who), TODAY)
    path = tmp_path / "levels.csv"
    path.write_text("Person,Item,Level\nLéa,Registrar,3\n", encoding="utf-8")
    (sheet,) = load_table(path)
    with services.store.reading() as run:
        assert len(table_rows(run, What.ASSESSMENTS, t, TODAY)) == 1
        plan = preview(run, What.ASSESSMENTS, sheet, Choices(), TODAY)
    assert [problem.code for problem in plan.problems] == ["access-level"]
