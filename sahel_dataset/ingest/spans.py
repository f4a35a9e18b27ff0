"""Text that remembers where in its source each character came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["MappedText"]

_SPACE = re.compile(r"\s+")
Span = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class MappedText:
    """A string with the runs of it that stand in a source.

    Attributes
    ----------
    text : str
        The string.
    spans : tuple of (int, int, int)
        Runs ``(text_start, text_end, source_start)``, in order and without overlap. Each run stands in the source,
        character by character, from ``source_start`` on. Characters outside every run (a space that joins two
        lines) or in a run of one (``"&amp;"`` read as ``"&"``) have no such equal.

    Examples
    --------
    >>> source = "Gao  calm again"
    >>> calm = MappedText.whole(source).squeezed()
    >>> calm.text, calm.spans
    ('Gao calm again', ((0, 4, 0), (4, 14, 5)))
    >>> calm[4:8].spans
    ((0, 4, 5),)
    """

    text: str
    spans: tuple[Span, ...] = ()

    @classmethod
    def whole(cls, text: str, start: int = 0) -> MappedText:
        """Return `text` as the run of the source that begins at `start`."""
        return cls(text, ((0, len(text), start),) if text else ())

    @classmethod
    def joined(cls, parts: Iterable[MappedText], glue: str = "") -> MappedText:
        """Concatenate `parts`, with `glue` (which has no source) between them."""
        texts: list[str] = []
        spans: list[Span] = []
        at = 0
        for number, part in enumerate(parts):
            if number and glue:
                texts.append(glue)
                at += len(glue)
            for start, end, source in part.spans:
                if spans and spans[-1][1] == at + start and spans[-1][2] + (at + start - spans[-1][0]) == source:
                    spans[-1] = (spans[-1][0], at + end, spans[-1][2])
                else:
                    spans.append((at + start, at + end, source))
            texts.append(part.text)
            at += len(part.text)
        return cls("".join(texts), tuple(spans))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, where: slice) -> MappedText:
        start, end, _ = where.indices(len(self.text))
        if start == 0 and end == len(self.text):
            return self
        kept = tuple(
            (max(a, start) - start, min(b, end) - start, source + max(a, start) - a)
            for a, b, source in self.spans
            if max(a, start) < min(b, end)
        )
        return MappedText(self.text[start:end], kept)

    def stripped(self) -> MappedText:
        """Return this text without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        end = len(self.text.rstrip())
        return self[start : max(start, end)]

    def without(self, start: int, end: int) -> MappedText:
        """Return this text with the characters from `start` to `end` taken out."""
        return MappedText.joined((self[:start], self[end:]))

    def squeezed(self) -> MappedText:
        """Return this text with every run of white space as one space, and none at the ends."""
        if "  " not in self.text and self.text.isprintable() and self.text == self.text.strip():
            return self
        parts: list[MappedText] = []
        at = 0
        for gap in _SPACE.finditer(self.text):
            parts.append(self[at : gap.start()])
            # The one space kept is the source's own where it is a plain space.
            parts.append(self[gap.start() : gap.start() + 1] if gap[0][0] == " " else MappedText(" "))
            at = gap.end()
        parts.append(self[at:])
        return MappedText.joined(parts).stripped()

    def source_at(self, offset: int) -> int | None:
        """Return where in the source the character at `offset` stands, if anywhere."""
        for start, end, source in self.spans:
            if start <= offset < end:
                return source + offset - start
        return None

    def to_json(self) -> str:
        """Return the spans as compact JSON, the form kept in ``texts.source_spans``."""
        return json.dumps([list(span) for span in self.spans], separators=(",", ":"))
