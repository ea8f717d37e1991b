"""When something was told, which is not when it holds: "sales fell in March, the firm said on Friday".

times_of_telling(account, *sentence)      # [(39, 48)], the characters of "on Friday"
"""

from __future__ import annotations

from bisect import bisect_left

from extractors.account import Account
from extractors.attribution import Span
from extractors.cues import cue_words
from extractors.parse import Parse
from extractors.times import names_day

RULES = frozenset({"clause", "quote"})  # not "had confirmed 387 dead by Tuesday"
_BESIDE = frozenset({"npadvmod", "prep", "advmod", "tmod"})
_REACH = 5  # tokens after the verb


def times_of_telling(account: Account, start: int, end: int) -> list[Span]:
    """The stretches of the sentence at characters start..end that say when somebody told something."""
    spans = _times(account, account.sentence_at(start))
    return spans[bisect_left(spans, (start, start)) : bisect_left(spans, (end, end))]


def _times(account: Account, sentence: int) -> list[Span]:
    """Those of a whole sentence in their order, worked out once: it may be long, and all its numbers ask."""
    known: dict[int, list[Span]] = account.doc.user_data.setdefault("crossclaim_telling", {})
    if sentence not in known:
        found = []
        for one in account.attributions_in(sentence):
            if one.rule in RULES and not one.weak and one.source:
                verb = account.parse.token_at(one.cue[0][0])
                spans = (account.parse.span(*tokens) for tokens in _beside(account.parse, verb))
                found += [span for span in spans if not one.covers(*span)]
        known[sentence] = sorted(found)
    return known[sentence]


def _beside(parse: Parse, verb: int) -> list[tuple[int, int]]:
    """The phrases of time that hang on a verb, or stand right behind it."""
    if not parse.tag[verb].startswith("VB"):
        return []
    small = cue_words().small
    hanging = [parse.edges[child] for child in parse.children[verb] if parse.dep[child] in _BESIDE]
    found = [(a, b) for a, b in hanging if b - a <= _REACH and parse.lower[a] not in small.told_when]
    last = verb + 1
    while last < min(verb + _REACH, parse.size) and parse.lower[last] in small.telling_when:
        last += 1
    if last < parse.size:
        found.append((verb + 1, last + 1))
    return [tokens for tokens in found if names_day(parse.text[slice(*parse.span(*tokens))])]
