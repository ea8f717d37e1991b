"""What a story is about, if it is something that happened: the events that it speaks of, most often first.

story_events(phrases, "A strike at Nordfrakt … the strike …")   # [Phrase("Nordfrakt strike", …)]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from extractors.mention_words import mention_words
from extractors.phrases import Phrase, singular

MOST = 3
_LOWER = re.compile(r"[^\W\d_]{3,}")


def story_events(phrases: Iterable[Phrase], text: str) -> list[Phrase]:
    """The fullest phrase of each event: "the fire" is the "Princess Talei fire"; `text` has the heading too."""
    fullest: dict[str, Phrase] = {}
    for phrase in phrases:
        if phrase.kind != "event":
            continue
        old = fullest.get(phrase.noun)
        if old is None or phrase.capitals > old.capitals:
            fullest[phrase.noun] = phrase
    if not fullest:
        return []
    nouns = mention_words().nouns["event"]
    counts: Counter[str] = Counter()
    for word, times in Counter(_LOWER.findall(text)).items():
        if (noun := singular(word)) in nouns:
            counts[noun] += times
    return [fullest[noun] for noun, _ in counts.most_common() if noun in fullest][:MOST]
