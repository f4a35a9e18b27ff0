"""Articles as found, in any of the formats they come in, to one clean table of articles.

The steps of the stage, each a module: `scan` lists the files of a folder; `readers` take records out of each format;
`decode` makes characters of bytes; `page` and `lines` cut a page or text into lines, `joining` mends broken ones;
`paragraphs` and `body` find the article among them; `datelines`, `credits` and `agencies` read who wrote it, where and
when; `inline` takes out links to other stories; `article` puts an article together; `wire` finds copies of one story;
`run` does all of it for a folder.

Two rules that surprise at first:

- NAME.txt and NAME.html side by side are one article kept twice; the .txt is read unless ``prefer: html`` is set.
- Texts that are equal to the letter are kept once per outlet; those of other outlets stay, as members of a wire group.
"""

from __future__ import annotations

from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.records import ArticleRecord, Reason, Rejection
from sahel_dataset.ingest.run import IngestSummary, NotReadError, read_article, run

__all__ = [
    "ArticleRecord",
    "IngestParams",
    "IngestSummary",
    "NotReadError",
    "Reason",
    "Rejection",
    "read_article",
    "run",
]
