"""When two URLs are one article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.urls import identity, site, url_key

A = "https://example.com/news/ice-at-lintvik"

SAME = [
    ("http://example.com/a", "https://example.com/a"),
    ("https://www.example.com/a", "https://example.com/a"),
    ("https://EXAMPLE.com/a", "https://example.com/a"),
    ("https://example.com./a", "https://example.com/a"),
    ("https://example.com:443/a", "https://example.com/a"),
    ("http://example.com:80/a", "https://example.com/a"),
    ("https://example.com/a/", "https://example.com/a"),
    ("https://example.com", "https://example.com/"),
    ("https://example.com/a#comments", "https://example.com/a"),
    ("https://example.com/a?", "https://example.com/a"),
    ("https://example.com/a?utm_source=rss&utm_medium=feed", "https://example.com/a"),
    ("https://example.com/a?fbclid=IwAR0", "https://example.com/a"),
    ("https://example.com/a?id=7&gclid=x", "https://example.com/a?id=7"),
    ("https://example.com/a?UTM_Source=x", "https://example.com/a"),
    ("https://example.com/a?at_medium=RSS&at_campaign=KARANGA", "https://example.com/a"),
    ("https://example.com/a?smid=tw-share", "https://example.com/a"),
    ("https://example.com/a?srnd=homepage", "https://example.com/a"),
    ("https://example.com/a?ref=feedly", "https://example.com/a"),
    ("https://example.com/a?outputType=amp", "https://example.com/a"),
    ("https://example.com/a?amp", "https://example.com/a"),
    ("https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2"),
    ("https://example.com/x/../a", "https://example.com/a"),
    ("https://example.com/./a", "https://example.com/a"),
    ("https://example.com//a", "https://example.com/a"),
    ("https://example.com/a/index.html", "https://example.com/a"),
    ("https://example.com/%7Euser", "https://example.com/~user"),
    ("https://example.com/%c3%a4", "https://example.com/ä"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ("https://example.com/a;jsessionid=0F3", "https://example.com/a"),
    (" https://example.com/a ", "https://example.com/a"),
    ("https://example.com/a?PHPSESSID=1", "https://example.com/a"),
    ("https://example.com/a?share=twitter", "https://example.com/a"),
]

DIFFERENT = [
    ("https://example.com/a", "https://example.com/b"),
    ("https://example.com/a", "https://example.org/a"),
    ("https://example.com/a", "https://example.com/A"),
    ("https://example.com/a?id=1", "https://example.com/a?id=2"),
    ("https://example.com/?p=1", "https://example.com/?p=2"),
    ("https://example.com/a?page=2", "https://example.com/a"),
    ("https://example.com/story.php?story_fbid=1", "https://example.com/story.php?story_fbid=2"),
    ("https://example.com:8080/a", "https://example.com/a"),
    ("https://m.example.com/a", "https://example.com/a"),  # only with the page's own word
    ("https://example.com/a/amp", "https://example.com/a"),
    ("https://de.example.com/a", "https://example.com/a"),
    ("https://example.com/2026/01/01", "https://example.com/2026/01/02"),
    ("https://example.com/a.html", "https://example.com/a"),
    ("https://example.com/a%2Fb", "https://example.com/a/b"),
    ("https://example.com/#!/story/1", "https://example.com/#!/story/2"),
    ("https://example.com/a?q=x+y", "https://example.com/a?q=xy"),
    ("https://example.com/a?tag=", "https://example.com/a?tag=x"),
    ("https://www2.example.com/a", "https://example.com/a"),
    ("https://example.com/feed#entry-1f", "https://example.com/feed#entry-2e"),
    ("https://example.com/article?v=1", "https://example.com/article?v=2"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_forms_of_one_url(a: str, b: str) -> None:
    """What does not tell articles apart does not count."""
    assert url_key(a) == url_key(b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_urls_that_differ(a: str, b: str) -> None:
    """What may tell articles apart counts."""
    assert url_key(a) != url_key(b)


CANONICAL = [
    # page, its canonical link, the URL it is filed under, why
    (f"{A}/amp", A, A, "canonical"),
    (f"{A}?page=2", A, A, "canonical"),
    ("https://m.example.com/news/ice-at-lintvik", A, A, "canonical"),
    ("https://amp.example.com/x/ice", "https://www.example.com/news/ice", "https://example.com/news/ice", "canonical"),
    (f"{A}/amp", "/news/ice-at-lintvik", A, "canonical"),
    ("https://news.example.co.uk/a", "https://www.example.co.uk/a", "https://example.co.uk/a", "canonical"),
    (A, "https://example.com/", A, "url"),  # the template names the front page
    (A, "https://example.com/news", A, "url"),  # … or the section
    (A, "https://example.com/news/", A, "url"),
    (A, None, A, "url"),
    (A, "", A, "url"),
    (A, "javascript:alert(1)", A, "url"),
    (A, f"{A}?utm_source=x", A, "url"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "canonical", "filed", "why"), CANONICAL)
def test_a_canonical_link_within_the_site_is_followed(
    page: str, canonical: str | None, filed: str, why: str
) -> None:
    """The page's own word joins AMP, mobile and print forms, but not a whole section."""
    found = identity(page, canonical=canonical)
    assert (found.key, found.why) == (url_key(filed), why)


@pytest.mark.parametrize(
    ("page", "canonical"),
    [
        ("https://evil.example/a", "https://example.com/a"),
        ("https://example.com.evil.example/a", "https://example.com/a"),
        ("https://one.blogspot.com/a", "https://two.blogspot.com/a"),
        ("https://one.co.uk/a", "https://two.co.uk/a"),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a"),
    ],
)
def test_another_sites_canonical_link_is_not_taken_at_its_word(page: str, canonical: str) -> None:
    """A page cannot put itself in another site's place; two pages of one site that name the same one are one."""
    found = identity(page, canonical=canonical)
    assert found.why == "canonical elsewhere"
    assert found.key != url_key(canonical)
    assert found == identity(page + "-2", canonical=canonical)


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://news.bbc.co.uk/1", "bbc.co.uk"),
        ("https://a.b.example.com/", "example.com"),
        ("http://127.0.0.1:8000/a", "127.0.0.1:8000"),
        ("http://localhost/a", "localhost"),
        ("", ""),
    ],
)
def test_site(url: str, owner: str) -> None:
    """The registered domain, else the host with its port."""
    assert site(url) == owner


@given(st.text(max_size=60))
def test_any_text_has_a_key_that_is_its_own_key(text: str) -> None:
    """Garbage never raises."""
    assert isinstance(url_key("https://example.com/" + text), str)
    assert isinstance(url_key(text), str)
