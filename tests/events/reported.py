"""Claims for tests, made by one short line each."""

from __future__ import annotations

from datetime import date, timedelta

from geokg.model import Actor, Article, Evidence, Kind, PlaceSpan, Relation, Span, Statement, Status, TimeSpan
from geokg.relations import load_relations

RELATIONS = load_relations()
ACTORS = {
    "russia": Actor("russia", "Russia", Kind.COUNTRY, iso3="RUS"),
    "kremlin": Actor("kremlin", "Kremlin", Kind.BODY, iso3="RUS", sector="GOV"),
    "putin": Actor("putin", "Vladimir Putin", Kind.PERSON, iso3="RUS", sector="GOV"),
    "lavrov": Actor("lavrov", "Sergei Lavrov", Kind.PERSON, iso3="RUS", sector="GOV"),
    "ukraine": Actor("ukraine", "Ukraine", Kind.COUNTRY, iso3="UKR"),
    "kharkiv": Actor("kharkiv", "Kharkiv", Kind.PLACE, iso3="UKR"),
    "odesa": Actor("odesa", "Odesa", Kind.PLACE, iso3="UKR"),
    "nato": Actor("nato", "NATO", Kind.ORGANIZATION),
    "sweden": Actor("sweden", "Sweden", Kind.COUNTRY, iso3="SWE"),
    "rebels": Actor("rebels", "Rebels", Kind.ARMED_GROUP, iso3="UKR", sector="REB"),
    "wire": Actor("wire", "Meridian Wire", Kind.MEDIA),
    "ann": Actor("ann", "Ann Bell", Kind.PERSON, iso3="SWE"),
    "bob": Actor("bob", "Bob Cole", Kind.PERSON, iso3="SWE"),
}
#: The first day of the tests, a Monday.
MONDAY = date(2024, 3, 4)


def day(number: int) -> date:
    """The day so many days after :data:`MONDAY`."""
    return MONDAY + timedelta(days=number)


def said(
    words: str,
    quote: str = "",
    *,
    source: str = "Kronos Daily",
    published: int | None = 1,
    on: int | tuple[int, int] | None = None,
    status: str = "asserted",
    by: str | None = None,
    place: str | None = None,
    content: Statement | None = None,
    text: str | None = None,
    key: str = "",
    confidence: float = 0.9,
    start: int = 0,
) -> Statement:
    """A claim such as ``russia attacks ukraine``; days are numbered from :data:`MONDAY`.

    Its article has the address that ``key`` and the source give; the text is the quote where none is given.
    """
    subject, relation, *other = words.split()
    quote = quote or words
    body = text if text is not None else quote
    article = Article(
        id=f"{source}-{key}",
        text=body,
        url=f"https://news.example/{source}/{published}/{key}/{hash_free(body)}",
        source=source,
        published=None if published is None else day(published),
    )
    span = Span(start, start + len(quote))
    first, last = (on, on) if isinstance(on, int) else on or (None, None)
    return Statement(
        subject=ACTORS[subject],
        relation=relation_of(relation),
        object=ACTORS[other[0]] if other else None,
        status=Status(status),
        evidence=Evidence(article, span, quote, span, "events"),
        speaker=ACTORS[by] if by else None,
        time=None if first is None or last is None else TimeSpan("then", day(first), day(last)),
        place=PlaceSpan(place, ACTORS[place]) if place else None,
        content=content,
        confidence=confidence,
    )


def relation_of(name: str) -> Relation:
    """A relation of the table."""
    return RELATIONS[name]


def hash_free(text: str) -> str:
    """A text as it may stand in an address."""
    return "".join(letter if letter.isalnum() else "-" for letter in text)
