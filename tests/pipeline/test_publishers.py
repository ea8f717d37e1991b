"""Title, authors and date of pages built as publishers build them: what a careful reader would write down."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from trafilatura import extract

from bench.articles import likeness, report
from db.records import Article
from pipeline.articles import read_article
from tests.pipeline.pages import PARAGRAPHS
from tests.pipeline.test_articles import layout_pages

HEADLINE = "Lintvik counts 412 ships in a hard winter"
URL = "https://www.skerrypost.example/sea/lintvik-412-ships"
DAY, MOMENT, CHANGED = "2026-03-31", "2026-03-31T08:00:00Z", "2026-04-02T09:00:00Z"
OUTLET = {"@type": "NewsMediaOrganization", "name": "The Skerry Post", "logo": {"@type": "ImageObject"}}
SITE = '<meta property="og:site_name" content="The Skerry Post">'
TIMED = f'{SITE}<meta property="article:published_time" content="{MOMENT}">'
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
ANN, BOTH = ("Ann Lee",), ("Ann Lee", "Bo Ek")


def meta(**contents: str) -> str:
    """Tags by their names."""
    return "".join(f'<meta name="{name}" content="{content}">' for name, content in contents.items())


def linked(*blocks: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(block)}</script>' for block in blocks)


def news(**fields: Any) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "datePublished": MOMENT,
        "publisher": OUTLET,
        **fields,
    }


def person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


@dataclass(frozen=True)
class Page:
    """A page's own markup, and what is to be read from it."""

    head: str = TIMED
    above: str = ""  # between headline and text
    title: str | None = None  # the title tag
    heading: str = f"<h1>{HEADLINE}</h1>"
    after: str = ""
    url: str = URL
    headline: str = HEADLINE
    authors: tuple[str, ...] = ()
    published: str | None = MOMENT

    @property
    def html(self) -> str:
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{self.title or HEADLINE}</title>'
            f'{self.head}</head><body><header><a href="/">The Skerry Post</a><nav><a href="/sea">Sea</a></nav></header>'
            f"<main><article>{self.heading}{self.above}{TEXT}</article></main>{self.after}"
            "<footer>The Skerry Post</footer></body></html>"
        )


OWN = linked(news(author=OUTLET))
TEASER = news(
    headline="Bath to close",
    url="https://www.skerrypost.example/bath",
    author=person("Cy Dunn"),
    datePublished="2026-02-01T00:00:00Z",
)
GRAPH = {
    "@graph": [
        {**news(author={"@id": "#1"}), "@type": "Article", "@id": f"{URL}/#article"},
        {"@type": "WebPage", "@id": URL, "name": f"{HEADLINE} - The Skerry Post"},
        {"@type": "Person", "@id": "#1", "name": "Ann Lee"},
    ]
}
UPDATE = {
    "@type": "BlogPosting",
    "headline": "Key update",
    "datePublished": CHANGED,
    "author": person("Cy Dunn"),
}
LIVE = {**news(author=[person("Ann Lee")], liveBlogUpdate=[UPDATE] * 3), "@type": "LiveBlogPosting"}
SCHEMA = f'<div itemprop="author" itemscope><a href="/ann"><span itemprop="name">Ann Lee</span></a></div><meta itemprop="datePublished" content="{MOMENT}">'
PARSELY = json.dumps({"title": HEADLINE, "pub_date": MOMENT, "authors": ["Ann Lee", "Bo Ek"]})

PAGES: dict[str, Page] = {
    # JSON-LD: who is named how
    "a person": Page(linked(news(author=person("Ann Lee"))), authors=ANN),
    "a reportage": Page(
        linked({**news(author=[person("Ann Lee")]), "@type": "ReportageNewsArticle"}), authors=ANN
    ),
    "a graph with references": Page(linked(GRAPH), title=f"{HEADLINE} - The Skerry Post", authors=ANN),
    "the outlet beside a person": Page(SITE + linked(news(author=[person("Ann Lee"), OUTLET])), authors=ANN),
    "the outlet behind a comma": Page(
        SITE + linked(news(author=person("Ann Lee, The Skerry Post"))), authors=ANN
    ),
    "a role behind a comma": Page(linked(news(author=person("Ann Lee, Political Editor"))), authors=ANN),
    "By in the name": Page(linked(news(author=person("By Ann Lee"))), authors=ANN),
    "an agency": Page(linked(news(author=person("Reuters"))), authors=("Reuters",)),
    "a person with an agency": Page(
        linked(news(author=person("Ann Lee with AFP"))), authors=("Ann Lee", "AFP")
    ),
    "a person and agencies": Page(linked(news(author=person("Ann Lee and agencies"))), authors=ANN),
    "the staff": Page(
        SITE + linked(news(author=person("Skerry Post Staff"))), authors=("Skerry Post Staff",)
    ),
    "the outlet alone": Page(SITE + OWN, authors=("The Skerry Post",)),
    "a list within a list": Page(linked(news(author=[[person("Ann Lee"), person("Bo Ek")]])), authors=BOTH),
    "creators": Page(linked(news(creator=["Ann Lee", "Bo Ek"])), authors=BOTH),
    "a live page": Page(linked(LIVE), authors=ANN),
    "updates before their live page": Page(
        linked([UPDATE, {**LIVE, "url": URL, "liveBlogUpdate": []}]), authors=ANN
    ),
    "teasers before the article": Page(
        linked(TEASER, news(author=person("Ann Lee"), mainEntityOfPage=URL)), authors=ANN
    ),
    "a list of teasers alone": Page(
        TIMED + meta(author="Ann Lee") + linked({"@type": "ItemList", "itemListElement": [TEASER]}),
        authors=ANN,
    ),
    "a teaser alone": Page(TIMED + meta(author="Ann Lee") + linked(TEASER), authors=ANN),
    # tags
    "a tag with the outlet": Page(TIMED + meta(author="Ann Lee, Bo Ek, The Skerry Post"), authors=BOTH),
    "a tag for each author": Page(
        TIMED
        + "".join(f'<meta property="article:author" content="{name}">' for name in ("Ann Lee", "Bo Ek")),
        authors=BOTH,
    ),
    "parsely's page": Page(SITE + f"<meta name='parsely-page' content='{PARSELY}'>", authors=BOTH),
    "parsely's tags": Page(
        meta(**{"parsely-author": "Ann Lee", "parsely-pub-date": MOMENT})
        + meta(**{"parsely-author": "Bo Ek"}),
        authors=BOTH,
    ),
    "sailthru's tags": Page(
        meta(**{"sailthru.author": "Ann Lee", "sailthru.date": "2026-03-31 08:00:00 +0000"}), authors=ANN
    ),
    "dublin core": Page(meta(**{"DC.creator": "Ann Lee", "DC.date": MOMENT}), authors=ANN),
    "a library's tags": Page(
        meta(citation_author="Lee, Ann", citation_publication_date="2026/03/31")
        + meta(citation_author="Ek, Bo"),
        authors=BOTH,
        published=DAY,
    ),
    "a card's label": Page(
        TIMED + meta(**{"twitter:label1": "Written by", "twitter:data1": "Ann Lee"}), authors=ANN
    ),
    # what the page shows
    "microdata": Page("", SCHEMA, authors=ANN),
    "a link to the author": Page(
        SITE + OWN, '<p>By <a rel="author" href="/ann">Ann Lee</a></p>', authors=ANN
    ),
    "an address": Page(
        TIMED,
        '<address><a rel="author" href="/ann">Ann Lee</a> <span>Shipping editor</span></address>',
        authors=ANN,
    ),
    "a byline of spans": Page(
        TIMED,
        '<p class="byline">By <span class="author-name">Ann Lee</span> and <span class="author-name">Bo Ek</span></p>',
        authors=BOTH,
    ),
    "a list of contributors": Page(
        SITE + OWN,
        '<div data-testid="byline-contributors"><div><span>Ann Lee</span><div><span>Shipping correspondent</span></div></div>'
        "<div><span>Bo Ek</span><div><span>Reporting from Lintvik</span></div></div></div>",
        authors=BOTH,
    ),
    "a plain line": Page(TIMED, "<p>By Ann Lee and Bo Ek</p>", authors=BOTH),
    "a plain line with the day": Page(SITE, "<p>By Ann Lee, 31 March 2026</p>", authors=ANN, published=DAY),
    "a byline with mail and outlet": Page(
        TIMED,
        '<div class="article-byline"><span>By Ann Lee</span> | <span>ann@skerrypost.example</span> | The Skerry Post</div>',
        authors=ANN,
    ),
    "an account in the head": Page(
        SITE + linked(news(author={"name": "skerryadmin"})),
        '<p class="byline">By <a href="/author/ann">Ann Lee</a></p>',
        authors=ANN,
    ),
    "a profile without a name": Page(
        linked(news(author={"@type": "Person", "url": "https://skerrypost.example/ann"})),
        '<a class="author" href="/ann">Ann Lee</a>',
        authors=ANN,
    ),
    "an author of a teaser": Page(
        TIMED, after='<aside><h3>Opinion: ice</h3><span class="author">Cy Dunn</span></aside>'
    ),
    "a remark's author": Page(
        TIMED,
        after='<section class="comments"><p>By Cy Dunn</p><span class="author">Cy Dunn</span></section>',
    ),
    "an agency in a box": Page(TIMED, '<div class="byline">Reuters</div>', authors=("Reuters",)),
    "a role in a box": Page(TIMED, '<div class="byline">By Staff Reporter</div>'),
    "a photographer": Page(TIMED, "<figure><img src=a><figcaption>By Cy Dunn</figcaption></figure>"),
    "a line that is no byline": Page(TIMED, "<p>By Tuesday, the ice had gone.</p>"),
    # dates
    "a zone": Page(linked(news(datePublished="2026-03-31T04:00:00-04:00"))),
    "no zone": Page(linked(news(datePublished="2026-03-31 08:00:00"))),
    "an American date": Page(linked(news(datePublished="March 31, 2026 08:00 AM UTC"))),
    "a script's date": Page(linked(news(datePublished="Tue Mar 31 2026 04:00:00 GMT-0400 (EDT)"))),
    "thousandths since 1970": Page(SITE + meta(**{"article:published_time": "1774944000000"})),
    "a tag that follows the last change": Page(
        SITE + meta(**{"article:published_time": CHANGED}) + linked(news(dateModified=CHANGED))
    ),
    "a marked time": Page(
        "",
        f'<time itemprop="dateModified" datetime="{CHANGED}">2.4.</time><time itemprop="datePublished" datetime="2026-03-31T10:00:00+02:00">31.3.</time>',
    ),
    "a change shown first": Page(
        SITE,
        f'<div>Updated <time datetime="{CHANGED}">April 2, 2026</time></div><div>Published <time datetime="{MOMENT}">March 31, 2026</time></div>',
    ),
    "both on one line": Page(
        SITE,
        f'<div>PUBLISHED: <time datetime="{MOMENT}">March 31, 2026 at 8:00 a.m.</time> | UPDATED: <time datetime="{CHANGED}">April 2, 2026</time></div>',
    ),
    "words alone": Page(
        SITE,
        "<p>Published 8:00 AM EDT, Tue March 31, 2026</p><p>Updated 9:00 AM, April 2, 2026</p>",
        published=DAY,
    ),
    "German words": Page(SITE, "<p>Veröffentlicht am 31. März 2026</p>", published=DAY),
    "the address": Page(SITE, url="https://skerrypost.example/2026/03/31/lintvik", published=DAY),
    "the address with a month in letters": Page(
        SITE, url="https://skerrypost.example/sea/2026/mar/31/lintvik", published=DAY
    ),
    "nothing": Page(SITE, published=None),
    # titles
    "two suffixes": Page(
        TIMED + meta(**{"og:title": f"{HEADLINE} | Sea | The Skerry Post"}),
        title=f"{HEADLINE} | Sea | The Skerry Post",
    ),
    "a kicker in the heading": Page(
        TIMED + meta(**{"og:title": HEADLINE}),
        heading=f"<h1><span>Shipping</span> <span>{HEADLINE}</span></h1>",
    ),
    "a heading on two lines": Page(
        TIMED + meta(**{"og:title": HEADLINE}), heading=f"<h1>{HEADLINE.replace(' in ', '<br>in ')}</h1>"
    ),
    "the outlet as heading": Page(
        TIMED, heading=f"<h1>The Skerry Post</h1><h2>{HEADLINE}</h2>", title=f"{HEADLINE} - Skerry Post"
    ),
    "other titles for cards and searches": Page(
        TIMED
        + meta(**{"og:title": "412 ships: a hard winter"})
        + linked(news(headline="Ship calls rise by a third"))
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_a_careful_reader_would_write_down(name: str) -> None:
    """The headline that is shown, the persons named as authors, the first day of publication; and the whole text."""
    page = PAGES[name]
    found = read_article(page.html, page.url)
    assert isinstance(found, Article)
    assert (found.title, found.authors, found.published) == (page.headline, page.authors, page.published)
    beside = {"By Tuesday, the ice had gone.", "Shipping editor", "Ann Lee Shipping editor"}
    assert [part for part in found.text.split("\n\n") if part not in beside] == PARAGRAPHS


def test_no_page_is_read_worse_than_by_the_extractor_alone() -> None:
    """On every page here and in `LAYOUTS` the text is at least as near to the article's as trafilatura's own."""
    wanted = "\n".join(PARAGRAPHS)
    pages = {name: page.html for name, page in PAGES.items()} | layout_pages()
    for name, html in pages.items():
        ours = read_article(html, URL)
        assert isinstance(ours, Article)
        own = extract(html, url=URL, include_comments=False) or ""
        assert likeness(ours.text, wanted) >= max(likeness(own, wanted), 0.96), name


def test_the_bench_counts_what_is_right() -> None:
    """Of two annotated pages one has another title and no text in common: half of each figure is right."""
    good, other = PAGES["a person"], "<html><p>Nothing.</p></html>"
    told = {
        "title": HEADLINE,
        "authors": ["Ann Lee"],
        "published": DAY,
        "text": "\n".join(PARAGRAPHS),
        "url": URL,
    }
    lines = list(report([{"id": "1", "html": good.html, **told}, {"id": "2", "html": other, **told}]))
    assert lines[0] == "crossclaim   text F1 0.500, less than half right 1, empty 1, of 2"
    assert [line.split()[2] for line in lines[2:]] == ["0.500,"] * 3
