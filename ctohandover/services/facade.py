"""All services of one open workspace. Importing this brings SQLAlchemy in, which the first paint does not wait for.

One method is one transaction and one undo step, and gives back records or ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.services.accesses import AccessService
from ctohandover.services.asking import AskingService
from ctohandover.services.decisions import DecisionService
from ctohandover.services.drafts import DraftService
from ctohandover.services.erasing import ErasingService
from ctohandover.services.exchange import ExchangeService
from ctohandover.services.filling import FillingService
from ctohandover.services.growth import GrowthService
from ctohandover.services.holding import HoldingService
from ctohandover.services.people import PeopleService
from ctohandover.services.person_file import RemarkService
from ctohandover.services.plan_service import PlanService
from ctohandover.services.replying import ReplyingService
from ctohandover.services.sessions import SessionService
from ctohandover.services.signing import SigningService
from ctohandover.services.subjects import SubjectService
from ctohandover.services.tables.service import TableService
from ctohandover.services.transition import TransitionService
from ctohandover.services.workspaces import WorkspaceService

if TYPE_CHECKING:
    from ctohandover.storage.store import Store


class Services:
    """The services of one open workspace."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.workspace = WorkspaceService(store)
        self.people = PeopleService(store)
        self.holding = HoldingService(store)
        self.subjects = SubjectService(store)
        self.accesses = AccessService(store)
        self.sessions = SessionService(store)
        self.transition = TransitionService(store)
        self.signing = SigningService(store)
        self.tables = TableService(store)
        self.asking = AskingService(store)
        self.replying = ReplyingService(store)
        self.decisions = DecisionService(store)
        self.exchange = ExchangeService(store)
        self.erasing = ErasingService(store)
        self.remarks = RemarkService(store)
        self.filling = FillingService(store)
        self.growth = GrowthService(store)
        self.plan = PlanService(store)
        self.drafts = DraftService(store)

    def undo(self, txn: str, label: str = "undo") -> None:
        """Take one transaction back; undoing an undo does it again. Raises Conflict and then changes nothing."""
        self.store.undo(txn, label)
