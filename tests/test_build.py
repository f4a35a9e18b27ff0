"""What `sahel build` says at the end."""

from __future__ import annotations

from pathlib import Path

from sahel_dataset.build import summary
from sahel_dataset.extract.run import ExtractSummary
from sahel_dataset.ingest.records import Reason, Rejection
from sahel_dataset.ingest.run import IngestSummary
from sahel_dataset.link.run import LinkSummary


def test_the_last_lines_say_what_was_read_left_out_kept_and_found() -> None:
    rejections = (Rejection("a", Reason.BINARY, ""), Rejection("b", Reason.EMPTY, ""), Rejection("c", Reason.EMPTY, ""))
    ingested = IngestSummary(20, 15, 2, 1, rejections, (), Path("report.json"), {"not_relevant": 7}, n_kept=18)
    extracted = ExtractSummary(15, 9, 21, n_kept=14)
    linked = LinkSummary(9, 8, 21, 60, 8, 0)
    assert summary(ingested, extracted, linked, 12.34) == [
        "files       20, 18 kept from before",
        "articles    15",
        "left out    1 binary, 2 duplicate, 2 empty, 7 not relevant",
        "extracted   1 read, 14 kept from before",
        "events      8",
        "claims      21",
        "estimates   60",
        "seconds     12.3",
    ]
