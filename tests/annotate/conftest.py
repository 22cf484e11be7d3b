from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geokg.annotate import Annotator, load_model
from geokg.gazetteer import load_gazetteer
from geokg.lexicon import load_lexicon
from geokg.model import Article
from geokg.relations import load_relations

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from geokg.document import Document


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_model()


@pytest.fixture(scope="session")
def annotate(nlp: Language) -> Callable[[str], Document]:
    """Reads a text, as of 5 April 2024, with every layer."""
    annotator = Annotator(nlp, load_gazetteer(), load_lexicon(load_relations()).reporting)

    def annotate(text: str) -> Document:
        return next(annotator.pipe([Article("a", text, published=date(2024, 4, 5))]))

    return annotate
