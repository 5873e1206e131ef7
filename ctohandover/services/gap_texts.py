"""The founder's texts (job description, scorecard, mission brief) as somebody edited them, in the founder's file.

Only what was edited is kept; a text that nobody touched is made anew from the gaps each time. The other things in the
file are theirs: they are read, kept and written back as they are.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from ctohandover.domain.gaps import TextKind
from ctohandover.domain.record import record
from ctohandover.errors import Conflict, FileProblem, Invalid
from ctohandover.files import write_whole
from ctohandover.i18n import LANGUAGES
from ctohandover.services.ways import change, content

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.render.client import RenderClient

PART: Final = "texts"
MOST_SIGNS: Final = 200_000
"""Of one text: hundred times what anybody reads."""


@record()
class KeptText:
    """A text as it was edited; `made_from` is the mark of what the gaps gave when it was begun."""

    text: str
    made_from: str


def key_of(kind: TextKind, language: str) -> str:
    return f"{kind.value}.{language}"


KEYS: Final = frozenset(key_of(kind, language) for kind in TextKind for language in LANGUAGES)


def mark(made: str) -> str:
    """By which a text made from the gaps is known again."""
    return hashlib.sha256(made.encode()).hexdigest()[:16]


def kept_texts(path: Path) -> dict[str, KeptText]:
    """Key -> text of all that were edited. Raises FileProblem `founder-file`."""
    return _read(path, content(path))


def keep_text(path: Path, key: str, text: KeptText | None, before: KeptText | None) -> None:
    """Keep one text, or forget it. `before` is what whoever writes last read, or wrote, there.

    Raises Conflict `gap-text-changed` where something else stands there by now, Invalid `gap-text-long`, FileProblem.
    """
    if key not in KEYS:
        raise ValueError(key)
    if text is not None and len(text.text) > MOST_SIGNS:
        raise Invalid("gap-text-long", most=MOST_SIGNS)

    def put(known: dict[str, Any]) -> None:
        texts = _read(path, known)
        if texts.get(key) not in (before, text):
            raise Conflict("gap-text-changed")
        # What a later version may keep beside our two fields stays.
        part = known.setdefault(PART, {})
        if text is None:
            part.pop(key, None)
        else:
            part[key] = {**part.get(key, {}), "text": text.text, "made_from": text.made_from}
        if not part:
            del known[PART]

    change(path, put)


def export(target: Path, title: str, text: str, language: str, client: RenderClient) -> Path:
    """Write a text as Markdown, or as a page of its own where the name ends in .html. Raises FileProblem."""
    if target.suffix.lower() in (".html", ".htm"):
        from ctohandover.render.text_page import to_page

        write_whole(target, to_page(title, text, language, client).encode())
    else:
        write_whole(target, text.encode())
    return target


def _read(path: Path, known: dict[str, Any]) -> dict[str, KeptText]:
    part = known.get(PART, {})
    found = {}
    for key, entry in part.items() if isinstance(part, dict) else [("", None)]:
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
            raise FileProblem("founder-file", path=str(path), reason=PART)
        if key in KEYS:
            found[key] = KeptText(entry["text"], str(entry.get("made_from", "")))
    return found
