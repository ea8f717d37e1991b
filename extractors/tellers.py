"""Counts that only introduce who tells something: "two people familiar with the matter said it cost $4 billion".

introduces_speakers(account_of(doc), quantity)     # True for "two people"
"""

from __future__ import annotations

from extractors.account import Account
from extractors.attribution import Attribution
from extractors.people import is_person
from extractors.quantities import Quantity
from extractors.relay_words import relay_words

FEW = 12  # more than these are told for their number: "300 doctors said"


def introduces_speakers(account: Account, quantity: Quantity) -> bool:
    """Whether a quantity counts the few people to whom its sentence attributes something, or whom an outlet cites."""
    few = quantity.low is not None and quantity.low == quantity.high and quantity.low <= FEW
    if not few or quantity.form != "count" or not quantity.noun or not is_person(quantity.noun):
        return False
    parse, at = account.parse, quantity.head
    if any(_is_teller(account, one, at) for one in account.beside(quantity.start)):
        return True
    return parse.dep[at] == "dobj" and parse.lower[parse.head[at]] in relay_words().citing


def _is_teller(account: Account, one: Attribution, head: int) -> bool:
    """Whether a person at a token is the one who tells, and nobody whom the teller's name or clause holds."""
    if one.weak or one.kind not in ("speech", "estimate") or not one.source:
        return False
    tokens = account.parse.tokens_at(*one.source[0])
    return tokens[0] <= head < tokens[1] and account.parse.root(*tokens) == head
