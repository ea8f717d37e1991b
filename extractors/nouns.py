"""The noun phrase that a number counts, from part-of-speech tags: "10,000 H800 chips" counts H800 chips.

Only tags are read, no parse: the phrase runs from the number over adjectives and nouns to the last
noun before anything else.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Doc

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_MODIFIERS = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "CD", "HYPH", "AFX", "RBS", "``", "''", "RB", "FW"))
_LONGEST = 8
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf",
    "leaves": "leaf", "halves": "half", "thieves": "thief", "shelves": "shelf", "calves": "calf", "dice": "die",
    "criteria": "criterion", "phenomena": "phenomenon", "data": "data", "media": "media", "buses": "bus", "gases": "gas", "bases": "base",
    "crises": "crisis", "analyses": "analysis", "axes": "axis", "viruses": "virus", "cases": "case", "shoes": "shoe",
    "movies": "movie", "cookies": "cookie", "series": "series", "species": "species", "aircraft": "aircraft", "news": "news",
    "pennies": "penny", "selfies": "selfie", "zombies": "zombie", "calories": "calorie", "ties": "tie", "pies": "pie", "dies": "die", "lies": "lie",
    "caches": "cache", "axe": "axe", "headaches": "headache", "houses": "house", "horses": "horse", "nurses": "nurse", "licences": "licence",
    "potatoes": "potato", "tomatoes": "tomato", "heroes": "hero", "volcanoes": "volcano", "vetoes": "veto", "torpedoes": "torpedo", "mosquitoes": "mosquito", "embargoes": "embargo", "echoes": "echo", "cargoes": "cargo",
    "servicemen": "serviceman", "servicewomen": "servicewoman",
}  # fmt: skip
_SUPERLATIVE = {
    "best": "good",
    "worst": "bad",
    "most": "",
    "least": "",
    "largest": "large",
    "biggest": "big",
    "latest": "late",
}


class Phrase(NamedTuple):
    """Tokens [start, end) of a counted noun phrase, the head last; `name` is whether a name stands in it."""

    start: int
    end: int
    name: bool

    @property
    def head(self) -> int:
        return self.end - 1


def noun_phrase(doc: Doc, start: int) -> Phrase | None:
    """The noun phrase that starts at token `start`; None where none does."""
    if not doc.has_annotation("TAG"):
        return _untagged(doc, start)
    last, name, end = -1, False, min(len(doc), start + _LONGEST)
    for i in range(start, end):
        token = doc[i]
        tag = token.tag_
        if tag in _NOUNS:
            if last >= 0 and _apart(doc, last, i):
                break
            last = i
            name = name or (tag.startswith("NNP") and i > start) or _code(token.text)
        elif tag == "POS" and last == i - 1 and last >= 0 and i > start:
            last = -1  # "the firm's chips" counts chips
        elif tag == "HYPH" and last >= 0:
            continue
        elif (
            last >= 0
            or tag not in _MODIFIERS
            or token.text in ("-", "--", "ago", "later", "earlier", "so", "not")
        ):
            break
        elif _code(token.text) and tag == "CD":
            last, name = i, True
    if last < 0:
        return None
    name = name or doc[start].tag_.startswith("NNP")
    return Phrase(start, last + 1, name)


def _apart(doc: Doc, last: int, here: int) -> bool:
    """Whether a noun after a noun starts something new: "1,000 workers Monday", "500 GPUs DeepSeek has"."""
    if doc[last + 1 : here].text.strip("-‑– "):
        return True
    plural = doc[last].tag_ in ("NNS", "NNPS")
    return plural and doc[here].tag_ == "NNP" and not _code(doc[here].text)


_CODE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z\d][\w.\-]*")


def _code(word: str) -> bool:
    """Whether a word is a product's code: letters and digits, "H800s"."""
    return _CODE.fullmatch(word) is not None


_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "by",
        "to",
        "from",
        "for",
        "with",
        "and",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "may",
        "that",
        "which",
        "who",
        "than",
        "since",
        "until",
        "after",
        "before",
        "during",
        "per",
        "into",
        "over",
        "under",
        "about",
        "not",
        "this",
        "these",
        "those",
        "it",
        "he",
        "she",
        "they",
        "we",
        "you",
        "i",
        "him",
        "them",
        "us",
        "his",
        "her",
        "its",
        "their",
        "our",
        "said",
        "says",
        "more",
        "so",
        "far",
        "ago",
        "later",
        "earlier",
        "each",
        "every",
        "when",
        "while",
    ]
)


def _untagged(doc: Doc, start: int) -> Phrase | None:
    """Without tags: the words up to the first that looks plural, else the first word."""
    for i in range(start, min(len(doc), start + 4)):
        word = doc[i].text
        if not word[:1].isalpha() or word.lower() in _STOP:
            break
        if singular(word) != word:
            return Phrase(
                start, i + 1, any(_code(t.text) or t.text[:1].isupper() for t in doc[start : i + 1])
            )
    if start < len(doc) and doc[start].text[:1].isalpha() and doc[start].text.lower() not in _STOP:
        return Phrase(start, start + 1, _code(doc[start].text))
    return None


def lemmas(doc: Doc, phrase: Phrase) -> str:
    """The phrase as a unit: lower-case, head and plurals singular, superlatives plain ("large city")."""
    words = []
    for token in doc[phrase.start : phrase.end]:
        word = token.text if _code(token.text) else token.text.lower()
        if token.tag_ in ("JJS", "RBS"):
            word = _positive(word)
        elif token.tag_ in ("NNS", "NNPS") or token.i == phrase.head:
            word = singular(word)
        if word.strip("\"'`-–"):
            words.append(word)
    return " ".join(words).replace(" - ", "-")


def _positive(word: str) -> str:
    if word in _SUPERLATIVE:
        return _SUPERLATIVE[word]
    if word.endswith("iest"):
        return word[:-4] + "y"
    stem = word.removesuffix("est")
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "ls":
        return stem[:-1]
    return stem


def singular(word: str) -> str:
    """The singular of an English noun: "cities" → "city", "H800s" → "H800"; itself where it is one."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith(("ss", "us", "is", "'s", "’s")) or len(lower) < 3 or not lower.endswith("s"):
        if lower.endswith("men") and len(lower) > 4:
            return word[:-2] + "an"
        return lower if lower in _IRREGULAR.values() else word
    if lower.endswith("ies") and len(lower) > 4:
        return word[:-3] + "y"
    if lower.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
