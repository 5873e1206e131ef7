"""Secrets in a real Secret Service, and each way in which a keyring can fail, told apart.

Each case runs in a process of its own on a bus of its own, since a keyring is found once for a whole process.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ctohandover import messages
from ctohandover.i18n import Translator
from ctohandover.vault import LONGEST, Vault, VaultProblem

ROOT = Path(__file__).parents[1]
SECRET = "tr0ub4dor & 3 – ünïcode"

linux = pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """One of its own: no screen, no bus, folders that are empty."""
    home, run = folder / "home", folder / "run"
    home.mkdir(exist_ok=True)
    run.mkdir(exist_ok=True, mode=0o700)
    taken = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND")
    kept = {key: value for key, value in os.environ.items() if key not in taken}
    places = {"XDG_DATA_HOME": ".local/share", "XDG_CONFIG_HOME": ".config", "XDG_CACHE_HOME": ".cache"}
    return {
        **kept,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(run),
        **{name: str(home / place) for name, place in places.items()},
        "PYTHONPATH": str(ROOT),
        **more,
    }


def run(script: str, env: dict[str, str], *, service: bool) -> dict[str, str]:
    """What a script printed as JSON on its last line; with `service` on a bus with an unlocked keyring."""
    command = [sys.executable, "-c", script]
    if service:
        unlock = (
            "printf ci-only-passphrase | gnome-keyring-daemon --unlock --components=secrets"
            ' --control-directory="$XDG_RUNTIME_DIR/keyring" >/dev/null; exec "$@"'
        )
        command = ["dbus-run-session", "--", "bash", "-c", unlock, "_", *command]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


_TRY = """
import json
from ctohandover.vault import Vault, VaultProblem
vault = Vault("profile", "workspace", patience=10)
def ask(run):
    try:
        return run()
    except VaultProblem as problem:
        return problem.code
"""


@linux
def test_a_secret_is_kept_replaced_read_and_deleted(tmp_path: Path) -> None:
    assert shutil.which("gnome-keyring-daemon"), "packaging/dev.py test installs it"
    script = (
        _TRY
        + f"""
secret = {SECRET!r}
found = {{"before": ask(lambda: vault.read("dns"))}}
vault.keep("dns", "the first one")
vault.keep("dns", secret)
found["read"] = vault.read("dns") == secret
found["other workspace"] = ask(lambda: Vault("profile", "copy", patience=10).read("dns"))
found["other profile"] = ask(lambda: Vault("another", "workspace", patience=10).read("dns"))
found["longest"] = vault.keep("long", "x" * {LONGEST}) or len(vault.read("long"))
found["too long"] = ask(lambda: vault.keep("long", "x" * {LONGEST + 1}))
found["deleted"] = [vault.delete("dns"), vault.delete("dns")]
found["after"] = ask(lambda: vault.read("dns"))
print(json.dumps(found))
"""
    )
    assert run(script, environment(tmp_path), service=True) == {
        "before": "vault-vanished",
        "read": True,
        "other workspace": "vault-vanished",
        "other profile": "vault-vanished",
        "longest": LONGEST,
        "too long": "vault-too-long",
        "deleted": [True, False],
        "after": "vault-vanished",
    }
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path


@linux
def test_a_locked_keyring(tmp_path: Path) -> None:
    """Where no prompt can be shown, it is refused instead of waited for."""
    script = (
        _TRY
        + """
import secretstorage
vault.keep("dns", "secret")
secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
print(json.dumps({"read": ask(lambda: vault.read("dns")), "keep": ask(lambda: vault.keep("dns", "x"))}))
"""
    )
    found = run(script, environment(tmp_path), service=True)
    assert found == {"read": "vault-locked", "keep": "vault-locked"}


@linux
def test_a_keyring_whose_service_died(tmp_path: Path) -> None:
    script = (
        _TRY
        + """
import os, signal, subprocess
vault.keep("dns", "secret")
seen = subprocess.run(["pgrep", "-f", os.environ["XDG_RUNTIME_DIR"]], capture_output=True, text=True)
for pid in seen.stdout.split():
    if int(pid) != os.getpid() and b"gnome-keyring" in open(f"/proc/{pid}/cmdline", "rb").read():
        os.kill(int(pid), signal.SIGKILL)
print(json.dumps({"read": ask(lambda: vault.read("dns"))}))
"""
    )
    # The bus starts a new one at once, which is locked.
    assert run(script, environment(tmp_path), service=True) == {"read": "vault-locked"}


@linux
def test_no_keyring_at_all(tmp_path: Path) -> None:
    script = (
        _TRY
        + """
print(json.dumps({"keep": ask(lambda: vault.keep("dns", "x")), "read": ask(lambda: vault.read("dns"))}))
"""
    )
    assert run(script, environment(tmp_path), service=False) == {"keep": "vault-none", "read": "vault-none"}


def test_the_null_backend_and_one_that_writes_in_clear_are_refused(tmp_path: Path) -> None:
    script = (
        _TRY
        + """
print(json.dumps({"keep": ask(lambda: vault.keep("dns", "x")), "read": ask(lambda: vault.read("dns"))}))
"""
    )
    null = environment(tmp_path, PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
    assert run(script, null, service=False) == {"keep": "vault-null", "read": "vault-null"}
    (tmp_path / "clear.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Keyring(KeyringBackend):\n"
        "    priority = 9\n"
        "    def get_password(self, service, username):\n"
        "        return open('secret').read()\n"
        "    def set_password(self, service, username, password):\n"
        "        open('secret', 'w').write(password)\n"
        "    def delete_password(self, service, username):\n"
        "        pass\n"
    )
    clear = environment(tmp_path, PYTHON_KEYRING_BACKEND="clear.Keyring", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert run(script, clear, service=False) == {"keep": "vault-other", "read": "vault-other"}


@pytest.mark.parametrize(("secret", "code"), [("", "vault-empty"), ("x" * (LONGEST + 1), "vault-too-long")])
def test_what_cannot_be_kept_never_reaches_a_keyring(secret: str, code: str) -> None:
    with pytest.raises(VaultProblem) as caught:
        Vault("p", "w").keep("dns", secret)
    assert caught.value.code == code
    assert secret not in str(caught.value) or not secret


def test_a_prompt_that_nobody_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    answered = Event()
    monkeypatch.setattr("ctohandover.vault._backend", lambda: answered.wait(20))
    with pytest.raises(VaultProblem) as caught:
        Vault("p", "w", patience=0.05).read("dns")
    answered.set()
    assert caught.value.code == "vault-waits"


@pytest.mark.parametrize(
    "code",
    ["none", "locked", "null", "other", "gone", "waits", "vanished", "unread", "empty", "too-long"],
)
def test_every_state_has_a_sentence_of_its_own(code: str, t: Translator) -> None:
    problem = VaultProblem(f"vault-{code}", name="clear.Keyring", limit=LONGEST, n=2_000)
    said = messages.error(problem, t)
    assert said != str(problem)
    assert len(said) > 20
