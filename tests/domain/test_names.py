"""Names go out of texts, whole and by their parts, with accents and without; ordinary words stay."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.names import Names

PEOPLE = [("Léa Rousseau", "[relay]"), ("Marc De La Tour", "[cto]"), ("Li Wei", "[member]"), ("Léa Martin", "[member]")]


def names(keep: str = "") -> Names:
    return Names(PEOPLE, unclear="[?]", keep=keep)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Léa Rousseau’s script", "[relay]’s script"),
        ("LEA ROUSSEAU, rousseau@boreal.example", "[relay], [relay]@boreal.example"),
        ("Ask Léa", "Ask [?]"),
        (unicodedata.normalize("NFD", "Ask Léa"), "Ask [?]"),
        ("marc_backup.sh and Marc2", "[cto]_backup.sh and [cto]2"),
        ("la tour de la ville", "la [cto] de la ville"),
        ("le DE la La", "le DE la La"),
        ("li, Li, Wei, alibi, Liaison", "li, [member], [member], alibi, Liaison"),
        ("Demarcation, Marcel", "Demarcation, Marcel"),
        ("Léa\n Rousseau", "[relay]"),
        ("", ""),
    ],
)
def test_forms(text: str, told: str) -> None:
    assert names().without(text) == told


def test_the_company_keeps_the_name_it_bears_but_is_no_hiding_place() -> None:
    assert names("Rousseau Conseil").without("Rousseau of Rousseau Conseil") == "[relay] of Rousseau Conseil"
    assert names("Rousseau").without("Rousseau told") == "[relay] told"


def test_a_company_that_is_part_of_a_name_spares_no_name() -> None:
    found = Names([("Ana Martinez", "[member]")], unclear="[?]", keep="Martin")
    assert found.without("Martinez of Martin") == "[member] of Martin"


@pytest.mark.parametrize(
    "text",
    [
        "O'Brien", "O’Brien", "OʼBrien", "o'brien", "obrien@mail.example", "lobrien@mail.example", "liam.obrien",
        "Jean-Pierre", "Jean Pierre", "Jean‑Pierre", "jean–pierre", "Jean\nPierre", "jeanpierre", "Jean", "Pierre",
        "jpdupont@mail.example", "jdupont@mail", "/dupontj", "@dupontjp", "jean-pierre.dupont", "jeanpierredupont",
        "Ilker", "IŞIK", "Işık", "ışık", "işik", "isik", "iisik_2",
    ],
)  # fmt: skip
def test_names_as_people_and_accounts_write_them(text: str) -> None:
    people = ("Liam O’Brien", "Jean-Pierre Dupont", "Ilker Işık")
    found = Names([(name, "§") for name in people], unclear="§")
    rest = found.without(f"See {text}.")
    assert "§" in rest
    assert not re.search(r"(?i)brien|jean|pierre|dupont|ilker|[iı][şs][iı]k", rest), rest


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zoé Li", "zoe@boreal.example"), ("Zoé Li", "git@zoe"), ("Otto Strauß", "STRAUSS"), ("Nils Øster", "oster"),
        ("Ann Cœur", "coeur"), ("Marie-Claude Le Goff", "legoff@a.example"), ("Marie-Claude Le Goff", "mlegoff_x"),
        ("Jean d’Ormesson", "ormesson@a.example"), ("Ana García-López", "agarcia@x"), ("Ana García-López", "lopez.ana"),
        ("Paul Roche", "proche@a.example"), ("Łukasz Wałęsa", "lwalesa@x"),
    ],
)  # fmt: skip
def test_accounts_and_addresses(name: str, text: str) -> None:
    assert "§" in Names([(name, "§")], unclear="§").without(text)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Paul Roche", "le plus proche, proche. C’est proche"), ("Gérard Rand", "Un grand cluster"),
        ("Camille Lair", "clair"), ("Philippe Lace", "in place: place, place."), ("Cédric Loud", "the cloud (cloud)"),
        ("Carl Lient", "client: the client-side"), ("Simon Tock", "stock"),
    ],
)  # fmt: skip
def test_an_account_that_is_a_word_does_not_eat_it(name: str, words: str) -> None:
    text = f"So: {words} ?"
    assert Names([(name, "§")], unclear="§").without(text) == text


def test_words_that_are_half_of_a_name_stay() -> None:
    found = Names([("Jean-Pierre Dupont", "§")], unclear="§", others=["Jean Petit"])
    assert found.without("une pierre, jean, Jean, Pierre") == "une pierre, jean, Jean, §"


def test_letters_that_only_the_pattern_takes_for_the_same() -> None:
    assert Names([("Sıla Kaya", "§")], unclear="[?]").without("ſıla ſILA SİLA, \u212aaya") == "§ § §, §"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ask L&eacute;a&nbsp;Rousseau &amp; Co", "Ask [relay] &amp; Co"),
        ("L&#233;a Rousseau, L&#xE9;a&#32;Rousseau", "[relay], [relay]"),
        ("Rous\u00adseau wrote it", "[relay] wrote it"),
        ("Lé\u200ba\u2060 Rous\u00ad\u200bseau.", "[relay]."),
        ("https://chat.example/L%C3%A9a%20Rousseau?a=%3F", "https://chat.example/[relay]?a=%3F"),
        ("100%25 of Rousseau&nope; %zz %C3%28", "100%25 of [relay]&nope; %zz %C3%28"),
        ("co\u00adop&eacute;rer", "co\u00adop&eacute;rer"),
        # What is written as a name is one, whatever a code beside it says.
        ("Rousseau\u200bsays, call\u200bRousseau", "[relay]\u200bsays, call\u200b[relay]"),
        ("by Rousseau&shy;and Rousseau&eacute;s", "by [relay]&shy;and [relay]&eacute;s"),
        ("Rousseau%41, %d%42Rousseau", "[relay]%41, %d%42[relay]"),
        # Accents by themselves, ends of lines, codes of signs that are not seen, codes of codes.
        ("Le%CC%81a%20Rousseau.md", "[relay].md"),
        ("Le&#x301;a Rousseau, Le\u00ad\u0301a Rousseau", "[relay], [relay]"),
        ("mailto:x?body=Bonjour%0ARousseau", "mailto:x?body=Bonjour%0A[relay]"),
        ("Rous%C2%ADseau, Rous%E2%80%8Bseau, Rous\u200fseau", "[relay], [relay], [relay]"),
        ("L%25C3%25A9a%2520Rousseau, L&amp;eacute;a Rousseau", "[relay], [relay]"),
        ("L&eacutea Rousseau, L&#233a Rousseau", "[relay], [relay]"),
        ("x&copyRousseau;y &notRousseau; &ltRousseau;", "x&copy[relay];y &not[relay]; &lt[relay];"),
    ],
)
def test_codes_and_unseen_signs_hide_nobody(text: str, told: str) -> None:
    assert names().without(text) == told


def test_a_name_with_signs_that_are_not_seen_is_found_with_them_and_without() -> None:
    persian = "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"
    found = Names([(persian, "§")], unclear="?", keep="Rous\u00adseau SA")
    assert found.without(f"{persian}, {persian.replace(chr(0x200C), '')}") == "§, §"
    found = Names([("Rousseau", "§")], unclear="?", keep="Rous\u00adseau SA")
    assert found.without("Rous\u00adseau SA and Rousseau SA") == "Rous\u00adseau SA and Rousseau SA"
    assert found.without("Rous\u00adseau") == "§"


def test_nobody_to_hide() -> None:
    assert Names([], unclear="?").without("Léa") == "Léa"


WORDS = st.text("abcdeéïçñ", min_size=4, max_size=9).map(str.capitalize)
GLUE = st.sampled_from([" ", ", ", "’s ", "_", "-", "2", "/", "@", ".", "\n", "(", "\xa0"])


def _codes(sign: str) -> list[str]:
    coded = "".join(f"%{byte:02X}" for byte in sign.encode())
    return [sign, f"&#{ord(sign)};", f"&#x{ord(sign):x};", coded, f"{sign}\u00ad", f"\u200b{sign}"]


@given(st.tuples(WORDS, WORDS), st.data())
def test_a_name_is_found_however_its_letters_are_written(person: tuple[str, str], data: st.DataObject) -> None:
    name = " ".join(person)
    coded = "".join(data.draw(st.sampled_from(_codes(sign))) for sign in name)
    told = Names([(name, "§")], unclear="?").without(f"Ask {coded}, she knows")
    assert re.fullmatch("Ask [\u00ad\u200b]*§[\u00ad\u200b]*, she knows", told)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4), st.data())
def test_no_form_of_any_name_is_left(people: list[tuple[str, str]], data: st.DataObject) -> None:
    forms = [form for first, last in people for form in (f"{first} {last}", first, last)]
    written = st.sampled_from(forms).flatmap(lambda form: st.sampled_from([form, form.upper(), form.lower()]))
    text = data.draw(st.lists(st.tuples(GLUE, written, GLUE), max_size=8).map(lambda all_: "".join(map("".join, all_))))
    left = Names([(" ".join(pair), "§") for pair in people], unclear="§").without(text).casefold()
    for form in forms:
        assert not re.search(rf"(?<![^\W\d_]){re.escape(form.casefold())}(?![^\W\d_])", left)
