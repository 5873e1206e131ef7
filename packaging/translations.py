"""Catalogues of the user's languages: `python packaging/translations.py update|compile|check`.

update   reads the texts from the sources and merges them into the .po files
compile  writes the .mo files that the program reads (they are not kept in the repository)
check    every text translated, placeholders kept, French typography, nothing that extraction would miss

Texts are found in the syntax tree, not by Babel's tokens: those do not see a call inside another's arguments, and a
text that is not seen is silently shown in English.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

sys.path.insert(0, str(Path(__file__).resolve().parent))

from po_checks import catalogue_problems, strings
from po_sources import Found, read_sources

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "ctohandover"
LANGUAGES = ("fr",)


class _QuietCatalog(Catalog):
    """A catalogue whose header holds no date and no version of a tool, so that a diff shows texts alone."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "CTO Handover"),
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: list[tuple[str, str]]) -> None:
        """What the file says is not needed: the language tells it all."""


def po_path(root: Path, language: str) -> Path:
    return root / "resources" / "translations" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def template(found: list[Found]) -> Catalog:
    """The texts of the sources as a catalogue without translations, in the order of files and lines."""
    catalogue = Catalog(charset="utf-8")
    for one in found:
        catalogue.add(one.id, locations=[(one.file, 0)], context=one.context)
    return catalogue


def load(path: Path, language: str) -> Catalog:
    comment = f"# The texts of CTO Handover in {Locale.parse(language).english_name}."
    catalogue = _QuietCatalog(locale=language, domain=DOMAIN, charset="utf-8", header_comment=comment, fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            for message in read_po(file, locale=language, domain=DOMAIN):
                if message.id:
                    catalogue[message.id] = message
    return catalogue


def update(root: Path = ROOT) -> list[str]:
    found, problems = read_sources(root)
    for language in LANGUAGES:
        path = po_path(root, language)
        catalogue = load(path, language)
        catalogue.update(template(found))
        catalogue.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=110, include_lineno=False, ignore_obsolete=True)
        waiting = sum(message.fuzzy or not all(strings(message)) for message in catalogue if message.id)
        print(f"{path.relative_to(root)}: {len(catalogue)} texts, {waiting} to translate")
    return problems


def compile_catalogues(root: Path = ROOT) -> list[Path]:
    """Writes each .mo beside its .po, whole or not at all; returns what was written."""
    written = []
    for language in LANGUAGES:
        path = po_path(root, language)
        if not path.exists():
            continue
        new = path.with_suffix(".mo.new")
        with path.open("rb") as source, new.open("wb") as target:
            write_mo(target, read_po(source, locale=language, domain=DOMAIN))
        new.replace(path.with_suffix(".mo"))
        written.append(path.with_suffix(".mo"))
    return written


def check(root: Path = ROOT) -> list[str]:
    """What is wrong, a sentence each; nothing when all is well."""
    found, problems = read_sources(root)
    wanted = {(one.context, one.id) for one in found}
    for language in LANGUAGES:
        path = po_path(root, language)
        name = path.relative_to(root).as_posix()
        if not path.exists():
            problems.append(f"{name}: missing; run 'python3 packaging/dev.py translations'")
            continue
        catalogue = load(path, language)
        have = {(m.context, tuple(m.id) if isinstance(m.id, list | tuple) else m.id) for m in catalogue if m.id}
        problems += [f"{name}: not in the catalogue: {_shown(one)}" for one in sorted(wanted - have, key=str)]
        problems += [f"{name}: no longer in the sources: {_shown(one)}" for one in sorted(have - wanted, key=str)]
        problems += [f"{name}: {problem}" for problem in catalogue_problems(catalogue, language)]
    return problems


def _shown(one: tuple[str | None, str | tuple[str, ...]]) -> str:
    text = one[1] if isinstance(one[1], str) else one[1][0]
    return repr(text) + (f" in context {one[0]!r}" if one[0] else "")


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            problems = update()
        case ["compile"]:
            compile_catalogues()
            problems = []
        case ["check"]:
            problems = check()
            print("Translations: " + (f"{len(problems)} to mend" if problems else "all is well"))
        case _:
            print(__doc__)
            return 2
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
