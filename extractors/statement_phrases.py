"""The words of an open statement: what a clause says, in basic form, from which its question is made.

phrase_of(doc, clause)      # "had not broken any export rule" -> "break export rule"

Texts that say the same in other tenses, with or without articles, come to the same words. What makes a phrase
a sentence stays: "and", "to", the words of side clauses.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from extractors.clauses import Clause
from extractors.factuality_words import factuality_words
from extractors.parse import Parse
from extractors.statement_words import statement_words
from extractors.verbs import is_passive

LONGEST = 14  # words of a predicate; of a longer one the rest is an ellipsis
OWN = frozenset({"aux", "auxpass", "neg", "det", "predet", "mark"})  # what the clause's own verb goes without


def phrase_of(doc: Doc, clause: Clause) -> str:
    """The predicate in basic form without negation, helpers and articles: "use smuggled chips", "will resign".

    "it be possible to …" where "it" stands for nothing. Of a clause without a verb its own words.
    """
    parse = clause.parse
    if not clause.verbal:
        return " ".join(parse.text[slice(*clause.span)].lower().split())
    said = _verb(doc, clause)
    after = 0  # the token that was said last
    for token in _kept(clause):
        word = parse.form[token] if parse.tag[token].startswith("NNP") else parse.lower[token]
        if after == token - 1 and parse.end[after] == parse.start[token] and said:
            said[-1] += word  # "Kestrel's", "78-year-old"
        elif len(said) == LONGEST:
            return f"{' '.join(_whole(said))} …"
        else:
            said.append(word)
        after = token
    return " ".join(_whole(said))


def _verb(doc: Doc, clause: Clause) -> list[str]:
    """The verb in basic form, with the helper that says that it is to come or can be."""
    parse, head = clause.parse, clause.head
    said = [doc[head].lemma_.lower()]
    children = parse.children[head]
    helpers = [
        parse.lower[child] for child in children if parse.dep[child] in ("aux", "auxpass") and child < head
    ]
    if is_passive(parse, head):
        said = ["be", parse.lower[head]]
    elif parse.lower[head] == "going" and any(parse.dep[child] == "xcomp" for child in children):
        said = ["be", "going"]
    kept = statement_words().modals
    modals = [kept[word] for word in helpers if word in kept]
    if modals and "have" not in helpers:  # "would have sunk" did not
        said.insert(0, modals[0])
    if _stands_for_nothing(clause):
        said.insert(0, "it")
    return said


def _stands_for_nothing(clause: Clause) -> bool:
    """Whether the subject is the "it" of "it was possible to …", "it is likely that …"."""
    parse, subject = clause.parse, clause.subject
    if (
        subject is None
        or parse.lower[subject] != "it"
        or parse.lower[clause.head] not in statement_words().being
    ):
        return False
    said = next((c for c in parse.children[clause.head] if parse.dep[c] in ("acomp", "attr")), None)
    places = parse.children[clause.head] + (parse.children[said] if said is not None else [])
    return said is not None and any(parse.dep[c] in ("xcomp", "ccomp", "advcl") and c > said for c in places)


def _kept(clause: Clause) -> Iterator[int]:
    """The tokens after the verb that are said."""
    parse = clause.parse
    for token in range(clause.head + 1, clause.tokens[1]):
        if parse.lower[token].strip() and not _idle(parse, token, clause.head):
            yield token


def _idle(parse: Parse, token: int, verb: int) -> bool:
    """Whether a word says nothing that another text could not leave out: articles, and what is the verb's own."""
    lower, dep, words = parse.lower[token], parse.dep[token], statement_words()
    own = parse.head[token] == verb
    if dep == "punct":
        return parse.tag[token] != "HYPH"
    if own and (dep in OWN or lower in factuality_words().negations):
        return True
    if parse.lower[token - 1] == "such":  # "at such a price"
        return False
    if dep in ("det", "predet"):
        return lower in words.articles or (lower == "no" and parse.head[parse.head[token]] == verb)
    return lower in words.fillers or (parse.tag[token] == "PRP$" and dep == "poss")


def _whole(said: list[str]) -> list[str]:
    """The words without those at the end that lead nowhere."""
    leading_on = statement_words().leading_on
    while len(said) > 1 and said[-1] in leading_on:
        said = said[:-1]
    return said
