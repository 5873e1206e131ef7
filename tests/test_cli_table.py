"""The command line's tables: counts, problems with their place, and files that other workspaces take."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ctohandover.cli import main
from ctohandover.formats.tables import read_table, write_xlsx
from tests.command_line import Run, caller, complaint, stable

WIDE = "Compétence;Criticité;Marc Delorme;Léa;Sophie\nTerraform;vitale;4;1;\nSQL;;;3;2\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("CTOHANDOVER_PROFILE", str(tmp_path / "profile"))
    return caller(capsys)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_wide_table_in_and_a_matrix_out(run: Run, workspace_path: Path, tmp_path: Path) -> None:
    table = write(tmp_path / "skills.csv", WIDE)
    call = ("table", "import", workspace_path, table, "--what", "assessments")
    code, out, err = run(*call, "--json")
    assert (code, err) == (0, "")
    assert stable(out) == [
        {
            "added": 4, "changed": 0, "confirmed": 0, "left_out": 0, "people_added": 1, "problems": [], "same": 0,
            "skills_added": 2,
        }
    ]  # fmt: skip
    assert run(*call)[1] == "0 added, 0 changed, 0 confirmed, 4 already there; 0 people and 0 skills came along\n"
    target = tmp_path / "out.xlsx"
    what = ("--what", "assessments")
    assert run("table", "export", workspace_path, target, *what, "--matrix", "--kind", "skill") == (
        0,
        "2 rows written\n",
        "",
    )
    (sheet,) = read_table(target.read_bytes(), "out.xlsx")
    assert [row.cells for row in sheet.rows][1] == ("SQL", "", "low", "1", "", "", "3", "2")
    assert stable(run("table", "export", workspace_path, tmp_path / "l.csv", *what, "--json")[1]) == [{"rows": 4}]


def test_bad_rows_take_nothing_unless_the_good_ones_are_wanted(run: Run, workspace_path: Path, tmp_path: Path) -> None:
    table = write(tmp_path / "levels.csv", "Person,Skill,Level\nLéa,SQL,3\nKarim,SQL,much\n")
    call = ("table", "import", workspace_path, table, "--what", "assessments", "--json")
    code, out, err = run(*call)
    assert code == 1
    assert complaint(err) == (
        "1 row cannot be taken, so nothing was. Row 3, column C: “much” is no level; levels are 0 to 4. Mend it, or add"
        " --take-good."
    )
    (told,) = stable(out)
    assert (told["added"], told["problems"]) == (
        0,
        [{"row": 3, "column": "C", "code": "level-unreadable", "text": "much"}],
    )
    code, out, _ = run(*call, "--take-good")
    assert (code, json.loads(out)["added"], len(json.loads(out)["problems"])) == (0, 1, 1)
    code, _, err = run("table", "import", workspace_path, table, "--what", "checklist", "--take-good")
    assert code == 1
    assert "No items were found" in complaint(err)


@pytest.mark.parametrize(
    ("what", "text", "back"),
    [
        ("people", "Name,Role\nInès Benali,founder\n", "Inès Benali"),
        ("skills", "Skill,Category,Description\nSQL,Data,reads a plan\n", "reads a plan"),
        ("checklist", "Code,Title,Due\nS1,List the accesses,T-30\n", "List the accesses"),
    ],
)
def test_the_other_tables(run: Run, workspace_path: Path, tmp_path: Path, what: str, text: str, back: str) -> None:
    table = write(tmp_path / "in.csv", text)
    assert run("table", "import", workspace_path, table, "--what", what)[0] == 0
    assert run("table", "export", workspace_path, tmp_path / "out.csv", "--what", what)[0] == 0
    assert back in (tmp_path / "out.csv").read_text("utf-8-sig")
    told = run("table", "import", workspace_path, tmp_path / "out.csv", "--what", what)[1]
    assert told.startswith("0 added, 0 changed")


def test_what_cannot_be(run: Run, workspace_path: Path, tmp_path: Path) -> None:
    code, _, err = run("table", "export", workspace_path, tmp_path / "people.ods", "--what", "people")
    assert (code, "Choose a name that ends in .csv or .xlsx." in complaint(err)) == (1, True)
    code, _, err = run("table", "import", workspace_path, tmp_path / "none.csv", "--what", "people")
    assert (code, complaint(err).startswith("There is no file")) == (1, True)
    empty = write(tmp_path / "empty.csv", "\n\n")
    code, _, err = run("table", "import", workspace_path, empty, "--what", "people")
    assert (code, "nothing in empty.csv" in complaint(err)) == (1, True)
    book = tmp_path / "book.xlsx"
    book.write_bytes(write_xlsx([["Name"], ["Ann"]], "Team"))
    code, _, err = run("table", "import", workspace_path, book, "--what", "people", "--sheet", "Else")
    assert (code, "It has: Team." in complaint(err)) == (1, True)
    assert run("table", "import", workspace_path, book, "--what", "people", "--sheet", "Team")[0] == 0
    with pytest.raises(SystemExit):
        main(["table", "import", str(workspace_path), str(book)])
