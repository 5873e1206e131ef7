"""What all tests share: an offscreen Qt, a profile of their own, and a workspace to work on."""

from __future__ import annotations

import gc
import os
import zlib

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ctohandover import lean_pyside

lean_pyside.load()  # as in the program

from ctohandover.app import STYLE
from ctohandover.domain.people import Person, Role
from ctohandover.i18n import Translator, translator
from ctohandover.resources import resources_folder
from ctohandover.services.facade import Services
from ctohandover.services.workspaces import NewWorkspace, create
from ctohandover.storage.store import Store
from ctohandover.ui.garbage import collect_due

TODAY = date.today()
PEOPLE = (
    Person(id="", name="Marc Delorme", role=Role.OUTGOING_CTO, internal=False, active_to=TODAY + timedelta(days=47)),
    Person(id="", name="Léa Rousseau", role=Role.RELAY, internal=True, on_site=True),
    Person(id="", name="Karim Saïdi", role=Role.MEMBER, internal=True, on_site=True),
)
RECORDS = {
    "docs/adr/0001-record-decisions.md": "# 1. Record decisions\n\nDate: 2025-01-10\n\n## Status\n\nAccepted\n\n"
    "## Context\n\nNobody remembers why.\n\n## Decision\n\nWe write them down.\n",
    "docs/adr/0002-postgresql.md": "---\nstatus: accepted\ndate: 2025-02-03\ndecision-makers: Marc Delorme\n---\n"
    "# PostgreSQL as the only store\n\n## Context\n\nOne database. ![Plan](images/plan.png)\n\n"
    "See [the first one](0001-record-decisions.md).\n\n```python\ndef apply(state):\n    return state\n```\n",
    "docs/adr/0003-kubernetes.md": "# 3. Use Kubernetes\n\nDate: 2025-03-01\n\n## Status\n\nRejected\n\n"
    "## Context\n\nToo much for seven people.\n",
    "docs/adr/README.md": "# Decisions\n\n* [1](0001-record-decisions.md)\n",
}


def _png() -> bytes:
    """One red dot."""

    def part(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = part(b"IHDR", bytes.fromhex("00000001000000010802000000"))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(b"\0\xff\0\0")) + part(b"IEND", b"")


PNG = _png()


@pytest.fixture(scope="session", autouse=True)
def _no_garbage_in_threads() -> None:
    """As in the program: a thread of one test must not take the window of another one apart."""
    gc.disable()


@pytest.fixture(autouse=True)
def _garbage_of_the_test() -> Iterator[None]:
    yield
    collect_due()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The style of the program, whatever the system's is."""
    return ["tests", *STYLE]


@pytest.fixture
def t() -> Translator:
    return translator("en", resources_folder() / "translations")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small repository with three decisions, a read-me and an image."""
    root = tmp_path / "boreal-core"
    for name, text in RECORDS.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (root / "docs/adr/images").mkdir()
    (root / "docs/adr/images/plan.png").write_bytes(PNG)
    return root


@pytest.fixture
def workspace_path(tmp_path: Path) -> Path:
    """A workspace file with three people and no decisions; Léa sits here and keeps it."""
    path = tmp_path / "Boréal Santé.handover"
    create(
        path,
        NewWorkspace(
            company="Boréal Santé",
            language="en",
            last_day=TODAY + timedelta(days=47),
            handover_day=TODAY + timedelta(days=47),
            people=PEOPLE,
            here=1,
            keeper=1,
        ),
    )
    return path


@pytest.fixture
def store(workspace_path: Path) -> Iterator[Store]:
    opened = Store(workspace_path)
    yield opened
    opened.close()


@pytest.fixture
def services(store: Store) -> Services:
    return Services(store)
