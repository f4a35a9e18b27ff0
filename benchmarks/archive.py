"""Made-up archives of any size, for measuring: invented stories of a war that is told in English and in French.

Nothing in them happened. Names of places are those of the gazetteer, so that stories pass for what the pipeline reads.
"""

from __future__ import annotations

import datetime as dt
import functools
import random
import re
from dataclasses import dataclass
from pathlib import Path

from sahel_dataset.knowledge.gazetteer import Place, gazetteer

__all__ = ["Story", "made_up", "write_archive"]

_SLOT = re.compile(r"\b[nv]\b")
_COUNTRIES = {"ML": "Mali", "BF": "Burkina Faso", "NE": "Niger"}
_OUTLETS = ("The Sahel Sample", "Specimen Radio", "Le Journal d'Exemple")
_NOUNS = {
    "en": (
        "market road school well bridge harvest herd clinic council teacher trader driver farmer fence river valley "
        "season price letter engine roof garden visitor station office paper kitchen basket blanket window morning "
        "village meeting budget lamp radio ladder bucket wall gate field grain cattle tree shop oven boat"
    ).split(),
    "fr": (
        "marché route école puits pont récolte troupeau clinique conseil maître vendeur chauffeur paysan clôture "
        "rivière vallée saison prix lettre moteur toit jardin visiteur gare bureau papier cuisine panier couverture "
        "fenêtre matin village réunion budget lampe radio échelle seau mur porte champ grain bétail arbre boutique "
        "four bateau"
    ).split(),
}
_VERBS = {
    "en": (
        "reached crossed painted borrowed repaired counted carried closed opened found left watched followed sold "
        "bought measured cleaned moved filled emptied described missed copied turned lifted needed praised"
    ).split(),
    "fr": (
        "rejoint traversé peint emprunté réparé compté porté fermé ouvert trouvé quitté observé suivi vendu acheté "
        "mesuré nettoyé déplacé rempli vidé décrit manqué copié tourné soulevé demandé vanté"
    ).split(),
}
# "n" stands for a noun, "v" for a verb; short runs of words that do not change, so that no two stories are copies.
_FILLER = {
    "en": (
        "The n v the n and the n v a n.",
        "After the n, a n v n and n.",
        "When n v n, every n of the n v it.",
        "One n without n v the n; the n v no n.",
    ),
    "fr": (
        "Le n a v le n et le n a v un n.",
        "Après le n, un n a v n et n.",
        "Quand n a v n, chaque n du n a v tout.",
        "Un n sans n a v le n ; le n a v peu de n.",
    ),
}
_ATTACK = {
    "en": (
        "{n} {who} killed in attack on {place}",
        "Gunmen attacked the {kind} of {place} in {region}, {country}, on {day}, killing {n} {who} and wounding {m}, "
        "the army said in a statement.",
        "Residents reached by telephone spoke of {more} dead.",
        "No group has claimed responsibility for the attack.",
        ("civilians", "soldiers"),
    ),
    "fr": (
        "{n} {who} tués dans une attaque contre {place}",
        "Des hommes armés ont attaqué la localité de {place}, dans la région de {region} au {country}, {day}, tuant "
        "{n} {who} et en blessant {m}, a annoncé l'armée dans un communiqué.",
        "Des habitants joints par téléphone ont parlé de {more} morts.",
        "L'attaque n'a pas été revendiquée.",
        ("civils", "soldats"),
    ),
}
_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}


@dataclass(frozen=True, slots=True)
class Story:
    """A made-up article."""

    language: str
    title: str
    text: str
    published_on: dt.date
    outlet: str


@functools.cache
def _villages() -> tuple[Place, ...]:
    return tuple(place for place in gazetteer() if place.is_settlement and place.country in _COUNTRIES and place.admin1)


def _filler(chance: random.Random, language: str, sentences: int) -> list[str]:
    words = {"n": _NOUNS[language], "v": _VERBS[language]}
    return [
        _SLOT.sub(lambda slot: chance.choice(words[slot[0]]), chance.choice(_FILLER[language]))
        for _ in range(sentences)
    ]


def made_up(number: int, *, relevant: bool = True, sentences: int = 12) -> Story:
    """Return the story of a number: the same for the same number, whatever was made before.

    Parameters
    ----------
    number : int
        Which.
    relevant : bool
        Whether it tells of an attack in the Sahel; it names no place otherwise.
    sentences : int
        How many sentences of no interest it has.
    """
    chance = random.Random(number)
    language = chance.choice(("en", "fr"))
    published = dt.date(2015, 1, 1) + dt.timedelta(days=chance.randrange(3650))
    rest = _filler(chance, language, sentences)
    outlet = chance.choice(_OUTLETS)
    if not relevant:
        return Story(language, rest[0].rstrip("."), "\n\n".join(rest[1:]), published, outlet)
    title, attack, more, claimed, victims = _ATTACK[language]
    place, dead = chance.choice(_villages()), chance.randrange(2, 60)
    values = {
        "n": dead,
        "m": chance.randrange(2, 40),
        "more": dead + chance.randrange(1, 20),
        "who": chance.choice(victims),
        "place": place.name,
        "region": place.admin1,
        "country": _COUNTRIES[place.country or ""],
        "kind": chance.choice(("village", "town")),
        "day": chance.choice(_DAYS[language]),
    }
    told = [line.format(**values) for line in (attack, more, claimed)]
    half = len(rest) // 2
    body = [told[0], *rest[:half], told[1], *rest[half:], told[2]]
    return Story(language, title.format(**values), "\n\n".join(body), published, outlet)


def write_archive(folder: Path, n: int, *, start: int = 0) -> None:
    """Write `n` made-up articles as text files, each with its metadata, a thousand to a folder."""
    import json

    for number in range(start, start + n):
        story = made_up(number)
        path = folder / f"{number // 1000:04d}" / f"{number:07d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{story.title}\n\n{story.text}\n", encoding="utf-8")
        known = {"published": story.published_on.isoformat(), "language": story.language, "outlet": story.outlet}
        path.with_suffix(".meta.json").write_text(json.dumps(known), encoding="utf-8")
