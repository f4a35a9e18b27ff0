"""The stage: a folder of articles in, the tables ``articles`` and ``texts`` and a report out."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sahel_dataset.files import whole_file
from sahel_dataset.ingest.article import make_article
from sahel_dataset.ingest.collection import Collection
from sahel_dataset.ingest.kept import Read, fingerprint, packed, task_key, unpacked
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers import read_records
from sahel_dataset.ingest.records import ArticleRecord, Metadata, Reason, Rejection, SourceRecord
from sahel_dataset.ingest.relevance import irrelevance
from sahel_dataset.ingest.scan import Scan, Task, read_sidecar, scan
from sahel_dataset.ingest.wire import groups_of, with_wire_groups
from sahel_dataset.store import Store
from sahel_dataset.work import Cluster, WorkError, Workers, each_in_order

__all__ = ["REPORT_NAME", "IngestSummary", "NotReadError", "read_article", "run"]

REPORT_NAME = "ingest_report.json"
_CHUNK = 8


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
    result = Read()
    sidecar, problem = read_sidecar(task.path)
    if problem:
        result.warnings.append(f"{task.collection}/{task.source_file}: {problem}")
    for found in read_records(task.path, task.source_file, params):
        # Counted and not listed: of a general archive they are nearly all.
        if params.relevance and isinstance(found, SourceRecord):
            reason = irrelevance(dataclasses.replace(found, metadata=sidecar.over(found.metadata)), params)
            if reason is not None:
                result.not_worth_reading[reason.value] += 1
                continue
        article = found if isinstance(found, Rejection) else _read_record(found, sidecar, task, params)
        if isinstance(article, Rejection):
            result.rejections.append(
                dataclasses.replace(article, source_file=f"{task.collection}/{article.source_file}")
            )
        else:
            result.articles.append(article)
    return result


def _read_shared(task: Task, params: IngestParams) -> Read:
    """Read a file on another machine, where a folder that is not there is no fault of the file."""
    if not task.path.parent.is_dir():
        raise WorkError(
            f"A worker of the cluster does not see {task.path.parent}: the articles must lie on a file system that all "
            "machines share, under the same path."
        )
    return _read_task(task, params)


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
    return _with_unique_ids(read.articles)


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
    raw, interim, params = Path(raw), Path(interim), params or IngestParams()
    read = partial(_read_task, params=params)
    if isinstance(workers, Cluster):
        # Workers elsewhere have another current folder.
        raw, read = raw.absolute(), partial(_read_shared, params=params)
    found = scan(raw, params)
    with Store(None if kept is None else Path(kept) / "files.sqlite", "files that were read") as store:
        reads, n_kept = _reads(found.tasks, read, store, params, workers)
    rejections = tuple(rejection for read in reads for rejection in read.rejections)
    warnings = tuple(
        warning
        for source in (*(one.warnings for one in found.collections), *(read.warnings for read in reads))
        for warning in source
    )
    single, duplicates = _without_duplicates(_with_unique_ids([article for read in reads for article in read.articles]))
    articles = with_wire_groups(single, params)
    passed: Counter[str] = sum((read.not_worth_reading for read in reads), Counter())
    _write_tables(articles, interim)
    groups = groups_of(articles)
    summary = IngestSummary(
        len(found.tasks),
        len(articles),
        sum(not kept_ for *_, kept_ in duplicates),
        len(groups),
        rejections,
        warnings,
        interim / REPORT_NAME,
        dict(sorted(passed.items())),
        n_kept,
        store.problem,
    )
    _write_report(summary, found, articles, duplicates, groups)
    return summary


def _reads(
    tasks: Sequence[Task], read: Callable[[Task], Read], store: Store, params: IngestParams, workers: Workers
) -> tuple[list[Read], int]:
    """Return what each file gives, in their order, and of how many an earlier run had kept it."""
    result: list[Read | None] = [None] * len(tasks)
    keys = [task_key(task, params) for task in tasks] if store.is_open else [None] * len(tasks)
    made_by = fingerprint(relevance=params.relevance) if store.is_open else ""
    kept = dict(store.find(made_by, [key for key in keys if key is not None]))
    for at, key in enumerate(keys):
        if key in kept:
            # What is kept but damaged is read again.
            with contextlib.suppress(ValueError):
                result[at] = unpacked(kept[key])
    missing = [at for at, found in enumerate(result) if found is None]
    due = [tasks[at] for at in missing]
    for at, found in zip(
        missing, each_in_order(read, due, workers=workers, what="reading articles", chunk=_CHUNK), strict=True
    ):
        result[at] = found
        key = keys[at]
        if key is not None:
            store.keep(made_by, key, packed(found))
    return [found for found in result if found is not None], len(tasks) - len(missing)


def _with_unique_ids(articles: list[ArticleRecord]) -> list[ArticleRecord]:
    """Set numbers after ids of records that have name and address in common, in their order."""
    seen: Counter[str] = Counter()
    result: list[ArticleRecord] = []
    for article in sorted(articles, key=lambda article: (article.collection, _natural(article.source_file))):
        seen[article.article_id] += 1
        count = seen[article.article_id]
        result.append(
            article if count == 1 else dataclasses.replace(article, article_id=f"{article.article_id}-{count}")
        )
    return result


def _natural(source_file: str) -> tuple[str, int]:
    name, _, number = source_file.rpartition("#")
    return (name, int(number)) if number.isdigit() and name else (source_file, 0)


def _without_duplicates(articles: list[ArticleRecord]) -> tuple[list[ArticleRecord], list[tuple[str, str, bool]]]:
    """Return the articles without those that are there already, and all that have a text in common.

    Copies of one text by different outlets are all kept (they form a wire group): who carried a story is data.
    """
    by_text: dict[str, list[ArticleRecord]] = defaultdict(list)
    kept: list[ArticleRecord] = []
    duplicates: list[tuple[str, str, bool]] = []
    for article in articles:
        earlier = by_text[article.text_sha256]
        same = next((one for one in earlier if (one.outlet, one.url) == (article.outlet, article.url)), None)
        if earlier:
            duplicates.append(
                (f"{article.collection}/{article.source_file}", (same or earlier[0]).article_id, same is None)
            )
        if same is None:
            earlier.append(article)
            kept.append(article)
    return kept, duplicates


def _write_tables(articles: list[ArticleRecord], interim: Path) -> None:
    from sahel_dataset.schema import table

    for name in ("articles", "texts"):
        columns = table(name).columns
        rows = [{column: getattr(article, column) for column in columns} for article in articles]
        table(name).write(rows, interim / f"{name}.parquet")


def _write_report(
    summary: IngestSummary,
    found: Scan,
    articles: list[ArticleRecord],
    duplicates: list[tuple[str, str, bool]],
    groups: dict[str, list[str]],
) -> None:
    counts: Counter[str] = Counter(rejection.reason.value for rejection in summary.rejections)
    report: dict[str, Any] = {
        "summary": {
            "files": summary.n_files,
            "articles": summary.n_articles,
            "by_language": dict(sorted(Counter(article.language for article in articles).items())),
            "by_collection": dict(sorted(Counter(article.collection for article in articles).items())),
            "without_date": sum(article.published_on is None for article in articles),
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
