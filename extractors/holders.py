"""Who denies, alleges or examines: the holder of a cue, as the head token of its mention.

actor(parse, 4)      # of "was rejected by the commission": "commission"
"""

from __future__ import annotations

from extractors.clauses import negation_of, subject_token
from extractors.factuality_words import factuality_words, is_of
from extractors.parse import Parse
from extractors.verbs import is_passive

NEAR = 14  # tokens around a verb of denial in which what it calls a charge is looked for


def is_nobody(parse: Parse, token: int) -> bool:
    """ "Nobody", "nothing", "no one", "no document"."""
    if parse.lower[token] in factuality_words().nobody:
        return True
    return any(parse.lower[child] == "no" for child in parse.children[token])


def finder(parse: Parse, noun: int) -> int | None:
    """Who has no evidence: the subject of the verb that has the noun as its object."""
    token = noun
    for _ in range(5):
        if parse.head[token] == token:
            return None
        token = parse.head[token]
        if parse.tag[token].startswith("VB"):
            subject = subject_token(parse, token)
            if subject is None or is_nobody(parse, subject) or parse.dep[subject] in ("expl", "nsubjpass"):
                return None
            empty = parse.lower[subject] in factuality_words().empty
            return None if empty or subject == noun else subject
    return None


def actor(parse: Parse, verb: int) -> int | None:
    """Who denies or accuses: the subject, or after a passive the agent ("was rejected by the commission")."""
    if is_passive(parse, verb) or _participle(parse, verb):
        agent = parse.child(verb, "agent")
        return parse.child(agent, "pobj") if agent is not None else None
    return subject_token(parse, verb)


def _participle(parse: Parse, verb: int) -> bool:
    """Whether a participle stands alone: "…, accused of lying"."""
    helpers = {parse.lower[child] for child in parse.children[verb] if parse.dep[child] in ("aux", "auxpass")}
    return parse.tag[verb] == "VBN" and helpers.isdisjoint(factuality_words().helping)


def examiner(parse: Parse, token: int) -> int | None:
    """Who examines; nobody where somebody only declines to say."""
    if not parse.tag[token].startswith("VB"):
        asking = owner(parse, token)
        inquiring = asking is None and parse.lower[token] in factuality_words().inquiry
        return finder(parse, token) if inquiring else asking
    asks = parse.lower[token].startswith(factuality_words().asking)
    if is_of(parse, token, "examine") and not asks:
        return actor(parse, token)
    telling = parse.lower[token].startswith("ask") and not is_passive(parse, token)
    return actor(parse, token) if telling else None


def owner(parse: Parse, noun: int) -> int | None:
    """Whose claim or inquiry it is: "her party's claim", "a claim by the union"."""
    possessor = parse.child(noun, "poss")
    if possessor is not None:
        return possessor
    for child in parse.children[noun]:
        if parse.dep[child] in ("prep", "agent") and parse.lower[child] in ("by", "from"):
            return parse.child(child, "pobj")
    return None


def is_allegation(parse: Parse, token: int) -> bool:
    """Whether a noun stands for what is laid to somebody: "the charge", "rumours"."""
    return is_of(parse, token, "allegation") and parse.tag[token].startswith("NN")


def refusal(parse: Parse, noun: int) -> tuple[int, int | None] | None:
    """The word by which an allegation is denied, and who says it: "rejected the charge", "called the claim baseless"."""
    token = noun
    for _ in range(5):
        if parse.head[token] == token:
            return None
        token = parse.head[token]
        if not parse.tag[token].startswith("VB"):
            continue
        if is_of(parse, token, "deny"):
            return None if negated_verb(parse, token) is not None else (token, actor(parse, token))
        if (cue := calls_untrue(parse, token)) is not None:
            return cue, subject_token(parse, token) if parse.child(token, "nsubj") != noun else None
        return None
    return None


def calls_untrue(parse: Parse, verb: int) -> int | None:
    """The word for an untruth that a verb gives as a name or state: "called it a lie", "is nonsense"."""
    if not parse.tag[verb].startswith("VB"):
        return None
    for child in parse.children[verb]:
        if parse.dep[child] in ("oprd", "attr", "acomp", "xcomp", "ccomp", "prep", "dobj", "advcl"):
            for token in range(*_short(parse, child)):
                if parse.lower[token] in factuality_words().untrue:
                    return token
    return None


def _short(parse: Parse, token: int) -> tuple[int, int]:
    first, last = parse.edges[token]
    return max(first, token - NEAR), min(last, token + NEAR)


def negated_verb(parse: Parse, verb: int) -> int | None:
    """The negation of a verb or of the verb that it depends on: "has not denied", "did not seek to deny"."""
    token = negation_of(parse, verb)
    if token is None and parse.dep[verb] == "xcomp":
        token = negation_of(parse, parse.head[verb])
    return token
