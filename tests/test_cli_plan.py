"""`ctohandover plan`: as text, as JSON with the same keys always, and as a calendar."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from ctohandover.domain.levels import Level
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.planning import plan
from ctohandover.services.subjects import SubjectForm
from ctohandover.storage import reads
from tests.command_line import Run, caller, complaint, stable
from tests.conftest import TODAY

KEYS = {
    "as_of", "last_day", "people", "why_not", "minutes_left", "minutes_asked", "covered", "short", "vital_covered",
    "vital_short", "not_fitting", "apart", "weeks",
}  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("CTOHANDOVER_PROFILE", str(tmp_path / "profile"))
    return caller(capsys)


@pytest.fixture
def filled(services: Services, workspace_path: Path) -> Path:
    forms = [
        SubjectForm(kind=Kind.DUTY, title="Roadmap", criticality=Criticality.VITAL, needed=1),
        SubjectForm(kind=Kind.SKILL, title="Terraform"),
        SubjectForm(kind=Kind.SKILL, title="Django"),
    ]
    found = services.subjects.add_many(forms)
    with services.store.reading() as run:
        who = {person.name.split()[0]: person for person in reads.people(run)}
    services.people.change(who["Marc"], days_a_month=6.0)
    for name, number, level in (("Marc", 0, 4), ("Marc", 1, 4), ("Léa", 0, 2), ("Léa", 2, 1)):
        services.holding.assess(
            NewAssessment(person_id=who[name].id, subject_id=found[number], level=Level(level), day=TODAY)
        )
    return workspace_path


def test_as_json(run: Run, filled: Path) -> None:
    code, out, err = run("plan", filled, "--json")
    assert (code, err) == (0, "")
    (found,) = stable(out)
    assert set(found) == KEYS
    assert found["people"] == ["Marc Delorme"]
    assert found["last_day"] == (TODAY + timedelta(days=47)).isoformat()
    assert (found["vital_covered"], found["vital_short"], found["covered"], found["short"]) == (1, 1, 1, 2)
    assert [(one["title"], one["receiver"], one["why"]) for one in found["not_fitting"]] == [
        ("Terraform", "Karim Saïdi", "receiver_hours")
    ]
    assert [(one["title"], one["why"]) for one in found["apart"]] == [("Django", "nobody_holds")]
    proposed = [one for week in found["weeks"] for one in week["proposed"]]
    assert proposed[0]["title"] == "Roadmap"
    assert proposed[0]["giver"] == "Marc Delorme"
    for week in found["weeks"]:
        for one in week["hours"]:
            assert one["minutes_used"] <= one["minutes_there"]


def test_the_same_keys_without_a_plan(run: Run, workspace_path: Path) -> None:
    code, out, _ = run("plan", workspace_path, "--json")
    (found,) = stable(out)
    assert (code, set(found), found["why_not"], found["weeks"]) == (0, KEYS, "nothing", [])
    code, out, _ = run("plan", workspace_path)
    assert code == 0
    assert out.startswith("Nothing to pass on. ")


def test_as_text_what_does_not_fit_comes_first(run: Run, filled: Path) -> None:
    code, out, err = run("plan", filled)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert "left with Marc, the plan needs" in lines[0]
    assert "1 item will not be passed on even if every session passes." in lines[0]
    assert lines[1].endswith("1 of 1 vital")
    assert lines[2].startswith("!  Terraform  Marc → Karim")
    assert lines[3].startswith("Week of ")
    assert lines[-1] == "-  Django  (nobody can teach it)"


def test_as_a_calendar(run: Run, filled: Path, services: Services, tmp_path: Path) -> None:
    with services.store.reading() as look:
        found = plan(look, TODAY).plan
    assert found is not None
    services.plan.accept(found.lessons[:1])
    target = tmp_path / "plan.ics"
    code, out, err = run("plan", filled, "--ics", target)
    assert (code, err) == (0, "")
    text = target.read_bytes().decode().replace("\r\n ", "")  # lines are folded
    assert text.count("BEGIN:VEVENT") == len(found.lessons) == int(out.split()[0])
    assert text.count("SUMMARY:Proposed: ") == len(found.lessons) - 1
    uids = [line for line in text.split("\r\n") if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    assert run("plan", filled, "--ics", target, "--json")[1].startswith("{")
    code, out, err = run("plan", filled, "--ics", target / "x.ics")
    assert (code, out) == (1, "")
    assert "plan.ics" in complaint(err)
    assert json.loads(run("plan", filled, "--json")[1])["weeks"]
