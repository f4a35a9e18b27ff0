"""Who says what: the acts of saying of an article, and the stretch of text each answers for.

Four constructions carry attribution in news prose, in both languages:

- a verb of saying with its subject and a complement clause or a quotation (`attribution_verbs`);
- a preposition ("according to X", « selon X », « d'après X », « de source sécuritaire »);
- a quotation that runs on: sentences inside the same quotation marks belong to whoever the quotation is given to;
- silence ("declined to comment", « sans préciser »): an act whose content is empty (`attribution_silence`).
"""

from __future__ import annotations

import re

from sahel_dataset.extract.attribution_flow import go_back, go_on, run_on
from sahel_dataset.extract.attribution_silence import silences
from sahel_dataset.extract.attribution_verbs import Attribution, acts_of_saying, via_of
from sahel_dataset.extract.claimants import Claimants, Who
from sahel_dataset.extract.frames import Sentence
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.sentences import Span

_FOR = re.compile(r"Pour\b")  # « Pour l'état-major, l'ennemi a été mis en échec »
_WHICH = re.compile(r"\s*(?:lequel|laquelle|lesquels|lesquelles)\b")
_FINDINGS = re.compile(
    r"\b(findings|conclusions|report|rapport|results|résultats|statement|communiqué)\b[^:.\"“«]{0,80}:\s"
)
_OWN_WORDS = re.compile(r"[\"“«]|\b(?:I|we|my|our|je|nous|notre|nos|mon|ma|mes)\b|\bj['’]", re.IGNORECASE)
_BY = re.compile(r"(?:(?<=, )|^|(?<=[.!?\n]\s)|(?<=\n))(?:by|in|on|going by|judging by)\s", re.IGNORECASE)
_IN_RELATIVE = re.compile(r"\b(?:which|who|whom|where|qui|dont|où)\s*,?\s*$", re.IGNORECASE)
_CITING = re.compile(r"(?:citing|quoting|citant)\b", re.IGNORECASE)
_TELLING = frozenset({"asserts", "confirms", "estimates", "revises"})

__all__ = ["Attribution", "attribute"]

_PASSING_ON = frozenset({"media", "ngo"})  # who publishes what others tell
_PASSED_ON = frozenset({"asserts", "confirms", "estimates", "claims_responsibility", "accuses", "denies"})
_TAIL = re.compile(r"[^,;:.\"“«”»\n]{0,40}")
_UNCONFIRMED = 60  # characters before a source by which nothing was confirmed
_SHORT = 25  # characters: a quoted rest shorter than this asserts nothing of its own


def attribute(
    text: str,
    sentences: list[Sentence],
    quotes: list[Span],
    claimants: Claimants,
    lex: Lexicon,
    outlet: str | None = None,
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
    outlet : str, optional
        Who publishes the article: what it says of itself ("the BBC's correspondent reports") is its own voice.

    Returns
    -------
    list of list of Attribution
        One list per sentence.
    """
    out: list[list[Attribution]] = []
    for sentence in sentences:
        prepositions = _from_prepositions(text, sentence, claimants, lex)
        said = acts_of_saying(text, sentence, quotes, claimants, lex, prepositions) + prepositions
        said += silences(text, sentence, said, claimants, lex)
        said = [a for a in _without_relays(said) if not _is_own_voice(a, outlet)]
        out.append([_of_eyes(text, a) for a in said])
    run_on(sentences, quotes, out, text)
    go_on(sentences, out, text, lex)
    go_back(sentences, out, text, lex)
    return out


def _without_relays(said: list[Attribution]) -> list[Attribution]:
    """Leave out whoever passes on what a source told it: the source claims it, told to that medium or organisation.

    "Citing the army, X reported …", « …, selon une source sécuritaire, rapporte X », "according to witnesses, …, said
    the rights group", "the group said …, according to a monitor".
    """
    kept = list(said)
    for relay in said:
        plain = relay.stance in _TELLING and relay.kind in {"verb", "preposition"}
        if not plain or not all(w.kind in _PASSING_ON for w in relay.claimants):
            continue
        source = next((a for a in said if a is not relay and _is_source(a, relay)), None)
        if source is None:
            continue
        kept.remove(relay)
        source.via = source.via or relay.claimants[0].text
        if _CITING.match(source.cue) and source.cue_start > relay.cue_start:
            source.contents, source.reach = relay.contents, relay.reach
    return kept


def _is_source(a: Attribution, relay: Attribution) -> bool:
    """Say whether one act of saying is what another passes on."""
    if any(w.kind in _PASSING_ON for w in a.claimants) and not (
        relay.kind == "verb" and a.kind == "preposition" and all(w.kind != "media" for w in a.claimants)
    ):
        return False
    if relay.kind == "verb":
        return a.kind == "preposition" and _covers(a, relay)
    # "X said …, according to Y": what X said runs up to the words that name Y.
    runs_up = any(e >= relay.cue_start - 3 for _, e in a.contents)
    return a.kind == "verb" and a.stance in _PASSED_ON and a.cue_start < relay.cue_start and runs_up


def _is_own_voice(a: Attribution, outlet: str | None) -> bool:
    """Say whether the outlet itself speaks."""
    name = f" {(outlet or '').lower()} "
    return all(w.kind == "media" and w.actor_id and f" {w.actor_id.replace('_', ' ')} " in name for w in a.claimants)


def _of_eyes(text: str, a: Attribution) -> Attribution:
    """Take a person of no known office, quoted in his own words, for a witness."""
    own_words = any(e - s > _SHORT and _OWN_WORDS.search(text, s, e) for s, e in a.contents)
    if own_words and a.kind == "verb" and all(w.kind == "unattributed" and w.person for w in a.claimants):
        a.claimants = [Who(None, "witness", None, True)]
    return a


def _covers(a: Attribution, relay: Attribution) -> bool:
    """Say whether what a medium tells is what a source is given for."""
    if _CITING.match(a.cue):
        return True
    shared = sum(max(0, min(e, f) - max(s, b)) for s, e in a.contents for b, f in relay.contents)
    return shared > 0.6 * sum(f - b for b, f in relay.contents)


def _from_prepositions(text: str, sentence: Sentence, claimants: Claimants, lex: Lexicon) -> list[Attribution]:
    out: list[Attribution] = []
    opening = _FOR.match(text, sentence.start) if lex.language == "fr" else None
    if opening is not None and any("VerbForm=Inf" in t.morph for t in sentence.tokens[1:3]):
        opening = None  # « Pour empêcher les soldats de progresser, … »: a purpose
    matches = [opening] if opening is not None else []
    for match in (*matches, *lex.claimant_prepositions.finditer(text, sentence.start, sentence.end)):
        relative = _WHICH.match(text, match.end())
        if relative is not None:  # « un rapport selon lequel … »: whoever is named before it
            who, end = claimants.near(match.start(), sentence.start, match.start()), relative.end()
        else:
            who, end = claimants.after(match.start(), match.end(), sentence.end)
            if not who and lex.cues["source_nouns"].search(match.group()):
                rest = _TAIL.match(text, match.end(), sentence.end)
                who, end = [Who(None, "unattributed", match.group())], rest.end() if rest else match.end()
        if lex.cues["independent_cues"].match(text, match.start(), sentence.end):
            continue
        if lex.cues["unconfirmed_cues"].search(text, max(sentence.start, match.start() - _UNCONFIRMED), match.start()):
            continue
        if not who or (match is opening and (text[end : end + 1] != "," or who[0].kind == "witness")):
            continue
        contents = [(a, b) for a, b in ((sentence.start, match.start()), (end, sentence.end)) if b - a > 3]
        if relative is not None:
            contents = contents[-1:]
        inner = _IN_RELATIVE.search(text, sentence.start, match.start())
        if inner is not None:  # "another raid, which, according to X, left …"
            contents = [(inner.start(), match.start()), (end, sentence.end)]
        tail = text[end : sentence.end]
        contrast = list(lex.cues["contrast_cues"].finditer(text, sentence.start + _SHORT, match.start()))
        if contrast and len(tail.strip(' .,"»”')) < 3 and match.start() - contrast[-1].end() > _SHORT:
            contents = [(contrast[-1].end(), match.start())]  # « …, alors que 40 % échappent à l'État, selon X »
        if match.start() - sentence.start > _SHORT and len(tail.strip(' .,"»”')) < 3:
            contents = contents[:1]
        out.append(
            Attribution(
                sentence.index, who, "asserts", match.group(), match.start(), match.end(), contents,
                sentence.start, sentence.end, via_of(text, sentence, None, claimants, lex), None, "preposition",
                reach=list(contents), speaker_end=end,
            )
        )  # fmt: skip
        claimants.remember(who, None, sentence.start)
    return out or _from_accounts(text, sentence, claimants, lex) or _from_colon(text, sentence, claimants)


def _from_accounts(text: str, sentence: Sentence, claimants: Claimants, lex: Lexicon) -> list[Attribution]:
    """Read whose account a sentence gives ("By the army's own account, …", "…, by residents' accounts")."""
    for match in _BY.finditer(text, sentence.start, sentence.end):
        noun = lex.cues["account_nouns"].search(text, match.end(), min(match.end() + 60, sentence.end))
        if noun is None or "," in text[match.end() : noun.start()]:
            continue
        owners = [m for m in claimants.overlapping(match.end(), noun.start()) if m.start >= match.end()]
        if not owners:
            continue
        who = [Who(owners[0].claimant_id, owners[0].kind, owners[0].text)]
        spans = [(a, b) for a, b in ((sentence.start, match.start()), (noun.end(), sentence.end)) if b - a > _SHORT]
        claimants.remember(who, None, sentence.start)
        return [
            Attribution(
                sentence.index, who, "asserts", noun.group(), noun.start(), noun.end(), spans, sentence.start,
                sentence.end, None, None, "preposition", reach=list(spans), speaker_end=noun.end(),
            )
        ]  # fmt: skip
    return []


def _from_colon(text: str, sentence: Sentence, claimants: Claimants) -> list[Attribution]:
    """Read what findings say behind their colon ("The mission has published its findings: 22 people died")."""
    match = _FINDINGS.search(text, sentence.start, sentence.end)
    who = claimants.near(match.start(), sentence.start, match.start()) if match is not None else []
    if match is None or not who:
        return []
    span = (match.end(), sentence.end)
    claimants.remember(who, None, sentence.start)
    return [
        Attribution(
            sentence.index, who, "asserts", match[1], match.start(1), match.end(1), [span], sentence.start,
            sentence.end, None, None, "preposition", reach=[span], speaker_end=match.end(),
        )
    ]  # fmt: skip
