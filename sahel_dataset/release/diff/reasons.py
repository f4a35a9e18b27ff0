"""Why something changed: a new article, an article gone or revised, ids, corrected knowledge, or a new rule.

A reason is what the two releases show. An event that an article tells which was not there before changed because of
the article; where nothing else is different, how texts are read or linked is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sahel_dataset.release.diff.rows import BAR, compare_rows
from sahel_dataset.release.diff.snapshot import Snapshot

__all__ = ["Reason", "Reasons"]

_SHOWN = 3
#: Columns of events that come from the gazetteer.
_OF_PLACE = frozenset({"place_id", "place_name", "country", "admin1", "latitude", "longitude", "geo_precision"})
_ROLES = frozenset({"initiator", "target", "victim", "supporter", "mediator"})
_OF_ACTOR = frozenset({"claimant_id", "claimant_kind", "victim_actor_id", "perpetrator_actor_id"}) | _ROLES


@dataclass(frozen=True, slots=True)
class Reason:
    """A term of the vocabulary ``change_reason``, and more in words where there is more to say."""

    kind: str | None
    words: str | None = None


def _listed(ids: Iterable[str]) -> str:
    found = sorted(ids)
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more


def _ids(release: Snapshot, name: str, column: str) -> set[str]:
    frame = release.frame(name)
    return set() if frame is None else set(frame[column])


def _corrected(old: Snapshot, new: Snapshot, name: str, key: list[str], owners: set[str]) -> set[str]:
    """Return which of `owners` are told of differently in a table; the first part of its key is the owner."""
    before, after = old.frame(name), new.frame(name)
    if before is None or after is None:
        return set()
    found = compare_rows(before, after, key)
    return {row.partition(BAR)[0] for row in (*found.added, *found.withdrawn, *found.recoded["row_key"])} & owners


class Reasons:
    """Finds the reason of a change.

    Parameters
    ----------
    old, new : Snapshot
        The two releases.
    """

    def __init__(self, old: Snapshot, new: Snapshot) -> None:
        self._articles(old, new)
        self._reports(old, new)
        self._knowledge(old, new)

    def _articles(self, old: Snapshot, new: Snapshot) -> None:
        """Sort the articles that only one release has into new, gone and revised ones."""
        before, after = self._sources(old), self._sources(new)
        self.new = set(after) - set(before)
        self.gone = set(before) - set(after)
        was, now = {before[article] for article in self.gone}, {after[article] for article in self.new}
        # The same file of the same collection, or the same address, with another text.
        self.revised = {article for article in self.new if after[article] in was}
        self.revised |= {article for article in self.gone if before[article] in now}
        self.new -= self.revised
        self.gone -= self.revised

    @staticmethod
    def _sources(release: Snapshot) -> dict[str, tuple[str, str]]:
        frame = release.frame("articles")
        if frame is None:
            return {}
        address = frame["url"].fillna(frame["collection"] + "/" + frame["source_file"])
        return dict(zip(frame["article_id"], zip(frame["collection"], address, strict=True), strict=True))

    def _reports(self, old: Snapshot, new: Snapshot) -> None:
        """Note which articles began and which ceased to tell of each event."""
        self._began: defaultdict[str, set[str]] = defaultdict(set)
        self._ceased: defaultdict[str, set[str]] = defaultdict(set)
        before, after = self._pairs(old), self._pairs(new)
        for event, article in after - before:
            self._began[event].add(article)
        for event, article in before - after:
            self._ceased[event].add(article)

    @staticmethod
    def _pairs(release: Snapshot) -> set[tuple[str, str]]:
        frame = release.frame("event_reports")
        return set() if frame is None else set(zip(frame["event_id"], frame["article_id"], strict=True))

    def _knowledge(self, old: Snapshot, new: Snapshot) -> None:
        # An actor or a place that only one release has came or went with the texts that speak of it.
        actors = _ids(old, "actors", "actor_id") & _ids(new, "actors", "actor_id")
        places = _ids(old, "places", "place_id") & _ids(new, "places", "place_id")
        self._places = _corrected(old, new, "places", ["place_id"], places)
        self._actors = (
            _corrected(old, new, "actors", ["actor_id"], actors)
            | _corrected(old, new, "actor_names", ["actor_id", "name", "language"], actors)
            | _corrected(old, new, "actor_relations", ["actor_id", "relation", "related_actor_id"], actors)
        )
        before = old.facts.fingerprints if old.facts else {}
        after = new.facts.fingerprints if new.facts else {}
        known = bool(before and after)
        self._only_knowledge = (
            known and before.get("rules") == after.get("rules") and before.get("knowledge") != after.get("knowledge")
        )
        self._knowledge_may_differ = not known or before.get("knowledge") != after.get("knowledge")

    def of_article(self, article: str) -> Reason | None:
        """Return the reason that lies in an article itself, if it does."""
        if article in self.new:
            return Reason("new_article", article)
        if article in self.revised:
            return Reason("revised_article", article)
        if article in self.gone:
            return Reason("article_gone", article)
        return None

    def of_event(self, event: str) -> Reason | None:
        """Return the reason that lies in the articles that tell of an event, if it does."""
        began, ceased = self._began.get(event, set()), self._ceased.get(event, set())
        for kind, articles in (
            ("new_article", began & self.new),
            ("revised_article", (began | ceased) & self.revised),
            ("article_gone", ceased & self.gone),
        ):
            if articles:
                return Reason(kind, _listed(articles))
        return None

    def of_value(self, column: str, old: str | None, new: str | None, *, place: str | None = None) -> Reason:
        """Return the reason of another value where the articles are the same."""
        if self._only_knowledge:
            return Reason("corrected_knowledge")
        if self._knowledge_may_differ:
            if column in _OF_PLACE and place in self._places:
                return Reason("corrected_knowledge", place)
            if column in _OF_ACTOR:
                was, now = set((old or "").split("; ")), set((new or "").split("; "))
                changed = (was ^ now) & self._actors
                if changed:
                    return Reason("corrected_knowledge", _listed(changed))
        return Reason("new_rule")

    def of_rest(self) -> Reason:
        """Return the reason of what has no other."""
        return Reason("corrected_knowledge" if self._only_knowledge else "new_rule")

    def of_fact(self) -> Reason:
        """Return the reason of another value in a table of facts about the region."""
        return Reason("corrected_knowledge" if self._knowledge_may_differ else "new_rule")
