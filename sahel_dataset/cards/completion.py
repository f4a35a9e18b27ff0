"""Tab completion in Jupyter: ids and vocabulary terms inside the quotes of a call.

``sahel.event("<Tab>`` offers events, ``sahel.actor("jn<Tab>`` actors, ``stance="<Tab>`` the terms of
the vocabulary. Where the tables are not at hand nothing is offered and nothing is said.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any

__all__ = ["complete", "enable"]

_QUOTED = r"""\s*["'](?P<typed>[^"'\n]*)$"""
_CALL = re.compile(r"\b(?P<what>event|actor|load|claims|names_and_ties)\(" + _QUOTED)
_KEYWORD = re.compile(r"\b(?P<what>[a-z_]+)\s*=\s*(?:\[[^\]\n]*?)?" + _QUOTED)
_FIRST = {"event": "event_id", "actor": "actor_id", "claims": "event_id", "names_and_ties": "actor_id", "load": "table"}
#: Arguments that take an id or a vocabulary term under another name.
_ALIASES = {
    "event": "event_id",
    "claimant": "actor_id",
    "about": "actor_id",
    "rule": "estimate_rule",
    "role": "actor_role",
    "basis": "actor_basis",
}


def _offers(what: str) -> Iterable[str]:
    from sahel_dataset.schema import table_names, vocabularies, vocabulary

    if what == "table":
        return table_names()
    if what in {"event_id", "actor_id"}:
        from sahel_dataset.cards.reading import rows

        return rows("events" if what == "event_id" else "actors")[what]
    if what in {one.name for one in vocabularies()}:
        return vocabulary(what).names
    return ()


def complete(line: str) -> tuple[str, list[str]]:
    """Return what is typed inside the open quote at the end of a line, and what it may be completed to.

    Examples
    --------
    >>> complete('claims(stance="de')
    ('de', ['declines_to_say', 'denies'])
    >>> complete('sahel.load("event_l')
    ('event_l', ['event_links'])
    """
    match = _CALL.search(line) or _KEYWORD.search(line)
    if match is None:
        return "", []
    what = match["what"]
    typed = match["typed"]
    what = _FIRST[what] if match.re is _CALL else _ALIASES.get(what, what)
    try:
        return typed, sorted(name for name in _offers(what) if name.startswith(typed))
    except (OSError, KeyError):
        # No dataset here, or not one of ours: completion must never be in the way of typing.
        return typed, []


def enable() -> bool:
    """Offer completions in the running IPython, if there is one; return whether there is."""
    if "IPython" not in sys.modules:
        return False
    from IPython import get_ipython
    from IPython.core.completer import SimpleCompletion, context_matcher

    shell = get_ipython()
    if shell is None or getattr(shell, "Completer", None) is None:
        return False

    @context_matcher(priority=200)
    def sahel_matcher(context: Any) -> Any:
        typed, offers = complete(context.line_with_cursor[: context.cursor_position])
        if not offers:
            return {"completions": []}
        found = [SimpleCompletion(text=offer, type="value") for offer in offers]
        return {"completions": found, "matched_fragment": typed, "suppress": True}

    matchers = shell.Completer.custom_matchers
    if not any(getattr(matcher, "__name__", "") == "sahel_matcher" for matcher in matchers):
        matchers.append(sahel_matcher)
    return True
