"""Headlines without "that" and articles: what is evidence of what, and who denies what."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.parse import Parse, parse_of

HUNG = [
    # word, its label, what it hangs on
    ("No evidence ferry was overloaded", "overloaded", "acl", "evidence"),
    ("No evidence ferry was overloaded, coast guard says", "overloaded", "acl", "evidence"),
    ("Police find no evidence mayor took bribes", "evidence", "dobj", "find"),
    ("Police find no evidence mayor took bribes", "took", "acl", "evidence"),
    ("There is no evidence vaccine causes harm, says watchdog", "causes", "acl", "evidence"),
    ("No proof minister knew of leak", "knew", "acl", "proof"),
    ("No evidence Amber Star was overloaded", "overloaded", "acl", "evidence"),
    ("No evidence storms caused outage, grid operator says", "caused", "acl", "evidence"),
    ("No sign Kestrova halted exports, traders say", "halted", "acl", "sign"),
    ("No evidence that Kestrova halted exports, traders say", "halted", "acl", "evidence"),
    ("No evidence, Kestrova said on Monday.", "said", "ROOT", "said"),
    ("Inspectors found no evidence crew had been drinking", "drinking", "acl", "evidence"),
    ("Minister denies ferry was overloaded", "overloaded", "ccomp", "denies"),
    ("Minister denies ferry was overloaded", "ferry", "nsubjpass", "overloaded"),
    ("There is no evidence the ferry was overloaded.", "overloaded", "acl", "evidence"),
    ("Northfield rejects claim that it faked its list", "rejects", "ROOT", "rejects"),
    ("Northfield rejects claim that it faked its list", "Northfield", "nsubj", "rejects"),
    ("Northfield rejects claim that it faked its list", "claim", "dobj", "rejects"),
    ("Northfield rejects claim that it faked its list", "faked", "acl", "claim"),
    ("Velden Relief disputes report that 40 people died", "Relief", "nsubj", "disputes"),
    ("Minister rejects claim that 40 died", "Minister", "nsubj", "rejects"),
    # what a body is, before its name, was a subject beside it
    ("About 3,000 homes are dark, the utility Nordlys said.", "utility", "compound", "Nordlys"),
    ("The charity Mercy Hands said that 40 people were hurt.", "Hands", "nsubj", "said"),
    # who awaited an amount was counted by it
    ("It made 40 million, below the 45 million analysts had expected.", "expected", "relcl", "million"),
    ("Sales fell, as the 45 analysts had expected.", "analysts", "nsubj", "expected"),
    # whole sentences stay as they are
    ("Border disputes claim lives each year.", "disputes", "nsubj", "claim"),
    ("No evidence that the ferry was overloaded was found.", "overloaded", "acl", "evidence"),
    ("The police used no evidence bags on Monday.", "evidence", "compound", "bags"),
    ("The evidence the police found on Monday was weak.", "found", "relcl", "evidence"),
    ("The evidence that was found on Monday was weak.", "found", "relcl", "evidence"),
    ("What the minister denies is a crime.", "denies", "csubj", "is"),
]


def label_of(parse: Parse, word: str) -> tuple[str, str]:
    """The label of a word, and the word that it hangs on."""
    token = parse.form.index(word)
    return parse.dep[token], parse.form[parse.head[token]]


@pytest.mark.parametrize(("text", "word", "label", "above"), HUNG)
def test_a_clause_hangs_on_who_says_it(nlp: Language, text: str, word: str, label: str, above: str) -> None:
    """What there is no evidence of hangs on the evidence, what somebody denies on the denying."""
    assert label_of(parse_of(nlp(text)), word) == (label, above)


def test_every_token_still_has_one_root(nlp: Language) -> None:
    """After the mending each token leads up to a root, without a circle."""
    for text, *_ in HUNG:
        parse = parse_of(nlp(text))
        assert min(parse.depth) == 0
        assert len(parse.children) == parse.size
