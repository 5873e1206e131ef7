"""The dossier: gathered from the workspace, written as one HTML file or as a folder of Markdown."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from ctohandover import messages, words
from ctohandover.domain.dossier import FULL, Recipe
from ctohandover.domain.holders import Situation, Standing, order, standings
from ctohandover.errors import FileProblem, Invalid
from ctohandover.files import write_whole
from ctohandover.formats.adr.edit import to_text, without_title
from ctohandover.render.dossier import (
    Dossier,
    DossierChange,
    DossierDecision,
    DossierItem,
    DossierQuestion,
    DossierSession,
)
from ctohandover.services import views
from ctohandover.services.answers import answers
from ctohandover.services.checklist import evidence_text
from ctohandover.services.exchange import Step, no_step
from ctohandover.storage import reads, reply_reads
from ctohandover.storage.access_reads import accesses
from ctohandover.storage.skill_reads import charges, sessions, skills

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ctohandover.domain.decisions import DecisionLine
    from ctohandover.i18n import Translator
    from ctohandover.render.client import RenderClient
    from ctohandover.services.checklist import Checklist
    from ctohandover.storage.reader import Run

LATEST: Final = 40
"""Changes that the history of a dossier shows."""


def gather(run: Run, today: date, t: Translator) -> Dossier:
    """Everything that the dossier shows, as of `today`; `t` is of its language."""
    crew = views.crew(run)
    lines = reads.decision_lines(run)
    subjects, ledger = reads.subjects(run), reads.ledger(run)
    titles = {subject.id: subject.title for subject in subjects}
    found, met = standings(subjects, crew.everybody, ledger, today), _sessions(run, titles)
    decisions = _decisions(run, lines, found)
    told = answers(run, today)
    counted = sorted((item for item in found.values() if item.subject.standing), key=order)
    return Dossier(
        workspace=reads.workspace(run),
        people=crew.everybody,
        short=crew.short,
        as_of=today,
        decisions=tuple(item for item in decisions if item.line.subject.standing),
        others=tuple(item for item in decisions if not item.line.subject.standing),
        lost=tuple(item for item in counted if item.situation in (Situation.OUTSIDER_ONLY, Situation.UNHELD)),
        skills=tuple(
            sorted(((skill, found[skill.subject.id]) for skill in skills(run)), key=lambda pair: order(pair[1]))
        ),
        charges=tuple((charge, found[charge.subject.id]) for charge in charges(run)),
        accesses=tuple(
            sorted(((one, found[one.subject.id]) for one in accesses(run)), key=lambda pair: order(pair[1]))
        ),
        items=tuple(_items(told.checklist, t)),
        sessions=tuple(item for item in met if item.session.held),
        planned=tuple(item for item in reversed(met) if not item.session.held),
        questions=tuple(_questions(run, titles)),
        changes=tuple(_changes(run, t)),
        assessed=frozenset(person for cells in ledger.cells.values() for person in cells),
        leavers=tuple(crew.short[person.id] for person in told.leavers),
        leaving=told.leaving,
        growth=told.growth,
        search=told.search,
        stand_in=told.interim.stand_in if told.interim else (),
    )


def _decisions(run: Run, lines: list[DecisionLine], found: dict[str, Standing]) -> list[DossierDecision]:
    """All of them in reading order, with their texts and pictures."""
    texts = dict(reads.contents(run))
    pictures = {source.id: reads.images(run, source.id) for source in reads.sources(run)}
    return [
        DossierDecision(
            line=line,
            standing=found[line.id],
            content=texts[line.id],
            text=without_title(to_text(texts[line.id]), line.title),
            place=f"decision-{number}",
            images=pictures.get(line.source_id or "", {}),
        )
        for number, line in enumerate(sorted(lines, key=lambda line: reading_order(found[line.id], line)), start=1)
    ]


def _items(found: Checklist, t: Translator) -> list[DossierItem]:
    """The checklist in the words of a reader."""
    return [
        DossierItem(
            item=line.item,
            state=line.state,
            due=line.due,
            evidence=tuple(evidence_text(entry, found, t) for entry in line.evidence),
            signer_id=line.signed.person_id if line.signed else None,
            signed_on=line.signed.day if line.signed else None,
        )
        for line in found.lines
    ]


def _sessions(run: Run, titles: dict[str, str]) -> list[DossierSession]:
    """All of them, the latest first."""
    return [
        DossierSession(item, item.title or ", ".join(titles[key] for key in item.subjects if key in titles))
        for item in sessions(run)
    ]


def _questions(run: Run, titles: dict[str, str]) -> list[DossierQuestion]:
    found = [
        DossierQuestion(
            id=one.id,
            text=one.text,
            about=titles.get(one.subject_id or "", ""),
            asked_by=one.asked_by,
            to_id=one.to_id,
            day=one.day,
            answers=tuple((who, text, day) for who, text, day, _ in one.answers),
        )
        for one in reply_reads.questions(run)
    ]
    return sorted(found, key=lambda one: bool(one.answers))


def _changes(run: Run, t: Translator) -> list[DossierChange]:
    return [
        DossierChange(
            day=datetime.fromisoformat(entry.at).astimezone().date(),
            who_id=entry.who_id,
            text=words.sentence(messages.label(entry.label, entry.values, t)),
        )
        for entry in reads.entries(run, limit=LATEST)
    ]


def reading_order(standing: Standing, line: DecisionLine) -> tuple[int, bool, int, str, str]:
    """The vital ones first, then as they were taken: by number, by date, by path."""
    number = line.number
    day = line.date.isoformat() if line.date else "9999"
    return (-standing.subject.criticality.weight, number is None, number or 0, day, line.path)


def write(
    found: Dossier, target: Path, t: Translator, client: RenderClient, step: Step = no_step, recipe: Recipe = FULL
) -> Path:
    """Write the dossier: a file that ends in .html, or else a folder of Markdown. Gives back what to open.

    An existing HTML file is replaced as a whole; an existing folder must be empty or hold an earlier dossier, and for a
    reader who gets no names nothing but its summary: texts of decisions would go along.
    Raises FileProblem or Invalid.
    """
    if target.suffix.lower() in (".html", ".htm"):
        from ctohandover.render.dossier_html import to_html

        write_whole(target, to_html(found, t, client, step, recipe).encode())
        return target
    if target.suffix.lower() in (".pdf", ".odt", ".docx"):
        raise Invalid("dossier-form", name=target.name)
    return _write_folder(found, target, t, recipe)


def _write_folder(found: Dossier, target: Path, t: Translator, recipe: Recipe) -> Path:
    from ctohandover.render.dossier_markdown import MARK, to_markdown

    if target.exists() and not target.is_dir():
        raise FileProblem("not-a-folder", path=str(target))
    index = target / "README.md"
    try:
        foreign = target.is_dir() and any(target.iterdir())
        if foreign and recipe.discreet and {path.name for path in target.iterdir()} != {index.name}:
            raise FileProblem("folder-with-names", path=str(target))
        if foreign and not (index.is_file() and MARK in index.read_text(encoding="utf-8", errors="replace")):
            raise FileProblem("folder-in-use", path=str(target))
    except OSError as error:
        raise FileProblem("unreadable", path=str(target), reason=error.strerror or "") from error
    for path, data in to_markdown(found, t, recipe).items():
        write_whole(target / path, data)
    return index
