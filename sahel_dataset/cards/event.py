"""An event as a card: what, where, when, who; what is claimed about it, and what each rule makes of that."""

from __future__ import annotations

import difflib

import pandas as pd

from sahel_dataset.cards import reading
from sahel_dataset.cards.claim import Claims, in_order
from sahel_dataset.cards.markup import STYLE, Fragment, Markup, day, element, html_table, link, text
from sahel_dataset.plot.frames import actor_labels, each, title_of
from sahel_dataset.schema import vocabulary

__all__ = ["Event", "event", "known_or_suggest"]


def known_or_suggest(value: str, known: pd.Series, what: str) -> None:
    """Raise a KeyError that names what comes closest, if `value` is not among the ids known."""
    if known.eq(value).any():
        return
    near = difflib.get_close_matches(value, known.tolist(), n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise KeyError(f"There is no {what} '{value}'.{hint}")


def _bound(figure: object) -> str:
    return "open" if pd.isna(figure) else f"{figure:,}"  # type: ignore[call-overload]


def _in_order_of_rules(estimates: pd.DataFrame) -> pd.DataFrame:
    """Return estimates by measure and class, the rules in the order of their vocabulary."""
    rules, measures = vocabulary("estimate_rule").names, vocabulary("measure").names
    place = [rules.index(rule) if rule in rules else len(rules) for rule in estimates["rule"]]
    kind = [measures.index(measure) if measure in measures else len(measures) for measure in estimates["measure"]]
    ordered = estimates.assign(kind=kind, place=place).sort_values(["kind", "victim_class", "place"], kind="stable")
    return ordered.drop(columns=["kind", "place"])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def when(event: pd.Series) -> Markup:
    """Return when an event took place, no more exactly than it is known."""
    start, end = event["date_start"], event["date_end"]
    if pd.isna(start) and pd.isna(end):
        return text("date not known")
    if pd.notna(start) and pd.notna(end) and start == end:
        return day(start)
    if pd.isna(end):
        return Markup(f"from {day(start)}, open end")
    if pd.isna(start):
        return Markup(f"until {day(end)}")
    note = {"day": "", "unknown": ""}.get(event["date_precision"], f" (known to the {event['date_precision']})")
    return Markup(f"{day(start)} to {day(end)}{text(note)}")


def where(event: pd.Series) -> Markup:
    """Return where an event took place, no more exactly than it is known."""
    parts = [event[name] for name in ("place_name", "admin1", "country") if pd.notna(event[name])]
    parts = list(dict.fromkeys(map(str, parts)))
    precision = vocabulary("geo_precision")[event["geo_precision"]].title.lower()
    place = ", ".join(parts) if parts else "place not known"
    return text(f"{place} ({precision})") if parts else text(place)


class Event:
    """An event with everything that is said about it.

    Attributes
    ----------
    row : Series
        The row of ``events``.
    claims : Claims
        The claims about it, in order of time; ``.claims.frame`` is a DataFrame.
    actors, estimates, articles : DataFrame
        Rows of ``event_actors``, ``estimates`` and ``articles`` that belong to it.
    """

    def __init__(self, event_id: str) -> None:
        events = reading.rows("events")
        known_or_suggest(event_id, events["event_id"], "event")
        self.row = events[events["event_id"].eq(event_id)].iloc[0]

        def mine(name: str) -> pd.DataFrame:
            rows = reading.rows(name)
            return rows[rows["event_id"].eq(event_id).fillna(False)].reset_index(drop=True)

        self.claims = Claims(in_order(mine("claims")), f"Claims about {event_id}")
        self.actors = mine("event_actors")
        self.estimates = mine("estimates")
        articles = reading.rows("articles")
        speak = set(mine("event_reports")["article_id"]) | set(self.claims.frame["article_id"])
        self.articles = articles[articles["article_id"].isin(speak)].sort_values(
            ["published_on", "article_id"], kind="stable", ignore_index=True
        )

    @property
    def event_id(self) -> str:
        """The event's id."""
        return str(self.row["event_id"])

    def __repr__(self) -> str:
        return text(
            f"{self.event_id}: {self.row['summary']} ({len(self.claims)} claims, {len(self.articles)} articles)"
        )

    def sides(self) -> Markup:
        """Return who took part, by role, each with the word it stands on."""
        names = actor_labels(reading.rows("actors"))
        parts: list[Markup] = []
        for role, rows in self.actors.groupby("role", sort=False):
            people = []
            for actor in each(rows):
                basis = "" if actor.basis == "reported" else f" ({title_of('actor_basis', actor.basis).lower()})"
                likely = getattr(actor, "likely_actor_id", None)
                guess = "" if pd.isna(likely) else f", probably {names.get(likely, likely)}"
                people.append(text(f"{names.get(actor.actor_id, actor.actor_id)}{basis}{guess}"))
            parts += [element("dt", title_of("actor_role", role)), element("dd", Markup("; ".join(people)))]
        return Markup("".join(parts))

    def facts(self) -> Markup:
        """Return what is known of the event as a list of terms and values."""
        row = self.row
        told = "" if row["realis"] == "actual" else f", {title_of('realis', row['realis']).lower()}"
        pairs: list[tuple[str, object]] = [
            ("What", f"{title_of('event_type', row['event_type'])}{told}"),
            ("When", when(row)),
            ("Where", where(row)),
        ]
        sources = _count(int(row["n_independent_sources"]), "independent source")
        pairs_after: list[tuple[str, object]] = [("Known from", f"{_count(len(self.articles), 'article')}, {sources}")]

        def listed(items: list[tuple[str, object]]) -> Markup:
            return Markup("".join(element("dt", term) + element("dd", value) for term, value in items))

        return element("dl", listed(pairs), self.sides(), listed(pairs_after), class_="sahel-facts")

    def rules(self) -> Fragment:
        """Return the toll under each rule, and the claims it was computed from by their numbers in `claims`."""
        rows = _in_order_of_rules(self.estimates[self.estimates["victim_class"].eq("any")])
        numbers = {claim: number for number, claim in enumerate(self.claims.frame["claim_id"], start=1)}
        used = [sorted(numbers[claim] for claim in ids if claim in numbers) for ids in rows["claim_ids"]]
        shown = pd.DataFrame(
            {
                "Counted": [title_of("measure", measure) for measure in rows["measure"]],
                "Rule": [title_of("estimate_rule", rule) for rule in rows["rule"]],
                "Low": [_bound(low) for low in rows["low"]],
                "Best": [_bound(best) for best in rows["best"]],
                "High": [_bound(high) for high in rows["high"]],
                "Claims used": [", ".join(map(str, one)) for one in used],
            },
            dtype=object,
        )
        table = html_table(shown, numbers=["Low", "Best", "High"], empty="No rule arrives at a figure.")
        return Fragment(table, shown.to_string(index=False))

    def by_class(self) -> Fragment:
        """Return the best figure under each rule by class of victims."""
        rows = _in_order_of_rules(self.estimates[~self.estimates["victim_class"].eq("any")])
        counted = [
            f"{title_of('measure', row.measure)}: {title_of('victim_class', row.victim_class).lower()}"
            for row in each(rows)
        ]
        rules = [title_of("estimate_rule", rule) for rule in rows["rule"]]
        cells = rows.assign(Counted=counted, rule=rules, best=[_bound(best) for best in rows["best"]])
        shown = cells.pivot_table(index="Counted", columns="rule", values="best", aggfunc="first", sort=False)
        shown = shown.fillna("").reset_index().rename_axis(columns=None).astype(object)
        return Fragment(
            html_table(shown, numbers=list(shown.columns[1:]), empty="No rule arrives at a figure by class."),
            shown.to_string(index=False),
        )

    @property
    def sources(self) -> Fragment:
        """The articles that speak of the event, with copies of one wire story named as such."""
        rows = self.articles
        groups = {group: n for n, group in enumerate(sorted(set(rows["wire_group"].dropna())), start=1)}
        claims = self.claims.frame["article_id"].value_counts()
        shown = pd.DataFrame(
            {
                "Published": [day(date) or text("not known") for date in rows["published_on"]],
                "Article": [
                    link(url, title if pd.notna(title) else article_id)
                    for url, title, article_id in zip(rows["url"], rows["title"], rows["article_id"], strict=True)
                ],
                "Outlet": rows["outlet"].tolist(),
                "Agency": rows["agency"].tolist(),
                "Language": rows["language"].tolist(),
                "Wire group": [f"wire {groups[group]}" if pd.notna(group) else "" for group in rows["wire_group"]],
                "Claims": [str(claims.get(article, 0)) for article in rows["article_id"]],
            },
            dtype=object,  # a column of strings would forget which of them are markup
        )
        return Fragment(html_table(shown, numbers=["Claims"]), rows[["published_on", "outlet", "title"]].to_string())

    @property
    def summary(self) -> Fragment:
        """The event in a sentence, and what is known of it."""
        head = element("h2", self.row["summary"])
        return Fragment(Markup(head + element("p", self.event_id, class_="sahel-id") + self.facts()), repr(self))

    def _repr_html_(self) -> str:
        card = element(
            "section",
            element("h2", self.row["summary"]),
            element("p", self.event_id, class_="sahel-id"),
            self.facts(),
            element("h3", "Toll under each rule"),
            self.rules().markup,
            element("h3", "Who says what"),
            self.claims.cards(6),
            class_="sahel-card",
        )
        return f"<style>{STYLE}</style>{card}"


def event(event_id: str | None = None) -> Event:
    """Return an event, which shows itself as a card in a notebook.

    Parameters
    ----------
    event_id : str, optional
        An id of ``events``; complete it with Tab. Without one, the event on which most claimants give figures
        (of several the one with most claims, then the first by id).

    Raises
    ------
    KeyError
        If there is no such event; the message names the ids that come closest.
    """
    return Event(_most_contested() if event_id is None else event_id)


def _most_contested() -> str:
    events, claims = reading.rows("events"), reading.rows("claims")
    if events.empty:
        raise KeyError("The dataset has no events.")
    about = claims[claims["event_id"].notna()]
    who = about["claimant_id"].fillna(about["claimant_kind"])
    figures = about.assign(who=who)[about["claim_type"].eq("toll")].groupby("event_id")["who"].nunique()
    number = about.groupby("event_id").size()
    order = pd.DataFrame({"voices": figures, "claims": number}, index=events["event_id"]).fillna(0)
    order = order.sort_index().sort_values(["voices", "claims"], ascending=False, kind="stable")
    return str(order.index[0])
