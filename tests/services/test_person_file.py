"""All that is said of a person, as they may read it, comment it and take it along."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ctohandover import person_words
from ctohandover.domain.accesses import Access, BelongsTo, Grant, Means, Right, Tie
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person
from ctohandover.domain.subjects import Kind, Subject
from ctohandover.errors import Conflict, Invalid, NotFound
from ctohandover.i18n import Translator, translator
from ctohandover.render.client import RenderClient
from ctohandover.resources import resources_folder
from ctohandover.services.asking import Ask
from ctohandover.services.demo import make_demo
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.person_export import markdown, write
from ctohandover.services.person_file import PersonFile, person_file
from ctohandover.services.subjects import SubjectForm
from ctohandover.storage import reads
from ctohandover.storage.reader import Reader
from tests.conftest import TODAY


@pytest.fixture
def client() -> Iterator[RenderClient]:
    made = RenderClient()
    yield made
    made.close()


@pytest.fixture
def lea(services: Services, t: Translator) -> Person:
    with services.store.reading() as run:
        who = {person.name.split()[0]: person for person in reads.people(run)}
    services.store.actor_id = who["Marc"].id
    words = ("", "", "", "rolls out alone", "")
    skill = services.subjects.add(SubjectForm(kind=Kind.SKILL, title="Terra|form", level_words=words))
    for level in (Level.SEEN, Level.ALONE):
        services.holding.assess(
            NewAssessment(person_id=who["Léa"].id, subject_id=skill, level=level, day=TODAY, evidence="<b>saw</b> it")
        )
    services.accesses.save(
        None,
        Access(
            subject=Subject(id="", kind=Kind.ACCESS, title="Registrar"),
            grants=(Grant(person_id=who["Léa"].id, rights=Right.ADMIN),),
            ties=(Tie(means=Means.PHONE, belongs_to=BelongsTo.PERSON, person_id=who["Léa"].id),),
        ),
        TODAY,
    )
    services.asking.ask(Ask(person_id=who["Léa"].id, new_questions=("Why not Ansible?",)), t, TODAY)
    return who["Léa"]


def read(services: Services, person: Person) -> PersonFile:
    with services.store.reading() as run:
        return person_file(run, person.id, TODAY)


def test_everything_is_told_in_words(services: Services, lea: Person, t: Translator) -> None:
    told = {one.title: one for one in person_words.told(read(services, lea), t)}
    assert set(told) == {"Levels", "Accesses", "Questions and answers", "Asked by a form"}
    by_level = {(row[0], row[1]): row for row in told["Levels"].rows}
    assert set(by_level) == {("Terra|form", "3"), ("Terra|form", "1 (older)"), ("Registrar", "2")}
    assert by_level["Terra|form", "3"][2] == "rolls out alone"
    assert "Marc" in by_level["Terra|form", "3"][4]
    assert told["Accesses"].rows == (("Registrar", "administers it", "phone"),)
    assert "not for pay" in markdown(read(services, lea), t)


def test_what_users_typed_is_itself_on_the_page(
    services: Services, lea: Person, t: Translator, client: RenderClient, tmp_path: Path
) -> None:
    found = read(services, lea)
    write(found, tmp_path / "lea.html", t, client)
    page = (tmp_path / "lea.html").read_text(encoding="utf-8")
    assert "Terra|form" in page
    assert "<b>saw</b>" not in page
    assert "&lt;b&gt;saw&lt;/b&gt; it" in page
    assert (tmp_path / "lea.html").stat().st_mode & 0o077 == 0


def test_json_and_csv_hold_it_all(
    services: Services, lea: Person, t: Translator, client: RenderClient, tmp_path: Path
) -> None:
    services.remarks.add(lea.id, None, "I did this in 2024 as well.", TODAY)
    found = read(services, lea)
    write(found, tmp_path / "lea.json", t, client)
    data = json.loads((tmp_path / "lea.json").read_text(encoding="utf-8"))
    assert data["person"]["name"] == "Léa Rousseau"
    assert [one["level"] for one in data["levels"]] == [one.level for one in found.levels]
    assert data["remarks"][0]["text"] == "I did this in 2024 as well."
    assert data["accesses"][0]["grants"][0]["rights"] == "admin"
    write(found, tmp_path / "lea.csv", t, client)
    rows = list(csv.reader(io.StringIO((tmp_path / "lea.csv").read_text(encoding="utf-8-sig"))))
    assert ["Levels"] in rows
    assert ["Registrar", "administers it", "phone"] in rows
    with pytest.raises(Invalid) as caught:
        write(found, tmp_path / "lea.pdf", t, client)
    assert caught.value.code == "person-form"


def test_remarks_are_added_kept_and_taken_away(services: Services, lea: Person) -> None:
    found = read(services, lea)
    about = found.levels[0].subject_id
    services.remarks.add(lea.id, about, "  Not true.  ", TODAY)
    (remark,) = read(services, lea).remarks
    assert (remark.text, remark.subject_id) == ("Not true.", about)
    with pytest.raises(Invalid):
        services.remarks.add(lea.id, about, " \n", TODAY)
    with pytest.raises(Conflict):
        services.remarks.remove(replace(remark, version="older"))
    services.remarks.remove(remark)
    assert read(services, lea).remarks == ()
    with services.store.reading() as run:
        last = reads.entries(run, limit=1)[0]
    services.undo(last.id)
    assert [one.text for one in read(services, lea).remarks] == ["Not true."]


def test_nobody_of_that_id(services: Services) -> None:
    with services.store.reading() as run, pytest.raises(NotFound):
        person_file(run, "nobody", TODAY)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_person_of_the_demo_can_be_told(tmp_path: Path, language: str) -> None:
    demo = make_demo(tmp_path, resources_folder(), language, TODAY)
    t = translator(language, resources_folder() / "translations")
    reader = Reader(demo.path)
    with reader.reading() as run:
        for person in reads.people(run):
            text = markdown(person_file(run, person.id, TODAY), t)
            assert person.name in text
    reader.close()
