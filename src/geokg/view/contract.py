"""What the page is told: the data contract between geokg and any renderer in a browser.

Plain dictionaries and lists, ready for JSON. Things refer to each other by their place in these lists, and each
sentence is stored once, since sentences are the most of a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geokg.relations import load_relations
from geokg.view.background import NOTHING
from geokg.view.context import sentence_around
from geokg.view.style import load_style, standing

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from geokg.model import Actor, Article, Relation, Span, Statement
    from geokg.view.background import Background, Post

__all__ = ["contract", "safe_url"]

Row = dict[str, Any]


class _Rows:
    """Rows in the order they were first met, each stored once."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._places: dict[Hashable, int] = {}

    def place(self, key: Hashable, row: Row) -> int:
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append(row)
        return self._places[key]


def contract(statements: Iterable[Statement], known: Background = NOTHING) -> dict[str, list[Row]]:
    """The lists below, of rows that name each other by place.

    They are ``actors, relations, articles, sentences, bundles, statements`` and ``posts``.

    ``known`` gives actors their ``spot`` (latitude and longitude) and the ``posts`` held while articles were published.
    """
    lists = {name: _Rows() for name in ("actors", "relations", "articles", "sentences", "bundles")}
    told = list(statements)
    ids = {statement.id: place for place, statement in reversed(list(enumerate(told)))}
    rows = [_statement(statement, lists, ids) for statement in told]
    parts = {name: rows.rows for name, rows in lists.items()}
    actors = [row | {"spot": known.spots.get(row["id"])} for row in parts["actors"]]
    return {**parts, "actors": actors, "statements": rows, "posts": _posts(parts, known)}


def _posts(parts: Mapping[str, list[Row]], known: Background) -> list[Row]:
    """Offices and memberships of the actors, and who held the offices of them, at the days of the articles."""
    places = {row["id"]: place for place, row in enumerate(parts["actors"])}
    days = sorted(row["published"] for row in parts["articles"] if row["published"])
    relations = load_relations() if known.posts else {}
    return [
        _post(post, places, known, relations)
        for post in known.posts
        if (post.subject in places or (post.title and post.object in places)) and _overlaps(post, days)
    ]


def _overlaps(post: Post, days: list[str]) -> bool:
    return not days or ((post.start or "") <= days[-1] and (post.end or "9999") >= days[0])


def _post(post: Post, places: Mapping[str, int], known: Background, relations: Mapping[str, Relation]) -> Row:
    return {
        "subject": places.get(post.subject),
        "object": places.get(post.object),
        "names": [known.labels.get(post.subject, post.subject), known.labels.get(post.object, post.object)],
        "title": post.title or relations[post.relation].label,
        "start": post.start,
        "end": post.end,
    }


def safe_url(url: str) -> str:
    """The address if it is one of the web, else nothing.

    >>> safe_url("javascript:alert(1)"), safe_url("https://example.org/a")
    ('', 'https://example.org/a')
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else ""


def _statement(statement: Statement, lists: dict[str, _Rows], ids: dict[str, int]) -> Row:
    def actor(who: Actor | None) -> int | None:
        return None if who is None else lists["actors"].place(who.id, _actor(who))

    subject = lists["actors"].place(statement.subject.id, _actor(statement.subject))
    other = actor(statement.object)
    return {
        "id": statement.id,
        "subject": subject,
        "relation": lists["relations"].place(statement.relation.id, _relation(statement.relation)),
        "object": other,
        "bundle": None if other is None or other == subject else _bundle(statement, subject, other, lists["bundles"]),
        "status": str(statement.status),
        "standing": standing(statement),
        "speaker": actor(statement.speaker),
        "via": [actor(who) for who in statement.via],
        "place": statement.place.text if statement.place else None,
        "where": statement.place.actor.id if statement.place else None,
        "about": ids.get(statement.content.id) if statement.content else None,
        "time": statement.time.text if statement.time else None,
        "days": _days(statement),
        "confidence": round(statement.confidence, 4),
        **_evidence(statement, lists),
    }


def _actor(actor: Actor) -> Row:
    return {
        "id": actor.id,
        "label": actor.label,
        "kind": str(actor.kind),
        "iso3": actor.iso3,
        "wikidata": actor.wikidata,
        "aliases": list(actor.aliases),
    }


def _relation(relation: Relation) -> Row:
    return {
        "id": relation.id,
        "label": relation.label,
        "family": relation.family,
        "group": load_style().group_of[relation.family],
    }


def _bundle(statement: Statement, subject: int, other: int, bundles: _Rows) -> int:
    """Statements of like direction, tone and standing between two actors share one edge."""
    tone, how = load_style().group_of[statement.relation.family], standing(statement)
    ends = sorted((subject, other)) if statement.relation.symmetric else [subject, other]
    arrow = not statement.relation.symmetric
    row = {"from": ends[0], "to": ends[1], "group": tone, "standing": how, "arrow": arrow}
    return bundles.place(tuple(row.values()), row)


def _days(statement: Statement) -> list[str | None]:
    time = statement.time
    return [day.isoformat() if day else None for day in (time.start, time.end)] if time else [None, None]


def _evidence(statement: Statement, lists: dict[str, _Rows]) -> Row:
    evidence = statement.evidence
    article, quote, trigger = evidence.article, evidence.span, evidence.trigger
    # A graph read back from its store has no texts, but every quote.
    around = sentence_around(article.text, quote) if article.text else quote
    text = article.text[around.start : around.end] if article.text else evidence.quote
    place = lists["articles"].place(article.key, _article(article))
    sentence = {"article": place, "text": text}
    return {
        "sentence": lists["sentences"].place((place, around), sentence),
        "quote": _inside(quote, around),
        "trigger": _inside(trigger, around),
        "passage": [quote.start, quote.end],
    }


def _article(article: Article) -> Row:
    return {
        "key": article.key,
        "language": article.language,
        "title": article.title,
        "source": article.source,
        "published": article.published.isoformat() if article.published else None,
        "url": safe_url(article.url),
    }


def _inside(span: Span, around: Span) -> list[int]:
    """The span in characters of the sentence; empty where it stands outside."""
    start = min(max(span.start, around.start), around.end) - around.start
    return [start, max(start, min(span.end, around.end) - around.start)]
