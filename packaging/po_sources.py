"""The texts for translation, read from the syntax tree of the sources, and the calls that would hide one."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Id = str | tuple[str, str]
PACKAGE = "ctohandover"
TRANSLATORS = {"t", "_t", "translator", "words"}  # what a translator is called where it is used


@dataclass(frozen=True, slots=True)
class Found:
    """A text: `id` is a pair for a plural; `file` is relative to the root, with slashes."""

    id: Id
    context: str | None
    file: str


def read_sources(root: Path) -> tuple[list[Found], list[str]]:
    """All texts of the package by file and line, and what is wrong with how some are given."""
    found: list[Found] = []
    problems: list[str] = []
    for path in sorted((root / PACKAGE).rglob("*.py")):
        name = path.relative_to(root).as_posix()
        tree = ast.parse(path.read_text("utf-8"), name)
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
            kind = _kind(call, name)
            if kind is not None:
                found += _texts(call, kind, name, problems)
    return found, problems


def _kind(call: ast.Call, name: str) -> str | None:
    """ "text", "plural" or "context" for a call of a translator, else None."""
    func = call.func
    if isinstance(func, ast.Name):
        # The translator's own `self(...)`, in its own module.
        own = func.id == "self" and name.endswith("/i18n.py")
        return "text" if own or func.id == "N_" or func.id in TRANSLATORS else None
    if not isinstance(func, ast.Attribute):
        return None
    if func.attr in ("plural", "context"):
        return func.attr if _is_translator(func.value) else None
    return "text" if func.attr in ("t", "_t") else None


def _is_translator(node: ast.expr) -> bool:
    if isinstance(node, ast.Name):
        return node.id in TRANSLATORS or node.id == "self"
    return isinstance(node, ast.Attribute) and node.attr in TRANSLATORS


def _texts(call: ast.Call, kind: str, name: str, problems: list[str]) -> Iterator[Found]:
    count = 1 if kind == "text" else 2
    arguments = call.args[:count]
    where = f"{name}:{call.lineno}"
    hidden = [f"{where}: {problem}" for argument in arguments for problem in _hidden(argument)]
    problems += hidden
    if hidden or len(arguments) < count:
        return
    if kind == "text":
        for text in _constants(arguments[0]):
            if text:
                yield Found(text, None, name)
        return
    first, second = (list(_constants(argument)) for argument in arguments)
    if len(first) != 1 or len(second) != 1:
        if first or second:
            problems.append(f"{where}: both texts must be written out")
        return
    yield Found((first[0], second[0]), None, name) if kind == "plural" else Found(second[0], first[0], name)


def _constants(node: ast.expr) -> Iterator[str]:
    """The texts written out: also both of `"a" if x else "b"`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def _hidden(node: ast.expr) -> Iterator[str]:
    """Ways of giving a text that no catalogue can hold."""
    if isinstance(node, ast.JoinedStr):
        yield "an f-string cannot be translated; give the values by name"
    elif isinstance(node, ast.BinOp):
        yield "a text put together with an operator cannot be translated"
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in ("format", "join", "replace"):
            yield f"the result of .{node.func.attr}() cannot be translated; give the values by name"
    elif isinstance(node, ast.IfExp):
        yield from _hidden(node.body)
        yield from _hidden(node.orelse)
