"""What was extracted from the annotated articles, out of the tables of the pipeline or out of annotation files."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sahel_dataset.evaluate.annotations import ENDINGS, Annotation, name_of, parse_annotation, read_annotation
from sahel_dataset.evaluate.gold import GoldArticle
from sahel_dataset.extract.mentions import Article, ClaimMention, EventMention, Extraction, Participant

__all__ = ["Extracted", "SourceText", "Span", "from_files", "from_tables", "name_of_source"]

Span = tuple[int, int]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SourceText:
    """An article as it is shown beside its annotations.

    Attributes
    ----------
    text : str
        Title, blank line, body.
    body_start : int
        Where the body begins (characters).
    may_redistribute : bool
        Whether the text may be passed on.
    """

    text: str
    body_start: int = 0
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    may_redistribute: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was extracted from one article.

    Attributes
    ----------
    annotation : Annotation
        The extraction in the format of the gold annotation.
    source : SourceText or None
        The article's text, where it is at hand.
    spans : dict
        Where in the text each event and claim stands, by its key; empty where that has to be looked up by its words.
    """

    annotation: Annotation
    source: SourceText | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)


def name_of_source(source_file: str) -> str:
    """Return the name that annotations give an article, from its place in its collection.

    Examples
    --------
    >>> name_of_source("en/gao.txt"), name_of_source("exports/mali.jsonl#3")
    ('gao', 'mali-3')
    """
    path, _, number = source_file.partition("#")
    stem = PurePosixPath(path).stem
    return f"{stem}-{number}" if number else stem


def from_files(folder: Path, gold: Iterable[GoldArticle], interim: Path | None = None) -> dict[str, Extracted]:
    """Return what annotation files say was extracted, by the article's name.

    Parameters
    ----------
    folder : Path
        Holds NAME.pred.json (or NAME.gold.json) files.
    gold : iterable of GoldArticle
        The articles asked for.
    interim : Path, optional
        Folder with the ingested texts, to show.

    Raises
    ------
    NotADirectoryError
        If there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is not a folder of annotations.")
    files = {name_of(path): path for ending in ENDINGS for path in sorted(folder.glob(f"*{ending}"))}
    articles = list(gold)
    sources = _sources(interim, articles) if interim is not None else {}
    return {
        one.name: Extracted(read_annotation(files[one.name]), sources[one.name][1] if one.name in sources else None)
        for one in articles
        if one.name in files
    }


def from_tables(interim: Path, gold: Iterable[GoldArticle]) -> dict[str, Extracted]:
    """Return what `ingest` and `extract` left in a folder, by the article's name.

    Parameters
    ----------
    interim : Path
        Holds articles.parquet, texts.parquet and mentions/.
    gold : iterable of GoldArticle
        The articles asked for; each is found by its `source_file`, or by the name of its file.

    Raises
    ------
    FileNotFoundError
        If a table is missing.
    """
    from sahel_dataset.extract.annotate import annotation

    sources = _sources(interim, gold)
    extractions = _extractions(interim / "mentions", [article.article_id for article, _ in sources.values()])
    result = {}
    for name, (article, source) in sources.items():
        extraction = extractions[article.article_id]
        coded = parse_annotation(annotation(article, extraction, name=name), name)
        spans = {
            key.key: (event.anchor_start, event.anchor_end)
            for key, event in zip(coded.events, extraction.events, strict=True)
        }
        spans |= {
            key.key: (claim.quote_start, claim.quote_end)
            for key, claim in zip(coded.claims, extraction.claims, strict=True)
        }
        result[name] = Extracted(coded, source, spans)
    return result


def _sources(interim: Path, gold: Iterable[GoldArticle]) -> dict[str, tuple[Article, SourceText]]:
    """Find the annotated articles among the ingested ones."""
    rows = _rows("articles", interim / "articles.parquet")
    by_file: dict[str, list[Row]] = defaultdict(list)
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_file[row["source_file"]].append(row)
        by_name[name_of_source(row["source_file"])].append(row)
    chosen: dict[str, Row] = {}
    for one in gold:
        file = one.annotation.source_file
        found = by_file.get(file, []) if file else by_name.get(one.name, [])
        # A gold folder bears the name of the collection it annotates, where two collections hold files of one name.
        found = [row for row in found if row["collection"] == one.folder] or found
        if len(found) > 1:
            raise ValueError(
                f"{one.name} may be any of {', '.join(row['article_id'] for row in found)}; name its source_file."
            )
        if found:
            chosen[one.name] = found[0]
    wanted = {row["article_id"] for row in chosen.values()}
    texts = {row["article_id"]: row for row in _rows("texts", interim / "texts.parquet", wanted)}
    return {name: _with_text(row, texts[row["article_id"]]) for name, row in chosen.items()}


def _with_text(row: Row, text: Row) -> tuple[Article, SourceText]:
    published = row["published_on"]
    article = Article(row["article_id"], text["text"], text["body_start"], row["language"], published, row["outlet"])
    source = SourceText(
        text["text"],
        text["body_start"],
        row["title"],
        row["outlet"],
        published.isoformat() if published else None,
        bool(row["may_redistribute_text"]),
    )
    return article, source


def _extractions(mentions: Path, article_ids: list[str]) -> dict[str, Extraction]:
    """Lay the tables of mentions together again: the inverse of what `extract` does before it writes them."""
    wanted = set(article_ids)
    participants: dict[str, list[Participant]] = defaultdict(list)
    for row in _rows("event_mention_actors", mentions / "event_mention_actors.parquet", wanted):
        participants[row["mention_id"]].append(_made(Participant, row))
    events: dict[str, list[EventMention]] = defaultdict(list)
    for row in _in_order(_rows("event_mentions", mentions / "event_mentions.parquet", wanted), "mention_id"):
        event = _made(EventMention, row)
        events[row["article_id"]].append(dataclasses.replace(event, participants=tuple(participants[event.mention_id])))
    claims: dict[str, list[ClaimMention]] = defaultdict(list)
    for row in _in_order(_rows("claim_mentions", mentions / "claim_mentions.parquet", wanted), "claim_mention_id"):
        claims[row["article_id"]].append(_made(ClaimMention, row))
    return {one: Extraction(one, tuple(events[one]), tuple(claims[one])) for one in article_ids}


def _made(kind: Any, row: Row) -> Any:
    names = {one.name for one in dataclasses.fields(kind)}
    return kind(**{name: value for name, value in row.items() if name in names})


def _in_order(rows: list[Row], key: str) -> list[Row]:
    """Sort rows as they were found: the tables sort e10 before e2."""
    return sorted(rows, key=lambda row: [int(p) if p.isdigit() else p for p in re.split(r"(\d+)", row[key])])


def _rows(name: str, path: Path, article_ids: set[str] | None = None) -> list[Row]:
    import pyarrow as pa
    import pyarrow.compute as pc

    from sahel_dataset.schema import table

    found = table(name).read_arrow(path)
    if article_ids is not None:
        found = found.filter(pc.is_in(found["article_id"], pa.array(sorted(article_ids), pa.string())))
    rows: list[Row] = found.to_pylist()
    return rows
