"""Whose quantity it may be: the mentions near a number, and whom the story is about, each with what speaks for it.

    candidates(doc, Asked((54, 66), "accelerator_count"), mentions)     # [Candidate("DeepSeek", "organisation", …), …]

Each is described by features: its path to the number in the parse, its kind, how prominent it is in the story.
Which of them it is, extractors/subjects.py decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc

import extractors.subject_features as told
from extractors.mention_words import mention_words
from extractors.mentions import Mention, Mentions
from extractors.parse import Parse
from extractors.pronouns import pronouns
from extractors.speaker_words import speaker_words
from extractors.subject_features import Group

_BACK = 2  # sentences before the number's own in which common nouns and pronouns are candidates
OPENING = 4  # words before the last in the name of an office
_STEPS = 12  # of a path through the parse, up or down
_CLAUSES = frozenset(
    {"ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj", "dep", "appos"}
)
_THIN = frozenset({"pobj", "nummod", "quantmod", "compound"})  # steps that say nothing
_NAMED_BEFORE = 25  # mentions
_PARAGRAPH = 3000  # characters in which its beginning is looked for
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "ROOT", "appos", "attr", "conj", "agent"})
_WORDS_NEAR = 60  # tokens on either side within which a sentence's nouns are candidates


@dataclass(frozen=True, slots=True)
class Asked:
    """A quantity whose subject is asked for: its characters, its metric, and who is said to assert it."""

    span: tuple[int, int]
    metric: str
    source: str | None = None


@dataclass(slots=True)
class Candidate:
    """One name that may be the subject, with the features of all its mentions near the number."""

    name: str
    kind: str
    span: tuple[int, int] | None
    groups: list[Group]

    @property
    def features(self) -> set[str]:
        """All features, of whatever group."""
        return set().union(*self.groups)


class Way(NamedTuple):
    """From a number to a mention through the parse: its place in its clause, the clauses left, and down again.

    In "Velden said sales had risen to $5 million" the way to Velden is: "prep:to", "ccomp", "nsubj".
    """

    up: str
    clauses: str
    down: str
    turn: int
    steps: int


def candidates(doc: Doc, asked: Asked, mentions: Mentions) -> list[Candidate]:
    """Every name that the quantity may belong to, with its features."""
    if not len(doc) or asked.span[0] >= asked.span[1]:
        return []
    number = _Number(mentions.parse, asked)
    table = [
        Candidate(mention.name, mention.kind, (mention.start, mention.end), groups)
        for mention, groups in _near(number, mentions)
    ]
    near = {each.name for each in table}
    stage = list(mentions.stage)
    if asked.source is not None and asked.source in mentions.entities:
        stage.append(mentions.entities[asked.source])
    out = near | _speaking(number, mentions)
    table.extend(
        Candidate(each.name, each.kind, None, [told.NOT_NEAR]) for each in stage if each.name not in out
    )
    counted = _counted(doc, number)
    scene = _scene(asked.span[0], mentions)
    of_story: dict[tuple[str, str, bool], list[Group]] = {}
    for each in table:
        key = each.name, each.kind, each.span is None
        if key not in of_story:
            of_story[key] = _of_story(each, asked, counted, scene, mentions)
        each.groups += of_story[key]
    return table


class _Number:
    """A quantity's place in the parse: its tokens [first, last), its head, and the tokens above that one."""

    def __init__(self, parse: Parse, asked: Asked) -> None:
        self.parse, self.asked = parse, asked
        self.first, self.last = parse.tokens_at(*asked.span)
        self.root = parse.root(self.first, self.last)
        self.ups = [self.root]
        while len(self.ups) < _STEPS and parse.head[self.ups[-1]] != self.ups[-1]:
            self.ups.append(parse.head[self.ups[-1]])
        self._rank = {token: n for n, token in enumerate(self.ups)}
        self._left: dict[int, tuple[str, str]] = {}

    def way_to(self, goal: int) -> Way | None:
        """The way to a mention's head; None where the two hang together only over more than a dozen steps."""
        parse, downs = self.parse, [goal]
        while downs[-1] not in self._rank:
            above = parse.head[downs[-1]]
            if len(downs) == _STEPS or above == downs[-1]:
                return None
            downs.append(above)
        left = self._rank[downs[-1]]
        if left not in self._left:
            self._left[left] = self._leaving(self.ups[:left])
        down = [_step(parse, token) for token in reversed(downs[:-1]) if parse.dep[token] not in _THIN]
        return Way(*self._left[left], " ".join(down[:3]), downs[-1], left + len(downs) - 1)

    def _leaving(self, left: list[int]) -> tuple[str, str]:
        """The steps within the number's own clause, and the clauses left after that one."""
        parse = self.parse
        first = next((n for n, token in enumerate(left) if parse.dep[token] in _CLAUSES), len(left))
        inside = [_step(parse, token) for token in left[:first] if parse.dep[token] not in _THIN]
        clauses = [parse.dep[token] for token in left[first:] if parse.dep[token] in _CLAUSES]
        return " ".join(inside[-2:]), " ".join(clauses[:3])


def _near(number: _Number, mentions: Mentions) -> Iterator[tuple[Mention, list[Group]]]:
    """The mentions in the number's sentence and those before it, each with what its place says."""
    parse, amounts = mentions.parse, mention_words().amounts
    here = mentions.sentence_at(parse.start[number.first])
    for n in range(here, max(-1, here - _BACK - 1), -1):
        for token in _heads(mentions, n, number if n == here else None):
            if parse.lower[token] in amounts or _only_speaks(parse, token):
                continue
            for mention, form in _readings(token, mentions, number.asked.source):
                if not any(map(str.isalpha, mention.name)):
                    continue  # the "%" of another number
                yield mention, _place(token, number, here - n, mention, form)
    for rank, event in enumerate(mentions.story_events()):
        yield event, [told.event(rank)]


def _speaking(number: _Number, mentions: Mentions) -> set[str]:
    """The names of the offices that only tell, before a colon, what the number's sentence says."""
    parse = mentions.parse
    heads = _heads(mentions, mentions.sentence_at(parse.start[number.first]), number)
    offices = [token for token in heads if _only_speaks(parse, token)]
    return {
        mention.name for token in offices for mention, _ in _readings(token, mentions, number.asked.source)
    }


def _only_speaks(parse: Parse, token: int) -> bool:
    """Whether a line opens with an office and a colon: in "Rail ministry: 900 trains cancelled" it only tells."""
    ahead = parse.form[token + 1 : token + 2 + OPENING]
    if ":" not in ahead or parse.lower[token + ahead.index(":")] not in speaker_words().offices:
        return False
    line = parse.text.rfind("\n", 0, parse.start[token]) + 1
    return len(parse.text[line : parse.start[token]].split()) + ahead.index(":") <= OPENING


def _heads(mentions: Mentions, number: int, near: _Number | None) -> list[int]:
    """The head tokens of a sentence's mentions: names, common nouns, pronouns; near the number if it is here."""
    low, high = mentions.sentences[number]
    if near is not None:
        low, high = max(low, near.first - _WORDS_NEAR), min(high, near.last + _WORDS_NEAR)
    else:
        low = max(low, high - _WORDS_NEAR)
    return mentions.heads_between(number, low, high)


def _readings(token: int, mentions: Mentions, source: str | None) -> Sequence[tuple[Mention, str]]:
    """What the token's mention may stand for, and how it is put; speakers mean the source by "we"."""
    parse = mentions.parse
    if parse.lower[token] in pronouns().speaking:
        speaker = Mention(parse.start[token], parse.end[token], source, "speaker", True) if source else None
        return [(speaker, "we")] if speaker else ()
    if token not in mentions.put:
        readings = enumerate(mentions.readings(token))
        mentions.put[token] = [(mention, _form(parse, token, mention, rank)) for rank, mention in readings]
    return mentions.put[token]


def _form(parse: Parse, token: int, mention: Mention, rank: int) -> str:
    """How the mention is put: a name, a phrase, a pronoun; what stands for another with its chance in quarters."""
    if parse.pos[token] == "NOUN" and mention.name.endswith(parse.form[token]):
        return f"phrase {'fuller' if mention.antecedent else ''} {round(mention.chance * 4)}"
    if not mention.antecedent:
        return "name"
    put = "pronoun" if parse.lower[token] in pronouns().anaphoric else "description"
    return f"{put} {rank} {round(mention.chance * 4)}"


def _place(token: int, number: _Number, back: int, mention: Mention, form: str) -> list[Group]:
    """What a mention's place says: its path to the number, distance, and how it is put."""
    parse, metric, kind = number.parse, number.asked.metric, mention.kind
    if back:
        role = parse.dep[token] if parse.dep[token] in _ROLES else "else"
        return [told.far(form, kind, back, role, metric)]
    after = token >= number.last
    side, gap = ("after", token - number.last) if after else ("before", number.first - token)
    groups = [told.near(form, kind, side, min(gap, 15), number.first <= token < number.last)]
    way = number.way_to(token)
    if way is None:
        return [*groups, told.apart(side)]
    if way.down == "nsubj":
        groups.append(told.says(parse.lower[parse.head[token]], way.up, way.clauses, form))
    groups += (
        told.way(way.up, way.clauses, way.down, metric),
        told.way_of(way.clauses, way.down, side, form, kind, min(way.steps, 6)),
        told.turn(parse.lower[way.turn], way.down),
    )
    return groups


def _step(parse: Parse, token: int) -> str:
    return f"prep:{parse.lower[token]}" if parse.dep[token] == "prep" else parse.dep[token]


def _counted(doc: Doc, number: _Number) -> str:
    """The noun that the number counts: the quantity's last word that is no number, else its head's."""
    parse = number.parse
    for token in range(number.last - 1, number.first - 1, -1):
        if parse.pos[token] in ("NOUN", "ADJ") and not doc[token].like_num:
            return parse.lower[token]
    head = parse.head[number.root]
    return parse.lower[head] if parse.pos[head] == "NOUN" else "-"


def _scene(start: int, mentions: Mentions) -> dict[str, tuple[str, ...]]:
    """What was named last before the number, of all things and of each kind, and first in its paragraph."""
    named: dict[str, tuple[str, ...]] = {}
    kinds: set[str] = set()
    for mention in mentions.named_before(start, most=_NAMED_BEFORE):
        if mention.name in named:
            continue
        rank = len(named)
        named[mention.name] = (f"named {rank if rank < 3 else '3+'} names ago",)
        if mention.kind not in kinds:
            kinds.add(mention.kind)
            named[mention.name] += ("last of its kind",)
    paragraph = mentions.text.rfind("\n", max(0, start - _PARAGRAPH), start) + 1
    first = mentions.within(paragraph, start)[:1]
    for mention in first:
        named[mention.name] = (*named.get(mention.name, ()), "opens the paragraph")
    return named


def _of_story(
    each: Candidate, asked: Asked, counted: str, scene: dict[str, tuple[str, ...]], mentions: Mentions
) -> list[Group]:
    """What the story as a whole says for a name: kind, prominence, the source, and when it was named."""
    kind, metric = each.kind, asked.metric
    groups = [told.sort(kind, metric, counted), told.scene(scene.get(each.name, ()), kind, metric)]
    entity = mentions.entities.get(each.name)
    if entity is not None:
        lead = entity.first < mentions.lead_end
        groups.append(told.prominence(kind, min(4, len(entity.starts)), entity.title, lead))
    if asked.source is not None:
        groups.append(told.source(each.name == asked.source, metric))
    if each.span is not None:
        groups.append(told.noun(_last_word(each.name), metric))
    return groups


@lru_cache(maxsize=1 << 12)
def _last_word(name: str) -> str:
    return name.split()[-1].lower()
