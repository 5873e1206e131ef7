"""Exports of password managers as a table of accesses: names, addresses, account names and folders, and nothing else.

Passwords, one-time codes, notes and fields of the user's own (recovery codes stand there as often as not) are left
behind while the file is read: no record of this program ever holds one.

Formats by the products' own documentation and exports: Bitwarden (JSON, CSV), 1Password (1PUX, CSV), KeePass 2 and
KeePassXC (XML, CSV), and the CSV files of browsers and other managers, told by a column for passwords.
"""

from __future__ import annotations

import io
import json
import lzma
import re
import zipfile
import zlib
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.etree import ElementTree

from ctohandover.errors import Invalid
from ctohandover.formats.tables.limits import FILE_BYTES, ROWS
from ctohandover.formats.tables.model import Row, Sheet
from ctohandover.formats.tables.vocabulary import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KDBX: Final = b"\x03\xd9\xa2\x9a"
_UNPACKED: Final = 100_000_000
"""Bytes that the text of a 1PUX export may take."""
_LONGEST: Final = 300

_HEADS_WITHIN: Final = 10
"""Lines in which the headings are looked for: some exports begin with a line of their own ("sep=,", a title)."""

HEADINGS: Final = ("Name", "Kind", "Address", "Account", "Folder")

SECRET_COLUMNS: Final = frozenset(
    fold(word)
    for word in (
        "password", "login_password", "mot de passe", "otpauth", "totp", "login_totp", "otp", "otpSecret", "otpUrl",
        "one-time code", "passwort", "contraseña", "pwd", "pass", "passphrase", "pass phrase",
    )
)  # fmt: skip
_COLUMNS: Final = {
    "Name": ("name", "title", "account", "nom", "titre", "item name"),
    "Address": ("login_uri", "url", "urls", "web site", "website", "site web", "adresse web", "uri"),
    "Account": ("login_username", "username", "login name", "user name", "nom d'utilisateur", "identifiant", "email"),
    "Folder": ("folder", "group", "grouping", "collections", "vault", "tags", "dossier", "groupe", "category"),
}
_OTHER_COLUMNS: Final = frozenset(fold(word) for words in _COLUMNS.values() for word in words)
_MANAGERS: Final = (
    (frozenset({"login password"}), "Bitwarden"),
    (frozenset({"otpauth", "favorite"}), "1Password"),
    (frozenset({"grouping", "fav"}), "LastPass"),
    (frozenset({"web site", "login name"}), "KeePass"),
    (frozenset({"group", "title"}), "KeePassXC"),
)


_UNREADABLE: Final = (
    ValueError, KeyError, TypeError, AttributeError, RecursionError, ElementTree.ParseError, RuntimeError,
    NotImplementedError, EOFError, OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What the readers below raise of a file that is not what it seems, or is packed or locked in a way unknown to them."""


_TOKEN: Final = re.compile(r"(?=.*\d)(?=.*[A-Za-z]).{20,}|.{28,}")
"""A part of a path that looks like a token: long, and of letters and digits, or longer."""


class Entry(NamedTuple):
    """One entry of a password manager, without what it keeps secret."""

    name: str
    address: str = ""
    account: str = ""
    folder: str = ""
    kind: str = ""


def read_export(data: bytes, name: str) -> Sheet | None:
    """The accesses of a password manager's export; None for a file that is none. Raises Invalid: `export-locked` for
    one that is encrypted, `export-unreadable`, `table-too-large`, `table-bomb`."""
    if len(data) > FILE_BYTES:
        raise Invalid("table-too-large", name=name, limit=FILE_BYTES // 1_000_000)
    head = data[:4_096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(_KDBX):
        raise Invalid("export-locked", name=name)
    try:
        if head.startswith(b"{"):
            return _sheet("Bitwarden", _bitwarden(_loads(data), name))
        if head.startswith(b"PK\x03\x04"):
            return _one_password(data, name)
        if head.startswith(b"<") and b"KeePassFile" in data[:4_096]:
            return _sheet("KeePass", _keepass(data, name))
    except _UNREADABLE as error:
        raise Invalid("export-unreadable", name=name) from error
    return None


def without_secrets(sheet: Sheet) -> Sheet:
    """A sheet that has a column for passwords, as the accesses that it lists; any other as it is."""
    for at, row in enumerate(sheet.rows[:_HEADS_WITHIN]):
        heads = [fold(cell) for cell in row.cells]
        if not SECRET_COLUMNS.intersection(heads) or (at and not _OTHER_COLUMNS.intersection(heads)):
            continue
        places = {
            column: next((heads.index(fold(word)) for word in words if fold(word) in heads), -1)
            for column, words in _COLUMNS.items()
        }
        told = [
            Entry(
                row.at(places["Name"]) or _host(_place(row.at(places["Address"]))),
                row.at(places["Address"]),
                row.at(places["Account"]),
                row.at(places["Folder"]),
            )
            for row in sheet.rows[at + 1 :]
        ]
        manager = next((known for signs, known in _MANAGERS if signs <= set(heads)), "CSV")
        return _sheet(manager, told)
    return sheet


def _loads(data: bytes) -> Any:
    """JSON without the values that are secret: they are dropped as each object is read."""
    return json.loads(data.decode("utf-8-sig"), object_hook=_dropped)


_SECRET_KEYS: Final = frozenset(
    {"password", "totp", "notes", "fields", "passwordHistory", "privateKey", "card", "identity", "fido2Credentials",
     "notesPlain", "sections", "documentAttributes"}
)  # fmt: skip


def _dropped(found: dict[str, Any]) -> dict[str, Any]:
    if found.get("designation") == "password":  # a field of 1Password, told by what it is for
        return {}
    return {key: value for key, value in found.items() if key not in _SECRET_KEYS}


def _bitwarden(found: Any, name: str) -> Iterator[Entry]:
    if found.get("encrypted"):
        raise Invalid("export-locked", name=name)
    groups = {one["id"]: one["name"] for part in ("folders", "collections") for one in found.get(part) or ()}
    for item in found["items"]:
        if item.get("type") not in (1, 2, 5):  # logins, notes and keys; cards and identities are a person's own
            continue
        login = item.get("login") or {}
        uris = [one.get("uri") or "" for one in login.get("uris") or ()]
        keys = [item.get("folderId"), *(item.get("collectionIds") or ())]
        folder = next((groups[key] for key in keys if key in groups), "")
        kind = "key" if item["type"] == 5 else ""
        yield Entry(item["name"], uris[0] if uris else "", login.get("username") or "", folder, kind)


def _one_password(data: bytes, name: str) -> Sheet | None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        return None  # whoever reads spreadsheets says what is wrong with it
    with archive:
        if "export.data" not in archive.namelist():
            return None
        if archive.getinfo("export.data").file_size > _UNPACKED:
            raise Invalid("table-bomb", name=name)
        with archive.open("export.data") as file:
            text = file.read(_UNPACKED + 1)
    if len(text) > _UNPACKED:
        raise Invalid("table-bomb", name=name)
    return _sheet("1Password", _vaults(_loads(text)))


def _vaults(found: Any) -> Iterator[Entry]:
    for account in found["accounts"]:
        for vault in account["vaults"]:
            folder = vault["attrs"]["name"]
            for item in vault["items"]:
                item = item.get("item") or item
                if item.get("state") == "archived":
                    continue
                about = item["overview"]
                users = [
                    one.get("value") or ""
                    for one in (item.get("details") or {}).get("loginFields") or ()
                    if one.get("designation") == "username"
                ]
                yield Entry(about["title"], about.get("url") or "", users[0] if users else "", folder)


def _keepass(data: bytes, name: str) -> Iterator[Entry]:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Invalid("export-unreadable", name=name)
    root = ElementTree.fromstring(data)
    bin_id = root.findtext("./Meta/RecycleBinUUID") or ""
    for group in root.iter("Group"):
        if group.findtext("UUID") == bin_id and bin_id:
            for thrown in list(group):
                group.remove(thrown)
    for group in root.iter("Group"):
        for entry in group.findall("Entry"):  # those of its history are deeper
            told = {
                text.findtext("Key"): text.findtext("Value") or ""
                for text in entry.findall("String")
                if text.findtext("Key") in ("Title", "UserName", "URL")
            }
            yield Entry(
                told.get("Title", ""), told.get("URL", ""), told.get("UserName", ""), group.findtext("Name") or ""
            )


def _sheet(manager: str, entries: Iterable[Entry]) -> Sheet:
    """The entries under headings that the register reads. Two of one name are told apart by a number: their accounts,
    which tell who has them, stay in a column of their own."""
    kept = [entry for entry in entries if entry.name.strip()][:ROWS]
    names = [" ".join(entry.name.split())[: _LONGEST - 8] for entry in kept]
    taken, last = {name.casefold() for name in names}, Counter[str]()
    rows = [Row(1, HEADINGS)]
    for number, (entry, name) in enumerate(zip(kept, names, strict=True), start=2):
        last[name.casefold()] += 1
        title = name
        while last[name.casefold()] > 1 and title.casefold() in taken:
            title = f"{name} {last[name.casefold()]}"
            last[name.casefold()] += title.casefold() in taken
        taken.add(title.casefold())
        cells = (title, entry.kind, _place(entry.address), entry.account, entry.folder)
        rows.append(Row(number, tuple(cell[:_LONGEST] for cell in cells)))
    return Sheet("", tuple(rows), manager)


def _place(address: str) -> str:
    """An address without what may be a secret of it: who logs in before the "@", and what follows "?" or "#" (tokens of
    a link that logs in by itself); a path ends before a part that looks like one. Of several, the first."""
    first = re.split(r"\s|,(?=\s|[\w+.-]+://)", address.strip(), maxsplit=1)[0]
    scheme, colon, rest = first.partition("://") if "://" in first else ("", "", first)
    if scheme.casefold().startswith("otpauth"):
        return ""
    login, at, after = rest.rpartition("@")
    if at and (":" in login or "/" not in login):  # a password may hold any sign, "@medium.example/@somebody" is a path
        rest = after
    host, *path = re.split(r"[?#,;]", rest, maxsplit=1)[0].split("/")
    told = takewhile(lambda part: not _TOKEN.fullmatch(part), path)
    return f"{scheme}{colon}{'/'.join((host, *told))}"


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0] or address
