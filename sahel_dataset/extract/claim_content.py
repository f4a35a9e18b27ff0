"""What is claimed besides figures: who did it, what ought to happen, what is deplored, and how it went.

The verb of saying gives a first stance; the content decides the rest ("said the raid was carried out by X"
blames X; "said no ransom was paid" denies). What could not be checked, hopes and resolve, is no claim.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sahel_dataset.extract.attribution_verbs import Attribution
from sahel_dataset.extract.claim_blame import ACCUSED, SOMEBODY, author_of, blamed_in
from sahel_dataset.extract.claim_drafts import Draft, SentenceClaims
from sahel_dataset.extract.claim_substance import frames_in, has_substance, is_own, main_frames, names_event
from sahel_dataset.extract.counted import victim_class
from sahel_dataset.extract.saying_cues import is_demand

__all__ = ["other_drafts"]

_Found = tuple[str, str, str | None]  # stance, claim type, perpetrator
_SILENCE: _Found = ("declines_to_say", "non_disclosure", None)

_ASSERTING = frozenset({"asserts", "confirms", "estimates", "revises", "justifies"})
_VIOLENT = frozenset(
    "attack ambush clash kill massacre air_strike shell explode suicide abduct rape loot take coup".split()
)
_NEVER = re.compile(
    r"\bthere (?:was|were|had been) no\b|\bnever\b|\bjamais\b|il n['’]y (?:a|avait) (?:pas|eu aucun)", re.IGNORECASE
)
_MOURNED = frozenset({"mort", "perte", "décès", "disparition", "death", "loss"})
_NO_ONE = re.compile(r"\b(?:personne|nobody|no one|no group|aucun groupe)\b", re.IGNORECASE)
_OWN_DUTY = re.compile(r"\b(?:we|nous|i)\s+(?:must|should|have to|need to|devons)|will have to", re.IGNORECASE)
_IT_CONFIRMED = re.compile(r"\b(?:l['’]\s?(?:a|ont|avait|avaient)|les (?:a|ont))\s+(?:\w+ )?$")
_NOTED = re.compile(r"\b(?:chiffres?|figures?|bilans?|tolls?|information)\b", re.IGNORECASE)
_NOT_YET = frozenset({"future", "possible", "necessary"})  # "would never give in" denies nothing
_INVOLVED = re.compile(
    r"involve|implication|impliqué|responsab|behind|derrière|\brole\b|\brôle\b|\bpart in\b", re.IGNORECASE
)
_DEED_NAMED = re.compile(
    r"\s+(?:the|an?|another|this|two|three|several|both|responsibility|credit)\s+\w", re.IGNORECASE
)
_CHARGES = re.compile(r"\b(?:allegation|accusation|allégation)s?\b", re.IGNORECASE)
_ATTACKERS = re.compile(r"\b(?:attackers?|assailants?|assaillants?|attaquants?|perpetrators?)\b", re.IGNORECASE)
_TAKEN_OTHERWISE = re.compile(r"\bpour cible|en otage|\bpart\b|\bhostage|\baim\b|\bplace\b", re.IGNORECASE)
_CLEARED = re.compile(
    r"(?:allegation|accusation|claim)s?\b.{0,40}\b(?:false|untrue|baseless|unfounded|faux|fausses?|infondée?s|mensong\w+)",
    re.IGNORECASE,
)
_FINDINGS = re.compile(
    r"\b(?:findings?|report|method|version|account|conclusions?|rapport|méthode|récit|enquêteurs)\b", re.IGNORECASE
)
_BEING = frozenset({"be", "trouver", "être"})  # "the army was in the town"
_OURSELVES = frozenset({"i", "we", "je", "j'", "nous", "on"})
_DOERS = frozenset({"armed_group", "government", "military", "foreign_government"})  # who explain what they did
_MILD = 50  # characters behind a verb of asking
_MIN_CONTENT = 12  # characters


def other_drafts(scene: SentenceClaims, tolls: list[Draft]) -> list[Draft]:
    """Return what a sentence claims besides its tolls."""
    out: list[Draft] = []
    silent = [a for a in scene.attributions if a.kind == "silence"]
    claimed: list[tuple[Attribution, _Found]] = []
    telling: list[Attribution] = []
    for a in scene.attributions:
        if a.kind == "figure" and not _speaks_of(scene, a):
            continue
        if a.kind == "verb" and any(b.start <= a.cue_start < b.end and b.claimants == a.claimants for b in silent):
            continue  # "did not say": the verb of a silence says nothing
        counted = any(t.cue == a.cue and t.who in a.claimants for t in tolls)
        telling += [a] if counted else []
        found = _SILENCE if a.kind == "silence" else _classified(scene, a, counted=counted)
        if found is not None:
            claimed.append((a, found))
    for a, (stance, claim_type, perpetrator) in claimed:
        if a.kind != "silence" and _passes_on(scene, a, [*telling, *(b for b, _ in claimed)]):
            continue
        whole = Draft(
            a.claimants[0], stance, claim_type, max(a.start, scene.sentence.start), min(a.end, scene.sentence.end),
            scene.sentence.index, a.cue, a.via, perpetrator=perpetrator, hedge=scene.hedge(a.start, a.end),
            asserted_on=scene.said_on(), focus=a.contents[0][0] if a.contents else a.start, in_title=scene.in_title,
        )  # fmt: skip
        out.extend(replace(whole, who=who) for who in a.claimants)
    return out


def _speaks_of(scene: SentenceClaims, a: Attribution) -> bool:
    """Say whether a verb of figures speaks of a happening instead ("spoke of a joint operation")."""
    frame = scene.sentence.frames.get(a.frame) if a.frame is not None else None
    return frame is not None and frame.lemma in scene.lex.telling_verbs and names_event(scene, a)


def _passes_on(scene: SentenceClaims, a: Attribution, claimed: list[Attribution]) -> bool:
    """Say whether all that is said is that somebody said it ("X says that survivors recognised …")."""
    frames = scene.sentence.frames
    inner = {b.frame for b in claimed if b is not a and b.kind == "verb" and b.frame is not None}
    inner -= {i for i in inner if frames[i].relation == "conjunct" and frames[i].parent == a.frame}
    leading = main_frames(scene, a)
    return bool(leading) and all(f.token in inner for f in leading)


def _classified(scene: SentenceClaims, a: Attribution, *, counted: bool) -> _Found | None:
    """Return stance, claim type and perpetrator of what is said, or nothing where it claims nothing."""
    if a.stance == "condemns":
        return _condemned(scene, a, counted=counted)
    if a.demand:
        idle = a.negated or not a.contents or scene.lex.cues["anonymity_cues"].search(scene.text, a.cue_end, a.end)
        return None if idle or _is_mild(scene, a) else ("asserts", "demand", None)
    if a.stance == "accuses":
        return _accusation(scene, a)
    if a.stance == "claims_responsibility":
        return _claimed(scene, a, counted=counted)
    if a.stance in {"denies", "disputes"}:
        stretch = scene.text[a.start : a.end]
        if _INVOLVED.search(stretch) or (_CHARGES.search(stretch) and not _FINDINGS.search(stretch)):
            return a.stance, "responsibility", a.claimants[0].actor_id
        frame = scene.sentence.frames.get(a.frame) if a.frame is not None else None
        stance = "disputes" if _FINDINGS.search(stretch) else a.stance
        if stance == "disputes" and frame is not None and frame.complements:
            stance = "denies"  # « conteste avoir tiré »: a deed, not an account, is disputed
        return stance, "occurrence", blamed_in(scene, a)
    if a.stance in _ASSERTING and not a.negated:
        return _asserted(scene, a, counted=counted)
    return None


def _is_mild(scene: SentenceClaims, a: Attribution) -> bool:
    """Say whether all that is asked for is a state of mind ("called for calm")."""
    found = scene.lex.cues["mild_demands"].search(scene.text, a.cue_end, min(a.end, a.cue_end + _MILD))
    return found is not None and not names_event(scene, a)


def _condemned(scene: SentenceClaims, a: Attribution, *, counted: bool) -> _Found | None:
    """Code a verb of condemning; with a death as its object it mourns, behind a quotation it only says."""
    tokens = scene.sentence.tokens
    if a.negated or {tokens[p.head].lemma for p in a.patients} & _MOURNED:
        return None
    if any(_FINDINGS.search(scene.text, p.start, p.end) for p in a.patients):
        return "disputes", "occurrence", blamed_in(scene, a)  # what a report says is disputed, no deed condemned
    frame = scene.sentence.frames.get(a.frame) if a.frame is not None else None
    before = bool(a.contents) and a.contents[0][1] <= a.cue_start and not (frame is not None and frame.passive)
    if before and scene.text[a.contents[0][0] : a.contents[0][1]].rstrip().endswith((",", '"', "”", "»")):
        return _asserted(scene, a, counted=counted)
    return "condemns", "condemnation", None


def _accusation(scene: SentenceClaims, a: Attribution) -> _Found | None:
    perpetrator = blamed_in(scene, a)
    nameless = a.claimants[0].kind == "unattributed" and a.claimants[0].text is None
    if nameless:
        named = [scene.first_actor(p.start, p.full_end) for p in a.patients]
        blamed = next((m.actor_id for m in named if m is not None and m.kind in ACCUSED), None)
        before = range(max(scene.sentence.start, a.cue_start - 90), a.cue_start)
        deeds = [t for t in scene.sentence.tokens if t.start in before and t.lemma in scene.lex.noun_class]
        if blamed is not None:  # "hunters were blamed", "many suspect hunters"
            perpetrator = blamed
        elif not deeds or perpetrator is None:
            return None
    if a.negated:
        return None if nameless else ("denies", "responsibility", perpetrator)
    gerund = re.search(
        r"\bof\s+(?:having\s+)?\w+ing\b|\bd(?:e |['’])(?:avoir|être|\w+(?:er|ir|re)\b)", scene.text[a.cue_end : a.end]
    )
    frame = scene.sentence.frames.get(a.frame) if a.frame is not None else None
    if frame is not None and frame.lemma in scene.lex.naming_verbs:
        return "accuses", "occurrence", perpetrator  # "described the soldiers as mercenaries"
    violent = names_event(scene, a, _VIOLENT) or _ATTACKERS.search(scene.text, a.cue_end, a.end)
    if gerund is not None and not violent:
        return None if nameless else ("accuses", "occurrence", perpetrator)
    return "accuses", "responsibility", perpetrator


def _claimed(scene: SentenceClaims, a: Attribution, *, counted: bool) -> _Found | None:
    """Code a verb of claiming: a deed ("claimed the attack") or a statement ("claimed that")."""
    lex, tokens = scene.lex, scene.sentence.tokens
    frame = scene.sentence.frames.get(a.frame) if a.frame is not None else None
    if frame is None and a.claimants[0].kind == "armed_group":
        return "claims_responsibility", "responsibility", a.claimants[0].actor_id
    if a.negated or frame is None or _NO_ONE.search(scene.text[a.start : a.cue_start]):
        return None
    objects = [tokens[p.head] for p in a.patients]
    inside = [t for t in tokens if any(p.start <= t.start < p.full_end for p in a.patients)]
    deed = any(t.lemma in lex.claimable or t.lemma in lex.noun_class for t in inside)
    if objects and not deed and lex.language == "fr" and not frame.passive:
        return None  # « revendique une victoire », « revendiquent l'indépendance »
    who = a.claimants[0]
    if frame.passive and not frame.agent:
        return None
    named = _DEED_NAMED.match(scene.text, a.cue_end) is not None
    if deed or named or lex.language == "fr" or (objects and not frame.complements):
        if counted and not (deed and who.kind == "armed_group"):
            return None  # "claimed 107 dead soldiers": a figure
        if who.kind == "armed_group" or deed:
            return "claims_responsibility", "responsibility", who.actor_id
        return None
    found = _asserted(scene, a, counted=counted)
    return ("asserts", *found[1:]) if found is not None and found[0] == "claims_responsibility" != found[1] else found


def _asserted(scene: SentenceClaims, a: Attribution, *, counted: bool) -> _Found | None:
    cues = scene.lex.cues
    stretch = " ".join(scene.text[s:e] for s, e in a.contents)
    who = a.claimants[0]
    performed = None if counted else _performed(scene, a)
    if performed is not None:
        return performed
    if a.stance == "confirms" and not counted and _IT_CONFIRMED.search(scene.text, a.cue_start - 12, a.cue_start):
        return "confirms", "occurrence", None  # « l'armée l'a confirmé »
    if a.stance == "confirms" and len(stretch) < _MIN_CONTENT and not counted:
        return None if _NOTED.search(stretch) else ("confirms", "occurrence", None)
    if _CLEARED.search(stretch):
        return "denies", "responsibility", who.actor_id
    if len(stretch) < _MIN_CONTENT:
        return None
    stance = "asserts" if a.stance in {"justifies", "claims_responsibility", "condemns"} else a.stance
    demanded = cues["demand_cues"].search(stretch) is not None and not _OWN_DUTY.search(stretch)
    author = None if demanded and _is_demanding(scene, a) else author_of(scene, a)
    if author is not None:
        if author == "" or author == who.actor_id:
            return (
                ("claims_responsibility", "responsibility", who.actor_id)
                if who.kind == "armed_group"
                else (_occurrence(scene, a, stance, stretch, counted=counted))
            )
        blamed = None if author == SOMEBODY else author
        return ("confirms" if stance == "confirms" else "accuses"), "responsibility", blamed
    if demanded:
        return "asserts", "demand", None
    if cues["condemnation_cues"].search(stretch):
        return "condemns", "condemnation", None
    if a.stance == "justifies" or (who.kind in _DOERS and _explains(scene, a, stretch)):
        return "justifies", "justification", blamed_in(scene, a)
    if _control(scene, a, stretch):
        return stance, "control", blamed_in(scene, a)
    return _occurrence(scene, a, stance, stretch, counted=counted)


def _performed(scene: SentenceClaims, a: Attribution) -> _Found | None:
    """Code what somebody does by saying it in his own words ("We condemn the attack", « nous appelons à … »)."""
    leading = main_frames(scene, a)[:1]
    if not leading or leading[0].negated or leading[0].mood != "indicative":
        return None
    frame = leading[0]
    if not any(scene.sentence.tokens[x.head].lower in _OURSELVES for x in frame.agent):
        return None
    if frame.lemma in scene.lex.stance and scene.lex.stance[frame.lemma] == "condemns":
        return "condemns", "condemnation", None
    return ("asserts", "demand", None) if is_demand(scene.sentence, frame, scene.lex) else None


def _is_demanding(scene: SentenceClaims, a: Attribution) -> bool:
    """Say whether the main predicate of what is said is one of duty ("there needed to be an investigation")."""
    leading = main_frames(scene, a)
    return bool(leading) and (
        leading[0].mood == "necessary" or leading[0].lemma in {"need", "have", "ought", "falloir", "devoir"}
    )


def _explains(scene: SentenceClaims, a: Attribution, stretch: str) -> bool:
    """Say whether whoever did something says why."""
    if _in_main_clause(scene, a, "justification_cues"):
        return True
    leading = main_frames(scene, a)[:1]
    own = bool(leading) and not leading[0].passive and is_own(scene, a, leading[0])
    return own and scene.lex.cues["reason_cues"].search(stretch) is not None and names_event(scene, a, _VIOLENT)


def _in_main_clause(scene: SentenceClaims, a: Attribution, key: str) -> bool:
    """Say whether words of a kind stand in what is said itself, not in a relative clause in it."""
    for s, e in a.contents:
        for match in scene.lex.cues[key].finditer(scene.text, s, e):
            around = [f for f in frames_in(scene, a) if f.start <= match.start() < f.end]
            narrowest = min(around, key=lambda f: f.end - f.start, default=None)
            if narrowest is None or narrowest.relation != "relative" or len(around) == 1:
                return True
    return False


def _occurrence(scene: SentenceClaims, a: Attribution, stance: str, stretch: str, *, counted: bool) -> _Found | None:
    if stance == "asserts" and _NEVER.search(stretch) and _denied(scene, a, stretch):
        return "denies", "occurrence", blamed_in(scene, a)
    if counted or not has_substance(scene, a, stretch):
        return None
    if stance == "asserts" and _denied(scene, a, stretch):
        stance = "denies"
    return stance, "occurrence", blamed_in(scene, a)


def _control(scene: SentenceClaims, a: Attribution, stretch: str) -> bool:
    """Say whether the content tells who holds a place."""
    lex, tokens = scene.lex, scene.sentence.tokens
    if lex.cues["control_cues"].search(stretch):
        return True
    for f in frames_in(scene, a):
        above = scene.sentence.frames.get(f.parent) if f.parent is not None else None
        if above is not None and above.lemma in lex.vain_verbs:
            continue  # "tried to take the town", "stopped them from entering it"
        if f.negated or (lex.verb_class.get(f.lemma) != "take" and f.lemma not in lex.control_verbs):
            continue
        held = [tokens[x.head] for x in f.patient]
        if any(victim_class(t, lex) is not None for t in held):
            continue  # "soldiers held in Mali": people, no place
        doer = scene.doer(f)
        if f.lemma in _BEING and (doer is None or doer.kind not in {"armed_group", "military"}):
            continue
        for x in (*f.patient, *(o for o in f.oblique if f.lemma in lex.control_verbs)):
            phrase = scene.text[x.start : x.end]
            if _TAKEN_OTHERWISE.search(scene.text, tokens[f.token].end, f.end):
                continue  # « ont pris pour cible un convoi »
            people = victim_class(tokens[x.head], lex) is not None
            if lex.held_places.search(phrase) or (not people and lex.armed_objects.search(phrase)):
                return True
            person = any(m.start < x.end and x.start < m.end and m.source != "country" for m in scene.actors)
            if tokens[x.head].pos == "PROPN" and not person:
                return True
    return False


def _denied(scene: SentenceClaims, a: Attribution, stretch: str) -> bool:
    """Say whether the statement is that something did not happen: a negated main predicate, or words of untruth."""
    if a.claimants[0].kind in {"analyst", "media"}:
        return False
    leading = main_frames(scene, a)
    if scene.lex.cues["denial_cues"].search(stretch):
        if not leading:
            return True
        # in French the conditional reports what others say
        foreseen = leading[0].mood == "conditional" and scene.lex.language == "en"
        return not foreseen and leading[0].mood not in _NOT_YET
    return bool(leading) and leading[0].negated and leading[0].mood in {"indicative", "infinitive"}
