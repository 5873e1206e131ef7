"""Reading a table from a file or from what was pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.errors import FileProblem, Invalid
from ctohandover.formats.files import read_regular
from ctohandover.formats.passwords import read_export, without_secrets
from ctohandover.formats.tables import read_pasted, read_table
from ctohandover.formats.tables.limits import FILE_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.formats.tables import Sheet


def load_table(path: Path) -> list[Sheet]:
    """The sheets of a file that hold something, at least one; of a password manager's export what is no secret.

    Raises FileProblem; Invalid with a code that begins with `table-` or `export-`.
    """
    try:
        data = read_regular(path.resolve(), FILE_BYTES)
    except FileProblem as problem:
        if problem.code == "too-large":
            raise Invalid("table-too-large", name=path.name, limit=FILE_BYTES // 1_000_000) from problem
        code = {"not-a-file": "not-regular"}.get(problem.code, problem.code)
        raise FileProblem(code, path=str(path), reason=str(problem.values.get("reason", ""))) from problem
    export = read_export(data, path.name)
    sheets = [export] if export else [without_secrets(sheet) for sheet in read_table(data, path.name)]
    if not sheets:
        raise Invalid("table-empty", name=path.name)
    return sheets


def load_pasted(text: str, name: str) -> list[Sheet]:
    """The same from text; `name` is what to call it in a sentence."""
    sheet = without_secrets(read_pasted(text))
    if not sheet.rows:
        raise Invalid("table-empty", name=name)
    return [sheet]
