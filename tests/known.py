"""A small graph whose answers are known: three invented articles, and what a reader would take from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geokg.model import Actor, Article, Evidence, Kind, PlaceSpan, Span, Statement, Status, TimeSpan
from geokg.relations import load_relations

NORLAND = Actor("norland", "Norland", Kind.COUNTRY, "NOR", "GOV", "Q20", ("Kingdom of Norland",))
SUDRIA = Actor("sudria", "Sudria", Kind.COUNTRY, "SDR")
LEAGUE = Actor("league", "Northern League", Kind.ORGANIZATION, aliases=("NL", "the League"))
KARLSEN = Actor("karlsen", "Ida Karlsen", Kind.PERSON, "NOR", wikidata="Q42")
MINISTRY = Actor("x-0123456789abcdef", "Sudrian Defence Ministry", Kind.BODY, "SDR", "MIL")

FIRST = Article(
    id="first",
    title="Norland warns Sudria",
    source="The Daily Example",
    url="https://example.org/first?a=1&b=2",
    published=date(2024, 3, 1),
    text=(
        "Norland warned Sudria against leaving the League. "
        "Karlsen, the president of Norland, said Sudria would join the League in 2025. "
        "Norland is a member of the League."
    ),
)
SECOND = Article(
    id="second",
    title="Sudria denies an attack",
    source="Example Wire",
    published=date(2024, 3, 2),
    text=(
        "The ministry denied that Sudria attacked Norland. "
        "Sudrian troops attacked Norland on 1 March. "
        "Norland again warned Sudria. Sudria will meet Norland."
    ),
)
EMPTY = Article(id="third", text="Nothing happened.", published=date(2024, 3, 3))
ARTICLES = (FIRST, SECOND, EMPTY)


def evidence(article: Article, quote: str, trigger: str) -> Evidence:
    """The evidence that ``quote`` is, with its first ``trigger``."""
    start = article.text.index(quote)
    begin = article.text.index(trigger, start)
    return Evidence(article, Span(start, start + len(quote)), quote, Span(begin, begin + len(trigger)), "events")


def statement(
    subject: Actor,
    relation: str,
    target: Actor | None,
    where: Evidence,
    *,
    status: Status = Status.ASSERTED,
    speaker: Actor | None = None,
    time: TimeSpan | None = None,
    content: Statement | None = None,
    confidence: float = 0.9,
    via: tuple[Actor, ...] = (),
    place: PlaceSpan | None = None,
) -> Statement:
    """A statement with the relation of that id."""
    found = load_relations()[relation]
    return Statement(subject, found, target, status, where, speaker, time, content, confidence, via, place)


_WARNING = evidence(FIRST, "Norland warned Sudria against leaving the League.", "warned")
_SAID = evidence(FIRST, "Karlsen, the president of Norland, said Sudria would join the League in 2025.", "join")
_DENIAL = evidence(SECOND, "The ministry denied that Sudria attacked Norland.", "denied")

LEAVING = statement(
    SUDRIA, "leaves", LEAGUE, replace(_WARNING, trigger=Span(30, 37)), status=Status.POSSIBLE, speaker=NORLAND
)
WARNS = statement(NORLAND, "warns", SUDRIA, _WARNING, content=LEAVING, confidence=0.83)
PRESIDENT = statement(KARLSEN, "headOfStateOf", NORLAND, evidence(FIRST, _SAID.quote, "president"))
JOINS = statement(
    SUDRIA,
    "joins",
    LEAGUE,
    _SAID,
    status=Status.PLANNED,
    speaker=KARLSEN,
    time=TimeSpan("in 2025", date(2025, 1, 1), date(2025, 12, 31)),
)
MEMBER = statement(
    NORLAND, "memberOf", LEAGUE, evidence(FIRST, "Norland is a member of the League.", "member"), confidence=1.0
)
DENIED = statement(
    SUDRIA,
    "attacks",
    NORLAND,
    replace(_DENIAL, trigger=evidence(SECOND, _DENIAL.quote, "attacked").trigger),
    status=Status.NEGATED,
    speaker=MINISTRY,
)
DENIES = statement(MINISTRY, "deniesClaim", None, _DENIAL, content=DENIED, confidence=0.7)
ATTACKS = statement(
    replace(SUDRIA, sector="MIL"),
    "attacks",
    NORLAND,
    evidence(SECOND, "Sudrian troops attacked Norland on 1 March.", "attacked"),
    time=TimeSpan("on 1 March", date(2024, 3, 1), date(2024, 3, 1)),
)
WARNS_AGAIN = statement(NORLAND, "warns", SUDRIA, evidence(SECOND, "Norland again warned Sudria.", "warned"))
MEETS = statement(
    SUDRIA, "meets", NORLAND, evidence(SECOND, "Sudria will meet Norland.", "meet"), status=Status.PLANNED
)
#: Contents stand behind their statements, and LEAVING is listed nowhere but as a content.
STATEMENTS = (WARNS, PRESIDENT, JOINS, MEMBER, DENIES, DENIED, ATTACKS, WARNS_AGAIN, MEETS)
