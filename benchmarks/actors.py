"""What the known actors cost: loading them, and finding them in texts, as a share of the time from text to statements.

    python benchmarks/actors.py [FOLDER] [--rounds 5]

Prints the time to make the gazetteer from its files, to load it compiled, and the share of each layer of actors.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geokg import annotate
from geokg.gazetteer import load_gazetteer
from geokg.ingest import read_articles
from geokg.pipeline import load_reader

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Runs the rounds and prints the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("seeds/articles"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    gazetteer = load_gazetteer()
    print(f"{len(gazetteer.actors):,} actors, {len(gazetteer.names):,} names, {len(gazetteer.tenures):,} tenures")
    for name, function in (("made from the files", "make_gazetteer"), ("compiled", "load_gazetteer")):
        print(
            f"{name}: {statistics.median(_load_time(function) for _ in range(options.rounds)):.2f} s in a new process"
        )
    shares = [_shares(options.folder) for _ in range(options.rounds)]
    for layer, name in enumerate(("finding actors", "pronouns and descriptions")):
        print(f"{name}: {statistics.median(share[layer] for share in shares):.1%} of the time from text to statements")


def _load_time(function: str) -> float:
    """The seconds that loading takes in a process that has done nothing else."""
    code = f"import time; from geokg.gazetteer.load import {function}; t = time.perf_counter(); g = {function}(); "
    done = subprocess.run(
        [sys.executable, "-c", code + "print(time.perf_counter() - t)"], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _shares(folder: Path) -> tuple[float, float]:
    """The shares of the two layers in one round over the articles of a folder."""
    reader, articles = load_reader(), list(read_articles(folder))
    spent = {"find_actors": 0.0, "resolve": 0.0}
    layers = {name: getattr(annotate, name) for name in spent}
    for name, layer in layers.items():
        setattr(annotate, name, _clocked(layer, name, spent))
    try:
        whole = _timed(lambda: [reader.read(document) for document in reader.documents(articles)])
    finally:
        for name, layer in layers.items():
            setattr(annotate, name, layer)
    return spent["find_actors"] / whole, spent["resolve"] / whole


def _clocked(layer: Callable[..., object], name: str, spent: dict[str, float]) -> Callable[..., object]:
    def run(*args: object) -> object:
        start = time.perf_counter()
        found = layer(*args)
        spent[name] += time.perf_counter() - start
        return found

    return run


if __name__ == "__main__":
    main()
