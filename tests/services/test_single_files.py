"""Single files as decisions: which source they belong to, and what may be read for them."""

from __future__ import annotations

from pathlib import Path

from ctohandover.services import exchange
from ctohandover.services.exchange import ImportPlan, State
from ctohandover.services.facade import Services
from ctohandover.storage import reads

NAME = "0001-record-architecture-decisions.md"


def record(path: Path, number: int, context: str = "Letters.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"# {number}. Record {path.stem}\n\nDate: 2025-04-01\n\n## Status\n\nAccepted\n\n## Context\n\n{context}\n\n"
        "## Decision\n\nOne.\n",
        encoding="utf-8",
    )
    return path


def offered(services: Services, *files: Path) -> ImportPlan:
    with services.store.reading() as run:
        place = exchange.place_of(run, files)
        return exchange.preview_of(run, place, exchange.look(place.folder, below=place.below))


def states(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(item.file.path, item.reason or item.state.value) for item in plan.candidates]


def sources(services: Services) -> list[str]:
    with services.store.reading() as run:
        return [source.path for source in reads.sources(run)]


def take_all(services: Services, folder: Path) -> None:
    with services.store.reading() as run:
        plan = exchange.preview(run, folder, exchange.look(folder))
    services.exchange.take(plan)


def test_files_of_the_same_name_from_two_repositories_are_two_decisions(services: Services, tmp_path: Path) -> None:
    one, two = (record(tmp_path / name / "docs/adr" / NAME, 1, f"Of {name}") for name in ("one", "two"))
    services.exchange.take(offered(services, one))
    plan = offered(services, two)
    assert states(plan) == [(NAME, "new")]
    services.exchange.take(plan)
    assert sources(services) == [str(one.parent), str(two.parent)]
    take_all(services, two.parent)
    assert sources(services) == [str(one.parent), str(two.parent)]
    assert len(set(services.exchange.export(tmp_path / "out").files)) == 2


def test_a_folder_of_the_same_names_and_other_texts_is_another_one(services: Services, tmp_path: Path) -> None:
    """The one record that was taken from elsewhere is in no way replaced by it."""
    services.exchange.take(offered(services, record(tmp_path / "one" / NAME, 1, "Of one")))
    record(tmp_path / "two" / NAME, 1, "Of two")
    with services.store.reading() as run:
        plan = exchange.preview(run, tmp_path / "two", exchange.look(tmp_path / "two"))
    assert plan.source is None
    assert states(plan) == [(NAME, "new")]


def test_a_file_that_was_taken_and_changed_since_is_the_same_decision(services: Services, tmp_path: Path) -> None:
    path = record(tmp_path / NAME, 1)
    services.exchange.take(offered(services, path))
    assert states(offered(services, path)) == [(NAME, "unchanged")]
    record(path, 1, "Parcels.")
    assert states(offered(services, path)) == [(NAME, "changed")]


def test_what_lies_below_is_read_only_where_it_was_imported_too(services: Services, tmp_path: Path) -> None:
    downloads = tmp_path / "Downloads"
    record(downloads / "private/0009-secret.md", 9)
    services.exchange.take(offered(services, record(downloads / NAME, 1)))
    second = record(downloads / "0002-second.md", 2)
    with services.store.reading() as run:
        place = exchange.place_of(run, [second])
    assert (place.folder, place.below) == (downloads, False)
    assert [file.path for file in exchange.look(place.folder, below=place.below)] == [NAME, "0002-second.md"]
    elsewhere = record(downloads / "work/repo/docs/adr" / NAME, 1)
    plan = offered(services, elsewhere)
    assert (plan.folder, plan.source, states(plan)) == (elsewhere.parent, None, [(NAME, "new")])


def test_a_file_in_a_new_folder_of_a_repository_belongs_to_it(services: Services, repository: Path) -> None:
    take_all(services, repository)
    later = record(repository / "docs/decisions/0004-later.md", 4)
    assert states(offered(services, later)) == [("docs/decisions/0004-later.md", "new")]
    hidden = record(repository / "node_modules/docs/0005-hidden.md", 5)
    assert states(offered(services, hidden)) == [("node_modules/docs/0005-hidden.md", "not-looked-into")]


def test_links_on_the_way_and_roundabout_paths_lead_to_the_same_file(
    services: Services, repository: Path, tmp_path: Path
) -> None:
    take_all(services, repository)
    link = tmp_path / "link"
    link.symlink_to(repository)
    name = "0002-postgresql.md"
    adr = repository / "docs/adr"
    ways = (link / "docs/adr" / name, adr / ".." / "adr" / name, adr / name)
    plan = offered(services, *ways)
    assert states(plan) == [(f"docs/adr/{name}", "unchanged")]
    assert plan.folder == repository
    (adr / "0007-link.md").symlink_to(adr / name)
    assert states(offered(services, adr / "0007-link.md")) == [("docs/adr/0007-link.md", "symlink")]


def test_one_file_twice_is_taken_once(services: Services, tmp_path: Path) -> None:
    path = record(tmp_path / NAME, 1)
    plan = offered(services, path, path)
    assert [item.state for item in plan.candidates] == [State.NEW]
    assert services.exchange.take(plan) == 1
