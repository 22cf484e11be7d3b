"""Organisations and places that only the model found, and those whose name holds a known one."""

from __future__ import annotations

from geokg.annotate.actors.claims import governed
from geokg.annotate.actors.people import add_unknown_person
from geokg.annotate.actors.reading import Reading, entity_at, is_name_word, trim
from geokg.gazetteer.scan import Hit, is_joined
from geokg.model import Actor, Kind, Resolution

__all__ = ["add_entities", "read_institution"]

_SHORTEST_ACRONYM = 2


def add_entities(reading: Reading) -> None:
    """Adds the people, organisations and places of the model that no known name touches."""
    for entity in reading.entities:
        if entity.label_ not in ("PERSON", "ORG", "GPE"):
            continue
        start, end = trim(reading, entity)
        if end <= start or any(i in reading.found for i in range(start, end)):
            continue
        if not reading.blocked.isdisjoint(range(start, end)):
            continue
        if entity.label_ == "PERSON":
            add_unknown_person(reading, start, end)
        elif entity.label_ == "ORG":
            _add_organisation(reading, start, end, None)
        elif all(is_name_word(reading, i) for i in range(start, end)):
            reading.add(start, end, reading.people.found(reading.text(start, end), Kind.PLACE), Resolution.FOUND)


def _add_organisation(reading: Reading, start: int, end: int, iso3: str | None) -> bool:
    """Adds an organisation that the files do not know, if its name tells what it is."""
    if not all(is_name_word(reading, i) for i in range(start, end)):
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


def read_institution(reading: Reading, hit: Hit, owner: Actor) -> int | None:
    """An unknown organisation whose name holds a country ("Nigerian Union of Teachers") acts for that country."""
    start, end = _institution(reading, hit)
    phrase = governed(reading, hit.end)
    is_name = phrase is not None and phrase.sort == "role" and reading.words[phrase.end - 1].text.istitle()
    reach = phrase.end if phrase and not is_name else hit.end
    if start > hit.start or (start == hit.start and end <= reach) or any(i in reading.found for i in range(start, end)):
        return None
    last = reading.lower[end - 1]
    if last not in reading.gazetteer.patterns.heads and "of" not in reading.lower[start:end]:
        return None
    return end if _add_organisation(reading, start, end, owner.iso3) else None


def _institution(reading: Reading, hit: Hit) -> tuple[int, int]:
    """The pieces of the organisation that a name may be part of: what the model found, else as far as capitals go."""
    entity = entity_at(reading, hit.start)
    if entity is not None and entity.label_ == "ORG":
        return trim(reading, entity)
    end = hit.end
    while end < len(reading.words) and reading.words[end].text.istitle() and is_joined(reading.words, end - 1, end + 1):
        end += 1
    while end > hit.end and reading.lower[end - 1] not in reading.gazetteer.patterns.heads:
        end -= 1
    return hit.start, end
