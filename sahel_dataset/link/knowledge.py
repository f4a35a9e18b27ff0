"""The actors and places that the linked tables use, taken from what the project knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pandas as pd

from sahel_dataset.knowledge.actor_list import actor_names, actor_relations, actors
from sahel_dataset.knowledge.gazetteer import gazetteer
from sahel_dataset.knowledge.read import countries
from sahel_dataset.link.actorbook import ActorBook, ActorFacts
from sahel_dataset.schema import table

__all__ = ["ActorTables", "actor_tables", "country_name", "listed_actors", "place_rows", "place_traits"]

_SITES = ("military_base", "base", "mine", "camp", "site")
_ACTOR_COLUMNS = [
    "actor_id", "name", "kind", "country", "active_from", "active_to", "wikidata_id", "acled_name", "ucdp_name",
    "is_listed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActorTables:
    """The tables on actors, and the book that linking and the rules consult."""

    actors: pd.DataFrame
    names: pd.DataFrame
    relations: pd.DataFrame
    book: ActorBook


@cache
def listed_actors() -> ActorTables:
    """Return the project's whole list of actors.

    Examples
    --------
    >>> listed_actors().book.kind("jnim")
    'armed_group'
    """
    people = pd.DataFrame(
        [{name: getattr(actor, name, True) for name in _ACTOR_COLUMNS} for actor in actors().values()],
        columns=_ACTOR_COLUMNS,
    )
    names = pd.DataFrame(
        [(name.actor_id, name.name, name.language, name.valid_from, name.valid_to) for name in actor_names()],
        columns=["actor_id", "name", "language", "valid_from", "valid_to"],
    )
    relations = pd.DataFrame(
        [
            (one.actor_id, one.relation, one.related_actor_id, one.valid_from, one.valid_to, one.source)
            for one in actor_relations()
        ],
        columns=["actor_id", "relation", "related_actor_id", "valid_from", "valid_to", "source"],
    )
    return ActorTables(
        people,
        names.drop_duplicates(["actor_id", "name", "language"], ignore_index=True),
        relations.drop_duplicates(["actor_id", "relation", "related_actor_id"], ignore_index=True),
        ActorBook.of(
            {actor.actor_id: ActorFacts(actor.kind, actor.country) for actor in actors().values()},
            ((one.actor_id, one.related_actor_id) for one in actor_relations() if one.relation == "part_of"),
        ),
    )


def actor_tables(used: Iterable[str], local: pd.DataFrame) -> ActorTables:
    """Return the tables on the actors in use.

    An actor is in use where it takes part in an event, makes a claim or is named in one; with it come the actors it is
    related to, so that no relation leads nowhere. An actor that articles introduce gets the name, kind and country that
    most of them give it.

    Parameters
    ----------
    used : iterable of str
        Ids that stand in events and claims.
    local : pandas.DataFrame
        The table ``local_actors``.

    Raises
    ------
    ValueError
        If an id is neither listed nor introduced by an article.
    """
    listed = listed_actors()
    known = set(listed.actors["actor_id"])
    in_use = set(used)
    relations = listed.relations
    while True:
        reached = set(relations.loc[relations["actor_id"].isin(in_use), "related_actor_id"]) & known
        if reached <= in_use:
            break
        in_use |= reached
    introduced = _introduced(local[~local["actor_id"].isin(known) & local["actor_id"].isin(in_use)])
    unknown = sorted(in_use - known - set(introduced["actor_id"]))
    if unknown:
        raise ValueError(
            f"No list of actors and no article introduces {', '.join(unknown)}. Extraction and the list of actors "
            "in sahel_dataset/knowledge/actors are not of one version: run `sahel extract` again."
        )
    facts = {
        str(actor): ActorFacts(str(kind), country if isinstance(country, str) else None)
        for actor, kind, country in zip(introduced["actor_id"], introduced["kind"], introduced["country"], strict=True)
    }
    book = ActorBook({**listed.book.facts, **facts}, listed.book.part_of)
    chosen = pd.concat([listed.actors[listed.actors["actor_id"].isin(in_use)], introduced], ignore_index=True)
    own_names = introduced[["actor_id", "name"]].assign(language="mul", valid_from=None, valid_to=None)
    names = pd.concat([listed.names[listed.names["actor_id"].isin(in_use)], own_names], ignore_index=True)
    inside = relations["actor_id"].isin(in_use) & relations["related_actor_id"].isin(in_use)
    return ActorTables(chosen, names, relations[inside], book)


def _introduced(local: pd.DataFrame) -> pd.DataFrame:
    columns = ["name", "kind", "country"]
    offers = local.groupby(["actor_id", *columns], dropna=False, as_index=False).agg(articles=("article_id", "nunique"))
    order = ["actor_id", "articles", *columns]
    best = offers.sort_values(order, ascending=[True, False, True, True, True], na_position="last", kind="stable")
    best = best.drop_duplicates("actor_id")[["actor_id", *columns]].assign(is_listed=False)
    return best.reindex(columns=_ACTOR_COLUMNS)


@cache
def place_traits() -> pd.DataFrame:
    """Return the places that are compared in a way of their own.

    Returns
    -------
    pandas.DataFrame
        Columns place_id, `is_site` (bases, mines and camps, which reports tell by the town they lie at) and
        `is_capital` (towns where something happens every day, so that a common
        place says less).
    """
    capitals = {(iso2, name) for iso2, land in countries().items() for name in land.capitals["en"]}
    rows = [
        (place.place_id, place.feature in _SITES, place.is_settlement and (place.country, place.name) in capitals)
        for place in gazetteer()
    ]
    traits = pd.DataFrame(rows, columns=["place_id", "is_site", "is_capital"])
    return traits[traits["is_site"] | traits["is_capital"]].sort_values("place_id", ignore_index=True)


def country_name(country: str | None) -> str | None:
    """Return the English name of a country by its ISO code, the code itself where it is not listed.

    Examples
    --------
    >>> country_name("BF")
    'Burkina Faso'
    """
    if country is None or country not in countries():
        return country
    return countries()[country].names["en"][0]


def place_rows(used: Iterable[str]) -> pd.DataFrame:
    """Return the rows of ``places`` for the entries in use.

    Raises
    ------
    ValueError
        If the gazetteer does not know a key.
    """
    known = gazetteer()
    keys = sorted(set(used))
    missing = [key for key in keys if key not in known]
    if missing:
        raise ValueError(
            f"The gazetteer does not know {', '.join(missing)}. Extraction and the gazetteer are not of one version: "
            "run `sahel extract` again."
        )
    return pd.DataFrame(
        [
            {
                "place_id": key,
                "name": known[key].name,
                "names": sorted({name for _, name in known[key].names}),
                "country": known[key].country,
                "admin1": known[key].admin1,
                "admin2": known[key].admin2,
                "latitude": known[key].latitude,
                "longitude": known[key].longitude,
                "feature": known[key].feature,
                "source": known[key].source,
            }
            for key in keys
        ],
        columns=list(table("places").columns),
    )
