"""How much memory an archive takes, and whether it grows with the archive.

Writes archives of a general stream, WARC files of made-up pages of which one in a hundred tells of an attack in the
Sahel, and runs `ingest` (with the relevance filter) and `extract` on them in processes of their own. Told is the peak
of the process that plans and writes, and of the largest of its workers (resident memory, as the system counts it).

Usage: ``python benchmarks/memory.py [PAGES ...] [--share 0.01] [--workers 2]``; by default 20,000 and 100,000 pages.
Exit status 1 if any process went over 1.5 GB.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from archive import made_up
from stream import page

BAR_GB = 1.5
PAGES_A_FILE = 5000


def write_stream(folder: Path, pages: int, share: float) -> None:
    """Write WARC files of made-up pages, `share` of them relevant."""
    folder.mkdir(parents=True)
    every = max(1, round(1 / share)) if share else 0
    chance = random.Random(1)
    # What stands around a story is the same for many pages, as on a site.
    frames = [page(chance, "TITLE", "BODY").split("BODY") for _ in range(20)]
    for start in range(0, pages, PAGES_A_FILE):
        with (folder / f"{start:07d}.warc.gz").open("wb") as stream:
            for number in range(start, min(start + PAGES_A_FILE, pages)):
                story = made_up(number, relevant=bool(every) and number % every == 0)
                before, after = frames[number % len(frames)]
                paragraphs = story.text.replace("\n\n", "</p><p>")
                html = (before.replace("TITLE", story.title) + paragraphs + after).encode()
                answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
                head = (
                    "WARC/1.0\r\nWARC-Type: response\r\n"
                    f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
                    f"WARC-Date: {story.published_on}T00:00:00Z\r\n"
                    f"WARC-Target-URI: https://example.org/{story.published_on:%Y/%m/%d}/{number}\r\n"
                    "Content-Type: application/http; msgtype=response\r\n"
                    f"Content-Length: {len(answer)}\r\n\r\n"
                )
                # Each record is packed by itself, as crawlers do.
                stream.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", compresslevel=1))


def stage(name: str, raw: Path, interim: Path, workers: int) -> None:
    """Run one stage in this process, and print the peaks in MB."""
    began = time.perf_counter()
    if name == "ingest":
        from sahel_dataset.ingest.params import IngestParams
        from sahel_dataset.ingest.run import run as ingest

        said = ingest(raw, interim, IngestParams(relevance=True), workers=workers, kept=interim / ".cache").sentence()
    else:
        from sahel_dataset.extract.run import run as extract

        said = extract(interim, workers=workers, kept=interim / ".cache").sentence()
    # Processes of the pool end by themselves; what they took is known once they have been waited for.
    for child in multiprocessing.active_children():
        child.join()
    own, children = (resource.getrusage(x).ru_maxrss / 1024 for x in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"own": own, "worker": children, "seconds": time.perf_counter() - began, "said": said}))


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=int, default=[20_000, 100_000])
    parser.add_argument("--share", type=float, default=0.01)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--stage", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.stage:
        name, raw, interim = asked.stage
        stage(name, Path(raw), Path(interim), asked.workers)
        return 0
    worst = 0.0
    print(f"{'pages':>8} {'stage':8} {'main MB':>8} {'worker MB':>10} {'seconds':>8}")
    for pages in asked.pages:
        with tempfile.TemporaryDirectory() as folder:
            raw, interim = Path(folder, "raw", "stream"), Path(folder, "interim")
            write_stream(raw, pages, asked.share)
            for name in ("ingest", "extract"):
                command = [sys.executable, __file__, "--workers", str(asked.workers), "--stage", name]
                told = subprocess.run(
                    [*command, str(raw.parent), str(interim)], check=True, capture_output=True, text=True
                ).stdout
                found = json.loads(told.splitlines()[-1])
                worst = max(worst, found["own"], found["worker"])
                figures = f"{found['own']:8.0f} {found['worker']:10.0f} {found['seconds']:8.0f}"
                print(f"{pages:8} {name:8} {figures}  {found['said']}", flush=True)
    return int(worst > BAR_GB * 1024)


if __name__ == "__main__":
    sys.exit(main())
