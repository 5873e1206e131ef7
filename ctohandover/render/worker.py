"""The process that renders Markdown: `python -m ctohandover.render.worker`, talked to by `client`.

A process of its own since Python-Markdown and Pygments can be made to run for minutes, Pygments while it holds the
interpreter's lock; a thread of ours could not be stopped, a process can. It reads requests on standard input, answers
on standard output, and ends when its input is closed: also when the program that started it was killed.
"""

from __future__ import annotations

import os
import sys
from typing import Any, BinaryIO, Final

from ctohandover.render import caps, protocol
from ctohandover.render.markdown import MarkdownRenderer

_MEMORY: Final = 2 * 1024**3  # bytes of address space; a document of 2 MiB needs a tenth of it
_WARM: Final = "# a\n\n- *b* `c` [d](e.md)\n\n| f |\n|---|\n| g |\n\n```python\nh = 1\n```\n"


def main() -> int:
    """Answers until the input ends. 0: it ended; 1: the output is gone."""
    requests, replies = _streams()
    _limit_memory()
    renderer = MarkdownRenderer()
    renderer.render(_WARM, "warm.md")
    try:
        protocol.write_frame(replies, {"ready": True})
        while (request := protocol.read_frame(requests)) is not None:
            protocol.write_frame(replies, _answer(renderer, request))
    except (BrokenPipeError, KeyboardInterrupt):
        return 1
    return 0


def _answer(renderer: MarkdownRenderer, request: dict[str, Any]) -> dict[str, Any]:
    """The reply. The client makes plain text itself, so for that the reason is all that travels back."""
    try:
        rendered = renderer.render(request["text"], request["base"])
    except RecursionError:
        return {"reason": caps.TOO_DEEP}
    except MemoryError:
        return {"reason": caps.TOO_BIG}
    except Exception as error:  # noqa: BLE001 - a fault of a library must cost one document's look, not the worker
        return {"reason": caps.FAILED, "error": type(error).__name__}
    if rendered.reason is not None:
        return {"reason": rendered.reason}
    return {"html": str(rendered.html), "images": rendered.images}


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, kept to ourselves: a library that prints must not break a frame."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.close(null)
    return requests, replies


def _limit_memory() -> None:
    """Where the system can: a document that eats memory gets an error before the machine suffers."""
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    sys.exit(main())
