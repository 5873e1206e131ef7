"""The words for tables: what cannot be taken and why, and what would become of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover.formats.tables.model import Problem, What, column_name
from ctohandover.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctohandover.i18n import Translator

WHAT: Final[Mapping[What, str]] = {
    What.ASSESSMENTS: N_("Levels"),
    What.PEOPLE: N_("People"),
    What.SKILLS: N_("List of skills"),
    What.CHECKLIST: N_("Checklist"),
    What.ACCESSES: N_("Accesses"),
}
NOTES: Final[Mapping[str, str]] = {
    "new-person": N_("new person"),
    "unknown-person": N_("this person is not here"),
    "new-skill": N_("new skill"),
    "unknown-skill": N_("this skill is not here"),
    "earlier-day": N_("of an earlier day than the level that counts"),
    "own-view": N_("their own view"),
    "not-signed": N_("not signed by that"),
    "not-left-out": N_("the founder says what does not apply"),
}
FIELDS: Final[Mapping[str, str]] = {
    "role": N_("role"),
    "internal": N_("inside or external"),
    "on_site": N_("on site"),
    "active_from": N_("first day"),
    "active_to": N_("last day"),
    "days_a_month": N_("days a month"),
    "spare_hours": N_("hours a week to spare"),
    "note": N_("note"),
    "area": N_("area"),
    "criticality": N_("criticality"),
    "needed": N_("people needed"),
    "description": N_("description"),
    "phase": N_("phase"),
    "title": N_("title"),
    "blocker": N_("blocking"),
    "offset_days": N_("due day"),
    "due_set": N_("due day"),
    "owner_id": N_("who does it"),
    "doer_role": N_("who does it"),
    "signer_id": N_("who signs"),
    "signer_role": N_("who signs"),
    "progress": N_("progress"),
    "evidence": N_("evidence"),
    "sort": N_("kind"),
    "address": N_("address"),
    "account": N_("account"),
    "supplier": N_("supplier"),
    "registered_to": N_("registered to"),
    "grants": N_("who may do what"),
    "ties": N_("what it hangs on"),
    "renews": N_("renewal"),
    "notice_days": N_("notice"),
    "cost": N_("cost"),
    "secret_place": N_("where the secret is"),
    "shared": N_("shared secret"),
    "notes": N_("notes"),
}
PROBLEMS: Final[Mapping[str, str]] = {
    "no-levels": N_("No levels were found: there must be columns for person, item and level, or a matrix of them."),
    "no-people": N_("No people were found: there must be a column with the heading “Name”."),
    "no-items": N_("No items were found: there must be a column with the heading “Title”."),
    "no-accesses": N_(
        "No accesses were found: there must be a column with the heading “Access” or “Name”, and one more that we know."
    ),
    "sort-unknown": N_("“{text}” is no kind of access that we know"),
    "number-unreadable": N_("“{text}” is not a number that can stand here"),
    "access-person-unknown": N_("“{text}” is nobody here; add them first, or write the name as it is here"),
    "notice-no-renewal": N_("a notice counts back from a day of renewal, and there is none"),
    "access-day-range": N_("“{text}” has a day of a year that cannot be meant"),
    "no-skills": N_("No skills were found: there must be a column with the heading “Name” or “Skill”."),
    "person-empty": N_("no name"),
    "subject-empty": N_("no title"),
    "title-empty": N_("no title"),
    "name-too-long": N_("too long for a name: “{text}”"),
    "title-too-long": N_("too long for a title: “{text}”"),
    "code-too-long": N_("too long for a code: “{text}”"),
    "name-twice": N_("“{text}” is there twice; only the first counts"),
    "code-twice": N_("the code “{text}” is there twice; only the first counts"),
    "level-unreadable": N_("“{text}” is no level; levels are 0 to 4"),
    "day-unreadable": N_("“{text}” is not a day; write it as 2027-01-09"),
    "days-order": N_("the last day ({text}) is before the first"),
    "days-unreadable": N_("“{text}” is not a number of days from 0 to 31"),
    "spare-unreadable": N_("“{text}” is not a number of hours from 0 to 60"),
    "offset-unreadable": N_("“{text}” is not a number of days"),
    "method-unknown": N_("“{text}” is no way of knowing that we know"),
    "criticality-unknown": N_("“{text}” is neither low, high nor vital"),
    "needed-unreadable": N_("“{text}” is not a number of people from 0 to 99"),
    "role-unknown": N_("“{text}” is no role that we know"),
    "yes-no-unreadable": N_("“{text}” is neither yes nor no"),
    "phase-unknown": N_("“{text}” is no phase that we know"),
    "state-unknown": N_("“{text}” is no state that we know"),
    "evidence-too-long": N_("too long for evidence: “{text}”"),
    "description-too-long": N_("too long for a description: “{text}”"),
    "note-too-long": N_("too long for a note: “{text}”"),
    # what only shows against the workspace
    "person-several": N_("“{text}” may be more than one person here; write the whole name"),
    "person-unknown": N_("“{text}” is neither a person here nor a role"),
    "access-level": N_("“{text}” is an access: who holds it follows from its entry in the register"),
    "subject-several": N_("“{text}” is the title of more than one item here"),
    "day-in-future": N_("an assessment cannot be dated in the future ({text})"),
    "days-range": N_("days a month are between 0 and 31"),
    "item-owner-signs": N_("who does an item does not sign it"),
}


def problem(found: Problem, t: Translator) -> str:
    """What cannot be taken and why, with its place as spreadsheets print it; an unknown code is shown as it is."""
    said = reason(found, t)
    if not found.row:
        return said
    if not found.column:
        return t("Row {row}: {what}", row=found.row, what=said)
    return t("Row {row}, column {column}: {what}", row=found.row, column=column_name(found.column), what=said)


def reason(found: Problem, t: Translator) -> str:
    """The same without the place."""
    return t(PROBLEMS[found.code], text=found.text) if found.code in PROBLEMS else found.code


def fields(codes: tuple[str, ...], t: Translator) -> str:
    """The names of fields, each once: "role, last day"."""
    return ", ".join(dict.fromkeys(t(FIELDS[code]) for code in codes if code in FIELDS))
