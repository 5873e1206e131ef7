"""Measuring ours and a reference in turn, and a line that says how they compare."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. Figures are milliseconds (or MiB); the bar is a ratio to the reference, or a figure."""

    what: str
    ours: float
    reference: str = ""
    theirs: float | None = None
    most_ratio: float | None = None
    most: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        return self.ours / self.theirs if self.theirs else None

    @property
    def holds(self) -> bool | None:
        """None where no bar was set."""
        told = []
        if self.most is not None:
            told.append(self.ours <= self.most)
        if self.most_ratio is not None and self.ratio is not None:
            told.append(self.ratio <= self.most_ratio)
        return all(told) if told else None

    def line(self) -> str:
        theirs = "" if self.theirs is None else f"{self.theirs:,.1f}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} x"
        bars = [f"{self.most_ratio:g} x"] if self.most_ratio is not None else []
        bars += [f"{self.most:g} {self.unit}"] if self.most is not None else []
        verdict = {True: "holds", False: "MISSED", None: ""}[self.holds]
        bar = f"<= {' and '.join(bars)}" if bars else ""
        return (
            f"{self.what:<58} {self.ours:>9,.1f} {self.unit:<4}"
            f"{theirs:>9}  {self.reference:<28} {ratio:>8}  {bar:<16} {verdict}"
        )


def heading() -> str:
    return f"{'measured':<58} {'ours':>9}     {'reference':>9}  {'':<28} {'ratio':>8}  {'bar':<16}"


def seconds(run: Callable[[], object]) -> float:
    """How long one call takes, without what is thrown away after it."""
    gc.collect()
    start = perf_counter()
    kept = run()
    taken = perf_counter() - start
    del kept
    return taken


def in_turn(rounds: int, *runs: Callable[[], float]) -> list[float]:
    """Medians in milliseconds of functions that give seconds, called one after the other in each round: what else the
    computer does meanwhile falls on all of them alike."""
    told: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for times, run in zip(told, runs, strict=True):
            times.append(run())
    return [1000 * median(times) for times in told]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share lies, in the unit given."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
