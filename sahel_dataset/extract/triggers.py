"""Where an article speaks of an event: triggers, and who, when and where each clause names.

A `Candidate` is one telling. Whether two tellings are of one event is decided in `grouping`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.frames import Frame, Sentence, Token
from sahel_dataset.extract.lexicon import Lexicon, event_classes
from sahel_dataset.extract.placelists import one_per_place
from sahel_dataset.extract.places import CONFLICT_AREA, ResolvedPlace, locate
from sahel_dataset.extract.scene import AUTHORED, EPISODE, VIOLENT, Candidate, Scene
from sahel_dataset.extract.sides import sides_of, target_kind
from sahel_dataset.extract.trigger_classes import class_of

__all__ = ["find_candidates"]

# What may happen elsewhere than the violence told beside it.
_OWN_PLACE = frozenset({"release", "other", "sanction", "agree", "negotiate", "ban"})
# What can only happen where the war is; the rest may happen in any capital.
_IN_THE_AREA = AUTHORED | {
    "deploy",
    "take",
    "drive",
    "besiege",
    "withdraw",
    "release",
    "coup",
    "protest",
    "riot",
    "displace",
}


def _realis(scene: Scene, frame: Frame) -> str | None:
    """Return the realis of a clause, or None where it tells of nothing that could be coded."""
    lex, sentence = scene.lex, scene.sentence
    clause = (
        scene.text[frame.start : frame.end]
        if frame.pos == "VERB"
        else scene.text[max(sentence.start, frame.start - 60) : frame.end]
    )
    verb = frame if frame.pos == "VERB" else sentence.frames.get(frame.parent if frame.parent is not None else -1)
    if verb is not None:
        if verb.negated and frame.pos == "VERB":
            return None
        if verb.mood == "future":
            return "planned"
        counted = any(t.frame == frame.token for t in scene.tolls)
        if verb.mood in {"possible", "necessary"} and frame.pos == "VERB" and not (counted and verb.mood == "possible"):
            return None
        if any(_supposes(sentence.tokens[c]) for c in sentence.tokens[verb.token].children):
            return None
        if verb.mood == "infinitive" and frame.pos == "VERB":
            above = sentence.frames.get(verb.parent if verb.parent is not None else -1)
            said = above is not None and (lex.stance.get(above.lemma) or above.lemma in _BRINGING_ABOUT)
            causative = frame.token > 0 and sentence.tokens[frame.token - 1].lower in {"fait", "faire", "faisait"}
            if not said and not causative:
                return None
    if (
        frame.pos == "NOUN"
        and verb is not None
        and verb.lemma
        in {"prevent", "avoid", "avert", "éviter", "empêcher", "prévenir", "craindre", "fear", "combat_against"}
    ):
        return None
    if lex.cues["threatened_cues"].search(clause):
        return "threatened"
    if frame.pos == "NOUN" and lex.cues["planned_cues"].search(clause) and frame.token > 0:
        return "planned" if verb is not None and verb.mood in {"future", "infinitive"} else "actual"
    return "actual"


# Verbs whose infinitive happened too.
_BRINGING_ABOUT = frozenset(
    {"permettre", "faire", "help", "aider", "continuer", "continue", "begin", "commencer", "start", "manage", "venir"}
)
# How far a noun or clause may stand from the words that count to it.
_NEXT_TO = 14
# What a deed answers to is another deed ("strikes following attacks by rebels").
_PRIOR = re.compile(
    r"\b(?:after|following|in response to|in retaliation for|in reprisal for|après|à la suite d\w*"
    r"|suite à|en réponse à|en représailles à)"
    r"['’]?\s*(?:[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
# Words that make a clause a supposition.
_SUPPOSING = frozenset({"if", "whether", "unless", "si", "s'"})
# Distances and open ends that fix no day for what happened.
_NO_DATE = frozenset({"duration", "vague", "until", "before", "after", "dateline"})


def _dates(scene: Scene, frame: Frame, named: dict[int, str]) -> list[DateMention]:
    """Return the date that tells when this telling's event was.

    A date belongs to the predicate that governs it in the tree: in "the freeing of the traders, who had been seized on
    Friday", Friday is the day of the seizing. Dates that no other trigger governs serve the whole sentence.
    """
    token = scene.sentence.tokens[frame.token]
    triggers = set(named)
    usable = [d for d in scene.dates if d.kind not in _NO_DATE and (d.first is not None or d.kind == "date")]
    after = _counted_from(scene, frame, [d for d in scene.dates if d.kind == "relative_event"])
    if after is not None:
        return [after]
    usable = [
        d
        for d in usable
        if not d.is_reporting_time and d.kind != "relative_event" and not _is_of_saying(scene, d, frame.token, triggers)
    ]
    chain = {frame.token, *scene.sentence.ancestors(frame.token)}
    fitting: list[tuple[int, int, DateMention]] = []
    for date in usable:
        owner = _governor(scene, date.start, triggers)
        if owner is not None and owner not in chain and not _shares(scene, owner, frame.token):
            continue
        beside = 0 <= date.start - token.end <= _NEXT_TO
        if (
            owner not in {None, frame.token}
            and frame.pos == "NOUN"
            and not beside
            and not {named[owner], named.get(frame.token, "")} <= EPISODE
        ):
            continue  # "troops on Monday hunted the authors of the attack"
        distance = token.start - date.end if date.end <= token.start else date.start - token.end
        fitting.append((0 if owner == frame.token else 1, distance, date))
    return [min(fitting, key=lambda f: (f[0], f[1], f[2].start))[2]] if fitting else []


def _supposes(token: Token) -> bool:
    """Say whether a word makes its clause a supposition: « s' » only where it is not the reflexive pronoun."""
    return token.lower in _SUPPOSING and (token.pos in {"SCONJ", "ADP", "CCONJ"} or token.dep == "mark")


def _is_of_saying(scene: Scene, date: DateMention, trigger: int, triggers: set[int]) -> bool:
    """Say whether a date tells when something was said: it hangs on a verb of saying, with no event between them."""
    token = scene.sentence.token_at(date.start)
    if token is None:
        return False
    above = scene.sentence.frames.get(token.head) or scene.sentence.frames.get(scene.sentence.tokens[token.head].head)
    if above is None or above.pos != "VERB" or above.token in triggers:
        return False
    if (
        above.lemma not in scene.lex.stance
        and above.lemma not in scene.lex.figure_verbs
        and above.lemma not in scene.lex.saying_objects
    ):
        return False
    low, high = sorted((token.i, above.token))
    return not any(low < t < high for t in (*triggers, trigger))


def _is_governed(scene: Scene, place: ResolvedPlace, trigger: int, triggers: set[int]) -> bool:
    """Say whether a place may be this event's: no other event's predicate stands between them in the tree."""
    owner = _governor(scene, place.start, triggers | {trigger})
    return (
        owner is None
        or owner == trigger
        or owner in scene.sentence.ancestors(trigger)
        or _shares(scene, owner, trigger)
    )


def _governor(scene: Scene, offset: int, triggers: set[int]) -> int | None:
    """Return the nearest trigger above a word in the tree."""
    token = scene.sentence.token_at(offset)
    if token is None:
        return None
    return next((i for i in [token.i, *scene.sentence.ancestors(token.i)] if i in triggers), None)


def _shares(scene: Scene, owner: int, token: int) -> bool:
    """Say whether two predicates are of one clause: coordinated, or one a participle of the other's noun."""
    tokens = scene.sentence.tokens
    low, high = sorted((tokens[owner].start, tokens[token].start))
    if scene.lex.cues["later_cues"].search(scene.text, low, high):
        return False  # "were abducted and later released"
    return tokens[owner].head == token or (
        tokens[owner].head == tokens[token].head and tokens[owner].dep == tokens[token].dep == "conj"
    )


def _counted_from(scene: Scene, frame: Frame, dates: list[DateMention]) -> DateMention | None:
    """Return the date of an event that another is counted from ("a day after the attack", « un an après le putsch »).

    The words count back from the day of publication to the event they name.
    """
    start = scene.sentence.tokens[frame.token].start
    for date in dates:
        gap = min((g for g in (start - date.end, frame.start - date.end) if g >= 0), default=None)
        if date.kind != "relative_event" or gap is None or gap > _NEXT_TO:
            continue
        if date.first is not None:
            return replace(date, kind="date")
        if scene.published is not None and date.delta is not None:
            found = date.relative_to(scene.published, back=True)
            if found is not None:
                return replace(date, first=found[0], last=found[1], precision=found[2], kind="date")
    return None


def _nearest_places(scene: Scene, frame: Frame, trigger: int, triggers: set[int], name: str) -> list[ResolvedPlace]:
    """Return the place that the clause or its sentence gives the event, if any."""
    sentence = scene.sentence
    governed = [p for p in scene.places if _is_governed(scene, p, frame.token, triggers)]
    for pool in (governed,) if name in _OWN_PLACE else (governed, scene.places):
        place = locate(
            frame.start,
            frame.end,
            pool,
            [(sentence.start, sentence.end)],
            anchor=trigger,
            country=scene.country,
            sentences_back=0,
        )
        if place is not None and (place.precision != "country" or pool is scene.places or name in _OWN_PLACE):
            return [place]
    return []


def find_candidates(scene: Scene) -> list[Candidate]:
    """Find every telling of an event in one sentence."""
    sentence, text, lex = scene.sentence, scene.text, scene.lex
    out: list[Candidate] = []
    whole = text[sentence.start : sentence.end]
    weapon = next((kind for kind, pattern in lex.weapons.items() if pattern.search(whole)), None)
    frames = {i: _predicate(frame, sentence, lex) for i, frame in sorted(sentence.frames.items())}
    named = {i: name for i, frame in frames.items() if (name := class_of(frame, scene)) is not None}
    for i, name in named.items():
        frame = frames[i]
        cls = event_classes()[name]
        realis = _realis(scene, frame)
        if realis is None or (frame.pos == "NOUN" and frame.negated):
            continue
        token = sentence.tokens[i]
        sides = sides_of(scene, frame, name, cls)
        clause = text[frame.start : frame.end]
        determiner = next(
            (sentence.tokens[c].lower for c in token.children if sentence.tokens[c].dep in {"det", "poss"}), ""
        )
        candidate = Candidate(
            sentence.index,
            sentence.paragraph,
            name,
            i,
            token.text,
            token.start,
            token.end,
            frame.start,
            frame.end,
            frame.pos == "NOUN",
            sides=sides,
            realis=realis,
            in_title=scene.in_title,
            weak=cls.weak,
            definite=frame.pos == "NOUN" and determiner in lex.determiners,
            another=bool(lex.cues["another_cues"].search(text[max(sentence.start, frame.start - 2) : token.end]))
            if frame.pos == "NOUN"
            else False,
            generic=(frame.pos == "NOUN" and bool(lex.cues["series_cues"].fullmatch(token.text)))
            or bool(
                lex.cues["generic_cues"].search(
                    text[max(sentence.start, min(frame.start, token.start - 25)) : frame.end]
                    if frame.pos == "VERB"
                    else text[max(sentence.start, token.start - 40) : min(sentence.end, token.end + 60)]
                )
            ),
            background=bool(lex.cues["background_cues"].search(whole))
            or (frame.past_perfect and not _is_reported(frame, sentence, lex)),
            plural="Number=Plur" in token.morph and frame.pos == "NOUN",
            attributive=frame.pos == "VERB" and frame.relation == "relative",
            weapon=weapon if name in VIOLENT else None,
            failed=bool(lex.cues["failed_cues"].search(whole)),
            decreed=name == "other"
            and bool(
                lex.cues["decree_cues"].search(clause if frame.pos == "VERB" else text[token.start : token.end + 30])
            ),
            more=name in VIOLENT and bool(lex.cues["more_cues"].search(clause if frame.pos == "VERB" else whole)),
            prior=frame.pos == "NOUN"
            and _PRIOR.search(text[max(sentence.start, token.start - 40) : token.start]) is not None,
            same_day=bool(lex.cues["same_day_cues"].search(whole)),
        )
        candidate.dates = _dates(scene, frame, named)
        candidate.places = _nearest_places(
            scene, frame, token.start, {t for t, n in named.items() if not {n, name} <= EPISODE}, name
        )
        if name in _IN_THE_AREA:
            candidate.places = [p for p in candidate.places if p.country is None or p.country in CONFLICT_AREA]
        candidate.tolls = [
            t for t in scene.tolls if t.frame == i or (frame.start <= t.start < frame.end) or _did(sentence, t.frame, i)
        ]
        if name == "displace":
            candidate.places = []  # where they fled to is not where it happened
        candidate.target_kind = target_kind(scene, frame, sides, candidate)
        out.extend(part for one in _one_per_date(scene, candidate) for part in one_per_place(scene, one))
    out.extend(_tolls_alone(scene, out))
    return out


def _did(sentence: Sentence, toll_frame: int | None, noun: int) -> bool:
    """Say whether an event noun is the subject of the predicate of a toll (« les violences ont fait 4 000 morts »)."""
    frame = sentence.frames.get(toll_frame if toll_frame is not None else -1)
    return frame is not None and any(a.head == noun for a in frame.agent)


def _is_reported(frame: Frame, sentence: Sentence, lex: Lexicon) -> bool:
    """Say whether a clause is what somebody says: its pluperfect is then no sign of history."""
    above = sentence.frames.get(frame.parent if frame.parent is not None else -1)
    return above is not None and above.lemma in lex.stance


def _one_per_date(scene: Scene, candidate: Candidate) -> list[Candidate]:
    """Return a telling for each of several dates named together ("coups in 2020 and 2021")."""
    if not candidate.dates or candidate.generic or candidate.dates[0].kind != "date":
        return [candidate]
    row = [candidate.dates[0]]
    for date in scene.dates:
        joined = date.start >= row[-1].end and _DATE_JOINT.fullmatch(scene.text[row[-1].end : date.start])
        if joined and date.kind == "date" and date.first is not None and date.first != row[-1].first:
            row.append(date)
    if len(row) < 2 or row[0].first is None:
        return [candidate]
    return [replace(candidate, dates=[d], sides=list(candidate.sides), separate=True) for d in row]


_DATE_JOINT = re.compile(r"\s*(?:,|,?\s*(?:and|et)\b)\s*(?:in|on|en|le|au)?\s*", re.IGNORECASE)


def _predicate(frame: Frame, sentence: Sentence, lex: Lexicon) -> Frame:
    """Return the passive frame of a copula whose complement is a participle that the parser took for an adjective."""
    if frame.lemma not in {"be", "être"}:
        return frame
    for c in sentence.tokens[frame.token].children:
        child = sentence.tokens[c]
        if child.dep in {"acomp", "attr"} and child.pos == "ADJ" and child.lower in lex.verb_class:
            return replace(frame, lemma=child.lower, passive=True, patient=frame.agent, agent=[])
    return frame


def _tolls_alone(scene: Scene, told: list[Candidate]) -> list[Candidate]:
    """Return a telling for the dead that no predicate of the sentence tells of ("all were found dead")."""
    counted = {id(t) for c in told for t in c.tolls}
    alone = [t for t in scene.tolls if id(t) not in counted and t.measure in {"killed", "wounded"}]
    token = scene.sentence.token_at(alone[0].start) if alone else None
    if token is None:
        return []
    deeds = [c for c in told if c.name in EPISODE and not c.separate]
    if deeds:
        nearest = min(deeds, key=lambda c: (abs(c.trigger_start - alone[0].start), c.trigger_start))
        nearest.tolls = [*nearest.tolls, *alone]
        return []
    sentence = scene.sentence
    frame = Frame(token.i, token.lemma, "VERB", sentence.start, sentence.end)
    candidate = Candidate(
        sentence.index,
        sentence.paragraph,
        "die",
        token.i,
        token.text,
        token.start,
        token.end,
        alone[0].clause_start,
        alone[0].clause_end,
        False,
        weak=True,
        attributive=True,
        in_title=scene.in_title,
        tolls=alone,
        background=bool(scene.lex.cues["background_cues"].search(scene.text, sentence.start, sentence.end)),
    )
    candidate.dates = _dates(scene, frame, {token.i: "die"})
    candidate.places = _nearest_places(scene, frame, token.start, set(), "die")
    candidate.target_kind = target_kind(scene, frame, [], candidate)
    return one_per_place(scene, candidate)
