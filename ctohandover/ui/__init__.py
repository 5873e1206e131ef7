"""The window. Qt comes in with this package, and its import hook goes.

PySide wraps the import statement for a switch that nothing here uses (`from __feature__ import ...`), and reads the
source of every module imported from then on. That is a twentieth of the time to the first paint.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - what wraps it

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
