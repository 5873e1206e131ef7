"""Architecture decision records as real repositories write them: read, patched, and made new.

One reader and one patcher for all dialects; what tells the dialects apart is data (`words`).
"""

from __future__ import annotations

from ctohandover.formats.adr.model import Reading, Scanned
from ctohandover.formats.adr.reader import read
from ctohandover.formats.adr.report import as_json
from ctohandover.formats.adr.scan import scan

__all__ = ["Reading", "Scanned", "as_json", "read", "scan"]
