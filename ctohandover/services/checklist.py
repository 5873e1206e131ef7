"""The transition's checklist as pages, dossier and tables look at it: each item with where it stands and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ctohandover import transition_words
from ctohandover.domain.holders import Standing, standings
from ctohandover.domain.transition import (
    DONE,
    PHASE_OFFSET,
    Evidence,
    EvidenceKind,
    Item,
    Phase,
    Progress,
    Signoff,
    State,
    doers,
    due_day,
    is_overdue,
    last_act,
    signers,
    state_of,
)
from ctohandover.services.signing import by_item
from ctohandover.services.views import Crew, crew
from ctohandover.storage import reads
from ctohandover.storage import transition_reads as own
from ctohandover.storage.skill_reads import sessions

if TYPE_CHECKING:
    from ctohandover.domain.people import Person
    from ctohandover.domain.sessions import Session
    from ctohandover.domain.workspace import Workspace
    from ctohandover.i18n import Translator
    from ctohandover.storage.reader import Run


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item as of a day. `signed` is the sign-off that counts, `waits_for` all it waits for and `held_up_by` those
    of them that are still open, `may_sign` who may sign it as it is now."""

    item: Item
    state: State
    due: date | None
    overdue: bool
    evidence: tuple[Evidence, ...]
    signed: Signoff | None
    waits_for: tuple[Item, ...]
    held_up_by: tuple[Item, ...]
    subjects: tuple[str, ...]
    """Ids of the subjects that it is about."""
    may_sign: tuple[Person, ...]

    @property
    def done(self) -> bool:
        return self.state in DONE

    @property
    def awaits_signature(self) -> bool:
        """Done as far as the doer is concerned, and free to be signed; or to be looked at again."""
        ready = self.item.progress is Progress.GIVEN and self.state is State.GIVEN
        return (ready or self.state is State.STALE) and not self.held_up_by


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """`done` of the `applicable` items of a phase are verified."""

    phase: Phase
    done: int
    applicable: int
    overdue: int
    day: date | None


@dataclass(frozen=True, slots=True)
class Checklist:
    lines: tuple[ItemLine, ...]
    crew: Crew
    workspace: Workspace
    as_of: date
    standings: dict[str, Standing]
    """Of the subjects that items are about."""
    files: dict[str, tuple[str, int]]
    """Attachment id -> (name, bytes)."""
    sessions: tuple[Session, ...]

    def phases(self) -> list[PhaseProgress]:
        """Progress of the six phases, in their order."""
        day = self.workspace.handover_day
        found = []
        for phase in Phase:
            lines = [line for line in self.lines if line.item.phase is phase]
            applicable = [line for line in lines if line.state is not State.NOT_APPLICABLE]
            offsets = [line.due for line in lines if line.due is not None]
            found.append(
                PhaseProgress(
                    phase=phase,
                    done=sum(1 for line in applicable if line.state is State.VERIFIED),
                    applicable=len(applicable),
                    overdue=sum(1 for line in lines if line.overdue),
                    day=max(offsets, default=None) if lines else _phase_day(day, phase),
                )
            )
        return found

    @property
    def verified(self) -> tuple[int, int]:
        """(verified, applicable) over all items."""
        phases = self.phases()
        return sum(phase.done for phase in phases), sum(phase.applicable for phase in phases)

    def mine(self, person: Person) -> list[ItemLine]:
        """What a person has to do (as its owner, or by role where nobody is named), or to sign."""
        return [line for line in self.lines if is_mine(line, person)]

    def blockers_due(self, day: date) -> list[ItemLine]:
        """Blockers that are due by a day and not done."""
        return [
            line
            for line in self.lines
            if line.item.blocker and not line.done and line.due is not None and line.due <= day
        ]


def evidence_text(entry: Evidence, found: Checklist, t: Translator) -> str:
    """One piece of evidence as a line: its words, the file's name, the session's day."""
    if entry.kind is EvidenceKind.FILE and entry.attachment_id in found.files:
        name = found.files[entry.attachment_id or ""][0]
        return f"{name}: {entry.text}" if entry.text else name
    if entry.kind is EvidenceKind.SESSION:
        held = next((item for item in found.sessions if item.id == entry.session_id), None)
        if held is not None:
            day = t("session of {day}", day=t.date(held.day))
            return f"{day}: {entry.text}" if entry.text else day
    return entry.text or t(transition_words.EVIDENCE_KIND[entry.kind])


def is_mine(line: ItemLine, person: Person) -> bool:
    item = line.item
    if line.done:
        return False
    does = item.owner_id == person.id or (item.owner_id is None and item.doer_role is person.role)
    return does or (line.awaits_signature and any(signer.id == person.id for signer in line.may_sign))


def _phase_day(day: date | None, phase: Phase) -> date | None:
    return day + timedelta(days=PHASE_OFFSET[phase]) if day is not None else None


@reads.checked
def checklist(run: Run, today: date) -> Checklist:
    """The whole checklist as of `today`."""
    everybody = crew(run)
    workspace = reads.workspace(run)
    items = own.items(run)
    by_id = {item.id: item for item in items}
    signed = by_item(own.signoffs(run))
    given: dict[str, list[Evidence]] = {}
    for entry in own.evidence(run):
        given.setdefault(entry.item_id, []).append(entry)
    states = {item.id: state_of(item, signed.get(item.id, ()), today) for item in items}
    waits, tied = own.waits(run), own.tied(run)
    lines = []
    for item in items:
        due = due_day(item, workspace.handover_day)
        waits_for = [by_id[key] for key in waits.get(item.id, ())]
        evidence = tuple(given.get(item.id, ()))
        lines.append(
            ItemLine(
                item=item,
                state=states[item.id],
                due=due,
                overdue=is_overdue(states[item.id], due, today),
                evidence=evidence,
                signed=last_act(signed.get(item.id, ()), today),
                waits_for=tuple(waits_for),
                held_up_by=tuple(other for other in waits_for if states[other.id] not in DONE),
                subjects=tuple(tied.get(item.id, ())),
                may_sign=tuple(signers(item, everybody.everybody, doers(item, evidence), today)),
            )
        )
    wanted = {key for keys in tied.values() for key in keys}
    subjects = [subject for subject in reads.subjects(run) if subject.id in wanted]
    return Checklist(
        lines=tuple(lines),
        crew=everybody,
        workspace=workspace,
        as_of=today,
        standings=standings(subjects, everybody.everybody, reads.ledger(run), today),
        files=own.attachment_names(run),
        sessions=tuple(sessions(run)),
    )
