"""Finds expressions of time, and the days that they can mean.

Relative ones count from the day of publication. An expression whose days cannot be told stays text without days:
the day of the article is never put in its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from geokg.data import data_path, read_toml
from geokg.days import Interval, around, day, month, nearest, part, shift, span
from geokg.document import Document, TimeMention
from geokg.model import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["find_times"]

_UNKNOWN: Interval = (None, None)
_WINDOW = 48
_YEAR = r"(?:1[0-9]|20)\d\d"
_ORDINAL = r"(?:st|nd|rd|th)?"
_UNIT = r"(?P<{0}>day|week|month|quarter|year|decade)"
_PART = r"(?:(?i:(?P<{0}>early|mid|middle|late))[ -](?:in[ ])?)?"
_PARTS = {
    "beginning": "early", "start": "early", "early": "early", "first half": "early", "first months": "early",
    "mid": "middle", "middle": "middle", "end": "late", "late": "late", "second half": "late", "close": "late",
}  # fmt: skip
_HALVES = "|".join(sorted(_PARTS, key=len, reverse=True))
_BEFORE = re.compile(
    r"(?:(?<![\w-])(?P<prep>ever since|as of|up to|since|until|till|by|before|after|from|between|during|throughout|over"
    rf"|within|in|on|at|for|of|around|about) )?(?:the )?(?:(?P<part>{_HALVES}) of )?(?:the )?(?:year )?$",
    re.IGNORECASE,
)
_JOIN = {"between": re.compile(" and (?:the )?"), "from": re.compile(" (?:to|until|till|through) (?:the )?")}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_SEASON = 3


@dataclass(frozen=True, slots=True)
class _Found:
    """A time in a sentence: characters ``[start, end)`` and the days it can mean."""

    start: int
    end: int
    days: Interval
    prep: str = ""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The day of publication, and whether the verb looks ahead (1), back (-1) or does not tell (0)."""

    published: date | None
    direction: int


def find_times(document: Document) -> list[TimeMention]:
    """The times of a document in the order of the text, none within another."""
    text = document.doc.text
    found: list[TimeMention] = []
    for start, end in _sentences(document):
        found.extend(_sentence_times(document, text, start, end))
    return found


def _sentences(document: Document) -> list[tuple[int, int]]:
    """The sentences that hold a word of time: few, so that only they need be read closely."""
    words, sent = _grammar().words, document.tree.sent
    hits = {sent[i] for i, word in enumerate(document.tree.lower) if word in words or _is_yearlike(word)}
    hits.update(sent[entity.start] for entity in document.doc.ents if entity.label_ == "DATE")
    return sorted(hits)


def _is_yearlike(word: str) -> bool:
    return (word[0] in "12" and word[:4].isdigit()) or word.startswith("mid-")


def _sentence_times(document: Document, text: str, start: int, end: int) -> Iterator[TimeMention]:
    """The times of the sentence of tokens ``[start, end)``."""
    doc = document.doc
    starts = [doc[i].idx for i in range(start, end)]
    base = starts[0]
    sentence = text[base : starts[-1] + len(doc[end - 1])]
    taken = 0
    spans: list[tuple[int, int, Interval]] = []
    for found in _read(document, sentence, lambda offset: start + bisect_right(starts, base + offset) - 1):
        first = start + bisect_right(starts, base + found.start) - 1
        last = start + bisect_right(starts, base + found.end - 1)
        if first >= taken:
            spans.append((first, last, found.days))
            taken = last
    spans.extend((a, b, _UNKNOWN) for a, b in _unread(document, start, end, spans))
    for first, last, days in sorted(spans, key=lambda item: item[:2]):
        said = text[doc[first].idx : doc[last - 1].idx + len(doc[last - 1])]
        yield TimeMention(first, last, TimeSpan(said, *days))


def _unread(
    document: Document, start: int, end: int, spans: list[tuple[int, int, Interval]]
) -> Iterator[tuple[int, int]]:
    """Dates that the model sees and no rule reads, such as "recent days"."""
    lower, no_times = document.tree.lower, _grammar().no_times
    taken = {i for first, last, _ in spans for i in range(first, last)}
    for entity in document.doc[start:end].ents:
        words = range(entity.start, entity.end)
        if entity.label_ == "DATE" and taken.isdisjoint(words) and no_times.isdisjoint(lower[i] for i in words):
            yield entity.start, entity.end


def _read(document: Document, sentence: str, token_at: Callable[[int], int]) -> Iterator[_Found]:
    """The times of a sentence by the grammar, with what stands before them and ranges of two joined."""
    waiting: _Found | None = None
    for match in _grammar().core.finditer(sentence):
        joined = waiting is not None and _JOIN[waiting.prep].fullmatch(sentence, waiting.end, match.start())
        found = _with_preposition(document, sentence, match, token_at(match.start()), bool(joined))
        if found is None:
            continue
        if waiting is not None and joined:
            yield _range(sentence, waiting, found)
            waiting = None
            continue
        if waiting is not None:
            yield _alone(waiting)
        waiting = found if found.prep in _JOIN else None
        if waiting is None:
            yield found
    if waiting is not None:
        yield _alone(waiting)


def _range(sentence: str, first: _Found, second: _Found) -> _Found:
    """*between March and May 2022*: the year of the second is that of the first."""
    begin, end = first.days[0], second.days[1]
    dated = re.compile(_YEAR).search
    if begin and end and not dated(sentence, first.start, first.end) and dated(sentence, first.end, second.end):
        begin = begin.replace(year=end.year, day=min(begin.day, 28))
    return _Found(first.start, second.end, (begin, end) if begin and end and begin <= end else _UNKNOWN)


def _alone(found: _Found) -> _Found:
    """*from 2014* without an end is open."""
    return replace(found, days=(found.days[0], None)) if found.prep == "from" else found


def _with_preposition(
    document: Document, sentence: str, match: re.Match[str], token: int, joined: bool
) -> _Found | None:
    """The time of a match with the preposition before it; None where it is no time."""
    before = _BEFORE.search(sentence, max(0, match.start() - _WINDOW), match.start())
    assert before is not None
    prep, which = (before["prep"] or "").lower(), before["part"]
    if not joined and not _is_time(document, match, token, prep):
        return None
    anchor = _Anchor(document.article.published, _direction(document, token))
    start = before.start() if which or prep not in ("", "of", "for") else match.start()
    return _Found(start, match.end(), _days(match, anchor, which, prep), prep)


def _days(match: re.Match[str], anchor: _Anchor, which: str | None, prep: str) -> Interval:
    """The days of a match; unknown where they leave the calendar (years 1 to 9999)."""
    try:
        days = _RULES[match.lastgroup or ""](match, anchor) or _UNKNOWN
        return _bounded(prep, _in_part(days, which))
    except (ValueError, OverflowError):
        return _UNKNOWN


def _is_time(document: Document, match: re.Match[str], token: int, prep: str) -> bool:
    """Whether a number is a year, a name a month, and a day no feast."""
    rule, tree = match.lastgroup, document.tree
    previous = tree.lower[token - 1] if token else ""
    if rule == "weekday":
        return previous not in _grammar().named_days
    if rule not in ("year", "month") or match["part_y" if rule == "year" else "part_n"]:
        return True
    if rule == "year" and _is_count(document, token):
        return False
    if document.doc[token].ent_type_ == "DATE" or (rule == "month" and (match["rel_n"] or match["year_n"])):
        return True
    following = tree.tag[token + 1] if token + 1 < len(tree) else ""
    return bool(prep) and (rule == "month" or not following.startswith(("NN", "CD", "JJ")))


def _is_count(document: Document, token: int) -> bool:
    """*sent 2000 troops*, but not *the 2022 elections*."""
    tag = document.tree.tag
    counted = tag[token + 1] == "NNS" if token + 1 < len(tag) else False
    return counted and not (token and tag[token - 1] in ("DT", "POS", "PRP$", "IN"))


def _bounded(prep: str, days: Interval) -> Interval:
    """Open intervals for *since*, *until*, *by*, *before* and *after*."""
    first, last = days
    if prep in ("since", "ever since", "as of"):
        return first, None
    if prep in ("until", "till", "by", "up to"):
        return None, last
    if prep == "before" and first is not None:
        return None, first - timedelta(days=1)
    if prep == "after" and last is not None:
        return last + timedelta(days=1), None
    return days


def _direction(document: Document, token: int) -> int:
    """Whether the verb above a time looks ahead (1), back (-1), or does not tell (0)."""
    tree, verb = document.tree, token
    while not tree.is_verb(verb) and tree.head[verb] != verb:
        verb = tree.head[verb]
    if not tree.is_verb(verb):
        return 0
    helpers = [k for k in tree.kids[verb] if tree.dep[k] in ("aux", "auxpass")]
    lemmas = {tree.lemma[k] for k in helpers}
    if any(tree.tag[k] == "MD" for k in helpers):
        return -1 if "have" in lemmas else 1
    if any(tree.tag[k] == "TO" for k in helpers):
        return _infinitive_direction(document, verb)
    if tree.tag[verb] == "VBG" and any(tree.tag[k] in ("VBZ", "VBP") for k in helpers):
        return -1 if "have" in lemmas else 1
    return -1 if tree.tag[verb] in ("VBD", "VBN") else 0


def _infinitive_direction(document: Document, verb: int) -> int:
    """*agreed to meet on Tuesday* looks ahead, *refused to meet on Tuesday* back."""
    tree, above = document.tree, document.tree.head[verb]
    return -1 if tree.lemma[above] in _grammar().backward and tree.tag[above] in ("VBD", "VBN") else 1


# --- one function a rule of the grammar: the days of a match ------------------------------------------------------


def _iso(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    year, number, of_month = map(int, match["iso"].split("-"))
    return day(year, number, of_month)


def _dmy(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    return _date(match, "d", anchor)


def _mdy(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    return _date(match, "m", anchor)


def _date(match: re.Match[str], order: str, anchor: _Anchor) -> Interval | None:
    """*4 April*, *April 4-6, 2023*; a date without a year is the one that the verb looks to, or the nearest."""
    number = _month_number(match[f"month_{order}"])
    first, last = match[f"day_{order}"], match[f"until_{order}"] or match[f"day_{order}"]
    year = _date_year(match[f"year_{order}"], number, int(first), anchor)
    if year is None:
        return None
    begin, end = day(year, number, int(first)), day(year, number, int(last))
    return (begin[0], end[1]) if begin and end else None


def _date_year(said: str | None, number: int, of_month: int, anchor: _Anchor) -> int | None:
    if said:
        return int(said)
    if anchor.published is None:
        return None
    years = range(anchor.published.year - 4, anchor.published.year + 5)
    days = [found[0] for year in years if (found := day(year, number, of_month)) and found[0]]
    chosen = nearest(days, anchor.published, anchor.direction)
    return chosen.year if chosen else None


def _month(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    """*in February*: the last one that has begun, unless the verb looks ahead."""
    number, rel = _month_number(match["month_n"]), (match["rel_n"] or "").lower()
    if match["year_n"]:
        year = int(match["year_n"])
    elif anchor.published is None:
        return None
    else:
        ahead = rel == "next" or (anchor.direction > 0 and rel not in ("last", "past"))
        year = _month_year(number, anchor.published, ahead, rel)
    return _in_part(month(year, number), match["part_n"])


def _month_year(number: int, published: date, ahead: bool, rel: str) -> int:
    if ahead:
        return published.year + (number < published.month or (rel == "next" and number == published.month))
    return published.year - (number > published.month or (rel == "last" and number == published.month))


def _weekday(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    """*on Tuesday*: the last one, today included, unless the verb looks ahead; *last Tuesday* is before today."""
    if anchor.published is None:
        return None
    rel = (match["rel_w"] or "").lower()
    index = _grammar().weekdays.index(match["weekday_name"])
    ahead = (index - anchor.published.weekday()) % 7
    if rel in ("next", "coming"):
        offset = ahead or 7
    elif rel in ("last", "past", "previous"):
        offset = ahead - 7
    else:
        offset = ahead if anchor.direction > 0 or not ahead else ahead - 7
    return around(anchor.published + timedelta(days=offset), "day")


def _day_word(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    if anchor.published is None:
        return None
    word = " ".join(match["day_word"].lower().split())
    return around(anchor.published + timedelta(days=_grammar().day_words[word]), "day")


def _night(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    return span(anchor.published, "day", -1) if anchor.published else None


def _weekend(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    """*at the weekend*: the last one that has begun, unless the verb looks ahead."""
    if anchor.published is None:
        return None
    rel, saturday = (match["rel_e"] or "").lower(), anchor.published + timedelta(days=5 - anchor.published.weekday())
    begun = saturday <= anchor.published
    if rel == "next":
        saturday += timedelta(days=7)
    elif rel in ("last", "past") or (rel != "this" and anchor.direction <= 0 and not begun):
        saturday -= timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def _relative(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    """*last week*, *early next year*, *earlier this month*, *the past year*."""
    if anchor.published is None:
        return None
    rel, unit = match["rel_u"].lower(), match["unit_u"].lower()
    if rel == "past" or (match["the_u"] and rel == "last"):
        return span(anchor.published, unit, -1)
    steps = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[rel]
    moved = shift(anchor.published, unit, steps)
    if moved is None:
        return None
    days = around(moved, unit)
    side = (match["side_u"] or "").lower()
    if side:
        return (days[0], anchor.published) if side == "earlier" else (anchor.published, days[1])
    return _in_part(days, match["part_u"])


def _run(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    """*the past three years*, *the next 10 days*."""
    count = _number(match["count_r"])
    if anchor.published is None or count is None:
        return None
    forward = match["rel_r"].lower() in ("next", "coming", "following")
    return span(anchor.published, match["unit_r"].lower(), count if forward else -count)


def _ago(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    """*two years ago* is the calendar year two before."""
    count = _number(match["count_a"])
    if anchor.published is None or count is None:
        return None
    unit = match["unit_a"].lower()
    moved = shift(anchor.published, unit, -count)
    return around(moved, "year" if unit == "decade" else unit) if moved else None


def _decade(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    return _in_part(month(int(match["decade_years"]), 1, 120), match["part_d"])


def _century(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    number = int(match["century_number"])
    if not 1 <= number <= 21:
        return None
    return _in_part(month(number * 100 - 99, 1, 1200), match["part_c"])


def _season(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    """*the summer of 2022*, *last winter*."""
    number = _grammar().seasons[(match["season_name"] or match["season_dated"]).lower()]
    if match["year_s"]:
        return month(int(match["year_s"]), number, _SEASON)
    if anchor.published is None:
        return None
    years = range(anchor.published.year - 2, anchor.published.year + 3)
    starts = [date(year, number, 1) for year in years]
    ahead = match["rel_s"].lower() == "next"
    if match["rel_s"].lower() == "last":
        starts = [first for first in starts if _season_end(first) < anchor.published]
    first = nearest(starts, anchor.published, 1 if ahead else -1)
    return month(first.year, number, _SEASON) if first else None


def _season_end(first: date) -> date:
    last = month(first.year, first.month, _SEASON)[1]
    assert last is not None
    return last


def _quarter(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    """*the first quarter of 2023*, *the second half of 2023*."""
    months = 3 if match["quarter_unit"] == "quarter" else 6
    number = _ORDINALS[match["quarter_number"].lower()]
    first = min(number, 12 // months) * months - months + 1
    return month(int(match["year_q"]), first, months)


def _years(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    """*2014-2016*, *2014-16*."""
    first, last = match["years_from"], match["years_to"]
    last = first[: 4 - len(last)] + last
    return (date(int(first), 1, 1), date(int(last), 12, 31)) if int(first) < int(last) else None


def _year(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    return _in_part(month(int(match["year_number"]), 1, 12), match["part_y"])


def _vague(match: re.Match[str], anchor: _Anchor) -> Interval | None:
    """*in recent days*: nobody knows which."""
    return None


_RULES: dict[str, Callable[[re.Match[str], _Anchor], Interval | None]] = {
    "iso": _iso, "dmy": _dmy, "mdy": _mdy, "month": _month, "weekday": _weekday, "day_word": _day_word, "night": _night,
    "weekend": _weekend, "relative": _relative, "run": _run, "ago": _ago, "decade": _decade, "century": _century,
    "season": _season, "quarter": _quarter, "years": _years, "year": _year, "vague": _vague,
}  # fmt: skip


def _in_part(days: Interval, which: str | None) -> Interval:
    return part(days, _PARTS[which.lower()]) if which else days


def _month_number(name: str) -> int:
    return _grammar().months[name.rstrip(".")]


def _number(said: str) -> int | None:
    word = said.lower()
    return int(word) if word.isdigit() else _grammar().numbers.get(word)


# --- the grammar --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The words of ``ontology/lexicon/times.toml`` and the pattern over them."""

    months: dict[str, int]
    weekdays: list[str]
    day_words: dict[str, int]
    seasons: dict[str, int]
    numbers: dict[str, int]
    named_days: frozenset[str]
    backward: frozenset[str]
    no_times: frozenset[str]
    words: frozenset[str]
    core: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    raw: dict[str, Any] = read_toml(data_path("ontology/lexicon/times.toml"))
    months = {name: number for number, names in enumerate(raw["months"], 1) for name in names}
    words = {name.lower() for name in months} | {name.lower() + "." for name in months}
    words |= {name.lower() for name in raw["weekdays"]} | {word.split()[-1] for word in raw["day_words"]}
    words |= {unit + ending for unit in ("day", "week", "month", "quarter", "year", "decade") for ending in ("", "s")}
    words |= {*raw["seasons"], "ago", "weekend", "night", "overnight", "century"}
    return _Grammar(
        months, raw["weekdays"], raw["day_words"], raw["seasons"], raw["numbers"], frozenset(raw["before_named_days"]),
        frozenset(raw["backward"]), frozenset(raw["no_times"]), frozenset(words), _core(raw, months),
    )  # fmt: skip


def _core(raw: dict[str, Any], months: dict[str, int]) -> re.Pattern[str]:
    """One alternative a rule, the most specific first; the name of its group is that of its rule."""
    full, short = [names[0] for names in raw["months"]], [name for names in raw["months"] for name in names[1:]]
    name = "(?:(?:" + "|".join(full) + r")\b|(?:" + "|".join(short) + r")\b\.?)"
    weekday = "(?:" + "|".join(raw["weekdays"]) + ")"
    count = r"(?P<{0}>\d{{1,3}}|" + "|".join(sorted(raw["numbers"], key=len, reverse=True)) + ")"
    few = r"(?:an?\ )?(?:few|several|many|couple\ of|number\ of|some|recent|coming)"
    day_words = "|".join(word.replace(" ", r"\ ") for word in sorted(raw["day_words"], key=len, reverse=True))
    seasons = "|".join(raw["seasons"])
    ordinals = "|".join(_ORDINALS)
    rules = (
        r"(?P<iso>\d{4}-\d{2}-\d{2})",
        rf"(?P<dmy>(?:{weekday},?\ )?(?:the\ )?(?P<day_d>\d{{1,2}}){_ORDINAL}(?:\ ?[-–]\ ?(?P<until_d>\d{{1,2}}))?"
        rf"(?:\ of)?\ (?P<month_d>{name})(?:,?\ (?P<year_d>{_YEAR}))?)",
        rf"(?P<mdy>(?:{weekday},?\ )?(?P<month_m>{name})\ (?P<day_m>\d{{1,2}}){_ORDINAL}"
        rf"(?:\ ?(?:[-–]|to)\ ?(?P<until_m>\d{{1,2}}))?(?:,?\ (?P<year_m>{_YEAR}))?(?![\d:]))",
        rf"(?P<month>{_PART.format('part_n')}(?:(?i:(?P<rel_n>last|past|this|next))\ )?(?P<month_n>{name})"
        rf"(?:,?\ (?:of\ )?(?P<year_n>{_YEAR}))?(?!\w))",
        rf"(?P<weekday>(?:(?i:(?P<rel_w>last|past|previous|this|next|coming))\ )?(?P<weekday_name>{weekday})"
        r"(?:\ (?:morning|afternoon|evening|night))?)",
        rf"(?P<day_word>(?i:{day_words}))",
        r"(?P<night>(?i:last\ night|overnight))",
        r"(?P<weekend>(?i:(?:(?P<rel_e>last|past|this|next)\ |the\ )weekend))",
        rf"(?P<run>(?i:(?P<rel_r>last|past|previous|next|coming|following)\ {count.format('count_r')}"
        rf"\ {_UNIT.format('unit_r')}s?))",
        rf"(?P<relative>(?i:(?:(?P<side_u>earlier|later)\ )?)(?i:(?P<the_u>the\ ))?{_PART.format('part_u')}"
        rf"(?i:(?P<rel_u>last|past|previous|this|current|next|coming)\ {_UNIT.format('unit_u')})(?!s|-|\ of))",
        rf"(?P<ago>(?i:{count.format('count_a')}\ {_UNIT.format('unit_a')}s?\ ago))",
        rf"(?P<vague>(?i:(?:{few}|last|past|next|these|those)\ (?:few\ |several\ |\d+\ )?(?:days|weeks|months"
        r"|years|decades)(?:\ ago)?))",
        rf"(?P<quarter>(?i:(?P<quarter_number>{ordinals})\ (?P<quarter_unit>quarter|half)\ of\ )(?P<year_q>{_YEAR}))",
        rf"(?P<season>(?i:(?P<rel_s>last|this|next)\ (?P<season_name>{seasons})"
        rf"|(?P<season_dated>{seasons})\ (?:of\ )?(?P<year_s>{_YEAR})))",
        rf"(?P<decade>{_PART.format('part_d')}(?P<decade_years>(?:1\d|20)\d0)'?s)",
        rf"(?P<century>{_PART.format('part_c')}(?P<century_number>\d{{1,2}})(?:st|nd|rd|th)[ -]century)",
        rf"(?P<years>(?P<years_from>{_YEAR})\ ?[-–/]\ ?(?P<years_to>{_YEAR}|\d\d)(?![-\d]))",
        rf"(?P<year>{_PART.format('part_y')}(?P<year_number>{_YEAR})(?![\d%]|[.,]\d|-\w))",
    )
    return re.compile(r"(?<![\w$€£.,-])(?:" + "|".join(rules) + r")(?!\w)", re.VERBOSE)
