"""Claims as cards: who says what, in which words, where and when."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sahel_dataset.cards import reading
from sahel_dataset.cards.markup import STYLE, Fragment, Markup, day, element, link, text
from sahel_dataset.cards.quotes import in_sentence
from sahel_dataset.plot.frames import actor_labels, claimant_labels, interval, title_of
from sahel_dataset.visible import visible

__all__ = ["Claims", "claim_markup", "claims", "figure_words"]

#: How many claims a card shows before it says how many more there are.
SHOWN = 20


def figure_words(claim: pd.Series) -> str:
    """Return what a claim says happened, in words: the figure of a toll, or else its type."""
    if pd.isna(claim["measure"]):
        return title_of("claim_type", claim["claim_type"]).lower()
    counted = "" if pd.isna(claim["victim_class"]) else title_of("victim_class", claim["victim_class"]).lower() + " "
    figure = interval(claim["quantity_low"], claim["quantity_high"])
    return f"{figure} {counted}{title_of('measure', claim['measure']).lower()}"


def claim_markup(
    claim: pd.Series,
    who: str,
    article: pd.Series | None,
    body: str | None,
    perpetrator: str | None,
    number: int | None = None,
) -> Markup:
    """Return one claim as HTML.

    Parameters
    ----------
    claim : Series
        A row of ``claims``.
    who : str
        Name of the claimant.
    article : Series or None
        The row of ``articles`` it stands in.
    body : str or None
        The article's text, for the sentence around the quote.
    perpetrator : str or None
        Name of who is said to have done it.
    number : int, optional
        The claim's place among those shown, by which tables refer to it.
    """
    as_written = claim["claimant_text"]
    named = pd.notna(as_written) and str(as_written).casefold() != who.casefold()
    stance = str(claim["stance"])
    line = [
        element("span", f"{number}.", class_="sahel-soft") if number else Markup(""),
        Markup(" "),
        element("strong", who),
        Markup(" "),
        element("span", f"“{as_written}”", class_="sahel-soft") if named else Markup(""),
        Markup(" "),
        element("span", title_of("stance", stance).lower(), class_=f"sahel-stance sahel-stance-{stance}"),
        Markup(" "),
        element("span", figure_words(claim), class_="sahel-figure"),
    ]
    if perpetrator:
        by = "clearing" if stance in {"denies", "disputes"} else "by"
        line += [Markup(" "), element("span", f"{by} {perpetrator}", class_="sahel-soft")]
    source: list[Markup] = []
    if article is not None:
        title = article["title"] if pd.notna(article["title"]) else article["article_id"]
        source.append(link(article["url"], title))
        source += [text(part) for part in (article["outlet"], article["agency"]) if pd.notna(part)]
        source.append(day(article["published_on"]) or text("no publication date"))
    if pd.notna(claim["asserted_on"]):
        source.append(element("span", "spoken on ", day(claim["asserted_on"])))
    if pd.notna(claim["reported_via"]):
        source.append(text(f"to or via {claim['reported_via']}"))
    if pd.notna(claim["hedge"]):
        source.append(text(f"hedged: “{claim['hedge']}”"))
    if pd.notna(claim["superseded_by"]):
        source.append(text(f"later replaced by {claim['superseded_by']}"))
    source.append(element("span", claim["claim_id"], class_="sahel-id"))
    quote = in_sentence(body, int(claim["quote_start"]), int(claim["quote_end"]), str(claim["quote"]))
    return element(
        "div",
        element("p", *line),
        element("blockquote", quote, dir="auto"),
        element("p", Markup(" · ".join(part for part in source if part)), class_="sahel-soft"),
        class_="sahel-claim",
    )


class Claims:
    """Claims that show themselves as cards; ``.frame`` holds them as a DataFrame.

    Parameters
    ----------
    frame : DataFrame
        Rows of ``claims``.
    heading : str
        Words over the cards.
    """

    def __init__(self, frame: pd.DataFrame, heading: str = "Claims") -> None:
        self.frame = frame
        self.heading = heading

    def __len__(self) -> int:
        return len(self.frame)

    def __repr__(self) -> str:
        lines = [f"{self.heading}: {len(self)}"]
        who = claimant_labels(self.frame, reading.rows("actors"))
        for (_, claim), name in list(zip(self.frame.iterrows(), who, strict=True))[:SHOWN]:
            lines.append(visible(f"  {name} {title_of('stance', claim['stance']).lower()} {figure_words(claim)}"))
        return "\n".join(lines)

    def cards(self, limit: int | None = None) -> Markup:
        """Return the claims as HTML, without the frame around them; all of them unless `limit` says how many."""
        if self.frame.empty:
            return element("p", element("em", "No such claim."), class_="sahel-soft")
        shown = self.frame if limit is None else self.frame.head(limit)
        actors = reading.rows("actors")
        names = actor_labels(actors)
        articles = reading.rows("articles").set_index("article_id", drop=False)
        bodies = reading.texts(list(shown["article_id"]))
        parts = []
        rows = zip(shown.iterrows(), claimant_labels(shown, actors), strict=True)
        for number, ((_, claim), who) in enumerate(rows, start=1):
            article = articles.loc[claim["article_id"]] if claim["article_id"] in articles.index else None
            doer = claim["perpetrator_actor_id"]
            by = None if pd.isna(doer) or doer == claim["claimant_id"] else names.get(doer, doer)
            parts.append(claim_markup(claim, who, article, bodies.get(claim["article_id"]), by, number))
        if len(shown) < len(self.frame):
            parts.append(element("p", f"and {len(self.frame) - len(shown)} more", class_="sahel-soft"))
        return Markup("".join(parts))

    def show(self, limit: int | None = None) -> Fragment:
        """Return all claims, or the first `limit`, as cards without a frame."""
        return Fragment(self.cards(limit), repr(self))

    def _repr_html_(self) -> str:
        n = len(self)
        count = element("p", f"{n} claim" if n == 1 else f"{n} claims", class_="sahel-soft")
        card = element("section", element("h2", self.heading), count, self.cards(SHOWN), class_="sahel-card")
        return f"<style>{STYLE}</style>{card}"


def claims(
    event: str | None = None,
    *,
    claimant: str | None = None,
    claimant_kind: str | Sequence[str] | None = None,
    stance: str | Sequence[str] | None = None,
    claim_type: str | Sequence[str] | None = None,
    measure: str | Sequence[str] | None = None,
    about: str | None = None,
    victim: str | None = None,
    words: str | None = None,
) -> Claims:
    """Return the claims that fit, in order of the day they were made, as cards.

    Parameters
    ----------
    event : str, optional
        An event's id.
    claimant, about : str, optional
        Id of the actor that makes the claim; of the actor said to have done it or to have suffered it.
    victim : str, optional
        Id of the actor to which the victims belonged.
    claimant_kind, stance, claim_type, measure : str or sequence of str, optional
        Terms of the vocabularies of these names.
    words : str, optional
        Text that the quote holds, in any case.

    Returns
    -------
    Claims
        Shows itself as cards in a notebook; ``.frame`` is a DataFrame.

    Raises
    ------
    KeyError
        If a term is not in its vocabulary.

    Examples
    --------
    >>> claims(stance="denies", measure="killed")  # doctest: +SKIP
    """
    from sahel_dataset.schema import vocabulary

    frame = reading.rows("claims")
    chosen = pd.Series(True, index=frame.index)
    for column, key in (("event_id", event), ("claimant_id", claimant), ("victim_actor_id", victim)):
        if key is not None:
            chosen &= frame[column].eq(key).fillna(False)
    for column, value in {
        "claimant_kind": claimant_kind,
        "stance": stance,
        "claim_type": claim_type,
        "measure": measure,
    }.items():
        if value is not None:
            terms = [value] if isinstance(value, str) else list(value)
            for term in terms:
                vocabulary(column)[term]
            chosen &= frame[column].isin(terms)
    if about is not None:
        chosen &= (frame["perpetrator_actor_id"].eq(about) | frame["victim_actor_id"].eq(about)).fillna(False)
    if words is not None:
        chosen &= frame["quote"].str.contains(words, case=False, regex=False)
    found = in_order(frame[chosen])
    return Claims(found, "Claims" if event is None else f"Claims about {event}")


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return claims in order of the day they were made or published."""
    published = reading.rows("articles").set_index("article_id")["published_on"]
    when = frame["asserted_on"].fillna(pd.Series(published.reindex(frame["article_id"]).to_numpy(), index=frame.index))
    ordered = frame.assign(_when=when).sort_values(["_when", "article_id", "quote_start", "claim_id"], kind="stable")
    return ordered.drop(columns="_when")
