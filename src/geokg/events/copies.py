"""Finds copies among articles by sketches of their texts, where the room that reads articles did not compare them.

A sketch is short enough to stand in the graph, so articles that come later are compared without their texts.

Notes:
    MinHash with banding: Broder (1997); Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np

    Words = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]

__all__ = ["copy_groups", "sketch"]

#: Words a shingle; a text of fewer shingles than :data:`_LEAST` is too short to say that it is a copy.
_SHINGLE, _LEAST = 4, 8
#: Texts are copies where their sketches agree in this share, which estimates that of common shingles (Jaccard).
_ALIKE = 0.5
#: Two texts that share half of their shingles meet in one of the bands with a probability of .9999.
_BANDS, _ROWS = 32, 2
#: A band that holds more texts than this compares each with so many before it, or stock phrases would cost a square.
_MOST = 50
_WORD = re.compile(r"\w+")
_PRIME = (1 << 31) - 1


def sketch(text: str) -> str | None:
    """64 numbers of 32 bits in Base64 that are like those of texts alike; None where the text is too short.

    >>> sketch("Too short.") is None, len(sketch("one two three four five six seven eight nine ten eleven twelve"))
    (True, 344)
    """
    import numpy as np

    words = _WORD.findall(text.casefold())
    runs = (" ".join(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1))
    grams = sorted({crc32(run.encode("utf-8", "surrogatepass")) % _PRIME for run in runs})
    if len(grams) < _LEAST:
        return None
    factors, shifts = _hashes()
    values = (factors[:, None] * np.array(grams, dtype=np.uint64) + shifts[:, None]) % np.uint64(_PRIME)
    return b64encode(values.min(axis=1).astype("<u4").tobytes()).decode("ascii")


@cache
def _hashes() -> tuple[Words, Words]:
    """The factors and shifts of the hash functions ``a * x + b``, which never change."""
    import numpy as np

    drawn = [crc32(f"geokg {number}".encode()) % _PRIME for number in range(2 * _BANDS * _ROWS)]
    both = np.array(drawn, dtype=np.uint64)
    return both[::2] | np.uint64(1), both[1::2]


def copy_groups(sketches: Mapping[str, str]) -> dict[str, str]:
    """Article key -> the least key of its copies, for the articles that have copies."""
    import numpy as np

    values = {key: np.frombuffer(b64decode(sketches[key]), dtype="<u4") for key in sorted(sketches)}
    parent = {key: key for key in values}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = key = parent[parent[key]]
        return key

    for one, other in _candidates({key: value.tobytes() for key, value in values.items()}):
        first, second = sorted((root(one), root(other)))
        if first != second and float(np.mean(values[one] == values[other])) >= _ALIKE:
            parent[second] = first
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in values:
        groups[root(key)].append(key)
    return {key: group for group, keys in groups.items() if len(keys) > 1 for key in keys}


def _candidates(sketches: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Pairs of articles that agree in a band of their sketches."""
    width = 4 * _ROWS
    for band in range(_BANDS):
        alike: defaultdict[bytes, list[str]] = defaultdict(list)
        for key, values in sketches.items():
            alike[values[band * width : (band + 1) * width]].append(key)
        for keys in alike.values():
            for index, key in enumerate(keys):
                yield from ((other, key) for other in keys[max(index - _MOST, 0) : index])
