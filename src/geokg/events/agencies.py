"""The news agency that an article credits: in its dateline, at its end, or as the one that reported."""

from __future__ import annotations

import re

__all__ = ["credited"]

_NAME = r"[A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,3}"
_KNOWN = (
    r"Reuters|AFP|Agence France-Presse|AP|Associated Press|DPA|dpa|UPI|TASS|Interfax|RIA Novosti|Xinhua|Kyodo|Yonhap|"
    r"Anadolu|ANSA|EFE|PTI|Ukrinform|Bloomberg"
)
#: How the name of an agency stands for the agency of another name.
_SAME = {"Agence France-Presse": "AFP", "Associated Press": "AP", "dpa": "DPA"}
#: What stands before "news agency" and is no name.
_NO_NAMES = {"The", "A", "Its", "State", "Another"}
_PATTERNS = [
    re.compile(rf"^[^\n.!?]{{2,60}}\(({_NAME})\)\s*[-–—:]", re.MULTILINE),  # KYIV, March 4 (Reuters) -
    re.compile(rf"\((?:Source: )?({_NAME})\)\s*\Z"),  # ... (AFP)
    re.compile(rf"^(?:Source|Reporting by|Via|From): ({_NAME})\.?\s*$", re.MULTILINE),
    re.compile(rf"\b(?:[Nn]ews agency|the agency|wire service) ({_NAME})"),
    re.compile(rf"\b({_NAME})(?:'s)? (?:news agency|wire service)\b"),
    re.compile(rf"\b({_NAME} (?:Wire|Newswire|Press Agency|News Agency)) (?:reported|reports|said)\b"),
    re.compile(rf"\b({_KNOWN}) (?:reported|reports)\b"),
    re.compile(rf"\baccording to (?:the )?({_KNOWN}|{_NAME} (?:Wire|Newswire|News Agency))\b"),
]


def credited(text: str) -> str | None:
    """The agency that a text credits first, None where it credits none.

    >>> credited("KYIV (Reuters) - Russia struck Kharkiv."), credited("Russia struck Kharkiv, the ministry said.")
    ('Reuters', None)
    >>> credited("The news agency Agence France-Presse has it that talks were held.")
    'AFP'
    """
    found = ((match.start(), match[1]) for pattern in _PATTERNS for match in pattern.finditer(text))
    names = (name.removeprefix("The ").removesuffix("'s") for _, name in sorted(found))
    name = next((name for name in names if name not in _NO_NAMES), None)
    return _SAME.get(name, name) if name else None
