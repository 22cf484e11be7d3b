"""Where the time goes from text to statements: ``python benchmarks/stages.py [--articles 240] [--rounds 3]``.

Runs the stages one after another over all articles and prints
the share of each in the whole, the median of the rounds.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from speed import _articles

from geokg.annotate import _joined
from geokg.annotate.actors import find_actors
from geokg.annotate.coreference import resolve, resolve_first_person
from geokg.annotate.quotes import find_quotes
from geokg.annotate.times import find_times
from geokg.arguments import Arguments
from geokg.assemble import assemble
from geokg.extraction import _Writer
from geokg.pipeline import load_reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from geokg.model import Article
    from geokg.pipeline import Reader


def main() -> None:
    """Runs the rounds and prints the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=240)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    reader = load_reader(extractors=())
    articles = _articles(Path("seeds/articles"), options.articles)
    rounds = [_stages(reader, articles) for _ in range(options.rounds)]
    whole = statistics.median(sum(seconds.values()) for seconds in rounds)
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words:,} words: {words / whole:,.0f} words/s in one process")
    for stage in rounds[0]:
        print(f"{statistics.median(seconds[stage] / sum(seconds.values()) for seconds in rounds):6.1%}  {stage}")


def _stages(reader: Reader, articles: list[Article]) -> dict[str, float]:
    seconds: dict[str, float] = defaultdict(float)

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        seconds[stage] += time.perf_counter() - start
        return result

    annotator, extractor, known = reader.annotator, reader.extractor, reader.annotator.gazetteer
    parsed = timed("clean and parse (spaCy)", lambda: list(annotator._parsed(articles, 32)))
    for part in parsed:
        document = timed("join paragraphs, copy the parse", lambda part=part: _joined(*part, annotator.nlp))
        mentions = timed("actors", lambda d=document: find_actors(d, known))
        document.mentions = mentions
        document.times = timed("times", lambda d=document: find_times(d))
        document.mentions = mentions | timed("pronouns and descriptions", lambda d=document: resolve(d, known))
        document.quotes = timed("quotations", lambda d=document: find_quotes(d, annotator.reporting))
        document.mentions = document.mentions | resolve_first_person(document)
        arguments = Arguments(document, extractor.lexicon)
        found = timed("candidates", lambda d=document, a=arguments: extractor._candidates(d, a))
        writer = _Writer(document, arguments, extractor, found)
        statements = timed("status, voices, time, place, evidence", writer.statements)
        timed("merge", lambda s=statements: assemble(s))
    return seconds


if __name__ == "__main__":
    main()
