"""One claim as one side of a comparison: its value, who says it, whose it is, and what stands around it.

A side is made once and compared often, so everything that the rules ask of it is looked up here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from db.records import Article, Claim
from extractors.topic import Topic
from extractors.vocabulary import Checked, read
from pipeline.intervals import DATA, Value, value_of

_JUST_BEFORE = 40  # characters, which hold "nothing but about "
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?\s+|\n+")


class ScopeWords(Checked):
    """Cues for what a number covers, and for what it is a count of."""

    least: tuple[str, ...]
    means: tuple[str, ...]
    sum: tuple[str, ...]
    mixed: tuple[str, ...]
    rising: tuple[str, ...]
    anonymous: tuple[str, ...]
    staff: tuple[str, ...]


@lru_cache(maxsize=1)
def scope_words() -> ScopeWords:
    return read(ScopeWords, DATA / "scope.yml")


@lru_cache(maxsize=1)
def _all_it_took() -> re.Pattern[str]:
    """ "with just", "on a mere", "using only" right before the number."""
    means = "|".join(re.escape(word) for word in scope_words().means)
    return re.compile(rf"\b(?:{means})\s+(?:\w+\s+)?{_least().pattern}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _least() -> re.Pattern[str]:
    """ "just", "a mere", "only some" right before the number, in lower case."""
    least = "|".join(re.escape(word.lower()) for word in scope_words().least)
    return re.compile(rf"(?:{least})\s+(?:an?\s+|about\s+|some\s+)?$")


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A claim with what the rules ask of it.

    `said` names quote and speaker for the reader; `context` is the sentence, `paragraph` its
    paragraph and the next ("" where the text is not at hand). `published` and `url` are None
    where the article is not at hand.
    """

    claim: Claim
    value: Value
    said: str
    context: str
    paragraph: str
    published: str | None
    url: str | None
    edition: int
    scope: str | None
    includes: str | None

    @property
    def day(self) -> str | None:
        """The day on which the article was published, or None."""
        return self.published[:10] if self.published else None


def side_of(claim: Claim, article: Article | None, topic: Topic) -> Side:
    """The claim as a side; `article` gives its text and date where it is known."""
    context, paragraph = _around(claim, article)
    return Side(
        claim=claim,
        value=value_of(claim),
        said=_said(claim, article),
        context=context,
        paragraph=paragraph,
        published=article.published if article else None,
        url=(article.canonical or article.url) if article else None,
        edition=article.edition if article else 1,
        scope=claim.scope or _scope(claim, context),
        includes=_includes(claim.item),
    )


def _said(claim: Claim, article: Article | None) -> str:
    speaker = claim.source or (_place(article) if article else claim.article)
    if claim.source and claim.via and claim.via != claim.source:
        speaker = f"{claim.source}, through {claim.via}"
    return f"“{claim.quote}” ({speaker})"


def _place(article: Article) -> str:
    """Where a claim stands, for a reader: the outlet, else the title, else the file or the address."""
    name = (
        unquote(article.url.rstrip("/").rsplit("/", 1)[-1])
        if article.url.startswith("file:")
        else article.url
    )
    return article.outlet or article.title or name


def _around(claim: Claim, article: Article | None) -> tuple[str, str]:
    """The sentence of a claim, and its paragraph with the one after it."""
    text = "" if article is None else (article.title or "") if claim.where == "title" else article.text
    if not text or text[claim.start : claim.start + len(claim.quote)] != claim.quote:
        return claim.sentence, claim.sentence
    start = text.rfind("\n\n", 0, claim.start) + 2 if "\n\n" in text[: claim.start] else 0
    end = text.find("\n\n", claim.start)
    after = text.find("\n\n", end + 2) if end >= 0 else -1
    paragraph = text[start : after if after >= 0 else len(text)]
    if claim.sentence and claim.sentence != claim.quote:
        return claim.sentence, paragraph
    place = claim.start - start
    begins = [match.end() for match in _SENTENCE_END.finditer(paragraph, 0, place)]
    ends = _SENTENCE_END.search(paragraph, place + len(claim.quote))
    return paragraph[begins[-1] if begins else 0 : ends.end() if ends else len(paragraph)].strip(), paragraph


@lru_cache(maxsize=65536)
def _includes(item: str | None) -> str | None:
    """What a thing counted is said to include ("including the base model"), or None."""
    match = re.search(r"\b(?:including|with|plus|and)\s+(.+)", item or "", re.IGNORECASE)
    return match.group(1) if match else None


def _scope(claim: Claim, context: str) -> str | None:
    """ "all it took" where the text says that the work was done with just so much; else None."""
    place = context.find(claim.quote)
    if place < 1 or not _least().search(context[max(0, place - _JUST_BEFORE) : place].lower()):
        return None  # of nearly all claims; to look for the verb before it takes ten times as long
    return "all it took" if _all_it_took().search(context, 0, place) else None
