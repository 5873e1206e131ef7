"""Decisions that come as single files: dropped on the window, taken with what their folder says of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ctohandover.ui.decisions.importing import ImportDialog
from tests.journeys.conftest import Desk
from tests.journeys.steps import drop, import_folder

NEW = "docs/adr/0004-queues.md"
TEXT = (
    "# 4. Queues\n\nDate: 2025-04-01\n\n## Status\n\nAccepted\n\nAmends [2. PostgreSQL](0002-postgresql.md)\n\n"
    "## Context\n\nLetters.\n\n## Decision\n\nOne queue.\n"
)


def preview(desk: Desk, paths: Sequence[Path]) -> ImportDialog:
    drop(desk, paths)
    dialog = desk.dialog(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    return dialog


def files(dialog: ImportDialog) -> list[tuple[str, str]]:
    model = dialog.model
    assert model is not None
    return [(model.index(row, 0).data(), model.index(row, 3).data()) for row in range(model.rowCount())]


def test_a_file_of_a_folder_that_is_known_joins_its_decisions(
    desk: Desk, workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(workspace_path)
    desk.go("decisions")
    import_folder(desk, repository, monkeypatch)
    (repository / NEW).write_text(TEXT, encoding="utf-8")
    desk.go("overview")
    dialog = preview(desk, [repository / NEW])
    assert files(dialog) == [(NEW, "new")]
    assert dialog.take.text() == "Take 1 decision"
    assert dialog.plan is not None
    (file,) = dialog.plan.candidates
    assert file.file.reading is not None
    assert file.file.reading.fields is not None
    assert [one.path for one in file.file.reading.fields.relations] == ["docs/adr/0002-postgresql.md"]
    desk.click(dialog.take)
    assert desk.decisions.model.rowCount() == 4
    desk.undo()
    assert desk.decisions.model.rowCount() == 3
    assert desk.errors == []


def test_only_the_files_that_were_dropped_are_offered(desk: Desk, workspace_path: Path, repository: Path) -> None:
    """Their folder may be anything: what lies below it is not read at all."""
    desk.open(workspace_path)
    adr = repository / "docs/adr"
    (adr / "old").mkdir()
    (adr / "old/0009-older.md").write_text(TEXT, encoding="utf-8")
    names = sorted(path.name for path in adr.glob("*.md"))[:2]
    dialog = preview(desk, [adr / names[1], adr / names[0], adr / "old/0009-older.md"])
    assert files(dialog) == [
        (names[0], "new"),
        (names[1], "new"),
        (str(adr / "old/0009-older.md"), "not a decision: it lies in a folder that is not looked into with the others"),
    ]
    desk.click(dialog.take)
    assert desk.decisions.model.rowCount() == 2
    assert desk.errors == []


def test_a_file_that_is_no_decision_says_why(desk: Desk, workspace_path: Path, tmp_path: Path) -> None:
    desk.open(workspace_path)
    letter = tmp_path / "letter.md"
    letter.write_text("Dear all,\n\nsee you on Monday.\n", encoding="utf-8")
    dialog = preview(desk, [letter])
    ((name, effect),) = files(dialog)
    assert name == "letter.md"
    assert effect.startswith("not a decision: ")
    assert not dialog.take.isEnabled()
    dialog.reject()


def test_files_are_ticked_all_at_once(desk: Desk, workspace_path: Path, repository: Path) -> None:
    desk.open(workspace_path)
    dialog = preview(desk, sorted((repository / "docs/adr").glob("*.md")))
    assert len(files(dialog)) == 4
    assert dialog.take.text() == "Take 3 decisions"
    desk.click(dialog.none)
    assert not dialog.take.isEnabled()
    desk.click(dialog.all)
    assert dialog.take.text() == "Take 3 decisions"
    dialog.reject()


def test_a_folder_is_a_folder_whatever_its_name(desk: Desk, workspace_path: Path, repository: Path) -> None:
    desk.open(workspace_path)
    named = (repository / "docs/adr").rename(repository / "docs/decisions.md")
    dialog = preview(desk, [named])
    assert dialog.take.text() == "Take 3 decisions"
    dialog.reject()


def test_where_nothing_can_be_taken_a_drop_says_so(
    desk: Desk, new_desk: Callable[[], Desk], workspace_path: Path, repository: Path
) -> None:
    path = repository / "docs/adr/0002-postgresql.md"
    desk.window.show_welcome()
    desk.show()
    drop(desk, [path])
    assert desk.window.toast.text() == "Open or make a workspace first: these files go into one."
    desk.close()
    workspace_path.chmod(0o444)
    desk = new_desk()
    desk.open(workspace_path)
    drop(desk, [path])
    assert desk.window.toast.text() == "This file is read-only."
    assert desk.errors == []
