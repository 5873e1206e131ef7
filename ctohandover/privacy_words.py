"""The words of privacy: what there is of a person, and what the leaver deletes and attests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.services.mission import Held, Thing

if TYPE_CHECKING:
    from ctohandover.i18n import Translator
    from ctohandover.services.erasing import Traces

SHOWN = 3
"""Decisions that are told by their titles."""


def traces(found: Traces, t: Translator, *, whole: bool) -> list[str]:
    """What would become of what there is, a sentence each."""
    told = []
    if whole:
        levels = found.rows.get("assessment", 0)
        rest = sum(found.rows.values()) - levels
        told = [
            t.plural("{n} level of theirs goes.", "{n} levels of theirs go.", levels) if levels else "",
            t.plural(
                "{n} other row of theirs goes (rights, sessions, sheets, questions).",
                "{n} other rows of theirs go (rights, sessions, sheets, questions).",
                rest,
            )
            if rest
            else "",
            t.plural(
                "{n} row of others loses them (owner, giver, who said it).",
                "{n} rows of others lose them (owner, giver, who said it).",
                found.named,
            )
            if found.named
            else "",
            t.plural(
                "{n} signature of theirs stays, under the pseudonym: it proves somebody else’s work.",
                "{n} signatures of theirs stay, under the pseudonym: they prove somebody else’s work.",
                found.signatures,
            )
            if found.signatures
            else "",
        ]
    return [text for text in (*told, *_texts(found, t)) if text]


def _texts(found: Traces, t: Translator) -> list[str]:
    """What becomes of the texts that hold the name."""
    told = []
    texts = sum(count for table, count in found.texts.items() if table not in ("opaque", "decision_text"))
    if texts:
        told.append(
            t.plural(
                "{n} text holds the name, the history included; it is rewritten.",
                "{n} texts hold the name, the history included; they are rewritten.",
                texts,
            )
        )
    if found.decisions:
        titles = ", ".join(t("“{title}”", title=title) for title in found.decisions[:SHOWN])
        more = len(found.decisions) - SHOWN
        listed = t("{titles} and {n} more", titles=titles, n=t.number(more)) if more > 0 else titles
        told.append(
            t("Decisions whose text is rewritten, and then differs from their repository: {titles}.", titles=listed)
        )
    if opaque := found.texts.get("opaque", 0):
        told.append(
            t.plural(
                "{n} file that was given as evidence holds the name and is no text: it is removed.",
                "{n} files that were given as evidence hold the name and are no text: they are removed.",
                opaque,
            )
        )
    return told


def thing(one: Held, t: Translator, *, whole: bool = True) -> str:
    """What a computer holds of a workspace, with how many of it; files by their whole path or by their name alone."""
    place = str(one.paths[0]) if one.paths and whole else one.paths[0].name if one.paths else ""
    match one.thing:
        case Thing.SECRETS:
            return t.plural("{n} secret in the keyring", "{n} secrets in the keyring", one.count)
        case Thing.BACKUPS:
            return t.plural("{n} backup", "{n} backups", one.count)
        case Thing.COPIES:
            return t("another file of this workspace, with its backups: {name}", name=place)
        case Thing.FOUNDER:
            return t("the founder’s figures: {name}", name=place)
        case Thing.FILE:
            return t("the handover file itself: {name}", name=place)
