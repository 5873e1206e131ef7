"""What stands on the cover of a dossier: the days, and who hands over to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.people import Role

if TYPE_CHECKING:
    from ctohandover.domain.dossier import Recipe
    from ctohandover.i18n import Translator
    from ctohandover.render.dossier import Dossier


def days(found: Dossier, t: Translator) -> list[tuple[str, str]]:
    """The days of the handover that are set, in their words."""
    named = (
        (t("Last day of the outgoing CTO"), found.workspace.last_day),
        (t("Handover day"), found.workspace.handover_day),
        (t("Arrival of the successor"), found.workspace.arrival_day),
    )
    return [(text, t.date(day)) for text, day in named if day is not None]


def signers(found: Dossier, t: Translator, recipe: Recipe) -> list[tuple[str, str]]:
    """(which side, name where it may be told): the outgoing CTO, and who takes over from them."""

    def name(*roles: Role) -> str:
        named = (one.name for role in roles for one in found.people if one.role is role)
        return "" if recipe.discreet else next(named, "")

    return [
        (t("Handed over by the outgoing CTO"), name(Role.OUTGOING_CTO)),
        (t("Taken over by"), name(Role.INCOMING_CTO, Role.RELAY)),
    ]
