"""The skills view: people and what they can do alone."""
