"""Parquet tables, an article or a link a row. Needs the extra ``frames``.

pyarrow is C++ that broken files can bring down together with its process, so it runs in a process of its own, which
hands over rows as lines of JSON: this module is also that program.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from geokg.errors import ArticleError
from geokg.ingest.columns import Columns

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from geokg.ingest.found import Found
    from geokg.ingest.opening import Opening

__all__ = ["read"]

_BATCH = 64
#: A file that unpacks to more than this, and to so many times its size, is a bomb.
_MOST, _RATIO = 256_000_000, 100
_BOMB = f"unpacks to more than {_RATIO} times its size, like no table of news"


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Found]:
    """The rows of a table, in small batches.

    Raises:
        ArticleError: pyarrow is missing, it is no Parquet file, it is a bomb, or no column holds text or addresses.
    """
    columns = Columns(name, opening.columns)
    with tempfile.TemporaryFile() as whole:  # pyarrow reads a table from its end, and a stream may have none
        while piece := stream.read(1 << 20):
            whole.write(piece)
        whole.seek(0)
        wanted = [*columns.of(_names(whole)).values()]
        whole.seek(0)
        for number, record in enumerate(_lines(whole, wanted), start=1):
            yield f"{name}:{number}", columns.read(record, f"{name}:{number}")


def _names(file: IO[bytes]) -> tuple[str, ...]:
    return tuple(next(_lines(file, []), ()))


def _lines(file: IO[bytes], wanted: list[str]) -> Iterator[Any]:
    """What the program says of a file: the names of its columns, or the rows with the wanted ones."""
    program = [sys.executable, "-m", __name__, *wanted]
    with subprocess.Popen(program, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if line.startswith(b"!"):
                    raise ArticleError(json.loads(line[1:]))
                yield json.loads(line)
        except BaseException:  # nobody wants the rest
            process.kill()
            raise
        finally:
            process.stdout.close()
    if process.returncode:
        raise ArticleError("no Parquet file that can be read: its reader dies on it")


def _tell(file: Any, wanted: list[str]) -> None:
    """Say the names of the columns of a file, or its rows. Columns stay encoded as dictionaries as long as they can."""
    import pyarrow
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(file, read_dictionary=wanted or None) as table:
            packed = _packed_size(table.metadata)
            if not wanted:
                _say(table.schema_arrow.names)
                return
            unpacked = 0
            for batch in table.iter_batches(batch_size=_BATCH, columns=wanted, use_threads=False):
                for row in range(batch.num_rows):
                    record = {name: _plain(batch.column(name)[row].as_py()) for name in wanted}
                    unpacked += sum(len(value) for value in record.values() if isinstance(value, str))
                    if unpacked > max(_MOST, _RATIO * packed):
                        raise ArticleError(_BOMB)
                    _say(record)
    except ArticleError as error:
        _say(str(error), "!")
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        _say(f"no Parquet file that can be read: {str(error).splitlines()[0]:.120}", "!")


def _packed_size(metadata: Any) -> int:
    """The bytes of all columns as they stand in the file; raises where they say to unpack to absurdly more."""
    groups = (metadata.row_group(index) for index in range(metadata.num_row_groups))
    columns = [group.column(at) for group in groups for at in range(group.num_columns)]
    for column in columns:
        if column.total_uncompressed_size > max(_MOST, _RATIO * column.total_compressed_size):
            raise ArticleError(_BOMB)
    return sum(column.total_compressed_size for column in columns)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _say(value: Any, mark: str = "") -> None:
    sys.stdout.write(f"{mark}{json.dumps(value)}\n")


if __name__ == "__main__":
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        _say("Parquet is read with pyarrow: pip install 'geokg[frames]'", "!")
    else:
        _tell(sys.stdin.buffer, sys.argv[1:])
