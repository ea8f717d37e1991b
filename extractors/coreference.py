"""Whom a pronoun or description of a statement stands for, of the names and phrases that come before it.

    mentions = told_apart(find_mentions(doc, topic))     # ranks by what is here
    mentions.resolve(start, end)                         # "the contractor" -> "Heng Lian Builders"

Agreement comes first: candidates are counted among those that a "he" or "the firm" can mean at all, and what "it"
was found to stand for is a mention of that too. How much each sign weighs was learned (training/coreference.py);
numbers have a model of their own (antecedents.py), since what reads them was fitted with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from typing import TYPE_CHECKING

from extractors.antecedents import BESIDE, Antecedent, named_beside
from extractors.factuality_words import factuality_words
from extractors.linear import Linear, softmax
from extractors.mention_words import mention_words
from extractors.parse import Parse
from extractors.phrases import Phrase, noun_at, singular
from extractors.pronouns import pronouns
from extractors.speaker_words import speaker_words

if TYPE_CHECKING:
    from extractors.mentions import Mentions

BODY = frozenset({"organisation", "name"})
# What each form can stand for; "it" for nearly everything but people.
AGREEING = {
    "it": BODY | {"model", "event", "thing", "document", "item"},
    "he": frozenset({"person", "name"}),
    "they": BODY | {"person"},
    "company": BODY,
    "organisation": BODY,
    "person": frozenset({"person"}),
    "model": frozenset({"model"}),
    "place": frozenset({"place", "name"}),
    "event": frozenset({"event", "name"}),
    "thing": frozenset({"name", "thing", "place"}),
}
SUBJECTS = ("nsubj", "nsubjpass")
ROLES = {"dobj": "obj", "attr": "obj", "poss": "poss", "appos": "appos", "compound": "comp", "nmod": "comp"}
OTHER_SEX = -5.0  # beside what was learned: texts seldom tell, but "he" is no Mrs Holt
BACK = 4  # sentences in which mentions are looked for; then only the names that set the stage
TOKENS = 80
CLIMB = 12


def ranked(
    token: int, phrase: Phrase | None, mentions: Mentions, *, most: int = 8
) -> list[tuple[Antecedent, float]]:
    """The most probable antecedents of a pronoun, or of the definite phrase that `token` heads; best first."""
    table = candidates(token, phrase, mentions)
    model = Linear.load("coreference")
    beside = named_beside(token, mentions) if phrase is None else frozenset()
    totals = [
        model.total(each.features, OTHER_SEX if "gender other" in each.features else 0.0)
        + (BESIDE if each.name in beside else 0.0)
        for each in table
    ]
    chances = softmax(totals)
    best = nlargest(most, range(len(table)), key=chances.__getitem__)
    return [(table[n], chances[n]) for n in best]


def candidates(token: int, phrase: Phrase | None, mentions: Mentions) -> list[Antecedent]:
    """Every name and noun phrase before the token that it may go back to, nearest first, with its signs."""
    mentions.read_before(token if phrase is None else phrase.start)
    form = form_of(mentions.parse, token, phrase)
    agreeing = AGREEING.get(form, frozenset())
    here = _Here(token, form, mentions)
    table: dict[str, Antecedent] = {}
    agreed = 0
    for back, head, name, kind, how in _before(token, phrase, mentions):
        if name in table:
            continue
        signs = set(here.signs(head, back, kind, how))
        agreed += _agree(signs, form, kind in agreeing, agreed)
        table[name] = Antecedent(name, kind, [frozenset(signs)])
    for entity in mentions.stage:
        if entity.name not in table:
            signs = {"stage", f"{form} stage", f"{form} {entity.kind} stage"}
            agreed += _agree(signs, form, entity.kind in agreeing, agreed)
            table[entity.name] = Antecedent(entity.name, entity.kind, [frozenset(signs)])
    _add_story(table, form, mentions)
    if phrase is not None:
        _add_description(table, phrase, agreeing, mentions)
    gender = pronouns().genders.get(mentions.parse.lower[token]) or (phrase and _gender(phrase.noun))
    for each in table.values():
        other = mentions.descriptions.gender(each.name) if gender and each.kind in agreeing else None
        if other is not None:
            each.groups.append(frozenset(("gender same" if other == gender else "gender other",)))
    return list(table.values())


def form_of(parse: Parse, token: int, phrase: Phrase | None) -> str:
    """it, he or they; of a description "company" or the kind of its noun."""
    low = parse.lower[token]
    if phrase is not None:
        return "company" if noun_at(parse, token) in speaker_words().companies else phrase.kind
    return "he" if low in pronouns().personal else "they" if low.startswith("the") else "it"


def agreeing_with(parse: Parse, token: int, *, company: bool) -> frozenset[str]:
    """The kinds that a pronoun, or a noun for companies, can stand for."""
    return AGREEING["company" if company else form_of(parse, token, None)]


def _agree(signs: set[str], form: str, agrees: bool, number: int) -> bool:
    """Adds whether a candidate agrees, and as the how-manieth one."""
    which = f"agree {min(number, 4)}" if agrees else "disagree"
    signs |= {which, f"{form} {which}"}
    return agrees


def _before(
    token: int, phrase: Phrase | None, mentions: Mentions
) -> Iterator[tuple[int, int, str, str, str]]:
    """Sentences back, head token, name, kind and form of each mention before the token, nearest sentence first."""
    parse = mentions.parse
    first = token if phrase is None else phrase.start
    sentence = mentions.sentence_at(parse.start[token])
    for number in range(sentence, max(-1, sentence - BACK - 1), -1):
        opens, ends = mentions.sentences[number]
        end = min(first, ends)
        start = max(opens, end - TOKENS)
        if start >= end:
            continue
        back = sentence - number
        heads = mentions.heads_between(number, start, end)
        for head in reversed(heads) if back == 0 else heads:
            reading = next(iter(mentions.readings(head)), None) if head < first else None
            if reading is None:
                continue
            plain = not reading.antecedent and reading.kind == "noun"
            if _beside_name(parse, head) or mentions.is_affiliation(head):
                continue
            if reading.antecedent:
                yield back, head, reading.name, reading.kind, "meant"
            elif reading.name in mentions.entities:
                yield back, head, reading.name, reading.kind, "name"
            elif back <= 1 and not (phrase is not None and singular(parse.form[head]) == phrase.noun):
                yield back, head, reading.name, _actor(parse, head) if plain else reading.kind, "phrase"


def _beside_name(parse: Parse, head: int) -> bool:
    """Whether a noun only says what a name beside it is: "Dara Moe, a retired cook"."""
    return (
        parse.dep[head] == "appos"
        and not parse.tag[head].startswith("NNP")
        and parse.tag[parse.head[head]].startswith("NNP")
    )


def _actor(parse: Parse, head: int) -> str:
    """The kind of a noun of no list: "the fruit dealer" is a person by what speakers are called, or by its ending."""
    low, words = parse.lower[head], speaker_words()
    return "person" if low in words.people or low.endswith(words.person_endings) else "noun"


class _Here:
    """The place of the token that is asked about, for what sets each candidate in relation to it."""

    def __init__(self, token: int, form: str, mentions: Mentions) -> None:
        self.token, self.form, self.parse = token, form, mentions.parse
        self.own = self.parse.dep[token]
        self.verb = _verb(self.parse, token)
        self.ancestors = _ancestors(self.parse, token)

    def signs(self, head: int, back: int, kind: str, how: str) -> Iterator[str]:
        """What speaks for a candidate by where it stands and what it does there."""
        parse, form = self.parse, self.form
        subject = parse.dep[head] in SUBJECTS
        role = "subj" if subject else ROLES.get(parse.dep[head], "obl")
        yield f"{form} {kind} {how}"
        yield f"{how} back {back}"
        yield f"{form} {how} back {back}"
        yield f"role {role} {min(back, 1)}"
        yield f"{form} role {role} {min(back, 1)}"
        yield f"parallel {self.own in SUBJECTS} {role} {min(back, 1)}"
        verb = _verb(parse, head)
        if subject:
            if parse.head[head] in self.ancestors:
                steps = self.ancestors[parse.head[head]]
                yield f"lord {steps}"
                yield f"{form} lord {steps}"
                if steps == 0 and self.own != "poss" and self.own not in SUBJECTS:
                    yield "same clause"  # "Voltara sued it": another
            if parse.head[verb] == verb:
                yield f"main subject {min(back, 2)}"
                yield f"{form} main subject {min(back, 2)}"
        elif back == 0 and verb == self.verb and self.own != "poss" and role in ("obj", "obl"):
            yield "same verb"
        if parse.head[head] == self.token:
            yield "beneath"


def _verb(parse: Parse, token: int) -> int:
    """The verb above a token, or the root of its sentence."""
    for _ in range(CLIMB):
        if parse.tag[token].startswith("VB") or parse.head[token] == token:
            break
        token = parse.head[token]
    return token


def _ancestors(parse: Parse, token: int) -> dict[int, int]:
    """The tokens above this one in the parse, and how many steps up each is, of which more than three count as three."""
    return {above: min(3, n) for n, above in enumerate(parse.ancestors(token, most=CLIMB))}


def _add_story(table: dict[str, Antecedent], form: str, mentions: Mentions) -> None:
    """What the whole story says for each name: how often it comes beside the others, and where."""
    agreeing = AGREEING.get(form, frozenset())
    most = max((len(e.starts) for e in mentions.entities.values() if e.kind in agreeing), default=1)
    for each in table.values():
        entity = mentions.entities.get(each.name)
        if entity is None or each.kind not in agreeing:
            continue
        share = f"share {3 * len(entity.starts) // max(1, most)}"
        title = f"title {entity.title}"
        signs = {
            share,
            f"{form} {share}",
            title,
            f"{form} {title}",
            f"lead {entity.first < mentions.lead_end}",
        }
        if len(entity.starts) > 1:
            signs.add("again")
        if entity.voice:
            signs.add(f"{form} voice")
        if each.kind == "organisation":
            signs.add(f"{form} public {bool(factuality_words().public & set(each.name.lower().split()))}")
        each.groups.append(frozenset(signs))


def _add_description(
    table: dict[str, Antecedent], phrase: Phrase, agreeing: frozenset[str], mentions: Mentions
) -> None:
    """Whether a description fits what the text called each candidate: newsrooms call a thing what they introduced it as."""
    nouns_of = {
        name: mentions.descriptions.all_nouns(name) for name, each in table.items() if each.kind in agreeing
    }
    noun = noun_at(mentions.parse, phrase.head)
    fitting = {name for name, nouns in nouns_of.items() if noun in nouns or phrase.name.lower() in nouns}
    broad = noun in mention_words().broad
    narrowing = {word.lower() for word in phrase.name.split()[:-1]}
    for name, each in table.items():
        if each.kind not in agreeing:
            continue
        signs = set()
        if name in fitting:
            signs.add("fits broad" if broad else "fits")
        elif fitting:
            signs.add("another fits")
        elif nouns_of[name]:
            signs.add("called else")
        own = {word.lower() for word in name.split()}
        if noun in own:
            signs.add("noun inside")
        if narrowing & own:
            signs.add("shares a word")
        each.groups.append(frozenset(signs))


def _gender(noun: str) -> str | None:
    return next((gender for gender, nouns in mention_words().genders.items() if noun in nouns), None)
