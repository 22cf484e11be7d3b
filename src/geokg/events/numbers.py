"""Numbers that a passage tells of things: how many dead, how many tanks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

__all__ = ["Number", "numbers_in"]

_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: float(value) for value, word in enumerate(_TO_TWENTY.split())}
_WORDS |= {word: 10.0 * value for value, word in enumerate(_TENS.split(), 2)} | {"dozen": 12.0}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_MONTHS = "january february march april may june july august september october november december"
#: Words before a number -> how far below and above it the truth may lie, as shares of it.
_HEDGES = {
    "at least": (1.0, inf), "more than": (1.0, inf), "over": (1.0, inf), "up to": (0.0, 1.0), "at most": (0.0, 1.0),
    "fewer than": (0.0, 1.0), "less than": (0.0, 1.0), "about": (0.8, 1.25), "around": (0.8, 1.25),
    "some": (0.8, 1.25), "nearly": (0.8, 1.0), "almost": (0.8, 1.0), "roughly": (0.8, 1.25),
    "approximately": (0.8, 1.25),
}  # fmt: skip
#: What a person in numbers is called; what befell them is the thing counted.
_PEOPLE = "people person civilian soldier troop men man women woman child other resident officer"
_FATES = {
    "kill": "dead", "killed": "dead", "killing": "dead", "dead": "dead", "died": "dead", "death": "dead",
    "deaths": "dead", "wounded": "wounded", "wounding": "wounded", "injured": "wounded", "injuring": "wounded",
    "hurt": "wounded", "arrested": "arrested", "detained": "arrested", "captured": "captured",
}  # fmt: skip
#: Things that say when or how much of the whole, and not how many.
_NO_THINGS = "day week month year hour minute o'clock percent am pm gmt time local the of and in on to"
#: What a passage without numbers lacks: most of them do.
_ANY = re.compile(rf"(?<![\w-])(?:\d[\d,.]*(?![\w-])|(?:{'|'.join(_WORDS)})\b)")
_TOKEN = re.compile(r"\d+(?:-[a-z]+)+|\d+(?:[,.]\d+)*(?![\w-])|[a-z][a-z0-9'-]*|[.;:,%$€£]")


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """How many of a thing are told: from the least to the most that it can mean.

    >>> str(Number("dead", 12, inf)), Number.parse("tank=31")
    ('dead=12..', Number(thing='tank', low=31.0, high=31.0))
    """

    thing: str
    low: float
    high: float

    @classmethod
    def parse(cls, text: str) -> Number:
        """The number that :meth:`__str__` wrote."""
        thing, _, value = text.rpartition("=")
        low, dots, high = value.partition("..")
        return cls(thing, float(low), float(high or inf) if dots else float(low))

    def meets(self, other: Number) -> bool:
        """True where both can be true."""
        return self.low <= other.high and other.low <= self.high

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.thing}={self.low:.15g}"
        return f"{self.thing}={self.low:.15g}.." + ("" if self.high == inf else f"{self.high:.15g}")


def numbers_in(passage: str) -> tuple[Number, ...]:
    """What is counted in a passage, sorted; what is counted twice differently is left out.

    >>> [str(number) for number in numbers_in("It struck on 4 March, killing at least 12 people and wounding three.")]
    ['dead=12..', 'wounded=3']
    """
    text = passage.casefold()
    if not _ANY.search(text):
        return ()
    tokens = _TOKEN.findall(text)
    told: dict[str, set[Number]] = {}
    index = 0
    while index < len(tokens):
        value, after = _value(tokens, index)
        if value is None:
            index += 1
            continue
        thing = _thing(tokens, index, after)
        if thing:
            told.setdefault(thing, set()).add(_hedged(thing, value, " ".join(tokens[max(index - 2, 0) : index])))
        index = after
    return tuple(sorted(min(numbers) for numbers in told.values() if len(numbers) == 1))


def _value(tokens: list[str], index: int) -> tuple[float | None, int]:
    """The number that begins at a token, and the index behind it."""
    token = tokens[index]
    if "-" in token:  # 45-year-old
        value = None
    elif token[0].isdigit():
        text = token.replace(",", "")
        is_year = len(token) == 4 and token[:2] in ("19", "20")
        value = float(text) if text.count(".") <= 1 and not is_year else None
    elif token == "one" and tokens[index - 1 : index] in (["no"], ["any"], ["every"]):
        value = None
    else:
        value = _WORDS.get(token)
    index += 1
    while value is not None and index < len(tokens) and tokens[index] in _SCALES:
        value *= _SCALES[tokens[index]]
        index += 1
    return value, index


def _thing(tokens: list[str], start: int, after: int) -> str | None:
    """What a number counts: the fate told close by, or the noun that follows (the last word of a short group)."""
    following = tokens[after : after + 1]
    near_month = {*tokens[max(start - 1, 0) : start], *following} & set(_MONTHS.split())
    if near_month or not following or tokens[start - 1 : start] in (["$"], ["€"], ["£"], ["of"]):
        return None
    for token in reversed(tokens[max(start - 3, 0) : start]):  # "killing at least 12"
        if token in ",.;:" or token == "and":
            break
        if token in _FATES:
            return _FATES[token]
    noun = following[0].removesuffix("s")
    if noun in _NO_THINGS.split() or len(noun) < 3 or not following[0][0].isalpha():
        return _fate_after(tokens, after)
    return _fate_after(tokens, after) or (None if noun in _PEOPLE.split() else noun)


def _fate_after(tokens: list[str], after: int) -> str | None:
    """The fate in the words behind: "12 people were killed", "five dead"."""
    for token in tokens[after : after + 5]:
        if token in ".;:," or token[0].isdigit() or token in _WORDS:
            return None
        if token in _FATES:
            return _FATES[token]
    return None


def _hedged(thing: str, value: float, before: str) -> Number:
    for hedge, (low, high) in _HEDGES.items():
        if before.endswith(hedge):
            return Number(thing, round(value * low), inf if high == inf else round(value * high))
    return Number(thing, value, value)
