"""New records: the text of the template, and a name that fits in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.decisions import Status
from ctohandover.errors import FileProblem, Invalid
from ctohandover.formats.adr import guess_style, new_record, read
from ctohandover.formats.adr.templates import LANGUAGES, TEMPLATES, slug

RESOURCES = Path(__file__).parents[2] / "resources"
DAY = date(2024, 1, 31)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("deciders", [(), ("Ann Lee", "@zoé")])
def test_what_is_filled_in_is_read_back(template: str, language: str, deciders: tuple[str, ...]) -> None:
    made = new_record(RESOURCES, "Éviter: l'œuvre # 2", DAY, template=template, language=language, deciders=deciders)
    fields = read(made.path, made.data).fields
    assert fields is not None
    assert made.path == "docs/decisions/0001-eviter-l-oeuvre-2.md"
    assert (fields.title, fields.number, fields.date) == ("Éviter: l'œuvre # 2", 1, DAY)
    assert (fields.status, fields.deciders, fields.findings) == (Status.PROPOSED, deciders, ())
    assert b"{{" not in made.data


@pytest.mark.parametrize(
    ("paths", "made"),
    [
        (["docs/adr/0001-a.md", "docs/adr/0002-b.md"], "docs/adr/0003-use-riak.md"),
        (["a/001-a.md", "a/010-b.md"], "a/011-use-riak.md"),
        (["adr/ADR-1.md", "adr/ADR-12.md"], "adr/ADR-13-use-riak.md"),
        (["adr/ADR-1-x.md"], "adr/ADR-2-use-riak.md"),
        (["adr/adr001-x.md"], "adr/adr002-use-riak.md"),
        (["adr-01.md", "adr-63.md"], "adr-64-use-riak.md"),
        (["ODH-ADR-0001-x.md"], "ODH-ADR-0002-use-riak.md"),
        (["d/20200101-x.md"], "d/20240131-use-riak.md"),
        (["d/2020-01-01-x.md"], "d/2024-01-31-use-riak.md"),
        (["d/2021-06-06_002-x.md"], "d/2024-01-31_003-use-riak.md"),
        (["d/2021-05-03-slug/README.md"], "d/2024-01-31-use-riak/README.md"),
        (["d/choose-database.md"], "d/use-riak.md"),
        (["d/0001_choose_database.md"], "d/0002_use_riak.md"),
        (["adr/0001-a.md", "adr/0002-b.md", "adr/0003-c.md", "other/0009-z.md"], "adr/0004-use-riak.md"),
        (["d/use-riak.md", "d/choose-database.md"], "d/use-riak-2.md"),
        ([], "docs/decisions/0001-use-riak.md"),
    ],
)
def test_the_name_fits_in(paths: list[str], made: str) -> None:
    assert new_record(RESOURCES, "Use Riak", DAY, paths=paths).path == made


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Éviter l'œuvre: façade ?", "eviter-l-oeuvre-facade"),
        ("Straße über Ångström", "strasse-uber-angstrom"),
        ("使用 Riak", "使用-riak"),
        ("../../etc/passwd", "etc-passwd"),
        ("???", "decision"),
        ("a" * 200, "a" * 80),
    ],
)
def test_slugs(title: str, name: str) -> None:
    assert slug(title) == name


@given(st.text(min_size=1, max_size=60))
def test_any_title_makes_a_safe_name(title: str) -> None:
    name = slug(title)
    assert name
    assert not set(name) & set('/\\:*?"<>|\0 .')


def test_numbers_without_a_template_number_are_left_out() -> None:
    made = new_record(RESOURCES, "Use Riak", DAY, template="nygard", paths=["d/20200101-x.md"])
    assert made.data.startswith(b"# Use Riak\n\nDate: 2024-01-31\n\n## Status\n\nProposed\n")


def test_bad_calls_are_refused() -> None:
    with pytest.raises(Invalid, match="adr-title-empty"):
        new_record(RESOURCES, " ", DAY)
    with pytest.raises(Invalid, match="adr-template-unknown"):
        new_record(RESOURCES, "X", DAY, template="../../secret")
    with pytest.raises(FileProblem, match="unreadable"):
        new_record(Path("nowhere"), "X", DAY)


def test_a_language_without_templates_gets_english() -> None:
    assert b"## Context" in new_record(RESOURCES, "X", DAY, template="nygard", language="it").data


def test_no_paths_no_guess() -> None:
    assert guess_style([]).digits == 4
