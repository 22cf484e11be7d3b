"""The templates and static files of the pages, and what browsers are told about them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from geokg.rdf.namespaces import VOCABULARIES
from geokg.view.contract import safe_url
from geokg.view.style import load_style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from starlette.requests import Request

    from geokg.rdf.namespaces import Names

__all__ = ["EDITOR_POLICY", "POLICY", "Assets", "page_headers", "shorten", "templates"]

_STATIC = Path(__file__).parent / "static"
#: Pages of things run no script, and fetch their stylesheet from this server only.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
#: The editor runs scripts of this server and asks this server. YASGUI sets style attributes and adds a style element
#: for the widths of columns, and its stylesheet holds icons as data. It cleans what it shows (by DOMPurify); should it
#: ever fail to, the policy keeps the words of an article from running or fetching anything.
EDITOR_POLICY = (
    "default-src 'self'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Assets:
    """The static files by name, with the start of the hash of each."""

    versions: Mapping[str, str]

    @classmethod
    def load(cls) -> Assets:
        """Those of this package."""
        paths = [path for path in sorted(_STATIC.rglob("*")) if path.is_file()]
        return cls({path.relative_to(_STATIC).as_posix(): _version(path) for path in paths})

    def address(self, name: str) -> str:
        """Where a file is found. The address changes with the file, so that browsers may keep it for ever."""
        return f"/static/{name}?v={self.versions[name]}"

    async def serve(self, request: Request) -> Response:
        """Handles requests for files. Only those loaded are found, whatever the path says."""
        name = request.path_params["name"]
        version = self.versions.get(name)
        if version is None:
            raise HTTPException(404, "no such file")
        is_current = request.query_params.get("v") == version
        headers = {
            "ETag": f'"{version}"',
            "Cache-Control": _FOREVER if is_current else "no-cache",
            "X-Content-Type-Options": "nosniff",
        }
        if version in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return FileResponse(_STATIC / name, headers=headers)


def page_headers(policy: str) -> dict[str, str]:
    """What every page is sent with; ``no-cache`` lets it be kept, but asked for again."""
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-cache",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def templates(assets: Assets, names: Names) -> Environment:
    """The templates, which escape whatever they are given and fail where they are given too little."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("geokg.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    rooms = tuple(
        iri for iri in names.prefixes.values() if iri.startswith(names.base) and iri not in VOCABULARIES.values()
    )

    def address(iri: str) -> str:
        """Where a link to an IRI leads: to its page here, to an address of the web, or nowhere."""
        return iri.removeprefix(names.base.rstrip("/")) if iri.startswith(rooms) else safe_url(iri)

    environment.filters["address"] = address
    environment.filters["short"] = lambda iri: shorten(iri, names.prefixes)
    environment.globals.update(asset=assets.address, kinds=load_style().kinds)
    return environment


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """The IRI behind the longest prefix that fits, or in full.

    >>> shorten("http://a/b/c", {"a": "http://a/", "b": "http://a/b/"})
    'b:c'
    """
    fitting = [(name, start) for name, start in prefixes.items() if iri.startswith(start)]
    name, start = max(fitting, key=lambda pair: len(pair[1]), default=("", ""))
    return f"{name}:{iri.removeprefix(start)}" if name else iri


def _version(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:16]
