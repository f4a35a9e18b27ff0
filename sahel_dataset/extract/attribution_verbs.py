"""Acts of saying told by a verb: who speaks, and which stretch of the sentence the verb introduces.

The grammar of a parser decides where it is sure (a subject of its own, a complement clause). Where news
prose leaves the order of the textbook (« …, a indiqué à l'AFP une source », "…, the source said") the
shape of the sentence decides: what stands before the parenthesis is what is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sahel_dataset.extract.attribution_act import Attribution
from sahel_dataset.extract.attribution_plain import plain_acts
from sahel_dataset.extract.attribution_reach import CLOSERS, Speaker, content_of
from sahel_dataset.extract.claimants import Claimants, Who
from sahel_dataset.extract.frames import Argument, Frame, Sentence, Token
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.saying_cues import cue_of, is_gerund
from sahel_dataset.extract.sentences import Span

__all__ = ["Attribution", "acts_of_saying", "via_of"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
_CLITICS = frozenset(
    {"l'", "le", "la", "les", "lui", "leur", "y", "en", "s'", "se", "n'", "ne", "a", "ont", "avait", "avaient"}
)
_PRONOUNS = frozenset({"il", "elle", "ils", "elles", "on"})
_TOPICS = frozenset({"government", "military", "ngo", "un", "foreign_government", "local_official"})
_PLAIN = frozenset({"asserts", "confirms", "estimates"})
# What parts a speaker from its verb: « l'armée, elle, parle de … », "the army, for its part, said".
_ASIDE = re.compile(
    r", (?:elle|lui|eux|elles|quant à (?:elle|lui|eux|elles)|(?:de|pour) (?:son|sa|leur) (?:côté|part)|"
    r"for (?:its|his|her|their) part|however|meanwhile|too|aussi|également|en revanche|toutefois|cependant) , $"
)


def acts_of_saying(
    text: str,
    sentence: Sentence,
    quotes: list[Span],
    claimants: Claimants,
    lex: Lexicon,
    prepositions: Sequence[Attribution] = (),
) -> list[Attribution]:
    """Return the acts of saying that verbs of one sentence tell, in the order of the text.

    `prepositions` are its acts told by a preposition: "according to X, …, adding that …" goes on from them.
    """
    out: list[Attribution] = []
    plain = plain_acts(text, sentence, claimants, lex)
    out.extend(plain)
    seen = {a.cue_start for a in plain}
    for i in sorted(sentence.frames):
        frame = sentence.frames[i]
        token = sentence.tokens[i]
        if token.start in seen:
            continue
        kind, stance, demand = cue_of(text, sentence, frame, quotes, lex)
        if kind is None:
            continue
        group = _group(sentence, i)
        inside = any(q.start < token.start < q.end for q in quotes)
        gerund = is_gerund(token, frame)
        own = any(sentence.tokens[c].dep.startswith("nsubj") for c in token.children)
        before = [a for a in (*prepositions, *out) if a.cue_start < token.start] if gerund and not own else []
        noun = sentence.tokens[token.head]
        if gerund and token.dep == "acl" and noun.pos == "NOUN" and noun.lemma in lex.noun_class:
            continue  # "demonstrations demanding the departure of …": nobody said it here
        quoted = _quoted_as_saying(sentence, i, claimants) if gerund else None
        via = via_of(text, sentence, frame, claimants, lex)
        if quoted is not None:
            speaker: Speaker | None = quoted
            relays = [a for a in out if a.frame in sentence.ancestors(i) and a.cue_end <= quoted.start]
            via = via or next((a.claimants[0].text for a in relays if a.claimants[0].kind == "media"), None)
            out = [a for a in out if a not in relays]
        elif before:
            # "said …, adding that", « a indiqué …, précisant que »: the speaker goes on.
            speaker = Speaker(before[-1].claimants, token.start, token.end)
        else:
            speaker = _speaker(
                text, sentence, frame, group, claimants, lex, quotes, plain=stance in _PLAIN and kind == "verb"
            )
        accused = stance == "accuses" and _undergoes(sentence, frame, lex)
        if speaker is None or accused:
            told_of = frame.lemma in lex.hearsay_verbs and any(
                sentence.frames[c].mood == "infinitive" for c in frame.complements
            )
            nobody = stance in {"accuses", "confirms"} or told_of  # "were said to have been killed"
            if not (frame.passive or accused) or not nobody or (frame.agent and not accused):
                continue
            speaker = Speaker([Who(None, "unattributed", None)], token.start, token.end)
        contents, reach = content_of(text, sentence, frame, group, speaker, quotes, lex)
        if frame.passive and frame.lemma in lex.hearsay_verbs and speaker.who[0].kind == "unattributed":
            contents = reach = [(frame.start, frame.end)]
        if stance == "condemns" and frame.lemma in lex.naming_verbs and contents:
            contents = [(contents[0][0], max(contents[-1][1], frame.end))]  # "called the attack “cowardly”"
        if stance == "accuses" and reach and not speaker.inverted:
            contents = [max(reach, key=lambda r: r[1] - r[0])]  # whom and of what
        start = max(sentence.start, min([speaker.start, group[0], *(s for s, _ in contents)]))
        end = min(sentence.end, max([speaker.end, group[1], *(e for _, e in contents)]))
        out.append(
            Attribution(
                sentence.index, speaker.who, stance or "asserts", token.text, token.start, token.end, contents,
                start, end, via, i, kind, demand, frame.patient, frame.negated, reach, max(speaker.end, group[1]),
            )
        )  # fmt: skip
        if not (inside and speaker.who[0].kind == "unattributed"):
            claimants.remember(speaker.who, _head_of(sentence, speaker), sentence.start)
    if not out and not prepositions:
        _remember_subject(sentence, claimants, quotes)
    return _apart(sentence, sorted(out, key=lambda a: a.cue_start))


def _apart(sentence: Sentence, said: list[Attribution]) -> list[Attribution]:
    """Part what one speaker says by two verbs joined together ("blamed the army, and said …")."""
    for a in said:
        frame = sentence.frames.get(a.frame) if a.frame is not None else None
        if frame is None or frame.relation != "conjunct":
            continue
        first = next((b for b in said if b.frame == frame.parent and b.claimants == a.claimants), None)
        if first is None or a.cue_start < first.cue_end or (a.contents[:1] and a.contents[0][0] < a.cue_start):
            continue
        begin = _group(sentence, frame.token)[0]
        a.start = max(a.start, begin)
        first.contents = [(s, min(e, begin)) for s, e in first.contents if s < begin]
        first.reach = [(s, min(e, begin)) for s, e in first.reach if s < begin]
        first.end = min(first.end, begin)
    return said


def _head_of(sentence: Sentence, speaker: Speaker) -> Token | None:
    """Return the noun that names a speaker, which says what pronouns agree with it."""
    if speaker.head is not None and speaker.head.pos in {"NOUN", "PROPN"}:
        return speaker.head
    inside = (t for t in sentence.tokens if speaker.start <= t.start < speaker.end)
    return next((t for t in inside if t.pos in {"NOUN", "PROPN"}), speaker.head)


def _remember_subject(sentence: Sentence, claimants: Claimants, quotes: list[Span]) -> None:
    """Keep in mind the person or body a sentence is about: the next pronoun may go back to it."""
    root = next((f for f in sentence.frames.values() if f.relation == "root" and f.pos == "VERB"), None)
    for a in (root.agent or root.patient if root is not None else [])[:1]:
        head = sentence.tokens[a.head]
        if head.pos not in {"NOUN", "PROPN"} or not head.dep.startswith("nsubj"):
            continue
        if any(q.start < head.start < q.end for q in quotes):
            continue
        who = [w for w in claimants.who(sentence, a) if w.person or (w.actor_id and w.kind in _TOPICS)]
        claimants.mention(who, head, sentence.start)


def _undergoes(sentence: Sentence, frame: Frame, lex: Lexicon) -> bool:
    """Say whether those beside a participle are accused, not accusing ("soldiers accused of killing …")."""
    following = sentence.tokens[frame.token + 1] if frame.token + 1 < len(sentence.tokens) else None
    bare = not frame.passive and not frame.patient and following is not None
    return bare and following is not None and following.lower in lex.accused_of


def _quoted_as_saying(sentence: Sentence, i: int, claimants: Claimants) -> Speaker | None:
    """Return whom somebody else quotes ("the agency reported a security source as saying that …")."""
    joint = sentence.tokens[i - 1] if i else None
    if joint is None or joint.lower != "as":
        return None
    who, begin = claimants.right_before(joint.start)
    return Speaker(who, begin, joint.end) if who else None


def _group(sentence: Sentence, i: int) -> tuple[int, int]:
    """Return the offsets of a verb with its auxiliaries, clitics and the adverbs between them."""
    tokens = sentence.tokens
    first = i
    while first and (
        tokens[first - 1].pos in {"AUX", "PART"}
        or tokens[first - 1].lower in _CLITICS
        or tokens[first - 1].lower.startswith("-")
        or (tokens[first - 1].pos == "ADV" and first >= 2 and tokens[first - 2].pos in {"AUX", "PRON", "NOUN", "PROPN"})
    ):
        first -= 1
    first = _before_aside(sentence, i, first)
    last = i
    while last + 1 < len(tokens) and tokens[last + 1].lower.startswith("-") and len(tokens[last + 1].lower) > 1:
        last += 1
    return tokens[first].start, tokens[last].end


def _before_aside(sentence: Sentence, i: int, first: int) -> int:
    """Return the first token of a verb group with what stands in it or before it.

    « a, de son côté, indiqué », « l'armée, elle, affirme ».
    """
    tokens = sentence.tokens
    aux = [c for c in tokens[i].children if tokens[c].dep.startswith("aux") and i - 6 <= c < first]
    if aux and not any(t.pos == "VERB" for t in tokens[aux[0] + 1 : i]):
        first = aux[0]
    before = "".join(f"{t.lower} " for t in tokens[max(0, first - 6) : first])
    match = _ASIDE.search(before)
    return first - len(match.group().split()) if match is not None else first


def _speaker(
    text: str,
    sentence: Sentence,
    frame: Frame,
    group: tuple[int, int],
    claimants: Claimants,
    lex: Lexicon,
    quotes: list[Span],
    *,
    plain: bool,
) -> Speaker | None:
    """Return who speaks; `plain` says that the verb takes no person as its object ("say", not "accuse")."""
    tokens = sentence.tokens
    words = text[group[0] : group[1]].lower()
    active = words.startswith(("a ", "ont ", "avait ", "avaient ")) and " été " not in words
    if frame.passive and not (active and lex.language == "fr"):
        return _from_arguments(sentence, frame.agent, claimants, quotes)
    clitic = next((t for t in tokens if group[0] <= t.start < group[1] and _is_clitic(t)), None)
    if clitic is not None:
        who = claimants.pronoun(clitic.lower.split("-")[-1], clitic.start)
        return Speaker(who, group[0], group[1], clitic, inverted=True) if who else None
    if is_gerund(tokens[frame.token], frame):
        return _from_arguments(sentence, frame.agent, claimants, quotes)
    who, begin = claimants.right_before(group[0])
    if not who and not any(a.start < group[0] for a in frame.agent):
        who, begin = claimants.right_before(_before_participle(text, sentence, group[0]))
    others, first = claimants.before(begin) if who else ([], begin)
    if others:
        who, begin = [*others, *(w for w in who if w not in others)], first
    nearest = Speaker(who, begin, group[0]) if who else None
    if nearest is not None and text[:begin].rstrip().endswith(CLOSERS):
        return nearest  # "…, the army said": whoever stands between comma and verb, whatever the parser joins it to
    own = [c for c in tokens[frame.token].children if tokens[c].dep.startswith("nsubj") and tokens[c].pos in _NOMINAL]
    lead = text[sentence.start : group[0]].rstrip()
    quoted = _closes_quotation(sentence.start + len(lead.rstrip(", ")), quotes)
    closed = quoted or lead.endswith(tuple(c for c in CLOSERS if c not in {'"', ")"}))
    told = any(t.pos in {"VERB", "AUX"} for t in tokens if t.start < group[0] and t.end <= group[0])
    before = [c for c in own if tokens[c].start < group[0]]
    before = before or [a.head for a in frame.agent if _stands_before(sentence, a.head, group[0])]
    told = told or text[group[1] : group[1] + 60].count(",") == 1  # « Ses hommes, dit le groupe, ont … »
    parenthesis = lex.language == "fr" and closed and (quoted or (plain and told))
    if parenthesis or (
        not before and (not lead or closed or (plain and frame.relation in {"complement", "root", "adverbial"}))
    ):
        after = [a for a in frame.agent if a.start >= group[1]] if own and not before else []
        found = _from_arguments(sentence, after, claimants, quotes) if after else None
        if found is not None:
            found.inverted = True
            return found
        behind = [t for t in tokens[frame.token + 1 : frame.token + 4] if t.pos != "ADV"]
        goes_on = any("VerbForm=Inf" in t.morph for t in behind[:1])  # « …, disent aussi avoir fait … »
        who, end = claimants.following(group[1], sentence.end) if not goes_on else ([], group[1])
        if who:
            return Speaker(who, group[1], end, None, inverted=True)
        stranger = _stranger(sentence, group[1]) if quoted and plain and not goes_on else None
        if stranger is not None:
            return stranger
    found = _from_arguments(sentence, [a for a in frame.agent if a.start < group[0]], claimants, quotes)
    if found is None and nearest is None and frame.relation == "relative" and lex.language == "fr":
        # « ce qu'a annoncé le ministère », « le bilan qu'a donné l'armée »
        return _from_arguments(sentence, [a for a in frame.agent if a.start >= group[1]], claimants, quotes)
    return found if found is not None else nearest


def _stands_before(sentence: Sentence, head: int, offset: int) -> bool:
    """Say whether a determined noun stands right before a verb, with nothing but adjectives between."""
    tokens = sentence.tokens
    between = [t.pos for t in tokens[head + 1 :] if t.end <= offset]
    determined = any(tokens[c].dep == "det" for c in tokens[head].children)
    return tokens[head].pos == "NOUN" and determined and tokens[head].end <= offset and set(between) <= {"ADJ"}


def _stranger(sentence: Sentence, begin: int) -> Speaker | None:
    """Return whoever a phrase behind a quotation and its verb names, of no known office (« …, dit l'opposant »)."""
    words = [t for t in sentence.tokens if t.start >= begin][:5]
    noun = next((t for t in words if t.pos in {"NOUN", "PROPN"}), None)
    opened = words and words[0].pos in {"DET", "PROPN", "NOUN", "ADJ"}
    if noun is None or not opened or "Number=Plur" in noun.morph:
        return None
    return Speaker([Who(None, "unattributed", None, True)], begin, noun.end, noun, inverted=True)


def _before_participle(text: str, sentence: Sentence, begin: int) -> int:
    """Return where a participle set off by commas before a verb begins ("a source, speaking anonymously, told …")."""
    lead = text[sentence.start : begin].rstrip()
    comma = lead.rfind(",", 0, -1) if lead.endswith(",") else -1
    opened = next((t for t in sentence.tokens if t.start > sentence.start + comma), None) if comma > 0 else None
    if opened is None or opened.pos != "VERB" or "Part" not in opened.morph:
        return sentence.start
    return sentence.start + comma


def _closes_quotation(offset: int, quotes: list[Span]) -> bool:
    return any(abs(q.end - offset) <= 1 for q in quotes)


def _is_clitic(token: Token) -> bool:
    return token.lower.startswith("-") and token.lower.split("-")[-1] in _PRONOUNS


def _from_arguments(
    sentence: Sentence, arguments: list[Argument], claimants: Claimants, quotes: list[Span]
) -> Speaker | None:
    who: list[Who] = []
    for a in arguments:
        inside = any(q.start < sentence.tokens[a.head].start < q.end for q in quotes)
        who.extend(w for w in claimants.who(sentence, a, inside_quote=inside) if w not in who)
    if not who:
        return None
    last = max(arguments, key=lambda a: a.end)
    joined = claimants.joined(min(a.start for a in arguments), last.full_end)
    named = {(w.actor_id, w.kind) for w in who}
    who.extend(w for w in joined if (w.actor_id, w.kind) not in named)
    return Speaker(
        who, min(a.start for a in arguments), max(a.end for a in arguments), sentence.tokens[arguments[0].head]
    )


def via_of(text: str, sentence: Sentence, frame: Frame | None, claimants: Claimants, lex: Lexicon) -> str | None:
    """Return whom the claimant told, or where it was published."""
    if frame is not None and frame.lemma in lex.via_verbs:
        candidates = ([frame.recipient] if frame.recipient is not None else []) + (
            frame.patient if frame.lemma in {"tell", "inform"} else []
        )
        for argument in candidates:
            name = claimants.medium(argument.start, argument.full_end)
            if name:
                return name
    window = text[sentence.start : sentence.end]
    told = claimants.medium_told(window, sentence.start)
    if told:
        return told
    match = lex.cues["via_nouns"].search(window)
    if match and not match.group().lower().startswith(("communiqu", "statement")):
        return match.group()
    return None
