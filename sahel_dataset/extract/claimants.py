"""Who a phrase in front of a verb of saying stands for.

A claimant is an actor the dataset knows, or only a kind ("a security source"). The phrase may
stand before the verb or behind it, be a pronoun, a statement whose author it goes back to, or
one of a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.claimant_memory import Who
from sahel_dataset.extract.claimant_persons import FULL_NAME, NAME, Persons
from sahel_dataset.extract.frames import Argument, Sentence, Token
from sahel_dataset.extract.lexicon import Lexicon

__all__ = ["Claimants", "Who"]

_STATEMENTS = frozenset({"statement", "document"})
_LEADING = 40  # characters from a noun to the name it leads up to
_LEADING_UP = frozenset({"group", "ngo", "media", "armed_group"})
_LEADING_WORDS = re.compile(r"(?: (?:de |d['’])?[a-zà-ÿ-]+){0,2} ")
_OPENERS = (",", ".", ":", ";", '"', "”", "»", "–", "—", ")")
_COUNTED = re.compile(r"(?:de |d['’]|of )?\d")  # "25 dead" speak not
_LATTER_REACH = 300
_SPEAKING = frozenset({"government", "military", "ngo", "un", "foreign_government", "local_official"})


class Claimants(Persons):
    """Claimants of one article.

    Parameters
    ----------
    text : str
        The article's text.
    mentions : sequence of ActorMention
        Its resolved actor mentions, in order.
    media : sequence of ActorMention
    lex : Lexicon, optional
        The lexicon of the article's language; English is taken where there is none.
    """

    def __init__(self, text: str, mentions: Sequence[ActorMention], lex: Lexicon | None = None) -> None:
        super().__init__(text, mentions, lex.language if lex is not None else "en")
        self.lex = lex

    def _resolved(self, m: ActorMention, text: str | None, *, person: bool = False) -> list[Who]:
        """Return whom a mention stands for; a statement with no author named is the last body's."""
        m = self._in_office(m)
        if m.claimant_id is None and self.words.same.match(self.text, m.start):
            return self.last_speaker(m.start) or [Who(None, m.kind, text)]
        if m.category == "source" and m.claimant_id is None:
            same = self.words.the_source.fullmatch(self.text, m.start, m.end)
            other = self.words.other_source.match(self.text, m.start, m.end)
            last = self.last_source(m.start) if same or other else None
            if last is not None:
                return [last] if same else [Who(None, last.kind, text)]
        if (
            m.category in _STATEMENTS
            and self.words.count.search(m.text)
            and not self.words.official.search(m.text)
            and not m.claimant_id
        ):
            return self.last_speaker(m.start)
        if m.category in _STATEMENTS and self._is_earlier(text or m.text):
            return [Who(None, "unattributed", None)]
        owned = self.lex is not None and self.lex.cues["statement_owners"].search(m.text) is not None
        if m.category in _STATEMENTS and (m.claimant_id is None or (m.basis == "inferred" and not owned)):
            return self.document(m.text, m.start)
        if m.claimant_id is None and m.kind == "unattributed" and m.person_name is not None:
            known = self.persons.get(m.person_name.split()[-1].lower())
            if known is not None:  # "Mr X", whose office the article has told
                return [known]
        if m.claimant_id is None and m.kind == "unattributed" and m.person_name is None:
            definite = m.is_definite and self.words.group.search(m.text) is not None
            if definite or m.category == "spokesperson":  # "the group", "the spokesperson": whoever spoke last
                return self.last_body(m.start) or [Who(None, m.kind, text)]
        return [Who(m.claimant_id, m.kind, text, person)]

    def following(self, begin: int, stop: int) -> tuple[list[Who], int]:
        """Return the speaker that stands after its verb (« …, a indiqué à l'AFP le maire »), and where it ends.

        Between verb and speaker only times, places and whoever was told may stand: no conjunction, no quotation.
        """
        who: list[Who] = []
        end = begin
        for m in self.overlapping(begin, min(stop, begin + 110)):
            gap = self.text[end if who else begin : m.start]
            if m.start < begin or m.source == "adjective" or _COUNTED.match(self.text, m.start):
                continue
            if self.words.clause_break.search(gap):
                break
            if who:
                if not self.words.joining.fullmatch(gap):
                    break
            elif self.words.after_preposition.search(gap):
                continue
            who.extend(w for w in self._resolved(m, m.text, person=m.person_name is not None) if not _among(w, who))
            end = m.end
        if who:
            return who, end
        name = re.match(rf"\s*(?:M\.\s|Mme\s|Mr\s|Me\s)?({FULL_NAME.pattern}|{NAME})", self.text[begin:stop])
        if name:
            end = begin + name.end()
            known = self._person(begin, end)
            return ([known] if known is not None else [Who(None, "unattributed", None, True)]), end
        return [], begin

    def who(self, sentence: Sentence, argument: Argument, *, inside_quote: bool = False) -> list[Who]:
        """Return whom a phrase stands for; empty where it is nobody who could make a claim."""
        head = sentence.tokens[argument.head]
        word = head.lower.removeprefix("-t").lstrip("-") or head.lower
        if word in self.words.first_person | self.words.pointing:
            return []
        if word in self.words.indefinite and argument.end - argument.start == len(head.text):
            return [Who(None, "unattributed", None)]
        if self.words.of_them.search(self.text[argument.start : argument.end]):
            return self.pronoun("they", head.start)
        if word in self.words.latter:
            return self._latter(argument.start, word)
        if word in self.words.pronouns:
            if inside_quote:
                return []
            return self._subject_before(sentence, head, word) or self.pronoun(word, head.start)
        inside = self.overlapping(argument.start, argument.full_end)
        exact = [m for m in inside if m.start <= head.start < m.end]
        core = [m for m in inside if m.start < argument.end]
        chosen = exact or core[:1] or inside[:1]
        name = self._person(argument.start, argument.full_end)
        if (
            not exact
            and self.words.statement.fullmatch(self.text[argument.start : head.end])
            and not [m for m in core if m.start > head.start]
        ):
            owner = next((m for m in inside if m.start > head.start and m.source != "adjective"), None)
            if owner is not None and self.words.long_belonging.fullmatch(self.text, head.end, owner.start):
                return self._resolved(owner, self.text[argument.start : owner.end])
            return self._of_statement(argument.start, head)
        if chosen:
            m = chosen[0]
            if m.source == "adjective":
                return []
            m = self._author(m, argument.full_end) or self._apposed(m, argument.full_end)
            person = name is not None or m.source == "person" or m.person_name is not None
            return self._resolved(m, self.text[argument.start : argument.end], person=person)
        if name is not None:
            return [Who(name.actor_id, name.kind, self.text[argument.start : argument.end], True)]
        if head.pos == "PROPN" and head.text[:1].isupper():
            return [Who(None, "unattributed", None, True)]
        return []

    def _latter(self, offset: int, word: str) -> list[Who]:
        """Return whom « ce dernier » means: whoever of its number was named last before it."""
        plural = word.endswith(("s", "x"))
        before = [
            m
            for m in self.mentions
            if m.end <= offset and offset - m.end < _LATTER_REACH and m.source not in {"adjective", "country"}
        ]
        feminine = word in {"dernière", "dernières", "celle-ci", "celles-ci"}
        named = [m for m in before if (m.number == "plural") == plural and (m.gender == "m" or feminine)]
        return self._resolved(named[-1], named[-1].text, person=named[-1].person_name is not None) if named else []

    def _subject_before(self, sentence: Sentence, pronoun: Token, word: str) -> list[Who]:
        """Return the person or body that is subject of the clause before (« Le maire …, où il a promis »)."""
        subjects = [
            t
            for t in sentence.tokens[: pronoun.i]
            if t.dep.startswith("nsubj") and t.pos in {"NOUN", "PROPN"} and self.agrees(word, t)
        ]
        for t in reversed(subjects):
            m = next((m for m in self.mentions if m.start <= t.start < m.end and m.source != "adjective"), None)
            if m is None:
                continue
            person = m.person_name is not None or m.source == "person"
            kind = self.words.pronouns[word][1]
            if kind == "person" and not person:
                continue
            if (person and kind != "neuter") or (m.claimant_id and m.kind in _SPEAKING):
                return self._resolved(m, m.text, person=person)
        return []

    def _is_count(self, words: str) -> bool:
        """Say whether words name a count that is nobody's in particular."""
        return self.words.count.search(words) is not None and self.words.official.search(words) is None

    def _apposed(self, m: ActorMention, stop: int) -> ActorMention:
        """Return the name that a vague description explains, or that explains it, else itself.

        "JNIM, the al-Qaeda affiliate that …"; « un groupe armé de la région, le Mouvement … ».
        """
        if m.source != "description" or not (m.claimant_id or "").endswith("_unspecified"):
            return m
        alike = [n for n in self.mentions if n.source in {"name", "local"} and n.kind == m.kind]
        named = [n for n in alike if n.end <= m.start]
        if named and self.text[named[-1].end : m.start].strip() in {",", "("}:
            return named[-1]
        behind = [
            n
            for n in alike
            if m.end <= n.start < stop and self.words.article_behind_comma.search(self.text, m.end, n.start)
        ]
        return behind[0] if behind else m

    def opening(self, start: int, stop: int) -> list[Who]:
        """Return the author of the statement or toll that a sentence opens with (« ce bilan … »)."""
        match = self.words.statement.match(self.text, start, stop)
        if match is None:
            return []
        if self._is_earlier(match.group()):
            return [Who(None, "unattributed", None)]
        if self._is_count(match.group()):
            return self.last_speaker(start)
        return self.document(match.group(), start)

    def _is_earlier(self, words: str) -> bool:
        """Say whether words name an earlier count of nobody named ("an initial report")."""
        if self.lex is None or not self.words.indefinite_article.match(words):
            return False
        cues = self.lex.cues
        return cues["earlier_count_cues"].search(words) is not None and not cues["statement_owners"].search(words)

    def _of_statement(self, start: int, head: Token) -> list[Who]:
        """Return the author of a statement that names none; bare plural reports are nobody's."""
        if head.lower in {"reports", "rapports"} and head.start == start:
            return [Who(None, "unattributed", None)]
        words = self.text[start : head.end]
        told = self.opening(start, head.end)
        # a first count that nobody is named for is the outlet's
        return (
            told
            if told or (self.words.count.search(words) and not self.words.official.search(words))
            else self.document(words, start)
        )

    def right_before(self, offset: int) -> tuple[list[Who], int]:
        """Return the speaker whose phrase ends one space before a place, and where it begins."""
        near = (m for m in self.mentions if offset - 4 <= m.end <= offset and m.source != "adjective")
        m = next((m for m in near if not self.text[m.end : offset].strip(' "«“')), None)
        if m is None:
            return [], offset
        return self._resolved(m, m.text, person=m.person_name is not None), m.start

    def joined(self, start: int, end: int) -> list[Who]:
        """Return the speakers of a list ("the army and the ministry"), if a stretch is nothing but one.

        What only a comma joins stands in apposition ("JNIM, al-Qaeda's ally, said"): one speaker, not two.
        """
        inside = [m for m in self.overlapping(start, end) if m.source != "adjective" and m.start >= start]
        gaps = [self.text[a.end : b.start] for a, b in pairwise(inside)]
        if not gaps or not gaps[-1].strip(" ,") or not all(self.words.joining.fullmatch(g) for g in gaps):
            return []
        out: list[Who] = []
        for m in inside:
            out.extend(w for w in self._resolved(m, m.text) if not _among(w, out))
        return out

    def before(self, m_start: int) -> tuple[list[Who], int]:
        """Return the speakers joined by "and" to the one that begins at a place ("residents and officials said")."""
        joined: list[Who] = []
        begin = m_start
        for m in reversed([m for m in self.mentions if m.end <= m_start and m.start > m_start - 160]):
            gap = self.text[m.end : begin]
            if m.source == "adjective" or not (
                self.words.joining.fullmatch(gap) or self.words.placed_joining.fullmatch(gap)
            ):
                break
            opens = not self.text[: m.start].rstrip() or self.text[: m.start].rstrip().endswith(_OPENERS)
            if not gap.strip(" ,") and not (joined and opens):
                break  # a comma alone parts a clause from the speaker behind it
            joined = [w for w in self._resolved(m, m.text) if not _among(w, joined)] + joined
            begin = m.start
        return joined, begin

    def after(self, start: int, begin: int, stop: int) -> tuple[list[Who], int]:
        """Return the claimants that follow "according to" and where their phrase ends."""
        window = self.text[begin : min(stop, begin + 160)]
        near = [
            m
            for m in self.mentions
            if begin - 25 <= m.start and m.start - begin < 60 and m.end <= stop and m.end > begin
        ]
        near = [m for m in near if not re.search(r"[,;:\"“«]", self.text[begin : m.start].strip())]
        name = re.match(rf"\s*(?:the |le |la |les |l['’]|M\. |Mme |Mr |Me )?({FULL_NAME.pattern}|{NAME})", window)
        if near:
            m = near[0]
            end = max(m.end, begin)
            tail = re.match(r"[^,;:.\"“”»\n]{0,60}", self.text[end:stop])
            end += tail.end() if tail else 0
            author = self._author(m, stop)
            if author is not None:
                return self._resolved(author, self.text[m.start : author.end]), max(end, author.end)
            named = self._named(m, stop)
            if named is not None:
                return [Who(named.claimant_id, named.kind, self.text[m.start : named.end])], max(end, named.end)
            who = self._resolved(m, self.text[max(m.start, begin) : m.end])
            for n in self._listed(m, stop):
                who.extend(w for w in self._resolved(n, n.text) if not _among(w, who))
                end = max(end, n.end)
            return who, end
        if name:
            known = self._person(begin, begin + name.end())
            if known is not None:
                return [known], begin + name.end()
        pronoun = re.match(r"\s*(\w+)\b", window)
        if pronoun and pronoun[1] in self.words.objects:
            return self.pronoun(self.words.objects[pronoun[1]], begin), begin + pronoun.end()
        statement = self.words.statement.match(window)
        if statement:
            who = self.document(statement.group(), begin) or [Who(None, "unattributed", None)]
            return who, begin + statement.end()
        return [], begin

    def _listed(self, first: ActorMention, stop: int) -> list[ActorMention]:
        """Return the sources that a list adds to its first ("diplomats, officials and rights groups")."""
        if self.words.sources_only.fullmatch(self.text[first.end : stop]):
            return [n for n in self.mentions if first.end <= n.start and n.end <= stop and n.source != "adjective"]
        out: list[ActorMention] = []
        last, whole = first, 0
        for n in self.mentions:
            if n.start < last.end or n.end > stop or n.source == "adjective":
                continue
            gap = self.words.listing.fullmatch(self.text[last.end : n.start])
            if gap is None:
                break
            out.append(n)
            last = n
            whole = len(out) if gap["and"] else whole  # a comma alone opens the clause behind the source
        return out[:whole]

    def _named(self, m: ActorMention, stop: int) -> ActorMention | None:
        """Return the name that a noun only leads up to (« le groupe de surveillance X », "the rights group X")."""
        if m.claimant_id is not None or m.category not in _LEADING_UP:
            return None
        following = (n for n in self.mentions if m.end <= n.start < min(stop, m.end + _LEADING) and n.source == "name")
        n = next(following, None)
        return n if n is not None and _LEADING_WORDS.fullmatch(self.text[m.end : n.start]) else None

    def _author(self, statement: ActorMention, stop: int) -> ActorMention | None:
        """Return whoever a statement is said to come from (« un bilan officiel de l'état-major »)."""
        named = statement.claimant_id is not None and statement.basis != "inferred"
        if named or statement.category not in _STATEMENTS:
            return None
        following = (m for m in self.mentions if statement.end <= m.start and m.end <= stop and m.source != "adjective")
        m = next(following, None)
        joined = (
            self.words.belonging if self.words.toll.search(statement.text) else self.words.long_belonging
        )  # "the toll of the attack on the army"
        if m is None:
            return None
        opened = self.words.owner_preposition.match(self.text, m.start)  # a mention may begin with its preposition
        return m if joined.fullmatch(self.text, statement.end, opened.end() if opened else m.start) else None

    def near(self, offset: int, start: int, end: int) -> list[Who]:
        """Return the claimant nearest before (else after) a place in a sentence."""
        inside = [m for m in self.overlapping(start, end) if m.kind not in {"media", "witness", "unattributed"}]
        before = [m for m in inside if m.end <= offset]
        after = [m for m in inside if m.start >= offset]
        m = before[-1] if before else after[0] if after else None
        return [Who(m.claimant_id, m.kind, m.text)] if m is not None else []

    def medium(self, start: int, end: int) -> str | None:
        """Return the news organisation or channel named in a stretch of text, in its words."""
        for m in self.overlapping(start, end):
            if m.kind in {"media"} or (m.actor_id or "") == "site":
                return self.text[m.start : m.end]
        return None

    def medium_told(self, window: str, offset: int) -> str | None:
        """Return the medium named after "told", "obtained by", « a dit à », « interrogé par »."""
        for match in self.words.told.finditer(window):
            at = offset + match.end()
            for m in self.overlapping(at, at + 30):
                if m.kind == "media" and m.start - at < 6:
                    return self.text[m.start : m.end]
        return None


def _among(who: Who, others: Sequence[Who]) -> bool:
    """Say whether a claimant stands in a list already, in whatever words."""
    return any((w.actor_id, w.kind) == (who.actor_id, who.kind) for w in others)
