"""One adapter per language: a spaCy model's labels in, clause frames out.

A third language is one module here (its model's name and ``build_frames``) and one folder of lexicons.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

from sahel_dataset.extract.frames import Sentence, Token
from sahel_dataset.extract.language import en, fr
from sahel_dataset.extract.language.attributes import AnsweredOnce
from sahel_dataset.extract.sentences import Span

__all__ = ["LANGUAGES", "parse"]

LANGUAGES: dict[str, ModuleType] = {"en": en, "fr": fr}


@functools.cache
def _model(language: str) -> Any:
    import spacy

    adapter = LANGUAGES[language]
    model = spacy.load(adapter.MODEL, exclude=list(adapter.UNUSED))
    ruler: Any = model.get_pipe("attribute_ruler")
    ruler.match = AnsweredOnce(ruler)
    # The lemmatizer asks of every new word whether it stands in these lists of thousands: sets answer at once.
    lemmatizer: Any = model.get_pipe("lemmatizer")
    lookups = lemmatizer.lookups
    if lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        for part_of_speech in list(index):
            index[part_of_speech] = frozenset(index[part_of_speech])
    return model


def parse(
    text: str, spans: Iterable[Span], language: str, nouns: frozenset[str], verb_forms: Mapping[str, str] | None = None
) -> list[Sentence]:
    """Parse stretches of `text` into sentences with clause frames.

    Parameters
    ----------
    text : str
        The article's text; offsets in the result are offsets into it.
    spans : iterable of Span
        The sentences to parse; the parser never re-splits them.
    language : str
        A key of `LANGUAGES`.
    nouns : frozenset of str
        Lemmas of nouns that name events: they get frames of their own.
    verb_forms : mapping of str to str, optional
        Written forms of verbs whose dictionary form the model may miss.

    Returns
    -------
    list of Sentence
        In the order of `spans`.
    """
    model = _model(language)
    spans = list(spans)
    forms = verb_forms or {}
    docs = []
    for span in spans:
        doc = model.make_doc(LANGUAGES[language].parsable(text[span.start : span.end].replace("\u00a0", " ")))
        for token in doc[1:]:
            token.is_sent_start = False
        docs.append(doc)
    sentences = []
    for index, (span, doc) in enumerate(zip(spans, model.pipe(docs, batch_size=64), strict=True)):
        sentence = Sentence(index, span.start, span.end, span.paragraph)
        sentence.tokens = [
            Token(
                t.i,
                span.start + t.idx,
                span.start + t.idx + len(t),
                t.text,
                t.lower_.replace("’", "'"),
                _lemma(t, forms),
                t.pos_,
                t.dep_,
                t.head.i,
                str(t.morph),
            )
            for t in doc
        ]
        for token in sentence.tokens:
            if token.head != token.i:
                sentence.tokens[token.head].children.append(token.i)
        LANGUAGES[language].build_frames(sentence, nouns)
        sentences.append(sentence)
    return sentences


def _lemma(token: Any, forms: Mapping[str, str]) -> str:
    """Return the dictionary form, the lexicon's where the model takes a participle for another word."""
    if token.pos_ in {"VERB", "ADJ", "AUX"} and token.lower_ in forms:
        return forms[token.lower_]
    return str(token.lemma_.lower())
