"""The command line. The window is the main thing and the default; this is for scripts, CI and measuring.

Exit codes: 0 done, 1 the user can mend it (one line on stderr), 2 wrong usage, 3 a bug of ours (with a crash report).
Nothing heavy is imported before a verb needs it: the window's first paint waits for this module.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ctohandover import __version__
from ctohandover.errors import AppError, Cancelled, FileProblem
from ctohandover.paths import PROFILE_VARIABLE, paths

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from ctohandover.i18n import Translator

_OUTPUT_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Of an error without a file name: our output went into a file on a full or failing disk."""
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
VERBS = ("demo", "new", "scan", "import", "export", "table", "readiness", "departure", "plan", "dossier", "check")

_TABLES = ("people", "skills", "assessments", "checklist", "accesses")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb, or open the window; gives back the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["render-worker"]:  # how a frozen build starts its render process
        from ctohandover.render.worker import main as work

        return work()
    if len(arguments) < 2 and not any(word.startswith("-") or word in VERBS for word in arguments):
        # The common case goes without argparse, which costs a tenth of the time to the first paint.
        return _guarded(lambda: _window(Path(arguments[0]) if arguments else None))
    options = _parser().parse_args(_with_verb(arguments))
    if options.profile:
        os.environ[PROFILE_VARIABLE] = options.profile
    return _guarded(lambda: _run(options))


def _guarded(run: Callable[[], int]) -> int:
    """Turn what goes wrong into an exit code and a line for a person."""
    try:
        code = run()
        if sys.stdout is not None:  # a windowed build has none
            sys.stdout.flush()
        return code
    except AppError as error:
        return _complain(error)
    except (Cancelled, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # The reader of our output has gone; what it did not want is no bug.
        _drop_output()
        return 1
    except OSError as error:
        if error.errno not in _OUTPUT_ERRORS or error.filename is not None:
            return _bug(error)
        _drop_output()
        return _complain(FileProblem("cannot-write", path="stdout", reason=error.strerror or ""))
    except Exception as error:  # noqa: BLE001 - reported, with the place and without the user's data
        return _bug(error)


def _complain(error: AppError) -> int:
    from ctohandover.messages import error as sentence
    from ctohandover.verbs import one_line

    print(f"ctohandover: {one_line(sentence(error, _translator()))}", file=sys.stderr)
    return 1


def _drop_output() -> None:
    """What is still in the buffer goes nowhere: Python would complain of it at the end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # no file behind it
        return


def _with_verb(arguments: list[str]) -> list[str]:
    """The window is the default verb: `ctohandover FILE` means `ctohandover window FILE`."""
    place = 0
    while place < len(arguments):
        word = arguments[place]
        if word == "--profile":
            place += 2
        elif word.startswith("--profile="):
            place += 1
        elif word in VERBS or word in ("-h", "--help", "--version"):
            return arguments
        else:
            break
    return [*arguments[:place], "window", *arguments[place:]]


def _parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="ctohandover",
        description="See, shrink and hand over what only a fractional CTO knows.",
        epilog="Without a verb the window opens, on WORKSPACE if one is given.",
    )
    about_profile = "keep settings, backups and logs in DIR"
    parser.add_argument("--profile", metavar="DIR", help=about_profile)
    parser.add_argument("--version", action="version", version=f"ctohandover {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    _add_verbs(verbs)
    for verb in verbs.choices.values():
        # Taken behind the verb too; without a default there, so that it does not undo the one before the verb.
        verb.add_argument("--profile", metavar="DIR", default=argparse.SUPPRESS, help=about_profile)
    return parser


def _add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    window = verbs.add_parser("window", prog="ctohandover")  # the default, and no verb to type
    window.add_argument("workspace", nargs="?", type=Path)
    verbs.add_parser("demo", help="open the window on a fresh copy of the demo workspace")

    new = verbs.add_parser("new", help="make an empty workspace")
    new.add_argument("workspace", type=Path)
    new.add_argument("--company", required=True)
    new.add_argument("--handover-day", type=_day, metavar="D", help="as 2027-01-09")
    new.add_argument("--lang", choices=("fr", "en"), default=None)

    scan = verbs.add_parser("scan", help="read decision records of a folder without storing them")
    scan.add_argument("folder", type=Path)
    scan.add_argument("--json", action="store_true", help="one JSON object per Markdown file, a line each")

    importing = verbs.add_parser("import", help="take decisions from a folder into a workspace")
    importing.add_argument("workspace", type=Path)
    importing.add_argument("folder", type=Path)
    importing.add_argument("--json", action="store_true")

    exporting = verbs.add_parser("export", help="write a workspace's decisions into a folder")
    exporting.add_argument("workspace", type=Path)
    exporting.add_argument("folder", type=Path)
    exporting.add_argument("--json", action="store_true")

    _add_table(verbs.add_parser("table", help="take a CSV or XLSX table into a workspace, or write one"))

    readiness = verbs.add_parser(
        "readiness", help="can they leave, do we need a permanent CTO, when must the search start"
    )
    readiness.add_argument("workspace", type=Path)
    readiness.add_argument("--as-of", type=_day, metavar="D", help="as 2027-01-09; by default today")
    readiness.add_argument("--json", action="store_true")

    departure = verbs.add_parser("departure", help="what would be lost if somebody left")
    departure.add_argument("workspace", type=Path)
    departure.add_argument("--person", action="append", required=True, metavar="NAME")
    departure.add_argument("--on", type=_day, metavar="D", help="as 2027-01-09; by default today")
    departure.add_argument("--json", action="store_true")

    _add_plan(verbs.add_parser("plan", help="what fits into the days that are left, week by week"))

    dossier = verbs.add_parser("dossier", help="write the handover document")
    dossier.add_argument("workspace", type=Path)
    dossier.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.html|FOLDER")
    dossier.add_argument("--lang", choices=("fr", "en"), default=None)
    dossier.add_argument(
        "--for",
        dest="reader",
        choices=("successor", "founder", "lawyer", "investor"),
        default="successor",
        help="all but the successor get roles instead of the names of people whose levels are kept",
    )

    check = verbs.add_parser("check", help="look a workspace file over; nothing is changed")
    check.add_argument("workspace", type=Path)
    check.add_argument("--json", action="store_true")


def _add_table(table: argparse.ArgumentParser) -> None:
    table.add_argument("direction", choices=("import", "export"))
    table.add_argument("workspace", type=Path)
    table.add_argument("file", type=Path, metavar="FILE", help="ends in .csv or .xlsx")
    table.add_argument("--what", choices=_TABLES, required=True)
    table.add_argument("--json", action="store_true")
    table.add_argument("--sheet", metavar="NAME", help="import: the sheet of an XLSX file; by default the first")
    table.add_argument("--take-good", action="store_true", help="import: take the good rows although some are bad")
    table.add_argument("--matrix", action="store_true", help="export of assessments: people across, one row an item")
    table.add_argument("--history", action="store_true", help="export of assessments: not only those that count")
    table.add_argument(
        "--kind", choices=("decision", "skill", "system", "access", "duty"), help="export of assessments"
    )
    table.add_argument("--on", type=_day, metavar="D", help="export: as of a day, as 2027-01-09; by default today")


def _add_plan(plan: argparse.ArgumentParser) -> None:
    plan.add_argument("workspace", type=Path)
    plan.add_argument("--json", action="store_true")
    plan.add_argument("--ics", type=Path, metavar="FILE", help="write the sessions as a calendar")


def _day(text: str) -> object:
    import argparse
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2027-01-09") from error


def _run(options: argparse.Namespace) -> int:
    if options.verb in ("window", "demo"):
        return _window(getattr(options, "workspace", None), demo=options.verb == "demo")
    from ctohandover import verbs

    verbs.prepare_output(as_json=getattr(options, "json", False))
    run: Callable[[argparse.Namespace, Translator], int] = getattr(verbs, f"run_{options.verb}")
    return run(options, _translator())


def _window(workspace: Path | None, *, demo: bool = False) -> int:
    if sys.platform == "linux" and not any(map(os.environ.get, _SCREENS)):
        # Qt would end the process by abort(), with a page of advice about plug-ins.
        print(
            "ctohandover: there is no screen to open a window on. Start it in a desktop session, or use one of the"
            " verbs: ctohandover --help",
            file=sys.stderr,
        )
        return 1
    import gc

    gc.disable()  # imports make no garbage worth looking for; after the first paint `app` searches in the main thread
    from ctohandover import lean_pyside

    lean_pyside.load()
    from ctohandover import app

    code = app.run(paths(), workspace, demo=demo)
    # Everything is closed and written by now. Taking some thousand widgets apart one by one would only make the user
    # wait for the prompt.
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.flush()
    os._exit(code)


def _translator() -> Translator:
    from ctohandover import settings as prefs
    from ctohandover.i18n import system_language, translator
    from ctohandover.resources import resources_folder
    from ctohandover.settings import Settings

    chosen = Settings(paths().settings).get(prefs.LANGUAGE)
    return translator(system_language() if chosen == "system" else chosen, resources_folder() / "translations")


def _bug(error: Exception) -> int:
    from ctohandover import crash

    try:
        where = crash.write_report(paths().logs, crash.report(error))
    except OSError:  # the profile is no folder
        where = None
    told = f" Report: {where}" if where else ""
    print(f"ctohandover: a mistake of ours ({type(error).__name__}).{told}", file=sys.stderr)
    return 3
