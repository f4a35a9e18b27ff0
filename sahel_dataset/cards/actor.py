"""An actor as a card: names and relations over time, its part in events, what it says and what is said of it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sahel_dataset.cards import reading
from sahel_dataset.cards.claim import Claims, in_order
from sahel_dataset.cards.event import known_or_suggest
from sahel_dataset.cards.markup import STYLE, Fragment, Markup, element, html_table, link, text
from sahel_dataset.plot.frames import actor_labels, each, title_of
from sahel_dataset.visible import visible

__all__ = ["Actor", "actor"]


def _span(first: object, last: object) -> str:
    """Return a stretch of time as it is known, each end as exactly as it is known."""
    has_first, has_last = pd.notna(first), pd.notna(last)  # type: ignore[call-overload]
    if has_first and has_last:
        return f"{first} to {last}"
    return f"since {first}" if has_first else f"until {last}" if has_last else ""


def _dated(words: str, row: Any) -> str:
    """Return words with the time for which they hold, where it is known."""
    span = _span(row.valid_from, row.valid_to)
    return f"{words} ({span})" if span else words


class Actor:
    """An actor with what it does, says, and is said to have done.

    Attributes
    ----------
    row : Series
        The row of ``actors``.
    names, relations, events : DataFrame
        Its rows of ``actor_names`` and ``actor_relations``, and of ``events`` with its ``role`` in each.
    claims, about : Claims
        The claims it makes, and those that others make about it.
    """

    def __init__(self, actor_id: str) -> None:
        actors = reading.rows("actors")
        known_or_suggest(actor_id, actors["actor_id"], "actor")
        self.row = actors[actors["actor_id"].eq(actor_id)].iloc[0]
        names, relations = reading.rows("actor_names"), reading.rows("actor_relations")
        self.names = names[names["actor_id"].eq(actor_id)].reset_index(drop=True)
        either = relations["actor_id"].eq(actor_id) | relations["related_actor_id"].eq(actor_id)
        self.relations = relations[either].reset_index(drop=True)
        parts = reading.rows("event_actors")
        parts = parts[parts["actor_id"].eq(actor_id)]
        self.events = parts.merge(reading.rows("events"), on="event_id").sort_values(
            ["date_start", "event_id", "role"], kind="stable", ignore_index=True
        )
        claims = reading.rows("claims")
        own = claims["claimant_id"].eq(actor_id).fillna(False)
        named = claims["perpetrator_actor_id"].eq(actor_id) | claims["victim_actor_id"].eq(actor_id)
        self.claims = Claims(in_order(claims[own]), f"What {actor_id} says")
        self.about = Claims(in_order(claims[named.fillna(False) & ~own]), f"What others say of {actor_id}")

    @property
    def actor_id(self) -> str:
        """The actor's id."""
        return str(self.row["actor_id"])

    def __repr__(self) -> str:
        return visible(f"{self.actor_id}: {self.row['name']} ({title_of('actor_kind', self.row['kind']).lower()})")

    def facts(self) -> Markup:
        """Return what is known of the actor as a list of terms and values."""
        row = self.row
        labels = actor_labels(reading.rows("actors"))
        pairs: list[tuple[str, object]] = [("Kind", title_of("actor_kind", row["kind"]))]
        pairs += [("Country", row["country"]), ("Active", _span(row["active_from"], row["active_to"]))]
        aliases = [_dated(name.name, name) for name in each(self.names)]
        pairs.append(("Also called", "; ".join(dict.fromkeys(aliases))))
        links = []
        for r in each(self.relations):
            mine, other = labels.get(r.actor_id, r.actor_id), labels.get(r.related_actor_id, r.related_actor_id)
            relation = title_of("actor_relation", r.relation).lower()
            said = f"{relation} {other}" if r.actor_id == self.actor_id else f"{mine}: {relation} it"
            links.append(_dated(said, r))
        pairs.append(("Relations", "; ".join(links)))
        if pd.notna(row["wikidata_id"]):
            pairs.append(("Wikidata", link(f"https://www.wikidata.org/wiki/{row['wikidata_id']}", row["wikidata_id"])))
        listed = [element("dt", term) + element("dd", value) for term, value in pairs if text(value)]
        return element("dl", Markup("".join(listed)), class_="sahel-facts")

    def roles(self) -> pd.DataFrame:
        """Return how many events of each type it has a part in, by role."""
        if self.events.empty:
            return pd.DataFrame()
        kinds = [title_of("event_type", kind) for kind in self.events["event_type"]]
        roles = [title_of("actor_role", role) for role in self.events["role"]]
        table = pd.crosstab(pd.Series(kinds, name="Event type"), pd.Series(roles, name="role"))
        return table.reset_index().rename_axis(columns=None)

    @property
    def summary(self) -> Fragment:
        """The actor's name and what is known of it."""
        head = element("h2", self.row["name"]) + element("p", self.actor_id, class_="sahel-id")
        return Fragment(Markup(head + self.facts()), repr(self))

    def _repr_html_(self) -> str:
        roles = self.roles()
        card = element(
            "section",
            element("h2", self.row["name"]),
            element("p", self.actor_id, class_="sahel-id"),
            self.facts(),
            element("h3", "Events by role"),
            html_table(roles.astype(str), numbers=list(roles.columns[1:]), empty="It has no part in any event."),
            element("h3", f"What it says ({len(self.claims)})"),
            self.claims.cards(3),
            element("h3", f"What others say of it ({len(self.about)})"),
            self.about.cards(3),
            class_="sahel-card",
        )
        return f"<style>{STYLE}</style>{card}"


def actor(actor_id: str | None = None) -> Actor:
    """Return an actor, which shows itself as a card in a notebook.

    Parameters
    ----------
    actor_id : str, optional
        An id of ``actors``, such as ``jnim``; complete it with Tab. Without one, the actor that makes most claims
        (of several the first by id).

    Raises
    ------
    KeyError
        If there is no such actor; the message names the ids that come closest.
    """
    return Actor(_most_vocal() if actor_id is None else actor_id)


def _most_vocal() -> str:
    actors = reading.rows("actors")["actor_id"]
    if actors.empty:
        raise KeyError("The dataset has no actors.")
    said = reading.rows("claims")["claimant_id"].value_counts().reindex(sorted(actors)).fillna(0)
    return str(said.sort_values(ascending=False, kind="stable").index[0])
