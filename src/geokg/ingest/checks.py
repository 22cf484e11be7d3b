"""What keeps an article from being read: nothing in it, too much in it, or another language."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geokg.model import Article

__all__ = ["NOT_ENGLISH", "objection"]

#: How the objection to another language begins.
NOT_ENGLISH = "not English"
#: Characters below which no language can be told, and that are enough to tell it.
_LEAST, _ENOUGH = 120, 4000
#: How much likelier than English another language must be: natural logarithm of the odds, by the square root of the
#: characters, with which it grows. English full of foreign names reaches 5, other languages start at 7.
_MARGIN = 6.0
#: Words that other languages do not have, at least not all of them so often; what tells English.
_GLUE = re.compile(r"\b(?:the|and|of|that|with|said|by|which|from|this|have|has|its|were)\b")
_GLUE_SHARE, _GLUE_KINDS = 0.1, 4
#: What English with many names of other peoples is taken for; Nigerian Pidgin most of all.
_ENGLISH = ("en", "pcm")


def objection(article: Article, max_bytes: int) -> str | None:
    """Why an article cannot be read, or None."""
    if not any(character.isalnum() for character in article.text):
        return "empty: there are no words in it"
    try:
        size = len(article.text.encode())
    except UnicodeEncodeError as error:
        return f"half a character (a lone surrogate) at character {error.start:,}"
    if size > max_bytes:
        return f"its text is {size:,} bytes, more than {max_bytes:,}; raise --max-bytes to read it"
    language = _foreign(article.text)
    return f"{NOT_ENGLISH} (likely {language!r})" if language else None


def _is_plainly_english(words: str) -> bool:
    """True where the words that hold English together are frequent and of several kinds: nothing else need be asked."""
    found = _GLUE.findall(words)
    return len({*found}) >= _GLUE_KINDS and len(found) >= _GLUE_SHARE * (words.count(" ") + 1)


def _foreign(text: str) -> str | None:
    """The code of a language that the text is in far more likely than in English."""
    words = " ".join(text[:_ENOUGH].split())
    if len(words) < _LEAST or _is_plainly_english(words):
        return None
    from py3langid import rank

    ranked = rank(words)
    language, score = ranked[0]
    english = max(score for code, score in ranked if code in _ENGLISH)
    return str(language) if score - english > _MARGIN * math.sqrt(len(words)) else None
