"""Pages as articles, and pages that are none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Article, Entry
from pipeline.articles import NotArticle, local_time, read_article, read_entry
from pipeline.main_text import paragraphs
from tests.pipeline.pages import (
    BANNER,
    NOT_ARTICLES,
    PARAGRAPHS,
    TITLE,
    article_page,
    bare_page,
    news_article,
)

URL = "https://skerrypost.example/sea/lintvik-terminal"


def read(html: bytes | str, url: str = URL, **options: object) -> Article:
    found = read_article(html, url, **options)  # type: ignore[arg-type]
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    ("kind", "html"), [(kind, html) for kind, pages in NOT_ARTICLES.items() for html in pages]
)
def test_pages_that_are_no_article(kind: str, html: str) -> None:
    """No text comes from a wall, a stub, a login, a missing page, a challenge, a shell or a film."""
    found = read_article(html, URL)
    assert isinstance(found, NotArticle)
    assert found.reason == kind
    assert found.message


@pytest.mark.parametrize(
    "extras",
    [
        {},
        {"before": BANNER},
        {"after": BANNER},
        {"before": '<a href="/login">Sign in</a> <a href="/s">Subscribe now</a>', "after": BANNER},
        {"json_ld": news_article(isAccessibleForFree=False), "after": "<p>Already a subscriber? Log in</p>"},
        {"before": "<noscript>Please enable JavaScript.</noscript>", "after": "<form><input type=password></form>"},
        {"title": "Access denied: how Lintvik’s fishermen lost their quay"},
        {"head": '<meta property="og:type" content="video.other">'},
        {"wrap": "<div><div>{}</div></div>"},
        {"wrap": "{}<br><br>"},
    ],
)  # fmt: skip
def test_a_real_article_passes_whatever_stands_around_it(extras: dict[str, object]) -> None:
    """A long text is an article, with cookie banners, login links and paywall flags around it."""
    found = read(article_page(**extras))  # type: ignore[arg-type]
    assert found.text.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "nonsense", None])
def test_the_encoding_is_found_whatever_is_declared(encoding: str, declared: str | None) -> None:
    """Latin-1 declared as UTF-8, UTF-8 declared as Latin-1, and no word at all."""
    sentence = (
        "Das Café in Malmö kostete 38 Millionen Kronen, größtenteils für Möbel, und die Stühle fehlen noch."
    )
    html = article_page([sentence, *PARAGRAPHS[:2]]).replace('<meta charset="utf-8">', "")
    body = html.replace("’", "'").replace("“", '"').replace("”", '"').encode(encoding)
    headers = {"content-type": f"text/html; charset={declared}" if declared else "text/html"}
    assert sentence in read(body, headers=headers).text


def test_json_ld_gives_title_authors_outlet_and_dates() -> None:
    """The head's own words are used, times become UTC, the outlet's clock is kept."""
    ld = news_article(
        author=[{"@type": "Person", "name": "By Ann Lee and Bo Ek"}, {"@id": "#c"}],
        datePublished="2026-03-31T23:30:00-05:00",
        dateModified="2026-04-01T06:00:00Z",
    )
    page = article_page(json_ld={"@graph": [ld, {"@type": "Person", "@id": "#c", "name": "Cy Dunn"}]})
    found = read(page)
    assert found.title == TITLE
    assert found.outlet == "The Skerry Post"
    assert found.authors == ("Ann Lee", "Bo Ek", "Cy Dunn")
    assert (found.published, found.published_from) == ("2026-04-01T04:30:00Z", "jsonld")
    assert found.modified == "2026-04-01T06:00:00Z"
    assert local_time(found) == "2026-03-31T23:30:00-05:00"
    assert found.language == "en"


def test_a_year_alone_is_no_date() -> None:
    """What a search of the page takes for the first of January is none, unless the page shows that day."""
    page = article_page(after="<p>In the winter of 2014</p>").replace("© 2026", "© 2014")
    assert read(page, "https://skerrypost.example/2014/sea/1/x").published is None
    shown = article_page(before="<div class=date>January 1, 2014</div>").replace("© 2026", "©")
    assert read(shown).published == "2014-01-01"


def test_a_year_beside_a_number_is_no_date() -> None:
    """What a footer counts in the year of its copyright makes no day of it."""
    footer = "<p>© 2026 The Skerry Post. 90,000 subscribers.</p>"
    assert read(article_page(after=footer)).published is None


@pytest.mark.parametrize(
    ("head", "url", "entry_date", "expected"),
    [
        ('<meta property="article:published_time" content="2026-03-31T08:00:00Z">', URL, "2026-03-01",
         ("2026-03-31T08:00:00Z", "meta")),
        ('<meta property="article:published_time" content="1970-01-01">', URL, "2026-03-01", ("2026-03-01", "feed")),
        ('<meta property="article:published_time" content="2126-01-01">', URL, "2026-03-01", ("2026-03-01", "feed")),
        ("", "https://skerrypost.example/2026/03/31/lintvik", None, ("2026-03-31", "url")),
        ("", URL, None, (None, None)),
    ],
)  # fmt: skip
def test_where_a_date_comes_from(
    head: str, url: str, entry_date: str | None, expected: tuple[str | None, str | None]
) -> None:
    """The page's fields, then the feed, then the address; an impossible date counts for nothing."""
    entry = Entry(feed="f", url=url, published=entry_date) if entry_date else None
    html = article_page(head=head).replace("© 2026", "©")
    found = read(html, url, entry=entry)
    assert (found.published, found.published_from) == expected


def test_numbers_in_boxes_are_no_part_of_the_text() -> None:
    """Tickers, promotions, link boxes and comments inside the body stay out."""
    parts = [f"<p>{text}</p>" for text in PARAGRAPHS]
    parts.insert(2, '<div class="promo-box"><div>Today’s deal: 2TB drive for $89.99</div></div>')
    parts.insert(4, '<div class="comments"><p>gull_fan: I counted 700 ships myself.</p></div>')
    assert read(article_page(parts, wrap="{}")).text.split("\n\n") == PARAGRAPHS


OTHER_STORY = [
    "The council of Vikholm has voted to close the old swimming bath by the end of the year, after an inspection"
    " found cracks in the roof that would cost 12 million crowns to mend.",
    "Parents had gathered more than 4,000 signatures against the plan. They want the town to sell a plot by the"
    " station instead, for which an investor has offered 30 million.",
]
HEAD = f"<h1>{TITLE}</h1>"
LAYOUTS = {
    "cards of other stories": f"<main><article>{HEAD}{{p}}</article><section>{{cards}}</section></main>",
    "another story below": f"<main><article>{HEAD}{{p}}</article><article><h1>Bath to close</h1>{{others}}</article></main>",
    "more comments than text": f"<article>{HEAD}{{p}}</article><section class='user-talk'>{{talk}}</section>",
    "an old page laid out in a table": f"<table><tr><td>Menu</td><td><font>{TITLE}</font>{{p}}</td></tr></table>",
    "spans as paragraphs": "<div>{spans}</div>",
    "tags of its own": "<news-text>{made_up}</news-text>",
    "paragraphs in boxes named like link boxes": "<article>{boxed}</article>",
    "comments in boxes of their own": f"<article>{HEAD}{{p}}</article><div>{{remarks}}</div>",
    "paragraphs marked as paid": "<article>{paid}</article>",
}


def each(form: str, texts: list[str]) -> str:
    return "".join(form.format(text) for text in texts)


def layout_pages() -> dict[str, str]:
    """The one article in every layout, by the layout's name."""
    parts = {
        "p": each("<p>{}</p>", PARAGRAPHS),
        "cards": each("<article class='card'><p>{}</p></article>", OTHER_STORY * 3),
        "others": each("<p>{}</p>", OTHER_STORY),
        "talk": each("<div class='post'><b>gull_fan</b><p>{}</p></div>", OTHER_STORY * 12),
        "spans": each("<span class='paragraph'>{}</span>", PARAGRAPHS),
        "made_up": each("<text-block>{}</text-block>", PARAGRAPHS),
        "boxed": each("<section class='related-text'><p>{}</p></section>", PARAGRAPHS),
        "remarks": each("<div class='sf_comment'><b>gull_fan</b><p>{}</p></div>", OTHER_STORY * 3),
        "paid": each("<p class='paywall'>{}</p>", PARAGRAPHS),
    }
    title = f"{TITLE} | The Skerry Post"
    return {name: bare_page(title, body.format(**parts)) for name, body in LAYOUTS.items()}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_text_is_found_in_many_layouts(name: str) -> None:
    """Other stories, comments and odd markup neither hide the article nor get into it."""
    assert read(layout_pages()[name]).text.split("\n\n") == PARAGRAPHS


def test_lines_that_are_broken_by_hand_are_one_paragraph() -> None:
    """A sentence that goes on after a line break is not cut; a list and a new sentence are."""
    broken = ["<br>the ".join(text.rsplit(" the ", 1)) for text in PARAGRAPHS]
    assert read(article_page(broken)).text.split("\n\n") == PARAGRAPHS
    assert paragraphs("What it takes:\nrope\ntar\nA boat.") == "What it takes:\n\nrope\n\ntar\n\nA boat."


def test_the_paragraphs_of_a_short_page_stay_apart() -> None:
    """Of a page with two short paragraphs the text is these, without headline and byline in one line with them."""
    html = """<html lang="en"><head><title>Quake kills 120 | Wire</title></head><body><main><article>
    <h1>Quake kills 120</h1><p class="byline">By Sue Cole</p><p>The Karsa quake killed 120 people, officials said.</p>
    <p>It struck at dawn. More than 900 people were injured.</p></article></main></body></html>"""
    article = read_article(html, "https://wire.example/a")
    assert isinstance(article, Article)
    assert article.text.split("\n\n") == [
        "The Karsa quake killed 120 people, officials said.",
        "It struck at dawn. More than 900 people were injured.",
    ]


def test_json_ld_body_helps_where_the_page_hides_its_text() -> None:
    """A page that shows a line and carries the whole text in its JSON-LD gives the whole text."""
    ld = news_article(articleBody="\n".join(PARAGRAPHS))
    assert read(article_page(PARAGRAPHS[:1], json_ld=ld)).text.split("\n\n") == PARAGRAPHS


def test_links_are_those_of_the_text() -> None:
    """Links inside paragraphs are kept, absolute and once; navigation and boxes are not."""
    linked = PARAGRAPHS[0].replace("harbour authority", '<a href="/authority#x">harbour authority</a>')
    linked = linked.replace("last year", '<a href="https://stats.example/q1">last year</a>')
    found = read(article_page([linked, *PARAGRAPHS[1:]]))
    assert found.links == ("https://skerrypost.example/authority", "https://stats.example/q1")


def test_a_german_article_is_german_whatever_its_template_says() -> None:
    """The text's own short words overrule a wrong lang attribute."""
    german = [
        "Die Hafenbehörde von Lintvik hat am Dienstag mitgeteilt, dass im ersten Quartal 412 Schiffe den neuen"
        " Terminal angelaufen haben, und das ist etwa ein Drittel mehr als im gleichen Zeitraum des Vorjahres.",
        "Die meisten von ihnen waren klein. Die Behörde hatte mit 500 Anläufen gerechnet, und ihre Vorsitzende"
        " räumte ein, dass der Winter härter war, als es der Plan für das Jahr vorgesehen hatte.",
    ]
    assert read(article_page(german, lang="en")).language == "de"


def test_the_id_follows_from_address_and_text() -> None:
    """Reading a page twice gives one id; tracking parameters do not change it, another text does."""
    page = article_page()
    assert read(page).id == read(page, f"{URL}?utm_source=x").id
    assert read(page).id != read(article_page(PARAGRAPHS[:-1])).id


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"%PDF-1.7 ...", "pdf_broken"),
        (b"\x89PNG\r\n", "not_html"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "feed"),
        (b"", "empty_shell"),
        (b"\x00\xff\xfe\x00", "empty_shell"),
        (b"<html><body>" + b"<div>" * 3000 + b"hm", "empty_shell"),
    ],
)
def test_what_is_no_page_is_said_so(body: bytes, reason: str) -> None:
    """Files of other formats, feeds, nothing and garbage each give a reason, never an exception."""
    found = read_article(body, URL)
    assert isinstance(found, NotArticle)
    assert found.reason == reason


def test_a_feed_entry_in_full_is_an_article() -> None:
    """Where the page cannot be had, the text in the feed is read; a teaser is no article."""
    full = Entry(
        feed="f", url=URL, title="T", published="2026-04-01", text="".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    )
    found = read_entry(full)
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == PARAGRAPHS
    assert found.published_from == "feed"
    assert isinstance(read_entry(Entry(feed="f", url=URL, summary="Too short.")), NotArticle)


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/ld+json">' + "," + " " * 300_000 + "x</script>" + article_page(),
        "<p>" + "<a href='/x'>said that</a> " * 5_000 + "</p>",
        "<title>" + " - " * 50_000 + "</title>" + article_page(),
        '<meta name="author" content="' + "a and " * 50_000 + '">' + article_page(),
        '<meta name="author" content="' + "a" * 500_000 + '">' + article_page(),
        article_page(json_ld={"@graph": [news_article(url=f"https://x.example/{n}") for n in range(5_000)]}),
    ],
    ids=["json-ld", "links", "title", "authors", "one author", "articles"],
)
def test_hostile_pages_cost_no_more_than_their_size(html: str) -> None:
    """Patterns that make careless rules slow are read within seconds."""
    started = time.process_time()
    read_article(html, URL)
    assert time.process_time() - started < 6


def test_json_ld_in_comment_marks_is_read() -> None:
    """Old templates wrap the block in CDATA or comment marks, and leave trailing commas."""
    block = '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ice", "datePublished": "2026-03-31",}\n//]]>'
    found = read(article_page(head=f'<script type="application/ld+json">{block}</script>'))
    assert found.published == "2026-03-31"


def test_halves_of_characters_in_json_ld_are_replaced() -> None:
    """A lone surrogate in title, author or body can be kept and printed."""
    ld = news_article(author="A\ud800nn Lee", articleBody="\n".join(PARAGRAPHS) + " \ud83d")
    ld["headline"] = "T\udc00"
    found = read(article_page(PARAGRAPHS[:1], json_ld=ld, title="\ud800"))
    for text in (found.text, found.title or "", *found.authors):
        assert text.encode()


@pytest.mark.parametrize(
    "head",
    [
        '<base href="http://[">',
        '<link rel="canonical" href="http://[">',
        '<meta property="og:url" content="http://[::1">',
    ],
)
def test_an_address_that_is_none_is_left_out(head: str) -> None:
    """A torn address in the head costs neither the article nor its links."""
    linked = PARAGRAPHS[0].replace("harbour authority", '<a href="http://[x">harbour authority</a>')
    found = read(article_page([linked, *PARAGRAPHS[1:]], head=head))
    assert found.text.split("\n\n") == PARAGRAPHS
    assert (found.canonical, found.links) == (None, ())


LEAD = "The harbour authority reports a third more calls than last year, but the opposition doubts how they are counted."
DESCRIBED = f'<meta name="description" content="{LEAD}">'


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", f"<article>{HEAD}<p class='standfirst'>{LEAD}</p>{{p}}</article>", [LEAD, *PARAGRAPHS]),
        ("", f"<article>{HEAD}<div class='article__lead'>{LEAD}</div>{{p}}</article>", [LEAD, *PARAGRAPHS]),
        ("", f"<header>{HEAD}<p class='dek'>{LEAD}</p></header><article>{{p}}</article>", [LEAD, *PARAGRAPHS]),
        (DESCRIBED, f"<article>{HEAD}<div class='x12'>{LEAD}</div>{{p}}</article>", [LEAD, *PARAGRAPHS]),
        ("", f"<article>{HEAD}{{p}}<div class='summary'>{LEAD}</div></article>", PARAGRAPHS),
        ("", f"<article>{HEAD}{{p}}</article><aside><p class='summary'>{LEAD}</p></aside>", PARAGRAPHS),
    ],
)  # fmt: skip
def test_the_sentence_under_a_headline_is_text(head: str, body: str, expected: list[str]) -> None:
    """Wherever a page puts its standfirst, it stands before the text, once; a summary of something else does not."""
    html = bare_page(f"{TITLE} | The Skerry Post", body.format(p=each("<p>{}</p>", PARAGRAPHS)), head)
    assert read(html).text.split("\n\n") == expected


def test_signposts_are_no_text() -> None:
    """Lines that lead elsewhere go; a sentence that begins in the same way stays."""
    story = "Watch: the word is painted on the breakwater in letters two metres high, and it was put there in 1951"
    signposts = [
        "Advertisement",
        "Read more: Ferry runs aground",
        "© 2026 The Skerry Post",
        "Sign up here to get the Post.",
    ]
    long = f"{story}, when the ice had closed the harbour for eleven days and the town had run out of coal."
    parts = [part for pair in zip(PARAGRAPHS, [*signposts, long, "Anzeige"], strict=True) for part in pair]
    expected = [part for part in parts if part not in signposts and part != "Anzeige"]
    assert read(article_page(parts)).text.split("\n\n") == expected


SOUP = (
    *(f"<{tag}>" for tag in ("article", "main", "h1", "p", "/p", "div", "/div", "table", "td", "aside", "/aside", "br")),
    '<div class="byline">', '<span itemprop="author">', "<time datetime='x'>", f'<time pubdate datetime="{LEAD}">',
    '<p class="standfirst">', '<a rel="author" href="http://[::1">', '<meta name="author" content="Ann Lee, ">',
    '<meta name="parsely-page" content=\'{"author": {"x": 1}, "authors": [1, null]}\'>', "By Ann\ufffe Lee", "Published 99 Foo 2026",
    '<script type="application/ld+json">{"@type": ["NewsArticle", 1], "headline": ["a"], "author": [null, {"name": [1]}], "url": 1}</script>',
    "By Ann Lee and Bo Ek", "&#0;&#xD800;\x0b", "<", "]]>", *PARAGRAPHS,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SOUP), max_size=40), st.sampled_from([URL, "", "http://[::1", "x:y"]))
def test_no_soup_of_tags_is_too_odd(pieces: list[str], url: str) -> None:
    """Whatever stands in whatever, and wherever it is said to come from, a page is an article or it is none."""
    assert isinstance(read_article("".join(pieces), url), (Article, NotArticle))
