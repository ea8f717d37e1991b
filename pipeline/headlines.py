"""Which of the titles that a page gives itself is its headline.

    best_title({"jsonld": "Ice in the harbour", "title": "Ice in the harbour | The Skerry Post"}, heads, names)

The head of a page names a title up to four times, with the outlet's name around it, shortened, or reworded
for search engines; what the page shows as its heading decides between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

JOINT = re.compile(r"\s+[|–—·»:•‹«∣｜-]{1,2}\s+|\s*[|｜∣]\s+|\s+\|\s*")
CUT = 100  # characters from which on a title may be cut by a rule of its field, without dots
HEADLINE_WORDS = 4  # from which on a heading is no name of a section
ALIKE = 0.6  # of the characters, from which on a heading is taken for one of the titles


def best_title(titles: Mapping[str, str], heads: Sequence[str], outlets: Iterable[str]) -> str | None:
    """The title, without the outlet's name; None where there is none.

    `titles` are those of the head, by where they stand (jsonld, meta …), best first, and that of the
    `title` tag; `heads` are the page's headings of the first rank.
    """
    names = bare_names(outlets)
    heads = [head for head in heads if not names_outlet(head, names)]
    plain = {where: without_outlet(title, names) for where, title in titles.items()}
    plain = {where: _without_tail(title, [*plain.values(), *heads]) for where, title in plain.items()}
    heads = [without_outlet(head, names) for head in heads]
    stated = [title for where, title in plain.items() if where != "title"]
    heading = _heading([*plain.values()], heads)
    if not stated:
        return heading or plain.get("title") or None
    votes = Counter(_bare(title) for title in [*plain.values(), *([heading] if heading else [])])

    def rank(title: str) -> tuple[bool, int, float, int]:
        near = _likeness(title, heading) if heading else 0.0
        return near == 1.0, votes[_bare(title)], round(near, 1), -stated.index(title)

    best = max(stated, key=rank)
    if (
        heading
        and len(heading.split()) >= HEADLINE_WORDS
        and _bare(heading) not in map(_bare, stated)
        and votes[_bare(heading)] >= votes[_bare(best)]
    ):
        return heading  # the others are for search engines and cards, and agree with nobody
    return _whole(best, [*plain.values(), *([heading] if heading else [])])


def without_outlet(title: str, names: Iterable[str]) -> str:
    """A title without the outlet's name at its ends ("Story | Money | The Outlet" keeps "Story | Money")."""
    known = set(names)
    for _ in range(3):
        joints = list(JOINT.finditer(title))[:20]
        if not joints:
            break
        if names_outlet(title[joints[-1].end() :], known):
            title = title[: joints[-1].start()]
        elif names_outlet(title[: joints[0].start()], known):
            title = title[joints[0].end() :]
        else:
            break
    return title.strip()


def bare_names(names: Iterable[str]) -> frozenset[str]:
    """Names in the form in which they are compared: letters and digits in small letters."""
    return frozenset(bare for name in names if (bare := _bare(name)))


def names_outlet(part: str, names: Collection[str]) -> bool:
    """Whether a part is one of the outlet's names, or a form of one ("Skerry Post" of skerrypost.example)."""
    bare = _bare(part).removeprefix("the")
    return bool(bare) and any(bare == name.removeprefix("the") for name in names)


def _without_tail(title: str, others: Sequence[str]) -> str:
    """A title without the parts after a joint, where the rest is what another place calls the page."""
    known = {_bare(other) for other in others}
    for joint in list(JOINT.finditer(title))[-1:-4:-1]:
        head = title[: joint.start()]
        if _bare(head) in known and len(head) > 20:
            return head
    return title


def _heading(titles: Sequence[str], heads: Sequence[str]) -> str | None:
    """The heading that stands for the page: the one most like a title; a lone one whatever it is like."""
    if not titles or len(heads) == 1:
        return heads[0] if heads else None
    best = max(heads, key=lambda head: max(_likeness(head, title) for title in titles), default=None)
    if best is None or max(_likeness(best, title) for title in titles) < ALIKE:
        return None
    return best


def _whole(title: str, others: Sequence[str]) -> str:
    """A title that was cut gives way to its long form."""
    stem = title.rstrip("….").rstrip().casefold()
    cut = len(stem) < len(title) or len(title) >= CUT
    for other in others:
        if cut and len(stem) > 20 and len(other) > len(title) and other.casefold().startswith(stem):
            return other
    return title


def _likeness(a: str, b: str) -> float:
    a, b = _bare(a)[:300], _bare(b)[:300]
    return 1.0 if a == b else SequenceMatcher(None, a, b, autojunk=False).ratio()


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
