"""What was asked of one person by sheets, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.storage import reads, reply_reads

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.storage.reader import Run
    from ctohandover.storage.reply_reads import AskedQuestion, StoredSheet


@dataclass(frozen=True, slots=True)
class SentSheet:
    """A sheet that was written for somebody: `answered` of its `asked` rows came back."""

    sheet: StoredSheet
    asked: int
    answered: int

    def late(self, today: date) -> bool:
        """Whether nothing came back by the day that was asked for."""
        return self.answered == 0 and self.sheet.until is not None and self.sheet.until < today


@dataclass(frozen=True, slots=True)
class Correspondence:
    """`remarks` are what they said beside a level, or instead of one: (title, words); `not_yet` are items that they did
    not want to sign yet: (title, reason)."""

    sheets: tuple[SentSheet, ...]
    questions: tuple[AskedQuestion, ...]
    remarks: tuple[tuple[str, str], ...]
    not_yet: tuple[tuple[str, str], ...]

    @property
    def empty(self) -> bool:
        return not (self.sheets or self.questions)


@reads.checked
def correspondence(run: Run, person_id: str) -> Correspondence:
    """Sheets and questions, the latest first."""
    answered: dict[str, set[str]] = {}
    for sheet, row in run('SELECT sheet_id, "row" FROM answer'):
        answered.setdefault(sheet, set()).add(row)
    sent = [
        SentSheet(sheet, len(sheet.rows), len(answered.get(sheet.id, ())))
        for sheet in reply_reads.sheets(run)
        if sheet.person_id == person_id
    ]
    targets = {row: target for item in sent for row, target in item.sheet.rows.items()}
    titles = dict(run("SELECT id, title FROM subject")) | dict(run("SELECT id, title FROM item"))
    remarks, not_yet = [], []
    for person, row, content, _ in reversed(reply_reads.answers(run)):
        if person != person_id or row not in targets:
            continue
        title = titles.get(targets[row][1], "")
        if content.get("comment") and content.get("level") is None:
            remarks.append((title, str(content["comment"])))
        if content.get("approved") is False:
            not_yet.append((title, str(content.get("reason", ""))))
    return Correspondence(
        sheets=tuple(sent),
        questions=tuple(item for item in reply_reads.questions(run) if item.to_id == person_id),
        remarks=tuple(remarks),
        not_yet=tuple(not_yet),
    )
