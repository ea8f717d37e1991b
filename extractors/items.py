"""What is counted or paid for: the item of a claim, by name where the topic knows it.

"10,000 H800s" counts the item NVIDIA H800; "spent $500 million on servers" pays for servers; of "the
shares fell 17%" it is the share price. None where the metric says it all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Doc

from extractors.counts import Counts
from extractors.frames import frame_of, roles_of, words_of
from extractors.linear import Linear
from extractors.parse import Parse, parse_of
from extractors.roles import OTHER
from extractors.vocabulary import Checked, read
from extractors.word_weights import WordWeights, spelled

ROLES = ("head", "noun", "of", "for", "on", "in", "per", "subject", "object", "with_for", "with_on", "with_in", "with_of",
         "with_to", "with_into", "into", "to", "verb", "beside", "a", "inside", "against", "than", "from")  # fmt: skip
SKIPPED = {"PRON", "NUM", "PUNCT", "SPACE", "DET", "SYM", "ADP", "PART", "CCONJ", "ADV", "AUX"}
COUNTED = frozenset({"NOUN", "PROPN", "SYM"})
_KEPT = 1 << 12  # groups of features of a sort that are kept


class ItemWords(Checked):
    """extractors/data/items.yml: by which words a text speaks of an item that has a name of our own."""

    words: dict[str, frozenset[str]]

    def telling(self, label: str) -> frozenset[str]:
        """The words of which one has to be there; of an item that is not listed, those of its name."""
        return self.words.get(label) or frozenset(label.lower().split())


@lru_cache(maxsize=1)
def item_words() -> ItemWords:
    """The shipped words."""
    return read(ItemWords, Path(__file__).parent / "data" / "items.yml")


@dataclass(frozen=True, slots=True)
class Item:
    """An item's name (None: the metric says it all), the rule that found it and its probability."""

    name: str | None
    rule: str
    probability: float


@dataclass(slots=True)
class Choice:
    """One possible item: its name, the role in which it stands, and what speaks for it."""

    name: str | None
    rule: str
    groups: list[frozenset[str]]
    label: str | None = None  # with which the words of the frame are weighed

    @property
    def features(self) -> set[str]:
        """All features, of whatever group."""
        return set().union(*self.groups)


def item_of(doc: Doc, start: int, end: int, metric: str, unit: str | None, counts: Counts) -> Item:
    """The item of the number in the tokens [start, end)."""
    if (unit in counts.topic.units) and (named := named_item(doc, start, end, counts)):
        return Item(named, "a name of the topic in its phrase", 0.95)
    model = Linear.load("items")
    known: Sequence[str] = labels(metric, kind_of(metric, unit))
    if metric == OTHER or metric not in counts.seen:
        known = [label for label in known if is_said(label, doc, start, end)]
    found = choices(doc, start, end, metric, unit, known, words=False)
    told = word_weights().told_by(frame_of(doc, start, end), ("none", *known))
    scored = [(model.chance_of(choice.groups, told.get(choice.label or "", 0)), choice) for choice in found]
    whole = sum(score for score, _ in scored)
    score, best = max(scored, key=lambda pair: pair[0])
    return Item(best.name, best.rule, score / whole)


def named_item(doc: Doc, start: int, end: int, counts: Counts) -> str | None:
    """The topic's item that the number's own words or its noun name."""
    parse = parse_of(doc)
    if name := counts.named(parse.text[parse.start[start] : parse.end[end - 1]]):
        return name
    roles = roles_of(doc, start, end)
    for role in ("head", "of", "beside"):
        for token in roles.get(role, ()):
            if name := counts.named(phrase(parse, token)):
                return name
    return None


def choices(
    doc: Doc,
    start: int,
    end: int,
    metric: str,
    unit: str | None,
    known: Sequence[str],
    *,
    words: bool = True,
) -> list[Choice]:
    """Every possible item: none, the model's own labels for this metric, and the nouns of the frame.

    Without `words` the features of labels leave out the frame's words (see `word_weights`).
    """
    parse, spoken, roles = parse_of(doc), words_of(doc), roles_of(doc, start, end)
    around = set(spelled(frame_of(doc, start, end))) if words else set()
    kind = kind_of(metric, unit)
    found = [Choice(None, "none", [_none(metric, kind)], "none")]
    found += [Choice(label, "known label", [_label(label, metric, kind)], label) for label in known]
    for choice in found if words else ():
        choice.groups.append(frozenset(f"{choice.label} {word}" for word in around))
    seen: set[int] = set()
    for role in ROLES:
        for token in roles.get(role, ()):
            pos, lemma = parse.pos[token], spoken[token]
            if token in seen or pos in SKIPPED or lemma == "#":
                continue
            seen.add(token)
            name = phrase(parse, token) if pos != "VERB" else parse.form[token]
            groups = [_role(role, metric, kind), _noun(lemma, metric), _place(role, pos, metric, len(seen))]
            found.append(Choice(name, f"the {role.replace('with_', '').replace('_', ' ')} phrase", groups))
    return found


@lru_cache(maxsize=_KEPT)
def _none(metric: str, kind: str) -> frozenset[str]:
    return frozenset(("none", f"none {metric}", f"none {kind}"))


@lru_cache(maxsize=_KEPT)
def _label(label: str, metric: str, kind: str) -> frozenset[str]:
    return frozenset((f"label={label}", f"label {label} {metric}", f"label {label} {kind}"))


@lru_cache(maxsize=_KEPT)
def _role(role: str, metric: str, kind: str) -> frozenset[str]:
    return frozenset((f"role {role}", f"role {role} {metric}", f"role {role} {kind}", f"has {role}"))


@lru_cache(maxsize=_KEPT)
def _noun(lemma: str, metric: str) -> frozenset[str]:
    return frozenset((f"noun {lemma}", f"{metric} noun {lemma}"))


@lru_cache(maxsize=_KEPT)
def _place(role: str, pos: str, metric: str, n: int) -> frozenset[str]:
    return frozenset((f"pos {pos}", f"name {pos == 'PROPN'} {metric}", f"first {role} {n}"))


def kind_of(metric: str, unit: str | None) -> str:
    """The kind of claim that items go with: the metric, for `other` with the unit."""
    return f"{metric} {unit}" if metric == "other" else metric


@lru_cache(maxsize=256)
def labels(metric: str, kind: str) -> tuple[str, ...]:
    """Items that annotators named by a word of their own ("share price", "dead") for such claims."""
    margins = Linear.load("items").margins
    known = sorted(f.removeprefix("label=") for f in margins if f.startswith("label="))
    return tuple(
        label
        for label in known
        if max(margins.get(f"label {label} {metric}", 0.0), margins.get(f"label {label} {kind}", 0.0)) > 0
    )


def is_said(label: str, doc: Doc, start: int, end: int) -> bool:
    """Whether a word that stands for the item is in the sentence of the number [start, end); of a bare number, in the text.

    "41 of them" may be dead for what the story tells; "400 people" are not, where their own sentence has no such word.
    """
    parse, spoken = parse_of(doc), words_of(doc)
    telling = item_words().telling(label)
    opens, ends = parse.sentence_of(start)
    if not telling.isdisjoint(spoken[opens:ends]):
        return True
    bare = not any(parse.pos[token] in COUNTED for token in range(start, end))
    return bare and not telling.isdisjoint(_all_words(doc))


def _all_words(doc: Doc) -> frozenset[str]:
    known: frozenset[str] | None = doc.user_data.get("crossclaim_all_words")
    if known is None:
        known = doc.user_data["crossclaim_all_words"] = frozenset(words_of(doc))
    return known


@lru_cache(maxsize=1)
def word_weights() -> WordWeights:
    """What the words of a frame weigh with the labels."""

    def split(feature: str) -> tuple[str, str] | None:
        head, equals, word = feature.partition("=")
        label, space, role = head.rpartition(" ")
        return (label, f"{role}={word}") if equals and space else None

    return WordWeights(Linear.load("items"), split)


def phrase(parse: Parse, noun: int) -> str:
    """The noun with its compounds and adjectives: "operating costs"."""
    left = noun
    while left > 0 and parse.head[left - 1] == noun and parse.dep[left - 1] in ("compound", "amod", "nmod"):
        left -= 1
    return parse.text[parse.start[left] : parse.end[noun]]
