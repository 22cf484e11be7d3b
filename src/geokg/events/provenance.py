"""Where articles come from, beyond their outlets: which are copies of each other, and which credit an agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.events.agencies import credited
from geokg.events.copies import copy_groups, sketch
from geokg.events.model import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geokg.model import Article

__all__ = ["provenance_of"]


def provenance_of(articles: Iterable[Article], copies: Mapping[str, str] | None = None) -> Provenance:
    """The provenance of articles with their whole texts. They are compared, unless ``copies`` tells of groups."""
    kept = {article.key: article for article in articles}
    agencies = {key: agency for key, article in kept.items() if (agency := credited(article.text))}
    if copies is None:
        sketches = {key: made for key, article in kept.items() if (made := sketch(article.text))}
        copies = copy_groups(sketches)
    return Provenance(copies, agencies)
