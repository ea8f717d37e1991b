"""Sources: to whom a text attributes one number, and through whom.

    attributed = source_of(doc, 41, 43, names)      # Attributed(source="SemiAnalysis", via=None, …)

Candidates are the attributions that hold the number, those around it that the text may be going on
with ("it also", the items of a report's list), the subjects of the verbs above it, and nobody: the
article itself. A small linear model (weights/sources.json) chooses among them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.account import Account, account_of
from extractors.attribution import Attribution, Span
from extractors.cues import cue_words
from extractors.gaps import GAP
from extractors.linear import Linear, softmax
from extractors.mention_words import mention_words
from extractors.mentions import Mention, Mentions
from extractors.parse import Parse
from extractors.pronouns import pronouns
from extractors.source_candidates import Candidate, Chosen, candidates_of, sums_up
from extractors.source_features import situation_weights, told_of
from extractors.speaker_phrases import is_document
from extractors.speaker_words import speaker_words
from extractors.speakers import speaker_of, via_of
from extractors.times import names_day

VOICE = 2.5  # a weight beside those of the model: about half of its strongest feature
TOLD = 3.0  # told in a that-clause, in a document, or in so many words after the number
SUMMED_UP = 6.0  # nothing says it more plainly than "So says the ministry"
MUTE = -4.0
_MUTE = frozenset({"model", "item"})  # products tell nothing: their makers do
_BODIES = frozenset({"organisation", "person"})  # "the company" is no product, whatever it is taken for
_BY_THE_NUMBER = frozenset({"covers", "beside", "subject", "mention"})
_PLAIN = frozenset(
    {GAP, "it"}
)  # frames that the model of sources has not seen: "the hospital at 62", "made it 812"
_SURE = frozenset({"noun_clause", "cleft"})
_EXPECTING = frozenset({"estimate", "belief"})
_TAIL = 6  # tokens after a speaker at the end: "told Parliament on Feb 18"
_OFFICE = 10  # tokens of an office before its holder's name
Names = Callable[[Doc, int, int], str | None]
"""Canonical short name of the mention at characters start..end of a document; None where nothing tells."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who claims a number: `source` None where the article itself does. Spans are characters of the text.

    `rule` is the place and frame of the attribution that was chosen; `share` its probability among
    the candidates.
    """

    source: str | None
    source_span: Span | None
    via: str | None
    rule: str
    cue: Span | None
    attribution: Attribution | None = None
    share: float = 1.0


def no_names(doc: Doc, start: int, end: int) -> str | None:
    """The Names that knows nobody: each source is called as the text calls it."""
    return None


def source_of(
    doc: Doc, start: int, end: int, names: Names = no_names, mentions: Mentions | None = None
) -> Attributed:
    """Who claims the number at characters start..end; `names` turns a mention into a canonical name.

    `mentions` tell of which kind the speakers are, and which of them the topic calls voices.

    Ask for the numbers of a document in the order of its text: an account often goes on from one
    number to the next.
    """
    account = account_of(doc)
    previous = _decided_before(account, start)
    candidates = candidates_of(account, start, end, previous)
    fits = [_fit(account, each, names, mentions) for each in candidates]
    totals = _totals(account, candidates, previous, fits)
    chosen, share = _plain(candidates) or most_probable(candidates, totals)
    _decisions(account)[start] = Chosen(start, chosen)
    one = chosen.attribution
    if one is None:
        return Attributed(None, None, None, "the article's own words", None, share=share)
    span = one.source[0] if one.source else None
    speaker = speaker_of(account, span, names) if span else None
    if speaker and not any(map(str.isalnum, speaker.name)):
        speaker = None  # a stray mark of a broken page is nobody
    via = via_of(account, one, chosen.outer, names) or (speaker.document if speaker else None)
    if speaker and via == speaker.name:
        via = None
    return Attributed(
        source=speaker.name if speaker else None,
        source_span=span,
        via=via,
        rule=f"{chosen.place}: {one.rule}",
        cue=one.cue[0],
        attribution=one,
        share=share,
    )


def without_pronoun(attributed: Attributed) -> Attributed:
    """The same, where "we" and "I" of which nothing tells whose they are stand for the article itself."""
    if attributed.source is None or attributed.source.lower() not in pronouns().speaking:
        return attributed
    return Attributed(
        None, None, attributed.via, "the article's own words", attributed.cue, share=attributed.share
    )


def _plain(candidates: list[Candidate]) -> tuple[Candidate, float] | None:
    """Who is never in doubt: the owner of a claim that holds the number ("DeepSeek's claim that it spent 5", "5 is what it
    reported"), and whoever it is told "according to", unless another says it within that."""
    told = [one for one in candidates if one.place == "covers" and _is_strong(one)]
    if told and all(one.attribution and one.attribution.rule == "according" for one in told):
        return told[0], 1.0
    inner = next((one for one in candidates if one.place == "covers"), None)
    one = inner.attribution if inner else None
    if inner is None or one is None or not one.source:
        return None
    if one.rule == "noun_clause" and _is_denied(inner.outer):
        return Candidate(
            "covers", inner.outer, inner.start, 1
        ), 1.0  # "the ministry denied a claim that it had 5"
    owned = one.rule == "gerund" and one.lemma in cue_words().small.owning_up  # "denied having sold 5"
    expected = (
        one.rule == "relative" and one.kind in _EXPECTING
    )  # "the 455 million that analysts had forecast"
    return (inner, 1.0) if owned or expected or one.rule in _SURE else None


def _is_strong(candidate: Candidate) -> bool:
    one = candidate.attribution
    return one is not None and bool(one.source) and not one.weak


def _is_denied(outer: Attribution | None) -> bool:
    """Whether somebody denies what another claims, who is then the source."""
    return (
        outer is not None
        and bool(outer.source)
        and not outer.weak
        and outer.lemma in cue_words().small.denying
    )


def _fit(account: Account, candidate: Candidate, names: Names, mentions: Mentions | None) -> float:
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


def _totals(
    account: Account, candidates: list[Candidate], previous: Chosen | None, fits: Sequence[float]
) -> list[float]:
    """What speaks for each candidate, as the model weighs it, with its fit."""
    rows, facts = told_of(account, candidates, previous)
    situation = situation_weights().told_by(facts, {each.place for each in candidates})
    model = Linear.load("sources")
    return [
        model.total_of(groups, fit, situation[each.place])
        for each, groups, fit in zip(candidates, rows, fits, strict=True)
    ]


def most_probable(candidates: list[Candidate], totals: Sequence[float]) -> tuple[Candidate, float]:
    """The most probable source's best candidate, and the source's share among all (softmax of their totals).

    A source that stands by a number in two ways, say as the subject of the verb and by the clause that it
    governs, has the chances of both.
    """
    chances = softmax(totals)
    together: dict[tuple[Span, ...], float] = {}
    for candidate, chance in zip(candidates, chances, strict=True):
        told = candidate.attribution.source if candidate.attribution else ()
        together[told] = together.get(told, 0.0) + chance
    source = max(together, key=lambda told: together[told])
    of_source = (
        n
        for n, each in enumerate(candidates)
        if (each.attribution.source if each.attribution else ()) == source
    )
    best = max(of_source, key=totals.__getitem__)
    return candidates[best], together[source]


def _decisions(account: Account) -> dict[int, Chosen]:
    decisions: dict[int, Chosen] = account.doc.user_data.setdefault("crossclaim_sources", {})
    return decisions


def _decided_before(account: Account, start: int) -> Chosen | None:
    """What was decided for the last number before this one."""
    return next((chosen for at, chosen in reversed(_decisions(account).items()) if at < start), None)
