"""A second small graph whose answers are known: dispatches of two outlets, a claim or two a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geokg.model import Actor, Article, Evidence, PlaceSpan, Span, Statement, Status, TimeSpan
from geokg.rdf.write import to_quads
from geokg.store import Store
from tests.known import KARLSEN, LEAGUE, MINISTRY, NORLAND, SUDRIA, statement

SANCTIONS = "Norland put sanctions on Sudria."
WARNING = "Norland warned Sudria in its capital."
DENIAL = "Norland has put no sanctions on Sudria, Karlsen said."
BACK = "Sudria put sanctions on Norland."
HEARSAY = "Karlsen said the League had heard from the ministry that Sudria may attack Norland."
LIFTED = "Norland lifted its sanctions on Sudria."
JOINED = "Sudria joined the League on 1 April."
ADMITTED = "The League admitted Norland, Karlsen said."
PLAN = "Norland will leave the League by June."

DAILY = Article("1", f"{SANCTIONS} {WARNING}", "", "", "The Daily", date(2024, 3, 1))
WIRE = Article("2", f"{DENIAL} {BACK} {HEARSAY}", "", "", "Wire", date(2024, 3, 2))
LATER = Article("3", f"{LIFTED} {JOINED} {ADMITTED} {PLAN} {BACK}", "", "", "Wire", date(2024, 4, 5))


def told(article: Article, quote: str, subject: Actor, relation: str, target: Actor, **more: object) -> Statement:
    """A statement that rests on the whole of a sentence."""
    start = article.text.index(quote)
    span = Span(start, start + len(quote))
    return statement(subject, relation, target, Evidence(article, span, quote, span, "events"), **more)  # type: ignore[arg-type]


STATEMENTS = (
    told(DAILY, SANCTIONS, NORLAND, "sanctions", SUDRIA),
    told(DAILY, WARNING, NORLAND, "warns", SUDRIA, place=PlaceSpan("in its capital", replace(SUDRIA)), confidence=0.4),
    told(WIRE, DENIAL, NORLAND, "sanctions", SUDRIA, status=Status.NEGATED, speaker=KARLSEN),
    told(WIRE, BACK, SUDRIA, "sanctions", NORLAND),
    told(WIRE, HEARSAY, SUDRIA, "attacks", NORLAND, status=Status.POSSIBLE, speaker=MINISTRY, via=(KARLSEN, LEAGUE)),
    told(LATER, LIFTED, NORLAND, "liftsSanctions", SUDRIA),
    told(LATER, JOINED, SUDRIA, "joins", LEAGUE, time=TimeSpan("on 1 April", date(2024, 4, 1), date(2024, 4, 1))),
    told(LATER, ADMITTED, LEAGUE, "admits", NORLAND, speaker=KARLSEN),
    told(
        LATER, PLAN, NORLAND, "leaves", LEAGUE,
        status=Status.PLANNED, time=TimeSpan("by June", None, date(2024, 6, 30)), confidence=0.5,
    ),
    told(LATER, BACK, SUDRIA, "sanctions", NORLAND),
)  # fmt: skip
STORE = Store.in_memory(to_quads((DAILY, WIRE, LATER), STATEMENTS))
