"""geokg inside a spaCy pipeline: ``nlp.add_pipe("geokg")``, then ``doc._.statements``.

The pipeline needs a tagger, parser, lemmatizer and named entities before it, as the ``en_core_web`` family has. The
text is taken as it is: paragraphs are not parsed alone, and nothing is cleaned away. Extractors that other packages
bring take part, unless ``config={"plugins": False}`` is given.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from geokg.annotate import Annotator
from geokg.document import Document
from geokg.extraction import load_extractor
from geokg.gazetteer import load_gazetteer
from geokg.model import Article
from geokg.pipeline import Reader
from geokg.plugins import load_plugins

__all__ = ["GeokgComponent", "make_component"]


@Language.factory(
    "geokg",
    assigns=["doc._.statements"],
    requires=["token.dep", "token.lemma", "doc.ents"],
    default_config={"plugins": True},
)
def make_component(nlp: Language, name: str, plugins: bool) -> GeokgComponent:
    """The component for a pipeline; found by spaCy through its entry point."""
    if not Doc.has_extension("statements"):
        Doc.set_extension("statements", default=())
    extractor = load_extractor()
    annotator = Annotator(nlp, load_gazetteer(), extractor.lexicon.reporting)
    return GeokgComponent(Reader(annotator, extractor, load_plugins() if plugins else ()))


class GeokgComponent:
    """Finds the statements of each Doc that passes and puts them into ``doc._.statements``."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Adds the statements to a Doc."""
        if len(doc):
            article = Article(id="doc", text=doc.text)
            document = self.reader.annotator.annotate(Document(article, doc))
            doc._.statements = tuple(self.reader.read(document))
        return doc
