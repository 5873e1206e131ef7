"""The register of accesses from a table and into one. No column of it holds a secret."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctohandover import access_words, words
from ctohandover.domain.accesses import ADMINISTERS, Access, BelongsTo, Means, Sort
from ctohandover.formats.tables.columns import find_lines
from ctohandover.formats.tables.model import Problem
from ctohandover.formats.tables.vocabulary import (
    ACCESSES,
    COMPANYS,
    CRITICALITIES,
    NONE_OF_IT,
    SORTS,
    fold,
    is_nothing,
    name_key,
    number_of,
    yes_or_no,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ctohandover.domain.subjects import Criticality
    from ctohandover.formats.tables.columns import Lines
    from ctohandover.formats.tables.model import Cell, Row, Sheet
    from ctohandover.i18n import Translator

NAME_LIMIT = 300
NOTES_LIMIT = 20_000
MEANS_FIELD = {Means.MAIL: "mail", Means.PHONE: "phone", Means.CARD: "card", Means.FACTOR: "factor"}
_BETWEEN_NAMES = re.compile(r"[;,\n]| et | and |&")


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a means is, as the table says it: the company's, nobody's, or the name of a person."""

    belongs_to: BelongsTo
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRow:
    """An access as the table knows it; None and "" are what it does not say. `cost` is in whole euros a year."""

    title: str
    sort: Sort | None = None
    criticality: Criticality | None = None
    needed: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    """By field of an Access: address, account, supplier, registered_to, secret_place, area, notes."""
    admins: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    means: Mapping[Means, Whose] = field(default_factory=dict)
    renews: date | None = None
    notice_days: int | None = None
    cost: int | None = None
    shared: bool | None = None
    row: int


@dataclass(frozen=True, slots=True)
class AccessTable:
    accesses: tuple[AccessRow, ...]
    problems: tuple[Problem, ...]
    places: Mapping[str, int]
    """Field -> its column, from 1."""


def read_accesses(sheet: Sheet) -> AccessTable:
    """Never raises. Codes: `no-accesses` (the sheet as a whole), `title-empty`, `title-too-long`, `name-too-long`,
    `name-twice`, `sort-unknown`, `criticality-unknown`, `needed-unreadable`, `number-unreadable`, `day-unreadable`,
    `yes-no-unreadable`, `note-too-long`."""
    lines = find_lines(sheet, ACCESSES, ("title",))
    if lines is None or len(lines.columns) < 2:
        return AccessTable((), (Problem(0, 0, "no-accesses"),), {})
    found: dict[str, AccessRow] = {}
    for row in lines.rows:
        access = _access(lines, row)
        if access is None:
            continue
        if name_key(access.title) in found:
            lines.problem(row, "title", "name-twice", access.title)
        else:
            found[name_key(access.title)] = access
    places = {name: column + 1 for name, column in lines.columns.items()}
    return AccessTable(tuple(found.values()), tuple(lines.problems), places)


def _access(lines: Lines, row: Row) -> AccessRow | None:
    title = lines.short(row, "title", NAME_LIMIT, "title-too-long")
    if title is None:
        return None
    if not name_key(title):
        lines.problem(row, "title", "title-empty")
        return None
    named = {"registered": "registered_to", "place": "secret_place"}
    texts = {
        named.get(name, name): lines.short(row, name, NAME_LIMIT, "name-too-long") or ""
        for name in ("area", "address", "account", "supplier", "registered", "place")
    }
    texts["notes"] = lines.remark(row, "notes", NOTES_LIMIT, "note-too-long")
    return AccessRow(
        title=title,
        sort=_sort(lines, row),
        criticality=_criticality(lines, row),
        needed=_number(lines, row, "needed", 99, "needed-unreadable"),
        texts={name: text for name, text in texts.items() if text},
        admins=_names(lines.cell(row, "admins")),
        users=_names(lines.cell(row, "users")),
        means={means: whose for means, name in MEANS_FIELD.items() if (whose := _whose(lines.cell(row, name)))},
        renews=lines.day(row, "renews"),
        notice_days=_number(lines, row, "notice", 3_650, "number-unreadable"),
        cost=_number(lines, row, "cost", 100_000_000, "number-unreadable"),
        shared=_shared(lines, row),
        row=row.number,
    )


def _sort(lines: Lines, row: Row) -> Sort | None:
    text = lines.cell(row, "sort")
    found = SORTS.get(fold(text))
    if found is None and not is_nothing(text):
        lines.problem(row, "sort", "sort-unknown", text)
    return found


def _criticality(lines: Lines, row: Row) -> Criticality | None:
    text = lines.cell(row, "criticality")
    found = CRITICALITIES.get(fold(text))
    if found is None and not is_nothing(text):
        lines.problem(row, "criticality", "criticality-unknown", text)
    return found


def _number(lines: Lines, row: Row, name: str, most: int, code: str) -> int | None:
    text = lines.cell(row, name)
    if is_nothing(text):
        return None
    number = number_of(text.rstrip("€ "))
    if number is None or not 0 <= number <= most:
        lines.problem(row, name, code, text)
        return None
    return round(number)


def _shared(lines: Lines, row: Row) -> bool | None:
    text = lines.cell(row, "shared")
    answer = yes_or_no(text)
    if answer is None and not is_nothing(text):
        lines.problem(row, "shared", "yes-no-unreadable", text)
    return answer


def _names(text: str) -> tuple[str, ...]:
    if is_nothing(text):
        return ()
    return tuple(name.strip() for name in _BETWEEN_NAMES.split(text) if name.strip())


def _whose(text: str) -> Whose | None:
    word = fold(text)
    if word in NONE_OF_IT:
        return Whose(BelongsTo.NONE)
    if is_nothing(text):
        return None
    return Whose(BelongsTo.COMPANY) if word in COMPANYS else Whose(BelongsTo.PERSON, text)


def access_rows(accesses: Iterable[Access], names: Mapping[str, str], today: date, t: Translator) -> list[list[Cell]]:
    """Headings and words in the language of `t`; `read_accesses` reads both languages back. Rights that were taken back
    are left out."""
    heads: list[Cell] = [
        t("Access"), t("Kind"), t("Criticality"), t("Needed"), t("Area"), t("Address"), t("Account"), t("Supplier"),
        t("Registered to"), t("Administered by"), t("Used by"), t("Recovery e-mail"), t("Phone"), t("Payment card"),
        t("Second factor"), t("Renews on"), t("Notice in days"), t("Cost a year"), t("Where the secret is"),
        t("Shared secret"), t("Notes"),
    ]  # fmt: skip
    rows = [heads]
    for access in accesses:
        about = access.subject
        lasting = [grant for grant in access.grants if grant.lasts_on(today)]
        admins = [names.get(one.person_id, "") for one in lasting if one.rights in ADMINISTERS]
        users = [names.get(one.person_id, "") for one in lasting if one.rights not in ADMINISTERS]
        cells: list[Cell] = [about.title, t(access_words.SORT[access.sort]), t(words.CRITICALITY[about.criticality])]
        cells += [about.needed_set, about.area, access.address, access.account, access.supplier, access.registered_to]
        cells += ["; ".join(admins), "; ".join(users)]
        for means in Means:
            tie = access.tie(means)
            cells.append(access_words.whose(tie, names, t) if tie is not None else "")
        cells += [access.renews, access.notice_days, access.cost, access.secret_place]
        cells += [t("yes") if access.shared else t("no"), access.notes]
        rows.append(cells)
    return rows
