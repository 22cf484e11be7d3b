"""Finding copies: the sketches of geokg beside those of rensa and datasketch, which must be installed for it.

    pip install rensa datasketch && python benchmarks/copies.py [--texts 4000]

Texts of 300 words; of every four, one is a copy of the one before in which a share of the words was replaced. Prints
texts a second for making sketches, and how many of the pairs whose shingles agree by half (Jaccard) are found.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from typing import TYPE_CHECKING, TypeAlias

from geokg.annotate.clean import clean
from geokg.events.copies import copy_groups, sketch
from geokg.model import short_hash

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds for sketches, and the pairs found.
Found: TypeAlias = tuple[float, set[tuple[int, int]]]
_WORD = re.compile(r"\w+")


def main() -> None:
    """Makes texts, sketches them and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=4000)
    texts = _texts(parser.parse_args().texts)
    pairs = [(n - 1, n) for n in range(3, len(texts), 4)]
    alike = [pair for pair in pairs if _jaccard(*(set(_shingles(texts[n])) for n in pair)) >= 0.5]
    print(f"{len(texts):,} texts, {len(alike):,} pairs alike")
    _report("geokg", texts, alike, _by_geokg)
    _report("rensa", texts, alike, _by_rensa)
    _report("datasketch", texts, alike, _by_datasketch)
    begun = time.perf_counter()
    for text in texts:
        short_hash(clean(text).prose)
    print(f"same text after cleaning (builds/twins): {len(texts) / (time.perf_counter() - begun):,.0f} texts/s")


def _texts(count: int) -> list[str]:
    draw = random.Random(count)
    words = [f"w{n}" for n in range(5000)]
    made: list[str] = []
    for number in range(count):
        if number % 4 == 3:
            share = draw.random() * 0.2
            made.append(" ".join(draw.choice(words) if draw.random() < share else w for w in made[-1].split()))
        else:
            made.append(" ".join(draw.choices(words, k=300)))
    return made


def _shingles(text: str) -> list[str]:
    words = _WORD.findall(text.casefold())
    return [" ".join(words[start : start + 4]) for start in range(len(words) - 3)]


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def _report(
    name: str,
    texts: list[str],
    alike: list[tuple[int, int]],
    find: Callable[[list[str]], tuple[float, set[tuple[int, int]]]],
) -> None:
    try:
        seconds, found = find(texts)
    except ImportError:
        print(f"{name}: not installed")
        return
    hits = sum(pair in found for pair in alike)
    print(f"{name}: {len(texts) / seconds:,.0f} texts/s, finds {hits / len(alike):.3f} of the pairs")


def _by_geokg(texts: list[str]) -> Found:
    begun = time.perf_counter()
    made = {f"{n:06}": mark for n, text in enumerate(texts) if (mark := sketch(text))}
    seconds = time.perf_counter() - begun
    return seconds, {(int(group), int(key)) for key, group in copy_groups(made).items()}


def _by_rensa(texts: list[str]) -> Found:
    from rensa import RMinHash, RMinHashLSH

    begun = time.perf_counter()
    made = []
    for text in texts:
        mark = RMinHash(num_perm=64, seed=1)
        mark.update(_shingles(text))
        made.append(mark)
    seconds = time.perf_counter() - begun
    index = RMinHashLSH(threshold=0.5, num_perm=64, num_bands=32)
    for n, mark in enumerate(made):
        index.insert(n, mark)
    near = {(min(n, m), max(n, m)) for n, mark in enumerate(made) for m in index.query(mark) if m != n}
    return seconds, {(a, b) for a, b in near if made[a].jaccard(made[b]) >= 0.5}


def _by_datasketch(texts: list[str]) -> Found:
    from datasketch import MinHash

    begun = time.perf_counter()
    made = []
    for text in texts:
        mark = MinHash(num_perm=64)
        mark.update_batch([shingle.encode() for shingle in _shingles(text)])
        made.append(mark)
    seconds = time.perf_counter() - begun
    return seconds, {(n - 1, n) for n in range(3, len(texts), 4) if made[n - 1].jaccard(made[n]) >= 0.5}


if __name__ == "__main__":
    main()
