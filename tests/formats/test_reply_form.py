"""The form in a real browser: filled in by mouse and keyboard, saved, and read by Python."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ctohandover.domain.replies import EvidenceAnswer, QuestionAnswer, QuestionRow, SignAnswer, SubjectAnswer
from ctohandover.formats.reply import parse_reply, to_sheet_html, verify
from ctohandover.i18n import Translator
from tests.browser import CHROMIUM, Browser, browser
from tests.formats.test_reply import KEY, SHEET

pytestmark = pytest.mark.skipif(
    not CHROMIUM and sys.platform != "linux", reason="there is no Chromium, and no way to install one for the tests"
)
ODD = [
    "plain",
    "Ünïcödé, 漢字, عربى, 👩‍👩‍👧‍👦 🏴‍☠️",
    "e\u0301 is not \u00e9",
    "line\nbreak, \"double\", 'single', `back`, \\ slash, ${x}, $& $1",
    "</script><b>&amp;</b> \u2028\u2029 \ufeff \u202e \u200d \x7f",
    "1:a2:bb",
    "x" * 5_000,
]
HOSTILE = "</script><img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"


def radio(row: str, value: str) -> str:
    return f'document.querySelector(\'input[name="row-{row}"][value="{value}"]\')'


def field(row: int, name: str = "textarea") -> str:
    """A field of the card with that number."""
    return f"document.querySelectorAll('section .card')[{row}].querySelector('{name}')"


SAVE = "document.querySelector('.foot .primary')"
COUNT = "document.querySelector('.progress span').textContent"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture
def page(chromium: Browser, tmp_path: Path, t: Translator) -> Iterator[Browser]:
    """The form, freshly opened in a browser that remembers nothing; afterwards nothing may have gone wrong."""
    path = tmp_path / "Fiche de Léa.html"
    path.write_bytes(to_sheet_html(SHEET, t))
    chromium.look(1280, 800)
    chromium.open(path)
    chromium.run("localStorage.clear()")
    chromium.open(path)
    for heard in (chromium.requests, chromium.errors, chromium.dialogs):
        heard.clear()
    yield chromium
    assert chromium.errors == []
    assert [url for url in chromium.requests if not url.startswith(("file:", "blob:"))] == []
    chromium.run("localStorage.clear()")
    shutil.rmtree(chromium.downloads)
    chromium.downloads.mkdir()


def test_a_filled_form_is_saved_and_verified(page: Browser) -> None:
    assert page.run(COUNT) == "0 of 4 answered"
    page.click(radio("a", "3"))
    page.click("document.querySelector('summary')")
    page.type(field(0), "tricky: 😀")
    page.type(field(0, "input[type=text]"), "#12")
    page.type(field(1), "done\nyesterday")
    page.type(field(1, "input[type=text]"), " https://example.org/?a=1&b=2 ")
    page.click(radio("c", "no"))
    page.type(field(2), "two lack")
    page.type(field(3), "“Quotes”")
    assert page.run(COUNT) == "4 of 4 answered"
    page.click(SAVE)
    saved = page.downloaded()
    assert saved.name.startswith("reply-lea-rousseau-20")
    reply = parse_reply(saved.read_bytes())
    verify(reply, KEY)
    assert (reply.workspace_id, reply.sheet_id, reply.person_id) == (SHEET.workspace_id, SHEET.id, SHEET.person_id)
    subject, evidence, sign, question = reply.answers
    assert isinstance(subject, SubjectAnswer)
    assert (subject.level, subject.comment, subject.evidence) == (3, "tricky: 😀", "#12")
    assert isinstance(evidence, EvidenceAnswer)
    assert (evidence.text, evidence.link) == ("done\nyesterday", "https://example.org/?a=1&b=2")
    assert isinstance(sign, SignAnswer)
    assert (sign.approved, sign.reason) == (False, "two lack")
    assert isinstance(question, QuestionAnswer)
    assert question.text == "“Quotes”"
    assert saved.name in page.run("document.querySelector('.notice').textContent")
    assert page.run("document.querySelector('.notices textarea').value").encode() == saved.read_bytes()


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_are_signed_alike_on_both_sides(page: Browser, text: str) -> None:
    page.type(field(3), text)
    page.click("document.querySelector('summary')")
    page.type(field(0), text)
    page.click(SAVE)
    reply = parse_reply(page.downloaded().read_bytes())
    verify(reply, KEY)
    subject, question = reply.answers
    assert isinstance(question, QuestionAnswer)
    assert isinstance(subject, SubjectAnswer)
    assert question.text == subject.comment == text
    assert subject.level is None


def test_halves_of_characters_and_nul_cannot_get_in(page: Browser) -> None:
    page.run(f"{field(3)}.value = 'a\\ud800b\\0c\\udc00'; {field(3)}.dispatchEvent(new Event('input'))")
    page.click(SAVE)
    reply = parse_reply(page.downloaded().read_bytes())
    verify(reply, KEY)
    (question,) = reply.answers
    assert isinstance(question, QuestionAnswer)
    assert question.text == "a\ufffdbc\ufffd"


def test_the_keyboard_is_enough(page: Browser) -> None:
    page.run(f"{radio('a', '')}.focus()")
    for _ in range(2):
        page.key("ArrowUp", 38)
    assert page.run(f"{radio('a', '3')}.checked && document.activeElement === {radio('a', '3')}")
    page.key("Tab", 9)
    assert page.run("document.activeElement.tagName") == "SUMMARY"
    page.key("Enter", 13)
    page.run(f"{SAVE}.focus()")
    page.key(" ", 32)
    (answer,) = parse_reply(page.downloaded().read_bytes()).answers
    assert isinstance(answer, SubjectAnswer)
    assert answer.level == 3


def test_not_yet_needs_a_reason_and_an_empty_form_is_not_saved(page: Browser) -> None:
    page.click(SAVE)
    assert page.run("document.querySelector('.notice').textContent").startswith("There is nothing to save")
    assert not page.run(f"{field(2)}.checkVisibility()")
    page.click(radio("c", "no"))
    page.click(SAVE)
    assert "Accesses" in page.run("document.querySelector('.notice').textContent")
    assert page.run(f"document.activeElement === {field(2)}")
    assert list(page.downloads.iterdir()) == []
    page.click(radio("c", "yes"))
    page.click(SAVE)
    (answer,) = parse_reply(page.downloaded().read_bytes()).answers
    assert isinstance(answer, SignAnswer)
    assert (answer.approved, answer.reason) == (True, "")


def test_work_in_progress_is_kept_and_can_be_cleared(page: Browser) -> None:
    page.type(field(3), "half a")
    page.click(radio("a", "2"))
    page.call("Page.reload")
    page.wait("performance.getEntriesByType('navigation')[0].type === 'reload'")
    assert page.dialogs == ["beforeunload"]  # nothing was saved yet
    page.wait(f"document.readyState === 'complete' && {COUNT} === '2 of 4 answered'")
    assert page.run(f"{field(3)}.value") == "half a"
    assert page.run(f"{radio('a', '2')}.checked")
    assert "are back" in page.run("document.querySelector('.notice').textContent")
    page.click("document.querySelector('.tools .quiet')")
    page.wait(f"{COUNT} === '0 of 4 answered'")
    assert page.dialogs == ["beforeunload", "confirm"]
    assert page.run("localStorage.length") == 0


def test_an_earlier_reply_is_loaded_and_gone_on_with(page: Browser, tmp_path: Path) -> None:
    page.click(radio("a", "1"))
    page.type(field(1), "first")
    page.click(SAVE)
    saved = page.downloaded().rename(tmp_path / "earlier.ctoreply")
    page.click("document.querySelector('.tools .quiet')")
    page.wait(f"{COUNT} === '0 of 4 answered'")
    _choose(page, saved)
    page.wait(f"{COUNT} === '2 of 4 answered'")
    page.type(field(1), "more, ")
    page.click(SAVE)
    reply = parse_reply(page.downloaded().read_bytes())
    verify(reply, KEY)
    subject, evidence = reply.answers
    assert subject.answer_id == parse_reply(saved.read_bytes()).answers[0].answer_id
    assert isinstance(evidence, EvidenceAnswer)
    assert "more, " in evidence.text


@pytest.mark.parametrize(
    "found", ["", "[]", "null", '{"format": "ctohandover-reply", "sheet": "another", "answers": {}}']
)
def test_another_file_is_not_loaded(page: Browser, tmp_path: Path, found: str) -> None:
    page.type(field(3), "mine")
    (tmp_path / "other.txt").write_text(found)
    _choose(page, tmp_path / "other.txt")
    page.wait("document.querySelector('.notice') !== null")
    assert page.run("document.querySelector('.notice').textContent") == "This file is not a reply to this form."
    assert page.run(f"{field(3)}.value") == "mine"


def test_odd_answers_in_a_file_do_not_break_the_form(page: Browser, tmp_path: Path) -> None:
    answers = {"a": {"level": 9, "comment": 5}, "b": None, "c": "x", "d": {"text": HOSTILE}, "gone": {}}
    reply = {"format": "ctohandover-reply", "sheet": SHEET.id, "answers": answers}
    (tmp_path / "odd.ctoreply").write_text(json.dumps(reply))
    _choose(page, tmp_path / "odd.ctoreply")
    page.wait(f"{COUNT} === '1 of 4 answered'")
    assert page.run(f"{field(3)}.value") == HOSTILE


def _choose(page: Browser, path: Path) -> None:
    root = page.call("DOM.getDocument")["root"]["nodeId"]
    node = page.call("DOM.querySelector", nodeId=root, selector="input[type=file]")["nodeId"]
    page.call("DOM.setFileInputFiles", nodeId=node, files=[str(path)])


def test_hostile_texts_stay_texts(chromium: Browser, tmp_path: Path, t: Translator) -> None:
    words = (HOSTILE,) * 5
    hostile = replace(
        SHEET,
        person_name=HOSTILE,
        company=HOSTILE,
        asked_by=HOSTILE,
        send_to=HOSTILE,
        send_to_mail=HOSTILE,
        purpose=HOSTILE,
        message=HOSTILE,
        subjects=(replace(SHEET.subjects[0], title=HOSTILE, description=HOSTILE, level_words=words),),
        evidence=(replace(SHEET.evidence[0], title=HOSTILE, help=HOSTILE, hint=HOSTILE),),
        signs=(replace(SHEET.signs[0], title=HOSTILE, evidence=words, done_by=HOSTILE),),
        questions=(QuestionRow(id="d", title=HOSTILE, context=HOSTILE),),
    )
    path = tmp_path / "hostile.html"
    path.write_bytes(to_sheet_html(hostile, t))
    chromium.open(path)
    for heard in (chromium.requests, chromium.errors):
        heard.clear()
    chromium.type(field(3), "x")
    chromium.click(SAVE)
    saved = chromium.downloaded()
    verify(parse_reply(saved.read_bytes()), KEY)
    saved.unlink()
    assert chromium.run("document.querySelectorAll('img, #page script, b').length") == 0
    assert chromium.run("document.title").startswith("Questions for </script><img")
    assert chromium.run("document.querySelector('h1').textContent").endswith(HOSTILE)
    link = chromium.run("document.querySelector('.notices a').href")
    assert link.startswith("mailto:")
    assert "<" not in link
    chromium.run("localStorage.clear()")
    assert chromium.errors == []
    assert [url for url in chromium.requests if not url.startswith(("file:", "blob:"))] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_it_fits_and_can_be_read(page: Browser, width: int, dark: bool) -> None:
    page.look(width, 800, dark=dark, mobile=width < 500)
    assert page.run("document.documentElement.scrollWidth") <= width
    assert page.run(_POOREST) >= 4.5
    unnamed = "[...document.querySelectorAll('input, textarea, button')].filter(e => e.type !== 'file' && "
    assert page.run(unnamed + "!(e.labels && e.labels.length) && !e.textContent.trim()).length") == 0


# The poorest contrast of any text on what lies behind it (WCAG 2.1, 1.4.3).
_POOREST = """(() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (c) => { const f = c.slice(0, 3).map((v) => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
  const behind = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  let poorest = 21;
  const walker = document.createTreeWalker(document.getElementById('page'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) { const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
    poorest = Math.min(poorest, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)); }
  return poorest;
})()"""
