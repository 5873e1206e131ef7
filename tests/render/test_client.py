"""The worker process is warm, replaceable, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ctohandover.render import caps
from ctohandover.render.cache import RenderCache
from ctohandover.render.client import RenderClient, worker_command
from ctohandover.render.plain import plain_page
from ctohandover.render.safe import Rendered

SLOW = "```java\n" + "=====\n" * 5_000 + "```\n\n" + ("[a](" * 500 + "\n\n") * 100
# A worker that does as the text says: it answers, hangs, dies, or talks nonsense.
FAKE = """
import os, sys, time
from ctohandover.render import protocol
i, o = sys.stdin.buffer, sys.stdout.buffer
protocol.write_frame(o, {"ready": True})
while (r := protocol.read_frame(i)) is not None:
    match r["text"]:
        case "hang": time.sleep(60)
        case "die": os._exit(3)
        case "nonsense": o.write(b"\\0\\0\\0\\3abc"); o.flush()
        case "half": o.write(b"\\0\\0\\0\\9abc"); o.flush(); os._exit(0)
        case text: protocol.write_frame(o, {"html": "<p>" + text + "</p>", "images": []})
"""


@pytest.fixture
def make() -> Iterator[Callable[..., RenderClient]]:
    made: list[RenderClient] = []

    def one(*, fake: bool = True, **options: float) -> RenderClient:
        command = [sys.executable, "-c", FAKE] if fake else None
        made.append(RenderClient(command=command, **options))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for client in made:
        client.close()


def _gone(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # there `kill` with 0 would kill
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_renders(make: Callable[..., RenderClient]) -> None:
    client = make(fake=False)
    client.warm_up()
    rendered = client.render("# a\n![](b.png) é \ud800", base="docs/x.md")
    assert str(rendered.html).startswith('<h1 id="a">a</h1><p class="picture"><img')
    assert rendered.images == ("docs/b.png",)
    assert rendered.reason is None


def test_caps_come_back_as_reasons(make: Callable[..., RenderClient]) -> None:
    rendered = make(fake=False).render(">" * 500 + "<b>", base="x.md")
    assert rendered.reason == caps.TOO_DEEP
    assert "&gt;&lt;b&gt;</pre>" in str(rendered.html)


def test_too_big_never_reaches_the_worker(make: Callable[..., RenderClient]) -> None:
    client = make()
    text = "word\n" * (caps.MAX_BYTES // 5 + 1)
    rendered = client.render(text, base="x.md")
    assert (rendered.reason, rendered.pages, client.pid) == (caps.TOO_BIG, 17, None)
    second = client.render(text, base="x.md", page=2)
    assert (second.page, second.pages) == (2, 17)


def test_too_slow_is_killed_and_replaced(make: Callable[..., RenderClient]) -> None:
    client = make(fake=False, deadline=0.5)
    client.render("warm", base="x.md")
    first = client.pid
    start = time.monotonic()
    rendered = client.render(SLOW, base="x.md")
    assert time.monotonic() - start < 1.0
    assert rendered.reason == caps.TOO_SLOW
    assert "=====" in str(rendered.html)
    assert first is not None
    assert _gone(first)
    assert client.pid not in (None, first)  # the next one is on its way already
    assert client.render("after", base="x.md").reason is None
    start = time.monotonic()
    assert client.render(SLOW, base="x.md").reason == caps.TOO_SLOW  # remembered
    assert time.monotonic() - start < 0.1


@pytest.mark.parametrize("text", ["die", "nonsense", "half"])
def test_a_crash_costs_one_document_its_look(make: Callable[..., RenderClient], text: str) -> None:
    client = make()
    rendered = client.render(text, base="x.md")
    assert rendered.reason == caps.FAILED
    assert str(rendered.html) == f'<pre class="plain">{text}</pre>'
    assert str(client.render("next", base="x.md").html) == "<p>next</p>"


@pytest.mark.skipif(sys.platform == "win32", reason="waits for the dead process as POSIX does")
def test_a_worker_killed_while_idle_is_replaced(make: Callable[..., RenderClient]) -> None:
    client = make()
    client.render("a", base="x.md")
    pid = client.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert str(client.render("b", base="x.md").html) == "<p>b</p>"
    assert client.pid != pid


@pytest.mark.parametrize("command", [["/nonexistent/program"], [sys.executable, "-c", "pass"]])
def test_a_worker_that_cannot_start(command: list[str]) -> None:
    client = RenderClient(command=command)
    assert client.render("a", base="x.md").reason == caps.FAILED
    client.close()


def test_close_ends_a_running_document(make: Callable[..., RenderClient]) -> None:
    client = make(deadline=30.0)
    client.render("warm", base="x.md")
    found: list[Rendered] = []
    thread = threading.Thread(target=lambda: found.append(client.render("hang", base="x.md")))
    thread.start()
    pid = client.pid
    client.close()
    thread.join(5)
    assert not thread.is_alive()
    assert found[0].reason == caps.CLOSED
    assert pid is not None
    assert _gone(pid)
    assert client.render("more", base="x.md").reason == caps.CLOSED
    client.close()


def test_many_threads(make: Callable[..., RenderClient]) -> None:
    client = make()
    found: dict[int, str] = {}

    def work(number: int) -> None:
        for turn in range(20):
            found[number * 20 + turn] = str(client.render(f"{number}-{turn}", base="x.md").html)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n * 20 + t: f"<p>{n}-{t}</p>" for n in range(8) for t in range(20)}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nothing_is_left_behind() -> None:
    def files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before, others = files(), set(threading.enumerate())
    for text in ("a", "die", "hang"):
        client = RenderClient(command=[sys.executable, "-c", FAKE], deadline=0.2)
        client.render(text, base="x.md")
        client.close()
    assert files() == before
    assert set(threading.enumerate()) <= others  # threads of earlier tests may end meanwhile


def test_the_worker_ends_with_its_input() -> None:
    worker = subprocess.Popen(worker_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with worker:
        assert worker.stdout is not None
        assert worker.stdin is not None
        length = int.from_bytes(worker.stdout.read(4), "big")
        assert worker.stdout.read(length) == b'{"ready":true}'
        worker.stdin.close()
        assert worker.wait(10) == 0


def test_modules_are_not_taken_from_the_folder_one_stands_in(tmp_path: Path) -> None:
    (tmp_path / "markdown.py").write_text("raise SystemExit('hostile')")
    (tmp_path / "ctohandover.py").write_text("raise SystemExit('hostile')")
    done = subprocess.run(worker_command(), cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"ready" in done.stdout


def test_the_client_does_not_load_what_the_worker_needs() -> None:
    loaded = "{'markdown', 'pygments', 'nh3'} & set(sys.modules)"
    code = f"import sys, ctohandover.render.client, ctohandover.render.css; print({loaded})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_warm_up_does_not_wait(make: Callable[..., RenderClient]) -> None:
    client = make(fake=False)
    start = time.monotonic()
    client.warm_up()
    assert time.monotonic() - start < 0.05
    assert client.cached("a", base="x.md") is None
    client.render("a", base="x.md")
    assert client.cached("a", base="x.md") is not None
    assert client.cached("a", base="other/x.md") is None


def test_cache_drops_the_least_recently_used() -> None:
    cache = RenderCache(10_000)
    page = plain_page("x" * 500)
    keys = [RenderCache.key(str(n), "x.md") for n in range(10)]
    for key in keys:
        cache.put(key, page)
        cache.get(keys[0])
    assert cache.get(keys[0]) is page
    assert cache.get(keys[1]) is None
    assert cache.get(keys[9]) is page
    assert cache.size <= 10_000
    cache.put(keys[0], page)
    assert cache.size <= 10_000
    big = RenderCache.key("big", "x.md")
    cache.put(big, plain_page("x" * 5_000))
    assert cache.get(big) is None
