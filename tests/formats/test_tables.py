"""CSV and XLSX as real programs write them, what we write read back, and files that mean harm."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import suppress
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctohandover.errors import AppError, Invalid
from ctohandover.formats.tables import Cell, column_name, read_pasted, read_table, write_csv, write_xlsx

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "'=1",
    "'",
    "''",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("x")',
]
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12) | st.sampled_from(FORMULAS)
_PLAIN = _TEXT.filter(lambda text: "\r" not in text and "\ufffe" not in text and "\uffff" not in text)


def _rows(data: bytes, name: str = "x.csv") -> list[tuple[str, ...]]:
    return [row.cells for sheet in read_table(data, name) for row in sheet.rows]


def _trimmed(rows: list[list[str]]) -> list[tuple[str, ...]]:
    """Without blank cells at the end of a row and without blank rows, which no table keeps."""
    found = []
    for row in rows:
        cells = list(row)
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            found.append(tuple(cells))
    return found


# --- CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(encoding: str, delimiter: str, end: str) -> None:
    lines = [["Nom", "Compétence", "Niveau"], ["Zoé", f"Une {delimiter}”chose", "2,5"], ["Karim", 'dit "oui"', "3"]]
    text = end.join(delimiter.join(f'"{cell.replace(chr(34), 2 * chr(34))}"' for cell in line) for line in lines)
    assert _rows(text.encode(encoding)) == [tuple(line) for line in lines]


def test_decimal_commas_do_not_make_columns() -> None:
    assert _rows(b"nom;jours\nA;1,5\nB;2,5\n")[1] == ("A", "1,5")
    assert _rows(b"\xef\xbb\xbfsep=;\r\nnom,x;jours\r\nA,b;1\r\n") == [("nom,x", "jours"), ("A,b", "1")]


def test_rows_keep_the_numbers_of_the_spreadsheet() -> None:
    (sheet,) = read_table(b"a,b\n\n,,\n1,2,,\n", "x.csv")
    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("a", "b")), (4, ("1", "2"))]
    assert sheet.rows[0].at(5) == sheet.rows[0].whole(-1) == ""


def test_text_that_was_pasted() -> None:
    found = read_pasted("Personne\tNiveau\r\nLéa\t3\r\n")
    assert [row.cells for row in found.rows] == [("Personne", "Niveau"), ("Léa", "3")]
    assert read_pasted("").rows == ()


def test_what_is_no_table_is_refused() -> None:
    for data, code in (
        (b"a\0b", "table-unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table-old-excel"),
        (b"x" * 20_000_001, "table-too-large"),
        (b"a,b\n" * 100_001, "table-too-many-rows"),
        (b"a," * 2_000 + b"a", "table-too-many-columns"),
        (b'a\n"' + b"x" * 200_000, "table-cell-too-long"),
        (b"a\n" + b"x" * 40_000, "table-cell-too-long"),
        (b"PK\x03\x04 and no more", "table-unreadable"),
    ):
        with pytest.raises(Invalid) as caught:
            read_table(data, "x.csv")
        assert caught.value.code == code
        assert caught.value.values["name"] == "x.csv"
    assert read_table(b"", "x.csv") == []


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(AppError):
        read_table(data, "x")


@given(st.lists(st.lists(_TEXT | st.text(max_size=5).filter(lambda t: "\0" not in t and t.isprintable()))))
def test_csv_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    for delimiter in (",", ";"):
        data = write_csv(rows, delimiter)
        wide = [["a", "b", "c"], *rows]  # a heading, as every table of ours has one
        assert _rows(write_csv(wide, delimiter)) == _trimmed(wide)
        assert data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_starts_a_formula(text: str) -> None:
    written = write_csv([["a", "b"], [text, "x"]]).decode("utf-8-sig")
    (_, (cell, _)) = csv.reader(io.StringIO(written, newline=""))
    assert cell.startswith("'")
    assert _rows(write_csv([["a", "b"], [text, "x"]]))[1] == (text, "x")


def test_figures_and_days_stay_what_they_are() -> None:
    rows: list[list[Cell]] = [["n", "x", "day", "none", "t"], [-3, 2.5, date(2027, 1, 9), None, "-3"]]
    assert write_csv(rows).decode("utf-8-sig").splitlines()[1] == "-3,2.5,2027-01-09,,'-3"
    assert _rows(write_csv(rows))[1] == ("-3", "2.5", "2027-01-09", "", "-3")
    assert _rows(write_xlsx(rows, "x"), "x.xlsx")[1] == ("-3", "2.5", "2027-01-09", "", "-3")


def test_an_apostrophe_of_the_text_stays() -> None:
    assert _rows(b"a,b\n'tis,''tis\n")[1] == ("'tis", "'tis")


# --- XLSX


def _book(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(_PLAIN | st.sampled_from(["a\nb", "_x0041_", "#N/A", "1", "TRUE"]))))
def test_xlsx_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    assert _rows(write_xlsx(rows, "x"), "x.xlsx") == _trimmed(rows)


def test_cells_of_all_kinds() -> None:
    rows: list[list[object]] = [
        ["Name", 3, 3.0, 2.5, True, date(2027, 1, 9), datetime(2027, 1, 9), datetime(2027, 1, 9, 8, 30), None, "é"],
        [],
        ["'tis", -1],
    ]
    (sheet,) = read_table(_book(rows), "x.xlsx")
    assert sheet.title == "Sheet"
    assert sheet.rows[0].cells == (
        "Name", "3", "3", "2.5", "TRUE", "2027-01-09", "2027-01-09", "2027-01-09 08:30:00", "", "é",
    )  # fmt: skip
    assert (sheet.rows[1].number, sheet.rows[1].cells) == (3, ("'tis", "-1"))


def test_a_text_is_stored_as_a_text_and_hidden_sheets_are_left_out() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([["=1+1"], ["x"]], "A/B: [c]" + "x" * 40)))
    assert book.active is not None
    assert (book.active["A1"].value, book.active["A1"].data_type) == ("'=1+1", "s")
    assert book.active.title.startswith("A B   c")
    book.create_sheet("hidden").append(["secret"])
    book["hidden"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert [row.cells for sheet in read_table(out.getvalue(), "x") for row in sheet.rows] == [("=1+1",), ("x",)]


def test_formulas_give_the_value_that_was_stored() -> None:
    data = _replaced(_book([["x"]]), b"<f>", b"<f>")
    assert _rows(data, "x.xlsx") == [("x",)]
    book = _book([["=2+3", "b"]])
    assert _rows(book, "x.xlsx") == [("", "b")]  # never computed, so there is none
    assert _rows(_replaced(book, b"<v />", b"<v>5</v>").replace(b"", b""), "x.xlsx") == [("5", "b")]


def _replaced(data: bytes, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            found = source.read(entry)
            target.writestr(entry.filename, found.replace(old, new) if entry.filename == part else found)
    return out.getvalue()


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", b"0" * 50_000_000)
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(2_001):
            archive.writestr(f"xl/{number}.xml", "")
        archive.writestr("[Content_Types].xml", "<x/>")
    for data in (out.getvalue(), many.getvalue()):
        with pytest.raises(Invalid, match="table-bomb"):
            read_table(data, "x.xlsx")


def test_a_row_far_away_is_not_counted_up_to() -> None:
    far = _replaced(_book([["x"]]), b'r="1"', b'r="2000000000"')
    with pytest.raises(Invalid, match="table-bomb"):
        read_table(far, "x.xlsx")


def test_too_many_columns_in_a_sheet() -> None:
    with pytest.raises(Invalid, match="table-too-many-columns"):
        read_table(_book([["x"] * 2_001]), "x.xlsx")


def test_entities_are_refused_and_nothing_is_fetched() -> None:
    entity = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet'
    with pytest.raises(Invalid, match="table-unreadable"):
        read_table(_replaced(_book([["x"]]), b"<worksheet", entity), "x.xlsx")


def test_other_zips_and_damaged_ones_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    whole = _book([["a", "b"], ["1", "2"]])
    damaged = [whole[:cut] for cut in range(4, len(whole), 97)]
    damaged += [_replaced(whole, b"<sheetData>", b"<sheetData><"), _replaced(whole, b'r="A1"', b'r="??"')]
    for data in (out.getvalue(), *damaged):
        with pytest.raises(Invalid, match="table-unreadable"):
            read_table(data, "x.xlsx")


@settings(deadline=None, max_examples=60)
@given(st.integers(4, 4000), st.integers(0, 255))
def test_a_changed_byte_is_read_or_refused(at: int, value: int) -> None:
    data = bytearray(_WHOLE)
    data[at % len(data)] = value
    with suppress(AppError):
        read_table(bytes(data), "x.xlsx")


_WHOLE = _book([["a", "b"], ["1", "2"]])


def test_a_cell_over_the_limit_is_not_cut_off_in_silence() -> None:
    with pytest.raises(Invalid, match="table-cell-too-long") as caught:
        write_xlsx([["a"], ["x" * 32_768]], "x")
    assert caught.value.values["row"] == 2


def test_letters_of_columns() -> None:
    assert [column_name(number) for number in (0, 1, 26, 27, 28, 702, 703)] == ["", "A", "Z", "AA", "AB", "ZZ", "AAA"]
