"""Drafts resolved in the context of their article: whose army, which group, what spokesman."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sahel_dataset.extract.actor_context import THEATRE, Focus
from sahel_dataset.extract.actor_meaning import (
    Meaning,
    affiliate_of,
    body_meaning,
    branch_of,
    combined,
    fitting_rule,
    is_branch_word,
    meaning_of_actor,
    of_name,
    of_person,
)
from sahel_dataset.extract.actor_phrases import Draft, category
from sahel_dataset.extract.actor_units import Grammar
from sahel_dataset.extract.actor_words import Words
from sahel_dataset.extract.mentions import LocalActor
from sahel_dataset.knowledge.actor_list import actors, body_of, state_government

__all__ = ["Resolver"]

# How a description without nationality finds its state: the last body of its sort named before (fading by the
# sentence), one named after, the country of its own sentence, the country carried over, the article's.
_BEFORE, _AFTER, _HERE, _CARRIED, _MAIN = 1.2, 0.3, 0.8, 0.5, 0.3
_FADING = 0.75
_SAME_NOUN = 0.6
_FOREIGN = 0.5
# Within how many sentences "the group" finds whom it refers to.
_REACH = 4
_JUNTAS = frozenset({"ML", "BF", "NE", "TD", "GN", "SD", "GA", "MR"})
_STATE_TALK = frozenset({"government", "official", "government_source", "official_source"})
_JIHADIST = frozenset({"jihadists", "terrorists", "militants"})
_REBEL = frozenset({"rebels", "separatists", "tuareg_rebels"})
_FORCE_KINDS = frozenset({"state_force", "multinational_force", "private_military_company"})


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A body of a state named outright, and where."""

    sentence: int
    word: int
    actor_id: str
    body: str
    category: str


class Resolver:
    """Resolves the drafts of one text, in order."""

    def __init__(
        self,
        words: Words,
        rules: Grammar,
        focus: Focus,
        published_on: dt.date | None,
        local: list[LocalActor],
    ) -> None:
        self.words = words
        self.rules = rules
        self.focus = focus
        self.day = published_on
        self.local = {actor.actor_id: actor for actor in local}
        self.done: dict[int, Meaning | None] = {}
        self.history: list[tuple[Draft, Meaning]] = []
        self.evidence: list[_Evidence] = []
        self.ngos: set[str] = set()

    def run(self, drafts: list[Draft]) -> list[tuple[Draft, Meaning]]:
        """Return every draft that stands for somebody, with its meaning."""
        self._gather(drafts)
        out = []
        for draft in drafts:
            if draft.nested:
                continue
            meaning = self.meaning(draft)
            if meaning is None:
                continue
            out.append((draft, meaning))
            self.history.append((draft, meaning))
        return out

    # --- what is said outright

    def _gather(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            found = self._outright(draft)
            if found is None:
                continue
            actor = actors().get(found.actor_id or "")
            if actor is None:
                continue
            if actor.kind == "ngo":
                self.ngos.add(actor.actor_id)
            body = actor.body or ("armed_forces" if actor.kind in _FORCE_KINDS else None)
            if body is not None and draft.source != "country":
                where = self.words.sentences[draft.first]
                self.evidence.append(_Evidence(where, draft.first, actor.actor_id, body, found.category))

    def _outright(self, draft: Draft) -> Meaning | None:
        country = self.focus.at(self.words.sentences[draft.first])
        if draft.source == "name":
            return of_name(draft.names, self.day, country)
        if draft.source == "person" and draft.persons:
            return of_person(draft.persons, self.day)
        if draft.source != "description":
            return None
        name = combined(draft, country)
        if draft.owner is not None and category(name).get("takes") in {"actor", "country"} and not draft.linked:
            if is_branch_word(self.words, draft, self.rules.branches):
                return None
            return self._outright(draft.owner)
        if draft.country is not None and "body" in category(name) and not category(name).get("source"):
            return body_meaning(name, draft.country, "reported")
        return None

    # --- one draft

    def meaning(self, draft: Draft) -> Meaning | None:
        """Return who a draft stands for, or None where it is no mention of anybody."""
        key = id(draft)
        if key not in self.done:
            self.done[key] = None  # a name that is its own owner ends here
            self.done[key] = self._resolve(draft)
        return self.done[key]

    def _resolve(self, draft: Draft) -> Meaning | None:
        sentence = self.words.sentences[draft.first]
        country = draft.seat or self.focus.at(sentence)
        if draft.source == "name":
            return of_name(draft.names, self.day, country)
        if draft.source == "country":
            return replace(body_meaning("government", str(draft.country), "reported"), category="country")
        if draft.source == "adjective":
            return self._referring(draft, combined(draft, country), country)
        if draft.source == "local":
            return self._local(draft, country)
        if draft.source == "person":
            return self._person(draft)
        return self._description(draft, combined(draft, country), country)

    def _local(self, draft: Draft, country: str | None) -> Meaning | None:
        if draft.names:
            return of_name(draft.names, self.day, country)
        if draft.actor_id is None:
            if draft.owner is not None:
                return self.meaning(draft.owner)
            kind = category(draft.category)["kind"] if draft.category else "unattributed"
            return Meaning(None, None, kind, draft.category)
        actor = self.local[draft.actor_id]
        kind = {"armed_group": "armed_group", "militia": "armed_group", "ngo": "ngo", "media": "media"}.get(
            actor.kind, "unattributed"
        )
        if actor.kind in {"government", "international_organisation"}:
            kind = "government" if actor.kind == "government" else "foreign_government"
        return Meaning(draft.actor_id, draft.actor_id, kind, "", actor.country)

    def _person(self, draft: Draft) -> Meaning | None:
        if draft.owner is not None:
            meaning = self.meaning(draft.owner)
            return None if meaning is None else meaning
        return of_person(draft.persons, self.day)

    def _description(self, draft: Draft, name: str, country: str | None) -> Meaning | None:
        entry = category(name)
        if draft.owner is not None and draft.linked:
            found = self._owned(draft, name, country)
            if found is not None and found.kind == "armed_group" and found.actor_id != "jihadists_unspecified":
                return found
        if draft.linked or (draft.owner is not None and is_branch_word(self.words, draft, self.rules.branches)):
            found = self._affiliated(draft, name, country)
            if found is not None:
                return found
        if draft.owner is not None and not draft.linked:
            found = self._owned(draft, name, country)
            if found is not None:
                return found
        if draft.persons and not (draft.country or draft.state):
            found = of_person(draft.persons, self.day)
            if found.actor_id is not None:
                return found
        rule = fitting_rule(name, draft.country, country, self.day, draft.modifiers)
        if rule is not None:
            actor_id = rule.get("actor")
            basis = rule.get("basis", "reported" if draft.country in rule.get("of", ()) else "inferred")
            return Meaning(
                actor_id,
                None if entry.get("source") and entry["kind"] != "media" else actor_id,
                entry["kind"],
                name,
                draft.country,
                basis,
                rule.get("likely"),
                entry.get("victim_class", "people"),
            )
        if name in {"nationals", "foreigners"}:
            return self._people_of(draft, name, country)
        if entry.get("federal") or (name == "official" and draft.state):
            state = draft.state or (self.focus.state() if country == "NG" and draft.country in {None, "NG"} else None)
            if state is not None:
                actor_id = state_government(state)
                return Meaning(actor_id, actor_id, "local_official", name, "NG", victim_class="officials")
        if "body" in entry:
            return self._body(draft, name, country)
        return self._referring(draft, name, country)

    # --- descriptions that belong to somebody

    def _owned(self, draft: Draft, name: str, country: str | None) -> Meaning | None:
        owner = draft.owner
        if owner is None:
            return None
        entry = category(name)
        takes = entry.get("takes")
        if draft.country is not None and owner.country is None and owner.source == "description" and owner.nested:
            owner.country = draft.country
        if draft.state is not None and owner.state is None and owner.source == "description":
            owner.state = draft.state
        meaning = self.meaning(owner)
        if meaning is None:
            return None
        if (
            name in {"source", "statement"}
            and owner.source == "description"
            and meaning.category in {"government", "ministry"}
        ):
            return replace(meaning, category=name)
        if name == "source":
            kind = {"military": "security_source"}.get(meaning.kind, meaning.kind)
            return replace(
                meaning, claimant_id=meaning.claimant_id if owner.country else None, kind=kind, category=name
            )
        if takes == "actor":
            if meaning.actor_id is None and meaning.kind == "unattributed" and not meaning.category:
                return None
            if meaning.category in {"people", "residents", "civilians", "nationals"} and "body" in entry:
                return None
            victims = (
                meaning.victim_class
                if name in {"member", "fighters"}
                else entry.get("victim_class", meaning.victim_class)
            )
            if meaning.kind == "armed_group":
                victims = meaning.victim_class
            return replace(meaning, category=name, victim_class=victims)
        actor = actors().get(meaning.actor_id or "")
        if takes == "country" or "rules" in entry:
            if (
                actor is not None
                and (actor.kind in _FORCE_KINDS or actor.body == entry.get("body"))
                and owner.source != "description"
            ):
                return replace(meaning, category=name, victim_class=entry.get("victim_class", meaning.victim_class))
            if (
                owner.category
                and owner.source == "description"
                and meaning.country
                and draft.country is None
                and "body" in category(owner.category)
            ):
                draft.country = meaning.country if owner.country else None
            if actor is not None and actor.kind == "armed_group" and name in {"mercenaries", "volunteers"}:
                return replace(meaning, category=name)
            if (
                actor is not None
                and actor.kind == "international_organisation"
                and name in {"armed_forces", "security_forces"}
            ):
                return replace(meaning, category=name, victim_class="soldiers", kind="military")
        if actor is not None and actor.kind == "media" and name in {"journalists", "media"}:
            return replace(meaning, category=name)
        return None

    def _affiliated(self, draft: Draft, name: str, country: str | None) -> Meaning | None:
        linked = draft.linked or (draft.owner.names if draft.owner is not None else [])
        jihadist = any(actors()[n.actor_id].is_jihadist for n in linked)
        if not jihadist:
            return None
        branch = branch_of(linked, draft.regions, self.day)
        if branch is not None:
            return meaning_of_actor(branch, category_name=name)
        likely = affiliate_of(linked, country, self.day)
        return Meaning(
            "jihadists_unspecified",
            "jihadists_unspecified",
            "armed_group",
            "jihadists",
            None,
            "reported",
            likely,
            "fighters",
        )

    # --- bodies of states

    def _body(self, draft: Draft, name: str, country: str | None) -> Meaning | None:
        entry = category(name)
        if draft.state is not None and entry["body"] == "government" and name in _STATE_TALK:
            actor_id = state_government(draft.state)
            return Meaning(actor_id, actor_id, "local_official", name, "NG", victim_class="officials")
        if draft.country is not None:
            return body_meaning(name, draft.country, "reported")
        if draft.state is not None:
            return body_meaning(name, "NG", "reported")
        if entry.get("source"):
            return self._local_body(draft, name, country)
        actor_id = self._whose(draft, name, entry["body"])
        if actor_id is None:
            return (
                None
                if entry.get("needs")
                else Meaning(None, None, entry["kind"], name, victim_class=entry["victim_class"])
            )
        actor = actors()[actor_id]
        claimant: str | None = actor_id
        if actor.country == "NG" and name in _STATE_TALK and self.focus.states:
            claimant = None  # federal or of a state: the text does not say
        return Meaning(
            actor_id,
            claimant,
            entry["kind"],
            name,
            actor.country,
            "inferred",
            None,
            entry.get("victim_class", "people"),
        )

    def _local_body(self, draft: Draft, name: str, country: str | None) -> Meaning:
        entry = category(name)
        actor_id = body_of(country, entry["body"]) if country else None
        return Meaning(
            actor_id, None, entry["kind"], name, country, "inferred", None, entry.get("victim_class", "people")
        )

    def _whose(self, draft: Draft, name: str, body: str) -> str | None:
        """Return the body of its sort that a description without nationality most probably means."""
        sentence = self.words.sentences[draft.first]
        scores: dict[str, float] = {}
        for seen in self.evidence:
            if seen.body != body or seen.word == draft.first:
                continue
            distance = abs(seen.sentence - sentence)
            weight = (_BEFORE if seen.word < draft.first else _AFTER) * _FADING**distance
            if seen.category == name:
                weight *= 1 + _SAME_NOUN
            where = actors()[seen.actor_id].country
            if body == "government" and where not in THEATRE:
                weight *= _FOREIGN
            if name == "junta" and where not in _JUNTAS:
                continue
            scores[seen.actor_id] = max(scores.get(seen.actor_id, 0.0), weight)
        here = self.focus.in_sentence(sentence) if draft.seat is None else draft.seat
        carried = self.focus.at(sentence)
        for iso2, weight in ((here, _HERE), (carried, _CARRIED if here is None else 0.0), (self.focus.main, _MAIN)):
            if iso2 is not None and not (name == "junta" and iso2 not in _JUNTAS):
                actor_id = body_of(iso2, body)
                scores[actor_id] = scores.get(actor_id, 0.0) + weight
        if not scores:
            return None
        return max(sorted(scores), key=scores.__getitem__)

    def _people_of(self, draft: Draft, name: str, country: str | None) -> Meaning:
        entry = category(name)
        at_home = draft.country is not None and draft.country == (
            self.focus.in_sentence(self.words.sentences[draft.first]) or country
        )
        foreign = name == "foreigners" and draft.country is None
        actor_id = "foreign_nationals" if foreign or (draft.country is not None and not at_home) else "civilians"
        return Meaning(actor_id, None, entry["kind"], name, draft.country, "inferred", None, "people")

    # --- descriptions that refer back

    def _referring(self, draft: Draft, name: str, country: str | None) -> Meaning | None:
        entry = category(name)
        own = entry.get("actor")
        claimant = None if entry.get("source") or entry["kind"] in {"witness", "analyst"} else own
        if name in {"military_source", "police_source"} and draft.country is not None:
            claimant = body_of(draft.country, entry["claimant_body"])
            own = claimant
        if name in {"protesters", "aid_workers", "journalists"}:
            claimant = None
        basis = entry.get("basis", "reported")
        plain = Meaning(
            own, claimant, entry["kind"], name, draft.country, basis, None, entry.get("victim_class", "people")
        )
        if name == "leader" and draft.country is not None:
            return body_meaning("official", draft.country, "reported")
        if name == "ngo" and len(self.ngos) == 1 and draft.number == "singular":
            actor_id = next(iter(self.ngos))
            return replace(meaning_of_actor(actor_id, category_name=name), basis="inferred")
        sorts = entry.get("stands_for", ())
        if sorts and self._may_refer(draft, name):
            found = self._antecedent(draft, name, sorts)
            if found is not None:
                if name in _JIHADIST and found.actor_id != own:
                    return replace(plain, likely=found.actor_id)
                return replace(
                    found, category=name, basis="inferred", victim_class=entry.get("victim_class", found.victim_class)
                )
        if entry.get("anaphoric") and own is None:
            keep = name in {"group", "statement", "source"} and draft.definite is not None
            return plain if keep else None
        if own is None and name in {"member", "volunteers", "russian_partners", "mercenaries", "hunters"}:
            return plain if name == "mercenaries" else None
        return plain

    @staticmethod
    def _may_refer(draft: Draft, name: str) -> bool:
        return name == "ngo" or draft.definite is True

    def _antecedent(self, draft: Draft, name: str, sorts: list[str]) -> Meaning | None:
        sentence = self.words.sentences[draft.first]
        for earlier, meaning in reversed(self.history):
            if sentence - self.words.sentences[earlier.first] > _REACH:
                return None
            if self._suits(draft, name, sorts, earlier, meaning):
                return meaning
        return None

    def _suits(self, draft: Draft, name: str, sorts: list[str], earlier: Draft, meaning: Meaning) -> bool:
        actor = actors().get(meaning.actor_id or "")
        kind = actor.kind if actor is not None else "armed_group" if meaning.kind == "armed_group" else ""
        if "armed" in sorts and kind in {"armed_group", "militia"} and meaning.kind == "armed_group":
            return self._armed_suits(draft, name, earlier, meaning, actor is not None and actor.is_jihadist)
        if "ngo" in sorts and meaning.kind == "ngo" and meaning.actor_id is not None:
            return draft.number == "singular"
        if "bloc" in sorts and kind == "international_organisation":
            return meaning.actor_id not in {"un", "icc"}
        if "force" in sorts and kind in _FORCE_KINDS:
            return kind == "multinational_force" or earlier.source == "name"
        if name == "source":
            return meaning.category.endswith("source")
        if "speaker" in sorts and earlier.source != "country":
            return meaning.claimant_id is not None or meaning.kind in {
                "security_source",
                "local_official",
                "government",
            }
        return False

    def _armed_suits(self, draft: Draft, name: str, earlier: Draft, meaning: Meaning, jihadist: bool) -> bool:
        same_noun = self.words.folded[draft.head_last] == self.words.folded[earlier.head_last]
        if name in _JIHADIST:
            return jihadist or meaning.actor_id == "jihadists_unspecified"
        if name in _REBEL:
            return same_noun or (not jihadist and meaning.actor_id not in {"jihadists_unspecified", "bandits"})
        if name == "group":
            named = earlier.source in {"name", "local"} or (
                earlier.owner is not None and earlier.owner.source == "name"
            )
            return draft.number == "singular" and (named or earlier.number == "singular")
        if name in {"militia", "bandits", "armed_group"}:
            return same_noun
        return True
