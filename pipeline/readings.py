"""A text read for comparing: its quantities with the words around each, and the words of the whole.

reading = read_text(nlp("The film has grossed $153 million worldwide."))
reading.measures[0].words      # frozenset({"gross", "worldwide"}) by groups of synonyms
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import snowballstemmer
from spacy.tokens import Doc, Span, Token

from db.records import Stance
from extractors.account import account_of
from extractors.periods import DAYS
from extractors.phrases import singular
from extractors.quantities import Quantity, find_quantities
from extractors.sources import source_of
from extractors.stance import stance_of
from extractors.units import units
from extractors.vocabulary import Checked, read
from pipeline.intervals import DATA, Value, value_from

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
_SCORES = frozenset({"a score", "score", "scores"})  # a score of a review is no twenty
_OUTSIDE = frozenset({"outside", "excluding"})
_EMPTY = frozenset(
    [
        "be",
        "have",
        "do",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "of",
        "the",
        "a",
        "an",
        "also",
        "so",
        "such",
        "very",
        "more",
        "most",
        "less",
        "least",
        "fewer",
        "few",
        "about",
        "nearly",
        "almost",
        "just",
        "only",
        "base",
        "accord",
    ]
)
_ABOUT = frozenset({"nsubj", "nsubjpass", "poss"})
_AIMED = frozenset({"for", "to", "from", "into", "against", "on"})
_COUNTED = frozenset({"nsubj", "nsubjpass", "dobj"})
_WHERE = frozenset({"in", "at", "near"})
_NAMED = frozenset({"compound", "nmod", "appos"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "this", "his", "her", "its", "their"})
_CODE = re.compile(r"[A-Z]+\d+\w*|\d+[A-Z]+\w*")
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]*)\b\.?(?=[ \d,.]|$)")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
_OUT_OF = re.compile(r"\d ?/ ?(\d+)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


class Synonyms(Checked):
    """pipeline/data/synonyms.yml."""

    groups: tuple[tuple[str, ...], ...]
    units: tuple[tuple[str, ...], ...]
    light: tuple[str, ...]
    negations: tuple[str, ...]
    opposites: tuple[tuple[str, str], ...]
    measures: dict[str, dict[str, tuple[str, ...]]]
    parts: dict[str, dict[str, tuple[str, ...]]]
    spans: dict[str, tuple[str, ...]]
    places: tuple[tuple[str, ...], ...]
    voices: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1)
def synonyms() -> Synonyms:
    return read(Synonyms, DATA / "synonyms.yml")


@lru_cache(maxsize=1)
def _group_of() -> dict[str, str]:
    """Each word to the first word of its group; a word in two groups belongs to the first."""
    table: dict[str, str] = {}
    for group in synonyms().groups:
        for word in group:
            table.setdefault(word, group[0])
    return table


@lru_cache(maxsize=1)
def _unit_of() -> dict[str, str]:
    return {word: group[0] for group in synonyms().units for word in group}


@dataclass(frozen=True, slots=True)
class Holder:
    """Of what or whom a number is told, by the stems of its words: a name, or a kind of thing ("exports")."""

    stems: frozenset[str]
    named: bool
    acts: bool


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One quantity of a text with what stands around it.

    `unit` is in base units, counts by the head noun of what is counted; None for a bare number.
    `words` are the content words of its own stretch, `lead` those before the first number of its
    sentence, where its subject as a rule stands; `verb` is what it hangs on, None where that says little of it
    ("was", "reported"), and `holder` the subject of its verb.
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

    @property
    def end(self) -> int:
        return self.start + len(self.quote)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text's measures, its content words, its names, its years and whether it negates.

    `stems` are the words without their endings ("perform" of "performance"), `heroes` those of the names
    that its sentences are about; `refers` where it leaves such a name to what stood before ("it", "his").
    `places` are the names behind "in" and "at", `kinds` the stems of what narrows each noun ("crude"
    of "crude output"), `aims` the stems behind "for", "to" and the
    like, by that word, `days` the days of the week, `none` what it says there is none of,
    and what was done to none.
    """

    text: str
    measures: tuple[Measure, ...]
    words: frozenset[str]
    stems: frozenset[str]
    heroes: frozenset[str]
    refers: bool
    places: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    aims: Mapping[str, frozenset[str]]
    days: frozenset[str]
    names: frozenset[str]
    years: frozenset[str]
    months: frozenset[str]
    numbers: frozenset[str]
    codes: frozenset[str]
    negated: bool
    none: frozenset[str]
    sources: frozenset[str]


def read_text(doc: Doc) -> Reading:
    """The parsed text as a reading."""
    found = [
        one
        for one in find_quantities(doc)
        if doc.text[one.start : one.end].lower() not in _SCORES and not _in_name(doc, one)
    ]
    taken = {token.i for quantity in found for token in _tokens(doc, quantity.start, quantity.end)}
    free = [token for token in doc if token.i not in taken]
    words = frozenset(word for token in doc if not token.like_num and (word := word_of(token)))
    return Reading(
        text=doc.text,
        measures=tuple(_measure(doc, found, n, taken) for n in range(len(found))),
        words=words,
        stems=frozenset(map(_stem, words)),
        heroes=_heroes(doc),
        refers=any(token.dep_ in _ABOUT and token.lower_ in _PRONOUNS for token in doc),
        names=frozenset(token.lower_ for token in free if token.pos_ == "PROPN" and len(token.text) > 2),
        months=frozenset(
            token.lower_[:3] for token in doc if token.pos_ == "PROPN" and _MONTH.fullmatch(token.lower_)
        ),
        years=frozenset(token.text for token in doc if _YEAR.fullmatch(token.text)),
        places=_places(doc),
        kinds=_kinds(doc),
        aims=_aims(doc),
        days=frozenset(token.lower_ for token in doc if token.lower_ in DAYS),
        numbers=frozenset(_ORDINAL.sub("", token.lower_) for token in free if token.text[:1].isdigit()),
        codes=_codes(list(doc)),
        none=frozenset(word for token in free for word in _none_of(token)),
        negated=any(_negates(token) for token in free),
        sources=frozenset(
            doc.text[slice(*one.source[0])]
            for one in account_of(doc).attributions
            if one.source and one.kind != "intention" and not one.weak
        ),
    )


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return str(snowballstemmer.stemmer("english").stemWord(word))


def _heroes(doc: Doc) -> frozenset[str]:
    """The stems of the names that the sentences are about, as subjects or owners."""
    heads = [token for token in doc if token.dep_ in _ABOUT and token.pos_ == "PROPN"]
    names = {
        token
        for head in heads
        for token in head.subtree
        if token.pos_ == "PROPN" and token.dep_ in _ABOUT | _NAMED
    }
    return frozenset(_stem(word) for token in names if (word := word_of(token)))


def _kinds(doc: Doc) -> dict[str, frozenset[str]]:
    """What narrows the nouns: the nouns, names and adjectives before them, and what stands behind "of"."""
    found: dict[str, set[str]] = {}
    for token in doc:
        noun = word_of(token) if token.pos_ in ("NOUN", "PROPN") else None
        if noun is None:
            continue
        for child in token.children:
            behind = [one for one in child.children if child.dep_ == "prep" and child.lower_ == "of"]
            for one in (child, *behind, *(deeper for item in behind for deeper in item.children)):
                plain = one.dep_ in ("compound", "nmod", "pobj") or (one.dep_ == "amod" and one.pos_ == "ADJ")
                if plain and not one.like_num and (word := word_of(one)):
                    found.setdefault(noun, set()).add(_stem(word))
    return {noun: frozenset(words) for noun, words in found.items()}


def _aims(doc: Doc) -> dict[str, frozenset[str]]:
    """What stands behind the prepositions that say for whom, to what or against what."""
    found: dict[str, set[str]] = {}
    for token in doc:
        if token.dep_ != "pobj" or token.pos_ not in ("NOUN", "PROPN") or token.head.lower_ not in _AIMED:
            continue
        if any(child.dep_ == "nummod" for child in token.children) or _MONTH.match(token.lower_):
            continue
        for one in (
            token,
            *token.conjuncts,
            *(child for child in token.children if child.dep_ == "compound"),
        ):
            if word := word_of(one):
                found.setdefault(token.head.lower_, set()).add(_stem(word))
    return {key: frozenset(words) for key, words in found.items()}


def _places(doc: Doc) -> frozenset[str]:
    """The names behind "in", "at" and "near", and the adjectives made of names ("Norwegian"), each by one form."""
    found = {
        token.lower_ for token in doc if token.pos_ == "ADJ" and token.is_title and not token.is_sent_start
    }
    for token in doc:
        if token.dep_ == "pobj" and token.pos_ == "PROPN" and token.head.lower_ in _WHERE:
            for name in (token, *token.conjuncts):
                parts = [
                    part
                    for part in name.subtree
                    if (part.pos_ == "PROPN" and part.dep_ != "conj") or part is name
                ]
                found |= {" ".join(part.lower_ for part in parts), *(part.lower_ for part in parts)}
    return frozenset(_place_of().get(name, name) for name in found if not _MONTH.match(name))


@lru_cache(maxsize=1)
def _place_of() -> dict[str, str]:
    return {name: group[0] for group in synonyms().places for name in group}


def _in_name(doc: Doc, quantity: Quantity) -> bool:
    """Whether a number is part of a name: "the Six Nations", "the song 4 Minutes"; a word that opens a sentence is none."""
    token = _tokens(doc, *quantity.number)[0]
    unit = doc.text[quantity.number[1] : quantity.end].strip()
    if quantity.form == "duration" and unit[:1].isupper() and any(_plain(one) for one in doc):
        return True
    if not token.text.isalpha() or not token.text[0].isupper() or token.is_sent_start:
        return False
    beside = [doc[n] for n in (token.i - 1, token.i + 1) if token.sent.start <= n < token.sent.end]
    return any(other.is_title and other.is_alpha and not other.is_sent_start for other in beside)


def _none_of(token: Token) -> list[str]:
    """The groups of what a "no" or "nobody" says there is none of, and of its verb; nothing of any other token."""
    if token.lower_ == "no" and token.dep_ == "det":
        noun = token.head
    elif token.lower_ in ("nobody", "none") or (
        token.lower_ == "one" and token.i and token.nbor(-1).lower_ == "no"
    ):
        noun = token
    else:
        return []
    verb = (
        next((one for one in noun.ancestors if one.pos_ == "VERB"), None) if noun.dep_ in _COUNTED else None
    )
    words = [word_of(one) for one in (noun, verb) if one is not None]
    return [word for word in words if word and word not in synonyms().light]


def _plain(token: Token) -> bool:
    """Whether a token would be capitalised in a headline and is not."""
    return token.is_lower and token.pos_ in ("NOUN", "VERB")


def _negates(token: Token) -> bool:
    """Whether a token turns a clause's main verb round; a negation deeper down, or in a name ("No Way Out"), does not."""
    if token.pos_ == "PROPN" or (token.is_title and not token.is_sent_start):
        return False
    if token.lower_ not in synonyms().negations and token.lemma_.lower() not in synonyms().negations:
        return False
    return token.dep_ == "ROOT" or (
        token.dep_ in ("neg", "det", "preconj") and token.head.dep_ in ("ROOT", "nsubj", "conj")
    )


def group_of(word: str) -> str:
    """The group of words that a lemma belongs to, by its first word; the lemma itself where it is in none."""
    return _group_of().get(word, word)


def word_of(token: Token) -> str | None:
    """The token's word group if it carries meaning, else None."""
    lemma = token.lemma_.lower()
    if (
        (token.pos_ not in _CONTENT and lemma not in _OUTSIDE)
        or lemma in _EMPTY
        or not lemma[:1].isalpha()
        or len(lemma) < 2
    ):
        return None
    return _group_of().get(lemma) or _group_of().get(token.lower_) or lemma


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    span = doc.char_span(start, end, alignment_mode="expand")
    return list(span) if span is not None else []


def _measure(doc: Doc, found: list[Quantity], n: int, taken: set[int]) -> Measure:
    quantity = found[n]
    inner = _tokens(doc, quantity.start, quantity.end)
    first, last = inner[0], inner[-1]
    sentence = first.sent
    low = max([sentence.start, *(_tokens(doc, q.start, q.end)[-1].i + 1 for q in found[:n])])
    high = min([sentence.end, *(_tokens(doc, q.start, q.end)[0].i for q in found[n + 1 :])])
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
        opening = [token for token in opening if token.i < min(taken_in(sentence, taken))]
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
        codes=_codes([*inner, *after[:1]]),
        holder=_holder(inner),
        verb=_verb(inner),
    )


def _holder(inner: list[Token]) -> Holder | None:
    """The subject of the verb that a quantity hangs on; None where it is none of a name or a plain noun."""
    number = next((token for token in inner if token.like_num), inner[0])
    if inner[-1].dep_ in ("amod", "compound", "nmod") and inner[-1].head.pos_ == "NOUN":
        return _as_holder(inner[-1].head, inner, acts=False)
    for verb in (number, *number.ancestors):
        if verb.pos_ not in ("VERB", "AUX"):
            if verb.dep_ in _ABOUT:
                return None  # the number itself is in the subject
            continue
        for subject in verb.children:
            if subject.dep_ in ("nsubj", "nsubjpass"):
                done = any(token.dep_ == "dobj" for token in inner)
                return _as_holder(subject, inner, acts=done and group_of(verb.lemma_.lower()) != "have")
    return None


def _verb(inner: list[Token]) -> str | None:
    """The group of the verb that a quantity hangs on; None where the verb says little of what is counted."""
    number = next((token for token in inner if token.like_num), inner[0])
    verb = next((token for token in (number, *number.ancestors) if token.pos_ in ("VERB", "AUX")), None)
    word = verb and word_of(verb)
    return None if not word or word in synonyms().light else word


def _as_holder(subject: Token, inner: list[Token], *, acts: bool) -> Holder | None:
    named = subject.pos_ == "PROPN"
    if not named and not (subject.pos_ == "NOUN" and (subject.is_lower or subject.is_sent_start)):
        return None
    told = _NAMED | {"amod", "poss"}
    held = [
        token for token in subject.subtree if token is subject or (token.dep_ in told and token not in inner)
    ]
    stems = frozenset(_stem(word) for token in held if (word := word_of(token)))
    return Holder(stems, named, acts) if stems else None


def taken_in(sentence: Span, taken: set[int]) -> list[int]:
    """The tokens of a sentence that belong to quantities."""
    return [token.i for token in sentence if token.i in taken]


def _without_excluded(tokens: list[Token]) -> list[Token]:
    """The tokens without the names that "outside" excludes: it is the rest that is counted."""
    kept: list[Token] = []
    outside = False
    for token in tokens:
        if token.lower_ in _OUTSIDE:
            outside = True
        if not outside or token.pos_ != "PROPN":
            kept.append(token)
    return kept


def _codes(tokens: list[Token]) -> frozenset[str]:
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
        head = head if head in _unit_of() else singular(head)
        return 1.0, _unit_of().get(head, head)
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


def _direction(tokens: list[Token]) -> str | None:
    """up or down where the words around say so, by the groups of rise and fall."""
    words = {word_of(token) for token in tokens}
    up, down = "rise" in words, "fall" in words
    return None if up == down else "up" if up else "down"
