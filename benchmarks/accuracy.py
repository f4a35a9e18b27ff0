"""Accuracy of the default extractor on data/gold, beside three simpler ways of reading the same articles.

- ``one voice``: the same claims, each put in the outlet's own mouth. Datasets that keep one number and no claimant read
  like this; the difference is what knowing the claimant is worth.
- ``lead only``: what stands in the headline and the first three sentences. The first event data coded by machine (KEDS)
  were coded from leads.
- ``number and noun``: a figure next to a word for victims, in a sentence with a word for death or injury, is a toll; no
  parser.

Printed are F1 and, for each way, the ratio of the default's F1 to its own. Articles that were set aside and those that
were used while improving are shown apart.

Usage: python benchmarks/accuracy.py [--interim DIR]

DIR holds what `ingest` and `extract` left (data/interim by default); without it the reports are read here, which takes
a minute.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from sahel_dataset.evaluate.annotations import Annotation, CodedClaim
from sahel_dataset.evaluate.evaluation import ALL, evaluate_gold
from sahel_dataset.evaluate.extracted import Extracted, from_tables
from sahel_dataset.evaluate.gold import Gold, read_gold
from sahel_dataset.evaluate.params import EvaluateParams
from sahel_dataset.evaluate.tally import MEASURES

ROOT = Path(__file__).resolve().parents[1]
LEAD_SENTENCES = 3
FEW = EvaluateParams(resamples=1)

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_NUMBERS = {
    word: value
    for value, words in enumerate(
        "one un,two deux,three trois,four quatre,five cinq,six,seven sept,eight huit,nine neuf,ten dix,eleven onze,"
        "twelve douze,thirteen treize,fourteen quatorze,fifteen quinze,sixteen seize,seventeen dix-sept".split(","),
        start=1,
    )
    for word in words.split()
}
_VICTIMS = {
    "soldiers": "soldiers troops soldats militaires",
    "civilians": "civilians villagers residents civils villageois habitants",
    "fighters": "fighters militants rebels jihadists terrorists combattants rebelles djihadistes terroristes",
    "people": "people persons personnes dead deaths morts victims victimes",
}
_CLASS = {noun: name for name, nouns in _VICTIMS.items() for noun in nouns.split()}
_NOUN = "|".join(sorted(_CLASS, key=len, reverse=True))
_FIGURE = re.compile(rf"\b(\d{{1,4}}|{'|'.join(_NUMBERS)})\s+(?:[\w’'-]+\s+){{0,2}}?({_NOUN})\b", re.IGNORECASE)
_MEASURES = {
    "killed": re.compile(r"\b(?:kill\w*|dead|died|deaths?|morts?|tu[ée]\w*|décès)\b", re.IGNORECASE),
    "wounded": re.compile(r"\b(?:wounded|injured|blessés?|blessées?)\b", re.IGNORECASE),
}


def one_voice(found: Extracted) -> Annotation:
    """Put every claim in the outlet's mouth."""
    claims = tuple(
        dataclasses.replace(claim, claimant="outlet", claimant_kind="media", stance="asserts")
        for claim in found.annotation.claims
    )
    return dataclasses.replace(found.annotation, claims=claims)


def lead_only(found: Extracted) -> Annotation:
    """Keep what begins in the headline or the first sentences."""
    assert found.source is not None
    sentences = list(_SENTENCE.finditer(found.source.text, found.source.body_start))
    end = sentences[min(LEAD_SENTENCES, len(sentences)) - 1].end() if sentences else len(found.source.text)
    return dataclasses.replace(
        found.annotation,
        events=tuple(one for one in found.annotation.events if found.spans[one.key][0] < end),
        claims=tuple(one for one in found.annotation.claims if found.spans[one.key][0] < end),
    )


def number_and_noun(found: Extracted) -> Annotation:
    """Read tolls with two patterns, and nothing else."""
    assert found.source is not None
    claims: list[CodedClaim] = []
    for sentence in _SENTENCE.finditer(found.source.text, found.source.body_start):
        words = sentence.group().strip()
        measures = [name for name, pattern in _MEASURES.items() if pattern.search(words)]
        for figure in _FIGURE.finditer(words) if measures else ():
            value = figure[1].lower()
            number = _NUMBERS.get(value) or int(value)
            claims.append(
                CodedClaim(
                    key=f"c{len(claims)}",
                    claim_type="toll",
                    stance="asserts",
                    anchor=words,
                    claimant="outlet",
                    claimant_kind="media",
                    measure=measures[0],
                    low=number,
                    high=number,
                    victim_class=_CLASS[figure[2].lower()],
                )
            )
    return dataclasses.replace(found.annotation, events=(), claims=tuple(claims))


WAYS: Mapping[str, Callable[[Extracted], Annotation]] = {
    "default": lambda found: found.annotation,
    "one voice": one_voice,
    "lead only": lead_only,
    "number and noun": number_and_noun,
}


def extracted(gold: Gold, interim: Path) -> dict[str, Extracted]:
    """Return what was extracted from the annotated articles, read here where the tables are not there."""
    if (interim / "mentions").is_dir():
        return from_tables(interim, gold.articles)
    from sahel_dataset.extract.run import run as extract
    from sahel_dataset.ingest.run import run as ingest

    with tempfile.TemporaryDirectory() as folder:
        ingest(ROOT / "data" / "raw", Path(folder))
        extract(Path(folder))
        return from_tables(Path(folder), gold.articles)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interim", type=Path, default=ROOT / "data" / "interim")
    gold = read_gold(ROOT / "data" / "gold")
    found = extracted(gold, parser.parse_args().interim)
    results = {
        way: evaluate_gold(
            gold, {name: dataclasses.replace(one, annotation=read(one)) for name, one in found.items()}, FEW
        )
        for way, read in WAYS.items()
    }
    for part, of_default in results["default"].parts.items():
        print(f"{part}: {of_default[ALL].n_articles} articles, F1 (ratio of the default's to it)")
        print(f"{'':18}" + "".join(f"{title:>18}" for title in MEASURES.values()))
        for way, result in results.items():
            cells = []
            for name in MEASURES:
                mine, best = result.parts[part][ALL].measures[name].f1, of_default[ALL].measures[name].f1
                ratio = "" if way == "default" else f" ({best / mine:.1f})" if mine else " (–)"
                cells.append(f"{mine:.3f}{ratio}")
            print(f"{way:18}" + "".join(f"{cell:>18}" for cell in cells))


if __name__ == "__main__":
    main()
