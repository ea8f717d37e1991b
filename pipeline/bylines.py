"""Names out of bylines.

>>> split_names("By Ann Lee and Bo Ek, Science Correspondent")
['Ann Lee', 'Bo Ek']
>>> split_names("Rack & Die staff")
['Rack & Die staff']
"""

from __future__ import annotations

import html as entities
import re
from functools import cache
from itertools import chain
from pathlib import Path

from extractors.vocabulary import Checked, read

HARD_JOINT = re.compile(r"\s*[;|•·]\s*|\s+/\s+")  # what never stands inside a name
JOINT = re.compile(r"\s+(?:and|und|et|y|e|en|och|og|i)\s+|\s*&\s*", re.IGNORECASE)
WITH = re.compile(r"\s+(?:with|mit|avec|con)\s+", re.IGNORECASE)  # "Ann Lee with AFP"
COMMA = re.compile(r"\s*,\s*(?:(?:and|und|et|y|e)\s+)?")
TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
ADDRESS = re.compile(r"\S*(?:@|://)\S*|\bwww\.\S+")
ASIDE = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
AFTER = re.compile(
    r"\s+(?:[-–—]\s+|(?:in|aus|à)\s+(?=[A-ZÀ-Þ])|for\s+(?=[Tt]he\s)).*"
)  # "Ann Lee in Kyiv", "Ann Lee - BBC"
CONTROLS = dict.fromkeys(code for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n\r\x85")
# What no reader sees, or what turns the words around it: soft hyphens, zero widths, overrides of direction.
INVISIBLE = CONTROLS | dict.fromkeys(
    (0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
)
LONGEST, LONGEST_LINE = 80, 2000  # characters of a name, and of a byline that is looked at


class Bylines(Checked):
    """Words around names, lower case."""

    before: tuple[str, ...]
    roles: frozenset[str]
    nobody: frozenset[str]
    agencies: frozenset[str]
    no_name: frozenset[str]


@cache
def words() -> Bylines:
    return read(Bylines, Path(__file__).with_name("bylines.yml"))


@cache
def _before() -> re.Pattern[str]:
    known = sorted(words().before, key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(map(re.escape, known))})(?:\s*:\s*|\s+)", re.IGNORECASE)


def split_names(text: str) -> list[str]:
    """Single names out of a byline, without what people are and where they write from.

    "Lee, Ann" is one name, and so is a name with "and" in it whose parts are no full names. Addresses
    of the web and of mail are no names, nor is what templates write for nobody.
    """
    line = ADDRESS.sub("", ASIDE.sub("", TAG.sub(" ", clean(text[:LONGEST_LINE]))))
    parts = [_without_start(part) for part in HARD_JOINT.split(line)]
    for joint in (WITH, JOINT):
        parts = list(chain.from_iterable(_parted(joint, part) for part in parts))
    named: list[str] = []
    for part in parts:
        pieces = _by_comma(part)
        named += [piece for number, piece in enumerate(pieces) if number == 0 or not is_role(piece)]
    names = [_bare(name) for name in named]
    return [name for name in names if 1 < len(name) <= LONGEST and name.casefold() not in words().nobody]


def _without_start(text: str) -> str:
    """The byline without "Von" or "Text:"; "Di Stefano" keeps what is part of the name."""
    rest = _before().sub("", text)
    first = rest.split(",")[0]
    begun = text[: len(text) - len(rest)].strip().casefold()
    return rest if " " in first or not first.istitle() or begun.endswith((":", "by")) else text


def _parted(joint: re.Pattern[str], text: str) -> list[str]:
    """The parts, if each is a full name or an agency by itself; else the text as it is."""
    pieces = [piece.strip(" ,") for piece in joint.split(text)]
    full = all(
        " " in _by_comma(piece)[-1] or " " in _by_comma(piece)[0] or _is_agency(piece) for piece in pieces
    )
    if joint is WITH and not all(_is_agency(piece) for piece in pieces[1:]):
        return [text]
    return [piece for piece in pieces if piece] if full else [text]


def _by_comma(text: str) -> list[str]:
    """The parts between commas; one where they are family name and first names."""
    pieces = [piece for piece in COMMA.split(text) if piece]
    reversed_name = (
        len(pieces) == 2 and " " not in pieces[0] and pieces[0].istitle() and not is_role(pieces[1])
    )
    return [text] if reversed_name or not pieces else pieces


def starts_byline(text: str) -> bool:
    """Whether a text begins as a byline does: "By Ann Lee", "Von Ann Lee"."""
    found = _before().match(text)
    return found is not None and text[found.end() : found.end() + 1].isupper()


def is_account(name: str) -> bool:
    """Whether a name is rather what somebody logs in as: one word in small letters, and no agency's."""
    return re.fullmatch(r"[a-z0-9._-]+", name) is not None and not _is_agency(name)


def _is_agency(piece: str) -> bool:
    return piece.casefold() in words().agencies or piece.casefold() in words().nobody


def is_role(piece: str) -> bool:
    """Whether a piece of a byline says what somebody is."""
    return not words().roles.isdisjoint(re.findall(r"[^\W\d_]+", piece.casefold()))


def _bare(name: str) -> str:
    """The name without the word before it, the place or outlet after it, and marks around it."""
    name = _without_start(name.strip(" ,.:–—-*"))
    whole_name = AFTER.sub("", name)
    return (whole_name if " " in whole_name else name).strip(" ,.:–—-*")


def clean(text: str) -> str:
    """A field on one line, entities resolved (some heads escape them twice), without invisible characters."""
    plain = entities.unescape(entities.unescape(text)).translate(INVISIBLE)
    return " ".join(whole(plain).split())


def whole(text: str) -> str:
    """The text without halves of characters, which JSON can spell but no database can keep."""
    return text.encode("utf-8", "replace").decode()
