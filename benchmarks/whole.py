"""Whole processes, in turns: bare spaCy, ``geokg extract``, ``geokg build``, and ``build`` by two jobs.

    python benchmarks/whole.py [FOLDER] [--articles 400] [--rounds 3]

Each reads the same articles (those of a folder over and over, each with a sentence of its own). Prints words a second
of each, without the seconds to start it, measured over one article; the ratios count, which are of one round.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from geokg.ingest import read_articles

_SPACY = """
import json, sys, spacy
from geokg.annotate import load_model
nlp = load_model(None)
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
paragraphs = [p for text in texts for p in text.split("\\n\\n") if p.strip()]
for doc in nlp.pipe(paragraphs, batch_size=32):
    pass
"""


def main() -> None:
    """Runs the rounds and prints them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("seeds/articles"))
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        many, one = Path(place) / "many.jsonl", Path(place) / "one.jsonl"
        words = _write(options.folder, options.articles, many)
        _write(options.folder, 1, one)
        found = [_round(number, words, many, one, Path(place)) for number in range(1, options.rounds + 1)]
    for name in ("extract", "build", "two jobs"):
        print(f"median of {name}: {statistics.median(each[name] for each in found):.2f}")


def _write(folder: Path, count: int, place: Path) -> int:
    """The articles as JSON lines; returns the number of their words."""
    texts = [article.text for article in read_articles(folder)]
    rows = [f"{text}\n\nThe mayor of Veridia{n:x} left." for n, text in enumerate(islice(cycle(texts), count))]
    place.write_text("".join(json.dumps({"text": text}) + "\n" for text in rows), encoding="utf-8")
    return sum(len(text.split()) for text in rows)


def _round(number: int, words: int, many: Path, one: Path, place: Path) -> dict[str, float]:
    """Ratios of one round: of extract and build to bare spaCy, and of two jobs to one."""

    def geokg(command: str, *options: str) -> list[str]:
        return [sys.executable, "-m", "geokg", command, "-q", "--no-plugins", *options]

    def seconds(name: str, news: Path) -> float:
        output = ["-o", str(place / f"{number}-{name}-{news.stem}")]
        command = {
            "spaCy": [sys.executable, "-c", _SPACY],
            "extract": geokg("extract"),
            "build": geokg("build", *output),
            "two jobs": geokg("build", "--jobs", "2", *output),
        }[name]
        begun = time.perf_counter()
        subprocess.run([*command, str(news)], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - begun

    names = ("spaCy", "extract", "build", "two jobs")
    speeds = {name: words / (seconds(name, many) - seconds(name, one)) for name in names}
    ratios = {name: speeds[name] / speeds["spaCy"] for name in ("extract", "build")}
    ratios["two jobs"] = speeds["two jobs"] / speeds["build"]
    told = ", ".join(f"{name} {speed:,.0f}" for name, speed in speeds.items())
    print(
        f"round {number}, words/s: {told}; ratios: {', '.join(f'{k} {v:.2f}' for k, v in ratios.items())}", flush=True
    )
    return ratios


if __name__ == "__main__":
    main()
