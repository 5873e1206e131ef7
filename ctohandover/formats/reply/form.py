"""The form that one person fills in: one HTML file that works without a network, from a disk, on a phone too.

Its texts travel as JSON in a block that no browser runs, and its script puts them into the page as text alone. The
policy in its head lets run only that script and that style, by hash, and lets it reach nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Final

from ctohandover import words
from ctohandover.domain.levels import Level
from ctohandover.formats.reply import canonical
from ctohandover.formats.reply.reading import ROW_ID, TEXT_LIMIT
from ctohandover.resources import resources_folder

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.replies import Sheet, SubjectRow
    from ctohandover.i18n import Translator

_UNSAFE: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029\u007f"}


def to_sheet_html(sheet: Sheet, t: Translator) -> bytes:
    """The form in the language of `t`. Raises ValueError where ids are not as `Sheet` says: a mistake of ours."""
    ids = [row.id for row in sheet.subjects] + [row.id for row in sheet.evidence]
    ids += [row.id for row in sheet.signs] + [row.id for row in sheet.questions]
    named = (*ids, sheet.id, sheet.workspace_id, sheet.person_id)
    if len(set(ids)) < len(ids) or not all(ROW_ID.fullmatch(one) for one in named):
        raise ValueError("ids of a reply sheet")
    style, script = _part("form.css"), _part("form.js")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}';"
        " base-uri 'none'; form-action 'none'"
    )
    data = json.dumps(_data(sheet, t), ensure_ascii=False).translate(_UNSAFE)
    title = escape(t("Questions for {name}", name=sheet.person_name))
    unable = escape(
        t("This form does not run here. Save the file and open it in a browser: Firefox, Chrome, Edge or Safari.")
    )
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(t.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{title} · {escape(sheet.company)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<p id="unable">{unable}</p>\n<div id="page"></div>\n'
        f'<script type="application/json" id="data">{data}</script>\n<script>{script}</script>\n</body>\n</html>\n'
    )
    return page.encode("utf-8", "replace")


@cache
def _part(name: str) -> str:
    return (resources_folder() / "reply" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _data(sheet: Sheet, t: Translator) -> dict[str, Any]:
    return {
        "format": canonical.FORMAT,
        "version": canonical.VERSION,
        "workspace": sheet.workspace_id,
        "sheet": sheet.id,
        "person": sheet.person_id,
        "key": sheet.key,
        "file": _file_name(sheet.person_name, t),
        "limit": TEXT_LIMIT,
        "mail": sheet.send_to_mail,
        "texts": {**_texts(sheet, t), **_controls(t)},
        "intro": _intro(sheet, t),
        "subjects": [_subject(row, t) for row in sheet.subjects],
        "evidence": [
            {
                "id": row.id,
                "title": row.title,
                "help": row.help,
                "hint": t("Good evidence: {what}", what=row.hint) if row.hint else "",
                "facts": _facts(row.blocker, row.due, t),
            }
            for row in sheet.evidence
        ],
        "signs": [
            {
                "id": row.id,
                "title": row.title,
                "help": row.help,
                "hint": t("Done by {name}", name=row.done_by) if row.done_by else "",
                "shown": list(row.evidence),
                "facts": _facts(row.blocker, None, t),
            }
            for row in sheet.signs
        ],
        "questions": [{"id": row.id, "title": row.title, "help": row.context, "facts": []} for row in sheet.questions],
    }


def _subject(row: SubjectRow, t: Translator) -> dict[str, Any]:
    own = (*row.level_words, *[""] * len(Level))
    levels = [own[level] or t(words.LEVEL[row.kind][level]) for level in Level]
    kind = words.sentence(t(words.KIND[row.kind]))
    return {
        "id": row.id,
        "title": row.title,
        "help": row.description,
        "facts": [_fact(kind)],
        "levels": [words.sentence(text) for text in levels],
    }


def _fact(text: str, tone: str = "") -> dict[str, str]:
    return {"text": text, "tone": tone}


def _facts(blocker: bool, due: date | None, t: Translator) -> list[dict[str, str]]:
    facts = [_fact(t("Blocker"), "bad")] if blocker else []
    return [*facts, _fact(t("Due {day}", day=t.date(due)))] if due else facts


def _file_name(name: str, t: Translator) -> str:
    """The name in plain letters, for a file that goes through any mail."""
    whole = f"{t('reply')} {name}"
    bare = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(sign if sign.isalnum() else " " for sign in bare).split())[:46]


def _intro(sheet: Sheet, t: Translator) -> list[dict[str, str]]:
    """Who asks, why, until when and what to do then: a heading and a text each."""
    usual = t(
        "So that the company can go on when somebody leaves, and everybody gets the time to learn what they need. "
        "Your answers are about tasks, not about you; they are not used for pay or appraisal."
    )
    way = t("Save the reply file, then send it back by mail to {name}.", name=sheet.send_to)
    parts = [
        (t("Who asks"), t("{name}, for {company}", name=sheet.asked_by, company=sheet.company)),
        (t("Why"), sheet.purpose or usual),
        (t("Until"), t.date(sheet.until) if sheet.until else ""),
        (t("What to do"), t("Answer what you can and skip the rest.") + " " + way),
        (t("From {name}", name=sheet.asked_by), sheet.message),
    ]
    return [{"head": head, "text": text} for head, text in parts if text]


def _texts(sheet: Sheet, t: Translator) -> dict[str, str]:
    return {
        "title": t("Questions for {name}", name=sheet.person_name),
        "company": sheet.company,
        "subjects": t("How well do you know it?"),
        "subjectsHelp": t("Choose what is true today. Level 3 or more means that others can count on you for it."),
        "evidence": t("What shows that it is done?"),
        "evidenceHelp": t("A sentence, a link, or both."),
        "signs": t("What you are asked to sign"),
        "signsHelp": t("Look at the evidence first. “Not yet” is a good answer when something lacks."),
        "questions": t("Questions for you"),
        "questionsHelp": t("In your own words, as short or as long as you like."),
        "sent": t("Now send this file by mail to {name}: {file}", name=sheet.send_to, file="{file}"),
        "write": t("Write to {name}", name=sheet.send_to),
        "mailSubject": t("My reply for {company}", company=sheet.company),
        "mailBody": t("Please find my reply attached: {file}", file="{file}"),
    }


def _controls(t: Translator) -> dict[str, str]:
    return {
        "skip": t("Skip, or nothing to say"),
        "more": t("Add a remark or evidence"),
        "comment": t("Remark"),
        "proof": t("What shows it (a link, a date, a name)"),
        "text": t("In words"),
        "link": t("Link"),
        "shown": t("Evidence that was given"),
        "noneShown": t("No evidence was given yet."),
        "approve": t("I approve: it is done"),
        "notYet": t("Not yet"),
        "reason": t("What lacks?"),
        "answer": t("Your answer"),
        "save": t("Save my reply"),
        "load": t("Load an earlier reply…"),
        "clear": t("Clear the form"),
        "clearAsk": t("Take away all answers in this form? Files that you saved stay."),
        "progress": t("{done} of {all} answered", done="{done}", all="{all}"),
        "kept": t("Kept in this browser."),
        "notKept": t("This browser keeps nothing: save your reply before you close the page."),
        "found": t("Your answers from last time are back."),
        "loaded": t("The earlier reply is loaded."),
        "needReason": t("Say what lacks for “{title}”, then save again.", title="{title}"),
        "notThis": t("This file is not a reply to this form."),
        "nothing": t("There is nothing to save yet: answer one question first."),
        "trouble": t("No file came? Copy this text into your mail instead."),
        "replyText": t("The reply as text"),
    }
