"""Refusals and failures to say: "declined to comment", "gave no figure", « sans préciser », « aucun bilan »."""

from __future__ import annotations

import re

from sahel_dataset.extract.attribution_verbs import Attribution, via_of
from sahel_dataset.extract.claimants import Claimants, Who
from sahel_dataset.extract.frames import Frame, Sentence
from sahel_dataset.extract.lexicon import Lexicon

__all__ = ["silences"]

# "gave no figure and did not say …": a second silence begins.
_NEXT = re.compile(r"\s(?:and|et|nor|ni)\s+(?:did|has|had|have|was|were|ne\s|n['’])")
_GIVING = frozenset(
    "publish release give offer provide disclose issue communiquer publier donner fournir avancer".split()
)
_NO_SPOKESMEN = frozenset({"witness", "unattributed", "media"})  # whose silence nobody reports
_BODIES = frozenset(
    {"government", "military", "armed_group", "foreign_government", "un", "ngo", "local_official", "security_source"}
)


def silences(
    text: str, sentence: Sentence, said: list[Attribution], claimants: Claimants, lex: Lexicon
) -> list[Attribution]:
    """Return the silences of a sentence.

    Parameters
    ----------
    text : str
        The article's text.
    sentence : Sentence
        The parsed sentence.
    said : list of Attribution
        What is said in it: a silence beside a statement is mostly that of its speaker.
    claimants : Claimants
        Resolves phrases.
    lex : Lexicon
        The language's lexicons.
    """
    out: list[Attribution] = []
    for match in lex.cues["silence"].finditer(text, sentence.start, sentence.end):
        if any(a.cue_start <= match.start() < a.cue_end for a in said if a.kind == "silence"):
            continue
        who, begin = _subject(sentence, match.start(), match.end(), claimants)
        speaking = [a for a in said if a.kind == "verb" and a.claimants[0].kind in _BODIES]
        if match.group().lower().startswith(("sans ", "without ")) and speaking:
            who = next((a for a in reversed(speaking) if a.cue_start < match.start()), speaking[0]).claimants
        if not who and said:
            who = said[-1].claimants
        if who and match.group().lower().startswith(("sans ", "without ")) and all(w.kind == "media" for w in who):
            continue  # a paper that reports without detail keeps nothing back
        who = who or claimants.near(match.start(), sentence.start, sentence.end)
        if who and all(w.kind in _NO_SPOKESMEN for w in who):
            who = claimants.silent_body(sentence.start)
        if who and not _is_habit(sentence, match.start(), lex):
            end = min(sentence.end, _clause_end(text, match.end(), sentence.end))
            span = (begin, end)
            out.append(_silence(text, sentence, who, match.start(), match.end(), span, claimants, lex, said))
    for i, frame in sorted(sentence.frames.items()):
        token = sentence.tokens[i]
        if not _says_nothing(sentence, frame, lex) or any(a.start <= token.start < a.end for a in out):
            continue
        if _is_habit(sentence, token.start, lex):
            continue
        who = [w for a in frame.agent for w in claimants.who(sentence, a)]
        if not who and frame.passive and frame.lemma in _GIVING:
            who = claimants.silent_body(sentence.start)
        who = [w for w in who if w.kind in _BODIES]
        if who:
            own = [c for c in token.children if sentence.tokens[c].dep.startswith(("aux", "neg", "adv"))]
            starts = [
                *(sentence.tokens[c].start for c in own),
                *(a.start for a in frame.agent if token.start - a.start < 60),
            ]
            span = (min([token.start, *starts]), max(frame.end, token.end))
            out.append(_silence(text, sentence, who, token.start, token.end, span, claimants, lex, said))
    return out


def _says_nothing(sentence: Sentence, frame: Frame, lex: Lexicon) -> bool:
    """Say whether a verb of giving word is negated, refused or still to come.

    "gave no figure", « aucun bilan »; "refused to give", « s'est abstenu de donner »; "has yet to release".
    """
    tokens = sentence.tokens
    if frame.pos != "VERB" or not (frame.lemma in lex.silence_verbs or tokens[frame.token].lemma in lex.silence_verbs):
        return False
    if frame.relation == "relative" and any(a.end <= frame.start for a in frame.patient):
        return False  # « qu'il n'a pas précisé »
    before = [t.lower for t in tokens[max(0, frame.token - 2) : frame.token]]
    if before == ["yet", "to"]:
        return True
    above = sentence.frames.get(frame.parent) if frame.parent is not None and frame.relation == "complement" else None
    if above is not None and (
        above.lemma in lex.refusing_verbs or (above.negated and above.lemma in lex.wishing_verbs)
    ):
        return True
    return frame.negated and frame.mood not in {"possible", "necessary"}


def _is_habit(sentence: Sentence, offset: int, lex: Lexicon) -> bool:
    """Say whether words tell a habit ("does not usually comment"), not a silence about the event."""
    return any(t.lower in lex.habit_words and abs(t.start - offset) < 40 for t in sentence.tokens)


def _subject(sentence: Sentence, start: int, end: int, claimants: Claimants) -> tuple[list[Who], int]:
    """Return the claimant that is subject of the words of silence or of their verb, and where these begin."""
    token = sentence.token_at(start)
    if token is None:
        return [], start
    inside = [t for t in sentence.tokens if start <= t.start < end]
    above = [sentence.tokens[a] for a in sentence.ancestors(token.i)]
    for t in (*inside, *above, *sentence.tokens[token.i : token.i + 7]):
        frame = sentence.frames.get(t.i)
        if frame is None or frame.pos != "VERB":
            continue
        who: list[Who] = []
        for a in frame.agent:
            who.extend(w for w in claimants.who(sentence, a) if w not in who)
        who = [w for w in who if w.kind != "media"] or who
        if who and not (frame.passive and all(w.kind == "media" for w in who)):
            first = min(a.start for a in frame.agent)
            listed = claimants.joined(first, start) if first < start else []
            who += [w for w in listed if (w.actor_id, w.kind) not in {(v.actor_id, v.kind) for v in who}]
            if t not in inside and token.lower in {"without", "sans"}:
                return who, start  # "confirmed the raid without giving a toll": only the latter is silence
            near = [
                t.start,
                *(
                    sentence.tokens[c].start
                    for c in t.children
                    if sentence.tokens[c].dep.startswith(("aux", "adv", "neg"))
                ),
            ]
            begin = min(near) if 0 < start - min(near) < 40 else start
            return who, begin
    return [], start


def _clause_end(text: str, begin: int, stop: int) -> int:
    """Return where the words after a cue of silence stop: at the next comma or full stop, or after some words."""
    for i in range(begin, min(stop, begin + 70)):
        if text[i] in ",;:\n" or _NEXT.match(text, i):
            return i
    return min(stop, text.find(" ", min(stop, begin + 60)) if text.find(" ", begin + 60) > 0 else stop)


def _silence(
    text: str,
    sentence: Sentence,
    who: list[Who],
    cue_start: int,
    cue_end: int,
    span: tuple[int, int],
    claimants: Claimants,
    lex: Lexicon,
    said: list[Attribution],
) -> Attribution:
    via = said[-1].via if said else via_of(text, sentence, None, claimants, lex)
    return Attribution(
        sentence.index, who, "declines_to_say", text[cue_start:cue_end], cue_start, cue_end, [span],
        min(span[0], cue_start), max(span[1], cue_end), via, None, "silence",
    )  # fmt: skip
