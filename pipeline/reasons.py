"""The rules that set a claim's fields, in words for a reader who has never seen the code.

A rule of a learned model is the sign that spoke most for its choice, with the word of the text that it went by.

>>> plain_reason("subject", "title=True lead=True")
'the headline or the first lines are about it'
"""

from __future__ import annotations

import re

REASONS: dict[str, tuple[tuple[str, str], ...]] = {
    # field: (how the rule begins, what it means), the first that fits
    "subject": (
        ("no candidate", "nobody is named near the number"),
        ("title=True", "the headline or the first lines are about it"),
        ("title=", "by how often and where the text names it"),
        ("as before", "it goes on about whom the number before it was about"),
        ("form=pronoun", "what the pronoun stands for"),
        ("form=description", "whom “the company” or such words stand for"),
        ("kind=", "it is of the kind that such numbers are told of"),
        ("named", "the text names it again and again"),
        ("noun=", "a word that such numbers are told of"),
        ("path=", "its place in the sentence's grammar"),
        ("at=", "its place in the sentence's grammar"),
        ("ends=", "its place in the sentence's grammar"),
        ("back=0", "the number's own sentence names it"),
        ("back=", "a sentence just before names it"),
        ("role", "its place in the sentence's grammar"),
        ("before", "it stands close before the number"),
        ("after", "it stands close after the number"),
        ("in the quantity", "the quantity's own words name it"),
        ("event", "the event that the text tells of"),
        ("only one", "the only one that it can be"),
        ("last of its kind", "the last of its kind that the text named"),
        ("opens the paragraph", "its paragraph begins with it"),
        ("form=name", "a name"),
        ("form=phrase", "a noun that such numbers are told of"),
        ("story event", "the event that the text tells of"),
        ("subject", "it is the subject of the number's verb"),
    ),
    "item": (
        ("known label", "what numbers in such a frame are about"),
        ("a name of the topic", "its phrase names it"),
        ("none", "the metric says it all"),
        ("the metric says it", "the metric says it all"),
        ("whose number it is", "the metric and the subject say it all"),
        ("the subject", "the subject of the number's verb"),
        ("the object", "the object of the number's verb"),
        ("the verb", "the number's verb"),
        ("the inside", "the quantity's own words"),
        ("the head", "the noun that the number belongs to"),
        ("the noun", "the noun that the number belongs to"),
        ("the beside", "the noun that the number stands beside"),
    ),
    "metric": (
        ("no cue", "no word says what it measures"),
        ("no metric", "no metric of the topic is counted in this unit"),
        ("the frame's cues", "words beside the number"),
        ("the words around it", "the words around it, weighed together"),
        ("the number before it", "as the number before it"),
    ),
    "source": (
        ("a correction notice", "the article takes it back itself"),
        ("the article's own words", "nobody else is named for it"),
        ("covers", "the words that tell it"),
        ("mention", "who is named as the sentence's subject"),
        ("subject", "who is named as the sentence's subject"),
        ("main", "whose account the text goes on with"),
        ("beside", "whose account the sentence goes on with"),
        ("before", "whose account the text goes on with"),
        ("after", "who is named just after it"),
        ("goes on", "whose account the text goes on with"),
        ("holder", "who denies, claims or doubts it"),
    ),
    "bound": (("hedge", "bounded or blurred by"),),
    "predicate": (
        ("declared", "the topic's file asks for it"),
        ("the words", "somebody disputes it, in these words"),
    ),
    "stance": (
        ("a correction notice", "a correction notice takes it back"),
        ("no cue", "told as a fact"),
        ("chain", "the verb above the number"),
        ("helper", "a helping word beside the verb"),
        ("verb", "the verb that governs the number"),
        ("above", "the words that govern the number"),
        ("passive", "it is said without a teller"),
        ("before", "a word just before the number"),
        ("after", "a word just after the number"),
        ("beside", "a word just before the number"),
        ("inside", "the quantity's own words"),
        ("sentence", "a word of its sentence"),
        ("adverb", "an adverb beside the verb"),
        ("source", "what its source is said to do"),
        ("cue", "the verb that tells it"),
        ("told", "how it is told"),
        ("deny", "it is denied"),
        ("planned", "it is planned"),
        ("nobody", "nobody else is named for it"),
        ("rejected", "the words around it reject it"),
    ),
    "quantity": (
        ("counted", "a number and what it counts"),
        ("money", "a number and a currency"),
        ("measure", "a number and its unit"),
        ("bare", "a number whose unit is told elsewhere"),
        ("lent", "a number whose unit is told beside it"),
        ("range", "two numbers that bound it"),
        ("share", "a part of a whole"),
        ("times", "so many times"),
        ("ratio", "a ratio"),
        ("relative", "told by another number beside it"),
        ("compound", "two units of one measure"),
    ),
    "period": (
        ("rate", "it stands beside the number"),
        ("a time right", "it stands right behind the number"),
        ("a time in", "a time in its sentence"),
    ),
}


# The first sign of stance with a word: "planned by helper: will", "sentence has would", "before 1 about", "told claim".
_SIGN = re.compile(
    r"(?:\w+ by )?\b(?:helper|chain|beside|adverb|passive): ([^,]+)"
    r"|\b(?:sentence has|inside|above|told|source|(?:before|after) \d) (\w[^, ]*)(?:,|$)"
)
_AFTER = re.compile(r"the (of|for|on|in|per|into|to|a|against|than|from) phrase")


def plain_reason(field: str, rule: str) -> str:
    """One rule in plain words, with the cue words of the text that it ends in; the rule itself where it is plain."""
    head, _, rest = rule.partition(": ")
    cues = rest[rest.index("“") :] if "“" in rest else ""
    if field == "stance" and (sign := _SIGN.search(rule)):
        rule, cues = sign[0], f"“{next(filter(None, sign.groups()))}”"
    if field == "item" and (place := _AFTER.fullmatch(rule)):
        return f"what stands after “{place[1]}”"
    for start, meaning in REASONS.get(field, ()):
        if rule.startswith(start):
            return f"{meaning}: {cues}" if cues else meaning
    return f"{head.rstrip('.')}: {rest}" if rest else head
