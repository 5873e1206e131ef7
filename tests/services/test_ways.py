"""The founder's file: beside the workspace, private, whole or not at all, and refused by name where it is not ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.scenarios import Assumptions
from ctohandover.errors import FileProblem, Invalid
from ctohandover.services.ways import Ways, founder_file, load, save


def test_it_lies_beside_the_workspace(tmp_path: Path) -> None:
    assert founder_file(tmp_path / "Boréal Santé.handover") == tmp_path / "Boréal Santé.founder.json"


def test_what_was_set_comes_back_and_the_rest_follows_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "x.founder.json"
    assert load(path) == Ways(Assumptions())
    told = Ways(Assumptions(day_rate=1_100, fee=25), frozenset({"day_rate", "fee"}), frozenset({"fee"}))
    save(path, told)
    assert load(path) == told
    assert path.stat().st_mode & 0o777 == 0o600
    assert json.loads(path.read_text())["assumptions"] == {"day_rate": 1_100, "fee": 25}


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "{", '{"format": "other", "version": 1, "assumptions": {}}',
        '{"format": "ctohandover-founder", "version": 2, "assumptions": {}}',
        '{"format": "ctohandover-founder", "version": 1}',
        '{"format": "ctohandover-founder", "version": 1, "assumptions": {"salary": 3}}',
        '{"format": "ctohandover-founder", "version": 1, "assumptions": {"day_rate": "900"}}',
        '{"format": "ctohandover-founder", "version": 1, "assumptions": {"day_rate": true}}',
        '{"format": "ctohandover-founder", "version": 1, "assumptions": {"day_rate": 0}}',
        '{"format": "ctohandover-founder", "version": 1, "assumptions": {}, "estimates": ["fee"]}',
        '{"format": "ctohandover-founder", "version": 1, "assumptions": {}, "estimates": [[]]}',
        "[" * 100_000, '"' + "x" * 70_000 + '"',
    ],
)  # fmt: skip
def test_what_is_not_ours_is_refused_by_name_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.founder.json"
    path.write_text(text)
    with pytest.raises(FileProblem) as caught:
        load(path)
    assert (caught.value.code, caught.value.values["path"]) == ("founder-file", str(path))
    assert path.read_text() == text


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "x.founder.json"
    path.write_bytes(data)
    with pytest.raises(FileProblem):
        load(path)


def test_what_is_out_of_its_limits_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "x.founder.json"
    with pytest.raises(Invalid) as caught:
        save(path, Ways(Assumptions(stay_years=0), frozenset({"stay_years"})))
    assert (caught.value.code, caught.value.values["field"]) == ("assumption-range", "stay_years")
    assert not path.exists()
