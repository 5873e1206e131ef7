"""A founder opens the demo: can he leave, down to the assessment behind it; what does it cost; the job description."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from ctohandover.domain.gaps import TextKind
from ctohandover.domain.subjects import Kind
from ctohandover.resources import resources_folder
from ctohandover.services.demo import make_demo
from ctohandover.services.ways import Ways
from ctohandover.ui.dependencies.page import DependenciesPage
from ctohandover.ui.texts.dialog import TextsDialog
from ctohandover.ui.ways.dialog import WaysDialog
from tests.conftest import TODAY
from tests.journeys.conftest import Desk
from tests.journeys.test_answers import overview_of, reason, said


def test_from_the_first_answer_to_the_job_description(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = make_demo(tmp_path / "demo", resources_folder(), "en", TODAY)
    desk.ui.today = lambda: TODAY
    desk.open(demo.path)
    page = overview_of(desk)
    assert said(page) == ["Not yet", "Probably", "Now"]

    # A blocker, down to who said so, when and how.
    desk.click(reason(page, "vital with Marc only"))
    dependencies = desk.page("dependencies")
    assert isinstance(dependencies, DependenciesPage)
    rows = [dependencies.model.row(n).now.subject for n in range(dependencies.model.rowCount())]
    assert {kind for kind in Kind if any(row.kind is kind for row in rows)} >= {Kind.ACCESS, Kind.DECISION, Kind.SKILL}
    terraform = next(row for row in rows if row.title == "Terraform")
    dependencies.choose(terraform.id)
    desk.rest()
    marc = next(cell for cell in dependencies.card.who.cells.values() if cell.accessibleName().startswith("Marc"))
    assert "held outside only" in marc.accessibleName()
    for told in ("handles the unusual", "says so themselves", "said, not shown yet"):
        assert told in marc.toolTip()

    # What it costs: another day rate, and the ways change.
    page = overview_of(desk)
    assert page.ways is not None
    desk.click(page.ways.change)
    form = desk.dialog(WaysDialog)
    before = form.table.item(0, 1).text()
    form.fields["day_rate"].value.setValue(1_300)
    assert form.table.item(0, 1).text() != before
    desk.click(form.keep)
    assert isinstance(page.ways.found, Ways)
    assert page.ways.found.told.day_rate == 1_300

    # The job description, from the gaps, out of the program.
    target = tmp_path / "job.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "Markdown (*.md)"))
    desk.click(page.ways.texts[TextKind.JOB])
    dialog = desk.dialog(TextsDialog)
    desk.click(dialog.save)
    text = target.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "Terraform" in text
    for name in ("Marc", "Delorme", "Léa", "Rousseau", "Karim", "Saïdi"):
        assert name not in text
    desk.click(dialog.close_button)
    assert isinstance(reason(overview_of(desk), "16 blocking items"), QPushButton)
