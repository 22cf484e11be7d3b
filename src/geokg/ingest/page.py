"""What a web page holds, as trafilatura finds it: a function, and the same in a process apart that can be stopped.

Some pages keep the finder busy for minutes: a million paragraphs, links without end. Small ones cost seconds at worst
(measured over nineteen kinds of monsters: 500 kB took at most 6 s), so only large ones are read apart.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import asdict, dataclass

from geokg.errors import ArticleError

__all__ = ["Page", "read_page"]

#: Characters up to which a page is read in this process, and seconds that a larger one may take.
_SMALL, _SECONDS = 500_000, 20
#: No guesses: a date that only stands somewhere in the text is not the day of publication.
_DATES = {"original_date": True, "extensive_search": False}
_TITLE = re.compile(r"<title\b[^>]*>[^<]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """The prose of a page, a line a paragraph, and what the page says of itself; empty where it says nothing."""

    text: str = ""
    title: str = ""
    published: str = ""
    source: str = ""
    url: str = ""


def read_page(html: str, seconds: float = _SECONDS) -> Page:
    """The article in a page; without text where there is none. A large one may take so many ``seconds``.

    Raises:
        ArticleError: the page is large and takes too long.
    """
    if len(html) <= _SMALL:
        return _found(html)
    program = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(program, input=html.encode(), capture_output=True, timeout=seconds, check=True)
    except subprocess.TimeoutExpired as error:
        raise ArticleError(f"reading the page takes longer than {seconds:g} seconds") from error
    except subprocess.CalledProcessError as error:
        raise ArticleError("the reader of web pages dies on it") from error
    return Page(**json.loads(done.stdout))


def _found(html: str) -> Page:
    from trafilatura import bare_extraction

    found = bare_extraction(
        _with_title_closed(html), fast=True, with_metadata=True, include_comments=False, date_extraction_params=_DATES
    )
    if found is None or isinstance(found, dict):
        return Page()
    about = (found.title, found.date, found.sitename, found.url)
    return Page(found.text or "", *(value or "" for value in about))


def _with_title_closed(html: str) -> str:
    """A title that is never closed takes the whole page into it: it ends where the next tag begins.

    >>> _with_title_closed("<title>News<body><p>Text")
    '<title>News</title><body><p>Text'
    """
    title = _TITLE.search(html)
    if title is None or "</title" in html.lower():
        return html
    return f"{html[: title.end()]}</title>{html[title.end() :]}"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(_found(sys.stdin.buffer.read().decode()))))
