"""What each verb of the command line does. Same services and same sentences as the window."""

from __future__ import annotations

import io
import json
import re
import sys
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from ctohandover import messages, table_words, words
from ctohandover.errors import FileProblem, Invalid
from ctohandover.formats.adr import as_json, scan
from ctohandover.i18n import Translator, translator
from ctohandover.paths import paths
from ctohandover.resources import resources_folder
from ctohandover.services.leaving import losses as losses_of
from ctohandover.storage import reads
from ctohandover.storage.connection import read_schema
from ctohandover.storage.reader import Reader, Run
from ctohandover.storage.schema import SCHEMA

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from ctohandover.formats.tables import What


_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def one_line(text: str) -> str:
    """Names of files may hold line breaks, and commands to the terminal."""
    return _CONTROLS.sub(" ", text)


def prepare_output(*, as_json: bool) -> None:
    """JSON is UTF-8 whatever the locale; sentences lose no letter that the locale does not have."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if as_json:
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        else:
            sys.stdout.reconfigure(errors="backslashreplace")


def _json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _say(text: str) -> None:
    print(one_line(text))


def _complain(text: str) -> None:
    """The one line that goes with exit code 1 where the work was done, but not all of it."""
    print(f"ctohandover: {one_line(text)}", file=sys.stderr)


def _up_to_date(path: Path) -> Path:
    """The same path; a workspace of an earlier version is brought up to date first, with a backup."""
    if read_schema(path) < SCHEMA:
        from ctohandover.storage.upgrade import bring_up_to_date

        bring_up_to_date(path, paths().backups)
    return path


@contextmanager
def _reading(path: Path) -> Iterator[Run]:
    reader = Reader(_up_to_date(path))
    try:
        with reader.reading() as run:
            yield run
    finally:
        reader.close()


class _Progress:
    """Counts on stderr while a person watches; silent in a pipe."""

    def __init__(self) -> None:
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        if self._shown and done % 50 == 0:
            print(f"\r{done}{f'/{total}' if total else ''} ", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._shown:
            print("\r" + " " * 24 + "\r", end="", file=sys.stderr, flush=True)


def run_new(options: argparse.Namespace, t: Translator) -> int:
    from ctohandover.services.workspaces import NewWorkspace, create

    create(
        options.workspace,
        NewWorkspace(company=options.company, language=options.lang or t.language, handover_day=options.handover_day),
    )
    return 0


def run_scan(options: argparse.Namespace, t: Translator) -> int:
    found = scan(options.folder)
    if options.json:
        for item in found:
            if item.reading is not None:
                _json(as_json(item.reading))
            else:
                _json({"path": item.path, "is_decision": False, "findings": [item.refusal]})
        return 0
    for item in found:
        fields = item.reading.fields if item.reading else None
        if fields is None:
            reason = item.refusal or (item.reading.reason if item.reading else "")
            _say(f"-  {item.path}  ({messages.reason(reason, t)})")
        else:
            number = "" if fields.number is None else f"{fields.number}. "
            _say(f"+  {item.path}  {number}{fields.title}  [{t(words.STATUS[fields.status])}]")
    return 0


def run_import(options: argparse.Namespace, t: Translator) -> int:
    from ctohandover.services import exchange
    from ctohandover.services.facade import Services
    from ctohandover.storage.store import Store

    store = Store(_up_to_date(options.workspace))
    try:
        progress = _Progress()
        files = exchange.look(options.folder, progress)
        with store.reading() as run:
            plan = exchange.preview(run, options.folder, files)
        Services(store).exchange.take(plan, step=progress)
        progress.end()
    finally:
        store.close()
    counts = {state.value: len(plan.of(state)) for state in exchange.State}
    if options.json:
        _json(counts | {"diverged_paths": [item.file.path for item in plan.of(exchange.State.DIVERGED)]})
        return 0
    print(
        t(
            "{new} new, {changed} updated, {diverged} changed on both sides (left as they are), {unchanged} unchanged,"
            " {not_a_decision} not a decision",
            **counts,
        )
    )
    for item in plan.of(exchange.State.DIVERGED):
        _say(f"!  {item.file.path}")
    for item in plan.of(exchange.State.NOT_A_DECISION):
        _say(f"-  {item.file.path}  ({messages.reason(item.reason, t)})")
    return 0


def run_export(options: argparse.Namespace, t: Translator) -> int:
    from ctohandover.services.exchange import Outcome
    from ctohandover.services.facade import Services
    from ctohandover.storage.store import Store

    if options.folder.exists() and not options.folder.is_dir():
        raise FileProblem("not-a-folder", path=str(options.folder))
    store = Store(_up_to_date(options.workspace))
    try:
        progress = _Progress()
        result = Services(store).exchange.export(options.folder, progress)
        progress.end()
    finally:
        store.close()
    counts = {outcome.value: len(result.of(outcome)) for outcome in Outcome}
    diverged = result.of(Outcome.DIVERGED)
    told = t(
        "{written} written, {unchanged} unchanged, {diverged} changed by somebody else (left as they are)", **counts
    )
    if options.json:
        _json(counts | {"diverged_paths": diverged})
    else:
        _say(told)
        for path in diverged:
            _say(f"!  {path}")
    if diverged:
        _complain(told)
    return 1 if diverged else 0


def run_table(options: argparse.Namespace, t: Translator) -> int:
    from ctohandover.formats.tables import What

    what = What(options.what)
    if options.direction == "import":
        return _import_table(options, what, t)
    from ctohandover.domain.subjects import Kind
    from ctohandover.services.tables.export import check_name, table_rows, write_table

    check_name(options.file)
    kind = Kind(options.kind) if options.kind else None
    with _reading(options.workspace) as run:
        rows = table_rows(
            run, what, t, options.on or date.today(), kind=kind, matrix=options.matrix, history=options.history
        )
    write_table(options.file, rows, t(table_words.WHAT[what]), t)
    if options.json:
        _json({"rows": len(rows) - 1})
    else:
        print(t.plural("{n} row written", "{n} rows written", len(rows) - 1))
    return 0


def _import_table(options: argparse.Namespace, what: What, t: Translator) -> int:
    from dataclasses import asdict

    from ctohandover.formats.tables import column_name
    from ctohandover.services.facade import Services
    from ctohandover.services.tables.loading import load_table
    from ctohandover.services.tables.model import Choices, Taken
    from ctohandover.services.tables.service import preview
    from ctohandover.storage.store import Store

    sheets = load_table(options.file)
    sheet = next((one for one in sheets if one.title == options.sheet), None) if options.sheet else sheets[0]
    if sheet is None:
        raise Invalid(
            "table-sheet", name=options.file.name, sheet=options.sheet, known=", ".join(s.title for s in sheets)
        )
    if sheet.manager:
        _complain(t("Passwords, one-time codes and notes were left behind. Delete {path} now.", path=options.file))
    store = Store(_up_to_date(options.workspace))
    try:
        with store.reading() as run:
            choices = Choices(take_good=options.take_good, name=options.file.name)
            plan = preview(run, what, sheet, choices, date.today())
        refused = plan.held_back or (bool(plan.problems) and len(plan.rows) == len(plan.problems))
        taken = Taken(problems=plan.problems) if refused else Services(store).tables.take(plan, date.today())
    finally:
        store.close()
    if options.json:
        bad = [{"row": p.row, "column": column_name(p.column), "code": p.code, "text": p.text} for p in taken.problems]
        _json(asdict(taken) | {"problems": bad})
    if refused:
        first = table_words.problem(plan.problems[0], t)
        told = t.plural(
            "{n} row cannot be taken, so nothing was. {first}.",
            "{n} rows cannot be taken, so nothing was. The first: {first}.",
            plan.bad_rows,
            first=first.rstrip("."),
        )
        _complain(told if options.take_good else f"{told} {t('Mend it, or add --take-good.')}")
        return 1
    if not options.json:
        print(
            t(
                "{added} added, {changed} changed, {confirmed} confirmed, {same} already there; {people} people and"
                " {skills} skills came along",
                added=taken.added,
                changed=taken.changed,
                confirmed=taken.confirmed,
                same=taken.same,
                people=taken.people_added,
                skills=taken.skills_added,
            )
        )
        for one in taken.problems:
            _say(f"!  {table_words.problem(one, t)}")
    return 0


def run_departure(options: argparse.Namespace, t: Translator) -> int:
    day = options.on or date.today()
    with _reading(options.workspace) as run:
        losses, crew = losses_of(run, options.person, day)
    names = {person.id: person.name for person in crew.everybody}
    lost = [
        {
            "kind": loss.after.subject.kind.value,
            "title": loss.after.subject.title,
            "criticality": loss.after.subject.criticality.value,
            "holders_before": [names[item.person_id] for item in (*loss.before.inside, *loss.before.outside)],
            "holders_after": [names[item.person_id] for item in (*loss.after.inside, *loss.after.outside)],
        }
        for loss in losses
    ]
    if options.json:
        _json({"lost": lost, "on": day.isoformat(), "people": options.person})
        return 0
    if not lost:
        print(t("Nothing would be lost on {day}.", day=t.date(day)))
    for loss in losses:
        subject = loss.after.subject
        critical, kind = t(words.CRITICALITY[subject.criticality]), t(words.KIND[subject.kind])
        _say(f"{critical:8} {kind:10} {subject.title}  ({words.known_by(loss.after, crew.short, t)})")
    return 0


def run_readiness(options: argparse.Namespace, t: Translator) -> int:
    from ctohandover import readiness_verb
    from ctohandover.services import ways
    from ctohandover.services.answers import answers

    told = ways.load(ways.founder_file(options.workspace)).told
    with _reading(options.workspace) as run:
        found = answers(run, options.as_of or date.today(), replay=options.as_of is not None)
    if options.json:
        _json(readiness_verb.as_json(found, told))
    else:
        for line in readiness_verb.as_text(found, told, t):
            _say(line)
    return 0


def run_plan(options: argparse.Namespace, t: Translator) -> int:
    from ctohandover import plan_verb, session_events
    from ctohandover.services.planning import plan

    with _reading(options.workspace) as run:
        found = plan(run, date.today())
    if options.ics is not None:
        n = session_events.write_plan(found, options.ics, options.workspace.stem, t)
        if not options.json:
            print(t.plural("{n} session written", "{n} sessions written", n))
    if options.json:
        _json(plan_verb.plan_json(found))
    elif options.ics is None:
        for line in plan_verb.plan_text(found, t):
            _say(line)
    return 0


def run_dossier(options: argparse.Namespace, t: Translator) -> int:
    from ctohandover.domain.dossier import Audience, recipe_for
    from ctohandover.render.client import RenderClient
    from ctohandover.services import dossier

    with _reading(options.workspace) as run:
        language = options.lang or reads.workspace(run).language
        own = translator(language, resources_folder() / "translations")
        found = dossier.gather(run, date.today(), own)
    client = RenderClient()
    try:
        dossier.write(found, options.output, own, client, recipe=recipe_for(Audience(options.reader)))
    finally:
        client.close()
    return 0


def run_check(options: argparse.Namespace, t: Translator) -> int:
    from ctohandover.storage.checkup import check_up

    found = check_up(options.workspace)
    if options.json:
        _json({"problems": found.problems, "schema": found.schema, "counts": found.counts})
    else:
        for problem in found.problems:
            _say(f"!  {problem}")
        if not found.problems:
            _say(t("Sound: integrity, foreign keys, schema {schema}, journal, index.", schema=found.schema))
    if found.problems:
        _complain(t("Nothing was changed. Restoring the newest backup would mend it."))
    return 1 if found.problems else 0
