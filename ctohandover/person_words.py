"""What is said of a person in words: tables with a title, for the screen, for paper and for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ctohandover import access_words, transition_words, words
from ctohandover.domain.transition import Act
from ctohandover.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctohandover.domain.assessments import Assessment
    from ctohandover.i18n import Translator
    from ctohandover.services.person_file import PersonFile


class Told(NamedTuple):
    """One table; a cell is plain text."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def purpose(t: Translator) -> str:
    """Why anything is written down of a person."""
    return t(
        "Levels are written down so that the company can go on when somebody leaves, and so that people can be trained:"
        " not for pay, and never as a score or a ranking. Tasks are told, not traits. A level is what can be done with"
        " one thing, on a day, as somebody saw it; a newer one corrects it."
    )


def told(found: PersonFile, t: Translator) -> list[Told]:
    """Every table that holds something."""
    return [one for one in _tables(found, t) if one.rows]


def _tables(found: PersonFile, t: Translator) -> Iterator[Told]:
    yield Told(t("What they say themselves"), (t("On"), t("About"), t("Text")), _remarks(found, t))
    known = (t("Item"), t("Level"), t("What it means"), t("Day"), t("How it is known"), t("Evidence"))
    yield Told(t("Levels"), known, tuple(_level(one, found, t) for one in found.levels))
    yield Told(t("Sessions"), (t("Day"), t("About"), t("Part"), t("How"), t("Outcome")), _sessions(found, t))
    yield Told(t("Systems and duties"), (t("Name"), t("Part")), _duties(found, t))
    yield Told(t("Accesses"), (t("Access"), t("Right"), t("Hangs on them by")), _accesses(found, t))
    yield Told(t("Items of the checklist"), (t("Item"), t("Part")), _items(found, t))
    yield Told(t("Sign-offs"), (t("Day"), t("Item"), t("What"), t("Note")), _signoffs(found, t))
    evidence = tuple((t.date(one.day), _title(one.item_id, found), one.text) for one in found.evidence)
    yield Told(t("Evidence they gave"), (t("Day"), t("Item"), t("Text")), evidence)
    yield Told(t("Questions and answers"), (t("Day"), t("Question"), t("Answers")), _questions(found, t))
    sheets = tuple((t.date(one.day), t.number(len(one.rows))) for one in found.sheets)
    yield Told(t("Asked by a form"), (t("Day"), t("Rows")), sheets)


def _remarks(found: PersonFile, t: Translator) -> tuple[tuple[str, ...], ...]:
    whole = t("all of it")
    return tuple(
        (t.date(one.day), found.subjects[one.subject_id].title if one.subject_id else whole, one.text)
        for one in found.remarks
    )


def meaning(said: Assessment, found: PersonFile, t: Translator) -> str:
    """What a level means for its item: in the skill's own words where it has some."""
    subject, skill = found.subjects[said.subject_id], found.skills.get(said.subject_id)
    own = skill.words(said.level) if skill else ""
    return own or t(words.LEVEL[subject.kind][said.level])


def _level(said: Assessment, found: PersonFile, t: Translator) -> tuple[str, ...]:
    return (
        found.subjects[said.subject_id].title,
        str(int(said.level)) if said.id in found.counts else t("{n} (older)", n=int(said.level)),
        meaning(said, found, t),
        t.date(said.day),
        sentence(words.how(said, found.crew.short, t)),
        said.evidence,
    )


def _sessions(found: PersonFile, t: Translator) -> tuple[tuple[str, ...], ...]:
    rows = []
    for one in found.sessions:
        about = one.title or ", ".join(found.subjects[key].title for key in one.subjects if key in found.subjects)
        part = t("gives") if one.giver_id == found.person.id else t("receives")
        outcome = t(transition_words.OUTCOME[one.outcome]) if one.outcome else t("planned")
        rows.append((t.date(one.day), about, part, t(words.SESSION_METHOD[one.method]), outcome))
    return tuple(rows)


def _duties(found: PersonFile, t: Translator) -> tuple[tuple[str, ...], ...]:
    owner, deputy = t("owner"), t("deputy")
    return tuple((one.subject.title, owner if one.owner_id == found.person.id else deputy) for one in found.duties)


def _accesses(found: PersonFile, t: Translator) -> tuple[tuple[str, ...], ...]:
    rows = []
    for one in found.accesses:
        grant = next((grant for grant in one.grants if grant.person_id == found.person.id), None)
        right = ""
        if grant is not None:
            right = t(access_words.RIGHT[grant.rights])
            if grant.revoked_on is not None and not grant.lasts_on(found.as_of):
                right = t("taken back on {day}", day=t.date(grant.revoked_on))
        means = ", ".join(t(access_words.MEANS_SHORT[each]) for each in one.hangs_on({found.person.id}))
        rows.append((one.subject.title, right, means))
    return tuple(rows)


def _items(found: PersonFile, t: Translator) -> tuple[tuple[str, ...], ...]:
    does, signs = t("does it"), t("signs it")
    return tuple((_title(one.id, found), does if one.owner_id == found.person.id else signs) for one in found.does)


def _signoffs(found: PersonFile, t: Translator) -> tuple[tuple[str, ...], ...]:
    acts = {Act.VERIFIED: t("signed"), Act.NOT_APPLICABLE: t("does not apply"), Act.WITHDRAWN: t("withdrawn")}
    return tuple((t.date(one.day), _title(one.item_id, found), acts[one.act], one.note) for one in found.signoffs)


def _questions(found: PersonFile, t: Translator) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (t.date(one.day), one.text, " / ".join(text for _, text, _, _ in one.answers)) for one in found.questions
    )


def _title(item_id: str, found: PersonFile) -> str:
    item = found.items.get(item_id)
    return f"{item.code}  {item.title}".strip() if item else ""
