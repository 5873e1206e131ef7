"""The founder's answers on the command line: the keys of the contract, and the same words as in the window."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from ctohandover.domain.growth import Signal
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Role
from ctohandover.domain.scenarios import Assumptions
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.ways import Ways, founder_file, save
from ctohandover.storage import reads
from tests.command_line import Run, caller, stable
from tests.conftest import TODAY


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("CTOHANDOVER_PROFILE", str(tmp_path / "profile"))
    return caller(capsys)


@pytest.fixture
def filled(services: Services, workspace_path: Path) -> Path:
    with services.store.reading() as run:
        who = {person.role: person.id for person in reads.people(run)}
    for title, holder in (("Terraform", Role.OUTGOING_CTO), ("Django", Role.RELAY), ("Unasked", None)):
        key = services.subjects.add(SubjectForm(kind=Kind.SKILL, title=title, criticality=Criticality.VITAL, needed=1))
        if holder is not None:
            day = TODAY - timedelta(days=2)
            services.holding.assess(NewAssessment(person_id=who[holder], subject_id=key, level=Level.ALONE, day=day))
    services.growth.tell({Signal.DEVELOPERS: (9, 8), Signal.INVESTOR: (0, 1)}, TODAY, TODAY)
    return workspace_path


def test_the_keys_of_the_contract(run: Run, filled: Path) -> None:
    save(founder_file(filled), Ways(Assumptions(day_rate=1_000), frozenset({"day_rate"})))
    code, out, err = run("readiness", filled, "--json")
    assert (code, err) == (0, "")
    assert stable(out)
    found = json.loads(out)
    leave = found["can_leave"]
    assert (leave["answer"], leave["person"]) == ("no", "Marc Delorme")
    assert leave["day"] == (TODAY + timedelta(days=47)).isoformat()
    rows = {
        name: [one["title"] for one in leave[name]] for name in ("outsider_only", "one_insider", "unknown", "claimed")
    }
    assert rows == {"outsider_only": ["Terraform"], "one_insider": [], "unknown": ["Unasked"], "claimed": ["Django"]}
    assert leave["outsider_only"] == [{"kind": "skill", "title": "Terraform", "criticality": "vital"}]
    assert (found["need"]["met"], found["need"]["known"]) == (1, 2)
    assert [one["signal"] for one in found["need"]["signals"]] == [signal.value for signal in Signal]
    assert found["shares"]["skill"] == {"low": pytest.approx(1 / 3), "high": pytest.approx(2 / 3), "rows": 3}
    assert found["shares"]["access"] == {"low": None, "high": None, "rows": 0}
    assert found["scenarios"]["extend"]["cash"] == 1_000 * 6 * 24
    assert {one["person"] for one in found["next_actions"]} >= {"Marc Delorme"}


def test_as_of_an_earlier_day(run: Run, filled: Path) -> None:
    day = TODAY - timedelta(days=9)
    found = json.loads(run("readiness", filled, "--as-of", day, "--json")[1])
    assert len(found["can_leave"]["unknown"]) == 3
    assert found["need"]["known"] == 0


def test_in_words(run: Run, filled: Path) -> None:
    code, out, err = run("readiness", filled)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("Can Marc leave on ")
    assert lines[0].endswith("  Not yet")
    assert "  - 1 vital with Marc only" in lines
    assert "Accesses: no data" in lines


def test_a_founders_file_that_cannot_be_read_is_one_line(run: Run, filled: Path) -> None:
    founder_file(filled).write_text("{", encoding="utf-8")
    code, out, err = run("readiness", filled, "--json")
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "founder" in err
