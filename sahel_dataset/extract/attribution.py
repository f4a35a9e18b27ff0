"""Who says what: claimants, the verbs they say it with, and the stretch of text they answer for.

Three constructions carry attribution in news prose, in both languages:

- a verb of saying with its subject and a complement clause or a quotation ("X said that…", « …, a indiqué X »);
- a preposition ("according to X", « selon X », « d'après X », « de source sécuritaire »);
- a quotation that runs on: sentences inside the same quotation marks belong to whoever the quotation is given to.

Claims of silence ("declined to comment", « sans préciser ») are attributions whose content is empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sahel_dataset.extract.claimants import Claimants, Who
from sahel_dataset.extract.frames import Argument, Frame, Sentence
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.sentences import Span

__all__ = ["Attribution", "attribute"]


@dataclass(slots=True)
class Attribution:
    """One act of saying.

    Attributes
    ----------
    sentence : int
        Index of the sentence of the cue.
    claimants : list of Who
        Usually one; two where two speak together.
    stance : str
        As the cue says it; content may refine it.
    cue : str
        The verb or preposition; `cue_start` and `cue_end` its place.
    contents : list of (int, int)
        Stretches of text the claimant answers for.
    start, end : int
        From the first to the last word of claimant, cue and content in the sentence of the cue.
    via : str or None
        Whom the claimant told, or where it was published.
    frame : int or None
        The predicate of saying, if the cue is a verb.
    kind : str
        ``verb``, ``preposition``, ``quotation`` (running on) or ``silence``.
    """

    sentence: int
    claimants: list[Who]
    stance: str
    cue: str
    cue_start: int
    cue_end: int
    contents: list[tuple[int, int]]
    start: int
    end: int
    via: str | None = None
    frame: int | None = None
    kind: str = "verb"
    demand: bool = False
    patients: list[Argument] = field(default_factory=list)
    negated: bool = False


def _quotes_in(quotes: list[Span], start: int, end: int) -> list[Span]:
    return [q for q in quotes if q.start < end and start < q.end]


def _is_demand(frame: Frame, sentence: Sentence, lex: Lexicon) -> bool:
    if frame.lemma not in lex.demand_verbs:
        return False
    needed = lex.demand_prepositions.get(frame.lemma)
    if needed is None:
        return True
    words = {a.preposition.split(" ")[0] for a in frame.oblique} | {
        sentence.tokens[c].lower for c in sentence.tokens[frame.token].children if sentence.tokens[c].pos == "ADP"
    }
    return bool(words & needed)


def _inverted_speaker(sentence: Sentence, frame: Frame, text: str, quotes: list[Span]) -> list[Argument]:
    """Return the speaker that stands after its verb (« …", a expliqué à l'AFP le maire »)."""
    token = sentence.tokens[frame.token]
    first = min([token.start] + [sentence.tokens[c].start for c in token.children if sentence.tokens[c].dep.startswith("aux")])
    lead = text[max(sentence.start, first - 3) : first].strip()
    after_content = lead.endswith((",", '"', "”", "»", ":", "-", "–")) or (first == sentence.start)
    if not after_content:
        return []
    after = [a for a in frame.patient + frame.agent if sentence.tokens[a.head].i > frame.token]
    return after[:1]


def _speakers(sentence: Sentence, frame: Frame, text: str, quotes: list[Span], lex: Lexicon) -> list[Argument]:
    if frame.passive:
        return frame.agent
    before = [a for a in frame.agent if a.head < frame.token or lex.language == "en"]
    if lex.language == "fr":
        inverted = _inverted_speaker(sentence, frame, text, quotes)
        if inverted:
            return inverted
        # « dit-il », « a-t-il ajouté »
        token = sentence.tokens[frame.token]
        for c in token.children:
            word = sentence.tokens[c]
            if word.lower.lstrip("-t").lstrip("-") in {"il", "elle", "ils", "elles", "on"} and c > frame.token - 2:
                return [Argument(c, word.start, word.end, word.end)]
    return before or frame.agent


def _content(
    sentence: Sentence, frame: Frame, speakers: list[Argument], text: str, quotes: list[Span], lex: Lexicon
) -> list[tuple[int, int]]:
    """Return the stretches of text that a verb of saying introduces."""
    out: list[tuple[int, int]] = []
    for c in frame.complements:
        child = sentence.frames[c]
        if sentence.tokens[frame.token].start in range(child.start, child.end) and child.start < sentence.tokens[frame.token].start:
            # The parser hung the content above its verb: keep what stands before the verb.
            out.append((child.start, sentence.tokens[frame.token].start))
        else:
            out.append((child.start, child.end))
    # Quotation marks may tag the verb's object or half the content; all of them in the sentence belong to it,
    # unless another verb of saying stands between.
    for quote in _quotes_in(quotes, sentence.start, sentence.end):
        out.append((max(quote.start, sentence.start), min(quote.end, sentence.end)))
    token = sentence.tokens[frame.token]
    parent = frame.parent
    if not frame.complements and parent is not None and frame.relation in {"complement", "adverbial", "conjunct"}:
        above = sentence.frames.get(parent)
        # « Dix soldats sont morts, affirme l'armée »: the verb of saying hangs below what is said.
        if above is not None and above.token < frame.token and text[sentence.start : token.start].rstrip().endswith(
            (",", '"', "”", "»")
        ):
            out.append((sentence.start, token.start))
    if not out:
        first = min([token.start] + [a.start for a in speakers])
        lead = text[sentence.start : first].rstrip(" ")
        if lead.endswith((",", '"', "”", "»", "–", "-")) and len(lead) > 20:
            out.append((sentence.start, first))
        else:
            out.extend((a.start, a.full_end) for a in frame.patient if a not in speakers)
            if lex.language == "fr" or not out:
                out.extend((a.start, a.full_end) for a in frame.oblique if a.preposition in {"de", "à", "of", "about", "on", "for"} and a is not frame.recipient)
    if not out and sentence.end - token.end > 20:
        out.append((token.end, sentence.end))
    return sorted(set(out))


def _via(text: str, sentence: Sentence, frame: Frame | None, claimants: Claimants, lex: Lexicon) -> str | None:
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


def _from_verbs(
    text: str, sentence: Sentence, quotes: list[Span], claimants: Claimants, lex: Lexicon
) -> list[Attribution]:
    out: list[Attribution] = []
    for i in sorted(sentence.frames):
        frame = sentence.frames[i]
        if frame.pos != "VERB":
            continue
        token = sentence.tokens[i]
        stance = lex.stance.get(frame.lemma) or lex.stance.get(token.lemma)
        demand = _is_demand(frame, sentence, lex)
        if stance is None and not demand:
            continue
        if frame.mood in {"necessary", "infinitive", "possible"} and not frame.passive and frame.relation != "complement":
            continue
        inside_quote = any(q.start < token.start < q.end for q in quotes)
        speakers = _speakers(sentence, frame, text, quotes, lex)
        who = [w for a in speakers for w in claimants.who(sentence, a, inside_quote=inside_quote)]
        passive_no_agent = frame.passive and not speakers
        if not who and not passive_no_agent:
            continue
        if passive_no_agent and stance not in {"accuses", "confirms", "claims_responsibility"}:
            continue
        contents = _content(sentence, frame, speakers, text, quotes, lex)
        spans = [(token.start, token.end), *[(a.start, a.end) for a in speakers], *contents]
        start = max(sentence.start, min(s for s, _ in spans))
        end = min(sentence.end, max(e for _, e in spans))
        out.append(
            Attribution(
                sentence.index, who or [Who(None, "unattributed", None)], stance or "asserts", token.text, token.start, token.end,
                contents, start, end, _via(text, sentence, frame, claimants, lex), i, "verb", demand and stance is None or demand, frame.patient,
                frame.negated,
            )
        )  # fmt: skip
        claimants.remember(who, sentence.tokens[speakers[0].head] if speakers else None)
    return out


def _from_prepositions(text: str, sentence: Sentence, claimants: Claimants, lex: Lexicon) -> list[Attribution]:
    out: list[Attribution] = []
    for match in lex.claimant_prepositions.finditer(text, sentence.start, sentence.end):
        who, end = claimants.after(match.start(), match.end(), sentence.end)
        if not who:
            continue
        contents = [(a, b) for a, b in ((sentence.start, match.start()), (end, sentence.end)) if b - a > 3]
        tail = text[end : sentence.end]
        if match.start() - sentence.start > 25 and len(tail.strip(" .,\"»”")) < 3:
            contents = contents[:1]
        # In a sentence of several clauses the preposition speaks for the clause it closes or opens.
        out.append(
            Attribution(
                sentence.index, who, "asserts", match.group(), match.start(), match.end(), contents,
                sentence.start, sentence.end, _via(text, sentence, None, claimants, lex), None, "preposition",
            )
        )  # fmt: skip
        claimants.remember(who, None)
    return out


def _silences(text: str, sentence: Sentence, said: list[Attribution], claimants: Claimants, lex: Lexicon) -> list[Attribution]:
    """Return refusals and failures to say."""
    out: list[Attribution] = []
    for match in lex.cues["silence"].finditer(text, sentence.start, sentence.end):
        who: list[Who] = []
        token = sentence.token_at(match.start())
        if token is not None:
            for t in (token, *[sentence.tokens[a] for a in sentence.ancestors(token.i)], *sentence.tokens[token.i : token.i + 7]):
                frame = sentence.frames.get(t.i)
                if frame is not None and frame.pos == "VERB":
                    for a in frame.agent:
                        who.extend(claimants.who(sentence, a))
                    if who:
                        break
        if not who and said:
            who = said[-1].claimants
        if not who:
            who = claimants.near(match.start(), sentence.start, sentence.end)
        if who:
            end = min(sentence.end, match.end() + 60)
            out.append(
                Attribution(sentence.index, who, "declines_to_say", match.group(), match.start(), match.end(),
                            [(match.start(), end)], sentence.start, sentence.end,
                            said[-1].via if said else _via(text, sentence, None, claimants, lex), None, "silence")
            )  # fmt: skip
    if out:
        return out[:1]
    for i, frame in sorted(sentence.frames.items()):
        if frame.pos == "VERB" and frame.negated and frame.lemma in lex.silence_verbs and frame.agent:
            who = [w for a in frame.agent for w in claimants.who(sentence, a)]
            if who:
                token = sentence.tokens[i]
                out.append(
                    Attribution(sentence.index, who, "declines_to_say", token.text, token.start, token.end,
                                [(frame.start, frame.end)], sentence.start, sentence.end, None, i, "silence")
                )  # fmt: skip
                break
    return out


def _run_on(sentences: list[Sentence], quotes: list[Span], out: list[list[Attribution]], text: str) -> None:
    """Give sentences inside a quotation to whoever the quotation is given to."""
    by_index = {s.index: k for k, s in enumerate(sentences)}
    for quote in quotes:
        inside = [k for k, s in enumerate(sentences) if s.start < quote.end and quote.start < s.end]
        if not inside:
            continue
        owner = next((a for k in inside for a in out[k] if a.kind in {"verb", "preposition"} and not _within(a, quote)), None)
        if owner is None:
            # « … ». The words after the quotation, or just before it ("X said:"), name the speaker.
            last, first = inside[-1], inside[0]
            after = [a for a in (out[last + 1] if last + 1 < len(out) else []) if a.kind == "verb" and a.cue_start - quote.end < 60]
            lead = text[max(0, quote.start - 3) : quote.start].strip()
            before = out[first - 1] if first and (lead.endswith(":") or not lead or sentences[first].paragraph == sentences[first - 1].paragraph) else []
            owner = after[0] if after else before[-1] if before else None
        if owner is None:
            continue
        for k in inside:
            if by_index.get(owner.sentence) == k:
                continue
            outside = [a for a in out[k] if not _within(a, quote)]
            if outside:
                continue
            span = (max(sentences[k].start, quote.start), min(sentences[k].end, quote.end))
            if span[1] - span[0] < 25:
                continue
            out[k].append(
                Attribution(sentences[k].index, owner.claimants, "asserts", owner.cue, owner.cue_start, owner.cue_end,
                            [span], span[0], span[1], owner.via, None, "quotation")
            )  # fmt: skip


def _within(a: Attribution, quote: Span) -> bool:
    return quote.start < a.cue_start < quote.end


def attribute(
    text: str, sentences: list[Sentence], quotes: list[Span], claimants: Claimants, lex: Lexicon
) -> list[list[Attribution]]:
    """Find every act of saying in an article.

    Parameters
    ----------
    text : str
        The article's text.
    sentences : list of Sentence
        Its parsed sentences, in order.
    quotes : list of Span
        Its quotations.
    claimants : Claimants
        Resolves a phrase to whoever speaks.
    lex : Lexicon
        The language's lexicons.

    Returns
    -------
    list of list of Attribution
        One list per sentence.
    """
    out: list[list[Attribution]] = []
    for sentence in sentences:
        said = _from_verbs(text, sentence, quotes, claimants, lex)
        said += _from_prepositions(text, sentence, claimants, lex)
        said += _silences(text, sentence, said, claimants, lex)
        out.append(said)
    _run_on(sentences, quotes, out, text)
    return out
