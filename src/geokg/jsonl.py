"""Statements as JSON lines, there and back: the exchange format of ``geokg extract``. Standard library only."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from geokg.model import Actor, Article, Evidence, Kind, PlaceSpan, Span, Statement, Status, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geokg.model import Relation

__all__ = ["article_from_json", "article_to_json", "from_lines", "statement_to_json", "to_line"]


def statement_to_json(statement: Statement) -> dict[str, Any]:
    """A statement as plain values in a fixed order of keys; ``about`` is the id of its content.

    Offsets are characters of the article's text as given, and ``text[start:end] == quote``.
    """
    article = statement.evidence.article
    return {
        "id": statement.id,
        "article": {
            "id": article.id,
            "title": article.title,
            "published": article.published.isoformat() if article.published else None,
        },
        "subject": _actor(statement.subject),
        "relation": _relation(statement.relation),
        "object": _actor(statement.object),
        "status": str(statement.status),
        "speaker": _actor(statement.speaker),
        "via": [_actor(actor) for actor in statement.via],
        "about": statement.content.id if statement.content else None,
        "time": _time(statement.time),
        "place": _place(statement.place),
        "confidence": round(statement.confidence, 4),
        "evidence": _evidence(statement.evidence),
        "repeats": [[span.start, span.end] for span in statement.repeats],
        "extractor": statement.evidence.extractor,
    }


def to_line(statement: Statement) -> str:
    """One line of JSON without its line end. Half a surrogate pair, which UTF-8 cannot hold, stays escaped."""
    values = statement_to_json(statement)
    line = json.dumps(values, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(values)
    return line


def from_lines(
    lines: Iterable[str],
    article: Article,
    relations: Mapping[str, Relation],
    known: Mapping[str, Actor],
    pool: dict[tuple[object, ...], Actor] | None = None,
) -> list[Statement]:
    """The statements of an article, of all of which :func:`to_line` wrote the lines.

    ``known`` are the actors that have more to them than a line tells, by id. Actors that are equal are one object
    where the same ``pool`` is given for many articles.
    """
    pool = {} if pool is None else pool
    records = {record["id"]: record for record in map(json.loads, lines)}
    found: dict[str, Statement] = {}

    def actor(values: Mapping[str, Any] | None) -> Any:
        if values is None:
            return None
        key = tuple(values.values())
        if key not in pool:
            told = Actor(**{**values, "kind": Kind(values["kind"])})
            pool[key] = replace(told, aliases=known[told.id].aliases) if told.id in known else told
        return pool[key]

    def statement(identity: str) -> Statement:
        if identity not in found:
            record = records[identity]
            about = record["about"]
            content = statement(about) if about else None
            found[identity] = _statement(record, article, relations, actor, content)
        return found[identity]

    return [statement(identity) for identity in records]


def article_to_json(article: Article) -> dict[str, Any]:
    """All of an article as plain values."""
    day = article.published.isoformat() if article.published else None
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "url": article.url,
        "source": article.source,
        "published": day,
        "language": article.language,
    }


def article_from_json(values: Mapping[str, Any]) -> Article:
    """The article that :func:`article_to_json` gave."""
    return Article(**{**values, "published": _day(values["published"])})


def _statement(
    record: Mapping[str, Any],
    article: Article,
    relations: Mapping[str, Relation],
    actor: Callable[[Mapping[str, Any] | None], Any],
    content: Statement | None,
) -> Statement:
    evidence, time, place = record["evidence"], record["time"], record["place"]
    return Statement(
        subject=actor(record["subject"]),
        relation=relations[record["relation"]["id"]],
        object=actor(record["object"]),
        status=Status(record["status"]),
        evidence=Evidence(
            article=article,
            span=Span(evidence["start"], evidence["end"]),
            quote=evidence["quote"],
            trigger=Span(*evidence["trigger"]),
            extractor=record["extractor"],
        ),
        speaker=actor(record["speaker"]),
        time=TimeSpan(time["text"], _day(time["start"]), _day(time["end"])) if time else None,
        content=content,
        confidence=record["confidence"],
        via=tuple(map(actor, record["via"])),
        place=PlaceSpan(place["text"], actor(place["actor"])) if place else None,
        repeats=tuple(Span(start, end) for start, end in record["repeats"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _actor(actor: Actor | None) -> dict[str, Any] | None:
    if actor is None:
        return None
    return {
        "id": actor.id,
        "label": actor.label,
        "kind": str(actor.kind),
        "iso3": actor.iso3,
        "sector": actor.sector,
        "wikidata": actor.wikidata,
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return {"id": relation.id, "label": relation.label, "type": relation.family, "cameo": relation.cameo}


def _time(time: TimeSpan | None) -> dict[str, Any] | None:
    if time is None:
        return None
    return {
        "text": time.text,
        "start": time.start.isoformat() if time.start else None,
        "end": time.end.isoformat() if time.end else None,
    }


def _place(place: PlaceSpan | None) -> dict[str, Any] | None:
    return {"text": place.text, "actor": _actor(place.actor)} if place else None


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.quote,
        "trigger": [evidence.trigger.start, evidence.trigger.end],
    }
