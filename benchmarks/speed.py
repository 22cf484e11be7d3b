"""Speed of ``extract`` against the bare spaCy pipeline: same model, same process, same articles, in turns.

    python benchmarks/speed.py [FOLDER] [--articles 240] [--rounds 3] [--model NAME]

Prints words a second of both, their ratio in each round with the median, and the peak memory of the process. Machines
are noisy: quote the ratio.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from geokg.annotate import load_annotator
from geokg.extraction import load_extractor
from geokg.ingest import read_articles

if TYPE_CHECKING:
    from geokg.model import Article

_KIB_IN_MIB = 1024
_BYTES_IN_MIB = 1024 * 1024


def main() -> None:
    """Runs the rounds and prints them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("seeds/articles"))
    parser.add_argument("--articles", type=int, default=240)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model")
    options = parser.parse_args()
    articles = _articles(options.folder, options.articles)
    words = sum(len(article.text.split()) for article in articles)
    extractor = load_extractor()
    annotator = load_annotator(options.model, reporting=extractor.lexicon.reporting)
    ratios = []
    print(f"{len(articles)} articles, {words} words, model {annotator.nlp.meta['name']}")
    for number in range(options.rounds):
        bare = _timed(lambda: sum(len(doc) for doc in annotator.nlp.pipe((a.text for a in articles), batch_size=8)))
        full = _timed(lambda: sum(len(extractor.statements(document)) for document in annotator.pipe(articles)))
        ratios.append(bare / full)
        speeds = f"spaCy {words / bare:,.0f} words/s, geokg {words / full:,.0f} words/s"
        print(f"round {number + 1}: {speeds}, ratio {bare / full:.2f}")
    print(f"median ratio {statistics.median(ratios):.2f}; peak memory {_peak_mib():,.0f} MiB")


def _articles(folder: Path, count: int) -> list[Article]:
    """The articles of the folder, over and over, each with a last line of its own so that none is the same text."""
    texts = islice(cycle(list(read_articles(folder))), count)
    return [replace(a, id=f"{a.id}-{n}", text=f"{a.text}\n\nThis was report number {n}.") for n, a in enumerate(texts)]


def _timed(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


def _peak_mib() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (_BYTES_IN_MIB if sys.platform == "darwin" else _KIB_IN_MIB)


if __name__ == "__main__":
    main()
