"""Feeds broken files to the readers and the cleaner: ``python scripts/fuzz_readers.py --minutes 10 [--seed N]``.

Real files of every format are cut, spliced, repeated and flipped; whatever comes of it must be read or told within
seconds, never raised. What fails is kept in ``fuzz-findings/`` with its seed. Guided by nothing but the formats, so
that it runs wherever geokg does.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.ingest import test_formats as files
from tests.ingest.test_articles import PAGE

from geokg.annotate.clean import clean
from geokg.ingest import read_articles
from geokg.ingest.sources import SUFFIXES

_SLOW = 15.0
_TOKENS = [
    b"<", b">", b"</", b"]]>", b"<![CDATA[", b"&amp;", b"&x;", b"<!--", b"<!DOCTYPE ", b"<?xml ", b'"', b",", b"\n",
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"[", b"}", b"\\u", b"\\ud800", b"1e999", b"\r\n\r\n", b"WARC/1.0\r\n",
    b"Content-Length: 99\r\n", b"PAR1", b"\x1f\x8b",
    b"READ MORE: ", b" | ", b"\xe2\x80\xae", b"---\n", b"https://", b"\t", b"<title>", b"<p>", b"%s", b"0" * 40,
]  # fmt: skip


def seeds() -> list[tuple[str, bytes]]:
    """Names and contents of whole files of every format."""
    lines = '{"text": "Norway warned Russia.", "published": "2024-04-05"}\n' * 3
    texts = {
        "a.rss": files.RSS, "a.atom": files.ATOM, "emm.xml": files.EMM, "n.xml": files.NITF, "g2.xml": files.NEWSML,
        "map.xml": files.SITEMAP, "a.csv": files.CSV, "a.json": files.GDELT, "a.html": PAGE, "a.jsonl": lines,
        "a.md": "---\ntitle: T\ndate: 2024-04-05\n---\nText.\n", "a.urls": "https://a.example/1\n",
        "a.txt": "Norway warned.",
    }  # fmt: skip
    page = PAGE.encode()
    pages = [
        ("https://a.example/1", "200 OK", gzip.compress(page), "gzip"),
        ("https://a.example/2", "200 OK", page, ""),
    ]
    archive = files.warc(pages)
    found = [(name, text.encode()) for name, text in texts.items()]
    found += [("a.parquet", files.parquet([{"text": files.ENGLISH, "title": "T"}] * 3)), ("a.warc", archive)]
    return found + [(f"{name}.gz", gzip.compress(content)) for name, content in found]


def broken(content: bytes, chance: random.Random) -> bytes:
    """A file with a few mistakes in it."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        match chance.randrange(6):
            case 0:
                del data[at : min(to, at + 200)]
            case 1:
                data[at:at] = chance.choice(_TOKENS)
            case 2:
                data[at:at] = data[at:to] * chance.choice((1, 2, 50))
            case 3 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 4:
                del data[to:]
            case _:
                data[at:at] = chance.randbytes(chance.choice((1, 4, 64)))
        del data[3_000_000:]
    return bytes(data)


def attempt(name: str, content: bytes, folder: Path) -> str | None:
    """What is wrong with the way a file was read, or None."""
    path, begun = folder / name, time.monotonic()
    path.write_bytes(content)
    told: list[object] = []
    try:
        articles = list(read_articles(path, on_skip=told.append))
        for article in articles[:20]:
            clean(article.text)
    except Exception:
        return traceback.format_exc()
    if not articles and not told:
        return "neither read nor told"
    seconds = time.monotonic() - begun
    return f"took {seconds:.0f} s" if seconds > _SLOW else None


def main() -> None:
    """Breaks files until the time is over; the exit code is 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    assert set(SUFFIXES) >= {".rss", ".warc", ".parquet"}
    whole, end, count, found = seeds(), time.monotonic() + 60 * options.minutes, 0, set[str]()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            chance = random.Random(f"{options.seed}/{count}")
            name, content = chance.choice(whole)
            content = broken(content, chance)
            problem = attempt(name, content, Path(folder))
            count += 1
            if problem is not None and problem.splitlines()[-1][:60] not in found:
                found.add(problem.splitlines()[-1][:60])
                kept = Path("fuzz-findings")
                kept.mkdir(exist_ok=True)
                (kept / f"{options.seed}-{count}-{name}").write_bytes(content)
                print(f"{options.seed}/{count} {name}:\n{problem}", file=sys.stderr)
    print(f"{count:,} files, {len(found)} findings")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
