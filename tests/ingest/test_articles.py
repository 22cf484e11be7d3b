from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.errors import ArticleError, InputError
from geokg.ingest import read_articles
from geokg.ingest.decode import decode

if TYPE_CHECKING:
    from pathlib import Path

    from geokg.model import Article, Skipped

ENGLISH = "The president of Finland said on Monday that the country would send more help to its neighbours. " * 3
GERMAN = "Der Präsident von Finnland sagte am Montag, dass sein Land den Nachbarn mehr Hilfe schicken werde. " * 3
PAGE = f"""<!doctype html><html><head><title>Finland helps | The Paper</title>
<meta property="og:site_name" content="The Paper"><meta property="article:published_time" content="2024-03-07">
<link rel="canonical" href="https://paper.example/finland"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Finland helps</h1><p>{ENGLISH}</p><p>{ENGLISH}</p></article></body></html>"""
#: A few lines of YAML that stand for 10 to the 12th items.
BOMB = "---\na0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 13))
BOMB += "title: *a12\n---\nText."


def read(*paths: Path | str, **options: object) -> tuple[list[Article], list[Skipped]]:
    skipped: list[Skipped] = []
    return list(read_articles(*paths, on_skip=skipped.append, **options)), skipped


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_plain_text_is_exactly_as_given(tmp_path: Path) -> None:
    text = "\r\n  Finland joined NATO.\r\n\r\nIt did.  "
    (article,), skipped = read(write(tmp_path, "a.txt", text), default_date=date(2023, 4, 4))
    assert (article.text, article.published, skipped) == (text, date(2023, 4, 4), [])
    assert article.id == article.key


def test_markdown_gives_its_front_matter(tmp_path: Path) -> None:
    front = "---\ntitle: Finland joins\ndate: 2023-04-04\nsource: Ours\nurl: https://a.example/1\n---\n"
    (article,), _ = read(write(tmp_path, "a.md", front + "\nFinland *joined*.\n---\n"))
    assert article.text == "\nFinland *joined*.\n---\n"
    assert (article.title, article.source, article.url) == ("Finland joins", "Ours", "https://a.example/1")
    assert article.published == date(2023, 4, 4)


def test_jsonl_needs_only_text_and_loses_no_line(tmp_path: Path) -> None:
    rows = [
        '{"text": "One."}',
        "",
        "{broken",
        '{"id": 7, "text": "Two.", "published": "2024-01-02T03:04:05Z"}',
        "[1]",
        "{}",
        '{"text": 3}',
    ]
    articles, skipped = read(write(tmp_path, "a.jsonl", "\n".join(rows)))
    assert [(a.text, a.published) for a in articles] == [("One.", None), ("Two.", date(2024, 1, 2))]
    assert articles[1].id == "7"
    assert [s.where.rsplit(":", 1)[1] for s in skipped] == ["3", "5", "6", "7"]


def test_html_gives_the_main_text(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.html", PAGE))
    assert "send more help" in article.text
    assert "Home" not in article.text
    assert (article.source, article.published, article.url) == (
        "The Paper",
        date(2024, 3, 7),
        "https://paper.example/finland",
    )
    assert article.title.startswith("Finland helps")


def test_folders_are_read_in_order_and_other_files_named(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.md", "picture.png", ".hidden.txt"):
        write(tmp_path, name, f"Text of {name}.")
    articles, skipped = read(tmp_path)
    assert [a.text for a in articles] == ["Text of a.txt.", "Text of b.txt.", "Text of sub/c.md."]
    assert [s.where for s in skipped] == [str(tmp_path / "picture.png")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.txt", b"... --- ...", "empty"),
        ("a.txt", b"\x00\x01\x02PNG\x00\x00" * 9, "binary"),
        ("a.txt", b"%PDF-1.7 text", "binary"),
        ("a.txt", GERMAN, "not English"),
        ("a.txt", "word " * 500_000, "raise --max-bytes"),
        ("a.md", "---\ntitle: [\n---\nText", "front matter is no YAML: line"),
        ("a.md", "---\njust words\n---\nText", "front matter"),
        ("a.html", "<html><body></body></html>", "a.html"),
        ("a.jsonl", b"\xff\xfe{\x00", "UTF-16"),
        ("a.txt", b"\xff\xfea\x00b", "UTF-16"),
        ("a.jsonl", "[" * 100_000, "nested"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"\n \r\n", "empty"),
        ("a.jsonl", '{"text": "One.", "title": "\\ud800"}', "`title` holds half a character"),
        ("a.txt", b"Text with many \x01\x02\x03\x04 controls.", "binary"),
        ("a.md", BOMB, "`title` must be text, not a list"),
        ("a.jsonl", '{"text": "One.", "n": ' + "9" * 5_000 + "}", "thousands of digits"),
        ("a.jsonl", '{"text": "One.", "title": []}', "`title` must be text"),
        ("a.jsonl", '{"text": "One \\ud800."}', "surrogate"),
        ("a.jsonl", json.dumps({"text": "word " * 401_000}), "more than 2,000,000"),
        ("a.md", "---\na: " + "[" * 5_000 + "\n---\nText", "nested too deep"),
        ("a.md", "---\na: [b\n---\nText", "line 3"),
        ("a.txt", b"\x81\x8d\x8f\x90\x9d\xff\xfe\xfa" * 20, "a.txt"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: str | bytes, reason: str) -> None:
    articles, skipped = read(write(tmp_path, name, content), write(tmp_path, "good.txt", "Finland joined NATO."))
    assert [a.text for a in articles] == ["Finland joined NATO."]
    assert len(skipped) == 1
    assert name in skipped[0].where
    assert reason in f"{skipped[0].where} {skipped[0].reason}"
    assert "\n" not in skipped[0].reason


def test_an_overlong_line_is_passed_over(tmp_path: Path) -> None:
    rows = [json.dumps({"text": "x" * 9_000}), json.dumps({"text": "Two."})]
    articles, skipped = read(write(tmp_path, "a.jsonl", "\n".join(rows)), max_bytes=1_000)
    assert [a.text for a in articles] == ["Two."]
    assert "larger than" in skipped[0].reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1"])
def test_encodings_are_detected(tmp_path: Path, encoding: str) -> None:
    text = ENGLISH + "The Élysée and São Tomé, the café in Zürich and the señor from Córdoba agreed. " * 3
    (article,), _ = read(write(tmp_path, "a.txt", text.encode(encoding)))
    assert article.text == text


@pytest.mark.parametrize("text", ["Café “x”", "Côte d’Ivoire", "“Yes”"])
def test_short_text_of_windows_is_not_taken_for_chinese(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("declared", ["utf-16", "UTF-7", "idna", "unicode_escape", "undefined", "no-such", "hex"])
def test_a_declared_encoding_that_cannot_be_is_passed_over(declared: str) -> None:
    assert decode(b"Plain \\n words", declared) == "Plain \\n words"
    assert decode("Café".encode("cp1252"), declared) == "Café"


def test_a_declared_encoding_is_used() -> None:
    assert decode("Михаил".encode("koi8-r"), "koi8-r") == "Михаил"


@pytest.mark.parametrize("mark", ["\x07", "\x0b", "\x1a"])
def test_a_stray_control_character_does_not_make_text_binary(mark: str) -> None:
    assert decode((ENGLISH + mark).encode()) == ENGLISH + mark


@pytest.mark.parametrize("close", ["---", "...", "--- "])
def test_front_matter_ends_as_yaml_does(tmp_path: Path, close: str) -> None:
    (article,), _ = read(write(tmp_path, "a.md", f"---\r\ntitle: T\r\n{close}\r\nBody."))
    assert (article.title, article.text) == ("T", "Body.")


@pytest.mark.parametrize(
    "text",
    [
        "Slovak Prime Minister Robert Fico met Hungarian Prime Minister Viktor Orbán and Serbian President Aleksandar Vučić in Komárno on Tuesday.",
        "Thorbjørn Jagland, Jonas Gahr Støre, Espen Barth Eide, Ine Eriksen Søreide and Børge Brende attended the Oslo talks on Tuesday afternoon.",
        "Zelenskyy, Erdoğan, Orbán, Vučić, Kristersson, Niinistö, Haavisto, Støre, Tokayev, Mirziyoyev, Lukashenko and Xi met in Astana.",
    ],
)
def test_foreign_names_do_not_make_english_foreign(tmp_path: Path, text: str) -> None:
    assert [a.text for a in read(write(tmp_path, "a.txt", text))[0]] == [text]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN * 20, "de"),
        (
            "EU-Kommissionspräsidentin Ursula von der Leyen traf NATO-Generalsekretär Jens Stoltenberg und US-Präsident Joe Biden in Washington am Dienstag.",
            "de",
        ),
        (
            "Norges statsminister møtte den svenske statsministeren i Stockholm på tirsdag for å snakke om NATO og krigen i Ukraina i går.",
            "no",
        ),
        (
            "Il presidente del Consiglio ha incontrato martedì a Roma il presidente francese per discutere della guerra in Ucraina.  Era ora.",
            "it",
        ),
        ("日本の首相は火曜日にワシントンで大統領と会談した。" * 6, "ja"),
    ],
)
def test_other_languages_are_told_at_any_length(tmp_path: Path, text: str, language: str) -> None:
    articles, (skipped,) = read(write(tmp_path, "a.txt", text))
    assert (articles, language in skipped.reason) == ([], True)


def test_english_with_african_names_is_english(tmp_path: Path) -> None:
    text = (
        "Mali, Burkina Faso and Niger formed the Alliance of Sahel States; Assimi Goita, Ibrahim Traore and "
        "Abdourahamane Tchiani signed the Liptako-Gourma Charter in Bamako."
    )
    (article,), skipped = read(write(tmp_path, "a.txt", text))
    assert (article.text, skipped) == (text, [])


@pytest.mark.parametrize(
    ("front", "day"),
    [
        ("date: 2024-04-05", date(2024, 4, 5)),
        ("published: 2024-04-05T23:00:00Z", date(2024, 4, 5)),
        ("published:\ndate: Fri, 05 Apr 2024 23:30:00 GMT", date(2024, 4, 5)),
        ("date: Fri, 05 Apr 2024 23:30:00 +9999999999999999999", None),
        ("date: 99999-01-01", None),
        ("title: 2024", None),
        ("", None),
    ],
)
def test_dates_of_front_matter(tmp_path: Path, front: str, day: date | None) -> None:
    (article,), _ = read(write(tmp_path, "a.md", f"---\n{front}\n---\nText."))
    assert (article.published, article.text) == (day, "Text.")


def test_a_bad_date_does_not_lose_the_article(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (article,), _ = read(write(tmp_path, "a.jsonl", '{"text": "One.", "published": "yesterday"}'))
    assert article.published is None
    assert "yesterday" in caplog.text
    assert "a.jsonl:1" in caplog.text


def test_without_a_listener_skips_are_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert list(read_articles(write(tmp_path, "a.txt", b""))) == []
    assert "a.txt" in caplog.text


def test_standard_input_is_text_or_json_or_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    for content, text in [
        ("Finland joined.", "Finland joined."),
        ('{"text": "Finland joined."}', "Finland joined."),
        (PAGE, "send more help"),
    ]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content.encode()))))
        (article,), _ = read("-")
        assert text in article.text


@pytest.mark.parametrize(
    ("name", "message"), [("artcles.txt", r"did you mean .*articles\.txt"), ("zzz", "no such file")]
)
def test_a_wrong_path_stops(tmp_path: Path, name: str, message: str) -> None:
    write(tmp_path, "articles.txt", "Text")
    with pytest.raises(InputError, match=message):
        read(tmp_path / name)


@pytest.mark.parametrize("path", ["", "  ", "Norway warned Russia. " * 300])
def test_what_is_no_path_stops(path: str) -> None:
    with pytest.raises(InputError, match=r"a path is empty|cannot be read"):
        read(path)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Text.")
    articles, skipped = read(tmp_path, path, tmp_path / ".." / tmp_path.name / "a.txt")
    assert ([a.text for a in articles], skipped) == (["Text."], [])


def test_the_same_text_is_named_with_where_it_was_read(tmp_path: Path) -> None:
    first, second = write(tmp_path, "a.txt", "Text."), write(tmp_path, "b.txt", "Text.")
    articles, (skipped,) = read(tmp_path)
    assert len(articles) == 1
    assert (skipped.where, str(first) in skipped.reason) == (str(second), True)


def test_a_file_named_by_the_user_is_told_by_its_content(tmp_path: Path) -> None:
    contents = {"a": "Plain.", "b.news": '{"text": "Line."}', "c.x": "---\ntitle: T\n---\nBody.", "d.txt": PAGE}
    articles, skipped = read(*(write(tmp_path, name, content) for name, content in contents.items()))
    assert [a.text for a in articles[:3]] == ["Plain.", "Line.", "Body."]
    assert "send more help" in articles[3].text
    assert skipped == []


def test_what_geokg_built_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "output" / "store").mkdir(parents=True)
    for name in ("a.txt", "output/graph.nq", "output/graph.html", "output/statements.jsonl", "output/store/x.txt"):
        write(tmp_path, name, "Text of an article.")
    articles, skipped = read(tmp_path)
    assert (len(articles), skipped) == (1, [])


def test_no_path_and_an_empty_folder_stop(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no path given"):
        read()
    with pytest.raises(InputError, match="holds no files"):
        read(tmp_path)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except ArticleError as error:
        assert str(error)


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.jsonl", "a.html"]))
def test_any_file_is_read_or_named(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    articles, skipped = read(write(folder, name, data))
    assert articles or skipped


@given(st.text(min_size=1).filter(lambda text: any(map(str.isalnum, text)) and len(text) < 100))
def test_text_survives_json(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    articles, skipped = read(write(tmp_path_factory.mktemp("json"), "a.jsonl", json.dumps({"text": text})))
    assert [a.text for a in articles] == [text] or skipped
