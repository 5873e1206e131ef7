"""Searching everything: decisions, skills, systems, duties, people, items of the checklist and sessions by words."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ctohandover.domain.people import alphabetical
from ctohandover.domain.subjects import Kind
from ctohandover.storage import reads, search

if TYPE_CHECKING:
    from ctohandover.storage.reader import Run

MOST = 60
"""Hits that are shown."""


class What(StrEnum):
    """What a hit is."""

    DECISION = "decision"
    SKILL = "skill"
    SYSTEM = "system"
    DUTY = "duty"
    ACCESS = "access"
    PERSON = "person"
    ITEM = "item"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Found:
    what: What
    id: str
    title: str
    snippet: str = ""
    day: date | None = None
    """Of a session: several may have one title."""


@reads.checked
def find_everything(run: Run, words: str) -> list[Found]:
    """What has all the words, in its title or its text; titles that have them come first, then by how well they fit.

    Letters inside a title are found too ("form" in "Terraform"), and a decision by its number.
    """
    typed = alphabetical(words)[0].split()
    if not typed:
        return []
    known = _everything(run)
    ranked: dict[str, int] = {}
    for key, found in known.items():
        title = alphabetical(f"{found.title} {found.day or ''}")[0]
        if all(word in title for word in typed):
            ranked[key] = 0 if title.startswith(typed[0]) else 1
    snippets = {}
    for place, (key, snippet) in enumerate(search.find(run, words, shown=MOST).items()):
        if key in known:
            ranked.setdefault(key, 2 + place)
            snippets[key] = snippet
    order = sorted(ranked, key=lambda key: (ranked[key], alphabetical(known[key].title), known[key].day or date.min))
    return [
        replace(known[key], snippet=snippets.get(key, "")) if ranked[key] >= 2 else known[key] for key in order[:MOST]
    ]


def _everything(run: Run) -> dict[str, Found]:
    found = {}
    for key, kind, title, number in run(
        "SELECT s.id, s.kind, s.title, d.number FROM subject s LEFT JOIN decision d ON d.id = s.id"
    ):
        what = What(Kind(kind).value)
        found[key] = Found(what, key, title if number is None else f"{number}. {title}")
    for key, name in run("SELECT id, name FROM person"):
        found[key] = Found(What.PERSON, key, name)
    for key, code, title in run("SELECT id, code, title FROM item"):
        found[key] = Found(What.ITEM, key, f"{code}  {title}".strip())
    for key, title, day, subjects in run(
        "SELECT x.id, x.title, x.day, (SELECT json_group_array(s.title) FROM session_subject l"
        " JOIN subject s ON s.id = l.subject_id WHERE l.session_id = x.id) FROM session x"
    ):
        about = title or ", ".join(json.loads(subjects))
        found[key] = Found(What.SESSION, key, about, day=date.fromisoformat(day))
    return found
