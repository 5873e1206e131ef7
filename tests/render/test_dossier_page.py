"""The dossier in a real browser: wide, on a phone, in the dark, on paper; it asks for nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ctohandover.domain.dossier import Audience, recipe_for
from ctohandover.i18n import translator
from ctohandover.render.client import RenderClient
from ctohandover.resources import resources_folder
from ctohandover.services.demo import make_demo
from ctohandover.services.dossier import gather, write
from ctohandover.services.gap_texts import export
from ctohandover.storage.reader import Reader
from tests.browser import CHROMIUM, Browser, browser
from tests.conftest import TODAY

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")
_CONTRAST = """(() => {
  const light = (c) => { const [r, g, b] = c.match(/[0-9.]+/g).map(Number)
    .map((v) => (v / 255 <= .03928 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4));
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = light(getComputedStyle(document.querySelector('main')).backgroundColor);
  return Math.min(...['.muted', 'th', 'main a', '.bad', 'main p'].map((which) => document.querySelector(which))
    .filter(Boolean).map((one) => { const ink = light(getComputedStyle(one).color);
      return (Math.max(ink, ground) + .05) / (Math.min(ink, ground) + .05); }));
})()"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[Audience, Path]:
    folder = tmp_path_factory.mktemp("dossiers")
    demo = make_demo(folder, resources_folder(), "fr", TODAY)
    t = translator("fr", resources_folder() / "translations")
    reader = Reader(demo.path)
    with reader.reading() as run:
        found = gather(run, TODAY, t)
    reader.close()
    client = RenderClient()
    made = {
        one: write(found, folder / f"{one.value}.html", t, client, recipe=recipe_for(one))
        for one in (Audience.SUCCESSOR, Audience.INVESTOR)
    }
    client.close()
    return made


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser")) as made:
        yield made


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("audience", [Audience.SUCCESSOR, Audience.INVESTOR])
def test_it_fits_and_can_be_read(
    page: Browser, pages: dict[Audience, Path], audience: Audience, width: int, dark: bool
) -> None:
    page.requests.clear()
    page.look(width, 900, dark=dark, mobile=width < 500)
    page.open(pages[audience])
    assert page.run("document.documentElement.scrollWidth") <= width
    assert page.run(_CONTRAST) >= 4.5
    assert page.errors == []
    assert all(address.startswith(("file:", "data:")) for address in page.requests)
    links = "[...document.querySelectorAll('a[href^=\"#\"]')].map((one) => one.getAttribute('href').slice(1))"
    assert page.run(f"{links}.filter((place) => !document.getElementById(place))") == []
    assert page.run(f"{links}.length") > 5


def test_a_table_stands_as_cards_on_a_phone(page: Browser, pages: dict[Audience, Path]) -> None:
    page.look(390, 900, mobile=True)
    page.open(pages[Audience.INVESTOR])
    cell = "document.querySelectorAll('#skills td')[2]"
    assert page.run(f"getComputedStyle({cell}).display") == "block"
    assert page.run(f"getComputedStyle({cell}, '::before').content").startswith('"Criticité')
    wide = "[...document.querySelectorAll('.wide')].filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert page.run(wide) == 0


def test_no_table_is_cut_on_paper(page: Browser, pages: dict[Audience, Path]) -> None:
    page.look(660, 900)  # what A4 leaves between the margins
    page.call("Emulation.setEmulatedMedia", media="print")
    page.open(pages[Audience.SUCCESSOR])
    table = "document.querySelector('#systems table')"
    assert page.run(f"getComputedStyle({table}).display") == "table"
    wide = "[...document.querySelectorAll('.wide table')].filter((one) => one.scrollWidth > 661).length"
    assert page.run(wide) == 0
    assert page.run("getComputedStyle(document.querySelector('nav')).display") == "none"
    page.call("Emulation.setEmulatedMedia", media="")


_BROKEN = """[...document.querySelectorAll('.wide td, .wide th')].flatMap((cell) => {
  const broken = [], walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) for (const word of node.data.matchAll(/[^\\s-]+/g)) {
    const range = new Range();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    if (new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size > 1) broken.push(word[0]); }
  return broken; })"""


@pytest.mark.parametrize("audience", [Audience.SUCCESSOR, Audience.INVESTOR])
def test_no_word_of_a_table_is_broken_on_paper(page: Browser, pages: dict[Audience, Path], audience: Audience) -> None:
    page.look(660, 900)
    page.call("Emulation.setEmulatedMedia", media="print")
    page.open(pages[audience])
    assert page.run("document.querySelectorAll('.wide td').length") > 200
    assert page.run(_BROKEN) == []
    page.call("Emulation.setEmulatedMedia", media="")


def test_a_text_for_outside_fits_too(page: Browser, tmp_path: Path) -> None:
    long = "explains it back unaided, with what was turned down, " * 4
    told = f"# Scorecard\n\n| Outcome | What shows it | Seen on |\n| --- | --- | --- |\n| Decides | {long} |  |\n"
    client = RenderClient()
    target = export(tmp_path / "text.html", "Scorecard", told, "en", client)
    client.close()
    for width in (1280, 390):
        page.look(width, 900, mobile=width < 500)
        page.open(target)
        assert page.run("document.documentElement.scrollWidth") <= width
        wide = "document.querySelector('table').getBoundingClientRect().right"
        assert page.run(f"{wide} <= document.querySelector('main').getBoundingClientRect().right")
    assert page.errors == []
