"""Articles that a person hands over: what is stored, what is passed over, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db.errors import InputError
from db.store import Store
from pipeline.adding import Sources, add_sources
from pipeline.forgetting import forget
from pipeline.progress import Progress
from pipeline.replaying import replay
from pipeline.run import Result
from pipeline.settings import Limits, Settings
from tests.pipeline.fault_server import servers_in_a_thread
from tests.pipeline.pages import NOT_ARTICLES, PARAGRAPHS, article_page
from tests.pipeline.test_archives import archive

NOW = "2026-11-21T06:00:00Z"
RSS = "<rss version='2.0'><channel><title>F</title><item><link>https://a.example/1</link></item></channel></rss>"


def add(folder: Path, *names: object, **settings: object) -> Result:
    """What comes of handing these over, into a database in the folder."""
    made = Settings(database=folder / "t.db", limits=Limits(host_delay_seconds=0), **settings)  # type: ignore[arg-type]
    given = [str(name) for name in names]
    return add_sources(made, given, topic="ai-compute", version="t", now=NOW, progress=Progress(quiet=True))


def texts(folder: Path) -> list[str]:
    with Store.reading(folder / "t.db") as store:
        return [row["text"] for row in store.database.query("select text from articles order by url")]


def test_addresses_and_files_are_told_apart() -> None:
    """http and https are fetched; everything else is a file."""
    sources = Sources.of(["https://a.example/1", "page.html", "-", "http://b.example"])
    assert (sources.urls, sources.files) == (("https://a.example/1", "http://b.example"), ("page.html", "-"))


def test_files_of_many_kinds(tmp_path: Path) -> None:
    """Pages, texts, JSON and JSON lines of one folder are stored, each once, however often they are handed over."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page.html").write_text(article_page(), encoding="utf-8")
    (tmp_path / "in" / "text.txt").write_text("A text of its own.")
    (tmp_path / "in" / "one.json").write_text(json.dumps({"url": "https://a.example/1", "text": "One."}))
    lines = [json.dumps({"id": str(n), "text": f"Line {n}."}) for n in range(2)]
    (tmp_path / "in" / "more.jsonl").write_text("\n".join(lines))
    for _ in range(2):
        assert add(tmp_path, tmp_path / "in").exit_code == 0
        assert sorted(texts(tmp_path)) == sorted(
            ["A text of its own.", "One.", "Line 0.", "Line 1.", "\n\n".join(PARAGRAPHS)]
        )


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("page.xml", RSS, "feeds add"),
        ("page.txt", RSS, "feeds add"),
        ("page.html", RSS, "follow it with `crossclaim feeds add`"),
        ("page.html", NOT_ARTICLES["login"][0], "log in"),
        ("page.txt", "", "empty"),
        ("page.json", "{", "page.json"),
        ("page.json", "[]", "a list; write its articles one a line"),
        ("picture.png", "\x89PNG\r\n\x1a\n", "PNG"),
        ("page.htm", "\x00", "empty"),
    ],
)
def test_what_is_no_article_is_a_problem(tmp_path: Path, name: str, body: str, reason: str) -> None:
    """The file and the reason are named, nothing of it is stored, and the exit code says so."""
    (tmp_path / name).write_bytes(body.encode("latin-1"))
    result = add(tmp_path, tmp_path / name)
    assert result.exit_code == 1
    assert [name in problem.message and reason in problem.message for problem in result.problems] == [True]
    assert texts(tmp_path) == []


def test_saved_and_archived_pages_have_their_evidence(tmp_path: Path) -> None:
    """A saved page and one of a web archive are kept like fetched ones: a replay builds the same articles from them."""
    link = '<link rel="canonical" href="https://skerrypost.example/sea/1">'
    (tmp_path / "page.html").write_text(article_page(head=link), encoding="utf-8")
    other = article_page([text.upper() for text in PARAGRAPHS])
    archive(tmp_path / "news.warc", ("https://a.example/1", "200 OK", "text/html; charset=utf-8", other))
    assert add(tmp_path, tmp_path / "page.html", tmp_path / "news.warc").exit_code == 0
    again = tmp_path / "again.db"
    replay(Settings(database=tmp_path / "t.db"), again, since="", now=NOW, progress=Progress(quiet=True))
    rows = "select id, url, title, text, page from articles order by url"
    with Store.reading(tmp_path / "t.db") as store, Store.reading(again) as made:
        found = store.database.execute(rows).fetchall()
        assert [row[1] for row in found] == ["https://a.example/1", "https://skerrypost.example/sea/1"]
        assert made.database.execute(rows).fetchall() == found
        assert store.feeds.due_entries("2026-12-21T06:00:00Z") == []


def test_addresses_are_fetched_as_in_a_run(tmp_path: Path) -> None:
    """A good page is stored with its page as evidence; a missing one is a problem; what a host asks for is kept."""
    with servers_in_a_thread(2) as ((good, busy), _):
        good.answer("/story", article_page(), Content_Type="text/html; charset=utf-8")
        busy.answer("/story", status=429, Retry_After="7200")
        urls = [good.url("/story"), good.url("/none"), busy.url("/story")]
        result = add(tmp_path, *urls, private_hosts=(good.place, busy.place))
        assert sorted(problem.kind for problem in result.problems) == ["http_404", "http_429"]
        assert texts(tmp_path) == ["\n\n".join(PARAGRAPHS)]
        add(tmp_path, busy.url("/other"), private_hosts=(good.place, busy.place))
        assert busy.asked("/other") == []
    with Store.reading(tmp_path / "t.db") as store:
        assert (
            store.database.execute("select count(*) from articles join pages on pages.id = page").fetchone()[
                0
            ]
            == 1
        )


def test_a_forgotten_address_is_refused(tmp_path: Path) -> None:
    """Under any spelling, and with nothing fetched."""
    with Store.open(tmp_path / "t.db", create=True) as store:
        forget(store, "https://a.example/1", now=NOW, reason=None)
    with pytest.raises(InputError, match="taken down"):
        add(tmp_path, "http://www.a.example/1?utm_source=x")
