"""The demo: one story in two languages, read by the program's own reader without a finding."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ctohandover.domain.assessments import Assessment
from ctohandover.domain.decisions import Decision, Fields, RelationKind, Status
from ctohandover.domain.holders import Situation, Standing
from ctohandover.domain.sessions import Outcome
from ctohandover.domain.subjects import Kind
from ctohandover.formats.adr import scan
from ctohandover.render.links import read_link
from ctohandover.render.markdown import MarkdownRenderer
from ctohandover.resources import resources_folder
from ctohandover.services import views
from ctohandover.services.checklist import checklist
from ctohandover.services.demo import Demo, make_demo
from ctohandover.services.overview import Overview
from ctohandover.services.overview import overview as take_overview
from ctohandover.services.planning import plan
from ctohandover.services.views import Crew
from ctohandover.storage import reads
from ctohandover.storage.access_reads import accesses
from ctohandover.storage.reader import Reader
from ctohandover.storage.skill_reads import sessions

LANGUAGES = ("en", "fr")
NUMBERS = list(range(1, 31))
SUPERSEDED = {5: 19, 8: 20}
PLACEHOLDER = re.compile(r"\{\{D")
IMAGE_LIMIT = 60 * 1024


@dataclass(frozen=True)
class Read:
    """A demo as a reader sees it."""

    demo: Demo
    language: str
    today: date
    decisions: dict[int, Decision]
    fields: dict[int, Fields]
    """What the reader says of the texts as a folder, with relations resolved."""
    images: dict[str, bytes]
    assessments: list[Assessment]
    crew: Crew
    overview: Overview
    accesses: frozenset[str]

    @property
    def texts(self) -> dict[str, str]:
        return {item.line.path: item.content.decode() for item in self.decisions.values()}


def look(demo: Demo, language: str, today: date) -> Read:
    reader = Reader(demo.path)
    try:
        with reader.reading() as run:
            decisions = [reads.decision(run, line.id) for line in reads.decision_lines(run)]
            assert len(decisions) == len(NUMBERS)
            (source,) = reads.sources(run)
            return Read(
                demo=demo,
                language=language,
                today=today,
                decisions={item.line.number or 0: item for item in decisions},
                fields=_fields(decisions),
                images=reads.images(run, source.id),
                assessments=reads.assessments(run),
                crew=views.crew(run),
                overview=take_overview(run, today),
                accesses=frozenset(one.subject.id for one in accesses(run)),
            )
    finally:
        reader.close()


def _fields(decisions: list[Decision]) -> dict[int, Fields]:
    with tempfile.TemporaryDirectory() as folder:
        for item in decisions:
            target = Path(folder) / item.line.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(item.content)
        readings = [item.reading for item in scan(Path(folder))]
    found = [reading.fields for reading in readings if reading and reading.fields]
    return {fields.number or 0: fields for fields in found}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Read]:
    today = date.today()
    found = {}
    for language in LANGUAGES:
        demo = make_demo(tmp_path_factory.mktemp(language), resources_folder(), language, today)
        found[language] = look(demo, language, today)
    return found


@pytest.fixture(params=LANGUAGES)
def read(request: pytest.FixtureRequest, both: dict[str, Read]) -> Read:
    return both[request.param]


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((resources_folder() / "demo" / "demo.json").read_text("utf-8"))
    return loaded


def test_thirty_decisions_without_a_finding(read: Read) -> None:
    assert sorted(read.decisions) == NUMBERS
    assert sorted(read.fields) == NUMBERS
    assert {number: fields.findings for number, fields in read.fields.items() if fields.findings} == {}
    names = {person.name for person in read.crew.everybody}
    for number, item in read.decisions.items():
        assert item.line.deciders, number
        assert set(item.line.deciders) <= names, number
        assert item.line.date is not None, number
        assert item.line.date < read.today, number
        assert not PLACEHOLDER.search(item.content.decode()), number
        assert 25 <= len(item.content.splitlines()) <= 110, number
    dialects = Counter(fields.dialect for fields in read.fields.values())
    assert set(dialects) == {"madr-4", "nygard"}
    assert dialects["nygard"] >= 5


def test_days_follow_the_numbers(read: Read) -> None:
    days = [read.decisions[number].line.date for number in NUMBERS]
    assert days == sorted(days, key=lambda day: day or date.min)


def test_deciders_were_there(read: Read) -> None:
    people = {person.name: person for person in read.crew.everybody}
    for number, item in read.decisions.items():
        assert item.line.date is not None
        absent = [name for name in item.line.deciders if not people[name].active_on(item.line.date)]
        assert absent == [], number


def test_statuses_and_relations_are_the_same_in_both_languages(both: dict[str, Read]) -> None:
    english, french = both["en"].decisions, both["fr"].decisions
    for number in NUMBERS:
        one, other = english[number].line, french[number].line
        assert one.status is other.status, number
        assert one.date == other.date, number
        assert one.deciders == other.deciders, number
        assert one.path != other.path, number
        assert both["en"].fields[number].dialect == both["fr"].fields[number].dialect, number
    counts = Counter(item.line.status for item in english.values())
    assert counts == {
        Status.ACCEPTED: 24,
        Status.PROPOSED: 2,
        Status.SUPERSEDED: 2,
        Status.DEPRECATED: 1,
        Status.REJECTED: 1,
    }


def test_superseded_ones_are_linked_both_ways(read: Read) -> None:
    found = {
        (number, relation.kind, relation.number)
        for number, fields in read.fields.items()
        for relation in fields.relations
    }
    wanted = {(old, RelationKind.SUPERSEDED_BY, new) for old, new in SUPERSEDED.items()}
    wanted |= {(new, RelationKind.SUPERSEDES, old) for old, new in SUPERSEDED.items()}
    assert found == wanted


def _pages(read: Read) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    renderer = MarkdownRenderer()
    for path, text in read.texts.items():
        page = renderer.render(text, path)
        assert page.reason is None, path
        yield path, str(page.html), page.images


def test_links_and_images_resolve(read: Read) -> None:
    pages = {path: html for path, html, _ in _pages(read)}
    ids = {path: set(re.findall(r'\bid="([^"]+)"', html)) for path, html in pages.items()}
    inside = 0
    for path, html in pages.items():
        for url in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', html):
            link = read_link(url)
            assert link is not None, (path, url)
            if link.kind == "doc":
                inside += 1
                assert link.target in pages, (path, url)
            target = link.target if link.kind == "doc" else path
            if link.anchor or link.kind == "anchor":
                assert link.anchor in ids[target], (path, url)
    assert inside >= 30
    anchored = [text for text in read.texts.values() if re.search(r"\]\(0[^)]+\.md#", text)]
    assert len(anchored) >= 5
    wanted = {image for _, _, images in _pages(read) for image in images}
    assert wanted == set(read.images)
    assert len(wanted) >= 2
    for path, content in read.images.items():
        assert content.startswith(b"\x89PNG"), path
        assert len(content) < IMAGE_LIMIT, path


def test_texts_show_what_a_reader_must_render(read: Read) -> None:
    everything = "\n".join(read.texts.values())
    for language in ("python", "sql", "hcl", "yaml", "bash", "json"):
        assert f"```{language}\n" in everything, language
    html = "\n".join(page for _, page, _ in _pages(read))
    for part in ("<table>", 'id="fn', "<ol>", "<h3", 'class="code"', "<img"):
        assert part in html, part
    assert re.search(r"^- \[x\] ", everything, re.MULTILINE)
    assert re.search(r"^- \[ \] ", everything, re.MULTILINE)


def test_the_two_texts_of_a_decision_have_the_same_parts(both: dict[str, Read]) -> None:
    for number in NUMBERS:
        shapes = []
        for language in LANGUAGES:
            text = both[language].decisions[number].content.decode()
            fences = re.findall(r"^```(\w+)$", text, re.MULTILINE)
            boxes = re.findall(r"^- \[([ x])\]", text, re.MULTILINE)
            rows = len(re.findall(r"^\|", text, re.MULTILINE))
            links = Counter(re.findall(r"\]\((\d{4})-", text))
            shapes.append((fences, boxes, rows, links))
        assert shapes[0] == shapes[1], number


def test_french_is_set_as_french(both: dict[str, Read]) -> None:
    for path, text in both["fr"].texts.items():
        body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        body = re.sub(r"^```.*?^```$|`[^`\n]*`|\]\([^)]*\)|^\|[ :|-]+\|$", "", body, flags=re.DOTALL | re.MULTILINE)
        assert re.findall(r".{0,20}(?: [:;!?»]|« |\w'\w).{0,20}", body) == [], path


def of_kind(read: Read, *kinds: Kind) -> dict[Situation, list[Standing]]:
    """What the overview counts, of some kinds alone."""
    return {
        situation: [item for item in found if item.subject.kind in kinds]
        for situation, found in read.overview.by_situation.items()
    }


def test_situations(read: Read) -> None:
    overview = read.overview
    found = of_kind(read, Kind.DECISION)
    counts = {situation: len(items) for situation, items in found.items()}
    assert sum(counts.values()) == 24
    assert overview.not_standing == 6
    assert 7 <= counts[Situation.OUTSIDER_ONLY] <= 9
    assert 1 <= counts[Situation.UNHELD] <= 2
    assert 3 <= counts[Situation.SHORT] <= 5
    assert 2 <= counts[Situation.UNKNOWN] <= 3
    held = overview.by_situation[Situation.HELD]
    assert 0 < len(overview.claimed) < len(held)
    assert 1 <= sum(1 for item in overview.review_due if item.subject.kind is Kind.DECISION) <= 5
    marc = next(person.id for person in read.crew.everybody if person.name.startswith("Marc"))
    alone = found[Situation.OUTSIDER_ONLY]
    assert all([holding.person_id for holding in item.outside] == [marc] for item in alone)
    assert sum(1 for item in alone if item.subject.needed == 2) >= 3
    assert all(item.subject.needed == 2 for item in found[Situation.SHORT])


def test_skills_systems_and_duties_show_every_situation(read: Read) -> None:
    found = of_kind(read, Kind.SKILL, Kind.SYSTEM, Kind.DUTY)
    assert sum(len(items) for items in found.values()) == 30
    assert all(found[situation] for situation in Situation)
    vital = [item.subject.title for item in found[Situation.OUTSIDER_ONLY] if item.subject.needed == 2]
    assert "Terraform" in vital
    assert len(vital) >= 5


def test_the_checklist_is_half_way(read: Read) -> None:
    reader = Reader(read.demo.path)
    with reader.reading() as run:
        found = checklist(run, read.today)
        held = sessions(run)
    reader.close()
    assert len(found.lines) == 26
    assert 5 <= found.verified[0] <= 10
    assert sum(1 for line in found.lines if line.overdue) == 1
    assert sum(1 for line in found.lines if line.awaits_signature) == 2
    for line in found.lines:
        if line.signed is not None:
            assert line.signed.person_id not in {entry.person_id for entry in line.evidence}
    assert {item.outcome for item in held} == {None, *Outcome}
    assert all(item.day > read.today for item in held if not item.held)


def test_it_was_worse_when_the_first_developer_left(read: Read) -> None:
    reader = Reader(read.demo.path)
    try:
        with reader.reading() as run:
            then = take_overview(run, read.today - timedelta(days=130))
    finally:
        reader.close()
    assert then.count(Situation.OUTSIDER_ONLY) > read.overview.count(Situation.OUTSIDER_ONLY)


def test_people(read: Read, data: dict[str, Any]) -> None:
    workspace = read.overview.workspace
    assert workspace.company == "Boréal Santé"
    assert workspace.language == read.language
    assert workspace.last_day is not None
    assert workspace.handover_day is not None
    assert workspace.handover_day <= workspace.last_day
    keeper = next(person for person in read.crew.everybody if person.id == workspace.keeper_id)
    assert keeper.name == "Léa Rousseau"
    assert keeper.id == read.demo.here_id
    assert 10 <= len(read.crew.everybody) <= 11
    assert len(set(read.crew.short.values())) == len(read.crew.everybody)
    marc = next(person for person in read.crew.everybody if person.name == "Marc Delorme")
    assert (marc.internal, marc.active_to, marc.days_a_month) == (False, workspace.last_day, 6)
    gone = [person.name for person in read.crew.everybody if person.active_to and person.active_to < read.today]
    assert gone == ["Hugo Lambert"]
    assert all(person.note for person in read.crew.everybody)
    assert set(data["weights"].values()) <= {"vital", "high", "low"}


def test_some_of_the_plan_fits_and_some_does_not(read: Read) -> None:
    reader = Reader(read.demo.path)
    try:
        with reader.reading() as run:
            found = plan(run, read.today).plan
    finally:
        reader.close()
    assert found is not None
    assert 10 * 60 < found.left < found.asked < 4 * found.left
    assert 0 < found.outlook.vital_covered < found.outlook.vital_short
    assert found.unfit
    assert len(found.lessons) > 20
    assert found.apart


def test_assessments_are_of_people_who_were_there(read: Read) -> None:
    people = read.crew.by_id
    decided = {item.line.id: item.line.date for item in read.decisions.values()}
    assert sum(1 for item in read.assessments if item.subject_id in decided) >= 250
    for item in read.assessments:
        assert item.day < read.today
        assert people[item.person_id].active_on(item.day), item
        if item.subject_id in read.accesses:
            assert item.assessor_id is None, item  # it follows from the register
            continue
        assert item.assessor_id is not None, item
        assert people[item.assessor_id].active_on(item.day), item
        assert (item.method.value == "self") == item.by_self, item
        assert (item.method.value == "session") == (item.session_method is not None), item
        if item.subject_id not in decided:
            continue
        on = decided[item.subject_id]
        assert on is not None, item
        assert on < item.day, item
    assert {item.method.value for item in read.assessments} == {"self", "lead", "peer", "session", "drill"}
    assert min(item.day for item in read.assessments) < read.today - timedelta(days=365)
    assert sum(1 for item in read.assessments if item.evidence) >= 40


def test_a_session_never_gives_more_than_its_method(read: Read) -> None:
    most = {"reading": 1, "shadowing": 1, "pairing": 2, "reverse_shadowing": 2, "solo": 3, "teach_back": 3}
    for item in read.assessments:
        if item.session_method:
            assert item.level <= most[item.session_method.value], item


def test_the_last_ones_are_entered_one_by_one(read: Read, data: dict[str, Any]) -> None:
    late = data["one_by_one"]
    assert all(-14 <= item["day"] < 0 for item in data["assessments"][-late:])
    days = [item["day"] for item in data["assessments"]]
    assert days == sorted(days)
    assert sum(1 for entry in read.overview.recent if entry.label == "assessed-of") == late


def test_days_move_with_today(tmp_path: Path) -> None:
    today = date.today() - timedelta(days=400)
    earlier = look(make_demo(tmp_path, resources_folder(), "en", today), "en", today)
    assert earlier.decisions[1].line.date == today - timedelta(days=770)
    assert earlier.overview.count(Situation.OUTSIDER_ONLY) >= 7
