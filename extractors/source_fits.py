"""What is plainly known of who may tell a number, as a weight beside those of the model of sources (sources.py).

    fit_of(account, candidate, names, mentions)     # 6.0 for "So says the ministry", -4.0 for a product

What a voice, a place or a product is by the text, and what stands right beside the number, tells more than the model has seen.
"""

from __future__ import annotations

from extractors.account import Account
from extractors.attribution import Attribution, Span
from extractors.cues import cue_words
from extractors.gaps import GAP
from extractors.mention_words import mention_words
from extractors.mentions import Mention, Mentions
from extractors.parse import Parse
from extractors.source_candidates import Candidate, sums_up
from extractors.speaker_phrases import is_document
from extractors.speaker_words import speaker_words
from extractors.speakers import Names
from extractors.times import names_day

VOICE = 2.5  # a weight beside those of the model: about half of its strongest feature
TOLD = 3.0  # told in a that-clause, in a document, or in so many words after the number
SUMMED_UP = 6.0  # nothing says it more plainly than "So says the ministry"
MUTE = -4.0
_MUTE = frozenset({"model", "item"})  # products tell nothing: their makers do
_BODIES = frozenset({"organisation", "person"})  # "the company" is no product, whatever it is taken for
_BY_THE_NUMBER = frozenset({"covers", "beside", "subject", "mention"})
# Frames that the model of sources has not seen: "the hospital at 62", "made it 812".
_PLAIN = frozenset({GAP, "it"})
_TAIL = 6  # tokens after a speaker at the end: "told Parliament on Feb 18"
_OFFICE = 10  # tokens of an office before its holder's name


def fit_of(account: Account, candidate: Candidate, names: Names, mentions: Mentions | None) -> float:
    """What is known of a candidate, as a weight: a voice that stands by a number is there to tell it.

    Voices are those that the topic's file calls so, and whom a common noun does ("analysts", "a blog").
    Products tell nothing: their makers do, also in "the V3 report".
    """
    one = candidate.attribution
    if mentions is None or one is None or not one.source:
        return 0.0
    mute, voice = _known(account, one.source[0], mentions)
    if mute and one.rule == "document":
        mute = not _is_made(account, one.source[0], names, mentions)
    silent = one.weak and _is_place(account, one.source[0], mentions)
    if mute or silent or (voice and candidate.place == "document"):
        return MUTE
    if any(rule(account, candidate) for rule in (_told_next, _told_after, _told_beside)):
        return SUMMED_UP
    told = candidate.place == "covers" and one.rule in _PLAIN
    told = told or _told_that(account, candidate) or _told_in_document(account, candidate)
    fit = TOLD if told else 0.0
    return VOICE + fit if voice and candidate.place in _BY_THE_NUMBER else fit


def _known(account: Account, source: Span, mentions: Mentions) -> tuple[bool, bool]:
    """Whether a source is one that tells nothing, and whether it is a voice; worked out once for each."""
    known: dict[Span, tuple[bool, bool]] = account.doc.user_data.setdefault("crossclaim_voices", {})
    if source not in known:
        head = account.parse.root(*account.parse.tokens_at(*source))
        named = mentions.within(*source)
        owned = mentions.within(source[0], account.parse.end[head])  # without what its document is about
        amount = account.is_amount(source)  # "three times as many as the government"
        mute = not is_document(account.parse, head)
        mute = mute and mention_words().kind_of_noun.get(account.parse.lower[head]) not in _BODIES
        mute = mute and any(_is_product(each, mentions) for each in mentions.readings(head)[:1])
        mute = mute or amount or any(mentions.entities[each.name].measured for each in owned)
        voice = any(mentions.entities[each.name].voice for each in named)
        known[source] = mute, voice or (not named and account.parse.lower[head] in speaker_words().voices)
    return known[source]


def _is_product(reading: Mention, mentions: Mentions) -> bool:
    """Whether a mention is surely a product's: by the topic, by a number in its name, or by its common noun; no guess at a name."""
    if reading.kind not in _MUTE:
        return False
    entity = mentions.entities.get(reading.name)
    return entity is None or entity.known or any(character.isdigit() for character in reading.name)


def _is_made(account: Account, source: Span, names: Names, mentions: Mentions) -> bool:
    """Whether the maker of a product is known, who speaks where a document is called by the product."""
    head = account.parse.root(*account.parse.tokens_at(*source))
    maker = names(account.doc, *source)
    return maker is not None and maker not in {each.name for each in mentions.readings(head)[:1]}


def _is_place(account: Account, source: Span, mentions: Mentions) -> bool:
    """Whether a place stands where a speaker would: "Serbia has 6.6 million inhabitants", "Washington is to cover 100"."""
    head = account.parse.root(*account.parse.tokens_at(*source))
    return any(each.kind == "place" for each in mentions.readings(head)[:1])


def _told_that(account: Account, candidate: Candidate) -> bool:
    """Whether the number stands in a that-clause of the candidate's verb: "the lab has worked out that it takes 18"."""
    if candidate.place != "subject" or candidate.attribution is None:
        return False
    parse = account.parse
    verb, number = parse.token_at(candidate.attribution.cue[0][0]), parse.token_at(candidate.start)
    return any(
        parse.dep[child] == "ccomp"
        and parse.edges[child][0] <= number < parse.edges[child][1]
        and any(parse.lower[mark] == "that" and parse.dep[mark] == "mark" for mark in parse.children[child])
        for child in parse.children[verb]
    )


def _told_in_document(account: Account, candidate: Candidate) -> bool:
    """Whether the candidate's verb has a document beside it: "in its quarterly report the company booked 196"."""
    if candidate.place != "subject" or candidate.attribution is None:
        return False
    parse = account.parse
    verb = parse.token_at(candidate.attribution.cue[0][0])
    inner = (
        parse.child(child, "pobj")
        for child in parse.children[verb]
        if parse.dep[child] == "prep" and parse.lower[child] == "in"
    )
    return any(noun is not None and is_document(parse, noun) for noun in inner)


def _told_after(account: Account, candidate: Candidate) -> bool:
    """Whether the candidate and a verb of saying end the number's sentence: "it cost 5, a person told CNBC", "5, says Forbes"."""
    one, parse = candidate.attribution, account.parse
    assert one is not None
    if candidate.place not in ("beside", "mention"):
        return False
    first, last = parse.tokens_at(one.source[0][0], one.source[0][1])
    cue = parse.token_at(one.cue[0][0])
    if candidate.place == "mention":
        cue = first - 1
    if any(start > one.cue[0][0] and _tells(account, one, start, end) for start, end in one.content):
        return False  # "while the union insists it was 20": that is what it tells
    verb = cue_words().verbs.get(parse.lower[cue])
    inverted = verb is not None and cue == first - 1 and not verb.hearer  # who stands behind "told" was told
    if verb is None or not verb.strong or not (inverted or last <= cue <= last + 1):
        return False
    begin, end = min(first, cue), max(last, cue + 1)
    after = parse.lower[end : end + _TAIL]
    ends = any(word[:1] in ".;\n" for word in after) or len(after) < _TAIL
    return ends and parse.token_at(candidate.start) < begin and _set_off(parse, begin)


def _tells(account: Account, one: Attribution, start: int, end: int) -> bool:
    """Whether a stretch after a verb of saying is what it tells: "it was 20", not "on Thursday" or "Parliament"."""
    tags = account.parse.tag[slice(*account.parse.tokens_at(start, end))]
    verbal = any(tag.startswith(("VB", "PR", "MD")) for tag in tags)
    return verbal or not (one.weak or names_day(account.text[start:end]))


def _set_off(parse: Parse, begin: int) -> bool:
    """Whether a comma stands before the speaker, or before the office that the name follows: ", trade minister Tan said"."""
    for token in range(begin - 1, max(0, begin - _OFFICE), -1):
        if parse.lower[token] == ",":
            return parse.tag[token + 1] != "CC"
        if parse.tag[token][:2] not in ("NN", "IN", "CC", "DT", "JJ"):
            return False
    return False


def _told_beside(account: Account, candidate: Candidate) -> bool:
    """Whether the number stands beside the candidate's own figure: "the Archive's upper figure, 325,000"."""
    one, parse = candidate.attribution, account.parse
    if one is None or candidate.place != "mention" or one.rule.split()[0] != "poss":
        return False
    noun = parse.head[parse.token_at(one.cue[0][0])]
    if parse.lower[noun] not in mention_words().amounts and parse.lower[noun] not in cue_words().nouns:
        return False
    number = parse.token_at(candidate.start)
    if parse.lower[noun + 1 : number] == [","]:
        return True
    beside = [child for child in parse.children[noun] if parse.dep[child] == "appos"]
    return any(parse.edges[child][0] <= number < parse.edges[child][1] for child in beside)


def _told_next(account: Account, candidate: Candidate) -> bool:
    """Whether a sentence after it says whose the number is: "So says the ministry", "That, according to a study", "It was modelled by the centre"."""
    one, parse = candidate.attribution, account.parse
    if one is None or candidate.place != "after":
        return False
    begin, _ = parse.sentence_of(parse.token_at(one.cue[0][0]))
    opening = parse.lower[begin : begin + 5]
    if sums_up(parse, begin):
        return True
    if one.rule == "passive_object":
        return parse.token_at(one.content[0][0]) == begin and opening[0] in cue_words().small.taken_up
    return opening[:1] in (["that"], ["this"], ["those"], ["these"]) and "according" in opening
