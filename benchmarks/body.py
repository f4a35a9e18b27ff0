"""How much of an article is kept of its page, and how much that is not the article.

Usage: python benchmarks/body.py FOLDER [--show]

FOLDER holds NAME.txt (a page as text), NAME.html (the page itself, where there is one) and NAME.gold.json, whose
``body.first_words`` and ``body.last_words`` say where in NAME.txt the article begins and ends.
Of NAME.html the token F1 between what is read and those words of NAME.txt is printed; of NAME.txt, whether the body
that is read begins and ends right. Both are read with their sidecar, as `sahel annotate` does.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections import Counter
from pathlib import Path

from sahel_dataset.ingest import read_article
from sahel_dataset.ingest.furniture import plain, tokens


def token_f1(found: str, wanted: str) -> float:
    """Return the F1 of the words of `found` against those of `wanted`, each counted as often as it stands there.

    Examples
    --------
    >>> token_f1("a b c", "a b d")
    0.6666666666666666
    """
    have, want = Counter(tokens(found.casefold())), Counter(tokens(wanted.casefold()))
    shared = sum((have & want).values())
    return 2 * shared / max(1, sum(have.values()) + sum(want.values()))


def between(text: str, first: str, last: str) -> str:
    """Return `text` from the words `first` to the words `last`, both included."""
    squeezed, first, last = (" ".join(part.split()) for part in (text, first, last))
    start = squeezed.index(first)
    return squeezed[start : squeezed.rindex(last) + len(last)]


def main() -> None:
    """Print the figures of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print the ends of bodies that are wrong")
    arguments = parser.parse_args()
    scores: list[float] = []
    firsts: list[bool] = []
    lasts: list[bool] = []
    whole: list[float] = []
    for gold_path in sorted(arguments.folder.glob("*.gold.json")):
        name = gold_path.name.removesuffix(".gold.json")
        gold = json.loads(gold_path.read_text(encoding="utf-8"))["body"]
        page = gold_path.with_name(f"{name}.txt")
        wanted = between(page.read_text(encoding="utf-8"), gold["first_words"], gold["last_words"])
        body = read_article(page)[0].body
        flat, first, last = (plain(part) for part in (body, gold["first_words"], gold["last_words"]))
        firsts.append(flat.startswith(first))
        lasts.append(flat.endswith(last))
        whole.append(token_f1(body, wanted))
        line = f"{name[:60]:60} text: first {firsts[-1]!s:5} last {lasts[-1]!s:5} F1 {whole[-1]:.4f}"
        if page.with_suffix(".html").is_file():
            scores.append(token_f1(read_article(page.with_suffix(".html"))[0].body, wanted))
            line += f"  html: F1 {scores[-1]:.4f}"
        print(line)
        if arguments.show and not (firsts[-1] and lasts[-1]):
            print(f"   begins {body[:90]!r}\n   ends {body[-90:]!r}")
    print(
        f"text pages: first words right {sum(firsts)}/{len(firsts)}, last words right {sum(lasts)}/{len(lasts)}, "
        f"mean F1 {statistics.mean(whole):.4f}"
    )
    if scores:
        print(f"HTML pages: mean token F1 {statistics.mean(scores):.4f}, lowest {min(scores):.4f}, of {len(scores)}")


if __name__ == "__main__":
    main()
