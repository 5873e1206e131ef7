"""Tables of levels as teams keep them: long, wide, turned, with groups, sums and mistakes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.assessments import Assessment, Method
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person, Role
from ctohandover.domain.subjects import Criticality, Kind, Subject
from ctohandover.formats.tables import Problem, Row, Sheet, read_pasted, read_table, write_csv, write_xlsx
from ctohandover.formats.tables.assessments import LevelTable, Shape, level_rows, matrix_rows, read_levels
from ctohandover.formats.tables.vocabulary import day_of, is_nothing, level_of, number_of, offset_of, phase_of
from ctohandover.i18n import Translator, translator
from ctohandover.resources import resources_folder

DAY = date(2027, 1, 9)


def sheet(text: str) -> Sheet:
    """A table with a bar between its cells."""
    lines = text.strip().splitlines()
    return read_pasted("\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in lines))


def levels(table: LevelTable) -> list[tuple[str, str, int]]:
    return [(entry.person, entry.subject, int(entry.level)) for entry in table.entries]


def problems(table: LevelTable) -> list[tuple[int, int, str]]:
    return [(one.row, one.column, one.code) for one in table.problems]


# --- a line an assessment


def test_long_in_english() -> None:
    found = read_levels(
        sheet("""Person | Skill | Level | Date | Method | Evidence
        Léa Rousseau | SQL | 3 | 2026-11-02 | session | solved #12
        Karim | SQL | 2 - with help | 02/11/2026 | lead |
        Léa Rousseau | Terraform | n/a | | |""")
    )
    assert found.shape is Shape.LONG
    first, second = found.entries
    assert (first.person, first.subject, first.level, first.day) == (
        "Léa Rousseau", "SQL", Level.ALONE, date(2026, 11, 2),
    )  # fmt: skip
    assert (first.method, first.evidence, first.row, first.column) == (Method.SESSION, "solved #12", 2, 3)
    assert (second.level, second.day, second.method) == (Level.WITH_HELP, date(2026, 11, 2), Method.LEAD)
    assert found.persons == ("Léa Rousseau", "Karim")
    assert [subject.title for subject in found.subjects] == ["SQL", "Terraform"]
    assert found.problems == ()


def test_long_in_french_in_any_order_below_a_title() -> None:
    found = read_levels(
        sheet("""Suivi 2026
        Criticité | NIVEAU | competence  | Personnes requises | Nom et prénom | Catégorie | Le
        vitale | 4 – peut former | SQL | 2 | Zoé | Données | 9.1.2027
        | en autonomie | sql | | ZOÉ | | 46031
        élevée | a vu | Réseau | 1 | Zoé | Infra |"""),
        default_day=DAY,
    )
    assert levels(found) == [("Zoé", "SQL", 4), ("Zoé", "SQL", 3), ("Zoé", "Réseau", 1)]
    assert [entry.day for entry in found.entries] == [DAY, date(2026, 1, 9), DAY]
    sql, network = found.subjects
    assert (sql.category, sql.criticality, sql.needed) == ("Données", Criticality.VITAL, 2)
    assert (network.category, network.criticality, network.needed) == ("Infra", Criticality.HIGH, 1)


def test_bad_cells_are_named_and_the_good_ones_come() -> None:
    found = read_levels(
        sheet("""name | item | level | day | method | criticality | needed
        Ann | A | 5 | | | |
        Ann | B | 2 | 31/02/2026 | | |
        Ann | C | 2 | | telepathy | huge | many
        Ann | | 2 | | | |
         | D | 2 | | | |
        Bob | D | 2.5 | | | |
        Bob | D | 1 | | | low | 3""")
    )
    assert problems(found) == [
        (2, 3, "level-unreadable"),
        (3, 4, "day-unreadable"),
        (4, 6, "criticality-unknown"),
        (4, 7, "needed-unreadable"),
        (4, 5, "method-unknown"),
        (5, 2, "subject-empty"),
        (6, 1, "person-empty"),
        (7, 3, "level-unreadable"),
    ]
    assert levels(found) == [("Ann", "C", 2), ("Bob", "D", 1)]
    assert found.problems[0].text == "5"


def test_names_and_evidence_have_a_limit() -> None:
    rows = (Row(1, ("person", "skill", "level", "evidence")), Row(2, ("x" * 201, "A", "1")))
    found = read_levels(Sheet("", (*rows, Row(3, ("Ann", "A", "1", "y" * 20_001)))))
    assert problems(found) == [(2, 1, "name-too-long"), (3, 4, "evidence-too-long")]
    assert len(found.problems[0].text) == 200
    assert found.entries[0].evidence == ""


# --- the matrix


def test_persons_down() -> None:
    found = read_levels(
        sheet("""Team 2026 |
        | SQL | Réseau | Total
        Léa | 3 | · | 3
        Karim | - | 1 - a vu | 1
        Moyenne | 3 | 1 | 2"""),
        default_day=DAY,
    )
    assert found.shape is Shape.PERSONS_DOWN
    assert levels(found) == [("Léa", "SQL", 3), ("Karim", "Réseau", 1)]
    assert (found.entries[1].row, found.entries[1].column, found.entries[1].day) == (4, 3, DAY)
    assert found.persons == ("Léa", "Karim")
    assert found.problems == ()


def test_persons_across_with_columns_beside() -> None:
    found = read_levels(
        sheet("""Domaine | Compétence | Criticité | Personnes requises | Léa | Karim
        Données | SQL | vitale | 2 | 3 | 4
        | Migrations | élevée | | 2 |
        Infra | DNS | étrange | x | 0 | oui"""),
        known_persons=["Léa"],
    )
    assert found.shape is Shape.PERSONS_ACROSS
    assert levels(found) == [
        ("Léa", "SQL", 3), ("Karim", "SQL", 4), ("Léa", "Migrations", 2), ("Léa", "DNS", 0),
    ]  # fmt: skip
    assert [(s.title, s.category, s.criticality, s.needed) for s in found.subjects] == [
        ("SQL", "Données", Criticality.VITAL, 2),
        ("Migrations", "Données", Criticality.HIGH, None),
        ("DNS", "Infra", None, None),
    ]
    assert problems(found) == [
        (4, 3, "criticality-unknown"),
        (4, 4, "needed-unreadable"),
        (4, 6, "level-unreadable"),
    ]


def test_rows_that_describe_the_skills_and_groups_above_them() -> None:
    found = read_levels(
        sheet("""| Données | | Infra
        Personne | SQL | Migrations | DNS
        Criticité | vitale | faible | élevée
        Requis | 2 | 1 | x
        Léa | 3 | 2 | 1""")
    )
    assert found.shape is Shape.PERSONS_DOWN
    assert levels(found) == [("Léa", "SQL", 3), ("Léa", "Migrations", 2), ("Léa", "DNS", 1)]
    assert [(s.title, s.category, s.criticality, s.needed) for s in found.subjects] == [
        ("SQL", "Données", Criticality.VITAL, 2),
        ("Migrations", "Données", Criticality.LOW, 1),
        ("DNS", "Infra", Criticality.HIGH, None),
    ]
    assert problems(found) == [(4, 4, "needed-unreadable")]


TURNED = """ | Ann | Bob
Cobol | 1 | 2
Lisp | 3 | 4"""


def test_known_names_decide_and_persons_go_down_by_default() -> None:
    assert read_levels(sheet(TURNED)).shape is Shape.PERSONS_DOWN
    assert read_levels(sheet(TURNED), known_persons=["ann", "Zed"]).shape is Shape.PERSONS_ACROSS
    assert read_levels(sheet(TURNED), known_subjects=["LISP"]).shape is Shape.PERSONS_ACROSS
    assert read_levels(sheet(TURNED), known_persons=["Lisp"], known_subjects=["x"]).shape is Shape.PERSONS_DOWN
    assert read_levels(sheet(TURNED.replace(" |", "Skills |", 1))).shape is Shape.PERSONS_ACROSS
    turned = read_levels(sheet(TURNED), known_persons=["Bob"])
    assert levels(turned)[:2] == [("Ann", "Cobol", 1), ("Bob", "Cobol", 2)]
    assert turned.persons == ("Ann", "Bob")


def test_names_that_come_twice_or_lack() -> None:
    found = read_levels(
        sheet("""Nom | SQL | sql | DNS
        Ann | 1 | 2 | 3
        ANN | 4 | 4 | 4
         | 1 | |
        Bob | 2 | | """)
    )
    assert problems(found) == [(1, 3, "name-twice"), (3, 1, "name-twice"), (4, 1, "person-empty")]
    assert levels(found) == [("Ann", "SQL", 1), ("Ann", "DNS", 3), ("Bob", "SQL", 2)]


def test_what_holds_no_levels_says_so() -> None:
    for text in ("", "a | b", "a | b\nc | ", "title"):
        found = read_levels(sheet(text) if text else Sheet("", ()))
        assert (found.shape, found.problems) == (Shape.NONE, (Problem(0, 0, "no-levels"),))


# --- words


@pytest.mark.parametrize(
    ("text", "level"),
    [("0", 0), ("4", 4), ("3 - autonome", 3), ("3 – En autonomie", 3), ("Niveau 2", 2), ("L1", 1), ("3/4", 3),
     ("2,0", 2), ("2.0", 2), ("1 (seen)", 1), ("Peut former", 4), ("A VU", 1), ("avec aide", 2), ("Aucun", 0),
     ("does it alone, the usual failure included", 3)],
)  # fmt: skip
def test_levels(text: str, level: int) -> None:
    assert level_of(text) == level


@pytest.mark.parametrize("text", ["5", "-1", "2.5", "3,5", "3/5", "33", "x", "✓", "★★", "+", "yes", "3 - 4"])
def test_what_is_no_level_is_not_guessed(text: str) -> None:
    assert level_of(text) is None
    assert not is_nothing(text)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "n/a", "N/A", "#N/A", "·", "?", ".", "non renseigné", "nc"])
def test_what_means_that_nobody_was_asked(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_level_word_of_ours_is_read(language: str) -> None:
    from ctohandover import words

    t = translator(language, resources_folder() / "translations")
    for table in words.LEVEL.values():
        for level, text in table.items():
            assert level_of(t(text)) is level, t(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2027-01-09", DAY), ("2027/1/9", DAY), ("2027-01-09 08:30:00", DAY), ("09/01/2027", DAY), ("9.1.2027", DAY),
     ("9-1-27", DAY), ("46396", DAY), ("46396.5", DAY), ("31/02/2027", None), ("2027", None), ("1/2", None),
     ("soon", None), ("01/09/1027", None)],
)  # fmt: skip
def test_days(text: str, day: date | None) -> None:
    assert day_of(text) == day


def test_figures_and_offsets() -> None:
    assert [number_of(text) for text in ("1,5", "1 000", "x", "1.2.3", "-2")] == [1.5, 1000, None, None, -2]
    offsets = [offset_of(text) for text in ("-30", "T-30", "J+30", "d0", "Jour J", "+5 days", "5 j", "99999", "x")]
    assert offsets == [-30, -30, 30, 0, 0, 5, 5, None, None]
    assert [phase_of(text) for text in ("T-90", "J+30", "Basculer", "90", "x")] == [
        "map",
        "steady",
        "switch",
        None,
        None,
    ]


# --- there and back


PEOPLE = [Person(id=n, name=n.title(), role=Role.MEMBER, internal=True) for n in ("ann", "bob")]
SUBJECTS = [
    Subject(id="a", kind=Kind.SKILL, title="=SQL", criticality=Criticality.VITAL, area="Data"),
    Subject(id="b", kind=Kind.SKILL, title="DNS", area="Infra", needed_set=3),
]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_exported_is_read_back(language: str) -> None:
    t = translator(language, resources_folder() / "translations")
    given_levels = [
        Assessment(id=str(n), person_id=p, subject_id=s, level=Level(n), day=DAY, method=m, evidence=f"'{n}")
        for n, (p, s, m) in enumerate(
            [("ann", "a", Method.SELF), ("bob", "a", Method.LEAD), ("ann", "b", Method.PEER),
             ("bob", "b", Method.SESSION), ("ann", "a", Method.DRILL)]
        )
    ]  # fmt: skip
    stray = Assessment(id="x", person_id="gone", subject_id="a", level=Level(1), day=DAY, method=Method.SELF)
    rows = level_rows([*given_levels, stray], PEOPLE, SUBJECTS, t)
    for data in (write_csv(rows, ";"), write_xlsx(rows, "x")):
        (read,) = read_table(data, "x")
        found = read_levels(read)
        assert found.problems == ()
        assert [(e.person.lower(), e.level, e.method, e.evidence, e.day) for e in found.entries] == [
            (a.person_id, a.level, a.method, a.evidence, a.day) for a in given_levels
        ]
        assert [(s.title, s.category, s.criticality, s.needed) for s in found.subjects] == [
            (s.title, s.area, s.criticality, s.needed) for s in SUBJECTS
        ]
    matrix = matrix_rows(PEOPLE, SUBJECTS, {("ann", "a"): Level(0), ("bob", "b"): Level(4)}, t)
    (read,) = read_table(write_csv(matrix, ";"), "x")
    found = read_levels(read)
    assert found.shape is Shape.PERSONS_ACROSS
    assert levels(found) == [("Ann", "=SQL", 0), ("Bob", "DNS", 4)]
    assert (found.persons, found.problems) == (("Ann", "Bob"), ())


_CELL = st.sampled_from(
    [
        "",
        "person",
        "Skill",
        "level",
        "date",
        "criticité",
        "requis",
        "Total",
        "3",
        "5",
        "-",
        "vital",
        "Ann",
        "SQL",
        "x" * 300,
    ]
) | st.text(max_size=6)


@given(st.lists(st.lists(_CELL, max_size=7), max_size=9))
def test_any_table_is_read_without_a_crash(cells: list[list[str]]) -> None:
    rows = tuple(Row(number, tuple(row)) for number, row in enumerate(cells, 1) if row)
    found = read_levels(Sheet("", rows), known_persons=["Ann"])
    known = {subject.title for subject in found.subjects}
    for entry in found.entries:
        assert entry.person in found.persons
        assert entry.subject in known
        assert 1 <= entry.row <= len(cells)


def test_the_translator_is_asked_in_its_language(t: Translator) -> None:
    assert level_rows([], [], [], t)[0][:3] == ["Person", "Item", "Level"]
