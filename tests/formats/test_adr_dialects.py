"""Each dialect once, as a file under fixtures/adr; what the reader must make of it stands here."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ctohandover.domain.decisions import RelationKind, Status
from ctohandover.formats.adr import read

FIXTURES = Path(__file__).parent / "fixtures" / "adr"

EXPECTED: dict[str, dict[str, Any]] = {
    "0003-use-riak.md": {
        "number": 3,
        "title": "Use Riak",
        "status": Status.ACCEPTED,
        "date": date(2016, 2, 12),
        "dialect": "nygard",
    },
    "0004-use-plain-files.md": {
        "number": 4,
        "title": "Use plain files",
        "status": Status.ACCEPTED,
        "status_raw": "accepted",
        "date": date(2020, 10, 16),
        "deciders": ("Ann", "Bob"),
        "dialect": "madr-2",
    },
    "20201016-use-the-slug.md": {
        "number": None,
        "title": "Use the slug as the id",
        "status": Status.DRAFT,
        "date": date(2020, 10, 16),
        "dialect": "log4brains",
    },
    "0005-support-many-arguments.md": {
        "number": 5,
        "title": "Support many arguments",
        "status": Status.ACCEPTED,
        "date": date(2023, 6, 16),
        "deciders": ("shaun", "mark"),
        "dialect": "madr-3",
    },
    "0006-trace-requests.md": {
        "title": "Trace requests",
        "status": Status.SUPERSEDED,
        "status_raw": "superseded by ADR-0123",
        "date": date(2024, 5, 2),
        "deciders": ("Ann Lee", "Zoé #2"),
        "dialect": "madr-4",
    },
    "ADR-1.md": {
        "number": 1,
        "title": "JSON interface",
        "status": Status.ACCEPTED,
        "status_raw": "Approved",
        "date": date(2020, 4, 30),
        "deciders": (),
        "dialect": "table",
    },
    "ADR-001-use-a-framework.md": {
        "number": 1,
        "title": "Use a framework",
        "status": Status.PROPOSED,
        "date": date(2025, 4, 17),
        "deciders": ("Team",),
        "dialect": "table",
    },
    "0009-pick-a-queue.md": {"status": Status.REJECTED, "date": date(2022, 3, 4), "dialect": "table"},
    "001-backend.md": {
        "number": 1,
        "title": "Backend",
        "status": Status.ACCEPTED,
        "date": date(2026, 1, 15),
        "dialect": "bold",
    },
    "0010-cache.md": {"status": Status.SUPERSEDED, "date": date(2021, 5, 6), "dialect": "bold"},
    "0003-pt-bold-list.md": {
        "number": 3,
        "title": "Parâmetro",
        "status": Status.ACCEPTED,
        "status_raw": "Aceito",
        "date": date(2026, 1, 7),
        "deciders": ("Ana", "Rui"),
    },
    "adr-01.md": {
        "number": 1,
        "title": "Adopt records",
        "status": Status.ACCEPTED,
        "date": date(2018, 6, 19),
        "dialect": "plain",
    },
    "0002-fr-list.md": {
        "number": 2,
        "title": "Licence des projets",
        "status": Status.PROPOSED,
        "status_raw": "proposé",
        "date": date(2025, 5, 27),
        "deciders": ("Direction",),
    },
    "0001-de.md": {"number": 1, "title": "Modulare Architektur", "status": Status.ACCEPTED, "date": None},
    "adr-0001-no-boxes.md": {"number": 1, "title": "Oppsett", "status": Status.ACCEPTED, "date": date(2025, 6, 10)},
    "0008-zh-history.md": {
        "number": 8,
        "title": "使用日志",
        "status": Status.ACCEPTED,
        "status_raw": "2017-11-25 完成",
        "date": date(2017, 11, 23),
    },
    "0004-ru.md": {"number": 4, "title": "Кэш", "status": Status.ACCEPTED, "date": date(2024, 1, 1)},
    "adr-003-configuration.md": {"number": 3, "title": "Configuration", "status": Status.PROPOSED, "date": None},
    "adr011-plugin-package-structure.md": {"number": 11, "title": "Plugin Package Structure", "status": None},
    "0012-use-feature-flags.md": {
        "title": "Use feature flags",
        "status": Status.ACCEPTED,
        "date": date(2023, 8, 1),
        "dialect": "front-matter",
    },
    "0013-use-toml.md": {"title": "Use TOML", "status": Status.REJECTED, "date": date(2021, 2, 3)},
}
RELATIONS = {
    "20201016-use-the-slug.md": (RelationKind.SUPERSEDES, None, "docs/adr/20200926-use-numbers.md"),
    "0006-trace-requests.md": (RelationKind.SUPERSEDED_BY, 123, None),
    "ADR-1.md": (RelationKind.AMENDS, 8, None),
    "0010-cache.md": (RelationKind.SUPERSEDED_BY, 16, "docs/adr/016-x.md"),
    "0012-use-feature-flags.md": (RelationKind.SUPERSEDED_BY, 7, "docs/adr/0007-no-flags.md"),
}


def test_every_fixture_is_expected() -> None:
    assert {path.name for path in FIXTURES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_dialect(name: str, newline: str, bom: bytes) -> None:
    text = (FIXTURES / name).read_text(encoding="utf-8").replace("\n", newline)
    fields = read(f"docs/adr/{name}", bom + text.encode()).fields
    assert fields is not None
    assert {key: getattr(fields, key) for key in EXPECTED[name]} == EXPECTED[name]
    assert fields.findings == ()
    found = [(relation.kind, relation.number, relation.path) for relation in fields.relations]
    assert found == ([RELATIONS[name]] if name in RELATIONS else [])


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_utf_16_reads_the_same(name: str) -> None:
    text = (FIXTURES / name).read_text(encoding="utf-8")
    assert read(name, text.encode("utf-16")).fields == read(name, text.encode()).fields
