"""Titles, bodies and roles, alone or beside the country or organisation that they belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geokg.annotate.actors.claims import after_owner, claim_of, governed, owner_behind, with_side
from geokg.annotate.actors.people import in_office, read_person
from geokg.gazetteer.bearers import Title
from geokg.model import Actor, Kind, Resolution

if TYPE_CHECKING:
    from geokg.annotate.actors.reading import Reading
    from geokg.gazetteer.files import Name
    from geokg.gazetteer.scan import Hit, Phrase

__all__ = ["read_owned", "read_phrase"]

_BODILESS = frozenset({Kind.ARMED_GROUP, Kind.PARTY, Kind.BODY})
_LOOSE_TITLES = frozenset({"leader", "ruler", "head", "chief", "boss", "dictator"})
#: The side of offices that are not of the government itself.
_SIDES = {"commanderOf": "MIL"}
_ANYBODY = (["a"], ["an"], ["any"], ["every"], ["each"], ["no"], ["another"], ["some"])
#: The side of those who held an office once.
_FORMER = "ELI"
_NAMED_BY_TITLE = frozenset({"ministerOf", "ambassadorOf", "spokespersonOf", "commanderOf"})


def read_owned(reading: Reading, hit: Hit, owner: Actor, claim: Name) -> int | None:
    """Reads the body, office, person or role that stands behind a country or organisation."""
    start = after_owner(reading, hit.end)
    if start < 0:
        return None
    phrase = governed(reading, start)
    if phrase is None:
        return None
    if phrase.sort == "body":
        return _read_body(reading, hit, owner, phrase) if owner.kind not in _BODILESS else None
    if phrase.sort in ("title", "honorific"):
        return _read_office(reading, hit, owner, claim, phrase)
    reading.add(hit.start, phrase.end, _acting(reading, owner, str(phrase.value)), Resolution.PATTERN)
    return phrase.end


def _acting(reading: Reading, owner: Actor, sector: str) -> Actor:
    """The country of a place, or the body or organisation itself, acting on a side."""
    sector = _own_side(owner, sector)
    if owner.kind is Kind.PLACE and owner.iso3:
        owner = reading.gazetteer.countries.get(owner.iso3, owner)
    return replace(owner, sector=sector)


def _own_side(owner: Actor, sector: str) -> str:
    """The people of an armed group or party are on its side, and so are the officials of a body."""
    is_own = owner.kind in (Kind.ARMED_GROUP, Kind.PARTY) or (owner.kind is Kind.BODY and sector == "GOV")
    return owner.sector if is_own and owner.sector else sector


def _read_body(reading: Reading, hit: Hit, owner: Actor, phrase: Phrase) -> int:
    following = reading.phrase(phrase.end)
    if following and following.sort in ("title", "honorific"):
        body = _body(owner, phrase)
        reading.add(hit.start, phrase.end, body, Resolution.PATTERN)
        sector = body.sector or "GOV"
        relation = str(following.value) if following.sort == "title" else ""
        title = Title(owner, relation, _words(reading, following), sector)
        if end := read_person(reading, following.end, title):
            return end
        for i in range(hit.start, phrase.end):
            del reading.found[i]
        reading.add(hit.start, following.end, _acting(reading, owner, sector), Resolution.PATTERN)
        return following.end
    reading.add(hit.start, phrase.end, _body(owner, phrase), Resolution.PATTERN)
    return phrase.end


def _body(owner: Actor, phrase: Phrase) -> Actor:
    assert not isinstance(phrase.value, str)
    body = phrase.value
    return Actor(f"{owner.id}-{body.id}", f"{body.label} ({owner.label})", Kind.BODY, owner.iso3, body.sector)


def _words(reading: Reading, phrase: Phrase) -> str:
    return " ".join(reading.lower[phrase.start : phrase.end])


def _read_office(reading: Reading, hit: Hit, owner: Actor, claim: Name, phrase: Phrase) -> int:
    """A title with a name is the person named; a title alone is the holder on the day."""
    is_office = phrase.sort == "title"
    relation = str(phrase.value) if is_office else ""
    sector = _SIDES.get(relation, "GOV") if is_office else str(phrase.value)
    sector = _own_side(owner, sector)
    between = reading.lower[after_owner(reading, hit.end) : phrase.start]
    past = _is_not_now(reading, hit.start) or not reading.gazetteer.patterns.not_now.isdisjoint(between)
    title = Title(owner, relation, _words(reading, phrase), sector, past)
    if end := read_person(reading, phrase.end, title):
        reading.add(hit.start, hit.end, with_side(owner, claim), claim.how)
        return end
    comma = phrase.end
    if reading.lower[comma : comma + 1] == [","] and (end := read_person(reading, comma + 1, title, known_only=True)):
        person = reading.found[comma + 1].actor
        reading.add(hit.start, hit.end, with_side(owner, claim), claim.how)
        reading.add(phrase.start, phrase.end, person, Resolution.OFFICE)
        return end
    is_current = not past and reading.gazetteer.patterns.current.issuperset(between)  # not the "refugee chief"
    holder = _holder(reading, owner, relation, title.words) if is_office and is_current else None
    if holder:  # the country keeps a mention of its own: whose office it is, is a statement
        reading.add(hit.start, hit.end, with_side(owner, claim), claim.how)
        reading.add(phrase.start, phrase.end, in_office(reading, holder, title), Resolution.OFFICE)
    else:
        reading.add(hit.start, phrase.end, _acting(reading, owner, _FORMER if past else sector), Resolution.PATTERN)
    return phrase.end


def _is_not_now(reading: Reading, start: int) -> bool:
    """True behind *former*, *ex-*, *deputy* and their like, and behind *an* or *every*: not the holder of today."""
    if reading.lower[start - 1 : start] in _ANYBODY:
        return True
    before = [word for word in reading.lower[max(start - 2, 0) : start] if word not in ("the", "a", "an", "-")]
    return bool(before) and before[-1] in reading.gazetteer.patterns.not_now


def _holder(reading: Reading, owner: Actor, relation: str, words: str) -> Actor | None:
    """Who holds the office on the day of the article, where exactly one person can be meant."""
    day = reading.document.article.published
    if day is None:
        return None
    gazetteer, heads = reading.gazetteer, ("headOfStateOf", "headOfGovernmentOf", "headOf")
    related = (relation, *heads) if relation in heads else (relation, "headOf")
    holders = {r: gazetteer.holder(r, owner.id, day) for r in related}
    for actor in dict.fromkeys(actor for found in holders.values() for actor in found):
        if any(h.title == words and h.object == owner.id for h in gazetteer.offices_of(actor.id, day)):
            return actor
    if relation in _NAMED_BY_TITLE:
        return None
    fitting = related if words in _LOOSE_TITLES or relation == "headOf" else (relation,)
    unique = {actor for r in fitting for actor in holders[r] if not gazetteer.hands_over(actor.id, r, owner.id, day)}
    sir = gazetteer.patterns.genders.get(words)
    if len(unique) != 1 or (sir and gazetteer.gender(next(iter(unique)).id) not in (sir, None)):
        return None
    return unique.pop()


def read_phrase(reading: Reading, start: int) -> int:
    """Reads "President Clinton", "the president of Armenia", "the Ministry of Defence of Ukraine", "rebels in Chad"."""
    phrase = reading.phrase(start)
    if phrase is None:
        return start + 1
    owner = owner_behind(reading, phrase.end)
    if phrase.sort == "body":
        return _read_body_of(reading, phrase, owner)
    if phrase.sort == "role":
        return _read_role_in(reading, phrase)
    is_office = phrase.sort == "title"
    relation = str(phrase.value) if is_office else ""
    sector = _SIDES.get(relation, "GOV") if is_office else str(phrase.value)
    title = Title(None, relation, _words(reading, phrase), sector, _is_not_now(reading, phrase.start))
    if owner and owner[2] == "of":
        return _read_office_of(reading, phrase, replace(title, of=owner[1]), owner[0])
    return read_person(reading, phrase.end, title) or _read_role_in(reading, phrase)


def _read_body_of(reading: Reading, phrase: Phrase, owner: tuple[int, Actor, str] | None) -> int:
    if owner is None or owner[2] != "of" or owner[1].kind is not Kind.COUNTRY:
        return phrase.end
    reading.add(phrase.start, owner[0], _body(owner[1], phrase), Resolution.PATTERN)
    return owner[0]


def _read_role_in(reading: Reading, phrase: Phrase) -> int:
    """Unnamed people of a country that is named behind them; the country keeps a mention of its own."""
    patterns, words = reading.gazetteer.patterns, tuple(reading.lower[phrase.start : phrase.end])
    sector = patterns.roles.get(words)
    owner = owner_behind(reading, phrase.end)
    if sector and owner and (words in patterns.located or words[-1:] in patterns.located):
        reading.add(phrase.start, phrase.end, _acting(reading, owner[1], sector), Resolution.PATTERN)
    return phrase.end


def _read_office_of(reading: Reading, phrase: Phrase, title: Title, end: int) -> int:
    assert title.of is not None
    name = end + (reading.lower[end : end + 1] == [","])
    if after := read_person(reading, name, title, known_only=name > end):
        reading.add(phrase.start, phrase.end, reading.found[name].actor, Resolution.OFFICE)
        _add_owner(reading, phrase.end, end)
        return after
    holder = _holder(reading, title.of, title.relation, title.words) if title.relation and not title.past else None
    if holder:
        reading.add(phrase.start, phrase.end, in_office(reading, holder, title), Resolution.OFFICE)
        _add_owner(reading, phrase.end, end)
    else:
        side = _FORMER if title.past else title.sector
        reading.add(phrase.start, end, _acting(reading, title.of, side), Resolution.PATTERN)
    return end


def _add_owner(reading: Reading, start: int, end: int) -> None:
    """The country or organisation behind "of" in pieces ``[start, end)``, as a mention of its own."""
    for piece in range(start + 1, end):
        hit = reading.hits.get(piece)
        claim = claim_of(reading, hit) if hit else None
        if hit is not None and claim is not None:
            reading.add(hit.start, hit.end, with_side(reading.gazetteer.actors[claim.actor], claim), claim.how)
            return
