"""Invented stories that the pages of these tests are made of. Neither the places nor the events exist."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ENGLISH", "FRENCH", "Story"]


@dataclass(frozen=True)
class Story:
    """A headline, the paragraphs of an article, and teasers of other stories of the same imaginary site."""

    language: str
    title: str
    paragraphs: tuple[str, ...]
    teasers: tuple[tuple[str, str], ...]

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)


ENGLISH = (
    Story(
        "en",
        "Two buses stopped and burned on the Kelma road",
        (
            "Armed men stopped two buses on the road between Doro and Kelma on Tuesday and set them on fire, "
            "a transport union said.",
            "The passengers were allowed to leave before the vehicles were burned, but four young men were led away "
            "into the bush, according to two drivers who reached Kelma on foot.",
            '"They asked for identity cards and then they chose," one of the drivers said by telephone.',
            "The governor of the region, who visited the scene with an escort of gendarmes, said that nobody had claimed "
            "the attack and that a search was under way.",
            "It was the third attack on that road since June. In July a lorry loaded with millet struck a mine near the "
            "bridge at Sanfo, and its driver lost a leg.",
            "Traders in Kelma closed their shops on Wednesday to demand that the army reopen the checkpoint it left "
            "in spring.",
        ),
        (
            (
                "Doro hospital opens new ward for children",
                "The hospital of Doro has opened a ward with forty beds, paid for by",
            ),
            (
                "Five things to know about the cotton price",
                "Cotton growers met the minister on Monday to talk about the price of",
            ),
            (
                "Kelma United draw with Sanfo in cup opener",
                "A late goal saved Kelma United from defeat in front of its own",
            ),
        ),
    ),
    Story(
        "en",
        "Army says it retook the camp at Tin Alout",
        (
            "The army said on Friday that its soldiers had retaken the camp at Tin Alout, two days after it was overrun.",
            "A statement read on state television put the losses of the army at eleven dead and those of the attackers at "
            "more than thirty. The figures could not be checked.",
            "Residents of the neighbouring village told another story. They said that the attackers had left of their own "
            "accord during the night, and had taken weapons and two pick-ups with them.",
            "A health worker who did not want to be named said that nineteen bodies had been brought to the clinic. He "
            "could not say how many of them were soldiers.",
            "No group has said that it was behind the attack.",
            "Tin Alout lies at the edge of the desert, on a track that smugglers have used for decades. The camp was built "
            "three years ago to watch it.",
        ),
        (
            (
                "Price of sheep doubles before the feast",
                "Families in the capital complain that a sheep now costs as much as",
            ),
            (
                "New bridge to link the two banks in 2030",
                "Work on the second bridge will begin after the rains, the minister",
            ),
            (
                "Singer Awa Bande to tour five countries",
                "The singer will begin her tour in the stadium of the capital and",
            ),
        ),
    ),
)

FRENCH = (
    Story(
        "fr",
        "Trois villages vidés de leurs habitants dans le cercle de Dounfa",
        (
            "Les habitants de trois villages du cercle de Dounfa ont fui dans la nuit de lundi à mardi après la visite "
            "d’hommes armés, a indiqué le maire de la commune.",
            "Selon lui, les assaillants ont donné deux jours aux familles pour partir. « Ils n’ont tué personne, mais ils "
            "ont pris le bétail », a-t-il déclaré.",
            "Une source sécuritaire a confirmé le départ de quelque 900 personnes, dont la plupart sont arrivées à pied à "
            "Dounfa, où les écoles leur servent d’abri.",
            "L’armée, qui avait quitté le poste voisin au mois de mars, n’a pas réagi. Le gouverneur a promis l’envoi d’une "
            "patrouille et la distribution de vivres.",
            "En février, une attaque contre le marché de Konola avait fait sept morts dans le même cercle.",
            "Les organisations humanitaires craignent que d’autres villages ne suivent, alors que les récoltes commencent "
            "dans deux semaines.",
        ),
        (
            (
                "Le prix du riz baisse sur les marchés",
                "Les commerçants de la capitale ont annoncé une baisse du prix du riz",
            ),
            ("Football : les Aiglons en finale", "Les Aiglons ont battu leurs rivaux sur le score de deux à un et"),
            (
                "Une nouvelle route entre Dounfa et la frontière",
                "Les travaux de la route commenceront après l’hivernage, selon le",
            ),
        ),
    ),
    Story(
        "fr",
        "Un convoi de ravitaillement attaqué près de Garou",
        (
            "Un convoi de ravitaillement escorté par l’armée est tombé dans une embuscade samedi à une vingtaine de "
            "kilomètres de Garou, ont annoncé les autorités régionales.",
            "Six soldats ont été tués et onze autres blessés, d’après un communiqué de l’état-major, qui fait aussi état de "
            "« plusieurs dizaines » d’assaillants abattus.",
            "Un chauffeur joint par téléphone a raconté que deux camions avaient sauté sur des engins explosifs avant que "
            "les tirs n’éclatent.",
            "Le groupe qui contrôle la zone a revendiqué l’attaque dimanche dans un message audio. Il affirme avoir tué "
            "quinze soldats et saisi trois véhicules.",
            "Garou est sous blocus depuis huit mois. Les convois y apportent du mil, du carburant et des médicaments une "
            "fois par trimestre.",
            "Le maire a appelé à l’ouverture d’un couloir humanitaire.",
        ),
        (
            (
                "Les enseignants suspendent leur grève",
                "Après trois semaines d’arrêt de travail, le syndicat des enseignants a",
            ),
            (
                "La saison des mangues s’annonce bonne",
                "Les planteurs de la région attendent une récolte supérieure à celle de",
            ),
            (
                "Un festival de marionnettes à Garou",
                "Les marionnettistes de sept pays se retrouveront au mois de mai pour",
            ),
        ),
    ),
)
