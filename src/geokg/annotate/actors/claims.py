"""Which actor a known name stands for here, and what a name governs: whose it is, and what stands behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geokg.gazetteer.scan import Hit, Phrase, is_joined
from geokg.model import Actor, Kind

if TYPE_CHECKING:
    from geokg.annotate.actors.reading import Reading
    from geokg.gazetteer.files import Name

__all__ = [
    "OWNERS",
    "after_owner",
    "claim_of",
    "governed",
    "is_elsewhere",
    "is_other_name",
    "names_thing",
    "other_owner",
    "owner_behind",
    "with_side",
]

_MOST_MODIFIERS = 4
OWNERS = frozenset({Kind.COUNTRY, Kind.ORGANIZATION, Kind.PLACE, Kind.GROUP, Kind.ARMED_GROUP, Kind.PARTY, Kind.BODY})
_WITHIN = frozenset({"in", "of", "from", "across", "throughout", "inside"})
_HYPHENED = frozenset({"led", "dominated", "commanded"})
_LANGUAGE = frozenset({"in", "into", "speak", "speaks", "spoke", "speaking", "translated"})


def is_elsewhere(reading: Reading, hit: Hit, actor: Actor) -> bool:
    """True where a party or capital is named that other countries have too, and the article speaks of these alone.

    "The Labour Party won in Malta"; "San Jose, California".
    """
    if actor.kind is Kind.PARTY:
        generic = reading.lower[hit.end - 1] in reading.gazetteer.patterns.generic
        return generic and bool(reading.countries) and actor.iso3 not in reading.countries
    place = reading.hits.get(hit.end + 1) if reading.lower[hit.end : hit.end + 1] == [","] else None
    claim = claim_of(reading, place) if place else None
    if hit.claims[0].column != "capital" or claim is None or claim.column != "label":
        return False
    around = reading.gazetteer.actors[claim.actor]
    return around.kind is Kind.PLACE and around.iso3 not in (actor.iso3, None)


def claim_of(reading: Reading, hit: Hit) -> Name | None:
    """The claim that the article bears out by its date or by what else it names, else the strong one."""
    if len(hit.claims) > 1:
        for bears_out in (_of_the_day, _is_named, _is_of_named_country):
            borne_out = [claim for claim in hit.claims if bears_out(reading, hit, claim)]
            if len(borne_out) == 1:
                return borne_out[0]
    strong = next((claim for claim in hit.claims if not claim.weak), None)
    borne_out = [c for c in hit.claims if _is_named(reading, hit, c) or _is_of_named_country(reading, hit, c)]
    return strong or next(iter(borne_out), None)


def _of_the_day(reading: Reading, hit: Hit, claim: Name) -> bool:
    """True for a state of the past on a day on which it existed: Moscow was Soviet in 1990."""
    day, existed = reading.document.article.published, reading.gazetteer.existed.get(claim.actor)
    return day is not None and existed is not None and existed.end is not None and existed.covers(day)


def _is_named(reading: Reading, hit: Hit, claim: Name) -> bool:
    return claim.actor in reading.named


def _is_of_named_country(reading: Reading, hit: Hit, claim: Name) -> bool:
    """True for a rival, an acronym or a name of several words whose actor acts for a country that the article names."""
    actor = reading.gazetteer.actors[claim.actor]
    if actor.kind in (Kind.COUNTRY, Kind.PLACE, Kind.PERSON) or actor.iso3 not in reading.countries:
        return False
    return len(hit.claims) > 1 or hit.end > hit.start + 1 or reading.words[hit.start].text.isupper()


def with_side(actor: Actor, claim: Name) -> Actor:
    """A metonym is the government; a demonym used as a noun is its people."""
    side = {"metonyms": "GOV", "capital": "GOV", "demonyms": "CVL"}.get(claim.column)
    if actor.kind not in (Kind.COUNTRY, Kind.ORGANIZATION):
        return actor
    return replace(actor, sector=side) if side else actor


def other_owner(reading: Reading, hit: Hit, actor: Actor) -> Actor | None:
    """The country right before a party or body that is another country's: "Russia's Liberal Democratic Party"."""
    if actor.kind not in (Kind.PARTY, Kind.BODY, Kind.ARMED_GROUP) or not actor.iso3:
        return None
    end = hit.start
    while end and reading.lower[end - 1] in ("s", "'"):
        end -= 1
    before = reading.found.get(end - 1)
    if before is None or before.actor.kind is not Kind.COUNTRY or not is_joined(reading.words, end - 1, end + 1):
        return None
    if actor.kind is Kind.ARMED_GROUP and end != hit.start:
        return None  # "Iran's Hezbollah" is its friend
    return before.actor if before.actor.iso3 not in (actor.iso3, None) else None


def names_thing(reading: Reading, hit: Hit) -> bool:
    """True in "Brazil nuts" and "the Ottawa Treaty": a thing is called after a country or city."""
    following = reading.words[hit.end].text if hit.end < len(reading.words) else ""
    return following in reading.gazetteer.patterns.things and is_joined(reading.words, hit.end - 1, hit.end + 1)


def is_other_name(reading: Reading, hit: Hit) -> bool:
    """True where a country or place is really part of the name of a person, or the name of a language."""
    doc = reading.document.doc
    token = doc[reading.token(hit.start)]
    word = reading.words[hit.start].text
    if (
        word in reading.gazetteer.patterns.articled
        and hit.end == hit.start + 1
        and not _has_article(reading, hit.start)
    ):
        return True
    if word in reading.gazetteer.patterns.given_names and hit.end == hit.start + 1:
        inside = token.ent_type_ == "PERSON"
        left = doc[token.i - 1] if token.i else None
        before = left is not None and left.ent_type_ == "PERSON" and left.tag_ != "MD" and token.ent_iob_ == "I"
        after = token.i + 1 < len(doc) and doc[token.i + 1].ent_iob_ == "I" and doc[token.i + 1].text[:1].isupper()
        if inside and (before or after):
            return True
    if hit.claims[0].column == "adjectives" and token.i > 0 and doc[token.i - 1].lower_ in _LANGUAGE:
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        return following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")
    return False


def _has_article(reading: Reading, start: int) -> bool:
    """True behind an article, with an adjective between at most."""
    before = reading.lower[max(start - 2, 0) : start]
    return any(word in ("the", "a", "an") for word in before)


def after_owner(reading: Reading, end: int) -> int:
    """The piece after a possessive or after "-led"."""
    lower, words = reading.lower, reading.words
    following = lower[end : end + 2]
    if following[:1] == ["'"] and words[end].start == words[end - 1].end:
        return end + 2 if following[1:] == ["s"] and words[end + 1].start == words[end].end else end + 1
    if following[:1] == ["-"] and words[end].start == words[end - 1].end:
        return end + 2 if following[1:] and following[1] in _HYPHENED else -1
    return end


def owner_behind(reading: Reading, end: int) -> tuple[int, Actor, str] | None:
    """The piece after the country or organisation behind "of", "in" or "from", that actor, and the preposition."""
    preposition = reading.lower[end] if end < len(reading.lower) else ""
    if preposition not in _WITHIN:
        return None
    start = end + 1 + (reading.lower[end + 1 : end + 2] == ["the"])
    hit = reading.hits.get(start)
    claim = claim_of(reading, hit) if hit else None
    if hit is None or claim is None or claim.column in ("adjectives", "demonyms"):
        return None
    actor = reading.gazetteer.actors[claim.actor]
    return (hit.end, actor, preposition) if actor.kind in OWNERS and not _goes_on(reading, hit.end) else None


def _goes_on(reading: Reading, end: int) -> bool:
    """True where a noun follows, which is the real owner: "head of the UN mission"."""
    if end >= len(reading.words) or not is_joined(reading.words, end - 1, end + 1):
        return False
    following = reading.document.doc[reading.token(end)]
    return following.pos_ == "NOUN" or (following.pos_ == "PART" and following.tag_ == "POS")


def governed(reading: Reading, start: int) -> Phrase | None:
    """The first phrase behind at most four modifiers, taken as far as it goes ("government officials")."""
    modifiers, lower = reading.gazetteer.patterns.modifiers, reading.lower
    i, best = start, None
    for _ in range(_MOST_MODIFIERS + 1):
        if i >= len(lower) or (i > start and reading.words[i].start - reading.words[i - 1].end > 1):
            break
        phrase = reading.phrase(i)
        is_modifier = phrase and phrase.end == i + 1 and phrase.sort != "title" and lower[i] in modifiers
        if phrase and not (is_modifier and reading.phrase(phrase.end)):
            best = phrase
            break
        if lower[i] in modifiers:
            i += 1
        elif (party := reading.hits.get(i)) and _is_party(reading, party) and reading.phrase(party.end):
            i = party.end
        elif lower[i + 1 : i + 2] == ["-"] and reading.words[i].text.islower() and i + 2 < len(lower):
            i += 3
        else:
            break
    return best and _furthest(reading, best)


def _is_party(reading: Reading, hit: Hit) -> bool:
    claim = claim_of(reading, hit)
    return claim is not None and reading.gazetteer.actors[claim.actor].kind in (Kind.PARTY, Kind.GROUP)


def _furthest(reading: Reading, phrase: Phrase) -> Phrase:
    """The last of a run of nouns is the head: "army officers" are officers."""
    following = reading.phrase(phrase.end)
    joined = following and is_joined(reading.words, phrase.end - 1, phrase.end + 1)
    if following and joined and phrase.sort in ("body", "role") and following.sort == "role":
        return _furthest(reading, replace(following, start=phrase.start))
    return phrase
