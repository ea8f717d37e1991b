"""The shipped topics, each read once for all tests: a topic is a frozen value."""

from __future__ import annotations

from functools import cache

from extractors.topic import Topic, load_topic


@cache
def shipped(name: str) -> Topic:
    """The topic of that name that comes with Crossclaim."""
    return load_topic(name)
