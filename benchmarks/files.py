"""Memory and time of writing the files of a large build: ``python benchmarks/files.py [--articles 20000]``.

The ledger is filled with readings of made-up articles of twelve statements each, about known actors and over three
years, so that only opening, gathering and writing are measured: ``geokg build`` as a whole process, with the peak of
its resident memory. ``benchmarks/memory.py`` measures the reading.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from geokg.builds import ledger_of
from geokg.builds.fingerprint import fingerprint
from geokg.builds.ledger import Reading
from geokg.config import Settings
from geokg.gazetteer import load_gazetteer
from geokg.ingest import read_articles
from geokg.jsonl import to_line
from geokg.model import Evidence, Kind, Span, Statement, Status, TimeSpan
from geokg.relations import load_relations

if TYPE_CHECKING:
    from geokg.model import Actor, Article, Relation

_STATEMENTS = 12
_VERBS = ("attacks", "bombs", "meets", "warns", "sanctions", "criticizes", "joins", "visits", "accuses", "supports")
_WORDS = ("drones", "missiles", "river", "bridge", "port", "grain", "treaty", "border", "summit", "talks", "convoy")


def main() -> None:
    """Makes the news, fills the ledger, builds and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as place:
        news, output = Path(place) / "news.jsonl", Path(place) / "output"
        _write_news(news, count)
        command = [sys.executable, "-m", "geokg", "build", str(news), "-o", str(output), "--no-plugins"]
        filled = _fill(news, output)
        begun = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
        took = time.monotonic() - begun
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(done.stderr.strip().splitlines()[-1])
        sizes = {path.name: f"{path.stat().st_size / 1e6:,.0f} MB" for path in output.iterdir() if path.is_file()}
    print(f"{count:,} articles, {filled:,} statements: {took:,.0f} s, peak {peak:,.0f} MiB; {sizes}")


def _write_news(path: Path, count: int) -> None:
    draw = random.Random(count)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = f"Story {number} of the day is told here. " + " ".join(draw.choices(_WORDS, k=280))
            day = date(2022, 1, 1) + timedelta(days=draw.randrange(1095))
            record = {"text": text, "published": day.isoformat(), "source": f"Outlet {number % 300}", "id": str(number)}
            file.write(json.dumps(record) + "\n")


def _fill(news: Path, output: Path) -> int:
    """Readings of all articles, as if this version had read them."""
    settings = Settings(output=output, plugins=False)
    draw, relations = random.Random(0), load_relations()
    actors = [each for each in load_gazetteer().actors.values() if each.kind is Kind.COUNTRY]
    reader = json.dumps(fingerprint(settings.model, settings.actors, plugins=False), sort_keys=True)
    total = 0
    with ledger_of(output) as ledger:
        articles = list(read_articles(news))
        ledger.opened("fill", None, ((article.id, article) for article in articles))
        ledger.keep("reader", reader)
        for start in range(0, len(articles), 500):
            readings = [_reading(article, draw, actors, relations) for article in articles[start : start + 500]]
            total += sum(len(reading.lines) for reading in readings)
            ledger.finish(readings, reader)
    return total


def _reading(article: Article, draw: random.Random, actors: list[Actor], relations: dict[str, Relation]) -> Reading:  # type: ignore[type-arg]
    lines = []
    for place in range(_STATEMENTS):
        pair = draw.sample(actors[:6] if draw.random() < 0.2 else actors, 2)
        span = Span(place * 60, place * 60 + 50)
        day = (article.published or date.min) - timedelta(days=draw.randrange(3))
        statement = Statement(
            subject=pair[0],
            relation=relations[draw.choice(_VERBS)],
            object=pair[1],
            status=draw.choices([Status.ASSERTED, Status.NEGATED, Status.PLANNED], [8, 1, 1])[0],
            evidence=Evidence(
                article, span, article.text[span.start : span.end], Span(span.start, span.start + 5), "events"
            ),
            speaker=draw.choice([None, None, *pair]),
            time=TimeSpan("then", day, day) if draw.random() < 0.5 else None,
            confidence=0.9,
        )
        lines.append(to_line(statement))
    return Reading(article.key, tuple(lines))


if __name__ == "__main__":
    main()
