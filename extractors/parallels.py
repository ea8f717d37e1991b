"""Clauses that leave out the verb of the clause before, and have a subject of their own.

    "Nvidia fell 17%, Broadcom 17.4% and TSMC, which makes its chips, 13%."
    holder_after_gap(parse, (2, 4), (6, 8))      # 5: the 17.4% are Broadcom's

What such clauses tell is read like this; who tells after a gap, extractors/gaps.py finds. Everything here counts in
tokens (last exclusive) of one Parse.
"""

from __future__ import annotations

from extractors.gaps import PARTING, end_of_name, past_aside
from extractors.parse import Parse
from extractors.verbs import Range

AFTER_GAP = "the name before it, without a verb"
_LONG = 8  # tokens of a holder's name
_FAR = 40  # tokens between the two numbers
_HEDGE = 2  # tokens between a preposition and the number: "at some $3 million"
_NOUNS = frozenset({"NN", "NNS"})
_LINKS = frozenset({"IN", "TO"})
_HEDGING = frozenset({"RB", "JJ", "JJR", "RBR", "DT", "RP"})


def holder_after_gap(parse: Parse, before: Range, number: Range) -> int | None:
    """The last token of the name that stands between two numbers of a sentence as the second one's only subject.

    None where a verb, another noun or nothing stands there: "sales of 40, profit of 9", "from 40 to 50".
    """
    first, last = before[1], number[0]
    if not 1 < last - first <= _FAR or parse.sentence_index(before[0]) != parse.sentence_index(last):
        return None
    for token in range(first, last):
        if parse.lower[token] not in PARTING or parse.lower[token + 1] in PARTING:
            continue
        end = end_of_name(parse, token + 1, min(last, token + 1 + _LONG))
        if end > token + 1 and _leads_to(parse, past_aside(parse, end, last), last):
            named = [n for n in range(token + 1, end) if parse.form[n][:1].isupper()]  # whatever their tags
            owns = named and any(parse.tag[n] in _NOUNS for n in range(named[-1] + 1, end))
            told = owns and parse.lower[token + 1] != "the"  # "Velden profits", not "the BET index"
            return named[-1] if named and not told else None
    return None


def _leads_to(parse: Parse, token: int, last: int) -> bool:
    """Whether nothing but a preposition and a hedge stands before the number."""
    token += token < last and parse.tag[token] in _LINKS
    return last - token <= _HEDGE and all(parse.tag[n] in _HEDGING for n in range(token, last))
