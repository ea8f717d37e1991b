"""The noun phrase that a number counts, from part-of-speech tags: "10,000 H800 chips" counts H800 chips.

Only tags are read, no parse: the phrase runs from the number over adjectives and nouns to the last
noun before anything else. Irregular plurals are in extractors/data/nouns.yml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from extractors import vocabulary

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_MODIFIERS = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "CD", "HYPH", "AFX", "RBS", "RB", "FW", "``", "''"))
_LONGEST = 8
_CODE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z\d][\w.\-]*")
_NO_MODIFIERS = re.compile(r"[-–—]+|ago|later|earlier|so|not|even|only|\W", re.IGNORECASE)
_WHEN = frozenset(("next", "last"))


class Singular(NamedTuple):
    """A plural with its singular."""

    plural: str
    singular: str


class NounTable(vocabulary.Checked):
    """extractors/data/nouns.yml."""

    irregular: dict[str, str]
    superlatives: dict[str, str]
    rates: frozenset[str]
    rate_names: dict[str, str]
    before: frozenset[str]
    contests: frozenset[str]
    particles: frozenset[str]
    befell: frozenset[str]
    fate: frozenset[str]
    examples: tuple[Singular, ...] = ()


class Phrase(NamedTuple):
    """Tokens [start, end) of a counted noun phrase, the head last; `named` if a name or a code stands in it."""

    start: int
    end: int
    named: bool

    @property
    def head(self) -> int:
        return self.end - 1


@lru_cache(maxsize=1)
def noun_table() -> NounTable:
    """The shipped nouns, checked."""
    return vocabulary.shipped(NounTable, "nouns")


def noun_phrase(doc: Doc, start: int) -> Phrase | None:
    """The noun phrase that starts at token `start`; None where none does."""
    if not doc[start].tag:
        return _untagged(doc, start)
    first, last, named = start, -1, False
    for i in range(start, min(len(doc), start + _LONGEST)):
        token = doc[i]
        tag = token.tag_
        if tag in _NOUNS and token.text[:1].isalnum():
            if last >= 0 and _apart(doc, last, i):
                break
            last = i
            named = named or (tag in ("NNP", "NNPS") and not _shouted(doc, i)) or is_code(token.text)
        elif tag == "POS" and last == i - 1 and last >= start:
            first, last, named = i + 1, -1, False  # "the firm's chips" counts chips
        elif (last >= 0 and tag == "HYPH") or (i > start and _joins(doc, i) and doc[i - 1].tag_ != "CD"):
            continue  # "80 long-haul jets", but "five three-ton lorries"
        elif last >= 0 or tag not in _MODIFIERS or _NO_MODIFIERS.fullmatch(token.text) or _says_when(token):
            break
        elif tag == "CD" and not is_code(token.text) and (i + 1 >= len(doc) or doc[i + 1].tag_ != "HYPH"):
            break  # a number of its own: "50 50 dollar bills"
        elif tag == "CD" and is_code(token.text):
            last, named = i, True
    return Phrase(first, last + 1, named) if last >= first else None


def _says_when(token: Token) -> bool:
    """Whether a time starts with the word: "45 next year" are no years; "45 next-generation chips" are chips."""
    return token.lower_ in _WHEN and bool(token.whitespace_)


def _joins(doc: Doc, i: int) -> bool:
    """Whether a hyphen makes one word of its neighbours, whatever its tag: "e-mail"."""
    return doc[i].text in ("-", "‑") and not doc[i].whitespace_ and not doc[i - 1].whitespace_


def _apart(doc: Doc, last: int, here: int) -> bool:
    """Whether a noun after a noun starts something new: "1,000 workers Monday", "500 GPUs Kestrel has"."""
    if doc[last + 1 : here].text.strip("-‑– "):
        return True
    plural = doc[last].tag_ in ("NNS", "NNPS")
    return plural and doc[here].tag_ == "NNP" and not is_code(doc[here].text) and not _shouted(doc, here)


def _shouted(doc: Doc, i: int) -> bool:
    """Whether a capital says nothing, since the words around have one too (a headline)."""
    around = [doc[k].text for k in (i - 2, i - 1, i + 1) if 0 <= k < len(doc) and doc[k].is_alpha]
    return len(around) > 1 and all(word[0].isupper() for word in around)


def is_code(word: str) -> bool:
    """Whether a word is a product's code: letters and digits, "H800s"."""
    return _CODE.fullmatch(word) is not None


_FUNCTION_WORDS = re.compile(
    r"(?:an?|the|of|in|on|at|by|to|from|for|with|and|or|but|as|is|are|was|were|be|been|has|have|had|will|would|may|"
    r"that|which|who|than|since|until|after|before|during|per|into|over|under|about|not|this|these|those|it|he|she|"
    r"they|we|you|i|him|them|us|his|her|its|their|our|said|says|more|so|far|ago|later|earlier|each|every|when|while)",
    re.IGNORECASE,
)


def _untagged(doc: Doc, start: int) -> Phrase | None:
    """Without tags: the words up to the first that looks plural; None where none of four does."""
    for i in range(start, min(len(doc), start + 4)):
        word = doc[i].text
        if not word[:1].isalpha() or _FUNCTION_WORDS.fullmatch(word):
            return None
        if singular(word).lower() != word.lower():
            return Phrase(start, i + 1, any(is_code(token.text) for token in doc[start : i + 1]))
    return None


def lemmas(doc: Doc, phrase: Phrase) -> str:
    """The phrase as a unit: plurals singular, superlatives plain ("large city"); only codes keep their capitals."""
    words = [_lemma(doc[i], i == phrase.head) for i in range(phrase.start, phrase.end)]
    return " ".join(word for word in words if word.strip("\"'`“”‘’")).replace(" - ", "-")


def counted_noun(doc: Doc, phrase: Phrase) -> str:
    """The phrase without adjectives and names, as claims name a unit: "tiny homes" → "home", "GPU hours" → "GPU-hour"."""
    head, first = _lemma(doc[phrase.head], True), phrase.head
    if head in noun_table().particles and first >= phrase.start + 2 and doc[first - 1].text in ("-", "‑"):
        return f"{doc[first - 2].lower_}-{head}"  # "start-ups", "log-ins"
    while first > phrase.start and doc[first - 1].tag_ in ("NN", "NNS"):
        first -= 1
    if first < phrase.head and first > phrase.start and doc[first - 1].tag_ == "HYPH":
        first += 1  # "data-centre GPUs" count GPUs
    compound = [_lemma(doc[i], False) for i in range(first, phrase.head)]
    before = phrase.head - (2 if doc[phrase.head - 1].text == "-" else 1)  # "GPU hours", "GPU-hours"
    if before >= phrase.start and head in _HOURS:
        return f"{_lemma(doc[before], False)}-{head}"
    return " ".join([*compound, head]).replace(" - ", "-")


_HOURS = frozenset(("hour", "day", "week", "month", "year"))


def _lemma(token: Token, head: bool) -> str:
    keep = sum(letter.isupper() for letter in token.text) > 1 or is_code(token.text)
    word = token.text if keep else token.lower_
    if token.tag_ in ("JJS", "RBS"):
        return _positive(word)
    return singular(word) if head or token.tag_ in ("NNS", "NNPS") else word


def _positive(word: str) -> str:
    """ "biggest" → "big", "busiest" → "busy"."""
    known = noun_table().superlatives
    if word in known:
        return known[word]
    stem = word.removesuffix("est")
    if word.endswith("iest"):
        return word[:-4] + "y"
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "ls"
    return stem[:-1] if doubled else stem


_SHOUTED_PLURAL = re.compile(r"[A-Z0-9]s$")


def singular(word: str) -> str:
    """The singular of an English noun: "cities" → "city", "H800s" → "H800"; itself where it is one."""
    lower, irregular = word.lower(), noun_table().irregular
    if lower in irregular:
        return irregular[lower]
    if _SHOUTED_PLURAL.search(word):
        return word[:-1]  # "GPUs"
    if lower.endswith("men") and len(lower) > 4:
        return word[:-2] + "an"
    if len(lower) < 3 or not lower.endswith("s") or lower.endswith(("ss", "us", "is", "'s", "’s", "gas")):
        return word
    if lower.endswith("ies") and len(lower) > 4:
        return word[:-3] + "y"
    return word[:-2] if lower.endswith(("ches", "shes", "sses", "xes", "zzes")) else word[:-1]
