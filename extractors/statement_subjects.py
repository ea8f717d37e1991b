"""Whom a statement is about, and what its object is, by name.

subject_of(clause, mentions, holder)     # "Voltara", of "Voltara denies that it broke any export rule"
"""

from __future__ import annotations

from extractors.clauses import Clause
from extractors.factuality_words import factuality_words, is_of
from extractors.mention_words import mention_words
from extractors.mentions import Mentions
from extractors.parse import Parse
from extractors.pronouns import pronouns
from extractors.speaker_words import speaker_words
from extractors.statement_names import Holder, main_body, name_of
from extractors.statement_words import statement_words
from extractors.verbs import is_passive

LEFT = frozenset({"compound", "det", "amod", "poss", "nmod", "nummod", "quantmod"})


def subject_of(
    clause: Clause, mentions: Mentions, holder: Holder, *, actor: bool = False, doer: bool = False
) -> str | None:
    """The canonical name of whom the clause is about; None where nothing tells.

    With `actor`, of a thing that somebody owns the owner: who used smuggled chips, not whose hardware. With `doer`,
    who does it: of "figures were manipulated" whom the story is about, as nobody else is named.
    """
    parse, token, words = clause.parse, _accused(clause), statement_words()
    if not clause.verbal and parse.dep[clause.head] == "pobj":
        if parse.tag[clause.head].startswith("NNP"):  # "no evidence of Voltara using the machines"
            return name_of(mentions, clause.head, holder)
        if not holder.accusing:
            return None  # "no evidence of an attack": whose, nobody says
    if token is None:
        return holder.name
    if _is_vague(parse, token):
        token = _wider(parse, token)
    if clause.verbal and is_passive(parse, clause.head) and not _acting(parse, token):
        agent = parse.child(clause.head, "agent")
        by = parse.child(agent, "pobj") if agent is not None else None
        if by is not None and _acting(parse, by):
            token = by
        elif doer and parse.child(token, "poss") is None and (body := main_body(mentions, holder)):
            return body
    if parse.lower[token] in pronouns().speaking or _is_vague(parse, token):
        return holder.name
    owner = parse.child(token, "poss")
    if parse.lower[token] in words.clients and holder.client is not None:
        return holder.client
    name = name_of(mentions, token, holder)
    if parse.lower[token] in words.managing and owner is None:
        own = holder.name if holder.own and not holder.person else main_body(mentions, holder)
        people = parse.tag[token] == "NNS" and own is not None  # "managers"
        return f"{own} {name}" if people else own or name
    if owner is None or parse.tag[token].startswith("NNP"):
        return _placed_at(parse, token, name)
    while (above := parse.child(owner, "poss")) is not None:  # "its users' passwords"
        owner = above
    whose = holder.name if parse.lower[owner] in pronouns().speaking else name_of(mentions, owner, holder)
    if whose is None or name is None:
        return name or whose
    if parse.lower[token] in words.managing or (actor and not _acting(parse, token)):
        return whose
    return name if whose in name else f"{whose} {name}"


def _placed_at(parse: Parse, token: int, name: str | None) -> str | None:
    """A nameless thing with the name that it is "of" or "at": "the harbour wall at Porthnew"."""
    if name is None or not name.islower() or _acting(parse, token):
        return name
    belonging = speaker_words().belonging
    for child in parse.children[token]:
        inner = parse.child(child, "pobj") if parse.lower[child] in belonging and child > token else None
        if inner is not None and parse.tag[inner].startswith("NNP"):
            return f"{name} {parse.lower[child]} {parse.text[slice(*parse.span(*phrase_span(parse, inner)))]}"
    return name


def _accused(clause: Clause) -> int | None:
    """The subject of a clause; of "accuses the governor of moving men", where "of" is parsed as the governor's own, him."""
    parse = clause.parse
    for step in clause.governors[:2]:
        noun = step.token
        if parse.dep[noun] == "dobj" and is_of(parse, parse.head[noun], "accuse"):
            return noun if not is_of(parse, noun, "allegation") else clause.subject
    return clause.subject


def _is_vague(parse: Parse, token: int) -> bool:
    """Whether a word names nobody in particular, or nobody at all."""
    return parse.lower[token] in statement_words().anyone | factuality_words().nobody


def _wider(parse: Parse, token: int) -> int:
    """The noun after "any of", "anyone at": whom a vague word is taken from."""
    for child in parse.children[token]:
        if parse.dep[child] == "prep" and parse.lower[child] in statement_words().within:
            inner = parse.child(child, "pobj")
            if inner is not None:
                return inner
    return token


def _acting(parse: Parse, token: int) -> bool:
    """Whether a word can name people or bodies that act: a name, a pronoun, "engineers"; crude, by its ending."""
    return (
        not parse.tag[token].startswith("NN")
        or parse.tag[token].startswith("NNP")
        or (
            parse.lower[token].endswith(statement_words().acting)
            or parse.lower[token] in mention_words().broad
        )
    )


def phrase_span(parse: Parse, head: int) -> tuple[int, int]:
    """The tokens of a noun phrase: its own modifiers before it, "of …" and "for …" after it, no side clauses."""
    first, last, belonging = head, head + 1, speaker_words().belonging
    for child in parse.children[head]:
        if child < head and parse.dep[child] in LEFT:
            first = min(first, parse.edges[child][0])
        elif child > head and (parse.dep[child] == "appos" or parse.lower[child] in belonging):
            last = max(last, parse.edges[child][1])
    return first, last


def object_of(clause: Clause, mentions: Mentions, token: int | None) -> str | None:
    """What the object of a declared statement's pattern, or the clause's own, stands for by name."""
    if token is None:
        token = clause.parse.child(clause.head, "dobj") if clause.verbal else None
    return None if token is None else name_of(mentions, token, Holder(None, person=False))
