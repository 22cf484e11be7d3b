"""A Document: an article with its parse and what was found in it.

The language side passes Documents along: ``annotate`` makes them, ``extract`` reads them. Token indices are those
of ``Document.doc``; :meth:`Document.span` turns them into character offsets of the article as given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geokg.model import Span, Status
from geokg.syntax import Tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from geokg.model import Actor, Article, Mention, TimeSpan

__all__ = ["Candidate", "Document", "Dropped", "Factuality", "Filler", "OffsetMap", "Quote", "TimeMention"]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps offsets of cleaned text back to the text as given.

    The cleaned text is a row of runs: run ``i`` starts at ``clean[i]`` in the cleaned text and at ``given[i]`` in the
    text as given, and both advance together within a run.
    """

    clean: tuple[int, ...] = (0,)
    given: tuple[int, ...] = (0,)

    def to_given(self, offset: int) -> int:
        """The offset in the text as given of the character at ``offset`` of the cleaned text.

        >>> OffsetMap((0, 5), (0, 9)).to_given(6)
        10
        """
        from bisect import bisect_right

        run = bisect_right(self.clean, offset) - 1
        return self.given[run] + offset - self.clean[run]

    def span(self, start: int, end: int) -> Span:
        """The span as given of the non-empty cleaned span ``[start, end)``."""
        return Span(self.to_given(start), self.to_given(end - 1) + 1)


@dataclass(frozen=True, slots=True)
class Quote:
    """Direct speech, tokens ``[start, end)`` without its quotation marks, and the actor who says it."""

    start: int
    end: int
    speaker: Actor | None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A passage of an article as given that is no news, and the list of rules that says so (``promos.toml``)."""

    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression, tokens ``[start, end)``."""

    start: int
    end: int
    time: TimeSpan


@dataclass(frozen=True, slots=True)
class Factuality:
    """How far the text commits itself to what a predicate says, and who is reported as saying it.

    ``voices`` are those who report it, the outermost first: the last is the speaker.
    """

    status: Status = Status.ASSERTED
    voices: tuple[Actor, ...] = ()

    @property
    def speaker(self) -> Actor | None:
        """The innermost voice, None for the article's own."""
        return self.voices[-1] if self.voices else None


@dataclass(slots=True)
class Document:
    """An article, its parse, and what was found in it.

    ``mentions`` maps the index of every token of a mention to that mention, so ``mentions.get(token.i)`` answers
    "which actor is this". Coreference adds pronouns and descriptions to the same mapping.
    """

    article: Article
    doc: Doc
    offsets: OffsetMap = field(default_factory=OffsetMap)
    mentions: Mapping[int, Mention] = field(default_factory=dict)
    quotes: Sequence[Quote] = ()
    times: Sequence[TimeMention] = ()
    #: Token ranges ``[start, end)``; empty where the whole text is one paragraph.
    paragraphs: Sequence[tuple[int, int]] = ()
    #: Passages of the article that were not read, in its order.
    dropped: Sequence[Dropped] = ()
    tree: Tree = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.tree = Tree(self.doc)

    def span(self, start: int, end: int) -> Span:
        """The characters, as given, of tokens ``[start, end)``."""
        last = self.doc[end - 1]
        return self.offsets.span(self.doc[start].idx, last.idx + len(last))

    def quote_at(self, token: int) -> Quote | None:
        """The direct speech that a token stands in, if any."""
        return next((quote for quote in self.quotes if quote.start <= token < quote.end), None)


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor in a role of an event: the token it was found at, and how sure the way there is (0 to 1)."""

    actor: Actor
    token: int
    weight: float = 1.0


@dataclass(slots=True)
class Candidate:
    """What an extractor found, before it becomes statements: an anchor token, a relation, and who fills its roles.

    ``anchor`` is the verb or noun that tells it; ``trigger`` the tokens to show for it; ``consumed`` the tokens that no
    other extractor shall read as a trigger; ``content`` the anchor of the clause that it is about.
    """

    relation: str
    anchor: int
    trigger: tuple[int, int]
    subjects: list[Filler]
    objects: list[Filler]
    extractor: str
    weight: float = 1.0
    consumed: frozenset[int] = frozenset()
    content: int | None = None
