"""A dossier for somebody who must not read how well a person knows what: roles stand for people.

Two doors, one behind the other. First the dossier itself is made poorer: names become roles, and what people wrote as
notes, runbooks and evidence goes. Then every text of every section is searched for the names once more, since a title
may hold one. Signatures are no exception: a signer of whom levels are kept is told by their role and the day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctohandover import words
from ctohandover.domain.dossier import hidden
from ctohandover.domain.names import Names
from ctohandover.render.section import Cell, Section

if TYPE_CHECKING:
    from ctohandover.i18n import Translator
    from ctohandover.render.dossier import Dossier, DossierItem


def discreet(found: Dossier, t: Translator) -> Dossier:
    """The first door."""
    secret = hidden(found.people, found.assessed)
    roles = {person.id: t(words.ROLE[person.role]) for person in found.people if person.id in secret}
    decisions, others = (
        tuple(replace(item, content=b"", text="", images={}) for item in items)
        for items in (found.decisions, found.others)
    )
    return replace(
        found,
        short={**found.short, **roles},
        people=tuple(replace(one, name="", note="") if one.id in secret else one for one in found.people),
        decisions=decisions,
        others=others,
        charges=tuple((replace(charge, notes="", runbook=""), standing) for charge, standing in found.charges),
        accesses=tuple(
            (replace(access, notes="", account="", address=""), standing) for access, standing in found.accesses
        ),
        items=tuple(_item(item, t) for item in found.items),
        leavers=(),
        changes=(),
    )


def _item(item: DossierItem, t: Translator) -> DossierItem:
    n = len(item.evidence)
    told = t.plural("{n} piece of evidence", "{n} pieces of evidence", n)
    return replace(item, evidence=(told,) if n else ())


class Door:
    """The second one. `company` stays as it is: it may bear somebody's name."""

    def __init__(self, found: Dossier, t: Translator) -> None:
        """`found` is the whole dossier, with the names that are to go."""
        secret = hidden(found.people, found.assessed)
        told = [(one.name, f"[{t(words.ROLE[one.role])}]") for one in found.people if one.id in secret]
        self._names = Names(told, unclear=f"[{t('a colleague')}]", keep=found.workspace.company)

    def section(self, section: Section) -> Section:
        clean = self._names.without
        return replace(
            section,
            title=clean(section.title),
            intro=clean(section.intro),
            rows=tuple(
                tuple(cell._replace(text=clean(cell.text)) if isinstance(cell, Cell) else clean(cell) for cell in row)
                for row in section.rows
            ),
            notes=tuple((clean(title), clean(text)) for title, text in section.notes),
        )
