"""The view for documents opens nothing, whatever it is given to show."""

from __future__ import annotations

import ctypes
import os
import socket
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from ctohandover.render.markdown import MarkdownRenderer
from ctohandover.render.safe import SafeHtml, _seal
from ctohandover.ui.widgets.reader import MAX_IMAGE_BYTES, ReaderView, decode

PAYLOADS = Path(__file__).parents[1] / "render" / "fixtures" / "payloads.txt"
RENDERER = MarkdownRenderer()


def html(text: str) -> SafeHtml:
    return RENDERER.render(text, "docs/x.md").html


def png(width: int, height: int, colour: str = "orange", kind: str = "PNG") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]  # the stubs want bytes, the binding a str
    return bytes(buffer.data().data())


@pytest.fixture
def view(qtbot: QtBot) -> ReaderView:
    reader = ReaderView(name="Decision")
    qtbot.addWidget(reader)
    reader.resize(400, 300)
    reader.show()
    return reader


class OpenWatch:
    """Counts what is opened in a folder, by inotify: seen from the system's side, whoever opens."""

    IN_OPEN = 0x20

    def __init__(self, folder: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._handle = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(self._handle, bytes(folder), self.IN_OPEN) >= 0

    def names(self) -> list[str]:
        try:
            data = os.read(self._handle, 65_536)
        except BlockingIOError:
            return []
        found, at = [], 0
        while at < len(data):
            _, _, _, length = struct.unpack_from("iIII", data, at)
            found.append(data[at + 16 : at + 16 + length].rstrip(b"\0").decode())
            at += 16 + length
        return found

    def close(self) -> None:
        os.close(self._handle)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[OpenWatch]:
    if sys.platform != "linux":
        pytest.skip("inotify is Linux's")
    (tmp_path / "canary.png").write_bytes(png(3, 3))
    os.mkfifo(tmp_path / "canary.fifo")
    one = OpenWatch(tmp_path)
    yield one
    one.close()


def test_the_watch_sees_what_a_plain_view_opens(qtbot: QtBot, watch: OpenWatch, tmp_path: Path) -> None:
    plain = QTextBrowser()
    qtbot.addWidget(plain)
    plain.setHtml(f'<img src="{tmp_path}/canary.png">')
    plain.grab()
    assert "canary.png" in watch.names()


@pytest.mark.parametrize("cleaned", [True, False])
def test_nothing_is_opened(view: ReaderView, watch: OpenWatch, tmp_path: Path, cleaned: bool) -> None:
    """Both walls alone hold: the cleaned HTML, and (with HTML that was not cleaned) the view."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        places = {"file": tmp_path / "canary.png", "fifo": tmp_path / "canary.fifo", "port": server.getsockname()[1]}
        for payload in PAYLOADS.read_text("utf-8").split("\n%%\n"):
            text = payload.format(**places)
            view.set_document(html(text) if cleaned else _seal(text))
            view.grab()
            copy = view.document().clone(view)
            copy.setTextWidth(300)
            assert copy.size().isValid()
            copy.deleteLater()
        with pytest.raises(BlockingIOError):
            server.accept()
    assert watch.names() == []


def test_every_request_gets_an_answer_of_ours(view: ReaderView) -> None:
    """An empty answer would let Qt read by itself."""
    for kind in QTextDocument.ResourceType:
        for name in ("file:///etc/passwd", "/dev/zero", "http://127.0.0.1/", "ws:image/none.png", ""):
            answer = view.loadResource(kind.value, QUrl(name))
            if kind == QTextDocument.ResourceType.ImageResource:
                assert (answer.width(), answer.height()) == (1, 1)
            else:
                assert answer == " "


def test_takes_cleaned_html_only(view: ReaderView) -> None:
    with pytest.raises(TypeError):
        view.set_document("<b>a</b>")  # type: ignore[arg-type]
    for method in (view.setHtml, view.setText, view.setMarkdown, view.insertHtml, view.append):
        with pytest.raises(TypeError):
            method("<b>a</b>")
    view.set_document(html("kept"))
    view.setSource(QUrl("file:///etc/passwd"))
    assert view.toPlainText() == "kept"


def test_pictures_come_from_the_mapping(view: ReaderView) -> None:
    view.set_document(html("![a](a%20b.png) ![b](b.png)"), {"docs/a b.png": png(20, 10)})
    shown = view.grab().toImage()
    colours = {shown.pixelColor(x, y).name() for x in range(100) for y in range(60)}
    assert QColor("orange").name() in colours


def test_wide_pictures_fit_and_fit_again(view: ReaderView, qtbot: QtBot) -> None:
    view.set_document(html("![a](a.png)"), {"docs/a.png": png(3_000, 30)})
    assert view.horizontalScrollBar().maximum() == 0
    view.resize(250, 300)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
    view.resize(600, 300)

    def grown() -> bool:
        image = view.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl("ws:image/docs/a.png"))
        return bool(image.width() > 500)

    qtbot.waitUntil(grown)


def test_pictures_out_of_bounds_are_left_out() -> None:
    assert decode(b"") is None
    assert decode(b"\x89PNG\r\n\x1a\n" + b"\0" * 50) is None
    assert decode(b"\xff" * (MAX_IMAGE_BYTES + 1)) is None
    assert decode(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>') is None
    whole = png(10, 10)
    bomb = whole[:16] + struct.pack(">II", 60_000, 60_000) + whole[24:]
    assert decode(bomb) is None
    for kind in ("PNG", "JPEG", "BMP"):
        image = decode(png(4_000, 10, kind=kind))
        assert image is not None
        assert image.width() == 2_000


def test_links_are_told_not_followed(view: ReaderView, qtbot: QtBot) -> None:
    view.set_document(html("[a](../b%20c.md#d) [w](https://a.b/?c=d%20e)"))
    with qtbot.waitSignal(view.link_activated) as told:
        view.anchorClicked.emit(QUrl("ws:doc/b%20c.md#d"))
    assert told.args == ["ws:doc/b%20c.md#d"]
    with qtbot.waitSignal(view.link_activated) as told:
        view.anchorClicked.emit(QUrl("https://a.b/?c=d%20e"))
    assert told.args == ["https://a.b/?c=d%20e"]
    assert "a w" in view.toPlainText()


def test_a_click_reaches_the_link(view: ReaderView, qtbot: QtBot) -> None:
    view.set_document(html("[word](b.md)"))
    middle = view.cursorRect(QTextCursor(view.document())).center() + QPoint(8, 0)
    with qtbot.waitSignal(view.link_activated) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert told.args == ["ws:doc/docs/b.md"]


def test_anchors_scroll(view: ReaderView, qtbot: QtBot) -> None:
    view.set_document(html("[go](#the-end)[^1]\n\n" + "x\n\n" * 80 + "# The end\n\n[^1]: note"))
    with qtbot.assertNotEmitted(view.link_activated):
        view.anchorClicked.emit(QUrl("#the-end"))
    first = view.verticalScrollBar().value()
    assert first > 0
    view.verticalScrollBar().setValue(0)
    view.anchorClicked.emit(QUrl("#fn%3A1"))
    assert view.verticalScrollBar().value() > 0


def test_another_theme_keeps_the_place(view: ReaderView) -> None:
    view.set_theme("light")
    view.set_document(html("```python\nif x: pass\n```\n" + "line\n\n" * 200))
    view.verticalScrollBar().setValue(700)
    view.set_theme("dark")
    assert view.verticalScrollBar().value() == 700
    cursor = QTextCursor(view.document())
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    assert cursor.charFormat().foreground().color() == QColor("#8B98F5")
    view.set_document(html("new"))
    assert view.verticalScrollBar().value() == 0


def _find(view: ReaderView, words: str) -> int:
    number = view.find_words(words)
    view.show_found(0)
    return number


def _marked(view: ReaderView) -> list[str]:
    return [mark.cursor.selectedText() for mark in view.extraSelections()]


def test_what_was_searched_is_marked_and_shown(view: ReaderView) -> None:
    view.set_document(
        html("Résumé one 🐘 two\n\n| a | ONEs |\n|---|---|\n| gone | `one` |\n\n" + "line\n\n" * 200 + "one")
    )
    assert _find(view, "one resume") == 5
    assert _marked(view) == ["Résumé", "one", "ONEs", "one", "one"]
    assert view.found == (0, 5)
    view.show_found(4)
    assert view.verticalScrollBar().value() > 700
    view.show_found(5)  # round to the first
    assert view.found == (0, 5)
    assert view.verticalScrollBar().value() < 20
    view.show_found(-1)
    assert view.found == (4, 5)
    grounds = [mark.format.background().color().name() for mark in view.extraSelections()]
    assert len(set(grounds[:4])) == 1
    assert grounds[4] != grounds[0]

    view.set_theme("dark")
    assert _marked(view) == ["Résumé", "one", "ONEs", "one", "one"]
    assert view.extraSelections()[0].format.background().color().name() != grounds[0]
    assert _find(view, "four") == 0
    assert _marked(view) == []
    assert _find(view, "one") == 4
    view.set_document(html("one"))
    assert _marked(view) == []


def test_no_more_is_marked_at_once_than_can_be_painted(view: ReaderView) -> None:
    view.set_document(html("word " * 3000))
    assert _find(view, "wor") == 3000
    assert len(_marked(view)) == 1000
    view.show_found(2500)
    assert view.extraSelections()[500].cursor.selectionStart() == 2500 * 5


def test_a_bar_across_only_where_something_is_hidden(view: ReaderView) -> None:
    cells = ("Bookings of all", "never stored anywhere", "words and words", "more of them here", "and the rest of it")
    narrow = "| a | b | c | d | e |\n|---|---|---|---|---|\n| " + " | ".join(cells) + " |" + "\n\nline" * 60
    wide = "| " + " | ".join(f"w{n}" * 4 for n in range(60)) + " |\n" + "|---" * 60 + "|\n"
    for text, needed in ((narrow, False), (wide, True), (narrow, False)):
        view.set_document(html(text))
        for width in range(280, 300):
            view.resize(width, 300)
            assert view.horizontalScrollBar().isVisible() is needed, (text, width)


def test_zoom_by_keys_and_wheel(view: ReaderView) -> None:
    size = view.font().pointSizeF()
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert view.font().pointSizeF() == size + 2
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.font().pointSizeF() == size + 1
    for _ in range(50):
        turn = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), turn)
    assert view.font().pointSizeF() == size + 12
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.font().pointSizeF() == size


def test_copy(view: ReaderView) -> None:
    view.set_document(html("- [ ] **bold** word"))
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == "☐ bold word"


def test_is_named_and_reads_by_keyboard(view: ReaderView) -> None:
    assert view.accessibleName() == "Decision"
    assert view.isReadOnly()
    assert view.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    assert view.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_headings_grow_with_the_font(view: ReaderView) -> None:
    view.set_theme("light")
    view.set_document(html("# a"))
    form: QTextCharFormat = QTextCursor(view.document()).blockCharFormat()
    assert form.fontPointSize() == 0  # no fixed size: an adjustment to the font of the view
