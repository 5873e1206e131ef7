"""Departure: the same figures with some people gone, and what would be lost with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctohandover.domain.holders import Situation, Standing, order, standings
from ctohandover.domain.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from ctohandover.domain.assessments import Assessment
    from ctohandover.domain.people import Person
    from ctohandover.domain.subjects import Subject

LOST: frozenset[Situation] = frozenset({Situation.UNHELD, Situation.OUTSIDER_ONLY, Situation.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Loss:
    """One subject that becomes unheld, unknown or outsider-only because somebody who held it leaves."""

    before: Standing
    after: Standing


def departure(
    subjects: Iterable[Subject],
    people: Iterable[Person],
    assessments: Ledger | Iterable[Assessment],
    leaving: Collection[str],
    day: date,
) -> list[Loss]:
    """What would be lost if the people with the ids `leaving` were gone on `day`, most vital first.

    "Before" counts the leavers as present that day, even past their last day, so that the list is what their leaving
    costs and not what other dates do.
    """
    chosen = [subject for subject in subjects if subject.standing]
    entries = assessments if isinstance(assessments, Ledger) else Ledger.of(assessments)
    there = staying_on(people, leaving)
    before = standings(chosen, there, entries, day)
    after = standings(chosen, [person for person in there if person.id not in leaving], entries, day)
    losses = [
        Loss(before[subject.id], after[subject.id])
        for subject in chosen
        if after[subject.id].situation in LOST
        and after[subject.id].situation is not before[subject.id].situation
        and _held_by(before[subject.id], leaving)
    ]
    return sorted(losses, key=lambda loss: order(loss.after))


def staying_on(people: Iterable[Person], leaving: Collection[str]) -> list[Person]:
    """The people with those who leave counted as present, even past their last day."""
    return [replace(person, active_to=None) if person.id in leaving else person for person in people]


def _held_by(standing: Standing, leaving: Collection[str]) -> bool:
    return any(holding.person_id in leaving for holding in (*standing.inside, *standing.outside))
