"""XLSX: a zip of XML, so it is looked over before anything unpacks it, and nothing in it is followed.

openpyxl does the reading and the writing. It comes in only when a spreadsheet does: it costs more than the first list.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final, cast

from ctohandover.errors import Invalid
from ctohandover.formats.tables.limits import CELL_CHARACTERS, check_place, check_size, guarded, unguarded
from ctohandover.formats.tables.model import Row, Sheet
from ctohandover.formats.tables.text import kept, number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctohandover.formats.tables.model import Cell

_ENTRIES: Final = 2_000
_UNPACKED: Final = 150_000_000
_RATIO: Final = 200  # of one entry over a megabyte; real sheets of repeated figures reach 60
_CELLS: Final = 5_000_000
_LAST_ROW: Final = 1_048_576  # of the format; a row that names a later one would be counted up to
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def read_xlsx(data: bytes, name: str) -> list[Sheet]:
    """The sheets that are not hidden; values of formulas as they were last computed, days as ISO.

    Raises Invalid with `table-too-large`, `table-bomb` (it would unpack to far more than any table),
    `table-unreadable`, `table-too-many-rows` or `table-too-many-columns`.
    """
    check_size(data, name)
    _look_over(data, name)
    try:
        import openpyxl

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells of styles and extensions that we do not need
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                return [_sheet(one, name) for one in book.worksheets if one.sheet_state == "visible"]
            finally:
                book.close()
    except Invalid:
        raise
    except Exception as error:  # damaged XML makes it raise whatever its code runs into
        raise Invalid("table-unreadable", name=name) from error


def _look_over(data: bytes, name: str) -> None:
    """Refuses what unpacks to too much, and XML that declares entities, before the library meets either."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
                raise Invalid("table-unreadable", name=name)
            packed = sum(entry.compress_size for entry in entries)
            # Entries that overlap claim more packed bytes than there are.
            if len(entries) > _ENTRIES or len(names) < len(entries) or packed > len(data):
                raise Invalid("table-bomb", name=name)
            if sum(entry.file_size for entry in entries) > _UNPACKED or any(map(_swells, entries)):
                raise Invalid("table-bomb", name=name)
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    with archive.open(entry) as part:
                        head = part.read(4096)
                    if any(mark in head for mark in _DOCTYPE):
                        raise Invalid("table-unreadable", name=name)
    except Invalid:
        raise
    except Exception as error:  # zipfile raises structs, zlib and value errors as well as its own
        raise Invalid("table-unreadable", name=name) from error


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > 1_000_000 and entry.file_size > _RATIO * max(1, entry.compress_size)


def _sheet(sheet: Any, name: str) -> Sheet:
    sheet.reset_dimensions()  # what the file says of its size may be a lie
    rows: list[Row] = []
    cells = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        cells += len(values)
        if number > _LAST_ROW or cells > _CELLS:
            raise Invalid("table-bomb", name=name)
        row = kept(number, [_text(value) for value in values]) if any(value is not None for value in values) else None
        if row is not None:
            rows.append(row)
            check_place(number, len(row.cells), len(rows), name)
    return Sheet(str(sheet.title), tuple(rows))


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return unguarded(_NOT_XML.sub("", value))
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return number_text(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
    return str(value)


def write_xlsx(rows: Iterable[Sequence[Cell]], title: str) -> bytes:
    """One sheet, its first row as a heading that stays in sight. Characters that XML cannot hold are left out.

    Raises Invalid `table-cell-too-long` with the row.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.creator = "CTO Handover"
    sheet = book.create_sheet(_sheet_title(title))
    sheet.freeze_panes = "A2"
    table = [[_stored(cell, number) for cell in row] for number, row in enumerate(rows, 1)]
    for column, cells in enumerate(map(list, zip(*_padded(table[:200]), strict=True)), 1):
        widest = max((len(line) for cell in cells for line in str(cell or "").splitlines()), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(60, max(8, widest + 2))
    for number, row in enumerate(table, 1):
        made = []
        for cell in row:
            one = WriteOnlyCell(sheet, cast("Any", cell))
            if isinstance(cell, str):
                one.data_type = "s"  # whatever it looks like
            if number == 1:
                one.font = Font(bold=True)
            made.append(one)
        sheet.append(made)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _padded(table: list[list[Cell]]) -> list[list[Cell]]:
    width = max(map(len, table), default=0)
    return [row + [None] * (width - len(row)) for row in table]


def _stored(cell: Cell, row: int) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = guarded(_NOT_XML.sub("", cell.replace("\r\n", "\n").replace("\r", "\n")))
    if len(text) > CELL_CHARACTERS:
        raise Invalid("table-cell-too-long", name="", row=row, limit=CELL_CHARACTERS)
    return text or None


def _sheet_title(title: str) -> str:
    """At most 31 characters, none of those that a reference to a sheet is written with."""
    return re.sub(r"[\\/*?:\[\]\x00-\x1f']", " ", title).strip()[:31].strip() or "CTO Handover"
