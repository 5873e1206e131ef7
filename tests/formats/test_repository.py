"""What files of a repository tell: names and places, never a value, and bad files never stop the rest."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.formats import repository
from ctohandover.formats.repository import Clues, clues

CANARY = "sk_live_9f2canary"


def put(root: Path, files: dict[str, str]) -> Clues:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return clues(root)


def test_every_kind_of_file_gives_its_names_with_their_place(tmp_path: Path) -> None:
    found = put(
        tmp_path,
        {
            "README.md": "\n# Boréal [core](https://x.example) `api`\n\n# Other\n",
            "docker-compose.yml": "services:\n  web:\n    build: .\n  worker:\n    image: redis:7\n",
            "infra/main.tf": 'provider "aws" {}\n\nresource "aws_db_instance" "main" {}\n'
            'resource "aws_iam_role" "x" {}\n',
            ".github/workflows/ci.yml": "on: push\n",
            "Procfile": "release: ./migrate\n",
            ".env.example": f"STRIPE_SECRET_KEY={CANARY}\nexport SENTRY_DSN=x\nPORT=80\nDEBUG=1\nACME_TOKEN=\n",
            "CODEOWNERS": "# who\n/infra/ @marc lea@boreal.example\n*.py @boreal/backend\n[Section]\n",
            ".env": f"STRIPE_SECRET_KEY={CANARY}\nTWILIO_TOKEN=x\n",
        },
    )
    systems = {one.title: one.where for one in found.systems}
    assert systems == {
        "Boréal core api": "README.md:2",
        "web": "docker-compose.yml:2",
        "worker": "docker-compose.yml:4",
        "Database: main": "infra/main.tf:3",
        "GitHub Actions": ".github/workflows/ci.yml",
        "release": "Procfile:1",
    }
    accesses = {one.title: (one.where, one.detail) for one in found.accesses}
    assert accesses == {
        "Stripe": (".env.example:1", "STRIPE_SECRET_KEY"),
        "Sentry": (".env.example:2", "SENTRY_DSN"),
        "Acme": (".env.example:5", "ACME_TOKEN"),
        "AWS": ("infra/main.tf:1", "provider"),
        "GitHub Actions": (".github/workflows/ci.yml", ""),
    }
    assert {one.name: one.patterns for one in found.owners} == {
        "@marc": ("/infra/",),
        "lea@boreal.example": ("/infra/",),
        "@boreal/backend": ("*.py",),
    }
    assert CANARY not in repr(found)


def test_bad_files_never_stop_the_rest(tmp_path: Path) -> None:
    bomb = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]\n" for n in range(9))
    deep = "services: " + "[" * 3_000
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / ".env.example").write_text("TWILIO_TOKEN=\n", encoding="utf-8")
    root = tmp_path / "repo"
    root.mkdir()
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "Procfile").symlink_to("/etc/passwd")
    os.mkfifo(root / "compose.yaml")
    (root / "big.tf").write_bytes(b"x" * 1_000_001)
    (root / "bad.tf").write_bytes(b'resource "aws_db_instance" "\xff" {}\nresource "aws_db_instance" "ok" {}\n')
    found = put(
        root,
        {
            "docker-compose.a.yml": bomb,
            "docker-compose.b.yml": deep,
            "compose.c.yml": "services: [1, 2]",
            "compose.d.yml": "&",
            "compose.e.yml": "services: !!python/object/apply:os.system ['x']\n",
            "compose.f.yml": "services:\n  ? [a]\n  : {}\n  !!int x: 1\n  !!timestamp y: 1\n",
            "compose.g.yml": "a: &a {x: 1}\nb: &b {<<: [*a, *a]}\nservices:\n  <<: [*b, *b]\n",
            "compose.h.yml": "a: !!binary '*'\nb: !!int ''\nc: !!timestamp x\nd: !!float .\n",
        },
    )
    assert {one.title for one in found.systems} == {"Database: ok", "x", "y"}
    assert found.accesses == ()


def test_an_image_is_a_word_and_not_what_an_alias_of_an_alias_grows_to(tmp_path: Path) -> None:
    bomb = "a: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    found = put(tmp_path, {"compose.yml": f"{bomb}services:\n  web: {{image: *a39}}\n  db: {{image: postgres:16}}\n"})
    assert [(one.title, one.detail) for one in found.systems] == [("web", ""), ("db", "postgres:16")]


@pytest.mark.parametrize(
    ("name", "text"),
    [("main.tf", "\n" * 400_000), ("main.tf", " " * 900_000), ("README.md", "# " + " " * 900_000 + "x"),
     ("README.md", "# " + "[" * 900_000), (".env.example", " " * 900_000), ("CODEOWNERS", "#" * 900_000)],
)  # fmt: skip
def test_long_files_take_no_longer_than_their_length(tmp_path: Path, name: str, text: str) -> None:
    start = time.process_time()
    put(tmp_path, {name: text})
    assert time.process_time() - start < 2


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for read in (
        repository._compose, repository._terraform, repository._environment, repository._codeowners,
        repository._procfile, repository._readme,
    ):  # fmt: skip
        for kind, found in read("x", text):
            assert kind in ("system", "access", "owner")
            assert getattr(found, "title", None) or getattr(found, "name", None)


@given(st.from_regex(r"[A-Z][A-Z0-9_]{2,20}", fullmatch=True), st.text("abcdefXYZ0123456789", min_size=12, max_size=12))
def test_no_value_of_an_environment_file_comes_in(name: str, value: str) -> None:
    found = list(repository._environment("x", f"{name}={value}\n{name}_KEY = '{value}'\n"))
    assert value not in repr(found)
