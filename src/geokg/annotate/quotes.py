"""Finds direct speech and who speaks it.

Marks are straight (:mod:`geokg.annotate.clean`), so what they open or close is told by the spaces around them. A quote
that a paragraph leaves open runs on in the next, as newspapers print it: each paragraph opened, only the last closed.
Every paragraph of it is a :class:`~geokg.document.Quote` of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geokg.document import Document, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geokg.model import Actor

__all__ = ["find_quotes"]

_DOUBLE, _SINGLE = '"', "'"
_STOPS = frozenset(".!?")
#: A quote that ends so is followed by its speaker, if anybody is named there: "...," he said.
_GOES_ON = frozenset(",!?")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: A quote of fewer tokens without a finite verb only borrows a word.
_LEAST_TOKENS = 4
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})
#: Tokens between the verb of saying and the quote, and between the quote and who says it.
_REACH = 30


@dataclass(slots=True)
class _Passage:
    """Tokens ``[start, end)`` between marks in one paragraph; ``open`` where its paragraph does not close it."""

    start: int
    end: int
    paragraph: int
    open: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Attribution:
    """Who is said to speak a quote; no actor where somebody is named that no file or text knows."""

    actor: Actor | None


def find_quotes(document: Document, reporting: frozenset[str]) -> list[Quote]:
    """The direct speech of a document in the order of the text; ``reporting`` are the lemmas of verbs of saying."""
    passages = _passages(document, reporting)
    speech = _Speech(document, reporting, passages)
    return [Quote(passage.start, passage.end, actor) for passage, actor in speech.spoken()]


# --- where the marks are ------------------------------------------------------------------------------------------


def _passages(document: Document, reporting: frozenset[str]) -> list[_Passage]:
    lower = document.tree.lower
    if _DOUBLE not in lower and _SINGLE not in lower:
        return []
    found: list[_Passage] = []
    ranges = document.paragraphs or ((0, len(lower)),)
    for number, (start, end) in enumerate(ranges):
        runs_on = bool(found) and found[-1].open and found[-1].paragraph == number - 1
        marks = [i for i in range(start, end) if lower[i] == _DOUBLE]
        if marks:
            found.extend(_in_paragraph(document, (start, end), marks, number, runs_on and marks[0] == start))
        elif runs_on and _is_resumed(document, ranges, number, reporting):
            found.append(_Passage(start, end, number, open=True, continues=True))
        elif singles := _single_marks(document, start, end):
            found.extend(_Passage(a + 1, b, number) for a, b in singles)
    return [passage for passage in found if passage.end > passage.start]


def _is_resumed(document: Document, ranges: Sequence[tuple[int, int]], number: int, reporting: frozenset[str]) -> bool:
    """A paragraph without marks belongs to the quote around it if the next opens again and nobody speaks in it."""
    tree = document.tree
    start, end = ranges[number]
    opens = number + 1 < len(ranges) and tree.lower[ranges[number + 1][0]] == _DOUBLE
    return opens and not any(tree.lemma[i] in reporting and tree.is_verb(i) for i in range(start, end))


def _in_paragraph(
    document: Document, bounds: tuple[int, int], marks: Sequence[int], number: int, continues: bool
) -> Iterator[_Passage]:
    opened: int | None = None
    for mark in marks:
        opens = _can_open(document, mark, *bounds)
        closes = mark > bounds[0] and (not opens or not document.doc[mark - 1].whitespace_)
        if opened is None and opens:
            opened = mark
        elif opened is not None:
            yield _Passage(opened + 1, mark, number, continues=continues and opened == bounds[0])
            opened = None if closes else mark
    if opened is not None:
        yield _Passage(opened + 1, bounds[1], number, open=True, continues=continues and opened == bounds[0])


def _can_open(document: Document, mark: int, start: int, end: int) -> bool:
    """A mark opens that has a space (or bracket, or nothing) before it and none behind it."""
    doc = document.doc
    if mark + 1 >= end or doc[mark].whitespace_:
        return False
    return (
        mark == start or bool(doc[mark - 1].whitespace_) or doc[mark - 1].is_left_punct or doc[mark - 1].text in "-—–"
    )


def _single_marks(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """Pairs of single marks that open and close, apostrophes left out."""
    doc, lower = document.doc, document.tree.lower
    pairs, opened = [], None
    for i in range(start, end):
        if lower[i] != _SINGLE:
            continue
        if opened is None and _can_open(document, i, start, end) and not lower[i + 1][0].isdigit():
            opened = i
        elif opened is not None and not doc[i - 1].whitespace_ and _ends_single(document, i, end):
            pairs.append((opened, i))
            opened = None
    return pairs


def _ends_single(document: Document, mark: int, end: int) -> bool:
    """Not the apostrophe of "the ministers' meeting": after punctuation, or before the end of a clause."""
    before, tag = document.doc[mark - 1], document.tree.tag[mark]
    after = document.tree.lower[mark + 1] if mark + 1 < end else "."
    return before.is_punct or tag != "POS" or after in ",.;:!?"


# --- who speaks ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Speech:
    """The passages of a document, and the search for their speakers."""

    document: Document
    reporting: frozenset[str]
    passages: Sequence[_Passage]

    def spoken(self) -> Iterator[tuple[_Passage, Actor | None]]:
        """The passages that are speech, each with its speaker."""
        speakers: list[_Attribution | None] = []
        for number in range(len(self.passages)):
            speakers.append(self._speaker(number, speakers[-1] if speakers else None))
        for passage, speaker in zip(self.passages, self._filled_from_below(speakers), strict=True):
            if self._is_speech(passage, speaker is not None):
                yield passage, speaker.actor if speaker else None

    def _is_speech(self, passage: _Passage, attributed: bool) -> bool:
        tags = self.document.tree.tag[passage.start : passage.end]
        finite = any(tag in _FINITE for tag in tags)
        return (finite or len(tags) >= _LEAST_TOKENS) and (attributed or self._is_whole(passage))

    def _is_whole(self, passage: _Passage) -> bool:
        """True for a quote that begins as a sentence does, not for words within the reporter's."""
        first = self.document.doc[passage.start].text[0]
        return first == "[" or first.isupper()

    def _speaker(self, number: int, before: _Attribution | None) -> _Attribution | None:
        if self.passages[number].continues and before:
            return before
        return self._attributed(number) or self._inherited(number, before)

    def _filled_from_below(self, speakers: list[_Attribution | None]) -> list[_Attribution | None]:
        """A quote left open has the speaker of its later paragraphs where it names none itself."""
        filled = list(speakers)
        for number in range(len(filled) - 1, 0, -1):
            if self.passages[number].continues and filled[number - 1] is None:
                filled[number - 1] = filled[number]
        return filled

    def _attributed(self, number: int) -> _Attribution | None:
        before, after = self._before(number), self._after(number)
        last = self.document.tree.lower[self.passages[number].end - 1]
        opener = before[-1] if before else -1
        if opener >= 0 and self.document.tree.lower[opener] == ":":
            return self._told(before, last=True) or self._named(before) or self._told(after)
        if last in _GOES_ON:
            return self._told(after) or self._told(before, last=True)
        return self._told(before, last=True) or self._told(after)

    def _before(self, number: int) -> range:
        """The reporter's words before a quote, back to the last stop or quote."""
        start = self._paragraph(number)[0]
        previous = self.passages[number - 1] if number else None
        if previous and previous.paragraph == self.passages[number].paragraph:
            start = previous.end + 1
        mark = self.passages[number].start - 1
        begin = mark
        while begin > max(start, mark - _REACH) and self.document.tree.lower[begin - 1] not in _STOPS:
            begin -= 1
        return range(begin, mark)

    def _after(self, number: int) -> range:
        """The reporter's words behind a quote in the same sentence, up to the next quote."""
        passage, tree = self.passages[number], self.document.tree
        following = self.passages[number + 1] if number + 1 < len(self.passages) else None
        end = self._paragraph(number)[1]
        if following and following.paragraph == passage.paragraph:
            end = following.start - 1
        start = min(passage.end + 1, end)
        if passage.open or tree.lower[passage.end - 1] == ".":
            return range(start, start)
        stop = start
        while stop < min(end, start + _REACH) and tree.lower[stop] not in _STOPS:
            stop += 1
        return range(start, stop)

    def _paragraph(self, number: int) -> tuple[int, int]:
        ranges = self.document.paragraphs or ((0, len(self.document.doc)),)
        return ranges[self.passages[number].paragraph]

    def _told(self, words: range, *, last: bool = False) -> _Attribution | None:
        """By a verb of saying with a subject, or by "according to"; the nearest to the quote."""
        tree = self.document.tree
        for i in reversed(words) if last else words:
            if tree.lemma[i] in self.reporting and tree.is_verb(i) and (subjects := self._subjects(i, words)):
                return _Attribution(self._actor(subjects))
            if tree.lower[i] == "according" and tree.lower[i + 1 : i + 2] == ["to"]:
                return _Attribution(self._actor(tree.children(i + 1, "pobj") or [i + 2]))
        return None

    def _subjects(self, verb: int, words: range) -> list[int]:
        """The subject of a verb of saying by the parse, or the mention next to it where the parse shows none."""
        inside = [i for i in self.document.tree.subjects(self._sayer(verb)) if not self._is_quoted(i)]
        if inside:
            return inside
        near = [i for i in (verb + 1, verb - 1, verb + 2) if i in words and i in self.document.mentions]
        return near[:1]

    def _sayer(self, verb: int) -> int:
        """*said that the West must help, adding that ...*: who adds is who said, however deep the parse hangs it."""
        tree = self.document.tree
        if tree.tag[verb] != "VBG" or tree.dep[verb] != "advcl":
            return verb
        above = tree.head[verb]
        while tree.dep[above] in ("ccomp", "conj", "xcomp") and tree.is_verb(tree.head[above]):
            above = tree.head[above]
            if tree.lemma[above] in self.reporting:
                return above
        return verb

    def _is_quoted(self, token: int) -> bool:
        number = bisect_right(self.passages, token, key=lambda passage: passage.start) - 1
        return number >= 0 and token < self.passages[number].end

    def _actor(self, subjects: Sequence[int]) -> Actor | None:
        """The actor at a subject, else the one nearest to its head among the words that describe it."""
        mentions, tree = self.document.mentions, self.document.tree
        for head in subjects:
            queue = [head]
            for i in queue:
                if i in mentions:
                    return mentions[i].actor
                queue.extend(k for k in tree.kids[i] if tree.dep[k] not in _CLAUSES)
        return None

    def _named(self, words: range) -> _Attribution | None:
        """*Stoltenberg: "We need..."*: a name and a colon, and no verb."""
        if any(self.document.tree.is_verb(i) for i in words):
            return None
        mention = next((self.document.mentions[i] for i in reversed(words) if i in self.document.mentions), None)
        return _Attribution(mention.actor) if mention else None

    def _inherited(self, number: int, before: _Attribution | None) -> _Attribution | None:
        """The speaker of the quote before, in the same paragraph or the one above, if nobody else acts between."""
        if before is None:
            return None
        passage, previous = self.passages[number], self.passages[number - 1]
        if passage.paragraph - previous.paragraph > 1 or not self._is_whole(passage):
            return None
        mentions, tree = self.document.mentions, self.document.tree
        between = range(previous.end + 1, passage.start - 1)
        others = (mentions[i].actor for i in between if i in mentions and tree.dep[i] in ("nsubj", "nsubjpass"))
        return None if any(actor != before.actor for actor in others) else before
