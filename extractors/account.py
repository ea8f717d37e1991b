"""A document's attributions by place: who has spoken in this sentence, in this paragraph, just before.

account = account_of(doc)
account.attributions_in(3)       # those whose cue stands in the fourth sentence
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc

from extractors.attribution import Attribution, Span, find_attributions
from extractors.parse import Parse, parse_of
from extractors.quotes import find_quotes
from extractors.speaker_phrases import is_amount

NEAREST = 40  # attributions of one sentence that are looked at for a number


class Account:
    """The attributions of one document, by sentence and paragraph. Sentences count from 0."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.parse: Parse = parse_of(doc)
        self.text = self.parse.text
        self.attributions: list[Attribution] = sorted(
            doc._.attributions or find_attributions(doc), key=lambda one: one.cue
        )
        self._cues = [one.cue[0][0] for one in self.attributions]
        self._by_sentence: dict[int, list[Attribution]] = {}
        for one in self.attributions:
            self._by_sentence.setdefault(self.sentence_at(one.cue[0][0]), []).append(one)
        self._quotes = [(quote.start, quote.end) for quote in find_quotes(self.text)]
        self._breaks = [line.end() - 1 for line in re.finditer("\n", self.text)]
        self._amounts: dict[Span, bool] = {}

    @cached_property
    def told(self) -> str:
        """How much of the text is attributed to somebody named or described: "little", "half", "mostly"."""
        held = {
            sentence
            for one in self.attributions
            if one.source and one.kind != "intention"
            for first, last in one.content
            for sentence in range(self.sentence_at(first), self.sentence_at(last - 1) + 1)
        }
        share = len(held) / max(1, len(self.parse.sentences))
        return "little" if share < 0.35 else "half" if share < 0.6 else "mostly"

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds a character."""
        return self.parse.sentence_index(self.parse.token_at(offset))

    def earlier(self, offset: int) -> Iterator[Attribution]:
        """The attributions whose cue stands before a character, the latest first; at most a hundred."""
        n = bisect_left(self._cues, offset)
        return iter(self.attributions[max(0, n - 100) : n][::-1])

    @cached_property
    def told_by(self) -> list[tuple[str, list[Attribution]]]:
        """The attributions to each capitalised source, by the last word of its name; the most told first."""
        by_name: dict[str, list[Attribution]] = {}
        for one in self.attributions:
            if not one.source or one.kind == "intention" or self.is_amount(one.source[0]):
                continue
            if name := self._last_name(one.source[0]):
                by_name.setdefault(name, []).append(one)
        return sorted(by_name.items(), key=lambda item: -len(item[1]))

    def is_amount(self, source: Span) -> bool:
        """Whether what stands where a speaker would is so much of something: "180K GPU hours means 3.7 days"."""
        if source not in self._amounts:
            self._amounts[source] = is_amount(self.parse, self.parse.tokens_at(*source))
        return self._amounts[source]

    def main_near(self, offset: int) -> Attribution | None:
        """The attribution to the text's main source that stands last before a character, or else first after it."""
        if not self.told_by:
            return None
        told = self.told_by[0][1]
        return told[max(0, bisect_left(told, offset, key=_place) - 1)]

    def _last_name(self, span: Span) -> str | None:
        """The last word of the first name in a mention, in lower case; None where it has no name."""
        last = None
        for token in range(self.parse.token_at(span[0]), self.parse.token_at(span[1] - 1) + 1):
            if self.parse.tag[token] in ("NNP", "NNPS"):
                last = self.parse.lower[token]
            elif last and self.parse.lower[token] in (",", "'s", "’s"):
                break
        return last

    def attributions_in(self, sentence: int) -> list[Attribution]:
        """The attributions whose cue stands in a sentence, in the order of the text."""
        return self._by_sentence.get(sentence, [])

    def beside(self, offset: int) -> list[Attribution]:
        """The attributions of the sentence that holds a character, at most the NEAREST around it."""
        return _near(self.attributions_in(self.sentence_at(offset)), offset)

    def paragraph_of(self, sentence: int) -> int:
        """A number that is equal for sentences of one paragraph, and rises down the text."""
        return bisect_left(self._breaks, self.sentence_span(sentence)[0])

    def paragraph_start(self, paragraph: int) -> int:
        """The character at which a paragraph, by the number that `paragraph_of` gives it, begins."""
        return self._breaks[paragraph - 1] + 1 if paragraph else 0

    def sentence_span(self, sentence: int) -> Span:
        """First and last character (exclusive) of a sentence."""
        first, last = self.parse.sentences[sentence]
        return self.parse.span(first, last)

    def quote_at(self, start: int) -> Span | None:
        """The direct speech that holds a character, or None."""
        n = bisect_right(self._quotes, (start, len(self.text) + 1)) - 1
        return self._quotes[n] if n >= 0 and start < self._quotes[n][1] else None

    def covering(self, start: int, end: int) -> list[Attribution]:
        """The attributions whose content holds characters start..end, the smallest first."""
        found = [one for one in _near(self._candidates_for(start), start) if one.covers(start, end)]
        return sorted(found, key=lambda one: one.size)

    def _candidates_for(self, start: int) -> list[Attribution]:
        if not hasattr(self, "_reach"):
            self._reach: dict[int, list[Attribution]] = {}
            for one in self.attributions:
                sentences: set[int] = set()
                for first, last in one.content:
                    sentences.update(range(self.sentence_at(first), self.sentence_at(last - 1) + 1))
                for sentence in sentences:
                    self._reach.setdefault(sentence, []).append(one)
        return self._reach.get(self.sentence_at(start), [])


def _place(one: Attribution) -> int:
    return one.cue[0][0]


def _near(attributions: list[Attribution], offset: int) -> list[Attribution]:
    """The few around a character, so that a sentence without end costs no more than others."""
    if len(attributions) <= NEAREST:
        return attributions
    n = bisect_left(attributions, offset, key=_place)
    return attributions[max(0, n - NEAREST // 2) : n + NEAREST // 2]


def account_of(doc: Doc) -> Account:
    """The document's Account, made at the first call."""
    account = doc.user_data.get("crossclaim_account")
    if not isinstance(account, Account):
        account = doc.user_data["crossclaim_account"] = Account(doc)
    return account
