"""A text read for comparing: its quantities with the words around each, and the words of the whole.

reading = read_text(nlp("The film has grossed $153 million worldwide."))
reading.measures[0].words      # frozenset({"gross", "worldwide"}) by groups of synonyms
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.account import account_of
from extractors.quantities import Quantity, find_quantities
from extractors.times import DAYS
from pipeline.degrees import Degree, degrees_of
from pipeline.denials import Said, said_of
from pipeline.frames import Outcome
from pipeline.measures import ABOUT, NAMED, Measure, codes_of, measure_of, tokens_at
from pipeline.outcomes import outcomes_of
from pipeline.synonyms import place_groups, stem_of, synonyms, word_of

_SCORES = frozenset({"a score", "score", "scores"})  # a score of a review is no twenty
_AIMED = frozenset({"for", "to", "from", "into", "against", "on"})
_WHERE = frozenset({"in", "at", "near"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "this", "his", "her", "its", "their"})
_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?(?=[ \d,.]|$)"
)
_WITHIN = re.compile(r"\d[:'’]\Z")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text's measures, its content words, its names, its years and whether it negates.

    `stems` are the words without their endings ("perform" of "performance"), `heroes` those of the names
    that its sentences are about; `refers` where it leaves such a name to what stood before ("it", "his").
    `places` are the names behind "in" and "at", `kinds` the stems of what narrows each noun ("crude"
    of "crude output", and True with its owners), `aims` the stems behind "for", "to" and the
    like, by that word, `days` the days of the week; `voices` the stems of who says or counts something,
    `outcomes` as in pipeline/frames.py, `said` as in pipeline/denials.py,
    `degrees` as in pipeline/degrees.py.
    """

    text: str
    measures: tuple[Measure, ...]
    words: frozenset[str]
    stems: frozenset[str]
    heroes: frozenset[str]
    refers: bool
    places: frozenset[str]
    kinds: Mapping[tuple[str, bool], frozenset[str]]
    aims: Mapping[str, frozenset[str]]
    days: frozenset[str]
    names: frozenset[str]
    years: frozenset[str]
    months: frozenset[str]
    numbers: frozenset[str]
    codes: frozenset[str]
    negated: bool
    sources: frozenset[str]
    voices: frozenset[str]
    outcomes: tuple[Outcome, ...]
    said: Said
    degrees: tuple[Degree, ...]


def read_text(doc: Doc) -> Reading:
    """The parsed text as a reading."""
    found = [
        one
        for one in find_quantities(doc)
        if doc.text[one.start : one.end].lower() not in _SCORES and not _in_name(doc, one)
    ]
    taken = {token.i for quantity in found for token in tokens_at(doc, quantity.start, quantity.end)}
    free = [token for token in doc if token.i not in taken]
    words = frozenset(word for token in doc if not token.like_num and (word := word_of(token)))
    return Reading(
        text=doc.text,
        measures=tuple(measure_of(doc, found, n, taken) for n in range(len(found))),
        words=words,
        stems=frozenset(map(stem_of, words)),
        heroes=_heroes(doc),
        refers=any(token.dep_ in ABOUT and token.lower_ in _PRONOUNS for token in doc),
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
        codes=codes_of(list(doc)),
        negated=any(_negates(token) for token in free),
        sources=frozenset(
            doc.text[slice(*one.source[0])]
            for one in account_of(doc).attributions
            if one.source and one.kind != "intention" and not one.weak
        ),
        voices=_voices(doc),
        outcomes=outcomes_of(doc),
        said=said_of(doc),
        degrees=degrees_of(doc),
    )


def _voices(doc: Doc) -> frozenset[str]:
    """The stems of who says or counts something in the text, as the subject of a verb of telling."""
    heads = [
        token for token in doc if token.dep_ == "nsubj" and token.head.lemma_.lower() in synonyms().telling
    ]
    return frozenset(stem_of(word) for head in heads for token in head.subtree if (word := word_of(token)))


def _heroes(doc: Doc) -> frozenset[str]:
    """The stems of the names that the sentences are about, as subjects or owners."""
    heads = [token for token in doc if token.dep_ in ABOUT and token.pos_ == "PROPN"]
    names = {
        token
        for head in heads
        for token in head.subtree
        if token.pos_ == "PROPN" and token.dep_ in ABOUT | NAMED
    }
    return frozenset(stem_of(word) for token in names if (word := word_of(token)))


def _kinds(doc: Doc) -> dict[tuple[str, bool], frozenset[str]]:
    """What narrows the nouns: the nouns, names and adjectives before them and what stands behind "of"; and their owners."""
    found: dict[tuple[str, bool], set[str]] = {}
    for token in doc:
        noun = word_of(token) if token.pos_ in ("NOUN", "PROPN") else None
        if noun is None:
            continue
        for child in token.children:
            behind = [one for one in child.children if child.dep_ == "prep" and child.lower_ == "of"]
            for one in (child, *behind, *(deeper for item in behind for deeper in item.children)):
                plain = one.dep_ in ("compound", "nmod", "pobj") or (one.dep_ == "amod" and one.pos_ == "ADJ")
                if (plain or one.dep_ == "poss") and not one.like_num and (word := word_of(one)):
                    found.setdefault((noun, one.dep_ == "poss"), set()).add(stem_of(word))
    return {key: frozenset(words) for key, words in found.items()}


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
                found.setdefault(token.head.lower_, set()).add(stem_of(word))
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
    return frozenset(place_groups().get(name, name) for name in found if not _MONTH.match(name))


def _in_name(doc: Doc, quantity: Quantity) -> bool:
    """Whether a number is part of a longer one ("3:59.4") or of a name: "the Six Nations", "the song 4 Minutes"; a word that opens a sentence is none."""
    if _WITHIN.search(doc.text, max(0, quantity.start - 3), quantity.start):
        return True
    token = tokens_at(doc, *quantity.number)[0]
    unit = doc.text[quantity.number[1] : quantity.end].strip()
    if quantity.form == "duration" and unit[:1].isupper() and any(_plain(one) for one in doc):
        return True
    if not token.text.isalpha() or not token.text[0].isupper() or token.is_sent_start:
        return False
    beside = [doc[n] for n in (token.i - 1, token.i + 1) if token.sent.start <= n < token.sent.end]
    return any(other.is_title and other.is_alpha and not other.is_sent_start for other in beside)


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
