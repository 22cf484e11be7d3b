"""How well claims of many articles are put together, against gold of event chains (docs/assemble.md has the format)."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from geokg.errors import DataError
from geokg.evaluation.measures import ratio
from geokg.events.reports import side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geokg.events import Knowledge
    from geokg.model import Statement

__all__ = ["ChainGold", "ChainScores", "GoldReport", "judge_chains", "read_chain_gold"]

_FILTERS = ("family", "relation", "subject", "object", "status", "speaker")


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A claim of the gold: a passage of an article, and what narrows down which claim of it is meant."""

    article: str
    quote: str
    wanted: Mapping[str, str]

    def means(self, statement: Statement) -> bool:
        """True where a statement is one that the gold may mean."""
        evidence = statement.evidence
        start = evidence.article.text.find(self.quote)
        is_there = evidence.article.id == self.article and start >= 0
        within = start <= evidence.trigger.start and evidence.trigger.end <= start + len(self.quote)
        return is_there and within and all(_value(statement, name) == value for name, value in self.wanted.items())


def _value(statement: Statement, name: str) -> str | None:
    if name == "family":
        return statement.relation.family
    value = getattr(statement, name)
    return str(getattr(value, "id", value)) if value else None


@dataclass(frozen=True, slots=True)
class ChainGold:
    """The gold of a corpus of chains."""

    claims: Mapping[str, GoldReport]
    events: Mapping[str, tuple[str, ...]]
    contradictions: tuple[frozenset[str], ...]
    independent: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ChainScores:
    """Counts of pairs. ``claims`` are all of the gold, ``found`` those that extraction found.

    ``wrong_merges``, ``missed_merges``, ``wrong_links`` and ``missed_links`` name the pairs, and ``wrong_counts`` the
    events with the number wanted and the number found.
    """

    claims: int
    found: int
    merged: int
    right_merged: int
    gold_merged: int
    gold_merged_all: int
    linked: int
    right_linked: int
    gold_linked: int
    counts: int
    right_counts: int
    wrong_merges: tuple[tuple[str, str], ...]
    missed_merges: tuple[tuple[str, str], ...]
    wrong_links: tuple[tuple[str, ...], ...]
    missed_links: tuple[tuple[str, ...], ...]
    wrong_counts: tuple[tuple[str, int, int], ...]

    @property
    def rates(self) -> dict[str, float | None]:
        """The measures by name; None where there is nothing to measure."""
        return {
            "claims found": ratio(self.found, self.claims),
            "merge precision": ratio(self.right_merged, self.merged),
            "merge recall": ratio(self.right_merged, self.gold_merged),
            "merge recall of all": ratio(self.right_merged, self.gold_merged_all),
            "contradiction precision": ratio(self.right_linked, self.linked),
            "contradiction recall": ratio(self.right_linked, self.gold_linked),
            "independent counts right": ratio(self.right_counts, self.counts),
        }


def read_chain_gold(path: Path) -> ChainGold:
    """The gold of a file.

    Raises:
        DataError: it is not JSON, lacks a part, or names a claim or an event that it does not have.
    """
    try:
        gold = _gold(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: is no gold of event chains ({error!r}); docs/assemble.md tells the format") from error
    named = {name for claims in gold.events.values() for name in claims}.union(*gold.contradictions)
    unknown = sorted(named - set(gold.claims)) + sorted(set(gold.independent) - set(gold.events))
    if unknown:
        raise DataError(f"{path}: {unknown[0]} is named but not listed; add it to claims or events")
    return gold


def _gold(data: Mapping[str, Any]) -> ChainGold:
    claims = {name: _report(row) for name, row in data.get("claims", {}).items()}

    def name(member: str | Mapping[str, str]) -> str:
        """The name of a claim, which may be written out where it is used."""
        if isinstance(member, str):
            return member
        made = f"{member['article']}: {member['quote']}"
        claims[made] = _report(member)
        return made

    events = {event: tuple(map(name, members)) for event, members in data["events"].items()}
    contradictions = tuple(frozenset(map(name, pair)) for pair in data.get("contradictions", ()))
    return ChainGold(claims, events, contradictions, dict(data.get("independent", {})))


def _report(row: Mapping[str, str]) -> GoldReport:
    return GoldReport(row["article"], row["quote"], {key: row[key] for key in _FILTERS if key in row})


def judge_chains(gold: ChainGold, statements: Iterable[Statement], knowledge: Knowledge) -> ChainScores:
    """Lay what was put together beside the gold. ``statements`` are those with contents, of whole articles."""
    said = list(statements)
    meant = {name: [s for s in said if report.means(s)] for name, report in gold.claims.items()}
    found = {name: claims for name, claims in meant.items() if claims}
    place = {report.id: event.id for event in knowledge.events for report in event.reports}
    told = {name: [c for c in claims if c.id in place] for name, claims in found.items()}
    family = _families(gold, told)
    mains = {name: {claim.id for claim in _first(claims, family.get(name))} for name, claims in told.items()}
    events = {name: frozenset(place[claim] for claim in claims) for name, claims in mains.items()}
    judged = {name for claims in gold.events.values() for name in claims if events.get(name)}
    # two passages in which extraction sees one claim are not put together by anybody
    pairs = {(a, b) for a, b in combinations(sorted(judged), 2) if not mains[a] & mains[b]}
    of_gold = {pair for claims in gold.events.values() for pair in combinations(sorted(claims), 2)}
    together = {(a, b) for a, b in pairs if events[a] & events[b]}
    links, wanted = _links(found, knowledge), {pair for pair in gold.contradictions if pair <= set(found)}
    voices = {name: _voice(claims[0]) for name, claims in found.items()}
    home = {name: event for event, claims in gold.events.items() for name in claims}
    keys = {name: (home.get(name, name), voices[name]) for name in found}
    wanted_keys, link_keys = _keyed(wanted, keys), _keyed(links, keys)
    counts = [(name, wanted, _counted(name, gold, events, knowledge)) for name, wanted in gold.independent.items()]
    counts = [(name, wanted, number) for name, wanted, number in counts if number is not None]
    wrong = tuple(count for count in counts if count[1] != count[2])
    return ChainScores(
        claims=len(meant),
        found=len(found),
        merged=len(together),
        right_merged=len(together & of_gold),
        gold_merged=len(of_gold & pairs),
        gold_merged_all=len(of_gold),
        linked=len(link_keys),
        right_linked=len(set(link_keys) & set(wanted_keys)),
        gold_linked=len(wanted_keys),
        counts=len(counts),
        right_counts=len(counts) - len(wrong),
        wrong_merges=tuple(sorted(together - of_gold)),
        missed_merges=tuple(sorted((of_gold & pairs) - together)),
        wrong_links=tuple(sorted(pair for key, pair in link_keys.items() if key not in wanted_keys)),
        missed_links=tuple(sorted(pair for key, pair in wanted_keys.items() if key not in link_keys)),
        wrong_counts=tuple((name, wanted, number or 0) for name, wanted, number in wrong),
    )


def _first(claims: Iterable[Statement], family: str | None = None) -> list[Statement]:
    """Those of the first trigger, of a family where some are: what a passage is about."""
    ordered = sorted(claims, key=lambda claim: (claim.relation.family != family, claim.evidence.trigger.start))
    return [claim for claim in ordered if claim.evidence.trigger == ordered[0].evidence.trigger]


def _families(gold: ChainGold, told: Mapping[str, list[Statement]]) -> dict[str, str]:
    """The family of the event that a claim of the gold is of: that of most of its claims, by their first triggers."""
    families: dict[str, str] = {}
    for members in gold.events.values():
        votes = Counter(claim.relation.family for name in members for claim in _first(told.get(name, ()))[:1])
        for name in members if votes else ():
            families[name] = max(sorted(votes), key=lambda family: votes[family])
    return families


def _links(found: Mapping[str, list[Statement]], knowledge: Knowledge) -> set[frozenset[str]]:
    """The pairs of gold claims that are linked as contradictions."""
    names: dict[str, list[str]] = {}
    for name, claims in found.items():
        for claim in claims:
            names.setdefault(claim.id, []).append(name)
    links = [(c.one, c.other) for c in knowledge.contradictions]
    pairs = {frozenset((a, b)) for one, other in links for a in names.get(one, ()) for b in names.get(other, ())}
    return {pair for pair in pairs if len(pair) == 2}


def _keyed(
    pairs: Iterable[frozenset[str]], keys: Mapping[str, tuple[str, str]]
) -> dict[frozenset[tuple[str, str]], tuple[str, ...]]:
    """The pairs by events and voices, so that of a voice that says the same again one claim stands for all."""
    return {frozenset(keys[name] for name in pair): tuple(sorted(pair)) for pair in sorted(pairs, key=sorted)}


def _voice(statement: Statement) -> str:
    article = statement.evidence.article
    speaker = f"speaker:{side(statement.speaker)}" if statement.speaker else None
    return speaker or article.source or article.key


def _counted(name: str, gold: ChainGold, events: Mapping[str, frozenset[str]], knowledge: Knowledge) -> int | None:
    """The independent sources of the event that has most claims of one of the gold; None where none was found."""
    votes = Counter(event for claim in gold.events[name] for event in sorted(events.get(claim, ())))
    if not votes:
        return None
    chosen = max(sorted(votes), key=lambda event: votes[event])
    return next(event.support.independent for event in knowledge.events if event.id == chosen)
