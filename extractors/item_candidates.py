"""What may be the item of a number: nouns near it, words of annotators' own, products nearby, items of numbers before.

    candidates.of(number)   # none, "share price", the noun "chips" as its object, NVIDIA H800 two words on, …

Which of them it is, extractors/items.py decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc

import extractors.item_features as told_by
from extractors.counts import Counts
from extractors.frames import LEFT, RIGHT, frame_of, roles_of, words_of
from extractors.item_features import Group
from extractors.item_frames import Triggers, item_words
from extractors.measured import unit_class
from extractors.parse import Parse, parse_of
from extractors.phrases import compound
from extractors.roles import OTHER
from extractors.word_weights import spelled

Labels = Callable[[str], tuple[str, ...]]  # the words that annotators use for a kind of claim

AROUND = "what the words around tell of"  # the role of an item that a frame of data/items.yml gives
ROLES = ("inside", "head", "noun", "of", "for", "on", "in", "per", "subject", "object", "with_for", "with_on", "with_in", "with_of",
         "with_to", "with_into", "into", "to", "verb", "beside", "a", "against", "than", "from", "upper", "aim", "with_from",
         "with_at", "with_by", "by", "at", "as", "with_as", "over", "with_over", "with_with", "with")  # fmt: skip
NEIGHBOURS = {"near", *LEFT, *RIGHT}  # words that may be another number's
SKIPPED = {"PRON", "NUM", "PUNCT", "SPACE", "DET", "SYM", "ADP", "PART", "CCONJ", "SCONJ", "ADV", "AUX", "X", "INTJ"}  # fmt: skip
_NAMING = ("NOUN", "PROPN")
STEPS = (0, 1, 2, 3, 4, 4, 4, 7, 7, 7, 7, 7, -1)  # of so many tokens in between; the last: within the number
_WORDS_NEAR = 20  # tokens on either side in which a sentence's nouns may be the item
_BACK = 4  # numbers before this one whose items may go on
_PRODUCTS = (3, 2)  # of the topic's products, as many before the number and after it


@dataclass(frozen=True, slots=True)
class Asked:
    """A number whose item is asked for: its tokens [start, end), and what is known of the claim."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    metric: str
    subject: str | None = None
    source: str | None = None


@dataclass(slots=True)
class Candidate:
    """One possible item: a word of its own, or (`token`) a noun of the text in its role, and what speaks for it."""

    name: str | None
    role: str
    groups: list[Group]
    token: int = -1
    label: str = ""  # with which the words of the frame are weighed
    reach: str = ""  # how near words stand that tell of it

    @property
    def features(self) -> frozenset[str]:
        """All features, of whatever group."""
        return frozenset().union(*self.groups)

    @property
    def rule(self) -> str:
        """How it was found, in words."""
        return (
            self.role if self.token < 0 else f"the {self.role.replace('with_', '').replace('_', ' ')} phrase"
        )


class PlacedNumber:
    """A number whose item is asked for, with what its candidates need to know of its place."""

    def __init__(self, asked: Asked, doc: Doc, parse: Parse) -> None:
        self.asked, self.start, self.end = asked, asked.start, asked.end
        self.kind, self.unit = kind_of(asked.metric, asked.unit), _unit(asked.unit)
        self.roles = roles_of(doc, asked.start, asked.end)
        self.frame = frame_of(doc, asked.start, asked.end)
        self.sentence = parse.sentence_index(asked.start)
        self.first, self.last = parse.sentences[self.sentence]
        # whether its own words hold no noun: "over 50k"
        self.bare = not any(parse.pos[token] in _NAMING for token in range(asked.start, asked.end))


class _Told(NamedTuple):
    """A number with its item, and the word by which a noun of that name would be found."""

    number: PlacedNumber
    name: str | None
    last: str


class Candidates:
    """The possible items of one document's numbers, in their order: an item may go on from number to number."""

    def __init__(self, doc: Doc, counts: Counts, labels: Labels) -> None:
        self.doc, self.counts, self.labels = doc, counts, labels
        self.parse, self.words = parse_of(doc), words_of(doc)
        self._triggers = Triggers(self.words, self.parse)
        self._told: list[_Told] = []
        self._products: list[tuple[int, str]] | None = None

    def number(self, asked: Asked) -> PlacedNumber:
        """The number with its place in the document."""
        return PlacedNumber(asked, self.doc, self.parse)

    def tell(self, number: PlacedNumber, name: str | None) -> None:
        """Notes the item of a number, so that the next ones may go on with it."""
        last = name.lower().rpartition(" ")[2] if name else ""
        self._told = [_Told(number, name, last), *self._told[: _BACK - 1]]

    def of(self, number: PlacedNumber, *, words: bool = False) -> list[Candidate]:
        """Every possible item; none comes first.

        With `words` the features of labels hold the frame's words, which `word_weights` weighs otherwise.
        """
        nothing = told_by.none(number.asked.metric, number.kind, self._counted(number))
        found = [Candidate(None, "none", [nothing], label="none"), *self._labels(number)]
        if words:
            around = [*spelled({role: said for role, said in number.frame.items() if role not in NEIGHBOURS})]
            for candidate in found:
                candidate.groups.append(frozenset(f"{candidate.label} {word}" for word in around))
        by_name = {candidate.name: candidate for candidate in found}
        self._add_frames(number, found, by_name)
        nouns = self._nouns(number)
        found += nouns
        products = self._named_near(number)
        if number.asked.unit in self.counts.counted:
            found[0].groups.append(told_by.none_of(bool(products), number.asked.metric, number.bare))
        found += products
        self._add_carried(number, found, by_name, nouns)
        return found

    def _labels(self, number: PlacedNumber) -> list[Candidate]:
        """The words that annotators use for such claims."""
        kind, free = number.kind, self._is_known(number)
        return [
            Candidate(label, "known label", [told_by.label(label, kind)], label=label)
            for label in self.labels(kind)
            if (free and self._triggers.names(label)) or self._is_told(label, number)
        ]

    def _is_known(self, number: PlacedNumber) -> bool:
        """Whether the metric is one that training has seen, and says more than that it is some other one."""
        return number.asked.metric != OTHER and number.asked.metric in self.counts.seen

    def _is_told(self, item: str, number: PlacedNumber) -> bool:
        """Whether the number's sentence has a word that tells of the item; of a bare number, the text.

        "41 of them" may be dead for what the story tells; "400 people" are not, where their own sentence has no such word.
        """
        return self._triggers.tells_of(item, number.first, number.last, anywhere=number.bare)

    def _counted(self, number: PlacedNumber) -> str:
        """The noun that the number counts or modifies; "-" where there is none."""
        if "head" in number.roles:
            return self.words[number.roles["head"][0]]
        if number.bare:
            return "-"
        inside = range(number.end - 1, number.start - 1, -1)
        return next(self.words[token] for token in inside if self.parse.pos[token] in _NAMING)

    def _add_frames(
        self, number: PlacedNumber, found: list[Candidate], by_name: dict[str | None, Candidate]
    ) -> None:
        """What the words around tell of: "dead" where somebody was killed."""
        free, known = self._is_known(number), found[1:]
        told = self._triggers.near(number.asked.unit, number.sentence, number.roles, self.parse)
        for name, reach in told.items():
            candidate = by_name.get(name)
            if candidate is None:
                if not free and not self._is_told(name, number):
                    continue
                candidate = by_name[name] = Candidate(name, "", [told_by.frame_only(name)])
                found.append(candidate)
            candidate.groups.append(told_by.frame(name, reach, number.kind, number.unit))
            candidate.role, candidate.reach = AROUND, reach
        for candidate in known:
            if candidate.name not in told and candidate.name in item_words().frames:
                candidate.groups.append(told_by.unframed(number.kind))

    def _nouns(self, number: PlacedNumber) -> list[Candidate]:
        """The nouns and verbs of the number's frame, by their role, and the other nouns of its sentence."""
        parse, words, asked = self.parse, self.words, number.asked
        start, end, kind, unit, pos = number.start, number.end, number.kind, number.unit, parse.pos
        subject, source = _words(asked.subject), _words(asked.source)
        near = range(max(number.first, start - _WORDS_NEAR), min(number.last, end + _WORDS_NEAR))
        found: dict[int, Candidate] = {}
        others = [token for token in near if pos[token] in _NAMING]
        for role, tokens in (*((role, number.roles[role]) for role in ROLES if role in number.roles), ("else", others)):  # fmt: skip
            of_role = told_by.role(role, asked.metric, kind)
            for token in tokens:
                if token in found or pos[token] in SKIPPED or (lemma := words[token]) == "#":
                    continue
                gap = start - token if token < start else token - end if token >= end else -1
                groups = [
                    of_role,
                    told_by.noun(lemma, kind),
                    told_by.sort("" if pos[token] == "PROPN" else lemma, role, unit),
                    told_by.place(token < start, STEPS[gap] if gap < 12 else 12, parse.dep[token], kind),
                ]
                form = parse.lower[token]
                if form in subject or form in source:
                    groups.append(told_by.who(form in subject, form in source, role, kind))
                found[token] = Candidate(None, role, groups, token)
        return list(found.values())

    def _named_near(self, number: PlacedNumber) -> list[Candidate]:
        """The topic's products named nearest to a number of what they are counted in."""
        if number.asked.unit not in self.counts.counted:
            return []
        if self._products is None:
            forms = self.counts.by_token
            self._products = [(i, forms[word]) for i, word in enumerate(self.parse.lower) if word in forms]
        before = [each for each in self._products if each[0] < number.start][-_PRODUCTS[0] :]
        after = [each for each in self._products if each[0] >= number.end][: _PRODUCTS[1]]
        found: dict[str, Candidate] = {}
        for side, places in (("before", reversed(before)), ("after", after)):
            for rank, (token, name) in enumerate(places):
                candidate = found.setdefault(name, Candidate(name, "a product of the topic nearby", []))
                off = number.sentence - self.parse.sentence_index(token)
                gap = number.start - token if side == "before" else token - number.end
                group = told_by.product(side, rank, off, min(gap, 15), number.asked.metric, number.bare)
                candidate.groups = [frozenset().union(group, *candidate.groups)]
        return list(found.values())

    def _add_carried(
        self,
        number: PlacedNumber,
        found: list[Candidate],
        by_name: dict[str | None, Candidate],
        nouns: Sequence[Candidate],
    ) -> None:
        """The items of the numbers before, the nearest first."""
        asked, seen = number.asked, set()
        for step, (told, name, last) in enumerate(self._told, 1):
            if name in seen:
                continue
            seen.add(name)
            candidate = by_name.get(name) or self._noun_of(name, last, nouns)
            if candidate is None:
                candidate = Candidate(name, "the item of a number before it", [])
                found.append(candidate)
            before = told.asked
            unit = "same" if before.unit == asked.unit else "class" if told.unit == number.unit else "other"
            candidate.groups.append(
                told_by.carried(
                    min(step, 4),
                    number.sentence - told.sentence,
                    unit,
                    asked.metric == before.metric,
                    unit == "same" and asked.low == before.low and asked.high == before.high,
                    asked.subject is not None and asked.subject == before.subject,
                    number.bare,
                    number.kind,
                    name is None,
                )
            )

    def _noun_of(self, name: str | None, last: str, nouns: Sequence[Candidate]) -> Candidate | None:
        """The noun of the text that has this name, if one has."""
        lower = self.parse.lower
        for candidate in nouns:
            if lower[candidate.token] == last:
                return candidate if self.name_of(candidate) == name else None
        return None

    def name_of(self, candidate: Candidate) -> str | None:
        """The name of a possible item: a verb as it stands, a noun with its compounds and adjectives."""
        if candidate.token < 0:
            return candidate.name
        verb = self.parse.pos[candidate.token] == "VERB"
        return self.parse.form[candidate.token] if verb else compound(self.parse, candidate.token)


@lru_cache(maxsize=1 << 12)
def _words(name: str | None) -> frozenset[str]:
    return frozenset(name.lower().split()) if name else frozenset()


@lru_cache(maxsize=1 << 10)
def _unit(unit: str | None) -> str:
    return unit_class(unit)


@lru_cache(maxsize=1 << 10)
def kind_of(metric: str, unit: str | None) -> str:
    """The kind of claim that items go with: the metric, for `other` with the unit ("other money")."""
    return f"{metric} {unit_class(unit)}" if metric == "other" else metric
