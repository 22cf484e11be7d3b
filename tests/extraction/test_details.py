"""Voices in a chain, places, judgements of what was told before, sport, and what the parser gets wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geokg.model import Article

if TYPE_CHECKING:
    from geokg.model import Statement
    from geokg.pipeline import Reader


def found(reader: Reader, text: str, relation: str) -> list[Statement]:
    (document,) = reader.documents([Article("a", text)])
    return [statement for statement in reader.read(document) if statement.relation.id == relation]


@pytest.mark.parametrize(
    ("text", "relation", "voices"),
    [
        ("Reuters reported that Kyiv said Russia had shelled Poland.", "shells", ["reuters", "ukraine"]),
        ("Yonhap, citing South Korean officials, said North Korea had attacked Japan.", "attacks", ["yonhap-news-agency", "south-korea"]),
        ("Haaretz quoted Benjamin Netanyahu as saying that Egypt had attacked Libya.", "attacks", ["haaretz", "benjamin-netanyahu"]),
        ("Egypt, Libya said, attacked Sudan.", "attacks", ["libya"]),
        ("A Kremlin statement said Ukraine had attacked Moldova.", "attacks", ["russia"]),
        ("By Moscow's account, Ukraine attacked Moldova.", "attacks", ["russia"]),
        ("Russia withdrew from Syria according to plan.", "withdrawsFrom", []),
    ],
)  # fmt: skip
def test_voices_stand_from_the_outermost_in(reader: Reader, text: str, relation: str, voices: list[str]) -> None:
    (statement,) = found(reader, text, relation)
    assert [actor.id for actor in (*statement.via, statement.speaker) if actor] == voices


def test_a_quotation_of_nobody_named_is_not_the_articles_own_voice(reader: Reader) -> None:
    (statement,) = found(reader, '"Russia has attacked Poland," the man said.', "attacks")
    assert statement.speaker is not None
    assert not statement.is_fact


@pytest.mark.parametrize(
    ("text", "relation", "place"),
    [
        ("Joe Biden met Xi Jinping in Geneva.", "meets", "Geneva"),
        ("Talks between Russia and Ukraine were held in Istanbul.", "talksWith", "Istanbul"),
        ("Speaking in Prague, Emmanuel Macron condemned Russia.", "condemns", "Prague"),
        ("Israel condemned Iran.", "condemns", None),
    ],
)
def test_places_are_those_of_the_event(reader: Reader, text: str, relation: str, place: str | None) -> None:
    (statement,) = found(reader, text, relation)
    assert (statement.place.text if statement.place else None) == place


def test_a_judgement_is_about_those_who_did_it(reader: Reader) -> None:
    (statement,) = found(reader, "Russia invaded Georgia. Poland condemned the invasion.", "condemns")
    assert (statement.subject.id, statement.object.id) == ("poland", "russia")


@pytest.mark.parametrize(
    "text",
    [
        "Argentina attacked France and beat it 3-1.",
        "Spain crushed England in the final of the World Cup.",
        "Brussels bombarded Hungary with questions.",
        "Joe Biden declared war on inflation.",
        "Rwanda and Ghana are fighting malaria.",
    ],
)
def test_what_only_sounds_like_an_event_is_none(reader: Reader, text: str) -> None:
    (document,) = reader.documents([Article("a", text)])
    assert reader.read(document) == []


@pytest.mark.parametrize(
    ("text", "relation", "subject", "other", "status"),
    [
        ("Will Oman attack Peru?", "attacks", "oman", "peru", "possible"),
        ("Oman, which held an election in March, bombed Peru on Monday.", "bombs", "oman", "peru", "asserted"),
        ("Viktor Orban blocked EU aid for Ukraine.", "vetoes", "viktor-orban", "ukraine", "asserted"),
        ("Putin, Xi discuss Ukraine in Beijing", "talksWith", "vladimir-putin", "xi-jinping", "asserted"),
        ("Do not attack Iran, Biden told Israel.", "attacks", "israel", "iran", "possible"),
        ("It was Russia that attacked Georgia.", "attacks", "russia", "georgia", "asserted"),
        ("Germany but not France recognised Slovenia.", "recognizes", "germany", "slovenia", "asserted"),
        ("Had Finland joined NATO in 1995, Russia would be weaker.", "joins", "finland", "nato", "possible"),
        ("Washington gave Kyiv the green light to attack Russia.", "attacks", "united-states", "russia", "possible"),
        ("Russian troops left Niger.", "withdrawsFrom", "russia", "niger", "asserted"),
    ],
)
def test_hard_clauses(reader: Reader, text: str, relation: str, subject: str, other: str, status: str) -> None:
    (statement,) = found(reader, text, relation)
    assert (statement.subject.id, statement.object.id, str(statement.status)) == (subject, other, status)
