"""What a text says became of something: survived or died, approved or blocked, stayed or left, with what it is told of.

    outcomes_of(nlp("The council turned the plan down."))   # (Outcome("approval", "other", themes={"plan"}, …),)

Two texts that give one thing two answers to one question cannot both be right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc, Token

from pipeline.degrees import degree_words
from pipeline.outcome_words import outcome_words
from pipeline.predicates import Mood, meant, mood_of, subjects_of, turned
from pipeline.synonyms import group_of, stem_of, synonyms, word_of

_NEAR = 5  # words within which those of a phrase follow its verb
_TO_WHAT = frozenset({"for", "against", "to", "on", "over", "off", "out", "from", "with"})
_COMPLEMENTS = frozenset({"attr", "acomp", "oprd", "dobj"})
_NAMED = ("compound", "nmod", "appos", "flat")
_MATTERS = frozenset({"of", "for", "to", "against", "from", "into", "in", "on", "as"})
_SET_OFF = frozenset({"when", "before", "until"})
_ABOUT = frozenset({"on", "over", "for", "about", "against"})
_PARTICLES = frozenset({"back"})
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
            found += [one for one in (_movement(token), _balance(token)) if one is not None]
        if token.lemma_.lower() == "be" and (named := _named(token)) is not None:
            found.append(named)
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
        made += [_won(token), _caused(token), _chosen(token)]
    elif lemma == "be":
        made.append(_caused(token))
    return [one for one in made if one is not None]


def _outcome(token: Token, question: str | None, answer: str, rest: list[Token]) -> Outcome | None:
    """The outcome that a word tells, with the rest of its phrase; None where it is told of nothing."""
    verb = _verb(token)
    if verb is None or _before_then(verb):
        return None
    subjects, objects = subjects_of(verb), _objects(verb, rest)
    of = outcome_words().outcomes[question].of if question else "object"
    if verb.lemma_.lower() in outcome_words().borne and not _passive(verb):
        themes, doers = subjects, objects
    elif of == "either":
        themes, doers = [*subjects, *objects], []
    elif of == "subject":
        themes, doers = subjects, objects
    elif objects and not _passive(verb):
        themes, doers = objects, subjects
    elif question and not rest and not _passive(verb) and any(one.dep_ == "xcomp" for one in verb.children):
        return None  # "refused to sell": what is refused is told by the other verb
    else:
        themes, doers = [*subjects, *_behind(verb)], _agents(verb)
    if answer == "over" and _passive(verb):  # whoever was beaten lost
        by = _agents(verb)
        themes, doers, answer = (by, subjects, "over") if by else (subjects, [], "other")
    nouns = [one for one in rest if one.pos_ == "NOUN"]  # the strike of "went on strike"
    if not themes and not nouns:
        return None
    return Outcome(
        question,
        answer,
        " ".join(one.lower_ for one in (token, *rest)),
        _stems([*themes, *nouns, *_subject_matter([*themes, *nouns])]),
        _stems(doers),
        turned(verb, token),
        mood_of(verb),
        any(map(_in_part, themes)),
        any(map(_only_some, themes)),
        any(map(_of_all, themes)),
        any(map(_is_nobody, themes)),
        _where([verb, *objects, *themes]),
        _matter([verb, token, *rest, *themes], {*themes, *nouns}),
    )


def _matter(heads: list[Token], themes: set[Token]) -> frozenset[tuple[str, str]]:
    """What stands behind the prepositions of a clause, with each: the fraud of "found guilty of fraud"."""
    joined = {one for head in heads for one in head.children if one.lower_ in _MATTERS and one.dep_ == "prep"}
    told = [child for head in heads for child in head.children if child.dep_ == "attr"]
    states = frozenset(("as", stem) for stem in _stems(told))
    return states | frozenset(
        (one.lower_, stem_of(word))
        for one in joined
        for deep in one.children
        if deep.dep_ in ("pobj", "pcomp") and deep not in themes and not _of_all(deep)
        for part in (deep, *deep.conjuncts, *(child for child in deep.children if child.dep_ in _NAMED))
        if not _is_time(part) and not part.like_num and (word := word_of(part))
    )


def _movement(noun: Token) -> Outcome | None:
    """A rise or fall that is told by a noun: "a 9 percent increase in thefts", "the decline of sales"."""
    level = outcome_words().outcomes["level"]
    lemma = noun.lemma_.lower()
    answer = "one" if lemma in level.one else "other" if lemma in level.other else None
    if answer is None or noun.dep_ not in _COMPLEMENTS:
        return None
    joined = [child for child in noun.children if child.lower_ in ("in", "of")]
    told = [deep for one in joined for deep in one.children if deep.dep_ == "pobj" and not deep.like_num]
    told = [deep for one in told for deep in (one, *one.conjuncts) if not _is_time(deep)]
    verb = noun.head
    if not told or verb.pos_ not in ("VERB", "AUX"):
        return None
    themes = _stems([*told, *_subject_matter(told)])
    return _plain("level", answer, noun, themes, frozenset(), verb, negated=turned(verb, noun))


def _balance(noun: Token) -> Outcome | None:
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
    return _plain("result", answer, noun, _stems(told), frozenset(), verb) if told else None


def _caused(verb: Token) -> Outcome | None:
    """What caused a thing: "a leak caused the blast", "they blamed the crash on ice", "traced it to a bomb", "a fault is behind the recall"."""
    words, lemma = outcome_words(), verb.lemma_.lower()
    what, why = _objects(verb, []), subjects_of(verb)
    if _passive(verb):
        what, why = why, _agents(verb)
    if lemma in words.blaming and (deed := _pobjs(verb, "for")):
        what, why = deed, what
    elif lemma in words.blaming | words.tracing:
        why = _pobjs(verb, "on" if lemma in words.blaming else "to")
    elif lemma == "be":
        what = _pobjs(verb, "behind")
    elif lemma not in words.causing:
        return None
    if not what or not why or turned(verb, verb) or _before_then(verb):
        return None
    near = [child for one in why for child in one.children if child.dep_ in ("compound", "amod")]
    causes = frozenset(stem_of(word) for one in (*why, *near) if (word := word_of(one)))
    return _plain(None, CAUSE, verb, _stems(what), causes, verb) if causes else None


def _chosen(verb: Token) -> Outcome | None:
    """Who was chosen for an office: "the orchestra named Benn as its conductor", "Benn was picked to lead the orchestra"."""
    if verb.lemma_.lower() not in outcome_words().choosing or turned(verb, verb):
        return None
    passive = _passive(verb)
    who = [one for one in (subjects_of(verb) if passive else _objects(verb, [])) if one.pos_ == "PROPN"]
    office = [*_pobjs(verb, "as"), *(child for child in verb.children if child.dep_ == "oprd")]
    led = _attributes(verb)
    led += [
        deep for child in verb.children if child.dep_ in ("xcomp", "advcl") for deep in _objects(child, [])
    ]
    if len(who) != 1 or not (office or led):
        return None
    bodies = _agents(verb) if passive else subjects_of(verb)
    found = _plain(None, CHOICE, verb, _stems([*office, *led, *bodies]), frozenset(), verb)
    name = frozenset(stem_of(word) for one in who if (word := word_of(one)))
    return replace(found, doers=name, matter=frozenset(("as", stem) for stem in _stems(office)))


def _attributes(verb: Token) -> list[Token]:
    """The speaker of "chosen to be the speaker"."""
    joined = [child for child in verb.children if child.dep_ == "xcomp" and child.lemma_ == "be"]
    return [deep for one in joined for deep in one.children if deep.dep_ == "attr"]


def _pobjs(verb: Token, word: str) -> list[Token]:
    """What stands behind a preposition of a verb or of its object."""
    heads = [verb, *(child for child in verb.children if child.dep_ in ("dobj", "prt"))]
    joined = [child for head in heads for child in head.children if child.lower_ == word]
    return [deep for one in joined for deep in one.children if deep.dep_ == "pobj"]


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


def _is_time(token: Token) -> bool:
    return token.lemma_.lower() in outcome_words().calendar


def _passive(verb: Token) -> bool:
    headline = verb.dep_ == "acl" and verb.tag_ == "VBN"  # "Three men arrested over the theft"
    return headline or any(child.dep_ == "nsubjpass" for child in verb.children)


def _won(verb: Token) -> Outcome | None:
    """Who got a thing, where it is told as given to them: "awarded the prize to Barbier", "the prize went to Barbier"."""
    words = outcome_words()
    lemma = verb.lemma_.lower()
    wanted = {"nsubj"} if lemma in words.going else {"dobj", "nsubjpass"} if lemma in words.giving else None
    if wanted is None and lemma in words.gaining and not _passive(verb):
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
    won = _plain(None, group_of("win"), verb, _stems(got), _stems(who), verb)
    return replace(won, matter=_matter([verb, *got], set()))


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
    return _plain(None, "be", what, themes, _stems([who, *who.conjuncts]), verb)


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


def _objects(verb: Token, rest: list[Token]) -> list[Token]:
    """What a verb is done to: its object, or what stands behind a preposition of its phrase ("voted for the plan")."""
    found = [child for child in verb.children if child.dep_ == "dobj" and child not in rest]
    if not found:
        behind = [one for one in (*verb.children, *rest) if one.dep_ == "prep" or one in rest]
        joined = [one for one in behind if one in rest or one.lower_ == "at"]
        joined += [
            child
            for one in rest
            if one.pos_ != "VERB"
            for child in one.children
            if child.lower_ in ("of", "in", "to")
        ]
        found = [deep for one in joined for deep in one.children if deep.dep_ == "pobj" and deep not in rest]
        found = [one for one in found if one.lower_ not in outcome_words().times]
    return [token for one in found for token in (meant(one), *one.conjuncts)]


def _behind(verb: Token) -> list[Token]:
    """What a verb without an object turns to: "voted against the plan", "agreed to the plan"."""
    joined = [
        child
        for child in verb.children
        if child.dep_ in ("prep", "prt", "dative") and child.lower_ in _TO_WHAT
    ]
    return [deep for one in joined for deep in one.children if deep.dep_ == "pobj"]


def _before_then(verb: Token) -> bool:
    """Whether a clause goes back behind the time of its text: "it had been closed", but for what is reported, or was so "by" a time."""
    beside = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass", "prep")}
    if "had" not in beside or "by" in beside or verb.tag_ == "VBG":
        return False
    if any(child.dep_ == "advcl" and _opens_with(child, _SET_OFF) for child in verb.children):
        return True
    return verb.dep_ not in ("ccomp", "parataxis") and not any(
        child.dep_ == "parataxis" for child in verb.children
    )


def _opens_with(clause: Token, words: frozenset[str]) -> bool:
    return any(child.lower_ in words for child in clause.children)


def _subject_matter(heads: list[Token]) -> list[Token]:
    """What talks, plans and tries are about, and what is counted: the ceasefire of "talks on a ceasefire", the thefts of "the number of thefts"."""
    joined = [
        one
        for head in heads
        for one in head.children
        if (head.lemma_.lower() in outcome_words().about and one.lower_ in _ABOUT)
        or (head.lemma_.lower() in degree_words().amounts and one.lower_ == "of")
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
    return frozenset(stem_of(word) for token in tokens if not _is_time(token) and (word := word_of(token)))


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
