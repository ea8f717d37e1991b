"""Who wrote an article, as its page says: the JSON-LD's word, the meta tags', what the page shows.

head_authors(article, nodes, metas, own={"skerrypost"})    # ["Ann Lee", "Bo Ek"]
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.bylines import is_account, split_names, words
from pipeline.headlines import names_outlet
from pipeline.json_ld import Node, people, text

METAS = (
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
    "cxenseparse:author",
)
FAMILY_FIRST = re.compile(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’. -]+)")
Metas = Mapping[str, Sequence[str]]


def head_authors(article: Node, nodes: Sequence[Node], metas: Metas, own: Iterable[str]) -> tuple[str, ...]:
    """The JSON-LD's authors; the meta tags' where it names none, or nothing but the outlet and accounts.

    The outlet is left out where persons or agencies stand beside it; it stands where nobody else is named.
    """
    known = set(own)
    stated = list(_stated(article, nodes))
    tagged = list(next(_tagged(metas), ()))
    for names in (stated, tagged):
        if persons := [name for name in names if not names_outlet(name, known) and not is_account(name)]:
            return tuple(dict.fromkeys(persons))
    return tuple(dict.fromkeys(stated or tagged))


def are_persons(names: Iterable[str], own: Iterable[str]) -> bool:
    """Whether anybody is named but the outlet itself and accounts."""
    known = set(own)
    return any(not names_outlet(name, known) and not is_account(name) for name in names)


def _stated(article: Node, nodes: Sequence[Node]) -> Iterator[str]:
    for key in ("author", "creator"):
        names = [name for said, _ in people(article.get(key), nodes) for name in split_names(said)]
        if names:
            yield from names
            return


def _tagged(metas: Metas) -> Iterator[list[str]]:
    """The names in each kind of tag that has some."""
    for tag in METAS:
        values = [_turned(value) if tag == "citation_author" else value for value in metas.get(tag, ())]
        if found := [name for value in values for name in split_names(value)]:
            yield found
    for value in (*metas.get("parsely-page", ()), *_labelled(metas)):
        if found := split_names(value if value[:1] != "{" else _of_parsely(value)):
            yield found


def _turned(name: str) -> str:
    """ "Ann Lee" of "Lee, Ann", as libraries write it."""
    found = FAMILY_FIRST.fullmatch(name)
    return f"{found[2]} {found[1]}" if found else name


def _labelled(metas: Metas) -> Iterator[str]:
    """What stands beside a label such as "Written by" in the tags for cards."""
    for number in ("1", "2"):
        label = " ".join(metas.get(f"twitter:label{number}", ())).casefold()
        if label in words().before:
            yield from metas.get(f"twitter:data{number}", ())


def _of_parsely(value: str) -> str:
    """The authors in a parsely-page tag, which holds JSON."""
    try:
        said = json.loads(value)
    except (ValueError, RecursionError):
        return ""
    names = said.get("authors") or said.get("author") if isinstance(said, dict) else None
    return "; ".join(
        one for one in (names if isinstance(names, list) else [text(names)]) if isinstance(one, str)
    )
