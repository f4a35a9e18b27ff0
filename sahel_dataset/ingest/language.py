"""Which language an article is in."""

from __future__ import annotations

import re

from sahel_dataset.ingest.furniture import LANGUAGES, plain, words

__all__ = ["detect_language"]

_LETTERS = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_SURE_SHARE = 0.3
_SURE_LEAD = 1.6
_ENOUGH_WORDS = 40


def detect_language(text: str, least_share: float = 0.2) -> str:
    """Return the ISO 639-1 code of the language of `text`, or ``und``.

    Running English holds some 40 % of the commonest English words, running French some 45 % of the commonest
    French ones. Where one of them is clearly so, that is the answer. Otherwise a general classifier is asked
    (py3langid, 97 languages), and believed for English and French only where common words bear it out.

    Parameters
    ----------
    text : str
        The body of an article.
    least_share : float
        Least share of common words for English or French (0 to 1).

    Examples
    --------
    >>> detect_language("Des hommes armés ont attaqué un poste de police dans la nuit de mardi à mercredi.")
    'fr'
    >>> detect_language("Los soldados murieron en el norte del país, según el gobierno, que no dio más detalles.")
    'es'
    """
    letters = _LETTERS.findall(text[:5000])
    if not letters:
        return "und"
    latin = len(_LATIN.findall(text[:5000]))
    found = plain(text[:20_000]).split()
    shares = {
        language: sum(word in words(language).function_words for word in found) / max(1, len(found))
        for language in LANGUAGES
    }
    best = max(LANGUAGES, key=lambda language: (shares[language], language))
    second = min(shares.values())
    if (
        latin >= 0.8 * len(letters)
        and len(found) >= _ENOUGH_WORDS
        and shares[best] >= _SURE_SHARE
        and shares[best] >= _SURE_LEAD * second
    ):
        return best
    import py3langid

    code = str(py3langid.classify(text[:5000])[0])
    if code in LANGUAGES:
        return code if shares[code] >= least_share * 0.75 else "und"
    # A short text full of names misleads the classifier; common words do not.
    if latin >= 0.8 * len(letters) and len(found) < _ENOUGH_WORDS and shares[best] >= _SURE_SHARE:
        others = py3langid.rank(text[:5000])[:3]
        if best in {str(code) for code, _ in others}:
            return best
    return code
