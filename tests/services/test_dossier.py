"""The dossier for each reader: its sections in the order asked for, and no name where none is to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from ctohandover.domain.accesses import Access, BelongsTo, Grant, Means, Right, Sort, Tie
from ctohandover.domain.assessments import SessionMethod
from ctohandover.domain.dossier import Audience, Part, Recipe, recipe_for
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person, Role
from ctohandover.domain.sessions import Outcome, Session
from ctohandover.domain.subjects import Criticality, Kind, Subject
from ctohandover.domain.transition import EvidenceKind, Item, Phase
from ctohandover.errors import FileProblem
from ctohandover.i18n import Translator, translator
from ctohandover.render.client import RenderClient
from ctohandover.render.dossier import Dossier
from ctohandover.render.dossier_sections import sections
from ctohandover.resources import resources_folder
from ctohandover.services import exchange
from ctohandover.services.asking import Ask
from ctohandover.services.demo import make_demo
from ctohandover.services.dossier import gather, write
from ctohandover.services.dossier_missing import missing
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.signing import NewEvidence
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.transition import NewItem
from ctohandover.storage import reads
from ctohandover.storage import transition_reads as own
from ctohandover.storage.reader import Reader
from tests.conftest import TODAY

DISCREET = [audience for audience in Audience if audience is not Audience.SUCCESSOR]


@pytest.fixture
def client() -> Iterator[RenderClient]:
    made = RenderClient()
    yield made
    made.close()


@pytest.fixture
def filled(services: Services, repository: Path, t: Translator) -> Services:
    """Every place where people write has a name in it; Inès, the founder, was never assessed."""
    services.people.add(Person(id="", name="Inès Benali", role=Role.FOUNDER, internal=True, note="Marc told her"))
    with services.store.reading() as run:
        who = {person.role: person.id for person in reads.people(run)}
        plan = exchange.preview(run, repository, exchange.look(repository))
    services.exchange.take(plan)
    marc, lea, karim, ines = (who[role] for role in (Role.OUTGOING_CTO, Role.RELAY, Role.MEMBER, Role.FOUNDER))
    services.store.actor_id = lea
    keys = {}
    for kind, title in ((Kind.SKILL, "Terraform à la Marc"), (Kind.SYSTEM, "karim’s backups"), (Kind.DUTY, "Pilot")):
        keys[kind] = services.subjects.add(
            SubjectForm(
                kind=kind, title=title, criticality=Criticality.VITAL, area="Infra (Saïdi)", owner_id=marc,
                deputy_id=lea, runbook="docs/delorme.md", notes="**Rousseau** knows. Ask Karim.",
            )
        )  # fmt: skip
        for person, level in ((marc, Level.ALONE), (lea, Level.SEEN), (karim, Level.WITH_HELP)):
            services.holding.assess(
                NewAssessment(
                    person_id=person, subject_id=keys[kind], level=level, day=TODAY, evidence="seen with Léa Rousseau"
                )
            )
    for day, outcome in ((TODAY, Outcome.PASS), (TODAY + timedelta(days=3), None), (TODAY - timedelta(days=3), None)):
        session = Session(
            id="", day=day, method=SessionMethod.PAIRING, title="Lea shows Karim", giver_id=marc, receivers=(lea,),
            subjects=(keys[Kind.SKILL],), outcome=outcome, notes="Marc was late",
        )  # fmt: skip
        services.sessions.add(session, [])
    base = Item(id="", title="", phase=Phase.MAP, blocker=True, offset_days=-60, owner_id=marc, area="ARC")
    items = [replace(base, code="C1", title="Sign with Delorme", area="CMP"), replace(base, code="A1", title="Draw it")]
    signed, _ = services.transition.add_many([NewItem(item=one) for one in items], TODAY)
    services.signing.give_evidence(
        NewEvidence(item_id=signed, kind=EvidenceKind.TEXT, text="Marc’s contract.pdf", person_id=marc, day=TODAY)
    )
    services.signing.sign(signed, day=TODAY)
    services.accesses.save(
        None,
        Access(
            subject=Subject(id="", kind=Kind.ACCESS, title="Marc’s domain", criticality=Criticality.VITAL),
            sort=Sort.DOMAIN, account="marc@mail.example", registered_to="Delorme", notes="Karim has the code",
            supplier="Gandi", cost=90, renews=TODAY, notice_days=3,
            grants=(Grant(person_id=marc, rights=Right.OWNER), Grant(person_id=lea, rights=Right.ADMIN)),
            ties=(Tie(means=Means.PHONE, belongs_to=BelongsTo.PERSON, person_id=marc, detail="Marc’s phone"),),
        ),
        TODAY,
    )  # fmt: skip
    services.store.actor_id = ines
    services.asking.ask(Ask(person_id=karim, new_questions=("Why did Marc choose SOPS?",)), t, TODAY)
    return services


def gathered(services: Services, t: Translator) -> Dossier:
    with services.store.reading() as run:
        return gather(run, TODAY, t)


def whole(found: Dossier, recipe: Recipe, t: Translator, client: RenderClient, folder: Path) -> str:
    """Everything that is written: the page, and every file of the folder with its path."""
    page = write(found, folder / "x.html", t, client, recipe=recipe).read_text(encoding="utf-8")
    target = folder / "markdown"
    write(found, target, t, client, recipe=recipe)
    files = [path for path in target.rglob("*") if path.is_file() and path.suffix != ".png"]
    told = [f"{path.relative_to(target)}\n{path.read_text(encoding='utf-8')}" for path in files]
    return "\n".join([unescape(re.sub("<wbr>", "", page)), *told])


def forms(people: tuple[Person, ...]) -> set[str]:
    return {form for person in people for form in (person.name, *person.name.split())}


def left(text: str, names: set[str]) -> list[str]:
    return [one for one in names if re.search(rf"(?<![^\W\d_]){re.escape(one)}(?![^\W\d_])", text, re.IGNORECASE)]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("audience", DISCREET)
def test_no_assessed_person_is_named_anywhere(
    filled: Services, client: RenderClient, tmp_path: Path, audience: Audience, language: str
) -> None:
    t = translator(language, resources_folder() / "translations")
    found = gathered(filled, t)
    assessed = tuple(person for person in found.people if person.id in found.assessed)
    assert len(assessed) == 3
    text = whole(found, recipe_for(audience), t, client, tmp_path)
    assert left(text, forms(assessed)) == []
    assert "PostgreSQL as the only store" in text
    for body in ("One database", "Nobody remembers why", "docs/delorme.md", "contract.pdf", "was late", "told her"):
        assert body not in text
    assert "Boréal Santé" in text
    assert "Inès Benali" in text  # the founder, who was never assessed


@pytest.mark.parametrize("audience", DISCREET)
def test_nor_in_the_demo(client: RenderClient, tmp_path: Path, audience: Audience) -> None:
    demo = make_demo(tmp_path, resources_folder(), "fr", TODAY)
    t = translator("fr", resources_folder() / "translations")
    reader = Reader(demo.path)
    with reader.reading() as run:
        found = gather(run, TODAY, t)
    reader.close()
    assessed = tuple(person for person in found.people if person.id in found.assessed)
    assert len(assessed) > 5
    assert left(whole(found, recipe_for(audience), t, client, tmp_path), forms(assessed)) == []


def test_a_lawyer_gets_the_terms_of_what_belongs_to_somebody(filled: Services, t: Translator) -> None:
    found = gathered(filled, t)
    (terms,) = (one for one in sections(found, t, recipe_for(Audience.LAWYER)) if one.place == "accesses")
    assert terms.title == "Contracts, licences, names and code"
    ((title, kind, supplier, owner, _, cost),) = terms.rows
    assert (kind, supplier, cost) == ("Domain name", "Gandi", "90 € a year")
    assert "Marc" not in str(title)
    assert "Delorme" not in str(owner)
    assert not [one for one in sections(found, t, recipe_for(Audience.INVESTOR)) if one.place == "accesses"]
    told = {one.code: one.ids for one in missing(found)}
    assert len(told["accesses-untold"]) == 1
    assert "secrets-waiting" not in told


def test_the_successor_gets_everything(filled: Services, client: RenderClient, tmp_path: Path, t: Translator) -> None:
    found = gathered(filled, t)
    text = whole(found, recipe_for(Audience.SUCCESSOR), t, client, tmp_path)
    for told in (
        "Marc Delorme", "docs/delorme.md", "One database", "Marc’s contract.pdf", "Why did Marc choose SOPS?",
        "not answered yet", "Marc’s domain", "Marc: phone", "Karim has the code", "notice until",
        "Sessions still to come", "signed by Léa Rousseau", "Handed over by the outgoing CTO",
    ):  # fmt: skip
        assert told in text
    assert "What changed lately" not in text
    recipe = Recipe(Audience.SUCCESSOR, (Part.HISTORY,))
    assert "What changed lately" in whole(found, recipe, t, client, tmp_path / "history")


def test_sections_come_in_the_order_asked_for_and_only_those(filled: Services, t: Translator) -> None:
    found = gathered(filled, t)
    parts = (Part.SKILLS, Part.PEOPLE, Part.DECISIONS)
    for audience in Audience:
        places = [one.place for one in sections(found, t, Recipe(audience, parts))]
        assert places == ["skills", "people", "decisions", "other-decisions"]


def test_a_lawyer_sees_their_items_and_an_outsider_no_level_of_one_person(filled: Services, t: Translator) -> None:
    found = gathered(filled, t)
    by_place = {one.place: one for one in sections(found, t, recipe_for(Audience.LAWYER))}
    (row,) = by_place["checklist"].rows
    assert row[0] == "C1  Sign with [outgoing CTO] (blocking)"
    assert row[3] == "1 piece of evidence"
    assert str(row[4]).startswith("signed by relay lead on")
    assert by_place["systems"].rows[0][3] == "outsiders only"
    founder = {one.place: one for one in sections(found, t, recipe_for(Audience.FOUNDER))}
    assert founder["systems"].rows[0][3] == "outgoing CTO only"
    assert len(founder["skills"].heads) == 5  # without who
    assert founder["people"].rows[0][3] == "Inès Benali"


def test_names_and_texts_of_an_earlier_dossier_do_not_go_along(
    filled: Services, client: RenderClient, tmp_path: Path, t: Translator
) -> None:
    found, folder = gathered(filled, t), tmp_path / "folder"
    write(found, folder, t, client)
    before = sorted(folder.rglob("*"))
    with pytest.raises(FileProblem) as caught:
        write(found, folder, t, client, recipe=recipe_for(Audience.INVESTOR))
    assert caught.value.code == "folder-with-names"
    assert sorted(folder.rglob("*")) == before
    for _ in range(2):
        write(found, tmp_path / "fresh", t, client, recipe=recipe_for(Audience.INVESTOR))
    assert [path.name for path in (tmp_path / "fresh").iterdir()] == ["README.md"]


def test_what_is_missing(filled: Services, t: Translator) -> None:
    told = {one.code: len(one.ids) for one in missing(gathered(filled, t))}
    assert told == {
        "blockers": 1, "others-lost": 4, "decisions-unknown": 2, "questions": 1, "sessions-past": 1,
        "accesses-untold": 1,
    }  # fmt: skip
    with filled.store.reading() as run:
        item = next(one for one in own.items(run) if one.code == "A1")
    filled.signing.give_evidence(NewEvidence(item_id=item.id, kind=EvidenceKind.TEXT, text="plan", day=TODAY))
    filled.subjects.add(SubjectForm(kind=Kind.SYSTEM, title="Billing"))
    told = {one.code: len(one.ids) for one in missing(gathered(filled, t))}
    assert told["to-sign"] == told["no-runbook"] == told["no-owner"] == told["others-unknown"] == 1


def test_what_is_missing_from_a_new_workspace(services: Services, t: Translator) -> None:
    assert [one.code for one in missing(gathered(services, t))] == ["no-founder", "no-checklist"]
