"""The command that writes the graph in the formats of other software."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from geokg.cli.printing import put
from geokg.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from geokg.rdf.export import Form

__all__ = ["run_export"]


def run_export(folder: Path, form: str | None, place: Path | None, *, inline: bool) -> None:
    """Write the graph of an output folder into a file, or to standard output where none is given.

    Raises:
        ConfigError: the format is not known, or none was given and the name of the file tells none.
        StoreError: there is no graph in the folder, or the file cannot be written.
    """
    from geokg.rdf.export import export
    from geokg.store import Store

    chosen, store = _form(form, place), Store.open(folder / "store")
    if place is None:
        export(store, chosen, cast("IO[bytes]", _Standard()), inline=inline)
        return
    try:
        with tempfile.TemporaryDirectory(prefix=".geokg-", dir=place.parent) as beside:
            written = Path(beside) / place.name
            with written.open("wb") as file:
                export(store, chosen, file, inline=inline)
            written.replace(place)
    except OSError as error:
        raise StoreError(f"{place}: cannot be written: {error.strerror or error}") from error


def _form(name: str | None, place: Path | None) -> Form:
    from geokg.rdf.export import SUFFIXES, Form

    if name in list(Form):
        return Form(name)
    if name:
        raise ConfigError(f"format {name!r} not known; take one of {', '.join(Form)}")
    if place and place.suffix in SUFFIXES:
        return SUFFIXES[place.suffix]
    ends = ", ".join(SUFFIXES)
    raise ConfigError(f"no format; give --format, one of {', '.join(Form)}, or -o with a file that ends in {ends}")


class _Standard(io.RawIOBase):
    """Standard output, as a file to write bytes to."""

    def write(self, data: Any) -> int:
        put(bytes(data))
        return len(data)
