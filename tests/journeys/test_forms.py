"""A form that cannot be taken says why, leads to what is to be mended, and says it no more once that is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from ctohandover.ui.decisions.new import NewDecisionDialog
from ctohandover.ui.people.form import PersonDialog
from ctohandover.ui.welcome.new import NewWorkspaceDialog
from tests.journeys.conftest import Desk


def test_a_workspace_without_a_company(desk: Desk) -> None:
    desk.window.show_welcome()
    desk.show()
    desk.click(desk.window.welcome.new)
    form = desk.dialog(NewWorkspaceDialog)
    (area,) = form.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0  # all of it is seen
    desk.click(form.make)
    assert form._problem.text() == "A workspace needs the name of the company."
    assert form._problem.isVisible()
    assert form.focusWidget() is form.company
    assert form.make.isEnabled()
    desk.keys(form.company, "B")
    assert not form._problem.isVisible()
    form._begun = form._texts()
    form.reject()


def test_a_person_without_a_name(desk: Desk, workspace_path: Path) -> None:
    desk.open(workspace_path)
    page = desk.go("people")
    desk.click(page.add)
    form = desk.dialog(PersonDialog)
    desk.click(form.keep)
    assert form._problem.isVisible()
    assert form.focusWidget() is form.name
    desk.keys(form.name, "Ana")
    assert not form._problem.isVisible()
    desk.click(form.keep)
    assert page.model.rowCount() == 4


def test_what_is_refused_for_another_reason_keeps_the_hand_where_it_was(desk: Desk, workspace_path: Path) -> None:
    """Not on "Cancel", which is next to the button that could not be pressed meanwhile."""
    desk.open(workspace_path)
    page = desk.go("people")
    desk.click(page.add)
    form = desk.dialog(PersonDialog)
    desk.keys(form.name, "x" * 500)
    desk.click(form.keep)
    assert form._problem.isVisible()
    assert form.focusWidget() is form.keep
    form._begun = form._texts()
    form.reject()
    QApplication.processEvents()


@pytest.mark.parametrize("template", [0, 1])
def test_a_new_decision_begins_at_its_first_question(desk: Desk, workspace_path: Path, template: int) -> None:
    desk.open(workspace_path)
    page = desk.go("decisions")
    desk.click(page.new_button)
    form = desk.dialog(NewDecisionDialog)
    desk.keys(form.heading, "One queue")
    form.template.setCurrentIndex(template)
    desk.click(form.make)
    edit = page.editor.edit
    assert edit.isVisible()
    question = edit.textCursor().selectedText()
    assert question.startswith("What is the ")
    desk.keys(edit, "Letters.")
    assert question not in edit.text()
    assert "\n\nLetters.\n\n" in edit.text()
