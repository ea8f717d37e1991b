"""What a text says became of something: survived or died, approved or blocked, stayed or left, with what it is told of.

    outcomes_of(nlp("The council turned the plan down."))   # (Outcome("approval", "other", themes={"plan"}, …),)

Two texts that give one thing two answers to one question cannot both be right.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Token

from pipeline.clauses import (
    agents_of,
    in_part,
    is_before_then,
    is_nobody,
    is_passive,
    matter_of,
    objects_of,
    of_all,
    only_some,
    stems_of,
    subject_matter,
    turned_to,
    where_of,
)
from pipeline.frames import Outcome, balance, caused, chosen, movement, named, won
from pipeline.outcome_words import outcome_words
from pipeline.predicates import mood_of, subjects_of, turned
from pipeline.synonyms import synonyms, word_of

_NEAR = 5  # words within which those of a phrase follow its verb
_COMPLEMENTS = frozenset({"attr", "acomp", "oprd", "dobj"})
_PARTICLES = frozenset({"back"})


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
        if token.pos_ in ("VERB", "AUX", "ADJ", "ADV", "NOUN") and not _is_particle(token):
            found += _of(token)
        if token.pos_ == "NOUN":
            found += [one for one in (movement(token), balance(token)) if one is not None]
        if token.lemma_.lower() == "be" and (one := named(token)) is not None:
            found.append(one)
    return tuple(found)


def _is_particle(token: Token) -> bool:
    return token.dep_ == "prt" or (token.pos_ == "ADV" and token.lower_ in _PARTICLES)


def _of(token: Token) -> list[Outcome]:
    lemma = token.lemma_.lower()
    known = _answers().get(lemma, ())
    if not known and token.pos_ not in ("VERB", "AUX"):
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
        made += [won(token), caused(token), chosen(token)]
    elif lemma == "be":
        made.append(caused(token))
    return [one for one in made if one is not None]


def _outcome(token: Token, question: str | None, answer: str, rest: list[Token]) -> Outcome | None:
    """The outcome that a word tells, with the rest of its phrase; None where it is told of nothing."""
    verb = _verb(token)
    if verb is None or is_before_then(verb):
        return None
    subjects, objects = subjects_of(verb), objects_of(verb, rest)
    of = outcome_words().outcomes[question].of if question else "object"
    if verb.lemma_.lower() in outcome_words().borne and not is_passive(verb):
        themes, doers = subjects, objects
    elif of == "either":
        themes, doers = [*subjects, *objects], []
    elif of == "subject":
        themes, doers = subjects, objects
    elif objects and not is_passive(verb):
        themes, doers = objects, subjects
    elif question and not rest and not is_passive(verb) and any(one.dep_ == "xcomp" for one in verb.children):
        return None  # "refused to sell": what is refused is told by the other verb
    else:
        themes, doers = [*subjects, *turned_to(verb)], agents_of(verb)
    if answer == "over" and is_passive(verb):  # whoever was beaten lost
        by = agents_of(verb)
        themes, doers, answer = (by, subjects, "over") if by else (subjects, [], "other")
    nouns = [one for one in rest if one.pos_ == "NOUN"]  # the strike of "went on strike"
    if not themes and not nouns:
        return None
    return Outcome(
        question,
        answer,
        " ".join(one.lower_ for one in (token, *rest)),
        stems_of([*themes, *nouns, *subject_matter([*themes, *nouns])]),
        stems_of(doers),
        turned(verb, token),
        mood_of(verb),
        any(map(in_part, themes)),
        any(map(only_some, themes)),
        any(map(of_all, themes)),
        any(map(is_nobody, themes)),
        where_of([verb, *objects, *themes]),
        matter_of([verb, token, *rest, *themes], {*themes, *nouns}),
    )


def _verb(token: Token) -> Token | None:
    """The verb of a clause in which a token tells the outcome: the verb itself, or that beside an adjective."""
    if token.pos_ == "VERB":
        headline = token.dep_ == "acl" and token.tag_ == "VBN" and token.head.dep_ == "ROOT"
        told_by = token.dep_ in ("amod", "acl") and token.tag_ in ("VBN", "VBG")
        return None if told_by and not headline else token
    if token.pos_ == "NOUN" and token.dep_ not in _COMPLEMENTS:
        return None
    head = token if token.pos_ == "AUX" else token.head
    plain = head.lemma_.lower() in outcome_words().plain or token.dep_ == "advmod"
    return head if head.pos_ in ("VERB", "AUX") and (plain or token.dep_ in ("oprd", "acomp")) else None
