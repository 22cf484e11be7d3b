"""The pages over HTTP, by a real server and real clients."""

from __future__ import annotations

import http.client
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest
import rdflib
from rdflib import PROV, RDF, RDFS, SKOS, URIRef

from geokg.rdf.namespaces import GEOKG, VOCABULARIES
from geokg.view import render
from tests.known import FIRST, LEAVING, NORLAND, STATEMENTS, WARNS, evidence, statement
from tests.serve.site import free_port, serving, site, store_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NIF = rdflib.Namespace(VOCABULARIES["nif"])
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
CLAIM = f"/{WARNS.id}"
ARTICLE = f"/article/{FIRST.key}"
NO_VIEWER = Path("nowhere/graph.html")
THINGS = ["/actor/norland", CLAIM, ARTICLE, "/relation/warns", "/family/THREATEN", "/graph/facts", f"/graph{ARTICLE}"]


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str

    @property
    def media(self) -> str:
        return self.headers["content-type"].split(";")[0]


def get(address: str, path: str, accept: str = BROWSER, **headers: str) -> Reply:
    """What a server sends for exactly this path, which no client makes tidy on the way."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    sent = {"Accept": accept} if accept else {}
    connection.request("GET", path, headers=sent | {name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    told = {name.lower(): value for name, value in response.getheaders()}
    text = response.read().decode("utf-8", "replace")
    connection.close()
    return Reply(response.status, told, text)


class Page(HTMLParser):
    """The elements of a page as (tag, attributes), and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def links(self) -> list[str]:
        return [attrs["href"] for tag, attrs in self.tags if tag == "a"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the known graph, whose base is the address it is served at."""
    port = free_port()
    viewer = tmp_path_factory.mktemp("out") / "graph.html"
    viewer.write_text(render(STATEMENTS), encoding="utf-8")
    with serving(site(store_of(base=f"http://127.0.0.1:{port}/"), viewer, page_size=3), port) as found:
        yield found


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (BROWSER, "text/html"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/turtle", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5,*/*;q=0.1", "application/rdf+xml"),
        ("text/turtle;q=0.5, application/ld+json;q=0.9", "application/ld+json"),
        ("text/html;q=0.1, text/*", "text/turtle"),
    ],
)
def test_the_client_chooses_the_format(address: str, accept: str, expected: str) -> None:
    for path in THINGS:
        reply = get(address, path, accept)
        assert (reply.status, reply.media) == (200, expected)
        assert reply.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (".ttl", "text/turtle"),
        (".nt", "application/n-triples"),
        (".jsonld", "application/ld+json"),
        (".rdf", "application/rdf+xml"),
        (".html", "text/html"),
        ("?format=turtle", "text/turtle"),
        ("?format=jsonld", "application/ld+json"),
        ("?format=html", "text/html"),
    ],
)
def test_the_address_chooses_the_format(address: str, end: str, expected: str) -> None:
    reply = get(address, "/actor/norland" + end, "image/png")
    assert (reply.status, reply.media) == (200, expected)


@pytest.mark.parametrize(
    ("path", "accept", "status", "words"),
    [
        ("/actor/nobody", BROWSER, 404, "actor/nobody: not in this graph"),
        ("/actor/nobody", "text/turtle", 404, "actor/nobody: not in this graph"),
        ("/actor/nobody.ttl", BROWSER, 404, "not in this graph"),
        ("/actor/", BROWSER, 404, "no name"),
        ("/claim/norland", BROWSER, 404, "not in this graph"),
        ("/graph/nothing", BROWSER, 404, "not in this graph"),
        ("/graph/article/nothing", "text/turtle", 404, "not in this graph"),
        ("/actor/norland%3E%20?p", BROWSER, 404, "norland%3E%20: not in this graph"),
        ("/actor/%22%7D%20%23", "text/turtle", 404, "%22%7D%20%23: not in this graph"),
        ("/actor/a%2F..%2Fb", BROWSER, 404, "a%2F..%2Fb: not in this graph"),
        ("/actor/%FF%00", BROWSER, 404, "not in this graph"),
        ("/actor/norland", "image/png", 406, "text/turtle (format=ttl)"),
        ("/actor/norland?format=docx", BROWSER, 406, "application/rdf+xml (format=rdf)"),
        ("/actor/norland?page=0", BROWSER, 400, "page must be a number"),
        ("/actor/norland?page=-1", BROWSER, 400, "page must be a number"),
        ("/actor/norland?page=%D9%A3", BROWSER, 400, "page must be a number"),
        ("/actor/norland?page=" + "9" * 5000, BROWSER, 400, "page must be a number"),
        ("/nowhere", BROWSER, 404, "Not Found"),
        ("/static/../pages.py", BROWSER, 404, ""),
        ("/static/%2e%2e/pages.py", BROWSER, 404, "no such file"),
        ("/static/yasgui", BROWSER, 404, "no such file"),
    ],
)  # fmt: skip
def test_what_cannot_be_had_is_told_in_plain_text(
    address: str, path: str, accept: str, status: int, words: str
) -> None:
    reply = get(address, path, accept)
    assert (reply.status, reply.media) == (status, "text/plain")
    assert words in reply.text and "<" not in reply.text


@pytest.mark.parametrize("path", THINGS)
def test_links_of_a_page_lead_somewhere(address: str, path: str) -> None:
    links = Page(get(address, path).text).links()
    inner = {link for link in links if link.startswith(("/", "?"))}
    assert inner
    for link in sorted(inner - {"/", "/sparql"}):
        target = link if link.startswith("/") else path + link
        assert get(address, target.split("#")[0]).status == 200, link
    assert all(link.startswith(("/", "?", "#main", "https://", "http://www.w")) for link in links)


@pytest.mark.parametrize("path", [*THINGS, "/sparql"])
def test_a_page_can_be_read_without_eyes(address: str, path: str) -> None:
    page = Page(get(address, path).text)
    tags = [tag for tag, _ in page.tags]
    assert (tags.count("h1"), tags.count("main"), tags.count("title")) == (1, 1, 1)
    assert ("html", {"lang": "en"}) in page.tags
    assert page.links()[0] == "#main"
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
    assert all("aria-label" in attrs for tag, attrs in page.tags if tag == "nav")
    labelled = {attrs["for"] for tag, attrs in page.tags if tag == "label"}
    assert {attrs["id"] for tag, attrs in page.tags if tag == "select"} <= labelled


@pytest.mark.parametrize("path", [*THINGS, "/", "/sparql"])
def test_a_page_names_nothing_to_fetch_elsewhere(address: str, path: str) -> None:
    page = Page(get(address, path).text)
    fetched = [
        attrs[name] for tag, attrs in page.tags for name in ("src", "href", "action") if name in attrs and tag != "a"
    ]
    assert all(place.startswith(("/static/", "?format=", "data:,")) for place in fetched)


@pytest.mark.parametrize("path", [*THINGS, "/sparql"])
def test_policies_let_in_nothing_from_elsewhere(address: str, path: str) -> None:
    headers = get(address, path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == ("'self'" if path == "/sparql" else "'none'")
    assert policy.get("script-src", "'self'") == policy.get("connect-src", "'self'") == "'self'"
    assert "http" not in headers["content-security-policy"]
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")


def test_other_formats_are_linked(address: str) -> None:
    reply = get(address, "/actor/norland")
    for media, short in (("text/turtle", "ttl"), ("application/ld+json", "jsonld"), ("text/html", "html")):
        assert f'</actor/norland?format={short}>; rel="alternate"; type="{media}"' in reply.headers["link"]
    alternates = [attrs for tag, attrs in Page(reply.text).tags if attrs.get("rel") == "alternate"]
    assert {"rel": "alternate", "type": "text/turtle", "href": "?format=ttl"} in alternates


def test_what_an_actor_page_tells(address: str) -> None:
    text = Page(get(address, "/actor/norland").text).text
    for words in (
        "Country Norland Also Kingdom of Norland Country code NOR",
        "Facts 4",
        "Ida Karlsen is head of state of Norland",
        "Claims 8",
        "Sudria meets Norland planned confidence 0.90 Sudria will meet Norland.",
        "Sudria denies an attack · 2024-03-02 · Claim",
        "Page 1 of 3 Next",
    ):
        assert words in text
    last = Page(get(address, "/actor/norland?page=3").text)
    assert "Previous Page 3 of 3" in last.text and "?format=html&page=2" in last.links()
    assert "None on this page." in Page(get(address, "/actor/norland?page=4").text).text


def test_what_a_claim_page_tells(address: str) -> None:
    text = Page(get(address, f"/{LEAVING.id}").text).text
    for words in (
        "Claim possible Sudria leaves Northern League Norland warned Sudria against leaving the League.",
        "Said by Norland",
        "Article Norland warns Sudria · The Daily Example · 2024-03-01",
        "Trigger leaving",
        "Confidence 0.9 0.90",
        "It is what another claim is about Norland warns Sudria",
        "geokg:extractor",
    ):
        assert words in text
    assert "Said by the article itself" in Page(get(address, CLAIM).text).text


def test_what_other_pages_tell(address: str) -> None:
    article = Page(get(address, ARTICLE).text)
    assert "Published 2024-03-01 By The Daily Example Address https://example.org/first?a=1&b=2" in article.text
    assert "https://example.org/first?a=1&b=2" in article.links()
    relation = Page(get(address, "/relation/warns").text).text
    assert "Relation warns Tells the other" in relation and "Family THREATEN CAMEO 130" in relation
    assert "warns" in Page(get(address, "/family/THREATEN").text).text
    assert "Triples 4" in Page(get(address, "/graph/facts").text).text


def test_a_client_follows_its_nose(address: str) -> None:
    """From an actor to a claim, to its article and the words of it, by IRIs alone."""
    actor = URIRef(f"{address}actor/norland")
    graph = rdflib.Graph().parse(str(actor))
    assert str(graph.value(actor, SKOS.prefLabel)) == "Norland"
    while following := set(graph.objects(actor, RDFS.seeAlso)) - set(graph.subjects(RDFS.seeAlso)):
        page = rdflib.Graph().parse(str(following.pop()))
        graph.remove((actor, RDFS.seeAlso, None))
        graph += page
    claim = URIRef(address + WARNS.id)
    assert (claim, RDF.subject, actor) in graph
    graph = rdflib.Graph().parse(str(claim))
    article, content = graph.value(claim, PROV.wasDerivedFrom), graph.value(claim, URIRef(GEOKG + "about"))
    passage = graph.value(claim, URIRef(GEOKG + "evidence"))
    assert content == URIRef(address + LEAVING.id) and article == URIRef(address + ARTICLE[1:])
    graph = rdflib.Graph().parse(str(article), format="turtle")
    assert str(graph.value(article, URIRef("https://schema.org/headline"))) == "Norland warns Sudria"
    # The passage is a fragment of the article, so that its description is there as well.
    graph = rdflib.Graph().parse(str(passage), format="json-ld")
    assert str(graph.value(passage, NIF.anchorOf)) == "Norland warned Sudria against leaving the League."


def test_the_viewer_leads_to_the_editor(address: str) -> None:
    reply = get(address, "/")
    assert (reply.status, reply.media) == (200, "text/html")
    assert Page(reply.text).links() == ["/sparql"]
    assert reply.text.count("</header>") == 1


def test_a_missing_viewer_is_told_and_all_else_works() -> None:
    port = free_port()
    with serving(site(store_of(), NO_VIEWER), port) as address:
        reply = get(address, "/")
        assert (reply.status, reply.media) == (404, "text/html")
        assert "There is no graph.html beside this graph" in Page(reply.text).text
        # The base is another address here, and links lead to the pages of this server all the same.
        page = Page(get(address, "/actor/norland").text)
        assert CLAIM in Page(get(address, "/relation/warns").text).links()
        assert "https://w3id.org/geokg/actor/norland" in page.text and "/actor/sudria" in page.links()
        assert "<https://w3id.org/geokg/relation/warns>" in get(address, "/actor/norland.nt").text


def test_static_files_are_kept(address: str) -> None:
    page = Page(get(address, "/sparql").text)
    files = [attrs.get("src") or attrs.get("href") for _, attrs in page.tags]
    for path in [path for path in files if path and path.startswith("/static/")]:
        reply = get(address, path)
        assert reply.status == 200 and "immutable" in reply.headers["cache-control"]
        again = get(address, path, if_none_match=reply.headers["etag"])
        assert (again.status, again.text) == (304, "")
        assert get(address, path.split("?")[0]).headers["cache-control"] == "no-cache"
        assert get(address, path + "0").headers["cache-control"] == "no-cache"
    assert "MIT" in get(address, "/static/yasgui/LICENSES.txt").text


HOSTILE = [
    "<script>window.hacked = 1</script>",
    "</title></script><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    '"><svg/onload=window.hacked=1>',
    "' onmouseover='window.hacked=1",
    "{{ 7 * 7 }} {% raw %}",
    "%s %(this)s {this}",
    "\u202eevil\u2066",
    "&lt;b&gt;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    article = replace(
        FIRST, id="odd", title=text, source=text, text=f"Norland warned {text} today.", url="javascript:window.hacked=1"
    )
    odd = replace(NORLAND, id=text, label=text, aliases=(text,), wikidata="")
    claim = statement(odd, "warns", odd, evidence(article, article.text, "warned"), speaker=odd)
    store = store_of([claim])
    paths = [
        store.names.iri("actor", text).value,
        store.names.iri("article", article.key).value,
        store.names.base + claim.id,
    ]
    port = free_port()
    with serving(site(store, NO_VIEWER), port) as address:
        for path in paths:
            reply = get(address, "/" + path.removeprefix(store.names.base))
            page = Page(reply.text)
            assert reply.status == 200
            assert " ".join(text.split()) in page.text
            assert not {"script", "img", "svg/onload=window.hacked=1", "b/"} & {tag for tag, _ in page.tags}
            assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
            assert all(link.startswith(("/", "?", "#", "http://www.w3", "https://")) for link in page.links())
