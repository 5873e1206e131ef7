"""Skills, systems and duties: added, described, removed. Decisions have a service of their own, for their texts."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctohandover.domain.ids import new_id
from ctohandover.domain.people import alphabetical
from ctohandover.domain.skills import KEPT_BY_HAND, USUAL_WORDS
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.errors import Invalid
from ctohandover.storage import reads
from ctohandover.storage.plan_tables import EffortRow, PlanChoiceRow
from ctohandover.storage.tables import (
    AssessmentRow,
    ChargeRow,
    EvidenceRow,
    ItemSubjectRow,
    QuestionRow,
    RemarkRow,
    SessionSubjectRow,
    SkillRow,
    SubjectRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ctohandover.storage.store import Store
    from ctohandover.storage.unit import Unit

LONGEST_TITLE = 300
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectForm:
    """A skill, a system or a duty as a form fills it in. `description` and `level_words` are a skill's; owner, deputy,
    runbook and notes are a system's or a duty's. `needed` None: by how critical it is."""

    kind: Kind
    title: str
    area: str = ""
    criticality: Criticality = Criticality.LOW
    needed: int | None = None
    description: str = ""
    level_words: tuple[str, ...] = USUAL_WORDS
    owner_id: str | None = None
    deputy_id: str | None = None
    runbook: str = ""
    notes: str = ""


def tidy(form: SubjectForm) -> SubjectForm:
    """The form with clean words. Raises Invalid: `subject-title-empty`, `subject-title-long`, `needed-range`,
    `level-words`, `deputy-is-owner`, `kind-not-by-hand`."""
    if form.kind not in KEPT_BY_HAND:
        raise Invalid("kind-not-by-hand")
    title = " ".join(form.title.split())
    if not title:
        raise Invalid("subject-title-empty")
    if len(title) > LONGEST_TITLE:
        raise Invalid("subject-title-long", limit=LONGEST_TITLE)
    if form.needed is not None and not 0 <= form.needed <= 99:
        raise Invalid("needed-range")
    if len(form.level_words) != len(USUAL_WORDS):
        raise Invalid("level-words")
    if form.owner_id and form.owner_id == form.deputy_id:
        raise Invalid("deputy-is-owner")
    return replace(
        form,
        title=title,
        area=" ".join(form.area.split()),
        description=form.description.strip(),
        level_words=tuple(" ".join(word.split()) for word in form.level_words),
        runbook=form.runbook.strip(),
        notes=form.notes.strip(),
    )


class SubjectService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, form: SubjectForm) -> str:
        """Add one; gives back its id. Raises Invalid, also where one of that kind has the title already."""
        return self.add_many([form])[0]

    def add_many(self, forms: Sequence[SubjectForm]) -> list[str]:
        """Add several (from a catalogue) as one undo step; all of them or none."""
        clean = [tidy(form) for form in forms]
        label = f"{clean[0].kind.value}-added" if len(clean) == 1 else "subjects-added"
        with self._store.unit(label, title=clean[0].title if clean else "", n=len(clean)) as unit:
            return add_subjects(unit, clean)

    def change(self, subject_id: str, form: SubjectForm, *, version: str) -> None:
        """Set everything of one subject as the form has it; `version` is that of the subject as it was seen.

        Raises Invalid, NotFound or Conflict.
        """
        clean = tidy(form)
        with self._store.unit("subject-changed", title=clean.title) as unit:
            now = reads.subject_version(unit.run, subject_id)
            if now != version:
                raise unit.conflict("subject", subject_id, now)
            refuse_twins(unit, [(clean.kind, clean.title)], but=subject_id)
            unit.change(
                SubjectRow,
                subject_id,
                title=clean.title,
                area=clean.area,
                criticality=clean.criticality,
                needed=clean.needed,
            )
            _put_detail(unit, subject_id, clean)

    def remove(self, subjects: Mapping[str, str]) -> None:
        """Remove skills, systems or duties (id -> title) with what was said of them; undo brings all of it back."""
        first = next(iter(subjects.values()), "")
        with self._store.unit("subjects-removed", n=len(subjects), title=first) as unit:
            for key in subjects:
                forget_subject(unit, key)
                for model in (SkillRow, ChargeRow):
                    if unit.run(f"SELECT 1 FROM {model.__tablename__} WHERE id = :id", {"id": key}):
                        unit.remove(model, key)
                unit.remove(SubjectRow, key)


def add_subjects(unit: Unit, forms: Sequence[SubjectForm]) -> list[str]:
    """Add tidy forms inside a unit; gives back their ids. Raises Invalid for a title that is taken."""
    refuse_twins(unit, [(form.kind, form.title) for form in forms])
    ids = [new_id() for _ in forms]
    unit.add_many(
        SubjectRow,
        [
            {
                "id": key,
                "kind": form.kind,
                "title": form.title,
                "criticality": form.criticality,
                "needed": form.needed,
                "area": form.area,
            }
            for key, form in zip(ids, forms, strict=True)
        ],
    )
    for key, form in zip(ids, forms, strict=True):
        _put_detail(unit, key, form)
    return ids


def _put_detail(unit: Unit, key: str, form: SubjectForm) -> None:
    model: type[SkillRow | ChargeRow]
    fields: dict[str, str | None]
    if form.kind is Kind.SKILL:
        words = list(form.level_words) if any(form.level_words) else []
        model, fields = SkillRow, {
            "description": form.description,
            "level_words": json.dumps(words, ensure_ascii=False),
        }  # fmt: skip
    else:
        model, fields = ChargeRow, {
            "owner_id": form.owner_id,
            "deputy_id": form.deputy_id,
            "runbook": form.runbook,
            "notes": form.notes,
        }  # fmt: skip
    if unit.run(f"SELECT 1 FROM {model.__tablename__} WHERE id = :id", {"id": key}):
        unit.change(model, key, **fields)
    else:
        unit.add_many(model, [{"id": key, **fields}])


def refuse_twins(unit: Unit, new: Iterable[tuple[Kind, str]], *, but: str = "") -> None:
    """Two skills of one name would split what is known of it. `new` are (kind, title). Raises Invalid."""
    taken = {
        (kind, alphabetical(title)[0]): title
        for key, kind, title in unit.run("SELECT id, kind, title FROM subject WHERE kind <> 'decision'")
        if key != but
    }
    for kind, title in new:
        key = (kind.value, alphabetical(title)[0])
        if key in taken:
            raise Invalid("subject-title-taken", title=taken[key])
        taken[key] = title


def forget_subject(unit: Unit, subject_id: str) -> None:
    """Take away what was said of a subject, and the ties of others to it, before it is removed itself."""
    for said in reads.assessments(unit.run, subject_id):
        unit.remove(AssessmentRow, said.id)
    for model in (SessionSubjectRow, ItemSubjectRow, PlanChoiceRow):
        for (key,) in _pointing(unit, model, subject_id):
            unit.remove(model, key)
    if unit.run("SELECT 1 FROM effort WHERE id = :id", {"id": subject_id}):
        unit.remove(EffortRow, subject_id)
    for naming in (EvidenceRow, QuestionRow, RemarkRow):
        for (key,) in _pointing(unit, naming, subject_id):
            unit.change(naming, key, subject_id=None)


_Pointing = SessionSubjectRow | ItemSubjectRow | PlanChoiceRow | EvidenceRow | QuestionRow | RemarkRow


def _pointing(unit: Unit, model: type[_Pointing], subject_id: str) -> list[tuple[str]]:
    return unit.run(f"SELECT id FROM {model.__tablename__} WHERE subject_id = :id", {"id": subject_id})
