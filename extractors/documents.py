"""The document that a text is about: its numbers are the owner's, though no verb says so each time.

document_of(account)    # Attribution to "Tarn Labs", of "Tarn Labs put out its report, and I have read it"
"""

from __future__ import annotations

from extractors.account import Account
from extractors.attribution import Attribution
from extractors.cues import cue_words
from extractors.parse import Parse
from extractors.phrases import singular
from extractors.speaker_phrases import is_document
from extractors.speaker_words import speaker_words
from extractors.verbs import Range, subject_of

LEAD = 120  # tokens at the beginning in which it is looked for
_NAMES = frozenset({"NNP", "NNPS"})


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
        known = noun in speaker_words().documents or is_document(parse, token)
        if not known or parse.tag[token] not in ("NN", "NNS"):
            continue
        owner = _owner(parse, token)
        if owner is not None:
            span, cue = parse.span(*owner), parse.span(token, token + 1)
            return Attribution((span,), (cue,), (), "document", kind="noun", lemma=noun)
    return None


def _owner(parse: Parse, noun: int) -> Range | None:
    """The tokens of a named owner: "the Tarn Labs report", "a report by Tarn Labs", "Tarn Labs put out a report"."""
    names = [token for token in range(parse.edges[noun][0], noun) if _is_name(parse, token)]
    if names:
        return names[0], names[-1] + 1
    for child in parse.children[noun]:
        if parse.dep[child] in ("prep", "acl") and parse.lower[child] in cue_words().small.owner_links:
            agent = parse.child(child, "agent")
            inner = parse.child(child if agent is None else agent, "pobj")
            if inner is not None and _is_name(parse, inner):
                return parse.edges[inner][0], inner + 1
    above = parse.head[noun]
    told_in = (
        parse.dep[noun] == "pobj"
        and parse.lower[above] == "in"
        and parse.lower[parse.head[above]] in cue_words().verbs
    )
    if told_in:  # "it says in a paper"
        return subject_of(parse, parse.head[above])
    subject = parse.child(above, "nsubj") if parse.dep[noun] == "dobj" else None
    if subject is not None and _is_name(parse, subject):
        return parse.edges[subject][0], subject + 1
    return None


def _is_name(parse: Parse, token: int) -> bool:
    """Whether a word inside a sentence is a name by its capital, or by its tag: "119K" is none."""
    first = parse.text[parse.start[token]]
    inside = token > parse.sentence_of(token)[0]
    return first.isalpha() and (parse.tag[token] in _NAMES or (inside and first.isupper()))
