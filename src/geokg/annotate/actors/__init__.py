"""Finds the actors of a document: known names first, then what the model found and the files do not know.

The text is read once, left to right, as pieces (:mod:`geokg.names`). Known names and the phrases of titles, bodies and
roles are looked up by their first piece, the longest wins, and a few rules join them::

    country + body             the Ukrainian Defence Ministry       a body of its own
    country + title + name     Israeli Prime Minister Ehud Barak    the name is the person
    country + title            the US president                     the holder of the office on the day
    country + role             senior Turkish officials             the country, and the side that acts

Known actors override the labels of the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.annotate.actors.claims import (
    OWNERS,
    claim_of,
    is_elsewhere,
    is_other_name,
    names_thing,
    other_owner,
    with_side,
)
from geokg.annotate.actors.organizations import add_entities, read_institution
from geokg.annotate.actors.people import add_surnames, read_known_person, read_stranger, strangers
from geokg.annotate.actors.reading import Reading
from geokg.annotate.actors.titles import read_owned, read_phrase
from geokg.gazetteer.bearers import Bearers
from geokg.gazetteer.scan import Hit, scan
from geokg.model import Actor, Kind, Mention, Resolution
from geokg.names import lower_headlines, split_pieces

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Entity

    from geokg.document import Document
    from geokg.gazetteer import Gazetteer

__all__ = ["find_actors"]


def find_actors(document: Document, gazetteer: Gazetteer) -> dict[int, Mention]:
    """The mentions of actors by the index of each of their tokens.

    Pronouns and descriptions are left to coreference. A title with a name gives a mention of the name alone.
    """
    raw = document.doc.text  # spaCy joins the tokens anew each time it is asked
    words = lower_headlines(split_pieces(raw), gazetteer.lengths)
    reading = Reading(
        raw=raw,
        document=document,
        gazetteer=gazetteer,
        words=words,
        lower=[word.text.lower() for word in words],
        people=Bearers(gazetteer, document.article.published, document.article.key),
        starts=document.doc.to_array(["IDX"]).tolist(),
        entities=_entities(document.doc),
    )
    _survey(reading)
    _read(reading)
    add_entities(reading)
    add_surnames(reading)
    return _mentions(reading)


def _entities(doc: Doc) -> list[Entity]:
    """The named entities of the model, without a modal before them: "Will Kenya attack?" names no Will."""
    from spacy.tokens import Span

    return [
        Span(doc, entity.start + 1, entity.end, entity.label) if len(entity) > 1 and entity[0].tag_ == "MD" else entity
        for entity in doc.ents
    ]


def _survey(reading: Reading) -> None:
    """Looks over the whole text first: which names it holds, and whom and which countries it names beyond doubt."""
    gazetteer = reading.gazetteer
    reading.hits = {hit.start: hit for hit in scan(reading.words, gazetteer)}
    reading.named = {
        claim.actor for hit in reading.hits.values() for claim in hit.claims if not claim.weak and len(hit.claims) == 1
    }
    for word in gazetteer.contexts.keys() & {word.text for word in reading.words}:
        reading.named.update(gazetteer.contexts[word])
    for hit in reading.hits.values():
        if not hit.claims and not hit.is_surname:
            reading.blocked.update(range(hit.start, hit.end))
    reading.countries = {iso3 for actor in map(gazetteer.actors.get, reading.named) if (iso3 := _own_code(actor))}
    reading.people.named, reading.people.countries = reading.named, reading.countries
    reading.strangers = strangers(reading)


def _own_code(actor: Actor | None) -> str | None:
    return actor.iso3 if actor and actor.kind in (Kind.COUNTRY, Kind.PERSON) else None


def _read(reading: Reading) -> None:
    i = 0
    while i < len(reading.words):
        hit = reading.hits.get(i)
        if i in reading.strangers and i not in reading.found:
            i = max(read_stranger(reading, i, reading.strangers[i]), i + 1)
        elif hit:
            i = max(_read_hit(reading, hit), i + 1)
        elif i in reading.found:
            i = reading.found[i].end
        elif reading.lower[i] not in reading.gazetteer.patterns.lengths:
            i += 1
        else:
            i = max(read_phrase(reading, i), i + 1)


def _read_hit(reading: Reading, hit: Hit) -> int:
    """Reads a known name and what it governs; returns the piece to go on from."""
    if hit.start in reading.blocked:
        return hit.end
    claim = claim_of(reading, hit)
    actor = reading.gazetteer.actors[claim.actor] if claim else None
    if claim is None or actor is None or actor.kind is Kind.PERSON:
        return read_known_person(reading, hit)
    if hit.start in reading.found:
        return hit.end
    if names_thing(reading, hit):
        reading.blocked.update(range(hit.start, hit.end))
        return hit.end
    person = reading.people.remembered(reading.text(hit.start, hit.end))
    if person and claim.column in ("label", "aliases") and person.id not in reading.gazetteer.actors:
        reading.add(hit.start, hit.end, person, Resolution.SURNAME)  # Tom Holland ... Holland
        return hit.end
    if is_other_name(reading, hit):
        return read_known_person(reading, hit) if hit.may_be_surname else hit.end
    if end := read_institution(reading, hit, actor):
        return end
    if is_elsewhere(reading, hit, actor):
        kind = actor.kind if actor.kind is Kind.PARTY else Kind.PLACE
        found = reading.people.found(reading.text(hit.start, hit.end), kind)
        reading.add(hit.start, hit.end, found, Resolution.FOUND)
        return hit.end
    if owner := other_owner(reading, hit, actor):
        actor = reading.people.found(reading.text(hit.start, hit.end), actor.kind, owner.iso3, actor.sector)
        reading.add(hit.start, hit.end, actor, Resolution.FOUND)
        return hit.end
    if actor.kind in OWNERS and (end := read_owned(reading, hit, actor, claim)):
        return end
    reading.add(hit.start, hit.end, with_side(actor, claim), claim.how)
    return hit.end


def _mentions(reading: Reading) -> dict[int, Mention]:
    """Findings by token, each with its characters in the text as given."""
    mentions: dict[int, Mention] = {}
    for piece, finding in reading.found.items():
        if piece != finding.start:
            continue
        first, last = reading.words[finding.start], reading.words[finding.end - 1]
        mention = Mention(reading.document.offsets.span(first.start, last.end), finding.actor, finding.how)
        for token in range(reading.token(finding.start), reading.token(finding.end - 1) + 1):
            mentions.setdefault(token, mention)
    return dict(sorted(mentions.items()))
