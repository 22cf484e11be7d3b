"""Speaks to one store: puts, counts and deletes named graphs by the Graph Store Protocol and by SPARQL."""

from __future__ import annotations

import gzip
import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import requests
from pyoxigraph import RdfFormat, parse
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from geokg.errors import RemoteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geokg.load.credentials import Credentials
    from geokg.load.kinds import Target

__all__ = ["Client", "Patience", "Refused", "Unreachable", "probe"]

_NOT_ALLOWED = (401, 403)
_BUSY = (429, 500, 502, 503, 504)
_NTRIPLES = "application/n-triples"
_RESULTS = "application/sparql-results+json"
_COUNTS = "SELECT ?graph (COUNT(*) AS ?triples) { VALUES ?graph { %s } GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_GRAPHS_A_QUERY = 100
#: Virtuoso's compiler of SPARQL runs out of memory beyond 5,000; its manual advises less.
_TRIPLES_AN_UPDATE = 500


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a store.

    Attributes:
        retries: how often a request is sent again that finds the store busy, broken or away.
        backoff: seconds before the second repetition, twice as many before each further one.
        timeout: seconds without a byte after which a request is taken for lost.
        longest: seconds that a store may ask to wait by ``Retry-After``; no wait is longer.
    """

    retries: int = 4
    backoff: float = 0.5
    timeout: float = 300
    longest: int = 120


class Refused(RemoteError):
    """The store answers, but does not take or give one graph; it may take others."""


class Unreachable(RemoteError):
    """The store does not answer, however often it is asked."""


class Client:
    """One dataset of a store, over one connection that is kept open."""

    def __init__(self, target: Target, credentials: Credentials, patience: Patience = Patience()) -> None:
        self.target = target
        self._requests = _Requests(credentials, patience)
        self._takes_gzip = target.takes_gzip

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._requests.close()

    def put(self, graph: str, content: bytes) -> None:
        """Make ``content``, N-Triples in UTF-8, all that a graph holds.

        Raises:
            Refused: the store does not take it.
            RemoteError: the store is away, or refuses the user.
        """
        if self.target.graphs is None:
            for update in _replacing(graph, content):
                self._update(update)
        elif self._takes_gzip and len(content) > 1_000:
            self._put_compressed(graph, content)
        else:
            self._put(graph, content)

    def delete(self, graph: str) -> None:
        """Delete a graph, which may be gone already.

        Raises:
            RemoteError: as :meth:`put`.
        """
        if self.target.graphs is None:
            self._update(f"DROP SILENT GRAPH <{graph}>")
        else:
            self._requests.send("DELETE", self.target.graphs, allowed=(404,), params={"graph": graph})

    def counts(self, graphs: Sequence[str]) -> dict[str, int]:
        """How many triples each graph holds, 0 where it is not there.

        Raises:
            RemoteError: as :meth:`put`.
        """
        found = dict.fromkeys(graphs, 0)
        if self.target.query is None:
            return {graph: self._count(graph) for graph in found}
        for start in range(0, len(graphs), _GRAPHS_A_QUERY):
            values = " ".join(f"<{graph}>" for graph in graphs[start : start + _GRAPHS_A_QUERY])
            for row in self._select(self.target.query, _COUNTS % values):
                found[row["graph"]["value"]] = int(row["triples"]["value"])
        return found

    def _put(self, graph: str, content: bytes, **headers: str) -> None:
        headers["Content-Type"] = _NTRIPLES
        self._requests.send("PUT", self.target.graphs, params={"graph": graph}, data=content, headers=headers)

    def _put_compressed(self, graph: str, content: bytes) -> None:
        """Where a server in between takes no gzip, all is sent plain from then on."""
        try:
            self._put(graph, gzip.compress(content, compresslevel=5, mtime=0), **{"Content-Encoding": "gzip"})
        except Refused:
            self._put(graph, content)
            self._takes_gzip = False

    def _update(self, text: str) -> None:
        self._requests.send("POST", self.target.update, data={"update": text})

    def _select(self, url: str, query: str) -> list[dict[str, Any]]:
        response = self._requests.send("POST", url, data={"query": query}, headers={"Accept": _RESULTS})
        try:
            rows: list[dict[str, Any]] = response.json()["results"]["bindings"]
        except (ValueError, LookupError, TypeError) as error:
            raise RemoteError(f"{url}: its answer to a query is not in the JSON of SPARQL 1.1") from error
        return rows

    def _count(self, graph: str) -> int:
        """The triples of a graph as it is given back, for a target whose query address is not known."""
        response = self._requests.send(
            "GET", self.target.graphs, allowed=(404,), params={"graph": graph}, headers={"Accept": _NTRIPLES}
        )
        if response.status_code == 404:
            return 0
        try:
            return len(set(parse(response.content, format=RdfFormat.N_TRIPLES)))
        except SyntaxError as error:
            raise RemoteError(f"{self.target.url}: it gives a graph in something else than N-Triples") from error


class _Requests:
    """Sends requests, again where that may help, and says in one line what went wrong."""

    def __init__(self, credentials: Credentials, patience: Patience) -> None:
        self._credentials = credentials
        self._timeout = (min(10.0, patience.timeout), patience.timeout)
        self._session = requests.Session()
        self._session.auth = credentials.auth
        again = Retry(
            patience.retries,
            backoff_factor=patience.backoff,
            status_forcelist=_BUSY,
            allowed_methods=None,  # all that is sent can be sent twice, updates too
            raise_on_status=False,
            backoff_max=patience.longest,
            retry_after_max=patience.longest,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=again))

    def close(self) -> None:
        self._session.close()

    def headers(self, url: str) -> Mapping[str, str]:
        """The headers of an answer whose body is not read: some stores give the whole dataset to a plain GET."""
        response = self._ask("GET", url, params={"query": "ASK {}"}, stream=True)
        response.close()
        if response.status_code in _NOT_ALLOWED:
            raise self._refusal("GET", url, response)
        return response.headers

    def send(self, method: str, url: str | None, *, allowed: tuple[int, ...] = (), **request: Any) -> requests.Response:
        """The answer, of status 2xx or one that is allowed."""
        response = self._ask(method, str(url), **request)
        if 200 <= response.status_code < 300 or response.status_code in allowed:
            return response
        raise self._refusal(method, str(url), response)

    def _ask(self, method: str, url: str, **request: Any) -> requests.Response:
        """Any answer. A redirection is not followed, since a PUT would arrive as a GET."""
        try:
            return self._session.request(method, url, timeout=self._timeout, allow_redirects=False, **request)
        except requests.RequestException as error:
            raise Unreachable(f"{url}: cannot be reached: {self._credentials.hide(_cause(error))}") from error
        except UnicodeError as error:
            raise RemoteError(
                f"{url}: the name of {self._credentials} cannot be sent by Digest; use letters of Latin-1"
            ) from error

    def _refusal(self, method: str, url: str, response: requests.Response) -> RemoteError:
        reason = self._credentials.hide(str(response.reason))
        status = f"{url}: {method} is answered by {response.status_code} {reason}"
        if response.status_code in _NOT_ALLOWED:
            return RemoteError(
                f"{status} to {self._credentials}; set GEOKG_LOAD_USER and GEOKG_LOAD_PASSWORD, or GEOKG_LOAD_TOKEN, "
                "to those of a user who may write"
            )
        if response.is_redirect:
            return Refused(f"{status}; give the address that it points to: {response.headers['Location']}")
        return Refused(status + self._credentials.hide(_words(response)))


def probe(url: str, credentials: Credentials, patience: Patience = Patience()) -> Mapping[str, str]:
    """The headers of what a server answers to the smallest query, be it a mistake to ask there.

    Raises:
        RemoteError: the server is away, or refuses the user.
    """
    requests_ = _Requests(credentials, patience)
    try:
        return requests_.headers(url)
    finally:
        requests_.close()


def _replacing(graph: str, content: bytes) -> Iterator[str]:
    """Updates that leave a graph with this content alone; the first deletes what was there."""
    lines = content.decode().removesuffix("\n").split("\n") if content else []
    if not lines:
        yield f"DROP SILENT GRAPH <{graph}>"
    for start in range(0, len(lines), _TRIPLES_AN_UPDATE):
        triples = "\n".join(lines[start : start + _TRIPLES_AN_UPDATE])
        before = f"DROP SILENT GRAPH <{graph}> ;\n" if start == 0 else ""
        yield f"{before}INSERT DATA {{ GRAPH <{graph}> {{\n{triples}\n}} }}"


def _words(response: requests.Response) -> str:
    """The beginning of what an answer says, without its markup."""
    bare = re.sub(r"<style.*?</style>|<(?!\w+:)[^>]*>", " ", response.text[:4_000], flags=re.DOTALL)
    words = textwrap.shorten(bare, 200, placeholder=" ...")
    return f": {words}" if words else ""


def _cause(error: Exception) -> str:
    """The innermost reason, since the outer ones are names of classes and the address again."""
    while error.__cause__ or error.__context__:
        inner = error.__cause__ or error.__context__
        if not isinstance(inner, Exception):
            break
        error = inner
    return textwrap.shorten(str(error) or type(error).__name__, 200, placeholder=" ...")
