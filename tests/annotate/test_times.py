from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geokg.annotate.times import find_times
from geokg.document import Document
from geokg.model import Article

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = date(2024, 4, 5)  # a Friday

#: (sentence, what it says of time: text, and first/last day, either empty where open or unknown)
TIMES: list[tuple[str, list[tuple[str, str]]]] = [
    ("Russia invaded Ukraine in 2022.", [("in 2022", "2022-01-01/2022-12-31")]),
    ("Speaking in February, he warned NATO.", [("in February", "2024-02-01/2024-02-29")]),
    ("He will visit Kyiv in February.", [("in February", "2025-02-01/2025-02-28")]),
    ("The pact was signed on April 4.", [("on April 4", "2024-04-04/2024-04-04")]),
    ("The pact was signed on 4 April 2024.", [("on 4 April 2024", "2024-04-04/2024-04-04")]),
    ("The pact was signed on April 4, 2024.", [("on April 4, 2024", "2024-04-04/2024-04-04")]),
    ("The pact was signed on 2024-04-04.", [("on 2024-04-04", "2024-04-04/2024-04-04")]),
    ("The ministers met on Tuesday.", [("on Tuesday", "2024-04-02/2024-04-02")]),
    ("The ministers will meet on Tuesday.", [("on Tuesday", "2024-04-09/2024-04-09")]),
    ("The ministers met on Friday.", [("on Friday", "2024-04-05/2024-04-05")]),
    ("The ministers agreed to meet on Tuesday.", [("on Tuesday", "2024-04-09/2024-04-09")]),
    ("The ministers refused to meet on Tuesday.", [("on Tuesday", "2024-04-02/2024-04-02")]),
    ("He said Monday that troops will leave.", [("Monday", "2024-04-01/2024-04-01")]),
    ("He arrived yesterday.", [("yesterday", "2024-04-04/2024-04-04")]),
    ("He arrives today.", [("today", "2024-04-05/2024-04-05")]),
    ("He will arrive tomorrow.", [("tomorrow", "2024-04-06/2024-04-06")]),
    ("He left last week.", [("last week", "2024-03-25/2024-03-31")]),
    ("He left earlier this week.", [("earlier this week", "2024-04-01/2024-04-05")]),
    ("They will meet next month.", [("next month", "2024-05-01/2024-05-31")]),
    ("They met early last month.", [("early last month", "2024-03-01/2024-03-15")]),
    ("The war began two years ago.", [("two years ago", "2022-01-01/2022-12-31")]),
    ("75 years ago our partners created NATO.", [("75 years ago", "1949-01-01/1949-12-31")]),
    ("It has been at war since 2014.", [("since 2014", "2014-01-01/")]),
    ("Ukraine must join by the end of next year.", [("by the end of next year", "/2025-12-31")]),
    ("Russia fought between 2014 and 2016.", [("between 2014 and 2016", "2014-01-01/2016-12-31")]),
    ("Russia fought from 2014 to 2016.", [("from 2014 to 2016", "2014-01-01/2016-12-31")]),
    ("Russia fought there between March and May 2022.", [("between March and May 2022", "2022-03-01/2022-05-31")]),
    ("In the 1990s Russia was poor.", [("In the 1990s", "1990-01-01/1999-12-31")]),
    ("In the early 1990s Russia was poor.", [("In the early 1990s", "1990-01-01/1994-12-31")]),
    ("The vote was held earlier this year.", [("earlier this year", "2024-01-01/2024-04-05")]),
    ("Troops moved in recent days.", [("in recent days", "/")]),
    ("The 2014 annexation of Crimea was condemned.", [("2014", "2014-01-01/2014-12-31")]),
    ("The 2014-16 talks failed.", [("2014-16", "2014-01-01/2016-12-31")]),
    ("The talks of 4-6 April failed.", [("4-6 April", "2024-04-04/2024-04-06")]),
    ("The talks of April 4-6 failed.", [("April 4-6", "2024-04-04/2024-04-06")]),
    ("In the summer of 2022 the front moved.", [("In the summer of 2022", "2022-06-01/2022-08-31")]),
    ("Last winter the front moved.", [("Last winter", "2023-12-01/2024-02-29")]),
    ("The first quarter of 2023 was hard.", [("first quarter of 2023", "2023-01-01/2023-03-31")]),
    ("The 20th century was bloody.", [("20th century", "1901-01-01/2000-12-31")]),
    ("Over the past three years, aid grew.", [("Over the past three years", "2021-04-05/2024-04-05")]),
    ("In the next five days, troops will leave.", [("In the next five days", "2024-04-05/2024-04-10")]),
    ("The past year was hard.", [("The past year", "2023-04-05/2024-04-05")]),
    ("He sent 2000 troops to the border.", [("2000", "/")]),
    ("Russia lost 1,300 men in March.", [("in March", "2024-03-01/2024-03-31")]),
    ("Theresa May said no.", []),
    ("They protested on Bloody Sunday.", []),
    ("He has been president since last May.", [("since last May", "2023-05-01/")]),
    ("At the weekend the leaders met.", [("At the weekend", "2024-03-30/2024-03-31")]),
    ("They met last night.", [("last night", "2024-04-04/2024-04-05")]),
    ("Until Tuesday he was in Kyiv.", [("Until Tuesday", "/2024-04-02")]),
    ("Before 2014 it was calm.", [("Before 2014", "/2013-12-31")]),
    ("After 2014 it was not.", [("After 2014", "2015-01-01/")]),
    ("The 81-year-old president left.", []),
    ("For years Putin has warned Ukraine.", []),
    ("He was in Paris for three days.", [("three days", "/")]),
    ("A few weeks ago he left.", [("A few weeks ago", "/")]),
    ("The meeting on Monday, April 8, will be short.", [("on Monday, April 8", "2024-04-08/2024-04-08")]),
    ("The meeting took place on Monday, 1 April.", [("on Monday, 1 April", "2024-04-01/2024-04-01")]),
    ("They are meeting in Brussels on Wednesday.", [("on Wednesday", "2024-04-10/2024-04-10")]),
    ("As of Thursday, the bridge was closed.", [("As of Thursday", "2024-04-04/")]),
    ("He resigned late last year.", [("late last year", "2023-07-02/2023-12-31")]),
    ("In late 2021 troops massed.", [("In late 2021", "2021-07-02/2021-12-31")]),
    ("By mid-2023 the offensive had failed.", [("By mid-2023", "/2023-10-01")]),
    ("The attack happened on the night of February 30.", [("February 30", "/")]),
    ("A year later he was gone.", [("A year later", "/")]),
    ("The plan runs through 2030.", [("2030", "2030-01-01/2030-12-31")]),
    (
        "In December 2022, and again in January, he asked for tanks.",
        [("In December 2022", "2022-12-01/2022-12-31"), ("in January", "2024-01-01/2024-01-31")],
    ),
    ("The day before yesterday he called Biden.", [("The day before yesterday", "2024-04-03/2024-04-03")]),
    (
        "He took office in Jan. 2021 and left on Jan 20, 2025.",
        [("in Jan. 2021", "2021-01-01/2021-01-31"), ("on Jan 20, 2025", "2025-01-20/2025-01-20")],
    ),
    ("He would have come on Tuesday.", [("on Tuesday", "2024-04-02/2024-04-02")]),
    (
        "Sanctions were imposed in 2014, 2018 and 2022.",
        [("in 2014", "2014-01-01/2014-12-31"), ("2018", "2018-01-01/2018-12-31"), ("2022", "2022-01-01/2022-12-31")],
    ),
    ("An election is due in the autumn of 2024.", [("in the autumn of 2024", "2024-09-01/2024-11-30")]),
    ("The next president will take office next January.", [("next January", "2025-01-01/2025-01-31")]),
    ("He visited Kyiv last Tuesday.", [("last Tuesday", "2024-04-02/2024-04-02")]),
    ("He will visit Kyiv next Tuesday.", [("next Tuesday", "2024-04-09/2024-04-09")]),
    ("In March the deal failed.", [("In March", "2024-03-01/2024-03-31")]),
    ("The deal was signed in the second half of 2021.", [("in the second half of 2021", "2021-07-01/2021-12-31")]),
    ("The deal expires at the end of 2026.", [("at the end of 2026", "2026-07-02/2026-12-31")]),
    ("The 2022 elections were fair.", [("2022", "2022-01-01/2022-12-31")]),
    ("He met them on the sidelines on Wednesday morning.", [("on Wednesday morning", "2024-04-03/2024-04-03")]),
    ("This weekend they will meet.", [("This weekend", "2024-04-06/2024-04-07")]),
    ("They have been allies for decades.", [("decades", "/")]),
    ("Since last year Niger has been under sanctions.", [("Since last year", "2023-01-01/")]),
    ("The king died on 29 February 2023.", [("on 29 February 2023", "/")]),
    ("In 2050 the sea will be higher.", [("In 2050", "2050-01-01/2050-12-31")]),
    ("He paid $2000 for it.", []),
]


def times(nlp: Language, text: str, published: date | None) -> list[tuple[str, str]]:
    document = Document(Article("a", text, published=published), nlp(text))
    found = find_times(document)
    for mention in found:
        assert document.doc[mention.start : mention.end].text == mention.time.text
    return [(m.time.text, f"{m.time.start or ''}/{m.time.end or ''}") for m in found]


@pytest.mark.parametrize(("sentence", "expected"), TIMES)
def test_days(nlp: Language, sentence: str, expected: list[tuple[str, str]]) -> None:
    assert times(nlp, sentence, PUBLISHED) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He left on Tuesday.", [("on Tuesday", "/")]),
        ("He left yesterday.", [("yesterday", "/")]),
        ("He left in February.", [("in February", "/")]),
        ("He left on April 4.", [("on April 4", "/")]),
        ("He left two years ago.", [("two years ago", "/")]),
        ("He left earlier this year.", [("earlier this year", "/")]),
        ("He left last winter.", [("last winter", "/")]),
        ("He left last night.", [("last night", "/")]),
        ("He left at the weekend.", [("at the weekend", "/")]),
        ("He ruled over the past two years.", [("over the past two years", "/")]),
        ("He left in 2022.", [("in 2022", "2022-01-01/2022-12-31")]),
        ("He left on 4 April 2024.", [("on 4 April 2024", "2024-04-04/2024-04-04")]),
    ],
)
def test_without_day_of_publication(nlp: Language, sentence: str, expected: list[tuple[str, str]]) -> None:
    assert times(nlp, sentence, None) == expected


@pytest.mark.parametrize(
    ("published", "sentence", "expected"),
    [
        (date(2024, 4, 2), "He left on Tuesday.", "2024-04-02/2024-04-02"),
        (date(2024, 4, 2), "He will leave on Tuesday.", "2024-04-02/2024-04-02"),
        (date(2024, 4, 2), "He left last Tuesday.", "2024-03-26/2024-03-26"),
        (date(2024, 4, 6), "They met at the weekend.", "2024-04-06/2024-04-07"),
        (date(2024, 1, 3), "They met in December.", "2023-12-01/2023-12-31"),
        (date(2024, 1, 3), "They met on December 30.", "2023-12-30/2023-12-30"),
        (date(2023, 12, 30), "They will meet on January 2.", "2024-01-02/2024-01-02"),
        (date(2024, 3, 31), "They met last month.", "2024-02-01/2024-02-29"),
        (date(2024, 3, 31), "They met last weekend.", "2024-03-23/2024-03-24"),
        (date(1, 1, 1), "He left yesterday.", "/"),
        (date(1, 1, 1), "He left 10 years ago.", "/"),
        (date(9999, 12, 31), "He will leave next year.", "/"),
    ],
)
def test_relative_to_publication(nlp: Language, published: date, sentence: str, expected: str) -> None:
    assert [days for _, days in times(nlp, sentence, published)] == [expected]


def test_costs_little(nlp: Language) -> None:
    text = " ".join(sentence for sentence, _ in TIMES)
    document = Document(Article("a", text, published=PUBLISHED), nlp(text))
    start = time.perf_counter()
    find_times(document)
    assert (time.perf_counter() - start) / len(document.doc) < 200e-6
