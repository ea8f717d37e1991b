"""Who could be the source of a number: attributions around it, subjects, names in its sentence, and nobody.

candidates_of(account, 54, 66, None)     # [Candidate("nobody", …), Candidate("covers", …), …]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.account import Account
from extractors.attribution import Attribution
from extractors.cues import cue_words
from extractors.documents import document_of
from extractors.parse import Parse
from extractors.speaker_phrases import is_document
from extractors.verbs import REACH, subject_of

BACK = 4  # sentences of its paragraph that are looked at before a number
MENTIONS = 8  # names in its sentence that are looked at on either side


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may claim the number: an attribution and where it stands to the number; None is nobody.

    Places: `covers` its content holds the number, `beside` it stands in the same sentence, `before`
    and `after` in the paragraph, `above` in the paragraph before, `subject` the subject of a verb
    above the number, `mention` a name in its sentence, `goes on` the source of the number before,
    `main` the one to whom the text has attributed most so far, `document` the owner of the document that the
    text is about, `nobody` the article itself.
    `distance` counts sentences, or covering attributions that are smaller; `outer` is the next one
    around it.
    """

    place: str
    attribution: Attribution | None
    start: int
    distance: int = 0
    outer: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was decided for a number: its place in the text, and the candidate."""

    start: int
    candidate: Candidate


def candidates_of(account: Account, start: int, end: int, previous: Chosen | None) -> list[Candidate]:
    """The candidates for the number at characters start..end, nobody first."""
    found = [Candidate("nobody", None, start)]
    covering = account.covering(start, end)
    covering = [one for one in covering if not _anybody(account, one) and not _hears(one, start)]
    for n, one in enumerate(covering):
        outer = covering[n + 1] if n + 1 < len(covering) else None
        found.append(Candidate("covers", one, start, n, outer))
    here = account.sentence_at(start)
    hearing = {one.source for one in account.beside(start) if _hears(one, start)}
    seen = {one.cue for one in covering}
    for place, distance, one in (
        *_around(account, here, start),
        *_subjects(account, start, end),
        *_mentions(account, start, end),
        *(() if covering else _summed_up(account, here)),
    ):
        if place == "beside" and covering and _parted(account, one, start):
            continue  # "it carried 214, its operator said; the port authority counted 260"
        if one.source in hearing and place in ("beside", "subject", "mention"):
            continue  # "told a rally of 3,000 people"
        if one.cue not in seen and one.source and not _anybody(account, one):
            seen.add(one.cue)
            found.append(Candidate(place, one, start, distance))
    if previous and previous.candidate.attribution:
        distance = here - account.sentence_at(previous.start)
        found.append(replace(previous.candidate, place="goes on", start=start, distance=distance))
    if main := account.main_near(account.sentence_span(here)[0]):
        found.append(Candidate("main", main, start))
    if (document := document_of(account)) and document.cue[0][0] < start:
        found.append(Candidate("document", document, start))
    return found


def _parted(account: Account, one: Attribution, start: int) -> bool:
    """Whether a semicolon stands between a number and an attribution, which has a content of its own then."""
    parse = account.parse
    cue, number = parse.token_at(one.cue[0][0]), parse.token_at(start)
    return ";" in parse.lower[min(cue, number) : max(cue, number)] and not one.covers(start, start + 1)


def _hears(one: Attribution, start: int) -> bool:
    """Whether the number at a character counts those who are told: "told a rally of 3,000 people"."""
    return one.via is not None and one.via[0] <= start < one.via[1]


def _anybody(account: Account, one: Attribution) -> bool:
    """Whether the source is no one in particular, or an amount: "if you assume a rent of 2", "everyone has seen"."""
    if not one.source:
        return False
    words = account.text[slice(*one.source[0])].lower()
    return words in cue_words().small.anybody or account.is_amount(one.source[0])


def _around(account: Account, here: int, start: int) -> Iterator[tuple[str, int, Attribution]]:
    for one in account.beside(start):
        yield "beside", 0, one
    paragraph = account.paragraph_of(here)
    back = here - 1
    while back >= 0 and here - back <= BACK and account.paragraph_of(back) == paragraph:
        for one in account.attributions_in(back)[-3:]:
            yield "before", here - back, one
        back -= 1
    while back >= 0 and account.paragraph_of(back) == paragraph:
        back -= 1
    for step in range(3):
        if back - step >= 0 and (found := account.attributions_in(back - step)):
            yield "above", step, found[-1]
            break
    after = here + 1
    if after < len(account.parse.sentences) and account.paragraph_of(after) == paragraph:
        for one in account.attributions_in(after)[:2]:
            yield "after", 1, one


def _summed_up(account: Account, here: int) -> Iterator[tuple[str, int, Attribution]]:
    """Who stands behind all that the paragraph has told: "It cost 5. It has 8 sites. So says the ministry"."""
    paragraph, parse = account.paragraph_of(here), account.parse
    for later in range(here + 2, min(here + BACK + 1, len(parse.sentences))):
        if account.paragraph_of(later) != paragraph:
            return
        begin, _ = parse.sentences[later]
        if sums_up(parse, begin):
            for one in account.attributions_in(later)[:1]:
                yield "after", later - here, one
            return


def sums_up(parse: Parse, begin: int) -> bool:
    """Whether the sentence at this token says only who told what stands before it: "So says", "So say the filings"."""
    return (
        parse.lower[begin] == "so"
        and parse.lower[begin + 1 : begin + 2] != []
        and (parse.lower[begin + 1] in cue_words().verbs)
    )


def _subjects(account: Account, start: int, end: int) -> Iterator[tuple[str, int, Attribution]]:
    """The subjects of the verbs above the number that are no cues: "LeoSentinel tracks 142 pieces"."""
    parse = account.parse
    distance = 0
    number = parse.token_at(start)
    for token in parse.above(number, parse.token_at(end - 1)):
        if not parse.tag[token].startswith("VB"):
            continue
        source = subject_of(parse, token)
        if source is None or source[0] <= number < source[1]:
            continue
        yield "subject", distance, _made(account, source, token, start, parse.lower[token])
        distance += 1


def _mentions(account: Account, start: int, end: int) -> Iterator[tuple[str, int, Attribution]]:
    """Names and documents in the number's sentence: "by Tapwatch's count", "(Waferline)", "going by filings"."""
    parse = account.parse
    number, last = parse.token_at(start), parse.token_at(end - 1) + 1
    begin, stop = parse.sentence_of(number)
    begin, stop = max(begin, number - REACH), min(stop, last + REACH)
    for stretch in (range(number - 1, begin - 1, -1), range(last, stop)):
        count = 0
        for token in stretch:
            if count >= MENTIONS:
                break
            label, tag = parse.dep[token], parse.tag[token]
            if label in ("compound", "amod", "det", "nummod", "punct", "case") or tag[:2] not in ("NN", "PR"):
                continue
            named = tag in ("NNP", "NNPS", "PRP", "PRP$") or is_document(parse, token)
            edges = parse.edges[token]
            if not named or edges[0] <= number < edges[1] or _says_nothing(parse, token):
                continue
            count += 1
            head = parse.head[token]
            way = f"{label} {parse.lower[head]}" if label in ("pobj", "poss") else label
            if token > last and parse.lower[edges[0] - 1] == "(":
                way = "bracket"
            lemma = parse.lower[parse.head[head]] if label == "pobj" else parse.lower[head]
            made = _made(account, edges, token, start, lemma, way)
            yield "mention", 0 if token < number else 1, made


def _says_nothing(parse: Parse, token: int) -> bool:
    """Whether a noun only tells what the name before it is ("The Objective, an online paper"), or is what somebody makes ("making the data")."""
    if parse.tag[token] in ("NNP", "NNPS", "PRP", "PRP$"):
        return False
    apposed = parse.dep[token] == "appos" and parse.tag[parse.head[token]] in ("NNP", "NNPS")
    return apposed or (parse.dep[token] == "dobj" and parse.head[token] < token)


def _made(
    account: Account, source: tuple[int, int], token: int, start: int, lemma: str, rule: str = "subject"
) -> Attribution:
    """What `source` would claim at the number, by the word at `token`."""
    parse = account.parse
    return Attribution(
        source=(parse.span(*source),),
        cue=(parse.span(token, token + 1),),
        content=(account.sentence_span(account.sentence_at(start)),),
        rule=rule,
        kind="open",
        lemma=lemma,
    )
