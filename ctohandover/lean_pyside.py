"""How PySide comes into the program: without the Python that it brings along for the day of a mistake, and with its
enumerations made quickly (`lean_enums`).

PySide carries a dozen Python files inside its library, as text. It compiles and runs them at every start, before the
first class of Qt can be had: half of what `import PySide6.QtCore` takes, some 60 ms. Most of them describe the
signatures of Qt's functions. They are asked when a function was called with wrong arguments, when somebody wants its
signature, and when stubs are written: by a program that runs well, never. Here each of these files becomes a module
that runs its own text when it is first asked for something.

What another release of PySide does differently is left alone: a file that is not in the list, or that is no longer
compiled from its text, comes in as PySide brings it.
"""

from __future__ import annotations

import builtins
from typing import Any

from ctohandover import lean_enums

LATE = frozenset(
    f"shibokensupport/signature/{name}.py"
    for name in ("mapping", "errorhandler", "layout", "parser", "lib/enum_sig", "lib/pyi_generator", "lib/tool")
)
_texts: dict[str, Any] = {}


def load() -> None:
    """Import PySide. To be called before anything else does."""
    lean_enums.install()
    compile_now = builtins.compile

    def compile_late(source: Any, filename: Any, *arguments: Any, **options: Any) -> Any:
        if filename in LATE:
            _texts[filename] = source
            source = f"import {__name__}\n{__name__}.stand_in(globals(), {filename!r})"
        return compile_now(source, filename, *arguments, **options)

    vars(builtins)["compile"] = compile_late
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        vars(builtins)["compile"] = compile_now
    # PySide puts an import of its own before the one that it found. It reads the text of every module that is imported
    # from then on, to find out whether `from __feature__ import snake_case` would concern it. We do not write so.
    vars(builtins)["__import__"] = getattr(builtins, "__orig_import__", builtins.__import__)


def stand_in(module: dict[str, Any], file: str) -> None:
    """What such a module runs in the place of its text, into its dictionary."""
    has_run = False

    def run() -> None:
        nonlocal has_run
        if not has_run:
            exec(compile(_texts[file], file, "exec"), module)
            has_run = True

    def ask(name: str) -> Any:
        if not (has_run or name.startswith("__")):
            run()
            if name in module:
                return module[name]
        raise AttributeError(f"module {module['__name__']!r} has no attribute {name!r}")

    def update_mapping() -> None:
        run()
        module["update_mapping"]()

    module["__getattr__"] = ask
    if file.endswith("/mapping.py"):
        # The library looks for this one in the dictionary itself, and keeps it.
        module["update_mapping"] = update_mapping
