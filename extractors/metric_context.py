"""What a text says around its numbers: the words of each one's frame and sentence, and which metrics have them as cues.

said, hits = Context(metrics, doc).around(number)
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from extractors.framed import framed, reaching
from extractors.frames import Frame, frame_of, words_of
from extractors.measured import Number, unit_class
from extractors.parse import parse_of
from extractors.word_weights import Said

if TYPE_CHECKING:
    from extractors.metrics import Metrics

CONTENT = {"NOUN", "VERB", "ADJ", "PROPN"}
REACH = 40  # characters either side of a number in which phrases count
WORDS = 100  # content words either side of a number that count in a sentence without end
FAR = 300  # tokens either side in which a phrase is looked for that is said of the number
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What one sentence has for all of its numbers: content words with the metrics of each, and kinds of names."""

    words: list[tuple[int, str, AbstractSet[str]]]
    cues: Counter[str]
    kinds: set[str]


class Context:
    """One doc, with what is asked of it for each of its numbers worked out once."""

    def __init__(self, metrics: Metrics, doc: Doc) -> None:
        self.metrics, self.doc = metrics, doc
        self.parse, self.words = parse_of(doc), words_of(doc)
        self.sentences: dict[int, _Sentence] = {}
        self.found: dict[tuple[int, int], list[tuple[str, str, set[str]]]] = {}
        self.counts: Counter[str] = Counter()
        content = Counter(self.words[i] for i in self.content(0, len(self.words)))
        self.size = content.total()
        for lemma, times in content.items():
            self.counts.update(dict.fromkeys(self.named(lemma), times))

    def named(self, lemma: str) -> AbstractSet[str]:
        """The metrics that have this word among their cues."""
        return self.metrics.cues.get(lemma, _NONE)

    def content(self, start: int, end: int) -> list[int]:
        """The tokens in [start, end) that are words with a meaning of their own."""
        pos = self.parse.pos
        return [i for i in range(start, end) if pos[i] in CONTENT]

    def density(self, metric: str) -> int:
        """How much the whole text speaks of a metric, from 0 to 4."""
        return min(4, int(100 * self.counts[metric] / max(1, self.size)))

    def sentence_cues(self, token: int) -> Counter[str]:
        """The metrics that the sentence with this token has cues of; none before the first."""
        return self.sentence(token).cues if token >= 0 else Counter()

    def sentence(self, token: int) -> _Sentence:
        """What the sentence with this token has for all of its numbers."""
        number = self.parse.sentence_index(token)
        if number not in self.sentences:
            start, end = self.parse.sentences[number]
            words = [(i, self.words[i], self.named(self.words[i])) for i in self.content(start, end)]
            cues = Counter(name for _, _, names in words for name in names)
            text = self.parse.text[self.parse.start[start] : self.parse.end[end - 1]]
            matches = self.metrics.name.finditer(text) if self.metrics.name else ()
            kinds = {self.metrics.kinds[match[1]] for match in matches}
            self.sentences[number] = _Sentence(words, cues, kinds)
        return self.sentences[number]

    def frame(self, number: Number) -> Frame:
        return frame_of(self.doc, number.start, number.end)

    def around(self, number: Number) -> tuple[Said, dict[str, set[str]]]:
        """The number's words by role, and for each metric the roles in which its cues were found."""
        verbs, nouns = self.metrics.verbs, self.metrics.nouns
        hits: dict[str, set[str]] = defaultdict(set)
        frame = self.frame(number)
        for role, lemmas in frame.items():
            for lemma in lemmas:
                if lemma in verbs:
                    for name in verbs[lemma]:
                        hits[name].add(f"{role}~verb")
                if lemma in nouns:
                    for name in nouns[lemma]:
                        hits[name].add(f"{role}~noun")
        sentence, said = self.sentence(number.start), set()
        words = sentence.words
        if len(words) > 2 * WORDS:  # a sentence without end
            middle = bisect_left(words, number.start, key=itemgetter(0))
            words = words[max(0, middle - WORDS) : middle + WORDS]
        for i, lemma, named in words:
            if not number.start <= i < number.end:
                said.add(lemma)
                for name in named:
                    hits[name].add("sent")
        for place, _, names in self.phrases(number):
            for name in names:
                hits[name].add(f"phrase {place}")
        return {**frame, "sent": said, "kind": sentence.kinds}, hits

    def phrases(self, number: Number) -> list[tuple[str, str, set[str]]]:
        """The cue phrases near a number: where they stand, the phrase, its metrics."""
        place = number.start, number.end
        if place not in self.found:
            self.found[place] = list(self._phrases(*place))
        return self.found[place]

    def said_of(self, number: Number) -> AbstractSet[str]:
        """The metrics that training never saw of which a phrase is said of the number, wherever in its sentence.

        Of a level ("fell to 70%") also those of which a noun is what reached it.
        """
        new = self.metrics.by_unit.get(unit_class(number.unit), _NONE) - self.metrics.seen
        if not new:
            return _NONE
        parse = self.parse
        opens, ends = parse.sentence_of(number.start)
        around = parse.start[max(opens, number.start - FAR)], parse.end[min(ends, number.end + FAR) - 1]
        level = reaching(parse, number.start, number.end)
        near = framed(parse, number.start, number.end) | level
        found: set[str] = set()
        for token in level:
            found |= self.metrics.nouns.get(self.words[token], _NONE) & new
        for match in self.metrics.phrase.finditer(parse.text, *around) if self.metrics.phrase else ():
            if parse.root(*parse.tokens_at(*match.span(1))) in near:
                found |= self.metrics.phrases[match[1].lower()] & new
        return found

    def _phrases(self, first: int, last: int) -> Iterator[tuple[str, str, set[str]]]:
        if self.metrics.phrase is None:
            return
        parse = self.parse
        start, end = parse.start[first], parse.end[last - 1]
        opens, ends = parse.sentence_of(first)
        left, right = max(parse.start[opens], start - REACH), min(parse.end[ends - 1], end + REACH)
        for match in self.metrics.phrase.finditer(parse.text, left, right):
            gap = max(match.start() - end, start - match.end())
            side = "after" if match.start() >= end - 1 else "before"
            side = side if gap >= -1 else "in"
            yield f"{side}{' close' if gap < 3 else ''}", match[1], self.metrics.phrases[match[1].lower()]

    def cues(self, number: Number, metric: str) -> list[str]:
        """The words of a number's frame that are cues of the metric, for the reader."""
        frame = self.frame(number)
        lemmas = [lemma for role, words in frame.items() if role != "near" for lemma in words]
        lemmas += frame.get("near", ())
        found = [phrase for _, phrase, names in self.phrases(number) if metric in names]
        return list(dict.fromkeys(found + [lemma for lemma in lemmas if metric in self.named(lemma)]))[:4]
