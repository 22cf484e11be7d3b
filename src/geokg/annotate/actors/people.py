"""People: named in full or by surname, with a title or without, known or not."""

from __future__ import annotations

from dataclasses import replace

from geokg.annotate.actors.claims import after_owner, claim_of, owner_behind
from geokg.annotate.actors.reading import Reading, entity_at, is_entity, is_name_word, same_name, trim
from geokg.gazetteer.bearers import Title
from geokg.gazetteer.scan import Hit, is_joined
from geokg.model import Actor, Kind, Resolution
from geokg.names import pieces

__all__ = [
    "add_surnames",
    "add_unknown_person",
    "in_office",
    "read_known_person",
    "read_person",
    "read_stranger",
    "strangers",
]

_LONGEST_RUN = 6
_REGIMES = frozenset({"administration", "government", "cabinet", "regime", "presidency"})
#: What months do: "May saw protests".
_OF_MONTHS = frozenset({"see", "bring", "mark", "be", "have", "begin", "end", "come"})
_INSIDE_NAMES = frozenset({"de", "del", "di", "du", "da", "des"})
_TELLING = frozenset({"MIL", "REB", "OPP"})


def strangers(reading: Reading) -> dict[int, int]:
    """Where the full names of people begin that the model found and that hold no known name but a surname."""
    found = {}
    for entity in reading.entities:
        if entity.label_ == "PERSON":
            start, end = trim(reading, entity)
            inside = [hit for i in range(start, end) if (hit := reading.hits.get(i))]
            if end > start + 1 and all(hit.is_surname for hit in inside):
                found[start] = end
    return found


def read_stranger(reading: Reading, start: int, end: int) -> int:
    """Reads the full name of a person in its turn, so that a surname behind it is that person's."""
    add_unknown_person(reading, start, end)
    return end if start in reading.found else start + 1


def read_person(reading: Reading, start: int, title: Title, *, known_only: bool = False) -> int | None:
    """Reads the name behind a title; returns the piece after it, or None if no name stands there."""
    limit = _run(reading, start)
    if limit is None:
        return None
    owner = owner_behind(reading, limit)
    if title.of is None and owner and owner[2] == "of":
        title = replace(title, of=owner[1])
    for end in range(limit, start, -1):
        known = reading.people.known(reading.text(start, end), title)
        if known and (end == limit or not same_name(reading, end - 1)):
            return _add_person(reading, start, end, known, title)
    stop = _unknown_end(reading, start, limit)
    if stop is None or (known_only and not is_entity(reading, start, "PERSON")):
        return None
    return _add_person(reading, start, stop, reading.people.resolve(reading.text(start, stop), title), title)


def _add_person(reading: Reading, start: int, end: int, found: tuple[Actor, Resolution], title: Title) -> int:
    actor, how = found
    regime = after_owner(reading, end)
    if regime > 0 and reading.lower[regime : regime + 1] and reading.lower[regime] in _REGIMES:
        country = _country_of(reading, actor)
        if country:
            reading.add(start, regime + 1, replace(country, sector="GOV"), Resolution.PATTERN)
            return regime + 1
    reading.add(start, end, in_office(reading, actor, title), how)
    return end


def in_office(reading: Reading, person: Actor, title: Title) -> Actor:
    """The person, acting for whom the title says, and for no country while heading an organisation of many."""
    gazetteer, day = reading.gazetteer, reading.document.article.published
    if title.sector in _TELLING or (title.relation and title.of and title.of.kind is Kind.COUNTRY):
        person = replace(person, sector=title.sector)
    if day is None:
        return person
    heads = [gazetteer.actors[held.object].kind for held in gazetteer.offices_of(person.id, day)]
    return replace(person, iso3=None) if heads and set(heads) == {Kind.ORGANIZATION} else person


def _country_of(reading: Reading, person: Actor) -> Actor | None:
    """The country that a person leads or led."""
    gazetteer = reading.gazetteer
    led = (gazetteer.actors[held.object] for held in gazetteer.offices_of(person.id))
    return next((of for of in led if of.kind is Kind.COUNTRY), gazetteer.countries.get(person.iso3 or ""))


def _run(reading: Reading, start: int) -> int | None:
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


def _is_elsewhere(reading: Reading, piece: int) -> bool:
    """True where a known name begins that is no person."""
    hit = reading.hits.get(piece)
    claim = claim_of(reading, hit) if hit else None
    return claim is not None and reading.gazetteer.actors[claim.actor].kind is not Kind.PERSON


def _unknown_end(reading: Reading, start: int, limit: int) -> int | None:
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


def read_known_person(reading: Reading, hit: Hit) -> int:
    """Reads a known name of a person that has no title, unless it is part of another name."""
    is_full = not hit.is_surname and hit.end > hit.start + 1
    if not is_full and _is_part_of_name(reading, hit):
        return _read_namesake(reading, hit)
    if _is_part_of_institution(reading, hit):
        return hit.end
    if is_full and (end := _longer_name(reading, hit)):
        add_unknown_person(reading, hit.start, end)
        return end
    found = reading.people.known(reading.text(hit.start, hit.end), Title())
    return _add_person(reading, hit.start, hit.end, found, Title()) if found else hit.end


def _read_namesake(reading: Reading, hit: Hit) -> int:
    """Reads a person whose surname is somebody known's: "Kenji Takaichi" is no minister, nor is Takaichi behind him."""
    given = hit.start - 1
    known = reading.hits.get(given)
    if given < 0 or given in reading.found or (known and not known.is_surname) or not _is_given_name(reading, given):
        return hit.end
    add_unknown_person(reading, given, hit.end)
    return hit.end


def _is_given_name(reading: Reading, piece: int) -> bool:
    token, word = reading.document.doc[reading.token(piece)], reading.words[piece].text
    is_title = reading.lower[piece] in reading.gazetteer.patterns.lengths or word in reading.gazetteer.patterns.never
    return token.pos_ == "PROPN" and word.istitle() and not is_title and is_joined(reading.words, piece, piece + 2)


def _is_part_of_name(reading: Reading, hit: Hit) -> bool:
    doc = reading.document.doc
    first, last = reading.token(hit.start), reading.token(hit.end - 1)
    if _is_hyphened(reading, hit.end) or (doc[last].ent_type_ != "PERSON" and not _looks_like_name(reading, hit)):
        return True
    if doc[first].ent_type_ == "DATE" and last + 1 < len(doc) and doc[last + 1].like_num:
        return True  # May 4
    if _is_before_place(reading, hit.end) or (_is_common(reading, hit) and _is_of_somebody_else(reading, hit)):
        return True
    never = reading.gazetteer.patterns.never
    before = doc[first - 1] if first and doc[first - 1].text not in never else None
    if before is not None and before.lower_ in _INSIDE_NAMES and first > 1 and doc[first - 2].text.istitle():
        return True  # "El Eco de Jovel"
    if before is not None and before.pos_ == "PROPN" and before.text[:1].isupper() and before.whitespace_:
        is_title = before.lower_ in reading.gazetteer.patterns.lengths or hit.start - 1 in reading.found
        if not is_title and (not before.is_sent_start or before.ent_type_ == "PERSON"):
            return True
        if doc[first].ent_iob_ == "I" and not is_title:
            return True
    return same_name(reading, hit.end - 1) and doc[last].ent_type_ == "PERSON"


def _looks_like_name(reading: Reading, hit: Hit) -> bool:
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
        capital = doc[last].text[:1].isupper() and not doc[reading.token(hit.start)].is_sent_start
        return capital or (opens and (following.tag_ in ("VBD", "VBZ", "MD", "CC") or following.text == ","))
    acts = opens and following.tag_ in ("VBD", "VBZ") and following.lemma_ not in _OF_MONTHS
    return acts and reading.people.in_office(reading.text(hit.start, hit.end))


def _is_common(reading: Reading, hit: Hit) -> bool:
    """True for a surname that is marked as weak for all its bearers."""
    key = pieces(reading.text(hit.start, hit.end))
    claims = reading.gazetteer.surnames.get(key, ())
    return reading.people.remembered(reading.text(hit.start, hit.end)) is None and all(claim.weak for claim in claims)


def _is_of_somebody_else(reading: Reading, hit: Hit) -> bool:
    """True in "Rice prices" and "Singh, a farmer": a thing, or somebody who needs to be introduced."""
    doc, end = reading.document.doc, reading.token(hit.end - 1) + 1
    if end >= len(doc):
        return False
    if doc[end].tag_ in ("NN", "NNS") and doc[end].text.islower() and doc[end - 1].dep_ in ("compound", "amod", "nmod"):
        return doc[end].lower_ not in _REGIMES
    behind = doc[end + 1] if end + 1 < len(doc) else None
    return doc[end].text == "," and behind is not None and (behind.lower_ in ("a", "an") or behind.like_num)


def _is_before_place(reading: Reading, end: int) -> bool:
    """True for the town in "Austin, Texas"."""
    hit = reading.hits.get(end + 1) if reading.lower[end : end + 1] == [","] else None
    claim = claim_of(reading, hit) if hit else None
    if hit is None or claim is None or claim.column != "label":
        return False
    return reading.gazetteer.actors[claim.actor].kind is Kind.PLACE and reading.lower[hit.end : hit.end + 1] != ["'"]


def _longer_name(reading: Reading, hit: Hit) -> int | None:
    """The piece after a name that goes on behind a known one: "John Garang Deng" is not John Garang."""
    if not same_name(reading, hit.end - 1) or hit.end in reading.hits:
        return None
    entity = entity_at(reading, hit.start)
    end = trim(reading, entity)[1] if entity is not None and entity.label_ == "PERSON" else hit.end
    return end if end > hit.end else None


def _is_hyphened(reading: Reading, end: int) -> bool:
    """True where the word goes on behind an apostrophe or hyphen: "Xi'an"."""
    words = reading.words
    if end + 1 >= len(words) or words[end].text not in "'-" or words[end].start != words[end - 1].end:
        return False
    return words[end + 1].start == words[end].end and words[end + 1].text != "s" and words[end].text == "'"


def _is_part_of_institution(reading: Reading, hit: Hit) -> bool:
    """True in "Carter Center", "Trump Tower"."""
    return same_name(reading, hit.end - 1) and not is_entity(reading, hit.start, "PERSON")


def add_unknown_person(reading: Reading, start: int, end: int) -> None:
    """Adds the person of a name that nobody known fills, if all of it can be a name."""
    names = [i for i in range(start, end) if reading.words[i].text[0].isupper()]
    if not names or not all(is_name_word(reading, i) for i in range(start, end)):
        return
    actor, how = reading.people.resolve(reading.text(start, end), Title())
    reading.add(start, end, actor, how)


def add_surnames(reading: Reading) -> None:
    """Adds later and earlier surnames of people that the article names in full."""
    for i in range(len(reading.words)):
        end = _run(reading, i) if i not in reading.found and reading.words[i].text[0].isupper() else None
        person = reading.people.remembered(reading.text(i, end)) if end else None
        if (
            end
            and person
            and reading.document.doc[reading.token(i)].pos_ == "PROPN"
            and not is_entity(reading, i, "DATE")
            and not _touches_name(reading, i, end)
        ):
            reading.add(i, end, person, Resolution.SURNAME)


def _touches_name(reading: Reading, start: int, end: int) -> bool:
    """True where a capitalised name stands directly before or behind."""
    doc = reading.document.doc
    around = [doc[i] for i in (reading.token(start) - 1, reading.token(end - 1) + 1) if 0 <= i < len(doc)]
    return any((other.pos_ == "PROPN" and other.text[:1].isupper()) or other.text == "-" for other in around)
