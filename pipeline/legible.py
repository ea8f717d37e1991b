"""Which texts are read for claims, how far, and by which rules: told without the language model, which takes 120 MB.

is_read(article), beginning(article)     # an English one; as far as claims are read from it
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import extractors
from db.records import Article, Kind, Problem, content_id
from extractors.topic import Topic

LONGEST = 250_000  # characters, a hundred pages: parsing takes some 3 kB of memory for each


def rules_version(topic: Topic) -> str:
    """Changes with the extractors' code and data and with the topic's file: then texts are read again."""
    return content_id(_extractors_version(), topic.model_dump_json())


@cache
def _extractors_version() -> str:
    """A hash of all that the extractors are made of, so that no number has to be raised by hand."""
    home = Path(extractors.__file__).parent
    files = sorted(path for path in home.rglob("*") if path.suffix in (".py", ".yml", ".json"))
    return content_id(*(hashlib.sha256(path.read_bytes()).hexdigest() for path in files))


def kinds_of(topic: Topic) -> tuple[Kind, ...]:
    """What the topic declares: numbers, and statements where it has any."""
    return ("quantity", "statement") if topic.statements else ("quantity",)


def is_read(article: Article) -> bool:
    """Whether its language is read for claims; where none is known it is taken for English."""
    return article.language in (None, "en")


def unread(articles: Iterable[Article]) -> list[Problem]:
    """What of these articles is not read for claims: texts in other languages, and what stands beyond LONGEST."""
    return [
        _long_text(article) if is_read(article) else _other_language(article)
        for article in articles
        if not is_read(article) or len(article.text) > LONGEST
    ]


def beginning(article: Article) -> Article:
    """The article as far as claims are read from it; offsets into its beginning hold for the whole."""
    if len(article.text) <= LONGEST:
        return article
    end = article.text.rfind("\n\n", 0, LONGEST)
    return replace(article, text=article.text[: end if end > 0 else LONGEST])


def _long_text(article: Article) -> Problem:
    message = (
        f"{article.url}: claims are read from the first {LONGEST:,} of its {len(article.text):,} characters."
    )
    return Problem("extract", article.url, "long_text", message)


def _other_language(article: Article) -> Problem:
    """English rules would misread its numbers: 50.000 is fifty thousand elsewhere."""
    message = f"{article.url}: is in another language ({article.language}); only English is read."
    return Problem("extract", article.url, "other_language", message)
