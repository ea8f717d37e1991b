"""Whether two texts are two voices or one: by outlet, by whom they quote, and by whose number it is.

independent_sources(reading, other, "Post", "Herald")     # 1: both rest on the firm's own report
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.items import content_words
from pipeline.origins import origin_key, without_role
from pipeline.readings import Reading
from pipeline.sides import scope_words
from pipeline.synonyms import synonyms

_OWN = re.compile(r"^(?:its|his|her|their)(?: own)? ", re.IGNORECASE)
_COPY = 0.8


def independent_sources(
    a: Reading, b: Reading, outlet_a: str | None = None, outlet_b: str | None = None
) -> int | None:
    """1 where both texts go back to one voice, 2 where to two; None where the texts do not tell.

    One voice: one outlet, nearly the same words, one named source (or a firm and its own report, an
    office and its holder), or nobody named in either. Two: sources that differ, or a source and its denier.
    """
    if not a.text.strip() or not b.text.strip():
        return None
    if outlet_a and outlet_b and origin_key(outlet_a) == origin_key(outlet_b):
        return 1
    if _alike(a, b):
        return 1
    source_a, source_b = sources_of(a), sources_of(b)
    if not source_a and not source_b:
        return 1
    if not source_a or not source_b:
        return 1 if any(_is_party(source, b if source_a else a) for source in source_a or source_b) else 2
    return 1 if any(_same_voice(one, other, a, b) for one in source_a for other in source_b) else 2


def sources_of(reading: Reading) -> frozenset[str]:
    """Whom a text quotes for its numbers, roles read as the firm or office that they speak for."""
    return frozenset(without_role(name) for name in reading.sources)


def _alike(a: Reading, b: Reading) -> bool:
    """Whether the texts share so many of their words in order that one is a copy of the other."""
    words = [re.findall(r"\w+", reading.text.lower()) for reading in (a, b)]
    pieces = [{tuple(row[n : n + 3]) for n in range(len(row) - 2)} for row in words]
    small = min(len(pieces[0]), len(pieces[1]))
    return small > 5 and len(pieces[0] & pieces[1]) / small > _COPY


def _is_party(source: str, other: Reading) -> bool:
    """Whether a source is named in the other text, which without a source of its own speaks of it."""
    return _named(source, other)


def _same_voice(a: str, b: str, text_a: Reading, text_b: Reading) -> bool:
    if origin_key(a) == origin_key(b) or (_words(a) and _words(a) == _words(b)):
        return True
    if _words(a) & _words(b) - _generic():
        return True
    # "its own technical report" is the voice of whom the text is about, as "DeepSeek says" is.
    return any(
        _OWN.match(own) and _named(other, text) for own, other, text in ((a, b, text_b), (b, a, text_a))
    )


def _named(source: str, reading: Reading) -> bool:
    return any(word in reading.names for word in re.findall(r"[\w-]+", source.lower()))


@lru_cache(maxsize=4096)
def _words(source: str) -> frozenset[str]:
    """The words of a source, offices that are one ("mayor's office", "city hall") read as one."""
    text = _OWN.sub("", source.lower()).replace("'s", "").replace("’s", "")
    for group in synonyms().voices:
        for name in group:
            text = re.sub(rf"\b{re.escape(name)}\b", group[0], text)
    return content_words(text)


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    """Words that any source may have: "spokesman", "official", "report"."""
    known = (*scope_words().anonymous, *scope_words().staff)
    return frozenset().union(*(content_words(word) for word in known)) | {
        "firm",
        "company",
        "research",
        "group",
    }
