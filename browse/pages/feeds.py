"""Feeds of conflicts: what is new, has widened or is settled, as Atom and as JSON Feed.

An entry stands for one change of one conflict, so that a reader's program shows it again when it widens or
is settled, and only then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

from browse import links
from browse.pages.front import with_both_sides
from browse.reading import Reader, Row
from db import views

ENTRIES = 50
FILTERS = ("topic", "subject", "question")
NO_XML = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # scraped text may hold some of these
ATOM = "http://www.w3.org/2005/Atom"


def newest_conflicts(reader: Reader, filters: Mapping[str, str]) -> list[Row]:
    """The conflicts that changed last, with both sides."""
    sql = views.conflicts_where(dict(filters), "changed")
    return with_both_sides(reader, reader.all(sql, **filters, limit=ENTRIES, offset=0))


def atom_feed(conflicts: list[Row], *, site: str, here: str, title: str) -> str:
    """The feed as Atom; `site` is the address that paths are added to, `here` the feed's own."""
    feed = ET.Element("feed", xmlns=ATOM)
    _child(feed, "id", here)
    _child(feed, "title", title)
    _child(feed, "updated", max((_updated(c) for c in conflicts), default="1970-01-01T00:00:00Z"))
    ET.SubElement(feed, "link", rel="self", href=here)
    ET.SubElement(feed, "link", rel="alternate", href=f"{site}/")
    _child(ET.SubElement(feed, "author"), "name", "Crossclaim")
    for conflict in conflicts:
        entry = ET.SubElement(feed, "entry")
        _child(entry, "id", entry_id(conflict))
        _child(entry, "title", f"{conflict['wording']} ({last_change(conflict)[0]})")
        _child(entry, "updated", _updated(conflict))
        ET.SubElement(entry, "link", href=site + links.question_path(conflict["question"]))
        _child(entry, "content", in_words(conflict), type="text")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode")


def json_feed(conflicts: list[Row], *, site: str, here: str, title: str) -> str:
    """The feed as JSON Feed 1.1."""
    items = [
        {
            "id": entry_id(conflict),
            "url": site + links.question_path(conflict["question"]),
            "title": f"{conflict['wording']} ({last_change(conflict)[0]})",
            "content_text": in_words(conflict),
            "date_modified": _updated(conflict),
            "tags": [conflict["topic"], last_change(conflict)[0]],
        }
        for conflict in conflicts
    ]
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": f"{site}/",
        "feed_url": here,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False)


def entry_id(conflict: Row) -> str:
    """The same for one change of one conflict over all runs; one that widens again is a new entry."""
    change, at = last_change(conflict)
    return f"urn:crossclaim:conflict:{conflict['id']}:{change}:{at}"


def last_change(conflict: Row) -> tuple[str, str]:
    """What a conflict last did (new, widened or settled), and when. That it merely goes on is no change."""
    history = json.loads(conflict["history"])
    if history:
        return history[-1]["change"], history[-1]["at"]
    return conflict["state"], conflict["changed_at"] or conflict["first_seen"] or ""


def in_words(conflict: Row) -> str:
    """Both sides with their sentence and source, and why they disagree, as plain text."""
    sides = [
        f"{card['label']}: “{card['sentence']}” ({card['source'] + ', ' if card['source'] else ''}"
        f"{card['outlet'] or card['url']}, {(card['published'] or '')[:10]})"
        for card in conflict["cards"]
    ]
    return "\n\n".join([*sides, f"Why: {conflict['why']}"])


def _updated(conflict: Row) -> str:
    time = last_change(conflict)[1] or "1970-01-01"
    return time if "T" in time else f"{time[:10]}T00:00:00Z"


def _child(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = NO_XML.sub("", text)
