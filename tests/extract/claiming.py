"""What an extractor claims of one sentence, in a form that reads beside the sentence."""

import functools

from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article, ClaimMention

# Keeps a lone sentence within the scope of the dataset; it claims nothing.
_AROUND = {
    "en": "The war against jihadists in the Sahel has spread from Mali to Burkina Faso and Niger: "
    "attack, ambush, massacre, violence.",
    "fr": "La guerre contre les jihadistes au Sahel s'étend du Mali au Burkina Faso et au Niger : "
    "attaque, embuscade, massacre, violences.",
}


@functools.cache
def _extractor() -> DefaultExtractor:
    return DefaultExtractor()


def mentions_in(language: str, text: str) -> tuple[ClaimMention, ...]:
    """Return the claims of a text."""
    article = Article("t", f"{text}\n\n{_AROUND[language]}", 0, language)
    return _extractor().extract(article).claims


def claims_in(language: str, text: str) -> list[str]:
    """Return the claims of a text, each as "claimant stance type measure figure"."""
    return [
        " ".join(
            str(word)
            for word in (c.claimant_id or c.claimant_kind, c.stance, c.claim_type, c.measure, c.quantity_low)
            if word is not None
        )
        for c in mentions_in(language, text)
    ]


def holds(found: list[str], expected: str) -> bool:
    """Say whether claims are as expected: all parts (divided by semicolons), or with "!word" none with that word."""
    if expected.startswith("!"):
        return not [c for c in found if expected[1:] in c]
    return all(any(c == wanted or c.endswith(f" {wanted}") for c in found) for wanted in expected.split(";"))
