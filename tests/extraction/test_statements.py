"""From a sentence to its statements, through the whole language side: families and forms, status and speaker."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geokg.model import Article, Statement, Status
from tests.extraction.forms import FORMS
from tests.extraction.truth import TRUTH

if TYPE_CHECKING:
    from geokg.pipeline import Reader

DAY = date(2023, 6, 1)


def read(reader: Reader, text: str) -> list[Statement]:
    (document,) = reader.documents([Article("t", text, published=DAY)])
    return reader.read(document)


def told(statements: list[Statement]) -> list[tuple[str, str, str | None, str]]:
    """Subject, relation, object and status; symmetric ones both ways."""
    rows = []
    for s in statements:
        other = s.object.id if s.object else None
        rows.append((s.subject.id, s.relation.id, other, s.status.value))
        if s.relation.symmetric and other:
            rows.append((other, s.relation.id, s.subject.id, s.status.value))
    return rows


@pytest.mark.parametrize(("family", "form", "text", "subject", "object_", "status"), FORMS)
def test_each_family_in_each_form(
    reader: Reader, family: str, form: str, text: str, subject: str, object_: str, status: str
) -> None:
    statements = read(reader, text)
    families = {s.relation.id: s.relation.family for s in statements}
    rows = [(s, families[r], o, status_) for s, r, o, status_ in told(statements)]
    assert (subject, family, object_, status) in rows, form


@pytest.mark.parametrize(("text", "subject", "relation", "object_", "status", "speaker"), TRUTH)
def test_status_and_speaker(
    reader: Reader, text: str, subject: str, relation: str, object_: str, status: str, speaker: str | None
) -> None:
    found = [
        s
        for s in read(reader, text)
        if (s.subject.id, s.relation.id, s.object.id if s.object else None) == (subject, relation, object_)
    ]
    assert [s.status.value for s in found] == [status]
    heard = found[0].speaker
    assert (heard is None) if speaker is None else (heard is not None and speaker in (heard.id, heard.label))
    assert found[0].is_fact is (status == "asserted" and speaker is None)


@pytest.mark.parametrize(
    ("text", "relation", "content", "status", "speaker"),
    [
        ("Putin warned Ukraine against joining NATO.", "warns", "joins", "possible", "vladimir-putin"),
        ("Finland urged Sweden to help Estonia.", "urges", "providesAid", "possible", "finland"),
        ("France accused Syria of attacking Jordan.", "accuses", "attacks", "possible", "france"),
        ("Iran threatened to attack Israel.", "threatensForce", "attacks", "possible", "iran"),
        ("Germany agreed to arm Ukraine.", "promisesAid", "providesMilitaryAid", "planned", None),
    ],
)
def test_a_speech_act_carries_what_it_is_about(
    reader: Reader, text: str, relation: str, content: str, status: str, speaker: str | None
) -> None:
    statements = read(reader, text)
    (act,) = [s for s in statements if s.relation.id == relation]
    assert act.status is Status.ASSERTED
    assert act.content is not None
    assert act.content in statements
    assert (act.content.relation.id, act.content.status.value) == (content, status)
    assert (act.content.speaker.id if act.content.speaker else None) == speaker


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("Russia met Ukrainian demands.", ("russia", "meets", "ukraine")),
        ("Britain left the EU summit.", ("united-kingdom", "leaves", "european-union")),
        ("Guterres met the leaders in Johannesburg.", ("antonio-guterres", "meets", "south-africa")),
        ("Turkey supported the sanctions against Russia.", ("turkey", "supports", "russia")),
        ("France struck a deal with Mali.", ("france", "attacks", "mali")),
        ("Germany lifted its sanctions on Iran.", ("germany", "sanctions", "iran")),
        ("Former French President Francois Hollande arrived.", ("francois-hollande", "headOfStateOf", "france")),
        ("The US-led war against Iraq went on.", ("united-states", "backs", "iraq")),
        (
            "Iran will respond if Israel attacks, Foreign Minister Hossein Amir-Abdollahian warned.",
            ("hossein-amir-abdollahian", "foreignMinisterOf", "israel"),
        ),
        (
            "Iran will respond if Israel attacks, Foreign Minister Hossein Amir-Abdollahian warned.",
            ("hossein-amir-abdollahian", "warns", "iran"),
        ),
        ("Germany but not France condemned Russia.", ("france", "condemns", "russia")),
        ("NATO members such as Norway condemned Russia.", ("nato", "condemns", "russia")),
        ("Turkey refused to condemn Russia.", ("turkey", "refusesTo", "russia")),
        ("Beijing insists Taiwan is part of China.", ("china", "demands", "taiwan")),
        ("India praised Russia instead of condemning China.", ("russia", "condemns", "china")),
        ("Germany condemned the invasion of Ukraine.", ("germany", "condemns", "ukraine")),
        ("The Ukraine invasion angered Poland.", ("ukraine", "invades", "poland")),
        ("Poland demanded the release of Lech Walesa.", ("poland", "demands", "lech-walesa")),
        ("Macron praised the actor who plays Russian roulette.", ("emmanuel-macron", "praises", "russia")),
    ],
)
def test_what_must_never_come_out(reader: Reader, text: str, forbidden: tuple[str, str, str]) -> None:
    assert forbidden not in [(s, r, o) for s, r, o, _ in told(read(reader, text))]


def test_evidence_is_exactly_in_the_text_as_given(reader: Reader) -> None:
    text = "Title | World | News\n\n“Putin  warned\nUkraine against joining NATO,” said Scholz.\n\nRussia attacked  Poland."
    statements = read(reader, text)
    assert statements
    for s in statements:
        assert text[s.evidence.span.start : s.evidence.span.end] == s.evidence.quote
        assert s.evidence.span.start <= s.evidence.trigger.start < s.evidence.trigger.end <= s.evidence.span.end
    assert statements == sorted(statements, key=lambda s: (s.evidence.span, s.evidence.trigger, s.id))


WORDS = [
    *[
        "Russia",
        "Ukraine",
        "NATO",
        "Putin",
        "he",
        "it",
        "said",
        "that",
        "not",
        "will",
        "attacked",
        "by",
        "talks",
        "with",
        "to",
        "and",
        ",",
        ".",
        '"',
        "'",
        "if",
        "may",
        "of",
        "the",
    ],
    "\n\n",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_without_failing(reader: Reader, text: str) -> None:
    for document in reader.documents([Article("t", text, published=DAY)]):
        for s in reader.read(document):
            assert text[s.evidence.span.start : s.evidence.span.end] == s.evidence.quote
