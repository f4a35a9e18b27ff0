"""Furniture inside a paragraph: links to other stories that a scraper ran into the text.

Some sources keep a page as one run of text. Between two sentences then stands « Lire aussi : » and a headline without a
full stop, or the headline alone. Where it ends can only be seen from the capital of the next sentence's first word:
an article, a pronoun, a preposition ("Le convoi ...", "After ...") with a small letter after it.
"""

from __future__ import annotations

import re
from functools import cache

from sahel_dataset.ingest.furniture import has_finite_verb, phrases, plain, words
from sahel_dataset.ingest.spans import MappedText

__all__ = ["without_teasers"]

_RUN_LENGTH = 400
_HEADLINE_WORDS = (4, 45)
_LONGEST_TITLE = 20
_SENTENCE_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*)(?=\s+[\"'“‘«(\[–—-]*\s*[A-ZÀ-Ý0-9])|[.!?…]+[\"'”’»)\]\s]*$")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Sgt|Maj|St|Jr|Sr|No|Inc|M|Mme|Me|Pr|Cdt))\.$")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_STARTS_SENTENCE = re.compile(
    r"(?<=[^\s.!?…,;:(«“])[\"”»']?\s+(?P<quote>[\"“«]\s?)?(?P<word>[A-ZÀ-Ý][^\W\d_]*)(?=(?P<rest>['’\s]\s*[\"“«]?\s*\S*))"
)


@cache
def _cues() -> re.Pattern[str]:
    accents = {"e": "[eéèêëEÉÈÊ]", "a": "[aàâAÀÂ]", "o": "[oôOÔ]", "u": "[uùûU]", "i": "[iîI]", "c": "[cçC]"}

    def spelled(phrase: str) -> str:
        letters = "".join(accents.get(letter, rf"[{letter}{letter.upper()}]") for letter in phrase.replace(" ", "\0"))
        return letters.replace("[\0\0]", r"['’\s]+")

    cues = sorted(phrases().teaser_cues, key=lambda cue: (-len(cue), cue))
    several = "|".join(spelled(cue) for cue in cues if " " in cue)
    single = "|".join(spelled(cue) for cue in cues if " " not in cue)
    # A cue of one word ("Read", « Lire ») needs its colon; one of several needs a capital, checked where it is used.
    return re.compile(
        rf"(?<![^\W_])(?P<bracket>[\[(]\s*)?(?:(?P<several>{several})(?![^\W_])(?P<colon>(?:\s+[^\s:.!?]+){{0,5}}?\s*:|\s*[>→–—-])?|(?:{single})\s*:)\s*"
    )


def without_teasers(paragraph: MappedText, language: str, *, is_whole_page: bool = False) -> MappedText:
    """Return a paragraph without the links to other stories that were run into it.

    Parameters
    ----------
    paragraph : MappedText
        The paragraph.
    language : str
        ``en`` or ``fr``.
    is_whole_page : bool
        Whether the page came as one run of text: then headlines without a cue are looked for too.

    Examples
    --------
    >>> run = MappedText.whole("Deux villages ont été pillés. Lire aussi : Un poste attaqué au Niger Le maire a fui.")
    >>> without_teasers(run, "fr").text
    'Deux villages ont été pillés. Le maire a fui.'
    """
    paragraph = _without_notices(_without_cued(paragraph, language))
    if is_whole_page and len(paragraph) >= _RUN_LENGTH:
        paragraph = _without_tail(_without_bare_headlines(paragraph, language), language)
    return paragraph.squeezed()


def _sentence_end(text: str, start: int) -> tuple[int, str]:
    """Return where the sentence that runs at `start` ends, and the mark that ends it (empty at the end of the text)."""
    for match in _SENTENCE_END.finditer(text, start):
        if match[0][0] == "." and _ABBREVIATION.search(text, start, match.start() + 1):
            continue
        return match.end(), match[0][0]
    return len(text), ""


def _new_sentences(text: str, start: int, end: int, language: str) -> list[tuple[int, bool]]:
    """Return where a sentence may begin without a full stop before it, and whether a small letter follows."""
    openers = words(language).openers
    return [
        (match.start("quote") if match["quote"] else match.start("word"), match["rest"].lstrip(" '’\"“«")[:1].islower())
        for match in _STARTS_SENTENCE.finditer(text, start, end)
        if plain(match["word"]) in openers
    ]


def _is_title_case(text: str) -> bool:
    long = [word for word in _WORD.findall(text) if len(word) >= 4]
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.7 * len(long)


def _without_cued(paragraph: MappedText, language: str) -> MappedText:
    at = 0
    while match := _cues().search(paragraph.text, at):
        text = paragraph.text
        start = match.start()
        cue = match[0].lstrip("[( ")
        before = text[:start].rstrip()
        after_sentence = not before or before[-1] in '.!?…:»”")]' or bool(match["bracket"])
        # Without a colon, the headline's capital shows that the words are a cue: « À voir les traces » is a sentence.
        is_followed = bool(match["colon"] or not match["several"]) or not text[match.end() : match.end() + 1].islower()
        if not cue[:1].isupper() or not is_followed or not (after_sentence or match["colon"] or not match["several"]):
            at = match.end()
            continue
        end = _teaser_end(text, start, match, language)
        paragraph = paragraph.without(start, end)
        at = start
    return paragraph


def _teaser_end(text: str, start: int, cue: re.Match[str], language: str) -> int:
    """Return where the headline after a cue ends."""
    if cue["bracket"]:
        closing = re.compile(r"[\])]").search(text, cue.end(), start + 300)
        if closing is not None:
            return closing.end()
    sentence_end, mark = _sentence_end(text, cue.end())
    headline_first = cue.end()
    starts = [
        found for found in _new_sentences(text, headline_first, sentence_end, language) if found[0] > headline_first
    ]
    # The sentence after the headline begins at the last such place: sentences hold no capital article inside.
    for followed_small in (True, False):
        fitting = [at for at, small in starts if small is followed_small and len(text[headline_first:at].split()) >= 3]
        if fitting:
            return fitting[-1]
    is_short = len(text[headline_first:sentence_end].split()) <= _LONGEST_TITLE
    if not mark or (is_short and (mark in {"?", "!"} or _is_title_case(text[headline_first:sentence_end]))):
        return sentence_end
    # A full sentence follows the cue: the article goes on there, and the headline was left out.
    return cue.end()


def _without_notices(paragraph: MappedText) -> MappedText:
    """Take out sentences of the site about itself: "The post ... appeared first on ..."."""
    at = 0
    while at < len(paragraph):
        end, _ = _sentence_end(paragraph.text, at)
        if phrases().is_notice(plain(paragraph.text[at:end])):
            paragraph = paragraph.without(at, end)
        else:
            at = max(end, at + 1)
    return paragraph


def _without_bare_headlines(paragraph: MappedText, language: str) -> MappedText:
    """Take out runs without full stop or finite verb before the capital of a new sentence."""
    at = 0
    while at < len(paragraph):
        text = paragraph.text
        end, _ = _sentence_end(text, at)
        begin = at + len(text[at:end]) - len(text[at:end].lstrip())
        for start, small in reversed(_new_sentences(text, begin, end, language)):
            before = plain(text[begin:start]).split()
            is_long_enough = _HEADLINE_WORDS[0] <= len(before) <= _HEADLINE_WORDS[1]
            if small and is_long_enough and not has_finite_verb(text[begin:start], language):
                paragraph = paragraph.without(begin, start)
                end -= start - begin
                break
        at = max(end, at + 1)
    return paragraph


def _without_tail(paragraph: MappedText, language: str) -> MappedText:
    """Take off what follows the last full stop, where it is no sentence."""
    text = paragraph.text
    at = last = 0
    while at < len(text):
        end, mark = _sentence_end(text, at)
        if not mark:
            break
        at = last = end
    tail = plain(text[last:]).split()
    if not last or not tail:
        return paragraph
    is_sentence = tail[0] in words(language).openers and has_finite_verb(text[last:], language)
    return paragraph if is_sentence else paragraph[:last]
