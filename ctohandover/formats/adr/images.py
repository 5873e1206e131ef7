"""The pictures a record shows, as paths inside the folder."""

from __future__ import annotations

import re

from ctohandover.formats.adr.relations import References, local_path

_TYPES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".avif", ".ico", ".apng", ".tif", ".tiff")
_INLINE = re.compile(r"!\[[^\[\]\n]{0,500}\]\(\s*(?:<([^>\n]{1,500})>|([^)\s]{1,500}))")
_REFERENCE = re.compile(r"!\[([^\[\]\n]{0,200})\](?:\[([^\[\]\n]{0,200})\])?(?!\()")
_TAG = re.compile(r"<img\b[^<>]{0,1000}?\bsrc\s*=\s*[\"']?([^\"'\s>]{1,500})", re.IGNORECASE)


def images_in(view: str, path: str, references: References) -> tuple[str, ...]:
    """Each path once, in the order of the text; links to other places on the web or outside the folder are left out."""
    targets: list[str] = []
    if "!" in view and "![" in view:  # one letter is found much faster than two
        targets += [angled or plain for angled, plain in _INLINE.findall(view)]
        labels = (label or text for text, label in _REFERENCE.findall(view))
        targets += [url for label in labels if label and (url := references.target(label))]
    if "<" in view:
        targets += _TAG.findall(view)
    paths = (local_path(path, target) for target in targets)
    return tuple(dict.fromkeys(found for found in paths if found and found.lower().endswith(_TYPES)))
