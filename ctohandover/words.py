"""The words for the codes of the domain, the same on every screen, in every dossier and on the command line.

Tables hold English source texts marked for translation; functions take the translator of whoever reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover.domain.assessments import Assessment, Method, SessionMethod
from ctohandover.domain.decisions import RelationKind, Status
from ctohandover.domain.holders import Situation, Standing
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Role
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.i18n import N_, Translator

if TYPE_CHECKING:
    from collections.abc import Mapping

STATUS: Final[Mapping[Status | None, str]] = {
    Status.PROPOSED: N_("proposed"),
    Status.ACCEPTED: N_("accepted"),
    Status.REJECTED: N_("rejected"),
    Status.DEPRECATED: N_("deprecated"),
    Status.SUPERSEDED: N_("superseded"),
    Status.DRAFT: N_("draft"),
    None: N_("not stated"),
}
ROLE: Final[Mapping[Role, str]] = {
    Role.OUTGOING_CTO: N_("outgoing CTO"),
    Role.RELAY: N_("relay lead"),
    Role.FOUNDER: N_("founder"),
    Role.MEMBER: N_("team member"),
    Role.INCOMING_CTO: N_("incoming CTO"),
    Role.ADVISER: N_("adviser"),
}
CRITICALITY: Final[Mapping[Criticality, str]] = {
    Criticality.LOW: N_("low"),
    Criticality.HIGH: N_("high"),
    Criticality.VITAL: N_("vital"),
}
KIND: Final[Mapping[Kind, str]] = {
    Kind.DECISION: N_("decision"),
    Kind.SKILL: N_("skill"),
    Kind.SYSTEM: N_("system"),
    Kind.ACCESS: N_("access"),
    Kind.DUTY: N_("duty"),
}
KIND_PLURAL: Final[Mapping[Kind, str]] = {
    Kind.DECISION: N_("decisions"),
    Kind.SKILL: N_("skills"),
    Kind.SYSTEM: N_("systems"),
    Kind.ACCESS: N_("accesses"),
    Kind.DUTY: N_("duties"),
}
METHOD: Final[Mapping[Method, str]] = {
    Method.SELF: N_("says so themselves"),
    Method.LEAD: N_("the lead's view"),
    Method.PEER: N_("a colleague's view"),
    Method.SESSION: N_("seen in a session"),
    Method.DRILL: N_("shown in a drill"),
}
SESSION_METHOD: Final[Mapping[SessionMethod, str]] = {
    SessionMethod.READING: N_("reading"),
    SessionMethod.SHADOWING: N_("shadowing (they watch)"),
    SessionMethod.PAIRING: N_("pairing"),
    SessionMethod.REVERSE_SHADOWING: N_("reverse shadowing (they do, the giver watches)"),
    SessionMethod.SOLO: N_("solo"),
    SessionMethod.TEACH_BACK: N_("teach-back (they explain it)"),
}
RELATION: Final[Mapping[RelationKind, str]] = {
    RelationKind.SUPERSEDES: N_("Supersedes"),
    RelationKind.SUPERSEDED_BY: N_("Superseded by"),
    RelationKind.AMENDS: N_("Amends"),
    RelationKind.AMENDED_BY: N_("Amended by"),
}
_SKILL_LEVELS: Final = {
    Level.NONE: N_("has not met it"),
    Level.SEEN: N_("was shown it"),
    Level.WITH_HELP: N_("does it with help or written steps"),
    Level.ALONE: N_("does it alone, the usual failure included"),
    Level.TEACHES: N_("handles the unusual, brought someone to 3"),
}
LEVEL: Final[Mapping[Kind, Mapping[Level, str]]] = {
    Kind.DECISION: {
        Level.NONE: N_("does not know it"),
        Level.SEEN: N_("has read it"),
        Level.WITH_HELP: N_("explains it with the text at hand"),
        Level.ALONE: N_("explains it unaided, rejected options too"),
        Level.TEACHES: N_("could change or reverse it"),
    },
    Kind.ACCESS: {
        Level.NONE: N_("has none"),
        Level.SEEN: N_("knows that it exists"),
        Level.WITH_HELP: N_("has user access"),
        Level.ALONE: N_("has admin access and has used it"),
        Level.TEACHES: N_("can grant and recover it"),
    },
    Kind.SKILL: _SKILL_LEVELS,
    Kind.SYSTEM: _SKILL_LEVELS,
    Kind.DUTY: _SKILL_LEVELS,
}

PERSON_LEVEL: Final[Mapping[Level, str]] = {
    Level.TEACHES: N_("Can teach"),
    Level.ALONE: N_("Alone"),
    Level.WITH_HELP: N_("With help"),
}


def known_by(standing: Standing, short: Mapping[str, str], t: Translator) -> str:
    """Who holds a subject, in a word or two: "Marc only", "one insider", "nobody", "not known", "3 people"."""
    match standing.situation:
        case Situation.OUTSIDER_ONLY if len(standing.outside) == 1:
            return t("{name} only", name=short[standing.outside[0].person_id])
        case Situation.OUTSIDER_ONLY:
            return t("outsiders only")
        case Situation.UNHELD:
            return t("nobody")
        case Situation.UNKNOWN:
            return t("not known")
        case Situation.SHORT:
            return t.plural("one insider", "{n} insiders", len(standing.inside))
        case Situation.HELD:
            return t.plural("{n} person", "{n} people", len(standing.inside))


def known_by_reason(standing: Standing, short: Mapping[str, str], t: Translator) -> str:
    """The same as a sentence with names, for tooltips and reading."""
    inside = t.join([short[item.person_id] for item in standing.inside])
    outside = t.join([short[item.person_id] for item in standing.outside])
    needed = standing.subject.needed
    explained = standing.subject.kind is Kind.DECISION
    match standing.situation:
        case Situation.OUTSIDER_ONLY if explained:
            return t("Only {names} can explain it: nobody inside does.", names=outside)
        case Situation.OUTSIDER_ONLY if standing.subject.kind is Kind.ACCESS:
            return t("In the hands of {names} only: nobody inside holds it.", names=outside)
        case Situation.OUTSIDER_ONLY:
            return t("Held by {names} only: nobody inside does it alone.", names=outside)
        case Situation.UNHELD if explained:
            return t("Nobody can explain it: everybody asked is below level 3.")
        case Situation.UNHELD if standing.subject.kind is Kind.ACCESS:
            return t("Nobody administers it and has used it.")
        case Situation.UNKNOWN if standing.subject.kind is Kind.ACCESS:
            return t("Nobody is written down yet.")
        case Situation.UNHELD:
            return t("Nobody does it alone: everybody asked is below level 3.")
        case Situation.UNKNOWN:
            return t("Nobody was asked yet.")
        case Situation.SHORT:
            return t.plural(
                "Inside: {names}. {n} person is needed.",
                "Inside: {names}. {n} people are needed.",
                needed,
                names=inside,
            )
        case Situation.HELD if standing.proven:
            return t("Inside: {names}. Shown, not only said.", names=inside)
        case Situation.HELD:
            return t("Inside: {names}. Said, not shown yet.", names=inside)


def how(assessment: Assessment, short: Mapping[str, str], t: Translator) -> str:
    """How an assessment is known, with who says so: "teach-back (they explain it), Marc"."""
    method = (
        t(SESSION_METHOD[assessment.session_method])
        if assessment.session_method is not None
        else t(METHOD[assessment.method])
    )
    if assessment.assessor_id and not assessment.by_self and assessment.assessor_id in short:
        return t("{method}, {name}", method=method, name=short[assessment.assessor_id])
    return method


def sentence(text: str) -> str:
    """The text with a capital at its beginning; the rest stays as it is."""
    return text[:1].upper() + text[1:]
