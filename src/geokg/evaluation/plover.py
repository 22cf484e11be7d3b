"""The PLOVER gold standard records: how they are read, and what of a statement is compared with them.

A record has one event of a sentence: country codes of its sources and targets, and one of the types of PLOVER. A
sentence with two records is one text. PLOVER has no status and no speaker, so that facts cannot be judged.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from geokg.errors import DataError
from geokg.evaluation.claims import Claim, Name
from geokg.evaluation.lines import WRONG, load, reason
from geokg.evaluation.match import Count, Judged, Unit, pair_off
from geokg.gazetteer.periods import ALWAYS
from geokg.model import FAMILIES, Article, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from geokg.gazetteer import Gazetteer
    from geokg.model import Statement

__all__ = ["Event", "PloverText", "coded", "is_plover", "judge_plover", "read_plover"]

#: Source, type and target: codes of ISO 3166, None where it is no country.
Event = tuple[str | None, str, str | None]

_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE"})
_HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})
#: Types that the codebook of 2021 has under another name.
_RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_PREFIX = "PLOVER-GSR01-"
#: Records whose act moved to another type with the codebook of 2021 (restrictions eased, property destroyed, people
#: taken, borders closed, land taken): either type is right.
_MOVED = {
    "CONCEDE-0005": "RETREAT", "CONCEDE-0007": "RETREAT", "SANCTION-0009": "COERCE", "SANCTION-0010": "COERCE",
    "COERCE-0002": "COERCE", "COERCE-0004": "ASSAULT", "COERCE-0005": "ASSAULT", "COERCE-0006": "ASSAULT",
    "COERCE-0016": "ASSAULT", "COERCE-0017": "ASSAULT", "FIGHT-0002": "COERCE", "FIGHT-0003": "COERCE",
    "FIGHT-0004": "COERCE",
}  # fmt: skip
_CODES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
#: What is left of LaTeX in the texts.
_MARKS = {"{": "", "}": "", "\\$": "$", "``": '"', "''": '"'}
_LEVELS = ("type", "source+type", "triple")


@dataclass(frozen=True, slots=True)
class _Record:
    """One event: its type, the types that are right, the countries on both sides, and whether it goes both ways."""

    type: str
    types: frozenset[str]
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    mutual: bool

    def units(self, level: str) -> Iterator[tuple[Unit, Claim]]:
        """What is to be found on a level, and the claim that shows it."""
        if level == "type":
            yield self.types, self.claim(None, None)
        elif level == "source+type":
            # any of partners may be the source
            for sources in [self.sources] if self.mutual and self.sources else [(code,) for code in self.sources]:
                yield frozenset((code, each) for code in sources for each in self.types), self.claim(sources[0], None)
        else:
            for source, target in self.pairs():
                ways = [(source, target), (target, source)] if self.mutual else [(source, target)]
                unit = frozenset((first, each, last) for first, last in ways for each in self.types)
                yield unit, self.claim(source, target)

    def pairs(self) -> list[tuple[str, str]]:
        if not self.mutual:
            return [(source, target) for source in self.sources for target in self.targets]
        if len(self.sources) == 1:  # partners of one country, or one of them of none
            return [(self.sources[0], self.sources[0])]
        return [(one, other) for number, one in enumerate(self.sources) for other in self.sources[number + 1 :]]

    def claim(self, source: str | None, target: str | None) -> Claim:
        return _claim((source, self.type, target), symmetric=self.mutual)


@dataclass(frozen=True, slots=True)
class PloverText:
    """A sentence with its records; ``countries`` are the codes that count, ``where`` is file and record."""

    id: str
    article: Article
    records: tuple[_Record, ...]
    ids: frozenset[str]
    countries: frozenset[str] = field(repr=False)
    where: str


def is_plover(content: str) -> bool:
    """True where a file holds one JSON list, and not an object a line."""
    return content.lstrip().startswith("[")


def read_plover(path: Path, content: str, gazetteer: Gazetteer) -> list[PloverText]:
    """The sentences of a file, which holds ``content``.

    The second record of an id has ``~2`` behind it.

    Raises:
        DataError: it is no JSON list, or a record lacks a text, a day or a known type, or a field of it is wrong.
    """
    countries = frozenset(
        code for code, actor in gazetteer.countries.items() if gazetteer.existed.get(actor.id, ALWAYS).is_open
    )
    times: dict[str, int] = {}
    sentences: dict[str, PloverText] = {}
    for number, record in enumerate(load(content, str(path), "one JSON list of records"), start=1):
        where = f"{path}: record {number}"
        try:
            if record["event"] == "DOCUMENT":  # it tells of the file
                continue
            name, words = record["id"], " ".join(record["text"].split())
            times[name] = times.get(name, 0) + 1
            text = _text(record, name if times[name] == 1 else f"{name}~{times[name]}", words, countries, where)
        except WRONG as error:
            raise DataError(f"{where}: {reason(error)}; docs/evaluation.md tells the form") from error
        first = sentences.setdefault(words, text)
        if first is not text:
            sentences[words] = replace(first, records=first.records + text.records, ids=first.ids | text.ids)
    return list(sentences.values())


def coded(statements: Sequence[Statement]) -> Iterator[Event]:
    """The events of PLOVER that statements of one text are, with the codes of the countries of their actors.

    PLOVER codes a promise of an act as AGREE and an announced hostile act as THREATEN. What is denied or only possible,
    and what a speech act is about, is no event of its own.
    """
    contents = {statement.content.id for statement in statements if statement.content}
    for statement in statements:
        family = _family(statement, statement.id in contents)
        if family is not None and not statement.relation.is_state:
            yield statement.subject.iso3, family, statement.object.iso3 if statement.object else None


def judge_plover(text: PloverText, events: Sequence[Event]) -> Judged:
    """The events that were found in a sentence beside its records.

    Each level counts only where the records have it: a sentence without target says nothing of triples. The claims
    that are shown are those of the finest level.
    """
    known = [(_country(source, text), kind, _country(target, text)) for source, kind, target in events]
    counts: dict[str, Count] = {}
    gold: dict[Claim, bool] = {}
    found: dict[Claim, bool] = {}
    for level in _LEVELS:
        wanted = dict(pair for record in reversed(text.records) for pair in record.units(level))
        if not wanted:
            continue
        keys = {frozenset({key}): event for event in known if (key := _key(level, event))}
        pairs = pair_off(wanted, keys)
        right = set(pairs.values())
        # of an event that goes both ways, the other way is neither right nor wrong
        neutral = {key for unit in pairs if wanted[unit].symmetric for key in unit} if level != "type" else set()
        counted = [unit for unit in keys if unit in right or not unit <= neutral]
        counts[level] = Count(len(pairs), len(counted), len(wanted))
        gold = {claim: unit in pairs for unit, claim in wanted.items()}
        found = {_claim(keys[unit], level=level): unit in right for unit in counted}
    return Judged(
        id=text.id,
        text=text.article.text,
        category=text.records[0].type,
        source=text.article.source,
        levels=counts,
        gold=gold,
        found=found,
    )


def _text(record: Mapping[str, Any], name: str, words: str, countries: frozenset[str], where: str) -> PloverText:
    """The sentence of one record."""
    kind = _RENAMED.get(record["event"], record["event"])
    if kind not in FAMILIES:
        raise ValueError(f"unknown event {kind!r}")
    for mark, plain in _MARKS.items():
        words = words.replace(mark, plain)
    sources, targets = _side(record.get("source")), _side(record.get("target"))
    event = _Record(
        type=kind,
        types=frozenset({kind, _MOVED.get(name.removeprefix(_PREFIX), kind)}),
        sources=tuple(sorted(set(sources) & countries)),
        targets=tuple(sorted(set(targets) & countries)),
        mutual=len(sources) > 1 and not targets,
    )
    day, source = date.fromisoformat(record["date"]), str(record.get("publication") or "")
    article = Article(id=name, text=words, url=f"gold:{name}", source=source, published=day)
    return PloverText(name, article, (event,), frozenset({name}), countries, where)


def _side(actors: object) -> list[str]:
    """The codes of one side; a string there ("diplomatic") is nobody."""
    if not isinstance(actors, list):
        return []
    codes = [str(actor.get("code") or "").upper() for actor in actors]
    return [_CODES.get(code, code) for code in codes]


def _country(code: str | None, text: PloverText) -> str | None:
    return code if code in text.countries else None


def _key(level: str, event: Event) -> object:
    """What is compared of an event on a level; None where it says nothing there."""
    source, kind, target = event
    if level == "type":
        return kind
    if level == "source+type":
        return (source, kind) if source else None
    return event if source and target else None


def _claim(event: Event, *, symmetric: bool = False, level: str = "triple") -> Claim:
    """An event to show, with no more than its level says."""
    source, kind, target = event
    source = source if level != "type" else None
    target = target if level == "triple" else None
    subject = Name(source or "", source or "(somebody)")
    return Claim(subject, (), kind, Name(target, target) if target else None, symmetric=symmetric, is_fact=False)


def _family(statement: Statement, is_content: bool) -> str | None:
    family = statement.relation.family
    if statement.status is Status.ASSERTED:
        return family
    if statement.status is Status.PLANNED and not is_content:
        return "AGREE" if family in _COOPERATIVE else "THREATEN" if family in _HOSTILE else family
    return None
