"""A parsed document as plain lists: what a rule asks of each token, without a look-up per token.

    parse = parse_of(doc)
    [parse.tokens[child] for child in parse.children[parse.head[5]]]

spaCy's own `token.children` and `token.sent` walk the sentence at each call; on a sentence of
100,000 characters that is quadratic. Everything here is made once a document, in linear time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc

from extractors.bare_clauses import mend

BREADTH = 60  # tokens on either side that one token governs: a list without end is no sentence
HEIGHT = 24  # how many governors of a token are looked at: no clause of a news text is deeper


class Parse:
    """Heads, labels and sentences of a Doc, as lists by token index; offsets are characters of `doc.text`."""

    def __init__(self, doc: Doc) -> None:
        columns = doc.to_array(["HEAD", "DEP", "TAG", "POS", "IDX", "LENGTH"])
        strings = doc.vocab.strings
        self.text = text_of(doc)
        self.size = len(doc)
        steps = columns[:, 0].astype("int64").tolist()
        labels, tags, parts = (columns[:, n].tolist() for n in (1, 2, 3))
        names = {key: strings[key] for key in {*labels, *tags, *parts}}
        self.head: list[int] = [i + step for i, step in enumerate(steps)]
        self.dep: list[str] = [names[key] for key in labels]
        self.tag: list[str] = [names[key] for key in tags]
        self.pos: list[str] = [names[key] for key in parts]
        self.start: list[int] = columns[:, 4].tolist()
        self.end: list[int] = (columns[:, 4] + columns[:, 5]).tolist()
        self.form: list[str] = [self.text[start:end] for start, end in zip(self.start, self.end, strict=True)]
        self.lower: list[str] = [form.lower() for form in self.form]
        marked = doc.has_annotation("SENT_START")
        self.sentences: list[tuple[int, int]] = (
            [(sent.start, sent.end) for sent in doc.sents] if marked else [(0, self.size)]
        )
        self._sentence_starts = [start for start, _ in self.sentences]

    @cached_property
    def children(self) -> list[list[int]]:
        """The tokens that each token governs, in the order of the text; the nearest if they are very many."""
        children: list[list[int]] = [[] for _ in range(self.size)]
        for token, head in enumerate(self.head):
            if head != token:
                children[head].append(token)
        for token, below in enumerate(children):
            if len(below) > 2 * BREADTH:
                middle = bisect_right(below, token)
                children[token] = below[max(0, middle - BREADTH) : middle + BREADTH]
        return children

    @cached_property
    def edges(self) -> list[tuple[int, int]]:
        """For each token the first and the last token of its subtree (last exclusive)."""
        left, right = list(range(self.size)), list(range(1, self.size + 1))
        waiting = [0] * self.size
        for token, head in enumerate(self.head):
            waiting[head] += head != token
        ready = [token for token, count in enumerate(waiting) if not count]
        while ready:
            token = ready.pop()
            head = self.head[token]
            if head == token:
                continue
            if left[token] < left[head]:
                left[head] = left[token]
            if right[token] > right[head]:
                right[head] = right[token]
            waiting[head] -= 1
            if not waiting[head]:
                ready.append(head)
        return list(zip(left, right, strict=True))

    def sentence_of(self, token: int) -> tuple[int, int]:
        """First and last token (exclusive) of the sentence that holds `token`."""
        return self.sentences[self.sentence_index(token)]

    def sentence_index(self, token: int) -> int:
        """The number of the sentence that holds `token`, from 0."""
        after = bisect_right(self._sentence_starts, token)
        return after - 1 if after else 0

    def token_at(self, offset: int) -> int:
        """The token that holds the character at `offset`, or the last one before it."""
        after = bisect_right(self.start, offset)
        return after - 1 if after else 0

    def tokens_at(self, start: int, end: int) -> tuple[int, int]:
        """First and last token (exclusive) that hold the characters [start, end); none where these are none."""
        first = self.token_at(start)
        return (first, self.token_at(end - 1) + 1) if start < end and self.size else (first, first)

    def child(self, token: int, *labels: str) -> int | None:
        """The first child of `token` with one of the dependency labels, or None."""
        for child in self.children[token]:
            if self.dep[child] in labels:
                return child
        return None

    def root(self, first: int, last: int) -> int:
        """Of the tokens [first, last) the one that governs the others: the nearest to its sentence's own root."""
        if last == first + 1:
            return first
        best, fewest = first, self.size
        for token in range(first, last):
            if self.head[token] == token:
                return token
            if not first <= self.head[token] < last and self.depth[token] < fewest:
                best, fewest = token, self.depth[token]
        return best

    def head_within(self, first: int, last: int) -> int:
        """The head of the tokens [first, last); the last of them where the sentence was not parsed."""
        return self.root(first, last) if self.dep[first] else last - 1

    @cached_property
    def depth(self) -> list[int]:
        """How many steps it is from each token up to the root of its sentence."""
        depth = [-1] * self.size
        for token in range(self.size):
            path = []
            while depth[token] < 0 and self.head[token] != token:
                path.append(token)
                token = self.head[token]
            steps = max(depth[token], 0)
            depth[token] = steps
            for below in reversed(path):
                steps += 1
                depth[below] = steps
        return depth

    def ancestors(self, token: int, *, most: int = HEIGHT) -> Iterator[int]:
        """The tokens that govern a token, nearest first, up to the root or so many of them."""
        for _ in range(most):
            if self.head[token] == token:
                return
            token = self.head[token]
            yield token

    def above(self, first: int, last: int) -> Iterator[int]:
        """The tokens that govern the stretch first..last (inclusive): its head, that one's head, up to the root."""
        token = first
        while first <= self.head[token] <= last and self.head[token] != token:
            token = self.head[token]
        for _ in range(HEIGHT):
            yield token
            if self.head[token] == token:
                return
            token = self.head[token]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters from token `first` up to token `last` (exclusive), outer blanks and stray commas cut."""
        while last > first + 1 and not self.text[self.start[last - 1] : self.end[last - 1]].strip():
            last -= 1
        while first < last - 1 and not self.text[self.start[first] : self.end[first]].strip():
            first += 1
        return self.start[first], self.end[last - 1]


def text_of(doc: Doc) -> str:
    """The document's text, put together at the first call: `doc.text` joins the tokens each time."""
    text = doc.user_data.get("crossclaim_text")
    if not isinstance(text, str):
        text = doc.user_data["crossclaim_text"] = doc.text
    return text


def parse_of(doc: Doc) -> Parse:
    """The document's Parse, made at the first call."""
    parse = doc.user_data.get("crossclaim_parse")
    if not isinstance(parse, Parse):
        parse = doc.user_data["crossclaim_parse"] = Parse(doc)
        mend(parse)
    return parse
