from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.annotate.clean import clean
from geokg.names import same_letters

#: Text that looks like news pages: the marks that the rules are about, words, and anything else.
_PIECES = [
    *("“", "”", "‘", "’", "''", "@", "—", "\u200b", "\u202e", "\n", "\n\n", "\r\n", " ", "  ", "\xa0", " | ", "- "),
    *("KYIV", "NATO", "Source link", "READ MORE: ", "(Reuters) - ", ", April 5", "word", "He said.", "Also", "Ad"),
]
TEXTS = st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=30).map("".join)

PARAGRAPHS = [
    ("", []),
    (" \n\n\t\n", []),
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("One.\r\n\r\nTwo.", ["One.", "Two."]),
    ("One.\n \u200b\n\n\nTwo.", ["One.", "Two."]),
    ("a line\nthat was\nwrapped.", ["a line that was wrapped."]),
    ("First sentence.\nSecond one.\nThird one.", ["First sentence.", "Second one.", "Third one."]),
    (f"Head line\n{'long ' * 30}\nshort", ["Head line", ("long " * 30).strip(), "short"]),
    ("Ukraine pledges future | World | News", ["Ukraine pledges future"]),
    ("He chose a | b as the sign.", ["He chose a | b as the sign."]),
    ("One.\n\nREAD MORE: Two\n\nThree.", ["One.", "Three."]),
    ("One.\nRead more: Two\nThree.", ["One.", "Three."]),
    ("Also read: Two\n\nFollow us on X\n\nAdvertisement\n\nSource link", []),
    ("Advertisement campaigns cost money.", ["Advertisement campaigns cost money."]),
    ("Sourced links.", ["Sourced links."]),
    ("Don’t miss this", []),
    ("“Yes,” he said, ‘no’.", ["\"Yes,\" he said, 'no'."]),
    ("''Yes,'' he said.", ['"Yes," he said.']),
    ("the alliance— @NATO", ["the alliance — NATO"]),
    ("the alliance—NATO", ["the alliance — NATO"]),
    ("write to me@example.org", ["write to me@example.org"]),
    ("a\u200bb\u202ec\ufeffd\xade", ["abcde"]),
    ("a  b\xa0\tc ", ["a b c"]),
    ("KYIV, April 5 (Reuters) - Ukraine said.", ["Ukraine said."]),
    ("KYIV, April 5 - Ukraine said.", ["Ukraine said."]),
    ("WASHINGTON (AP) — The president left.", ["The president left."]),
    ("(CNN) -- The president left.", ["The president left."]),
    ("New Delhi, Apr 5 (PTI) - India said.", ["India said."]),
    ("TEL AVIV, Israel (AP) — Israel said.", ["Israel said."]),
    ("BRUSSELS — Ministers met.", ["Ministers met."]),
    ("KYIV — Ministers met.", ["Ministers met."]),
    ("NATO — Ukraine talks began.", ["NATO — Ukraine talks began."]),
    ("BRUSSELS — the seat — stayed calm.", ["BRUSSELS — the seat — stayed calm."]),
    ("# A title\n\n- first\n\n• second", ["A title", "first", "second"]),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_paragraphs(text: str, expected: list[str]) -> None:
    cleaned = clean(text)
    assert [cleaned.text[start:end] for start, end in cleaned.paragraphs] == expected
    assert cleaned.text == " ".join(expected)


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("A | World\n\nthe “best” @NATO", "NATO", "NATO"),
        ("A | World\n\nthe “best” @NATO", '"best"', "“best”"),
        ("Vladimir \n Putin", "Vladimir Putin", "Vladimir \n Putin"),
        ("Ki\u200bev fell", "Kiev", "Ki\u200bev"),
        ("One.\n\nREAD MORE: Two\n\nThree.", "Three", "Three"),
        ("''Yes''", '"', "'"),
    ],
)
def test_span_of_given_text(text: str, found: str, expected: str) -> None:
    cleaned = clean(text)
    start = cleaned.text.index(found)
    span = cleaned.offsets.span(start, start + len(found))
    assert text[span.start : span.end] == expected


@given(TEXTS)
def test_every_kept_character_maps_back(text: str) -> None:
    cleaned = clean(text)
    replaced = {" ", '"', "'"}
    for i, char in enumerate(cleaned.text):
        offset = cleaned.offsets.to_given(i)
        assert char in replaced or same_letters(text)[offset] == char


@given(TEXTS)
def test_offsets_increase(text: str) -> None:
    cleaned = clean(text)
    offsets = [cleaned.offsets.to_given(i) for i in range(len(cleaned.text))]
    visible = [offset for offset, char in zip(offsets, cleaned.text, strict=True) if char != " "]
    assert offsets == sorted(offsets)
    assert visible == sorted(set(visible))


@given(TEXTS)
def test_clean_text_stays(text: str) -> None:
    cleaned = clean(text)
    for start, end in cleaned.paragraphs:
        assert clean(cleaned.text[start:end]).text == cleaned.text[start:end]


@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text).prose).prose == clean(text).prose


@given(TEXTS)
def test_every_letter_is_kept_or_recorded_as_dropped(text: str) -> None:
    cleaned = clean(text)
    kept = [i for start, end in cleaned.paragraphs for i in range(start, end)]  # the spaces between them are ours
    places = {cleaned.offsets.to_given(i) for i in kept}
    gone = {i for dropped in cleaned.dropped for i in range(dropped.span.start, dropped.span.end)}
    assert places.isdisjoint(gone)
    places |= gone
    lost = [char for i, char in enumerate(text) if i not in places and same_letters(char).isalnum()]
    assert "".join(lost).strip() == ""


GOES = [
    ("prefixes", "READ MORE: Norway warns Russia"), ("prefixes", "Also read: Norway warns Russia"), ("prefixes", "Follow us on X and Facebook"),
    ("prefixes", "Source: Reuters"), ("prefixes", "Additional reporting by Ana Silva in Lima"), ("prefixes", "Sign up for our newsletter."),
    ("prefixes", "Sign up to receive our daily briefing"), ("prefixes", "Subscribe to our newsletter for news of the region."),
    ("prefixes", "We use cookies to make this site better."), ("prefixes", "By continuing to browse you agree to our terms."),
    ("prefixes", "Already a subscriber? Log in."), ("prefixes", "Join our WhatsApp channel"), ("prefixes", "Join our Telegram group for updates."),
    ("prefixes", "Watch: Zelensky speaks in Berlin"), ("prefixes", "© 2024 The Paper"), ("prefixes", "Click here to read the statement"),
    ("prefixes", "Photo: Ana Silva"), ("prefixes", "This article was originally published by The Paper."), ("prefixes", "See also: the map"),
    ("prefixes", "Download our app for alerts"), ("prefixes", "Get unlimited access for a month."), ("prefixes", "Source link"),
    ("prefixes", "(With inputs from agencies)"), ("prefixes", "Unlock this article for a friend."), ("prefixes", "Related: Kyiv asks for more"),
    ("prefixes", "Tags: NATO, Ukraine"), ("prefixes", "Support our journalism"), ("prefixes", "All rights reserved."), ("prefixes", "Don't miss: the vote"),
    ("soft_prefixes", "Reporting by Ana Silva in Lima"), ("soft_prefixes", "Edited by Tom Lee"), ("soft_prefixes", "More from The Paper"),
    ("soft_prefixes", "Share this article"), ("soft_prefixes", "Compiled by our staff"), ("soft_prefixes", "Photo by Ana Silva"),
    ("soft_prefixes", "Privacy policy"), ("soft_prefixes", "Related stories"),
    ("lines", "Advertisement"), ("lines", "Follow us"), ("lines", "Live"), ("lines", "Top stories"), ("lines", "Subscribe"), ("lines", "End of list"),
    ("lines", "Cookie settings"), ("lines", "Don't miss this!"),
    ("patterns", "Published on 5 April 2024 by Ana Silva"), ("patterns", "First published on Friday 5 April 2024"),
    ("patterns", "Last updated: 5 April 2024, 10:00 GMT"), ("patterns", "Copyright 2024 The Paper"), ("patterns", "list 1 of 3"),
    ("patterns", "list of 3 items"), ("patterns", "4 min read"), ("patterns", "12 comments"),
    ("soft_prefixes", "Reporting by Ana Silva in Lima; editing by Tom Lee"), ("prefixes", "Additional reporting by A. Silva; Editing by Tom Lee."),
    ("patterns", "(Reporting by Ana Silva; Editing by Tom Lee)"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "line"), GOES)
def test_promotion_goes_and_is_recorded(rule: str, line: str) -> None:
    text = f"Norway warned Russia.\n\n{line}\n\nRussia left."
    cleaned = clean(text)
    assert cleaned.prose == "Norway warned Russia.\n\nRussia left."
    assert [(text[d.span.start : d.span.end].strip(), d.rule) for d in cleaned.dropped] == [(line, rule)]


STAYS = [
    "Follow us or leave, the general told them.", "Follow us into the union, Norway told Iceland.", "Sign up for the treaty, Kyiv urged.",
    "Sign up to the pact or face sanctions, Brussels told Serbia.", "Join our fight against Russia, Zelensky told NATO.", "Join us, Kyiv told Chisinau.",
    "Subscribe to the treaty, Kyiv urged.", "Sources: Israel to strike Iran", "Sources said Israel would strike Iran.", "Source material left Iran in May.",
    "More from the front is expected tonight.", "Related talks in Doha failed on Monday.", "Watch your words, Beijing told Manila.", "Watchdogs left Iran.",
    "Copyright law divides the EU and the US.", "Reporting by Le Monde showed that France sold arms to Libya.", "Don't miss the deadline, Brussels told Kyiv.",
    "Photographs show Russian tanks in Belarus.", "Image matters in Riyadh.", "Must reads of the year are few.", "Live fire hit Gaza on Monday.", "Live ammunition was used in Tbilisi.",
    "Home rule divides Britain.", "Home to a million people, Kharkiv was shelled.", "Print media in Russia were closed.", "Email traffic between Iran and Iraq rose.",
    "Share prices fell after Russia attacked Ukraine.", "Shared borders matter, Poland said.", "Comments by Lavrov angered Japan.", "Advertisement campaigns cost money.",
    "Cookies were served as Biden met Xi.", "Published on Monday, the report accuses Iran of lying.", "Published in Paris, the paper left Russia in 2022.",
    "Updated sanctions hit Iran on Monday.", "Last week Norway warned Russia.", "Listen to Kyiv, Macron told Scholz.", "See Rome and die, they said.",
    "Tags were found on Russian shells.", "Topics included Gaza and Iran.", "Top stories of the war were told.", "Most read the treaty as a threat.",
    "Trending towards war, Sudan asked for help.", "Recommended by Germany, the treaty was signed.", "Recommended sanctions were adopted.", "Read out in Moscow, the letter warned Kyiv.",
    "Readers left Russia.", "Read the treaty, Lavrov told Blinken.", "Compiled by the UN, the list names 12 firms.", "Edited by censors, the speech left out Iran.",
    "Photo opportunities bored Merkel.", "Breaking news reached Kyiv late.", "Sponsored by Iran, the militia attacked Israel.", "Ad hoc talks began in Geneva.",
    "Become a member of NATO, he urged Austria.", "Subscribers to the pact met in Oslo.", "To continue the talks, Iran sent an envoy.",
    "By clicking a switch in Moscow, Russia cut gas to Poland.", "We use force only in defence, Israel said.", "By signing the treaty, Iran recognised Iraq.",
    "Unlock the funds, Warsaw told Brussels.", "Support our troops, Kyiv asked.", "Get out of Syria, Ankara told Moscow.", "Turn back, the guards told them.",
]  # fmt: skip


@pytest.mark.parametrize("line", STAYS)
def test_news_that_begins_like_promotion_stays(line: str) -> None:
    cleaned = clean(f"Norway warned Russia.\n\n{line}\n\nRussia left.")
    assert cleaned.prose == f"Norway warned Russia.\n\n{line}\n\nRussia left."
    assert cleaned.dropped == ()


def test_a_list_of_other_stories_ends_where_the_article_goes_on() -> None:
    stories = "Norway warns Russia\n\nIran meets Iraq\n\nWhy did Peru leave"
    text = f"Kyiv spoke.\n\nRecommended Stories\n\nlist of 3 items\n\n{stories}\n\nend of list\n\nMoscow left.\n\nNot a list\n\nIt did."
    cleaned = clean(text)
    assert cleaned.prose == "Kyiv spoke.\n\nMoscow left.\n\nNot a list\n\nIt did."
    assert [d.rule for d in cleaned.dropped] == ["headings", "patterns", "headings", "headings", "headings", "lines"]


@pytest.mark.parametrize(
    ("text", "kept", "rule"),
    [
        ("He left Kyiv. READ MORE: Norway warns Russia", "He left Kyiv.", "tails"),
        ('"He left." Also read: Norway warns Russia', '"He left."', "tails"),
        ("He asked them to read more: books, papers.", "He asked them to read more: books, papers.", None),
        ("Kyiv spoke | World | News", "Kyiv spoke", "title tail"),
        ("KYIV, April 5 (Reuters) - Kyiv spoke.", "Kyiv spoke.", "opening"),
    ],
)
def test_parts_of_a_paragraph_go_and_are_recorded(text: str, kept: str, rule: str | None) -> None:
    cleaned = clean(text)
    assert cleaned.prose == kept
    assert {d.rule for d in cleaned.dropped} == ({rule} if rule else set())
    rest = "".join(text[d.span.start : d.span.end] for d in cleaned.dropped)
    assert len(kept) + len(rest) >= len(text) - 1


def _seconds(text: str) -> float:
    start = time.perf_counter()
    clean(text)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    "unit", ["word ", "“a” — @b\n\n", "KYIV (AP) - ", "a | B", "@", "\u200b", "\n", "A ", "- ", "—"]
)
def test_time_is_linear(unit: str) -> None:
    """Four times the text takes about four times as long; sixteen times would be quadratic."""
    short, long = (min(_seconds(unit * (size // len(unit))) for _ in range(3)) for size in (20_000, 80_000))
    assert long < 10 * short + 0.05
