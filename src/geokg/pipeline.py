"""The way from articles to a graph: the only room that knows both the language side and the graph side."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geokg.annotate import load_annotator
from geokg.assemble import assemble
from geokg.extraction import load_extractor
from geokg.gazetteer import load_gazetteer
from geokg.graph import Graph
from geokg.model import FLOOR, Skipped
from geokg.plugins import as_plugins, load_plugins, read_statements
from geokg.plugins.checks import Ground
from geokg.rdf.namespaces import BASE
from geokg.statements import in_text_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from geokg.annotate import Annotator
    from geokg.document import Document
    from geokg.extraction import Extractor
    from geokg.model import Article, Statement
    from geokg.plugins import ExtractorFunction, Plugin

__all__ = ["Reader", "build", "extract", "load_reader"]


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads articles: a model with the known actors, an extractor with the lexicon, and plug-ins."""

    annotator: Annotator
    extractor: Extractor
    plugins: tuple[Plugin, ...] = ()

    def documents(
        self, articles: Iterable[Article], on_skip: Callable[[Skipped], None] | None = None
    ) -> Iterator[Document]:
        """Documents in the order of the articles; a text that came before is reported and left out."""
        yield from self.annotator.pipe(_unique(articles, on_skip))

    def read(self, document: Document, on_skip: Callable[[Skipped], None] | None = None) -> list[Statement]:
        """The statements of one document in text order, exact repeats merged.

        What plug-ins say and may not is told to ``on_skip``, or logged as a warning where there is none.
        """
        statements = self.extractor.statements(document)
        if self.plugins:
            ground = self._ground(document)
            for plugin in self.plugins:
                statements += read_statements(plugin, document, ground, on_skip or _warn)
        return in_text_order(assemble(statements))

    def _ground(self, document: Document) -> Ground:
        """What statements of plug-ins are held against."""
        found = {actor.id: actor for mention in document.mentions.values() for actor in mention.actors}
        return Ground(document.article, self.extractor.relations, self.annotator.gazetteer.actors, found)


def load_reader(
    model: str | None = None,
    actors: Sequence[Path] = (),
    extractors: Iterable[Plugin | ExtractorFunction] | None = None,
) -> Reader:
    """A reader with a spaCy model, files of further actors, and extractors beside those of geokg.

    These are the plug-ins that are installed, where no others are given; ``extractors=()`` leaves them out.

    Raises:
        ModelError: the model is missing or lacks a component.
        DataError: a file of relations, triggers or actors is wrong.
        PluginError: a plug-in cannot be loaded, is no function, or has a name that is taken.
    """
    plugins = load_plugins() if extractors is None else as_plugins(extractors)
    extractor = load_extractor()
    annotator = load_annotator(model, load_gazetteer(actors), reporting=extractor.lexicon.reporting)
    return Reader(annotator, extractor, plugins)


def extract(
    articles: Iterable[Article],
    *,
    reader: Reader | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
) -> Iterator[Statement]:
    """The statements of articles, article by article, in text order."""
    reader = reader or load_reader()
    for document in reader.documents(articles, on_skip):
        yield from reader.read(document, on_skip)


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
    min_confidence: float = FLOOR,
    on_skip: Callable[[Skipped], None] | None = None,
) -> Graph:
    """The knowledge graph of articles; saved with its page ``graph.html`` where ``output`` names a folder.

    ``min_confidence`` is the least that a statement needs to become a plain triple; all are kept as claims.
    """
    reader = reader or load_reader()
    reading = _Reading()
    for document in reader.documents(articles, on_skip):
        reading.articles.append(document.article)
        reading.statements.extend(reader.read(document, on_skip))
    run = {"model": _model_name(reader), "min_confidence": str(min_confidence)}
    if reader.plugins:
        run["plugins"] = ", ".join(map(str, reader.plugins))
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


def _warn(skipped: Skipped) -> None:
    _log.warning("%s: %s", skipped.where, skipped.reason)


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
