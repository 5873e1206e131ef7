"""The guard of the translations finds what it is there to find; the catalogues of the repository pass it."""

from __future__ import annotations

import gettext
import importlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("translations")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "ctohandover").mkdir()
    return tmp_path


def write(project: Path, code: str) -> None:
    (project / "ctohandover" / "a.py").write_text(code, "utf-8")


def translate(tool: ModuleType, project: Path, **texts: str | tuple[str, str]) -> None:
    """Fills the French file; keys are source texts with spaces as underscores."""
    from babel.messages.pofile import write_po

    path = tool.po_path(project, "fr")
    catalogue = tool.load(path, "fr")
    for message in catalogue:
        source = message.id if isinstance(message.id, str) else message.id[0]
        if source in texts:
            message.string = texts[source]
    with path.open("wb") as file:
        write_po(file, catalogue, include_lineno=False)


def test_finds_all_ways_of_giving_a_text(tool: ModuleType, project: Path) -> None:
    write(
        project,
        'T = N_("marked")\n'
        'def f(self, t, n):\n'
        '    t("outer {x}", x=t("inner"))\n'
        '    self.t("of " "two parts")\n'
        '    self._ui.t.plural("{n} day", "{n} days", n)\n'
        '    t.context("state", "open")\n'
        '    t("yes" if n else "no")\n'
        '    t(T)\n'
        '    other.context("not", "ours")\n',
    )  # fmt: skip
    found, problems = tool.read_sources(project)
    assert problems == []
    assert [(one.id, one.context) for one in found] == [
        ("marked", None),
        ("outer {x}", None),
        ("inner", None),
        ("of two parts", None),
        (("{n} day", "{n} days"), None),
        ("open", "state"),
        ("yes", None),
        ("no", None),
    ]


@pytest.mark.parametrize(
    "call",
    [
        't(f"a {x}")',
        't("a" + x)',
        't("a %s" % x)',
        't("a {}".format(x))',
        'self.t(f"a")',
        't.plural("a", f"b {x}", 2)',
        't.context("c", "a" + "b")',
        't.context(c, "a")',
        'N_(f"{x}")',
        't("a" if x else f"b {x}")',
        't("".join(x))',
    ],
)
def test_refuses_what_would_vanish(tool: ModuleType, project: Path, call: str) -> None:
    write(project, f"{call}\n")
    _, problems = tool.read_sources(project)
    assert len(problems) == 1
    assert problems[0].startswith("ctohandover/a.py:1: ")


def test_a_whole_round(tool: ModuleType, project: Path) -> None:
    write(project, 't("Day {x}")\nt.plural("{n} day", "{n} days", 2)\nt.context("verb", "open")\nt("open")\n')
    assert tool.update(project) == []
    path = tool.po_path(project, "fr")
    text = path.read_text("utf-8")
    assert "#: ctohandover/a.py\n" in text
    assert not any(word in text for word in ("POT-Creation", "PO-Revision", "Babel", "a.py:"))
    assert len(tool.check(project)) == 4
    french: dict[str, str | tuple[str, str]] = {"Day {x}": "Jour {x}", "open": "ouvert"}
    translate(tool, project, **french, **{"{n} day": ("{n} jour", "{n} jours")})
    assert tool.check(project) == []
    before = path.read_bytes()
    tool.update(project)
    assert path.read_bytes() == before
    assert tool.compile_catalogues(project) == [path.with_suffix(".mo")]
    read = gettext.translation("ctohandover", project / "resources" / "translations", languages=["fr"])
    assert read.gettext("Day {x}") == "Jour {x}"
    assert read.ngettext("{n} day", "{n} days", 3) == "{n} jours"
    assert read.pgettext("verb", "open") == "ouvert"


def test_texts_that_came_or_went(tool: ModuleType, project: Path) -> None:
    write(project, 't("one")\n')
    tool.update(project)
    translate(tool, project, one="un")
    write(project, 't("two")\n')
    problems = tool.check(project)
    assert any("not in the catalogue: 'two'" in problem for problem in problems)
    assert any("no longer in the sources: 'one'" in problem for problem in problems)


def test_a_changed_text_keeps_its_translation_as_doubtful(tool: ModuleType, project: Path) -> None:
    write(project, 't("The workspace is open")\n')
    tool.update(project)
    translate(tool, project, **{"The workspace is open": "L’espace est ouvert"})
    write(project, 't("The workspace is open.")\n')
    tool.update(project)
    assert [problem.rpartition(": ")[0].rpartition(": ")[2] for problem in tool.check(project)] == ["marked fuzzy"]


@pytest.mark.parametrize(
    ("french", "problem"),
    [
        ("Jour {y}", "other placeholders"),
        ("Jour", "other placeholders"),
        ("Jour {x", "braces"),
        ("Jour : {x}", "no no-break space before ':'"),
        ("Jour {x} ?", "no no-break space before '?'"),
        ("Jour {x}!", "no no-break space before '!'"),
        ("« Jour {x}\u00a0»", "after '«'"),
        ("«\u00a0Jour {x} »", "before '»'"),
        ("«\u202fJour\u00a0{x}\u202f»\u00a0: à 12:30\u202f!?", None),
        ("Jour {x:>3} https://a.b/?c <b>x</b> &amp;", None),
    ],
)
def test_what_a_translation_must_keep(tool: ModuleType, project: Path, french: str, problem: str | None) -> None:
    write(project, 't("Day {x}")\n')
    tool.update(project)
    translate(tool, project, **{"Day {x}": french})
    problems = tool.check(project)
    assert (problem is None and not problems) or (problem is not None and problem in problems[0])


def test_the_sources_hide_no_text(tool: ModuleType) -> None:
    """The catalogue itself is held by `packaging/dev.py check`; this part must never wait for a translator."""
    _, problems = tool.read_sources(ROOT)
    assert problems == []
