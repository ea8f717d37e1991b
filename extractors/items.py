"""What is counted or paid for: the item of a claim, by name where the topic knows it.

"10,000 H800s" counts the item NVIDIA H800; "spent $500 million on servers" pays for servers; of "the
shares fell 17%" it is the share price. None where the metric says it all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from extractors.counts import Counts
from extractors.frames import roles_of, word
from extractors.linear import Linear

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


def item_of(doc: Doc, start: int, end: int, metric: str, unit: str | None, counts: Counts) -> Item:
    """The item of the number in the tokens [start, end)."""
    if (unit in counts.topic.units) and (named := named_item(doc, start, end, counts)):
        return Item(named, "a name of the topic in its phrase", 0.95)
    model = Linear.load("items")
    found = choices(doc, start, end, metric, unit, labels(metric, kind_of(metric, unit)))
    scored = [(model.chance(choice.features), choice) for choice in found]
    whole = sum(score for score, _ in scored)
    score, best = max(scored, key=lambda pair: pair[0])
    return Item(best.name, best.rule, score / whole)


def named_item(doc: Doc, start: int, end: int, counts: Counts) -> str | None:
    """The topic's item that the number's own words or its noun name."""
    if name := counts.named(doc[start:end].text):
        return name
    roles = roles_of(doc, start, end)
    for role in ("head", "of", "beside"):
        for token in roles.get(role, ()):
            if name := counts.named(phrase(token)):
                return name
    return None


def choices(
    doc: Doc, start: int, end: int, metric: str, unit: str | None, known: Sequence[str]
) -> list[Choice]:
    """Every possible item: none, the model's own labels for this metric, and the nouns of the frame."""
    roles = roles_of(doc, start, end)
    lemmas = {f"{role}={word(t)}" for role, tokens in roles.items() if role != "near" for t in tokens}
    lemmas |= {f"near={word(t)}" for t in roles["near"]}
    kind = kind_of(metric, unit)
    nothing = Choice(None, "none", {"none", f"none {metric}", f"none {kind}"} | {f"none {x}" for x in lemmas})
    found = [nothing]
    for label in known:
        features = {f"label={label}", f"label {label} {metric}", f"label {label} {kind}"}
        found.append(Choice(label, "known label", features | {f"{label} {x}" for x in lemmas}))
    seen: set[int] = set()
    for role in ROLES:
        for token in roles.get(role, ()):
            if token.i in seen or token.pos_ in SKIPPED or word(token) == "#":
                continue
            seen.add(token.i)
            name = phrase(token) if token.pos_ != "VERB" else token.text
            features = {f"role {role}", f"role {role} {metric}", f"role {role} {kind}", f"pos {token.pos_}"}
            features |= {f"noun {word(token)}", f"{metric} noun {word(token)}", f"first {role} {len(seen)}"}
            features |= {f"name {token.pos_ == 'PROPN'} {metric}", f"has {role}"}
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


def phrase(token: Token) -> str:
    """The noun with its compounds and adjectives: "operating costs"."""
    doc = token.doc
    left = token.i
    while left > 0 and doc[left - 1].head.i == token.i and doc[left - 1].dep_ in ("compound", "amod", "nmod"):
        left -= 1
    return doc[left : token.i + 1].text
