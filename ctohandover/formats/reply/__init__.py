"""Reply sheets as files: one offline form out, one small reply back.

`to_sheet_html` writes the form, `parse_reply` reads what its script saved, `verify` holds it against the sheet's key.
"""

from __future__ import annotations

from ctohandover.formats.reply.form import to_sheet_html
from ctohandover.formats.reply.reading import parse_reply, verify

__all__ = ["parse_reply", "to_sheet_html", "verify"]
