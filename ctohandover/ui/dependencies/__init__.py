"""The dependencies view: who holds what, and what would be lost with whom."""
