"""Says of every name in a document why it stands for the actor it does, or why it stands for none.

The reasons are read off the document and the gazetteer, by the rules of the layers that decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geokg.gazetteer.scan import scan
from geokg.model import Kind, Resolution
from geokg.names import bare, pieces, split_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geokg.document import Document
    from geokg.gazetteer import Gazetteer
    from geokg.gazetteer.files import Tenure
    from geokg.gazetteer.scan import Hit
    from geokg.model import Actor, Mention, Span

__all__ = ["Decision", "decisions"]

_ANAPHORIC = (Resolution.PRONOUN, Resolution.DESCRIPTION)
_COLUMNS = {
    "label": "the name of",
    "aliases": "another name of",
    "demonyms": "the people of",
    "adjectives": "the adjective of",
    "capital": "a capital, for the government of",
    "metonyms": "a seat, for who resides there:",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """A name at a place, the actors it was taken for (none where it was left alone), and why."""

    span: Span
    text: str
    actors: tuple[Actor, ...]
    how: str
    why: str


def decisions(document: Document, gazetteer: Gazetteer) -> list[Decision]:
    """What was decided of every name, pronoun and description, in the order of the text."""
    text = document.article.text
    mentions = sorted(set(document.mentions.values()), key=lambda mention: mention.span)
    found = [
        Decision(
            m.span, text[m.span.start : m.span.end], m.actors, str(m.how), _reason(m, mentions, document, gazetteer)
        )
        for m in mentions
    ]
    return sorted([*found, *_left_alone(document, gazetteer)], key=lambda decision: decision.span)


def _reason(mention: Mention, mentions: list[Mention], document: Document, gazetteer: Gazetteer) -> str:
    if mention.how in _ANAPHORIC:
        return _antecedent(mention, mentions, document)
    if mention.how is Resolution.FOUND:
        return "the files know nobody by this name; the model takes it for one"
    if mention.how is Resolution.PATTERN:
        side = f", acting on the side {mention.actor.sector}" if mention.actor.sector else ""
        known = mention.actor.id in gazetteer.actors
        return f"a role of {mention.actor.label}{side}" if known else "a body that every country has"
    if mention.how in (Resolution.SURNAME, Resolution.OFFICE):
        return _bearer(mention, mentions, document, gazetteer)
    return _claim(mention, document, gazetteer)


def _antecedent(mention: Mention, mentions: list[Mention], document: Document) -> str:
    wanted = {actor.id for actor in mention.actors}
    named = [m for m in mentions if m.how not in _ANAPHORIC and not wanted.isdisjoint(a.id for a in m.actors)]
    nearest: dict[str, Mention] = {}
    for other in sorted(named, key=lambda m: (m.span > mention.span, abs(m.span.start - mention.span.start))):
        for actor in other.actors:
            nearest.setdefault(actor.id, other)
    if not nearest:
        return "of the country that the person acts for"
    words = (
        f"{document.article.text[m.span.start : m.span.end]!r} at {m.span.start}-{m.span.end}"
        for m in sorted({m for key, m in nearest.items() if key in wanted}, key=lambda m: m.span)
    )
    return "stands for " + " and ".join(words)


def _bearer(mention: Mention, mentions: list[Mention], document: Document, gazetteer: Gazetteer) -> str:
    """Why a surname or a title alone is that person's."""
    full = [m for m in mentions if m.actor.id == mention.actor.id and m.span < mention.span and _is_full(m)]
    if full and mention.how is Resolution.SURNAME:
        return f"named in full at {full[0].span.start}-{full[0].span.end}"
    day = document.article.published
    held = gazetteer.offices_of(mention.actor.id, day) if day else ()
    if held:
        return f"{_told(held[0], gazetteer)} on {day}"
    text = document.article.text[mention.span.start : mention.span.end]
    weak = [claim.weak for claim in gazetteer.surnames.get(pieces(text), ()) if claim.actor == mention.actor.id]
    if weak:
        return "the best-known bearer of the name, or the one whose office the title names"
    return "named beside this title, or in full elsewhere"


def _is_full(mention: Mention) -> bool:
    return mention.how in (Resolution.NAME, Resolution.ALIAS, Resolution.FOUND)


def _told(tenure: Tenure, gazetteer: Gazetteer) -> str:
    start, end = tenure.period.written
    of = gazetteer.actors[tenure.object].label
    return f"{tenure.title} of {of} ({start or 'always'} to {end or 'this day or later'})"


def _claim(mention: Mention, document: Document, gazetteer: Gazetteer) -> str:
    """Which column of the files gives the name, and what bears it out where it is weak."""
    text = bare(document.article.text[mention.span.start : mention.span.end])
    claims = gazetteer.names.get(pieces(text), ())
    claim = next((claim for claim in claims if claim.actor == mention.actor.id), None)
    if claim is None:
        return f"another spelling of {mention.actor.label}"
    reason = f"{_COLUMNS[claim.column]} {mention.actor.label}"
    rivals = " or ".join(gazetteer.actors[other.actor].label for other in claims if other is not claim)
    if not claim.weak:
        return f"{reason}; nothing bears out {rivals}" if rivals else reason
    return f"{reason}; borne out by the article or its date" + (f", unlike {rivals}" if rivals else "")


def _left_alone(document: Document, gazetteer: Gazetteer) -> Iterator[Decision]:
    """Known names that were taken for nobody."""
    words = split_pieces(document.doc.text)
    taken = [m.span for m in document.mentions.values()]
    for hit in scan(words, gazetteer):
        span = document.offsets.span(words[hit.start].start, words[hit.end - 1].end)
        if not any(other.start < span.end and span.start < other.end for other in taken):
            text = document.article.text[span.start : span.end]
            yield Decision(span, text, (), "none", _why_not(hit, gazetteer))


def _why_not(hit: Hit, gazetteer: Gazetteer) -> str:
    if hit.is_surname:
        return "a surname, but part of another name, or of nobody in office on the day"
    if not hit.claims:
        return "the name of something else (blocking.txt)"
    labels = " or ".join(gazetteer.actors[claim.actor].label for claim in hit.claims)
    if all(claim.weak for claim in hit.claims):
        return f"could be {labels}, but nothing in the article bears it out"
    is_person = gazetteer.actors[hit.claims[0].actor].kind is Kind.PERSON
    return f"names {labels} elsewhere; here it is {'a word' if is_person else 'part of a name, a language or a thing'}"
