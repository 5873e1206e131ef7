"""The sections of a dossier: each is made once, for HTML and Markdown alike, from the list of who gets what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover import answer_words, words
from ctohandover.domain.dossier import FULL, Part, Recipe
from ctohandover.domain.holders import Situation
from ctohandover.domain.subjects import Kind
from ctohandover.dossier_words import PART
from ctohandover.render.dossier_accesses import accesses
from ctohandover.render.dossier_discreet import Door, discreet
from ctohandover.render.dossier_proof import changes, checklist, held, planned, questions
from ctohandover.render.section import Cell, Section
from ctohandover.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctohandover.domain.holders import Standing
    from ctohandover.domain.people import Person
    from ctohandover.i18n import Translator
    from ctohandover.render.dossier import Dossier, DossierDecision


def sections(found: Dossier, t: Translator, recipe: Recipe = FULL) -> list[Section]:
    """What the recipe asks for, in its order; sections that hold nothing are left out. In a discreet dossier no text of
    any section holds a name that is to stay out."""
    shown = discreet(found, t) if recipe.discreet else found
    made = [one for part in recipe.parts for one in MAKERS[part](shown, t, recipe)]
    door = Door(found, t)
    return [door.section(one) for one in made] if recipe.discreet else made


def answers(found: Dossier, t: Translator, recipe: Recipe = FULL) -> list[Section]:
    """The founder's questions, in the words of the overview."""
    rows = []
    if found.leaving is not None:
        leaving = found.leaving
        reasons = [text for text, _ in answer_words.leave_reasons(leaving, found.leavers, t)]
        question = (
            answer_words.first_question(leaving, found.leavers, t)
            if found.leavers
            else t("Can the outgoing CTO leave on {day}?", day=t.date(leaving.day))
        )
        rows.append((question, t(answer_words.VERDICT[leaving.verdict]), " · ".join(reasons)))
    if found.growth is not None and found.growth.known:
        growth = found.growth
        told = [answer_words.signals_part(growth, t), *(answer_words.signal_part(one, t) for one in growth.met)]
        rows.append((t("Do we need a permanent CTO?"), t(answer_words.NEED[growth.need]), " · ".join(told)))
    if found.search is not None and found.search.wanted:
        search = found.search
        names = list(dict.fromkeys(found.short[key] for key in found.stand_in))  # roles stand for some of them
        interim = answer_words.interim_part(search, t, names)
        told = [*answer_words.search_reasons(search, found.as_of, t), *([interim] if interim else [])]
        answer = answer_words.search_answer(search, found.as_of, t)
        rows.append((t("When must the search start?"), answer, " · ".join(told)))
    heads = (t("Question"), t("Answer"), t("Why"))
    return [Section("answers", t(PART[Part.ANSWERS]), "", heads, tuple(rows))] if rows else []


def _people(found: Dossier, t: Translator, recipe: Recipe) -> list[Section]:
    """Everybody; in a discreet dossier those who are not named are counted by role."""
    if not found.people:
        return []
    if recipe.discreet:
        return [_people_by_role(found, t)]
    rows = tuple(
        (
            person.name,
            sentence(t(words.ROLE[person.role])),
            _where(person, t),
            t.date(person.active_from) if person.active_from else "",
            t.date(person.active_to) if person.active_to else "",
        )
        for person in found.people
    )
    heads = (t("Name"), t("Role"), t("Where"), t("From"), t("To"))
    return [Section("people", t(PART[Part.PEOPLE]), "", heads, rows, prose=False)]


def _people_by_role(found: Dossier, t: Translator) -> Section:
    groups: dict[tuple[str, str], list[Person]] = {}
    for person in found.people:
        groups.setdefault((sentence(t(words.ROLE[person.role])), _where(person, t)), []).append(person)
    rows: tuple[tuple[str, ...], ...] = tuple(
        (role, where, t.number(len(members)), ", ".join(one.name for one in members if one.name))
        for (role, where), members in groups.items()
    )
    heads: tuple[str, ...] = (t("Role"), t("Where"), t("How many"), t("Name"))
    if not any(names for *_, names in rows):  # a column that would stay empty
        heads, rows = heads[:-1], tuple(one[:-1] for one in rows)
    return Section("people", t(PART[Part.PEOPLE]), "", heads, rows)


def _known(standing: Standing, found: Dossier, t: Translator, recipe: Recipe) -> str:
    """By whom something is held; without the one role that would tell the person."""
    if recipe.impersonal and standing.situation is Situation.OUTSIDER_ONLY:
        return t("outsiders only")
    return words.known_by(standing, found.short, t)


def _where(person: Person, t: Translator) -> str:
    return t("inside") if person.internal else t("external")


def _lost(found: Dossier, t: Translator, recipe: Recipe) -> list[Section]:
    """Said too where nothing is lost."""
    title = lost_title(found, t)
    if not found.lost:
        return [Section("lost", title, nothing_lost(found, t))]
    rows = tuple(
        (
            Cell(one.subject.title, decision=one.subject.id),
            sentence(t(words.KIND[one.subject.kind])),
            t(words.CRITICALITY[one.subject.criticality]),
            Cell(_known(one, found, t, recipe), tone="bad"),
        )
        for one in found.lost
    )
    heads = (t("Title"), t("Kind"), t("How critical"), t("Known by"))
    return [Section("lost", title, "", heads, rows, prose=False)]


def lost_title(found: Dossier, t: Translator) -> str:
    """What the list of what is lost is called: decisions are explained, the rest is held."""
    if any(item.subject.kind is not Kind.DECISION for item in found.lost):
        return t("What nobody inside holds")
    return t("What nobody inside can explain")


def nothing_lost(found: Dossier, t: Translator) -> str:
    """What stands where nothing is lost, without comfort where nobody was asked."""
    if not found.asked:
        return t("Nobody was asked yet who can explain what.")
    return t("Nothing: somebody inside can explain every decision that was asked about.")


def _systems(found: Dossier, t: Translator, recipe: Recipe) -> list[Section]:
    return _charges(found, t, recipe, Kind.SYSTEM, Part.SYSTEMS)


def _duties(found: Dossier, t: Translator, recipe: Recipe) -> list[Section]:
    return _charges(found, t, recipe, Kind.DUTY, Part.DUTIES)


def _charges(found: Dossier, t: Translator, recipe: Recipe, kind: Kind, part: Part) -> list[Section]:
    pairs = [(charge, standing) for charge, standing in found.charges if charge.subject.kind is kind]
    if not pairs:
        return []
    names = {person.id: person.name or found.short[person.id] for person in found.people}
    rows = tuple(
        (
            charge.subject.title,
            charge.subject.area,
            t(words.CRITICALITY[charge.subject.criticality]),
            _known(standing, found, t, recipe),
            names.get(charge.owner_id or "", ""),
            names.get(charge.deputy_id or "", ""),
            *(() if recipe.discreet else (charge.runbook,)),
        )
        for charge, standing in pairs
    )
    heads = (t("Name"), t("Area"), t("How critical"), t("Held by"), t("Owner"), t("Deputy"))
    notes = tuple((charge.subject.title, charge.notes) for charge, _ in pairs if charge.notes)
    more = () if recipe.discreet else (t("Runbook"),)
    return [Section(part.value, t(PART[part]), "", (*heads, *more), rows, notes)]


def _decisions(found: Dossier, t: Translator, recipe: Recipe) -> list[Section]:
    """Those that stand in reading order, then the rest; whole texts only where everything may be read."""
    standing = _decision_list("decisions", t(PART[Part.DECISIONS]), found.decisions, found, t, recipe)
    if not found.others:
        return [standing]
    title = t("Decisions that do not stand")
    return [standing, _decision_list("other-decisions", title, found.others, found, t, recipe)]


def _decision_list(
    place: str, title: str, items: tuple[DossierDecision, ...], found: Dossier, t: Translator, recipe: Recipe
) -> Section:
    rows = tuple(
        (
            Cell(item.line.label, decision=item.line.id),
            t(words.STATUS[item.line.status]),
            t.date(item.line.date) if item.line.date else "",
            _known(item.standing, found, t, recipe) if item.line.subject.standing else "",
        )
        for item in items
    )
    heads = (t("Title"), t("Status"), t("Date"), t("Known by"))
    articles = () if recipe.discreet else items
    return Section(place, title, "" if rows else t("None."), heads, rows, articles=articles, prose=False)


def _skills(found: Dossier, t: Translator, recipe: Recipe) -> list[Section]:
    """By coverage, with names only where levels of people may be read."""
    if not found.skills:
        return []
    rows = tuple(
        (
            skill.subject.title,
            skill.subject.area,
            t(words.CRITICALITY[skill.subject.criticality]),
            f"{len(standing.inside)}/{standing.subject.needed}",
            _known(standing, found, t, recipe),
            *(
                ()
                if recipe.discreet
                else (", ".join(found.short[item.person_id] for item in (*standing.inside, *standing.outside)),)
            ),
        )
        for skill, standing in found.skills
    )
    heads = (t("Skill"), t("Category"), t("How critical"), t("Autonomous inside / needed"), t("Held"))
    more = () if recipe.discreet else (t("Who"),)
    return [Section("skills", t(PART[Part.SKILLS]), "", (*heads, *more), rows)]


MAKERS: Final[Mapping[Part, Callable[[Dossier, Translator, Recipe], list[Section]]]] = {
    Part.ANSWERS: answers,
    Part.PEOPLE: _people,
    Part.LOST: _lost,
    Part.SYSTEMS: _systems,
    Part.DUTIES: _duties,
    Part.DECISIONS: _decisions,
    Part.SKILLS: _skills,
    Part.ACCESSES: accesses,
    Part.CHECKLIST: checklist,
    Part.HELD: held,
    Part.PLANNED: planned,
    Part.QUESTIONS: questions,
    Part.HISTORY: changes,
}
"""Of each part its maker. What a maker gives goes through the door of `dossier_discreet` where it has to."""
