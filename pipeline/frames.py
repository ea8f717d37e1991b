"""Outcomes that a verb or noun tells by its build: who won, who was chosen, what caused a thing, what rose, who made a loss.

caused(verb)     # Outcome(None, "cause", themes={"blast"}, doers={"leak"}, …), for "A leak caused the blast."
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipeline.clauses import (
    agents_of,
    behind,
    is_before_then,
    is_passive,
    is_time,
    matter_of,
    objects_of,
    stems_of,
    subject_matter,
)
from pipeline.outcome_words import outcome_words
from pipeline.predicates import Mood, mood_of, subjects_of, turned
from pipeline.synonyms import group_of, stem_of, word_of

_COMPLEMENTS = frozenset({"attr", "acomp", "oprd", "dobj"})
CAUSE, CHOICE = "cause", "choose"  # the answers of causes and of choices, whatever their verbs


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer to one question: the words for it, what it is told of, who did it, and in what mood.

    `question` is None for a plain verb, which answers only whether it was done; `answer` is then its group.
    `themes` and `doers` are stems; `part` where some are meant ("two of the hostages"), `only` where it
    says no more than some ("only two"), `all` where it says that all are, `nobody` where none of the people;
    `where` are the stems of the things that it was done in or at, `matter` those behind the other
    prepositions, with each: fraud in "cleared of fraud", lorries in "open to lorries".
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
    matter: frozenset[tuple[str, str]] = frozenset()

    @property
    def told_of(self) -> frozenset[str]:
        """Whoever and whatever takes part, in whatever role."""
        return self.themes | self.doers


def won(verb: Token) -> Outcome | None:
    """Who got a thing, where it is told as given to them: "awarded the prize to Barbier", "the prize went to Barbier"."""
    words = outcome_words()
    lemma = verb.lemma_.lower()
    wanted = {"nsubj"} if lemma in words.going else {"dobj", "nsubjpass"} if lemma in words.giving else None
    if wanted is None and lemma in words.gaining and not is_passive(verb):
        wanted = {"dobj"}
    if wanted is None or turned(verb, verb):
        return None
    got = [child for child in verb.children if child.dep_ in wanted and child.lemma_.lower() in words.prizes]
    to = [child for child in verb.children if child.dep_ in ("prep", "dative") and child.lower_ == "to"]
    who = [deep for one in to for deep in one.children if deep.dep_ == "pobj"]
    who += [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
    if not who and lemma in words.giving and [child.dep_ for child in got] == ["dobj"]:
        who = [child for child in verb.children if child.dep_ == "nsubjpass"]
    if lemma in words.gaining:
        who = subjects_of(verb)
    if not got or not who:
        return None
    won = _plain(None, group_of("win"), verb, stems_of(got), stems_of(who), verb)
    return replace(won, matter=matter_of([verb, *got], set()))


def named(verb: Token) -> Outcome | None:
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
    return _plain(None, "be", what, themes, stems_of([who, *who.conjuncts]), verb)


def caused(verb: Token) -> Outcome | None:
    """What caused a thing: "a leak caused the blast", "they blamed the crash on ice", "traced it to a bomb", "a fault is behind the recall"."""
    words, lemma = outcome_words(), verb.lemma_.lower()
    what, why = objects_of(verb, []), subjects_of(verb)
    if is_passive(verb):
        what, why = why, agents_of(verb)
    if lemma in words.blaming and (deed := behind(verb, "for")):
        what, why = deed, what
    elif lemma in words.blaming | words.tracing:
        why = behind(verb, "on" if lemma in words.blaming else "to")
    elif lemma == "be":
        what = behind(verb, "behind")
    elif lemma not in words.causing:
        return None
    if not what or not why or turned(verb, verb) or is_before_then(verb):
        return None
    near = [child for one in why for child in one.children if child.dep_ in ("compound", "amod")]
    causes = frozenset(stem_of(word) for one in (*why, *near) if (word := word_of(one)))
    return _plain(None, CAUSE, verb, stems_of(what), causes, verb) if causes else None


def chosen(verb: Token) -> Outcome | None:
    """Who was chosen for an office: "the orchestra named Benn as its conductor", "Benn was picked to lead the orchestra"."""
    if verb.lemma_.lower() not in outcome_words().choosing or turned(verb, verb):
        return None
    passive = is_passive(verb)
    who = [one for one in (subjects_of(verb) if passive else objects_of(verb, [])) if one.pos_ == "PROPN"]
    office = [*behind(verb, "as"), *(child for child in verb.children if child.dep_ == "oprd")]
    led = _attributes(verb)
    led += [
        deep for child in verb.children if child.dep_ in ("xcomp", "advcl") for deep in objects_of(child, [])
    ]
    if len(who) != 1 or not (office or led):
        return None
    bodies = agents_of(verb) if passive else subjects_of(verb)
    found = _plain(None, CHOICE, verb, stems_of([*office, *led, *bodies]), frozenset(), verb)
    name = frozenset(stem_of(word) for one in who if (word := word_of(one)))
    return replace(found, doers=name, matter=frozenset(("as", stem) for stem in stems_of(office)))


def _attributes(verb: Token) -> list[Token]:
    """The speaker of "chosen to be the speaker"."""
    joined = [child for child in verb.children if child.dep_ == "xcomp" and child.lemma_ == "be"]
    return [deep for one in joined for deep in one.children if deep.dep_ == "attr"]


def movement(noun: Token) -> Outcome | None:
    """A rise or fall that is told by a noun: "a 9 percent increase in thefts", "the decline of sales"."""
    level = outcome_words().outcomes["level"]
    lemma = noun.lemma_.lower()
    answer = "one" if lemma in level.one else "other" if lemma in level.other else None
    if answer is None or noun.dep_ not in _COMPLEMENTS:
        return None
    joined = [child for child in noun.children if child.lower_ in ("in", "of")]
    told = [deep for one in joined for deep in one.children if deep.dep_ == "pobj" and not deep.like_num]
    told = [deep for one in told for deep in (one, *one.conjuncts) if not is_time(deep)]
    verb = noun.head
    if not told or verb.pos_ not in ("VERB", "AUX"):
        return None
    themes = stems_of([*told, *subject_matter(told)])
    return _plain("level", answer, noun, themes, frozenset(), verb, negated=turned(verb, noun))


def balance(noun: Token) -> Outcome | None:
    """A profit or loss that is told of its owner, and not as what was made: "Ardex's net profit came to", "with a loss of"."""
    result = outcome_words().outcomes["result"]
    lemma = noun.lemma_.lower()
    answer = "one" if lemma in result.one else "other" if lemma in result.other else None
    if (
        answer is None
        or noun.dep_ not in ("nsubj", "pobj")
        or noun.head.lower_ in ("without", "from", "after")
    ):
        return None
    verb = next((one for one in noun.ancestors if one.pos_ in ("VERB", "AUX")), None)
    if verb is None or any(child.dep_ == "neg" for child in verb.children):
        return None
    owners = [child for child in noun.children if child.dep_ == "poss"]
    told = owners or (subjects_of(verb) if noun.dep_ == "pobj" else [])
    return _plain("result", answer, noun, stems_of(told), frozenset(), verb) if told else None


def _plain(
    question: str | None,
    answer: str,
    said: Token,
    themes: frozenset[str],
    doers: frozenset[str],
    verb: Token,
    *,
    negated: bool = False,
) -> Outcome:
    """An outcome of all that it is told of."""
    mood = mood_of(verb)
    return Outcome(question, answer, said.lower_, themes, doers, negated, mood, False, False, False, False)
