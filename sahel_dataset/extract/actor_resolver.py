"""Drafts resolved in the context of their article: whose army, which group, what spokesman."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sahel_dataset.extract.actor_belonging import taken_over
from sahel_dataset.extract.actor_bodies import Bodies
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
    of_family_name,
    of_name,
    of_person,
    of_titled_person,
)
from sahel_dataset.extract.actor_phrases import Draft, category
from sahel_dataset.extract.actor_reference import JIHADIST, History
from sahel_dataset.extract.actor_units import Grammar
from sahel_dataset.extract.actor_words import Words
from sahel_dataset.extract.mentions import LocalActor
from sahel_dataset.knowledge.actor_list import actors, body_of, descriptions, state_government

__all__ = ["Resolver"]

_TITLES = frozenset({"head_of_state", "minister"})
_NO_ORGANISATION = frozenset(
    {
        "bandits",
        "tuareg_rebels",
        "terrorist_coalition",
        "rebels_unspecified",
        "armed_men_unspecified",
        "jihadists_unspecified",
    }
)
_REBEL_BODIES = frozenset({"rebels", "separatists", "tuareg_rebels"})
_OWNED = frozenset({"leader", "spokesperson", "member", "statement", "fighters"})
# People of a country far away are foreigners there; of a neighbour's, civilians.
_ORDINARY = frozenset({"workers", "people", "residents", "students", "clergy", "drivers", "civilians", "survivors"})
_STATE_TALK = frozenset({"government", "official", "government_source", "official_source"})


def _branch(meaning: Meaning, named: set[str | None]) -> Meaning:
    """Return the branch of a group where the article names the one that it speaks of ("its Sahel branch")."""
    branches = sorted({row["actor"] for row in descriptions()["branches"] if row["of"] == meaning.actor_id} & named)
    if meaning.actor_id != "islamic_state" or len(branches) != 1:
        return meaning
    return replace(meaning_of_actor(branches[0], category_name=meaning.category), basis="inferred")


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
        self.history = History(words, rules)
        self.bodies = Bodies(words, focus)
        self.ngos: set[str] = set()
        self.rebels: set[str] = set()

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
            self.history.add(draft, meaning)
        named = {meaning.actor_id for _, meaning in out}
        return [(draft, _branch(self._by_later_name(draft, meaning, out), named)) for draft, meaning in out]

    def _by_later_name(self, draft: Draft, meaning: Meaning, told: list[tuple[Draft, Meaning]]) -> Meaning:
        """Return the group that "an al-Qaeda-linked group" is, where the text goes on with "the same group, JNIM"."""
        if meaning.likely is None or not self.history.is_one_group(draft):
            return meaning
        for other, name in told:
            again = other.category == "group" and other.definite is True and other.number == "singular"
            if other.first > draft.last and again and other.owner is not None and name.actor_id == meaning.likely:
                return replace(meaning_of_actor(meaning.likely, category_name=meaning.category), basis="inferred")
        return meaning

    # --- what is said outright

    def _gather(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            found = self._outright(draft)
            self.bodies.note(draft, found)
            actor = actors().get(found.actor_id or "") if found is not None else None
            if actor is not None and actor.kind == "ngo":
                self.ngos.add(actor.actor_id)
            rebel = actor is not None and actor.kind == "armed_group" and not actor.is_jihadist
            if actor is not None and rebel and actor.actor_id not in _NO_ORGANISATION:
                self.rebels.add(actor.actor_id)

    def _outright(self, draft: Draft) -> Meaning | None:
        country = self.focus.at(self.words.sentences[draft.first])
        if draft.source == "name":
            return of_name(draft.names, self.day, country)
        if draft.source == "person" and draft.persons:
            return of_person(draft.persons, self.day)
        if draft.source == "adjective" and draft.country is not None:
            return body_meaning(draft.category, draft.country, "reported")
        if draft.source != "description":
            return None
        name = combined(draft, country)
        if "former" in draft.modifiers:
            return None
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
        if draft.source == "adjective" and draft.country is not None:
            return body_meaning(draft.category, draft.country, "reported")
        if draft.source == "adjective":
            return self._referring(draft, combined(draft, country))
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
        if "former" in draft.modifiers and entry["kind"] in {"government", "military", "unattributed"}:
            return Meaning(None, None, "unattributed", "former")
        if draft.owner is not None and draft.linked:
            found = self._owned(draft, name)
            if found is not None and found.kind == "armed_group" and found.actor_id != "jihadists_unspecified":
                return found
        if draft.linked or (draft.owner is not None and is_branch_word(self.words, draft, self.rules.branches)):
            found = self._affiliated(draft, name, country)
            if found is not None:
                return found
        if draft.owner is not None and not draft.linked:
            found = self._owned(draft, name)
            if found is not None:
                return found
        if draft.persons and (entry["kind"] == "witness" or not (draft.country or draft.state)):
            titled = entry.get("body") == "government" and not entry.get("source")
            found = of_titled_person(draft.persons, self.day) if titled else of_person(draft.persons, self.day)
            if found.actor_id is not None:
                return found
        if (
            draft.person_name
            and not draft.persons
            and not (draft.country or draft.state)
            and " " not in draft.person_name
        ):
            found = of_family_name(draft.person_name, self.day, country) if name in _TITLES else None
            if found is not None:
                return replace(found, category=name)
        if name == "separatists" and self.history.may_refer(draft, name):
            found = self.history.antecedent(draft, name, entry["stands_for"])
            if found is not None and found.actor_id in self.rebels:
                return replace(found, category=name, basis="inferred")
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
        if draft.country is not None and name in {"statement", "spokesperson", "leader"}:
            return replace(body_meaning("official", draft.country, "reported"), category=name)
        abroad = draft.country is not None and draft.country not in THEATRE
        if name in {"nationals", "foreigners"} or (name in _ORDINARY and abroad):
            return self._people_of(draft, name, country)
        if entry.get("federal") or (name == "official" and draft.state):
            state = draft.state or (self.focus.state() if country == "NG" and draft.country in {None, "NG"} else None)
            if state is not None:
                actor_id = state_government(state)
                return Meaning(actor_id, actor_id, "local_official", name, "NG", victim_class="officials")
        if "body" in entry:
            return self._body(draft, name, country)
        return self._referring(draft, name)

    # --- descriptions that belong to somebody

    def _owned(self, draft: Draft, name: str) -> Meaning | None:
        owner = draft.owner
        if owner is None:
            return None
        if draft.country is not None and owner.country is None and owner.source == "description" and owner.nested:
            owner.country = draft.country
        if draft.state is not None and owner.state is None and owner.source == "description":
            owner.state = draft.state
        meaning = self.meaning(owner)
        if meaning is None:
            return None
        vague = meaning.actor_id in {"rebels_unspecified", "tuareg_rebels"}
        if name == "spokesperson" and vague and len(self.rebels) == 1:
            return replace(meaning_of_actor(next(iter(self.rebels)), category_name=name), basis="inferred")
        return taken_over(draft, name, owner, meaning)

    def _affiliated(self, draft: Draft, name: str, country: str | None) -> Meaning | None:
        linked = draft.linked or (draft.owner.names if draft.owner is not None else [])
        jihadist = any(actors()[n.actor_id].is_jihadist for n in linked)
        if not jihadist:
            return None
        named = self.history.named_beside(draft)
        if named is not None:
            return replace(named, category=name)
        branch = branch_of(linked, draft.regions, self.day)
        if branch is not None:
            return meaning_of_actor(branch, category_name=name)
        if linked[0].actor_id not in descriptions()["affiliates"]:
            # Whoever is linked to a group of the Sahel itself is held for one of it.
            return meaning_of_actor(linked[0].actor_id, category_name=name, basis="inferred")
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
            state = state_government(draft.state)
            return Meaning(state, state, "local_official", name, "NG", victim_class="officials")
        if draft.country is not None:
            return body_meaning(name, draft.country, "reported")
        if draft.state is not None:
            return body_meaning(name, "NG", "reported")
        if entry.get("source"):
            return self._local_body(draft, name, country)
        if name in _TITLES and draft.definite and draft.person_name is None:
            found = self.history.same_title(draft, name)
            if found is not None:
                return replace(found, category=name, basis="inferred")
        actor_id = self.bodies.whose(draft, name, entry["body"])
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
        """Return what a source or local official means: as a participant the state's, as a claimant nobody's."""
        entry = category(name)
        if entry["kind"] == "local_official":
            actor_id = body_of(country, entry["body"]) if country else None
        else:
            actor_id = self.bodies.whose(draft, name, entry["body"])
            country = actors()[actor_id].country if actor_id else None
        return Meaning(
            actor_id, None, entry["kind"], name, country, "inferred", None, entry.get("victim_class", "people")
        )

    def _people_of(self, draft: Draft, name: str, country: str | None) -> Meaning:
        entry = category(name)
        at_home = draft.country is not None and draft.country == (
            self.focus.in_sentence(self.words.sentences[draft.first]) or country
        )
        victims = entry.get("victim_class", "people")
        foreign = name == "foreigners" and draft.country is None
        actor_id = "foreign_nationals" if foreign or (draft.country is not None and not at_home) else "civilians"
        return Meaning(actor_id, None, entry["kind"], name, draft.country, "inferred", None, victims)

    def _speaks_for(self, draft: Draft, name: str, body: str) -> str | None:
        """Return the body that a source belongs to: that of its nationality, for soldiers else that of the place."""
        if draft.country is not None:
            return body_of(draft.country, body)
        return self.bodies.whose(draft, name, body) if body == "armed_forces" else None

    # --- descriptions that refer back

    def _referring(self, draft: Draft, name: str) -> Meaning | None:
        entry = category(name)
        own = entry.get("actor")
        claimant = None if entry.get("source") or entry["kind"] in {"witness", "analyst"} else own
        if "claimant_body" in entry:
            # "a Malian diplomat" speaks for Mali, "a military source" for the army of the country spoken of.
            claimant = own = self._speaks_for(draft, name, entry["claimant_body"])
        if name in {"aid_workers", "journalists"}:
            claimant = None
        basis = entry.get("basis", "reported")
        plain = Meaning(
            own, claimant, entry["kind"], name, draft.country, basis, None, entry.get("victim_class", "people")
        )
        if draft.possessive and draft.owner is None and name in _OWNED:
            found = self.history.owner_before(draft)
            if found is not None:
                return replace(found, category=name, basis="inferred")
        if name in _REBEL_BODIES and len(self.rebels) == 1 and self.history.is_one_group(draft):
            # "A separatist coalition said": the only one that the article names.
            return replace(meaning_of_actor(next(iter(self.rebels)), category_name=name), basis="inferred")
        if name == "ngo" and len(self.ngos) == 1 and draft.number == "singular":
            actor_id = next(iter(self.ngos))
            return replace(meaning_of_actor(actor_id, category_name=name), basis="inferred")
        sorts = entry.get("stands_for", ())
        if sorts and self.history.may_refer(draft, name):
            found = self.history.antecedent(draft, name, sorts)
            if found is not None:
                if name in JIHADIST and found.actor_id != own and not self.history.is_one_group(draft):
                    # « les jihadistes » may be all of them: the text does not say it is that group.
                    return replace(plain, likely=found.actor_id)
                return replace(
                    found, category=name, basis="inferred", victim_class=entry.get("victim_class", found.victim_class)
                )
        if name == "statement" and draft.owner is None and draft.definite is not True:
            found = self.history.speaker_beside(draft)
            if found is not None:
                return replace(found, category=name, basis="inferred")
        if entry.get("anaphoric") and own is None:
            keep = name == "source" or (name in {"group", "statement"} and draft.definite is not None)
            return plain if keep else None
        if own is None and name in {"member", "volunteers", "russian_partners", "mercenaries", "hunters"}:
            return plain if name == "mercenaries" else None
        return plain
