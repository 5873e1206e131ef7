"""The texts for outside: made from the gaps, naming nobody; what was edited is kept beside the founder's figures."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from ctohandover import gap_words
from ctohandover.domain.gaps import MOST, Gaps, TextKind
from ctohandover.domain.growth import Signal
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Role
from ctohandover.domain.scenarios import Assumptions, names
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.domain.transition import Item, Phase
from ctohandover.errors import Conflict, FileProblem, Invalid
from ctohandover.i18n import LANGUAGES, translator
from ctohandover.render.client import RenderClient
from ctohandover.resources import resources_folder
from ctohandover.services.facade import Services
from ctohandover.services.gap_texts import MOST_SIGNS, KeptText, export, keep_text, kept_texts, mark
from ctohandover.services.gaps import gaps
from ctohandover.services.holding import NewAssessment
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.transition import NewItem
from ctohandover.services.ways import Ways, load, save
from ctohandover.storage import reads
from tests.conftest import TODAY

FORMS = ("Marc", "Delorme", "Léa", "Rousseau", "Karim", "Saïdi")
NO_WAYS = Ways(Assumptions())


def found(services: Services, ways: Ways = NO_WAYS) -> Gaps:
    with services.store.reading() as run:
        return gaps(run, TODAY, ways)


def text(kind: TextKind, told: Gaps, language: str = "en") -> str:
    return gap_words.write(kind, told, translator(language, resources_folder() / "translations"))


@pytest.fixture
def filled(services: Services) -> Services:
    """What Marc alone holds, with names in every title."""
    with services.store.reading() as run:
        who = {person.role: person.id for person in reads.people(run)}
    for kind, title, area in (
        (Kind.SKILL, "Terraform as Marc writes it", "Infra of Karim"),
        (Kind.SYSTEM, "Backups (Léa Rousseau) *nightly*", "Infra of Karim"),
        (Kind.DUTY, "Delorme’s roadmap", "Product"),
    ):
        form = SubjectForm(kind=kind, title=title, criticality=Criticality.VITAL, area=area)
        key = services.subjects.add(form)
        services.holding.assess(
            NewAssessment(person_id=who[Role.OUTGOING_CTO], subject_id=key, level=Level.ALONE, day=TODAY)
        )
    held = services.subjects.add(SubjectForm(kind=Kind.SKILL, title="Django", needed=1))
    services.holding.assess(NewAssessment(person_id=who[Role.RELAY], subject_id=held, level=Level.ALONE, day=TODAY))
    item = Item(id="", title="Agree with Saïdi", phase=Phase.MAP, blocker=True)
    services.transition.add_many([NewItem(item=item)], TODAY)
    told = {Signal.DEVELOPERS: (11, 8), Signal.WAIT_DAYS: (9, 5), Signal.INVESTOR: (1, 1), Signal.RENEWALS: (3, 2)}
    services.growth.tell(told, TODAY, TODAY)
    return services


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TextKind)
def test_no_text_names_anybody_in_any_language(filled: Services, kind: TextKind, language: str) -> None:
    made = text(kind, found(filled), language)
    assert not [form for form in FORMS if form.casefold() in made.casefold()]
    assert "Boréal Santé" in made
    assert "{" not in made
    if language == "fr":
        assert "\xa0:" in made  # French, as it is typed
        assert " the " not in made


def test_the_job_says_what_is_lacking_and_what_the_team_has(filled: Services) -> None:
    made = text(TextKind.JOB, found(filled))
    assert "- Terraform as (outgoing CTO) writes it" in made
    assert "- (outgoing CTO)’s roadmap" in made
    assert "without help: Django." in made
    assert "11 developers" in made
    assert "wait" not in made  # nor what went wrong
    assert "investor" not in made.casefold()  # nobody’s business outside
    assert "renewed" not in made
    assert "(place, to be filled in)" in made


def test_the_scorecard_follows_from_the_gaps(filled: Services) -> None:
    made = text(TextKind.SCORECARD, found(filled))
    assert [line for line in made.splitlines() if line.startswith("## ")] == [
        "## By day 30: understand", "## By day 60: run it", "## By day 90: improve and share",
    ]  # fmt: skip
    assert "| Backups ((relay lead)) \\*nightly\\* | a usual failure repaired" in made
    assert "no decision waited for more than two days" in made
    assert "incidents end" not in made.casefold()  # that sign is not met


def test_a_mission_brief_tells_the_rate_that_was_set_and_never_a_default(filled: Services) -> None:
    heads = ["Title", "Context", "Mission", "Deliverables", "Skills", "Days", "Place", "Rate"]
    made = text(TextKind.MISSION, found(filled))
    assert [line[3:] for line in made.splitlines() if line.startswith("## ")] == heads
    assert "900" not in made
    assert "(day rate, to be filled in)" in made
    assert "(days a month, to be filled in)" in made
    own = Ways(Assumptions(day_rate=950, days_a_month=5, gross_a_year=95_123), frozenset(names()))
    made = text(TextKind.MISSION, found(filled, own))
    assert "€950 a day" in made
    assert "5 days a month" in made
    assert "95" not in made.replace("950", "")  # no salary


def test_an_empty_workspace_gives_texts_to_fill_in(services: Services) -> None:
    for kind in TextKind:
        made = text(kind, found(services))
        assert "to be filled in" in made
        assert "|  |  |" not in made


def test_lists_stay_short(services: Services) -> None:
    for number in range(MOST + 5):
        services.subjects.add(SubjectForm(kind=Kind.SYSTEM, title=f"System {number}", criticality=Criticality.VITAL))
    assert len(found(services).systems) == MOST


# --- the file


def test_texts_and_figures_live_in_one_file_and_leave_each_other_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.founder.json"
    ways = Ways(Assumptions(day_rate=1_100), frozenset({"day_rate"}), frozenset({"day_rate"}))
    one, other = KeptText("Eins\n", mark("made")), KeptText("Zwei ’\u00a0\n", "")
    save(path, ways)
    keep_text(path, "job.fr", one, None)
    assert load(path) == ways
    keep_text(path, "mission.en", other, None)
    save(path, Ways(Assumptions()))
    assert load(path) == Ways(Assumptions())
    assert kept_texts(path) == {"job.fr": one, "mission.en": other}
    assert path.stat().st_mode & 0o777 == 0o600
    keep_text(path, "job.fr", None, one)
    keep_text(path, "mission.en", None, other)
    assert "texts" not in json.loads(path.read_text(encoding="utf-8"))


def test_what_a_later_version_keeps_there_survives_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "x.founder.json"
    later = {
        "format": "ctohandover-founder", "version": 1, "assumptions": {"fee": 25}, "estimates": [], "risks": ["bus"],
        "texts": {"job.en": {"text": "Old", "made_from": "x", "seen": 3}, "letter.en": {"text": "Dear", "more": 1}},
    }  # fmt: skip
    path.write_text(json.dumps(later), encoding="utf-8")
    keep_text(path, "job.en", KeptText("New", "x"), KeptText("Old", "x"))
    save(path, Ways(Assumptions(fee=30), frozenset({"fee"})))
    known = json.loads(path.read_text(encoding="utf-8"))
    assert known["risks"] == ["bus"]
    assert known["assumptions"] == {"fee": 30}
    assert known["texts"]["job.en"] == {"text": "New", "made_from": "x", "seen": 3}
    assert known["texts"]["letter.en"] == {"text": "Dear", "more": 1}


def test_another_window_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "x.founder.json"
    theirs = KeptText("Theirs", "")
    keep_text(path, "job.en", theirs, None)
    for ours in (KeptText("Ours", ""), None):
        with pytest.raises(Conflict) as caught:
            keep_text(path, "job.en", ours, KeptText("Before", ""))
        assert caught.value.code == "gap-text-changed"
    keep_text(path, "job.en", theirs, None)  # the same text, from both
    assert kept_texts(path) == {"job.en": theirs}
    with pytest.raises(Invalid) as long:
        keep_text(path, "job.en", KeptText("x" * (MOST_SIGNS + 1), ""), theirs)
    assert long.value.code == "gap-text-long"


@pytest.mark.parametrize("part", ["[]", '{"job.en": 3}', '{"job.en": {"text": 3}}', "null"])
def test_a_damaged_part_is_refused_and_left_alone(tmp_path: Path, part: str) -> None:
    path = tmp_path / "x.founder.json"
    path.write_text(f'{{"format": "ctohandover-founder", "version": 1, "assumptions": {{"fee": 25}}, "texts": {part}}}')
    before = path.read_bytes()
    assert load(path).told.fee == 25  # the figures are not to blame
    with pytest.raises(FileProblem):
        kept_texts(path)
    with pytest.raises(FileProblem):
        keep_text(path, "job.en", KeptText("New", ""), None)
    assert path.read_bytes() == before


def test_a_file_that_is_not_ours_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "x.founder.json"
    path.write_text("mine")
    with pytest.raises(FileProblem):
        keep_text(path, "job.en", KeptText("x", ""), None)
    with pytest.raises(FileProblem):
        save(path, NO_WAYS)
    assert path.read_text() == "mine"


def test_export_as_markdown_and_as_a_page_of_its_own(tmp_path: Path) -> None:
    client = RenderClient()
    try:
        told = "# CTO\n\nA <script>alert(1)</script> & *more*\n\n| a | b |\n| --- | --- |\n| c | d |\n"
        assert export(tmp_path / "job.md", "Job", told, "en", client).read_text(encoding="utf-8") == told
        page = export(tmp_path / "job.html", "Job & co", told, "fr", client).read_text(encoding="utf-8")
    finally:
        client.close()
    assert '<html lang="fr">' in page
    assert "<title>Job &amp; co</title>" in page
    assert "<h1" in page
    assert "<em>more</em>" in page
    assert "<script" not in page
    assert "Content-Security-Policy" in page
    assert "http" not in page.replace("http-equiv", "")


def test_days_of_the_outgoing_cto_serve_where_the_founder_told_none(services: Services) -> None:
    assert found(services).last_day == TODAY + timedelta(days=47)
    assert found(services).days_a_month is None
