"""Finds copies of a text by the passages that carry claims, where nobody compared whole texts before.

Passages are at hand both when an article is read and when it comes out of a store, so both give the same groups.

Notes:
    MinHash with banding: Broder (1997); Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import numpy as np

    from geokg.model import Statement

    Sketch = np.ndarray[tuple[int], np.dtype[np.uint64]]

__all__ = ["copy_groups"]

#: Words a shingle; below :data:`_LEAST` shingles a text is too short to say that it is a copy.
_SHINGLE, _LEAST = 4, 5
#: Texts are copies from this share of common shingles on (Jaccard).
_ALIKE = 0.5
#: Two texts that share half of their shingles meet in one of the bands with a probability of .9998.
_BANDS, _ROWS = 32, 2
#: A band that holds more texts than this compares each with so many before it, or stock phrases would cost a square.
_MOST = 50
_WORD = re.compile(r"\w+")
_PRIME = (1 << 61) - 1


def copy_groups(statements: Iterable[Statement]) -> dict[str, str]:
    """Article key -> the least key of its copies, for the articles that have copies."""
    shingles = {key: grams for key, grams in _shingles(statements).items() if len(grams) >= _LEAST}
    parent = {key: key for key in shingles}

    def root(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    for one, other in _candidates(shingles):
        first, second = sorted((root(one), root(other)))
        mine, theirs = shingles[one], shingles[other]
        if first != second and len(mine & theirs) >= _ALIKE * len(mine | theirs):
            parent[second] = first
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in shingles:
        groups[root(key)].append(key)
    return {key: group for group, keys in groups.items() if len(keys) > 1 for key in keys}


def _shingles(statements: Iterable[Statement]) -> dict[str, frozenset[int]]:
    """Article key -> hashes of the runs of words in its passages, sorted by key."""
    passages: defaultdict[str, set[str]] = defaultdict(set)
    for statement in statements:
        passages[statement.evidence.article.key].add(statement.evidence.quote)
    return {key: frozenset(h for quote in passages[key] for h in _hashes(quote)) for key in sorted(passages)}


def _hashes(quote: str) -> Iterator[int]:
    words = _WORD.findall(quote.casefold())
    for start in range(len(words) - _SHINGLE + 1):
        yield crc32(" ".join(words[start : start + _SHINGLE]).encode("utf-8", "surrogatepass"))


def _candidates(shingles: Mapping[str, frozenset[int]]) -> Iterator[tuple[str, str]]:
    """Pairs of articles that agree in a band of their sketches."""
    bands: defaultdict[tuple[int, bytes], list[str]] = defaultdict(list)
    for key, grams in shingles.items():
        sketch = _sketch(grams)
        for band in range(_BANDS):
            bands[band, sketch[band * _ROWS : (band + 1) * _ROWS].tobytes()].append(key)
    for keys in bands.values():
        for index, key in enumerate(keys):
            yield from ((other, key) for other in keys[max(index - _MOST, 0) : index])


def _sketch(grams: frozenset[int]) -> Sketch:
    """The least value of the shingles under each of the hash functions ``a * x + b``."""
    import numpy as np

    draw = np.random.default_rng(20_240_305)
    factors = draw.integers(1, 1 << 31, size=_BANDS * _ROWS, dtype=np.uint64)
    shifts = draw.integers(0, 1 << 61, size=_BANDS * _ROWS, dtype=np.uint64)
    values = np.fromiter(grams, dtype=np.uint64, count=len(grams))
    least: Sketch = ((np.outer(factors, values & np.uint64(0x3FFFFFFF)) + shifts[:, None]) % _PRIME).min(axis=1)
    return least
