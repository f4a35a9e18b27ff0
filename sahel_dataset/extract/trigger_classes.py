"""Which class of event a predicate or noun names, given what it is said of."""

from __future__ import annotations

import re
from dataclasses import replace

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.counted import victim_class
from sahel_dataset.extract.crowd import is_of_crowd, met_by_force
from sahel_dataset.extract.event_classes import classes_by_agent
from sahel_dataset.extract.frames import Argument, Frame, Token
from sahel_dataset.extract.lexicon import Phrasing
from sahel_dataset.extract.noun_classes import (
    is_ground,
    names_body,
    names_envoy,
    names_organisation,
    names_silenced,
    names_state,
    of_noun,
)
from sahel_dataset.extract.scene import Scene
from sahel_dataset.extract.side_mentions import mentions_in

__all__ = ["class_of", "turned"]


def _noun_class(token: Token, scene: Scene) -> str | None:
    """Return the class that a noun names, alone or in a phrase ("car bomb", « coup d'État »)."""
    lex, tokens = scene.lex, scene.sentence.tokens
    head = tokens[token.head]
    if any(m.start < token.start and token.end < m.end and m.kind == "armed_group" for m in scene.actors):
        return None  # "the Movement for the Liberation of Azawad"
    for match in lex.noun_phrases.finditer(scene.text, max(scene.sentence.start, token.start - 20), token.end + 20):
        if match.start() <= token.start < match.end():
            inside = [t.i for t in tokens if match.start() <= t.start < match.end()]
            if token.head in inside and token.head != token.i:
                return None  # the phrase is read at its head
            phrase = re.sub(r"\s+", " ", match.group().lower().replace("’", "'")).replace("' ", "'")
            return lex.noun_class.get(phrase) or lex.noun_class.get(phrase.rstrip("s"))
    if token.dep == "compound" and head.pos in {"NOUN", "PROPN"} and head.lemma not in lex.noun_class:
        return None  # "attack helicopters"
    if token.pos == "PROPN" and token.i and token.text[0].isupper() and lex.language == "fr":
        return None
    return lex.noun_class.get(token.lemma) or lex.noun_class.get(token.lower)


def _keys(frame: Frame, scene: Scene) -> list[str]:
    """Return the dictionary forms under which a verb may stand in the lexicon, the most telling first."""
    tokens = scene.sentence.tokens
    token = tokens[frame.token]
    keys = [frame.lemma]
    if any(tokens[c].lower in {"se", "s'", "s’"} for c in token.children):
        en = any(tokens[c].lower == "en" and c < token.i for c in token.children)
        keys = [*([f"s'en {frame.lemma}"] if en else []), f"se {frame.lemma}", f"s'{frame.lemma}", *keys]
    for c in token.children:
        child = tokens[c]
        if child.dep in {"acomp", "advmod", "prep", "prt", "oprd", "dobj", "obj"} and c > token.i:
            keys.insert(0, f"{token.lemma} {child.lower}")
    return [*dict.fromkeys([*keys, token.lemma])]


def _verb_class(frame: Frame, scene: Scene) -> str | None:
    """Return the class that a verb names, with its object, subject or the words behind it where it needs them."""
    lex, sentence = scene.lex, scene.sentence
    token = sentence.tokens[frame.token]
    keys = _keys(frame, scene)
    phrasing = _phrasing(frame, scene)
    if phrasing is not None:
        return phrasing.name
    for key in keys:
        light = lex.light_verbs.get(key)
        if not light:
            continue
        completing = [a for a in frame.oblique if a.preposition in scene.lex.words["completing_prepositions"]]
        for argument in frame.patient + completing:
            head = _counted_noun(argument, scene)
            said = (light.get(sentence.tokens[c].lemma) for c in head.children if sentence.tokens[c].dep == "compound")
            name = next(filter(None, said), None) or light.get(head.lemma) or light.get(head.lower)
            if name is None and "{ruler}" in light and _names_ruler(argument, scene):
                name = light["{ruler}"]
            if name:
                return name
        low = scene.text[token.start : min(sentence.end, token.end + 40)].lower()
        for noun, name in light.items():
            if " " in noun and re.search(rf"^\S+\s+(?:\S+\s+)?{re.escape(noun)}\b", low):
                return name
    for key in keys:
        subjects = lex.subject_verbs.get(key)
        for argument in frame.agent if subjects else ():
            counted = _counted_noun(argument, scene).lemma
            name = subjects.get(counted) or subjects.get(sentence.tokens[argument.head].lemma) if subjects else None
            if name:
                return name
    return next((lex.verb_class[key] for key in keys if key in lex.verb_class), None)


def _counted_noun(argument: Argument, scene: Scene) -> Token:
    """Return the noun a phrase is about: behind a noun that only counts, the one counted ("dozens of instructors")."""
    tokens = scene.sentence.tokens
    head = tokens[argument.head]
    if head.lemma not in scene.lex.words["counting_nouns"]:
        return head
    inside = (t for t in tokens[head.i + 1 :] if t.start < argument.full_end)
    return next((t for t in inside if t.pos in {"NOUN", "PROPN"}), head)


def _phrasing(frame: Frame, scene: Scene) -> Phrasing | None:
    """Return the phrasing that a verb and the words behind it make."""
    if frame.pos != "VERB":
        return None
    token, end = (
        scene.sentence.tokens[frame.token],
        min(scene.sentence.end, scene.sentence.tokens[frame.token].end + 140),
    )
    for key in _keys(frame, scene):
        for phrasing in scene.lex.phrasings.get(key, ()):
            if phrasing.behind.match(scene.text, token.end, end):
                return phrasing
    return None


def turned(frame: Frame, scene: Scene) -> Frame:
    """Return the frame with its roles turned, where the subject undergoes what the words name ("came under fire")."""
    phrasing = _phrasing(frame, scene)
    if phrasing is None or not phrasing.undergone or frame.lemma in scene.lex.undergoing:
        return frame
    doing = [a for a in frame.oblique if a.preposition.split(" ")[-1] in scene.lex.words["doer_prepositions"]]
    return replace(frame, passive=True, patient=frame.agent or frame.patient, agent=doing)


def _by_agent(name: str, frame: Frame, scene: Scene) -> str | None:
    """Return what a word whose class depends on who acts means here."""
    senses = classes_by_agent()[name]
    agents = frame.agent
    above = scene.sentence.frames.get(frame.parent if frame.parent is not None else -1)
    while (not agents or _is_obscure(agents, scene)) and frame.relation == "complement" and above is not None:
        agents, frame = above.agent, above
        above = scene.sentence.frames.get(frame.parent if frame.parent is not None else -1)
    for argument in agents:
        for mention in mentions_in(scene, argument):
            sort = _sort_of_agent(mention, scene)
            if sort in senses:
                return senses[sort]
        head = scene.sentence.tokens[argument.head]
        if "crowd" in senses and head.lemma in scene.lex.crowds:
            return senses["crowd"]
    return None


def _is_obscure(agents: list[Argument], scene: Scene) -> bool:
    """Say whether the only agent is a pronoun of which it is not known whom it stands for."""
    head = scene.sentence.tokens[agents[0].head]
    return len(agents) == 1 and head.pos == "PRON" and not mentions_in(scene, agents[0])


def _names_ruler(argument: Argument, scene: Scene) -> bool:
    """Say whether a phrase names a person who governs."""
    return any((m.actor_id or "").endswith("_government") and not m.metonym for m in mentions_in(scene, argument))


def _sort_of_agent(mention: ActorMention, scene: Scene) -> str:
    """Say what sort of agent an actor is: soldiers, an armed group, a state, or another."""
    actor = mention.actor_id or ""
    if scene.lex.victim_class.get(mention.text.split(" ")[0].lower()) == "soldiers":
        return "soldiers"  # "Captain X"
    if mention.kind == "armed_group":
        return "armed_group"
    if mention.kind == "military" or actor.endswith(("_forces", "_police", "_vdp")):
        return "state" if mention.metonym else "soldiers"
    return "state" if mention.kind == "government" or mention.metonym else "other"


def class_of(frame: Frame, scene: Scene) -> str | None:
    """Return the event class a predicate or noun names, given what it is said of."""
    if frame.pos == "NOUN":
        return of_noun(frame, _noun_class(scene.sentence.tokens[frame.token], scene), scene)
    name = _verb_class(frame, scene) or _assault(frame, scene) or _presence(frame, scene)
    if name == "none":
        return None
    surrounded = name == "besiege" and scene.lex.verb_class.get(frame.lemma) == name and frame.patient
    if surrounded and not any(_can_be_besieged(a, scene) for a in frame.patient):
        return "attack"  # "surrounded a mosque"
    if name in classes_by_agent():
        name = _by_agent(name, frame, scene)
    if met_by_force(scene, frame):
        return "disperse"
    if name == "expel" and is_of_crowd(scene, frame):
        return None  # « ont exigé le départ »: a crowd expels nobody
    if (
        name == "protest"
        and frame.lemma in scene.lex.words["protest_verbs"]
        and any(names_body(scene, a) for a in frame.agent)
    ):
        return None  # a ministry that protests writes a letter
    if name in {"attack", "loot", "clash", "kill"} and any(
        scene.sentence.tokens[a.head].lemma in scene.lex.rioters for a in frame.agent
    ):
        return "riot"
    if name == "explode" and any(
        scene.lex.noun_class.get(scene.sentence.tokens[a.head].lemma) == "suicide"
        for a in [*frame.agent, *frame.patient]
    ):
        return "suicide"
    if name == "take" and _is_attempt(frame, scene):
        return "attack"  # "failed to take the camp"
    if name == "take":
        return _taken(frame, scene)
    if name in {"drive", "expel"}:
        return _driven(name, frame, scene)
    if (
        name == "clash"
        and frame.lemma in scene.lex.words["engaging_verbs"]
        and not any(_names_force(scene, a) for a in frame.patient)
    ):
        return None  # "engaging diplomatically"
    if name == "deploy" and _is_posted(frame, scene):
        return None
    if name == "rape":
        heads = [scene.sentence.tokens[a.head] for a in frame.patient]
        return name if all(victim_class(h, scene.lex) for h in heads) else None
    if name is None and frame.lemma in scene.lex.words["suspending_verbs"]:
        if any(names_state(scene, a) for a in frame.patient):
            return "sanction"  # an organisation suspends a member state
        return "ban" if any(names_silenced(scene, a) for a in frame.patient) else None
    if (
        name in {"withdraw", None}
        and frame.lemma in scene.lex.words["leaving_verbs"]
        and any(
            names_organisation(scene, a)
            for a in [*frame.oblique, *frame.patient]
            if a.preposition in {"", *scene.lex.words["leaving_prepositions"]}
        )
    ):
        return "other"  # a state leaves an organisation
    if name is None and frame.lemma in scene.lex.words["leaving_verbs"] and _leaves_a_country(frame, scene):
        return "withdraw"
    if name == "ban" and any(names_envoy(scene, a) for a in frame.patient):
        return "expel"  # "revoked the ambassador's accreditation"
    if name == "withdraw" and frame.patient and not any(_is_left(a, scene) for a in frame.patient):
        return None  # "left their vehicles behind"
    if name == "displace" and frame.participle and frame.relation == "relative":
        return None  # « les populations déplacées »
    if (
        name == "displace"
        and not frame.passive
        and any(_names_force(scene, a) or _names_ruler(a, scene) for a in frame.agent)
    ):
        # Soldiers who leave a village withdraw from it; those who flee belong to the fight they flee from.
        return "withdraw" if frame.lemma in scene.lex.words["leaving_verbs"] else None
    ruling = (m.kind == "government" for a in frame.agent for m in mentions_in(scene, a))
    if name == "abduct" and not frame.passive and any(ruling):
        return None  # "the junta is taking the people hostage"
    if name == "arrest" and any(m.kind == "armed_group" for a in frame.agent for m in mentions_in(scene, a)):
        return "abduct"
    if (
        name == "other"
        and frame.lemma in scene.lex.words["closing_verbs"]
        and any(names_organisation(scene, a) for a in frame.agent)
    ):
        return "sanction"
    return name


def _is_posted(frame: Frame, scene: Scene) -> bool:
    """Say whether a verb tells where forces are rather than that they were sent ("are deployed", « sont déployés »)."""
    token = scene.sentence.tokens[frame.token]
    before = scene.text[max(scene.sentence.start, token.start - 14) : token.start].lower()
    present = any(word in scene.lex.words["state_auxiliaries"] for word in before.split()[-2:])
    dated = any(frame.start <= d.start < frame.end for d in scene.dates)
    return not dated and (present or (frame.participle and not frame.agent and frame.relation == "relative"))


def _assault(frame: Frame, scene: Scene) -> str | None:
    """Return the class of attack where armed men come, or go from house to house, or hold what is not theirs."""
    if frame.negated or not any(_names_gunmen(scene, a) for a in frame.agent):
        return None
    behind = scene.text[scene.sentence.tokens[frame.token].start : frame.end]
    return "attack" if scene.lex.cues["approach_cues"].match(behind) else None


def _presence(frame: Frame, scene: Scene) -> str | None:
    """Return deployment where forces are said to be somewhere since some time ("have been in the north since 2013")."""
    if frame.lemma not in scene.lex.words["being_verbs"] or frame.negated:
        return None
    since = any(d.kind == "since" and frame.start <= d.start < frame.end for d in scene.dates)
    placed = any(_is_place(a, scene) for a in frame.oblique)
    forces = (m for a in frame.agent for m in mentions_in(scene, a))
    return (
        "deploy" if since and placed and any(m.kind in {"military", "un"} and not m.metonym for m in forces) else None
    )


def _names_gunmen(scene: Scene, argument: Argument) -> bool:
    head = scene.sentence.tokens[argument.head].start
    return any(m.start <= head < m.end and m.kind == "armed_group" for m in scene.actors)


def _taken(frame: Frame, scene: Scene) -> str | None:
    """Return what a verb of taking means: of a place, of persons, or neither."""
    entering = frame.lemma in {"enter", "entrer"} or _phrasing(frame, scene) is not None
    arguments = [*frame.patient, *frame.oblique] if entering or frame.lemma == "emparer" else frame.patient
    acting = any(_names_force(scene, a) for a in frame.agent)
    if entering and frame.agent and not acting and not frame.passive:
        return None
    for argument in arguments:
        head = scene.sentence.tokens[argument.head]
        if any(p.start <= head.start < p.end and not p.is_border for p in scene.places if p.role != "demonym"):
            return "take"
        if scene.lex.light_verbs.get(frame.lemma, {}).get(head.lemma) == "take" and scene.places:
            return "take"  # "took control of the town"
        if is_ground(head, scene) and (
            frame.lemma not in scene.lex.words["having_verbs"]
            or acting
            or frame.passive
            or any(argument.start <= p.start < argument.full_end for p in scene.places)
        ):
            return "take"
    if entering:
        return None
    if any(_names_force(scene, a) for a in arguments):
        taken = _by_agent("capture", frame, scene)
        soldiers = any(m.kind == "military" for a in arguments for m in mentions_in(scene, a))
        return taken or ("abduct" if soldiers else "arrest")
    persons = any(_is_person(a, scene) for a in arguments)
    return _by_agent("capture", frame, scene) if persons else None


def _driven(name: str, frame: Frame, scene: Scene) -> str | None:
    """Return what it is to drive somebody away: fighters from ground they held, a foreign force from the country."""
    gone = [m for a in frame.patient for m in mentions_in(scene, a)]
    home = scene.country.lower() if scene.country else ""
    if not frame.patient:
        return name if name == "expel" else None
    named = all(scene.sentence.tokens[a.head].pos != "PRON" for a in frame.patient)
    foreign = named and [m for m in gone if m.kind in {"un", "ngo", "foreign_government"} or _is_foreign_force(m, home)]
    if foreign:
        return "expel"
    if name == "expel":
        return "drive" if any(m.kind == "armed_group" for m in gone) else name
    away = [a for a in (*frame.oblique, *frame.patient) if _is_place(a, scene)]
    return name if away else "clash" if gone else None


def _is_foreign_force(mention: ActorMention, home: str) -> bool:
    actor = mention.actor_id or ""
    return actor.endswith("_forces") and bool(home) and not actor.startswith(home)


def _is_place(argument: Argument, scene: Scene) -> bool:
    head = scene.sentence.tokens[argument.head]
    named = any(argument.start <= p.start < argument.end and p.role != "demonym" for p in scene.places)
    return named or is_ground(head, scene)


def _is_person(argument: Argument, scene: Scene) -> bool:
    head = scene.sentence.tokens[argument.head]
    named = any(m.start <= head.start < m.end and not m.metonym for m in scene.actors)
    return named or victim_class(head, scene.lex) is not None


def _can_be_besieged(argument: Argument, scene: Scene) -> bool:
    head = scene.sentence.tokens[argument.head]
    named = any(p.start <= head.start < p.end for p in scene.places)
    return named or head.pos in {"PRON", "PROPN"} or is_ground(head, scene)


def _is_counted(head: Token, scene: Scene) -> bool:
    """Say whether a noun is counted in a toll ("leaving six soldiers dead")."""
    return any(t.start <= head.start < t.end for t in scene.tolls)


def _is_left(argument: Argument, scene: Scene) -> bool:
    """Say whether a phrase names what forces leave or are withdrawn: ground, a country, themselves."""
    head = scene.sentence.tokens[argument.head]
    if head.pos == "PRON" or is_ground(head, scene) or (_names_force(scene, argument) and not _is_counted(head, scene)):
        return True
    named = any(p.start <= head.start < p.end for p in scene.places)
    return named or head.lemma in scene.lex.light_verbs.get("leave" if scene.lex.language == "en" else "quitter", {})


def _leaves_a_country(frame: Frame, scene: Scene) -> bool:
    """Say whether forces leave a country ("Wagner said it was leaving Mali")."""
    forces = any(m.kind in {"armed_group", "military", "un"} for a in frame.agent for m in mentions_in(scene, a))
    heads = [scene.sentence.tokens[a.head].start for a in frame.patient]
    return forces and any(p.precision == "country" and p.start <= h < p.end for p in scene.places for h in heads)


def _is_attempt(frame: Frame, scene: Scene) -> bool:
    above = scene.sentence.frames.get(frame.parent if frame.parent is not None else -1)
    return frame.mood == "infinitive" and above is not None and above.lemma in scene.lex.words["trying_verbs"]


def _names_force(scene: Scene, argument: Argument) -> bool:
    """Say whether the head of a phrase names fighters or soldiers."""
    head = scene.sentence.tokens[argument.head].start
    return any(m.start <= head < m.end and m.kind in {"armed_group", "military"} for m in scene.actors)
