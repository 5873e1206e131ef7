"""The words of filling from a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover.i18n import N_
from ctohandover.services.filling import Group, Proposal, Remark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctohandover.i18n import Translator

GROUP: Final[Mapping[Group, str]] = {
    Group.PEOPLE: N_("People"),
    Group.SYSTEMS: N_("Systems"),
    Group.ACCESSES: N_("Accesses"),
}
BECOMES: Final[Mapping[Group, str]] = {
    Group.SYSTEMS: N_("a system"),
    Group.ACCESSES: N_("an access"),
}
REMARK: Final[Mapping[Remark, str]] = {
    Remark.HERE: N_("here already"),
    Remark.LIKE: N_("like “{title}”?"),
    Remark.BOT: N_("a program"),
    Remark.SELDOM: N_("wrote seldom"),
    Remark.LONG_AGO: N_("long ago"),
    Remark.HANDLE: N_("a handle: whose is it?"),
}


def remark(one: Proposal, t: Translator) -> str:
    """Why a row is not ticked, or ""."""
    return t(REMARK[one.remark], title=one.like) if one.remark else ""


def detail(one: Proposal, t: Translator) -> str:
    """What else the source says: commits and the last day, the owner, an image, a name of a setting."""
    if one.group is Group.PEOPLE:
        if not one.commits or one.last is None:
            return ""
        told = t.plural("{n} commit", "{n} commits", one.commits)
        return t("{what}, last on {day}", what=told, day=t.date(one.last))
    if one.owner:
        return t("owner: {name}", name=one.owner)
    return one.detail
