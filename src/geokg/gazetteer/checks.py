"""Proves the files of known actors: what no single row shows, beside the mistakes that reading them finds."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from geokg.gazetteer.rows import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geokg.gazetteer.files import ActorFiles, Tenure
    from geokg.gazetteer.patterns import Patterns

__all__ = ["problems"]

#: Offices of which a country has one holder at a time.
_SINGLE = frozenset({"headOfStateOf", "headOfGovernmentOf", "foreignMinisterOf", "defenceMinisterOf"})


def problems(files: ActorFiles, patterns: Patterns) -> list[str]:
    """Every mistake in what was read, one line each; empty where all is well."""
    return [
        *files.problems,
        *_unknown_countries(files),
        *_shared_items(files),
        *_everyday_names(files, patterns.never),
        *_half_marked(files),
        *_rivals(files.tenures, patterns.shared),
        *_repeated(files.tenures),
        *_outlived(files),
    ]


def _unknown_countries(files: ActorFiles) -> Iterator[str]:
    codes = {actor.iso3 for actor in files.actors.values() if actor.kind == "Country"}
    for actor in files.actors.values():
        if actor.iso3 and actor.iso3 not in codes:
            yield f"{actor.id}: iso3 {actor.iso3} is of no country in the files"


def _shared_items(files: ActorFiles) -> Iterator[str]:
    for item, actors in grouped(files.actors.values(), lambda actor: actor.wikidata).items():
        if item and len(actors) > 1:
            yield f"{actors[0].id}: wikidata {item} is also of {actors[1].id}; at least one is wrong"


def _everyday_names(files: ActorFiles, never: frozenset[str]) -> Iterator[str]:
    """A name of one word that opens sentences: He Lifeng must not be found in "He said"."""
    for names in (files.names, files.surnames):
        for name, claims in names.items():
            if len(name) == 1 and name[0] in never and claims:
                yield f"{claims[0].actor}: {name[0]!r} is an everyday word; write a longer form of the name"


def _half_marked(files: ActorFiles) -> Iterator[str]:
    """A surname that is marked with ``?`` although the same word is an unmarked name, or the other way round."""
    for name, claims in files.surnames.items():
        for claim in claims:
            full = [other for other in files.names.get(name, ()) if other.actor == claim.actor]
            if any(other.weak != claim.weak for other in full):
                yield f"{claim.actor}: {' '.join(name)!r} is marked with ? in one column only; mark both or none"


def _rivals(tenures: Iterable[Tenure], shared: frozenset[str]) -> Iterator[str]:
    """Two people in one single office at a time."""
    single = (tenure for tenure in tenures if tenure.relation in _SINGLE and tenure.object not in shared)
    for (relation, of), held in grouped(single, lambda tenure: (tenure.relation, tenure.object)).items():
        for one, other in combinations(held, 2):
            if one.subject != other.subject and one.period.overlaps(other.period):
                yield f"{relation} {of}: {_told(one)} and {_told(other)} hold it at the same time"


def _repeated(tenures: Iterable[Tenure]) -> Iterator[str]:
    """One thing told twice: the same office or membership at the same time."""
    same = grouped(tenures, lambda tenure: (tenure.subject, tenure.relation, tenure.object, tenure.title))
    for held in same.values():
        for one, other in combinations(held, 2):
            if one.period == other.period or one.period.overlaps(other.period):
                yield f"{one.relation} {one.object}: {_told(one)} stands again as {_told(other)}; merge them"


def _outlived(files: ActorFiles) -> Iterator[str]:
    """What is said of a state that had ended. What came before it may have had its name already."""
    for tenure in files.tenures:
        for identity in (tenure.subject, tenure.object):
            existed = files.existed.get(identity)
            if existed and not existed.reaches(tenure.period):
                yield f"{tenure.relation} {tenure.object}: {_told(tenure)} goes beyond the end of {identity}"


def _told(tenure: Tenure) -> str:
    start, end = tenure.period.written
    return f"{tenure.subject} ({start or '…'} to {end or '…'})"
