"""One record supersedes another, in every language that edits are written in: each says so, and neither more."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ctohandover.domain.decisions import Decision, Fields, RelationKind, Status
from ctohandover.formats.adr import Link, add_relation, read, scan, set_status
from ctohandover.formats.adr.languages import PHRASES, fold, status_word
from ctohandover.formats.adr.status import judge
from ctohandover.formats.adr.words import section_of
from ctohandover.services import exchange
from ctohandover.services.facade import Services
from ctohandover.storage import reads

LANGUAGES = sorted({language for phrases in PHRASES.values() for language in phrases})
FORMS = {
    "nygard": "# {n}. {title}\n\nDate: 2024-01-02\n\n## {heading}\n\n{word}\n\n## {context}\n\nText.\n",
    "madr2": "# {title}\n\n* {heading}: {word}\n* Date: 2024-01-02\n\n## {context}\n\nText.\n",
    "madr4": "---\nstatus: {word}\ndate: 2024-01-02\n---\n\n# {title}\n\n## {context}\n\nText.\n",
    "bold": "# {title}\n\n**{heading}:** {word}\n\n## {context}\n\nText.\n",
    "table": "# {title}\n\n| {heading} | {word} |\n|---|---|\n| Date | 2024-01-02 |\n\n## {context}\n\nText.\n",
    "boxes": "# {title}\n\n## {heading}\n\n- [x] {word}\n\n## {context}\n\nText.\n",
}
HEADINGS = {"fr": ("Statut", "Contexte"), "es": ("Estado", "Contexto"), "it": ("Stato", "Contesto")}


def record(form: str, language: str, number: int, status: Status = Status.ACCEPTED) -> bytes:
    heading, context = HEADINGS.get(language, ("Status", "Context"))
    word = status_word(status, language)
    text = FORMS[form].format(
        n=number, title=f"Titre {number}", heading=heading, context=context, word=word[:1].upper() + word[1:]
    )
    return text.encode()


def fields(data: bytes, path: str = "docs/adr/0007-x.md") -> Fields:
    found = read(path, data).fields
    assert found is not None
    return found


def by_number(services: Services, number: int) -> Decision:
    with services.store.reading() as run:
        key = next(line.id for line in reads.decision_lines(run) if line.number == number)
        return reads.decision(run, key)


def related(decision: Decision) -> list[tuple[RelationKind, int | None]]:
    return [(item.kind, item.number) for item in decision.relations]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_way(services: Services, tmp_path: Path, language: str) -> None:
    """Imported, superseded through the service, exported and read again, for all dialects of a language."""
    folder = tmp_path / "repository/docs/adr"
    folder.mkdir(parents=True)
    pairs = [(2 * at + 1, 2 * at + 2, form) for at, form in enumerate(FORMS)]
    for old, new, form in pairs:
        (folder / f"{old:04}-titre-{old}.md").write_bytes(record(form, language, old))
        (folder / f"{new:04}-titre-{new}.md").write_bytes(record(form, language, new))
    with services.store.reading() as run:
        plan = exchange.preview(run, tmp_path / "repository", exchange.look(tmp_path / "repository"))
    services.exchange.take(plan)
    for old, new, form in pairs:
        services.decisions.set_status(by_number(services, old), Status.SUPERSEDED, by=by_number(services, new))
        before, after = by_number(services, old), by_number(services, new)
        assert (before.line.status, after.line.status) == (Status.SUPERSEDED, Status.ACCEPTED), form
        assert related(before) == [(RelationKind.SUPERSEDED_BY, new)], form
        assert related(after) == [(RelationKind.SUPERSEDES, old)], form
        assert not after.findings, form
    services.exchange.export(tmp_path / "out")
    again = {item.path: item.reading for item in scan(tmp_path / "out")}
    for old, new, form in pairs:
        told = again[f"docs/adr/{new:04}-titre-{new}.md"]
        assert told is not None
        assert told.fields is not None
        assert (told.fields.status, told.fields.relations[0].path) == (
            Status.ACCEPTED,
            f"docs/adr/{old:04}-titre-{old}.md",
        ), form


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in RelationKind if kind is not RelationKind.SUPERSEDED_BY])
def test_a_relation_leaves_every_status_as_it_was(form: str, language: str, kind: RelationKind) -> None:
    for status in (Status.PROPOSED, Status.ACCEPTED, Status.REJECTED, Status.DEPRECATED, Status.DRAFT):
        after = fields(add_relation(record(form, language, 7, status), kind, Link("Other", "0099-other.md", 99)))
        assert after.status is status
        assert [(item.kind, item.number) for item in after.relations] == [(kind, 99)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("line", "status", "kind"),
    [
        ("Remplace [5. Cinq](0005-cinq.md)", Status.ACCEPTED, RelationKind.SUPERSEDES),
        ("Remplace l’ADR 5", Status.ACCEPTED, RelationKind.SUPERSEDES),
        ("Remplace : ADR-0005", Status.ACCEPTED, RelationKind.SUPERSEDES),
        ("REMPLACE [5. Cinq](0005-cinq.md)", Status.ACCEPTED, RelationKind.SUPERSEDES),
        ("Annule et remplace [5. Cinq](0005-cinq.md)", Status.ACCEPTED, RelationKind.SUPERSEDES),
        ("Supplante [5. Cinq](0005-cinq.md)", Status.ACCEPTED, RelationKind.SUPERSEDES),
        ("Modifie [5. Cinq](0005-cinq.md)", Status.ACCEPTED, RelationKind.AMENDS),
        ("Modifié par [5. Cinq](0005-cinq.md)", Status.ACCEPTED, RelationKind.AMENDED_BY),
        ("Remplacé par [5. Cinq](0005-cinq.md)", Status.SUPERSEDED, RelationKind.SUPERSEDED_BY),
        ("Remplacée par l’ADR 5", Status.SUPERSEDED, RelationKind.SUPERSEDED_BY),
        ("Remplacé(e) par l'ADR 5", Status.SUPERSEDED, RelationKind.SUPERSEDED_BY),
        ("Remplace par [5. Cinq](0005-cinq.md)", Status.SUPERSEDED, RelationKind.SUPERSEDED_BY),
        ("REMPLACE PAR [5. Cinq](0005-cinq.md)", Status.SUPERSEDED, RelationKind.SUPERSEDED_BY),
        ("Remplacé le 2024-03-01 par [5. Cinq](0005-cinq.md)", Status.SUPERSEDED, RelationKind.SUPERSEDED_BY),
        ("Supplanté par [5. Cinq](0005-cinq.md)", Status.SUPERSEDED, RelationKind.SUPERSEDED_BY),
        ("Ersetzt ADR 5", Status.ACCEPTED, RelationKind.SUPERSEDES),
        ("Ersätter ADR 5", Status.ACCEPTED, RelationKind.SUPERSEDES),
        ("Löst ADR 5 ab", Status.ACCEPTED, RelationKind.SUPERSEDES),
        ("Abgelöst durch ADR 5", Status.SUPERSEDED, RelationKind.SUPERSEDED_BY),
        ("Substituído por ADR 5", Status.SUPERSEDED, RelationKind.SUPERSEDED_BY),
    ],
)
def test_an_accent_tells_who_supersedes_whom(line: str, status: Status, kind: RelationKind, form: str) -> None:
    text = f"# 7. Sept\n\n## Statut\n\nAccepté\n\n{line}\n\n## Contexte\n\nTexte.\n"
    normal = unicodedata.normalize("NFC" if form == "NFC" else "NFD", text)
    found = fields(normal.encode())
    assert found.status is status
    assert [(item.kind, item.number) for item in found.relations] == [(kind, 5)]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Remplacé", Status.SUPERSEDED),
        ("Remplace", Status.SUPERSEDED),
        ("REMPLACE", Status.SUPERSEDED),
        ("Remplace le 2024-03-01", Status.SUPERSEDED),
        ("Remplacée (voir ADR 5)", Status.SUPERSEDED),
        ("Annule", Status.REJECTED),
        ("Annulé en 2024", Status.REJECTED),
        ("Deprecie", Status.DEPRECATED),
        ("Accepté, remplace l'ADR 5", Status.ACCEPTED),
        ("Remplace l'ADR 5", None),
        ("Déprécie l'ADR 5", None),
    ],
)
def test_single_words(word: str, status: Status | None) -> None:
    assert judge(word).status is status


def test_fields_of_a_table_are_told_apart_too() -> None:
    text = "# X\n\n| Statut | Accepté |\n|---|---|\n| {} | [ADR-0005](0005-cinq.md) |\n\n## Contexte\n"
    active = fields(text.format("Remplace").encode())
    assert (active.status, [item.kind for item in active.relations]) == (Status.ACCEPTED, [RelationKind.SUPERSEDES])
    passive = fields(text.format("Remplacé par").encode())
    assert [item.kind for item in passive.relations] == [RelationKind.SUPERSEDED_BY]
    assert fields(b"# X\n\n| Statut | Remplace |\n|---|---|\n\n## Contexte\n").status is Status.SUPERSEDED


@pytest.mark.parametrize("sign", "'’‘ʼ′＇")
def test_apostrophes_are_one(sign: str) -> None:
    assert fold(f"Plus d{sign}informations") == "plus d'informations"
    assert section_of(f"Plus d{sign}informations") == "links"
    text = f"# X\n\n## Contexte\n\nA\n\n## Plus d{sign}informations\n\n* Remplace [ADR-5](0005-x.md)\n"
    assert [item.kind for item in fields(text.encode()).relations] == [RelationKind.SUPERSEDES]
    after = add_relation(text.encode(), RelationKind.AMENDS, Link("Six", "0006-six.md", 6)).decode()
    assert after.endswith("* Remplace [ADR-5](0005-x.md)\n* Modifie [ADR-0006](0006-six.md)\n")


def test_superseded_again_by_the_same_changes_nothing() -> None:
    link = Link("Cinq", "0005-cinq.md", 5)
    once = set_status(record("nygard", "fr", 7), Status.SUPERSEDED, superseded_by=link)
    assert "\n\nRemplacé par [5. Cinq](0005-cinq.md)\n" in once.decode()
    assert set_status(once, Status.SUPERSEDED, superseded_by=link) == once
