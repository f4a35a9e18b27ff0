"""For which body a person speaks whom the article names.

Persons speak for the body they belong to: the article introduces them once with their office
("army spokesman X"), and every later mention by surname alone goes back to it. Names of persons
are used here and nowhere kept: what leaves this module is the body and the words of the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.claimant_memory import Memory, Who

__all__ = ["FULL_NAME", "NAME", "Persons"]

NAME = r"(?:[A-ZÀ-Þ][\w’'\-]+|[A-Z]\.|(?:al|el|ag|ould|ben|ibn|de|du|le|la|van|von)[ -](?=[A-ZÀ-Þ]))"
FULL_NAME = re.compile(rf"{NAME}(?:[ -]{NAME}){{1,5}}")
_RANK = 9  # characters of a rank cut short between office and name ("spokesman Lt. Col X")
_CIVIL = frozenset({"government", "foreign_government", "armed_group", "un"})  # whose spokesman may bear a rank


class Persons(Memory):
    """The speakers of one article, with the persons it introduces.

    Parameters
    ----------
    text : str
        The article's text.
    mentions : sequence of ActorMention
        Its resolved actor mentions, in order.
    language : str
        The article's language.
    """

    def __init__(self, text: str, mentions: Sequence[ActorMention], language: str = "en") -> None:
        super().__init__(mentions, language)
        self.text = text
        self.persons: dict[str, Who] = {}
        self._introduce_persons()

    def overlapping(self, start: int, end: int) -> list[ActorMention]:
        """Return the mentions that stand inside a stretch of text, in order."""
        return [m for m in self.mentions if m.start < end and start < m.end]

    def _introduce_persons(self) -> None:
        """Note every person the article introduces beside an office or body."""
        for m in self.mentions:
            if m.person_name and m.kind != "unattributed":
                office = self._in_office(m)
                who = Who(office.claimant_id, office.kind, m.text, person=True)
                self.persons.setdefault(m.person_name.split()[-1].lower(), who)
                self.persons.setdefault(m.person_name.lower(), who)
            elif m.person_name and m.source == "description" and " " in m.person_name:
                # an office outside the bodies known here: whatever else stands beside the name is not it
                who = Who(None, m.kind, m.text, person=True)
                self.persons.setdefault(m.person_name.lower(), who)
                self.persons.setdefault(m.person_name.split()[-1].lower(), who)
        for match in FULL_NAME.finditer(self.text):
            name = match.group()
            words = [w for w in re.split(r"[ ]", name) if not self.words.title.match(w)]
            if not words:
                continue
            beside = self._beside(match.start(), match.end())
            if beside is None:
                continue
            who = Who(beside.claimant_id, beside.kind, beside.text, person=True)
            self.persons.setdefault(words[-1].lower(), who)
            if len(words) > 1:
                self.persons.setdefault(" ".join(words).lower(), who)

    def _beside(self, start: int, end: int) -> ActorMention | None:
        """Return the office or body that stands next to a name: in apposition before or after it, or right before."""
        best: tuple[int, ActorMention] | None = None
        for m in self.mentions:
            if m.start >= start and m.end <= end:
                continue
            if m.end <= start:
                gap = self.text[m.end : start]
                if (
                    len(gap) > 40
                    or re.search(r"[.;:!?\n]", gap.replace("Mr.", "").replace("M.", ""))
                    or gap.count(",") > 1
                ):
                    continue
                if not re.fullmatch(
                    r"[\s,]*(?:(?:of|de|du|des|d'|in|à|au|en|for|pour|the|la|le|les|l')\s*[\w’'\-]+[\s,]*){0,4}", gap
                ):
                    continue
                distance = start - m.end
            elif m.start >= end:
                gap = self.text[end : m.start]
                if len(gap) > 30 or not re.fullmatch(
                    r"\s*[,(]\s*(?:\d+\s*,\s*)?(?:a|an|the|one of|un|une|le|la|l'|l’|les|des|du|"
                    r"chief|chef|porte-parole|spokesman|spokeswoman|of|de)?[\w\s'’\-]{0,24}",
                    gap,
                ):
                    continue
                distance = m.start - end + 5
            else:
                continue
            if best is None or distance < best[0]:
                best = (distance, m)
        return best[1] if best else None

    def _in_office(self, m: ActorMention) -> ActorMention:
        """Return the office that a rank is borne in ("Colonel X, a spokesperson for the ministry"), else the rank."""
        if m.category != "officer" or m.basis != "inferred" or m.person_name is None:
            return m
        return next(
            (
                n
                for n in self.overlapping(m.start - _RANK, m.end + 1)
                if n is not m
                and n.kind in _CIVIL
                and n.claimant_id
                and (n.person_name == m.person_name or not re.search(r"[a-zà-ÿ]{3}", self.text[n.end : m.start]))
            ),
            m,
        )

    def _person(self, start: int, end: int) -> Who | None:
        stretch = self.text[start:end]
        words = re.findall(r"[A-ZÀ-Þ][\w’'\-]+", stretch)
        for word in reversed(words):
            if word.lower() in self.persons:
                return self.persons[word.lower()]
        return None
