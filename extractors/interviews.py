"""Interviews: what stands in an answer is told by who was asked, without any verb of saying.

    interview = find_interview(text, mentions)
    interview.who, interview.answers       # "Noor Vandermeersch", ((212, 340), …)

Two habits are read: labels ("Q: … A: …", "PERWEIN: …"), and lines that ask and answer in turn, the answers in the
first person. An explainer in questions has no such answers, and is no interview.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.entities import Entity
from extractors.mentions import Mentions
from extractors.pronouns import pronouns
from extractors.sources import Attributed

Span = tuple[int, int]
ANSWER = "an answer in an interview"

_LINE = re.compile(r"[^\n]+")
_ANSWER = re.compile(r"A[:.] ")
_LABEL = re.compile(r"(?:^|(?<=[.?!] )|(?<=[.?!][\"”] ))([A-Z][A-Z'’-]{2,}): ", re.MULTILINE)
_ASKS = re.compile(r"\?[\"”’)]?$")
_OWN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
_LONG = 60  # words of a question
_LEAST = 2  # questions, and answers in the first person


@dataclass(frozen=True, slots=True)
class Interview:
    """Who was asked, and the characters of the answers, in the order of the text."""

    who: str
    answers: tuple[Span, ...]

    def answers_at(self, start: int) -> bool:
        """Whether a character stands in an answer."""
        n = bisect_right(self.answers, start, key=lambda answer: answer[0]) - 1
        return n >= 0 and start < self.answers[n][1]


def find_interview(text: str, mentions: Mentions) -> Interview | None:
    """The interview that a text is, or None: nobody is asked, or nobody is named who could answer."""
    surname, answers = _labelled(text, mentions)
    answers = answers or tuple(_in_turn(text))
    who = _who(mentions, answers[0][0], surname) if answers else None
    return Interview(who, answers) if who else None


def answered(attributed: Attributed, who: str) -> Attributed:
    """Who tells a number in an answer: who was asked, unless the answer plainly hands on what another said."""
    one = attributed.attribution
    if attributed.source and attributed.source.lower() in pronouns().speaking:
        return replace(attributed, source=who, rule=ANSWER)
    plain = attributed.rule.startswith("covers: ") and one is not None and not one.weak
    return attributed if attributed.source and plain else Attributed(who, None, None, ANSWER, None)


def _labelled(text: str, mentions: Mentions) -> tuple[str, tuple[Span, ...]]:
    """The answers behind "A:" at the head of a line, or behind a surname in capitals, and that surname."""
    lines = [match.span() for match in _LINE.finditer(text) if _ANSWER.match(match[0])]
    if len(lines) >= _LEAST:
        return "", tuple(lines)
    surnames = {name.split()[-1].upper() for name in mentions.entities}
    labels = [match for match in _LABEL.finditer(text) if match[1] in surnames]
    often = Counter(match[1] for match in labels).most_common(1)
    if not often or often[0][1] < _LEAST:
        return "", ()
    own = [match for match in labels if match[1] == often[0][0]]
    return often[0][0], tuple((match.end(), _line_end(text, match.end())) for match in own)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _in_turn(text: str) -> Iterator[Span]:
    """The lines behind those that ask, where these stand at every second line and the others speak in the first person."""
    lines = [match.span() for match in _LINE.finditer(text)]
    asking = [n for n in range(1, len(lines) - 1) if _asks(text[slice(*lines[n])])]
    if len(asking) < _LEAST:
        return
    odd = asking[0] % 2
    in_turn = all(n % 2 == odd for n in asking)
    behind = {n + 1 for n in asking if not _asks(text[slice(*lines[n + 1])])}
    if in_turn:
        last = asking[-1] + 1
        behind |= {n for n in range(1, last + 1) if n % 2 != odd and _is_told(text, lines[n])}
    own = sum(bool(_OWN.search(text[slice(*lines[n])])) for n in behind)
    if own >= max(_LEAST, len(behind) / 2):
        yield from (lines[n] for n in sorted(behind))


def _asks(line: str) -> bool:
    return bool(_ASKS.search(line)) and len(line.split()) <= _LONG and line[0] not in '"“('


def _is_told(text: str, line: Span) -> bool:
    """Whether a line is somebody's answer and no note of the editor's."""
    return not (text[line[0]] in "([" and text[line[1] - 1] in ")]")


def _who(mentions: Mentions, first: int, surname: str) -> str | None:
    """Who is named in the heading or before the first answer, by full name; of several whom the label calls."""
    led = [
        entity
        for entity in mentions.entities.values()
        if not entity.known
        and entity.kind != "place"
        and len(entity.name.split()) > 1
        and (entity.title or (entity.starts and min(entity.starts) < first))
        and (not surname or entity.name.split()[-1].upper() == surname)
    ]
    return min(led, key=_likely).name if led else None


def _likely(entity: Entity) -> tuple[bool, bool, int]:
    """Smaller for who is likelier asked: persons, then who stands in the heading, then who is named first."""
    return entity.kind != "person", not entity.title, entity.first
