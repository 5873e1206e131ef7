"""What is said of a person as files to take along: JSON, CSV, and one page for a browser or paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ctohandover import person_words, words
from ctohandover.errors import Invalid
from ctohandover.files import write_whole
from ctohandover.formats.tables import write_csv
from ctohandover.render.told_markdown import plain, table
from ctohandover.services.person_file import as_json
from ctohandover.words import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.formats.tables.model import Cell
    from ctohandover.i18n import Translator
    from ctohandover.render.client import RenderClient
    from ctohandover.services.person_file import PersonFile

SUFFIXES = (".html", ".json", ".csv")


def markdown(found: PersonFile, t: Translator, *, head: bool = True) -> str:
    """The whole of it as Markdown, in which what users typed is itself."""
    person, lines = found.person, list[str]()
    if head:
        lines += [f"# {plain(t('What is said of {name}', name=person.name))}", ""]
        lines += [plain(f"{found.company}, {t.date(found.as_of)}"), ""]
    lines += [plain(person_words.purpose(t)), ""]
    where = t("inside") if person.internal else t("external")
    role = f"{sentence(t(words.ROLE[person.role]))}, {where}"
    lines += [plain(t("{what}: {why}", what=person.name, why=role)), "", plain(person.note), ""]
    tables = person_words.told(found, t)
    for one in tables:
        lines += [f"## {plain(one.title)}", "", *table(one.heads, one.rows), ""]
    if not tables:
        lines.append(plain(t("Nothing is said of them yet.")))
    if found.said_of_others:
        n = found.said_of_others
        told = t.plural("They said {n} level of somebody else.", "They said {n} levels of others.", n)
        lines.append(plain(told))
    return "\n".join(lines) + "\n"


def write(found: PersonFile, path: Path, t: Translator, client: RenderClient) -> None:
    """Write what the file's ending says. Raises Invalid `person-form`, FileProblem."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise Invalid("person-form", name=path.name)
    if suffix == ".json":
        data = (json.dumps(as_json(found), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    elif suffix == ".csv":
        data = write_csv(_rows(found, t), ";" if t.language == "fr" else ",")
    else:
        from ctohandover.render.text_page import to_page

        title = t("What is said of {name}", name=found.person.name)
        data = to_page(title, markdown(found, t), t.language, client).encode()
    write_whole(path, data, private=True)


def _rows(found: PersonFile, t: Translator) -> list[list[Cell]]:
    """All tables one below the other: a spreadsheet has no better place for several."""
    rows: list[list[Cell]] = []
    for one in person_words.told(found, t):
        rows.append([one.title])
        rows += [[*cells] for cells in (one.heads, *one.rows)]
        rows.append([])
    return rows
