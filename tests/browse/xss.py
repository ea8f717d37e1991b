"""Words that would run as script where a page forgot to escape them, and what runs in a page.

Each vector holds MARK; whatever part of a page can run and holds MARK is a hole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

MARK = "pwned7"
VECTORS = [
    f"<script>{MARK}()</script>",
    f"</title><script>{MARK}()</script>",
    f"</script><script>{MARK}()//",
    f"<img src=x onerror={MARK}()>",
    f"\"><img src=x onerror='{MARK}()'>",
    f"' onmouseover='{MARK}()",
    f'" autofocus onfocus="{MARK}()',
    f"` onload=`{MARK}()",
    f"<svg/onload={MARK}()>",
    f"<svg><a xlink:href=javascript:{MARK}()>x</a></svg>",
    f"<math><mtext><img src=x onerror={MARK}()></mtext></math>",
    f"<iframe srcdoc='<script>{MARK}()</script>'></iframe>",
    f"<a href='javascript:{MARK}()'>x</a>",
    f"<a href='jav&#x09;ascript:{MARK}()'>x</a>",
    f"<form action=javascript:{MARK}()><button>x</button></form>",
    f"<object data='data:text/html,<script>{MARK}()</script>'></object>",
    f"<meta http-equiv=refresh content='0;url=javascript:{MARK}()'>",
    f"<base href='javascript:{MARK}()//'>",
    f"<style>@import 'javascript:{MARK}()';</style>",
    f"<noscript><p title='</noscript><img src=x onerror={MARK}()>'>",
    f"<textarea></textarea><img src=x onerror={MARK}()>",
    f"<!--><img src=x onerror={MARK}()>-->",
    f"]]><script>{MARK}()</script>",
    f"&lt;script&gt;{MARK}()&lt;/script&gt;",
    f"&#60;img src=x onerror={MARK}()&#62;",
    f"{{{{ {MARK} }}}}{{% {MARK} %}}",
    f"\u202e<script>{MARK}()</script>",
    f"<scr\x00ipt>{MARK}()</script>",
    f"%3Cscript%3E{MARK}()%3C/script%3E",
]
LINKS = [
    f"javascript:{MARK}()",
    f"JaVaScRiPt:{MARK}()",
    f" javascript:{MARK}()",
    f"java\tscript:{MARK}()",
    f"vbscript:{MARK}()",
    f"data:text/html,<script>{MARK}()</script>",
    f'https://x.example/"onmouseover="{MARK}()',
    f"//x.example/javascript:{MARK}()",
]
ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "srcdoc",
    "{http://www.w3.org/1999/xlink}href",
    "xlink:href",
)
RUNS = re.compile(r"^[\s\x00-\x20]*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)


def holes(page: str) -> Iterator[str]:
    """Every part of a page of HTML that would run one of the vectors."""
    for node in html.fromstring(page).iter():
        if not isinstance(node.tag, str):
            continue
        source = html.tostring(node, encoding="unicode", with_tail=False)
        if node.tag in ("script", "style") and MARK in (node.text or ""):
            yield source[:200]
        for name, value in node.attrib.items():
            runs = name.lower().startswith("on") or (
                name.lower() in ADDRESSES and RUNS.match(re.sub(r"[\t\n\r]", "", value))
            )
            if (runs or name.lower() == "srcdoc") and MARK in value:
                yield f"{name}={value}"[:200]
        if (
            node.tag == "meta"
            and node.get("http-equiv", "").lower() == "refresh"
            and MARK in node.get("content", "")
        ):
            yield source[:200]
