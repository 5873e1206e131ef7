"""Changes to a text by offset, and how a field is written in the manner of the lines that are there already."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from ctohandover.errors import Invalid
from ctohandover.formats.adr.front import needs_no_quotes
from ctohandover.formats.adr.languages import LANGUAGES_OF, TELLTALES, fold
from ctohandover.formats.adr.words import field_of, status_words_in

if TYPE_CHECKING:
    from ctohandover.formats.adr.document import Document
    from ctohandover.formats.adr.entries import Entry

_KEYS: dict[str, dict[str, str]] = {
    "status": {
        "en": "Status",
        "fr": "Statut",
        "pt": "Status",
        "es": "Estado",
        "it": "Stato",
        "zh": "状态",
        "ru": "Статус",
    },
    "date": {
        "en": "Date",
        "fr": "Date",
        "de": "Datum",
        "no": "Dato",
        "sv": "Datum",
        "pt": "Data",
        "es": "Fecha",
        "it": "Data",
        "nl": "Datum",
        "zh": "日期",
        "ru": "Дата",
    },
    "deciders": {
        "en": "Deciders",
        "fr": "Décideurs",
        "de": "Entscheider",
        "no": "Beslutningstakere",
        "sv": "Beslutsfattare",
        "pt": "Decisores",
        "es": "Decisores",
        "it": "Decisori",
        "nl": "Besluitvormers",
        "zh": "决策者",
    },
    "supersedes": {"en": "Supersedes", "fr": "Remplace"},
    "superseded_by": {"en": "Superseded by", "fr": "Remplacé par"},
    "amends": {"en": "Amends", "fr": "Modifie"},
    "amended_by": {"en": "Amended by", "fr": "Modifié par"},
}
_FRONT_LINE = re.compile(r"([^:=]+[:=][ \t]*)(.*?)([ \t]+#[^'\"]*)?[ \t]*\Z", re.DOTALL)
_PLAIN_ITEM = re.compile(r"[^\W\d_][^\[\]{}:#'\"\\]*\Z")
_STATUS_WORD_WEIGHT = 10  # the word that is there says more than headings do
_HEADER_KINDS = ("front-matter", "list", "bold", "plain", "table")


class Change(NamedTuple):
    """Put `text`, with LF newlines, in the place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


def apply(document: Document, changes: list[Change]) -> bytes:
    raw = document.text.raw
    for change in sorted(changes, reverse=True):
        text = change.text.replace("\n", document.text.newline)
        raw = raw[: change.start] + text + raw[change.end :]
    try:
        return document.text.encode(raw)
    except UnicodeEncodeError as error:
        raise Invalid("adr-not-encodable", encoding=document.text.encoding) from error


def language_of(document: Document) -> str:
    """The language a record is written in, by its status word, then its headings."""
    votes = dict.fromkeys(TELLTALES, 0)
    for place in document.statuses[:1]:
        if found := status_words_in(fold(place.raw)):
            for language in LANGUAGES_OF[found[0].word]:
                votes[language] += _STATUS_WORD_WEIGHT
    headings = {fold(heading.text) for heading in document.out.headings}
    for language, telltales in TELLTALES.items():
        votes[language] += len(headings & telltales)
    return max(votes, key=lambda language: votes[language])


def key_name(field: str, language: str) -> str:
    names = _KEYS[field]
    return names.get(language, names["en"])


def line_start(document: Document, index: int) -> int:
    """The offset where a line starts, or the end of the text behind the last line."""
    return document.out.start(index) if index < len(document.out.lines) else len(document.text.raw)


def insert_lines(document: Document, index: int, text: str) -> Change:
    """New lines before a line of the text; `text` has no newline at its end."""
    at = line_start(document, index)
    if index >= len(document.out.lines) and document.text.view and not document.text.view.endswith("\n"):
        return Change(at, at, f"\n{text}")
    return Change(at, at, f"{text}\n")


def is_blank(document: Document, index: int) -> bool:
    return index >= len(document.out.lines) or not document.out.lines[index].strip()


def _is_toml(document: Document) -> bool:
    front = document.out.front
    return front is not None and document.out.lines[front[0] - 1].startswith("+++")


def front_line(document: Document, key: str, value: str, quoted: bool = False) -> str:
    if _is_toml(document):
        return f"{key} = {json.dumps(value, ensure_ascii=False)}"
    return f"{key}: {value if needs_no_quotes(value) and not quoted else json.dumps(value, ensure_ascii=False)}"


def front_item(name: str) -> str:
    """A text as a YAML value, alone or in a list: in quotes where it might be read as something else."""
    return name if _PLAIN_ITEM.match(name) else json.dumps(name, ensure_ascii=False)


def write_front(document: Document, entry: Entry, value: str) -> Change:
    """One key of front matter gets a new value; its quotes and its comment stay."""
    if entry.line < 0:
        raise Invalid("adr-not-patchable", field=entry.field)
    line = document.out.lines[entry.line]
    indent = line[: len(line) - len(line.lstrip())]
    match = _FRONT_LINE.match(line)
    old, comment = (match[2], match[3] or "") if match else ("", "")
    simple = entry.last == entry.line + 1 and (needs_no_quotes(old) or old[:1] in ("'", '"'))
    text = front_line(document, entry.key, value, quoted=simple and old[:1] in ("'", '"'))
    return Change(entry.start, entry.end, indent + text + (comment.rstrip() if simple else ""))


def write(document: Document, entry: Entry, value: str) -> Change:
    """An entry gets a new value where it stands."""
    if entry.kind == "front-matter":
        return write_front(document, entry, value)
    if entry.kind == "table":
        value = value.replace("|", "\\|")
    before = document.text.view[entry.start - 1 : entry.start]
    space = " " if before and not before.isspace() and not entry.value else ""
    return Change(entry.start, entry.end, space + value)


def _cased(name: str, like: str) -> str:
    return name.lower() if like and like == like.lower() else name


def line_like(document: Document, entry: Entry, field: str, value: str) -> str:
    """A new line for a field in the manner of the line of another one."""
    name = _cased(key_name(field, language_of(document)), entry.key)
    line = document.out.lines[entry.line]
    if entry.kind == "table":
        return f"{line[: line.find('|')]}| {name} | {value.replace('|', '/')} |"
    start = document.out.start(entry.line)
    at = line.find(entry.key)
    shared = sum(1 for other in document.entries if other.line == entry.line) > 1 or entry.last > entry.line + 1
    if at < 0 or shared:
        bullet = re.match(r"[\s>]*(?:[*+-][ \t]+)?", line)
        mark = "**" if "**" in line else ""
        return f"{bullet[0] if bullet else ''}{mark}{name}:{mark} {value}"
    between = line[at + len(entry.key) : entry.start - start]
    if not re.search("[:：]", between):  # `Created on 2020-01-31 by Ann`
        return f"{line[:at]}{name}: {value}"
    gap = " " if not between.endswith((" ", "\t")) else ""
    return f"{line[:at]}{name}{between}{gap}{value}{line.rstrip()[entry.end - start :]}{_break(line)}"


def _break(line: str) -> str:
    """The two spaces that Markdown reads as a line break."""
    return "  " if line.endswith("  ") else ""


def _neighbour(document: Document) -> Entry | None:
    """The header line beside which a new one belongs: the status, else the first."""
    header = [
        entry
        for entry in document.entries
        if entry.kind in _HEADER_KINDS and entry.line >= 0 and not _is_column(document, entry)
    ]
    bodies = [entry for entry in header if entry.line < document.header_end or entry.kind == "front-matter"]
    return next((entry for entry in bodies if entry.field == "status"), bodies[0] if bodies else None)


def _is_column(document: Document, entry: Entry) -> bool:
    """A value under a header row: its table takes no more rows."""
    if entry.kind != "table":
        return False
    first = document.out.lines[entry.line].strip(" \t>|").split("|")[0]
    return field_of(first) != entry.field


def insert(document: Document, field: str, value: str) -> Change:
    """A field that is not there yet, in the place where this dialect has it."""
    near = _neighbour(document)
    if near and near.kind != "front-matter":
        index = near.line if field == "status" else near.last
        return insert_lines(document, index, line_like(document, near, field, value))
    if document.out.front is not None:
        start, _ = document.out.front
        index = near.last if near and field != "status" else start
        line = document.out.lines[near.line] if near else ""
        indent = line[: len(line) - len(line.lstrip())]
        return insert_lines(document, index, indent + front_line(document, _front_key(document, field), value))
    if field == "status":
        return _status_section(document, value)
    name = key_name(field, language_of(document))
    index = _below_title(document)
    before = "" if is_blank(document, index - 1) or index == 0 else "\n"
    after = "" if is_blank(document, index) else "\n"
    return insert_lines(document, index, f"{before}{name}: {value}{after}")


def _front_key(document: Document, field: str) -> str:
    keys = {item.key for item in document.front.fields}
    if field == "deciders":
        return "deciders" if "consulted" in keys and "decision-makers" not in keys else "decision-makers"
    return field.replace("_", "-")


def _below_title(document: Document) -> int:
    title = document.heading
    return title.body if title and title.line < document.header_end else document.out.first


def _status_section(document: Document, value: str) -> Change:
    """`## Status` before the first section, or at the end where there is none."""
    name = key_name("status", language_of(document))
    if document.header_end < len(document.out.lines):
        return insert_lines(document, document.header_end, f"## {name}\n\n{value}\n")
    view = document.text.view
    gap = "" if not view or view.endswith("\n\n") else "\n" if view.endswith("\n") else "\n\n"
    return Change(len(view), len(view), f"{gap}## {name}\n\n{value}\n")
