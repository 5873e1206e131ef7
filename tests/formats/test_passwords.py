"""Exports of password managers: what comes in are names, addresses, accounts and folders, and no byte of a secret."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.errors import Invalid
from ctohandover.formats.passwords import read_export, without_secrets
from ctohandover.formats.tables import read_table
from ctohandover.formats.tables.model import Row, Sheet

CANARY = "kanarie-7f3a"

BITWARDEN = {
    "encrypted": False,
    "folders": [{"id": "f1", "name": "Hosting"}],
    "items": [
        {
            "type": 1, "name": "Registrar", "folderId": "f1", "notes": f"recovery {CANARY}",
            "fields": [{"name": "pin", "value": CANARY, "type": 1}],
            "login": {"uris": [{"uri": "https://registrar.example/login"}], "username": "marc@mail.example",
                      "password": CANARY, "totp": f"otpauth://totp/x?secret={CANARY}"},
            "passwordHistory": [{"password": CANARY}],
        },
        {"type": 1, "name": "Registrar", "folderId": None,
         "login": {"username": "lea@mail.example", "password": CANARY}},
        {"type": 2, "name": "Safe code", "notes": CANARY, "secureNote": {"type": 0}},
        {"type": 3, "name": "His bank card", "card": {"number": CANARY}},
        {"type": 5, "name": "Deploy key", "sshKey": {"privateKey": CANARY, "publicKey": "ssh-ed25519 AAAA"}},
    ],
}  # fmt: skip
ONE_PASSWORD = {
    "accounts": [
        {
            "vaults": [
                {
                    "attrs": {"name": "Company"},
                    "items": [
                        {
                            "state": "active",
                            "overview": {"title": "Stripe", "url": "https://stripe.example"},
                            "details": {
                                "loginFields": [
                                    {"designation": "username", "value": "finance@boreal.example"},
                                    {"designation": "password", "value": CANARY},
                                ],
                                "notesPlain": CANARY,
                                "sections": [{"fields": [{"value": {"totp": CANARY}}]}],
                            },
                        },
                        {"state": "archived", "overview": {"title": "Old"}, "details": {}},
                    ],
                }
            ]
        }
    ]
}
KEEPASS = f"""<?xml version="1.0" encoding="utf-8"?>
<KeePassFile><Meta><RecycleBinUUID>BIN=</RecycleBinUUID></Meta><Root><Group><UUID>A=</UUID><Name>Servers</Name>
<Entry><String><Key>Title</Key><Value>Database</Value></String><String><Key>UserName</Key><Value>postgres</Value></String>
<String><Key>Password</Key><Value ProtectInMemory="True">{CANARY}</Value></String>
<String><Key>Notes</Key><Value>{CANARY}</Value></String>
<History><Entry><String><Key>Title</Key><Value>Database, old</Value></String></Entry></History></Entry>
<Group><UUID>BIN=</UUID><Name>Recycle bin</Name>
<Entry><String><Key>Title</Key><Value>Gone</Value></String></Entry></Group>
</Group></Root></KeePassFile>"""


def titles(sheet: Sheet | None) -> list[str]:
    assert sheet is not None
    return [row.at(0) for row in sheet.rows[1:]]


def no_secret(sheet: Sheet | None) -> bool:
    return sheet is not None and CANARY not in repr(sheet)


def test_bitwarden_json() -> None:
    sheet = read_export(json.dumps(BITWARDEN).encode(), "bitwarden.json")
    assert titles(sheet) == ["Registrar", "Registrar 2", "Safe code", "Deploy key"]
    assert sheet is not None
    assert sheet.manager == "Bitwarden"
    assert sheet.rows[1].cells == (
        "Registrar", "", "https://registrar.example/login", "marc@mail.example", "Hosting",
    )  # fmt: skip
    assert sheet.rows[4].at(1) == "key"
    assert no_secret(sheet)


def test_one_password_1pux() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("export.attributes", "{}")
        archive.writestr("export.data", json.dumps(ONE_PASSWORD))
    sheet = read_export(packed.getvalue(), "export.1pux")
    assert titles(sheet) == ["Stripe"]
    assert sheet is not None
    assert sheet.rows[1].cells == ("Stripe", "", "https://stripe.example", "finance@boreal.example", "Company")
    assert no_secret(sheet)


def test_keepass_xml_without_history_and_recycle_bin() -> None:
    sheet = read_export(KEEPASS.encode(), "keepass.xml")
    assert titles(sheet) == ["Database"]
    assert no_secret(sheet)


@pytest.mark.parametrize(
    ("head", "cells", "manager", "wanted"),
    [
        (
            "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp",
            f"Ops,,login,Grafana,{CANARY},,0,https://grafana.example,ops@x.example,{CANARY},{CANARY}",
            "Bitwarden",
            ("Grafana", "", "https://grafana.example", "ops@x.example", "Ops"),
        ),
        (
            "Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes",
            f"Stripe,https://stripe.example,fin@x.example,{CANARY},{CANARY},false,false,Billing,{CANARY}",
            "1Password",
            ("Stripe", "", "https://stripe.example", "fin@x.example", "Billing"),
        ),
        (
            '"Account","Login Name","Password","Web Site","Comments"',
            f'"Database","postgres","{CANARY}","https://db.example","{CANARY}"',
            "KeePass",
            ("Database", "", "https://db.example", "postgres", ""),
        ),
        (
            '"Group","Title","Username","Password","URL","Notes","TOTP"',
            f'"Root/Ops","VPN","lea","{CANARY}","https://vpn.example","{CANARY}","{CANARY}"',
            "KeePassXC",
            ("VPN", "", "https://vpn.example", "lea", "Root/Ops"),
        ),
        (
            "url,username,password,totp,extra,name,grouping,fav",
            f"https://a.example,marc,{CANARY},{CANARY},{CANARY},Analytics,Web,0",
            "LastPass",
            ("Analytics", "", "https://a.example", "marc", "Web"),
        ),
        (
            "url,username,password",
            f"https://mail.example/x,marc,{CANARY}",
            "CSV",
            ("mail.example", "", "https://mail.example/x", "marc", ""),
        ),
    ],
)
def test_csv_exports(head: str, cells: str, manager: str, wanted: tuple[str, ...]) -> None:
    (sheet,) = map(without_secrets, read_table(f"{head}\n{cells}\n".encode(), "export.csv"))
    assert sheet.manager == manager
    assert sheet.rows[1].cells == wanted
    assert no_secret(sheet)


def test_a_table_without_passwords_stays_as_it_is() -> None:
    (sheet,) = read_table(b"Access,Administered by\nDNS,Marc\n", "accesses.csv")
    assert without_secrets(sheet) is sheet


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5", "export-locked"),
        (b'{"encrypted": true, "data": "x"}', "export-locked"),
        (b'{"items": 3}', "export-unreadable"),
        (b"{not json", "export-unreadable"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><KeePassFile>&a;</KeePassFile>', "export-unreadable"),
        (b"<KeePassFile><Root>", "export-unreadable"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_export(data, "x")
    assert caught.value.code == code


def test_twins_are_numbered_around_what_is_there() -> None:
    names = ["GitHub", "GitHub 2", "github", "GitHub", "x" * 300, "x" * 300]
    found = read_export(json.dumps({"items": [{"type": 1, "name": name} for name in names]}).encode(), "x.json")
    told = titles(found)
    assert told[:4] == ["GitHub", "GitHub 2", "github 3", "GitHub 4"]
    assert len({title.casefold() for title in told}) == len(names)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (f"https://marc:{CANARY}@host.example/login", "https://host.example/login"),
        (f"https://host.example/in?token={CANARY}", "https://host.example/in"),
        (f"https://host.example/#{CANARY}", "https://host.example/"),
        (f"otpauth://totp/x?secret={CANARY}", ""),
        (f"marc:{CANARY}@host.example", "host.example"),
        (f"https://a.example, https://marc:{CANARY}@b.example", "https://a.example"),
        (f"https://hooks.example/services/T01/{CANARY}0123456789abc/x", "https://hooks.example/services/T01"),
        ("https://git.example/boreal/core", "https://git.example/boreal/core"),
        (f"https://user:{CANARY}#x@host.example/in", "https://host.example/in"),
        (f"https://user:{CANARY}/x,y@host.example/", "https://host.example/"),
        (f"https://api.example/bot110201543:{CANARY}0123456789abc/getMe", "https://api.example"),
        ("https://medium.example/@boreal", "https://medium.example/@boreal"),
        ("androidapp://com.example.bank", "androidapp://com.example.bank"),
    ],
)
def test_an_address_brings_no_secret(address: str, told: str) -> None:
    found = json.dumps(
        {"items": [{"type": 1, "name": "Host", "login": {"uris": [{"uri": address}], "password": CANARY}}]}
    )
    by_json = read_export(found.encode(), "x.json")
    by_table = without_secrets(Sheet("", (Row(1, ("url", "password")), Row(2, (address, CANARY)))))
    for sheet in (by_json, by_table):
        assert sheet is not None
        assert no_secret(sheet)
        assert [row.at(2) for row in sheet.rows[1:]] in ([told], [])  # a row with no name and no place is left out
    assert by_json is not None
    assert by_json.rows[1].at(2) == told


@pytest.mark.parametrize("head", ["Pwd", "pass", "Passphrase", "PASSWORD", "Mot de passe"])
@pytest.mark.parametrize("before", [[], [("sep=,",)], [("Export of Monday",), ("",)]])
def test_headings_are_found_below_a_line_of_the_program(head: str, before: list[tuple[str, ...]]) -> None:
    lines = [*before, ("Title", "Username", head), ("Registrar", "marc", CANARY)]
    sheet = without_secrets(Sheet("", tuple(Row(n, cells) for n, cells in enumerate(lines, start=1))))
    assert no_secret(sheet)
    assert titles(sheet) == ["Registrar"]


def test_a_table_that_tells_of_a_password_is_not_an_export() -> None:
    sheet = Sheet("", (Row(1, ("Name", "Kind")), Row(2, ("Safe", "Password"))))
    assert without_secrets(sheet) is sheet


def _one_pux(compression: int, flags: int) -> bytes:
    """A 1PUX whose only entry says that it is packed and locked in such a way."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("export.data", json.dumps(ONE_PASSWORD))
    raw = bytearray(data.getvalue())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = raw.index(mark)
        raw[start + at : start + at + 4] = flags.to_bytes(2, "little") + compression.to_bytes(2, "little")
    return bytes(raw)


@pytest.mark.parametrize(("compression", "flags"), [(0, 1), (99, 0), (8, 0), (14, 0), (12, 0)])
def test_a_1pux_that_is_locked_or_packed_otherwise(compression: int, flags: int) -> None:
    with pytest.raises(Invalid) as caught:
        read_export(_one_pux(compression, flags), "x.1pux")
    assert caught.value.code == "export-unreadable"


def test_a_bomb_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export.data", b" " * 100_000_001)
    with pytest.raises(Invalid) as caught:
        read_export(packed.getvalue(), "x.1pux")
    assert caught.value.code == "table-bomb"


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: ("{" + text).encode()))
def test_never_more_than_a_message(data: bytes) -> None:
    with suppress(Invalid):
        read_export(data, "x")


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["items", "type", "name", "login", "uris", "folders", "id"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["items", "folders", "encrypted", "collections"]), JSON))
def test_any_json_is_taken_or_refused(found: dict[str, object]) -> None:
    with suppress(Invalid):
        read_export(json.dumps(found).encode(), "x.json")


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=8))
def test_names_are_told_apart(rows: list[tuple[str, str]]) -> None:
    table = Sheet("", (Row(1, ("name", "username", "password")), *(
        Row(n, (name, account, CANARY)) for n, (name, account) in enumerate(rows, start=2)
    )))  # fmt: skip
    sheet = without_secrets(table)
    found = [title.casefold() for title in titles(sheet)]
    assert len(found) == len(set(found)) or any(title.strip() != title for title in found)
    assert no_secret(sheet)
