"""Each measure works, with small sizes; whether a bar holds is for `python -m tests.benchmarks` to say.

`pytest tests/benchmarks --benchmark-enable` times the same small sizes, for a look at what a change did.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.run import MEASURES, main
from tests.benchmarks.timing import Figure, heading, percentile

SMALL: dict[str, dict[str, Any]] = {
    "start": {"rounds": 1, "decisions": 10},
    "list": {"rounds": 1, "decisions": 60},
    "insert": {"rounds": 1, "decisions": 60},
    "search": {"decisions": 60, "queries": 12},
    "scan": {"rounds": 1, "files": 40},
    "import": {"rounds": 1, "files": 20},
    "backup": {"rounds": 1, "mebibytes": 3},
    "reading": {"rounds": 1, "sizes": (4,)},
    "choosing": {"decisions": 40, "rows": 3},
    "importing": {"files": 20},
    "levels": {"rounds": 1, "sizes": ((6, 5, 40),)},
    "answers": {"rounds": 1, "levels": 300},
    "matrix": {"pages": 4, "sizes": ((6, 5, 40),)},
}


@pytest.mark.parametrize("name", MEASURES)
def test_measure(name: str, benchmark: BenchmarkFixture, tmp_path: Path, qapp: QApplication) -> None:
    places = iter(tmp_path / str(number) for number in range(100))

    def measure() -> list[Figure]:
        folder = next(places)
        folder.mkdir()
        return MEASURES[name](folder, **SMALL[name])

    figures = benchmark.pedantic(measure, rounds=1)  # type: ignore[no-untyped-call]
    assert figures
    for figure in figures:
        assert math.isfinite(figure.ours)
        assert figure.theirs is None or figure.theirs > 0
        assert figure.what in figure.line()


def test_every_measure_has_a_small_size() -> None:
    assert SMALL.keys() == MEASURES.keys()


def test_what_a_line_says() -> None:
    holds = Figure("x", 12.0, "raw", 10.0, most_ratio=1.3)
    missed = Figure("x", 12.0, "raw", 10.0, most_ratio=1.3, most=11)
    assert (holds.holds, missed.holds, Figure("x", 1.0).holds) == (True, False, None)
    assert "1.20 x" in holds.line()
    assert holds.line().endswith("holds")
    assert missed.line().endswith("MISSED")
    assert heading().startswith("measured")
    assert percentile([3.0, 1.0, 2.0, 4.0], 0.5) == 3.0


def test_an_unknown_measure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["benchmarks", "speed"])
    with pytest.raises(SystemExit):
        main()
    assert "no measure is called speed" in capsys.readouterr().err
