"""In which language a text is: what the page says, unless the text plainly says otherwise.

>>> language_of("Der Konzern hat nach eigenen Angaben mit dem Bau begonnen und die Kosten genannt.", "en")
'de'
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)


SHORT = 8  # words: a headline or a single sentence


@cache
def function_words() -> dict[str, frozenset[str]]:
    text = Path(__file__).with_name("languages.yml").read_text(encoding="utf-8")
    return {code: frozenset(words) for code, words in yaml.safe_load(text).items()}


def language_of(text: str, declared: str | None = None) -> str | None:
    """The two-letter code of a text's language; None where neither the page nor the text tells.

    A declared language stands unless another one has twice as many of its short words in the text.
    """
    sample = text[:5000]
    named = re.match(r"[a-z]{2,3}(?![a-z])", (declared or "").strip().lower())
    said = named.group(0) if named else None
    for code, letters in SCRIPTS:
        if len(letters.findall(sample)) > 0.2 * max(len(sample), 1):
            same_script = said in ("ru", "uk", "bg", "sr", "mk", "be", "fa", "ur", "ar", "hi", "mr", "ne")
            return said if same_script and said else code
    words = [word.lower() for word in WORD.findall(sample)]
    shares = {code: sum(word in known for word in words) for code, known in function_words().items()}
    best = max(shares, key=lambda code: shares[code])
    if len(words) < SHORT:
        return said or _of_a_line(words, best)
    if shares[best] < 0.12 * len(words):
        return said
    if said is not None and shares.get(said, 0) * 2 >= shares[best]:
        return said
    return said if said is not None and said not in shares and shares[best] < 0.25 * len(words) else best


def _of_a_line(words: list[str], best: str) -> str | None:
    """The language of a few words: two that only it has, and none of English. None where that is not so.

    One such word may well be a name's ("Der Spiegel", "Los Angeles").
    """
    own = function_words()[best] - function_words()["en"]
    english = any(word in function_words()["en"] - function_words()[best] for word in words)
    return best if best != "en" and not english and sum(word in own for word in words) >= 2 else None
