"""The sections that prove the handover: the checklist with its signatures, sessions, questions, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover import transition_words, words
from ctohandover.domain.dossier import Audience, Part, is_legal
from ctohandover.domain.transition import State
from ctohandover.dossier_words import PART
from ctohandover.render.section import Section
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.domain.dossier import Recipe
    from ctohandover.i18n import Translator
    from ctohandover.render.dossier import Dossier, DossierItem, DossierQuestion, DossierSession


def checklist(found: Dossier, t: Translator, recipe: Recipe) -> list[Section]:
    """All items; for a lawyer those that are theirs."""
    legal = recipe.audience is Audience.LAWYER
    items = [item for item in found.items if not legal or is_legal(item.item)]
    if not items:
        return []
    done = sum(1 for item in items if item.state is State.VERIFIED)
    applicable = sum(1 for item in items if item.state is not State.NOT_APPLICABLE)
    intro = t("{done} of {all} signed.", done=t.number(done), all=t.number(applicable))
    if legal:
        told = t("Only what concerns compliance, rights, suppliers, mandates and money is shown.")
        intro = f"{intro} {told}"
    rows = tuple(
        (
            _title(item, t),
            _owner(item, found, t),
            t.date(item.due) if item.due else "",
            "; ".join(item.evidence),
            _state(item, found, t),
        )
        for item in items
    )
    heads = (t("Item"), t("Owner"), t("Due"), t("Evidence"), t("Sign-off"))
    return [Section("checklist", t(PART[Part.CHECKLIST]), intro, heads, rows)]


def _title(item: DossierItem, t: Translator) -> str:
    title = f"{item.item.code}  {item.item.title}".strip()
    return t("{title} (blocking)", title=title) if item.item.blocker else title


def _owner(item: DossierItem, found: Dossier, t: Translator) -> str:
    """A name, or the role where nobody was named."""
    role = t(words.ROLE[item.item.doer_role]) if item.item.doer_role else ""
    return found.short.get(item.item.owner_id or "", role)


def _state(item: DossierItem, found: Dossier, t: Translator) -> str:
    if item.state is State.VERIFIED and item.signed_on is not None:
        names = {person.id: person.name or found.short[person.id] for person in found.people}
        return t("signed by {name} on {day}", name=names.get(item.signer_id or "", ""), day=t.date(item.signed_on))
    return t(transition_words.STATE[item.state])


def held(found: Dossier, t: Translator, recipe: Recipe) -> list[Section]:
    if not found.sessions:
        return []
    rows = tuple(
        (*_session(item, found, t), t(transition_words.OUTCOME[item.session.outcome])) for item in found.sessions
    )
    return [Section("sessions", t(PART[Part.HELD]), "", (*_session_heads(t), t("How did it go")), rows)]


def planned(found: Dossier, t: Translator, recipe: Recipe) -> list[Section]:
    """What is past without an outcome says so."""
    if not found.planned:
        return []
    rows = tuple(
        (
            *_session(item, found, t),
            t("not said yet") if item.session.day < found.as_of else t("{n} min", n=t.number(item.session.minutes)),
        )
        for item in found.planned
    )
    return [Section("planned", t(PART[Part.PLANNED]), "", (*_session_heads(t), t("How long")), rows)]


def _session_heads(t: Translator) -> tuple[str, ...]:
    return (t("Day"), t("What it is about"), t("Who gives"), t("Who receives"), t("Method"))


def _session(item: DossierSession, found: Dossier, t: Translator) -> tuple[str, ...]:
    session = item.session
    day = t.date(session.day)
    return (
        f"{day}, {session.start}" if session.start and not session.held else day,
        item.about,
        found.short.get(session.giver_id or "", ""),
        ", ".join(found.short.get(key, "") for key in session.receivers),
        sentence(t(words.SESSION_METHOD[session.method])),
    )


def questions(found: Dossier, t: Translator, recipe: Recipe) -> list[Section]:
    """Those without an answer first."""
    if not found.questions:
        return []
    waiting = sum(1 for one in found.questions if not one.answers)
    intro = t.plural("{n} waits for an answer.", "{n} wait for an answer.", waiting) if waiting else ""
    rows = tuple(
        (
            one.text,
            one.about,
            found.short.get(one.asked_by or "", ""),
            found.short.get(one.to_id, ""),
            t.date(one.day),
            _answers(one, found, t),
        )
        for one in found.questions
    )
    heads = (t("Question"), t("What it is about"), t("Asked by"), t("Asked of"), t("Day"), t("Answer"))
    return [Section("questions", t(PART[Part.QUESTIONS]), intro, heads, rows)]


def _answers(one: DossierQuestion, found: Dossier, t: Translator) -> str:
    if not one.answers:
        return t("not answered yet")
    return " · ".join(
        t("{text} ({name}, {day})", text=text, name=found.short.get(who or "", ""), day=t.date(day))
        for who, text, day in one.answers
    )


def changes(found: Dossier, t: Translator, recipe: Recipe) -> list[Section]:
    if not found.changes:
        return []
    rows = tuple((t.date(one.day), one.text, found.short.get(one.who_id or "", "")) for one in found.changes)
    intro = t.plural("The latest {n}.", "The latest {n}.", len(rows))
    return [Section("history", t(PART[Part.HISTORY]), intro, (t("Day"), t("What"), t("Who")), rows)]
