"""The dossier as one HTML file: good on a phone and on paper, complete without a network, and nothing in it runs."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from ctohandover import words
from ctohandover.domain.dossier import FULL, Audience, Part, Recipe
from ctohandover.domain.holders import Situation
from ctohandover.dossier_words import ABOUT, AUDIENCE
from ctohandover.render.css import highlight_css
from ctohandover.render.dossier_cover import days, signers
from ctohandover.render.dossier_sections import sections
from ctohandover.render.embed import embed
from ctohandover.render.page_style import CSS, POLICY
from ctohandover.render.section import Cell, Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctohandover.i18n import Translator
    from ctohandover.render.client import RenderClient
    from ctohandover.render.dossier import Dossier, DossierDecision


def to_html(
    found: Dossier,
    t: Translator,
    client: RenderClient,
    step: Callable[[int, int], None],
    recipe: Recipe = FULL,
) -> str:
    """The whole page. `step(done, total)` is told of each decision and may raise Cancelled."""
    title = t("Handover of {company}", company=found.workspace.company)
    parts = sections(found, t, recipe)
    page = _Page(found, t, client, step, parts)
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="{t.language}">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            f"<style>{CSS}{_code_colours()}</style>\n</head>\n<body>",
            _cover(found, title, t, recipe),
            "<main>",
            _contents(parts, t),
            *(page.section(one) for one in parts),
            "</main>\n</body>\n</html>\n",
        ]
    )


def _code_colours() -> str:
    dark = highlight_css("dark").replace("\n", " ")
    return f"{highlight_css('light')}@media (prefers-color-scheme: dark) {{ @media screen {{ {dark} }} }}"


def _cover(found: Dossier, title: str, t: Translator, recipe: Recipe) -> str:
    named = "".join(f"<dt>{escape(text)}</dt><dd>{escape(day)}</dd>" for text, day in days(found, t))
    reader = t("For: {reader}", reader=t(AUDIENCE[recipe.audience]))
    about = "" if recipe.audience is Audience.SUCCESSOR else f'<p class="muted">{escape(t(ABOUT[recipe.audience]))}</p>'
    return (
        f'<header class="cover"><h1>{escape(title)}</h1>'
        f'<p class="muted">{escape(t("As of {day}", day=t.date(found.as_of)))} · {escape(reader)}</p>{about}'
        f'<dl class="days">{named}</dl>{_figures(found, t) if Part.DECISIONS in recipe.parts else ""}'
        f"{_signatures(found, t, recipe) if recipe.signed else ''}</header>"
    )


def _figures(found: Dossier, t: Translator) -> str:
    counts = dict.fromkeys(Situation, 0)
    for item in found.decisions:
        counts[item.standing.situation] += 1
    figures = [
        (len(found.decisions), t("standing decisions"), ""),
        (counts[Situation.OUTSIDER_ONLY] + counts[Situation.UNHELD], t("nobody inside can explain"), "bad"),
        (counts[Situation.SHORT], t("too few inside"), ""),
        (counts[Situation.UNKNOWN], t("not known yet"), ""),
        (counts[Situation.HELD], t("as many as needed"), ""),
    ]
    shown = "".join(
        f'<li class="{tone if count else ""}"><b>{t.number(count)}</b> {escape(name)}</li>'
        for count, name, tone in figures
    )
    return f'<ul class="figures">{shown}</ul>'


def _signatures(found: Dossier, t: Translator, recipe: Recipe) -> str:
    """Room for both sides to sign, by hand on paper."""
    below = f'<span class="muted">{escape(t("Day, signature"))}</span>'
    boxes = "".join(
        f"<div><b>{escape(title)}</b>{escape(name)}<br>{below}</div>" for title, name in signers(found, t, recipe)
    )
    return f'<div class="sign">{boxes}</div>'


def _contents(parts: list[Section], t: Translator) -> str:
    links = "".join(f'<li><a href="#{one.place}">{escape(one.title)}</a></li>' for one in parts)
    return f'<nav aria-label="{escape(t("Contents"))}"><ul>{links}</ul></nav>' if len(parts) > 1 else ""


class _Page:
    """Writes sections. Links go to decisions whose texts are on the page, and nowhere else."""

    def __init__(
        self,
        found: Dossier,
        t: Translator,
        client: RenderClient,
        step: Callable[[int, int], None],
        parts: list[Section],
    ) -> None:
        self._found, self._t, self._client, self._step = found, t, client, step
        articles = [item for one in parts for item in one.articles]
        self._places = {item.line.id: item.place for item in articles}
        self._total, self._done = len(articles), 0

    def section(self, section: Section) -> str:
        """A table in plain text, with the longer texts below it."""
        head = f'<section id="{section.place}"><h2>{escape(section.title)}</h2>'
        intro = f"<p>{escape(section.intro)}</p>" if section.intro else ""
        table = ""
        if section.rows:
            rows = [[self._cell(cell) for cell in row] for row in section.rows]
            table = _raw_table(list(section.heads), rows, self._t, wrap=section.prose)
        notes = "".join(self._note(section, number) for number in range(len(section.notes)))
        articles = "".join(self._article(item, section.place) for item in section.articles)
        return f"{head}{intro}{table}{notes}{articles}</section>"

    def _cell(self, cell: str | Cell) -> str:
        text = _breakable(cell.text if isinstance(cell, Cell) else cell)
        if not isinstance(cell, Cell):
            return text
        if cell.decision in self._places:
            text = f'<a href="#{self._places[cell.decision]}">{text}</a>'
        return f'<span class="{cell.tone}">{text}</span>' if cell.tone else text

    def _note(self, section: Section, number: int) -> str:
        title, text = section.notes[number]
        place = f"{section.place}-note-{number + 1}"
        body = embed(self._client.render(text, base="notes.md"), text, prefix=place, places={}, pictures={})
        return f'<article class="note" id="{place}"><h3>{escape(title)}</h3>{body}</article>'

    def _article(self, item: DossierDecision, back: str) -> str:
        self._step(self._done, self._total)
        self._done += 1
        found, t, line = self._found, self._t, item.line
        rendered = self._client.render(item.text, base=line.path)
        places = {
            path: place
            for (source, path), place in found.places.items()
            if source == line.source_id and place in self._places.values()
        }
        body = embed(rendered, item.text, prefix=item.place, places=places, pictures=item.images)
        facts = [t(words.STATUS[line.status])]
        if line.date:
            facts.append(t.date(line.date))
        if line.deciders:
            facts.append(", ".join(line.deciders))
        facts.append(line.path)
        known = words.known_by_reason(item.standing, found.short, t) if line.subject.standing else ""
        return (
            f'<article id="{item.place}"><h3>{escape(line.label)}</h3>'
            f'<p class="muted">{escape(" · ".join(facts))}</p>'
            + (f"<p>{escape(known)}</p>" if known else "")
            + f'{body}<p class="back"><a href="#{back}">{escape(t("Back to the list"))}</a></p></article>'
        )


def _breakable(text: str) -> str:
    """The text as HTML, with places to break in words that are too long for a column (addresses of pages)."""
    return "<wbr>".join(escape(part) for part in re.sub(r"(\S{20})(?=\S)", "\\1\n", text).split("\n"))


def _raw_table(heads: list[str], rows: list[list[str]], t: Translator, *, wrap: bool) -> str:
    """Each cell carries the head of its column too, which a phone shows before it."""
    top = "".join(f"<th>{escape(head)}</th>" for head in heads)
    named = [escape(t("{what}: {why}", what=head, why="")) for head in heads]
    body = "".join(
        "<tr>" + "".join(f'<td data-head="{name}">{cell}</td>' for name, cell in zip(named, row, strict=True)) + "</tr>"
        for row in rows
    )
    kind = "wide prose" if wrap else "wide"
    return f'<div class="{kind}"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
