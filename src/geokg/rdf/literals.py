"""Literals that no store rewrites: canonical numbers, writable characters, languages that RDF allows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from geokg.rdf.namespaces import term

if TYPE_CHECKING:
    from datetime import date

__all__ = ["canonical", "day", "decimal", "text"]

#: Characters that XML cannot hold, or that UTF-8 cannot: stores refuse or change them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What may stand as the language of a text; anything else becomes ``und``, undetermined.
_LANGUAGE = re.compile("[a-z]{2,8}(-[a-z0-9]{1,8})*")


def canonical(text: str) -> str:
    """The text with every character that a store cannot keep replaced by U+FFFD, so that offsets stay.

    >>> canonical("a\\x00b") == "a\\ufffdb"
    True
    """
    return _UNWRITABLE.sub("\ufffd", text)


def decimal(value: float) -> str:
    """The shortest decimal of a number, to four places.

    >>> decimal(0.8300001), decimal(1.0), decimal(0.0)
    ('0.83', '1', '0')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")


def text(value: str, language: str | None = None) -> Literal:
    """A text, in a language where one is given."""
    if language is not None and not _LANGUAGE.fullmatch(language):
        language = "und"
    return Literal(canonical(value), language=language)


def day(value: date) -> Literal:
    """A day as ``xsd:date``."""
    return Literal(value.isoformat(), datatype=term("xsd:date"))
