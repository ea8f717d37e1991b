"""Our pages on a real Datasette: what a reader is promised stands there, and hostile words do nothing."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from browse.links import article_path, named_path, outside, question_path
from browse.pages import article, status
from browse.pages import names as names_page
from browse.pages.question import groups_of, sides_of
from db.records import Answer, Claim, Relation
from db.search import match_expression
from db.store import Store
from tests.browse.newsroom import NOW, PLAIN, Newsroom, write_newsroom
from tests.factories import make_article, make_claim

Ask = Callable[[Path], Callable[[str], Awaitable[Any]]]


def addresses(news: Newsroom) -> list[str]:
    """One address of every kind of page."""
    named = [named_path("subject", news.question.subject), named_path("source", news.many.source or "")]
    return [
        "/", "/-/conflicts", "/-/conflicts?order=newest&state=new", "/-/search", "/-/search?q=GPUs",
        "/-/search?q=script", "/-/status", "/-/sources", "/-/about", "/-/method",
        question_path(news.question.id), article_path(news.first.id), article_path(news.copy.id),
        article_path(news.corrected.id), named_path("outlet", "B & Co"), *named,
        f"/{news.path.stem}", f"/{news.path.stem}/claims", f"/{news.path.stem}/articles",
    ]  # fmt: skip


class Page(HTMLParser):
    """What of a page could run or lead away: scripts, handlers and links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts = 0
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        for name, value in attrs:
            if name.startswith("on"):
                self.handlers.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action"):
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")


async def test_front_page_shows_both_sides_and_why(newsroom: Newsroom, ask: Ask) -> None:
    """A conflict's card has the question, both sentences with their quote marked, who says it, and why."""
    html = (await ask(newsroom.path)("/")).text
    for words in (
        "How many has DeepSeek?",
        "<mark>2,048 GPUs</mark>",
        "<mark>around 50,000 Hopper GPUs</mark>",
        "SemiAnalysis",
        "cannot be a rounding",
    ):
        assert words in html


async def test_question_page_has_picture_answers_and_history(newsroom: Newsroom, ask: Ask) -> None:
    """The page of a question draws its answers, lists their claims, and says that a copy does not count."""
    html = (await ask(newsroom.path)(question_path("q-1"))).text
    assert 'class="picture"' in html
    assert html.count('<article class="answer') == 2
    assert "a copy" in html
    assert "a number changed" in html
    assert "first in conflict, the farthest values 24.4× apart" in html


async def test_article_page_marks_its_claims(newsroom: Newsroom, ask: Ask) -> None:
    """Each claim in the text links to its card, and the card to its question."""
    html = (await ask(newsroom.path)(article_path(newsroom.first.id))).text
    assert re.search(rf'<a class="claim hue0" href="#c-{newsroom.few.id}"[^>]*>2,048 GPUs</a>', html)
    assert f'id="c-{newsroom.few.id}"' in html
    assert question_path("q-1") in html


async def test_later_edition_shows_what_changed(newsroom: Newsroom, ask: Ask) -> None:
    """The corrected number stands beside the old one, and the old edition leads to the new one."""
    get = ask(newsroom.path)
    html = (await get(article_path(newsroom.corrected.id))).text
    assert "<del>40,000</del>" in html
    assert "<ins>50,000</ins>" in html
    assert article_path(newsroom.corrected.id) in (await get(article_path(newsroom.old.id))).text


async def test_claim_has_an_address_of_its_own(newsroom: Newsroom, ask: Ask) -> None:
    """A claim's address leads to its card in its article."""
    response = await ask(newsroom.path)(f"/-/claim/{newsroom.few.id}")
    assert response.status_code == 302
    assert response.headers["location"] == article_path(newsroom.first.id, newsroom.few.id)


@pytest.mark.parametrize("kind", ["question", "article", "claim", "subject", "source", "outlet"])
async def test_what_is_not_there_says_so(newsroom: Newsroom, ask: Ask, kind: str) -> None:
    """An address that leads nowhere answers 404 with a page of ours."""
    response = await ask(newsroom.path)(f"/-/{kind}/nothing")
    assert response.status_code == 404
    assert f"There is no {kind} here" in response.text


@pytest.mark.parametrize("name", ["SemiAnalysis+Ltd", "SemiAnalysis%20Ltd", "Semi%41nalysis+Ltd"])
async def test_a_name_may_be_typed_into_the_address(newsroom: Newsroom, ask: Ask, name: str) -> None:
    """A space is one however the browser writes it; what nobody knows is shown as it was meant."""
    assert "SemiAnalysis Ltd" in (await ask(newsroom.path)(f"/-/source/{name}")).text


async def test_a_page_that_takes_too_long_says_so(
    newsroom: Newsroom, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is not ready in time is no fault without words: it says to load it again."""
    monkeypatch.setattr("browse.reading.TIME_LIMIT_MS", 0)
    answer = await ask(newsroom.path)(named_path("outlet", "B & Co"))
    assert answer.status_code == 503
    assert "Load it again" in answer.text
    assert "Traceback" not in answer.text


async def test_the_status_page_counts_in_words(tmp_path: Path, ask: Ask) -> None:
    """One feed is one feed."""
    with Store.open(tmp_path / "s.db", create=True) as store:
        run = store.runs.start(NOW, "0.1.0")
        store.runs.finish(run, NOW, {"feeds_polled": 1, "articles_read": 1200})
    html = (await ask(tmp_path / "s.db")("/-/status")).text
    assert "1 feed polled" in html
    assert "1,200 articles read" in html


async def test_search_finds_claims_with_their_question(newsroom: Newsroom, ask: Ask) -> None:
    """A word of a claim finds it, marked, with the question that it answers."""
    html = (await ask(newsroom.path)("/-/search?q=hopper")).text
    assert "<mark>around 50,000 Hopper GPUs</mark>" in html
    assert question_path("q-1") in html


async def test_of_a_long_query_the_first_words_are_looked_for_and_said_to_be(
    newsroom: Newsroom, ask: Ask
) -> None:
    words = "hopper " * 40
    html = (await ask(newsroom.path)(f"/-/search?q={quote(words + 'nowhere')}")).text
    assert "only the words above were looked for" in html
    assert "Nothing holds" not in html
    assert "only the words above" not in (await ask(newsroom.path)("/-/search?q=hopper")).text


@pytest.mark.parametrize("query", ['"', "AND", "a*", "(", "NEAR(", 'x "y', "'", "%", "-", "\x00", "title:x"])
async def test_any_query_is_a_search(newsroom: Newsroom, ask: Ask, query: str) -> None:
    """No character that a reader types is taken for an operator."""
    assert (await ask(newsroom.path)(f"/-/search?q={quote(query)}")).status_code == 200


def test_query_becomes_strings() -> None:
    """Words and phrases are quoted; what holds no word is left out."""
    assert match_expression('50,000 "Hopper GPUs" OR -') == '"50,000" "Hopper GPUs" "OR"'


async def test_every_page_answers_whatever_the_names(newsroom: Newsroom, hostile: Newsroom, ask: Ask) -> None:
    """No kind of page fails or grows past 300 kB, and none has an id twice."""
    for news in (newsroom, hostile):
        get = ask(news.path)
        for address in addresses(news):
            response = await get(address)
            assert response.status_code == 200, (address, response.text[:300])
            assert len(response.content) < 300_000
            ids = Page(response.text).ids
            assert len(ids) == len(set(ids)), address


async def test_hostile_words_do_nothing(hostile: Newsroom, ask: Ask) -> None:
    """A title, name or URL that tries to run is shown as text, our pages have no script, links lead to http."""
    get = ask(hostile.path)
    own = 0
    for address in addresses(hostile):
        html = (await get(address)).text
        page = Page(html)
        ours = 'class="cc"' in html
        own += ours
        assert not (ours and page.scripts), address
        assert "<script>alert" not in html, address
        assert not [handler for handler in page.handlers if ours or "alert" in handler], address
        assert not [link for link in page.links if link.lower().startswith(("javascript:", "data:t"))], (
            address
        )
    assert own == 17


async def test_headers_keep_strangers_out(newsroom: Newsroom, ask: Ask) -> None:
    """No page may be framed or sniffed; ours allow no script at all."""
    get = ask(newsroom.path)
    for address in ("/", "/crossclaim/claims", "/-/question/nothing", "/nowhere"):
        headers = (await get(address)).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], address
        assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in (await get("/")).headers["content-security-policy"]


async def test_strangers_run_no_sql(newsroom: Newsroom, ask: Ask) -> None:
    """SQL of one's own and the download of the whole file are off."""
    get = ask(newsroom.path)
    response = await get("/crossclaim?sql=select+1")
    if response.status_code == 302:  # Datasette 1.0 has another address for it
        response = await get(response.headers["location"])
    assert response.status_code == 403
    assert (await get("/crossclaim.db")).status_code in (403, 404)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example/x", False),
        ("https:///x", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, safe: bool) -> None:
    """A link leads to http or https with a host, or is none."""
    assert outside(url) == (url if safe else None)


def test_answers_in_conflict_are_on_different_sides() -> None:
    """Foes never share a side, friends do where they can, and who is in no conflict has none."""
    pairs = [("conflict", "a", "b"), ("agree", "a", "c"), ("conflict", "b", "c")]
    relations = [{"relation": name, "a": a, "b": b} for name, a, b in pairs]
    assert sides_of(["a", "b", "c", "d"], relations) == {"a": 1, "b": 2, "c": 1, "d": 0}


def test_the_sharpest_pair_comes_first() -> None:
    """Then those with more origins on both sides, whatever the order of their ids."""
    origins = {"few": (1, 9), "many": (2, 3), "sharpest": (1, 1), "more": (1, 10)}
    pairs = [
        {"id": id, "relation": "conflict", "kind": "value", "elsewhere": False,
         "cards": [{"rank": "normal", "origins": count} for count in counts]}
        for id, counts in origins.items()
    ]  # fmt: skip
    (group,) = groups_of(pairs, "sharpest")
    assert [pair["id"] for pair in group["pairs"]] == ["sharpest", "many", "more", "few"]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("disputed_questions?topic=t", 1),
        ("disputed_questions?topic=", 1),
        ("disputed_questions?topic=x", 0),
        ("claims_of_a_week?from_day=2025-01-27", 4),
        ("denied_claims_of_a_source?source=SemiAnalysis", 1),
        ("changed_after_publication?x=1", 1),
        ("most_quoted_sources?subject=DeepSeek", 1),
        ("claims_of_an_outlet?outlet=Outlet&from_day=2025-01-01&to_day=2025-02-01", 1),
    ],
)
async def test_named_queries_answer(newsroom: Newsroom, ask: Ask, query: str, rows: int) -> None:
    """What people ask has a named query, open to everyone though SQL of one's own is not."""
    name, _, parameters = query.partition("?")
    response = await ask(newsroom.path)(f"/crossclaim/{name}.json?_shape=array&{parameters}")
    assert len(response.json()) == rows


async def test_table_cells_lead_to_pages(newsroom: Newsroom, ask: Ask) -> None:
    """In Datasette's own tables ids and names are links to our pages, and sentences show their quote."""
    html = (await ask(newsroom.path)("/crossclaim/claims")).text
    assert f'<a href="{article_path(newsroom.first.id)}">{PLAIN["title"]}</a>' in html
    assert f'<a href="{named_path("source", "SemiAnalysis")}">' in html
    assert "trained its model on <mark>2,048 GPUs</mark>" in html


async def test_a_word_in_very_many_claims_shows_the_newest(
    newsroom: Newsroom, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past the number of matches that can be ranked, search still answers and says what it shows."""
    monkeypatch.setattr("browse.pages.search.RANKED", 1)
    html = (await ask(newsroom.path)("/-/search?q=GPUs")).text
    assert "these are the newest" in html
    assert "<mark>around 50,000 Hopper GPUs</mark>" in html


async def test_crawlers_are_kept_from_the_tables(newsroom: Newsroom, ask: Ask) -> None:
    """robots.txt names the tables and the downloads."""
    text = (await ask(newsroom.path)("/robots.txt")).text
    assert "Disallow: /crossclaim/\n" in text
    assert "Disallow: /-/export/\n" in text


async def test_a_table_leads_to_all_its_rows(newsroom: Newsroom, ask: Ask) -> None:
    """A table of claims links to the download of the very rows it shows, and to none where there is no such set."""
    get = ask(newsroom.path)
    html = (await get("/crossclaim/claims?outlet=B+%26+Co")).text
    assert html.count('"/-/export/claims.csv?outlet=B+%26+Co"') == 1
    others = (
        "claims?_search=x",
        "claims?low__gt=1",
        "claims?topic=t&topic=u",
        "claims?source=",
        "claims?since=2025",
        "runs",
    )
    for address in [f"/crossclaim/{other}" for other in others]:
        assert "/-/export/" not in (await get(address)).text, address


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("page=abc", "page=abc is no page: they are counted from 1 to 9999."),
        ("page=0", "page=0 is no page"),
        ("page=²", "page=² is no page"),
        (f"page={'9' * 5000}", "is no page"),
        ("order=best", "order=best is not there: it can be sharpness, newest, changed."),
        ("state=old", "state=old is not there: it can be new, standing, widened, settled."),
        ("topic=a&topic=b", "topic stands in the address twice"),
    ],
)
async def test_what_an_address_cannot_ask_for_is_said(
    newsroom: Newsroom, ask: Ask, query: str, words: str
) -> None:
    """A page, order or filter that cannot be is named with what can, and not left out in silence."""
    response = await ask(newsroom.path)(f"/-/conflicts?{query}")
    assert response.status_code == 400
    assert words in response.text


async def test_what_is_no_filter_of_the_list_is_named(newsroom: Newsroom, ask: Ask) -> None:
    """What others hang on to a link does no harm, and a mistyped filter is seen."""
    html = (await ask(newsroom.path)("/-/conflicts?topics=t&utm_source=x&topic=t")).text
    assert "Not a filter here, and left out: topics, utm_source." in html
    assert "left out" not in (await ask(newsroom.path)("/-/conflicts?topic=t&page=1&order=newest")).text


async def test_a_page_beyond_the_last_says_so(newsroom: Newsroom, ask: Ask) -> None:
    """The list does not say that nothing fits where only its pages have ended."""
    html = (await ask(newsroom.path)("/-/conflicts?topic=t&page=7")).text
    assert "There is no page 7 of these." in html
    assert 'href="/-/conflicts?topic=t&amp;order=sharpness"' in html


async def test_what_a_page_leaves_out_is_said(
    newsroom: Newsroom, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is more than a page shows, it says how much of it stands there, and where the rest is."""
    for module, names in (
        (article, ("CLAIMS", "COPIES")),
        (names_page, ("ARTICLES",)),
        (status, ("PROBLEMS", "FEEDS")),
    ):
        for name in names:
            monkeypatch.setattr(module, name, 0 if name in ("CLAIMS", "ARTICLES") else 1)
    get = ask(newsroom.path)
    first = (await get(article_path(newsroom.first.id))).text
    assert "The first 0 of its 1 claims are marked here" in first
    assert "The first 1; all stand in" in first
    assert "The newest 0; all stand in" in (await get(named_path("outlet", "B & Co"))).text
    assert "The newest 1; all stand in" in (await get("/-/status")).text


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nowhere", 404, "There is nothing at this address"),
        ("/crossclaim/claims/none", 404, "There is nothing at this address"),
        ("/crossclaim?sql=select+1", 403, "Not for everyone"),
        ("/-/reviews", 403, "Not for everyone"),
    ],
)
async def test_what_cannot_be_shown_says_the_way_out(
    newsroom: Newsroom, ask: Ask, address: str, status: int, words: str
) -> None:
    """An address that leads nowhere, or not for this visitor, has a page of ours with ways on."""
    get = ask(newsroom.path)
    response = await get(address)
    if response.status_code == 302:  # Datasette 1.0 has another address for it
        response = await get(response.headers["location"])
    assert response.status_code == status
    assert words in response.text
    assert 'href="/-/search"' in response.text


async def test_a_model_has_a_page_of_its_own(tmp_path: Path, ask: Ask) -> None:
    """A subject that answers only questions of its family has a page that lists them."""
    news = write_newsroom(tmp_path / "crossclaim.db")
    with Store.open(news.path) as store:
        (claim,) = store.claims.of_article(news.first.id, "t")
        claim = replace(claim, subject="DeepSeek-V3")
        store.claims.save(news.first, "t", "2", [claim], {claim.id: news.question})
    response = await ask(news.path)(named_path("subject", "DeepSeek-V3"))
    assert response.status_code == 200
    assert question_path("q-1") in response.text


async def test_a_pair_has_a_page(newsroom: Newsroom, ask: Ask) -> None:
    """Both quotes side by side, how they stand and why, with the way back to the question."""
    html = (await ask(newsroom.path)("/-/pair/r-1")).text
    assert "In conflict" in html
    assert "<mark>2,048 GPUs</mark>" in html
    assert "<mark>around 50,000 Hopper GPUs</mark>" in html
    assert "cannot be a rounding" in html
    assert question_path("q-1") in html


async def test_a_question_of_many_answers_is_still_a_page(tmp_path: Path, ask: Ask) -> None:
    """Eighty answers of ten long claims each, all in conflict: under 300 kB, and it says that it shows a part."""
    news = write_newsroom(tmp_path / "crossclaim.db")
    long = "The firm, which has said little of it and may say less, was held to own 2,048 GPUs by those who looked. "
    text = (long * 3).strip()
    with Store.open(news.path) as store:
        article = store.articles.save(make_article(text, url="https://c.example/3"), ["t"], [3])
        claims = [
            make_claim(
                "2,048 GPUs", id=f"m{n}", article=article.id, topic="t", start=text.index("2,048"),
                end=text.index("2,048") + 10, sentence=text, subject="DeepSeek", source=f"Source {n}",
            )
            for n in range(800)
        ]  # fmt: skip
        store.claims.save(article, "t", "1", claims, {claim.id: news.question for claim in claims})
        answers = [
            replace(an_answer(n, claims[n * 10 : n * 10 + 10]), question="q-1", origin_names=(f"Source {n}",))
            for n in range(80)
        ]
        relations = [
            Relation(
                f"p{a}-{b}",
                "q-1",
                "q-1",
                f"answer{a}",
                f"answer{b}",
                "conflict",
                "value",
                "values_apart",
                long,
            )
            for a in range(20)
            for b in range(a)
        ]
        store.claims.save_comparison(news.question, answers, relations, None)
    response = await ask(news.path)(question_path("q-1"))
    assert response.status_code == 200
    assert len(response.content) < 300_000
    assert "the downloads hold all" in response.text
    assert "10 claims" in response.text


def an_answer(number: int, claims: list[Claim]) -> Answer:
    return Answer(
        id=f"answer{number}", question="q-1", low=float(number), high=float(number), unit="GPU", subject="DeepSeek",
        item=None, period=None, scope=None, stance="asserted", label=f"{number} GPUs",
        claims=tuple(claim.id for claim in claims), best_claim=claims[0].id, articles=1, outlets=1, origins=1,
        origin_names=("x",), first_seen="2025-02-01T06:00:00Z", last_seen="2025-02-01T06:00:00Z",
    )  # fmt: skip
