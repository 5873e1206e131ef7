"""CTO Handover: see, shrink and hand over what only a fractional CTO knows."""

__version__ = "0.1.0"
