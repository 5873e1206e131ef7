"""The words for sessions, for the checklist and for replies: apart from `ctohandover.words`, which every first paint
waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover.domain.sessions import Outcome
from ctohandover.domain.transition import EvidenceKind, Phase, State
from ctohandover.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

OUTCOME: Final[Mapping[Outcome | None, str]] = {
    None: N_("still to come"),
    Outcome.PASS: N_("it went well"),
    Outcome.PARTIAL: N_("in part"),
    Outcome.FAIL: N_("it did not work"),
}
PHASE: Final[Mapping[Phase, str]] = {
    Phase.MAP: N_("Map"),
    Phase.WRITE: N_("Write and shadow"),
    Phase.PROVE: N_("Prove"),
    Phase.SWITCH: N_("Switch"),
    Phase.STEADY: N_("Steady"),
    Phase.CLOSE: N_("Close out"),
}
STATE: Final[Mapping[State, str]] = {
    State.TODO: N_("to do"),
    State.DOING: N_("in progress"),
    State.GIVEN: N_("evidence given"),
    State.VERIFIED: N_("verified"),
    State.STALE: N_("stale"),
    State.NOT_APPLICABLE: N_("not applicable"),
}
EVIDENCE_KIND: Final[Mapping[EvidenceKind, str]] = {
    EvidenceKind.TEXT: N_("a note"),
    EvidenceKind.LINK: N_("a link"),
    EvidenceKind.FILE: N_("a file"),
    EvidenceKind.SESSION: N_("a session"),
    EvidenceKind.LEVEL: N_("a level"),
}
FATE: Final[Mapping[str, str]] = {
    "new": N_("new"),
    "also_here": N_("new; what was said here stays too"),
    "known": N_("taken before"),
    "gone": N_("not here any more"),
}
