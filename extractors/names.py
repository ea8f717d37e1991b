"""Names that stand in a text, by their capitals alone: what a statistical tagger costs too much time for.

    find_names("In Bergen, Fjellkraft's Ines Moe denied it.")  # Bergen (place), Fjellkraft, Ines Moe

Works on plain text, so a headline or an unparsed sentence will do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spacy.lang.en.stop_words import STOP_WORDS

from extractors.dictionary import is_form_of, is_word
from extractors.mention_words import mention_words
from extractors.units import currencies

# A word with its inner apostrophes, dots and hyphens: "O'Hara", "U.S", "GPT-4.5", "R&D". Never ends on one.
WORD = re.compile(r"[^\W_]+(?:[.'’&/-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_VERSION = re.compile(r"\d{1,2}(?:\.\d{1,2})?[A-Za-z]?|[IVX]{1,4}")
_START = re.compile(r"(?:^|[.!?:;•\n–—-][\"'”’)\]]*\s|\n|[\"“‘(\[•*])\s*$")
_NUMBER_GOES_ON = re.compile(
    r",\d|\s?%|\s(?:per ?cent|points?|hundred|thousand|million|billion|trillion|bn|mn|tn|people)\b"
)
_LINE = 120  # characters of a line on either side of a name that are looked at
_LABEL_ENDS = re.compile(r"[^a-z\n]{0,40}?[.:;?!–—\n]|\W*$")
_MONEY = re.compile(r"(?:RM|CHF|Rs|NT|HK|US)\s?\$?\d")
# "NEW YORK, Jan 27 (Harbour Wire) - ", "BALTIMORE — ", "SINGAPORE (AP) - ".
_DATELINE = (
    r"(?:[A-Z]{4}[A-Z.'’/-]*|[A-Z]{2,}(?: [A-Z]{3,})+)(?: [A-Z]{2,}){0,2}(?:, [A-Z][\w. ]{1,20})?(?:,? \d{1,2}(?:,? \d{4})?)?"
    r"(?: ?\([^()\n]{1,40}\))? ?(?: [-–]|—|--) "
)


@dataclass(frozen=True, slots=True)
class Name:
    """One capitalised name: its span, its words without title, and the kind that its words give away."""

    start: int
    end: int
    text: str
    kind: str  # organisation, person, place, model, event, document, or "name" where nothing tells


class _Word(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Starts with a capital, or holds one after the first letter: "xAI", "iPhone"; "Turin-based" is no name."""
        if self.text.islower() or self.text.rpartition("-")[2] in mention_words().qualifying:
            return False
        return self.text[0].isupper() or (self.text[0].isalpha() and any(c.isupper() for c in self.text[1:]))


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """What an agency puts before the first word: a note in brackets, a dateline, "CORRECTED-", "UPDATE 2-"."""
    marks = "|".join(sorted(map(str.upper, mention_words().wire)))
    return re.compile(
        rf"\s*(?:\([^()\n]{{1,200}}\)\s+)?(?:{_DATELINE}|(?:{marks})(?: \d{{1,2}})?(?:-|: )(?=[A-Z]))"
    )


@lru_cache(maxsize=1)
def _office() -> re.Pattern[str]:
    """What an office is for, before the name of who holds it: "Minister for Trade and " before "Industry Tan See Leng"."""
    offices = "|".join(mention_words().offices)
    return re.compile(rf"\b({offices}) (?:of|for) (?:the )?(?:[A-Z]\w+,? )*(?:(?:and|&) )?$", re.IGNORECASE)


def find_names(text: str) -> list[Name]:
    """The names in the text in order; days, months, demonyms and bare titles are none.

    A capital at the start of a sentence counts only where the word does not also stand in lower case.
    What an agency puts before the first word (a dateline, "CORRECTED-", "UPDATE 2-") names nobody.
    """
    wire = _opening().match(text)
    found = WORD.finditer(text, wire.end() if wire else 0)
    words = [_Word(*m.span(), m[0]) for m in found if not text.startswith("$", m.end())]
    lower = Counter(word.text for word in words if word.text[0].islower())
    runs = (
        part for run in _runs(words, text, lower) for titled in _at_titles(run) for part in _at_verbs(titled)
    )
    return [name for run in runs if (name := _name(run, text))]


def is_place_position(text: str, start: int) -> bool:
    """Does a preposition of place stand right before `start`?"""
    before = text[max(0, start - 12) : start].split()
    return bool(before) and before[-1] in mention_words().place_prepositions


def _runs(words: list[_Word], text: str, lower: Counter[str]) -> Iterator[list[_Word]]:
    """Stretches of words that may be one name: capitals, joined by single spaces or by "of", "de" and the like."""
    joiners = mention_words().joiners
    run: list[_Word] = []
    n = 0
    while n < len(words):
        word = words[n]
        if run and not _joined(run[-1], word, text):
            yield run
            run = []
        if word.capital and not (word.text == "I" and run and _VERSION.fullmatch(run[-1].text)):
            if not run and _plain_start(word, text, lower):
                n += 1
                continue
            run.append(word)
        elif (run and _is_version(word, run)) or (
            run and word.text in joiners and _goes_on(words, n, text) and _may_join(run, word)
        ):
            run.append(word)
        elif run:
            yield run
            run = []
        n += 1
    if run:
        yield run


def _is_version(word: _Word, run: list[_Word]) -> bool:
    """Whether a number belongs to the name: "Meridian 5", but never "NOK 3.3"."""
    last = run[-1].text
    if last in mention_words().units or last in currencies().codes:
        return False
    return bool(_VERSION.fullmatch(word.text)) and word.text != "I"


def _at_titles(run: list[_Word]) -> Iterator[list[_Word]]:
    """ "Fjellkraft CEO Ines Moe" is two names; the title opens the second."""
    titles = mention_words().titles
    first = 0
    for n in range(1, len(run) - 1):
        if run[n].text.lower() in titles and run[n - 1].text.lower() not in titles:
            yield run[first:n]
            first = n
    yield run[first:]


def _at_verbs(run: list[_Word]) -> Iterator[list[_Word]]:
    """ "Corbel Labs Publishes Findings" is a headline: the name ends at its verb, and plain words name nobody."""
    verb = next((n for n in range(1, len(run)) if _only_verb(run[n].text.lower())), None)
    if verb is None:
        yield run
        return
    yield run[:verb]
    rest = run[verb + 1 :]
    if not all(is_word(word.text.lower()) for word in rest):
        yield from _at_verbs(rest)


def _only_verb(word: str) -> bool:
    return word.endswith("s") and is_form_of(word, "verb") and not is_form_of(word, "noun")


def _joined(last: _Word, word: _Word, text: str) -> bool:
    """Do two words belong together: one space or " & " between them, and no possessive "'s" on the first?"""
    gap = text[last.end : word.start]
    if last.text.endswith(("'s", "’s")) or _NUMBER_GOES_ON.match(text, word.end):
        return False
    if gap == ". ":
        return (len(last.text) == 1 and last.text.isalpha()) or last.text in mention_words().abbreviations
    return gap in (" ", "\u00a0", " & ", "' ", "’ ")


def _goes_on(words: list[_Word], n: int, text: str) -> bool:
    """Does a capital follow the joiner at `n`: "Bank of England", "Bank of the South"?"""
    for ahead in words[n + 1 : n + 3]:
        if not _joined(words[n], ahead, text) and text[words[n].end : ahead.start].strip() not in ("", "the"):
            return False
        if ahead.capital:
            return ahead.text.lower() not in mention_words().calendar
        if ahead.text not in ("the", *mention_words().joiners):
            return False
    return False


def _may_join(run: list[_Word], joiner: _Word) -> bool:
    """ "for" joins only bodies ("Centre for Compute Policy"), never "60,000 H100s for Halberd"; "of" only what is
    called by common words or by one that names have ("Bank of England"), never "Ines Moe of Corbel Labs" or
    "Shares of Corbel Labs"."""
    words = [word.text.lower() for word in run]
    if words[0] in mention_words().measured:
        return False
    if joiner.text == "for":
        return any(word in mention_words().name_words["organisation"] for word in words)
    if joiner.text == "of" and words[-1] not in mention_words().kind_of_word:
        return all(is_word(word) or word in mention_words().demonyms for word in words)
    return True


def _plain_start(word: _Word, text: str, lower: Counter[str]) -> bool:
    """Is the capital due to the sentence's start alone?"""
    plain = word.text.lower()
    if (plain in STOP_WORDS and word.text != "US") or _POSSESSIVE.sub("", plain) in mention_words().calendar:
        return True
    if not _START.search(text[max(0, word.start - 4) : word.start]):
        return False
    return lower[plain] > 0


def _name(run: list[_Word], text: str) -> Name | None:
    """The run as a name, without titles and joiners at its ends; None if nothing is left."""
    vocabulary_ = mention_words()
    titled = False
    if (
        len(run) > 1
        and run[0].text.lower() in vocabulary_.nouns["person"]
        and opens_sentence(text, run[0].start)
    ):
        titled, run = True, run[1:]  # "Prosecutor Irene Vasques alleges"
    elif len(run) > 1 and run[0].text.lower() in vocabulary_.opening and opens_sentence(text, run[0].start):
        run = run[1:]  # "Retailer Castell shut 40 shops"
    while run and (
        run[0].text.lower().replace("-", "") in vocabulary_.titles or run[0].text in vocabulary_.joiners
    ):
        titled = titled or run[0].text.lower().replace("-", "") in vocabulary_.titles
        run = run[1:]
    while run and (
        run[-1].text in vocabulary_.joiners or run[-1].text in currencies().codes or _dated(run, text)
    ):
        run = run[:-1]
    while run and (
        run[0].text.lower() in vocabulary_.calendar
        or (run[0].text.lower().removesuffix("s") in vocabulary_.demonyms and not _is_plain_body(run[1:]))
    ):
        run = run[1:]
    if run and _office().search(text[max(0, run[0].start - _LINE) : run[0].start]):
        while run and run[0].text.lower() in vocabulary_.portfolios | vocabulary_.joiners:
            titled, run = True, run[1:]  # "Minister for Trade and Industry Tan See Leng"
    if not run or not run[0].capital:
        return None
    start, end = run[0].start, run[-1].end
    written = _POSSESSIVE.sub("", text[start:end])
    if (
        len(written) < 2
        or written in vocabulary_.units
        or written in currencies().codes
        or _MONEY.match(written)
        or text[run[-1].end : run[-1].end + 1] == "$"
    ):
        return None
    if written.isupper() and (_shouts(text, start, end) or _labels(text, start, end)):
        return None
    return Name(start, start + len(written), written, _kind(written, run, titled, text))


def _is_plain_body(run: list[_Word]) -> bool:
    """Whether plain words call a body, so that its people's name is part of it: the "Space Agency" of the European one."""
    words = [word.text.lower() for word in run]
    body = bool(words) and mention_words().kind_of_word.get(words[-1]) == "organisation"
    return body and all(is_word(word) for word in words)


def opens_sentence(text: str, start: int) -> bool:
    """Does a sentence, quotation, list item or heading open at `start`?"""
    before = text[max(0, start - 3) : start].rstrip(" \"“‘'([")
    return not before or before[-1] in ".!?\n:;-–—•*"


def _shouts(text: str, start: int, end: int) -> bool:
    """Is the whole line in capitals, as a heading is and a dateline is not? One that only says a name names it."""
    before = text[max(0, start - _LINE) : start].rpartition("\n")[2]
    after = text[end : end + _LINE].partition("\n")[0]
    alone = not before.strip() and not after.strip() and len(text[start:end].split()) < 4
    return end - start > 5 and not alone and (before + text[start:end] + after).isupper()


def _labels(text: str, start: int, end: int) -> bool:
    """Do plain words in capitals head a paragraph: "THE BILL. With the chip at $2 an hour"?"""
    before = text[max(0, start - _LINE) : start].rpartition("\n")[2]
    plain = all(is_word(word.lower()) for word in WORD.findall(text[start:end]))
    return plain and before == before.upper() and bool(_LABEL_ENDS.match(text, end))


def _dated(run: list[_Word], text: str) -> bool:
    """Does the run end on a day or month that is no part of its name, as in "Reuters Monday", not in "Black Friday"?"""
    if run[-1].text.lower() not in mention_words().calendar:
        return False
    return len(run) != 2 or not is_word(run[0].text.lower()) or opens_sentence(text, run[0].start)


def _kind(written: str, run: list[_Word], titled: bool, text: str) -> str:
    words = mention_words().kind_of_word
    parts = [part.lower() for part in written.split()]
    if titled:
        return "person"
    for part in reversed(parts):
        if part in words:
            return words[part]
    if any(c.isdigit() for c in written):
        return "model"
    if written.isupper() and len(parts) == 1:
        return "organisation"
    return "place" if is_place_position(text, run[0].start) else "name"
