"""What `ctohandover readiness` prints: the founder's answers with the rows behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctohandover import answer_words, way_words, words
from ctohandover.domain.answers import Grip
from ctohandover.domain.scenarios import Way, cash, presence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctohandover.domain.holders import Standing
    from ctohandover.domain.scenarios import Assumptions
    from ctohandover.i18n import Translator
    from ctohandover.services.answers import Answers

_GRIPS = {
    "outsider_only": (Grip.LEAVERS_ONLY,),
    "one_insider": (Grip.SHORT,),
    "nobody": (Grip.NOBODY,),
    "unknown": (Grip.UNKNOWN,),
    "claimed": (Grip.CLAIMED,),
    "proven": (Grip.PROVEN,),
}


def as_json(found: Answers, told: Assumptions) -> dict[str, Any]:
    """The keys of the command line's contract. `told` are the founder's assumptions for the scenarios."""
    names = {person.id: person.name for person in found.crew.everybody}
    return {
        "as_of": found.as_of.isoformat(),
        "can_leave": _can_leave(found),
        "need": {
            "answer": found.growth.need.value,
            "met": len(found.growth.met),
            "known": len(found.growth.known),
            "signals": [
                {
                    "signal": signal.value,
                    "value": one.value if one else None,
                    "threshold": one.threshold if one else None,
                    "day": one.day.isoformat() if one else None,
                    "met": bool(one and one.met),
                }
                for signal, one in found.growth.readings.items()
            ],
        },
        "search_starts": found.search.start.isoformat(),
        "search": {
            "arrival": found.search.arrival.isoformat(),
            "arrival_wanted": found.search.wanted,
            "interim_from": found.search.interim_from.isoformat() if found.search.interim_from else None,
            "notice_months": found.search.notice_months,
            "search_months": found.search.search_months,
        },
        "shares": {
            "+".join(kind.value for kind in one.kinds): {
                "low": one.held[0] if one.held else None,
                "high": one.held[1] if one.held else None,
                "rows": len(one.subjects),
            }
            for one in found.shares
        },
        "decided_without_outsider": {
            "without": len(found.decided.without),
            "told": found.decided.told,
            "untold": len(found.decided.untold),
        },
        "next_actions": [
            {
                "person": person.name,
                "actions": [
                    {
                        "move": action.move.value,
                        "title": action.title,
                        "vital": action.vital,
                        "day": action.day.isoformat() if action.day else None,
                        "with": names.get(action.other_id or ""),
                    }
                    for action in actions
                ],
            }
            for person, actions in found.next
        ],
        "scenarios": {
            way.value: {
                "cash": round(sum(cash(way, told))),
                "months": cash(way, told),
                "days_a_year": presence(way, told),
            }
            for way in Way
        },
    }


def _can_leave(found: Answers) -> dict[str, Any]:
    leaving = found.leaving
    people = [person.name for person in found.leavers]
    rows = {
        name: [] if leaving is None else _rows(leaving.by_grip[grip] for grip in grips)
        for name, grips in _GRIPS.items()
    }
    blockers = {line.item.id: line.item.title for line in found.checklist.lines}
    return {
        "answer": leaving.verdict.value if leaving else "not_known",
        "person": ", ".join(people),
        "day": leaving.day.isoformat() if leaving else None,
        "blockers": [blockers[key] for key in leaving.blockers] if leaving else [],
        **rows,
    }


def _rows(groups: Iterable[Iterable[Standing]]) -> list[dict[str, str]]:
    return [
        {
            "kind": one.subject.kind.value,
            "title": one.subject.title,
            "criticality": one.subject.criticality.value,
        }
        for group in groups
        for one in group
    ]


def as_text(found: Answers, told: Assumptions, t: Translator) -> list[str]:
    """The same for a person at a terminal, a line each."""
    short = found.crew.short
    names = [short[person.id] for person in found.leavers]
    lines = []
    if found.leaving is None:
        lines.append(f"{answer_words.first_question(None, names, t)}  {t('Not known yet')}")
    else:
        question = answer_words.first_question(found.leaving, names, t)
        lines.append(f"{question}  {t(answer_words.VERDICT[found.leaving.verdict])}")
        lines += [f"  - {text}" for text, _ in answer_words.leave_reasons(found.leaving, names, t)]
    lines.append(f"{t('Do we need a permanent CTO?')}  {t(answer_words.NEED[found.growth.need])}")
    lines.append(f"  - {answer_words.signals_part(found.growth, t)}")
    start = answer_words.search_answer(found.search, found.as_of, t)
    lines.append(f"{t('When must the search start?')}  {start}")
    lines += [f"  - {text}" for text in answer_words.search_reasons(found.search, found.as_of, t)]
    for one in found.shares:
        kinds = words.sentence(t.join([t(words.KIND_PLURAL[kind]) for kind in one.kinds]))
        lines.append(f"{kinds}: {answer_words.held(one.held, t)}")
    for way in Way:
        total = way_words.money(sum(cash(way, told)), t)
        lines.append(f"{t(way_words.SHORT[way])}: {total}")
    return lines
