"""The dossier as a folder of Markdown: a summary, and the decisions as they are, byte for byte, with their images."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from ctohandover.domain.dossier import FULL, Audience, Part, Recipe
from ctohandover.dossier_words import ABOUT, AUDIENCE
from ctohandover.render.dossier_cover import days, signers
from ctohandover.render.dossier_sections import sections

if TYPE_CHECKING:
    from ctohandover.i18n import Translator
    from ctohandover.render.dossier import Dossier, DossierDecision
    from ctohandover.render.section import Cell, Section

MARK: Final = "<!-- ctohandover-dossier -->"
"""In the summary of every dossier folder: what may be replaced by the next one."""
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")


def to_markdown(found: Dossier, t: Translator, recipe: Recipe = FULL) -> dict[str, bytes]:
    """Relative path -> bytes of every file of the folder. Decisions come along only where their texts may be read."""
    files: dict[str, bytes] = {}
    paths: dict[str, str] = {}
    whole = not recipe.discreet and Part.DECISIONS in recipe.parts
    for item in (*found.decisions, *found.others) if whole else ():
        path = _path(item, found)
        paths[item.line.id] = path
        files[path] = item.content
        base = PurePosixPath(path).parents[len(PurePosixPath(item.line.path).parts) - 1]
        for name, data in item.images.items():
            if not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts:
                files[str(base / name)] = data
    files["README.md"] = "\n".join(_summary(found, paths, t, recipe)).encode()
    return files


def _path(item: DossierDecision, found: Dossier) -> str:
    """Where a decision goes: under its own path, in a folder of its source where there are several."""
    sources = sorted({other.line.source_id or "" for other in (*found.decisions, *found.others)})
    number = sources.index(item.line.source_id or "")
    folder = "decisions" if len(sources) < 2 else f"decisions-{number + 1}"
    inside = [part for part in PurePosixPath(item.line.path).parts if part not in ("..", "/")]
    return str(PurePosixPath(folder, *inside))


def _summary(found: Dossier, paths: dict[str, str], t: Translator, recipe: Recipe) -> list[str]:
    workspace = found.workspace
    lines = [MARK, "", f"# {_plain(t('Handover of {company}', company=workspace.company))}", ""]
    reader = t("For: {reader}", reader=t(AUDIENCE[recipe.audience]))
    lines += [f"{_plain(t('As of {day}', day=t.date(found.as_of)))} · {_plain(reader)}", ""]
    if recipe.audience is not Audience.SUCCESSOR:
        lines += [_plain(t(ABOUT[recipe.audience])), ""]
    for text, day in days(found, t):
        lines.append("- " + _plain(t("{what}: {why}", what=text, why=day)))
    if recipe.signed:
        lines += ["", *_raw_table([t("Sign-off"), t("Name"), t("Day, signature")], _boxes(found, t, recipe))]
    for section in sections(found, t, recipe):
        lines += _section(section, paths)
    return [*lines, ""]


def _boxes(found: Dossier, t: Translator, recipe: Recipe) -> list[list[str]]:
    return [[_plain(title), _plain(name), ""] for title, name in signers(found, t, recipe)]


def _section(section: Section, paths: dict[str, str]) -> list[str]:
    lines = ["", f"## {_plain(section.title)}", ""]
    if section.intro:
        lines += [_plain(section.intro), ""]
    if section.rows:
        lines += _raw_table(list(section.heads), [[_cell(cell, paths) for cell in row] for row in section.rows])
    for title, text in section.notes:
        lines += ["", f"### {_plain(title)}", "", text]
    return lines


def _cell(cell: str | Cell, paths: dict[str, str]) -> str:
    if isinstance(cell, str):
        return _plain(cell)
    path = paths.get(cell.decision)
    return f"[{_plain(cell.text)}]({quote(path)})" if path else _plain(cell.text)


def _raw_table(heads: list[str], rows: list[list[str]]) -> list[str]:
    return [
        "| " + " | ".join(heads) + " |",
        "|" + " --- |" * len(heads),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]


def _plain(text: str) -> str:
    """User text as itself: one line, nothing in it is Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
