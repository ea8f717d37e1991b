"""The `article` command."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from pipeline.commands.article import article
from tests.pipeline.pages import NOT_ARTICLES, PARAGRAPHS, TITLE, article_page


def test_one_line_for_each_page(tmp_path: Path) -> None:
    """Files, folders and JSONL give a line a page, in order; what cannot be read is named, and the rest goes on."""
    folder = tmp_path / "saved pages"
    folder.mkdir()
    (folder / "a.html").write_text(article_page(), encoding="utf-8")
    (folder / "b.htm").write_text(NOT_ARTICLES["login"][0], encoding="utf-8")
    rows = [{"id": "c", "url": "https://x.example/c", "html": article_page()}, {"id": "d"}]
    lines = tmp_path / "pages.jsonl"
    lines.write_text("\n".join(json.dumps(row) for row in rows) + "\nno json\n", encoding="utf-8")

    done = CliRunner().invoke(
        article, [str(folder), str(lines), str(tmp_path / "absent.html")], standalone_mode=False
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in found] == ["a", "b", "c"]
    assert found[0]["title"] == TITLE
    assert found[0]["text"] == "\n\n".join(PARAGRAPHS)
    assert found[1]["not_article"] == "login"
    assert found[2]["url"] == "https://x.example/c"
    assert {"id", "url", "canonical", "outlet", "title", "authors", "published", "language", "text"} <= set(
        found[0]
    )
    assert done.return_value == 1
    for name in ("pages.jsonl:2", "pages.jsonl:3", "absent.html"):
        assert name in done.stderr


def test_the_address_can_be_given(tmp_path: Path) -> None:
    """--url says where a page was saved from, and relative links resolve against it."""
    page = tmp_path / "p.html"
    page.write_text(article_page(head='<link rel="canonical" href="/sea/x">'), encoding="utf-8")
    done = CliRunner().invoke(
        article, [str(page), "--url", "https://skerry.example/a?utm_source=b"], standalone_mode=False
    )
    row = json.loads(done.stdout)
    assert (row["url"], row["canonical"]) == (
        "https://skerry.example/a?utm_source=b",
        "https://skerry.example/sea/x",
    )
    assert done.return_value == 0
