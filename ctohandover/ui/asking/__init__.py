"""Asking people who sit elsewhere by a form, and taking their replies in."""
