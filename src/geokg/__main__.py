"""``python -m geokg`` is ``geokg``."""

from __future__ import annotations

import sys

from geokg.cli import main

if __name__ == "__main__":
    sys.exit(main())
