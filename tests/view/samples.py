"""Statements for the tests of the viewer: made from the gold of the seed articles, or by hand."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geokg.model import Actor, Article, Evidence, Kind, Relation, Span, Statement, Status
from geokg.relations import load_relations

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests/gold/articles.jsonl"
_KINDS = {
    Kind.ORGANIZATION: "NATO|BRICS|G20|United Nations|European Union|African Union|International Criminal Court|"
    "Economic Community of West African States|United Nations Security Council|European Communities",
    Kind.BODY: "Ministry of Defence (Ukraine)|Ministry of Foreign Affairs (Russia)|European Council|"
    "Ministry of Foreign Affairs (Ukraine)|European Commission|European Parliament|National Assembly (Hungary)|"
    "Supreme National Security Council",
    Kind.ARMED_GROUP: "Houthis|Hamas|Hezbollah|Kurdistan Workers' Party",
    Kind.PLACE: "The Hague|Gaza Strip|Scotland|Republic of Artsakh",
    Kind.GROUP: "Western world|Europe",
    Kind.PERSON: "Barack Obama|Dmitry Medvedev|Nimr al-Nimr|Yair Lapid|Patricia Bullrich",
}


def gold_statements() -> list[Statement]:
    """The gold of all seed articles as statements, in the order of the file."""
    return [statement for row in _gold_rows() for statement in _gold(row["id"], row["statements"])]


@cache
def _gold_rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def _gold(stem: str, rows: list[dict[str, Any]]) -> Iterator[Statement]:
    _, head, text = (ROOT / f"seeds/articles/{stem}.md").read_text(encoding="utf-8").split("---\n", 2)
    told = dict(line.split(": ", 1) for line in head.splitlines())
    article = Article(
        stem, text, told["title"].strip('"'), source=told["source"], published=date.fromisoformat(told["date"])
    )
    relations = load_relations()
    for row in rows:
        relation, start = relations[row["relation"]], text.index(row["quote"])
        kind = Kind.PERSON if relation.family == "HOLDS_OFFICE" else None
        end = start + len(row["quote"])
        middle = text.index(" ", start) + 1 if " " in row["quote"] else start
        trigger = Span(middle, min(end, middle + 6))
        yield Statement(
            actor(row["subject"], kind),
            relation,
            actor(row["object"]),
            Status(row.get("status", "asserted")),
            Evidence(article, Span(start, end), row["quote"], trigger, "gold"),
            actor(row["speaker"]) if "speaker" in row else None,
        )


def actor(label: str, kind: Kind | None = None) -> Actor:
    """An actor of that name; persons of the gold are known by holding an office."""
    found = next((key for key, labels in _KINDS.items() if label in labels.split("|")), None)
    return Actor(label.casefold().replace(" ", "-"), label, kind or found or _kind(label))


def _kind(label: str) -> Kind:
    return Kind.PERSON if label in _officers() else Kind.COUNTRY


@cache
def _officers() -> set[str]:
    relations = load_relations()
    told = [statement for row in _gold_rows() for statement in row["statements"]]
    return {row["subject"] for row in told if relations[row["relation"]].family == "HOLDS_OFFICE"}


def statement(
    text: str = "Alba warned Boria on Monday.",
    *,
    quote: str | None = None,
    trigger: str = "warned",
    subject: str = "Alba",
    other: str | None = "Boria",
    relation: str | Relation = "warns",
    status: Status = Status.ASSERTED,
    speaker: str | None = None,
    title: str = "A title",
    source: str = "The Paper",
    url: str = "",
) -> Statement:
    """One statement of one article, whose quote is the whole text unless told otherwise."""
    quote = text if quote is None else quote
    start, mark = text.index(quote), text.index(trigger)
    article = Article("a", text, title, url, source, date(2024, 4, 5))
    evidence = Evidence(article, Span(start, start + len(quote)), quote, Span(mark, mark + len(trigger)), "test")
    table = load_relations()
    return Statement(
        plain_actor(subject),
        table[relation] if isinstance(relation, str) else relation,
        plain_actor(other) if other else None,
        status,
        evidence,
        plain_actor(speaker) if speaker else None,
    )


def plain_actor(label: str) -> Actor:
    return Actor(label[:40].casefold(), label, Kind.COUNTRY)
