"""The stage: a folder of articles in, the tables ``articles`` and ``texts`` and a report out."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sahel_dataset.files import whole_file
from sahel_dataset.ingest.article import make_article
from sahel_dataset.ingest.collection import Collection
from sahel_dataset.ingest.kept import (
    Kept,
    Read,
    article_of,
    fingerprint,
    packed,
    part_key,
    records_key,
    task_key,
    unpacked,
)
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers import Raw, read_records, record_in
from sahel_dataset.ingest.records import ArticleRecord, Metadata, Reason, Rejection, SourceRecord
from sahel_dataset.ingest.relevance import irrelevance
from sahel_dataset.ingest.scan import Scan, Task, read_sidecar, scan
from sahel_dataset.ingest.signature import signature_of
from sahel_dataset.ingest.units import Batch, Joined, Part, Unit, n_units, units_of
from sahel_dataset.store import Store
from sahel_dataset.work import Cluster, Known, WorkError, Workers, each_in_order

if TYPE_CHECKING:
    import numpy as np

    from sahel_dataset.ingest.gathered import Gathered
    from sahel_dataset.schema.parquet import Writer

__all__ = ["REPORT_NAME", "IngestSummary", "NotReadError", "read_article", "run"]

REPORT_NAME = "ingest_report.json"
_CHUNK = 8
_AHEAD = 16
_ROWS_AT_ONCE = 256


class NotReadError(ValueError):
    """A file holds no article that can be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What a run read.

    Attributes
    ----------
    n_files : int
        Files that were tried.
    n_articles : int
        Articles written.
    n_duplicates : int
        Articles left out because the same text of the same outlet is there already.
    n_wire_groups : int
        Stories that came in several copies.
    rejections : tuple of Rejection
        Files and records that gave no article.
    warnings : tuple of str
        What was missing or odd, and did not stop anything.
    report : Path
        The report.
    not_worth_reading : Mapping[str, int]
        Pages that were left out before they were read, by reason (``ingest.relevance``).
    n_kept : int
        Files of which an earlier run had kept what they give.
    problem : str or None
        Why this is not kept for the next run, where it is not.
    """

    n_files: int
    n_articles: int
    n_duplicates: int
    n_wire_groups: int
    rejections: tuple[Rejection, ...]
    warnings: tuple[str, ...]
    report: Path
    not_worth_reading: Mapping[str, int] = field(default_factory=dict)
    n_kept: int = 0
    problem: str | None = None

    @property
    def n_failures(self) -> int:
        """Files and records with something wrong with them."""
        return sum(rejection.reason.is_failure for rejection in self.rejections)

    @property
    def exit_status(self) -> int:
        """0: everything that is an article was read; 3: some files are broken; 4: no article was found."""
        if not self.n_articles:
            return 4
        return 3 if self.n_failures else 0

    @property
    def left_out_by_reason(self) -> dict[str, int]:
        """Files, records and pages that gave no article, by reason, sorted."""
        counts = Counter(rejection.reason.value for rejection in self.rejections)
        counts.update(self.not_worth_reading)
        if self.n_duplicates:
            counts["duplicate"] = self.n_duplicates
        return dict(sorted(counts.items()))

    def sentence(self) -> str:
        """Return the run in one sentence, for the screen."""
        counts = Counter(rejection.reason.value for rejection in self.rejections)
        parts = [f"{self.n_files} files: {self.n_articles} articles"]
        if self.n_kept:
            parts.append(f"{self.n_kept} files kept from before")
        if self.n_wire_groups:
            parts.append(f"{self.n_wire_groups} stories in several copies")
        if self.n_duplicates:
            parts.append(f"{self.n_duplicates} duplicates left out")
        if self.not_worth_reading:
            reasons = ", ".join(f"{n} {reason.replace('_', ' ')}" for reason, n in self.not_worth_reading.items())
            parts.append(f"{sum(self.not_worth_reading.values())} pages not worth reading ({reasons})")
        if counts:
            reasons = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in sorted(counts.items()))
            parts.append(f"{len(self.rejections)} not read ({reasons}; see {self.report})")
        return ", ".join(parts)


def _read_task(task: Task, params: IngestParams) -> Read:
    return _read_records(read_records(task.path, task.source_file, params), task, params)


def _read_records(
    found: Iterable[SourceRecord | Rejection], task: Task, params: IngestParams, *, is_first: bool = True
) -> Read:
    """Read the records of a file; what is odd about the file is said with the first of them."""
    result = Read()
    sidecar, problem = read_sidecar(task.path)
    if problem and is_first:
        result.warnings.append(f"{task.collection}/{task.source_file}: {problem}")
    for record in found:
        # Counted and not listed: of a general archive they are nearly all.
        if params.relevance and isinstance(record, SourceRecord):
            reason = irrelevance(dataclasses.replace(record, metadata=sidecar.over(record.metadata)), params)
            if reason is not None:
                result.not_worth_reading[reason.value] += 1
                continue
        article = record if isinstance(record, Rejection) else _read_record(record, sidecar, task, params)
        if isinstance(article, Rejection):
            result.rejections.append(
                dataclasses.replace(article, source_file=f"{task.collection}/{article.source_file}")
            )
        else:
            result.articles.append(article)
    return result


def _read_unit(unit: Unit, params: IngestParams) -> bytes:
    """Read a file or part of one: what a worker is sent, and sends back."""
    if isinstance(unit, Part):
        stretch = unit.stretch
        found = read_records(unit.task.path, unit.task.source_file, params, stretch)
        read = _read_records(found, unit.task, params, is_first=unit.start == 0)
        read.stretch = stretch
    elif isinstance(unit, Batch):
        records = (record_in(raw, params) if isinstance(raw, Raw) else raw for raw in unit.records)
        read = _read_records(records, unit.task, params, is_first=unit.is_first)
    else:
        read = _read_task(unit, params)
    return packed(read, [signature_of(article.body, params) for article in read.articles])


def _read_shared(unit: Unit, params: IngestParams) -> bytes:
    """Read a file on another machine, where a folder that is not there is no fault of the file."""
    path = unit.path if isinstance(unit, Task) else unit.task.path
    if not path.parent.is_dir():
        raise WorkError(
            f"A worker of the cluster does not see {path.parent}: the articles must lie on a file system that all "
            "machines share, under the same path."
        )
    return _read_unit(unit, params)


def _read_record(
    record: SourceRecord, sidecar: Metadata, task: Task, params: IngestParams
) -> ArticleRecord | Rejection:
    record = dataclasses.replace(record, metadata=sidecar.over(record.metadata))
    try:
        return make_article(
            record,
            collection=task.collection,
            licence=task.licence,
            may_redistribute_text=task.may_redistribute_text,
            params=params,
        )
    except Exception as error:
        return Rejection(record.source_file, Reason.MALFORMED, f"{type(error).__name__}: {str(error)[:200]}")


def read_article(path: Path, params: IngestParams | None = None) -> list[ArticleRecord]:
    r"""Read the article in one file (or the articles, of an export), with its sidecar.

    Parameters
    ----------
    path : Path
        A .txt, .html, .json, .jsonl, .csv or .warc file. NAME.meta.json beside it is read as its metadata.
    params : IngestParams, optional
        Settings; the defaults otherwise.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    NotReadError
        If it holds no article that can be read.

    Examples
    --------
    >>> import tempfile
    >>> page = Path(tempfile.mkdtemp()) / "gao.txt"
    >>> _ = page.write_text("Market opens in Gao\n\nThe market of Gao opened again on Monday after three weeks. "
    ...                     "Traders said the army had cleared the road of mines.")
    >>> article = read_article(page)[0]
    >>> article.title, article.language, article.body[:22]
    ('Market opens in Gao', 'en', 'The market of Gao open')
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"{path} does not exist.")
    task = Task(path, path.name, path.resolve().parent.name, None, may_redistribute_text=False)
    read = _read_task(task, params or IngestParams())
    if not read.articles:
        first = read.rejections[0] if read.rejections else Rejection(path.name, Reason.EMPTY, "nothing in it")
        raise NotReadError(f"{path}: {first.reason.value.replace('_', ' ')}, {first.detail}. {first.reason.advice}")
    seen: Counter[str] = Counter()
    result: list[ArticleRecord] = []
    for article in read.articles:
        seen[article.article_id] += 1
        count = seen[article.article_id]
        result.append(
            article if count == 1 else dataclasses.replace(article, article_id=f"{article.article_id}-{count}")
        )
    return result


def run(
    raw: Path,
    interim: Path,
    params: IngestParams | None = None,
    workers: Workers = None,
    *,
    kept: Path | None = None,
) -> IngestSummary:
    """Read every article below `raw` and write ``articles.parquet``, ``texts.parquet`` and the report to `interim`.

    What cannot be read is listed with its reason and the run goes on.

    Parameters
    ----------
    raw : Path
        Folder with one folder per collection, or with articles.
    interim : Path
        Where the tables go.
    params : IngestParams, optional
        Settings.
    workers : int or Cluster, optional
        Processes, or the workers of a cluster that see `raw` under the same path; the results are the same whoever
        reads.
    kept : Path, optional
        Folder where what was read is kept between runs; the result is the same with and without.

    Raises
    ------
    FileNotFoundError, NotADirectoryError
        If `raw` is no folder.
    """
    from sahel_dataset.ingest.gathered import Gathered
    from sahel_dataset.ingest.wire import first_copies

    raw, interim, params = Path(raw), Path(interim), params or IngestParams()
    read = partial(_read_unit, params=params)
    if isinstance(workers, Cluster):
        # Workers elsewhere have another current folder.
        raw, read = raw.absolute(), partial(_read_shared, params=params)
    found = scan(raw, params)
    rejections: list[Rejection] = []
    warnings = [warning for one in found.collections for warning in one.warnings]
    passed: Counter[str] = Counter()
    with (
        Store(None if kept is None else Path(kept) / "files.sqlite", "files that were read") as store,
        Gathered() as articles,
    ):
        course = _Course(found.tasks, store, params)
        for part in course.parts(read, workers):
            for entry in part.entries:
                articles.add(entry)
            rejections += part.rejections
            warnings += part.warnings
            passed += part.not_worth_reading
        articles.settle()
        duplicates = list(articles.duplicates())
        groups, group = _groups(articles, first_copies(articles, params))
        counts = _write_tables(articles, group, interim)
    summary = IngestSummary(
        len(found.tasks),
        counts.total(),
        sum(not kept_ for *_, kept_ in duplicates),
        len(groups),
        tuple(rejections),
        tuple(warnings),
        interim / REPORT_NAME,
        dict(sorted(passed.items())),
        course.n_kept,
        store.problem,
    )
    _write_report(summary, found, counts, duplicates, groups)
    return summary


class _Course:
    """The files of a run on their way: what is kept of them, and what has to be read."""

    def __init__(self, tasks: Sequence[Task], store: Store, params: IngestParams) -> None:
        self._tasks = tasks
        self._store = store
        self._params = params
        self._made_by = fingerprint(relevance=params.relevance) if store.is_open else ""
        self._n_units = [n_units(task) for task in tasks]
        self._on_the_way: deque[tuple[Unit, bytes | None, bool]] = deque()
        self._read_anew: set[Path] = set()

    @property
    def n_kept(self) -> int:
        """Files of which everything was kept."""
        return len(self._tasks) - len(self._read_anew)

    def _units(self) -> Iterator[tuple[Unit, bytes | None]]:
        """Yield what has to be read, and the key under which it may be kept."""
        for task, n in zip(self._tasks, self._n_units, strict=True):
            key = task_key(task, self._params) if self._store.is_open and n is not None else None
            for unit in units_of(task, n, self._params):
                if isinstance(unit, Batch):
                    yield unit, records_key(task, unit.is_first, unit.records, self._params)
                else:
                    yield unit, part_key(key, unit.start) if isinstance(unit, Part) else key

    def _items(self) -> Iterator[Any]:
        units = self._units()
        # Few at once, because what is kept of a part may be some megabytes.
        while some := list(islice(units, _CHUNK)):
            kept = dict(self._store.find(self._made_by, [key for _, key in some if key is not None]))
            for unit, key in some:
                is_kept = key in kept and _is_whole(kept[key])
                self._on_the_way.append((unit, key, is_kept))
                if is_kept and key is not None:
                    yield Known(kept[key], _weight(unit))
                else:
                    self._read_anew.add(unit.path if isinstance(unit, Task) else unit.task.path)
                    yield unit

    def parts(self, read: Callable[[Unit], bytes], workers: Workers) -> Iterator[Kept]:
        """Yield what each file gives, in their order; what is read is kept as it comes."""
        counts = [n for n in self._n_units if n is not None]
        results = each_in_order(
            read,
            self._items(),
            workers=workers,
            what="reading articles",
            chunk=_CHUNK,
            total=sum(counts) if len(counts) == len(self._tasks) else None,
            ahead=_AHEAD,
            weight=_weight,
        )
        joined = Joined()
        for result in results:
            unit, key, is_kept = self._on_the_way.popleft()
            if key is not None and not is_kept:
                self._store.keep(self._made_by, key, result)
            found = unpacked(result)
            if isinstance(unit, Part):
                if unit.start == 0:
                    joined = Joined()
                start = joined.again_from(unit, found)
                if start is not None:
                    found = unpacked(_read_unit(dataclasses.replace(unit, start=start, is_exact=True), self._params))
                found = joined.take(unit, found)
            yield found


def _weight(unit: Unit) -> int:
    return 1 if isinstance(unit, Task) else _CHUNK


def _is_whole(data: bytes) -> bool:
    # What is kept but damaged is read again.
    with contextlib.suppress(ValueError):
        unpacked(data)
        return True
    return False


def _groups(articles: Gathered, first: np.ndarray) -> tuple[dict[str, list[str]], dict[int, str]]:
    """Return the stories in several copies, by name, with their articles' ids; and by number the names of these."""
    import numpy as np

    together = np.flatnonzero(np.bincount(first, minlength=len(first))[first] > 1)
    name_of = dict(zip(together.tolist(), articles.names(together.tolist()), strict=True))
    group = {at: name_of[int(first[at])] for at in name_of}
    groups: dict[str, list[str]] = {}
    for at, name in group.items():
        groups.setdefault(name, []).append(name_of[at])
    return dict(sorted(groups.items())), group


@dataclass(slots=True)
class _Counts:
    """How many articles were written, by what is told of them."""

    languages: Counter[str] = field(default_factory=Counter)
    collections: Counter[str] = field(default_factory=Counter)
    without_date: int = 0

    def add(self, article: ArticleRecord) -> None:
        self.languages[article.language] += 1
        self.collections[article.collection] += 1
        self.without_date += article.published_on is None

    def total(self) -> int:
        return self.languages.total()


def _write_tables(articles: Gathered, group: Mapping[int, str], interim: Path) -> _Counts:
    """Write the tables article by article, a story in several copies under its name."""
    from sahel_dataset.schema import table, writing

    names, counts = ("articles", "texts"), _Counts()
    with writing(interim, *names) as writers:
        rows: list[list[dict[str, Any]]] = [[] for _ in names]
        for at, (called, file, data) in enumerate(articles.each()):
            article = dataclasses.replace(
                article_of(data), article_id=called, source_file=file, wire_group=group.get(at, called)
            )
            counts.add(article)
            for name, some in zip(names, rows, strict=True):
                some.append({column: getattr(article, column) for column in table(name).columns})
            if len(rows[0]) >= _ROWS_AT_ONCE:
                _put(writers, rows)
        _put(writers, rows)
    return counts


def _put(writers: Sequence[Writer], rows: Sequence[list[dict[str, Any]]]) -> None:
    for writer, some in zip(writers, rows, strict=True):
        writer.write(some)
        some.clear()


def _write_report(
    summary: IngestSummary,
    found: Scan,
    counted: _Counts,
    duplicates: list[tuple[str, str, bool]],
    groups: dict[str, list[str]],
) -> None:
    counts: Counter[str] = Counter(rejection.reason.value for rejection in summary.rejections)
    report: dict[str, Any] = {
        "summary": {
            "files": summary.n_files,
            "articles": summary.n_articles,
            "by_language": dict(sorted(counted.languages.items())),
            "by_collection": dict(sorted(counted.collections.items())),
            "without_date": counted.without_date,
            "duplicates_left_out": summary.n_duplicates,
            "stories_in_several_copies": len(groups),
            "not_read": len(summary.rejections),
            "not_read_by_reason": dict(sorted(counts.items())),
            "not_worth_reading_by_reason": dict(summary.not_worth_reading),
            "exit_status": summary.exit_status,
        },
        "warnings": list(summary.warnings),
        "not_read": [
            {"file": one.source_file, "reason": one.reason.value, "detail": one.detail, "what_to_do": one.reason.advice}
            for one in summary.rejections
        ],
        "duplicates": [
            {"file": file, "same_text_as": article_id, "kept": is_kept} for file, article_id, is_kept in duplicates
        ],
        "wire_groups": groups,
        "passed_over": [{"file": file, "what": what} for file, what in found.passed_over],
        "collections": [_described(collection) for collection in found.collections],
    }
    with whole_file(summary.report) as draft:
        draft.write_text(json.dumps(report, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8")


def _described(collection: Collection) -> dict[str, Any]:
    return {
        "name": collection.name,
        "licence": collection.licence,
        "may_redistribute_text": collection.may_redistribute_text,
        "origin": dict(sorted(collection.origin.items())),
    }
