"""The forms in which the words of the lexicons stand in a text: of French verbs, and of noun phrases in the plural."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["french_forms", "noun_forms"]


def french_forms(verbs: Iterable[str]) -> dict[str, str]:
    """Return forms of French verbs that the parser's model may take for words of their own, each with its infinitive.

    Past participles in all genders and numbers (« abattu », « blessés ») and, of verbs in -er, the third persons of the
    present and the gerund (« indique », « affirment », « précisant »).
    """
    irregular = {
        "abattre": "abattu", "détruire": "détruit", "disparaître": "disparu", "détenir": "détenu",
        "retenir": "retenu", "prendre": "pris", "reprendre": "repris", "mettre": "mis", "promettre": "promis",
        "admettre": "admis", "ouvrir": "ouvert", "dire": "dit", "écrire": "écrit", "reconnaître": "reconnu",
        "soutenir": "soutenu", "conquérir": "conquis", "reconquérir": "reconquis", "répondre": "répondu",
        "intervenir": "intervenu", "mourir": "mort", "interdire": "interdit", "dissoudre": "dissous",
        "démentir": "démenti", "combattre": "combattu", "décrire": "décrit", "inscrire": "inscrit",
        "défaire": "défait", "vaincre": "vaincu", "rompre": "rompu", "conclure": "conclu", "rendre": "rendu",
        "tendre": "tendu", "perdre": "perdu", "surprendre": "surpris", "tenir": "tenu", "remettre": "remis",
        "démettre": "démis", "permettre": "permis", "convaincre": "convaincu", "descendre": "descendu",
        "suspendre": "suspendu", "enjoindre": "enjoint", "contraindre": "contraint", "astreindre": "astreint",
        "soumettre": "soumis", "commettre": "commis", "faire": "fait", "comparaître": "comparu",
        "poursuivre": "poursuivi", "entendre": "entendu", "battre": "battu", "abstenir": "abstenu",
    }  # fmt: skip
    present = {
        "démentir": "dément", "dire": "dit disent", "admettre": "admet admettent", "soutenir": "soutient soutiennent",
        "maintenir": "maintient maintiennent", "répondre": "répond répondent", "prétendre": "prétend prétendent",
        "promettre": "promet promettent", "écrire": "écrit écrivent", "décrire": "décrit décrivent",
        "avertir": "avertit avertissent", "reconnaître": "reconnaît reconnaissent", "prévenir": "prévient préviennent",
    }  # fmt: skip
    out: dict[str, str] = {}
    for verb in sorted(verbs):
        for form in present.get(verb, "").split():
            out.setdefault(form, verb)
        stem = irregular.get(verb)
        if stem is None:
            if verb.endswith("er"):
                stem = verb[:-2] + "é"
                spoken = re.sub(r"é(?=[^aeiouyéè]+$)", "è", verb[:-2])
                if verb.endswith(("appeler", "rejeter")):
                    spoken += spoken[-1]
                for form in (spoken + "e", spoken + "ent", verb[:-2] + "ant"):
                    out.setdefault(form, verb)
            elif verb.endswith("ir"):
                stem = verb[:-1]
            else:
                continue
        for ending in ("", "e", "s", "es"):
            form = stem if ending == "s" and stem.endswith("s") else stem + ending
            out.setdefault(form, verb)
    return out


def noun_forms(phrase: str, language: str) -> list[str]:
    """Return a noun phrase and its plural: the last word of an English one, the first or every word of a French one."""
    if language == "en":
        return [phrase, phrase + "s"]
    first, _, rest = phrase.partition(" ")
    every = " ".join(word if word.endswith("s") or word in {"de", "d'"} else word + "s" for word in phrase.split(" "))
    return [phrase, f"{first.rstrip('s')}s {rest}".strip(), every]
