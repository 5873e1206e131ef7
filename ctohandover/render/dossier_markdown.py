"""The dossier as a folder of Markdown: a summary, and the decisions as they are, byte for byte, with their images."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from ctohandover import words
from ctohandover.domain.subjects import Kind
from ctohandover.render.dossier_sections import Section, after_decisions, answers, before_decisions
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.i18n import Translator
    from ctohandover.render.dossier import Dossier, DossierDecision

MARK: Final = "<!-- ctohandover-dossier -->"
"""In the summary of every dossier folder: what may be replaced by the next one."""
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")


def to_markdown(found: Dossier, t: Translator) -> dict[str, bytes]:
    """Relative path -> bytes of every file of the folder."""
    files: dict[str, bytes] = {}
    paths: dict[str, str] = {}
    for item in (*found.decisions, *found.others):
        path = _path(item, found)
        paths[item.line.id] = path
        files[path] = item.content
        base = PurePosixPath(path).parents[len(PurePosixPath(item.line.path).parts) - 1]
        for name, data in item.images.items():
            if not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts:
                files[str(base / name)] = data
    files["README.md"] = "\n".join(_summary(found, paths, t)).encode()
    return files


def _path(item: DossierDecision, found: Dossier) -> str:
    """Where a decision goes: under its own path, in a folder of its source where there are several."""
    sources = sorted({other.line.source_id or "" for other in (*found.decisions, *found.others)})
    number = sources.index(item.line.source_id or "")
    folder = "decisions" if len(sources) < 2 else f"decisions-{number + 1}"
    inside = [part for part in PurePosixPath(item.line.path).parts if part not in ("..", "/")]
    return str(PurePosixPath(folder, *inside))


def _summary(found: Dossier, paths: dict[str, str], t: Translator) -> list[str]:
    workspace = found.workspace
    lines = [MARK, "", f"# {_plain(t('Handover of {company}', company=workspace.company))}", ""]
    lines += [_plain(t("As of {day}", day=t.date(found.as_of))), ""]
    for text, day in days(found, t):
        lines.append("- " + _plain(t("{what}: {why}", what=text, why=day)))
    for section in answers(found, t):
        lines += _section(section)
    lines += ["", f"## {t('People')}", ""]
    lines += _table(
        [t("Name"), t("Role"), t("Where"), t("From"), t("To")],
        [
            [
                person.name,
                sentence(t(words.ROLE[person.role])),
                t("inside") if person.internal else t("external"),
                t.date(person.active_from) if person.active_from else "",
                t.date(person.active_to) if person.active_to else "",
            ]
            for person in found.people
        ],
    )
    lines += ["", f"## {lost_title(found, t)}", ""]
    if found.lost:
        rows = [
            [
                sentence(t(words.KIND[item.subject.kind])),
                item.subject.title,
                t(words.CRITICALITY[item.subject.criticality]),
                words.known_by(item, found.short, t),
            ]
            for item in found.lost
        ]
        lines += _table([t("Kind"), t("Title"), t("How critical"), t("Known by")], rows)
    else:
        lines.append(nothing_lost(found, t))
    for section in before_decisions(found, t):
        lines += _section(section)
    lines += ["", f"## {t('Decisions, in reading order')}", "", *_list(found.decisions, found, paths, t)]
    if found.others:
        lines += ["", f"## {t('Decisions that do not stand')}", "", *_list(found.others, found, paths, t)]
    for section in after_decisions(found, t):
        lines += _section(section)
    return [*lines, ""]


def _section(section: Section) -> list[str]:
    lines = ["", f"## {section.title}", ""]
    if section.intro:
        lines += [_plain(section.intro), ""]
    lines += _table(list(section.heads), [list(row) for row in section.rows])
    for title, text in section.notes:
        lines += ["", f"### {_plain(title)}", "", text]
    return lines


def _list(items: tuple[DossierDecision, ...], found: Dossier, paths: dict[str, str], t: Translator) -> list[str]:
    rows = []
    for item in items:
        line = item.line
        link = f"[{_plain(line.label)}]({quote(paths[line.id])})"
        rows.append(
            [
                link,
                _plain(t(words.STATUS[line.status])),
                _plain(t.date(line.date)) if line.date else "",
                _plain(words.known_by(item.standing, found.short, t)) if line.subject.standing else "",
            ]
        )
    return _raw_table([t("Title"), t("Status"), t("Date"), t("Known by")], rows) if rows else [t("None.")]


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


def days(found: Dossier, t: Translator) -> list[tuple[str, str]]:
    """The days of the handover that are set, in their words."""
    named = (
        (t("Last day of the outgoing CTO"), found.workspace.last_day),
        (t("Handover day"), found.workspace.handover_day),
        (t("Arrival of the successor"), found.workspace.arrival_day),
    )
    return [(text, t.date(day)) for text, day in named if day is not None]


def _table(heads: list[str], rows: list[list[str]]) -> list[str]:
    return _raw_table(heads, [[_plain(cell) for cell in row] for row in rows])


def _raw_table(heads: list[str], rows: list[list[str]]) -> list[str]:
    return [
        "| " + " | ".join(heads) + " |",
        "|" + " --- |" * len(heads),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]


def _plain(text: str) -> str:
    """User text as itself: one line, nothing in it is Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
