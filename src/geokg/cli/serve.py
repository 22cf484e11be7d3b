"""The command that serves the graph."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

from geokg.cli.printing import note
from geokg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["run_serve"]


def run_serve(
    folder: Path,
    *,
    host: str,
    port: int,
    token_variable: str | None,
    hosts: Sequence[str],
    cors: Sequence[str],
    timeout: float | None,
    workers: int | None,
    max_bytes: int | None,
    quiet: bool,
) -> None:
    """Serve the graph in an output folder until interrupted. A limit that is None is the usual one.

    Raises:
        ConfigError: the extra is not installed, or the address, the token or a limit cannot be used.
        StoreError: there is no graph in the folder.
    """
    if not (find_spec("starlette") and find_spec("uvicorn")):
        raise ConfigError("geokg serve needs starlette and uvicorn; install them by: pip install 'geokg[serve]'")
    from geokg.serve.limits import Limits
    from geokg.serve.run import Access, serve

    access = Access(host, port, _token(token_variable), tuple(hosts), tuple(cors))
    given = {"timeout": timeout, "workers": workers, "result": max_bytes}
    limits = Limits(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]

    def tell(address: str) -> None:
        if not quiet:
            note(f"{folder} is served at {address}/sparql; Ctrl-C ends it")

    serve(folder, access, limits, tell)


def _token(variable: str | None) -> str | None:
    """The token, which stands in the environment, since others can see command lines."""
    token = os.environ.get(variable or "GEOKG_TOKEN")
    if variable and not token:
        raise ConfigError(f"{variable} is not set; --token-from-env takes the name of a variable that holds the token")
    return token or None
