"""Memory over many articles: ``python benchmarks/memory.py [--articles 2000]``.

Reads articles one after another, each with words of its own, and prints the resident memory at every eighth part. It
must stay level once the first part has warmed the caches.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from geokg.ingest import read_articles
from geokg.pipeline import load_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geokg.model import Article

_PARTS = 8


def main() -> None:
    """Reads and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    count = parser.parse_args().articles
    reader = load_reader()
    found = 0
    for number, document in enumerate(reader.documents(_articles(count)), start=1):
        found += len(reader.read(document))
        if number % (count // _PARTS) == 0:
            print(f"{number:,} articles, {found:,} statements: {_resident_mib():,.0f} MiB", flush=True)


def _articles(count: int) -> Iterator[Article]:
    """The seed articles over and over, each with a name that no other has."""
    texts = islice(cycle(list(read_articles("seeds/articles"))), count)
    for number, article in enumerate(texts):
        name = f"Veridia{number:x}"
        text = f"{article.text}\n\nThe mayor of {name} met Gormund{number:x} on Tuesday."
        yield replace(article, id=str(number), url="", text=text)


def _resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


if __name__ == "__main__":
    main()
