"""A new record: its text from a template, its file name in the manner of those that are there."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.domain.decisions import Status
from ctohandover.errors import FileProblem, Invalid
from ctohandover.formats.adr.editing import front_item
from ctohandover.formats.adr.languages import status_word
from ctohandover.formats.adr.names import read_name
from ctohandover.formats.adr.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

TEMPLATES = ("nygard", "madr")
LANGUAGES = ("en", "fr")

_DATED = re.compile(r"(\d{4}-\d\d-\d\d|\d{8})([-_])(?=.)")
_NUMBERED = re.compile(r"(?P<prefix>(?:[^\W\d_]+[-_ ]?)*?)(?P<number>\d{1,6})(?P<gap>[-_. ]*)(?P<words>.*)")
_SLUG_LENGTH = 80
_LETTERS = str.maketrans(
    {"ß": "ss", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)


@dataclass(frozen=True, slots=True)
class NameStyle:
    """How the files of a series are named: `0001-x.md` is four digits, `ADR-1-x.md` the prefix `ADR-` and one digit,
    `20240131-x.md` a date, `2024-01-31-x/README.md` a date and an inner name. `digits` 0 is a series without numbers;
    `day` is a format of `strftime`, or empty."""

    folder: str = "docs/decisions"
    prefix: str = ""
    digits: int = 4
    gap: str = "-"
    day: str = ""
    day_gap: str = "-"
    between: str = "-"
    inner: str = ""
    extension: str = ".md"


@dataclass(frozen=True, slots=True)
class NewRecord:
    path: str
    data: bytes


def slug(title: str, between: str = "-") -> str:
    """The title as a file name: accents folded, everything but letters and digits a dash. Letters that have no Latin
    base, such as Chinese ones, stay."""
    folded = unicodedata.normalize("NFKD", title.translate(_LETTERS))
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", bare).casefold())
    text = between.join(words)
    if len(text) > _SLUG_LENGTH:
        text = text[:_SLUG_LENGTH].rpartition(between)[0] or text[:_SLUG_LENGTH]
    return text or "decision"


@dataclass(frozen=True, slots=True)
class _Sample:
    style: NameStyle
    width: int
    padded: bool


def _sample(path: str) -> _Sample:
    folder, file = posixpath.split(path)
    stem, dot, ending = file.rpartition(".")
    inner = ""
    if stem.casefold() in ("readme", "index") and read_name(path).has_id:
        inner, (folder, stem) = f"/{file}", posixpath.split(folder)
    day, day_gap, rest = "", "-", stem
    if (dated := _DATED.match(stem)) and read_name(f"{stem}.md").day:
        day, day_gap, rest = ("%Y-%m-%d" if "-" in dated[1] else "%Y%m%d"), dated[2], stem[dated.end() :]
    match = _NUMBERED.match(rest) if read_name(f"{stem}.md").number is not None else None
    words = match["words"] if match else rest
    between = "_" if words.count("_") > words.count("-") else "-"
    width = len(match["number"]) if match else 0
    style = NameStyle(
        folder=folder,
        prefix=match["prefix"] if match else "",
        digits=min(width, 1),
        gap=(match["gap"] or "-") if match else "-",
        day=day,
        day_gap=day_gap,
        between=between,
        inner=inner,
        extension=dot + ending if not inner else ".md",
    )
    return _Sample(style, width, bool(match and match["number"].startswith("0")))


def guess_style(paths: Iterable[str]) -> NameStyle:
    """The style that most records have; without any, `docs/decisions/0001-x.md`. Pass the paths of decisions only."""
    samples = [_sample(path) for path in paths]
    if not samples:
        return NameStyle()
    style = Counter(sample.style for sample in samples).most_common(1)[0][0]
    widths = [sample for sample in samples if sample.style == style]
    padded = [sample.width for sample in widths if sample.padded]
    digits = max(padded) if padded else min(sample.width for sample in widths)
    return NameStyle(**{name: getattr(style, name) for name in style.__slots__} | {"digits": digits})


def next_number(paths: Iterable[str], style: NameStyle) -> int | None:
    """The number after the highest one of the series; None where the series has no numbers."""
    if not style.digits:
        return None
    numbers = [0]
    for path in paths:
        folder = posixpath.dirname(posixpath.dirname(path) if style.inner else path)
        number = read_name(path).number if folder == style.folder else None
        numbers.append(number or 0)
    return max(numbers) + 1


def file_path(style: NameStyle, title: str, day: date, number: int | None, taken: Iterable[str] = ()) -> str:
    """The path of a new record; never one that is taken, whatever the case of its letters."""
    name = f"{day.strftime(style.day)}{style.day_gap}" if style.day else ""
    if style.digits and number is not None:
        name += f"{style.prefix}{number:0{style.digits}d}{style.gap}"
    name += slug(title, style.between)
    known = {path.casefold() for path in taken}
    tail = style.inner or style.extension
    path = posixpath.join(style.folder, name)
    count = 2
    while (free := path if count == 2 else f"{path}-{count - 1}") and (free + tail).casefold() in known:
        count += 1
    return free + tail


def _template(resources: Path, template: str, language: str) -> str:
    if template not in TEMPLATES:
        raise Invalid("adr-template-unknown", template=template)
    folder = resources / "templates" / "adr"
    path = folder / (language if language in LANGUAGES else "en") / f"{template}.md"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise FileProblem("unreadable", path=str(path)) from error


def new_record(
    resources: Path,
    title: str,
    day: date,
    *,
    template: str = "madr",
    language: str = "en",
    deciders: Sequence[str] = (),
    status: Status = Status.PROPOSED,
    paths: Sequence[str] = (),
) -> NewRecord:
    """A record that fits in among `paths`, the decisions of the source; `resources` is the folder of that name."""
    title = clean(title)
    if not title:
        raise Invalid("adr-title-empty")
    style = guess_style(paths)
    number = next_number(paths, style)
    text = _template(resources, template, language)
    word = status_word(status, language if language in LANGUAGES else "en")
    names = ", ".join(clean(name) for name in deciders)
    in_front = text.startswith("---")
    values = {
        "title": title,
        "date": day.isoformat(),
        "status": word if in_front else word[:1].upper() + word[1:],
        "deciders": front_item(names) if in_front and names else names,
    }
    text = text.replace("{{number}}. ", f"{number}. " if number is not None else "")
    if not names:
        text = re.sub(r"^[^\n{]*\{\{deciders\}\}\n\n?", "", text, flags=re.MULTILINE)
    text = re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], text)
    return NewRecord(file_path(style, title, day, number, paths), text.encode())
