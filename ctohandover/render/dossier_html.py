"""The dossier as one HTML file: good on a phone and on paper, complete without a network, and nothing in it runs."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from ctohandover import words
from ctohandover.domain.holders import Situation
from ctohandover.render.css import highlight_css
from ctohandover.render.dossier_markdown import days, lost_title, nothing_lost
from ctohandover.render.dossier_sections import Section, after_decisions, answers, before_decisions
from ctohandover.render.embed import embed
from ctohandover.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctohandover.i18n import Translator
    from ctohandover.render.client import RenderClient
    from ctohandover.render.dossier import Dossier, DossierDecision

_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_CSS: Final = """
:root { color-scheme: light dark; --text: #1c2430; --muted: #667085; --line: #e3e6eb; --page: #f6f7f9;
  --surface: #fff; --accent: #4154d6; --bad: #b42318; --badback: #fdecea; --good: #067647; --care: #a15c07; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); line-height: 1.5;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main, header.cover { max-width: 52rem; margin: 0 auto; padding: 1.5rem; background: var(--surface); }
header.cover { padding-top: 3rem; padding-bottom: 0; } main { padding-top: 0; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.4rem; margin: 2.5rem 0 .75rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; } h4, h5, h6 { font-size: 1rem; margin: 1.25rem 0 .4rem; }
a { color: var(--accent); } .muted { color: var(--muted); } .bad { color: var(--bad); font-weight: 600; }
dl.days { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0; }
dl.days dt { color: var(--muted); } dl.days dd { margin: 0; }
.figures { display: flex; flex-wrap: wrap; gap: 1.25rem; padding: 0; margin: 1.25rem 0; list-style: none; }
.figures b { display: block; font-size: 1.7rem; line-height: 1.1; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .95rem; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--muted); font-weight: 500; } td:nth-child(n+2), th:nth-child(n+2) { white-space: nowrap; }
.prose td, .prose th, article td, article th { white-space: normal !important; }
.prose td:first-child { min-width: 13rem; }
article { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; overflow-wrap: anywhere; }
article > h3 { font-size: 1.3rem; margin-top: 0; }
article table { width: auto; display: block; overflow-x: auto; } article img { max-width: 100%; height: auto; }
pre { background: var(--page); padding: .75rem; overflow-x: auto; border-radius: .35rem; font-size: .88rem; }
pre.plain { white-space: pre-wrap; } code { font-family: ui-monospace, Consolas, Menlo, monospace; font-size: .92em; }
blockquote { margin: .75rem 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--muted); }
li.task { list-style: none; }
.back { font-size: .9rem; }
@media (prefers-color-scheme: dark) { @media screen { :root { --text: #e6e9ee; --muted: #98a2b3; --line: #2e343d;
  --page: #14171c; --surface: #1c2027; --accent: #8b98f5; --bad: #f2857a; --badback: #3a1f1d; --good: #75c995;
  --care: #e5b567; } } }
@media (max-width: 40rem) { main, header.cover { padding: 1rem; } th, td { padding: .35rem .4rem; }
  .optional { display: none; } }
@media print { body { background: none; font-size: 10.5pt; } main, header.cover { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; } .back { display: none; } h2, h3, h4 { break-after: avoid; }
  pre, table, figure { break-inside: avoid; } pre { white-space: pre-wrap; border: 1px solid var(--line); }
  article { break-before: page; border-top: none; margin-top: 0; } @page { margin: 18mm 16mm; } }
"""


def to_html(found: Dossier, t: Translator, client: RenderClient, step: Callable[[int, int], None]) -> str:
    """The whole page. `step(done, total)` is told of each decision and may raise Cancelled."""
    company = found.workspace.company
    title = t("Handover of {company}", company=company)
    everything = (*found.decisions, *found.others)
    articles = []
    for done, item in enumerate(everything):
        step(done, len(everything))
        articles.append(_article(item, found, t, client))
    cut = len(found.decisions)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{t.language}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>{_CSS}{_code_colours()}</style>\n</head>\n<body>",
        _cover(found, title, t),
        "<main>",
        *(_section(section, t, client) for section in answers(found, t)),
        _people(found, t),
        _lost(found, t),
        *(_section(section, t, client) for section in before_decisions(found, t)),
        f'<section><h2 id="decisions">{escape(t("Decisions, in reading order"))}</h2>',
        _contents(found.decisions, found, t),
        *articles[:cut],
        "</section>",
    ]
    if found.others:
        parts += [
            f"<section><h2>{escape(t('Decisions that do not stand'))}</h2>",
            _contents(found.others, found, t),
            *articles[cut:],
            "</section>",
        ]
    parts += [_section(section, t, client) for section in after_decisions(found, t)]
    return "\n".join([*parts, "</main>\n</body>\n</html>\n"])


def _code_colours() -> str:
    dark = highlight_css("dark").replace("\n", " ")
    return f"{highlight_css('light')}@media (prefers-color-scheme: dark) {{ @media screen {{ {dark} }} }}"


def _cover(found: Dossier, title: str, t: Translator) -> str:
    named = "".join(f"<dt>{escape(text)}</dt><dd>{escape(day)}</dd>" for text, day in days(found, t))
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
    return (
        f'<header class="cover"><h1>{escape(title)}</h1>'
        f'<p class="muted">{escape(t("As of {day}", day=t.date(found.as_of)))}</p>'
        f'<dl class="days">{named}</dl><ul class="figures">{shown}</ul></header>'
    )


def _people(found: Dossier, t: Translator) -> str:
    rows = [
        [
            person.name,
            sentence(t(words.ROLE[person.role])),
            t("inside") if person.internal else t("external"),
            t.date(person.active_from) if person.active_from else "",
            t.date(person.active_to) if person.active_to else "",
        ]
        for person in found.people
    ]
    heads = [t("Name"), t("Role"), t("Where"), t("From"), t("To")]
    return f"<section><h2>{escape(t('People'))}</h2>{_table(heads, rows)}</section>"


def _lost(found: Dossier, t: Translator) -> str:
    head = f"<section><h2>{escape(lost_title(found, t))}</h2>"
    if not found.lost:
        text = nothing_lost(found, t)
        return f"{head}<p>{escape(text)}</p></section>"
    place = found.place_of
    cells = []
    for item in found.lost:
        subject = item.subject
        title = escape(subject.title)
        linked = f'<a href="#{place[subject.id]}">{title}</a>' if subject.id in place else title
        known = escape(words.known_by(item, found.short, t))
        cells.append([linked, escape(t(words.CRITICALITY[subject.criticality])), f'<span class="bad">{known}</span>'])
    return f"{head}{_raw_table([t('Title'), t('How critical'), t('Known by')], cells)}</section>"


def _section(section: Section, t: Translator, client: RenderClient) -> str:
    """A table in plain text, with the longer texts below it."""
    head = f'<section id="{section.place}"><h2>{escape(section.title)}</h2>'
    intro = f"<p>{escape(section.intro)}</p>" if section.intro else ""
    notes = []
    for number, (title, text) in enumerate(section.notes, start=1):
        rendered = client.render(text, base="notes.md")
        place = f"{section.place}-note-{number}"
        body = embed(rendered, text, prefix=place, places={}, pictures={})
        notes.append(f'<article id="{place}"><h3>{escape(title)}</h3>{body}</article>')
    rows = [list(row) for row in section.rows]
    return f"{head}{intro}{_table(list(section.heads), rows, wrap=True)}{''.join(notes)}</section>"


def _contents(items: tuple[DossierDecision, ...], found: Dossier, t: Translator) -> str:
    if not items:
        return f"<p>{escape(t('None.'))}</p>"
    rows = []
    for item in items:
        line = item.line
        known = words.known_by(item.standing, found.short, t) if line.subject.standing else ""
        rows.append(
            [
                f'<a href="#{item.place}">{escape(line.label)}</a>',
                escape(t(words.STATUS[line.status])),
                escape(t.date(line.date)) if line.date else "",
                escape(known),
            ]
        )
    return _raw_table([t("Title"), t("Status"), t("Date"), t("Known by")], rows)


def _article(item: DossierDecision, found: Dossier, t: Translator, client: RenderClient) -> str:
    line = item.line
    rendered = client.render(item.text, base=line.path)
    places = {path: place for (source, path), place in found.places.items() if source == line.source_id}
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
        f'<p class="muted">{escape(" · ".join(facts))}</p>' + (f"<p>{escape(known)}</p>" if known else "") + f"{body}"
        f'<p class="back"><a href="#decisions">{escape(t("Back to the list"))}</a></p></article>'
    )


def _table(heads: list[str], rows: list[list[str]], *, wrap: bool = False) -> str:
    return _raw_table(heads, [[_breakable(cell) for cell in row] for row in rows], wrap=wrap)


def _breakable(text: str) -> str:
    """The text as HTML, with places to break in words that are too long for a column (addresses of pages)."""
    return "<wbr>".join(escape(part) for part in re.sub(r"(\S{20})(?=\S)", "\\1\n", text).split("\n"))


def _raw_table(heads: list[str], rows: list[list[str]], *, wrap: bool = False) -> str:
    top = "".join(f"<th>{escape(head)}</th>" for head in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    kind = "wide prose" if wrap else "wide"
    return f'<div class="{kind}"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
