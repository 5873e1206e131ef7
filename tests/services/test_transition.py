"""The checklist through its services: rules hold here, whoever calls; every call is one undo step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ctohandover.domain.journal import Change
from ctohandover.domain.people import Person, Role
from ctohandover.domain.transition import EvidenceKind, Item, Phase, Progress, State, due_day, state_of
from ctohandover.errors import AppError, Conflict, Invalid
from ctohandover.services.facade import Services
from ctohandover.services.signing import NewEvidence
from ctohandover.services.transition import NewItem
from ctohandover.storage import reads
from ctohandover.storage import transition_reads as own
from tests.conftest import TODAY


@pytest.fixture
def who(services: Services) -> dict[str, Person]:
    services.people.add(Person(id="", name="Inès Benali", role=Role.FOUNDER, internal=True))
    with services.store.reading() as run:
        found = {person.name.split()[0]: person for person in reads.people(run)}
    services.store.actor_id = found["Léa"].id
    return found


def entry(code: str, *, waits: tuple[str, ...] = (), **fields: object) -> NewItem:
    usual = {
        "id": "", "code": code, "title": f"Do {code}", "phase": Phase.MAP, "offset_days": -90, "blocker": True,
        "doer_role": Role.OUTGOING_CTO, "signer_role": Role.RELAY,
    }  # fmt: skip
    return NewItem(item=Item(**{**usual, **fields}), waits_for=waits)  # type: ignore[arg-type]


def items(services: Services) -> dict[str, Item]:
    with services.store.reading() as run:
        return {item.code: item for item in own.items(run)}


def state(services: Services, code: str) -> State:
    item = items(services)[code]
    with services.store.reading() as run:
        return state_of(item, own.signoffs(run, item.id), TODAY)


def refused(code: str) -> pytest.RaisesExc[Invalid]:
    return pytest.raises(Invalid, check=lambda error: error.code == code)


def give(services: Services, item: Item, who: Person, **fields: object) -> str:
    values = {"item_id": item.id, "kind": EvidenceKind.TEXT, "text": "seen", "person_id": who.id, **fields}
    return services.signing.give_evidence(NewEvidence(**values))  # type: ignore[arg-type]


def test_made_with_owners_by_role_and_nothing_overdue(services: Services, who: dict[str, Person]) -> None:
    services.transition.add_many([entry("A"), entry("B", waits=("A",), offset_days=-60)], TODAY)
    made = items(services)
    with services.store.reading() as run:
        day = reads.workspace(run).handover_day
        assert own.waits(run) == {made["B"].id: [made["A"].id]}
    assert made["A"].owner_id == who["Marc"].id
    due = due_day(made["A"], day)
    assert due is not None
    assert TODAY <= due <= TODAY + timedelta(days=1)
    assert due_day(made["B"], day) == TODAY + timedelta(days=47 + round(-60 * 47 / 90))
    # Taken twice, a template adds only what is missing.
    services.transition.add_many([entry("A"), entry("C")], TODAY)
    assert sorted(items(services)) == ["A", "B", "C"]


def test_evidence_then_another_signs(services: Services, who: dict[str, Person]) -> None:
    services.transition.add_many([entry("A")], TODAY)
    item = items(services)["A"]
    with refused("sign-no-evidence"):
        services.signing.sign(item.id)
    with refused("sign-no-evidence"):
        services.transition.set_progress(item, Progress.GIVEN)
    give(services, item, who["Marc"])
    assert state(services, "A") is State.GIVEN
    services.store.actor_id = who["Marc"].id
    with refused("sign-own-item"):
        services.signing.sign(item.id)
    services.store.actor_id = None
    with refused("nobody-here"):
        services.signing.sign(item.id)
    services.store.actor_id = who["Karim"].id
    with refused("sign-not-yours"):
        services.signing.sign(item.id)
    services.store.actor_id = who["Léa"].id
    services.signing.sign(item.id)
    assert state(services, "A") is State.VERIFIED
    with refused("item-signed"):
        services.signing.sign(item.id)
    with refused("item-signed"):
        services.transition.set_progress(items(services)["A"], Progress.TODO)


def test_for_somebody_else_with_the_paper(services: Services, who: dict[str, Person]) -> None:
    services.transition.add_many([entry("A", signer_role=Role.FOUNDER)], TODAY)
    item = items(services)["A"]
    give(services, item, who["Marc"])
    with refused("sign-for-note"):
        services.signing.sign(item.id, person_id=who["Inès"].id)
    services.signing.sign(item.id, person_id=who["Inès"].id, note="Mail of today")
    with services.store.reading() as run:
        (signed,) = own.signoffs(run, item.id)
    assert (signed.person_id, signed.entered_by) == (who["Inès"].id, who["Léa"].id)


def test_waiting_items_are_signed_in_order_and_never_in_a_circle(services: Services, who: dict[str, Person]) -> None:
    services.transition.add_many([entry("A"), entry("B", waits=("A",))], TODAY)
    made = items(services)
    for item in made.values():
        give(services, item, who["Marc"])
    with refused("item-waits"):
        services.signing.sign(made["B"].id)
    with refused("item-cycle"):
        services.transition.set_waits(made["A"], [made["B"].id])
    with services.store.reading() as run:
        assert own.waits(run) == {made["B"].id: [made["A"].id]}
    services.signing.sign(made["A"].id)
    services.signing.sign(made["B"].id)
    assert state(services, "B") is State.VERIFIED


def test_not_applicable_takes_the_founder_and_a_reason(services: Services, who: dict[str, Person]) -> None:
    services.transition.add_many([entry("A")], TODAY)
    item = items(services)["A"]
    with refused("leave-out-founder"):
        services.signing.leave_out(item.id, "No servers of our own")
    services.store.actor_id = who["Inès"].id
    with refused("leave-out-reason"):
        services.signing.leave_out(item.id, " ")
    services.signing.leave_out(item.id, "No servers of our own")
    assert state(services, "A") is State.NOT_APPLICABLE
    services.signing.withdraw(item.id, "There are some after all")
    assert state(services, "A") is State.TODO


def test_evidence_under_a_sign_off_stays(services: Services, who: dict[str, Person]) -> None:
    services.transition.add_many([entry("A")], TODAY)
    item = items(services)["A"]
    key = give(services, item, who["Marc"], kind=EvidenceKind.FILE, name="plan.pdf", content=b"%PDF", text="the plan")
    services.signing.sign(item.id)
    with refused("evidence-signed"):
        services.signing.remove_evidence(key)
    services.signing.withdraw(item.id, "wrong plan")
    services.signing.remove_evidence(key)
    assert state(services, "A") is State.DOING
    with services.store.reading() as run:
        assert own.attachment_names(run) == {}


def test_kept_files_come_back_byte_for_byte(services: Services, who: dict[str, Person]) -> None:
    services.transition.add_many([entry("A")], TODAY)
    content = bytes(range(256)) * 100
    give(services, items(services)["A"], who["Marc"], kind=EvidenceKind.FILE, name="export.bin", content=content)
    with services.store.reading() as run:
        (given,) = own.evidence(run)
        assert given.attachment_id is not None
        assert own.attachment(run, given.attachment_id) == ("export.bin", content)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": " "}, "evidence-empty"),
        ({"kind": EvidenceKind.LINK, "text": "file:///etc/passwd"}, "evidence-link"),
        ({"kind": EvidenceKind.LINK, "text": "javascript:alert(1)"}, "evidence-link"),
        ({"kind": EvidenceKind.FILE, "name": "x", "content": b""}, "evidence-empty"),
        ({"kind": EvidenceKind.FILE, "name": "x", "content": b"x" * (20 * 1024 * 1024 + 1)}, "evidence-big"),
    ],
)
def test_evidence_that_is_none(
    services: Services, who: dict[str, Person], fields: dict[str, object], code: str
) -> None:
    services.transition.add_many([entry("A")], TODAY)
    with refused(code):
        give(services, items(services)["A"], who["Marc"], **fields)
    assert state(services, "A") is State.TODO


def test_moving_the_handover_day_moves_what_is_open(services: Services, who: dict[str, Person]) -> None:
    services.transition.add_many([entry("A"), entry("B")], TODAY)
    made = items(services)
    give(services, made["A"], who["Marc"])
    services.signing.sign(made["A"].id)
    with services.store.reading() as run:
        workspace = reads.workspace(run)
    assert workspace.handover_day is not None
    before = {code: due_day(item, workspace.handover_day) for code, item in made.items()}
    later = workspace.handover_day + timedelta(days=10)
    services.workspace.describe(workspace, handover_day=later, last_day=later)
    after = {code: due_day(item, later) for code, item in items(services).items()}
    assert after["A"] == before["A"]
    assert before["B"] is not None
    assert after["B"] == before["B"] + timedelta(days=10)


def test_fitting_again_after_the_day_moved_closer(services: Services, who: dict[str, Person]) -> None:
    services.transition.add_many(
        [entry("A", offset_days=-90), entry("B", offset_days=-30), entry("C", offset_days=30)], TODAY
    )
    with services.store.reading() as run:
        workspace = reads.workspace(run)
    closer = TODAY + timedelta(days=10)
    services.workspace.describe(workspace, handover_day=closer)
    assert services.transition.fit(TODAY) == 2
    due = {code: due_day(item, closer) for code, item in items(services).items()}
    assert due["A"] == TODAY
    assert due["B"] is not None
    assert TODAY < due["B"] < closer
    assert due["C"] == closer + timedelta(days=30)
    with services.store.reading() as run:
        workspace = reads.workspace(run)
    services.workspace.describe(workspace, handover_day=TODAY - timedelta(days=1))
    with refused("handover-past"):
        services.transition.fit(TODAY)


def test_each_call_is_one_step_and_comes_back(services: Services, who: dict[str, Person]) -> None:
    seen: list[Change] = []
    services.store.on_commit = seen.append
    services.transition.add_many([entry("A"), entry("B", waits=("A",))], TODAY)
    made = items(services)
    services.transition.change(made["A"], title="Do it well", due_set=date(2027, 1, 2))
    give(services, made["A"], who["Marc"], kind=EvidenceKind.FILE, name="a", content=b"x")
    services.signing.sign(made["A"].id)
    services.transition.tie(made["B"], [])
    services.transition.remove({made["A"].id: "A", made["B"].id: "B"})
    assert items(services) == {}
    for change in reversed(seen[1:]):
        services.undo(change.id)
    assert {code: replace(item, version="") for code, item in items(services).items()} == {
        code: replace(item, version="") for code, item in made.items()
    }
    services.undo(seen[0].id)
    assert items(services) == {}


def test_a_stale_save_is_refused(services: Services, who: dict[str, Person]) -> None:
    services.transition.add_many([entry("A")], TODAY)
    item = items(services)["A"]
    services.transition.change(item, title="One")
    with pytest.raises(Conflict):
        services.transition.change(item, title="Two")
    with pytest.raises(AppError):
        services.transition.change(items(services)["A"], title="  ")
