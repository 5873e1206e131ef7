"""Templates of a transition as files: JSON that people write and share, and that the program ships.

::

    {"format": "ctohandover-transition", "version": 1, "language": "fr",
     "title": "...", "phases": [{"code": "map", "offset": -90, "title": "..."}],
     "areas": [{"code": "SEC", "title": "..."}],
     "items": [{"code": "S1", "phase": "map", "area": "SEC", "title": "...", "doer": "outgoing_cto",
                "signer": "founder", "blocker": true, "waits_for": []}]}

A text is bare, in the file's `language`, or an object of language codes; one language is enough. What an item leaves
out has a default, see `TemplateItem`; unknown fields are ignored. Phases are those of the program (`Phase`), some or
all of them; their days are the template's own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ctohandover.domain.people import Role
from ctohandover.domain.subjects import Kind
from ctohandover.domain.templates import OFFSET_LIMIT, Area, Template, TemplateItem, TemplatePhase, find_cycle
from ctohandover.domain.transition import EvidenceKind, Phase
from ctohandover.errors import Invalid
from ctohandover.formats.shapes import Fields, Unfit, parse_object

if TYPE_CHECKING:
    from collections.abc import Collection

    from ctohandover.domain.wording import Wording

FORMAT: Final = "ctohandover-transition"
VERSION: Final = 1
SIZE_LIMIT: Final = 2_000_000
_ITEMS, _GROUPS, _CODE, _TITLE, _TEXT = 1000, 100, 40, 300, 4000


def load_template(data: bytes) -> Template:
    """Read a template file. Raises Invalid with `template-unreadable` (not such a file at all), `template-newer`,
    `template-too-large`, or a code that names the item: `template-field`, `template-duplicate`, `template-unknown`,
    `template-same-role`, `template-offset`, `template-waits`, `template-cycle`."""
    if len(data) > SIZE_LIMIT:
        raise Invalid("template-too-large", limit=SIZE_LIMIT // 1_000_000)
    try:
        return _template(parse_object(data, SIZE_LIMIT))
    except Unfit as error:
        if error.field == "json":
            raise Invalid("template-unreadable") from error
        raise Invalid("template-field", item=error.where or "–", field=error.field) from error


def _template(found: dict[str, Any]) -> Template:
    if found.get("format") != FORMAT or isinstance(found.get("version"), bool):
        raise Unfit("", "json")
    version = found.get("version")
    if not isinstance(version, int) or version < 1:
        raise Unfit("", "version")
    if version > VERSION:
        raise Invalid("template-newer")
    fields = Fields(found)
    language = fields.text("language", 3, "en")
    phases = tuple(_phase(one, at, language) for at, one in enumerate(fields.items("phases", _GROUPS), 1))
    areas = tuple(_area(one, at, language) for at, one in enumerate(fields.items("areas", _GROUPS), 1))
    _no_doubles([phase.code for phase in phases])
    _no_doubles([area.code for area in areas])
    offsets = {phase.code: phase.offset for phase in phases}
    names = {area.code for area in areas}
    raw = fields.items("items", _ITEMS)
    if not raw:
        raise Unfit("", "items")
    items = tuple(_item(one, at, language, offsets, names) for at, one in enumerate(raw, 1))
    _check(items)
    return Template(
        key=fields.text("key", _CODE, ""),
        title=fields.wording("title", _TITLE, language),
        description=fields.wording("description", _TEXT, language, needed=False),
        phases=phases,
        areas=areas,
        items=items,
    )


def _offset(fields: Fields) -> int | None:
    try:
        return fields.integer("offset", -OFFSET_LIMIT, OFFSET_LIMIT)
    except Unfit as error:
        raise Invalid("template-offset", item=error.where, limit=OFFSET_LIMIT) from error


def _phase(found: object, at: int, language: str) -> TemplatePhase:
    fields = _named(found, f"phases {at}")
    code = Phase(_known(fields, "code", set(Phase)))
    offset = _offset(fields)
    if offset is None:
        raise Unfit(fields.where, "offset")
    return TemplatePhase(code, fields.wording("title", _TITLE, language), offset)


def _area(found: object, at: int, language: str) -> Area:
    fields = _named(found, f"areas {at}")
    return Area(fields.text("code", _CODE), fields.wording("title", _TITLE, language))


def _named(found: object, place: str) -> Fields:
    """The fields under their own code, once it is known to be one; else under their place in the list."""
    code = Fields.of(found, place).text("code", _CODE)
    return Fields.of(found, code)


def _item(found: object, at: int, language: str, offsets: dict[Phase, int], areas: set[str]) -> TemplateItem:
    fields = _named(found, f"items {at}")
    phase = Phase(_known(fields, "phase", set(offsets)))
    offset = _offset(fields)
    doer, signer = _role(fields, "doer", Role.OUTGOING_CTO), _role(fields, "signer", None)
    if doer is signer:
        raise Invalid("template-same-role", item=fields.where)
    return TemplateItem(
        code=fields.where,
        phase=phase,
        area=_known(fields, "area", areas),
        title=fields.wording("title", _TITLE, language),
        doer=doer,
        signer=signer,
        offset=offsets[phase] if offset is None else offset,
        help=fields.wording("help", _TEXT, language, needed=False),
        evidence=fields.wording("evidence", _TEXT, language, needed=False),
        evidence_kind=fields.choice("evidence_kind", EvidenceKind, EvidenceKind.TEXT),
        blocker=fields.flag("blocker"),
        essential=fields.flag("essential"),
        stale_after_days=fields.integer("stale_after_days", 1, OFFSET_LIMIT),
        waits_for=fields.texts("waits_for", _GROUPS, _CODE),
        tied=_kinds(fields),
    )


def _known(fields: Fields, name: str, among: Collection[str]) -> str:
    value = fields.text(name, _CODE)
    if value not in among:
        raise Invalid("template-unknown", item=fields.where, field=name, value=value)
    return value


def _role(fields: Fields, name: str, default: Role | None) -> Role:
    value = fields.text(name, _CODE, default.value if default else None)
    try:
        return Role(value)
    except ValueError as error:
        raise Invalid("template-unknown", item=fields.where, field=name, value=value) from error


def _kinds(fields: Fields) -> tuple[Kind, ...]:
    try:
        return tuple(Kind(name) for name in fields.texts("tied", len(Kind), _CODE))
    except ValueError as error:
        raise Unfit(fields.where, "tied") from error


def _no_doubles(codes: list[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise Invalid("template-duplicate", item=code)
        seen.add(code)


def _check(items: tuple[TemplateItem, ...]) -> None:
    _no_doubles([item.code for item in items])
    waits = {item.code: item.waits_for for item in items}
    for code, others in waits.items():
        for other in others:
            if other not in waits:
                raise Invalid("template-waits", item=code, value=other)
    if cycle := find_cycle(waits):
        raise Invalid("template-cycle", item=" → ".join((*cycle, cycle[0])))


def dump_template(template: Template) -> bytes:
    """The file of a template, readable and with stable order; `load_template` gives the same template back."""
    offsets = {phase.code: phase.offset for phase in template.phases}
    found = {
        "format": FORMAT,
        "version": VERSION,
        "key": template.key,
        "title": _texts(template.title),
        "description": _texts(template.description),
        "phases": [
            {"code": phase.code, "offset": phase.offset, "title": _texts(phase.title)} for phase in template.phases
        ],
        "areas": [{"code": area.code, "title": _texts(area.title)} for area in template.areas],
        "items": [_dumped(item, offsets[item.phase]) for item in template.items],
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _dumped(item: TemplateItem, usual: int) -> dict[str, Any]:
    return {
        "code": item.code,
        "phase": item.phase,
        **({} if item.offset == usual else {"offset": item.offset}),
        "area": item.area,
        "title": _texts(item.title),
        "help": _texts(item.help),
        "evidence": _texts(item.evidence),
        "evidence_kind": item.evidence_kind,
        "doer": item.doer,
        "signer": item.signer,
        "blocker": item.blocker,
        "essential": item.essential,
        "stale_after_days": item.stale_after_days,
        "waits_for": list(item.waits_for),
        "tied": list(item.tied),
    }


def _texts(wording: Wording) -> dict[str, str]:
    return dict(wording.pairs)
