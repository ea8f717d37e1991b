"""How well pages are read, on annotated pages of your own: `python -m bench.articles PAGES.jsonl`.

A line is {"id", "url", "html", "text"} and, where known, "title", "authors" and "published". Printed: F1 of
shingles of four words beside trafilatura's own defaults, pages less than half right and empty ones, and how
many titles, sets of authors and days of publication are right. No annotated pages of publishers are shipped.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from trafilatura import extract

from db.records import Article
from pipeline.articles import read_article

Page = dict[str, Any]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pages", type=Path)
    with options.parse_args().pages.open(encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines if line.strip()]
    for line in report(pages):
        print(line)


def report(pages: list[Page]) -> Iterator[str]:
    """The figures, a line each."""
    read = {page["id"]: read_article(page["html"], page["url"]) for page in pages}
    articles = {name: found for name, found in read.items() if isinstance(found, Article)}
    texts: dict[str, dict[Any, str | None]] = {
        "crossclaim": {name: found.text for name, found in articles.items()},
        "trafilatura": {
            page["id"]: extract(page["html"], url=page["url"], include_comments=False) for page in pages
        },
    }
    for reader, found in texts.items():
        scores = [likeness(found.get(page["id"]) or "", page["text"]) for page in pages]
        half = sum(score < 0.5 for score in scores)
        empty = sum(not found.get(page["id"]) for page in pages)
        mean = sum(scores) / len(scores)
        yield f"{reader:12} text F1 {mean:.3f}, less than half right {half}, empty {empty}, of {len(pages)}"
    fields: dict[str, Callable[[Any], object]] = {
        "title": lambda said: re.sub(r"\W+", "", said or "").casefold(),
        "authors": lambda said: {name.casefold() for name in said or ()},
        "published": lambda said: (said or "")[:10],
    }
    for field, form in fields.items():
        known = [page for page in pages if page.get(field) is not None]
        right = sum(form(getattr(articles.get(p["id"]), field, None)) == form(p[field]) for p in known)
        if known:
            yield f"{field:12} right {right / len(known):.3f}, of {len(known)}"


def likeness(found: str, wanted: str) -> float:
    """F1 of the shingles of four words of two texts."""
    a, b = shingles(found), shingles(wanted)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return set(zip(words, words[1:], words[2:], words[3:], strict=False)) or {tuple(words)}


if __name__ == "__main__":
    main()
