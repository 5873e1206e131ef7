"""CSV and text pasted from a spreadsheet: encoding and delimiter are found out, since no such file names them."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from ctohandover.errors import Invalid
from ctohandover.formats.tables.limits import CELL_CHARACTERS, check_place, check_size, guarded, unguarded
from ctohandover.formats.tables.model import Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctohandover.formats.tables.model import Cell

_DELIMITERS: Final = (";", "\t", ",")
_LOOKED_AT: Final = 30  # records that the delimiter is found by
_HINT = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)  # a first line that Excel writes and reads


def read_csv(data: bytes, name: str) -> Sheet:
    """Raises Invalid with `table-too-large`, `table-unreadable`, `table-too-many-rows`, `table-too-many-columns` or
    `table-cell-too-long`."""
    check_size(data, name)
    return read_text(_decoded(data), name)


def _decoded(data: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what spreadsheets on Windows write in western Europe


def read_text(text: str, name: str) -> Sheet:
    """The same from text, such as what was pasted."""
    if "\0" in text:
        raise Invalid("table-unreadable", name=name)
    hint = _HINT.match(text)
    delimiter = hint[1] if hint else _delimiter(text)
    rows: list[Row] = []
    first = 2 if hint else 1
    number = first - 1
    reader = csv.reader(io.StringIO(text[hint.end() if hint else 0 :], newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, first):
            row = kept(number, [unguarded(cell) for cell in cells])
            if row is None:
                continue
            rows.append(row)
            check_place(number, len(row.cells), len(rows), name)
            if max(map(len, row.cells)) > CELL_CHARACTERS:
                raise Invalid("table-cell-too-long", name=name, row=number, limit=CELL_CHARACTERS)
    except csv.Error as error:  # the one that is left: a field over its limit, such as after a lost quotation mark
        raise Invalid("table-cell-too-long", name=name, row=number + 1, limit=CELL_CHARACTERS) from error
    return Sheet("", tuple(rows))


def kept(number: int, cells: list[str]) -> Row | None:
    """The row without blank cells at its end; None where nothing is left."""
    while cells and not cells[-1].strip():
        cells.pop()
    return Row(number, tuple(cells)) if cells else None


def _delimiter(text: str) -> str:
    """The one that cuts the first record, and most records into the same number of cells: with the wrong one headings
    stay whole, and decimal commas cut some lines and not others."""
    best, most = _DELIMITERS[-1], (False, 0, 0)
    for delimiter in _DELIMITERS:
        widths: list[int] = []
        try:
            for cells in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter):
                widths += [len(cells)] if cells else []
                if len(widths) == _LOOKED_AT:
                    break
        except csv.Error:
            continue
        width, count = max(Counter(width for width in widths if width > 1).items(), default=(0, 0), key=_by_count)
        found = (bool(widths) and widths[0] > 1, count, width)
        if found > most:
            best, most = delimiter, found
    return best


def _by_count(found: tuple[int, int]) -> tuple[int, int]:
    width, count = found
    return count, width


def write_csv(rows: Iterable[Sequence[Cell]], delimiter: str = ",") -> bytes:
    """A file that spreadsheets open by a double click: UTF-8 with its mark, CRLF. French ones expect ";"."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        writer.writerow([written(cell) for cell in row])
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8", "replace")


def written(cell: Cell) -> str:
    """A cell as text: texts guarded, days as ISO, figures as they are (a minus of ours is no formula)."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, bool | int | float):
        return number_text(cell)
    return cell.isoformat()


def number_text(value: float) -> str:
    """A figure without the ".0" that nobody typed."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
