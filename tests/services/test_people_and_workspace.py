"""People, the workspace's own fields, copies: rules hold in the services, not only in the forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person, Role
from ctohandover.errors import Conflict, FileProblem, Invalid, NotFound
from ctohandover.services import exchange
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.leaving import find_person
from ctohandover.services.workspaces import NewWorkspace, create, save_copy
from ctohandover.storage import reads
from ctohandover.storage.reader import Reader


def person(services: Services, name: str) -> Person:
    with services.store.reading() as run:
        return find_person(reads.people(run), name)


def test_people_are_added_changed_and_removed(services: Services) -> None:
    key = services.people.add(Person(id="", name="  Jade   Moreau ", role=Role.MEMBER, internal=True))
    jade = person(services, "jade")
    assert (jade.id, jade.name) == (key, "Jade Moreau")
    services.people.change(jade, role=Role.INCOMING_CTO, active_from=date(2027, 1, 4))
    assert person(services, "Jade").role is Role.INCOMING_CTO
    with pytest.raises(Conflict):
        services.people.change(jade, note="stale")
    services.people.remove(person(services, "Jade"))
    with pytest.raises(NotFound):
        person(services, "Jade")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "name-empty"),
        ({"active_from": date(2026, 2, 2), "active_to": date(2026, 2, 1)}, "active-order"),
        ({"days_a_month": 32.0}, "days-range"),
    ],
)
def test_what_cannot_be_is_refused(services: Services, fields: dict[str, object], code: str) -> None:
    before = person(services, "Karim")
    with pytest.raises(Invalid) as caught:
        services.people.change(before, **fields)
    assert caught.value.code == code
    assert person(services, "Karim") == before


def test_somebody_of_whom_something_is_said_stays(services: Services, repository: Path) -> None:
    with services.store.reading() as run:
        plan = exchange.preview(run, repository, exchange.look(repository))
    services.exchange.take(plan)
    karim, lea = person(services, "Karim"), person(services, "Léa")
    with services.store.reading() as run:
        subject = reads.subjects(run)[0]
    services.holding.assess(
        NewAssessment(person_id=karim.id, subject_id=subject.id, level=Level.SEEN, day=date.today())
    )
    for somebody, code in ((karim, "person-in-use"), (lea, "person-keeps")):
        with pytest.raises(Invalid) as caught:
            services.people.remove(somebody)
        assert caught.value.code == code
    with pytest.raises(Invalid):
        services.holding.assess(
            NewAssessment(
                person_id=karim.id, subject_id=subject.id, level=Level.SEEN, day=date.today() + timedelta(days=1)
            )
        )
    with pytest.raises(NotFound):
        services.holding.assess(
            NewAssessment(person_id=karim.id, subject_id="nothing", level=Level.SEEN, day=date.today())
        )


def test_the_workspace_describes_itself(services: Services) -> None:
    with services.store.reading() as run:
        before = reads.workspace(run)
    services.workspace.describe(before, company=" Boréal  Santé SAS ", last_day=None)
    with services.store.reading() as run:
        after = reads.workspace(run)
    assert after.company == "Boréal Santé SAS"
    assert after.counted_day == before.handover_day
    with pytest.raises(Conflict):
        services.workspace.describe(before, company="Stale")
    with pytest.raises(Invalid):
        services.workspace.describe(after, company="  ")
    assert after.handover_day is not None
    with pytest.raises(Invalid):
        services.workspace.describe(after, last_day=after.handover_day - timedelta(days=1))


def test_a_copy_is_another_workspace(services: Services, tmp_path: Path) -> None:
    target = tmp_path / "copy.handover"
    save_copy(services.store.path, target)
    reader = Reader(target)
    with reader.reading() as run, services.store.reading() as mine:
        assert reads.people(run) == reads.people(mine)
        copy, original = reads.workspace(run), reads.workspace(mine)
        assert copy.id != original.id
        assert replace(copy, id="", version="") == replace(original, id="", version="")
    reader.close()
    with pytest.raises(FileProblem):
        save_copy(services.store.path, target)


def test_a_refused_workspace_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "x.handover"
    with pytest.raises(Invalid):
        create(path, NewWorkspace(company="", language="en"))
    nobody = Person(id="", name="", role=Role.MEMBER, internal=True)
    with pytest.raises(Invalid):
        create(path, NewWorkspace(company="x", language="en", people=[nobody]))
    assert list(tmp_path.iterdir()) == []
    path.write_bytes(b"mine")
    with pytest.raises(FileProblem):
        create(path, NewWorkspace(company="x", language="en"))
    assert path.read_bytes() == b"mine"


def test_drafts_outlive_and_go(services: Services) -> None:
    services.drafts.keep("d", "me", "one", "v1")
    services.drafts.keep("d", "me", "two", "v1")
    services.drafts.keep("d", "other", "theirs", "v1")
    with services.store.reading() as run:
        found = reads.draft(run, "d", "me")
        assert found is not None
        assert found[:2] == ("two", "v1")
        assert reads.drafts(run, "me") == ["d"]
    services.drafts.drop("d", "me")
    with services.store.reading() as run:
        assert reads.draft(run, "d", "me") is None
        assert reads.draft(run, "d", "other") is not None
        assert reads.last_seq(run) == 4  # drafts are nobody's history: three people and the workspace
