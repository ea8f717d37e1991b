"""Publishing: the folder serves the pages by itself, and holds no more than it should."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from db.editions import text_of
from db.errors import InputError
from pipeline.publish import publish, publish_pages
from tests.browse.newsroom import Newsroom, write_newsroom


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return write_newsroom(tmp_path_factory.mktemp("home") / "news.db")


@pytest.fixture(scope="module")
def site(news: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public folder") / "site"
    publish(news.path, folder)
    return folder


def ask(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_the_folder_serves_itself(site: Path, news: Newsroom) -> None:
    """Its start command needs nothing of this checkout: pages and claims answer, SQL and download do not."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    process = subprocess.Popen(
        [site / "start"], env={"PATH": path, "PORT": str(port)}, cwd="/", stderr=subprocess.DEVNULL
    )
    home = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        status, html = ask(f"{home}/")
        assert status == 200
        assert "<mark>around 50,000 Hopper GPUs</mark>" in html
        article = ask(f"{home}/-/article/{news.first.id}")
        assert article[0] == 200
        assert ">2,048 GPUs</a>" in article[1]
        assert ask(f"{home}/-/export/claims.csv")[1].count("\r\n") == 5
        assert ask(f"{home}/crossclaim?sql=select+1")[0] == 403
        assert ask(f"{home}/crossclaim.db")[0] in (403, 404)
    finally:
        process.terminate()
        process.wait()


def test_whole_texts_stay_at_home(site: Path, news: Newsroom) -> None:
    """A sentence without a claim is nowhere in the folder; the quoted ones are."""
    content = (site / "crossclaim.db").read_bytes()
    assert b"It was cheap." not in content
    assert b"trained its model on 2,048 GPUs." in content
    with sqlite3.connect(site / "crossclaim.db") as connection:
        assert connection.execute("select count(*) from deltas").fetchone() == (0,)


def test_it_can_be_made_anew(news: Newsroom, tmp_path: Path) -> None:
    """An earlier publication is replaced; who may publish whole texts keeps them on purpose."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "published.json").write_text("{}")
    publish(news.path, tmp_path / "site", texts=True)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    connection = sqlite3.connect(tmp_path / "site" / "crossclaim.db")
    ids = [row[0] for row in connection.execute("select id from articles")]
    assert all(text_of(connection, article) for article in ids)


def test_it_is_never_made_over_something_else(news: Newsroom, tmp_path: Path) -> None:
    """A folder of yours is not touched."""
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(InputError, match="holds something else than an earlier publication"):
        publish(news.path, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_empty_folder_will_do(news: Newsroom, tmp_path: Path) -> None:
    """A folder that was made for it beforehand is filled."""
    (tmp_path / "site").mkdir()
    publish(news.path, tmp_path / "site")
    assert (tmp_path / "site" / "published.json").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_plain_pages_need_no_server(news: Newsroom, tmp_path: Path) -> None:
    """Every link of every page leads to a file that is there or out to the web; the claims are with them."""
    publish_pages(news.path, tmp_path / "site", 10)
    pages = list((tmp_path / "site").rglob("*.html"))
    assert {page.name for page in pages} >= {"index.html", "about.html", "q-1.html", f"{news.first.id}.html"}
    for page in pages:
        html = page.read_text()
        assert "It was cheap." not in html
        for link in re.findall(r'(?:href|src|action)="([^"#]*)', html):
            assert not link or link.startswith(("https:", "data:,")) or (page.parent / link).is_file(), (
                page,
                link,
            )
    assert "<mark>2,048 GPUs</mark>" in (tmp_path / "site" / "question" / "q-1.html").read_text()
    assert (tmp_path / "site" / "export" / "claims-q-1.csv").read_text().count("\n") == 5
    assert not (tmp_path / "site" / "crossclaim.db").exists()
