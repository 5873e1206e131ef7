"""What each error says, by its code: what, where, and what now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

ERRORS: Final[Mapping[str, str]] = {
    # files and folders
    "missing": N_("There is no file {path}. It may have been moved or renamed; open it from where it is now."),
    "folder": N_("{path} is a folder, not a workspace. Choose a file that ends in .handover."),
    "not-regular": N_("{path} is not an ordinary file, so it was not opened."),
    "empty": N_("{path} is empty. It was not changed. Restore a backup, or delete the file and make a new workspace."),
    "foreign": N_("{path} is not a CTO Handover workspace. It was not changed."),
    "newer": N_(
        "{path} was written by a newer version of CTO Handover (format {theirs}; this one knows up to {ours})."
        " It was not changed. Update the program to open it."
    ),
    "older": N_(
        "{path} was made by an earlier version of CTO Handover. Opening it in the window brings it up to date, after a"
        " backup."
    ),
    "older-read-only": N_(
        "{path} was made by an earlier version of CTO Handover and is read-only, so it could not be brought up to date."
        " Copy it to a folder that you may write to, and open the copy."
    ),
    "upgrade-failed": N_(
        "{path} could not be brought up to date ({reason}). It was not changed, and a backup of it was made. Keep using"
        " the version of the program that made it, and report this."
    ),
    "truncated": N_("{path} is cut off: its end is missing. It was not changed. Restore one of its backups."),
    "unreadable": N_("{path} cannot be read ({reason}). Check that the disk is there and that you may open the file."),
    "schema": N_(
        "{path} holds tables that are not ours ({names}), so it was not opened and not changed."
        " Restore one of its backups."
    ),
    "damaged": N_("{path} is damaged. It was not changed. Restore one of its backups."),
    "backup-damaged": N_("The backup {path} is not what was stored: it was not used. Choose another one."),
    "locked": N_(
        "{path} is being written by another program for too long. Nothing was changed."
        " Close the other program, or try again in a moment."
    ),
    "read-only": N_(
        "{path} is read-only, so nothing was changed. Save a copy, or allow writing to the file and its folder."
    ),
    "disk-full": N_("The disk is full. Nothing was changed in {path}. Free some space and try again."),
    "database": N_("{path} could not be used ({reason}). Nothing was changed."),
    "exists": N_("There is already a file {path}. It was left as it is; choose another name."),
    "cannot-create": N_("{path} could not be made ({reason}). Choose another folder."),
    "cannot-delete": N_("{path} could not be deleted ({reason}). Delete it by hand."),
    "cannot-write": N_("{path} could not be written ({reason}). What was there is still there."),
    "founder-file": N_(
        "The founder’s figures in {path} cannot be read ({reason}). The file was left as it is: mend it, or move it"
        " away to begin from the defaults."
    ),
    "gap-text-changed": N_(
        "This text was changed in another window meanwhile. Yours is still here: copy it, then close and open it again."
    ),
    "gap-text-long": N_("A text is kept up to {most} characters. Make it shorter."),
    "assumption-range": N_("An assumption is out of its limits ({least} to {most}). Change the number."),
    "too-big": N_("{path} is too big to be read, so it was left out. Split it, or make it smaller."),
    "folder-in-use": N_(
        "{path} holds other files. They were left as they are; choose an empty folder, or one of an earlier dossier."
    ),
    "folder-with-names": N_(
        "{path} holds more than the summary of an earlier dossier, and all of it would go along to somebody who gets no"
        " names. It was left as it is; choose an empty folder."
    ),
    "dossier-form": N_("{name}: a dossier is an HTML file, or a folder of Markdown. Choose a name that ends in .html."),
    "no-git": N_("Git is not installed, so nobody was read from {path}. Install it, or add the people by hand."),
    "git-failed": N_("Git could not read {path}. It may be damaged, or no repository at all."),
    "not-a-folder": N_("{path} is not a folder."),
    # rules
    "company-empty": N_("A workspace needs the name of the company."),
    "last-before-handover": N_(
        "The leaver's last day ({last}) is before the handover day ({handover}). Change one of the two."
    ),
    "name-empty": N_("A person needs a name."),
    "name-too-long": N_("A name may have up to {limit} characters. Shorten it."),
    "active-order": N_("{name} would leave before they came. Change one of the two days."),
    "days-range": N_("Days a month are between 0 and 31. Change the number."),
    "spare-range": N_("Hours a week to spare are between 0 and {limit}. Change the number."),
    "plan-share": N_("The share that is free for passing things on is between 0 and 100 %. Change the number."),
    "plan-aftercare": N_("After-care is between 0 and {limit} hours. Change the number."),
    "plan-effort": N_("A level takes more than 0 and at most {limit} hours. Change the number."),
    "plan-minutes": N_("It takes between 5 minutes and {limit} hours in all. Change the number."),
    "plan-receiver": N_(
        "{name} is not inside until the last day, so it is not passed on to them. Choose somebody else."
    ),
    "months-range": N_("Notice and search are between 0 and 24 months. Change the number."),
    "growth-range": N_("A value is between 0 and {limit}, and a threshold at least 1. Change the number."),
    "growth-future": N_("A value cannot be read in the future. Choose today or an earlier day."),
    "person-in-use": N_(
        "{name} is named in {n} places (levels, sessions, the checklist) and stays in the history. Set a last day"
        " instead of removing them."
    ),
    "person-keeps": N_("{name} keeps this file. Name another keeper first."),
    "subject-title-empty": N_("It needs a name."),
    "subject-title-long": N_("A name may have up to {limit} characters. Shorten it."),
    "subject-title-taken": N_("“{title}” is there already. Choose another name, or change that one."),
    "level-words": N_("There are five levels, 0 to 4."),
    "deputy-is-owner": N_("The deputy stands in for the owner, so it has to be somebody else."),
    "kind-not-by-hand": N_("This cannot be added by hand here."),
    "session-no-receiver": N_("Say who receives: at least one person."),
    "session-no-subject": N_("Say what the session is about: at least one item."),
    "session-giver": N_("Who gives cannot receive in the same session. Choose somebody else."),
    "session-minutes": N_("A session takes between 1 minute and 24 hours."),
    "session-time": N_("“{text}” is not a time. Write it as 14:00."),
    "session-in-future": N_("A session that was held cannot be in the future ({day}). Plan it, or change the day."),
    "session-no-outcome": N_("Levels come of a session that went well, at least in part."),
    "item-title-empty": N_("An item needs a title."),
    "item-title-long": N_("A title may have up to {limit} characters. Shorten it."),
    "item-owner-signs": N_("Who does an item does not sign it. Name somebody else for one of the two."),
    "item-signed": N_("This item is signed. Withdraw the sign-off first."),
    "item-not-signed": N_("This item is not signed, so there is nothing to withdraw."),
    "item-cycle": N_("“{title}” would wait for itself, by way of “{other}”. Nothing was changed."),
    "item-waits": N_("“{title}” waits for others that are still open: {others}. Sign those first."),
    "sign-no-evidence": N_("This is a blocking item: it needs evidence before it is called done."),
    "sign-own-item": N_("{name} did this, or gave its evidence, and does not sign it. It can be signed by: {signers}."),
    "sign-not-yours": N_("This is not {name}'s to sign. It can be signed by: {signers}."),
    "sign-for-note": N_("{name} does not sit here. Say how their word was given (a mail, a signed paper)."),
    "nobody-here": N_("Say first who sits at this computer, at the foot of the window: a sign-off needs a name."),
    "leave-out-reason": N_("Say why it does not apply."),
    "leave-out-founder": N_("Only a founder says that an item does not apply; {name} is none."),
    "withdraw-reason": N_("Say why the sign-off is withdrawn."),
    "evidence-empty": N_("There is nothing to keep as evidence yet."),
    "evidence-link": N_("“{text}” is not a link. It begins with https:// (or http://)."),
    "evidence-big": N_("{name} is too big: up to {limit} MiB are kept in the workspace. Give a link to it instead."),
    "evidence-signed": N_("A sign-off rests on this evidence. Withdraw the sign-off first."),
    "no-handover-day": N_("Set the handover day first, in the preferences: due days count from it."),
    "handover-past": N_("The handover day ({day}) is past. Move it first, or set due days one by one."),
    "assessed-in-future": N_("An assessment cannot be dated in the future ({day})."),
    "person-form": N_("{name}: choose a name that ends in .html, .json or .csv."),
    "remark-empty": N_("There is nothing written yet."),
    "remark-long": N_("A remark may have up to {limit} characters. Shorten it."),
    "pseudonym-empty": N_("Say what stands in the place of the name."),
    "access-level": N_("Who holds an access follows from its register. Change its entry there."),
    "access-title-empty": N_("An access needs a name."),
    "notice-range": N_("Notice is given between 0 and {limit} days before. Change the number."),
    "notice-no-renewal": N_("Notice counts back from the day of renewal. Say that day first."),
    "cost-range": N_("A cost is between 0 and {limit} a year. Change the number."),
    "access-day-range": N_("A day of an access is between the years {first} and {last}. Change it."),
    "tie-no-person": N_("Say whose it is."),
    "used-in-future": N_("It cannot have been used in the future. Choose today or an earlier day."),
    "needed-range": N_("The number of people needed is between 0 and 99."),
    "adr-title-empty": N_("A decision needs a title."),
    "adr-not-patchable": N_("This field could not be changed in the text without harm. Edit the text instead."),
    "adr-not-encodable": N_("The text's old encoding has no such character. Edit the text instead: it becomes UTF-8."),
    "adr-title-too-long": N_("This title is too long for one line. Shorten it."),
    "adr-name-unreadable": N_("This name cannot be written there. Edit the text instead."),
    "adr-template-unknown": N_("There is no template of that name."),
    "title-empty": N_("A decision needs a title."),
    "text-too-big": N_("A decision's text may have up to {limit} MiB."),
    "path-escapes": N_("The path {path} would lead out of the folder, so nothing was written there."),
    "day-unreadable": N_("“{text}” is not a day. Write it as 2027-01-09."),
    # templates of a transition
    "template-unreadable": N_("This file is not a template of a transition. Choose another one."),
    "template-newer": N_(
        "This template was written for a newer version of CTO Handover. Update the program to use it."
    ),
    "template-too-large": N_("This template is over {limit} MB, so it was not read. Choose another one."),
    "template-field": N_("{item}: “{field}” is missing, too long or not of the right kind. Mend it in the template."),
    "template-duplicate": N_("{item} is in the template twice. Give one of the two another code."),
    "template-unknown": N_("{item}: “{value}” is not known as “{field}”. Mend it in the template."),
    "template-same-role": N_("{item}: the role that does it would also sign it. Name another role to sign."),
    "template-offset": N_("{item}: the offset is a whole number of days, at most {limit} before or after the day."),
    "template-waits": N_("{item} waits for {value}, which is not in the template. Add it, or do not wait for it."),
    "template-cycle": N_("These items wait for each other in a circle: {item}. Take one of the links away."),
    # catalogues of skills and duties
    "catalogue-unreadable": N_("This file is not a catalogue of skills or duties. Choose another one."),
    "catalogue-newer": N_("This catalogue is for a newer version of CTO Handover. Update the program to use it."),
    "catalogue-field": N_("{item}: “{field}” is missing or not as it should be. Mend it in the catalogue."),
    # tables
    "table-unreadable": N_("{name} is neither a CSV nor an XLSX table that can be read. Save it anew as one of these."),
    "table-old-excel": N_("{name} is an old or a protected Excel file. Save it as XLSX, without a password."),
    "table-too-large": N_("{name} is over {limit} MB, so it was not read. Split it, or leave pictures out."),
    "table-bomb": N_("{name} would unpack to far more than a table holds, so it was not read. Save it anew as CSV."),
    "table-too-many-rows": N_("{name} has more than {limit} rows. Split it."),
    "table-too-many-columns": N_("{name} has more than {limit} columns (row {row}). Take away what is not needed."),
    "table-cell-too-long": N_("{name}, row {row}: a cell holds more than {limit} characters. Shorten it."),
    "table-form": N_("{name}: a table is a CSV or an XLSX file. Choose a name that ends in .csv or .xlsx."),
    "table-problems": N_("{n} rows cannot be taken, so nothing was taken. Mend them, or take the good ones alone."),
    "export-locked": N_(
        "{name} is encrypted. Export again from the password manager without encryption (KeePass: as XML or CSV), take"
        " it in here, and delete that file."
    ),
    "export-unreadable": N_("{name} is not an export of a password manager that can be read. Export it anew."),
    "table-empty": N_("There is nothing in {name} that could be read as a table."),
    "table-sheet": N_("{name} has no sheet “{sheet}”. It has: {known}."),
    # the keyring
    "vault-none": N_(
        "This system has no keyring, so a secret cannot wait here. Put it into the company’s vault at once, or install"
        " a keyring (GNOME Keyring, KWallet)."
    ),
    "vault-locked": N_("The keyring is locked, or its prompt was dismissed. Unlock it and try again."),
    "vault-null": N_(
        "The keyring is switched off (the null backend is set), so nothing would be kept. Take that setting away,"
        " or put the secret into the company’s vault at once."
    ),
    "vault-other": N_(
        "The keyring of this system ({name}) is none that is known to keep secrets safe, so nothing was kept in it."
        " Put the secret into the company’s vault at once."
    ),
    "vault-gone": N_("The keyring does not answer. Start it again, or sign in anew, and try again."),
    "vault-waits": N_("The keyring waits for an answer to a prompt of its own. Answer it, then try again."),
    "vault-vanished": N_(
        "The keyring of this computer has no such secret: it was kept on another computer, or taken away there."
    ),
    "vault-unread": N_("The keyring did not give back what was written, so the secret is not safe there. Try again."),
    "vault-empty": N_("There is no secret to keep yet."),
    "vault-too-long": N_(
        "This is longer than the keyrings of all systems keep ({n} characters of {limit}). Keep it as a file in the"
        " company’s vault."
    ),
    # reply sheets
    "reply-other-workspace": N_(
        "This reply is for another workspace than that of {company}. Open the one that it was asked from, and take it"
        " in there."
    ),
    "reply-unknown-sheet": N_(
        "This reply answers a sheet that this workspace did not write, or whose writing was undone. Nothing was taken."
    ),
    "reply-sheet": N_("This sheet is not in the workspace any more."),
    "ask-nothing": N_("Choose what to ask: at least one item, or a question."),
    "ask-no-keeper": N_("Say first who sits at this computer, at the foot of the window: the reply is sent to them."),
    "question": N_("This question is not in the workspace any more."),
    "reply-unreadable": N_("This is not a reply file that can be read. Ask for it to be sent again, as it was saved."),
    "reply-newer": N_("This reply is for a newer version of CTO Handover. Update the program to take it in."),
    "reply-tampered": N_(
        "This reply does not belong to that sheet, or was changed on the way, so nothing was taken from it."
        " Ask for it to be saved and sent again."
    ),
    # others
    "changed-elsewhere": N_(
        "This was changed elsewhere since you saw it, so your change was not made. Look at it as it is now and try"
        " again."
    ),
    "changed-by": N_(
        "{who} changed this since you saw it, so your change was not made. Look at it as it is now and try again."
    ),
    "integrity": N_("Something else depends on this, so it was not changed."),
    "decision": N_("This decision is not in the workspace any more."),
    "subject": N_("This is not in the workspace any more."),
    "skill": N_("This is not in the workspace any more."),
    "charge": N_("This is not in the workspace any more."),
    "access": N_("This access is not in the workspace any more."),
    "grant": N_("This person has no right to it any more."),
    "session": N_("This session is not in the workspace any more."),
    "item": N_("This item is not in the workspace any more."),
    "evidence": N_("This evidence is not in the workspace any more."),
    "attachment": N_("This file is not in the workspace any more."),
    "person": N_("This person is not in the workspace any more."),
    "transaction": N_("This step is not in the history any more."),
    "no-workspace": N_("The file holds no workspace. Restore one of its backups."),
    "person-name": N_("Nobody, or more than one person, is called “{name}”. Known: {known}."),
}
