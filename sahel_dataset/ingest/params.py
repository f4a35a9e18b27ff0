"""What a run of `ingest` can be told."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["IngestParams"]


@dataclass(frozen=True, slots=True)
class IngestParams:
    """Settings of the stage, read from the section ``ingest`` of params.yaml.

    Attributes
    ----------
    prefer : str
        Which of NAME.txt and NAME.html is read where both stand side by side: ``txt`` or ``html``.
        They are the same article twice.
    max_bytes : int
        Largest file, or record of an archive, that is read (bytes).
    min_body_words : int
        Bodies with fewer words are no article.
    language_share : float
        Least share of a body's words that must be common words of English or French (0 to 1).
    relevance : bool
        Whether pages without Sahelian names are left out before they are read (see ``ingest/relevance.py``): for
        archives that hold everything. A collection made by hand is all relevant, and read whole.
    relevance_points : int
        Points of Sahelian names that a page needs then: two for a name of the central Sahel, one for one around it.
    relevance_function_words : int
        Common words of English or French that it needs.
    wire_shingle_words : int
        Words in a shingle, the unit in which texts are compared.
    wire_permutations : int
        MinHash permutations.
    wire_seed : int
        Seed of the permutations.
    wire_candidate_overlap : float
        Jaccard overlap of shingles from which the MinHash index proposes a pair (0 to 1).
    wire_overlap : float
        Least share of the shorter text's shingles that stand in the longer for two articles to be
        copies of one story (0 to 1).
    wire_opening_overlap : float
        The same, for a pair whose openings are alike (0 to 1): stories that share only background
        paragraphs do not begin alike, a story that was cut or continued does.
    wire_opening_words : int
        Words from the start of the body that count as its opening.
    wire_min_shingles : int
        Fewest shared shingles that tell anything.
    wire_days : int
        Most days between the publication dates of two copies, where both are known.
    wire_sure_overlap : float
        Overlap from which the dates do not matter (0 to 1).
    """

    prefer: str = "txt"
    max_bytes: int = 20_000_000
    min_body_words: int = 15
    language_share: float = 0.2
    relevance: bool = False
    relevance_points: int = 2
    relevance_function_words: int = 3
    wire_shingle_words: int = 4
    wire_permutations: int = 128
    wire_seed: int = 1
    wire_candidate_overlap: float = 0.2
    wire_overlap: float = 0.4
    wire_opening_overlap: float = 0.2
    wire_opening_words: int = 60
    wire_min_shingles: int = 12
    wire_days: int = 10
    wire_sure_overlap: float = 0.8

    def __post_init__(self) -> None:
        if self.prefer not in {"txt", "html"}:
            raise ValueError(f"ingest.prefer is {self.prefer!r}; it must be 'txt' or 'html'.")
