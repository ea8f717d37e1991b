"""Documents with an owner, and speeches: the numbers that follow are the owner's, though no verb says so each time.

document_of(account)             # Attribution to "Tarn Labs", of "Tarn Labs put out its report, and I have read it"
presented_before(account, 90)    # to "The firm", of "The firm filed its accounts. Revenue, 41 million."
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from extractors.account import Account
from extractors.attribution import Attribution
from extractors.cues import cue_words
from extractors.parse import Parse
from extractors.phrases import singular
from extractors.speaker_phrases import is_document
from extractors.speaker_words import speaker_words
from extractors.verbs import Range, subject_of

LEAD = 120  # tokens at the beginning in which the document that a text is about is looked for
PARAGRAPHS = 2  # back from a number in which a document or a speech is looked for
_NAMES = frozenset({"NNP", "NNPS"})


def document_of(account: Account) -> Attribution | None:
    """An attribution to the owner of the first document that the text's beginning names with one; None without."""
    first = next((one for one in presented(account) if one.rule == "document"), None)
    if first is None or account.parse.token_at(first.cue[0][0]) >= LEAD:
        return None
    return first


def presented_before(account: Account, start: int) -> Attribution | None:
    """The owner of the last document, or the last who spoke at length, in the sentences before a character; None without.

    It stands in the paragraph, or in one of the two before it.
    """
    here = account.sentence_at(start)
    limit = account.sentence_span(here)[0]
    n = bisect_left([one.cue[0][0] for one in presented(account)], limit) - 1
    if n < 0:
        return None
    found = presented(account)[n]
    gap = account.paragraph_of(here) - account.paragraph_of(account.sentence_at(found.cue[0][0]))
    return found if gap <= PARAGRAPHS else None


def presented(account: Account) -> list[Attribution]:
    """Every document with an owner ("document") and everyone who speaks at length ("speech"), in the order of the text."""
    kept = account.doc.user_data
    if "crossclaim_presented" not in kept:
        kept["crossclaim_presented"] = list(_read(account.parse))
    found: list[Attribution] = kept["crossclaim_presented"]
    return found


def _read(parse: Parse) -> Iterator[Attribution]:
    words = speaker_words().documents
    speaking = cue_words().small.speaking_at_length
    for token in range(parse.size):
        owner, rule = None, "document"
        if parse.tag[token] in ("NN", "NNS"):
            if singular(parse.lower[token]) in words or is_document(parse, token):
                owner = _owner(parse, token)
        elif parse.tag[token].startswith("VB") and parse.lower[token] in speaking:
            owner, rule = subject_of(parse, token), "speech"
            owner = owner if owner and _can_own(parse, owner) else None
        if owner is not None:
            span, cue = parse.span(*owner), parse.span(token, token + 1)
            yield Attribution((span,), (cue,), (), rule, kind="noun", lemma=singular(parse.lower[token]))


def _owner(parse: Parse, noun: int) -> Range | None:
    """The tokens of an owner: "the Tarn Labs report", "a report by Tarn Labs", "Tarn Labs put out a report", "the firm filed its accounts"."""
    names = [token for token in range(parse.edges[noun][0], noun) if _is_name(parse, token)]
    if names:
        return names[0], names[-1] + 1
    possessor = parse.child(noun, "poss")
    if possessor is not None and _can_own(parse, (parse.edges[possessor][0], possessor + 1)):
        return parse.edges[possessor][0], possessor + 1
    for child in parse.children[noun]:
        if parse.dep[child] in ("prep", "acl") and parse.lower[child] in cue_words().small.owner_links:
            agent = parse.child(child, "agent")
            inner = parse.child(child if agent is None else agent, "pobj")
            if inner is not None and _can_own(parse, (parse.edges[inner][0], inner + 1)):
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
    if subject is not None and _can_own(parse, (parse.edges[subject][0], subject + 1)):
        return parse.edges[subject][0], subject + 1
    return None


def _can_own(parse: Parse, tokens: Range) -> bool:
    """Whether a phrase is a name, or a body or an office that is known: "the firm", "the exporters' league"."""
    head, words = tokens[1] - 1, speaker_words()
    if _is_name(parse, head):
        return True
    known = parse.lower[head] in words.bodies | words.companies | words.offices
    return known and parse.lower[tokens[0]] in words.definite


def _is_name(parse: Parse, token: int) -> bool:
    """Whether a word inside a sentence is a name by its capital, or by its tag: "119K" is none."""
    first = parse.text[parse.start[token]]
    inside = token > parse.sentence_of(token)[0]
    return first.isalpha() and (parse.tag[token] in _NAMES or (inside and first.isupper()))
