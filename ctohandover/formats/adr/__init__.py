"""Architecture decision records as real repositories write them: read, patched, and made new.

One reader and one patcher for all dialects; what tells the dialects apart is data (`words`, `languages`).
"""

from __future__ import annotations

from ctohandover.formats.adr.links import Link, link_to
from ctohandover.formats.adr.model import Reading, Scanned
from ctohandover.formats.adr.patch import set_date, set_deciders, set_title
from ctohandover.formats.adr.patch_status import add_relation, set_status
from ctohandover.formats.adr.reader import read
from ctohandover.formats.adr.report import as_json
from ctohandover.formats.adr.scan import scan
from ctohandover.formats.adr.templates import NameStyle, NewRecord, guess_style, new_record

__all__ = [
    "Link",
    "NameStyle",
    "NewRecord",
    "Reading",
    "Scanned",
    "add_relation",
    "as_json",
    "guess_style",
    "link_to",
    "new_record",
    "read",
    "scan",
    "set_date",
    "set_deciders",
    "set_status",
    "set_title",
]
