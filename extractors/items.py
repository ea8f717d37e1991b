"""What is counted or paid for: the item of a claim, by name where the topic knows it.

"10,000 H800s" counts the item NVIDIA H800; "spent $500 million on servers" pays for servers; of "the
shares fell 17%" it is the share price. None where the metric says it all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from extractors.counts import Counts
from extractors.frames import roles_of, words_of
from extractors.linear import Linear
from extractors.parse import Parse, parse_of
from extractors.word_weights import Table, by_word, told_by

ROLES = ("head", "noun", "of", "for", "on", "in", "per", "subject", "object", "with_for", "with_on", "with_in", "with_of",
         "with_to", "with_into", "into", "to", "verb", "beside", "a", "inside", "against", "than", "from")  # fmt: skip
SKIPPED = {"PRON", "NUM", "PUNCT", "SPACE", "DET", "SYM", "ADP", "PART", "CCONJ", "ADV", "AUX"}


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
    features: set[str]
    label: str | None = None  # with which the words of the frame are weighed


def item_of(doc: Doc, start: int, end: int, metric: str, unit: str | None, counts: Counts) -> Item:
    """The item of the number in the tokens [start, end)."""
    if (unit in counts.topic.units) and (named := named_item(doc, start, end, counts)):
        return Item(named, "a name of the topic in its phrase", 0.95)
    model = Linear.load("items")
    known = labels(metric, kind_of(metric, unit))
    found = choices(doc, start, end, metric, unit, known, words=False)
    told = told_by(frame_words(doc, start, end), word_table(), {"none", *known})
    scored = [(model.chance(choice.features, told.get(choice.label or "", ())), choice) for choice in found]
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

    Without `words` the features of labels leave out the frame's words (see `word_table`).
    """
    parse, spoken, roles = parse_of(doc), words_of(doc), roles_of(doc, start, end)
    around = frame_words(doc, start, end) if words else set()
    kind = kind_of(metric, unit)
    features = {"none", f"none {metric}", f"none {kind}", *(f"none {word}" for word in around)}
    found = [Choice(None, "none", features, "none")]
    for label in known:
        features = {f"label={label}", f"label {label} {metric}", f"label {label} {kind}"}
        found.append(Choice(label, "known label", features | {f"{label} {word}" for word in around}, label))
    seen: set[int] = set()
    for role in ROLES:
        for token in roles.get(role, ()):
            pos, lemma = parse.pos[token], spoken[token]
            if token in seen or pos in SKIPPED or lemma == "#":
                continue
            seen.add(token)
            name = phrase(parse, token) if pos != "VERB" else parse.form[token]
            features = {f"role {role}", f"role {role} {metric}", f"role {role} {kind}", f"pos {pos}"}
            features |= {f"noun {lemma}", f"{metric} noun {lemma}", f"first {role} {len(seen)}"}
            features |= {f"name {pos == 'PROPN'} {metric}", f"has {role}"}
            found.append(Choice(name, f"the {role.replace('with_', '').replace('_', ' ')} phrase", features))
    return found


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


def frame_words(doc: Doc, start: int, end: int) -> set[str]:
    """The words of the number's frame, each with its role: "verb=fall"."""
    words = words_of(doc)
    return {f"{role}={words[i]}" for role, tokens in roles_of(doc, start, end).items() for i in tokens}


@lru_cache(maxsize=1)
def word_table() -> Table:
    """What the words of a frame weigh with the labels."""

    def split(feature: str) -> tuple[str, str] | None:
        head, equals, word = feature.partition("=")
        label, space, role = head.rpartition(" ")
        return (label, f"{role}={word}") if equals and space else None

    return by_word(Linear.load("items"), split)


def phrase(parse: Parse, noun: int) -> str:
    """The noun with its compounds and adjectives: "operating costs"."""
    left = noun
    while left > 0 and parse.head[left - 1] == noun and parse.dep[left - 1] in ("compound", "amod", "nmod"):
        left -= 1
    return parse.text[parse.start[left] : parse.end[noun]]
