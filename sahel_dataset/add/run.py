"""Articles from a file, a folder or the web into a collection."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sahel_dataset.add.bring import (
    Candidate,
    Details,
    candidates,
    found_already,
    is_same,
    place,
    read_candidate,
    stage,
)
from sahel_dataset.add.fetch import fetch, is_address
from sahel_dataset.add.terms import Terms, existing_terms, write_terms
from sahel_dataset.add.withhold import check_dvc_file, check_remote, keep_out_of_git, version_with_dvc
from sahel_dataset.ingest.dates import parse_date
from sahel_dataset.ingest.identity import slug
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.records import ArticleRecord
from sahel_dataset.ingest.run import NotReadError

__all__ = ["Added", "Ask", "Request", "add"]

#: A question, what is proposed, and the answer (empty where there is none).
Ask = Callable[[str, str], str]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LANGUAGES = ("en", "fr")
_YES = {"y", "yes", "o", "oui", "true", "1"}


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be added, and what is said of it.

    Attributes
    ----------
    source : str
        A file, a folder, or the address of a page.
    collection : str or None
        Name of the collection; None to propose one.
    terms : Terms
        Origin and licence.
    details : Details
        What is said of every article.
    replace : bool
        Whether files of the same name are replaced.
    dvc_remote : str or None
        The DVC remote that holds the collection, if it is to be versioned with DVC.
    """

    source: str
    collection: str | None = None
    terms: Terms = field(default_factory=Terms)
    details: Details = field(default_factory=Details)
    replace: bool = False
    dvc_remote: str | None = None


@dataclass(slots=True)
class Added:
    """What came of it.

    Attributes
    ----------
    folder : Path
        The collection's folder.
    may_redistribute : bool
        Whether its texts may be passed on.
    placed : list of (str, list of ArticleRecord or None)
        Files brought in, with the articles in them; None for one too large to look into.
    known : list of str
        Files that were there already.
    refused : list of str
        What was not brought in, and why.
    passed_over : list of str
        Files that are no articles by their name.
    """

    folder: Path
    may_redistribute: bool
    placed: list[tuple[str, list[ArticleRecord] | None]] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)


def add(
    request: Request,
    raw: Path,
    params: IngestParams | None = None,
    *,
    ask: Ask | None = None,
    today: dt.date | None = None,
) -> Added:
    """Bring articles into a collection.

    Parameters
    ----------
    request : Request
        What, and what is said of it.
    raw : Path
        The folder of all collections.
    params : IngestParams, optional
        Settings of the readers.
    ask : callable, optional
        Asked for what is not said; without it, what is not said is taken at its most careful.
    today : datetime.date, optional
        The day on which articles were got, unless they say otherwise.

    Raises
    ------
    FileNotFoundError
        If there is no such file or folder.
    ValueError
        If the page cannot be had, nothing in the source is an article, what is said contradicts the collection, or
        a file of the same name is there with other content. No article is copied then.
    """
    params = params or IngestParams()
    day = today or dt.date.today()
    _check(request.details)
    with tempfile.TemporaryDirectory() as scratch:
        listed, passed_over, details = _listed(request, params, Path(scratch) / "fetched", day)
        staged, refused = _staged(listed, details, params, Path(scratch) / "staged")
        if not staged:
            raise ValueError(
                refused[0] if len(refused) == 1 else f"{request.source} holds no article that can be read."
            )
        if ask is not None and len(staged) == 1:
            staged = [_completed(*staged[0], params, ask)]
        if is_address(request.source):
            staged = [(_named_by_title(one, records), records) for one, records in staged]
        name = _collection_name(request, ask)
        folder = raw / name
        result = Added(folder, may_redistribute=False, refused=refused, passed_over=passed_over)
        goals = _goals(staged, folder, replace=request.replace)
        result.may_redistribute = _settle_terms(request, folder, name, ask, day)
        for (one, records), goal in zip(staged, goals, strict=True):
            shown = goal.relative_to(folder).as_posix()
            if goal.exists() and is_same(one, goal):
                result.known.append(shown)
                continue
            place(one, goal)
            result.placed.append((shown, records))
    if request.dvc_remote is not None:
        version_with_dvc(folder, request.dvc_remote)
    return result


def _check(details: Details) -> None:
    if details.published is not None and parse_date(details.published)[0] is None:
        raise ValueError(f"'{details.published}' is no date that can be read; write it as 2024-07-31.")
    if details.language is not None and details.language not in _LANGUAGES:
        raise ValueError(f"'{details.language}' is not read; a language is {' or '.join(_LANGUAGES)}.")


def _listed(
    request: Request, params: IngestParams, scratch: Path, day: dt.date
) -> tuple[list[Candidate], list[str], Details]:
    details = request.details
    if is_address(request.source):
        page = fetch(request.source, params.max_bytes)
        scratch.mkdir(parents=True)
        path = scratch / f"page.{'html' if page.is_html else 'txt'}"
        path.write_bytes(page.data)
        got = details.retrieved_on or day.isoformat()
        return (
            [Candidate(path, path.name)],
            [],
            dataclasses.replace(details, url=details.url or page.url, retrieved_on=got),
        )
    source = Path(request.source).expanduser()
    if not source.exists():
        raise FileNotFoundError(f"{source} does not exist.")
    listed, passed_over = candidates(source, params)
    of_one = [name for name in ("title", "url", "published") if getattr(details, name) is not None]
    if len(listed) > 1 and of_one:
        raise ValueError(f"--{of_one[0]} is said of one article, and {source} holds {len(listed)} files.")
    return listed, passed_over, details


def _staged(
    listed: list[Candidate], details: Details, params: IngestParams, folder: Path
) -> tuple[list[tuple[Candidate, list[ArticleRecord] | None]], list[str]]:
    staged: list[tuple[Candidate, list[ArticleRecord] | None]] = []
    refused: list[str] = []
    for candidate in listed:
        one = stage(candidate, details, folder)
        try:
            records = read_candidate(one, params)
        except NotReadError as error:
            refused.append(str(error).replace(str(one.path), candidate.name))
            continue
        if records is not None and len(records) > 1 and (details.title or details.url):
            raise ValueError(f"{candidate.name} holds {len(records)} articles; --title and --url are said of one.")
        staged.append((one, records))
    return staged, refused


def _completed(
    one: Candidate, records: list[ArticleRecord] | None, params: IngestParams, ask: Ask
) -> tuple[Candidate, list[ArticleRecord] | None]:
    """Ask for what the reader did not find in a single article."""
    if records is None or len(records) != 1:
        return one, records
    record = records[0]
    published = outlet = None
    if record.published_on is None:
        published = ask("Publication date (2024-07-31; empty if not known)", "") or None
    if record.outlet is None:
        outlet = ask("Outlet (empty if not known)", "") or None
    details = Details(published=published, outlet=outlet)
    if not details.said():
        return one, records
    _check(details)
    again = stage(one, details, one.path.parent.with_name("completed"))
    return again, read_candidate(again, params)


def _named_by_title(one: Candidate, records: list[ArticleRecord] | None) -> Candidate:
    """Name a fetched page by its day and headline, as files are named that people can find again."""
    if not records:
        return one
    record = records[0]
    stem = slug(record.title or urlsplit(record.url or "").path) or "page"
    day = record.published_on.isoformat() + "-" if record.published_on else ""
    target = Candidate(one.path.with_name(f"{day}{stem}{one.path.suffix}"), f"{day}{stem}{one.path.suffix}")
    one.sidecar.rename(target.sidecar)
    one.path.rename(target.path)
    return target


def _collection_name(request: Request, ask: Ask | None) -> str:
    name = request.collection
    if name is None:
        if is_address(request.source):
            proposed = slug((urlsplit(request.source).hostname or "").removeprefix("www."))
        else:
            source = Path(request.source).expanduser().resolve()
            proposed = slug(source.name) if source.is_dir() else ""
        name = ask("Collection", proposed) if ask is not None else proposed
    if not name:
        raise ValueError("Name the collection that the article belongs in (--collection).")
    if not _NAME.fullmatch(name):
        raise ValueError(f"'{name}' is no name of a collection: letters, figures, and . _ - within.")
    return name


def _goals(staged: list[tuple[Candidate, list[ArticleRecord] | None]], folder: Path, *, replace: bool) -> list[Path]:
    """Return where each file goes, before any is moved."""
    goals = []
    for one, _ in staged:
        there = found_already(one, folder)
        if there is not None and not replace and not is_same(one, there):
            raise ValueError(
                f"{there} is there already with other content or metadata. Add it under another name or with --replace."
            )
        goals.append(there or folder / one.name)
    return goals


def _settle_terms(request: Request, folder: Path, name: str, ask: Ask | None, day: dt.date) -> bool:
    """Write or check the collection's terms, keep its texts back if need be, and say whether they may be passed on."""
    known = existing_terms(folder, name)
    source = Path(request.source).expanduser()
    terms = request.terms
    if known is not None:
        terms.check(name, known)
        allowed = known.may_redistribute_text
    else:
        terms = _terms_beside(source, terms) if source.is_dir() else terms
        terms = _asked(terms, ask) if ask is not None else terms
        allowed = bool(terms.may_redistribute_text)
    folder.mkdir(parents=True, exist_ok=True)
    if request.dvc_remote is not None:
        check_remote(folder.parent, request.dvc_remote, may_redistribute=allowed)
    elif not allowed:
        check_dvc_file(folder.absolute())
    if not allowed:
        keep_out_of_git(folder)
    if known is None:
        accessed, url = terms.date_accessed or day, terms.url or _site(request.source)
        write_terms(folder, dataclasses.replace(terms, title=terms.title or name, date_accessed=accessed, url=url))
    return allowed


def _terms_beside(source: Path, terms: Terms) -> Terms:
    """Return the terms that a folder brings with it, where nothing else is said."""
    brought = existing_terms(source, source.name)
    if brought is None:
        return terms
    accessed = brought.origin.get("date_accessed")
    found = Terms(
        **{
            key: str(brought.origin[key]) for key in ("producer", "title", "citation", "url") if brought.origin.get(key)
        },
        date_accessed=accessed if isinstance(accessed, dt.date) else None,
        licence=brought.licence,
        may_redistribute_text=brought.may_redistribute_text,
    )
    said = {f.name: value for f in dataclasses.fields(terms) if (value := getattr(terms, f.name)) is not None}
    if not brought.may_redistribute_text and said.get("may_redistribute_text") and "licence" not in said:
        raise ValueError(f"{source} says that its texts may not be passed on; name the licence under which they may.")
    return dataclasses.replace(found, **said)


def _asked(terms: Terms, ask: Ask) -> Terms:
    producer = terms.producer or ask("Who published or collected these articles?", "") or None
    licence = terms.licence or ask("Licence of the texts (empty if not known)", "") or None
    allowed = terms.may_redistribute_text
    if allowed is None:
        allowed = bool(licence) and ask("May the texts be passed on to others?", "no").strip().lower() in _YES
    return dataclasses.replace(terms, producer=producer, licence=licence, may_redistribute_text=allowed)


def _site(source: str) -> str | None:
    if not is_address(source):
        return None
    parts = urlsplit(source)
    return f"{parts.scheme}://{parts.netloc}/"
