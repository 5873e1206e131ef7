"""The dossier: gathered from the workspace, written as one HTML file or as a folder of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover import words
from ctohandover.domain.holders import Situation, Standing, order, standings
from ctohandover.errors import FileProblem, Invalid
from ctohandover.files import write_whole
from ctohandover.formats.adr.edit import to_text, without_title
from ctohandover.render.dossier import Dossier, DossierDecision, DossierItem, DossierSession
from ctohandover.services import views
from ctohandover.services.answers import answers
from ctohandover.services.checklist import checklist, evidence_text
from ctohandover.services.exchange import Step, no_step
from ctohandover.storage import reads
from ctohandover.storage.skill_reads import charges, sessions, skills

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ctohandover.domain.decisions import DecisionLine
    from ctohandover.i18n import Translator
    from ctohandover.render.client import RenderClient
    from ctohandover.storage.reader import Run


def gather(run: Run, today: date, t: Translator) -> Dossier:
    """Everything that the dossier shows, as of `today`; `t` is of its language."""
    crew = views.crew(run)
    lines = reads.decision_lines(run)
    found = standings(reads.subjects(run), crew.everybody, reads.ledger(run), today)
    texts = dict(reads.contents(run))
    pictures = {source.id: reads.images(run, source.id) for source in reads.sources(run)}
    decisions = [
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
        items=tuple(_items(run, today, t)),
        sessions=tuple(_sessions(run, crew)),
        leavers=tuple(crew.short[person.id] for person in told.leavers),
        leaving=told.leaving,
        growth=told.growth,
        search=told.search,
    )


def _items(run: Run, today: date, t: Translator) -> list[DossierItem]:
    """The checklist in the words of a reader."""
    items = checklist(run, today)
    short = items.crew.short
    found = []
    for line in items.lines:
        role = t(words.ROLE[line.item.doer_role]) if line.item.doer_role else ""
        found.append(
            DossierItem(
                item=line.item,
                state=line.state,
                owner=short.get(line.item.owner_id or "", role),
                due=line.due,
                evidence=tuple(evidence_text(entry, items, t) for entry in line.evidence),
                signed_by=items.crew.by_id[line.signed.person_id].name if line.signed else "",
                signed_on=line.signed.day if line.signed else None,
            )
        )
    return found


def _sessions(run: Run, crew: views.Crew) -> list[DossierSession]:
    titles = {subject.id: subject.title for subject in reads.subjects(run)}
    short = crew.short
    return [
        DossierSession(
            session=item,
            about=item.title or ", ".join(titles[key] for key in item.subjects if key in titles),
            giver=short.get(item.giver_id or "", ""),
            receivers=", ".join(short.get(key, "") for key in item.receivers),
        )
        for item in sessions(run)
        if item.held
    ]


def reading_order(standing: Standing, line: DecisionLine) -> tuple[int, bool, int, str, str]:
    """The vital ones first, then as they were taken: by number, by date, by path."""
    number = line.number
    day = line.date.isoformat() if line.date else "9999"
    return (-standing.subject.criticality.weight, number is None, number or 0, day, line.path)


def write(found: Dossier, target: Path, t: Translator, client: RenderClient, step: Step = no_step) -> Path:
    """Write the dossier: a file that ends in .html, or else a folder of Markdown. Gives back what to open.

    An existing HTML file is replaced as a whole; an existing folder must be empty or hold an earlier dossier.
    Raises FileProblem or Invalid.
    """
    if target.suffix.lower() in (".html", ".htm"):
        from ctohandover.render.dossier_html import to_html

        write_whole(target, to_html(found, t, client, step).encode())
        return target
    if target.suffix.lower() in (".pdf", ".odt", ".docx"):
        raise Invalid("dossier-form", name=target.name)
    return _write_folder(found, target, t)


def _write_folder(found: Dossier, target: Path, t: Translator) -> Path:
    from ctohandover.render.dossier_markdown import MARK, to_markdown

    if target.exists() and not target.is_dir():
        raise FileProblem("not-a-folder", path=str(target))
    index = target / "README.md"
    try:
        foreign = target.is_dir() and any(target.iterdir())
        if foreign and not (index.is_file() and MARK in index.read_text(encoding="utf-8", errors="replace")):
            raise FileProblem("folder-in-use", path=str(target))
    except OSError as error:
        raise FileProblem("unreadable", path=str(target), reason=error.strerror or "") from error
    for path, data in to_markdown(found, t).items():
        write_whole(target / path, data)
    return index
