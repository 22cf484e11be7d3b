"""Actors and claims as records of plain values, and as frames of pandas, polars and Arrow."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

from geokg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas
    import polars

    from geokg.model import Statement

__all__ = ["CLAIMS", "EDGES", "NODES", "Record", "claims", "edges", "nodes", "to_pandas", "to_parquet", "to_polars"]

Record = dict[str, "str | int | float | date | None"]

NODES = ("id", "label", "kind", "iso3")
#: ``start`` and ``end`` are the days of a claim's time; without one, ``start`` is the day of its article.
EDGES = (
    "id", "source", "target", "label", "relation", "family", "intensity", "status", "speaker", "confidence",
    "start", "end", "outlet", "article", "quote",
)  # fmt: skip
#: Columns of the frame of all claims, also of those without an object.
CLAIMS = (
    "id", "subject", "relation", "object", "family", "intensity", "status", "speaker", "about", "confidence",
    "start", "end", "published", "outlet", "article", "quote",
)  # fmt: skip
_NUMBERS, _DAYS = frozenset({"intensity", "confidence"}), frozenset({"start", "end", "published"})


def nodes(statements: Iterable[Statement]) -> list[Record]:
    """Every subject, object and speaker once, sorted by id."""
    actors = {
        actor.id: actor
        for statement in statements
        for actor in (statement.subject, statement.object, statement.speaker)
        if actor
    }
    return [
        {"id": actor.id, "label": actor.label, "kind": str(actor.kind), "iso3": actor.iso3}
        for _, actor in sorted(actors.items())
    ]


def edges(statements: Iterable[Statement]) -> list[Record]:
    """Every claim about two actors, in the order given."""
    found = (claim | {"source": claim["subject"], "target": claim["object"]} for claim in claims(statements))
    return [{column: claim[column] for column in EDGES} for claim in found if claim["target"] is not None]


def claims(statements: Iterable[Statement]) -> list[Record]:
    """Every claim, in the order given; columns :data:`CLAIMS` and ``label``, the name of the relation."""
    return [_claim(statement) for statement in statements]


def to_pandas(statements: Iterable[Statement]) -> pandas.DataFrame:
    """All claims as a frame of pandas, one a row; days are ``datetime64``.

    Raises:
        ConfigError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise _missing("pandas") from error
    frame = pandas.DataFrame(claims(statements), columns=list(CLAIMS))
    numbers = {column: "float64" for column in CLAIMS if column in _NUMBERS}
    return frame.astype(numbers | {column: "datetime64[s]" for column in CLAIMS if column in _DAYS})


def to_polars(statements: Iterable[Statement]) -> polars.DataFrame:
    """All claims as a frame of polars, one a row; days are ``Date``.

    Raises:
        ConfigError: polars is not installed.
    """
    try:
        import polars
    except ImportError as error:
        raise _missing("polars") from error
    kinds: dict[str, Any] = dict.fromkeys(CLAIMS, polars.String)
    kinds |= {column: polars.Float64 for column in CLAIMS if column in _NUMBERS}
    kinds |= {column: polars.Date for column in CLAIMS if column in _DAYS}
    records = [{column: record[column] for column in CLAIMS} for record in claims(statements)]
    return polars.DataFrame(records, schema=kinds)


def to_parquet(columns: Sequence[str], records: Sequence[Record]) -> bytes:
    """The records as a Parquet file.

    Raises:
        ConfigError: pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise _missing("pyarrow") from error
    fields = [(column, _arrow(pyarrow, column, records)) for column in columns]
    table = pyarrow.table(
        [pyarrow.array([record[name] for record in records], kind) for name, kind in fields], pyarrow.schema(fields)
    )
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out)
    return out.getvalue()


def _arrow(pyarrow: Any, column: str, records: Sequence[Record]) -> Any:
    """The type of a column: that of its first value, text where it has none."""
    kinds = {int: pyarrow.int64(), float: pyarrow.float64(), date: pyarrow.date32()}
    first = next((record[column] for record in records if record[column] is not None), None)
    return kinds.get(type(first), pyarrow.string())


def _claim(statement: Statement) -> Record:
    time, article, relation = statement.time, statement.evidence.article, statement.relation
    return {
        "id": statement.id,
        "subject": statement.subject.id,
        "relation": relation.id,
        "label": relation.label,
        "object": statement.object.id if statement.object else None,
        "family": relation.family,
        "intensity": relation.intensity,
        "status": str(statement.status),
        "speaker": statement.speaker.id if statement.speaker else None,
        "about": statement.content.id if statement.content else None,
        "confidence": statement.confidence,
        "start": (time.start if time else None) or article.published,
        "end": time.end if time else None,
        "published": article.published,
        "outlet": article.source or None,
        "article": article.id,
        "quote": statement.evidence.quote,
    }


def _missing(library: str) -> ConfigError:
    return ConfigError(f"{library} is not installed; run `pip install geokg[frames]`")
