"""The dossier as a folder of Markdown: a summary, and the decisions as they are, byte for byte, with their images."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from ctohandover.domain.dossier import FULL, Audience, Part, Recipe
from ctohandover.dossier_words import ABOUT, AUDIENCE
from ctohandover.render.dossier_cover import days, signers
from ctohandover.render.dossier_sections import sections
from ctohandover.render.told_markdown import plain, raw_table

if TYPE_CHECKING:
    from ctohandover.i18n import Translator
    from ctohandover.render.dossier import Dossier, DossierDecision
    from ctohandover.render.section import Cell, Section

MARK: Final = "<!-- ctohandover-dossier -->"
"""In the summary of every dossier folder: what may be replaced by the next one."""


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
    lines = [MARK, "", f"# {plain(t('Handover of {company}', company=workspace.company))}", ""]
    reader = t("For: {reader}", reader=t(AUDIENCE[recipe.audience]))
    lines += [f"{plain(t('As of {day}', day=t.date(found.as_of)))} · {plain(reader)}", ""]
    if recipe.audience is not Audience.SUCCESSOR:
        lines += [plain(t(ABOUT[recipe.audience])), ""]
    for text, day in days(found, t):
        lines.append("- " + plain(t("{what}: {why}", what=text, why=day)))
    if recipe.signed:
        lines += ["", *raw_table([t("Sign-off"), t("Name"), t("Day, signature")], _boxes(found, t, recipe))]
    for section in sections(found, t, recipe):
        lines += _section(section, paths)
    return [*lines, ""]


def _boxes(found: Dossier, t: Translator, recipe: Recipe) -> list[list[str]]:
    return [[plain(title), plain(name), ""] for title, name in signers(found, t, recipe)]


def _section(section: Section, paths: dict[str, str]) -> list[str]:
    lines = ["", f"## {plain(section.title)}", ""]
    if section.intro:
        lines += [plain(section.intro), ""]
    if section.rows:
        lines += raw_table(list(section.heads), [[_cell(cell, paths) for cell in row] for row in section.rows])
    for title, text in section.notes:
        lines += ["", f"### {plain(title)}", "", text]
    return lines


def _cell(cell: str | Cell, paths: dict[str, str]) -> str:
    if isinstance(cell, str):
        return plain(cell)
    path = paths.get(cell.decision)
    return f"[{plain(cell.text)}]({quote(path)})" if path else plain(cell.text)
