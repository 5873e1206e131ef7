"""Every code that the program raises or stores has a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ctohandover
from ctohandover import messages, table_words
from ctohandover.domain.decisions import Finding
from ctohandover.error_words import ERRORS
from ctohandover.errors import AppError, FileProblem
from ctohandover.formats.tables.model import Problem
from ctohandover.i18n import Translator
from ctohandover.services.tables.service import LABELS

SOURCES = [path.read_text(encoding="utf-8") for path in Path(ctohandover.__file__).parent.rglob("*.py")]


def found(pattern: str) -> set[str]:
    return {match for text in SOURCES for match in re.findall(pattern, text)}


def test_every_error_has_a_sentence() -> None:
    codes = found(r"(?:AppError|FileProblem|Invalid|Conflict|NotFound)\(\s*\"([a-z-]+)\"")
    assert len(codes) > 30
    # A reason for one file of a scan is shown as such, never as an error of its own.
    assert sorted(codes - set(ERRORS) - set(messages.REASONS)) == []


def test_every_transaction_has_a_label(t: Translator) -> None:
    codes = found(r"\.unit\(\s*\"([a-z-]+)\"") | found(r"self\._edit\(\s*\"([a-z-]+)\"")
    assert len(codes) > 10
    values: dict[str, str | int] = {"title": "x", "name": "x", "folder": "x", "n": 2, "level": 3}
    assert sorted(code for code in codes if messages.label(code, values, t) == code) == []


def test_every_finding_has_a_sentence() -> None:
    codes = found(r"Finding\(\s*\"([a-z-]+)\"")
    assert len(codes) > 5
    assert sorted(codes - set(messages.FINDINGS)) == []


def test_every_problem_of_a_table_has_a_sentence(t: Translator) -> None:
    folder = Path(ctohandover.__file__).parent / "formats" / "tables"
    sources = [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]
    endings = "empty|long|twice|unreadable|unknown|order"
    given = rf'"([a-z]+(?:-[a-z]+)*-(?:{endings})|no-(?:levels|people|items|skills|accesses))"'
    codes = {match for text in sources for match in re.findall(given, text)} - {
        "table-unreadable",
        "table-cell-too-long",
    }
    assert len(codes) > 20
    services = Path(ctohandover.__file__).parent / "services" / "tables"
    against_here = r'"((?:access-)?(?:person|subject)-(?:several|unknown)|access-level|day-in-future)"'
    codes |= {match for path in services.glob("*.py") for match in re.findall(against_here, path.read_text("utf-8"))}
    assert codes | {"access-day-range", "days-range", "item-owner-signs", "notice-no-renewal"} == set(
        table_words.PROBLEMS
    )
    assert table_words.problem(Problem(3, 2, "person-empty"), t) == "Row 3, column B: no name"
    assert table_words.problem(Problem(3, 0, "level-unreadable", "9"), t).startswith("Row 3: “9”")
    assert table_words.problem(Problem(0, 0, "no-people"), t).startswith("No people")
    assert table_words.problem(Problem(0, 0, "odd"), t) == "odd"


def test_every_step_that_takes_a_table_has_a_label(t: Translator) -> None:
    for code in LABELS.values():
        assert messages.label(code, {"n": 2, "name": "x"}, t).startswith("import 2 ")


@pytest.mark.parametrize("code", sorted(ERRORS))
def test_sentences_can_be_filled(code: str, t: Translator) -> None:
    values = dict.fromkeys(re.findall(r"\{(\w+)\}", ERRORS[code]), "x")
    text = messages.error(FileProblem(code, **values), t)
    assert "{" not in text
    assert text[0] in "“" or text[0].isupper() or text.startswith("x")


def test_an_unknown_code_is_shown_and_not_hidden(t: Translator) -> None:
    assert "strange" in messages.error(AppError("strange", place="here"), t)
    assert "odd" in messages.finding(Finding("odd", "x"), t)
    assert messages.label("odd", {}, t) == "odd"


def test_labels_are_filled(t: Translator) -> None:
    assert messages.label("decisions-imported", {"n": 1, "folder": "x"}, t) == "import 1 decision from “x”"
    assert messages.label("decisions-imported", {"n": 3, "folder": "x"}, t) == "import 3 decisions from “x”"
    assert messages.label("decision-status", {"title": "1. A", "status": "accepted"}, t) == "set “1. A” to accepted"
