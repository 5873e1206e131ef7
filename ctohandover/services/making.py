"""Making a checklist from a template: what would be added, in one language, and what is there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.domain.people import Role
from ctohandover.domain.templates import Area, Template, TemplateItem, TemplatePhase
from ctohandover.domain.transition import PHASE_OFFSET, Item, Phase
from ctohandover.domain.wording import NOTHING, Wording
from ctohandover.formats.templates import load_template
from ctohandover.services.transition import NewItem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Choice:
    """One item of a template with its texts in one language."""

    entry: TemplateItem
    title: str
    area: str


def standard_template(resources: Path) -> Template:
    """The template that the program ships."""
    return load_template((resources / "templates" / "transition" / "standard.json").read_bytes())


def choices(template: Template, language: str) -> list[Choice]:
    """The items of a template in the language of the workspace, or the one that it has."""
    areas = {area.code: area.title.within(language) for area in template.areas}
    return [Choice(entry, entry.title.within(language), areas.get(entry.area, entry.area)) for entry in template.items]


def new_items(template: Template, codes: Collection[str], language: str) -> list[NewItem]:
    """The chosen items, in the order of the template, ready to be added."""
    return [_new(choice, language) for choice in choices(template, language) if choice.entry.code in codes]


def template_of(items: Sequence[Item], waits: Mapping[str, Sequence[str]], title: str, language: str) -> Template:
    """One's own checklist as a template for others: what to do and when, without people, days and evidence. `waits` are
    item id -> ids of those it waits for. Items without a code get one."""
    codes = {item.id: item.code or f"X{number}" for number, item in enumerate(items, start=1)}
    areas = {area: f"A{number}" for number, area in enumerate(dict.fromkeys(item.area for item in items), start=1)}

    def text(words: str) -> Wording:
        return Wording.of({language: words})

    return Template(
        key="own",
        title=text(title),
        description=NOTHING,
        phases=tuple(
            TemplatePhase(phase, text(phase.value), PHASE_OFFSET[phase])
            for phase in Phase
            if any(item.phase is phase for item in items)
        ),
        areas=tuple(Area(code, text(area or "–")) for area, code in areas.items()),
        items=tuple(
            TemplateItem(
                code=codes[item.id],
                phase=item.phase,
                area=areas[item.area],
                title=text(item.title),
                doer=item.doer_role or Role.OUTGOING_CTO,
                signer=_other_role(item),
                offset=PHASE_OFFSET[item.phase],
                help=text(item.help),
                evidence=text(item.hint),
                blocker=item.blocker,
                stale_after_days=item.stale_after,
                waits_for=tuple(codes[key] for key in waits.get(item.id, ()) if key in codes),
            )
            for item in items
        ),
    )


def _other_role(item: Item) -> Role:
    """Who signs, by role: never the role that does it."""
    doer, signer = item.doer_role or Role.OUTGOING_CTO, item.signer_role or Role.FOUNDER
    return signer if signer is not doer else (Role.FOUNDER if doer is not Role.FOUNDER else Role.RELAY)


def _new(choice: Choice, language: str) -> NewItem:
    entry = choice.entry
    item = Item(
        id="",
        code=entry.code,
        phase=entry.phase,
        area=choice.area,
        title=choice.title,
        help=entry.help.within(language),
        hint=entry.evidence.within(language),
        blocker=entry.blocker,
        offset_days=entry.offset,
        doer_role=entry.doer,
        signer_role=entry.signer,
        stale_after=entry.stale_after_days,
    )
    return NewItem(item=item, waits_for=entry.waits_for)
