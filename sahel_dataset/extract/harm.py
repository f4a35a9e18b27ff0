"""What befell those a figure counts: the words of harm around a counted noun."""

from __future__ import annotations

from sahel_dataset.extract.frames import Argument, Frame, Sentence, Token
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.quantities import Quantity
from sahel_dataset.extract.victim_words import victim_words

__all__ = [
    "adjacent",
    "deed_before",
    "deed_of",
    "deed_owned",
    "harm_from_frames",
    "leading",
    "nearby",
    "predicate_forms",
]

_ARMED = frozenset({"soldiers", "police", "fighters", "mercenaries", "peacekeepers"})
_PARTING = frozenset({"dont", "including", "et", "and", "which", "who", "that", "qui"})
_FAR = 5  # tokens
_GLUED = ("were", "was", "been", "have", "had", "ont", "sont", "été", "est")


def _state(token: Token, lex: Lexicon) -> str | None:
    """Return the measure of a participle or adjective, also where it ran into its auxiliary ("werekilled")."""
    found = lex.measure_adjective.get(token.lower)
    if found is None:
        rest = next((token.lower[len(g) :] for g in _GLUED if token.lower.startswith(g)), None)
        found = lex.measure_adjective.get(rest) if rest is not None else None
    return found


def leading(text: str, sentence: Sentence, start: int, lex: Lexicon) -> tuple[str, int] | None:
    """Return the measure of the words right before a figure (« la mort de 13 soldats »), and their last noun."""
    for measure, pattern in victim_words(lex.language).leading:
        match = pattern.search(text, max(sentence.start, start - 48), start)
        if match is not None:
            token = next(
                (
                    t
                    for t in reversed(sentence.tokens)
                    if match.start() <= t.start < start and t.pos in {"NOUN", "VERB"}
                ),
                None,
            )
            at = token or sentence.token_at(match.start())
            if at is not None:
                return measure, at.i
    return None


def deed_of(sentence: Sentence, offset: int, lex: Lexicon) -> tuple[str, int] | None:
    """Return the measure of the noun of deed that governs a phrase with "of" ("the abduction of 9"), and its token."""
    token = sentence.token_at(offset)
    if token is None:
        return None
    for i in [token.i, *sentence.ancestors(token.i)][:4]:
        above = sentence.tokens[i]
        if above.pos in {"VERB", "AUX"}:
            return None
        if above.i < token.i and above.pos == "NOUN" and above.lemma in lex.measure_deed:
            between = sentence.tokens[above.i + 1 : token.i]
            if len([t for t in between if t.pos == "NUM"]) > (token.pos != "NUM"):
                return None  # « 7 décès, 6 blessés dont 2 civils »: the deed is of those counted before
            if {t.lower for t in between} & {"of", "de", "d'", "du", "des"}:
                return lex.measure_deed[above.lemma], above.i
    return None


def deed_before(sentence: Sentence, first: int, lex: Lexicon) -> tuple[str, int] | None:
    """Return the measure of a deed parted from its figure (« l'assassinat au Niger de neuf commerçants »)."""
    tokens = sentence.tokens
    if not first or tokens[first - 1].lower not in {"of", "de", "d'", "des"}:
        return None
    for t in reversed(tokens[max(0, first - 13) : first - 1]):
        if t.pos in {"VERB", "AUX", "NUM"} or t.text in ".;:":
            return None
        if t.pos == "NOUN" and t.lemma in lex.measure_deed:
            return lex.measure_deed[t.lemma], t.i
    return None


def predicate_forms(frame: Frame, sentence: Sentence) -> list[str]:
    """Return a predicate's dictionary forms: alone, and with what completes it ("shoot dead", « perdre la vie »)."""
    token = sentence.tokens[frame.token]
    out = [frame.lemma, token.lower]
    for c in token.children:
        child = sentence.tokens[c]
        if child.dep in {"acomp", "advmod", "oprd", "dobj", "obj", "xcomp", "prep", "prt", "ccomp"} and c > frame.token:
            out.append(f"{frame.lemma} {child.lemma}")
            dets = [sentence.tokens[d].lower for d in child.children if sentence.tokens[d].dep == "det"]
            if dets:
                out.append(f"{frame.lemma} {dets[0]} {child.lower}".replace("l' ", "l'"))
    return out


def _result(frame: Frame, sentence: Sentence, lex: Lexicon, offset: int) -> str | None:
    """Return the measure of a predicative adjective ("were found dead", « retrouvées mortes », « portés disparus »)."""
    for c in sentence.tokens[frame.token].children:
        child = sentence.tokens[c]
        if child.start <= offset < child.end:
            continue
        tied = child.dep in {"acomp", "oprd", "xcomp", "obj", "attr", "advmod", "obl:arg"}
        if child.pos == "NOUN" and any(sentence.tokens[d].dep == "det" for d in child.children):
            continue  # « a confirmé la mort de … »
        if (tied or c == frame.token + 1) and child.lower in lex.measure_adjective:
            return lex.measure_adjective[child.lower]
    return None


def _covers(argument: Argument, offset: int) -> bool:
    return argument.start <= offset < argument.end


def harm_from_frames(
    sentence: Sentence, offset: int, head: int, lex: Lexicon, *, thing: bool, exact: bool = False
) -> list[tuple[str, int]]:
    """Return every measure that a predicate gives the phrase at an offset, with the predicate, nearest first.

    The phrase is the predicate's patient, or its agent where the verb is one of dying or fleeing; with
    `exact` its very head. A bare participle ("people arrested for…") only counts where no full predicate does.
    """
    full: list[tuple[int, str, int]] = []
    bare: list[tuple[int, str, int]] = []
    for i, frame in sentence.frames.items():
        if frame.pos != "VERB":
            continue
        forms = predicate_forms(frame, sentence)
        patient = any(a.head == head if exact else _covers(a, offset) for a in frame.patient)
        agent = any(a.head == head if exact else _covers(a, offset) for a in frame.agent)
        if not patient and not agent:
            continue
        measure = _result(frame, sentence, lex, offset)
        if measure is None and patient:
            if thing:
                lost = victim_words(lex.language).thing_verbs
                measure = "vehicles_lost" if any(w in lost for w in forms) else None
            else:
                options = [lex.measure_verb[w] for w in forms if w in lex.measure_verb]
                measure = next((m for m in options if m != "vehicles_lost"), None)
        by_others = agent and not patient and bool(frame.patient) and not frame.passive
        if measure is None and not by_others:
            said = " ".join(t.lower for t in sentence.tokens[i : i + 6]).replace("' ", "'")
            measure = next((m for m, pattern in victim_words(lex.language).phrasal if pattern.match(said)), None)
            measure = measure if thing == (measure == "vehicles_lost") else None
        if measure is None:
            measure = next((lex.measure_of_agent[w] for w in forms if w in lex.measure_of_agent), None)
            if measure == "displaced" and _runs_away(sentence.tokens[head], lex):
                measure = None
            # Verbs of dying have no object: what looks like one is the subject put after them.
            if measure != "killed" and not (agent or frame.passive or not frame.agent):
                measure = None
        if measure is None and not thing and _falls(sentence, frame, head, lex):
            measure = "killed"
        if (
            measure is None
            and patient
            and frame.passive
            and not thing
            and frame.lemma in victim_words(lex.language).taken
        ):
            away = not any(a.preposition.split(" ")[-1] in {"to", "into", "à", "vers"} for a in frame.oblique)
            measure = "abducted" if away else None
        if measure is None and patient and frame.passive:
            measure = lex.measure_adjective.get(sentence.tokens[i].lower)
            measure = None if thing else measure
        if measure is not None:
            (bare if frame.participle and frame.relation == "relative" else full).append((abs(i - head), measure, i))
    seen: dict[str, int] = {}
    for distance, measure, i in sorted(full or bare):
        # A participle far behind another is of a later noun: « les 14 tués …, après la mort d'un blessé ».
        if not full and seen and distance > _FAR and sentence.tokens[i].dep != "conj":
            continue
        seen.setdefault(measure, i)
    if "freed" in seen:  # « libéré des femmes que le groupe détenait »: nobody arrested them
        seen.pop("arrested", None)
    if "freed" in seen:  # whoever is freed was taken: « les deux gendarmes retenus en otages ont été libérés »
        for _, measure, i in sorted(bare):
            if measure in {"abducted", "captured", "arrested"}:
                seen.setdefault(measure, i)
    return list(seen.items())


def _runs_away(token: Token, lex: Lexicon) -> bool:
    """Say whether those who flee are gunmen, or some men: they run away, nobody displaces them."""
    return lex.victim_class.get(token.lemma) == "fighters" or token.lemma in victim_words(lex.language).runaways


def deed_owned(sentence: Sentence, noun: Token, lex: Lexicon) -> tuple[str, int] | None:
    """Return the measure of the deed that is said to be theirs ("the five nurses' release")."""
    head = sentence.tokens[noun.head]
    return (lex.measure_deed[head.lemma], head.i) if noun.dep == "poss" and head.lemma in lex.measure_deed else None


def _falls(sentence: Sentence, frame: Frame, head: int, lex: Lexicon) -> bool:
    """Say whether armed men fall (« quinze soldats sont tombés »), and into no trap or hands."""
    words = victim_words(lex.language)
    if frame.lemma not in words.falling or lex.victim_class.get(sentence.tokens[head].lemma) not in _ARMED:
        return False
    return not any(sentence.tokens[a.head].lemma in words.not_falling for a in frame.oblique)


def adjacent(sentence: Sentence, token: Token, lex: Lexicon) -> tuple[str, int] | None:
    """Return the measure of a participle beside the noun (« soldats tués », "30 others wounded")."""
    comma = False
    for t in sentence.tokens[token.i + 1 : token.i + 5]:
        state = _state(t, lex)
        if state is not None:
            return state, t.i
        if t.text == "," and not comma:
            comma = True
            continue
        if comma and t.pos != "ADV":
            break
        if t.lower in victim_words(lex.language).reported:
            continue
        if t.pos not in {"ADJ", "ADV", "PROPN", "ADP", "DET", "NOUN"} or t.lower in _PARTING:
            break
    for t in sentence.tokens[max(0, token.i - 2) : token.i]:
        if t.lower in lex.measure_adjective and t.head == token.i:
            return lex.measure_adjective[t.lower], t.i
    return None


def nearby(
    sentence: Sentence, start: Token, stop: Token, quantities: list[Quantity], lex: Lexicon
) -> tuple[str, int] | None:
    """Return the measure of the nearest word of harm in the stretch between one figure and the next.

    This is the reading of last resort, for sentences that the parser could not make out.
    """
    deed = deed_of(sentence, start.start, lex) or deed_before(sentence, start.i, lex)
    if deed is not None:
        return deed
    after_limit = min((q.start for q in quantities if q.start > stop.start), default=sentence.end)
    for t in sentence.tokens[stop.i + 1 : stop.i + 9]:
        if t.start >= after_limit or t.text in ";:":
            break
        if t.lower in lex.measure_adjective:
            return lex.measure_adjective[t.lower], t.i
        if t.pos == "VERB":
            frame = sentence.frames.get(t.i)
            if frame is not None and frame.complements:
                continue  # « pourraient avoir été tuées »
            if t.lemma in lex.measure_of_agent:
                away = lex.measure_of_agent[t.lemma] == "displaced" and _runs_away(stop, lex)
                return None if away else (lex.measure_of_agent[t.lemma], t.i)
            if t.lemma in lex.measure_verb and frame is not None and frame.passive:
                return lex.measure_verb[t.lemma], t.i
            break
    before_limit = max((q.end for q in quantities if q.end <= start.start), default=sentence.start)
    for t in reversed(sentence.tokens[max(0, start.i - 6) : start.i]):
        if t.end <= before_limit or t.text in ";:,":
            break
        if t.pos in {"VERB", "AUX"} and t.lemma in lex.measure_verb:
            frame = sentence.frames.get(t.i)
            if frame is None or not frame.passive or (frame.participle and t.i == start.i - 1):
                return lex.measure_verb[t.lemma], t.i
    return None
