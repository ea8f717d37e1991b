"""Direct speech gets its speaker: a quote joins the attribution beside it, or goes on with the last one.

    “It cost five million,” said Ito. “We paid in cash.”      both quotes are Ito's

Everything here counts in tokens (last exclusive) of one Parse.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from extractors.cue_frames import Found
from extractors.cues import cue_words
from extractors.parse import Parse
from extractors.quotes import Quote
from extractors.verbs import FINITE, Range, subject_of

ENDS = frozenset({",", ".", "?", "!", "…", "—"})
MARKS = frozenset({"“", "”", '"', "'", "‘", "’", "„", "«", "»"})
NESTED = 8  # attributions inside each other that a quote is added to
REACH = 30  # tokens between a quote and the verb that introduces it


def join_speech(parse: Parse, quotes: list[Quote], found: list[Found]) -> list[Found]:
    """`found`, with each quote added to the attribution that introduces it or that it goes on from.

    An attribution whose cue stands inside a quote is what the speaker tells of others: it is marked
    `quoted`, and its content ends with the quote.
    """
    return _Joiner(parse, quotes, found).join()


class _Joiner:
    def __init__(self, parse: Parse, quotes: list[Quote], found: list[Found]) -> None:
        self.parse, self.words = parse, cue_words()
        self.quotes = [(parse.token_at(q.start), parse.token_at(q.end - 1) + 1, q.unclosed) for q in quotes]
        named = {one.source[0] - 1 for one in found if one.rule == "colon" and one.source}
        self.quotes = [quote for quote in self.quotes if quote[0] not in named]  # “Wallace: Is it so?”
        self._starts = [first for first, _, _ in self.quotes]
        self.found = [self._within_its_quote(self._without_speech(one)) for one in found]
        self.by_cue = {one.cue[0]: n for n, one in reversed(list(enumerate(self.found)))}

    def join(self) -> list[Found]:
        overlaps = self._overlaps()
        last: int | None = None  # the attribution that the previous quote belongs to
        previous: tuple[int, int, bool] | None = None
        for n, quote in enumerate(self.quotes):
            owner = self._extended(quote, overlaps.get(n, ()))
            if owner is None and self._is_speech(quote):
                goes_on = last is not None and previous is not None and self._goes_on(previous, quote)
                if not (goes_on and self._is_whole(quote, n)):
                    owner = self._introduced(quote, n)
                if owner is None and last is not None and goes_on:
                    owner = self._add(last, quote[:2])
            if owner is not None:
                last, previous = owner, quote
        return self.found

    # --- which quotes an attribution's content touches

    def quote_at(self, token: int) -> tuple[int, int, bool] | None:
        """The quote that holds a token, or None."""
        n = bisect_right(self._starts, token) - 1
        return self.quotes[n] if n >= 0 and token < self.quotes[n][1] else None

    def _within_its_quote(self, one: Found) -> Found:
        quote = self.quote_at(one.cue[0])
        if quote is None or not self._is_speech(quote):
            return one
        first, last, _ = quote
        content = tuple(
            (max(start, first), min(end, last)) for start, end in one.content if start < last and end > first
        )
        return replace(one, content=content, quoted=True)

    def _without_speech(self, one: Found) -> Found:
        """A speaker ends before the direct speech behind a comma: in "said Ito, “five million”" only Ito is one.

        Parsers take such a quote for an apposition. A word held with tongs ("the “Blue Men” of Harat") stays.
        """
        if one.source is None:
            return one
        first, last = one.source
        n = bisect_right(self._starts, first)
        if n == len(self.quotes) or self.quotes[n][0] >= last:
            return one
        end = self.quotes[n][0] - 1
        return replace(one, source=(first, end)) if end > first and self.parse.lower[end] == "," else one

    def _overlaps(self) -> dict[int, deque[int]]:
        """For each quote the attributions that touch it: the innermost few, since hostile text nests without end."""
        overlaps: dict[int, deque[int]] = {}
        for number, one in enumerate(self.found):
            if one.quoted:
                continue
            for start, end in one.content:
                first = max(bisect_right(self._starts, start) - 1, 0)
                for n in range(first, min(first + NESTED * 4, len(self.quotes))):
                    if self.quotes[n][0] >= end:
                        break
                    if self.quotes[n][1] > start:
                        overlaps.setdefault(n, deque(maxlen=NESTED)).append(number)
        return overlaps

    def _extended(self, quote: tuple[int, int, bool], owners: Iterable[int]) -> int | None:
        """Widens every content that the quote sticks out of; gives the innermost owner."""
        first, last, _ = quote
        best: int | None = None
        for number in owners:
            one = self.found[number]
            pieces = []
            for start, end in one.content:
                touches = start < last and end > first
                sticks_out = touches and (first < start or last > end)
                if sticks_out and not (first <= one.cue[0] < last):
                    start, end = min(start, first), max(end, last)
                pieces.append((start, end))
            self.found[number] = replace(one, content=_joined(pieces))
            if best is None or _size(one) <= _size(self.found[best]):
                best = number
        return best

    # --- quotes that no content touches

    def _is_speech(self, quote: tuple[int, int, bool]) -> bool:
        """Whether a quote is somebody's words rather than a word held with tongs."""
        first, last, unclosed = quote
        words = [t for t in range(first, last) if self.parse.lower[t][:1].isalnum()]
        inner_end = self.parse.lower[last - 2] if last - first > 2 else ""
        return unclosed or len(words) >= 4 or (bool(words) and inner_end in ENDS)

    def _is_whole(self, quote: tuple[int, int, bool], n: int) -> bool:
        """Whether a quote is a sentence of its own, and who speaks in the next tells something else there."""
        first, last, _ = quote
        parse = self.parse
        if last - first < 3 or last >= parse.size or parse.lower[last - 2] != ".":
            return False
        verb = self._verb_after(last, n)
        if verb is None or parse.lower[verb] not in self.words.verbs:
            return True
        if verb not in self.by_cue:
            return False
        content = self.found[self.by_cue[verb]].content
        return bool(content) and content[0][0] > verb

    def _introduced(self, quote: tuple[int, int, bool], n: int) -> int | None:
        """The attribution of a verb just after or just before the quote, made where there was none."""
        first, last, _ = quote
        verb = self._verb_after(last, n) or self._verb_before(first, n)
        if verb is None:
            return None
        if verb in self.by_cue and not self.found[self.by_cue[verb]].quoted:
            number = self.by_cue[verb]
            if verb < first and ":" in self.parse.lower[max(verb, first - 2) : first]:
                self.found[number] = replace(self.found[number], weak=False)
            return self._add(number, (first, last))
        word = self.words.verbs.get(self.parse.lower[verb])
        source = subject_of(self.parse, verb)
        if source is None or (source[0] < last and source[1] > first):
            source = self._noun_phrase_beside(verb, last)
        kind = min(word.frames.get("quote", {"speech"})) if word else "speech"
        lemma = word.lemma if word else self.parse.lower[verb]
        self.found.append(Found("quote", source, (verb, verb + 1), ((first, last),), kind, lemma))
        self.by_cue[verb] = len(self.found) - 1
        return len(self.found) - 1

    def _verb_after(self, last: int, n: int) -> int | None:
        parse = self.parse
        end = min(last + REACH, self.quotes[n + 1][0] if n + 1 < len(self.quotes) else parse.size)
        for token in range(last, min(end, parse.size)):
            if parse.lower[token] in (".", "?", "!", ";") or "\n" in parse.lower[token]:
                return None
            word = self.words.verbs.get(parse.lower[token])
            tells = parse.tag[token] in (*FINITE, "VBN", "VBG") and parse.dep[token] != "amod"
            if word and "quote" in word.frames and tells:
                return token
            if parse.tag[token] in FINITE and token <= last + 8 and parse.lower[last - 2] in ENDS:
                return token if parse.dep[token] not in ("aux", "auxpass", "relcl") else None
        return None

    def _verb_before(self, first: int, n: int) -> int | None:
        """The verb that introduces the quote: in its sentence, or in a paragraph above that ends with a colon."""
        parse = self.parse
        before = first - 1
        while before > 0 and "\n" in parse.lower[before]:
            before -= 1
        if before < 0 or (before < first - 1 and parse.lower[before] != ":"):
            return None
        if parse.lower[before] not in (",", ":", "that", "as", "was") and parse.tag[before][:1] != "V":
            return None
        begin = max(parse.sentence_of(before)[0], self.quotes[n - 1][1] if n else 0, before - REACH)
        loose = None
        for token in range(before, begin - 1, -1):
            word = self.words.verbs.get(parse.lower[token])
            if word and "quote" in word.frames and parse.tag[token].startswith("VB"):
                return token
            if parse.tag[token] in FINITE and parse.dep[token] not in ("aux", "auxpass", "relcl"):
                loose = token
        return loose if parse.lower[before] in (":", ",") else None

    def _noun_phrase_beside(self, verb: int, last: int) -> Range | None:
        """The speaker beside a verb whose subject the parse missed: "… scoffed Baek In-su, head of"."""
        parse, after = self.parse, verb + 1
        if verb > last and any(parse.tag[token][:2] in ("NN", "PR") for token in range(last, verb)):
            first = last + (parse.lower[last] == ",")
            return (first, verb)
        while after < parse.size and parse.tag[after][:2] in ("NN", "PR", "DT", "JJ", "HY", "PO", "CD"):
            after += 1
        return (verb + 1, after) if after > verb + 1 else None

    def _goes_on(self, previous: tuple[int, int, bool], quote: tuple[int, int, bool]) -> bool:
        """Whether a quote without a cue of its own plainly goes on with the last speaker's words.

        The rest of the sentence of a split quote, a sentence that is all quote, or a paragraph that
        opens with the quote after one that was left unclosed.
        """
        between = range(previous[1], quote[0])
        breaks = sum("\n" in self.parse.lower[token] for token in between)
        first, last = self.parse.sentence_of(min(quote[0] + 1, self.parse.size - 1))
        outside = sum(
            self.parse.lower[token][:1].isalnum()
            for token in range(first, last)
            if not quote[0] <= token < quote[1]
        )
        if breaks == 0:
            return outside == 0 or len(between) <= REACH
        return breaks == 1 and (previous[2] or outside == 0) and len(between) <= REACH

    def _add(self, number: int, piece: Range) -> int:
        one = self.found[number]
        self.found[number] = replace(one, content=_joined([*one.content, piece]))
        return number


def _joined(pieces: list[Range]) -> tuple[Range, ...]:
    """Overlapping and touching pieces as one, in order."""
    joined: list[Range] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _size(one: Found) -> int:
    return sum(end - start for start, end in one.content)
