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

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geokg.gazetteer.bearers import Bearers, Title
from geokg.gazetteer.scan import Hit, Phrase, is_joined, phrase_at, scan
from geokg.model import Actor, Kind, Mention, Resolution
from geokg.names import split_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as Entity

    from geokg.document import Document
    from geokg.gazetteer import Gazetteer
    from geokg.gazetteer.files import Name
    from geokg.names import Piece

__all__ = ["find_actors"]

_MOST_MODIFIERS = 4
_LONGEST_RUN = 6
_SHORTEST_ACRONYM = 2
_OWNERS = frozenset({Kind.COUNTRY, Kind.ORGANIZATION, Kind.PLACE, Kind.GROUP, Kind.ARMED_GROUP, Kind.PARTY, Kind.BODY})
_BODILESS = frozenset({Kind.ARMED_GROUP, Kind.PARTY, Kind.BODY})
_WITHIN = frozenset({"in", "of", "from", "across", "throughout", "inside"})
_HYPHENED = frozenset({"led", "dominated", "commanded"})
_LANGUAGE = frozenset({"in", "into", "speak", "speaks", "spoke", "speaking", "translated"})
_REGIMES = frozenset({"administration", "government", "cabinet", "regime", "presidency"})
#: What months do: "May saw protests".
_OF_MONTHS = frozenset({"see", "bring", "mark", "be", "have", "begin", "end", "come"})
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_INSIDE_NAMES = frozenset({"de", "del", "di", "du", "da", "des"})
_LOOSE_TITLES = frozenset({"leader", "ruler", "head", "chief", "boss", "dictator"})
#: The side of offices that are not of the government itself.
_SIDES = {"commanderOf": "MIL"}
_TELLING = frozenset({"MIL", "REB", "OPP"})
_NAMED_BY_TITLE = frozenset({"ministerOf", "ambassadorOf", "spokespersonOf", "commanderOf"})


@dataclass(frozen=True, slots=True)
class _Found:
    """Pieces ``[start, end)`` that stand for an actor."""

    start: int
    end: int
    actor: Actor
    how: Resolution


@dataclass(slots=True)
class _Reading:
    """A document while it is read: its pieces, what stands where, and the people met so far."""

    document: Document
    raw: str
    gazetteer: Gazetteer
    words: list[Piece]
    lower: list[str]
    people: Bearers
    hits: dict[int, Hit] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    strangers: dict[int, int] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    found: dict[int, _Found] = field(default_factory=dict)
    entities: Sequence[Entity] = ()

    def add(self, start: int, end: int, actor: Actor, how: Resolution) -> None:
        """Keeps the finding unless an earlier one holds any of its pieces."""
        if all(i not in self.found for i in range(start, end)):
            finding = _Found(start, end, actor, how)
            self.found.update(dict.fromkeys(range(start, end), finding))

    def phrase(self, start: int) -> Phrase | None:
        """The longest title, body or role that begins at a piece."""
        return phrase_at(self.words, self.lower, start, self.gazetteer.patterns)

    def token(self, piece: int) -> int:
        """The index of the token that a piece begins in."""
        return bisect_right(self.starts, self.words[piece].start) - 1

    def text(self, start: int, end: int) -> str:
        """The text of pieces ``[start, end)`` as it stands in the document."""
        return self.raw[self.words[start].start : self.words[end - 1].end]


def find_actors(document: Document, gazetteer: Gazetteer) -> dict[int, Mention]:
    """The mentions of actors by the index of each of their tokens.

    Pronouns and descriptions are left to coreference. A title with a name gives a mention of the name alone.
    """
    raw = document.doc.text  # spaCy joins the tokens anew each time it is asked
    words = split_pieces(raw)
    reading = _Reading(
        raw=raw,
        document=document,
        gazetteer=gazetteer,
        words=words,
        lower=[word.text.lower() for word in words],
        people=Bearers(gazetteer, document.article.published, document.article.key),
        starts=document.doc.to_array(["IDX"]).tolist(),
        entities=document.doc.ents,
    )
    reading.hits = {hit.start: hit for hit in scan(words, gazetteer)}
    reading.named = {
        claim.actor for hit in reading.hits.values() for claim in hit.claims if not claim.weak and len(hit.claims) == 1
    }
    for word in gazetteer.contexts.keys() & {word.text for word in words}:
        reading.named.update(gazetteer.contexts[word])
    for hit in reading.hits.values():
        if not hit.claims and not hit.is_surname:
            reading.blocked.update(range(hit.start, hit.end))
    reading.countries = {iso3 for actor in map(gazetteer.actors.get, reading.named) if (iso3 := _own_code(actor))}
    reading.strangers = _strangers(reading)
    _read(reading)
    _add_entities(reading)
    _add_surnames(reading)
    return _mentions(reading)


def _own_code(actor: Actor | None) -> str | None:
    return actor.iso3 if actor and actor.kind in (Kind.COUNTRY, Kind.PERSON) else None


def _strangers(reading: _Reading) -> dict[int, int]:
    """Where the full names of people begin that the model found and that hold no known name but a surname."""
    found = {}
    for entity in reading.entities:
        if entity.label_ == "PERSON":
            start, end = _trim(reading, entity)
            inside = [hit for i in range(start, end) if (hit := reading.hits.get(i))]
            if end > start + 1 and all(hit.is_surname for hit in inside):
                found[start] = end
    return found


# --- reading left to right ---------------------------------------------------------------------------------------


def _read(reading: _Reading) -> None:
    i = 0
    while i < len(reading.words):
        hit = reading.hits.get(i)
        if i in reading.strangers and i not in reading.found:
            i = max(_read_stranger(reading, i, reading.strangers[i]), i + 1)
        elif hit:
            i = max(_read_hit(reading, hit), i + 1)
        elif i in reading.found:
            i = reading.found[i].end
        elif reading.lower[i] not in reading.gazetteer.patterns.lengths:
            i += 1
        else:
            i = max(_read_phrase(reading, i), i + 1)


def _read_stranger(reading: _Reading, start: int, end: int) -> int:
    """Reads the full name of a person in its turn, so that a surname behind it is that person's."""
    _add_unknown_person(reading, start, end)
    return end if start in reading.found else start + 1


def _read_hit(reading: _Reading, hit: Hit) -> int:
    """Reads a known name and what it governs; returns the piece to go on from."""
    if hit.start in reading.blocked:
        return hit.end
    claim = _claim(reading, hit)
    actor = reading.gazetteer.actors[claim.actor] if claim else None
    if claim is None or actor is None or actor.kind is Kind.PERSON:
        return _read_known_person(reading, hit)
    if hit.start in reading.found:
        return hit.end
    if _names_thing(reading, hit):
        reading.blocked.update(range(hit.start, hit.end))
        return hit.end
    if _is_other_name(reading, hit):
        return _read_known_person(reading, hit) if hit.may_be_surname else hit.end
    if end := _read_institution(reading, hit, actor):
        return end
    if owner := _other_owner(reading, hit, actor):
        actor = reading.people.found(reading.text(hit.start, hit.end), actor.kind, owner.iso3, actor.sector)
        reading.add(hit.start, hit.end, actor, Resolution.FOUND)
        return hit.end
    if actor.kind in _OWNERS and (end := _read_owned(reading, hit, actor, claim)):
        return end
    reading.add(hit.start, hit.end, _with_side(actor, claim), claim.how)
    return hit.end


def _other_owner(reading: _Reading, hit: Hit, actor: Actor) -> Actor | None:
    """The country right before a party or body that is another country's: "Russia's Liberal Democratic Party"."""
    if actor.kind not in (Kind.PARTY, Kind.BODY) or not actor.iso3:
        return None
    end = hit.start
    while end and reading.lower[end - 1] in ("s", "'"):
        end -= 1
    before = reading.found.get(end - 1)
    if before is None or before.actor.kind is not Kind.COUNTRY or not is_joined(reading.words, end - 1, end + 1):
        return None
    return before.actor if before.actor.iso3 not in (actor.iso3, None) else None


def _claim(reading: _Reading, hit: Hit) -> Name | None:
    """The claim that the article bears out by its date or by what else it names, else the strong one."""
    if len(hit.claims) > 1:
        for bears_out in (_of_the_day, _is_named, _is_of_named_country):
            borne_out = [claim for claim in hit.claims if bears_out(reading, hit, claim)]
            if len(borne_out) == 1:
                return borne_out[0]
    strong = next((claim for claim in hit.claims if not claim.weak), None)
    borne_out = [c for c in hit.claims if _is_named(reading, hit, c) or _is_of_named_country(reading, hit, c)]
    return strong or next(iter(borne_out), None)


def _of_the_day(reading: _Reading, hit: Hit, claim: Name) -> bool:
    """True for a state of the past on a day on which it existed: Moscow was Soviet in 1990."""
    day, existed = reading.document.article.published, reading.gazetteer.existed.get(claim.actor)
    return day is not None and existed is not None and existed.end is not None and existed.covers(day)


def _is_named(reading: _Reading, hit: Hit, claim: Name) -> bool:
    return claim.actor in reading.named


def _is_of_named_country(reading: _Reading, hit: Hit, claim: Name) -> bool:
    """True for a rival, an acronym or a name of several words whose actor acts for a country that the article names."""
    actor = reading.gazetteer.actors[claim.actor]
    if actor.kind in (Kind.COUNTRY, Kind.PLACE, Kind.PERSON) or actor.iso3 not in reading.countries:
        return False
    return len(hit.claims) > 1 or hit.end > hit.start + 1 or reading.words[hit.start].text.isupper()


def _with_side(actor: Actor, claim: Name) -> Actor:
    """A metonym is the government; a demonym used as a noun is its people."""
    side = {"metonyms": "GOV", "capital": "GOV", "demonyms": "CVL"}.get(claim.column)
    if actor.kind not in (Kind.COUNTRY, Kind.ORGANIZATION):
        return actor
    return replace(actor, sector=side) if side else actor


def _is_other_name(reading: _Reading, hit: Hit) -> bool:
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
        before = token.i > 0 and doc[token.i - 1].ent_type_ == "PERSON" and token.ent_iob_ == "I"
        after = token.i + 1 < len(doc) and doc[token.i + 1].ent_iob_ == "I" and doc[token.i + 1].text[:1].isupper()
        if inside and (before or after):
            return True
    if hit.claims[0].column == "adjectives" and token.i > 0 and doc[token.i - 1].lower_ in _LANGUAGE:
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        return following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")
    return False


def _names_thing(reading: _Reading, hit: Hit) -> bool:
    """True in "Brazil nuts" and "the Ottawa Treaty": a thing is called after a country or city."""
    following = reading.words[hit.end].text if hit.end < len(reading.words) else ""
    return following in reading.gazetteer.patterns.things and is_joined(reading.words, hit.end - 1, hit.end + 1)


def _has_article(reading: _Reading, start: int) -> bool:
    """True behind an article, with an adjective between at most."""
    before = reading.lower[max(start - 2, 0) : start]
    return any(word in ("the", "a", "an") for word in before)


def _after_owner(reading: _Reading, end: int) -> int:
    """The piece after a possessive or after "-led"."""
    lower, words = reading.lower, reading.words
    following = lower[end : end + 2]
    if following[:1] == ["'"] and words[end].start == words[end - 1].end:
        return end + 2 if following[1:] == ["s"] and words[end + 1].start == words[end].end else end + 1
    if following[:1] == ["-"] and words[end].start == words[end - 1].end:
        return end + 2 if following[1:] and following[1] in _HYPHENED else -1
    return end


def _read_owned(reading: _Reading, hit: Hit, owner: Actor, claim: Name) -> int | None:
    """Reads the body, office, person or role that stands behind a country or organisation."""
    start = _after_owner(reading, hit.end)
    if start < 0:
        return None
    phrase = _governed(reading, start)
    if phrase is None:
        return None
    if phrase.sort == "body":
        return _read_body(reading, hit, owner, phrase) if owner.kind not in _BODILESS else None
    if phrase.sort in ("title", "honorific"):
        return _read_office(reading, hit, owner, claim, phrase)
    reading.add(hit.start, phrase.end, _acting(reading, owner, str(phrase.value)), Resolution.PATTERN)
    return phrase.end


def _governed(reading: _Reading, start: int) -> Phrase | None:
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


def _is_party(reading: _Reading, hit: Hit) -> bool:
    claim = _claim(reading, hit)
    return claim is not None and reading.gazetteer.actors[claim.actor].kind in (Kind.PARTY, Kind.GROUP)


def _furthest(reading: _Reading, phrase: Phrase) -> Phrase:
    """The last of a run of nouns is the head: "army officers" are officers."""
    following = reading.phrase(phrase.end)
    joined = following and is_joined(reading.words, phrase.end - 1, phrase.end + 1)
    if following and joined and phrase.sort in ("body", "role") and following.sort == "role":
        return _furthest(reading, replace(following, start=phrase.start))
    return phrase


def _acting(reading: _Reading, owner: Actor, sector: str) -> Actor:
    """The country of a place, or the body or organisation itself, acting on a side."""
    sector = _own_side(owner, sector)
    if owner.kind is Kind.PLACE and owner.iso3:
        owner = reading.gazetteer.countries.get(owner.iso3, owner)
    return replace(owner, sector=sector)


def _own_side(owner: Actor, sector: str) -> str:
    """The people of an armed group or party are on its side, and so are the officials of a body."""
    is_own = owner.kind in (Kind.ARMED_GROUP, Kind.PARTY) or (owner.kind is Kind.BODY and sector == "GOV")
    return owner.sector if is_own and owner.sector else sector


def _read_body(reading: _Reading, hit: Hit, owner: Actor, phrase: Phrase) -> int:
    following = reading.phrase(phrase.end)
    if following and following.sort in ("title", "honorific"):
        body = _body(owner, phrase)
        reading.add(hit.start, phrase.end, body, Resolution.PATTERN)
        sector = body.sector or "GOV"
        relation = str(following.value) if following.sort == "title" else ""
        title = Title(owner, relation, _words(reading, following), sector)
        if end := _read_person(reading, following.end, title):
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


def _words(reading: _Reading, phrase: Phrase) -> str:
    return " ".join(reading.lower[phrase.start : phrase.end])


def _read_office(reading: _Reading, hit: Hit, owner: Actor, claim: Name, phrase: Phrase) -> int:
    """A title with a name is the person named; a title alone is the holder on the day."""
    is_office = phrase.sort == "title"
    relation = str(phrase.value) if is_office else ""
    sector = _SIDES.get(relation, "GOV") if is_office else str(phrase.value)
    sector = _own_side(owner, sector)
    title = Title(owner, relation, _words(reading, phrase), sector)
    if end := _read_person(reading, phrase.end, title):
        reading.add(hit.start, hit.end, _with_side(owner, claim), claim.how)
        return end
    comma = phrase.end
    if reading.lower[comma : comma + 1] == [","] and (end := _read_person(reading, comma + 1, title, known_only=True)):
        person = reading.found[comma + 1].actor
        reading.add(hit.start, hit.end, _with_side(owner, claim), claim.how)
        reading.add(phrase.start, phrase.end, person, Resolution.OFFICE)
        return end
    holder = _holder(reading, owner, relation, title.words) if is_office else None
    if holder:  # the country keeps a mention of its own: whose office it is, is a statement
        reading.add(hit.start, hit.end, _with_side(owner, claim), claim.how)
        reading.add(phrase.start, phrase.end, _in_office(reading, holder, title), Resolution.OFFICE)
    else:
        reading.add(hit.start, phrase.end, _acting(reading, owner, sector), Resolution.PATTERN)
    return phrase.end


def _holder(reading: _Reading, owner: Actor, relation: str, words: str) -> Actor | None:
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
    fitting = related if words in _LOOSE_TITLES else (relation, "headOf")
    unique = {actor for r in fitting for actor in holders[r] if not gazetteer.hands_over(actor.id, r, owner.id, day)}
    return unique.pop() if len(unique) == 1 else None


# --- titles and bodies that stand alone or before their country ---------------------------------------------------


def _read_phrase(reading: _Reading, start: int) -> int:
    """Reads "President Clinton", "the president of Armenia", "the Ministry of Defence of Ukraine", "rebels in Chad"."""
    phrase = reading.phrase(start)
    if phrase is None:
        return start + 1
    owner = _owner_behind(reading, phrase.end)
    if phrase.sort == "body":
        return _read_body_of(reading, phrase, owner)
    if phrase.sort == "role":
        return _read_role_in(reading, phrase)
    is_office = phrase.sort == "title"
    relation = str(phrase.value) if is_office else ""
    sector = _SIDES.get(relation, "GOV") if is_office else str(phrase.value)
    title = Title(None, relation, _words(reading, phrase), sector)
    if owner and owner[2] == "of":
        return _read_office_of(reading, phrase, replace(title, of=owner[1]), owner[0])
    return _read_person(reading, phrase.end, title) or _read_role_in(reading, phrase)


def _owner_behind(reading: _Reading, end: int) -> tuple[int, Actor, str] | None:
    """The piece after the country or organisation behind "of", "in" or "from", that actor, and the preposition."""
    preposition = reading.lower[end] if end < len(reading.lower) else ""
    if preposition not in _WITHIN:
        return None
    start = end + 1 + (reading.lower[end + 1 : end + 2] == ["the"])
    hit = reading.hits.get(start)
    claim = _claim(reading, hit) if hit else None
    if hit is None or claim is None or claim.column in ("adjectives", "demonyms"):
        return None
    actor = reading.gazetteer.actors[claim.actor]
    return (hit.end, actor, preposition) if actor.kind in _OWNERS and not _goes_on(reading, hit.end) else None


def _goes_on(reading: _Reading, end: int) -> bool:
    """True where a noun follows, which is the real owner: "head of the UN mission"."""
    if end >= len(reading.words) or not is_joined(reading.words, end - 1, end + 1):
        return False
    following = reading.document.doc[reading.token(end)]
    return following.pos_ == "NOUN" or (following.pos_ == "PART" and following.tag_ == "POS")


def _read_body_of(reading: _Reading, phrase: Phrase, owner: tuple[int, Actor, str] | None) -> int:
    if owner is None or owner[2] != "of" or owner[1].kind is not Kind.COUNTRY:
        return phrase.end
    reading.add(phrase.start, owner[0], _body(owner[1], phrase), Resolution.PATTERN)
    return owner[0]


def _read_role_in(reading: _Reading, phrase: Phrase) -> int:
    """Unnamed people of a country that is named behind them; the country keeps a mention of its own."""
    patterns, words = reading.gazetteer.patterns, tuple(reading.lower[phrase.start : phrase.end])
    sector = patterns.roles.get(words)
    owner = _owner_behind(reading, phrase.end)
    if sector and owner and (words in patterns.located or words[-1:] in patterns.located):
        reading.add(phrase.start, phrase.end, _acting(reading, owner[1], sector), Resolution.PATTERN)
    return phrase.end


def _read_office_of(reading: _Reading, phrase: Phrase, title: Title, end: int) -> int:
    assert title.of is not None
    name = end + (reading.lower[end : end + 1] == [","])
    if after := _read_person(reading, name, title, known_only=name > end):
        reading.add(phrase.start, phrase.end, reading.found[name].actor, Resolution.OFFICE)
        _add_owner(reading, phrase.end, end)
        return after
    holder = _holder(reading, title.of, title.relation, title.words) if title.relation else None
    if holder:
        reading.add(phrase.start, phrase.end, _in_office(reading, holder, title), Resolution.OFFICE)
        _add_owner(reading, phrase.end, end)
    else:
        reading.add(phrase.start, end, _acting(reading, title.of, title.sector), Resolution.PATTERN)
    return end


def _add_owner(reading: _Reading, start: int, end: int) -> None:
    """The country or organisation behind "of" in pieces ``[start, end)``, as a mention of its own."""
    for piece in range(start + 1, end):
        hit = reading.hits.get(piece)
        claim = _claim(reading, hit) if hit else None
        if hit is not None and claim is not None:
            reading.add(hit.start, hit.end, _with_side(reading.gazetteer.actors[claim.actor], claim), claim.how)
            return


# --- people ------------------------------------------------------------------------------------------------------


def _read_person(reading: _Reading, start: int, title: Title, *, known_only: bool = False) -> int | None:
    """Reads the name behind a title; returns the piece after it, or None if no name stands there."""
    limit = _run(reading, start)
    if limit is None:
        return None
    owner = _owner_behind(reading, limit)
    if title.of is None and owner and owner[2] == "of":
        title = replace(title, of=owner[1])
    for end in range(limit, start, -1):
        known = reading.people.known(reading.text(start, end), title)
        if known and (end == limit or not _same_name(reading, end - 1)):
            return _add_person(reading, start, end, known, title)
    stop = _unknown_end(reading, start, limit)
    if stop is None or (known_only and not _is_entity(reading, start, "PERSON")):
        return None
    return _add_person(reading, start, stop, reading.people.resolve(reading.text(start, stop), title), title)


def _add_person(reading: _Reading, start: int, end: int, found: tuple[Actor, Resolution], title: Title) -> int:
    actor, how = found
    regime = _after_owner(reading, end)
    if regime > 0 and reading.lower[regime : regime + 1] and reading.lower[regime] in _REGIMES:
        country = _country_of(reading, actor)
        if country:
            reading.add(start, regime + 1, replace(country, sector="GOV"), Resolution.PATTERN)
            return regime + 1
    reading.add(start, end, _in_office(reading, actor, title), how)
    return end


def _in_office(reading: _Reading, person: Actor, title: Title) -> Actor:
    """The person, acting for whom the title says, and for no country while heading an organisation of many."""
    gazetteer, day = reading.gazetteer, reading.document.article.published
    if title.sector in _TELLING or (title.relation and title.of and title.of.kind is Kind.COUNTRY):
        person = replace(person, sector=title.sector)
    if day is None:
        return person
    heads = [gazetteer.actors[held.object].kind for held in gazetteer.offices_of(person.id, day)]
    return replace(person, iso3=None) if heads and set(heads) == {Kind.ORGANIZATION} else person


def _country_of(reading: _Reading, person: Actor) -> Actor | None:
    """The country that a person leads or led."""
    gazetteer = reading.gazetteer
    led = (gazetteer.actors[held.object] for held in gazetteer.offices_of(person.id))
    return next((of for of in led if of.kind is Kind.COUNTRY), gazetteer.countries.get(person.iso3 or ""))


def _run(reading: _Reading, start: int) -> int | None:
    """The piece after a run of capitalised words, particles, initials, hyphens and apostrophes; None if it is empty."""
    patterns, words = reading.gazetteer.patterns, reading.words
    i, end, count = start, None, 0
    while i < len(words) and count < _LONGEST_RUN:
        word = words[i].text
        touching = i > start and words[i].start == words[i - 1].end
        if i > start and words[i].start - words[i - 1].end > 1:
            break
        if word[0].isupper() and word not in patterns.never:
            if i in reading.found or (not touching and _is_elsewhere(reading, i)):
                break
            end, count = i + 1, count + 1
        elif word == "." and touching and len(words[i - 1].text) == 1:
            end = i + 1
        elif not (word in patterns.particles or (word in "-'" and touching)):
            if not (touching and i > start + 1 and words[i - 1].text in "-'" and word.isalpha() and word != "s"):
                break
            end = i + 1
        i += 1
    return end if end is not None and count else None


def _is_elsewhere(reading: _Reading, piece: int) -> bool:
    """True where a known name begins that is no person."""
    hit = reading.hits.get(piece)
    claim = _claim(reading, hit) if hit else None
    return claim is not None and reading.gazetteer.actors[claim.actor].kind is not Kind.PERSON


def _entity(reading: _Reading, piece: int) -> Entity | None:
    token = reading.document.doc[reading.token(piece)]
    if not token.ent_type_:
        return None
    return next((ent for ent in reading.entities if ent.start <= token.i < ent.end), None)


def _is_entity(reading: _Reading, piece: int, label: str) -> bool:
    return reading.document.doc[reading.token(piece)].ent_type_ == label


def _same_name(reading: _Reading, piece: int) -> bool:
    """True where the model takes the next word for a part of the same name, and it is no verb."""
    if piece + 1 >= len(reading.words):
        return False
    following = reading.document.doc[reading.token(piece + 1)]
    return following.ent_iob_ == "I" and following.pos_ == "PROPN" and following.text[:1].isupper()


def _unknown_end(reading: _Reading, start: int, limit: int) -> int | None:
    """Where an unknown name behind a title ends: with the entity of the model, else with the proper nouns."""
    doc = reading.document.doc
    end = start
    while end < limit:
        token = doc[reading.token(end)]
        if end > start and token.ent_iob_ == "B" and token.ent_type_ != "PERSON":
            break
        if token.pos_ in ("VERB", "AUX", "ADV", "SCONJ", "PRON") and token.ent_type_ != "PERSON":
            break
        end += 1
    return end if end > start else None


def _read_known_person(reading: _Reading, hit: Hit) -> int:
    """Reads a known name of a person that has no title, unless it is part of another name."""
    is_full = not hit.is_surname and hit.end > hit.start + 1
    if not is_full and _is_part_of_name(reading, hit):
        return _read_namesake(reading, hit)
    if _is_part_of_institution(reading, hit):
        return hit.end
    if is_full and (end := _longer_name(reading, hit)):
        _add_unknown_person(reading, hit.start, end)
        return end
    found = reading.people.known(reading.text(hit.start, hit.end), Title())
    return _add_person(reading, hit.start, hit.end, found, Title()) if found else hit.end


def _read_namesake(reading: _Reading, hit: Hit) -> int:
    """Reads a person whose surname is somebody known's: "Kenji Takaichi" is no minister, nor is Takaichi behind him."""
    given = hit.start - 1
    if given < 0 or given in reading.found or given in reading.hits or not _is_given_name(reading, given):
        return hit.end
    _add_unknown_person(reading, given, hit.end)
    return hit.end


def _is_given_name(reading: _Reading, piece: int) -> bool:
    token, word = reading.document.doc[reading.token(piece)], reading.words[piece].text
    is_title = reading.lower[piece] in reading.gazetteer.patterns.lengths or word in reading.gazetteer.patterns.never
    return token.pos_ == "PROPN" and word.istitle() and not is_title and is_joined(reading.words, piece, piece + 2)


def _is_part_of_name(reading: _Reading, hit: Hit) -> bool:
    doc = reading.document.doc
    first, last = reading.token(hit.start), reading.token(hit.end - 1)
    if _is_hyphened(reading, hit.end) or (doc[last].ent_type_ != "PERSON" and not _looks_like_name(reading, hit)):
        return True
    if _is_before_place(reading, hit.end):
        return True
    never = reading.gazetteer.patterns.never
    before = doc[first - 1] if first and doc[first - 1].text not in never else None
    if before is not None and before.lower_ in _INSIDE_NAMES and first > 1 and doc[first - 2].text.istitle():
        return True  # "El Eco de Jovel"
    if before is not None and before.pos_ == "PROPN" and before.text[:1].isupper() and before.whitespace_:
        is_title = before.lower_ in reading.gazetteer.patterns.lengths or hit.start - 1 in reading.found
        if not is_title and not before.is_sent_start:
            return True
        if doc[first].ent_iob_ == "I" and not is_title:
            return True
    return _same_name(reading, hit.end - 1) and doc[last].ent_type_ == "PERSON"


def _looks_like_name(reading: _Reading, hit: Hit) -> bool:
    """True for a proper noun; the tagger misses rare names that open a sentence, where what follows them tells it.

    A name that is a common word too ("May") must be of somebody in office on the day who does something.
    """
    doc, last = reading.document.doc, reading.token(hit.end - 1)
    following = doc[min(last + 1, len(doc) - 1)]
    opens = bool(doc[reading.token(hit.start)].is_sent_start) and following.i > last
    is_word = reading.words[hit.start].text in reading.gazetteer.patterns.never
    if doc[last].pos_ == "PROPN" and not is_word:
        return True
    if doc[last].tag_.startswith("NN") and not is_word:
        return opens and (following.tag_ in ("VBD", "VBZ", "MD", "CC") or following.text == ",")
    acts = opens and following.tag_ in ("VBD", "VBZ") and following.lemma_ not in _OF_MONTHS
    return acts and reading.people.in_office(reading.text(hit.start, hit.end))


def _is_before_place(reading: _Reading, end: int) -> bool:
    """True for the town in "Austin, Texas"."""
    hit = reading.hits.get(end + 1) if reading.lower[end : end + 1] == [","] else None
    claim = _claim(reading, hit) if hit else None
    if hit is None or claim is None or claim.column != "label":
        return False
    return reading.gazetteer.actors[claim.actor].kind is Kind.PLACE and reading.lower[hit.end : hit.end + 1] != ["'"]


def _longer_name(reading: _Reading, hit: Hit) -> int | None:
    """The piece after a name that goes on behind a known one: "John Garang Deng" is not John Garang."""
    if not _same_name(reading, hit.end - 1) or hit.end in reading.hits or reading.lower[hit.end] in _GENERATIONS:
        return None
    entity = _entity(reading, hit.start)
    end = _trim(reading, entity)[1] if entity is not None and entity.label_ == "PERSON" else hit.end
    return end if end > hit.end else None


def _is_hyphened(reading: _Reading, end: int) -> bool:
    """True where the word goes on behind an apostrophe or hyphen: "Xi'an"."""
    words = reading.words
    if end + 1 >= len(words) or words[end].text not in "'-" or words[end].start != words[end - 1].end:
        return False
    return words[end + 1].start == words[end].end and words[end + 1].text != "s" and words[end].text == "'"


def _is_part_of_institution(reading: _Reading, hit: Hit) -> bool:
    """True in "Carter Center", "Trump Tower"."""
    return _same_name(reading, hit.end - 1) and not _is_entity(reading, hit.start, "PERSON")


# --- what only the model found ------------------------------------------------------------------------------------


def _add_entities(reading: _Reading) -> None:
    """Adds the people, organisations and places of the model that no known name touches."""
    for entity in reading.entities:
        if entity.label_ not in ("PERSON", "ORG", "GPE"):
            continue
        start, end = _trim(reading, entity)
        if end <= start or any(i in reading.found for i in range(start, end)):
            continue
        if not reading.blocked.isdisjoint(range(start, end)):
            continue
        if entity.label_ == "PERSON":
            _add_unknown_person(reading, start, end)
        elif entity.label_ == "ORG":
            _add_organisation(reading, start, end, None)
        elif all(_is_name_word(reading, i) for i in range(start, end)):
            reading.add(start, end, reading.people.found(reading.text(start, end), Kind.PLACE), Resolution.FOUND)


def _add_surnames(reading: _Reading) -> None:
    """Adds later and earlier surnames of people that the article names in full."""
    for i in range(len(reading.words)):
        end = _run(reading, i) if i not in reading.found and reading.words[i].text[0].isupper() else None
        person = reading.people.remembered(reading.text(i, end)) if end else None
        if (
            end
            and person
            and reading.document.doc[reading.token(i)].pos_ == "PROPN"
            and not _touches_name(reading, i, end)
        ):
            reading.add(i, end, person, Resolution.SURNAME)


def _touches_name(reading: _Reading, start: int, end: int) -> bool:
    """True where a capitalised name stands directly before or behind."""
    doc = reading.document.doc
    around = [doc[i] for i in (reading.token(start) - 1, reading.token(end - 1) + 1) if 0 <= i < len(doc)]
    return any((other.pos_ == "PROPN" and other.text[:1].isupper()) or other.text == "-" for other in around)


def _trim(reading: _Reading, entity: Entity) -> tuple[int, int]:
    """The pieces of an entity without article, titles, possessive and marks at its edges."""
    start = bisect_left(reading.words, entity.start_char, key=lambda word: word.start)
    end = bisect_left(reading.words, entity.end_char, key=lambda word: word.start)
    while end > start and (reading.lower[end - 1] in ("s", "'") or not reading.words[end - 1].text[0].isalnum()):
        if reading.lower[end - 1] == "s" and reading.lower[end - 2 : end - 1] != ["'"]:
            break
        end -= 1
    while start < end:
        phrase = reading.phrase(start)
        if reading.lower[start] in ("the", "a", "an") or not reading.words[start].text[0].isalnum():
            start += 1
        elif entity.label_ == "PERSON" and phrase and phrase.sort in ("title", "honorific") and phrase.end < end:
            start = phrase.end
        else:
            break
    return start, end


def _is_name_word(reading: _Reading, piece: int) -> bool:
    word = reading.words[piece].text
    if not word[0].isalpha():
        return word in "-'."
    if word.islower() and piece and reading.words[piece - 1].text == "-":
        return True  # Kim Sung-nam
    return (word[0].isupper() and word not in reading.gazetteer.patterns.never) or (
        word in reading.gazetteer.patterns.particles or word in ("of", "the", "and", "for", "s")
    )


def _add_unknown_person(reading: _Reading, start: int, end: int) -> None:
    names = [i for i in range(start, end) if reading.words[i].text[0].isupper()]
    if not names or not all(_is_name_word(reading, i) for i in range(start, end)):
        return
    actor, how = reading.people.resolve(reading.text(start, end), Title())
    reading.add(start, end, actor, how)


def _add_organisation(reading: _Reading, start: int, end: int, iso3: str | None) -> bool:
    """Adds an organisation that the files do not know, if its name tells what it is."""
    if not all(_is_name_word(reading, i) for i in range(start, end)):
        return False
    capitals = [word.text for word in reading.words[start:end] if word.text[0].isupper()]
    heads = reading.gazetteer.patterns.heads
    kinds = [kind for word in reversed(capitals) if (kind := heads.get(word.lower()))]
    is_acronym = len(capitals) == 1 and capitals[0].isupper() and len(capitals[0]) > _SHORTEST_ACRONYM
    if is_acronym or (len(capitals) > 1 and kinds):
        kind = kinds[0] if kinds else Kind.GROUP
        reading.add(start, end, reading.people.found(reading.text(start, end), kind, iso3), Resolution.FOUND)
        return True
    return False


def _read_institution(reading: _Reading, hit: Hit, owner: Actor) -> int | None:
    """An unknown organisation whose name holds a country ("Nigerian Union of Teachers") acts for that country."""
    start, end = _institution(reading, hit)
    governed = _governed(reading, hit.end)
    is_role = governed is not None and governed.sort == "role" and not reading.words[governed.end - 1].text.istitle()
    reach = governed.end if governed and (is_role or governed.sort != "role") else hit.end
    if start > hit.start or (start == hit.start and end <= reach) or any(i in reading.found for i in range(start, end)):
        return None
    last = reading.lower[end - 1]
    if last not in reading.gazetteer.patterns.heads and "of" not in reading.lower[start:end]:
        return None
    return end if _add_organisation(reading, start, end, owner.iso3) else None


def _institution(reading: _Reading, hit: Hit) -> tuple[int, int]:
    """The pieces of the organisation that a name may be part of: what the model found, else as far as capitals go."""
    entity = _entity(reading, hit.start)
    if entity is not None and entity.label_ == "ORG":
        return _trim(reading, entity)
    end = hit.end
    while end < len(reading.words) and reading.words[end].text.istitle() and is_joined(reading.words, end - 1, end + 1):
        end += 1
    while end > hit.end and reading.lower[end - 1] not in reading.gazetteer.patterns.heads:
        end -= 1
    return hit.start, end


def _mentions(reading: _Reading) -> dict[int, Mention]:
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
