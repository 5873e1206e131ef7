"""What a repository tells of the systems that run and of the accesses that there must be: names alone, never values.

Read are compose files, Terraform, what builds and deploys, Procfile, the read-me's title, the names in examples of
environment files, and CODEOWNERS. A real environment file is never opened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import yaml

from ctohandover.errors import FileProblem
from ctohandover.formats.files import read_regular, walk
from ctohandover.formats.repository_words import ACCESS_NAMES, PROVIDERS, TERRAFORM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ctohandover.formats.files import Found

FILE_LIMIT: Final = 1_000_000
COMPOSE_LIMIT: Final = 60_000
"""Characters: what takes a second to read."""
MOST_FILES: Final = 50_000
_EXAMPLES: Final = re.compile(
    r"^(?:.*\.)?env\.(?:example|sample|dist|template|tpl)$|^(?:example|sample)\.env$|^\.env-example$", re.IGNORECASE
)
_COMPOSE: Final = re.compile(r"^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$", re.I)
_NAME: Final = re.compile(r"^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*[=:]")
_SECRET: Final = re.compile(
    r"(?:^|_)(?:KEY|SECRET|TOKEN|PASSWORD|PASS|PWD|DSN|CREDENTIALS?|URL|URI|ID|ACCOUNT|USER|USERNAME|CERT)S?$"
)
_OWN: Final = frozenset(
    {
        "APP", "API", "SECRET", "NODE", "NEXT", "REACT", "VITE", "PUBLIC", "BASE", "SITE", "DEBUG", "WEB", "SERVER",
        "CLIENT", "AUTH", "JWT", "SESSION", "ENCRYPTION", "LOG", "TEST", "DJANGO", "RAILS",
    }
)  # fmt: skip
"""Beginnings of names that are of the program itself and of no service."""
_RESOURCE: Final = re.compile(r'^[ \t]*(resource|provider|module)[ \t]+"([\w-]+)"(?:[ \t]+"([\w-]+)")?')


@dataclass(frozen=True, slots=True)
class Clue:
    """Something that a file speaks of. `where` is its path and line, `detail` what else it says, never a value."""

    title: str
    where: str
    detail: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """One owner of CODEOWNERS: a handle ("@lea"), a team or an e-mail address, with the patterns that are theirs."""

    name: str
    patterns: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Clues:
    systems: tuple[Clue, ...]
    accesses: tuple[Clue, ...]
    owners: tuple[Owner, ...]
    files: int


def clues(folder: Path, step: Callable[[int, int], None] | None = None) -> Clues:
    """Never raises for a file that cannot be read; `step` is called with the number of files looked at."""
    systems: dict[str, Clue] = {}
    accesses: dict[str, Clue] = {}
    owners: dict[str, Owner] = {}
    seen = 0
    for file in walk(folder, lambda _: True):
        seen += 1
        if seen > MOST_FILES:
            break
        if step is not None and seen % 200 == 0:
            step(seen, 0)
        reader = _reader(file.path)
        if reader is None or file.problem:
            continue
        text = _text(file)
        if text is None:
            continue
        for kind, found in reader(file.path, text):
            if isinstance(found, Owner):
                owners[found.name] = _joined(owners.get(found.name), found)
            else:
                (systems if kind == "system" else accesses).setdefault(found.title.casefold(), found)
    return Clues(tuple(systems.values()), tuple(accesses.values()), tuple(owners.values()), seen)


def _joined(known: Owner | None, found: Owner) -> Owner:
    return found if known is None else Owner(known.name, (*known.patterns, *found.patterns), known.where)


def _reader(path: str) -> Callable[[str, str], Iterator[tuple[str, Clue | Owner]]] | None:
    """What reads a file, by its name."""
    place = PurePosixPath(path)
    name, parents = place.name, [part.casefold() for part in place.parts[:-1]]
    if _COMPOSE.match(name):
        return _compose
    if _EXAMPLES.match(name):
        return _environment
    if name.endswith(".tf"):
        return _terraform
    if name == "CODEOWNERS" and (not parents or parents in ([".github"], [".gitlab"], ["docs"])):
        return _codeowners
    if name == "Procfile":
        return _procfile
    if parents[-2:] == [".github", "workflows"] and name.endswith((".yml", ".yaml")):
        return _named("GitHub Actions")
    if name in _BUILDS and (not parents or parents == [".circleci"]):
        return _named(_BUILDS[name])
    if name.casefold() == "readme.md" and not parents:
        return _readme
    return None


_BUILDS: Final = {
    ".gitlab-ci.yml": "GitLab CI", "Jenkinsfile": "Jenkins", "azure-pipelines.yml": "Azure Pipelines",
    "bitbucket-pipelines.yml": "Bitbucket Pipelines", "config.yml": "CircleCI", "fly.toml": "Fly.io",
    "vercel.json": "Vercel", "netlify.toml": "Netlify", "app.yaml": "App Engine", "serverless.yml": "Serverless",
}  # fmt: skip


def _text(file: Found) -> str | None:
    try:
        return read_regular(file.full, FILE_LIMIT).decode("utf-8-sig", "replace")
    except FileProblem:
        return None


def _named(title: str) -> Callable[[str, str], Iterator[tuple[str, Clue | Owner]]]:
    def read(path: str, text: str) -> Iterator[tuple[str, Clue | Owner]]:
        if title == "CircleCI" and not path.startswith(".circleci/"):
            return
        yield "system", Clue(title, path)
        yield "access", Clue(title, path)

    return read


def _compose(path: str, text: str) -> Iterator[tuple[str, Clue | Owner]]:
    """The services of a compose file, from its nodes: nothing is built of them, so that no tag runs and no alias of an
    alias grows."""
    if len(text) > COMPOSE_LIMIT:
        return
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError, ArithmeticError):
        return
    for name, about in _pairs(_entry(root, "services")):
        image = _entry(about, "image")
        told = image.value if isinstance(image, yaml.ScalarNode) else ""
        yield "system", Clue(_short(name.value), f"{path}:{name.start_mark.line + 1}", _short(told))


def _pairs(node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """The entries of a mapping that stand in it, with the nodes of their keys; nothing of another node."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode) and key.value != "<<":
            yield key, value


def _entry(node: yaml.Node | None, name: str) -> yaml.Node | None:
    return next((value for key, value in _pairs(node) if key.value == name), None)


def _terraform(path: str, text: str) -> Iterator[tuple[str, Clue | Owner]]:
    for number, line in enumerate(text.splitlines(), start=1):
        told = _RESOURCE.match(line)
        if told is None:
            continue
        where = f"{path}:{number}"
        what, kind, name = told.groups()
        if what == "provider":
            yield "access", Clue(PROVIDERS.get(kind, kind), where, "provider")
        elif what == "resource" and name:
            family = next((words for part, words in TERRAFORM if part in kind), "")
            if family:
                yield "system", Clue(f"{family}: {name}", where, kind)


def _environment(path: str, text: str) -> Iterator[tuple[str, Clue | Owner]]:
    """Names of settings, grouped by the service that they are for; what stands behind a name is not looked at."""
    for number, line in enumerate(text.splitlines(), start=1):
        told = _NAME.match(line)
        if told is None or not _SECRET.search(told[1].upper()):
            continue
        title = _service(told[1].upper())
        if title:
            yield "access", Clue(title, f"{path}:{number}", told[1])


def _service(name: str) -> str:
    """ "STRIPE_SECRET_KEY" -> "Stripe"."""
    for part, title in ACCESS_NAMES:
        if name == part or name.startswith(f"{part}_") or f"_{part}_" in name:
            return title
    first = name.split("_")[0]
    if len(first) < 3 or first in _OWN:
        return "Application secrets" if "_" in name else ""
    return first.capitalize()


def _codeowners(path: str, text: str) -> Iterator[tuple[str, Clue | Owner]]:
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.partition("#")[0].split()
        if len(words) < 2 or words[0].startswith(("[", "^[")):
            continue
        for owner in words[1:]:
            if owner.startswith("@") or "@" in owner:
                yield "owner", Owner(owner, (words[0],), f"{path}:{number}")


def _procfile(path: str, text: str) -> Iterator[tuple[str, Clue | Owner]]:
    for number, line in enumerate(text.splitlines(), start=1):
        name, colon, _ = line.partition(":")
        if colon and re.fullmatch(r"[A-Za-z0-9_-]{1,40}", name.strip()):
            yield "system", Clue(name.strip(), f"{path}:{number}")


_LONGEST_HEADING: Final = 300


def _readme(path: str, text: str) -> Iterator[tuple[str, Clue | Owner]]:
    """The first heading is what the repository calls itself."""
    for number, line in enumerate(text.splitlines()[:40], start=1):
        found = re.match(r"^#\s+(.+?)\s*#*$", line[:_LONGEST_HEADING])
        if found:
            title = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|<[^>]*>|[*_`]", r"\1", found[1]).strip()
            if title:
                yield "system", Clue(_short(title), f"{path}:{number}")
            return


def _short(text: str) -> str:
    return " ".join(text.split())[:120]
