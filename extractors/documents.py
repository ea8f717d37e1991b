"""The document that a text is about: its numbers are the owner's, though no verb says so each time.

document_of(account)    # Attribution to "Tarn Labs", of "Tarn Labs put out its report, and I have read it"
"""

from __future__ import annotations

from extractors.account import Account
from extractors.attribution import Attribution
from extractors.cue_frames import Range
from extractors.parse import Parse
from extractors.phrases import singular
from extractors.speakers import speaker_words

LEAD = 120  # tokens at the beginning in which it is looked for
_NAMES = frozenset({"NNP", "NNPS"})
_OF = frozenset({"by", "from", "of", "published", "written", "released"})


def document_of(account: Account) -> Attribution | None:
    """An attribution to the owner of the first document that the text's beginning names with one; None without."""
    kept = account.doc.user_data
    if "crossclaim_document" not in kept:
        kept["crossclaim_document"] = _read(account.parse)
    found: Attribution | None = kept["crossclaim_document"]
    return found


def _read(parse: Parse) -> Attribution | None:
    for token in range(min(parse.size, LEAD)):
        noun = singular(parse.lower[token])
        if noun not in speaker_words().documents or not parse.tag[token].startswith("NN"):
            continue
        owner = _owner(parse, token)
        if owner is not None:
            span, cue = parse.span(*owner), parse.span(token, token + 1)
            return Attribution((span,), (cue,), (), "document", kind="noun", lemma=noun)
    return None


def _owner(parse: Parse, noun: int) -> Range | None:
    """The tokens of a named owner: "the Tarn Labs report", "a report by Tarn Labs", "Tarn Labs put out a report"."""
    for child in parse.children[noun]:
        if parse.dep[child] in ("poss", "compound", "nmod") and parse.tag[child] in _NAMES:
            return parse.edges[child][0], child + 1
        if parse.dep[child] in ("prep", "acl") and parse.lower[child] in _OF:
            agent = parse.child(child, "agent")
            inner = parse.child(child if agent is None else agent, "pobj")
            if inner is not None and parse.tag[inner] in _NAMES:
                return parse.edges[inner][0], inner + 1
    subject = parse.child(parse.head[noun], "nsubj") if parse.dep[noun] == "dobj" else None
    if subject is not None and parse.tag[subject] in _NAMES:
        return parse.edges[subject][0], subject + 1
    return None
