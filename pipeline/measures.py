"""One number of a text with what stands around it: what it counts, whose it is, what was done.

measure = measure_of(doc, find_quantities(doc), 0, taken)
measure.unit, measure.verb, measure.holder      # "person", "die", Holder of "fire"
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from db.records import Stance
from extractors.directions import directions
from extractors.phrases import singular
from extractors.quantities import Quantity
from extractors.sources import source_of
from extractors.stance import stance_of
from extractors.units import units
from pipeline.rates import is_currency
from pipeline.stages import comes_from, is_compared, stage_of
from pipeline.synonyms import OUTSIDE, group_of, stem_of, synonyms, unit_groups, word_of
from pipeline.values import Value, value_from

ABOUT = frozenset({"nsubj", "nsubjpass", "poss"})
NAMED = frozenset({"compound", "nmod", "appos"})
_KNOWN = frozenset({"the", "these", "those", "all", "both"})
_CODE = re.compile(r"[A-Z]+\d+\w*|\d+[A-Z]+\w*")
_OUT_OF = re.compile(r"\d ?/ ?(\d+)")


@dataclass(frozen=True, slots=True)
class Holder:
    """Of what or whom a number is told: the stems of its words, and whether it is a name or a kind of thing.

    `head` is the noun itself ("exports"); `acts` where it does what the number counts ("police arrested 40").
    """

    head: str
    stems: frozenset[str]
    named: bool
    acts: bool


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One quantity of a text with what stands around it.

    `unit` is in base units, counts by the head noun of what is counted; None for a bare number.
    `words` are the content words of its own stretch, `lead` those before the first number of its
    sentence, where its subject as a rule stands; `verb` is what it hangs on, None where that says little of it
    ("was", "reported"), and `holder` the subject of its verb; `stage` as in pipeline/stages.py, and `earlier`
    where another number is compared with it or came from it; `given` where it is only how many they are of whom
    something else is told ("the two men").
    """

    quote: str
    start: int
    value: Value
    unit: str | None
    form: str
    words: frozenset[str]
    lead: frozenset[str]
    stance: Stance
    source: str | None
    via: str | None
    direction: str | None
    per: str | None
    base: frozenset[str]
    codes: frozenset[str]
    holder: Holder | None
    verb: str | None
    stage: str | None
    earlier: bool
    given: bool

    @property
    def end(self) -> int:
        return self.start + len(self.quote)


def tokens_at(doc: Doc, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of characters."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return list(span) if span is not None else []


def measure_of(doc: Doc, found: list[Quantity], n: int, taken: set[int]) -> Measure:
    """The n-th of the quantities found, with what stands around it; `taken` are the tokens of all of them."""
    quantity = found[n]
    inner = tokens_at(doc, quantity.start, quantity.end)
    first, last = inner[0], inner[-1]
    sentence = first.sent
    low = max([sentence.start, *(tokens_at(doc, q.start, q.end)[-1].i + 1 for q in found[:n])])
    high = min([sentence.end, *(tokens_at(doc, q.start, q.end)[0].i for q in found[n + 1 :])])
    before, after = list(doc[min(low, first.i) : first.i]), list(doc[last.i + 1 : max(high, last.i + 1)])
    if n and low > sentence.start:
        before = before[_last_break(before) :]
    if n + 1 < len(found) and high < sentence.end:
        after = after[: _first_break(after)]
    factor, unit = _unit(quantity, doc)
    quote = doc.text[quantity.start : quantity.end]
    attributed = source_of(doc, *quantity.number)
    stance, _ = stance_of(doc, *quantity.number, attributed)
    value = _in_base(value_from(quote, quantity.low, quantity.high, unit, quantity.approx), factor)
    if stance == "denied" and value.shape == "at_least":
        # "has never had more than 10,000" asserts a limit.
        value, stance = (
            replace(value, low=None, high=value.low, shape="at_most", hedge="reaching"),
            "asserted",
        )
    near = _without_excluded([token for span in (before, inner, after) for token in span])
    opening = [token for token in doc[sentence.start : first.i] if token.i not in taken]
    if n and low > sentence.start:
        first_taken = min(_taken_in(sentence, taken))
        opening = [token for token in opening if token.i < first_taken]
    ahead = doc.text[max(0, quantity.start - 24) : quantity.start]
    return Measure(
        quote=quote,
        start=quantity.start,
        value=value,
        unit=unit,
        form=quantity.form,
        words=frozenset(word for token in near if (word := word_of(token)) and not token.like_num),
        lead=frozenset(word for token in opening if (word := word_of(token))),
        stance=stance,
        source=attributed.source,
        via=attributed.via,
        direction=_direction([*before, *after]),
        per=quantity.per,
        base=_base(inner, after, quantity.form),
        codes=codes_of([*inner, *after[:1]]),
        holder=_holder(inner),
        verb=_verb(inner, unit),
        stage=stage_of(inner),
        earlier=is_compared(ahead) or (comes_from(ahead) and _moved(sentence)) or _before_what(inner),
        given=quantity.form == "count" and _is_given(inner),
    )


def _before_what(inner: list[Token]) -> bool:
    """Whether the clause of a number opens with what it was before: "Before the election it held 104 seats"."""
    verb = next((token for token in inner[0].ancestors if token.pos_ in ("VERB", "AUX")), None)
    return verb is not None and any(
        child.lower_ == "before" and child.dep_ == "prep" and child.i < inner[0].i and child.is_sent_start
        for child in verb.children
    )


def _is_given(inner: list[Token]) -> bool:
    """Whether a count is known already where it stands: "the two men", "its 40 boats", "all 33 miners"."""
    head = inner[-1] if inner[-1].pos_ in ("NOUN", "PROPN") else inner[-1].head
    return any(child.lower_ in _KNOWN or child.dep_ == "poss" for child in (*head.children, inner[0]))


def _holder(inner: list[Token]) -> Holder | None:
    """The subject of the verb that a quantity hangs on; None where it is none of a name or a plain noun."""
    number = next((token for token in inner if token.like_num), inner[0])
    if inner[-1].dep_ in ("amod", "compound", "nmod") and inner[-1].head.pos_ == "NOUN":
        return _as_holder(inner[-1].head, inner, acts=False)
    beside = number.head if number.lower_ != "aged" and number.head.lower_ == "aged" else number
    if beside.dep_ in ("appos", "amod") and beside.head.pos_ in ("NOUN", "PROPN"):
        return _as_holder(beside.head, inner, acts=False)  # "the driver, 58,"
    for verb in (number, *number.ancestors):
        if verb.pos_ not in ("VERB", "AUX"):
            if verb.dep_ in ABOUT:
                return None  # the number itself is in the subject
            continue
        for subject in verb.children:
            if subject.dep_ in ("nsubj", "nsubjpass"):
                done = any(token.dep_ == "dobj" for token in inner)
                return _as_holder(
                    subject, inner, acts=done and group_of(verb.lemma_.lower()) not in synonyms().owns
                )
    return None


def _as_holder(subject: Token, inner: list[Token], *, acts: bool) -> Holder | None:
    named = subject.pos_ == "PROPN"
    if not named and not (subject.pos_ == "NOUN" and (subject.is_lower or subject.is_sent_start)):
        return None
    told = NAMED | {"amod", "poss"}
    held = [
        token for token in subject.subtree if token is subject or (token.dep_ in told and token not in inner)
    ]
    stems = frozenset(stem_of(word) for token in held if (word := word_of(token)))
    head = word_of(subject)
    return Holder(stem_of(head), stems, named, acts) if head else None


def _verb(inner: list[Token], unit: str | None) -> str | None:
    """The group of the verb that a quantity hangs on; None where the verb says little of what is counted."""
    number = next((token for token in inner if token.like_num), inner[0])
    verb = next((token for token in (number, *number.ancestors) if token.pos_ in ("VERB", "AUX")), None)
    if verb is None:  # a headline: "Ninety flights cancelled over fog"
        verb = next((child for child in number.head.children if child.dep_ == "acl"), None)
    word = verb and word_of(verb)
    if not word:
        return None
    flows = is_currency(unit) and word in (*synonyms().gains, *synonyms().costs)
    return word if flows or word not in synonyms().light else None


def _taken_in(sentence: Span, taken: set[int]) -> list[int]:
    """The tokens of a sentence that belong to quantities."""
    return [token.i for token in sentence if token.i in taken]


def _without_excluded(tokens: list[Token]) -> list[Token]:
    """The tokens without the names that "outside" excludes: it is the rest that is counted."""
    kept: list[Token] = []
    outside = False
    for token in tokens:
        if token.lower_ in OUTSIDE:
            outside = True
        if not outside or token.pos_ != "PROPN":
            kept.append(token)
    return kept


def codes_of(tokens: list[Token]) -> frozenset[str]:
    """The product codes among the tokens ("A320"), without a plural s."""
    return frozenset(token.text.removesuffix("s") for token in tokens if _CODE.fullmatch(token.text))


def _in_base(value: Value, factor: float) -> Value:
    """The value in base units, with the step of the number as it is written."""
    if factor == 1:
        return value
    low, high = (None if end is None else end * factor for end in (value.low, value.high))
    return replace(value, low=low, high=high, step=value.step * factor)


def _unit(quantity: Quantity, doc: Doc) -> tuple[float, str | None]:
    """(factor, unit) of a quantity: measures in base units, counts by the head noun's group."""
    if match := _OUT_OF.search(doc.text, quantity.start, quantity.end + 4):
        return 1.0, f"of {match.group(1)}"
    if quantity.unit is None:
        return 1.0, None
    if quantity.form == "count":
        head = doc[quantity.head].lemma_.lower()
        head = head if head in unit_groups() else singular(head)
        return 1.0, unit_groups().get(head, head)
    return units().to_base(quantity.unit)


def _last_break(span: list[Token]) -> int:
    """Where the stretch before a number begins: after the last comma or conjunction."""
    return max((i + 1 for i, token in enumerate(span) if _breaks(token)), default=0)


def _first_break(span: list[Token]) -> int:
    return next((i for i, token in enumerate(span) if _breaks(token)), len(span))


def _breaks(token: Token) -> bool:
    return (
        token.text in {",", ";", ":", "–", "—", "-"}
        or token.dep_ == "cc"
        or token.lower_ in {"and", "but", "with"}
    )


def _base(inner: list[Token], after: list[Token], form: str) -> frozenset[str]:
    """What a percentage is a share of: the words of "of its engineers" behind it."""
    rest = [*inner[1:], *after]
    places = [n for n, token in enumerate(rest) if token.lower_ == "of"]
    if form != "percent" or not places:
        return frozenset()
    held = rest[places[0] + 1 : places[0] + 6]
    return frozenset(word for token in held if token.pos_ in ("NOUN", "PROPN") and (word := word_of(token)))


def _moved(sentence: Span) -> bool:
    return any(word_of(token) in ("rise", "fall") for token in sentence)


def _direction(tokens: list[Token]) -> str | None:
    """up or down where the words around say so; None where they say both or neither."""
    words = {word_of(token) for token in tokens}
    lemmas = {form for token in tokens for form in (token.lower_, token.lemma_.lower())}
    up = "rise" in words or bool(lemmas.intersection(directions().up))
    down = "fall" in words or bool(lemmas.intersection(directions().down))
    return None if up == down else "up" if up else "down"
