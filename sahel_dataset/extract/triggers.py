"""Where an article speaks of an event: triggers, and who, when and where each clause names.

A `Candidate` is one telling. Whether two tellings are of one event is decided in `grouping`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sahel_dataset.extract.actors import ActorMention, resolve_pronoun
from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.counted import victim_class
from sahel_dataset.extract.frames import Argument, Frame, Sentence, Token
from sahel_dataset.extract.lexicon import EventClass, Lexicon, event_classes
from sahel_dataset.extract.places import CONFLICT_AREA, ResolvedPlace, locate
from sahel_dataset.extract.tolls import Toll

__all__ = ["AUTHORED", "VIOLENT", "Candidate", "Side", "find_candidates"]

VIOLENT = frozenset("attack ambush clash kill massacre die wound air_strike shell explode suicide loot".split())
# Deeds that somebody claims or is accused of.
AUTHORED = VIOLENT | {"abduct", "rape", "displace", "crash"}


@dataclass(frozen=True, slots=True)
class Side:
    """An actor in a role, and on whose word."""

    actor_id: str
    role: str
    basis: str = "reported"
    likely: str | None = None


@dataclass(slots=True)
class Candidate:
    """One telling of an event."""

    sentence: int
    paragraph: int
    name: str
    token: int
    trigger: str
    trigger_start: int
    trigger_end: int
    start: int
    end: int
    is_noun: bool
    sides: list[Side] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    places: list[ResolvedPlace] = field(default_factory=list)
    target_kind: str = "unknown"
    weapon: str | None = None
    realis: str = "actual"
    definite: bool = False
    another: bool = False
    generic: bool = False
    background: bool = False
    weak: bool = False
    in_title: bool = False
    plural: bool = False
    attributive: bool = False
    tolls: list[Toll] = field(default_factory=list)

    def actors(self, *roles: str) -> set[str]:
        """Return the ids of actors in any of the roles."""
        return {s.actor_id for s in self.sides if s.role in roles}


@dataclass(slots=True)
class Scene:
    """What is known of a sentence besides its frames."""

    text: str
    sentence: Sentence
    actors: list[ActorMention]
    dates: list[DateMention]
    places: list[ResolvedPlace]
    tolls: list[Toll]
    lex: Lexicon
    in_title: bool
    article_actors: list[ActorMention]
    country: str | None


_ARMED_KINDS = frozenset({"military", "armed_group"})


def _kind_of(mention: ActorMention) -> str:
    """Say whether an actor is armed, civilian or neither."""
    actor = mention.actor_id or ""
    if actor.startswith("civilians") or actor in {"foreign_nationals", "journalists", "aid_workers", "protesters"}:
        return "civilian"
    if mention.kind in _ARMED_KINDS or actor.endswith(("_forces", "_police", "_vdp")) or actor == "minusma":
        return "armed"
    if mention.kind in {"witness", "local_official", "ngo", "medical_source"}:
        return "civilian"
    return "unknown"


def _noun_class(token: Token, scene: Scene) -> str | None:
    """Return the class that a noun names, alone or in a phrase ("car bomb", « coup d'État »)."""
    lex, tokens = scene.lex, scene.sentence.tokens
    head = tokens[token.head]
    if token.dep == "compound" and head.pos in {"NOUN", "PROPN"} and head.lemma not in lex.noun_class:
        return None  # "attack helicopters"
    for match in lex.noun_phrases.finditer(scene.text, max(scene.sentence.start, token.start - 20), token.end + 20):
        if match.start() < token.start < match.end():
            return None  # the phrase was read at its first word
        if match.start() == token.start:
            phrase = re.sub(r"\s+", " ", match.group().lower().replace("’", "'")).replace("' ", "'")
            return lex.noun_class.get(phrase) or lex.noun_class.get(phrase.rstrip("s"))
    if token.pos == "PROPN" and token.i and token.text[0].isupper() and lex.language == "fr":
        return None
    return lex.noun_class.get(token.lemma) or lex.noun_class.get(token.lower)


def _verb_class(frame: Frame, scene: Scene) -> str | None:
    """Return the class that a verb names, with its object or particle where it needs one."""
    lex, sentence = scene.lex, scene.sentence
    token = sentence.tokens[frame.token]
    light = lex.light_verbs.get(frame.lemma)
    if light:
        completing = [a for a in frame.oblique if a.preposition in _COMPLETING]
        for argument in frame.patient + completing:
            head = sentence.tokens[argument.head]
            name = light.get(head.lemma) or light.get(head.lower)
            if name:
                return name
        low = scene.text[token.start : min(sentence.end, token.end + 40)].lower()
        for noun, name in light.items():
            if re.search(rf"^\S+\s+(?:\S+\s+)?{re.escape(noun)}\b", low):
                return name
    for c in token.children:
        child = sentence.tokens[c]
        if child.dep in {"acomp", "advmod", "prep", "oprd", "dobj", "obj"} and c > token.i:
            joined = f"{frame.lemma} {child.lower}"
            if joined in lex.verb_class:
                return lex.verb_class[joined]
    return lex.verb_class.get(frame.lemma) or lex.verb_class.get(token.lemma)


def _class_of(frame: Frame, scene: Scene) -> str | None:
    """Return the event class a predicate or noun names, given what it is said of."""
    if frame.pos == "NOUN":
        return _noun_class(scene.sentence.tokens[frame.token], scene)
    name = _verb_class(frame, scene)
    if name == "take":
        return _taken(frame, scene)
    if name == "rape":
        heads = [scene.sentence.tokens[a.head] for a in frame.patient]
        return name if all(victim_class(h, scene.lex) for h in heads) else None
    if name == "ban" and any(_names_state(scene, a) for a in frame.patient):
        return "sanction"  # an organisation suspends a member state
    if name == "withdraw" and any(_names_organisation(scene, a) for a in [*frame.oblique, *frame.patient]):
        return "other"  # a state leaves an organisation
    if name == "displace" and frame.participle and frame.relation == "relative":
        return None  # « les populations déplacées »
    return name


def _taken(frame: Frame, scene: Scene) -> str | None:
    """Return what a verb of taking means: of a place, of persons, or neither."""
    arguments = frame.patient
    if any(p.start < a.full_end and a.start < p.end and not p.is_border for a in arguments for p in scene.places if p.role != "demonym"):
        return "take"
    stretch = " ".join(scene.text[a.start : a.full_end] for a in [*arguments, *frame.oblique])
    if scene.lex.armed_objects.search(stretch) or scene.lex.territory.search(stretch):
        return "take"
    if any(m.start < a.end and a.start < m.end and m.kind in {"armed_group", "military", "unattributed"} for a in arguments for m in scene.actors):
        return "arrest"
    return None


def _names_state(scene: Scene, argument: Argument) -> bool:
    return any(m.metonym and m.start < argument.end and argument.start < m.end for m in scene.actors)


def _names_organisation(scene: Scene, argument: Argument) -> bool:
    return any(
        m.kind in {"foreign_government", "un"} and m.country is None and m.start < argument.end and argument.start < m.end
        for m in scene.actors
    )


_PRONOUNS = {
    "he": ("singular", "person"), "she": ("singular", "person"), "it": ("singular", "neuter"), "they": ("plural", "any"),
    "who": ("plural", "any"), "il": ("singular", "m"), "elle": ("singular", "f"), "ils": ("plural", "m"), "elles": ("plural", "f"),
}  # fmt: skip


def _mentions(scene: Scene, argument: Argument) -> list[ActorMention]:
    """Return the actors a role phrase names.

    Those inside an inner prepositional phrase count only if the head names none: "a drone operated by the army" acts
    for the army. A pronoun stands for whom it refers to.
    """
    head = scene.sentence.tokens[argument.head]
    pronoun = _PRONOUNS.get(head.lower.lstrip("-t").lstrip("-"))
    if head.pos == "PRON" and pronoun is not None:
        found = resolve_pronoun(head.start, *pronoun, scene.article_actors, speaking=False)
        return [found] if found is not None else []
    inside = [m for m in scene.actors if m.start < argument.full_end and argument.start < m.end]
    exact = [m for m in inside if m.start <= head.start < m.end]
    if exact:
        return [min(exact, key=lambda m: (m.metonym, m.end - m.start))]
    return [m for m in inside if not m.metonym][:1] or inside[:1]


def _sides(
    scene: Scene, arguments: Sequence[Argument], role: str, basis: str = "reported", name: str = ""
) -> list[Side]:
    out: list[Side] = []
    for argument in arguments:
        for m in _mentions(scene, argument):
            if m.actor_id and m.kind not in {"media", "analyst"}:
                actor = _forces_of(m) if role == "initiator" and name in _BY_FORCE else m.actor_id
                out.append(Side(actor, role, basis, m.likely_actor_id))
    return out


def _forces_of(mention: ActorMention) -> str:
    """Return the armed forces of a state that is said to fight ("Mali launched air strikes")."""
    actor = mention.actor_id or ""
    return actor.replace("_government", "_armed_forces") if mention.metonym else actor


def _agent_in_text(scene: Scene, frame: Frame) -> list[Side]:
    """Return whoever stands after "by" in the clause, where the parser hung that phrase elsewhere."""
    for m in scene.actors:
        lead = scene.text[max(frame.start, m.start - 6) : m.start].lower() + m.text[:4].lower()
        if scene.sentence.tokens[frame.token].end <= m.start < frame.end and _BY_WORD.search(lead) and m.actor_id and m.kind != "media":
            return [Side(m.actor_id, "initiator", "reported", m.likely_actor_id)]
    return []


def _near_noun(scene: Scene, frame: Frame) -> list[ActorMention]:
    """Return actors written as a modifier of an event noun ("Boko Haram attack", « attaque jihadiste »)."""
    token = scene.sentence.tokens[frame.token]
    gap_before = [m for m in scene.actors if m.end <= token.start and not scene.text[m.end : token.start].strip(" '’s-")]
    gap_after = [
        m
        for m in scene.actors
        if m.start >= token.end and not scene.text[token.end : m.start].strip(" ") and not _OF_WORD.match(m.text)
    ]
    return gap_before[-1:] + (gap_after[:1] if scene.lex.language == "fr" else [])


# Prepositions that join a noun to a light verb ("fell into an ambush", « placé en détention »).
_COMPLETING = frozenset({"in", "into", "under", "en", "dans", "à", "sous", "de"})
_BY_WORD = re.compile(r"\b(?:by|par)\s*$|^\s*par\b|\bpar\b\s*\w{0,3}$")
# Deeds that a state does with its armed forces.
_BY_FORCE = VIOLENT | {"deploy", "withdraw", "take", "besiege"}
_OF_WORD = re.compile(r"(?:d['’]|(?:de|du|des|par)\b)", re.IGNORECASE)
_BY = frozenset({"by", "par", "from", "de la part de"})
_ON = frozenset({"on", "against", "at", "contre", "sur", "upon", "visant", "envers", "targeting"})
_OF = frozenset({"of", "de"})
_WITH = frozenset({"with", "avec", "between", "entre", "opposant"})


def _assign(scene: Scene, frame: Frame, name: str, cls: EventClass) -> list[Side]:
    """Read the sides out of the roles of a predicate."""
    sides: list[Side] = []
    target = "victim" if cls.patient == "victim" else "target"
    if frame.pos == "VERB":
        if cls.agent != "none":
            sides += _sides(scene, frame.agent, cls.agent, name=name)
        if frame.passive and not sides and cls.agent == "initiator":
            sides += _agent_in_text(scene, frame)
        if cls.patient != "none":
            sides += _sides(scene, frame.patient, cls.patient)
        for argument in frame.oblique:
            word = argument.preposition.split(" ")[0]
            if word in _ON and name in {"attack", "clash", "explode", "air_strike", "shell", "kill"}:
                sides += _sides(scene, [argument], target)
            elif word in {"against", "contre", "with", "avec"} and name in {"clash", "deploy", "sanction"}:
                sides += _sides(scene, [argument], "target" if word not in {"with", "avec"} or name == "clash" else "initiator")
            elif word in {"with", "avec"} and name in {"agree", "negotiate"}:
                sides += _sides(scene, [argument], "initiator")
        # "carry out an attack on X": the object noun carries the target.
        for argument in frame.patient:
            inner = scene.sentence.frames.get(argument.head)
            if inner is not None and inner.pos == "NOUN":
                sides = [s for s in sides if s.role not in {"target", "victim"} or s in _sides(scene, frame.agent, s.role)]
                break
        return sides
    violent = name in VIOLENT or name in {"abduct", "rape"}
    sides += _sides(scene, frame.agent, cls.agent if cls.agent != "none" else "initiator", name=name)
    for argument in frame.oblique:
        word = argument.preposition.split(" ")[0]
        if word in _BY:
            continue
        if word in _ON:
            sides += _sides(scene, [argument], target)
        elif word in _WITH:
            sides += _sides(scene, [argument], "initiator" if name in {"agree", "negotiate", "clash"} else "target")
        elif word in _OF:
            found = _mentions(scene, argument)
            for m in found:
                if not m.actor_id or m.kind == "media":
                    continue
                if violent and name not in {"clash"}:
                    # "the killing of soldiers" has its victims after "of"; « l'attaque du GSIM » its author.
                    hostile = m.kind == "armed_group" and name in {"attack", "ambush", "suicide", "loot"}
                    role = "initiator" if hostile else target
                elif name in {"arrest", "expel", "release", "sanction", "ban", "displace"}:
                    role = cls.patient
                elif name in {"withdraw", "deploy", "protest", "coup"}:
                    role = "initiator"
                else:
                    role = cls.agent
                if role != "none":
                    sides.append(Side(m.actor_id, role, "reported", m.likely_actor_id))
    for m in _near_noun(scene, frame):
        if m.actor_id and m.kind != "media" and cls.agent == "initiator":
            sides.append(Side(m.actor_id, "initiator", "reported", m.likely_actor_id))
    return sides


def _governing(scene: Scene, frame: Frame) -> list[Side]:
    """Read sides from the verb that governs an event noun ("claimed the attack", "an attack attributed to X")."""
    out: list[Side] = []
    token = scene.sentence.tokens[frame.token]
    for verb in scene.sentence.frames.values():
        if verb.pos != "VERB":
            continue
        touches = any(a.head == frame.token for a in verb.patient) or (
            verb.relation == "relative" and scene.sentence.tokens[verb.token].head == frame.token
        )
        if not touches:
            continue
        stance = scene.lex.stance.get(verb.lemma)
        if stance == "claims_responsibility":
            out += _sides(scene, verb.agent, "initiator", "claimed")
        elif stance == "accuses":
            to = [a for a in verb.oblique if a.preposition.split(" ")[0] in {"to", "on", "à"}]
            out += _sides(scene, to, "initiator", "accused")
        elif verb.lemma in scene.lex.authoring:
            out += _sides(scene, verb.agent, "initiator", name="attack")
    for verb in scene.sentence.frames.values():
        # "the attack targeted a base", « l'attaque a visé un convoi »
        if verb.pos == "VERB" and any(a.head == token.i for a in verb.agent) and scene.lex.verb_class.get(verb.lemma) in {"attack", "kill"}:
            out += _sides(scene, verb.patient, "target")
    return out


def _realis(scene: Scene, frame: Frame) -> str | None:
    """Return the realis of a clause, or None where it tells of nothing that could be coded."""
    lex, sentence = scene.lex, scene.sentence
    clause = scene.text[frame.start : frame.end] if frame.pos == "VERB" else scene.text[max(sentence.start, frame.start - 60) : frame.end]
    verb = frame if frame.pos == "VERB" else sentence.frames.get(frame.parent if frame.parent is not None else -1)
    if verb is not None:
        if verb.negated and frame.pos == "VERB":
            return None
        if verb.mood == "future":
            return "planned"
        if verb.mood in {"possible", "necessary"} and frame.pos == "VERB":
            return None
        if verb.mood == "infinitive" and frame.pos == "VERB":
            above = sentence.frames.get(verb.parent if verb.parent is not None else -1)
            said = above is not None and (
                lex.stance.get(above.lemma) or above.lemma in {"permettre", "help", "aider", "continuer", "continue", "begin", "commencer", "start", "manage", "venir"}
            )
            if not said:
                return None
    if frame.pos == "NOUN" and verb is not None and verb.lemma in {"prevent", "avoid", "avert", "éviter", "empêcher", "prévenir", "craindre", "fear", "combat_against"}:
        return None
    if lex.cues["threatened_cues"].search(clause):
        return "threatened"
    if frame.pos == "NOUN" and lex.cues["planned_cues"].search(clause) and frame.token > 0:
        return "planned" if verb is not None and verb.mood in {"future", "infinitive"} else "actual"
    return "actual"


# Distances and open ends that fix no day for what happened.
_NO_DATE = frozenset({"duration", "vague", "until", "before", "after", "dateline"})


def _nearest_dates(scene: Scene, candidate_start: int, candidate_end: int, frame: Frame) -> list[DateMention]:
    """Return the dates that tell when this telling's event was: those of its clause, else of its sentence."""
    usable = [d for d in scene.dates if not d.is_reporting_time and (d.first is not None or d.kind == "date")]
    usable = [d for d in usable if d.kind not in _NO_DATE]
    if not usable:
        return []
    inside = [d for d in usable if frame.start <= d.start < frame.end]
    pool = inside or usable
    def distance(date: DateMention) -> int:
        return candidate_start - date.end if date.end <= candidate_start else date.start - candidate_end

    return sorted(pool, key=lambda d: (distance(d), d.start))[:1]


def _nearest_places(scene: Scene, frame: Frame, trigger: int) -> list[ResolvedPlace]:
    """Return the place that the clause or its sentence gives the event, if any."""
    sentence = scene.sentence
    place = locate(
        frame.start,
        frame.end,
        scene.places,
        [(sentence.start, sentence.end)],
        anchor=trigger,
        country=scene.country,
        sentences_back=0,
    )
    return [place] if place is not None else []


def _target_kind(scene: Scene, frame: Frame, sides: list[Side], candidate: Candidate) -> str:
    """Say whether those hit are armed or civilian, by the actors named, the tolls, else the things named."""
    kinds = []
    hit = {s.actor_id for s in sides if s.role in {"target", "victim"}}
    for m in scene.actors:
        if m.actor_id in hit:
            kinds.append(_kind_of(m))
    for toll in candidate.tolls:
        if toll.victim_class in {"soldiers", "police", "fighters", "peacekeepers", "mercenaries"}:
            kinds.append("armed")
        elif toll.victim_class in {"civilians", "aid_workers", "journalists", "officials"}:
            kinds.append("civilian")
    if "armed" in kinds and "civilian" not in kinds:
        return "armed"
    if "civilian" in kinds and "armed" not in kinds:
        return "civilian"
    targets = [*frame.patient, *(a for a in frame.oblique if a.preposition.split(" ")[0] in _ON | _OF)]
    stretch = " ".join(scene.text[a.start : a.full_end] for a in targets)
    for pattern, kind in ((scene.lex.armed_objects, "armed"), (scene.lex.civilian_objects, "civilian")):
        if stretch and pattern.search(stretch):
            return kind
    return kinds[0] if kinds else "unknown"


def find_candidates(scene: Scene) -> list[Candidate]:
    """Find every telling of an event in one sentence."""
    sentence, text, lex = scene.sentence, scene.text, scene.lex
    out: list[Candidate] = []
    whole = text[sentence.start : sentence.end]
    weapon = next((kind for kind, pattern in lex.weapons.items() if pattern.search(whole)), None)
    for i in sorted(sentence.frames):
        frame = sentence.frames[i]
        name = _class_of(frame, scene)
        if name is None:
            continue
        cls = event_classes()[name]
        realis = _realis(scene, frame)
        if realis is None or (frame.pos == "NOUN" and frame.negated):
            continue
        token = sentence.tokens[i]
        sides = _assign(scene, frame, name, cls)
        if frame.pos == "NOUN":
            sides += _governing(scene, frame)
        clause = text[frame.start : frame.end]
        determiner = next((sentence.tokens[c].lower for c in token.children if sentence.tokens[c].dep in {"det", "poss"}), "")
        candidate = Candidate(
            sentence.index, sentence.paragraph, name, i, token.text, token.start, token.end, frame.start, frame.end, frame.pos == "NOUN",
            sides=sides, realis=realis, in_title=scene.in_title, weak=cls.weak,
            definite=frame.pos == "NOUN" and determiner in lex.determiners,
            another=bool(lex.cues["another_cues"].search(text[max(sentence.start, frame.start - 2) : token.end])) if frame.pos == "NOUN" else False,
            generic=bool(lex.cues["generic_cues"].search(clause if frame.pos == "VERB" else text[max(sentence.start, token.start - 40) : min(sentence.end, token.end + 60)])),
            background=bool(lex.cues["background_cues"].search(whole)) or frame.past_perfect,
            plural="Number=Plur" in token.morph and frame.pos == "NOUN",
            attributive=frame.pos == "VERB" and frame.relation == "relative",
            weapon=weapon if name in VIOLENT else None,
        )  # fmt: skip
        candidate.dates = _nearest_dates(scene, token.start, token.end, frame)
        candidate.places = _nearest_places(scene, frame, token.start)
        if name in AUTHORED:
            candidate.places = [p for p in candidate.places if p.country is None or p.country in CONFLICT_AREA]
        candidate.tolls = [t for t in scene.tolls if t.frame == i or (frame.start <= t.start < frame.end)]
        candidate.target_kind = _target_kind(scene, frame, sides, candidate)
        out.append(candidate)
    return out
