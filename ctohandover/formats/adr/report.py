"""A reading as the flat dictionary that `scan --json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctohandover.domain.decisions import RelationKind

if TYPE_CHECKING:
    from ctohandover.formats.adr.model import Reading


def as_json(reading: Reading) -> dict[str, Any]:
    """Exactly the keys that the command line promises; a file that is no decision has its reason as a finding."""
    fields = reading.fields
    if fields is None:
        return {"path": reading.path, "is_decision": False, "findings": [reading.reason]}
    numbers = {
        kind.value: [item.number for item in fields.relations if item.kind is kind and item.number is not None]
        for kind in RelationKind
    }
    return {
        "path": reading.path,
        "is_decision": True,
        "number": fields.number,
        "title": fields.title,
        "status": fields.status.value if fields.status else None,
        "status_raw": fields.status_raw,
        "date": fields.date.isoformat() if fields.date else None,
        "deciders": list(fields.deciders),
        **numbers,
        "dialect": fields.dialect,
        "findings": [str(finding) for finding in fields.findings],
    }
