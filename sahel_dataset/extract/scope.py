"""Whether an article is about the wars of the Sahel at all.

Sport, business, health, disasters and other countries' wars use the same words ("attack", « frappe », "killed"). They
are told apart before anything is parsed, by two questions: does the article speak of a country of the region, and of
its conflicts more than of something else?
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

import yaml

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.lexicon import knowledge_text, phrases
from sahel_dataset.extract.places import CONFLICT_AREA, ResolvedPlace

__all__ = ["in_scope"]

# The least share that the region must have among all countries an article names. Articles on a war elsewhere name the
# region in passing; articles on the Sahel name France, Russia or the United States often.
_LEAST_SHARE = 0.3


@functools.cache
def _words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = yaml.safe_load(knowledge_text("lexicon", language, "scope.yaml"))
    return phrases(data["conflict"]), phrases(data["off_topic"])


def in_scope(
    text: str, language: str, places: Sequence[ResolvedPlace], actors: Sequence[ActorMention], country: str | None
) -> bool:
    """Say whether an article should be coded.

    Parameters
    ----------
    text : str
        The article's text.
    language : str
        ``en`` or ``fr``.
    places, actors : sequence
        Its places and actors.
    country : str or None
        The country it speaks of as a whole.

    Returns
    -------
    bool
        True if it names the region among other countries often enough, and words of conflict outweigh those of sport,
        business, health and disasters. Different words count, not how often one is used.
    """
    named = Counter(p.country for p in places if p.country) + Counter(a.country for a in actors if a.country)
    home = sum(n for code, n in named.items() if code in CONFLICT_AREA)
    if country not in CONFLICT_AREA and home < _LEAST_SHARE * max(1, sum(named.values())):
        return False
    if not home:
        return False
    conflict, off_topic = _words(language)
    for_it = {m.group().lower() for m in conflict.finditer(text)}
    against = {m.group().lower() for m in off_topic.finditer(text)}
    armed = {a.actor_id for a in actors if a.kind in {"armed_group", "military"} and a.actor_id}
    return len(for_it) + len(armed) > 0 and len(for_it) + 2 * len(armed) >= len(against)
