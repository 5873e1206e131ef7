"""Front matter: a quick reader for plain values and lists of them, YAML for the rest, and a line reader where YAML
fails. What the quick reader takes it reads as YAML does, at a twentieth of the time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from ctohandover.domain.decisions import Finding

if TYPE_CHECKING:
    from ctohandover.formats.adr.outline import Outline

_KEY = re.compile(r"(['\"]?)([^\W\d_][\w .-]{0,60}?)\1[ \t]*:(?:[ \t]+(.*))?[ \t]*\Z")
_TOML_KEY = re.compile(r"([A-Za-z_][\w.-]{0,60})[ \t]*=[ \t]*(.*)\Z")
# Plain scalars that YAML reads as they stand; everything else is YAML's business.
_PLAIN = re.compile(r"[^\s\[\]{}&*!|>'\"%@`#,?:-](?:[^:#]|:(?!\s|\Z)|(?<!\s)#)*\Z")
_QUOTED = re.compile(r"'([^'\\]*)'\Z|\"([^\"\\]*)\"\Z")
_BLOCK_ITEM = re.compile(r"( *)- +(\S.*?) *\Z")
_LIMIT = 20_000  # characters; PyYAML needs a second for a megabyte
_ITEMS = 200


class FrontField(NamedTuple):
    """One key. `line` and `last` are the lines it takes, `last` excluded; -1 for a nested key."""

    key: str
    value: str
    items: tuple[str, ...]
    line: int = -1
    last: int = -1


class FrontMatter(NamedTuple):
    fields: tuple[FrontField, ...]
    comment: str = ""
    findings: tuple[Finding, ...] = ()


_EMPTY = FrontMatter(())


def _spans(out: Outline, start: int, end: int, pattern: re.Pattern[str]) -> list[tuple[str, str, int, int]]:
    """Keys at the left edge, their text behind the colon, and the lines up to the next key."""
    keys: list[tuple[str, str, int]] = []
    for index in range(start, end):
        text = out.lines[index]
        if text[:1] not in ("", " ", "\t", "#", "-") and (match := pattern.match(text)):
            key, value = match.groups()[-2:]
            keys.append((key, (value or "").strip(), index))
    spans = []
    for position, (key, value, line) in enumerate(keys):
        last = keys[position + 1][2] if position + 1 < len(keys) else end
        while last > line + 1 and (not out.lines[last - 1].strip() or out.lines[last - 1].lstrip()[0] == "#"):
            last -= 1
        spans.append((key, value, line, last))
    return spans


def needs_no_quotes(text: str) -> bool:
    return not text or _PLAIN.match(text) is not None


def _scalar(text: str) -> str | None:
    """A value that needs no YAML, or None."""
    if needs_no_quotes(text):
        return text
    match = _QUOTED.match(text)
    return match[match.lastindex or 0] if match else None


def _quick(out: Outline, value: str, line: int, last: int) -> tuple[str, ...] | None:
    """What needs no YAML: one plain value, `[Ann, Bob]` in a line, or a block of `- Ann` below the key; else None."""
    if last == line + 1:
        if value[:1] == "[":
            return _flow(value)
        scalar = _scalar(value)
        return scalar if scalar is None else _filled([scalar])
    if value:
        return None
    matches = [_BLOCK_ITEM.match(out.lines[index]) for index in range(line + 1, last)]
    found = [match for match in matches if match]
    if len(found) < len(matches) or len({match[1] for match in found}) > 1:
        return None
    return _filled([_scalar(match[2]) for match in found])


def _flow(value: str) -> tuple[str, ...] | None:
    inside = value[1:-1]
    if value[-1] != "]" or any(sign in inside for sign in "[]{}?"):
        return None
    pieces = [piece.strip(" ") for piece in inside.split(",")]
    if not all(pieces):
        return () if not inside.strip(" ") else None
    return _filled([_scalar(piece) for piece in pieces])


def _filled(texts: list[str | None]) -> tuple[str, ...] | None:
    known = [text.strip() for text in texts if text is not None]
    return tuple(text for text in known[:_ITEMS] if text) if len(known) == len(texts) else None


def _texts(value: Any) -> tuple[str, ...]:
    """The texts in a YAML value: a scalar, a list, or the `{ Ann, Bob }` that people write around names. Nested deeper
    means nothing here, and is left alone: aliases could make it endless."""
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    items = list(value)[:_ITEMS] if isinstance(value, list | dict) else []
    texts = []
    for item in items:
        if isinstance(value, dict) and isinstance(item, str) and isinstance(value[item], str) and value[item]:
            texts.append(f"{item}: {value[item]}")
        elif isinstance(item, str) and item.strip():
            texts.append(item.strip())
        elif isinstance(item, dict):
            named = next((item[key] for key in ("name", "target", "id") if isinstance(item.get(key), str)), "")
            texts.extend([named] if named else [])
    return tuple(texts)


def _loose(value: str) -> tuple[str, ...]:
    """A value of a line that YAML refused, such as `decision-makers: @alice, @bob`."""
    value = value.split(" #")[0].strip()
    if value[:1] in "[{":
        return tuple(part for part in (piece.strip(" '\"") for piece in value.strip("[]{}").split(",")) if part)
    return (value.strip("'\""),) if value.strip("'\"") else ()


def _block(out: Outline, line: int, last: int) -> tuple[str, ...]:
    """The list items or folded text under a key, for the line reader."""
    rest = [out.lines[index].strip() for index in range(line + 1, last)]
    if rest and all(text.startswith("-") for text in rest if text):
        return tuple(text[1:].strip(" '\"") for text in rest if text[1:].strip(" '\""))
    return (" ".join(text for text in rest if text),) if any(rest) else ()


def _load(text: str) -> dict[str, Any] | None:
    """BaseLoader: everything is text, so `0012` stays `0012` and no date is made up."""
    if len(text) > _LIMIT:
        return None
    try:
        loaded = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return {key: value for key, value in loaded.items() if isinstance(key, str)} if isinstance(loaded, dict) else None


def _comment(out: Outline, start: int, end: int) -> str:
    """A title that somebody left inside the front matter as `# Title`."""
    for index in range(start, end):
        text = out.lines[index]
        if text.startswith("# ") and "optional" not in text.casefold() and ":" not in text:
            return text[2:].strip()
    return ""


def _nested(out: Outline, value: Any, span: tuple[int, int]) -> list[FrontField]:
    """`adr: {author, created, status}`: one level below the key `adr` counts as the top. Written in one line, its
    fields can be read, but have no line of their own."""
    if not isinstance(value, dict):
        return []
    fields = []
    for key, item in list(value.items())[:_ITEMS]:
        if isinstance(key, str) and (texts := _texts(item)):
            lines = (at for at in range(span[0] + 1, span[1]) if out.lines[at].lstrip().startswith(f"{key}:"))
            line = next(lines, -1)
            fields.append(FrontField(key, ", ".join(texts), texts, line, line + 1 if line >= 0 else -1))
    return fields


def _yaml_fields(out: Outline, start: int, end: int) -> FrontMatter:
    findings: list[Finding] = []
    spans = _spans(out, start, end, _KEY)
    simple = [_quick(out, value, line, last) for _, value, line, last in spans]
    covered = sum(last - line for _, _, line, last in spans)
    noise = sum(1 for index in range(start, end) if out.lines[index][:1] in ("", "#"))
    keys = [key for key, *_ in spans]
    doubled = [key for index, key in enumerate(keys) if key in keys[:index]]
    findings += [Finding("front-matter-duplicate", key) for key in dict.fromkeys(doubled)]
    loaded: dict[str, Any] | None = None
    plain = None not in simple and covered + noise >= end - start
    if not plain:
        loaded = _load("\n".join(out.lines[start:end]).replace("\0", ""))
        if loaded is None:
            findings.append(Finding("front-matter-invalid"))
    fields = []
    for (key, value, line, last), quick in zip(spans, simple, strict=True):
        if loaded is not None and key not in doubled:
            items = _texts(loaded.get(key))
            if key == "adr":
                fields += _nested(out, loaded.get(key), (line, last))
        elif quick is not None:
            items = quick
        else:
            items = (_loose(value) if value and value[0] not in "|>" else ()) or _block(out, line, last)
        fields.append(FrontField(key, ", ".join(items), items, line, last))
    return FrontMatter(tuple(fields), _comment(out, start, end), tuple(findings))


def read_front(out: Outline) -> FrontMatter:
    if out.front is None:
        return _EMPTY
    start, end = out.front
    if out.lines[start - 1].startswith("+++"):
        rows = [(key, _loose(value), line, last) for key, value, line, last in _spans(out, start, end, _TOML_KEY)]
        return FrontMatter(tuple(FrontField(key, ", ".join(items), items, *span) for key, items, *span in rows))
    return _yaml_fields(out, start, end)
