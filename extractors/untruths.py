"""A number that is called untrue: "called the $5 million price bogus", "the figure of 40 dead was wrong".

called_untrue(parse, 6, 8)     # the token of "bogus", and that it is called so
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.clauses import negation_of
from extractors.factuality_words import calling, factuality_words, is_of
from extractors.mention_words import mention_words
from extractors.parse import Parse

_ASIDE = frozenset({"relcl", "advcl", "conj", "parataxis", "appos"})  # what is only added about a thing
_CALLING = frozenset({"oprd", "xcomp", "ccomp", "dobj", "acomp", "attr"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def called_untrue(parse: Parse, first: int, last: int) -> tuple[int, bool] | None:
    """The word that calls the tokens first..last (inclusive) untrue, and whether it does: "is not wrong" does not.

    A figure, bill or report "is false"; a verb of naming calls anything so. None where nobody calls it anything of
    the kind, or only in a clause beside ("the firm, which has 40 staff, is wrong").
    """
    below = first
    for token in parse.above(first, last):
        if token != below and _is_aside(parse, below):
            return None
        named = parse.lower[token] in calling()
        if named or (parse.lower[token] in factuality_words().being and _can_be_untrue(parse, below)):
            cue = _untruth(parse, [*parse.children[token], *(parse.children[below] if named else ())])
            if cue is not None:
                return cue, negation_of(parse, token) is None
        elif _can_be_untrue(parse, below):
            if parse.lower[token] in factuality_words().untrue:  # "talk of 40 was invented"
                return token, negation_of(parse, token) is None
            if (missing := _missing_basis(parse, token)) is not None:
                return missing, True
        below = token
    return None


def _is_aside(parse: Parse, below: int) -> bool:
    if parse.dep[below] in ("acl", "relcl"):  # "the rumour that it lost 40" says what the rumour is
        marks = [child for child in parse.children[below] if parse.lower[child] == "that"]
        return not any(parse.dep[below] == "acl" or parse.dep[mark] == "mark" for mark in marks)
    return parse.dep[below] in _ASIDE


def _can_be_untrue(parse: Parse, told: int) -> bool:
    """Whether a subject is a figure or a report of one; people and things are not untrue."""
    return parse.dep[told] in _SUBJECTS and (parse.pos[told] == "NUM" or _is_told(parse, told))


def _is_told(parse: Parse, noun: int) -> bool:
    """Whether a noun is one for a figure or a report of one: "the toll", "reports"."""
    forms = {parse.lower[noun], parse.lower[noun].removesuffix("s")}
    return not forms.isdisjoint(mention_words().amounts.union(factuality_words().allegation))


def _missing_basis(parse: Parse, verb: int) -> int | None:
    """The noun of evidence that a report is said to lack: "the figure of 40 has no basis"."""
    for child in parse.children[verb]:
        none = any(parse.lower[below] in factuality_words().none_of for below in parse.children[child])
        if none and parse.dep[child] == "dobj" and is_of(parse, child, "evidence"):
            return child
    return None


def _untruth(parse: Parse, children: Sequence[int]) -> int | None:
    """The word for an untruth that stands as what a verb, with these children, calls its object or subject."""
    for child in children:
        if parse.dep[child] == "dobj" and not _is_told(parse, child):
            own = [child]  # "found 30 fake passports" calls nothing fake
        elif parse.dep[child] in _CALLING:
            own = [child, *parse.children[child]]
        elif parse.lower[child] == "as":
            own = [inner for below in parse.children[child] for inner in (below, *parse.children[below])]
        else:
            continue
        for token in own:
            if parse.lower[token] in factuality_words().untrue:
                return token
    return None
