"""Transfer sessions: planned, recorded, listed."""
