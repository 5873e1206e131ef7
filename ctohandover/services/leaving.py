"""What would be lost if somebody left, asked by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.departure import Loss, departure
from ctohandover.errors import NotFound
from ctohandover.services.views import Crew, crew
from ctohandover.storage import reads

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ctohandover.domain.people import Person
    from ctohandover.storage.reader import Run


def losses(run: Run, names: Sequence[str], day: date) -> tuple[list[Loss], Crew]:
    """What would be lost if the people of these names left on a day. Raises NotFound for a name that nobody has."""
    everybody = crew(run)
    leaving = {find_person(everybody.everybody, name).id for name in names}
    found = departure(reads.subjects(run), everybody.everybody, reads.ledger(run), leaving, day)
    return found, everybody


def find_person(people: Iterable[Person], name: str) -> Person:
    """The person with that name, or the only one whose name begins with it, letter case aside."""
    wanted = " ".join(name.split()).casefold()
    everybody = list(people)
    exact = [person for person in everybody if person.name.casefold() == wanted]
    begins = [person for person in everybody if person.name.casefold().startswith(wanted)] if wanted else []
    found = exact or begins
    if len(found) != 1:
        raise NotFound("person-name", name=name, known=", ".join(person.name for person in everybody))
    return found[0]
