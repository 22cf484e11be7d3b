"""geokg inside a spaCy pipeline: ``nlp.add_pipe("geokg")``, then ``doc._.statements``.

The pipeline needs a tagger, parser, lemmatizer and named entities before it, as the ``en_core_web`` family has. The
text is taken as it is: paragraphs are not parsed alone, and nothing is cleaned away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from geokg.annotate import Annotator
from geokg.assemble import assemble
from geokg.document import Document
from geokg.extraction import load_extractor
from geokg.gazetteer import load_gazetteer
from geokg.model import Article

if TYPE_CHECKING:
    from geokg.extraction import Extractor

__all__ = ["GeokgComponent", "make_component"]


@Language.factory("geokg", assigns=["doc._.statements"], requires=["token.dep", "token.lemma", "doc.ents"])
def make_component(nlp: Language, name: str) -> GeokgComponent:
    """The component for a pipeline; found by spaCy through its entry point."""
    if not Doc.has_extension("statements"):
        Doc.set_extension("statements", default=())
    extractor = load_extractor()
    return GeokgComponent(Annotator(nlp, load_gazetteer(), extractor.lexicon.reporting), extractor)


class GeokgComponent:
    """Finds the statements of each Doc that passes and puts them into ``doc._.statements``."""

    def __init__(self, annotator: Annotator, extractor: Extractor) -> None:
        self.annotator = annotator
        self.extractor = extractor

    def __call__(self, doc: Doc) -> Doc:
        """Adds the statements to a Doc."""
        if len(doc):
            article = Article(id="doc", text=doc.text)
            document = self.annotator.annotate(Document(article, doc))
            doc._.statements = tuple(assemble(self.extractor.statements(document)))
        return doc
