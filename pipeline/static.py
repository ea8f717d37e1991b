"""The sharpest conflicts as plain pages, for any web server: no Python, no database, no search.

    asyncio.run(write_pages(site, folder, count=100))

The pages are those of the site itself; a link to what is not among them becomes plain words.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from browse.links import conflicts_path, export_path, question_path
from browse.metadata import HERE
from browse.reading import read
from db import views

SHARED = ("/", "/-/about", "/-/method", "/-/sources", conflicts_path())
STYLE = "/-/look/crossclaim.css"
_LINK = re.compile(r' href="(/[^"#]*)(#[^"]*)?"')
_NOT_HERE = re.compile(r'<form class="find.*?</form>|<link rel="alternate"[^>]*>', re.DOTALL)
_CITED = re.compile(r'href="(/-/article/[^"#]+)')


async def write_pages(site: Any, folder: Path, *, count: int) -> int:
    """Writes the pages of the `count` sharpest conflicts, of the articles they cite, and their claims as CSV.

    The number of files written; a page that the site cannot make is a RuntimeError.
    """
    conflicts = await read(site, lambda reader: reader.all(views.CONFLICTS_BY_SHARPNESS, limit=count))
    questions = [question_path(conflict["question"]) for conflict in conflicts]
    tables = [export_path("claims", "csv", question=conflict["question"]) for conflict in conflicts]
    texts = {address: await _asked(site, address) for address in (*SHARED, *questions, *tables)}
    for address in sorted({unescape(cited) for page in questions for cited in _CITED.findall(texts[page])}):
        texts[address] = await _asked(site, address)
    files = {address: file_of(address) for address in (*texts, STYLE)}
    for address, text in texts.items():
        place = folder / files[address]
        place.parent.mkdir(parents=True, exist_ok=True)
        page = standalone(text, files[address], files) if place.suffix == ".html" else text
        place.write_text(page, encoding="utf-8", newline="")
    shutil.copy(HERE / "static" / "crossclaim.css", folder / files[STYLE])
    return len(files)


def file_of(address: str) -> str:
    """The file for an address: "/-/question/3f2a" is question/3f2a.html, "/" is index.html."""
    path, _, query = address.partition("?")
    name = path.removeprefix("/-/").removeprefix("look/").strip("/") or "index"
    base, dot, ending = name.partition(".")
    values = "-".join(value for _, value in parse_qsl(query))
    stem = f"{base}-{values}" if values else base
    return stem + (dot + ending if dot else ".html")


def standalone(html: str, here: str, files: dict[str, str]) -> str:
    """A page whose links lead to the other files; what leads elsewhere on the site is words only."""

    def link(match: re.Match[str]) -> str:
        target = files.get(unescape(match[1]))
        if target is None:
            return ""
        relative = posixpath.relpath(target, posixpath.dirname(here) or ".")
        return f' href="{escape(relative)}{match[2] or ""}"'

    return _LINK.sub(link, _NOT_HERE.sub("", html))


async def _asked(site: Any, address: str) -> str:
    response = await site.client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return str(response.text)
