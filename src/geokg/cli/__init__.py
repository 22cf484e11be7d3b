"""The command line. Nothing heavy is imported before a command needs it, so that ``geokg --help`` is instant.

Data go to standard output and all else to standard error. Exit codes: 0 good, 1 some articles were skipped, 2 wrong
use or bad input, 70 a mistake in geokg itself, 130 interrupted.
"""

from __future__ import annotations

from geokg.cli.run import main

__all__ = ["main"]
