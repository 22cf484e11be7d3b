"""What a statement must be to stand in a graph, for those that geokg did not make itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin, get_type_hints

from geokg.model import Actor, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geokg.model import Article, Relation, Span

    Rule = Callable[[Statement, "Ground"], Iterator[str]]

__all__ = ["Fault", "Ground", "find_fault"]

#: Fields of an actor that name something elsewhere, and what they look like.
_CODES = {
    "id": (re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "small letters, digits and single hyphens"),
    "label": (re.compile(r"(?s).*\S.*"), "a name"),
    "iso3": (re.compile(r"[A-Z]{3}"), "an ISO 3166 alpha-3 code"),
    "sector": (re.compile(r"[A-Z]{3}"), "a code of three capital letters"),
    "wikidata": (re.compile(r"Q[1-9][0-9]*"), "Q and a number"),
}
_FOUND = "x-"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Ground:
    """What a statement is held against: the article that was read, the relations and the actors, by id.

    ``known`` actors are those of the files, ``found`` those that geokg found in the article.
    """

    article: Article
    relations: Mapping[str, Relation]
    known: Mapping[str, Actor]
    found: Mapping[str, Actor]


class Fault(NamedTuple):
    """The rule that a statement breaks, and what is wrong with it, to follow "refused, since"."""

    rule: str
    reason: str


def find_fault(statement: object, ground: Ground) -> Fault | None:
    """The first thing that is wrong with a statement or with what it is about; None where it may stand."""
    misfit = next(_misfits(statement, Statement, "it"), None)
    if misfit:
        return Fault("form", misfit)
    said, whose = statement, ""
    while isinstance(said, Statement):
        for rule in _RULES:
            reason = next(rule(said, ground), None)
            if reason:
                return Fault(rule.__name__, f"{whose}{reason}")
        said, whose = said.content, "in its content "
    return None


# -- rules: each yields what breaks it ---------------------------------------------------------------------------------


def _relation(statement: Statement, ground: Ground) -> Iterator[str]:
    relation = statement.relation
    known = ground.relations.get(relation.id)
    if known is None:
        near = get_close_matches(relation.id, ground.relations, n=1)
        hint = f"did you mean {near[0]}?" if near else "`geokg relations` lists those that are"
        yield f"relation {relation.id!r} is not in the ontology; {hint}"
    elif known != relation:
        yield f"relation {relation.id!r} is not as the ontology has it; take it from geokg.load_relations()"


def _article(statement: Statement, ground: Ground) -> Iterator[str]:
    if statement.evidence.article != ground.article:
        yield f"the evidence is of article {statement.evidence.article.id!r}; take document.article"


def _offsets(statement: Statement, ground: Ground) -> Iterator[str]:
    length = len(ground.article.text)
    for name, span in _spans(statement):
        if span.start >= span.end:
            yield f"the {name} {_range(span)} holds no character"
        elif span.start < 0 or span.end > length:
            yield f"the {name} {_range(span)} is outside the text, which has {length} characters"


def _quote(statement: Statement, ground: Ground) -> Iterator[str]:
    evidence = statement.evidence
    text = ground.article.text[evidence.span.start : evidence.span.end]
    if evidence.quote != text:
        yield f"the quote {_short(evidence.quote)} is not the text at {_range(evidence.span)}, which is {_short(text)}"


def _trigger(statement: Statement, ground: Ground) -> Iterator[str]:
    span, trigger = statement.evidence.span, statement.evidence.trigger
    if trigger.start < span.start or trigger.end > span.end:
        yield f"the trigger {_range(trigger)} is outside the evidence {_range(span)}"


def _repeats(statement: Statement, ground: Ground) -> Iterator[str]:
    words = statement.evidence.quote.casefold().split()
    for span in statement.repeats:
        text = ground.article.text[span.start : span.end]
        if text.casefold().split() != words:
            yield f"the text at {_range(span)} does not repeat the quote; it is {_short(text)}"


def _actors(statement: Statement, ground: Ground) -> Iterator[str]:
    place = statement.place.actor if statement.place else None
    for actor in (statement.subject, statement.object, statement.speaker, *statement.via, place):
        if actor is None:
            continue
        for field, (form, words) in _CODES.items():
            value = getattr(actor, field)
            if value is not None and not form.fullmatch(value):
                yield f"actor {actor.id!r} has {value!r} as its {field}; {words} would fit"
        known = ground.found.get(actor.id) or ground.known.get(actor.id)
        if known is None and not actor.id.startswith(_FOUND):
            yield f"actor {actor.id!r} is not known; take it from document.mentions, or begin its id with {_FOUND}"
        elif known is not None and actor.kind != known.kind:
            yield f"actor {actor.id!r} is of kind {known.kind}, not {actor.kind}; take it from document.mentions"


def _roles(statement: Statement, ground: Ground) -> Iterator[str]:
    subject, relation, object_ = statement.subject, statement.relation, statement.object
    if object_ is None:
        if relation.is_state:
            yield f"{relation.id!r} is a state, which needs an object"
    elif subject.id == object_.id and (relation.is_state or subject.sector == object_.sector):
        yield f"{subject.id!r} is both its subject and its object"
    if not relation.fits(subject, object_):
        kinds = f"{subject.kind} and {object_.kind}" if object_ else str(subject.kind)
        yield f"{relation.id!r} does not take {kinds}; its domain and range stand in the ontology"


def _confidence(statement: Statement, ground: Ground) -> Iterator[str]:
    if not 0 <= statement.confidence <= 1:
        yield f"its confidence is {statement.confidence}, which is not from 0 to 1"


def _time(statement: Statement, ground: Ground) -> Iterator[str]:
    time = statement.time
    if time and time.start and time.end and time.start > time.end:
        yield f"its time starts on {time.start}, after it ends on {time.end}"


_RULES: tuple[Rule, ...] = (
    _relation, _article, _offsets, _quote, _trigger, _repeats, _actors, _roles, _confidence, _time,
)  # fmt: skip


def _spans(statement: Statement) -> Iterator[tuple[str, Span]]:
    yield "evidence", statement.evidence.span
    yield "trigger", statement.evidence.trigger
    for span in statement.repeats:
        yield "repeat", span


def _range(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _short(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


# -- form: values are of the types that the model declares -------------------------------------------------------------


def _misfits(value: object, form: Any, name: str) -> Iterator[str]:
    """Where a value is not of its declared type, down to the fields of the nouns."""
    if get_origin(form) is UnionType:
        if value is not None:
            (form,) = (each for each in get_args(form) if each is not type(None))
            yield from _misfits(value, form, name)
    elif get_origin(form) is tuple:
        if not isinstance(value, tuple):
            yield f"{name} is {_short_value(value)}; a tuple is needed"
        else:
            for each in value:
                yield from _misfits(each, get_args(form)[0], name)
    elif not _is_of(value, form):
        yield f"{name} is {_short_value(value)}; {form.__name__} is needed"
    elif is_dataclass(form):
        for field, declared in _declared(form).items():  # type: ignore[arg-type]
            yield from _misfits(getattr(value, field), declared, field if name == "it" else f"{name}.{field}")


def _is_of(value: object, form: type) -> bool:
    if form is float:
        return isinstance(value, (int, float))
    if form is date:  # a datetime is a date to Python, but not to xsd:date
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, form)


@cache
def _declared(form: type) -> dict[str, Any]:
    """The types of the fields of a noun; the model imports ``date`` for its annotations only."""
    hints = get_type_hints(form, localns={"date": date})
    return {field.name: hints[field.name] for field in fields(form)}


def _short_value(value: object) -> str:
    return " ".join(_short(value).split()) if isinstance(value, str) else f"of type {type(value).__name__}"
