"""Made pages: one real-looking article and one page of each kind that is none."""

from __future__ import annotations

import json
from typing import Any

PARAGRAPHS = [
    "The harbour authority of Lintvik said on Tuesday that 412 ships had called at its new terminal in the"
    " first quarter, about a third more than in the same months of last year.",
    "Most of them were small: feeder vessels that carry containers from the larger ports further south. The"
    " authority had hoped for 500 calls, and its chairwoman, Marit Osel, admitted that the winter had been"
    " harder than the plan had foreseen.",
    "“We lost eleven days to ice in February alone,” she told reporters on the quay. “Nobody had put that in"
    " the budget.” Repairs to the breakwater, which a storm damaged in January, are to cost 38 million crowns.",
    "The opposition in the town council doubts the figures. Its spokesman, Henrik Dahl, pointed out that the"
    " authority counts a ship twice when it shifts berth, which by his reckoning takes some sixty calls off"
    " the total.",
    "A spokesman for the authority said that the method had not changed in ten years and that an audit was"
    " under way. Its results are expected before the summer break, when the council will vote on a second"
    " terminal that would cost more than 900 million crowns.",
    "Shipping companies seem content for now. Two of the three largest have prolonged their contracts until"
    " 2031, and a fourth line, from Gdynia, is to open in May with two sailings a week.",
]
TITLE = "Lintvik’s new terminal counts 412 ships in a hard winter"
BANNER = (
    '<div class="banner" role="dialog"><p>We value your privacy. We and our 734 partners store and access'
    " information on your device, and use personalised advertising. You can change your mind at any time."
    "</p><button>Accept all</button><button>Reject all</button></div>"
)


def article_page(
    paragraphs: list[str] | None = None,
    *,
    title: str = TITLE,
    head: str = "",
    before: str = "",
    after: str = "",
    json_ld: dict[str, Any] | None = None,
    wrap: str = "<p>{}</p>",
    lang: str = "en",
) -> str:
    """A page of an invented outlet with navigation, sidebar and footer around the given paragraphs."""
    body = "\n".join(wrap.format(text) for text in (PARAGRAPHS if paragraphs is None else paragraphs))
    block = f'<script type="application/ld+json">{json.dumps(json_ld)}</script>' if json_ld else ""
    return f"""<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | The Skerry Post</title>
<meta property="og:site_name" content="The Skerry Post">{head}{block}</head><body>{before}
<nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li><li><a href="/money">Money</a></li></ul></nav>
<main><article><h1>{title}</h1>{body}</article>
<aside><h3>Most read</h3><ol><li><a href="/1">Man fined 4,000 crowns for feeding gulls</a></li></ol></aside></main>
<footer><p>© 2026 The Skerry Post. Ninety thousand subscribers.</p></footer>{after}</body></html>"""


def news_article(**fields: Any) -> dict[str, Any]:
    """A NewsArticle in JSON-LD."""
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **fields}


def bare_page(title: str, body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


NOT_ARTICLES = {
    "consent_wall": [
        bare_page(
            "The Skerry Post",
            "<main><h1>We value your privacy</h1><p>We and our 734 partners store and/or access information on a"
            " device, such as unique IDs in cookies, to process personal data.</p><p>You may accept or manage your"
            " choices by clicking below, including your right to object where legitimate interest is used. Our"
            " partners use cookies for personalised advertising.</p><button>Accept all</button><button>Reject"
            " all</button></main>",
        ),
        bare_page(
            "Bevor Sie fortfahren",
            "<div><h1>Bevor Sie fortfahren</h1><p>Wir und unsere Partner verwenden Cookies und Daten, um Ihnen"
            " personalisierte Werbung zu zeigen. Ihre Einwilligung können Sie jederzeit widerrufen.</p>"
            "<button>Alle akzeptieren</button><button>Alle ablehnen</button></div>",
        ),
    ],
    "paywall_stub": [
        article_page(
            PARAGRAPHS[:1],
            after="<div class=gate><h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in</p></div>",
        ),
        article_page(PARAGRAPHS[:2], json_ld=news_article(isAccessibleForFree=False, wordCount=900)),
        article_page(
            PARAGRAPHS[:1],
            json_ld=news_article(isAccessibleForFree="False"),
            after="<p>Dieser Artikel ist nur für Abonnenten.</p>",
        ),
    ],
    "login": [
        bare_page(
            "Log in | The Skerry Post",
            "<main><h1>Log in</h1><form><label>Email address</label><input type=email><label>Password</label>"
            "<input type=password><a href=/r>Forgot password?</a><button>Log in</button></form></main>",
        )
    ],
    "soft_404": [
        bare_page(
            "Page not found | The Skerry Post",
            "<main><h1>Page not found</h1><p>Sorry, the page you requested could not be found. It may have been"
            " moved or deleted.</p><h2>Latest</h2><ul><li><a href=/a>Ferry runs aground</a></li><li><a href=/b>Tax"
            " on berths rises by 4 per cent</a></li></ul></main>",
        ),
        bare_page("Seite nicht gefunden", "<h1>404</h1><p>Die angeforderte Seite gibt es nicht.</p>"),
    ],
    "challenge": [
        bare_page(
            "Just a moment...",
            "<h1>skerrypost.example</h1><p>Verifying you are human. This may take a few seconds.</p><noscript>Enable"
            " JavaScript and cookies to continue</noscript><script src=/cdn-cgi/challenge-platform/x.js></script>",
        ),
        bare_page(
            "Access Denied",
            "<h1>Access Denied</h1><p>You don't have permission to access this page on this server.</p>"
            "<p>Reference #18.5c1f2e17.1795</p>",
        ),
    ],
    "empty_shell": [
        bare_page(
            "The Skerry Post",
            '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>'
            "<script>window.__STATE__={}</script>",
        ),
        "<html></html>",
        " ",
    ],
    "video_page": [
        bare_page(
            "Watch: the ice breaks at Lintvik",
            "<main><h1>Watch: the ice breaks at Lintvik</h1><video src=/v.mp4></video><p>Drone pictures show the ice"
            " giving way in the harbour of Lintvik on Sunday morning.</p></main>",
            head='<meta property="og:type" content="video.other">',
        )
    ],
}
