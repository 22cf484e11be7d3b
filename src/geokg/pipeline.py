"""The way from articles to a graph: the only room that knows both the language side and the graph side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geokg.annotate import load_annotator
from geokg.assemble import assemble
from geokg.extraction import load_extractor
from geokg.gazetteer import load_gazetteer
from geokg.graph import Graph
from geokg.model import Skipped
from geokg.rdf.namespaces import BASE
from geokg.statements import in_text_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from geokg.annotate import Annotator
    from geokg.document import Document
    from geokg.extraction import Extractor
    from geokg.model import Article, Statement

__all__ = ["Reader", "build", "extract", "load_reader"]

_BATCH = 8


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads articles: a model with the known actors, and an extractor with the lexicon."""

    annotator: Annotator
    extractor: Extractor

    def documents(
        self, articles: Iterable[Article], on_skip: Callable[[Skipped], None] | None = None
    ) -> Iterator[Document]:
        """Documents in the order of the articles; a text that came before is reported and left out."""
        yield from self.annotator.pipe(_unique(articles, on_skip), batch_size=_BATCH)

    def read(self, document: Document) -> list[Statement]:
        """The statements of one document in text order, exact repeats merged."""
        return in_text_order(assemble(self.extractor.statements(document)))


def load_reader(model: str | None = None, actors: Sequence[Path] = ()) -> Reader:
    """A reader with a spaCy model, and files of further actors.

    Raises:
        ModelError: the model is missing or lacks a component.
        DataError: a file of relations, triggers or actors is wrong.
    """
    extractor = load_extractor()
    return Reader(load_annotator(model, load_gazetteer(actors), reporting=extractor.lexicon.reporting), extractor)


def extract(
    articles: Iterable[Article],
    *,
    reader: Reader | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
) -> Iterator[Statement]:
    """The statements of articles, article by article, in text order."""
    reader = reader or load_reader()
    for document in reader.documents(articles, on_skip):
        yield from reader.read(document)


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    articles: list[Article] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def build(
    articles: Iterable[Article],
    output: str | Path | None = None,
    *,
    reader: Reader | None = None,
    base: str = BASE,
    min_confidence: float = 0.5,
    on_skip: Callable[[Skipped], None] | None = None,
) -> Graph:
    """The knowledge graph of articles; saved with its page ``graph.html`` where ``output`` names a folder.

    ``min_confidence`` is the least that a statement needs to become a plain triple; all are kept as claims.
    """
    reader = reader or load_reader()
    reading = _Reading()
    for document in reader.documents(articles, on_skip):
        reading.articles.append(document.article)
        reading.statements.extend(reader.read(document))
    run = {"model": _model_name(reader), "min_confidence": str(min_confidence)}
    graph = Graph.from_statements(
        reading.articles,
        reading.statements,
        base=base,
        run=run,
        floor=min_confidence,
        known=reader.annotator.gazetteer,
    )
    if output is not None:
        graph.save(output)
    return graph


def _model_name(reader: Reader) -> str:
    meta = reader.annotator.nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def _unique(articles: Iterable[Article], on_skip: Callable[[Skipped], None] | None) -> Iterator[Article]:
    """The articles, each key once."""
    seen: dict[str, str] = {}
    for article in articles:
        if article.key in seen:
            if on_skip is not None:
                on_skip(Skipped(article.id, f"same text or address as article {seen[article.key]}, which was read"))
            continue
        seen[article.key] = article.id
        yield article
