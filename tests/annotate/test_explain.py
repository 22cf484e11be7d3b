from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geokg.annotate.explain import decisions
from geokg.model import Article

if TYPE_CHECKING:
    from geokg.pipeline import Reader


@pytest.mark.parametrize(
    ("text", "name", "actor", "why"),
    [
        ("Moscow warned Norway.", "Moscow", "russia", "a capital, for the government of Russia"),
        ("Soviet troops left Moscow.", "Moscow", "soviet-union", "borne out by the article or its date, unlike Russia"),
        ("Moscow warned Norway.", "Norway", "norway", "the name of Norway"),
        ("The US president spoke.", "president", "joe-biden", "president of United States (2021-01-20 to 2025-01-20)"),
        ("Biden spoke.", "Biden", "joe-biden", "on 2024-04-05"),
        ("Joe Biden spoke. Biden left.", "Biden", "joe-biden", "named in full at 0-9"),
        ("Turkish troops entered Syria.", "Turkish troops", "turkey", "a role of Turkey, acting on the side MIL"),
        ("The Ukrainian Defence Ministry spoke.", "Ukrainian Defence Ministry", "ukraine-defence-ministry",
         "a body that every country has"),
        ("Jean Dupont of Lyon met Joe Biden.", "Jean Dupont", "x-jean-dupont-a627bb61", "the files know nobody"),
        ("Joe Biden said he was tired.", "he", "joe-biden", "stands for 'Joe Biden' at 0-9"),
        ("Iran met Iraq. Both countries agreed.", "Both countries", "iran iraq", "stands for 'Iran' at 0-4 and 'Iraq' at 9-13"),
        ("He played Russian roulette.", "Russian roulette", "", "the name of something else (blocking.txt)"),
        ("She ate Brazil nuts.", "Brazil", "", "part of a name, a language or a thing"),
    ],
)  # fmt: skip
def test_each_decision_has_its_reason(reader: Reader, text: str, name: str, actor: str, why: str) -> None:
    (document,) = reader.documents([Article("a", text, published=date(2024, 4, 5))])
    found = [d for d in decisions(document, reader.annotator.gazetteer) if d.text == name]
    assert [(" ".join(a.id for a in d.actors), why in d.why) for d in found][-1:] == [(actor, True)], found
