"""What a question costs beside pyoxigraph alone: the same SPARQL on the same store, in one run.

    python benchmarks/query.py [--quads 1000000] [--rounds 15]

Makes a store of made-up claims, then times the dyad question by ``answer`` (names looked up, parameters bound, rows
read) and by ``pyoxigraph.Store.query`` with the text that ``answer`` asks (rows read), by turns. Prints medians and
their ratios: for a pair of actors with many claims, a pair with few, and actors told by an alias.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from geokg.model import Actor, Article, Evidence, Kind, Span, Statement, Status
from geokg.query import answer, prepare
from geokg.rdf.write import to_quads
from geokg.relations import load_relations
from geokg.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ACTORS, PER_ARTICLE, QUADS_A_CLAIM = 5_000, 10, 15
CASES = {
    "a pair with many claims": ("Actor 0", "Actor 1"),
    "a pair with few claims": ("Actor 20", "Actor 30"),
    "a pair told by alias": ("the 0th", "the 1st"),
    "a pair in small letters": ("actor 0", "actor 1"),
}


def main() -> None:
    """Makes the store, runs the rounds and prints the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        Store.create(Path(folder), made_up(options.quads))
        store, alone = Store.open(Path(folder)), pyoxigraph.Store.read_only(folder)
        print(f"{len(store):,} quads")
        for case, (subject, object_) in CASES.items():
            _compare(case, store, alone, {"subject": subject, "object": object_}, options.rounds)


def made_up(quads: int) -> Iterator[pyoxigraph.Quad]:
    """About as many quads: articles of ten claims among actors of whom some are in most claims."""
    chance = random.Random(0)
    relations, statuses = list(load_relations().values()), list(Status)
    endings = {1: "st", 2: "nd", 3: "rd"}
    actors = [
        Actor(f"actor-{n}", f"Actor {n}", Kind.COUNTRY, aliases=(f"the {n}{endings.get(n, 'th')}",))
        for n in range(ACTORS)
    ]
    weights = [1 / (n + 1) for n in range(ACTORS)]
    articles, statements = [], []
    for number in range(quads // (QUADS_A_CLAIM * PER_ARTICLE)):
        text = f"Article {number} says what it says, and more of the kind."
        article = Article(str(number), text)
        articles.append(article)
        for place in range(PER_ARTICLE):
            one, other = chance.choices(actors, weights, k=2)
            span = Span(place, place + 20)
            evidence = Evidence(article, span, text[place : place + 20], span, "events")
            statements.append(Statement(one, chance.choice(relations), other, chance.choice(statuses), evidence))
    return to_quads(articles, statements)


def _compare(case: str, store: Store, alone: pyoxigraph.Store, values: dict[str, str], rounds: int) -> None:
    text, prefixes = prepare(store, "dyad", **values), store.names.prefixes

    def by_geokg() -> int:
        return sum(1 for _ in answer(store, "dyad", **values).rows)

    def by_pyoxigraph() -> int:
        return sum(1 for _ in alone.query(text, prefixes=prefixes, use_default_graph_as_union=True))  # type: ignore[union-attr]

    times: dict[Callable[[], int], list[float]] = {by_geokg: [], by_pyoxigraph: []}
    rows = {work() for work in times}
    for _ in range(rounds):
        for work, seconds in times.items():
            begun = time.perf_counter()
            rows.add(work())
            seconds.append(time.perf_counter() - begun)
    ours, theirs = (statistics.median(seconds) for seconds in times.values())
    (found,) = rows
    print(
        f"{case}: {found} rows, answer {ours * 1000:.2f} ms, "
        f"pyoxigraph {theirs * 1000:.2f} ms, ratio {ours / theirs:.2f}"
    )


if __name__ == "__main__":
    main()
