"""A newsroom on loopback: the sample articles as pages and feeds of their invented outlets.

    with Newsroom() as newsroom:
        newsroom.feeds          # one URL an outlet: RSS, Atom or JSON Feed
        newsroom.day = 2        # more articles, and one corrected edition

Real HTTP with validators (ETag, 304), robots.txt and 404, so that the daily job does all it does outside.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
DAYS = {1: "2025-07-01T06:00:00Z", 2: "2025-12-11T06:00:00Z"}
CORRECTED = "-v2"


@dataclass(frozen=True)
class Story:
    """A sample article, where it stands in the newsroom and on which day it appears."""

    id: str
    outlet: str
    published: str
    title: str
    text: str
    path: str
    day: int

    @property
    def slug(self) -> str:
        return self.path.split("/")[1]

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(f"{self.published}T08:00:00+00:00")


def load_stories() -> list[Story]:
    """All sample articles; a corrected edition has the path of the one that it corrects."""
    stories = []
    for file in sorted((FOLDER / "articles").glob("*.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        slug = re.sub(r"[^a-z0-9]+", "-", data["outlet"].lower()).strip("-")
        name = data["id"].removesuffix(CORRECTED)
        day = 2 if data["id"].endswith(CORRECTED) or data["published"] > DAYS[1] else 1
        fields = {key: data[key] for key in ("id", "outlet", "published", "title", "text")}
        stories.append(Story(**fields, path=f"/{slug}/{name}.html", day=day))
    return sorted(stories, key=lambda story: (story.day, story.id))


class Newsroom:
    """The server, as a context manager; `day` says which editions it shows."""

    def __init__(self, port: int = 0) -> None:
        self.day = 1
        self.stories = load_stories()
        newsroom = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                newsroom._answer(self)

            def log_message(self, format: str, *args: Any) -> None:
                """Silent: the daily job tells what it fetched."""

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.host = f"127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Newsroom:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def feeds(self) -> list[str]:
        """The feed of each outlet that has news today; which of the three kinds follows from its name."""
        slugs = sorted({story.slug for story in self.stories if story.day <= self.day})
        kinds = ("rss.xml", "atom.xml", "feed.json")
        return [f"http://{self.host}/{slug}/{kinds[len(slug) % 3]}" for slug in slugs]

    def visible(self, slug: str) -> list[Story]:
        """An outlet's articles of the day, newest first; of two editions the newer one."""
        latest = {story.path: story for story in self.stories if story.slug == slug and story.day <= self.day}
        return sorted(latest.values(), key=lambda story: story.published, reverse=True)

    def page(self, path: str) -> tuple[str, str] | None:
        """Media type and content of a path, or None."""
        if path == "/robots.txt":
            return "text/plain", "User-agent: *\nDisallow: /private/\n"
        slug, _, name = path.strip("/").partition("/")
        stories = self.visible(slug)
        base = f"http://{self.host}"
        if name in FEEDS and stories:
            return FEEDS[name][0], FEEDS[name][1](stories, base)
        for story in stories:
            if story.path == path:
                return "text/html", article_page(story, base)
        return None

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        found = self.page(request.path.split("?")[0])
        if found is None:
            request.send_error(404)
            return
        body = found[1].encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        unchanged = request.headers.get("If-None-Match") == etag
        request.send_response(304 if unchanged else 200)
        request.send_header("Content-Type", f"{found[0]}; charset=utf-8")
        request.send_header("ETag", etag)
        request.send_header("Content-Length", "0" if unchanged else str(len(body)))
        request.end_headers()
        if not unchanged:
            request.wfile.write(body)


def article_page(story: Story, base: str) -> str:
    """The article as a page of its outlet, with what pages carry around a text."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.moment.isoformat(),
        "publisher": {"@type": "Organization", "name": story.outlet},
        "author": {"@type": "Organization", "name": f"{story.outlet} staff"},
    }
    paragraphs = "\n".join(f"<p>{escape(part)}</p>" for part in story.text.split("\n\n"))
    linked_data = json.dumps(data).replace("<", "\\u003c")
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{escape(story.title)} | {escape(story.outlet)}</title>
<link rel="canonical" href="{base}{story.path}">
<meta property="og:type" content="article">
<meta property="og:title" content="{escape(story.title)}">
<meta property="og:site_name" content="{escape(story.outlet)}">
<script type="application/ld+json">{linked_data}</script>
</head>
<body>
<header><a href="/{story.slug}/">{escape(story.outlet)}</a>
<nav><ul><li><a href="/{story.slug}/world">World</a></li><li><a href="/{story.slug}/money">Money</a></li></ul></nav></header>
<div class="cookies">We use cookies. <button>Accept</button></div>
<main><article>
<h1>{escape(story.title)}</h1>
<p class="byline">By {escape(story.outlet)} staff, <time datetime="{story.moment.isoformat()}">{story.published}</time></p>
{paragraphs}
</article></main>
<aside><h2>Most read</h2><ol><li><a href="/{story.slug}/x">Ten gadgets under $50</a></li></ol></aside>
<footer>A sample outlet, invented for demonstration.</footer>
</body>
</html>
"""


def rss(stories: list[Story], base: str) -> str:
    """The stories as RSS 2.0."""
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{base}{story.path}</link>"
        f'<guid isPermaLink="false">{story.path}</guid><pubDate>{format_datetime(story.moment)}</pubDate>'
        f"<atom:updated>{story.moment.isoformat()}</atom:updated></item>\n"
        for story in stories
    )
    outlet = escape(stories[0].outlet)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>{outlet}</title>'
        f"<link>{base}/{stories[0].slug}/</link><description>News of {outlet}</description>\n{items}</channel></rss>\n"
    )


def atom(stories: list[Story], base: str) -> str:
    """The stories as Atom; `updated` is the edition's date."""
    entries = "".join(
        f'<entry><title>{escape(story.title)}</title><link rel="alternate" href="{base}{story.path}"/>'
        f"<id>urn:sample:{story.path}</id><updated>{story.moment.isoformat()}</updated></entry>\n"
        for story in stories
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(stories[0].outlet)}</title><id>urn:sample:{stories[0].slug}</id>"
        f"<updated>{stories[0].moment.isoformat()}</updated>\n{entries}</feed>\n"
    )


def json_feed(stories: list[Story], base: str) -> str:
    """The stories as JSON Feed 1.1."""
    items = [
        {
            "id": story.path,
            "url": base + story.path,
            "title": story.title,
            "date_published": story.moment.isoformat(),
            "date_modified": story.moment.isoformat(),
        }
        for story in stories
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": stories[0].outlet, "items": items}
    return json.dumps(feed, indent=1)


FEEDS = {
    "rss.xml": ("application/rss+xml", rss),
    "atom.xml": ("application/atom+xml", atom),
    "feed.json": ("application/feed+json", json_feed),
}
