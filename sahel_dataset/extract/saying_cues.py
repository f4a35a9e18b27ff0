"""Which verbs of a sentence say something: their kind, stance, and whether they ask for something."""

from __future__ import annotations

from sahel_dataset.extract.frames import Frame, Sentence, Token
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.sentences import Span

__all__ = ["cue_of", "is_demand", "is_gerund"]

_UNSURE = frozenset({"infinitive", "possible"})
_NEVER_SAID = "necessary"  # "should say", "has to declare"
_OPENING = frozenset('"“«:,')
_BESIDE = 12  # characters behind a noun: an adjective of it
_NEAR = 4  # characters between a quotation and the verb that closes or opens it
_QUOTE_WINDOW = 70  # within these characters behind a verb a quotation still is its own


def cue_of(
    text: str, sentence: Sentence, frame: Frame, quotes: list[Span], lex: Lexicon
) -> tuple[str | None, str | None, bool]:
    """Return the kind of act, its stance, and whether it is a demand; no kind where the verb says nothing.

    Parameters
    ----------
    text : str
        The article's text.
    sentence : Sentence
        The verb's sentence.
    frame : Frame
        The verb with its roles.
    quotes : list of Span
        Quotations of the article.
    lex : Lexicon
        The language's lexicons.
    """
    token = sentence.tokens[frame.token]
    if frame.pos != "VERB" or (token.dep == "amod" and not frame.agent):  # "a suspected gang" says nothing
        return None, None, False
    if frame.mood == _NEVER_SAID and not frame.passive:
        return None, None, False
    if frame.mood in _UNSURE and not frame.passive and frame.relation != "complement":
        return None, None, False
    if token.i and sentence.tokens[token.i - 1].lower in {"without", "sans"}:
        return None, None, False  # "without detailing the raid": a silence
    if _is_duty(sentence, token) or any(sentence.tokens[c].lower in lex.habit_words for c in token.children):
        return None, None, False
    things = frame.patient and not frame.passive and not frame.complements
    if things and frame.lemma in lex.decreeing_verbs and not _introduces(text, sentence, frame, quotes, lex):
        return None, None, False  # "declared a curfew" makes it law
    reflexive = any(t.lower in {"se", "s'"} for t in sentence.tokens[max(0, token.i - 3) : token.i])
    if reflexive and frame.lemma in lex.reflexive_stance:  # « s'est attribué l'attaque », « se revendique d'Al-Qaïda »
        told = lex.reflexive_stance[frame.lemma]
        return ("verb", told, False) if told != "nothing" else (None, None, False)
    objects = {sentence.tokens[a.head].lemma for a in (*frame.patient, *frame.oblique)}
    objects |= {sentence.frames[c].lemma for c in frame.complements}
    objects |= {sentence.tokens[c].lemma for c in token.children if sentence.tokens[c].dep in {"acomp", "oprd"}}
    if _explains_noun(sentence, frame, lex) or _is_aside(text, sentence, frame, lex):
        return None, None, False
    for verb, nouns in lex.saying_objects.items():
        if frame.lemma == verb and objects & nouns.keys():
            told = next(nouns[o] for o in sorted(objects & nouns.keys()))
            if told == "demand":
                return "verb", "asserts", True
            return ("figure", "asserts", False) if told == "figure" else ("verb", told, False)
    if frame.lemma in lex.naming_verbs and not frame.negated:
        behind = min(max(frame.end, token.end), sentence.end)
        if lex.cues["condemnation_cues"].search(text, token.end, behind):
            return "verb", "condemns", False  # "called the raid cowardly"
        if frame.agent and _calls_names(sentence, token, behind, lex):
            return "verb", "accuses", False  # "described the soldiers as mercenaries"
        if _names_only(sentence, frame, lex):
            return None, None, False
    if frame.lemma in lex.explaining_verbs and not frame.negated:
        behind = min(max(frame.end, token.end), sentence.end)
        if lex.cues["justification_cues"].search(text, token.end, behind):
            return "verb", "justifies", False  # "presents it as an answer to"
    stance = lex.stance.get(frame.lemma) or lex.stance.get(token.lemma)
    demand = is_demand(sentence, frame, lex)
    told = frame.lemma if frame.lemma in lex.stance else token.lemma
    quoting = told in lex.quoting_verbs
    if stance is not None and (demand or not quoting or _introduces(text, sentence, frame, quotes, lex)):
        return "verb", stance, demand
    if demand:
        return "verb", stance, demand
    counts = not frame.passive or bool(objects & lex.toll_noun.keys())  # « retenus par » counts nobody
    if frame.lemma in lex.standing_verbs and _is_somebodys(text, sentence, frame, lex):
        return "figure", "asserts", False
    if frame.lemma in lex.figure_verbs and counts:
        return "figure", "asserts", False
    return None, None, False


def _is_somebodys(text: str, sentence: Sentence, frame: Frame, lex: Lexicon) -> bool:
    """Say whether the count that stands at a figure is an earlier or an official one, not the outlet's."""
    told = ("earlier_count_cues", "statement_owners")
    beside = [(a.start, min(a.end, sentence.tokens[a.head].end + _BESIDE)) for a in frame.agent]
    return any(lex.cues[key].search(text, *stretch) for key in told for stretch in beside)


def _calls_names(sentence: Sentence, token: Token, behind: int, lex: Lexicon) -> bool:
    """Say whether a verb calls somebody something that accuses them ("as mercenaries", « de mercenaires »)."""
    called = (t for t in sentence.tokens if token.end <= t.start < behind and t.lemma in lex.accusing_nouns)
    return any(u.lower in lex.naming_prepositions for t in called for u in sentence.tokens[max(0, t.i - 3) : t.i])


def _names_only(sentence: Sentence, frame: Frame, lex: Lexicon) -> bool:
    """Say whether a verb only gives something a name ("describing it as a complex assault")."""
    return any(a.preposition in lex.naming_prepositions for a in frame.oblique) and not frame.complements


def _is_aside(text: str, sentence: Sentence, frame: Frame, lex: Lexicon) -> bool:
    """Say whether a participle only tells where or how somebody speaks ("X, reporting from Gao, said")."""
    token = sentence.tokens[frame.token]
    if token.dep not in {"acl", "advcl"} or not is_gerund(token, frame) or frame.complements or frame.patient:
        return False
    return text[token.end : token.end + 3].lstrip()[:1] not in _OPENING and not is_demand(sentence, frame, lex)


def is_gerund(token: Token, frame: Frame) -> bool:
    """Say whether a verb is a gerund or present participle ("adding", « précisant »)."""
    return not frame.passive and frame.participle and token.lower.endswith(("ing", "ant"))


def _explains_noun(sentence: Sentence, frame: Frame, lex: Lexicon) -> bool:
    """Say whether a gerund only explains a document ("a statement detailing the raid", "responding to the attack")."""
    token = sentence.tokens[frame.token]
    head = sentence.tokens[token.head]
    plain = not any(sentence.tokens[c].i > token.i for c in frame.complements)
    return token.dep == "acl" and is_gerund(token, frame) and head.lemma in lex.speech_nouns and plain


def _is_duty(sentence: Sentence, token: Token) -> bool:
    """Say whether a verb stands behind a word of duty ("has to declare", « doit dire »)."""
    before = [t.lower for t in sentence.tokens[max(0, token.i - 2) : token.i]]
    if before[-1:] == ["to"] and before[:1] and before[0] in {"has", "have", "had", "need", "needs", "ought"}:
        return True
    return sentence.tokens[token.head].lemma in {"devoir", "falloir"} and token.head < token.i


def _introduces(text: str, sentence: Sentence, frame: Frame, quotes: list[Span], lex: Lexicon) -> bool:
    """Say whether a clause or a quotation belongs to a verb, or the verb closes a parenthesis (« …, poursuit-il »)."""
    tokens = sentence.tokens
    token = tokens[frame.token]
    behind = [tokens[c] for c in frame.complements if c > token.i]
    infinitive = {t.i for t in behind if sentence.frames[t.i].mood == "infinitive"}
    if any(t.i not in infinitive or lex.language == "fr" for t in behind):
        return True  # "continues to grapple" says nothing, « soutient avoir tué » does
    window = 4 if frame.patient else _QUOTE_WINDOW
    if any(-1 <= q.start - token.end < window or -1 <= token.start - q.end < _NEAR + 10 for q in quotes):
        return True
    lead = text[sentence.start : token.start].rstrip()
    for word in ("a", "ont", "avait", "avaient"):
        lead = lead.removesuffix(f" {word}")
    following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    inverted = following is not None and (
        following.lower.startswith("-") or following.pos in {"DET", "PROPN"} or following.lower in {"l'", "le", "la"}
    )
    return lead.rstrip().endswith((",", '"', "”", "»")) and inverted and not frame.patient


def is_demand(sentence: Sentence, frame: Frame, lex: Lexicon) -> bool:
    """Say whether a verb, with the preposition it needs, asks for something ("call on", « appeler à »)."""
    lemma = frame.lemma.split(" ")[0]
    if lemma not in lex.demand_verbs:
        return False
    needed = lex.demand_prepositions.get(lemma)
    if needed is None:
        return True
    tokens = sentence.tokens
    words = {a.preposition.split(" ")[0] for a in frame.oblique}
    words |= {tokens[c].lower for c in tokens[frame.token].children if tokens[c].pos in {"ADP", "PART", "SCONJ"}}
    words |= {t.lower for t in tokens[frame.token + 1 : frame.token + 3]}
    if frame.patient and any(sentence.frames[c].mood == "infinitive" for c in frame.complements):
        words |= {"to"} if lex.language == "en" else set()
    for t in tokens[frame.token + 1 : frame.token + 9]:  # « a appelé la junte à libérer … »
        if any("VerbForm=Inf" in u.morph for u in tokens[t.i + 1 : t.i + 3]):
            words.add(t.lower)
    return bool(words & needed)
