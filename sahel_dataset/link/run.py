"""The `link` stage: interim mentions in, the tables of the dataset out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pandas as pd

from sahel_dataset.files import whole_directory
from sahel_dataset.link.claims import make_claims
from sahel_dataset.link.estimates import estimates_under
from sahel_dataset.link.events import link_mentions
from sahel_dataset.link.fields import choose_actors, choose_fields, choose_reports
from sahel_dataset.link.knowledge import ActorTables, actor_tables, country_name, place_rows, place_traits
from sahel_dataset.link.ledger import Group, Ledger
from sahel_dataset.link.mentionkeys import MentionKey
from sahel_dataset.link.params import LinkParams
from sahel_dataset.link.rules import RULES
from sahel_dataset.link.summary import days_in_words, summarise
from sahel_dataset.restricted import shorten_quotes
from sahel_dataset.schema import table
from sahel_dataset.work import Workers

__all__ = ["LinkSummary", "run"]

_MENTIONS = ("event_mentions", "event_mention_reports", "event_mention_actors", "claim_mentions", "local_actors")
_PRECISION = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}
_GEO = {"exact": 0, "near": 1, "admin": 2, "country": 3, "unknown": 4}


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """How much was linked.

    Attributes
    ----------
    n_mentions, n_events, n_claims, n_estimates : int
        Rows read and written.
    n_new_ids, n_retired_ids : int
        Event ids minted by this run; ids that this run found merged, split or withdrawn.
    """

    n_mentions: int
    n_events: int
    n_claims: int
    n_estimates: int
    n_new_ids: int
    n_retired_ids: int


def run(
    interim: Path,
    processed: Path,
    ledger: Path | None = None,
    params: LinkParams | None = None,
    workers: Workers = None,
) -> LinkSummary:
    """Link the mentions of all articles and write the tables of the dataset.

    Running it twice on the same input writes the same bytes, in the tables and in the ledger. What the tables hold of
    articles that may not be passed on is no more than may be quoted.

    Parameters
    ----------
    interim : Path
        Folder with articles.parquet, texts.parquet and mentions/.
    processed : Path
        Folder of the tables; it is replaced as a whole.
    ledger : Path, optional
        Folder of the ledger of event ids. Without one every event gets its id anew, from its founding mention.
    params : LinkParams, optional
        Thresholds.
    workers : int or Cluster, optional
        Who compares mentions; the result is the same whoever does.

    Raises
    ------
    FileNotFoundError
        If an interim table is missing.
    ValueError
        If mentions name actors, places or event types that the project does not know.
    """
    params = params or LinkParams()
    articles = table("articles").read(interim / "articles.parquet")
    mentions, reports, parts, claim_mentions, local = (
        table(name).read(interim / "mentions" / f"{name}.parquet") for name in _MENTIONS
    )
    in_claims = (claim_mentions[name] for name in ("claimant_id", "victim_actor_id", "perpetrator_actor_id"))
    named = [parts["actor_id"], parts["likely_actor_id"], *in_claims]
    people = actor_tables(set(pd.concat(named).dropna()), local)
    linked = link_mentions(interim, params, people.book, place_traits(), workers)

    members = _members(mentions, articles, linked.event)
    record = Ledger.read(ledger)
    before = {event_id: one.status for event_id, one in record.ids.items()}
    id_of = _give_ids(members, record)
    members["event_id"] = members["event"].map(id_of)
    events = choose_fields(members)
    events["event_id"] = events.index.map(id_of)
    roles = choose_actors(members, parts, people.book)
    events["summary"] = _summaries(events, roles, people)
    roles = roles.assign(event_id=roles["event"].map(id_of)).drop(columns="event")
    told = choose_reports(members, reports)
    told = told.assign(event_id=told["event"].map(id_of)).drop(columns="event")
    claims = make_claims(
        claim_mentions, articles, dict(zip(members["mention_id"].tolist(), members["event_id"].tolist(), strict=True))
    )
    estimates = estimates_under(claims, RULES, events=events, event_actors=roles, book=people.book)
    places = place_rows(events["place_id"].dropna())

    written: dict[str, pd.DataFrame] = {
        "articles": articles,
        "events": events,
        "event_actors": roles,
        "event_reports": told,
        "event_links": linked.links,
        "event_ids": record.frame(),
        "actors": people.actors,
        "actor_names": people.names,
        "actor_relations": people.relations,
        "claims": claims,
        "estimates": estimates,
        "places": places,
    }
    with whole_directory(processed) as draft:
        for name, frame in shorten_quotes(written).items():
            one = table(name)
            one.write(frame[list(one.columns)], draft / f"{name}.parquet")
    if ledger is not None:
        record.write(ledger)
    return LinkSummary(
        n_mentions=len(mentions),
        n_events=len(events),
        n_claims=len(claims),
        n_estimates=len(estimates),
        n_new_ids=len(record.ids.keys() - before.keys()),
        n_retired_ids=sum(status == "active" != record.ids[event_id].status for event_id, status in before.items()),
    )


def _members(mentions: pd.DataFrame, articles: pd.DataFrame, event: pd.Series) -> pd.DataFrame:
    """Return the mentions with their event, their independent source and what the ledger knows them by."""
    of_article = articles.set_index("article_id")
    article = mentions["article_id"]
    to_the_day = of_article["published_on"].where(of_article["published_precision"] == "day")
    origin = of_article["url"].fillna(of_article["collection"] + "/" + of_article["source_file"])
    members = mentions.assign(
        event=mentions["mention_id"].map(event),
        source=article.map(of_article["wire_group"]).fillna(article),
        published_on=article.map(to_the_day),
        text=article.map(of_article["text_sha256"]),
        origin=article.map(origin),
    )
    return members.sort_values("mention_id", ignore_index=True)


def _give_ids(members: pd.DataFrame, ledger: Ledger) -> dict[int, str]:
    """Return the id of each event. The founding mention is the most precise, then the earliest reported."""
    ordered = members.assign(
        _day=members["date_precision"].map(_PRECISION), _place=members["geo_precision"].map(_GEO)
    ).sort_values(
        ["event", "_day", "_place", "is_background", "published_on", "mention_id"], kind="stable", na_position="last"
    )
    numbers: list[int] = []
    groups: list[Group] = []
    columns = ["event", "mention_id", "text", "origin", "event_type", "date_start", "date_precision", "place_id"]
    columns += ["place_name", "country", "anchor_start", "anchor_end"]
    told = ordered[columns].astype(object).where(ordered[columns].notna(), None).to_dict("records")
    for number, members_of_event in groupby(told, key=lambda row: row["event"]):
        rows = list(members_of_event)
        founder = rows[0]
        numbers.append(int(number))
        groups.append(
            Group(
                mentions=tuple(
                    MentionKey(
                        key=row["mention_id"],
                        text=row["text"],
                        source=row["origin"],
                        event_type=row["event_type"],
                        day=f"{row['date_start']:%Y-%m-%d}" if row["date_start"] else "",
                        place=row["place_id"] or "",
                        start=int(row["anchor_start"]),
                        end=int(row["anchor_end"]),
                    )
                    for row in rows
                ),
                country=founder["country"],
                first_day=founder["date_start"],
                date_precision=founder["date_precision"],
                place_name=founder["place_name"],
            )
        )
    return dict(zip(numbers, ledger.carry(groups), strict=True))


def _summaries(events: pd.DataFrame, roles: pd.DataFrame, people: ActorTables) -> list[str]:
    names = people.actors.set_index("actor_id")["name"].to_dict()
    by_role: dict[tuple[int, str], list[str]] = {}
    for event, actor, role in zip(
        roles["event"].tolist(), roles["actor_id"].tolist(), roles["role"].tolist(), strict=True
    ):
        by_role.setdefault((event, role), []).append(names[actor])

    def said(value: object) -> str | None:
        return value if isinstance(value, str) else None

    return [
        summarise(
            event_type=row["event_type"],
            realis=row["realis"],
            days=days_in_words(
                None if pd.isna(row["date_start"]) else row["date_start"].date(),
                None if pd.isna(row["date_end"]) else row["date_end"].date(),
                row["date_precision"],
            ),
            place_name=said(row["place_name"]),
            admin1=said(row["admin1"]),
            country=country_name(said(row["country"])),
            geo_precision=row["geo_precision"],
            initiators=by_role.get((event, "initiator"), ()),
            targets=by_role.get((event, "target"), ()),
            victims=by_role.get((event, "victim"), ()),
        )
        for event, row in zip(events.index, events.to_dict("records"), strict=True)
    ]
