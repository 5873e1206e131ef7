"""A person taken out: no byte of the name is left in the file, and the rest is as it was."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctohandover.domain.accesses import Access, BelongsTo, Grant, Means, Right, Tie
from ctohandover.domain.assessments import SessionMethod
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person, Role
from ctohandover.domain.sessions import Outcome, Session
from ctohandover.domain.subjects import Criticality, Kind, Subject
from ctohandover.domain.transition import EvidenceKind, Item, Phase
from ctohandover.errors import Conflict, Invalid, NotFound
from ctohandover.i18n import Translator
from ctohandover.services import exchange
from ctohandover.services.asking import Ask
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.person_file import remarks
from ctohandover.services.signing import NewEvidence
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.transition import NewItem
from ctohandover.storage import reads, search
from ctohandover.storage import transition_reads as own
from ctohandover.storage.checkup import check_up
from ctohandover.storage.skill_reads import sessions
from tests.conftest import TODAY

WORD = "Former member 1"


def bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def left(path: Path, *parts: str) -> list[str]:
    """Which of these stand in the file, in any case, with accents or without, in either encoding."""
    data = path.read_bytes()
    found = []
    for part in parts:
        for form in {part, bare(part), part.lower(), bare(part).lower(), part.upper()}:
            found += [form for encoding in ("utf-8", "utf-16-le") if form.encode(encoding) in data]
    return found


def person(services: Services, first: str) -> Person:
    with services.store.reading() as run:
        return next(one for one in reads.people(run) if one.name.startswith(first))


def undo_last(services: Services) -> None:
    with services.store.reading() as run:
        (entry,) = reads.entries(run, limit=1)
    services.undo(entry.id)


@pytest.fixture
def filled(services: Services, repository: Path, t: Translator) -> Services:
    """Karim Saïdi in every place where a name can be."""
    record = repository / "docs/adr/0002-postgresql.md"
    text = record.read_text(encoding="utf-8").replace("Marc Delorme", "Karim Saïdi")
    record.write_text(text + "\nAsk Karim, or SAÏDI.\n", encoding="utf-8")
    with services.store.reading() as run:
        plan = exchange.preview(run, repository, exchange.look(repository))
    services.exchange.take(plan)
    marc, lea, karim = (person(services, first).id for first in ("Marc", "Léa", "Karim"))
    services.store.actor_id = karim
    services.people.change(person(services, "Karim"), note="Karim Saïdi works from Lille.")
    key = services.subjects.add(
        SubjectForm(kind=Kind.SYSTEM, title="Backups of Karim", owner_id=karim, deputy_id=lea, notes="saidi knows")
    )
    for who in (karim, lea):
        services.holding.assess(
            NewAssessment(person_id=who, subject_id=key, level=Level.ALONE, day=TODAY, evidence="seen by Karim Saïdi")
        )
    sessions = [
        Session(id="", day=TODAY, method=SessionMethod.PAIRING, giver_id=marc, receivers=receivers, subjects=(key,),
                outcome=Outcome.PASS, title="With Karim", notes="Saïdi was there")
        for receivers in ((karim,), (karim, lea))
    ]  # fmt: skip
    for session in sessions:
        services.sessions.add(session, [])
    base = Item(id="", title="Karim signs", phase=Phase.MAP, offset_days=1, owner_id=karim, signer_role=Role.RELAY)
    (item,) = services.transition.add_many([NewItem(item=base)], TODAY)
    for name, content in (("karim.txt", b"Karim Sa\xc3\xafdi wrote this.\n"), ("x.bin", b"\0\1Karim Sa\xc3\xafdi\0")):
        services.signing.give_evidence(
            NewEvidence(item_id=item, kind=EvidenceKind.FILE, name=name, content=content, person_id=karim, day=TODAY)
        )
    services.accesses.save(
        None,
        Access(
            subject=Subject(id="", kind=Kind.ACCESS, title="Registrar", criticality=Criticality.VITAL),
            account="ksaidi",
            grants=(Grant(person_id=karim, rights=Right.OWNER), Grant(person_id=lea, rights=Right.ADMIN)),
            ties=(Tie(means=Means.PHONE, belongs_to=BelongsTo.PERSON, person_id=karim),),
        ),
        TODAY,
    )
    services.asking.ask(Ask(person_id=karim, subjects=(key,), new_questions=("Why, Karim?",)), t, TODAY)
    services.store.actor_id = lea
    services.asking.ask(Ask(person_id=marc, new_questions=("What did Karim say?",)), t, TODAY)
    with services.store.unjournalled() as run:
        run("INSERT INTO draft (id, owner, text, base_version, at) VALUES ('x', 'o', 'Dear Karim Saïdi', '', '')")
    return services


def test_erasing_leaves_no_byte_of_the_name(filled: Services, workspace_path: Path) -> None:
    assert left(workspace_path, "Karim", "Saïdi") != []
    found = filled.erasing.traces(person(filled, "Karim").id)
    assert found.rows["assessment"] == 2  # one of them follows from the register
    assert found.texts["journal"] > 3
    assert found.texts["opaque"] == 1
    assert found.decisions == ("PostgreSQL as the only store",)
    assert found.signatures == 0
    assert not filled.erasing.erase(person(filled, "Karim"), WORD)
    assert left(workspace_path, "Karim", "Saïdi", "saidi") == []
    assert check_up(workspace_path).problems == []
    with filled.store.reading() as run:
        assert [one.name for one in reads.people(run)] == ["Léa Rousseau", "Marc Delorme"]
        assert {one.person_id for one in reads.assessments(run)} == {person(filled, "Léa").id}
        assert search.find(run, "karim") == {}
        assert len(search.find(run, "rousseau")) == 1
        assert [one.label for one in reads.entries(run, limit=1)] == ["person-erased"]
        lines = {line.number: line for line in reads.decision_lines(run)}
        postgres = next(line for line in lines.values() if line.title.startswith("PostgreSQL"))
        content = reads.decision(run, postgres.id).content.decode()
        entries = own.evidence(run)
        assert [own.attachment(run, one.attachment_id or "")[1][:20] for one in entries] == [
            b"Former member 1 wrot", b"This file held the n",
        ]  # fmt: skip
        items = own.items(run)
    assert postgres.edited
    assert f"decision-makers: {WORD}" in content
    assert (items[0].owner_id, items[0].title) == (None, f"{WORD} signs")


def test_a_signature_stays_under_a_pseudonym(filled: Services, workspace_path: Path) -> None:
    karim = person(filled, "Karim").id
    base = Item(id="", title="Draw it", phase=Phase.MAP, offset_days=1, signer_id=karim)
    (item,) = filled.transition.add_many([NewItem(item=base)], TODAY)
    filled.store.actor_id = karim
    filled.signing.sign(item, day=TODAY)
    filled.store.actor_id = person(filled, "Léa").id
    assert filled.erasing.erase(person(filled, "Karim"), WORD)
    assert left(workspace_path, "Karim", "Saïdi", "saidi") == []
    with filled.store.reading() as run:
        (signed,) = own.signoffs(run, item)
        names = {one.id: one.name for one in reads.people(run)}
    assert names[signed.person_id] == WORD
    assert check_up(workspace_path).problems == []


def test_a_pseudonym_keeps_what_is_said(filled: Services, workspace_path: Path) -> None:
    karim = person(filled, "Karim")
    with filled.store.reading() as run:
        before = [replace(one, evidence="", version="") for one in reads.assessments(run)]
    filled.erasing.pseudonymise(karim, WORD)
    assert left(workspace_path, "Karim", "Saïdi", "saidi") == []
    with filled.store.reading() as run:
        after = [replace(one, evidence="", version="") for one in reads.assessments(run)]
        assert {one.id: one.name for one in reads.people(run)}[karim.id] == WORD
        assert search.find(run, "former")
    assert after == before
    assert check_up(workspace_path).problems == []


def test_the_keeper_a_stale_look_and_no_word_are_refused(filled: Services) -> None:
    karim = person(filled, "Karim")
    for act in (filled.erasing.erase, filled.erasing.pseudonymise):
        with pytest.raises(Invalid) as caught:
            act(karim, " ")
        assert caught.value.code == "pseudonym-empty"
        with pytest.raises(Conflict):
            act(replace(karim, version="older"), WORD)
    with filled.store.reading() as run:
        workspace = reads.workspace(run)
    filled.workspace.describe(workspace, keeper_id=karim.id)
    with pytest.raises(Invalid) as caught:
        filled.erasing.erase(karim, WORD)
    assert caught.value.code == "person-keeps"


def test_what_was_removed_before_is_erased_with_the_rest(filled: Services, workspace_path: Path) -> None:
    """A remark that was deleted, a session that was removed, a level taken back: the journal alone still has them."""
    karim, lea = person(filled, "Karim"), person(filled, "Léa")
    filled.remarks.add(karim.id, None, "zebra crossing", TODAY)
    with filled.store.reading() as run:
        (remark,) = remarks(run, karim.id)
    filled.remarks.remove(remark)
    with filled.store.reading() as run:
        key = next(one.id for one in reads.subjects(run) if one.kind is Kind.SYSTEM)
    for who, words in ((karim, "walrus"), (lea, "heron")):
        session = filled.sessions.add(
            Session(id="", day=TODAY, method=SessionMethod.PAIRING, giver_id=None, receivers=(who.id,),
                    subjects=(key,), title=words, notes=f"{words} notes"),
            [],
        )  # fmt: skip
        with filled.store.reading() as run:
            kept = next(one for one in sessions(run) if one.id == session)
        filled.sessions.remove(kept)
    filled.holding.assess(
        NewAssessment(person_id=karim.id, subject_id=key, level=Level.NONE, day=TODAY, evidence="ostrich")
    )
    undo_last(filled)
    assert left(workspace_path, "zebra", "walrus", "ostrich") != []
    filled.erasing.erase(person(filled, "Karim"), WORD)
    assert left(workspace_path, "zebra", "walrus", "ostrich") == []
    assert left(workspace_path, "heron") != []
    assert karim.id.encode() not in workspace_path.read_bytes()
    assert check_up(workspace_path).problems == []


def test_earlier_notes_go_with_the_name(filled: Services, workspace_path: Path) -> None:
    filled.people.change(person(filled, "Karim"), note="Likes giraffes")
    filled.people.change(person(filled, "Karim"), note="")
    filled.erasing.pseudonymise(person(filled, "Karim"), WORD)
    assert left(workspace_path, "giraffes", "Lille") == []


def test_a_name_that_is_a_word_of_the_program(services: Services, workspace_path: Path) -> None:
    """Somebody is called Vital, and a system is vital."""
    services.people.add(Person(id="", name="Jean Vital", role=Role.MEMBER, internal=True))
    key = services.subjects.add(
        SubjectForm(kind=Kind.SYSTEM, title="Back office", criticality=Criticality.VITAL, notes="ask Vital")
    )
    services.holding.weigh(key, criticality=Criticality.LOW, needed=None)
    services.holding.weigh(key, criticality=Criticality.VITAL, needed=None)
    with services.store.reading() as run:
        (last,) = reads.entries(run, limit=1)
    services.erasing.erase(person(services, "Jean"), WORD)
    assert left(workspace_path, "Jean Vital", "ask Vital") == []
    with services.store.reading() as run:
        (found,) = (one for one in reads.subjects(run) if one.id == key)
    assert found.criticality is Criticality.VITAL
    services.undo(last.id)
    with services.store.reading() as run:
        assert next(one for one in reads.subjects(run) if one.id == key).criticality is Criticality.LOW


def test_undo_of_what_came_before_says_so_and_brings_nothing_back(filled: Services, workspace_path: Path) -> None:
    with filled.store.reading() as run:
        earlier = reads.entries(run, limit=100)
    filled.erasing.erase(person(filled, "Karim"), WORD)
    for entry in earlier:
        with suppress(Conflict, NotFound):
            filled.undo(entry.id)
    assert left(workspace_path, "Karim", "Saïdi", "saidi") == []
    assert check_up(workspace_path).problems == []


def test_the_name_of_somebody_else_stays(services: Services, workspace_path: Path) -> None:
    services.people.add(Person(id="", name="Marc Petit", role=Role.MEMBER, internal=True))
    key = services.subjects.add(SubjectForm(kind=Kind.SYSTEM, title="Marc Petit’s box", notes="Marc Delorme set it up"))
    services.erasing.pseudonymise(person(services, "Marc D"), WORD)
    with services.store.reading() as run:
        assert {one.name for one in reads.people(run)} >= {"Marc Petit", WORD}
        title = next(one.title for one in reads.subjects(run) if one.id == key)
    assert title == "Marc Petit’s box"
    assert left(workspace_path, "Delorme") == []
    assert left(workspace_path, "Marc Petit") != []


NAMES = st.text(st.characters(whitelist_categories=("Lu", "Ll"), max_codepoint=0x17F), min_size=5, max_size=10)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAMES, NAMES)
def test_whatever_the_name(services: Services, workspace_path: Path, first: str, last: str) -> None:
    name = f"{first.capitalize()} {last.capitalize()}"
    services.people.add(Person(id="", name=name, role=Role.MEMBER, internal=True, note=f"{name} and {last}"))
    with services.store.reading() as run:
        found = next(one for one in reads.people(run) if one.name == name)
        key = reads.workspace(run).id
    assert key
    services.erasing.erase(found, "X")
    data = workspace_path.read_bytes()
    assert name.encode() not in data
    assert bare(name).lower().encode() not in data


def test_the_table_of_traces_names_every_column_that_points_at_people(workspace_path: Path) -> None:
    """A table that is added later must say what becomes of it."""
    from ctohandover.services.erasing import _NAMED, _OWN

    connection = sqlite3.connect(workspace_path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    pointing = {
        (table, row[3])
        for table in tables
        for row in connection.execute(f"PRAGMA foreign_key_list({table})")
        if row[2] == "person"
    }
    connection.close()
    assert pointing == {*_OWN, *_NAMED, ("signoff", "person_id"), ("workspace", "keeper_id")}


def test_days_before_are_counted_without_them(filled: Services) -> None:
    filled.erasing.erase(person(filled, "Karim"), WORD)
    with filled.store.reading() as run:
        ledger = reads.ledger(run)
        assert ledger.up_to(TODAY - timedelta(days=1)).cells == {}
