"""A real Chromium without a window, spoken to by its DevTools protocol over two pipes: no port and no driver."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
_TIMEOUT = 30.0
_OPTIONS = [
    "--headless=new", "--remote-debugging-pipe", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage", "--mute-audio",
    "--no-default-browser-check", "--disable-extensions", "--force-color-profile=srgb", "--hide-scrollbars",
]  # fmt: skip

# The protocol is spoken on descriptors 3 and 4, wherever our pipes happen to be (shells cannot name those over 9).
_START = """import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for number, end in enumerate(ends, 3):
    os.dup2(end, number)
    os.close(end)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Navigated(Exception):
    """The page that was asked has gone, and another one comes in its place."""


class Browser:
    """One page. `requests` are the addresses it asked for, `errors` what its console and its policy complained of,
    `dialogs` the kinds of questions it asked; all were answered with yes."""

    def __init__(self, process: subprocess.Popen[bytes], send: int, receive: int, downloads: Path) -> None:
        self.process = process
        self.downloads = downloads
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        self._send, self._receive = send, receive
        self._rest = b""
        self._last = 0
        self._session: str | None = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "DOM"):
            self.call(f"{domain}.enable")
        self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))

    def call(self, method: str, **values: Any) -> dict[str, Any]:
        """One command and its answer; what happens meanwhile is noted."""
        asked = self._ask(method, values)
        while True:
            found = self._next()
            if found.get("id") == asked:
                if "navigated or closed" in str(found.get("error", {}).get("message")):
                    raise Navigated
                assert "error" not in found, found["error"]
                result: dict[str, Any] = found["result"]
                return result
            self._note(found)

    def _ask(self, method: str, values: dict[str, Any]) -> int:
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": values}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._send, json.dumps(message).encode() + b"\0")
        return self._last

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + _TIMEOUT
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._receive], [], [], max(0.0, until - time.monotonic()))
            assert ready, "the browser does not answer"
            part = os.read(self._receive, 1 << 20)
            assert part, "the browser is gone"
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found

    def _note(self, found: dict[str, Any]) -> None:
        values = found.get("params", {})
        match found.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(values["request"]["url"])
            case "Runtime.exceptionThrown":
                self.errors.append(str(values["exceptionDetails"]))
            case "Log.entryAdded":
                self.errors.append(str(values["entry"]["text"]))
            case "Page.javascriptDialogOpening":
                self.dialogs.append(values["type"])
                self._ask("Page.handleJavaScriptDialog", {"accept": True})

    def open(self, path: Path) -> None:
        self.call("Page.navigate", url=path.as_uri())
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def run(self, code: str) -> Any:
        """The value of an expression in the page."""
        done = self.call("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def wait(self, code: str) -> None:
        until = time.monotonic() + _TIMEOUT
        while not self._holds(code):
            assert time.monotonic() < until, code
            time.sleep(0.02)

    def _holds(self, code: str) -> bool:
        """Not while another page takes the place of this one: the question is asked again."""
        try:
            return bool(self.run(code))
        except Navigated:
            return False

    def click(self, element: str) -> None:
        """A press of the mouse in the middle of what an expression names."""
        x, y = self.run(
            f"(() => {{ const e = {element}; e.scrollIntoView({{block: 'center'}});"
            " const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def type(self, element: str, text: str) -> None:
        """Into a field, after a press on it."""
        self.click(element)
        self.call("Input.insertText", text=text)

    def key(self, name: str, code: int) -> None:
        for kind in ("keyDown", "keyUp"):
            values = {"key": name, "code": name, "windowsVirtualKeyCode": code}
            text = {"text": " "} if name == " " and kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, **values, **text)

    def downloaded(self) -> Path:
        """The one file that was saved, once it is whole."""
        until = time.monotonic() + _TIMEOUT
        while time.monotonic() < until:
            self.run("1")
            found = [path for path in self.downloads.iterdir() if path.suffix == ".ctoreply" and path.stat().st_size]
            if found:
                return found[0]
            time.sleep(0.02)
        raise AssertionError("nothing was saved")

    def look(self, width: int, height: int, *, dark: bool = False, mobile: bool = False) -> None:
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}],
        )

    def picture(self) -> bytes:
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A fresh browser with its profile and its downloads in `folder`; it ends with the block."""
    downloads = folder / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    ours_read, theirs_write = os.pipe()
    theirs_read, ours_write = os.pipe()
    options = [*_OPTIONS, f"--user-data-dir={folder / 'profile'}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")
    process = subprocess.Popen(
        [sys.executable, "-c", _START, str(theirs_read), str(theirs_write), CHROMIUM, *options],
        pass_fds=(theirs_read, theirs_write),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)},
    )
    os.close(theirs_read)
    os.close(theirs_write)
    try:
        yield Browser(process, ours_write, ours_read, downloads)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(ours_read)
        os.close(ours_write)
