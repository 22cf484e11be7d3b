"""Real files of every format, written here: what is read, what is told, and what is refused within its limits."""

from __future__ import annotations

import gzip
import io
import json
import resource
import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geokg.ingest.sources import SUFFIXES
from tests.ingest.test_articles import ENGLISH, GERMAN, PAGE, read, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PARAGRAPHS = (
    f"<p>Finland <b>warned</b> Russia.</p><figure><figcaption>A photo</figcaption></figure><p>{ENGLISH * 2}</p>"
)
TEXT = f"Finland warned Russia.\n\n{(ENGLISH * 2).strip()}"

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Paper</title>
<item><title>Finland &amp;amp; Russia</title><link>https://paper.example/1</link><guid>p1</guid>
<pubDate>Fri, 05 Apr 2024 10:00:00 GMT</pubDate><content:encoded><![CDATA[{PARAGRAPHS}]]></content:encoded></item>
<item><title>Only a teaser</title><link>https://paper.example/2</link><description>Norway spoke.</description></item>
<item><title>Nothing</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Paper</title><entry><title>Finland</title>
<link href="https://paper.example/1"/><updated>2024-04-05T10:00:00Z</updated>
<source><title>The Agency</title></source><content type="html">{PARAGRAPHS.replace("<", "&lt;")}</content></entry></feed>"""
EMM = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:emm="http://emm.jrc.it"><channel><title>EMM</title>
<item emm:id="a-1"><title>Finland warned Russia</title><link>https://paper.example/1</link><description>Finland spoke.</description>
<pubDate>Fri, 05 Apr 2024 10:00:00 GMT</pubDate><source url="https://paper.example/rss" country="FI">paper</source></item>
</channel></rss>"""
NITF = f"""<?xml version="1.0"?><nitf><head><title>Old title</title><docdata><doc-id id-string="n-7"/><date.issue norm="20240405T1000"/></docdata>
<pubdata name="The Agency"/></head><body><body.head><hedline><hl1>Finland warns</hl1></hedline></body.head>
<body.content>{PARAGRAPHS}</body.content></body></nitf>"""
NEWSML = f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:n:1"><itemMeta><provider literal="The Agency"/><versionCreated>2024-04-05T10:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>Finland warns</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head><body>{PARAGRAPHS}</body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:n:2"><contentSet/></newsItem></itemSet></newsMessage>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://paper.example/1</loc><n:news><n:publication><n:name>The Paper</n:name></n:publication>
<n:publication_date>2024-04-05</n:publication_date><n:title>Finland warns</n:title></n:news></url><url><loc>ftp://x</loc></url></urlset>"""
CSV = f'Headline,Body,Publish_Date,Link\nFinland warns,"{ENGLISH}",2024-04-05,https://paper.example/1\n,,,\n'
GDELT = json.dumps(
    {"articles": [{"url": f"https://p.example/{n}", "title": "T", "seendate": "20240405T101500Z"} for n in range(3)]}
)


def parquet(rows: list[dict[str, object]]) -> bytes:
    import pyarrow
    from pyarrow import parquet as pq

    buffer = io.BytesIO()
    pq.write_table(pyarrow.Table.from_pylist(rows), buffer)
    return buffer.getvalue()


def warc(pages: list[tuple[str, str, bytes, str]], *, packed: bool = False) -> bytes:
    buffer = io.BytesIO()
    for url, status, body, encoding in pages:
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["WARC-Target-URI"] = url
        kind = f"Content-Type: text/html; charset=utf-8\r\nContent-Encoding: {encoding}\r\n"
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(f"HTTP/1.1 {status}\r\n{kind}\r\n".encode() + body)
        plain = io.BytesIO()
        record.write(plain)
        buffer.write(gzip.compress(plain.getvalue()) if packed else plain.getvalue())
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "title", "source", "url"),
    [
        ("a.rss", RSS, "Finland & Russia", "The Paper", "https://paper.example/1"),
        ("a.atom", ATOM, "Finland", "The Agency", "https://paper.example/1"),
        ("a.xml", NITF, "Finland warns", "The Agency", ""),
        ("a.xml", NEWSML, "Finland warns", "The Agency", ""),
    ],
)  # fmt: skip
def test_markup_of_agencies_and_feeds(
    tmp_path: Path, name: str, content: str, title: str, source: str, url: str
) -> None:
    (article,), _ = read(write(tmp_path, name, content))
    assert (article.text, article.title, article.source, article.url) == (TEXT, title, source, url)
    assert article.published == date(2024, 4, 5)


def test_a_feed_tells_teasers_and_entries_with_nothing(tmp_path: Path) -> None:
    _, skipped = read(write(tmp_path, "a.rss", RSS))
    assert [s.reason for s in skipped] == [
        "an entry with neither article nor link",
        "links to articles: 1; add --follow to fetch them",
    ]


@pytest.mark.parametrize(
    ("name", "content", "links"),
    [
        ("emm.rss", EMM, 1), ("map.xml", SITEMAP, 1), ("gdelt.json", GDELT, 3),
        ("list.txt", "https://a.example/1\nhttps://a.example/2\n", 2),
        ("list.urls", "# mine\nhttps://a.example/1\n\nhttps://a.example/1\nnonsense\n", 1),
        ("doc.csv", "URL,MobileURL,Date,Title\nhttps://a.example/1,,2024-04-05 10:00:00,T\n", 1),
        ("20240405.export.CSV", "\t".join(["117", *["x"] * 58, "20240405101500", "https://a.example/1"]) + "\n", 1),
        ("20240405.gkg.csv", "\t".join(["20240405-1", "20240405101500", "1", "a.example", "https://a.example/1", *["x"] * 22]), 1),
    ],
)  # fmt: skip
def test_lists_are_links(tmp_path: Path, name: str, content: str, links: int) -> None:
    articles, skipped = read(write(tmp_path, name, content))
    assert articles == []
    assert skipped[-1].reason == f"links to articles: {links}; add --follow to fetch them"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", CSV), ("a.csv", CSV.encode("utf-16")), ("a.csv", "\ufeff" + CSV), ("a.csv", CSV.replace(",", ";")),
        ("a.tsv", CSV.replace(",", "\t")), ("a.csv.gz", gzip.compress(CSV.encode())),
        ("a.parquet", parquet([{"body": ENGLISH, "headline": "Finland warns", "link": "https://paper.example/1",
                                "timestamp": datetime(2024, 4, 5, 3, tzinfo=UTC), "n": 3}])),
        ("a.json", json.dumps([{"content": ENGLISH, "headline": "Finland warns", "date": "2024-04-05", "url": "https://paper.example/1"}])),
        ("a.json", json.dumps({"text": ENGLISH, "title": "Finland warns", "published": "2024-04-05", "url": "https://paper.example/1"}, indent=1)),
        ("a.jsonl", json.dumps({"maintext": ENGLISH, "title": "Finland warns", "date_publish": "2024-04-05", "url": "https://paper.example/1"})),
    ],
)  # fmt: skip
def test_tables_and_records_are_read_by_the_names_that_people_use(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    (article,), skipped = read(write(tmp_path, name, content))
    assert (article.text.strip(), article.title, article.url) == (
        ENGLISH.strip(),
        "Finland warns",
        "https://paper.example/1",
    )
    assert (article.published, skipped) == (date(2024, 4, 5), [])


def test_columns_that_are_given_outweigh_guesses(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    table = write(tmp_path, "a.csv", f'text,langtext\nshort,"{ENGLISH}"\n')
    (article,), _ = read(table, columns={"text": "langtext"})
    assert article.text == ENGLISH
    assert caplog.text == ""
    read(write(tmp_path, "b.csv", f'Body\n"{ENGLISH}"\n"{ENGLISH} More."\n'))
    assert caplog.text.count("reads text from 'Body'") == 1
    _, (skipped,) = read(table, columns={"text": "nix"})
    assert skipped.reason == "has no column 'nix', as --column text=nix says; it has text, langtext"
    _, (skipped,) = read(write(tmp_path, "c.csv", "a,b\n1,2\n"))
    assert skipped.reason == "has no field `text`; it has a, b; name it with --column text=NAME"


def test_cells_in_another_encoding_are_decoded_each(tmp_path: Path) -> None:
    rows = b"title,text\n" + f"Côte,{ENGLISH}\n".encode("cp1252") + f"Kraków,{ENGLISH} More.\n".encode()
    articles, _ = read(write(tmp_path, "a.csv", rows))
    assert [article.title for article in articles] == ["Côte", "Kraków"]


@pytest.mark.parametrize("packed", [False, True])
def test_warc_gives_the_pages_that_were_answered(tmp_path: Path, packed: bool) -> None:
    page = PAGE.encode()
    content = warc(
        [
            ("https://a.example/1", "200 OK", page, "identity"),
            ("https://a.example/2", "200 OK", gzip.compress(page), "gzip"),
            ("https://a.example/3", "404 Not Found", page, "identity"),
            ("https://a.example/4", "200 OK", page, "x-unknown"),
            ("https://a.example/5", "200 OK", gzip.compress(page)[:80], "gzip"),
        ],
        packed=packed,
    )
    articles, skipped = read(write(tmp_path, "a.warc.gz" if packed else "a.warc", content))
    assert [article.url for article in articles] == ["https://a.example/1", "https://a.example/2"]
    assert "send more help" in articles[0].text
    assert [s.reason for s in skipped] == [
        "its content encoding 'x-unknown' is not known",
        "no article found in the page",
    ]


def test_a_warc_that_is_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    content = warc([(f"https://a.example/{n}", "200 OK", PAGE.encode(), "identity") for n in range(3)], packed=True)
    articles, _ = read(write(tmp_path, "a.warc.gz", content[:-200]))
    assert [article.url for article in articles][:2] == ["https://a.example/0", "https://a.example/1"]


def gzip_bomb() -> bytes:
    line = json.dumps({"text": "x" * 1000}).encode() + b"\n"
    return gzip.compress(line * 60_000)


def gzip_line() -> bytes:
    return gzip.compress(b'{"text": "' + b"x" * 200_000_000)


def parquet_bomb() -> bytes:
    """A text of 1.9 MB that stands in each of 20,000 rows: 38 GB in less than a hundredth of a MB."""
    import pyarrow
    from pyarrow import parquet as pq

    index = pyarrow.array([0] * 20_000, pyarrow.int32())
    column = pyarrow.DictionaryArray.from_arrays(index, pyarrow.array(["x" * 1_900_000]))
    buffer = io.BytesIO()
    pq.write_table(pyarrow.table({"text": column}), buffer, compression="zstd")
    return buffer.getvalue()


def entities() -> bytes:
    more = "".join("<!ENTITY a" + str(n) + ' "' + f"&a{n - 1};" * 10 + '">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a0 "ha">{more}]><nitf><body.content><p>&a11;</p></body.content></nitf>'.encode()


def outside() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body.content><p>&x;</p></body.content></nitf>'


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("bomb.jsonl.gz", gzip_bomb), ("line.jsonl.gz", gzip_line), ("page.html.gz", lambda: gzip.compress(b"<p>" * 9_000_000)),
        ("bomb.parquet", parquet_bomb),
        ("entities.xml", entities), ("entities.rss", lambda: entities().replace(b"nitf", b"rss")), ("outside.xml", outside),
        ("deep.xml", lambda: b"<nitf>" + b"<body>" * 300_000), ("deep.rss", lambda: b"<rss><channel><item>" + b"<a>" * 60_000),
        ("deep.html", lambda: b"<html>" + b"<div>" * 300_000),
        ("wide.csv", lambda: b"text," * 1_000_000 + b"\n"), ("field.csv", lambda: b'text\n"' + b"x" * 20_000_000),
        ("rows.csv", lambda: b'text\n"' + b"a\n" * 10_000_000),
        ("page.warc", lambda: warc([("https://a.example/1", "200 OK", gzip.compress(b"<p>" * 30_000_000), "gzip")])),
        ("deep.json", lambda: b'{"a":' * 500_000),
    ],
)  # fmt: skip
def test_bombs_are_refused_within_limits(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    path = write(tmp_path, name, make())
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    articles, skipped = read(path)
    assert len(articles) <= 1  # of a bomb of articles the first
    assert skipped
    assert "root:" not in str(skipped)
    assert time.monotonic() - begun < 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000  # KiB


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    suffix=st.sampled_from([*SUFFIXES, "", ".gz", ".csv.gz", ".warc.gz"]),
    start=st.sampled_from([b"", RSS.encode(), NITF.encode(), CSV.encode(), GDELT.encode(), PAGE.encode(), b"WARC/1.0\r\n", b"PAR1", b"\x1f\x8b"]),
    cut=st.integers(0, 400),
    rest=st.binary(max_size=200),
)  # fmt: skip
def test_any_bytes_are_read_or_told(tmp_path: Path, suffix: str, start: bytes, cut: int, rest: bytes) -> None:
    articles, skipped = read(write(tmp_path, f"a{suffix}", start[:cut] + rest + start[cut:]))
    assert articles or skipped


def test_a_folder_of_all_kinds(tmp_path: Path) -> None:
    for name, content in (("a.rss", RSS), ("b.csv", CSV), ("c.html", PAGE), ("d.pdf", b"%PDF-1.7"), ("e.txt", GERMAN)):
        write(tmp_path, name, content)
    articles, skipped = read(tmp_path)
    assert len(articles) == 2  # the row of the table is the entry of the feed: one address
    assert {s.where.rpartition("/")[2]: s.reason for s in skipped}["d.pdf"].startswith("no kind of file")


def test_a_feed_that_breaks_its_parser_is_told(tmp_path: Path) -> None:
    """Found by fuzzing: a byte in the name of the encoding."""
    broken = b'<?xml version="1.0" encoding="utf-\xff8"?><rss><channel></channel></rss>'
    _, (skipped,) = read(write(tmp_path, "a.rss", broken))
    assert skipped.reason == "a feed too broken to read (UnicodeDecodeError)"


def test_a_table_that_kills_its_reader_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by fuzzing: pyarrow ends its process over some broken files. Here a real reader is ended likewise."""
    path = write(tmp_path, "a.parquet", parquet([{"text": ENGLISH}]))
    (tmp_path / "pyarrow.py").write_text("import os\nos.abort()\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    _, (skipped,) = read(path)
    assert skipped.reason == "no Parquet file that can be read: its reader dies on it"


def test_an_address_may_answer_a_file_of_any_kind_or_a_broken_one(tmp_path: Path) -> None:
    from geokg.fetch import Fetched

    answers = {
        "https://a.example/rss": ("application/rss+xml", RSS.encode()),
        "https://a.example/news.csv.gz": ("application/gzip", gzip.compress(CSV.encode())),
        "https://a.example/broken.jsonl.gz": ("application/gzip", gzip.compress(b'{"text": "x"}' * 900)[:30]),
        "https://a.example/page": ("text/html", PAGE.encode()),
    }

    def fetch(url: str) -> Fetched:
        return Fetched(url, url, answers[url][0], None, answers[url][1])

    articles, skipped = read(*answers, fetch=fetch)
    assert [article.url for article in articles] == ["https://paper.example/1", "https://a.example/page"]
    assert [s.reason for s in skipped if "broken" in s.where] == [
        "its gzip is broken: Compressed file ended before the end-of-stream marker was reached"
    ]
