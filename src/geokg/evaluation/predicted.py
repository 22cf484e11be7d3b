"""Reads statements that were predicted, by geokg or by others, in the JSON Lines of ``geokg extract``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geokg.errors import DataError
from geokg.evaluation.lines import WRONG, read_content, read_objects, reason
from geokg.model import (
    FAMILIES,
    STATES,
    Actor,
    Article,
    Evidence,
    Kind,
    PlaceSpan,
    Relation,
    Span,
    Statement,
    Status,
    TimeSpan,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["read_predicted"]


def read_predicted(path: Path, relations: Mapping[str, Relation]) -> dict[str, list[Statement]]:
    """The statements of a file by the id of their article.

    Only ``article.id``, the subject's ``id`` or ``label``, and the relation's ``id`` or ``type`` are needed; ``status``
    is ``asserted`` where it is not given, ``confidence`` 1. An actor or a place may be a mere name.

    Raises:
        DataError: a line is no JSON object, or a field of it is missing or wrong; it names file and line.
    """
    records = list(read_objects(path, read_content(path)))
    contents = {str(record["id"]): record for _, record in records if "id" in record}
    found: dict[str, list[Statement]] = {}
    for where, record in records:
        try:
            statement = _statement(record, relations, contents)
        except WRONG as error:
            raise DataError(f"{where}: {reason(error)}; docs/jsonl.md tells the fields") from error
        found.setdefault(statement.evidence.article.id, []).append(statement)
    return found


def _statement(
    record: Mapping[str, Any],
    relations: Mapping[str, Relation],
    contents: Mapping[str, Mapping[str, Any]],
    seen: frozenset[str] = frozenset(),
) -> Statement:
    subject = _actor(record["subject"])
    if subject is None:
        raise ValueError("has no subject")
    about = record.get("about")
    # what others write may be about itself, by mistake
    content = contents.get(about) if about and about not in seen else None
    return Statement(
        subject=subject,
        relation=_relation(record["relation"], relations),
        object=_actor(record.get("object")),
        status=Status(record.get("status") or Status.ASSERTED),
        evidence=_evidence(record),
        speaker=_actor(record.get("speaker")),
        via=tuple(filter(None, map(_actor, record.get("via") or ()))),
        time=_time(record.get("time")),
        place=_place(record.get("place")),
        content=_statement(content, relations, contents, seen | {str(about)}) if content else None,
        confidence=float(record.get("confidence", 1)),
    )


def _actor(value: Mapping[str, Any] | str | None) -> Actor | None:
    """An actor as geokg writes it, or only its name."""
    if not value:
        return None
    if isinstance(value, str):
        return Actor(id="", label=value, kind=Kind.GROUP)
    identity = value.get("id") or ""
    label = value.get("label") or identity
    if not label:
        raise ValueError("an actor has neither id nor label")
    return Actor(id=identity, label=label, kind=Kind(value.get("kind") or Kind.GROUP), iso3=value.get("iso3"))


def _relation(value: Mapping[str, Any], relations: Mapping[str, Relation]) -> Relation:
    """A known relation, or one of which only the family is known."""
    name, family = value.get("id") or "", value.get("type")
    if name in relations:
        return relations[name]
    if family not in FAMILIES and family not in STATES:
        raise ValueError(f"neither relation {name!r} nor type {family!r} is known; see `geokg relations`")
    return Relation(id=family, label=family, family=family)


def _time(value: Mapping[str, Any] | None) -> TimeSpan | None:
    if value is None:
        return None
    start, end = (date.fromisoformat(day) if day else None for day in (value.get("start"), value.get("end")))
    return TimeSpan(value.get("text") or "", start, end)


def _place(value: Mapping[str, Any] | str | None) -> PlaceSpan | None:
    """A place as geokg writes it, or only its name."""
    fields = {"text": value, "actor": value} if isinstance(value, str) else value or {}
    actor = _actor(fields.get("actor"))
    return PlaceSpan(fields.get("text") or actor.label, actor) if actor else None


def _evidence(record: Mapping[str, Any]) -> Evidence:
    evidence = record.get("evidence") or {}
    span = Span(evidence.get("start") or 0, evidence.get("end") or 0)
    trigger = Span(*(evidence.get("trigger") or (0, 0)))
    article = Article(id=str(record["article"]["id"]), text="")
    return Evidence(article, span, evidence.get("quote") or "", trigger, record.get("extractor") or "")
