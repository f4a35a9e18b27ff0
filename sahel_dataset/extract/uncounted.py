"""Tolls that no figure gives: one named or definite victim, and losses that are not counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sahel_dataset.extract.counted import noun_class, phrase_class, phrase_named
from sahel_dataset.extract.frames import Argument, Sentence, Token
from sahel_dataset.extract.harm import leading, predicate_forms
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.quantities import Quantity
from sahel_dataset.extract.toll_found import Toll
from sahel_dataset.extract.victim_words import victim_words

__all__ = ["uncounted"]

_BRANCHES = frozenset({"relcl", "acl:relcl", "acl", "conj", "cc", "punct", "appos", "advcl"})
_COLLECTIVES = frozenset(
    "troop personnel police military family population household community group faithful troupe famille ménage "
    "population garde staff guard".split()
)
_MEASURES = frozenset({"killed", "wounded", "abducted", "captured", "freed", "arrested"})
_DEFINITE = frozenset("the le la l' l’ du of de d' d’ un une a an its their his son sa leur".split())


@dataclass(slots=True)
class _Found:
    """The tolls found so far, each stretch of text once per measure."""

    text: str
    quantities: Sequence[Quantity]
    taken: list[tuple[int, int, str]]
    out: list[Toll] = field(default_factory=list)

    def add(
        self,
        span: tuple[int, int],
        clause: tuple[int, int],
        low: int | None,
        measure: str,
        victim: str,
        frame: int | None,
        side: tuple[int, int] | None = None,
    ) -> None:
        """Add one, unless a figure or another toll stands there already."""
        start, end = span
        noun = side or span
        if any(s < noun[1] and noun[0] < e and m == measure for s, e, m in self.taken):
            return
        if any(q.start < end and start < q.end and q.kind != "article" for q in self.quantities):
            return
        self.taken.append((noun[0], noun[1], measure))
        self.out.append(
            Toll(
                start=start,
                end=end,
                clause_start=min(clause[0], start),
                clause_end=max(clause[1], end),
                low=low,
                high=low,
                text=self.text[start:end],
                measure=measure,
                victim_class=victim,
                noun_start=noun[0],
                noun_end=noun[1],
                frame=frame,
                implicit=True,
            )
        )


def uncounted(
    text: str,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    tolls: Sequence[Toll],
    lex: Lexicon,
    told: Sequence[Toll] = (),
) -> list[Toll]:
    """Read the tolls of one sentence that no figure gives."""
    found = _Found(text, quantities, [(t.noun_start, t.noun_end, t.measure) for t in tolls])
    _victims(text, sentence, found, lex)
    _deeds(text, sentence, found, lex)
    _among(text, sentence, found, lex)
    _losses(text, sentence, found, lex)
    return found.out


def _victims(text: str, sentence: Sentence, found: _Found, lex: Lexicon) -> None:
    """One victim that a predicate names ("killed the mayor"), and "others" after a verb."""
    for i, frame in sorted(sentence.frames.items()):
        if frame.pos != "VERB" or frame.negated or frame.mood in {"infinitive", "possible", "future", "necessary"}:
            continue
        forms = predicate_forms(frame, sentence)
        measure = next((lex.measure_verb[w] for w in forms if w in lex.measure_verb), None)
        arguments = frame.patient
        if measure is None:
            measure = next((lex.measure_of_agent[w] for w in forms if w in lex.measure_of_agent), None)
            arguments = frame.agent or frame.patient
        if measure not in _MEASURES:
            continue
        for argument in arguments:
            head = sentence.tokens[argument.head]
            if head.dep in {"oprd", "acomp"} or not _agrees(sentence.tokens[i], head):
                continue  # "shot dead some 30": the adjective is nobody
            if head.lower in {"others", "autres"} and argument.head > i:
                found.add((argument.start, argument.end), (frame.start, frame.end), None, measure or "", "people", i)
            elif _are_some(sentence, argument, i, lex):
                victim = phrase_class(text, sentence, argument.start, head, lex) or "people"
                found.add((argument.start, argument.end), (frame.start, frame.end), None, measure or "", victim, i)
            elif _is_one(sentence, head, lex):
                victim = _class_of(text, sentence, argument, head, lex)
                if victim != "people":
                    found.add((argument.start, argument.end), (frame.start, frame.end), 1, measure or "", victim, i)


def _are_some(sentence: Sentence, argument: Argument, verb: int, lex: Lexicon) -> bool:
    """Say whether a phrase is an indefinite plural that undergoes a deed (« des bergers ont été enlevés »)."""
    tokens = sentence.tokens
    head = tokens[argument.head]
    if "Number=Plur" not in head.morph or head.i > verb or not head.dep.startswith("nsubj"):
        return False
    first = next((tokens[c] for c in head.children if tokens[c].dep == "det"), None)
    helpers = [tokens[c] for c in tokens[verb].children if tokens[c].dep.startswith("aux")]
    done = len(helpers) > 1 and not any("Mood=Sub" in t.morph for t in helpers)  # « ont été », not « aient été »
    named = noun_class(sentence, head, lex, victim_words(lex.language))
    return first is not None and first.lower == "des" and done and named is not None


def _agrees(verb: Token, head: Token) -> bool:
    """Say whether a participle can be said of a noun (« le procureur … sont mortes » cannot).

    Number alone proves nothing: « le maire et deux élus ont été enlevés ».
    """
    formed = verb.pos == "ADJ" or "VerbForm=Part" in verb.morph
    other = ("Gender=Fem", "Gender=Masc")
    return not (
        formed
        and "Number=Plur" in verb.morph
        and "Number=Sing" in head.morph
        and any(one in verb.morph and two in head.morph for one, two in (other, other[::-1]))
    )


def _is_one(sentence: Sentence, head: Token, lex: Lexicon) -> bool:
    words = victim_words(lex.language)
    named = noun_class(sentence, head, lex, words)
    if named is None and head.text[:1].isupper() and _apposed(sentence, head, lex) is not None:
        return True
    if head.pos == "PROPN":  # "the jihadist commander Abou Salem"
        titles = [c for c in head.children if sentence.tokens[c].dep == "compound"]
        return any(noun_class(sentence, sentence.tokens[c], lex, words) is not None for c in titles)
    return (
        named is not None
        and "Number=Plur" not in head.morph
        and head.pos in {"NOUN", "ADJ"}
        and head.lemma not in _COLLECTIVES
    )


def _apposed(sentence: Sentence, head: Token, lex: Lexicon) -> Token | None:
    """Return the office or role that stands behind a name (« Abou Salem, le commandant de … »)."""
    tokens = sentence.tokens
    for c in head.children:
        t = tokens[c]
        opened = any(tokens[j].text in {",", "("} for j in range(max(0, t.i - 3), t.i))
        if t.dep in {"appos", "nmod"} and t.pos == "NOUN" and t.i > head.i and opened:
            named = noun_class(sentence, t, lex, victim_words(lex.language))
            if named is not None and "Number=Plur" not in t.morph:
                return t
    return None


def _class_of(text: str, sentence: Sentence, argument: Argument, head: Token, lex: Lexicon) -> str:
    """Return the class of one victim: the noun's, that of the rank or body in the phrase, or of "its" owner."""
    words = victim_words(lex.language)
    head = _apposed(sentence, head, lex) or head
    named = phrase_class(text, sentence, argument.start, head, lex)
    generic = head.lemma in words.generic
    if named not in {None, "people"} and not (
        generic and named == "officials" and phrase_named(sentence, head, words) is None
    ):
        return named or "people"
    whole = words.owner_class(text, argument.start, argument.full_end)
    if whole is not None:
        return whole
    mine = any(sentence.tokens[c].lower in words.possessive for c in sentence.subtree(argument.head))
    if mine:
        before = words.owner_class(text, sentence.start, argument.start)
        if before is not None:
            return before
    if named is None and head.pos == "PROPN":  # "President X": his title says it
        titles = [sentence.tokens[c] for c in head.children if sentence.tokens[c].dep == "compound"]
        named = next((c for c in (noun_class(sentence, t, lex, words) for t in titles) if c is not None), None)
    return named or "people"


def _deeds(text: str, sentence: Sentence, found: _Found, lex: Lexicon) -> None:
    """One victim that a noun of deed names (« la mort du commandant », "the arrest of a leader")."""
    for token in sentence.tokens:
        if token.pos != "NOUN" or not _is_one(sentence, token, lex):
            continue
        first = token.i
        while first and _opens(sentence.tokens[first - 1]):
            first -= 1
        if first == token.i:
            continue
        for stop in range(token.i, first, -1):
            deed = leading(text, sentence, sentence.tokens[stop].start, lex)
            if deed is None or deed[0] not in _MEASURES:
                continue
            core = sentence.subtree(token.i, _BRANCHES)
            whole = sentence.subtree(token.i)
            argument = Argument(
                token.i, sentence.tokens[stop].start, sentence.tokens[core[-1]].end, sentence.tokens[whole[-1]].end
            )
            victim = _class_of(text, sentence, argument, token, lex)
            if victim in {"soldiers", "police", "fighters", "officials", "peacekeepers", "mercenaries"}:
                verb = sentence.frames.get(sentence.tokens[deed[1]].head)
                clause = (
                    (verb.start, verb.end)
                    if verb is not None and verb.pos == "VERB"
                    else (sentence.tokens[deed[1]].start, argument.end)
                )
                span = (argument.start, max(argument.end, token.end))
                found.add(span, clause, 1, deed[0], victim, None)
            break


def _opens(token: Token) -> bool:
    return token.lower in _DEFINITE or token.text in '"“«' or token.pos == "ADJ"


def _among(text: str, sentence: Sentence, found: _Found, lex: Lexicon) -> None:
    """One victim that is said to be among the dead."""
    for measure, pattern in lex.among.items():
        for match in pattern.finditer(text, sentence.start, sentence.end):
            token = sentence.token_at(match.start())
            argument = _subject_of(sentence, token) if token is not None else None
            if argument is not None:
                victim = _class_of(text, sentence, argument, sentence.tokens[argument.head], lex)
                span = (min(argument.start, match.start()), max(argument.end, match.end()))
                found.add((argument.start, argument.full_end), span, 1, measure, victim, None)


def _subject_of(sentence: Sentence, token: Token) -> Argument | None:
    """Return the singular phrase said to be among the dead, before the cue or after it."""
    for i in [token.i, *sentence.ancestors(token.i)]:
        frame = sentence.frames.get(i)
        if frame is None or frame.pos != "VERB":
            continue
        arguments = [*frame.agent, *frame.patient]
        for a in arguments:
            head = sentence.tokens[a.head]
            if "Number=Plur" in head.morph or head.pos in {"PRON", "NUM"} or (a.start <= token.start < a.end):
                continue
            if "Number=Sing" in head.morph or head.pos == "PROPN":
                return a
        if arguments and not frame.participle:
            return None  # those among the dead are this clause's, not whoever tells of them
    return None


def _losses(text: str, sentence: Sentence, found: _Found, lex: Lexicon) -> None:
    """Losses that nobody counts: one toll for each side that suffered them."""
    words = victim_words(lex.language)
    for t in sentence.tokens:
        if t.lemma not in lex.losses or "Number=Plur" not in t.morph or t.pos != "NOUN":
            continue
        verb = sentence.frames.get(t.head)
        governed = (
            verb is not None
            and any(a.head == t.i for a in verb.patient)
            and sentence.tokens[verb.token].lemma in words.suffering
        )
        if verb is not None and verb.negated:
            continue
        qualified = [c for c in t.children if sentence.tokens[c].pos == "ADJ"]
        if words.material.search(text, max(sentence.start, t.start - 24), min(sentence.end, t.end + 24)):
            continue
        if not governed and not qualified:
            continue
        start = min([t.start] + [sentence.tokens[c].start for c in qualified])
        clause = (verb.start, verb.end) if verb is not None and verb.pos == "VERB" else (start, t.end)
        sides = _sides_among(text, sentence, t, lex)
        if (
            not sides
            and verb is not None
            and not verb.passive
            and sentence.tokens[verb.token].lemma not in {"inflict", "infliger", "cause", "causer", "provoquer"}
        ):
            sides = [
                (a.start, a.end, c)
                for a in verb.agent
                for c in [words.owner_class(text, a.start, a.end)]
                if c is not None
            ]
        for low, high, victim in sides:
            found.add(
                (start, t.end),
                (min(clause[0], low), max(clause[1], high)),
                None,
                "killed",
                victim,
                t.head if verb is not None else None,
                (low, high),
            )


def _sides_among(text: str, sentence: Sentence, losses: Token, lex: Lexicon) -> list[tuple[int, int, str]]:
    """Return the sides in "losses among X and Y", « des pertes parmi X et Y », "losses to X"."""
    out: list[tuple[int, int, str]] = []
    words = victim_words(lex.language)
    last = losses.i
    for t in sentence.tokens[losses.i + 1 : losses.i + 4]:
        if t.lower in {"among", "to", "on", "parmi", "à", "aux", "dans", "chez"}:
            last = t.i
            break
    if last == losses.i:
        return out
    start = sentence.tokens[last].end
    for t in sentence.tokens[last + 1 : last + 16]:
        if t.pos in {"VERB", "AUX", "PUNCT"}:
            break
        if t.pos == "CCONJ":
            victim = words.owner_class(text, start, t.start)
            if victim is not None:
                out.append((start, t.start, victim))
            start = t.end
        end = t.end
    else:
        t = sentence.tokens[min(last + 15, len(sentence.tokens) - 1)]
    end = t.start if t.pos in {"VERB", "AUX", "PUNCT"} else t.end
    victim = words.owner_class(text, start, end)
    if victim is not None:
        out.append((start, end, victim))
    return out
