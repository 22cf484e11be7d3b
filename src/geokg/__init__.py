"""geokg reads news and writes down who did or said what to whom, as RDF.

    >>> import geokg
    >>> graph = geokg.build([geokg.Article(id="a", text="Norway is a member of NATO.")])
    >>> graph.facts()
    [('norway', 'memberOf', 'nato')]

Everything below is loaded when it is first used, so that ``import geokg`` itself costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geokg.document import Document
    from geokg.errors import (
        ArticleError,
        ConfigError,
        DataError,
        GeokgError,
        InputError,
        ModelError,
        PluginError,
        QueryError,
        RemoteError,
        StoreError,
    )
    from geokg.graph import Graph
    from geokg.ingest import read_articles
    from geokg.model import (
        Actor,
        Article,
        Evidence,
        Kind,
        Mention,
        PlaceSpan,
        Relation,
        Resolution,
        Skipped,
        Span,
        Statement,
        Status,
        TimeSpan,
    )
    from geokg.pipeline import Reader, build, extract, load_reader
    from geokg.relations import load_relations

_HOMES = {
    "geokg.document": ("Document",),
    "geokg.errors": (
        "ArticleError", "ConfigError", "DataError", "GeokgError", "InputError", "ModelError", "PluginError",
        "QueryError", "RemoteError", "StoreError",
    ),
    "geokg.graph": ("Graph",),
    "geokg.ingest": ("read_articles",),
    "geokg.model": (
        "Actor", "Article", "Evidence", "Kind", "Mention", "PlaceSpan", "Relation", "Resolution", "Skipped", "Span",
        "Statement", "Status", "TimeSpan",
    ),
    "geokg.pipeline": ("Reader", "build", "extract", "load_reader"),
    "geokg.relations": ("load_relations",),
}  # fmt: skip
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__version__ = "0.1.0"
__all__ = [
    "Actor",
    "Article",
    "ArticleError",
    "ConfigError",
    "DataError",
    "Document",
    "Evidence",
    "GeokgError",
    "Graph",
    "InputError",
    "Kind",
    "Mention",
    "ModelError",
    "PlaceSpan",
    "PluginError",
    "QueryError",
    "Reader",
    "Relation",
    "RemoteError",
    "Resolution",
    "Skipped",
    "Span",
    "Statement",
    "Status",
    "StoreError",
    "TimeSpan",
    "__version__",
    "build",
    "extract",
    "load_reader",
    "load_relations",
    "read_articles",
]


def __getattr__(name: str) -> Any:
    """Loads a public name from its home (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'geokg' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
