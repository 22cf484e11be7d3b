from __future__ import annotations

import json
from dataclasses import replace

from geokg.jsonl import statement_to_json, to_line
from geokg.model import Article, Evidence, Span
from tests.known import DENIES, FIRST, JOINS, LEAVING, WARNS


def test_a_statement_has_all_fields_of_the_format_in_order() -> None:
    assert json.dumps(statement_to_json(JOINS)) == json.dumps(
        {
            "id": JOINS.id,
            "article": {"id": "first", "title": "Norland warns Sudria", "published": "2024-03-01"},
            "subject": {
                "id": "sudria",
                "label": "Sudria",
                "kind": "Country",
                "iso3": "SDR",
                "sector": None,
                "wikidata": None,
            },
            "relation": {"id": "joins", "label": "joins", "type": "MEMBER_OF", "cameo": JOINS.relation.cameo},
            "object": {
                "id": "league",
                "label": "Northern League",
                "kind": "IntergovernmentalOrganization",
                "iso3": None,
                "sector": None,
                "wikidata": None,
            },
            "status": "planned",
            "speaker": {
                "id": "karlsen",
                "label": "Ida Karlsen",
                "kind": "Person",
                "iso3": "NOR",
                "sector": None,
                "wikidata": "Q42",
            },
            "via": [],
            "about": None,
            "time": {"text": "in 2025", "start": "2025-01-01", "end": "2025-12-31"},
            "place": None,
            "confidence": 0.9,
            "evidence": {"start": 50, "end": 127, "quote": JOINS.evidence.quote, "trigger": [103, 107]},
            "repeats": [],
            "extractor": "events",
        }
    )


def test_about_is_the_id_of_the_content() -> None:
    assert statement_to_json(WARNS)["about"] == LEAVING.id


def test_what_is_absent_is_null() -> None:
    values = statement_to_json(replace(DENIES, evidence=replace(DENIES.evidence, article=Article("x", "text"))))
    assert (values["object"], values["speaker"], values["time"]) == (None, None, None)
    assert values["article"] == {"id": "x", "title": "", "published": None}


def test_offsets_are_those_of_the_text_as_given() -> None:
    evidence = statement_to_json(WARNS)["evidence"]
    assert FIRST.text[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert FIRST.text[slice(*evidence["trigger"])] == "warned"


def test_confidence_is_rounded() -> None:
    assert statement_to_json(replace(WARNS, confidence=0.1 + 0.2))["confidence"] == 0.3


def with_text(text: str) -> str:
    evidence = Evidence(Article("x", text), Span(0, len(text)), text, Span(0, 1), "events")
    return to_line(replace(WARNS, evidence=evidence, content=None))


def test_a_line_is_one_line_and_readable() -> None:
    line = with_text("Kyïv\nsaid\u2028so")
    assert "Kyïv\\nsaid" in line
    assert len(line.split("\n")) == 1


def test_half_a_surrogate_pair_survives_as_an_escape() -> None:
    line = with_text("a\ud800b")
    assert json.loads(line.encode())["evidence"]["quote"] == "a\ud800b"
