"""Who said what: source, cue and content of each attribution in a parsed text.

    nlp.add_pipe("crossclaim_attribution")
    nlp("Analysts put the cost at $5 million.")._.attributions
    # [Attribution(source=((0, 8),), cue=((9, 12),), content=((13, 36),), rule="at", …)]

A rule finds a cue word and reads its frame off the parse (cue_frames.py, cue_phrases.py); direct speech is
added whole (quotes.py). Cue words and frames are data (data/attribution.yml).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from extractors.carried import carry, put
from extractors.cue_asides import heard_from, read_aside, read_inserted
from extractors.cue_frames import Found, read_verb
from extractors.cue_phrases import read_account, read_colons, read_document, read_noun, read_phrase
from extractors.cue_reach import with_rest
from extractors.cue_unlisted import read_clear, read_estimates, read_revision, read_unlisted, read_untagged
from extractors.cues import CueWord, cue_words
from extractors.gaps import with_gaps
from extractors.parse import Parse, parse_of
from extractors.quotes import Quote, find_quotes
from extractors.speech import join_speech
from extractors.verbs import Range

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One thing that somebody says, believes, wants or finds. All spans are characters of `doc.text`.

    `source` is empty where the text attributes to nobody ("it is said that"). `rule` is the frame
    that found it, `kind` what sort of cue it is (speech, estimate, belief, intention, finding, noun),
    `lemma` the cue's. `via` is who was told (an outlet, a court), or None; `quoted`: the cue itself
    stands in somebody's direct speech; `weak`: the cue often attributes nothing ("gave 50").
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str
    via: Span | None = None
    kind: str = "speech"
    lemma: str = ""
    quoted: bool = False
    weak: bool = False

    def covers(self, start: int, end: int) -> bool:
        """Whether the content holds all of the characters start..end."""
        return any(first <= start and end <= last for first, last in self.content)

    @property
    def size(self) -> int:
        """How many characters the content has."""
        return sum(last - first for first, last in self.content)


def find_attributions(doc: Doc) -> list[Attribution]:
    """The attributions of a parsed text, in the order of their contents; nested ones too."""
    parse = parse_of(doc)
    quotes = find_quotes(parse.text)
    read = with_rest(parse, list(_read(parse, quotes)))
    found = with_gaps(parse, join_speech(parse, quotes, read))
    spoken = [_in_characters(parse, one) for one in found]
    return sorted((one for one in spoken if one.content), key=lambda one: (one.content, one.cue))


def outermost(attributions: list[Attribution]) -> list[Attribution]:
    """Those that stand inside no other: of "Reuters reported that the firm said" what Reuters
    reported. Weak ones are left out."""
    size = max((end for one in attributions for _, end in (*one.content, *one.cue)), default=0)
    inside = bytearray(size)
    kept = []
    for one in sorted(attributions, key=lambda one: (-one.size, one.cue)):
        if one.weak or inside[one.cue[0][0]]:
            continue
        kept.append(one)
        for start, end in one.content:
            inside[start:end] = b"\x01" * (end - start)
    return sorted(kept, key=lambda one: (one.content, one.cue))


@Language.component(
    "crossclaim_attribution",
    assigns=["doc._.attributions"],
    requires=["token.tag", "token.dep", "token.head"],
)
def crossclaim_attribution(doc: Doc) -> Doc:
    """A spaCy component: puts the attributions of a parsed text on `doc._.attributions`; ValueError without tags or parse."""
    if len(doc) and not (doc.has_annotation("TAG") and doc.has_annotation("DEP")):
        raise ValueError(
            "crossclaim_attribution reads tags and a parse: put a tagger and a parser before it."
        )
    put(doc, "attributions", find_attributions(doc))
    return doc


carry("attributions", Attribution)


def _read(parse: Parse, quotes: list[Quote]) -> Iterator[Found]:
    words = cue_words()
    for token, form in enumerate(parse.lower):
        if parse.tag[token].startswith("VB") and (
            found := read_revision(parse, token) or read_clear(parse, token)
        ):
            yield found
        elif form in words.verbs and parse.tag[token].startswith("VB"):
            if found := _of_verb(parse, token, words.verbs[form]):
                yield found
            yield from read_estimates(parse, token, words.verbs[form])
        elif parse.tag[token].startswith("VB"):
            if found := read_unlisted(parse, token):
                yield found
        elif form in words.nouns and (found := read_noun(parse, token, words.nouns[form])):
            if found.source is None and form in words.verbs:
                found = read_untagged(parse, token, words.verbs[form]) or found
            yield found
        elif form in words.verbs and (found := read_untagged(parse, token, words.verbs[form])):
            yield found
        same = form in words.reports and token > 0 and parse.lower[token - 1] == "same"
        if (form in words.accounts or same) and (found := read_account(parse, token)):
            yield found
        if form in words.small.documents and (found := read_document(parse, token)):
            yield found
        if form in words.according and (found := read_phrase(parse, token, words.according[form])):
            yield found
    yield from read_colons(parse)


def _of_verb(parse: Parse, verb: int, word: CueWord) -> Found | None:
    """The attribution of a listed verb: by its frame, or by where its speaker stands."""
    found = read_verb(parse, verb, word)
    if found is None or found.source is None or _of_a_word(parse, found):
        return read_aside(parse, verb, word) or read_inserted(parse, verb, word) or found
    if teller := heard_from(parse, verb, word):
        return replace(found, source=teller, hearer=found.source, weak=False)
    return (read_inserted(parse, verb, word) if found.weak else None) or found


def _of_a_word(parse: Parse, found: Found) -> bool:
    """Whether what is told is only "what" or "that", which stands for something else in the sentence."""
    return all(
        end - first == 1 and parse.tag[first] in ("WP", "WDT", "IN", "DT") for first, end in found.content
    )


def _in_characters(parse: Parse, found: Found) -> Attribution:
    def spans(*ranges: Range) -> tuple[Span, ...]:
        return tuple(parse.span(*one) for one in ranges if one[1] > one[0])

    source = _in_paragraph(parse, found.source, found.cue[0]) if found.source else None
    said = parse.text[slice(*parse.span(*source))].lower() if source else ""
    if said == "there" or (found.rule.startswith("passive") and said in cue_words().impersonal):
        source = None
    return Attribution(
        source=spans(source) if source else (),
        cue=spans(found.cue),
        content=spans(*found.content),
        rule=found.rule,
        via=parse.span(*found.hearer) if found.hearer else None,
        kind=found.kind,
        lemma=found.lemma,
        quoted=found.quoted,
        weak=found.weak,
    )


def _in_paragraph(parse: Parse, source: Range, cue: int) -> Range | None:
    """The part of a source in the paragraph of its cue: a parse may run on from a heading or a time line."""
    first, last = source
    for token in range(first, last):
        if "\n" in parse.lower[token]:
            if token < cue:
                first = token + 1
            else:
                last = min(last, token)
    return (first, last) if first < last else None
