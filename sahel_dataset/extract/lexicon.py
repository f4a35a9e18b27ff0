"""The lexicons of one language, ready to look words up in.

What the words are is data (``knowledge/lexicon/<code>/*.yaml``); this module only turns the
lists round, so that a coder asks "what does this word say?" in one step.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Any

from sahel_dataset.extract.phrases import SPACE, alternatives, phrase_pattern
from sahel_dataset.extract.word_forms import french_forms, noun_forms
from sahel_dataset.knowledge.read import read_yaml

__all__ = [
    "Lexicon",
    "Phrasing",
    "knowledge_text",
    "lexicon",
    "phrases",
]


def knowledge_text(*parts: str) -> str:
    """Return the text of a file of the package's knowledge."""
    return resources.files("sahel_dataset").joinpath("knowledge", *parts).read_text(encoding="utf-8")


def _read(*parts: str) -> Any:
    return read_yaml("/".join(parts))


def phrases(words: Iterable[str]) -> re.Pattern[str]:
    """Compile words and phrases (`phrases.phrase_pattern`) into one pattern that finds any of them as whole words.

    Wire copy may part an article from its noun (« de l' armée »): a space is allowed behind an apostrophe.
    """
    body = alternatives(str(w).lower().replace("’", "'") for w in words).replace("['’]", r"['’]\s?")
    return re.compile(rf"(?<![\w-]){body}(?:(?<=['’])|(?!\w))", re.IGNORECASE)


def _turned(table: dict[str, list[str]]) -> dict[str, str]:
    """Turn ``{meaning: [words]}`` into ``{word: meaning}``; the first meaning of a word wins."""
    out: dict[str, str] = {}
    for meaning, words in table.items():
        for word in words:
            out.setdefault(str(word).lower(), meaning)
    return out


@dataclass(frozen=True, slots=True)
class Phrasing:
    """What a verb means with certain words behind it.

    Attributes
    ----------
    name : str
        The class of event.
    behind : re.Pattern
        The words, matched from the end of the verb.
    undergone : bool
        Whether the subject undergoes the deed rather than does it.
    """

    name: str
    behind: re.Pattern[str]
    undergone: bool


# A French article may be joined to the next word of a phrasing (« la vidéo de l'otage »).
_SPACED = rf"{SPACE}(?:[dlDL]['’])?"
_GAP = rf"(?:{SPACE}[^\s.;:!?»”]+){{0,7}}?"


def _phrasings(events: dict[str, Any]) -> dict[str, list[Phrasing]]:
    """Return the phrasings of each verb; those with more words first, as they say more."""
    rows: list[tuple[int, str, Phrasing]] = []
    for part in ("phrasings", "undergone"):
        for name, patterns in events[part].items():
            for pattern in patterns:
                head = _HEAD.match(pattern)
                if head is None:
                    raise ValueError(f"no verb begins the phrasing {pattern!r}")
                rest = pattern[head.end() :].split("…")
                steps = [_SPACED + phrase_pattern(step.strip()) if step.strip() else "" for step in rest]
                found = Phrasing(
                    name, re.compile(_GAP.join(steps) + r"(?:(?<=['’])|(?!\w))", re.IGNORECASE), part == "undergone"
                )
                verbs = head["verb"].strip("<>").split("|")
                rows.extend((len(pattern), (head["self"] or "") + verb, found) for verb in verbs)
    out: dict[str, list[Phrasing]] = {}
    for _, verb, found in sorted(rows, key=lambda r: -r[0]):
        out.setdefault(verb, []).append(found)
    return out


_HEAD = re.compile(r"(?P<self>se |s'en |s')?(?P<verb><[^>]+>|[\w-]+)")


@dataclass(frozen=True)
class Lexicon:
    """What the words of one language mean to the coders."""

    language: str
    verb_class: dict[str, str]
    noun_phrases: re.Pattern[str]
    noun_class: dict[str, str]
    light_verbs: dict[str, dict[str, str]]
    subject_verbs: dict[str, dict[str, str]]
    phrasings: dict[str, list[Phrasing]]
    crowds: frozenset[str]
    rioters: frozenset[str]
    weapons: dict[str, re.Pattern[str]]
    civilian_objects: re.Pattern[str]
    armed_objects: re.Pattern[str]
    territory: re.Pattern[str]
    cues: dict[str, re.Pattern[str]]
    determiners: frozenset[str]
    authoring: frozenset[str]
    undergoing: frozenset[str]
    happening: frozenset[str]
    trends: frozenset[str]
    stance: dict[str, str]
    figure_verbs: frozenset[str]
    saying_objects: dict[str, dict[str, str]]
    control_verbs: frozenset[str]
    held_places: re.Pattern[str]
    demand_verbs: frozenset[str]
    demand_prepositions: dict[str, frozenset[str]]
    claimant_prepositions: re.Pattern[str]
    silence_verbs: frozenset[str]
    claimable: frozenset[str]
    speech_nouns: frozenset[str]
    mental_verbs: frozenset[str]
    reflexive_stance: dict[str, str]
    quoting_verbs: frozenset[str]
    refusing_verbs: frozenset[str]
    wishing_verbs: frozenset[str]
    provoking_verbs: frozenset[str]
    naming_verbs: frozenset[str]
    naming_prepositions: frozenset[str]
    accusing_nouns: frozenset[str]
    undertaking_verbs: frozenset[str]
    research_verbs: frozenset[str]
    habit_words: frozenset[str]
    onward_with: frozenset[str]
    standing_verbs: frozenset[str]
    vain_verbs: frozenset[str]
    hearsay_verbs: frozenset[str]
    accused_of: frozenset[str]
    state_nouns: frozenset[str]
    decreeing_verbs: frozenset[str]
    explaining_verbs: frozenset[str]
    telling_verbs: frozenset[str]
    judgement_words: frozenset[str]
    announcing_verbs: frozenset[str]
    via_verbs: frozenset[str]
    victim_class: dict[str, str]
    victim_phrases: re.Pattern[str]
    object_class: dict[str, str]
    measure_noun: dict[str, str]
    measure_verb: dict[str, str]
    measure_of_agent: dict[str, str]
    measure_adjective: dict[str, str]
    measure_deed: dict[str, str]
    among: dict[str, re.Pattern[str]]
    toll_noun: dict[str, str]
    unarmed: re.Pattern[str]
    verb_forms: dict[str, str]
    losses: frozenset[str]
    not_counted: frozenset[str]
    words: dict[str, frozenset[str]]
    prior: re.Pattern[str]
    ruling: re.Pattern[str]
    date_joint: re.Pattern[str]

    @property
    def event_nouns(self) -> frozenset[str]:
        """Return the words that name events or stand in a phrase that does."""
        return (
            frozenset(word for noun in self.noun_class for word in noun.replace("'", "' ").split())
            | self.words["shutting_nouns"]
            | self.words["occurrence_nouns"]
        )


def _by_verb(table: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, str]]:
    """Turn ``{class: {verb: [nouns]}}`` into ``{verb: {noun: class}}``."""
    out: dict[str, dict[str, str]] = {}
    for name, verbs in table.items():
        for verb, nouns in verbs.items():
            out.setdefault(verb, {}).update(dict.fromkeys(nouns, name))
    return out


@functools.cache
def lexicon(language: str) -> Lexicon:
    """Load the lexicons of a language.

    Examples
    --------
    >>> lexicon("fr").noun_class["embuscade"]
    'ambush'
    """
    events = _read("lexicon", language, "events.yaml")
    sayings = _read("lexicon", language, "sayings.yaml")
    victims = _read("lexicon", language, "victims.yaml")
    light = _by_verb(events["object_verbs"])
    subjects = _by_verb(events["subject_verbs"])
    phrasings = _phrasings(events)
    nouns = {
        name: [form for noun in words for form in (noun_forms(noun, language) if " " in noun else [noun])]
        for name, words in events["nouns"].items()
    }
    said: dict[str, dict[str, str]] = {}
    for stance, verbs in sayings["saying_objects"].items():
        for verb, objects in verbs.items():
            said.setdefault(verb, {}).update(dict.fromkeys(objects, stance))
    cues = {key: phrases(words) for key, words in events.items() if key.endswith("_cues") and isinstance(words, list)}
    for key in (
        "silence", "responsibility_phrases", "attribution_phrases", "justification_cues", "control_cues", "hedges",
        "via_nouns", "opinion_cues", "revision_cues", "earlier_count_cues", "witness_first_person",
        "condemnation_cues", "authorship_cues", "demand_cues", "denial_cues", "void_cues", "matter_cues",
        "account_nouns", "condemnation_nouns", "source_nouns", "independent_cues", "unconfirmed_cues",
        "contrast_cues", "list_words", "from_words", "claim_nouns", "no_claim_words", "anonymity_cues",
        "onward_figures", "onward_pronouns", "dated_words", "hearsay_words", "that_is_told",
        "statement_owners", "reason_cues", "mild_demands", "blamed_for",
    ):  # fmt: skip
        cues[key] = phrases(sayings[key])
    cues["part_cues"] = phrases(victims["part_cues"])
    classes = _turned(victims["classes"])
    known_verbs = {
        str(word).split(" ")[0]
        for part in (events["verbs"], sayings["verbs"], victims["measure_verbs"], victims["of_agent"])
        for words in part.values()
        for word in words
    } | {*sayings["demand_verbs"], *sayings["figure_verbs"]}
    known_verbs |= {verb.rpartition(" ")[2].rpartition("'")[2] for verb in (*light, *subjects, *phrasings)}
    return Lexicon(
        language=language,
        verb_class=_turned(events["verbs"]),
        noun_class=_turned(nouns),
        noun_phrases=phrases(n for words in nouns.values() for n in words if " " in n or "'" in n),
        light_verbs=light,
        subject_verbs=subjects,
        phrasings=phrasings,
        crowds=frozenset(events["crowds"]),
        rioters=frozenset(events["rioters"]),
        weapons={kind: phrases(words) for kind, words in events["weapon_cues"].items()},
        civilian_objects=phrases(events["civilian_objects"]),
        armed_objects=phrases(events["armed_objects"]),
        territory=phrases(events["territory"]),
        cues=cues,
        determiners=frozenset(events["anaphoric_determiners"]),
        authoring=frozenset(events["authoring_verbs"]),
        undergoing=frozenset(events["undergoing_verbs"]),
        happening=frozenset(events["happening_verbs"]),
        trends=frozenset(events["trend_verbs"]),
        stance=_turned(sayings["verbs"]),
        figure_verbs=frozenset(sayings["figure_verbs"]),
        saying_objects=said,
        control_verbs=frozenset(sayings["control_verbs"]),
        held_places=phrases(sayings["held_places"]),
        demand_verbs=frozenset(sayings["demand_verbs"]),
        demand_prepositions={k: frozenset(v) for k, v in sayings["demand_prepositions"].items()},
        claimant_prepositions=phrases(sayings["claimant_prepositions"]),
        silence_verbs=frozenset(sayings["silence_verbs"]),
        claimable=frozenset(sayings["claimable_nouns"]),
        speech_nouns=frozenset(sayings["speech_nouns"]),
        **{
            key: frozenset(sayings[key])
            for key in (
                "quoting_verbs",
                "refusing_verbs",
                "wishing_verbs",
                "provoking_verbs",
                "naming_verbs",
                "naming_prepositions",
                "accusing_nouns",
                "undertaking_verbs",
                "research_verbs",
                "habit_words",
                "onward_with",
                "standing_verbs",
                "vain_verbs",
                "hearsay_verbs",
                "accused_of",
                "state_nouns",
                "decreeing_verbs",
                "explaining_verbs",
                "telling_verbs",
                "judgement_words",
            )
        },
        reflexive_stance=_turned(sayings.get("reflexive_verbs", {})),
        mental_verbs=frozenset(sayings["mental_verbs"]),
        announcing_verbs=frozenset(sayings["announcing_verbs"]),
        via_verbs=frozenset(sayings["via_verbs"]),
        victim_class={k: v for k, v in classes.items() if " " not in k},
        victim_phrases=phrases(k for k in classes if " " in k),
        object_class=_turned(victims["objects"]),
        measure_noun=_turned(victims["measure_nouns"]),
        measure_verb=_turned(victims["measure_verbs"]),
        measure_of_agent=_turned(victims["of_agent"]),
        measure_adjective=_turned(victims["measure_adjectives"]),
        measure_deed=_turned(victims["measure_deeds"]),
        among={measure: phrases(words) for measure, words in victims["among"].items()},
        toll_noun=_turned(victims["toll_nouns"]),
        unarmed=phrases(victims["unarmed"]),
        verb_forms=french_forms(known_verbs) if language == "fr" else events["verb_forms"],
        losses=frozenset(victims["losses"]),
        not_counted=frozenset(victims["not_counted"]),
        words={key: frozenset(listed) for key, listed in events["words"].items()},
        prior=re.compile(phrases(events["prior_words"]).pattern + r"['’]?\s*(?:[\w'’-]+\s+){0,3}$", re.IGNORECASE),
        ruling=re.compile(phrases(events["ruling_words"]).pattern + r"\s*$", re.IGNORECASE),
        date_joint=re.compile(
            rf"\s*(?:,|,?\s*{phrases(events['joining']).pattern})\s*(?:{phrases(events['date_prepositions']).pattern})?\s*",
            re.IGNORECASE,
        ),
    )
