"""Made-up news of any size: actors in communities, a few of whom are in it everywhere."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

from geokg.model import Actor, Article, Evidence, Kind, Span, Statement, Status
from geokg.relations import load_relations

PER_COMMUNITY = 40
RELATIONS = ("warns", "meets", "praises", "sanctions", "attacks", "supports", "accuses", "visits")
_SYLLABLES = re.findall("[A-Z][a-z]+", "AlBeCorDaEmFarGorHalImJarKelLonMarNorOsPelQuinRasSolTarUlVerWesYorZan")
_STATUSES = (Status.ASSERTED,) * 5 + (Status.NEGATED, Status.PLANNED, Status.POSSIBLE)


def crowd(actors: int, statements: int) -> list[Statement]:
    """Statements about that many actors, each of whom is in at least one."""
    rng = random.Random(actors)
    cast = [_actor(index, rng) for index in range(actors)]
    table = load_relations()
    relations = [table[name] for name in RELATIONS if name in table]
    told = []
    for index in range(statements):
        first = index if index < actors else _leader(actors, rng) if rng.random() < 0.3 else rng.randrange(actors)
        subject, other = cast[first], cast[_other(first, actors, rng)]
        relation, speaker = rng.choice(relations), rng.choice(cast) if rng.random() < 0.2 else None
        evidence = _evidence(index, subject, relation.label, other)
        told.append(Statement(subject, relation, other, rng.choice(_STATUSES), evidence, speaker))
    return told


def ties(statements: list[Statement]) -> tuple[list[str], dict[tuple[int, int], float]]:
    """The ids of the actors, and the pairs of their places that have to do with each other."""
    ids = sorted({who.id for s in statements for who in (s.subject, s.object) if who})
    at = {identity: place for place, identity in enumerate(ids)}
    pairs = {tuple(sorted((at[s.subject.id], at[s.object.id]))) for s in statements if s.object}
    return ids, dict.fromkeys(sorted(pairs), 1.0)


def _actor(index: int, rng: random.Random) -> Actor:
    name = "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).title()
    return Actor(f"{name.lower()}-{index}", f"{name} {index}", rng.choice(list(Kind)))


def _leader(actors: int, rng: random.Random) -> int:
    """The first of a community; some lead more than others."""
    communities = (actors - 1) // PER_COMMUNITY + 1
    return int(communities * rng.random() ** 2) * PER_COMMUNITY


def _other(index: int, actors: int, rng: random.Random) -> int:
    """Mostly somebody of the own community, mostly one of its first; now and then the first of another."""
    home = index // PER_COMMUNITY * PER_COMMUNITY
    size = min(PER_COMMUNITY, actors - home)
    found = home + int(size * rng.random() ** 2.5) if rng.random() < 0.85 else _leader(actors, rng)
    return found if found != index else (index + 1) % actors


def _evidence(index: int, subject: Actor, verb: str, other: Actor) -> Evidence:
    quote = f"{subject.label} {verb} {other.label} after talks that lasted well into the night of day {index}."
    article = Article(
        f"article-{index}", quote, f"What happened on day {index}", f"https://example.org/{index}", "The Paper",
        date(2024, 1, 1) + timedelta(days=index % 365),
    )  # fmt: skip
    start = len(subject.label) + 1
    return Evidence(article, Span(0, len(quote)), quote, Span(start, start + len(verb)), "test")
