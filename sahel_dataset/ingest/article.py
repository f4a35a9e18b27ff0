"""One source record to one article."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from sahel_dataset.ingest.agencies import agency_of_house, find_agency
from sahel_dataset.ingest.body import Selection, select
from sahel_dataset.ingest.credits import Credits, read_head, read_tail, without_sign_off
from sahel_dataset.ingest.datelines import without_dateline
from sahel_dataset.ingest.dates import parse_date
from sahel_dataset.ingest.furniture import LANGUAGES, guess_language, phrases, plain, tokens
from sahel_dataset.ingest.identity import article_id, slug, text_sha256
from sahel_dataset.ingest.inline import without_teasers
from sahel_dataset.ingest.language import detect_language
from sahel_dataset.ingest.lines import split_lines
from sahel_dataset.ingest.outlets import is_own_newsroom, outlet_of_address
from sahel_dataset.ingest.page import page_lines, page_metadata, read_page
from sahel_dataset.ingest.page.metadata import without_site_name
from sahel_dataset.ingest.paragraphs import paragraphs
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.records import ArticleRecord, Metadata, Reason, Rejection, SourceRecord
from sahel_dataset.ingest.spans import MappedText

__all__ = ["Reading", "make_article", "read_body"]

_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/\-](0[1-9]|1[0-2])[/\-](0[1-9]|[12]\d|3[01])(?:[/\-_.]|$)")
_URL_DATE_AT_END = re.compile(r"-((?:19|20)\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/?$")
_FEW_PARAGRAPHS = 3
_SENTENCE_WORDS = 8
_FOREIGN_SHARE = 0.4
_FRONT_PAGE_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a page.

    Attributes
    ----------
    title : MappedText or None
        The headline.
    body : MappedText
        The article's paragraphs, one a line.
    credits : Credits
        What the lines around it say of its making.
    metadata : Metadata
        What was known, and what the page's head says.
    shown : str
        Every line of the page, furniture included.
    """

    title: MappedText | None
    body: MappedText
    credits: Credits
    metadata: Metadata
    shown: str = ""


def read_body(content: str, *, is_html: bool, metadata: Metadata = Metadata()) -> Reading:  # noqa: B008 - frozen
    r"""Find headline, body and credits in a page or a text.

    Parameters
    ----------
    content : str
        The decoded page or text.
    is_html : bool
        Whether it is HTML.
    metadata : Metadata
        What is known of the article from elsewhere.

    Examples
    --------
    >>> page = "Home\nNews\nMarket opens in Gao\nBy A. Writer\nThe market of Gao is open again, its traders said."
    >>> reading = read_body(page, is_html=False)
    >>> reading.title.text, reading.credits.byline, reading.body.text
    ('Market opens in Gao', 'A. Writer', 'The market of Gao is open again, its traders said.')
    """
    if is_html:
        page = read_page(content)
        lines = page_lines(page, _general_extraction(content))
        metadata = metadata.over(page_metadata(page, lines))
    else:
        lines = split_lines(content)
    language = guess_language(" ".join(line.text.text for line in lines if line.n_words >= _SENTENCE_WORDS))
    title = without_site_name(metadata.title, metadata.outlet) if metadata.title else None
    selection = select(paragraphs(lines, language), title, language)
    body, credits = _cleaned(selection, language)
    shown = "\n".join(line.text.text for line in lines)
    return Reading(_title(selection, title), body, credits, metadata, shown)


def _general_extraction(content: str) -> str | None:
    """Ask trafilatura what it takes for the article: one vote among the signs that decide."""
    import trafilatura

    try:
        return trafilatura.extract(content, include_comments=False, include_tables=True, deduplicate=False) or None
    except Exception:
        return None


def _title(selection: Selection, known: str | None) -> MappedText | None:
    shown = selection.title.text if selection.title is not None else None
    if known is None:
        return shown
    if shown is not None and plain(shown.text) == plain(known):
        return shown
    return MappedText(" ".join(known.split()))


def _cleaned(selection: Selection, language: str) -> tuple[MappedText, Credits]:
    """Take datelines, sign-offs and links to other stories off the paragraphs of an article."""
    texts = [line.text for line in selection.body]
    credits = read_head(selection.head, language)
    is_run = len(texts) <= _FEW_PARAGRAPHS
    while texts:
        first, found = without_dateline(texts[0], language)
        credits = credits.or_else(found) if credits.published else found.or_else(credits)
        texts[0] = first
        if first.text:
            break
        texts.pop(0)
    texts = [text for text in (without_teasers(text, language, is_whole_page=is_run) for text in texts) if text.text]
    if texts:
        texts[-1], found = without_sign_off(texts[-1])
        credits = credits.or_else(found)
    credits = credits.or_else(read_tail(selection.tail, language))
    return MappedText.joined((text for text in texts if text.text), "\n"), credits


def make_article(
    record: SourceRecord, *, collection: str, licence: str | None, may_redistribute_text: bool, params: IngestParams
) -> ArticleRecord | Rejection:
    """Read a source record into an article, or say why it is none.

    Parameters
    ----------
    record : SourceRecord
        What a reader found.
    collection : str
        Name of its collection.
    licence, may_redistribute_text
        The collection's terms; the record's own may narrow them.
    params : IngestParams
        Settings of the stage.
    """
    metadata = record.metadata
    reading = read_body(record.content, is_html=record.is_html, metadata=metadata)
    metadata = reading.metadata
    body = reading.body
    problem = _no_article(reading, record, params)
    if problem is not None:
        return problem
    language = detect_language(body.text, params.language_share)
    if language not in LANGUAGES:
        return Rejection(record.source_file, Reason.LANGUAGE, f"the text is in language '{language}'")
    title = reading.title
    text = body if title is None or not title.text else MappedText.joined((title, MappedText("\n\n"), body))
    published_on, precision, basis = _published(metadata, reading.credits, language)
    outlet = metadata.outlet or outlet_of_address(metadata.url)
    retrieved_on, _ = parse_date(metadata.retrieved)
    own_licence, may_redistribute = _terms(metadata, licence, may_redistribute_text)
    stem = record.stem if not record.in_archive else f"{record.stem} {slug(title.text if title else '', 40)}"
    return ArticleRecord(
        article_id=article_id(collection, stem, metadata.url, record.content),
        collection=collection,
        source_file=record.source_file,
        language=language,
        text=text.text,
        body_start=len(text) - len(body),
        text_sha256=text_sha256(text.text),
        source_spans=text.to_json(),
        url=metadata.url,
        outlet=outlet,
        agency=_agency(reading.credits, metadata, outlet, body.text),
        byline=_byline(reading.credits, metadata, outlet),
        title=title.text if title is not None and title.text else None,
        published_on=published_on,
        published_precision=precision,
        published_basis=basis,
        retrieved_on=retrieved_on,
        licence=own_licence,
        may_redistribute_text=may_redistribute,
    )


def _no_article(reading: Reading, record: SourceRecord, params: IngestParams) -> Rejection | None:
    """Return why a page is no article, if it is none."""
    n_words, n_shown = len(tokens(reading.body.text)), len(tokens(reading.shown))
    if n_words >= params.min_body_words:
        if record.is_html and _is_front_page(reading.metadata.url) and n_words < _FRONT_PAGE_SHARE * n_shown:
            return Rejection(record.source_file, Reason.NOT_AN_ARTICLE, "the front page of a site")
        return None
    # Sentences in another script end in other marks, and our word lists cannot tell them from a menu.
    letters = [letter for letter in reading.shown if letter.isalpha()]
    foreign = [letter for letter in letters if letter > "\u024f"]
    if len(foreign) >= _FOREIGN_SHARE * max(1, len(letters)):
        language = detect_language(reading.shown)
        return Rejection(record.source_file, Reason.LANGUAGE, f"the text is in language '{language}'")
    found = f"{n_words} words of running text" if n_words else "no running text"
    return Rejection(record.source_file, Reason.NOT_AN_ARTICLE, f"{found} among {n_shown} words")


def _is_front_page(url: str | None) -> bool:
    return bool(url) and urlsplit(url or "").path.strip("/").lower() in {"", "index.html", "index.htm", "index.php"}


def _published(metadata: Metadata, credits: Credits, language: str) -> tuple[dt.date | None, str, str]:
    """Return date, precision and basis: what metadata say, then the dateline, then the address."""
    date, precision = parse_date(metadata.published, day_first=True if language == "fr" else None)
    if date is not None:
        return date, precision, "metadata"
    if credits.published is not None and credits.published.date is not None:
        return credits.published.date, credits.published.precision, "dateline"
    match = _URL_DATE.search(metadata.url or "") or _URL_DATE_AT_END.search(metadata.url or "")
    if match is not None:
        date, precision = parse_date("-".join(match.groups()))
        if date is not None:
            return date, precision, "inferred"
    return None, "unknown", "none"


def _agency(credits: Credits, metadata: Metadata, outlet: str | None, body: str) -> str | None:
    parenthesis = re.search(r"\(([^)]*)\)", outlet or "")
    candidates = (
        credits.agency,
        find_agency(metadata.byline or ""),
        find_agency(parenthesis[1]) if parenthesis else None,
        find_agency(outlet or ""),
        agency_of_house(body),
    )
    return next((agency for agency in candidates if agency and not is_own_newsroom(outlet, agency)), None)


def _byline(credits: Credits, metadata: Metadata, outlet: str | None) -> str | None:
    """Return the author line: the page's own statement, unless it only repeats the outlet or says "admin"."""
    stated = metadata.byline
    says_nothing = stated is not None and (plain(stated) in phrases().roles or plain(stated) == plain(outlet or ""))
    return credits.byline or stated if stated is None or says_nothing else stated


def _terms(metadata: Metadata, licence: str | None, may_redistribute_text: bool) -> tuple[str | None, bool]:
    """Return an article's licence and whether its text may be passed on: never more than both allow."""
    own = metadata.licence
    if metadata.may_redistribute_text is not None:
        return own or licence, may_redistribute_text and metadata.may_redistribute_text
    if own and own != licence:
        # Terms of its own that nobody has read as allowing it.
        return own, False
    return licence, may_redistribute_text
