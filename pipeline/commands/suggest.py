"""`crossclaim suggest`: the yes/no disputes that the news holds and no topic declares, ready to paste.

$ crossclaim suggest --topic ai-compute
statements:
  # denied 2, alleged 1; of Voltara; told by Voltara, a union
  deliver_battery: …
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.commands.options import check_topic, with_settings
from pipeline.terminal import echo

if TYPE_CHECKING:
    from pipeline.settings import Settings


@click.command()
@click.option(
    "--topic", help="The topic whose articles to look through (default: the first of the settings)."
)
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="How many to show.")
@with_settings
def suggest(settings: Settings, topic: str | None, limit: int) -> None:
    """Show statements that recur with differing stance or source, as YAML for a topic file.

    Only what no topic declares yet: paste what is worth following under `statements:`, make the pattern
    wider or narrower, and run `crossclaim topic check`.
    """
    from db.store import Store
    from extractors.topic import load_topic
    from pipeline.suggestions import as_yaml
    from pipeline.suggestions import suggest as suggestions

    check_topic(settings, topic)
    name = topic or settings.topics[0]
    with Store.reading(settings.database) as store:
        found = suggestions(store.claims.statements(name), load_topic(name, settings.topics_folder))
    if not found:
        echo(f"No statement that {name} does not declare recurs with another stance or source.", err=True)
        return
    echo("statements:")
    for suggestion in found[:limit]:
        echo(as_yaml(suggestion))
    if len(found) > limit:
        echo(f"{len(found) - limit} more; show them with --limit {len(found)}.", err=True)
