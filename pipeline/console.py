"""The console of all commands: rich's, which shows scraped text as text.

    Console().print(Text(claim.sentence))

What would steer the terminal is shown as its escape (pipeline/terminal.py), wherever it stands: in a plain
text, in the cell of a table, in a heading. Square brackets are markup only where `markup=True` is said, and
":smile:" stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich import console
from rich.console import ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from pipeline.terminal import STEERING, visible


class Console(console.Console):
    """rich's console, safe for text of others."""

    def __init__(self, *, markup: bool = False, **options: Any) -> None:
        super().__init__(markup=markup, emoji=False, **options)

    def render_str(self, text: str, **options: Any) -> Text:
        """A plain text, safe and ready to be styled."""
        return super().render_str(visible(text), **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The pieces of whatever is printed: every text in it comes through here."""
        return super().render(shown(renderable) if isinstance(renderable, Text) else renderable, options)


def shown(text: Text) -> Text:
    """A styled text with its steering characters as escapes, in the style that they stand in."""
    places = [place for match in STEERING.finditer(text.plain) for place in match.span()]
    if not places:
        return text
    parts = text.divide(places)
    for part in parts:
        part.plain = visible(part.plain)
    joined = text.blank_copy()
    return joined.append_text(Text("", end="").join(parts))
