"""A phrase that mentions a speaker: its head, the name in it, its owner, and whether it is one person.

proper_name(parse, (0, 4), 3)     # the tokens of "Rob Tully" in "chief executive Rob Tully"

Everything here counts in tokens (last exclusive) of one Parse.
"""

from __future__ import annotations

from extractors.cues import cue_words
from extractors.mention_words import mention_words
from extractors.parse import Parse
from extractors.people import counts_people
from extractors.phrases import singular
from extractors.pronouns import pronouns
from extractors.speaker_words import speaker_words
from extractors.verbs import REACH, Range

_TOLD_IN = 6  # tokens between a verb of saying, its document and the document's noun
NAME = frozenset({"NNP", "NNPS"})


def is_person(parse: Parse, tokens: Range) -> bool:
    """Whether a mention is one person: two names without an article, a title or role with a name, or "a clerk"."""
    head = head_of(parse, tokens)
    apart = speaker_words().apart
    comma = next(
        (t for t in range(*tokens) if parse.lower[t] == "," or (t > head and parse.lower[t] in apart)),
        tokens[1],
    )
    last = min(comma, head + 1) if parse.tag[head] in NAME else comma  # "Petra Voss of the works council"
    words = {parse.lower[token] for token in range(tokens[0], last)}
    if words & speaker_words().bodies or is_document(parse, head) or is_pronoun(parse, head):
        return False
    name = proper_name(parse, tokens, head)
    if name is None:
        return parse.lower[head] in speaker_words().people
    size = sum(parse.tag[token] in NAME for token in range(*name))
    return parse.lower[tokens[0]] != "the" and "&" not in words and (size >= 2 or name[0] > tokens[0])


def is_document(parse: Parse, token: int) -> bool:
    """Whether a noun is one for documents, alone or with the word before it: "paper", "model card"."""
    words = speaker_words().documents
    return parse.lower[token] in words or " ".join(parse.lower[max(0, token - 1) : token + 1]) in words


def is_pronoun(parse: Parse, token: int) -> bool:
    """Whether a token only takes up somebody: "he", "who", or "we" of who speaks."""
    known = pronouns()
    return any(parse.lower[token] in some for some in (known.anaphoric, known.speaking, known.relative))


def is_amount(parse: Parse, tokens: Range) -> bool:
    """Whether a phrase is so much of something, which tells nothing: "180K GPU hours", "17.7% of the chips"; but three doctors do."""
    head = head_of(parse, tokens)
    noun = parse.lower[head]
    if parse.tag[head] in ("$", "CD") or noun in ("%", "percent"):
        return any(character.isdigit() for token in range(*tokens) for character in parse.lower[token])
    if parse.tag[head] not in ("NN", "NNS") or counts_people(singular(noun)):
        return False
    if is_document(parse, head) or mention_words().kind_of_noun.get(singular(noun)) == "organisation":
        return False
    words = speaker_words()
    tellers = words.bodies | words.companies | words.offices | words.people | words.voices
    if not tellers.isdisjoint((noun, singular(noun))):
        return False
    return any(parse.tag[token] == "CD" and parse.lower[token] != "one" for token in range(tokens[0], head))


def head_of(parse: Parse, tokens: Range) -> int:
    """The token of a stretch that governs the others."""
    first, last = tokens
    heads = [t for t in range(first, last) if not first <= parse.head[t] < last or parse.head[t] == t]
    nominal = [t for t in heads if parse.tag[t][:2] in ("NN", "PR", "CD", "WP")]
    return (nominal or heads or [first])[0]


def owner_of(parse: Parse, head: int, tokens: Range) -> Range | None:
    """Whose document or spokesperson it is, in tokens."""
    words = speaker_words()
    possessor = parse.child(head, "poss")
    if possessor is not None and tokens[0] <= possessor:
        return parse.edges[possessor][0], possessor + 1
    for child in parse.children[head]:
        if not tokens[0] <= child < tokens[1]:
            continue
        if parse.dep[child] == "prep" and parse.lower[child] in words.owners:
            inner = parse.child(child, "pobj")
            if inner is not None and parse.lower[child] == "in" and is_document(parse, inner):
                continue  # "analysts in a poll by Newsline"
            if inner is not None and any(parse.tag[token] == "CD" for token in parse.children[inner]):
                if (maker := _maker_within(parse, inner)) is not None:
                    return maker
                continue  # "a poll of 1,105 adults"
            if inner is not None and (
                has_name(parse, parse.edges[inner])
                or parse.lower[child] == "by"
                or _speaks_for(parse, head, inner)
            ):
                return parse.edges[inner]
        if parse.dep[child] in ("acl", "relcl"):
            agent = parse.child(child, "agent")
            inner = parse.child(agent, "pobj") if agent is not None else parse.child(child, "nsubj")
            if inner is not None and (agent is not None or has_name(parse, parse.edges[inner])):
                return parse.edges[inner]
    names = [t for t in parse.children[head] if parse.dep[t] in ("compound", "nmod") and parse.tag[t] in NAME]
    return (parse.edges[names[0]][0], names[-1] + 1) if names else None


def _maker_within(parse: Parse, noun: int) -> Range | None:
    """Who made what the parse hung on those whom it counts: Civic Pulse of "a poll of 1,105 adults by Civic Pulse"."""
    for child in parse.children[noun]:
        if parse.lower[child] in ("by", "from") and (maker := parse.child(child, "pobj")) is not None:
            return parse.edges[maker]
    first, last = parse.edges[noun]
    for verb in range(noun + 1, min(last, first + REACH)):
        if parse.dep[verb] == "relcl" and parse.lower[verb] in cue_words().small.owner_links:
            for maker in parse.children[verb]:  # "… adults that Civic Pulse published on Thursday"
                if parse.dep[maker] == "nsubj" and has_name(parse, parse.edges[maker]):
                    return parse.edges[maker]
    return None


def _speaks_for(parse: Parse, head: int, body: int) -> bool:
    """Whether "a spokesman for the interior ministry" speaks for that body, which has no name of its own."""
    words = speaker_words()
    definite = parse.child(body, "det", "poss")
    return (
        parse.lower[head] in words.spokespeople
        and parse.lower[body] in words.bodies | words.offices | words.companies
        and definite is not None
        and parse.lower[definite] in words.definite
    )


def passed_by(parse: Parse, head: int, tokens: Range) -> Range | None:
    """Who has seen a document, in tokens: "the Harat Courier" in "court papers seen by the Harat Courier"."""
    for child in parse.children[head]:
        if not tokens[0] <= child < tokens[1] or parse.lower[child] not in speaker_words().seen:
            continue
        by = parse.child(child, "agent", "prep")
        inner = parse.child(by, "pobj") if by is not None else None
        if inner is not None and has_name(parse, parse.edges[inner]):
            return parse.edges[inner]
        if by is not None and has_name(parse, (by + 1, tokens[1])):
            return by + 1, tokens[1]  # the parse has hung the name on what follows
    return None


def names_itself(parse: Parse, head: int, tokens: Range) -> bool:
    """Whether a noun for a document ends the name of a body: "the US Geological Survey", "The Washington Post"."""
    return (
        parse.tag[head] in NAME
        and parse.child(head, "poss") is None
        and head > tokens[0]
        and parse.tag[head - 1] in NAME
        and parse.text[parse.start[head]].isupper()
    )


def has_name(parse: Parse, tokens: Range) -> bool:
    """Whether a capitalised name stands in a mention."""
    return any(parse.tag[token] in NAME for token in range(*tokens))


def document_name(parse: Parse, head: int) -> str:
    """The document's short name: its noun with what directly qualifies it ("technical report")."""
    first = head
    while (
        first > 0
        and parse.tag[first - 1] in ("NN", "JJ")
        and parse.head[first - 1] == head
        and parse.lower[first - 1] != "own"
    ):
        first -= 1
    name = parse.text[slice(*parse.span(first, head + 1))]
    return name if parse.tag[first] in NAME else name[:1].lower() + name[1:]


def proper_name(parse: Parse, tokens: Range, head: int) -> Range | None:
    """The name in a mention: that of its head, or the one beside a role ("chief executive Rob Tully")."""
    runs, words = _runs(parse, tokens), speaker_words()
    cut = parse.lower[head + 1 : head + 2] == ["-"]  # "Corvid Pictures co-chair Dana Feld"
    if runs and not cut and parse.lower[head].rstrip(".") in words.legal_forms:
        return runs[0]
    for run in runs:
        if run[0] <= head < run[1]:
            return run
    for run in runs:
        before = parse.lower[run[0] - 1] if run[0] > tokens[0] else ""
        if before == "the" and parse.lower[run[0] - 2] in words.about | {"by"}:
            before = "on"  # what it is about: "a paper on the Fire-Flyer machine", "survivors met by the Daily Strand"
        if run[0] > head and before not in words.apart:
            return run
    return None


def _runs(parse: Parse, tokens: Range) -> list[Range]:
    """Stretches of capitalised names in a mention, with the small words inside them."""
    runs: list[Range] = []
    linkers = speaker_words().linkers
    first: int | None = None
    last = tokens[0]
    for token in range(*tokens):
        text = parse.text[parse.start[token] : parse.end[token]]
        # "the interior ministry": the tagger takes a word of an office for a name now and then
        named = (parse.tag[token] in NAME and not text.islower()) or (
            first is not None and text[:1].isupper()
        )
        if named:
            if first is not None and not all(parse.lower[t] in linkers for t in range(last, token)):
                runs.append((first, last))
                first = None
            first = token if first is None else first
            last = token + 1
    if first is not None:
        runs.append((first, last))
    forms = speaker_words().legal_forms
    return [run for run in runs if not all(parse.lower[token].rstrip(".") in forms for token in range(*run))]


def told_in(parse: Parse, verb: int) -> int | None:
    """The document beside a verb of saying: "said in a statement", "told staff in a memo"; None without."""
    if not parse.tag[verb].startswith("VB"):
        return None
    for token in range(verb + 1, min(verb + _TOLD_IN, parse.sentence_of(verb)[1])):
        noun = parse.child(token, "pobj") if parse.lower[token] == "in" else None
        if noun is not None and is_document(parse, noun) and noun - token <= _TOLD_IN:
            opens = parse.lower[token + 1]
            return noun if opens in ("a", "an") or opens in pronouns().possessive else None
        if parse.lower[token] in (",", ".", ";", "that", "“", '"') or parse.tag[token] == "CD":
            return None
    return None
