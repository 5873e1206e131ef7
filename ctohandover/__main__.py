"""`python -m ctohandover`."""

from __future__ import annotations

import sys

from ctohandover.cli import main

if __name__ == "__main__":
    sys.exit(main())
