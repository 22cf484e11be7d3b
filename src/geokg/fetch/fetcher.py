"""Gets pages politely: by the rules of each site, one request at a time to each, and no more than needed."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from geokg.errors import FetchError
from geokg.fetch.addresses import place_of, resolve, system_resolver
from geokg.fetch.cache import Cache, Kept, default_folder
from geokg.fetch.connect import Answer, Caps, Unanswered, ask
from geokg.fetch.robots import AGENT, Rules, rules_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geokg.fetch.addresses import Place, Resolver

__all__ = ["Fetched", "Fetcher", "Policy"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_OK, _NOT_MODIFIED = 200, 304
_ROBOTS = Caps(size=500_000, silence=10, total=20)


@dataclass(frozen=True, slots=True)
class Policy:
    """How to ask.

    Attributes:
        contact: an address or page where those who run sites reach the one who asks.
        delay: seconds between two requests to one host; a site may ask for more in its robots.txt.
        caps: the ends of an answer.
        retries: how often a request is made again where a site is busy or breaks off.
        longest_wait: seconds that a busy site may ask to wait.
        redirects: how many are followed.
        ports: ports that are asked; with ``allow_private`` any.
        allow_private: let addresses of the own machine and network be asked.
        cache: folder of kept answers; None for that of the user.
        ca_file: certificates to trust instead of those of certifi.
    """

    contact: str = ""
    delay: float = 1.0
    caps: Caps = field(default_factory=Caps)
    retries: int = 2
    longest_wait: float = 60
    redirects: int = 5
    ports: frozenset[int] = frozenset({80, 443})
    allow_private: bool = False
    cache: Path | None = None
    ca_file: str | None = None

    @property
    def user_agent(self) -> str:
        """Who asks."""
        return f"{AGENT}/{version('geokg')}" + (f" (+{self.contact})" if self.contact else "")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: the address asked for, the one that answered, its media type and charset, its bytes."""

    url: str
    final: str
    media_type: str
    charset: str | None
    data: bytes


class Fetcher:
    """Gets pages; may be used by several threads, of which only one at a time asks a host."""

    def __init__(self, policy: Policy = Policy(), resolver: Resolver = system_resolver) -> None:
        self._policy, self._resolver = policy, resolver
        self._cache = Cache(policy.cache or default_folder())
        self._rules: dict[str, Rules] = {}
        self._free_at: defaultdict[str, float] = defaultdict(float)
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._guard = threading.Lock()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._cache.prune()

    def get(self, url: str) -> Fetched:
        """The page at an address.

        Raises:
            FetchError: it may not be asked for, or there is no page.
        """
        kept = self._cache.get(url)
        if kept is not None and kept.is_fresh(time.time()):
            return _fetched(url, kept)
        at = url
        for _ in range(self._policy.redirects + 1):
            place = self._place(at)
            self._check_rules(place, at)
            answer = self._patiently(place, kept.conditions() if kept else {})
            if answer.status in _REDIRECTS and "location" in answer.headers:
                at = urljoin(at, answer.headers["location"])
                continue
            return _fetched(url, self._kept(url, at, answer, kept))
        raise FetchError(f"more than {self._policy.redirects} redirects")

    def _place(self, url: str) -> Place:
        return place_of(url, range(1, 65536) if self._policy.allow_private else self._policy.ports)

    def _kept(self, url: str, final: str, answer: Answer, before: Kept | None) -> Kept:
        """What to keep of an answer; of one that says that nothing changed, what was kept before."""
        if answer.status == _NOT_MODIFIED and before is not None:
            return before
        if answer.status != _OK:
            raise FetchError(f"answers {answer.status}")
        told = answer.headers
        control = told.get("cache-control", "").lower()
        marks = told.get("content-type", ""), told.get("etag", ""), told.get("last-modified", "")
        kept = Kept(final, *marks, control, time.time(), answer.data)
        if "no-store" not in control:
            self._cache.put(url, kept)
        return kept

    def _check_rules(self, place: Place, url: str) -> None:
        with self._lock_of(f"robots {place.origin}"):
            if place.origin not in self._rules:
                self._rules[place.origin] = self._read_rules(place)
        if not self._rules[place.origin].allows(url):
            raise FetchError(f"{place.host} lets no robot read it now (robots.txt)")

    def _read_rules(self, place: Place) -> Rules:
        """The rules of a site; its file may stand elsewhere, as RFC 9309 has it, within five steps."""
        at = f"{place.origin}/robots.txt"
        for _ in range(self._policy.redirects + 1):
            target = self._place(at)
            try:
                answer = self._asked(target, {}, _ROBOTS)
            except Unanswered:
                return rules_of(503, b"")
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return rules_of(answer.status, answer.data)
            at = urljoin(at, answer.headers["location"])
        return rules_of(404, b"")

    def _patiently(self, place: Place, headers: Mapping[str, str]) -> Answer:
        """An answer, asked for again where the site is busy or breaks off."""
        for attempt in range(self._policy.retries + 1):
            is_last = attempt == self._policy.retries
            try:
                answer = self._asked(place, headers, self._policy.caps)
            except Unanswered:
                if is_last:
                    raise
                wait = 2.0**attempt
            else:
                if answer.status not in _BUSY or is_last:
                    return answer
                wait = _retry_after(answer.headers.get("retry-after", ""), 2.0**attempt)
            if wait > self._policy.longest_wait:
                raise FetchError(f"{place.host} is busy and asks to wait {wait:.0f} seconds")
            time.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _asked(self, place: Place, headers: Mapping[str, str], caps: Caps) -> Answer:
        """One answer, when the host may be asked again."""
        address = resolve(place, self._resolver, allow_private=self._policy.allow_private)
        given = {
            "User-Agent": self._policy.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en;q=1,*;q=0.5",
            **headers,
        }
        rules = self._rules.get(place.origin)
        delay = max(self._policy.delay, rules.delay if rules else 0.0)
        with self._lock_of(place.host):
            time.sleep(max(0.0, self._free_at[place.host] - time.monotonic()))
            try:
                return ask(place, address, given, caps, self._policy.ca_file)
            finally:
                self._free_at[place.host] = time.monotonic() + delay

    def _lock_of(self, name: str) -> threading.Lock:
        with self._guard:
            return self._locks[name]


def _retry_after(text: str, otherwise: float) -> float:
    """Seconds to wait, as a site says by a number or a day.

    >>> _retry_after("7", 1.0), _retry_after("soon", 1.0)
    (7.0, 1.0)
    """
    if text.strip().isdecimal():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
        return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return otherwise


def _fetched(url: str, kept: Kept) -> Fetched:
    about = Message()
    about["Content-Type"] = kept.content_type.encode("ascii", "ignore").decode() or "application/octet-stream"
    return Fetched(url, kept.url, about.get_content_type(), about.get_content_charset(), kept.data)
