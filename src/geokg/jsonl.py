"""Statements as JSON lines: the exchange format of ``geokg extract``. Standard library only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geokg.model import Actor, Evidence, PlaceSpan, Relation, Statement, TimeSpan

__all__ = ["statement_to_json", "to_line"]


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
