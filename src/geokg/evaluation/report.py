"""Says what was measured: rows of tables for a terminal, plain values for JSON, and errors as Markdown to read."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from geokg.evaluation.groups import grouped
from geokg.evaluation.match import LEVELS, Verdict, agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geokg.evaluation.claims import Claim
    from geokg.evaluation.match import Judged
    from geokg.evaluation.measures import Evaluation, Rate

__all__ = ["errors", "field_table", "group_table", "level_table", "tables", "values"]

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]

_FACTS = {
    "false": "false assertions",
    Verdict.CONTRADICTED: "- contradicted by the gold",
    Verdict.FORBIDDEN: "- match a `never`",
    Verdict.UNLISTED: "- not in the gold",
}
#: Texts of more characters are not repeated: what is wrong has its words beside it.
_SHORT = 600
_WRONG = {
    Verdict.CONTRADICTED: "the gold has it otherwise",
    Verdict.FORBIDDEN: "must not come out",
    Verdict.UNLISTED: "not in the gold",
}


def tables(evaluation: Evaluation, by: str | None = None) -> Iterator[Table]:
    """What there is to print; ``by`` is one of the groupings."""
    yield level_table(evaluation)
    if evaluation.facts:
        yield field_table(evaluation)
    if by:
        yield group_table(evaluation, by)


def level_table(evaluation: Evaluation) -> Table:
    """Precision, recall and F1 of each level."""
    rows = [
        (level, *map(_interval, scores.values()), str(scores["recall"].whole), str(scores["precision"].whole))
        for level, scores in evaluation.levels.items()
    ]
    return ("", "precision", "recall", "F1", "gold", "found"), rows


def field_table(evaluation: Evaluation) -> Table:
    """How often fields are right, how many plain triples are false, and what must not come out."""
    rates = [(f"{name} right", rate) for name, rate in evaluation.fields.items() if rate.whole]
    if evaluation.facts:
        rates += [(label, evaluation.facts[name]) for name, label in _FACTS.items()]
    rows: list[tuple[str, ...]] = [(label, _interval(rate), f"{rate.part} of {rate.whole}") for label, rate in rates]
    if evaluation.facts:
        rows.insert(0, ("direction right", "part of each triple", ""))
        rows.append(("`never`, in any status", "", str(evaluation.never)))
    return ("", "rate", "of"), rows


def group_table(evaluation: Evaluation, by: str) -> Table:
    """The triples of each value."""
    rows = [
        (group.value or "(none)", *map(_number, (group.precision, group.recall, group.f1, group.status, group.speaker)),
         str(group.gold), str(group.found))
        for group in grouped(evaluation.texts, by)
    ]  # fmt: skip
    return (by, "precision", "recall", "F1", "status right", "speaker right", "gold", "found"), rows


def values(evaluation: Evaluation, by: str | None = None) -> dict[str, Any]:
    """All numbers as plain values: ``{"texts": 3, "levels": {"triple": {"f1": {"value": ..., "part": ...}}}, ...}``."""
    return {
        "texts": len(evaluation.texts),
        "levels": {
            level: {name: _values(rate) for name, rate in scores.items()} for level, scores in evaluation.levels.items()
        },
        "fields": {name: _values(rate) for name, rate in evaluation.fields.items()},
        "facts": {name: _values(rate) for name, rate in evaluation.facts.items()},
        "never": evaluation.never,
        **({"by": by, "groups": [asdict(group) for group in grouped(evaluation.texts, by)]} if by else {}),
    }


def errors(evaluation: Evaluation) -> str:
    """Every text with a mistake in it as Markdown: what was missed, what was wrong and how, and the words behind it."""
    faulty = [(text, found) for text in evaluation.texts if (found := list(_errors(text)))]
    lines = ["# Errors", "", f"{len(faulty):,} of {len(evaluation.texts):,} texts have some."]
    for text, found in faulty:
        category = f" ({text.category})" if text.category else ""
        quoted = [*_quoted(text.text), ""] if len(text.text) <= _SHORT else []
        lines += ["", f"## {text.id}{category}", "", *quoted, *found]
    return "\n".join(lines) + "\n"


def _errors(text: Judged) -> Iterator[str]:
    """The lines of a text: what was missed, what was wrong and how, what was too much."""
    partners = dict(text.matched)
    counterparts = set(partners.values())
    for gold, right in text.gold.items():
        if right is False:
            yield f"- missed: {_shown(gold)}{_words(gold)}"
    for gold, found in partners.items():
        if wrong := _differences(gold, found):
            yield f"- wrong: {_shown(found)}; gold: {wrong}{_found(text, found)}"
    for found, right in text.found.items():
        open_ended = right is None and found.object is None
        if right is False or (open_ended and found in text.never):
            yield f"- too much: {_shown(found)}{_found(text, found)}"
        elif not open_ended and text.facts is not None and found not in counterparts and not _is_said(found, text.gold):
            yield f"- wrong, beside what is right: {_shown(found)}{_found(text, found)}"


def _differences(gold: Claim, found: Claim) -> str:
    """What the gold says where it was found otherwise."""
    equal = agreement(gold, found)
    said = {
        "relation": gold.relation,
        "status": str(gold.status),
        "speaker": f"speaker {gold.speaker.label if gold.speaker else 'none'}",
        "via": f"via {', '.join(name.label for name in gold.via) or 'nobody'}",
        "time": f"time {_interval_of_days(gold)}" if gold.time else "",
        "place": f"place {gold.place.label}" if gold.place else "",
    }
    return ", ".join(words for field, words in said.items() if words and not equal[field])


def _is_said(found: Claim, gold: Iterable[Claim]) -> bool:
    """True where the gold says just that, so that it is a mere repeat."""
    keys = LEVELS["statement"]
    return any(keys(found) & keys(claim) for claim in gold)


def _shown(claim: Claim) -> str:
    """A claim in one line.

    >>> from geokg.evaluation.claims import Claim, Name
    >>> _shown(Claim(Name("mali", "Mali"), ("joins",), "AGREE", Name("nato", "NATO"), speaker=Name("un", "UN")))
    'Mali **joins** NATO (asserted, says UN)'
    """
    sources = [name.label for name in (claim.speaker, *reversed(claim.via)) if name]
    notes = [
        str(claim.status),
        *(f"says {' via '.join(sources)}" for _ in sources[:1]),
        *(_interval_of_days(claim) for _ in [claim.time] if claim.time),
        *(f"in {claim.place.label}" for _ in [claim.place] if claim.place),
    ]
    other = f" {claim.object.label}" if claim.object else ""
    return f"{claim.subject.label} **{claim.relation}**{other} ({', '.join(notes)})"


def _interval_of_days(claim: Claim) -> str:
    start, end = claim.time or (None, None)
    return str(start) if start == end else f"{start or '...'} to {end or '...'}"


def _found(text: Judged, found: Claim) -> str:
    """What makes it worse, and the words that it was read from."""
    verdict = (text.facts or {}).get(found, Verdict.TRUE)
    worse = f"; **false assertion**, {_WRONG[verdict]}" if verdict is not Verdict.TRUE else ""
    return worse + ("; **must not come out**" if found in text.never else "") + _words(found)


def _words(claim: Claim) -> str:
    return f": \u201c{' '.join(claim.words.split())}\u201d" if claim.words else ""


def _quoted(text: str) -> list[str]:
    return [f"> {line}".rstrip() for line in text.strip().splitlines()]


def _interval(rate: Rate) -> str:
    if rate.low is None or rate.high is None:
        return "-"
    return f"{_number(rate.value)} [{_number(rate.low)}-{_number(rate.high)}]"


def _number(value: float | None) -> str:
    """Three digits, as papers print a share.

    >>> _number(0.75), _number(1.0), _number(None)
    ('.750', '1.000', '-')
    """
    return "-" if value is None else f"{value:.3f}".removeprefix("0")


def _values(rate: Rate) -> dict[str, Any]:
    return {"value": rate.value, "low": rate.low, "high": rate.high, "part": rate.part, "whole": rate.whole}
