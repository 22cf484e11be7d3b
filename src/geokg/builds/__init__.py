"""Builds that can be run again: what was read is kept in a ledger, so that only what is new or changed is read.

    sources -> ledger -> (pool of readers) -> ledger -> files -> manifest

The ledger (SQLite) holds every article with its statements; the files of the output folder are made from it, and the
manifest is written last. A run that is killed at any moment leaves the ledger at the last articles that were read, and
the files whole; run again, it goes on from there and ends with the same bytes.
"""

from __future__ import annotations

from geokg.builds.ledger import Ledger
from geokg.builds.manifest import read_manifest
from geokg.builds.run import Outcome, build, has_ledger, ledger_of

__all__ = ["Ledger", "Outcome", "build", "has_ledger", "ledger_of", "read_manifest"]
