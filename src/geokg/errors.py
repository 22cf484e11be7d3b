"""Every error that geokg raises on purpose.

::

    GeokgError                 anything below; ``except geokg.GeokgError`` is enough for a caller
    ├── InputError             what the user gave cannot be used (exit code 2)
    │   ├── ArticleError       one article cannot be read; the run reports it and goes on
    │   │   └── FetchError     an address of the web cannot or may not be fetched
    │   ├── DataError          a file of relations, triggers or actors is wrong; the run stops
    │   ├── ConfigError        a setting is unknown or has a bad value
    │   ├── ModelError         the spaCy model is missing or lacks a parser
    │   ├── PluginError        an extractor of another package cannot be loaded
    │   └── QueryError         a query is unknown, malformed or not answerable in the format asked for
    ├── StoreError             the embedded store cannot be opened, read or written
    └── RemoteError            a store elsewhere cannot be reached, or refuses

A message is one line that says what is wrong, where (file, and row or line), and what to do next.
"""

from __future__ import annotations

__all__ = [
    "ArticleError",
    "ConfigError",
    "DataError",
    "FetchError",
    "GeokgError",
    "InputError",
    "ModelError",
    "PluginError",
    "QueryError",
    "RemoteError",
    "StoreError",
]


class GeokgError(Exception):
    """The root of the tree."""


class InputError(GeokgError):
    """What the user gave cannot be used."""


class ArticleError(InputError):
    """One article cannot be read. Pipelines report it and go on with the next."""


class FetchError(ArticleError):
    """An address of the web cannot be fetched, or may not. It may be another time."""


class DataError(InputError):
    """A data file (relations, lexicon, actors, ontology) is wrong. The run stops."""


class ConfigError(InputError):
    """A setting is unknown or has a value that does not fit."""


class ModelError(InputError):
    """The spaCy model is missing or lacks a component that geokg needs."""


class PluginError(InputError):
    """An extractor that another package brings cannot be loaded, or has a name that is taken."""


class QueryError(InputError):
    """A query is unknown, malformed, or cannot be answered in the format asked for."""


class StoreError(GeokgError):
    """The embedded store cannot be opened, read or written."""


class RemoteError(GeokgError):
    """A store elsewhere cannot be reached, refuses the user, or answers what it should not."""
