"""Secrets that wait for the company's own vault, in the keyring of the operating system and nowhere else.

A secret is never in the workspace, a log, an export or a backup: this module hands it from the keyring to the screen
and back. What goes wrong is told apart, since each asks for something else (`VaultProblem`).

Facts behind it, tried on Linux: without a backend `NoKeyringError` is raised, with a locked collection or a dead
daemon `KeyringLocked`, with a prompt that cannot be shown `InitError`; the null backend takes a secret without a word
and gives back nothing. So backends are taken by name, and what was written is read back. A prompt waits for ever: no
call here belongs on the window's thread, and each gives up after a while.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, TypeVar

from ctohandover.errors import AppError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from keyring.backend import KeyringBackend

T = TypeVar("T")

LONGEST: Final = 1_200
"""Characters: Windows keeps 2,560 bytes of UTF-16 an entry."""
PATIENCE: Final = 120.0
"""Seconds that somebody has to answer a prompt of the keyring."""
_ALLOWED: Final = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)


class VaultProblem(AppError):
    """Codes: `vault-none` (this system has no keyring), `vault-locked` (it is locked, or its prompt was dismissed),
    `vault-null` (a backend that keeps nothing), `vault-other` (one that we do not trust), `vault-gone` (its service
    does not answer), `vault-waits` (a prompt is still open), `vault-vanished` (no such entry), `vault-unread` (what was
    written does not come back), `vault-empty`, `vault-too-long`."""


class Vault:
    """The entries of one profile and one workspace: a copy of the workspace, or another profile, has others."""

    def __init__(self, profile: str, workspace_id: str, *, patience: float = PATIENCE) -> None:
        self._prefix = f"ctohandover/{profile}/{workspace_id}"
        self._patience = patience

    def _name(self, access_id: str) -> str:
        """One service for each secret: the backend of Windows rewrites entries that share one."""
        return f"{self._prefix}/{access_id}"

    def keep(self, access_id: str, secret: str) -> None:
        """Write a secret, and read it back. Raises VaultProblem."""
        if not secret:
            raise VaultProblem("vault-empty")
        if len(secret) > LONGEST:
            raise VaultProblem("vault-too-long", limit=LONGEST, n=len(secret))
        name = self._name(access_id)

        def write(backend: KeyringBackend) -> str | None:
            backend.set_password(name, access_id, secret)
            return backend.get_password(name, access_id)

        if self._ask(write) != secret:
            raise VaultProblem("vault-unread")

    def read(self, access_id: str) -> str:
        """Raises VaultProblem."""
        name = self._name(access_id)
        found = self._ask(lambda backend: backend.get_password(name, access_id))
        if found is None:
            raise VaultProblem("vault-vanished")
        return found

    def delete(self, access_id: str) -> bool:
        """Take a secret away; False where there was none. Raises VaultProblem."""
        name = self._name(access_id)

        def take(backend: KeyringBackend) -> bool:
            if backend.get_password(name, access_id) is None:
                return False
            backend.delete_password(name, access_id)
            return True

        return self._ask(take)

    def present(self, access_ids: Iterable[str]) -> tuple[str, ...]:
        """Which of these have a secret here. Raises VaultProblem."""
        return self._ask(
            lambda backend: tuple(key for key in access_ids if backend.get_password(self._name(key), key) is not None)
        )

    def check(self) -> None:
        """Raises VaultProblem where this system has no keyring that could be asked. It opens no prompt."""
        self._ask(lambda _: None)

    def _ask(self, run: Callable[[KeyringBackend], T]) -> T:
        """The answer of the keyring, or VaultProblem. In a thread of its own, which may be left to wait for a prompt
        that nobody answers."""
        answers: list[T] = []
        problems: list[BaseException] = []

        def work() -> None:
            try:
                answers.append(run(_backend()))
            except BaseException as problem:  # noqa: BLE001 - told apart below, in the caller's thread
                problems.append(problem)

        thread = threading.Thread(target=work, name="keyring", daemon=True)
        thread.start()
        thread.join(self._patience)
        if problems:
            raise _told(problems[0]) from None  # what a backend says may hold what it was given
        if not answers:
            raise VaultProblem("vault-waits")
        return answers[0]


def _backend() -> KeyringBackend:
    """The first keyring of this system that is on our list."""
    import keyring

    chosen = keyring.get_keyring()
    for backend in getattr(chosen, "backends", [chosen]):
        if _class_name(backend) in _ALLOWED:
            return backend  # type: ignore[no-any-return]
    match _class_name(chosen):
        case "keyring.backends.fail.Keyring":
            raise VaultProblem("vault-none")
        case "keyring.backends.null.Keyring":
            raise VaultProblem("vault-null")
    raise VaultProblem("vault-other", name=_class_name(chosen))


def _class_name(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _told(problem: BaseException) -> BaseException:
    """What a backend raises, as one of ours; a bug of ours stays one."""
    from keyring import errors

    match problem:
        case VaultProblem():
            return problem
        case errors.NoKeyringError():
            return VaultProblem("vault-none")
        case errors.KeyringLocked() | errors.InitError():
            return VaultProblem("vault-locked")
        case errors.PasswordDeleteError():
            return VaultProblem("vault-vanished")
        case errors.KeyringError() | OSError() | RuntimeError():
            return VaultProblem("vault-gone")
    # Libraries below the backends have errors of their own (SecretService: those of D-Bus).
    if type(problem).__module__.partition(".")[0] in ("secretstorage", "jeepney", "win32ctypes", "pywintypes", "dbus"):
        return VaultProblem("vault-gone")
    return problem
