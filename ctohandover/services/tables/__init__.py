"""Tables into a workspace and out of it: levels, people, skills and the checklist, from CSV, XLSX and pasted text.

A preview says for each row what would happen; taking it is one undo step. The same functions serve window and command
line.
"""
