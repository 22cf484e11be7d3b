"""A remote SPARQL endpoint, asked the same questions as the embedded store by the SPARQL 1.1 protocol."""

from __future__ import annotations

import base64
import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results

from geokg.errors import QueryError
from geokg.query.syntax import form_of, with_prefixes
from geokg.rdf.namespaces import BASE, Names

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Endpoint", "authorization"]

#: Each sort of answer is asked for alone, or a store may give a graph in the form of rows.
_ROWS, _GRAPHS = "application/sparql-results+json", "application/n-triples, text/turtle;q=0.5"
#: How stores are told that the default graph is the union of all; the first is that it is so already.
_UNIONS: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (("union-default-graph", ""),),  # Oxigraph
    (("default-graph-uri", "urn:x-arq:UnionGraph"),),  # Jena Fuseki
    (("default-graph-uri", "tag:stardog:api:context:all"),),  # Stardog
)
_A_CLAIM = "SELECT ?claim WHERE { ?claim a geokg:Claim } LIMIT 1"
#: The most of a message of a server that is shown.
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that answers SPARQL. Make one with :meth:`open`, which finds out how its data are laid out.

    ``authorization`` is the value of that HTTP header; it is sent to this address only. ``wait`` is for how many
    seconds a server may say nothing.
    """

    address: str
    names: Names = field(default_factory=Names)
    settings: tuple[tuple[str, str], ...] = ()
    authorization: str | None = field(default=None, repr=False)
    wait: float = 300.0

    def __post_init__(self) -> None:
        parts = _split(self.address)
        if parts is None:
            raise QueryError(f"{_shown(self.address)}: no address of an endpoint; write http://HOST:PORT/PATH")
        if parts.username or parts.password:
            raise QueryError(
                f"{_shown(self.address)}: leave name and password out of the address; "
                "set GEOKG_ENDPOINT_USER and GEOKG_ENDPOINT_PASSWORD"
            )

    @classmethod
    def open(cls, address: str, *, authorization: str | None = None, wait: float = 300.0) -> Endpoint:
        """The endpoint at an address, with the base IRI of its data.

        Where its default graph is not the union of its named graphs, it is told to take that.

        Raises:
            QueryError: the address is none, nobody answers there, or there are no claims.
        """
        for settings in _UNIONS:
            endpoint = cls(address, settings=settings, authorization=authorization, wait=wait)
            for (claim,) in endpoint.query(_A_CLAIM, prefixes=endpoint.names.prefixes):
                return endpoint._of_base(claim.value.rpartition("claim/")[0] or BASE)
        raise QueryError(
            f"{address}: no claims in its default graph; load a graph, or have the store take the union of its "
            "named graphs as default graph"
        )

    def query(self, text: str, *, prefixes: Mapping[str, str], union: bool = True) -> Any:
        """Ask in SPARQL, over all graphs at once, or without ``union`` over those that the text names by FROM.

        Raises:
            QueryError: the server does not answer, refuses, or answers something else than SPARQL results.
        """
        form = form_of(text)
        is_graph = form in ("CONSTRUCT", "DESCRIBE")
        settings = self.settings if union else ()
        media_type, body = self._post(with_prefixes(text, prefixes), settings, _GRAPHS if is_graph else _ROWS)
        syntax = RdfFormat.from_media_type(media_type)
        try:
            if is_graph and syntax is not None:
                return iter([quad.triple for quad in parse(body, format=syntax)])
            if not is_graph and media_type == _ROWS:
                result = parse_query_results(body, format=QueryResultsFormat.JSON)
                if isinstance(result, QueryBoolean) == (form == "ASK"):
                    return result
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"{self.address}: its answer is broken: {_line(str(error))}") from error
        raise QueryError(f"{self.address}: answers {media_type or 'nothing'}, no SPARQL results; is it an endpoint?")

    def _of_base(self, base: str) -> Endpoint:
        """The endpoint with names below a base. A default graph that is named hides all other graphs but ``facts``."""
        names = Names(base)
        hides = any(name == "default-graph-uri" for name, _ in self.settings)
        shown = (("named-graph-uri", names.graph("facts").value),) if hides else ()
        return replace(self, names=names, settings=self.settings + shown)

    def _post(self, text: str, settings: tuple[tuple[str, str], ...], accepted: str) -> tuple[str, bytes]:
        """Media type and body of the answer to a query."""
        parts = urlsplit(self.address)
        form = [("query", text), *parse_qsl(parts.query, keep_blank_values=True), *settings]
        request = urllib.request.Request(
            parts._replace(query="", fragment="").geturl(),
            urlencode(form).encode(),
            {"Accept": accepted, "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "geokg"},
        )
        if self.authorization:
            request.add_unredirected_header("Authorization", self.authorization)
        try:
            with _OPENER.open(request, timeout=self.wait) as response:
                return response.headers.get_content_type(), response.read()
        except urllib.error.HTTPError as error:
            with error:
                raise QueryError(f"{self.address}: {_refusal(error)}") from error
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            told = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
            raise QueryError(f"{self.address}: does not answer: {_line(told)}") from error


def authorization(environ: Mapping[str, str]) -> str | None:
    """The HTTP header that GEOKG_ENDPOINT_TOKEN, else GEOKG_ENDPOINT_USER and _PASSWORD, ask for.

    >>> authorization({"GEOKG_ENDPOINT_USER": "ada", "GEOKG_ENDPOINT_PASSWORD": "secret"})
    'Basic YWRhOnNlY3JldA=='

    Raises:
        QueryError: the token holds what no header can hold.
    """
    token = environ.get("GEOKG_ENDPOINT_TOKEN", "").strip()
    if token:
        if not (token.isascii() and token.isprintable()):
            raise QueryError("GEOKG_ENDPOINT_TOKEN holds characters that no HTTP header can hold")
        return f"Bearer {token}"
    user, password = (environ.get(f"GEOKG_ENDPOINT_{name}", "") for name in ("USER", "PASSWORD"))
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode() if user else None


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Where a server points elsewhere, the user decides: a POST is not repeated blindly."""

    def redirect_request(self, *_: Any) -> None:
        """None: do not follow."""


_OPENER = urllib.request.build_opener(_NoRedirects)


def _refusal(error: urllib.error.HTTPError) -> str:
    """What a server says that does not answer."""
    if error.code in (401, 403):
        return (
            f"refuses to answer ({error.code} {error.reason}); "
            "set GEOKG_ENDPOINT_USER and GEOKG_ENDPOINT_PASSWORD, or GEOKG_ENDPOINT_TOKEN"
        )
    if error.headers.get("Location"):
        return f"has moved to {_line(error.headers['Location'])}; ask there"
    said = _line(error.read(10_000).decode("utf-8", "replace"))
    return f"refuses the query ({error.code} {error.reason})" + (f": {said}" if said else "")


def _line(text: str) -> str:
    """The start of a text of somebody else, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + " ..."


def _split(address: str) -> SplitResult | None:
    """The parts of an address of the web, or None where it is none."""
    try:
        parts = urlsplit(address)
        is_address = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if is_address else None


def _shown(address: str) -> str:
    """The address without a password that stands in it."""
    return address.rpartition("@")[2]
