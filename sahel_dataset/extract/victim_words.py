"""The words that say who is counted, whose they are and how figures follow one another.

What the words are is data: ``knowledge/lexicon/<code>/victims.yaml``. Names of armed groups and forces
come from the actor list, so that « deux hommes du JNIM » and "20 Wagner personnel" are what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sahel_dataset.extract.phrases import alternatives, whole_words
from sahel_dataset.knowledge.actor_list import actor_names, actors
from sahel_dataset.knowledge.read import countries, lexicon

__all__ = ["VictimWords", "victim_words"]

_CLASS_OF_KIND = {
    "armed_group": "fighters",
    "militia": "fighters",
    "private_military_company": "mercenaries",
    "state_force": "soldiers",
    "multinational_force": "soldiers",
}
_CLASS_OF_ACTOR = {"minusma": "peacekeepers"}


@dataclass(frozen=True)
class VictimWords:
    """What the victim lists of one language say beyond single words.

    Attributes
    ----------
    phrases : dict of str to str
        Names of several words ("aid worker", « casque bleu ») in the singular, with their victim class.
    phrase_words : frozenset of str
        The words that stand in such names.
    owners : list of (str, pattern)
        Victim class of whoever belongs to what the pattern finds ("army", « groupe armé »).
    names : list of (str, pattern)
        The same for names of actors, which keep their capitals.
    generic : frozenset of str
        Nouns that say nothing of the class: it is their owner's ("member", « élément »).
    staff : frozenset of str
        Those whom an aid organisation's name makes aid workers ("employee", « chauffeur »).
    armed : pattern
        Words beside people that make them fighters ("armed", « en armes »).
    civil : pattern
        Words beside people that make them civilians ("unarmed", "of the Fulani community").
    leading : list of (str, pattern)
        What stands right before a figure and says what befell those it counts (« la mort de »).
    counting : frozenset of str
        Dictionary forms of words that introduce a bare figure ("put", "stand", « s'élever »).
    them : pattern
        "of them", « d'entre eux » right after a figure.
    link : pattern
        What ends the stretch between two figures of one list (", and", « ainsi que de »).
    bare_end : pattern
        What may follow a figure without a noun.
    suffering : frozenset of str
        Verbs whose object are losses.
    losing : frozenset of str
        Verbs whose subject is the side that had the losses ("lose", « subir »).
    falling, not_falling : frozenset of str
        Verbs by which armed men die ("fall"), and what they fall into alive ("ambush", « mains »).
    leaving : frozenset of str
        The same, of things alone ("left two vehicles behind").
    bodily : frozenset of str
        Verbs that only befall living beings: an unknown noun that they count is of people.
    material : pattern
        Words that make losses no deaths (« pertes matérielles », "losses in equipment").
    apart : frozenset of str
        Counted nouns that no harm befell ("survivor", « rescapé »).
    named_after : pattern
        "the victims include", « parmi les morts figurent »: those listed after it were killed.
    possessive : frozenset of str
        Determiners that point back to an owner ("its", « ses »).
    identified : pattern
        What opens a list of those just counted (« il s'agit de », "they are").
    thing_verbs : frozenset of str
        Verbs that say that a vehicle or aircraft was lost.
    taken : frozenset of str
        Verbs that in the passive, of people and without a destination, say that they were abducted.
    reported : frozenset of str
        Words between a noun and what befell it (« portés disparus », "found dead").
    side : pattern
        Words that name a side of a fight ("on the enemy side", « dans les rangs »).
    all_of : pattern
        What says of all those counted who they are ("all of them", « toutes des »).
    ranks : frozenset of str
        Words of soldiers for their own, which name no side (« éléments »).
    altogether : frozenset of str
        Words before a figure that say it counts those told of already (« tous deux »).
    supposed : frozenset of str
        Adjectives that say that those counted are only held to be so ("suspected", « présumés »).
    returning : frozenset of str
        Verbs of those who are displaced no more.
    speaking : frozenset of str
        Verbs that give a figure of a toll already told ("local sources speak of 12 civilians").
    phrasal : list of (str, pattern)
        Predicates of several words ("put out of action") at a verb.
    demonyms : frozenset of str
        Names of nationals, in every form.
    types : frozenset of str
        Nouns that name aircraft after a type ("L-39 bombers").
    """

    phrases: dict[str, str]
    phrase_words: frozenset[str]
    owners: list[tuple[str, re.Pattern[str]]]
    names: list[tuple[str, re.Pattern[str]]]
    generic: frozenset[str]
    staff: frozenset[str]
    armed: re.Pattern[str]
    civil: re.Pattern[str]
    leading: list[tuple[str, re.Pattern[str]]]
    counting: frozenset[str]
    them: re.Pattern[str]
    link: re.Pattern[str]
    bare_end: re.Pattern[str]
    suffering: frozenset[str]
    losing: frozenset[str]
    leaving: frozenset[str]
    falling: frozenset[str]
    not_falling: frozenset[str]
    bodily: frozenset[str]
    material: re.Pattern[str]
    apart: frozenset[str]
    named_after: list[tuple[str, re.Pattern[str]]]
    possessive: frozenset[str]
    identified: re.Pattern[str]
    thing_verbs: frozenset[str]
    types: frozenset[str]
    taken: frozenset[str]
    reported: frozenset[str]
    all_of: re.Pattern[str]
    ranks: frozenset[str]
    altogether: frozenset[str]
    supposed: frozenset[str]
    returning: frozenset[str]
    speaking: frozenset[str]
    runaways: frozenset[str]
    phrasal: list[tuple[str, re.Pattern[str]]]
    demonyms: frozenset[str]
    side: re.Pattern[str]

    def owner_class(self, text: str, start: int, end: int) -> str | None:
        """Return the class of those who belong to the first body named in a stretch of text.

        Examples
        --------
        >>> text = "three members of the army"
        >>> victim_words("en").owner_class(text, 0, len(text))
        'soldiers'
        """
        found = [
            (match.start(), -match.end(), name)
            for name, pattern in (*self.owners, *self.names)
            for match in [pattern.search(text, start, end)]
            if match is not None
        ]
        return min(found)[2] if found else None


def singular(words: Iterable[str]) -> str:
    """Return words in a rough singular, so that « casques bleus » is found as « casque bleu »."""
    return " ".join(w.rstrip("s") for w in words)


def _names() -> list[tuple[str, re.Pattern[str]]]:
    known = actors()
    by_class: dict[str, set[str]] = {}
    for entry in actor_names():
        actor = known.get(entry.actor_id)
        if actor is None or len(entry.name) < 3:
            continue
        name = _CLASS_OF_ACTOR.get(actor.actor_id) or _CLASS_OF_KIND.get(actor.kind)
        if actor.body == "police":
            name = "police"
        if name is not None:
            by_class.setdefault(name, set()).add(entry.name.replace("’", "'"))
    out = []
    for name, words in sorted(by_class.items()):
        body = "|".join(re.escape(w).replace("'", "['’]") for w in sorted(words, key=lambda w: (-len(w), w)))
        out.append((name, re.compile(rf"(?<![\w-])(?:{body})(?!\w)")))
    return out


@cache
def victim_words(language: str) -> VictimWords:
    """Load the victim lists of a language.

    Examples
    --------
    >>> victim_words("fr").phrases["casque bleu"]
    'peacekeepers'
    """
    data = lexicon(language, "victims")
    totals = alternatives(data["totals"])
    phrases = {
        singular(p.replace("'", "' ").split()): c
        for c, words in data["classes"].items()
        for p in words
        if " " in str(p)
    }
    return VictimWords(
        phrases=phrases,
        phrase_words=frozenset(word for phrase in phrases for word in phrase.split(" ")),
        owners=[(c, _found(words)) for c, words in data["owners"].items()],
        names=_names(),
        generic=frozenset(data["generic"]),
        staff=frozenset(data["staff"]),
        armed=_found(data["armed"]),
        civil=_found(data["unarmed"]),
        leading=[
            (m, re.compile(rf"(?<!\w){alternatives(words)}\s*(?:{totals}\s*)?[\"“«‘]?\s*\Z", re.IGNORECASE))
            for m, words in data["leading"].items()
        ],
        counting=frozenset(data["counting"]),
        them=re.compile(rf"\s*{alternatives(data['them'])}(?!\w)", re.IGNORECASE),
        link=re.compile(
            rf"(?:[,;:(—–]|(?<!\w){alternatives(data['links'])})\s*(?:{alternatives(data['after_links'])}\s*)?[\"“«]?\s*\Z",
            re.IGNORECASE,
        ),
        bare_end=re.compile(rf"\s*(?:[.,;:!?)»”\"—–]|\Z|{alternatives(data['after_bare'])}(?!\w))", re.IGNORECASE),
        suffering=frozenset(data["suffering"]),
        losing=frozenset(data["losing"]),
        leaving=frozenset(data["leaving"]),
        falling=frozenset(data["falling"]),
        not_falling=frozenset(data["not_falling"]),
        bodily=frozenset(data["bodily"]),
        material=_found(data["material"]),
        apart=frozenset(data["apart"]),
        named_after=[(m, _found(words)) for m, words in data["named_after"].items()],
        possessive=frozenset(data["possessive"]),
        identified=_found(data["identified"]),
        thing_verbs=frozenset(data["measure_verbs"]["vehicles_lost"]),
        taken=frozenset(data["taken"]),
        reported=frozenset(data["reported"]),
        side=_found(data["side"]),
        all_of=re.compile(rf"[,(–—-]\s*{alternatives(data['all_of'])}\s*(?=\w)", re.IGNORECASE),
        ranks=frozenset(data["ranks"]),
        altogether=frozenset(data["altogether"]),
        supposed=frozenset(data["supposed"]),
        returning=frozenset(data["returning"]),
        speaking=frozenset(data["speaking"]),
        runaways=frozenset(data["runaways"]),
        phrasal=[(m, _found(words)) for m, words in data["phrasal"].items()],
        demonyms=frozenset(d.lower() for c in countries().values() for d in c.demonyms[language]),
        types=frozenset(data["aircraft_types"]),
    )


def _found(words: Iterable[str]) -> re.Pattern[str]:
    return whole_words(alternatives(words))
