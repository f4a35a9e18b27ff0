"""What is known of the Sahel, as data that a country expert edits: countries, actors, places, lexicons."""

from __future__ import annotations

from sahel_dataset.knowledge.read import (
    Country,
    countries,
    knowledge_digest,
    landmarks,
    lexicon,
    names_that_are_no_country,
    read_yaml,
)

__all__ = [
    "Country",
    "countries",
    "knowledge_digest",
    "landmarks",
    "lexicon",
    "names_that_are_no_country",
    "read_yaml",
]
