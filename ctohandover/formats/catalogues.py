"""The catalogues of skills and duties as JSON files, of the same manner as templates of a transition."""

from __future__ import annotations

from typing import Any, Final

from ctohandover.domain.catalogues import Catalogue, CatalogueEntry
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.domain.templates import Area
from ctohandover.errors import Invalid
from ctohandover.formats.shapes import Fields, Unfit, parse_object

FORMAT: Final = "ctohandover-catalogue"
VERSION: Final = 1
_SIZE, _ENTRIES, _AREAS, _CODE, _TITLE, _TEXT = 2_000_000, 2000, 100, 60, 200, 2000


def load_catalogue(data: bytes) -> Catalogue:
    """Read a catalogue. Raises Invalid with `catalogue-unreadable`, `catalogue-newer` or, naming the entry and the
    field, `catalogue-field` (an unknown area and a code used twice among them)."""
    try:
        return _catalogue(parse_object(data, _SIZE))
    except Unfit as error:
        if error.field in ("json", "size"):
            raise Invalid("catalogue-unreadable") from error
        raise Invalid("catalogue-field", item=error.where or "–", field=error.field) from error


def _catalogue(found: dict[str, Any]) -> Catalogue:
    version = found.get("version")
    if found.get("format") != FORMAT or isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise Unfit("", "json")
    if version > VERSION:
        raise Invalid("catalogue-newer")
    fields = Fields(found)
    language = fields.text("language", 3, "en")
    areas = tuple(_area(one, at, language) for at, one in enumerate(fields.items("areas", _AREAS), 1))
    names = {area.code for area in areas}
    entries = tuple(_entry(one, at, language, names) for at, one in enumerate(fields.items("entries", _ENTRIES), 1))
    seen: set[str] = set()
    for entry in entries:
        if entry.code in seen:
            raise Unfit(entry.code, "code")
        seen.add(entry.code)
    return Catalogue(fields.choice("kind", Kind), areas, entries)


def _area(found: object, at: int, language: str) -> Area:
    fields = Fields.of(found, f"areas {at}")
    return Area(fields.text("code", _CODE), fields.wording("title", _TITLE, language))


def _entry(found: object, at: int, language: str, areas: set[str]) -> CatalogueEntry:
    code = Fields.of(found, f"entries {at}").text("code", _CODE)
    fields = Fields.of(found, code)
    area = fields.text("area", _CODE)
    if area not in areas:
        raise Unfit(code, "area")
    return CatalogueEntry(
        code=code,
        area=area,
        title=fields.wording("title", _TITLE, language),
        description=fields.wording("description", _TEXT, language, needed=False),
        alone=fields.wording("alone", _TEXT, language, needed=False),
        criticality=fields.choice("criticality", Criticality, Criticality.LOW),
    )
