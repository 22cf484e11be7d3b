"""Time and memory of putting claims together: ``python benchmarks/assemble.py [--claims 10000 30000 100000 300000]``.

Makes articles of five claims each about 200 actors over three years, a third of them about a few busy pairs, some of
them copies. Prints for each size the seconds, those of the processor, these by 1,000 claims, the peak of resident
memory, and what was found. Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from datetime import date, timedelta

from geokg.events import learn
from geokg.model import Actor, Article, Evidence, Kind, Span, Statement, Status, TimeSpan
from geokg.relations import load_relations

_SIZES = [10_000, 30_000, 100_000, 300_000]
_VERBS = [
    "attacks",
    "bombs",
    "meets",
    "warns",
    "sanctions",
    "criticizes",
    "joins",
    "memberOf",
    "headOfStateOf",
    "accuses",
]
_WORDS = ["drones", "missiles", "river", "bridge", "port", "grain", "treaty", "border", "summit", "talks", "convoy"]


def main() -> None:
    """Runs each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=_SIZES)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    for size in arguments.claims:
        if arguments.here:
            _run(size)
        else:
            subprocess.run([sys.executable, __file__, "--here", "--claims", str(size)], check=True)


def _run(size: int) -> None:
    relations = load_relations()
    statements = _statements(size)
    start, worked = time.perf_counter(), time.process_time()
    found = learn(statements, relations)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size:>9,} claims: {seconds:6.1f} s, processor {worked:5.1f} s ({1e6 * worked / size:.0f} ms per 1,000), "
        f"{peak:6,.0f} MiB; "
        f"{len(found.events):,} events, {len(found.contradictions):,} contradictions, {len(found.states):,} states",
        flush=True,
    )


def _statements(size: int) -> list[Statement]:
    draw, relations = random.Random(size), load_relations()
    verbs = [relations[name] for name in _VERBS if name in relations]
    actors = [Actor(f"a{n}", f"Actor{n}", Kind.COUNTRY, iso3=f"A{n:02}") for n in range(200)]
    made: list[Statement] = []
    text = ""
    for number in range(size // 5):
        published = date(2022, 1, 1) + timedelta(days=draw.randrange(1095))
        if number % 10:  # every tenth article is a copy of the one before
            text = " ".join(draw.choices(_WORDS, k=60)) + ". " + " ".join(f"w{draw.randrange(9999)}" for _ in range(60))
        article = Article(str(number), text, url=f"https://news.example/{number}", source=f"Outlet {number % 300}",
                          published=published)  # fmt: skip
        for place in range(5):
            pair = draw.sample(actors[:6] if draw.random() < 0.33 else actors, 2)
            made.append(_statement(draw, article, place * 60, pair, draw.choice(verbs)))
    return made


def _statement(draw: random.Random, article: Article, start: int, pair: list[Actor], relation: object) -> Statement:
    published = article.published or date.min
    day = published - timedelta(days=draw.randrange(3))
    status = draw.choices([Status.ASSERTED, Status.NEGATED, Status.PLANNED], [8, 1, 1])[0]
    span = Span(start, start + 50)
    evidence = Evidence(article, span, article.text[span.start : span.end], Span(start, start + 5), "events")
    return Statement(
        subject=pair[0],
        relation=relation,  # type: ignore[arg-type]
        object=pair[1],
        status=status,
        evidence=evidence,
        speaker=draw.choice([None, None, pair[0], pair[1]]),
        time=TimeSpan("then", day, day) if draw.random() < 0.5 else None,
        confidence=0.9,
    )


if __name__ == "__main__":
    main()
