"""What can go wrong, in two families.

::

    Exception
    ├── AppError             the user can act on it: a sentence that says what, where and what now
    │   ├── FileProblem      a file or folder that is missing, locked, foreign, damaged, newer, read-only ...
    │   ├── Invalid          a value that a rule refuses; nothing was written
    │   ├── Conflict         somebody else changed the record since it was read; nothing was written
    │   └── NotFound         the record is not there (any more)
    ├── Cancelled            the user stopped a job; never shown as an error
    └── anything else        a bug of ours: it goes to the crash report (`ctohandover.crash`)

An AppError carries a *code* and values, not a sentence in one language: `ctohandover.messages` has the sentences, so
that the window and the command line say the same thing in the user's language. `str(error)` is for logs and tests.
"""

from __future__ import annotations


class AppError(Exception):
    """Something the user can act on. `code` picks the sentence, `values` fill it in."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value!r}" for key, value in self.values.items())
        return f"{self.code} ({details})" if details else self.code


class FileProblem(AppError):
    """A file or folder that cannot be used as asked. Values hold at least `path`."""


class Invalid(AppError):
    """A value that a rule refuses; nothing was written."""


class Conflict(AppError):
    """The record was changed by somebody else since it was read; nothing was written."""


class NotFound(AppError):
    """The record is not in the workspace (any more)."""


class Cancelled(Exception):
    """Raised inside a job by `step()` when the user stopped it."""
