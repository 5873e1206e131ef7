"""A secret waits in the system's keyring: kept, found again after reopening, shown, copied, settled.

The Secret Service is a real one, and no byte of the secret is in any file that the program wrote. Each way in which a
keyring can fail is said.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail, null
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from ctohandover.domain.accesses import Access
from ctohandover.domain.subjects import Kind, Subject
from ctohandover.error_words import ERRORS
from ctohandover.services.facade import Services
from ctohandover.storage.access_reads import accesses
from ctohandover.ui.access.model import Filter
from ctohandover.ui.access.page import AccessPage
from ctohandover.ui.access.secret import SecretDialog, SettleDialog
from ctohandover.vault import LONGEST
from tests.conftest import TODAY
from tests.journeys.conftest import Desk
from tests.journeys.test_accesses import access_page, button_of, shown
from tests.secret_service import lock, secret_service

SECRET = "zebra-9c1f-quartz"

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's"),
    # When a collection is locked, the keyring library leaves its connection to be collected, which happens here while
    # the window runs (`secret_service` says the same of what is left at the end).
    pytest.mark.filterwarnings("ignore:unclosed <socket.*dbus:ResourceWarning"),
]


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with secret_service(tmp_path_factory.mktemp("service")) as folder:
        yield folder


@pytest.fixture
def entry(services: Services) -> str:
    subject = Subject(id="", kind=Kind.ACCESS, title="Registrar")
    return services.accesses.save(None, Access(subject=subject, secret_place="nowhere yet"), TODAY)


def opened(desk: Desk, workspace: Path) -> AccessPage:
    desk.ui.today = lambda: TODAY
    desk.open(workspace)
    return access_page(desk)


def keep(
    desk: Desk, page: AccessPage, secret: str, offer: str = "Keep its secret until there is a vault…"
) -> SecretDialog:
    desk.click(button_of(page.secret, offer))
    dialog = desk.dialog(SecretDialog)
    assert isinstance(dialog, SecretDialog)
    dialog.secret.setText(secret)
    desk.click(dialog.keep)
    return dialog


def settling(desk: Desk, workspace: Path) -> SettleDialog:
    """A secret waits, and the dialog is open that says where the vault has it."""
    page = opened(desk, workspace)
    keep(desk, page, SECRET)
    desk.click(button_of(page.secret, "The vault has it now…"))
    settle = desk.dialog(SettleDialog)
    assert isinstance(settle, SettleDialog)
    return settle


def show_button(page: AccessPage) -> QPushButton:
    assert page.secret.show_button is not None
    return page.secret.show_button


def test_a_secret_waits_in_the_keyring_and_nowhere_else(
    new_desk: Callable[[], Desk], workspace_path: Path, entry: str, tmp_path: Path, service: Path
) -> None:
    desk = new_desk()
    page = opened(desk, workspace_path)
    keep(desk, page, SECRET)
    assert "a debt" in page.secret.told.text()
    page.show_what({"filter": Filter.DEBT})
    desk.rest()
    assert shown(page) == ["Registrar"]
    keep(desk, page, SECRET + "!", offer="Replace…")
    desk.close()

    desk = new_desk()
    page = opened(desk, workspace_path)
    assert page.secret.secret.text() == ""
    desk.click(show_button(page))
    assert page.secret.secret.text() == SECRET + "!"
    desk.click(page.secret.copy_button)
    assert QGuiApplication.clipboard().text() == SECRET + "!"
    page.secret.clipboard._timer.timeout.emit()  # as after twenty seconds
    assert QGuiApplication.clipboard().text() == ""
    desk.window.activateWindow()
    desk.bot.waitUntil(desk.window.isActiveWindow)
    page.secret.secret.setFocus()
    page.secret._hide_again.timeout.emit()
    assert not page.secret.secret.isVisible()
    assert show_button(page).hasFocus()
    desk.click(show_button(page))
    assert show_button(page).text() == "Hide"
    desk.click(show_button(page))
    assert page.secret.secret.text() == ""
    assert not page.secret.secret.isVisible()
    desk.click(show_button(page))
    desk.go("overview")
    assert page.secret.secret.text() == ""

    page = access_page(desk)
    desk.click(button_of(page.secret, "The vault has it now…"))
    settle = desk.dialog(SettleDialog)
    assert not settle.keep.isEnabled()  # nothing would tell where it is
    settle.place.setText("  ")
    assert not settle.keep.isEnabled()
    settle.place.setText("Company vault, Hosting")
    desk.click(settle.keep)
    assert desk.window.toast.text() == (
        "The secret is deleted from the keyring. Its place is written down: Company vault, Hosting"
    )
    assert page.card.row is not None
    assert (page.card.row.access.waits_since, page.card.row.access.secret_place) == (None, "Company vault, Hosting")
    desk.undo()  # the mark comes back, the secret does not
    desk.click(show_button(page))
    assert [getattr(error, "code", "") for error in desk.errors] == ["vault-vanished"]
    desk.close()
    written = [path for path in (*tmp_path.rglob("*"), *service.rglob("*")) if path.is_file()]
    assert workspace_path in written
    for path in written:
        assert SECRET.encode() not in path.read_bytes(), path
        assert SECRET.encode("utf-16-le") not in path.read_bytes(), path


def test_the_clipboard_keeps_what_somebody_copied_since(
    desk: Desk, workspace_path: Path, entry: str, service: Path
) -> None:
    page = opened(desk, workspace_path)
    keep(desk, page, SECRET)
    desk.click(page.secret.copy_button)
    QGuiApplication.clipboard().setText("something else")
    page.secret.clipboard._timer.timeout.emit()
    assert QGuiApplication.clipboard().text() == "something else"


def test_a_secret_is_noted_when_its_dialog_is_closed_before_it_is_kept(
    desk: Desk, workspace_path: Path, entry: str, service: Path
) -> None:
    page = opened(desk, workspace_path)
    desk.click(button_of(page.secret, "Keep its secret until there is a vault…"))
    dialog = desk.dialog(SecretDialog)
    dialog.secret.setText(SECRET)
    dialog.keep.click()
    dialog.reject()
    desk.rest()
    assert "a debt" in page.secret.told.text()
    desk.click(show_button(page))
    assert page.secret.secret.text() == SECRET


def test_what_somebody_changed_meanwhile_stands_in_no_ones_way(
    desk: Desk, workspace_path: Path, services: Services, entry: str, service: Path
) -> None:
    settle = settling(desk, workspace_path)
    with services.store.reading() as run:
        (seen,) = accesses(run)
    services.accesses.rotated(seen, TODAY)  # in another window
    settle.place.setText("Company vault")
    desk.click(settle.keep)
    with services.store.reading() as run:
        (now,) = accesses(run)
    assert (now.waits_since, now.secret_place, now.rotated_on) == (None, "Company vault", TODAY)


def test_a_secret_that_cannot_be_taken_out_waits_on(
    desk: Desk, workspace_path: Path, services: Services, entry: str, service: Path
) -> None:
    settle = settling(desk, workspace_path)
    settle.place.setText("Company vault")
    lock()
    desk.click(settle.keep)
    assert settle.problem.isVisible()
    assert settle.place.text() == "Company vault"
    assert settle.keep.isEnabled()
    with services.store.reading() as run:
        (now,) = accesses(run)
    assert (now.waits_since, now.secret_place) == (TODAY, "nowhere yet")


def test_the_clipboard_is_cleared_when_the_workspace_is_closed_meanwhile(
    desk: Desk, workspace_path: Path, entry: str, service: Path
) -> None:
    page = opened(desk, workspace_path)
    keep(desk, page, SECRET)
    desk.click(page.secret.copy_button)
    timer = page.secret.clipboard._timer
    desk.window.close_workspace()
    desk.rest()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert QGuiApplication.clipboard().text() == SECRET
    timer.timeout.emit()
    assert QGuiApplication.clipboard().text() == ""


def _none(service: Path) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]


def _null(service: Path) -> None:
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]


def _locked(service: Path) -> None:
    lock()


def _usual(service: Path) -> None:
    """Nothing is wrong with the keyring."""


@pytest.mark.parametrize(
    ("make", "secret", "code"),
    [
        (_none, SECRET, "vault-none"),
        (_null, SECRET, "vault-null"),
        (_locked, SECRET, "vault-locked"),
        (_usual, "x" * (LONGEST + 1), "vault-too-long"),
        (_usual, "", "vault-empty"),
    ],
)
def test_what_stands_in_the_way_is_said_and_what_was_typed_stays(
    desk: Desk,
    workspace_path: Path,
    services: Services,
    entry: str,
    service: Path,
    make: Callable[[Path], None],
    secret: str,
    code: str,
) -> None:
    make(service)
    page = opened(desk, workspace_path)
    dialog = keep(desk, page, secret)
    assert dialog.isVisible()
    assert dialog.secret.text() == secret
    assert dialog.problem.text()[:30] == ERRORS[code][:30]
    with services.store.reading() as run:
        (access,) = accesses(run)
    assert access.waits_since is None
    dialog.reject()
    desk.rest()
