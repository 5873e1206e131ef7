"""A real Secret Service for tests that live in this process: a bus of its own, and an unlocked GNOME Keyring on it."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
from keyring.backends import SecretService

_VARIABLES = ("DBUS_SESSION_BUS_ADDRESS", "HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "DISPLAY")


@contextmanager
def secret_service(folder: Path) -> Iterator[Path]:
    """Gives the folder in which its files lie. Everything is ended and put back afterwards."""
    assert shutil.which("gnome-keyring-daemon"), "packaging/dev.py test installs it"
    before = {name: os.environ.get(name) for name in _VARIABLES}
    chosen = keyring.get_keyring()
    run = folder / "run"
    run.mkdir(parents=True, mode=0o700)
    os.environ.pop("DISPLAY", None)
    os.environ.update(
        HOME=str(folder), XDG_RUNTIME_DIR=str(run), XDG_DATA_HOME=str(folder / "data"),
        XDG_CONFIG_HOME=str(folder / "config"),
    )  # fmt: skip
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert bus.stdout is not None
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        control = run / "keyring"
        subprocess.run(
            ["gnome-keyring-daemon", "--unlock", "--components=secrets", f"--control-directory={control}"],
            input="ci-only-passphrase", text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        _wait_for_the_service()
        keyring.set_keyring(SecretService.Keyring())  # type: ignore[no-untyped-call]
        yield folder
    finally:
        keyring.set_keyring(chosen)
        with warnings.catch_warnings():
            # When a collection is locked, the library leaves its connection to be collected.
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
        bus.send_signal(signal.SIGTERM)  # the keyring ends with its bus
        bus.wait(10)
        if bus.stdout is not None:
            bus.stdout.close()
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _wait_for_the_service() -> None:
    """The daemon goes into the background before its name is on the bus. Whoever asks for it then has the bus start
    another one, which nobody has unlocked."""
    from jeepney import MatchRule, message_bus  # type: ignore[import-untyped]  # Linux has it, with keyring
    from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]

    name = "org.freedesktop.secrets"
    owned = MatchRule(type="signal", interface=message_bus.interface, member="NameOwnerChanged")
    owned.add_arg_condition(0, name)
    with open_dbus_connection() as connection:
        bus = Proxy(message_bus, connection)
        bus.AddMatch(owned)
        with connection.filter(owned) as told:
            if not bus.NameHasOwner(name)[0]:
                connection.recv_until_filtered(told, timeout=20)


def lock() -> None:
    """Lock the collection, as the system does when the user is away."""
    import secretstorage

    connection = secretstorage.dbus_init()
    try:
        secretstorage.get_default_collection(connection).lock()
    finally:
        connection.close()
