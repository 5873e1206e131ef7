"""The transition view: the checklist that proves a handover."""
