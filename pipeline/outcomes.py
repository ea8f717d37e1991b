"""What a text says became of something: survived or died, approved or blocked, stayed or left, with what it is told of.

    outcomes_of(nlp("The council turned the plan down."))   # (Outcome("approval", "other", themes={"plan"}, …),)

Two texts that give one thing two answers to one question cannot both be right.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from pipeline.outcome_words import outcome_words
from pipeline.predicates import Mood, meant, mood_of, subjects_of, turned
from pipeline.synonyms import group_of, stem_of, synonyms, word_of

_NEAR = 5  # words within which those of a phrase follow its verb
_TO_WHAT = frozenset({"for", "against", "to", "on", "over", "off", "out", "from", "with"})
_COMPLEMENTS = frozenset({"attr", "acomp", "oprd", "dobj"})
_NAMED = ("compound", "nmod", "appos", "flat")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer to one question: the words for it, what it is told of, who did it, and in what mood.

    `question` is None for a plain verb, which answers only whether it was done; `answer` is then its group.
    `themes` and `doers` are stems; `part` where some are meant ("two of the hostages"), `only` where it
    says no more than some ("only two"), `all` where it says that all are, `nobody` where none of the people;
    `where` are the stems of the things that it was done in or at.
    """

    question: str | None
    answer: str
    said: str
    themes: frozenset[str]
    doers: frozenset[str]
    negated: bool
    mood: Mood
    part: bool
    only: bool
    all: bool
    nobody: bool
    where: frozenset[str] = frozenset()

    @property
    def told_of(self) -> frozenset[str]:
        """Whoever and whatever takes part, in whatever role."""
        return self.themes | self.doers


@lru_cache(maxsize=1)
def _answers() -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    """Of each first word: (question, answer, the words that must follow), the longer phrases first."""
    table: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    for question, kind in outcome_words().outcomes.items():
        for answer in ("one", "other", "over"):
            for phrase in getattr(kind, answer):
                first, *rest = phrase.split()
                table.setdefault(first, []).append((question, answer, tuple(rest)))
    for found in table.values():
        found.sort(key=lambda entry: -len(entry[2]))
    return table


def outcomes_of(doc: Doc) -> tuple[Outcome, ...]:
    """The outcomes that the text tells, in its order."""
    found: list[Outcome] = []
    for token in doc:
        if token.pos_ in ("VERB", "AUX", "ADJ", "ADV", "NOUN"):
            found += _of(token)
        if token.lemma_.lower() == "be" and (named := _named(token)) is not None:
            found.append(named)
    return tuple(found)


def _of(token: Token) -> list[Outcome]:
    lemma = token.lemma_.lower()
    known = _answers().get(lemma, ())
    if not known and token.pos_ != "VERB":
        return []
    if lemma in synonyms().telling and any(child.dep_ == "ccomp" for child in token.children):
        return []  # "the inquiry found that …"
    after = {one.lemma_.lower(): one for one in reversed(token.doc[token.i + 1 : token.i + 1 + _NEAR])}
    entries = [entry for entry in known if all(word in after for word in entry[2])]
    longest = len(entries[0][2]) if entries else 0
    made = [
        _outcome(token, question, answer, [after[word] for word in rest])
        for question, answer, rest in entries
        if len(rest) == longest and not (rest and token.pos_ == "NOUN")
    ]
    if token.pos_ == "VERB" and (word := word_of(token)) and word not in synonyms().light:
        made.append(_outcome(token, None, word, []))
    if token.pos_ == "VERB":
        made.append(_won(token))
    return [one for one in made if one is not None]


def _outcome(token: Token, question: str | None, answer: str, rest: list[Token]) -> Outcome | None:
    """The outcome that a word tells, with the rest of its phrase; None where it is told of nothing."""
    verb = _verb(token)
    if verb is None:
        return None
    subjects, objects = subjects_of(verb), _objects(verb, rest)
    of = outcome_words().outcomes[question].of if question else "object"
    if of == "either":
        themes, doers = [*subjects, *objects], []
    elif of == "subject":
        themes, doers = subjects, objects
    elif objects and not any(child.dep_ == "nsubjpass" for child in verb.children):
        themes, doers = objects, subjects
    else:
        themes, doers = [*subjects, *_behind(verb)], _agents(verb)
    nouns = [one for one in rest if one.pos_ == "NOUN"]  # the strike of "went on strike"
    if not themes and not nouns:
        return None
    return Outcome(
        question,
        answer,
        " ".join(one.lower_ for one in (token, *rest)),
        _stems([*themes, *nouns, *_subject_matter(themes)]),
        _stems(doers),
        turned(verb, token),
        mood_of(verb),
        any(map(_in_part, themes)),
        any(map(_only_some, themes)),
        any(map(_of_all, themes)),
        any(map(_is_nobody, themes)),
        _where([verb, *objects]),
    )


def _won(verb: Token) -> Outcome | None:
    """Who got a thing, where it is told as given to them: "awarded the prize to Barbier", "the prize went to Barbier"."""
    words = outcome_words()
    lemma = verb.lemma_.lower()
    wanted = {"nsubj"} if lemma in words.going else {"dobj", "nsubjpass"} if lemma in words.giving else None
    if wanted is None or turned(verb, verb):
        return None
    got = [child for child in verb.children if child.dep_ in wanted and child.lemma_.lower() in words.prizes]
    to = [child for child in verb.children if child.dep_ in ("prep", "dative") and child.lower_ == "to"]
    who = [deep for one in to for deep in one.children if deep.dep_ == "pobj"]
    who += [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
    if not who and lemma in words.giving and [child.dep_ for child in got] == ["dobj"]:
        who = [child for child in verb.children if child.dep_ == "nsubjpass"]
    if not got or not who:
        return None
    return Outcome(
        None,
        group_of("win"),
        verb.lower_,
        _stems(got),
        _stems(who),
        False,
        mood_of(verb),
        False,
        False,
        False,
        False,
    )


def _named(verb: Token) -> Outcome | None:
    """Who it is said to be that alone can be something: "the champions are Wales", "Berg is the first to win"."""
    sides = [child for child in verb.children if child.dep_ in ("nsubj", "attr")]
    if {side.dep_ for side in sides} != {"nsubj", "attr"} or len(sides) != 2 or turned(verb, verb):
        return None
    what, who = sorted(sides, key=lambda side: side.pos_ == "PROPN")
    sole = any(child.lower_ == "the" or child.dep_ == "poss" for child in what.children)
    if who.pos_ != "PROPN" or what.pos_ != "NOUN" or not sole:
        return None
    told = [what, *(child for child in what.children if child.dep_ in ("amod", "compound", "poss"))]
    themes = frozenset(stem_of(word) for token in told if (word := word_of(token)))
    doers = _stems([who, *who.conjuncts])
    return Outcome(None, "be", what.lower_, themes, doers, False, mood_of(verb), False, False, False, False)


def _verb(token: Token) -> Token | None:
    """The verb of a clause in which a token tells the outcome: the verb itself, or that beside an adjective."""
    if token.pos_ == "VERB":
        return None if token.dep_ in ("amod", "acl") and token.tag_ in ("VBN", "VBG") else token
    if token.pos_ == "NOUN" and token.dep_ not in _COMPLEMENTS:
        return None
    head = token if token.pos_ == "AUX" else token.head
    plain = head.lemma_.lower() in outcome_words().plain or token.dep_ == "advmod"
    return head if head.pos_ in ("VERB", "AUX") and (plain or token.dep_ in ("oprd", "acomp")) else None


def _objects(verb: Token, rest: list[Token]) -> list[Token]:
    """What a verb is done to: its object, or what stands behind a preposition of its phrase ("voted for the plan")."""
    found = [child for child in verb.children if child.dep_ == "dobj" and child not in rest]
    if not found:
        behind = [one for one in (*verb.children, *rest) if one.dep_ == "prep" or one in rest]
        joined = [one for one in behind if one in rest or one.lower_ == "at"]
        joined += [child for one in rest for child in one.children if child.lower_ in ("of", "in", "to")]
        found = [deep for one in joined for deep in one.children if deep.dep_ == "pobj" and deep not in rest]
        found = [one for one in found if one.lower_ not in outcome_words().times]
    return [token for one in found for token in (meant(one), *one.conjuncts)]


def _behind(verb: Token) -> list[Token]:
    """What a verb without an object turns to: "voted against the plan", "agreed to the plan"."""
    joined = [child for child in verb.children if child.dep_ in ("prep", "prt") and child.lower_ in _TO_WHAT]
    return [deep for one in joined for deep in one.children if deep.dep_ == "pobj"]


def _subject_matter(heads: list[Token]) -> list[Token]:
    """What talks, plans and tries are about: the ceasefire of "talks on a ceasefire"."""
    joined = [
        one
        for head in heads
        if head.lemma_.lower() in outcome_words().about
        for one in head.children
        if one.lower_ in ("on", "over", "for", "about")
    ]
    return [deep for one in joined for deep in one.children if deep.dep_ == "pobj"]


def _agents(verb: Token) -> list[Token]:
    return [
        deep
        for child in verb.children
        if child.dep_ == "agent"
        for deep in child.children
        if deep.dep_ == "pobj"
    ]


def _stems(heads: list[Token]) -> frozenset[str]:
    """The stems of the heads and of the names beside them."""
    tokens = {
        token
        for head in heads
        for token in (head, *head.children)
        if token is head or (token.dep_ in _NAMED and token.pos_ == "PROPN")
    }
    return frozenset(stem_of(word) for token in tokens if (word := word_of(token)))


def _in_part(head: Token) -> bool:
    """Whether only some are meant: "two hostages", "some of the houses"."""
    beside = [child for child in head.children if child.dep_ in ("nummod", "amod", "det", "quantmod")]
    above = [head.head.head] if head.dep_ == "pobj" and head.head.lower_ == "of" else []
    counted = any(one.like_num or one.lower_ in outcome_words().some for one in (head, *beside, *above))
    known = not above and any(one.lower_ in ("the", "these", "those") for one in beside)
    return counted and not known and not _of_all(head)


def _where(heads: list[Token]) -> frozenset[str]:
    """The stems of the things that it was done in or at: the river of "found in the river"."""
    joined = [one for head in heads for one in head.children if one.lower_ in ("in", "at", "near")]
    found = [deep for one in joined for deep in one.children if deep.dep_ == "pobj" and deep.pos_ == "NOUN"]
    return _stems([one for one in found if one.lower_ not in outcome_words().times])


def _only_some(head: Token) -> bool:
    """Whether no more than some are meant: "only one of the boats", "just two men", "not all of them"."""
    above = [head.head.head] if head.dep_ == "pobj" and head.head.lower_ == "of" else []
    near = {one.lower_ for top in (head, *above) for one in top.subtree if one.i < head.i}
    near |= {top.doc[top.left_edge.i - 1].lower_ for top in (head, *above) if top.left_edge.i}
    return bool(near & outcome_words().only) and (_in_part(head) or _of_all(head))


def _is_nobody(head: Token) -> bool:
    """Whether a subject or object is "nobody", "no one" or "none"."""
    before = head.nbor(-1).lower_ if head.i else ""
    return head.lower_ in outcome_words().nobody or (head.lower_ == "one" and before in ("no", "not"))


def _of_all(head: Token) -> bool:
    """Whether all are meant: "all five men", "both of the pilots"."""
    above = [head.head.head] if head.dep_ == "pobj" and head.head.lower_ == "of" else []
    return any(one.lower_ in outcome_words().whole for one in (*above, *head.children))
