"""The sections of a dossier that are tables: skills, systems and duties, the checklist, the sessions. Written once, for
HTML and Markdown alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover import answer_words, transition_words, words
from ctohandover.domain.subjects import Kind
from ctohandover.domain.transition import State
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.i18n import Translator
    from ctohandover.render.dossier import Dossier, DossierItem


@dataclass(frozen=True, slots=True)
class Section:
    """A title, a table in plain text, and longer texts in Markdown below it: (title, text). `place` is its name inside
    the document."""

    place: str
    title: str
    intro: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, str], ...] = ()


def answers(found: Dossier, t: Translator) -> list[Section]:
    """The founder's questions, in the words of the overview."""
    rows = []
    if found.leaving is not None:
        leaving = found.leaving
        reasons = [text for text, _ in answer_words.leave_reasons(leaving, found.leavers, t)]
        question = answer_words.first_question(leaving, found.leavers, t)
        rows.append((question, t(answer_words.VERDICT[leaving.verdict]), " · ".join(reasons)))
    if found.growth is not None and found.growth.known:
        growth = found.growth
        told = [answer_words.signals_part(growth, t), *(answer_words.signal_part(one, t) for one in growth.met)]
        rows.append((t("Do we need a permanent CTO?"), t(answer_words.NEED[growth.need]), " · ".join(told)))
    if found.search is not None and found.search.wanted:
        search, interim = found.search, answer_words.interim_part(found.search, t)
        told = [*answer_words.search_reasons(search, found.as_of, t), *([interim] if interim else [])]
        answer = answer_words.search_answer(search, found.as_of, t)
        rows.append((t("When must the search start?"), answer, " · ".join(told)))
    heads = (t("Question"), t("Answer"), t("Why"))
    return [Section("answers", t("Where this handover stands"), "", heads, tuple(rows))] if rows else []


def before_decisions(found: Dossier, t: Translator) -> list[Section]:
    """What runs, and what comes back again and again: before the reasons why."""
    sections = []
    for kind, title in ((Kind.SYSTEM, t("Systems")), (Kind.DUTY, t("Duties"))):
        pairs = [(charge, standing) for charge, standing in found.charges if charge.subject.kind is kind]
        if not pairs:
            continue
        names = {person.id: person.name for person in found.people}
        rows = tuple(
            (
                charge.subject.title,
                charge.subject.area,
                t(words.CRITICALITY[charge.subject.criticality]),
                words.known_by(standing, found.short, t),
                names.get(charge.owner_id or "", ""),
                names.get(charge.deputy_id or "", ""),
                charge.runbook,
            )
            for charge, standing in pairs
        )
        heads = (t("Name"), t("Area"), t("How critical"), t("Held by"), t("Owner"), t("Deputy"), t("Runbook"))
        notes = tuple((charge.subject.title, charge.notes) for charge, _ in pairs if charge.notes)
        sections.append(Section(f"{kind.value}s", title, "", heads, rows, notes))
    return sections


def after_decisions(found: Dossier, t: Translator) -> list[Section]:
    """Skills by coverage, the checklist with its signatures, the sessions that were held."""
    return [section for section in (_skills(found, t), _checklist(found, t), _sessions(found, t)) if section.rows]


def _skills(found: Dossier, t: Translator) -> Section:
    rows = tuple(
        (
            skill.subject.title,
            skill.subject.area,
            t(words.CRITICALITY[skill.subject.criticality]),
            f"{len(standing.inside)}/{standing.subject.needed}",
            words.known_by(standing, found.short, t),
            ", ".join(found.short[item.person_id] for item in (*standing.inside, *standing.outside)),
        )
        for skill, standing in found.skills
    )
    heads = (
        t("Skill"), t("Category"), t("How critical"), t("Autonomous inside / needed"), t("Held"), t("Who"),
    )  # fmt: skip
    return Section("skills", t("Skills, the worst held first"), "", heads, rows)


def _checklist(found: Dossier, t: Translator) -> Section:
    done = sum(1 for item in found.items if item.state is State.VERIFIED)
    applicable = sum(1 for item in found.items if item.state is not State.NOT_APPLICABLE)
    intro = t("{done} of {all} signed.", done=t.number(done), all=t.number(applicable))
    rows = tuple(
        (
            _title(item, t),
            item.owner,
            t.date(item.due) if item.due else "",
            "; ".join(item.evidence),
            _state(item, t),
        )
        for item in found.items
    )
    heads = (t("Item"), t("Owner"), t("Due"), t("Evidence"), t("Sign-off"))
    return Section("checklist", t("Checklist of the handover"), intro, heads, rows)


def _title(item: DossierItem, t: Translator) -> str:
    title = f"{item.item.code}  {item.item.title}".strip()
    return t("{title} (blocking)", title=title) if item.item.blocker else title


def _state(item: DossierItem, t: Translator) -> str:
    if item.state is State.VERIFIED and item.signed_on is not None:
        return t("signed by {name} on {day}", name=item.signed_by, day=t.date(item.signed_on))
    return t(transition_words.STATE[item.state])


def _sessions(found: Dossier, t: Translator) -> Section:
    rows = tuple(
        (
            t.date(item.session.day),
            item.about,
            item.giver,
            item.receivers,
            sentence(t(words.SESSION_METHOD[item.session.method])),
            t(transition_words.OUTCOME[item.session.outcome]),
        )
        for item in found.sessions
    )
    heads = (t("Day"), t("What it is about"), t("Who gives"), t("Who receives"), t("Method"), t("How did it go"))
    return Section("sessions", t("Sessions that were held"), "", heads, rows)
