"""Lists of feeds as OPML, the form in which feed readers exchange them.

Only `outline` elements with an xmlUrl count, however deep; entities are not expanded.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from browse.pages.feeds import NO_XML
from db.errors import CrossclaimError, InputError
from pipeline.addresses import checked


def read_opml(body: bytes, name: str) -> list[tuple[str, str]]:
    """(URL, title) of each feed, in order, each once; InputError where the file `name` is no OPML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"is no OPML: {error.msg}.", subject=name, remedy="Export it again as OPML 2.0."
        ) from error
    feeds: dict[str, str] = {}
    for outline in root.iter("outline"):
        address = outline.get("xmlUrl")
        if address:
            feeds.setdefault(_address(address, name), outline.get("title") or outline.get("text") or "")
    if not feeds:
        raise InputError("names no feed.", subject=name, remedy="An OPML file has outlines with an xmlUrl.")
    return list(feeds.items())


def _address(text: str, name: str) -> str:
    try:
        return str(checked(text))
    except CrossclaimError as error:
        raise InputError(f"names a feed that cannot be followed: {error}", subject=name) from error


def write_opml(feeds: Sequence[tuple[str, str, str]]) -> str:
    """OPML 2.0 of (URL, title, topic) rows, one group a topic."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds of Crossclaim"
    body = etree.SubElement(root, "body")
    groups: dict[str, etree._Element] = {}
    for url, told, topic in feeds:
        title = NO_XML.sub("", told)
        if topic not in groups:
            groups[topic] = etree.SubElement(body, "outline", text=topic, title=topic)
        etree.SubElement(
            groups[topic], "outline", type="rss", text=title or url, title=title or url, xmlUrl=url
        )
    text: str = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8").decode()
    return text
