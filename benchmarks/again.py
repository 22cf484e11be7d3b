"""A build with nothing to do: ``geokg build`` as a whole process over many files that are all known.

    python benchmarks/again.py [--articles 20000]

The first build is cut short: the ledger is filled with readings that say nothing, so that only the second is measured.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from geokg.builds import build
from geokg.builds.ledger import Reading
from geokg.builds.work import Recipe
from geokg.config import Settings

ROUNDS = 5


def main() -> None:
    """Builds once without reading, then again as a user would."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        news, output = Path(place) / "news", Path(place) / "output"
        news.mkdir()
        for number in range(options.articles):
            (news / f"{number:05}.txt").write_text(f"Story {number}. Norway visited Peru on Monday, and left again.\n")
        _say_nothing()
        build([news], Settings(output=output))
        times = [_again(news, output) for _ in range(ROUNDS)]
    print(
        f"{options.articles:,} files, nothing to do: median {statistics.median(times):.2f} s, least {min(times):.2f} s"
    )


def _say_nothing() -> None:
    """Readings without statements, in this process only."""
    from geokg.builds import run

    run.read_here = lambda reader, articles: [Reading(article.key) for article in articles]  # type: ignore[assignment]
    Recipe.reader = lambda self: object()  # type: ignore[assignment,method-assign,return-value]


def _again(news: Path, output: Path) -> float:
    begun = time.monotonic()
    command = [sys.executable, "-m", "geokg", "build", str(news), "-o", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    took = time.monotonic() - begun
    assert "nothing to do" in done.stderr, done.stderr
    return took


if __name__ == "__main__":
    main()
