"""The section of the accesses: who administers what and what it hangs on, and where each secret is. Never a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover import access_words, words
from ctohandover.domain.accesses import ADMINISTERS, Sort
from ctohandover.domain.dossier import Audience, Part
from ctohandover.domain.holders import Situation
from ctohandover.dossier_words import PART
from ctohandover.render.section import Cell, Section
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.domain.accesses import Access
    from ctohandover.domain.dossier import Recipe
    from ctohandover.domain.holders import Standing
    from ctohandover.i18n import Translator
    from ctohandover.render.dossier import Dossier

LEGAL_SORTS = frozenset({Sort.CONTRACT, Sort.LICENCE, Sort.DOMAIN, Sort.APP_STORE, Sort.REPOSITORY})
"""What belongs to somebody in law: contracts, licences, names, stores and code."""
_BAD = frozenset({Situation.OUTSIDER_ONLY, Situation.UNHELD})


def accesses(found: Dossier, t: Translator, recipe: Recipe) -> list[Section]:
    """The register, most vital first; for a lawyer what belongs to somebody in law, with terms instead of hands."""
    if recipe.audience is Audience.LAWYER:
        legal = [pair for pair in found.accesses if pair[0].sort in LEGAL_SORTS]
        return [_terms(legal, t)] if legal else []
    if not found.accesses:
        return []
    rows = tuple(
        (
            access.subject.title,
            sentence(f"{t(access_words.SORT[access.sort])}, {t(words.CRITICALITY[access.subject.criticality])}"),
            Cell(words.known_by(standing, found.short, t), tone="bad" if standing.situation in _BAD else ""),
            _administrators(access, found),
            access_words.hangs_on(access, found.short, t),
            "; ".join(part for part in (_due(access, t), _secret(access, t)) if part),
        )
        for access, standing in found.accesses
    )
    due = t("Due, and where its secret is")
    heads = (t("Access"), t("Kind"), t("Held inside"), t("Administered by"), t("Hangs on"), due)
    notes = tuple((access.subject.title, access.notes) for access, _ in found.accesses if access.notes)
    intro = t("No secret is in this document. Where it waits in a keyring, the company’s vault is still to get it.")
    return [Section("accesses", t(PART[Part.ACCESSES]), intro, heads, rows, notes)]


def _administrators(access: Access, found: Dossier) -> str:
    lasting = (one for one in access.grants if one.rights in ADMINISTERS and one.lasts_on(found.as_of))
    return ", ".join(dict.fromkeys(found.short.get(one.person_id, "") for one in lasting))


def _due(access: Access, t: Translator) -> str:
    told = []
    if access.renews is not None:
        told.append(t("renews on {day}", day=t.date(access.renews)))
    if access.notice_by is not None:
        told.append(t("notice until {day}", day=t.date(access.notice_by)))
    return sentence("; ".join(told))


def _secret(access: Access, t: Translator) -> str:
    if access.waits_since is not None:
        return t("secret in a keyring since {day}", day=t.date(access.waits_since))
    return t("secret: {where}", where=access.secret_place) if access.secret_place else ""


def _terms(pairs: list[tuple[Access, Standing]], t: Translator) -> Section:
    rows = tuple(
        (
            access.subject.title,
            sentence(t(access_words.SORT[access.sort])),
            access.supplier,
            access.registered_to,
            _due(access, t),
            access_words.euros_a_year(access.cost, t) if access.cost is not None else "",
        )
        for access, _ in pairs
    )
    heads = (t("Name"), t("Kind"), t("Supplier"), t("Registered to"), t("Due"), t("Cost"))
    return Section("accesses", t("Contracts, licences, names and code"), "", heads, rows)
