"""The words of the dossier: its sections, its readers, and what is missing before it is good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover.domain.dossier import Audience, Part
from ctohandover.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctohandover.i18n import Translator

PART: Final[Mapping[Part, str]] = {
    Part.ANSWERS: N_("Where this handover stands"),
    Part.PEOPLE: N_("People"),
    Part.LOST: N_("What nobody inside holds"),
    Part.SYSTEMS: N_("Systems"),
    Part.DUTIES: N_("Duties"),
    Part.DECISIONS: N_("Decisions, in reading order"),
    Part.SKILLS: N_("Skills, the worst held first"),
    Part.ACCESSES: N_("Accesses"),
    Part.CHECKLIST: N_("Checklist of the handover"),
    Part.HELD: N_("Sessions that were held"),
    Part.PLANNED: N_("Sessions still to come"),
    Part.QUESTIONS: N_("Questions and answers"),
    Part.HISTORY: N_("What changed lately"),
}
AUDIENCE: Final[Mapping[Audience, str]] = {
    Audience.SUCCESSOR: N_("The successor"),
    Audience.FOUNDER: N_("The founder"),
    Audience.LAWYER: N_("A lawyer or an accountant"),
    Audience.INVESTOR: N_("An investor"),
}
ABOUT: Final[Mapping[Audience, str]] = {
    Audience.SUCCESSOR: N_("Everything, with names and with the whole text of every decision."),
    Audience.FOUNDER: N_(
        "Roles stand for the people whose levels are kept; no text of a decision, no note, no evidence in words."
    ),
    Audience.LAWYER: N_(
        "Roles stand for people. Decisions as a list with their status; of the checklist only compliance, rights,"
        " suppliers, mandates and money."
    ),
    Audience.INVESTOR: N_(
        "Roles stand for people. Figures, decisions as a list with their status, the checklist; no sessions, questions"
        " or history."
    ),
}
_ONE: Final[Mapping[str, str]] = {
    "no-people": N_("Nobody is named yet: add the people."),
    "no-day": N_("No last day or handover day is set."),
    "no-outgoing": N_("Nobody has the role of the outgoing CTO."),
    "no-founder": N_("Nobody has the role of the founder, who signs."),
    "no-successor": N_("Neither a relay nor a successor is named."),
    "no-checklist": N_("There is no checklist yet."),
}


def missing(code: str, n: int, t: Translator) -> str:
    """What is missing, in a line; `code` as `services.dossier_missing` gives it, `n` how many of it."""
    if code in _ONE:
        return t(_ONE[code])
    match code:
        case "decisions-lost":
            return t.plural("{n} decision nobody inside can explain", "{n} decisions nobody inside can explain", n)
        case "decisions-unknown":
            return t.plural("{n} decision was never asked about", "{n} decisions were never asked about", n)
        case "decisions-unstated":
            return t.plural("{n} decision states no status", "{n} decisions state no status", n)
        case "others-lost":
            return t.plural("{n} other thing nobody inside holds", "{n} other things nobody inside holds", n)
        case "others-unknown":
            return t.plural("{n} other thing was never asked about", "{n} other things were never asked about", n)
        case "no-runbook":
            return t.plural("{n} system has no runbook", "{n} systems have no runbook", n)
        case "no-owner":
            return t.plural("{n} system or duty has no owner", "{n} systems or duties have no owner", n)
        case "accesses-untold":
            return t.plural(
                "{n} access is told in part: who administers it, all it hangs on",
                "{n} accesses are told in part: who administers them, all they hang on",
                n,
            )
        case "secrets-waiting":
            return t.plural("{n} secret waits for a vault", "{n} secrets wait for a vault", n)
        case "questions":
            return t.plural("{n} question waits for an answer", "{n} questions wait for an answer", n)
        case "sessions-past":
            return t.plural(
                "{n} session is over, and nobody said how it went",
                "{n} sessions are over, and nobody said how they went",
                n,
            )
        case "to-sign":
            return t.plural("{n} item waits for a sign-off", "{n} items wait for a sign-off", n)
    return t.plural("{n} blocking item is open", "{n} blocking items are open", n)
