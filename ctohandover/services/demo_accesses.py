"""The register of the demo: entries of a year ago, and what became of them since, by the services that clicks call."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ctohandover.domain.accesses import Access, BelongsTo, Grant, Means, Right, Sort, Tie
from ctohandover.domain.subjects import Criticality, Kind, Subject
from ctohandover.storage.access_reads import accesses

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.services.facade import Services


class RegisterOfDemo:
    """`people` are the demo's keys of people -> their ids; `today` is the day that the data's days count from."""

    def __init__(self, services: Services, resources: Path, language: str, today: date, people: dict[str, str]) -> None:
        self._services, self._language, self._today, self._people = services, language, today, people
        self._data = json.loads((resources / "demo" / "accesses.json").read_text(encoding="utf-8"))["accesses"]

    def fill(self) -> None:
        for item in self._data:
            key = self._services.accesses.save(None, self._access(item), self._day(item["made"]))
            for step in item.get("later", ()):
                self._step(key, step)

    def _step(self, key: str, step: dict[str, Any]) -> None:
        day, service = self._day(step["day"]), self._services.accesses
        with self._services.store.reading() as run:
            access = next(one for one in accesses(run) if one.subject.id == key)
        if "grant" in step:
            person, rights = step["grant"]
            service.grant(access, self._people[person], Right(rights), day)
        else:
            service.used(access, self._people[step["used"]], day, day)

    def _day(self, offset: int) -> date:
        return self._today + timedelta(days=offset)

    def _maybe(self, item: dict[str, Any], name: str) -> date | None:
        return self._day(item[name]) if name in item else None

    def _words(self, item: dict[str, Any], name: str) -> str:
        return str(item.get(name, {}).get(self._language, ""))

    def _access(self, item: dict[str, Any]) -> Access:
        title, area = self._words(item, "title"), self._words(item, "area")
        criticality = Criticality(item["criticality"])
        return Access(
            subject=Subject(id="", kind=Kind.ACCESS, title=title, criticality=criticality, area=area),
            sort=Sort(item["sort"]),
            address=item.get("address", ""),
            account=item.get("account", ""),
            supplier=item.get("supplier", ""),
            registered_to=item.get("registered_to", ""),
            secret_place=self._words(item, "secret_place"),
            renews=self._maybe(item, "renews"),
            notice_days=item.get("notice"),
            cost=item.get("cost"),
            shared=item.get("shared", False),
            rotated_on=self._maybe(item, "rotated"),
            notes=self._words(item, "notes"),
            grants=tuple(
                Grant(
                    person_id=self._people[one["person"]],
                    rights=Right(one["rights"]),
                    used_on=self._maybe(one, "used"),
                )
                for one in item["grants"]
            ),
            ties=tuple(self._tie(Means(name), whose, item) for name, whose in item["ties"].items()),
        )

    def _tie(self, means: Means, whose: str, item: dict[str, Any]) -> Tie:
        detail = str(item.get("details", {}).get(means.value, {}).get(self._language, ""))
        if whose in ("company", "none"):
            return Tie(means=means, belongs_to=BelongsTo(whose), detail=detail)
        return Tie(means=means, belongs_to=BelongsTo.PERSON, person_id=self._people[whose], detail=detail)
