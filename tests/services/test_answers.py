"""What the overview reads for the founder: who leaves and when, the trend, and what each person does next."""

from __future__ import annotations

from datetime import timedelta

from ctohandover.domain.answers import Grip, Verdict
from ctohandover.domain.assessments import SessionMethod
from ctohandover.domain.growth import Signal
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Role
from ctohandover.domain.sessions import Session
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.domain.transition import Item, Phase, Progress
from ctohandover.i18n import translator
from ctohandover.render.dossier_sections import answers as answers_section
from ctohandover.resources import resources_folder
from ctohandover.services.answers import Answers, answers
from ctohandover.services.dossier import gather
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.next_actions import Move
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.transition import NewItem
from ctohandover.storage import reads
from tests.conftest import TODAY


def found(services: Services) -> Answers:
    with services.store.reading() as run:
        return answers(run, TODAY)


def people(services: Services) -> dict[Role, str]:
    with services.store.reading() as run:
        return {person.role: person.id for person in reads.people(run)}


def vital(services: Services, title: str, holder: str, days: int = 9) -> str:
    key = services.subjects.add(
        SubjectForm(kind=Kind.SKILL, title=title, criticality=Criticality.VITAL, needed=1)
    )  # fmt: skip
    services.holding.assess(
        NewAssessment(person_id=holder, subject_id=key, level=Level.ALONE, day=TODAY - timedelta(days=days))
    )
    return key


def todo(services: Services) -> dict[Role, list[tuple[Move, str]]]:
    return {person.role: [(one.move, one.title) for one in actions] for person, actions in found(services).next}


def test_the_leaver_and_their_last_day_are_found(services: Services) -> None:
    marc = people(services)[Role.OUTGOING_CTO]
    vital(services, "Terraform", marc)
    told = found(services)
    assert [person.id for person in told.leavers] == [marc]
    assert told.leaving is not None
    assert (told.leaving.day, told.leaving.verdict) == (TODAY + timedelta(days=47), Verdict.NO)
    with services.store.reading() as run:
        before = next(person for person in reads.people(run) if person.id == marc)
    services.people.change(before, active_to=TODAY + timedelta(days=20))
    again = found(services).leaving
    assert again is not None
    assert again.day == TODAY + timedelta(days=20)


def test_the_trend_is_a_replay(services: Services) -> None:
    crew = people(services)
    vital(services, "Terraform", crew[Role.OUTGOING_CTO], days=150)
    key = vital(services, "Backups", crew[Role.OUTGOING_CTO], days=100)
    services.holding.assess(
        NewAssessment(person_id=crew[Role.RELAY], subject_id=key, level=Level.ALONE, day=TODAY - timedelta(days=20))
    )
    trend = found(services).trend
    assert trend[-1] == (TODAY, 1)
    assert trend[0][1] == 0
    assert max(count for _, count in trend) == 2
    told = found(services).leaving
    assert told is not None
    assert told.count(Grip.LEAVERS_ONLY) == trend[-1][1]


def test_a_session_is_proposed_to_both_until_it_is_planned(services: Services) -> None:
    crew = people(services)
    marc, lea = crew[Role.OUTGOING_CTO], crew[Role.RELAY]
    key = vital(services, "Terraform", marc)
    services.holding.assess(NewAssessment(person_id=lea, subject_id=key, level=Level.SEEN, day=TODAY))
    assert todo(services) == {
        Role.OUTGOING_CTO: [(Move.GIVE, "Terraform")],
        Role.RELAY: [(Move.TAKE, "Terraform")],
    }
    services.sessions.add(
        Session(
            id="", day=TODAY + timedelta(days=3), method=SessionMethod.PAIRING, giver_id=marc, receivers=(lea,),
            subjects=(key,),
        )
    )  # fmt: skip
    assert todo(services) == {
        Role.OUTGOING_CTO: [(Move.PLANNED, "Terraform")],
        Role.RELAY: [(Move.PLANNED, "Terraform")],
    }


def test_items_are_done_by_their_doer_and_signed_by_their_signer(services: Services) -> None:
    crew = people(services)
    marc, lea = crew[Role.OUTGOING_CTO], crew[Role.RELAY]
    items = [
        Item(id="", title=title, phase=Phase.MAP, blocker=blocker, owner_id=marc, signer_id=lea, due_set=TODAY)
        for title, blocker in (("Soft", False), ("Hard", True))
    ]
    services.transition.add_many([NewItem(item=item) for item in items], TODAY)
    assert todo(services) == {Role.OUTGOING_CTO: [(Move.DO, "Hard"), (Move.DO, "Soft")]}
    line = next(line for line in found(services).checklist.lines if line.item.title == "Soft")
    services.transition.set_progress(line.item, Progress.GIVEN)
    assert todo(services) == {Role.OUTGOING_CTO: [(Move.DO, "Hard")], Role.RELAY: [(Move.SIGN, "Soft")]}


def test_the_dossier_says_where_the_handover_stands_and_nothing_that_was_not_asked(services: Services) -> None:
    t = translator("en", resources_folder() / "translations")
    with services.store.reading() as run:
        assert answers_section(gather(run, TODAY, t), t)[0].rows[0][1] == "Not known yet"  # nothing vital yet
    vital(services, "Terraform", people(services)[Role.OUTGOING_CTO])
    services.growth.tell({Signal.DEVELOPERS: (11, 8)}, TODAY, TODAY)
    with services.store.reading() as run:
        (section,) = answers_section(gather(run, TODAY, t), t)
    assert [row[1:] for row in section.rows] == [
        ("Not yet", "1 vital with Marc only"),
        ("Probably", "7 unknown · 1 of 1 signals met · 11 developers"),
    ]  # no wanted arrival, so nothing on the search
