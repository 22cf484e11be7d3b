"""What a site lets robots read: RFC 9309, by Protego."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

__all__ = ["AGENT", "Rules", "rules_of"]

#: The name under which sites may speak of geokg in their robots.txt.
AGENT = "geokg"
_CLIENT_ERROR, _SERVER_ERROR = 400, 500
_LONGEST_DELAY = 60.0


class Rules(Protocol):
    """What may be read of one site."""

    def allows(self, url: str) -> bool:
        """True where the address may be read."""

    @property
    def delay(self) -> float:
        """Seconds that are to lie between two requests; 0 where the site says nothing."""


@dataclass(frozen=True, slots=True)
class _All:
    answer: bool
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        return self.answer


class _Written:
    def __init__(self, text: str) -> None:
        from protego import Protego

        self._rules = Protego.parse(text)
        self.delay = min(float(self._rules.crawl_delay(AGENT) or 0), _LONGEST_DELAY)

    def allows(self, url: str) -> bool:
        return bool(self._rules.can_fetch(url, AGENT))


def rules_of(status: int, data: bytes) -> Rules:
    """The rules that an answer to ``/robots.txt`` gives: none where there is no such file, nothing where a site fails.

    >>> rules_of(200, b"User-agent: *\\nDisallow: /private").allows("https://a.example/private/1")
    False
    >>> rules_of(404, b"").allows("https://a.example/1"), rules_of(503, b"").allows("https://a.example/1")
    (True, False)
    """
    if status >= _SERVER_ERROR:
        return _All(answer=False)
    return _All(answer=True) if status >= _CLIENT_ERROR else _Written(data.decode("utf-8", "replace"))
