"""Gold and extracted brought together: every article compared, every figure computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sahel_dataset.evaluate.annotations import Annotation
from sahel_dataset.evaluate.extracted import Extracted
from sahel_dataset.evaluate.gold import DEV, HELD_OUT, Gold, GoldArticle
from sahel_dataset.evaluate.pairing import Compared, compare
from sahel_dataset.evaluate.params import EvaluateParams
from sahel_dataset.evaluate.scores import Scores, score
from sahel_dataset.evaluate.tally import tally

__all__ = ["ALL", "Evaluation", "Judged", "evaluate_gold"]

#: The part, or the language, that holds every article.
ALL = "all"

ByLanguage = Mapping[str, Scores]


@dataclass(frozen=True, slots=True)
class Judged:
    """One article with what was found out about it.

    Attributes
    ----------
    extracted : Extracted or None
        None where nothing was extracted from it: it counts as empty.
    """

    gold: GoldArticle
    extracted: Extracted | None
    compared: Compared

    @property
    def part(self) -> str:
        """The part of the gold set it belongs to."""
        return self.gold.split or ALL


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every figure, and every article behind them.

    Attributes
    ----------
    parts : dict
        By part (``held_out``, ``dev``; or ``all`` where the set is not split), by language (``all``, ``en``, ``fr``).
    agreement : dict
        Second annotations measured against first ones in the same way, by language; empty where there are none.
    notes : tuple of str
        What a reader of the figures must know, in sentences.
    """

    articles: tuple[Judged, ...]
    parts: Mapping[str, ByLanguage]
    agreement: ByLanguage
    notes: tuple[str, ...]


def evaluate_gold(gold: Gold, extracted: Mapping[str, Extracted], params: EvaluateParams | None = None) -> Evaluation:
    """Measure what was extracted against a gold set.

    Parameters
    ----------
    gold : Gold
        The annotated articles.
    extracted : dict
        What was extracted, by the article's name. An article without an entry counts as one that nothing was found in.
    params : EvaluateParams, optional
        Settings of the intervals.
    """
    params = params or EvaluateParams()
    articles = tuple(_judge(one, extracted.get(one.name)) for one in gold.articles)
    parts = {}
    for part in (HELD_OUT, DEV, ALL):
        within = [one for one in articles if one.part == part]
        if within:
            parts[part] = _by_language([one.gold for one in within], [one.compared for one in within], params)
    twice = [one for one in gold.articles if one.second is not None]
    agreement = _by_language(twice, [compare(one.annotation, _second(one)) for one in twice], params) if twice else {}
    absent = [one.gold.name for one in articles if one.extracted is None]
    notes = list(gold.notes)
    if absent:
        more = f" and {len(absent) - 5} more" if len(absent) > 5 else ""
        notes.append(f"annotated but not among the extracted, and counted as empty: {', '.join(absent[:5])}{more}")
    return Evaluation(articles, parts, agreement, tuple(notes))


def _second(one: GoldArticle) -> Annotation:
    return one.second or Annotation(one.name)


def _judge(one: GoldArticle, extracted: Extracted | None) -> Judged:
    found = extracted.annotation if extracted is not None else Annotation(one.name)
    return Judged(one, extracted, compare(one.annotation, found))


def _by_language(
    gold: Sequence[GoldArticle], compared: Sequence[Compared], params: EvaluateParams
) -> dict[str, Scores]:
    def of(keep: Callable[[str], bool]) -> Scores:
        kept = [both for one, both in zip(gold, compared, strict=True) if keep(one.annotation.language)]
        return score([tally(both) for both in kept], params)

    languages = sorted({one.annotation.language for one in gold})
    result = {ALL: of(lambda _: True)}
    return result | {code: of(lambda language, code=code: language == code) for code in languages}  # type: ignore[misc]
