"""Which way a text compares or moves a thing: more or less, most or least, up or down.

degrees_of(nlp("Fewer pupils left school."))     # (Degree("amount", up=False, of={"pupil"}, …),)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from extractors.vocabulary import Checked
from pipeline.outcome_words import outcome_words
from pipeline.predicates import mood_of, subjects_of
from pipeline.synonyms import stem_of, word_of
from pipeline.vocabulary import shipped

_COMPARED = frozenset({"JJR", "RBR", "JJS", "RBS"})
_THINGS = frozenset({"NOUN", "PROPN"})
_COUNTS = frozenset({"quantmod", "nummod"})


class Scale(Checked):
    """The lemmas for more of something and for less of it."""

    up: frozenset[str]
    down: frozenset[str]


class DegreeWords(Checked):
    """pipeline/data/degrees.yml."""

    scales: dict[str, Scale]
    amounts: frozenset[str]


@lru_cache(maxsize=1)
def degree_words() -> DegreeWords:
    return shipped(DegreeWords, "degrees")


@lru_cache(maxsize=1)
def _ways() -> dict[str, tuple[str, bool]]:
    """Of each lemma: its scale, and whether it goes up."""
    found: dict[str, tuple[str, bool]] = {}
    for name, scale in degree_words().scales.items():
        found |= dict.fromkeys(scale.up, (name, True)) | dict.fromkeys(scale.down, (name, False))
    return found


@dataclass(frozen=True, slots=True)
class Degree:
    """One comparison or movement: on which scale, which way, of what (stems), and with what it is compared.

    `word` is the stem of the word that compares, `most` where it is a superlative; a movement ("fell") is on the scale of amounts.
    """

    scale: str
    up: bool
    said: str
    of: frozenset[str]
    than: frozenset[str]
    most: bool
    word: str


def degrees_of(doc: Doc) -> tuple[Degree, ...]:
    """The comparisons and movements that the text tells as facts, in its order."""
    return tuple(found for token in doc if (found := _compared(token) or _moved(token)) is not None)


def _compared(token: Token) -> Degree | None:
    if (
        token.tag_ not in _COMPARED
        or token.dep_ in _COUNTS
        or token.head.like_num
        or (token.i and token.nbor(-1).lower_ == "at")
    ):
        return None  # "more than 100", "at least"
    way, head = _way(token), token.head
    if way is None:
        return None
    if token.dep_ == "advmod" and head.pos_ in ("ADJ", "ADV"):  # "more expensive", "less often"
        scale, up = _way(head) or (head.lemma_.lower(), True)
        way, token = (scale, up == way[1]), head
    than = _than(token)
    if any(top.like_num and top.lower_ != "one" for one in than for top in (one, *one.children)):
        return None
    most = any(one.tag_ in ("JJS", "RBS") for one in (token, *token.children))
    return Degree(*way, token.lower_, _stems(_head(token)), _stems(than), most, stem_of(token.lemma_.lower()))


def _way(token: Token) -> tuple[str, bool] | None:
    return _ways().get(token.lemma_.lower()) or _ways().get(token.lower_)


def _than(token: Token) -> list[Token]:
    """What a word that compares sets a thing against: the flights of "cheaper than flights"."""
    near = (token, *token.children, token.head, token.head.head)
    joins = {one for top in near for one in top.children if one.lower_ == "than" and one.i > token.i}
    return [deep for one in joins for deep in one.subtree if deep.pos_ in _THINGS or deep.like_num]


def _head(token: Token) -> list[Token]:
    """What is compared: the noun, or the subject and object of the verb beside it."""
    head = token.head
    if head.pos_ in ("NOUN", "PROPN") and token.dep_ == "amod":
        return _measured(head)
    objects = [child for child in head.children if child.dep_ == "dobj"]
    if head.dep_ == "ccomp" or token.dep_ in ("oprd", "ccomp"):
        objects += [child for child in head.children if child.dep_ == "nsubj"]
    return [deep for one in (*subjects_of(head), *objects) for deep in _measured(one)]


def _moved(token: Token) -> Degree | None:
    """A verb by which its subject or object goes up or down."""
    kind = outcome_words().outcomes["level"]
    lemma = token.lemma_.lower()
    if token.pos_ != "VERB" or mood_of(token) in ("open", "planned"):
        return None
    particle = next((child.lower_ for child in token.children if child.dep_ in ("prt", "advmod")), "")
    up = lemma in kind.one or f"{lemma} {particle}" in kind.one
    down = lemma in kind.other or f"{lemma} {particle}" in kind.other
    if up == down or any(child.dep_ == "neg" for child in token.children):
        return None
    objects = [child for child in token.children if child.dep_ == "dobj"]
    told = [one for head in (objects or subjects_of(token)) for one in _measured(head)]
    return Degree("amount", up, token.lower_, _stems(told), frozenset(), False, lemma) if told else None


def _measured(head: Token) -> list[Token]:
    """What goes up or down: of "the number of pupils", the pupils."""
    if head.lemma_.lower() not in degree_words().amounts:
        return [head]
    behind = [
        deep
        for one in head.children
        if one.lower_ in ("of", "in")
        for deep in one.children
        if deep.dep_ == "pobj"
    ]
    return behind or [head, *(child for child in head.children if child.dep_ == "compound")]


def _stems(tokens: list[Token]) -> frozenset[str]:
    return frozenset(stem_of(word) for token in tokens if (word := word_of(token)))
