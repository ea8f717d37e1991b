"""An annotated corpus with its mentions found: what the models that choose among names learn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.language import load
from extractors.mentions import Mentions, find_mentions
from extractors.topic import load_topic
from training.gold import Corpus, Row, options


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One article parsed, with its mentions and its claims in the order of the text."""

    id: str
    mentions: Mentions
    claims: tuple[Row, ...]


def read_mentioned(corpus: Corpus) -> Iterator[Mentioned]:
    """Every article of the corpus."""
    topic = load_topic("ai-compute")
    articles = list(corpus.articles.values())
    for article, doc in zip(articles, load().pipe(a["text"] for a in articles), strict=True):
        mentions = find_mentions(doc, topic, article["title"])
        yield Mentioned(article["id"], mentions, tuple(corpus.claims.get(article["id"], ())))


def names_of(value: object) -> list[str]:
    """The names that a gold field accepts; none where it is null."""
    return [str(name) for name in options(value) if name]
