"""Serialising and loading a million claim quads, against pyoxigraph alone with the same quads.

    python benchmarks/load.py [--quads 1000000]

Prints the seconds of processor time (all threads, so that other work on the machine counts little; the best of three)
in which pyoxigraph writes N-Quads and bulk-loads them into a store on disk, in which geokg writes the same quads
and fills its store, and in which geokg also makes them from statements. The articles are made up, and the same at
every run.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from geokg.model import Actor, Article, Evidence, Kind, Span, Statement, Status
from geokg.rdf.export import nquads
from geokg.rdf.write import to_quads
from geokg.relations import load_relations
from geokg.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Quad

_ACTORS = [Actor(f"x-{number:016x}", f"Actor {number}", Kind.COUNTRY, "NOR", "GOV") for number in range(500)]
_SENTENCES, _QUADS_A_STATEMENT = 12, 25


def main() -> None:
    """Prints the three times and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000)
    wanted = parser.parse_args().quads
    statements = list(made_up(wanted // _QUADS_A_STATEMENT))
    quads = list(to_quads([], statements))
    print(f"{len(quads):,} quads of {len(statements):,} statements")
    alone = best(lambda folder: with_pyoxigraph(quads, folder))
    for name, work in (
        ("pyoxigraph alone", None),
        ("geokg, from quads", lambda folder: with_geokg(quads, folder)),
        ("geokg, from statements", lambda folder: with_geokg(list(to_quads([], statements)), folder)),
    ):
        seconds = best(work) if work else alone
        print(f"{name:24}{seconds:7.2f} s{seconds / alone:7.2f}")


def made_up(count: int) -> Iterator[Statement]:
    """Statements about five hundred actors, twelve an article, in all relations and two statuses."""
    relations = list(load_relations().values())
    for number in range(count):
        position = number % _SENTENCES
        if position == 0:
            article, ends = _article(number // _SENTENCES)
        start, end = ends[position]
        trigger = article.text.index("warned", start)
        quote, span = article.text[start:end], Span(start, end)
        yield Statement(
            subject=_ACTORS[number % 500],
            relation=relations[number % len(relations)],
            object=_ACTORS[number * 7 % 500],
            status=Status.ASSERTED if position % 2 else Status.POSSIBLE,
            speaker=_ACTORS[number * 3 % 500] if position % 3 else None,
            evidence=Evidence(article, span, quote, Span(trigger, trigger + len("warned")), "events"),
            confidence=0.5 + position % 5 / 10,
        )


def _article(number: int) -> tuple[Article, list[tuple[int, int]]]:
    """An article, and where its sentences start and end."""
    text, spans = "", []
    for line in range(_SENTENCES):
        sentence = f"Actor {number} warned actor {line} of what follows from article {number}, sentence {line}."
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    published = date(2024, 1, 1) + timedelta(days=number % 365)
    return Article(id=f"a{number}", text=text, title=f"Article {number}", source="Wire", published=published), spans


def with_pyoxigraph(quads: Iterable[Quad], folder: Path) -> None:
    """N-Quads and a store on disk, by pyoxigraph alone."""
    place = str(folder / "graph.nq")
    pyoxigraph.serialize(quads, place, pyoxigraph.RdfFormat.N_QUADS)
    store = pyoxigraph.Store(str(folder / "store"))
    store.bulk_load(path=place, format=pyoxigraph.RdfFormat.N_QUADS)
    store.flush()


def with_geokg(quads: list[Quad], folder: Path) -> None:
    """Sorted N-Quads and a store on disk, as a build writes them."""
    (folder / "graph.nq").write_bytes(nquads(quads))
    Store.create(folder / "store", quads)


def best(work: Callable[[Path], None], runs: int = 3) -> float:
    """The least processor time of a piece of work, in seconds."""
    seconds = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            begun = time.process_time()
            work(Path(folder))
            seconds.append(time.process_time() - begun)
    return min(seconds)


if __name__ == "__main__":
    main()
