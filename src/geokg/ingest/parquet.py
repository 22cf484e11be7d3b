"""Parquet tables, an article or a link a row, read in small batches. Needs the extra ``frames``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geokg.errors import ArticleError
from geokg.ingest.columns import Columns

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from geokg.ingest.found import Found
    from geokg.ingest.opening import Opening

__all__ = ["read"]

_BATCH = 64
#: A file that says that it unpacks to more than this, and to so many times its size, is a bomb.
_MOST, _RATIO = 256_000_000, 100


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Found]:
    """The rows of a table. Columns stay encoded as dictionaries, so that a text repeated a million times is one text.

    Raises:
        ArticleError: pyarrow is missing, it is no Parquet file, it is a bomb, or no column holds text or addresses.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ArticleError("Parquet is read with pyarrow: pip install 'geokg[frames]'") from error
    try:
        with parquet.ParquetFile(stream) as file:
            packed = _packed_size(file.metadata)
            names = Columns(name, opening.columns).of(file.schema_arrow.names)
            wanted = [*names.values()]
        stream.seek(0)
        with parquet.ParquetFile(stream, read_dictionary=wanted) as file:
            yield from _rows(file, name, names, packed)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise ArticleError(f"no Parquet file that can be read: {str(error).splitlines()[0]:.120}") from error


def _rows(file: Any, name: str, names: dict[str, str], packed: int) -> Iterator[Found]:
    columns, number, unpacked = Columns(name, names), 0, 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=[*names.values()]):
        for row in range(batch.num_rows):
            number += 1
            record = {column: batch.column(column)[row].as_py() for column in names.values()}
            unpacked += sum(len(value) for value in record.values() if isinstance(value, str))
            if unpacked > max(_MOST, _RATIO * packed):
                raise ArticleError(f"unpacks to more than {_RATIO} times its size, like no table of news")
            yield f"{name}:{number}", columns.read(record, f"{name}:{number}")


def _packed_size(metadata: Any) -> int:
    """The bytes of all columns as they stand in the file; raises where they say to unpack to absurdly more."""
    groups = (metadata.row_group(index) for index in range(metadata.num_row_groups))
    columns = [group.column(at) for group in groups for at in range(group.num_columns)]
    for column in columns:
        if column.total_uncompressed_size > max(_MOST, _RATIO * column.total_compressed_size):
            raise ArticleError(f"unpacks to more than {_RATIO} times its size, like no table of news")
    return sum(column.total_compressed_size for column in columns)
