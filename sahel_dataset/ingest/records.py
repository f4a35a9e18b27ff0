"""What passes through `ingest`: a record as a reader found it, an article, and a file that gave none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sahel_dataset.extract.mentions import Article

__all__ = ["ArticleRecord", "Metadata", "Reason", "Rejection", "SourceRecord"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about an article beside it: in a sidecar, a JSON field, a column, the head of a page.

    Every field is None where nothing is said. `published` and `retrieved` are kept as written.
    """

    url: str | None = None
    title: str | None = None
    published: str | None = None
    retrieved: str | None = None
    language: str | None = None
    outlet: str | None = None
    byline: str | None = None
    licence: str | None = None
    may_redistribute_text: bool | None = None

    def over(self, other: Metadata) -> Metadata:
        """Return these fields, and those of `other` where these say nothing."""
        said = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}
        return replace(other, **said)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One article as a reader found it.

    Attributes
    ----------
    source_file : str
        Path relative to the collection's folder, with ``#`` and the record's number in an archive.
    stem : str
        The file's name without ending.
    content : str
        The decoded page or text; source spans count its characters.
    is_html : bool
        Whether `content` is HTML.
    metadata : Metadata
        What the record and its sidecar say.
    in_archive : bool
        Whether the file holds several records.
    """

    source_file: str
    stem: str
    content: str
    is_html: bool
    metadata: Metadata = Metadata()
    in_archive: bool = False


class Reason(StrEnum):
    """Why a file or a record gave no article."""

    EMPTY = "empty"
    BINARY = "binary"
    MISENCODED = "misencoded"
    OVERSIZED = "oversized"
    UNREADABLE = "unreadable"
    MALFORMED = "malformed"
    UNSUPPORTED = "unsupported_format"
    NOT_AN_ARTICLE = "not_an_article"
    LANGUAGE = "language"
    NOT_RELEVANT = "not_relevant"

    @property
    def is_failure(self) -> bool:
        """Whether something is wrong with the file (and not only: it holds no article of ours)."""
        return self not in {Reason.NOT_AN_ARTICLE, Reason.LANGUAGE, Reason.UNSUPPORTED, Reason.NOT_RELEVANT}

    @property
    def advice(self) -> str:
        """What a reader can do about it."""
        return _ADVICE[self]


_ADVICE = {
    Reason.EMPTY: "Fetch the article again, or delete the file.",
    Reason.BINARY: "Save the article as text or HTML, under an ending that says which.",
    Reason.MISENCODED: "Save the file again as UTF-8 where it came from; lost characters cannot be guessed.",
    Reason.OVERSIZED: "Cut the file into single articles or into JSON lines, or raise ingest.max_bytes in params.yaml.",
    Reason.UNREADABLE: "Check that the file is there and that you may read it.",
    Reason.MALFORMED: "Mend the record, or export it again.",
    Reason.UNSUPPORTED: "Convert it to .txt, .html, .json, .jsonl, .csv or .warc, or move it out of the collection.",
    Reason.NOT_AN_ARTICLE: "Nothing, if it is a list, a menu or a form; otherwise its text was not found in the page.",
    Reason.NOT_RELEVANT: "Nothing; set ingest.relevance to false in params.yaml to read every page.",
    Reason.LANGUAGE: "Nothing: only English and French are read.",
}


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file or record that gave no article.

    Attributes
    ----------
    source_file : str
        Path relative to the folder that was read, with ``#`` and the record's number in an archive.
    reason : Reason
        Why.
    detail : str
        What exactly was found.
    """

    source_file: str
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article as it was read: the columns of ``articles`` and ``texts``.

    Attributes
    ----------
    article_id, collection, source_file, url, outlet, agency, byline, title, language : str
        As in the table ``articles``; those that can be unknown are None then.
    published_on : datetime.date or None
        Publication date.
    published_precision : str
        ``day``, ``month``, ``year`` or ``unknown``.
    published_basis : str
        ``metadata``, ``dateline``, ``inferred`` or ``none``.
    text : str
        Title, a blank line and the body; the body alone where there is no title.
    body_start : int
        Where the body begins in `text` (characters).
    source_spans : str
        JSON list of ``[text_start, text_end, source_start]``.
    """

    article_id: str
    collection: str
    source_file: str
    language: str
    text: str
    body_start: int
    text_sha256: str
    source_spans: str = "[]"
    url: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    title: str | None = None
    published_on: dt.date | None = None
    published_precision: str = "unknown"
    published_basis: str = "none"
    retrieved_on: dt.date | None = None
    wire_group: str | None = None
    licence: str | None = None
    may_redistribute_text: bool = False
    warnings: tuple[str, ...] = field(default=())

    @property
    def body(self) -> str:
        """The text without its title."""
        return self.text[self.body_start :]

    @property
    def n_chars(self) -> int:
        """Length of `text` in characters."""
        return len(self.text)

    def as_article(self) -> Article:
        """Return what an extractor reads."""
        return Article(
            article_id=self.article_id,
            text=self.text,
            body_start=self.body_start,
            language=self.language,
            published_on=self.published_on,
            outlet=self.outlet,
        )
