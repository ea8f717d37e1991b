"""Texts with parts marked: a quote in its sentence, claims in an article, the difference of two texts.

Every function escapes what it is given; only the tags written here are markup.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, zip_longest
from typing import Any

from markupsafe import Markup, escape

_TOKEN = re.compile(r"\w+(?:[.,]\w+)*|\s+|[^\w\s]")
# A page is made while a reader waits, of texts that a stranger wrote: what is compared has a limit, and so has the sum
# of it. Words of two texts that are compared, paragraphs of an edition, pairs of paragraphs that are tried.
MOST_WORDS, MOST_PARAGRAPHS, MOST_WAYS = 600, 2000, 150
MOST_STEPS, MOST_OF_PAIR = (
    4_000_000,
    40_000,
)  # words of one text times words of the other: on a page, to tell a pair's likeness
ALIKE = 0.6  # from this share of words in common on, two sentences are told apart word by word


@dataclass(frozen=True, slots=True)
class Span:
    """What is to be marked: [start, end) of the text, the id it links to, its colour and its hint."""

    start: int
    end: int
    id: str
    colour: int
    hint: str


def sentence_with_quote(claim: dict[str, Any]) -> Markup:
    """A claim's sentence with its quote in `<mark>`; the sentence alone where the offsets do not fit it."""
    sentence = claim["sentence"]
    start = claim["start"] - claim["sentence_start"]
    end = claim["end"] - claim["sentence_start"]
    if not 0 <= start < end <= len(sentence):
        return escape(sentence)
    return _join(escape(sentence[:start]), _tag("mark", sentence[start:end]), escape(sentence[end:]))


def two_sentences(a: dict[str, Any], b: dict[str, Any]) -> tuple[Markup, Markup]:
    """Two claims' sentences, the differing part marked: word by word where they are nearly alike, else the quotes.

    The quotes are marked too where both stand in one and the same sentence.
    """
    words_a, words_b = _words(a["sentence"]), _words(b["sentence"])
    matcher = difflib.SequenceMatcher(None, words_a, words_b, autojunk=False)
    if words_a == words_b or matcher.ratio() < ALIKE:
        return sentence_with_quote(a), sentence_with_quote(b)
    return _one_side(matcher, words_a, "mark", side=0), _one_side(matcher, words_b, "mark", side=1)


def marked_text(text: str, spans: Sequence[Span], offset: int = 0) -> Markup:
    """A paragraph that starts at `offset` of its article, each claim in it a link to its card.

    Where claims overlap, each stretch links to the shortest claim that holds it, so that every claim
    keeps a stretch of its own unless another has the very same span.
    """
    inside = [s for s in spans if s.start < offset + len(text) and s.end > offset]
    edges = {0, len(text)}
    for span in inside:
        edges |= {max(0, span.start - offset), min(len(text), span.end - offset)}
    parts: list[Markup] = []
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        here = [s for s in inside if s.start - offset <= start and s.end - offset >= end]
        if here:
            span = min(here, key=lambda s: (s.end - s.start, s.start))
            parts.append(
                Markup('<a class="claim hue{}" href="#c-{}" title="{}">{}</a>').format(
                    span.colour, span.id, span.hint, text[start:end]
                )
            )
        else:
            parts.append(escape(text[start:end]))
    return _join(*parts)


def paragraphs(text: str) -> list[tuple[int, str]]:
    """The paragraphs of a text with the offset at which each starts."""
    found, at = [], 0
    for block in text.split("\n\n"):
        if block.strip():
            found.append((at, block))
        at += len(block) + 2
    return found


def changed_paragraphs(old: str, new: str) -> list[tuple[Markup, Markup]]:
    """The paragraphs that differ between two editions, old beside new; "" where one has no counterpart.

    Of the first MOST_PARAGRAPHS of each from the first change on; word by word as far as MOST_STEPS reach.
    """
    before, after = _from_first_change(
        [text for _, text in paragraphs(old)], [text for _, text in paragraphs(new)]
    )
    changes: list[tuple[Markup, Markup]] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    left = MOST_STEPS
    for kind, i, j, k, m in matcher.get_opcodes():
        for pair in _counterparts(before[i:j], after[k:m]) if kind != "equal" else ():
            words_old, words_new = map(_words, pair)
            steps = len(words_old) * len(words_new)
            if steps > left:
                words_old, words_new = [pair[0]], [pair[1]]
            else:
                left -= steps
            changes.append(_old_and_new(words_old, words_new))
    return changes


def _from_first_change(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    same = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(before), len(after)) if same is None else same
    return before[start : start + MOST_PARAGRAPHS], after[start : start + MOST_PARAGRAPHS]


def _counterparts(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """Changed paragraphs beside those that they became, in their order; "" for one that has no counterpart.

    Of all ways to pair them the one whose pairs are most alike; by place where there are too many to try.
    """
    if len(before) * len(after) > MOST_WAYS:
        return list(zip_longest(before, after, fillvalue=""))

    @cache
    def best(i: int, k: int) -> tuple[float, tuple[tuple[str, str], ...]]:
        """The best pairing of before[i:] with after[k:], and how alike its pairs are in sum."""
        if i == len(before):
            return 0.0, tuple(("", new) for new in after[k:])
        if k == len(after):
            return 0.0, tuple((old, "") for old in before[i:])
        ways = [
            (0.0, (before[i], ""), best(i + 1, k)),
            (0.0, ("", after[k]), best(i, k + 1)),
            (_alikeness(before[i], after[k]), (before[i], after[k]), best(i + 1, k + 1)),
        ]
        share, pair, (rest, pairs) = max(ways, key=lambda way: way[0] + way[2][0])
        return share + rest, (pair, *pairs)

    return list(best(0, 0)[1])


def _alikeness(a: str, b: str) -> float:
    """The share of words in common; less than nothing for two paragraphs that are not the same one changed."""
    words_a, words_b = _words(a), _words(b)
    matcher = difflib.SequenceMatcher(None, words_a, words_b, autojunk=False)
    long = len(words_a) * len(words_b) > MOST_OF_PAIR
    share = matcher.quick_ratio() if long else matcher.ratio()  # the quick one forgets the order of words
    return share if share >= ALIKE else -1.0


def _old_and_new(words_old: Sequence[str], words_new: Sequence[str]) -> tuple[Markup, Markup]:
    matcher = difflib.SequenceMatcher(None, words_old, words_new, autojunk=False)
    return _one_side(matcher, words_old, "del", side=0), _one_side(matcher, words_new, "ins", side=1)


def _one_side(matcher: difflib.SequenceMatcher[str], words: Sequence[str], tag: str, *, side: int) -> Markup:
    parts: list[Markup] = []
    for kind, *place in matcher.get_opcodes():
        start, end = place[2 * side : 2 * side + 2]
        text = "".join(words[start:end])
        if text:
            parts.append(escape(text) if kind == "equal" or not text.strip() else _tag(tag, text))
    return _join(*parts)


def _words(text: str) -> list[str]:
    """The text in words, spaces and signs; as one piece where telling them apart would take too long."""
    words = _TOKEN.findall(text)
    return words if len(words) <= MOST_WORDS else [text]


def _tag(name: str, text: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(name), text)  # noqa: S704 - a tag named here


def _join(*parts: Markup) -> Markup:
    return Markup("").join(parts)
