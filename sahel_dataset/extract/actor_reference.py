"""What a definite description refers back to: "the group", "the statement", « l'organisation »."""

from __future__ import annotations

from sahel_dataset.extract.actor_bodies import FORCE_KINDS
from sahel_dataset.extract.actor_meaning import Meaning
from sahel_dataset.extract.actor_phrases import Draft, category
from sahel_dataset.extract.actor_units import Grammar
from sahel_dataset.extract.actor_words import Words
from sahel_dataset.knowledge.actor_list import actors

__all__ = ["JIHADIST", "History"]

JIHADIST = frozenset({"jihadists", "terrorists", "militants"})
_REBEL = frozenset({"rebels", "separatists", "tuareg_rebels"})
_ARMED_KINDS = frozenset({"armed_group", "militia", "private_military_company"})
_HIRED = frozenset({"wagner", "africa_corps"})
_GENITIVE = frozenset("of de du des d".split())
# Within how many sentences a description finds whom it refers to.
_REACH, _REACH_OF_GROUPS, _REACH_OF_TITLES = 4, 8, 8


class History:
    """The mentions of a text so far, in order."""

    def __init__(self, words: Words, rules: Grammar) -> None:
        self.words = words
        self.rules = rules
        self._past: list[tuple[Draft, Meaning]] = []

    def add(self, draft: Draft, meaning: Meaning) -> None:
        """Note a mention."""
        if not draft.aside:
            self._past.append((draft, meaning))

    def may_refer(self, draft: Draft, name: str) -> bool:
        """Tell whether a description can refer back: it is definite, and no complement tells whose it is."""
        if name == "ngo":
            return True
        if draft.definite is not True:
            return False
        following = draft.last + 1
        told_after = following < len(self.words) and self.words.folded[following] in _GENITIVE
        return not told_after or category(name)["kind"] == "armed_group"

    def is_one_group(self, draft: Draft) -> bool:
        """Tell whether a description is of one organisation: "the jihadist group", and not "the jihadists"."""
        head = self.words.folded[draft.head_first : draft.head_last + 1]
        return draft.number == "singular" and any(word in self.rules.group_nouns for word in head)

    def antecedent(self, draft: Draft, name: str, sorts: list[str]) -> Meaning | None:
        """Return what a description refers back to, or None.

        Parameters
        ----------
        draft : Draft
            The description.
        name : str
            Its category.
        sorts : list[str]
            What it may stand for (``stands_for`` of its category).
        """
        sentence = self.words.sentences[draft.first]
        for earlier, meaning in reversed(self._past):
            if sentence - self.words.sentences[earlier.first] > (
                _REACH_OF_GROUPS if name in {"group", "ngo"} else _REACH
            ):
                return None
            if self._suits(draft, name, sorts, earlier, meaning):
                return meaning
        return None

    def same_title(self, draft: Draft, name: str) -> Meaning | None:
        """Return the president or minister named last, whom "the minister" means."""
        titles = {"minister": {"minister"}, "head_of_state": {"head_of_state", "president", "prime_minister"}}[name]
        sentence = self.words.sentences[draft.first]
        for earlier, meaning in reversed(self._past):
            distance = sentence - self.words.sentences[earlier.first]
            if distance > _REACH_OF_TITLES:
                return None
            named = earlier.source == "person" or earlier.person_name is not None
            if named and meaning.category in titles and meaning.claimant_id is not None:
                return meaning
        return None

    def owner_before(self, draft: Draft) -> Meaning | None:
        """Return the organisation that "its commanders" or « son porte-parole » belong to: the last one spoken of."""
        sentence = self.words.sentences[draft.first]
        for earlier, meaning in reversed(self._past):
            if sentence - self.words.sentences[earlier.first] > 1:
                return None
            if earlier.source in {"country", "adjective", "person"} or earlier.person_name is not None:
                continue
            if meaning.claimant_id is not None and meaning.kind not in {"media", "witness"}:
                return meaning
        return None

    def named_beside(self, draft: Draft) -> Meaning | None:
        """Return the jihadist group whose name a description follows between commas ("JNIM, an al-Qaeda affiliate")."""
        if not self._past:
            return None
        earlier, meaning = self._past[-1]
        gap = self.words.text[self.words.ends[earlier.last] : self.words.starts[draft.first]].strip()
        known = actors().get(meaning.actor_id or "")
        group = known is not None and known.is_jihadist and earlier.source in {"name", "local"}
        return meaning if group and gap in {",", "(", "–", "—", ":"} else None

    def speaker_beside(self, draft: Draft) -> Meaning | None:
        """Return who issued « dans un communiqué »: the last who can have, before it in its sentence."""
        sentence = self.words.sentences[draft.first]
        for earlier, meaning in reversed(self._past):
            if self.words.sentences[earlier.first] != sentence:
                return None
            if earlier.source != "country" and _speaker_suits("statement", earlier, meaning):
                return meaning
        return None

    def _suits(self, draft: Draft, name: str, sorts: list[str], earlier: Draft, meaning: Meaning) -> bool:
        actor = actors().get(meaning.actor_id or "")
        kind = actor.kind if actor is not None else "armed_group" if meaning.kind == "armed_group" else ""
        if earlier.source in {"adjective", "country"}:
            return False
        if "caliphate" in sorts:
            return meaning.actor_id in {"islamic_state", "is_sahel", "iswap"}
        if "pmc" in sorts:
            return meaning.actor_id in _HIRED or kind == "private_military_company"
        if "armed" in sorts and meaning.kind == "armed_group" and kind in _ARMED_KINDS:
            return self._armed_suits(draft, name, earlier, meaning, actor is not None and actor.is_jihadist)
        if "ngo" in sorts and meaning.kind == "ngo" and meaning.actor_id is not None:
            return draft.number == "singular"
        if "bloc" in sorts and kind == "international_organisation":
            return meaning.actor_id not in {"un", "icc"}
        if "force" in sorts and kind in FORCE_KINDS:
            return kind == "multinational_force" or earlier.source == "name"
        return "speaker" in sorts and _speaker_suits(name, earlier, meaning)

    def _armed_suits(self, draft: Draft, name: str, earlier: Draft, meaning: Meaning, jihadist: bool) -> bool:
        if meaning.actor_id == "terrorist_coalition":
            return False
        same_noun = self.words.folded[draft.head_last] == self.words.folded[earlier.head_last]
        if name in JIHADIST:
            if self.is_one_group(draft) and earlier.source == "description" and earlier.owner is None:
                return False
            return jihadist or meaning.actor_id == "jihadists_unspecified"
        if meaning.actor_id in _HIRED:
            return name == "group" and draft.number == "singular"
        militia = (
            actors().get(meaning.actor_id or "") is not None and actors()[meaning.actor_id or ""].kind == "militia"
        )
        if name in _REBEL:
            other = jihadist or militia or meaning.actor_id in {"jihadists_unspecified", "bandits"}
            return same_noun or not other
        if name == "group":
            if militia:
                return same_noun
            named = earlier.source in {"name", "local"} or (
                earlier.owner is not None and earlier.owner.source == "name"
            )
            return draft.number == "singular" and (named or earlier.number == "singular")
        if name == "militia" and militia:
            return True
        if name in {"militia", "bandits", "armed_group"}:
            return same_noun
        if militia:
            return False
        # Who is named in the same sentence is rather on the other side: "soldiers and CSP men repelled the attackers".
        return same_noun or self.words.sentences[draft.first] != self.words.sentences[earlier.first]


def _speaker_suits(name: str, earlier: Draft, meaning: Meaning) -> bool:
    if name == "source":
        return meaning.category.endswith("source")
    if name in {"leader", "spokesperson"}:
        told = earlier.source == "person" or earlier.person_name is not None or meaning.category == name
        return told and meaning.claimant_id is not None
    if name == "statement" and meaning.category == "statement":
        return meaning.claimant_id is not None
    one = earlier.source in {"name", "person", "local"} or earlier.number == "singular"
    return one and meaning.claimant_id is not None and meaning.kind not in {"media", "witness"}
