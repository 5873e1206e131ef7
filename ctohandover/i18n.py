"""Words in the user's language: gettext catalogues, one mechanism for window, command line and dossier.

English is the source text. A `Translator` is passed to whoever prints words, never kept in a global: the language of a
dossier need not be that of the screen. Its methods are what the extraction looks for, under the names `t` (also
`self.t`), `t.plural` and `t.context`; `N_` marks a text in a table of constants. Values are filled in with
`str.format`, never by f-strings: those would vanish from extraction without a word.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import gettext
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

DOMAIN: Final = "ctohandover"
LANGUAGES: Final[dict[str, str]] = {"en": "English", "fr": "Français"}
NBSP: Final = "\N{NO-BREAK SPACE}"


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate here"
    """Mark a text for extraction where it stands in a table; the translator gets it later."""
    return text


class Translator:
    """Turns English source texts into one language, and prints dates and numbers as that language does."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations | None = None) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, text: str, /, **values: object) -> str:
        return self._fill(self._catalogue.gettext(text) if self._catalogue and text else text, values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form for `n`, which is also filled in as {n}."""
        text = self._catalogue.ngettext(one, many, n) if self._catalogue else one if n == 1 else many
        return self._fill(text, {"n": self.number(n), **values})

    def context(self, context: str, text: str, /, **values: object) -> str:
        """A text whose translation depends on where it stands ("open": a state, or a verb)."""
        return self._fill(self._catalogue.pgettext(context, text) if self._catalogue else text, values)

    @staticmethod
    def _fill(text: str, values: dict[str, object]) -> str:
        return text.format(**values) if values else text

    def date(self, day: date) -> str:
        """9 Jan 2027 / 9 janv. 2027. Own short month names: Babel's take 40 ms to load, before the first paint."""
        months = _MONTHS.get(self.language, _MONTHS["en"])
        first = self.language == "fr" and day.day == 1
        return f"{day.day}{'er' if first else ''}{NBSP}{months[day.month - 1]}{NBSP}{day.year}"

    def number(self, value: float) -> str:
        """1,234.5 / 1 234,5 (French takes a narrow no-break space)."""
        text = f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"
        if self.language == "fr":
            return text.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")
        return text

    def join(self, parts: Sequence[str]) -> str:
        """ "Ann, Bob and Cid" in the language of the reader."""
        if len(parts) < 2:
            return "".join(parts)
        return self("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])


_MONTHS: Final = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
}


def translator(language: str, folder: Path) -> Translator:
    """The translator for `language` ("en", "fr"), whose catalogues are under `folder`; English needs none.

    A checkout whose catalogues were not compiled yet speaks English instead of failing.
    """
    if language == "en":
        return Translator("en")
    import gettext  # the source texts need none

    return Translator(language, gettext.translation(DOMAIN, folder, languages=[language], fallback=True))


def system_language() -> str:
    """The language that the system asks for, if we have it; else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        value = os.environ.get(name, "")
        if value:
            code = value.split(":")[0][:2].lower()
            return code if code in LANGUAGES else "en"
    return "en"
