"""The view that shows documents: cleaned HTML only, and pictures only from where they were handed in.

Qt's text views read any local file that HTML names, also when `loadResource` returns nothing: a FIFO then hangs the
window and `/dev/zero` ends the process. So this view answers every such request itself, follows no link by itself and
takes no text but `SafeHtml`.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final, NoReturn

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ctohandover.render.css import CODE_BACKGROUND, Theme, highlight_css
from ctohandover.render.links import image_url
from ctohandover.render.safe import EMPTY, SafeHtml
from ctohandover.storage.search import found_in

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_IMAGE_BYTES: Final = 20 * 1024 * 1024
MAX_IMAGE_PIXELS: Final = 40_000_000
_KEPT_WIDTH: Final = 2_000  # pixels that a picture keeps in memory across
_FORMATS: Final = {b"png", b"jpeg", b"gif", b"webp", b"bmp"}  # not SVG: Qt lets one name further files
_ZOOM: Final = range(-4, 13)  # points smaller or bigger than the system's font
_ROUNDED: Final = 2  # pixels
_RESIZE_PAUSE: Final = 60  # milliseconds of rest before pictures are fitted anew

_LINES: Final[dict[Theme, dict[str, str]]] = {
    "light": {"line": "#E3E6EB", "muted": "#667085", "accent": "#4154D6"},
    "dark": {"line": "#2E343D", "muted": "#98A2B3", "accent": "#8B98F5"},
}
_FOUND: Final[dict[Theme, tuple[str, str, str]]] = {
    "light": ("#1C2430", "#FFF0B3", "#FFC53D"),
    "dark": ("#F5F7FA", "#54430F", "#8F6B00"),
}
"""Letters of a word that was searched, its ground, and the ground of the one that is shown."""
_MOST_FOUND: Final = 1_000  # marked at once: each costs time whenever the text is painted


def reader_css(theme: Theme) -> str:
    """The style sheet of documents, colours of code included."""
    colours = _LINES[theme]
    code = CODE_BACKGROUND[theme]
    return highlight_css(theme) + (
        f"a {{ color: {colours['accent']}; text-decoration: none; }}\n"
        "p, li { line-height: 125%; } .picture { line-height: 100%; }\n"
        f"pre {{ background-color: {code}; white-space: pre-wrap; line-height: 100%; margin: 8px 0 8px 0; }}\n"
        f"code {{ background-color: {code}; font-family: monospace; }}\n"
        f"blockquote {{ color: {colours['muted']}; margin: 8px 0 8px 16px; }}\n"
        f"table {{ border: 1px solid {colours['line']}; border-collapse: collapse; margin: 8px 0 8px 0; }}\n"
        f"th, td {{ border: 1px solid {colours['line']}; padding: 4px 8px 4px 8px; }}\n"
        ".task { list-style-type: none; }\n"
        "h1, h2, h3, h4, h5, h6 { margin: 16px 0 6px 0; }\n"
        "h1 { font-size: x-large; } h2 { font-size: large; } h3, h4, h5, h6 { font-size: medium; }\n"
        ".plain { background-color: transparent; }\n"
    )


class ReaderView(QTextBrowser):
    """Shows one document. `link_activated` carries the address of a clicked link: `links.read_link` reads it."""

    link_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        """`name` is what a screen reader says, in the user's language."""
        super().__init__(parent)
        self._html = EMPTY
        self._pictures: dict[str, QImage] = {}
        self._blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        self._blank.fill(Qt.GlobalColor.transparent)
        self._zoom = 0
        self._theme: Theme = "light"
        self._found: list[tuple[int, int]] = []
        self._shown = 0
        self._fitting = QTimer(self, singleShot=True, interval=_RESIZE_PAUSE)
        self._fitting.timeout.connect(self._fit_pictures)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(16)
        self.document().setIndentWidth(26)
        self.setAccessibleName(name)
        self.anchorClicked.connect(self._clicked)
        self.horizontalScrollBar().rangeChanged.connect(self._offer_to_scroll)

    # -- what is shown -------------------------------------------------------------------------------------------

    def set_document(self, html: SafeHtml, images: Mapping[str, bytes] | None = None, *, stay: bool = False) -> None:
        """Shows `html`, from its top, or (`stay`) from where it was scrolled to: it is the same text, changed. `images`
        are the bytes of its pictures by relative path."""
        if not isinstance(html, SafeHtml):
            raise TypeError("a ReaderView shows SafeHtml only")
        self._html = html
        self._found = []
        self.setExtraSelections([])
        self._pictures = {}
        for path, data in (images or {}).items():
            picture = decode(data)
            if picture is not None:
                self._pictures[image_url(path)] = picture
        self._show(self.verticalScrollBar().value() if stay else 0)
        self.horizontalScrollBar().setValue(0)

    def set_theme(self, theme: Theme) -> None:
        """Other colours; the text stays where it was scrolled to."""
        if theme == self._theme and self.document().defaultStyleSheet():
            return
        self._theme = theme
        self.document().setDefaultStyleSheet(reader_css(theme))
        self._show(self.verticalScrollBar().value())
        self._mark()

    def find_words(self, words: str) -> int:
        """Look for every word of the text that these words find; gives how many there are. `show_found` marks them."""
        text = self.toPlainText() if words else ""
        wide = [] if text.isascii() else [place for place, sign in enumerate(text) if sign > "\uffff"]
        # Qt counts characters beyond the first plane twice.
        self._found = [
            (begin + bisect_left(wide, begin), end + bisect_left(wide, end)) for begin, end in found_in(text, words)
        ]
        return len(self._found)

    @property
    def found(self) -> tuple[int, int]:
        """Which of the marked words is shown, counted from 0, and how many there are."""
        return self._shown, len(self._found)

    def show_found(self, number: int, *, scroll: bool = True) -> None:
        """Mark what was found, one of it as shown; behind the last one comes the first. One out of sight comes to a
        third of the height, so that what stands before it is seen, too."""
        self._shown = number % len(self._found) if self._found else 0
        if self._found and scroll:
            cursor = self.textCursor()
            cursor.setPosition(self._found[self._shown][0])
            line, height, bar = self.cursorRect(cursor), self.viewport().height(), self.verticalScrollBar()
            if not 0 <= line.top() <= line.bottom() <= height:
                bar.setValue(bar.value() + line.top() - height // 3)
            self.setTextCursor(cursor)
        self._mark()

    def _mark(self) -> None:
        letters, ground, shown = (QColor(colour) for colour in _FOUND[self._theme])
        marks = []
        first = max(0, min(self._shown - _MOST_FOUND // 2, len(self._found) - _MOST_FOUND))
        for number, (begin, end) in enumerate(self._found[first : first + _MOST_FOUND], first):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(begin)
            mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.format.setForeground(letters)
            mark.format.setBackground(shown if number == self._shown else ground)
            marks.append(mark)
        self.setExtraSelections(marks)

    def zoom(self, steps: int) -> None:
        """Letters `steps` points bigger (or smaller) within limits; 0 gives the system's size."""
        wanted = 0 if steps == 0 else min(max(self._zoom + steps, _ZOOM.start), _ZOOM.stop - 1)
        self.zoomIn(wanted - self._zoom)
        self._zoom = wanted

    # -- the doors that stay shut --------------------------------------------------------------------------------

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802
        """Never reads anything. An empty answer would not do: Qt then reads by itself."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._pictures.get(_address(name), self._blank)
        return " "

    def doSetSource(self, url: QUrl | str, kind: object = None) -> None:  # noqa: N802
        """Nothing is opened from an address."""

    def setHtml(self, text: str) -> NoReturn:  # noqa: N802
        raise TypeError("use set_document")

    setText = setMarkdown = insertHtml = append = setHtml  # noqa: N815

    # -- events --------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.ZoomIn) or (control and event.key() == Qt.Key.Key_Equal):
            self.zoom(1)
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom(-1)
        elif control and event.key() == Qt.Key.Key_0:
            self.zoom(0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._pictures and event.size().width() != event.oldSize().width():
            self._fitting.start()

    def _show(self, at: int) -> None:
        """Scrolled to `at` pixels. Pictures first: what is in the document's own store is never asked for.

        The scroll bar stands while the text is laid out: one that appears halfway would have it all laid out again.
        """
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.document().clear()
        self._store_pictures()
        super().setHtml(str(self._html))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        if at:
            self.document().documentLayout().documentSize()  # lays out to the end, so that there is where to scroll to
        self.verticalScrollBar().setValue(at)

    def _offer_to_scroll(self, _: int, most: int) -> None:
        """Across only where something is hidden: Qt rounds the columns of a table up to a pixel or two too many."""
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if most > _ROUNDED else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if policy is not self.horizontalScrollBarPolicy():
            self.setHorizontalScrollBarPolicy(policy)

    def _fit_pictures(self) -> None:
        self._store_pictures()
        document = self.document()
        document.markContentsDirty(0, document.characterCount())

    def _store_pictures(self) -> None:
        ratio = self.devicePixelRatioF()
        room = int((self.viewport().width() - 2 * self.document().documentMargin()) * ratio)
        for address, picture in self._pictures.items():
            if 0 < room < picture.width():
                picture = picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
            self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(address), picture)

    def _clicked(self, url: QUrl) -> None:
        """Anchors of this document are followed here, all else is for who listens."""
        address = _address(url)
        if address.startswith("#"):
            self.scrollToAnchor(QUrl.fromPercentEncoding(QByteArray(address[1:].encode())))
        else:
            self.link_activated.emit(address)


def _address(url: QUrl | str) -> str:
    return url if isinstance(url, str) else bytes(url.toEncoded().data()).decode("ascii")


def decode(data: bytes) -> QImage | None:
    """A picture from bytes, no bigger than is shown; None when it is none, too big, or of a kind not allowed."""
    if len(data) > MAX_IMAGE_BYTES:
        return None
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    if bytes(QImageReader.imageFormat(buffer).data()) not in _FORMATS:
        return None
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MAX_IMAGE_PIXELS:
        return None
    if size.width() > _KEPT_WIDTH:
        reader.setScaledSize(QSize(_KEPT_WIDTH, max(1, size.height() * _KEPT_WIDTH // size.width())))
    picture = reader.read()
    return None if picture.isNull() else picture
