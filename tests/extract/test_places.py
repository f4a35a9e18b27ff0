"""Places in texts: names found, names meant, and which place a clause is about. All sentences are made up."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.extract.place_context import small
from sahel_dataset.extract.places import PlaceFinder, PlaceResolver, ResolvedPlace, find_places, locate, news_place

FINDERS = {language: PlaceFinder(language) for language in ("en", "fr")}


def resolve(text: str, language: str, **options: str) -> list[ResolvedPlace]:
    return PlaceResolver(language).resolve(FINDERS[language].find(text), text, **options)


def one(text: str, language: str, word: str) -> ResolvedPlace:
    found = [p for p in resolve(text, language) if p.text == word]
    assert found, f"{word!r} is not found in {text!r}"
    return found[0]


EXACT = [
    ("en", "Gunmen attacked the town of Djibo on Sunday.", "Djibo", "bf-djibo"),
    ("en", "At least nine soldiers died in Ménaka.", "Ménaka", "ml-menaka"),
    ("en", "Rebels seized Kidal at dawn.", "Kidal", "ml-kidal"),
    ("en", "The raid on Barsalogho lasted an hour.", "Barsalogho", "bf-barsalogho"),
    ("en", "Villagers fled after the attack on Solhan.", "Solhan", "bf-solhan"),
    ("en", "A mine blast in Tessit, northern Mali, wounded two.", "Tessit", "ml-tessit"),
    ("en", "The army recaptured Aguelhoc without a fight.", "Aguelhoc", "ml-aguelhok"),
    ("en", "Fighters entered Inates before noon.", "Inates", "ne-inates"),
    ("en", "Drones struck Tin-Zaouatene twice.", "Tin-Zaouatene", "ml-tinzaouaten"),
    ("en", "Students were abducted from a school in Kankara.", "Kankara", "ng-kankara"),
    ("en", "Mortar fire hit a base at Diffa in Niger.", "Diffa", "ne-diffa"),
    ("en", "The blockade of Timbuktu entered its third week.", "Timbuktu", "ml-tombouctou"),
    ("en", "Bandits stormed the village of Jangebe at night.", "Jangebe", "ng-jangebe"),
    ("en", "The market in TILLABERI was closed.", "TILLABERI", "ne-tillaberi"),
    ("en", "An ambush at Tongo Tongo killed four.", "Tongo Tongo", "ne-tongo-tongo"),
    ("en", "Troops returned to the camp at Boulkessi.", "Boulkessi", "ml-boulkessi"),
    ("en", "Twenty people died in Fada N'Gourma.", "Fada N'Gourma", "bf-fada-ngourma"),
    ("en", "Twenty people died in Fada Ngourma.", "Fada Ngourma", "bf-fada-ngourma"),
    ("en", "Elders met in Bobo-Dioulasso.", "Bobo-Dioulasso", "bf-bobo-dioulasso"),
    ("en", "Elders met in Bobo Dioulasso.", "Bobo Dioulasso", "bf-bobo-dioulasso"),
    ("fr", "Des hommes armés ont attaqué la ville de Djibo dimanche.", "Djibo", "bf-djibo"),
    ("fr", "Neuf soldats sont morts à Ménaka.", "Ménaka", "ml-menaka"),
    ("fr", "L'attaque d'Inatès a choqué le pays.", "Inatès", "ne-inates"),
    ("fr", "Les rebelles ont pris Kidal à l'aube.", "Kidal", "ml-kidal"),
    ("fr", "Un convoi a sauté sur une mine à Tessit, dans le nord du Mali.", "Tessit", "ml-tessit"),
    ("fr", "Le camp de Boulikessi a été pillé.", "Boulikessi", "ml-boulkessi"),
    ("fr", "Des obus sont tombés sur Tombouctou.", "Tombouctou", "ml-tombouctou"),
    ("fr", "L’armée a repris Aguel-Hoc.", "Aguel-Hoc", "ml-aguelhok"),
    ("fr", "Un engin explosif a tué six personnes à Fada-N’Gourma.", "Fada-N’Gourma", "bf-fada-ngourma"),
    ("fr", "L'embuscade de Tongo Tongo reste dans les mémoires.", "Tongo Tongo", "ne-tongo-tongo"),
    ("fr", "Le poste de gendarmerie d'Inata était isolé.", "Inata", "bf-inata"),
    ("fr", "Les tirs ont repris à Chinagodrar, au Niger.", "Chinagodrar", "ne-chinegodar"),
    ("fr", "Une mosquée a été visée à Salmossi.", "Salmossi", "bf-salmossi"),
    ("fr", "Des tirs ont été entendus à OUAGADOUGOU.", "OUAGADOUGOU", "bf-ouagadougou"),
    ("fr", "Des élèves ont été enlevés à Chibok.", "Chibok", "ng-chibok"),
    ("fr", "La garnison de Kati s'est mutinée.", "Kati", "ml-kati"),
    ("fr", "Le village d'Ogossagou a été incendié.", "Ogossagou", "ml-ogossagou"),
    ("en", "Soldiers walked into Nondin at breakfast time.", "Nondin", "bf-nondin"),
    ("en", "Soldiers killed people in Nondin and Soro.", "Soro", "bf-soro"),
    ("fr", "Des corps ont été retrouvés à Soro, au Burkina Faso.", "Soro", "bf-soro"),
    ("fr", "Deux habitants sont morts à Ménè, dans le Yatenga.", "Ménè", "bf-mene"),
    ("en", "The base at Eknewan was overrun.", "Eknewan", "ne-eknewan"),
    ("fr", "La base d'Eknewan a été prise.", "Eknewan", "ne-eknewan"),
    ("en", "Two strikes hit Amasrakad after dark.", "Amasrakad", "ml-amasrakad"),
    ("fr", "Une frappe de drone a visé Amasrakad.", "Amasrakad", "ml-amasrakad"),
    ("en", "Jets bombed a gathering in the village of Bounty, in central Mali.", "Bounty", "ml-bounti"),
    ("fr", "Un rassemblement a été bombardé à Bounti.", "Bounti", "ml-bounti"),
    ("en", "A strike killed villagers in Tiawa.", "Tiawa", "ne-tiawa"),
    ("fr", "Le poste de Tiawa a été attaqué.", "Tiawa", "ne-tiawa"),
]


@pytest.mark.parametrize(("language", "text", "word", "place_id"), EXACT)
def test_a_named_town_is_exact(language: str, text: str, word: str, place_id: str) -> None:
    place = one(text, language, word)
    assert (place.place_id, place.precision, place.is_location) == (place_id, "exact", True)


NOT_EXACT = [
    ("en", "Gunmen killed five people near Djibo.", "Djibo", "bf-djibo", "near"),
    ("en", "A patrol was hit outside the town of Ansongo.", "Ansongo", "ml-ansongo", "near"),
    ("en", "The convoy was attacked 15 km from Gao.", "Gao", "ml-gao", "near"),
    ("en", "The convoy was attacked about 60 kilometres north of Gao.", "Gao", "ml-gao", "admin"),
    ("en", "The mine lies some 10 miles (16 km) east of Sebba.", "Sebba", "bf-sebba", "near"),
    ("en", "The mine lies 40 miles east of Sebba.", "Sebba", "bf-sebba", "admin"),
    ("en", "Fighting was reported in the Tessalit area.", "Tessalit", "ml-tessalit", "near"),
    ("en", "The vehicle blew up northwest of Tessalit.", "Tessalit", "ml-tessalit", "near"),
    ("en", "Clashes broke out in the Gao region.", "Gao", "ml-gao-region", "admin"),
    ("en", "Clashes broke out in the region of Mopti.", "Mopti", "ml-mopti-region", "admin"),
    ("en", "Schools closed in Soum province.", "Soum", "bf-soum-province", "admin"),
    ("en", "People fled Borno State.", "Borno State", "ng-borno-state", "admin"),
    ("en", "Bandits roam Zamfara state.", "Zamfara state", "ng-zamfara-state", "admin"),
    ("en", "Two villages in Téra department burned.", "Téra", "ne-tera-department", "admin"),
    ("en", "Farmers left the commune of Tondikiwindi.", "Tondikiwindi", "ne-tondikiwindi", "admin"),
    ("en", "The mission opened camps in northern Mali.", "Mali", "country-ml", "country"),
    ("en", "Displaced people came from the north of Burkina Faso.", "Burkina Faso", "country-bf", "country"),
    ("en", "The truck burned on the road between Gao and Ansongo.", "Gao", "ml-gao", "near"),
    ("en", "The truck burned on the Djibo-Bourzanga road.", "Djibo", "bf-djibo", "near"),
    ("en", "Air strikes hit Sambisa forest.", "Sambisa forest", "ng-sambisa", "near"),
    ("en", "Violence in the Sahel has grown.", "Sahel", "area-sahel", "unknown"),
    ("en", "Fishermen were killed on Lake Chad.", "Lake Chad", "area-lake-chad", "unknown"),
    ("en", "Armies patrol the three-border area.", "three-border area", "area-three-borders", "unknown"),
    ("fr", "Cinq personnes ont été tuées près de Djibo.", "Djibo", "bf-djibo", "near"),
    ("fr", "Une patrouille a été prise pour cible à la sortie d'Ansongo.", "Ansongo", "ml-ansongo", "near"),
    ("fr", "Le convoi est tombé à 15 km de Gao.", "Gao", "ml-gao", "near"),
    ("fr", "Le convoi est tombé à une soixantaine de kilomètres au nord de Gao.", "Gao", "ml-gao", "admin"),
    ("fr", "L'engin a explosé à une vingtaine de km à l'est de Sebba.", "Sebba", "bf-sebba", "near"),
    ("fr", "Le véhicule a sauté au nord-ouest de la ville de Tessalit.", "Tessalit", "ml-tessalit", "near"),
    ("fr", "Des combats ont eu lieu dans la zone de Tessalit.", "Tessalit", "ml-tessalit", "near"),
    ("fr", "Des heurts ont éclaté dans la région de Gao.", "Gao", "ml-gao-region", "admin"),
    ("fr", "Les écoles de la province du Soum sont fermées.", "Soum", "bf-soum-province", "admin"),
    ("fr", "Dans la région du Centre-Nord, les routes sont coupées.", "Centre-Nord", "bf-centre-nord-region", "admin"),
    ("fr", "Les violences continuent dans la région de l'Est au Burkina Faso.", "Est", "bf-est-region", "admin"),
    ("fr", "Le département de Téra est sous état d'urgence.", "Téra", "ne-tera-department", "admin"),
    ("fr", "Les paysans ont quitté la commune de Tondikiwindi.", "Tondikiwindi", "ne-tondikiwindi", "admin"),
    ("fr", "Le cercle de Koro compte ses morts.", "Koro", "ml-koro-cercle", "admin"),
    ("fr", "Des camps ont ouvert dans le nord du Mali.", "Mali", "country-ml", "country"),
    ("fr", "Les déplacés viennent de l'est du Burkina Faso.", "Burkina Faso", "country-bf", "country"),
    ("fr", "Un camion a brûlé sur l'axe Djibo-Bourzanga.", "Djibo", "bf-djibo", "near"),
    ("fr", "Le bus roulait entre Gao et Ansongo.", "Gao", "ml-gao", "near"),
    ("fr", "Des frappes ont visé la forêt de Sambisa.", "forêt de Sambisa", "ng-sambisa", "near"),
    ("fr", "La violence gagne au Sahel.", "Sahel", "area-sahel", "unknown"),
    (
        "fr",
        "Les armées patrouillent dans la zone des trois frontières.",
        "zone des trois frontières",
        "area-three-borders",
        "unknown",
    ),
    ("fr", "Les pêcheurs du lac Tchad ont fui.", "lac Tchad", "area-lake-chad", "unknown"),
    ("fr", "L'État de Borno est endeuillé.", "Borno", "ng-borno-state", "admin"),
    ("en", "Soldiers were killed at Koudou falls.", "Koudou falls", "bj-koudou-falls", "near"),
    ("fr", "Des soldats ont été tués aux chutes de Koudou.", "chutes de Koudou", "bj-koudou-falls", "near"),
]


@pytest.mark.parametrize(("language", "text", "word", "place_id", "precision"), NOT_EXACT)
def test_words_of_nearness_and_units_lower_the_precision(
    language: str, text: str, word: str, place_id: str, precision: str
) -> None:
    place = one(text, language, word)
    assert (place.place_id, place.precision) == (place_id, precision)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Gunmen burned the Fulani village of Ogossagou.", ["Ogossagou"]),
        ("en", "A Dogon village near Bandiagara was burned.", ["Bandiagara"]),
        ("en", "Raiders burned Dogon and Fulani villages.", []),
        ("en", "The raid on a Tuareg town lasted an hour.", []),
        ("en", "They raided the Zarma village of Tchouré, and Tchouré is empty.", ["Tchouré", "Tchouré"]),
        ("en", "They raided a Muslim Hausa village.", []),
        ("en", "They raided a Christian hamlet called Zorbana.", ["Zorbana"]),
        ("fr", "Un village peul a été attaqué.", []),
        ("fr", "Un village Dogon a été attaqué près de Bandiagara.", ["Bandiagara"]),
        ("fr", "Des villages Dogons et Peuls ont brûlé.", []),
        ("fr", "Le village Peul de Zorbé a brûlé.", ["Zorbé"]),
        ("fr", "Le village peul d'Ogossagou a été incendié.", ["Ogossagou"]),
        ("fr", "Les campements Touareg ont été vidés.", []),
    ],
)
def test_the_people_who_live_in_a_village_are_not_its_name(language: str, text: str, names: list[str]) -> None:
    assert [p.text for p in resolve(text, language)] == names


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "Gunmen entered the village of Dogon Gona.", "Dogon Gona"),
        ("fr", "Des hommes armés ont pillé le village de Peul Kanda.", "Peul Kanda"),
    ],
)
def test_a_name_that_holds_the_name_of_a_people_stays_whole(language: str, text: str, word: str) -> None:
    assert one(text, language, word).place_id is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen raided a Nigerien Fulani village."),
        ("fr", "Un village Nigérien a été pillé."),
    ],
)
def test_a_nationality_before_a_village_is_the_country_and_no_village(language: str, text: str) -> None:
    assert [p.place_id for p in resolve(text, language)] == ["country-ne"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Bounty hunters came, Soro said, and left."),
        ("fr", "L'ancien Premier ministre Soro a parlé."),
    ],
)
def test_a_village_with_a_common_name_needs_a_word_of_place(language: str, text: str) -> None:
    assert resolve(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "The post stands near the Algerian border.", "Algerian"),
        ("en", "The post stands on the border with Algeria.", "Algeria"),
        ("en", "Traders wait at the Niger border.", "Niger"),
        ("en", "The attackers came across the Mali-Niger border.", "Mali"),
        ("en", "The village lies close to Burkina Faso.", "Burkina Faso"),
        ("en", "The region bordering Mauritania is calm.", "Mauritania"),
        ("fr", "Le poste se trouve près de la frontière algérienne.", "algérienne"),
        ("fr", "Le poste se trouve à la frontière avec l'Algérie.", "Algérie"),
        ("fr", "Les assaillants ont franchi la frontière du Mali.", "Mali"),
        ("fr", "La zone frontalière avec le Niger est calme.", "Niger"),
        ("fr", "Le village est proche de la Mauritanie.", "Mauritanie"),
    ],
)
def test_a_border_is_not_the_country_behind_it(language: str, text: str, word: str) -> None:
    place = one(text, language, word)
    assert place.is_border
    assert not place.is_location


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "Sidi Kaya said the road was safe.", "Kaya"),
        ("en", "Ousmane Kati spoke for the families.", "Kati"),
        ("en", "President Issoufou Gao was not there.", "Gao"),
        ("en", "Thomas Boni Yayi left.", "Boni"),
        ("en", "Relatives of Moussa, a village chief, wept.", "Moussa"),
        ("en", "Fighters of Wagner, in the Gao region, withdrew.", "Wagner"),
        ("en", "Say what you will, the war goes on.", "Say"),
        ("en", "The Malian army denied it.", "Mali"),
        ("en", "Save the children first.", "Save"),
        ("en", "The G5 Sahel force was dissolved.", "Sahel"),
        ("en", "Al-Qaeda in the Islamic Maghreb claimed it.", "Maghreb"),
        ("en", "The Niger Delta was calm.", "Niger"),
        ("fr", "Amadou Kaya a pris la parole.", "Kaya"),
        ("fr", "Le président Keïta a démissionné.", "Keïta"),
        ("fr", "Le colonel Kati commande la zone.", "Kati"),
        ("fr", "Le camp Soundiata Keïta a été encerclé.", "Keïta"),
        ("fr", "L'armée malienne a démenti.", "Mali"),
        ("fr", "Même les enfants ont fui.", "Même"),
        ("fr", "Le G5 Sahel a été dissous.", "Sahel"),
        ("fr", "Al-Qaïda au Maghreb islamique a revendiqué l'attaque.", "Maghreb"),
        ("fr", "Est-ce la fin ?", "Est"),
    ],
)
def test_persons_groups_and_common_words_are_no_places(language: str, text: str, word: str) -> None:
    assert word not in [p.text for p in resolve(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "word", "place_id"),
    [
        ("en", "Gunmen in Niger State, Nigeria, took the herds.", "Niger State", "ng-niger-state"),
        ("en", "Soldiers died in western Niger.", "Niger", "country-ne"),
        ("en", "The River Niger rose.", "River Niger", "area-niger-river"),
        ("en", "Guinea-Bissau sent observers.", "Guinea-Bissau", "country-gw"),
        ("en", "South Sudan sent observers.", "South Sudan", "country-ss"),
        ("fr", "Le fleuve Niger est en crue.", "fleuve Niger", "area-niger-river"),
        ("fr", "La Guinée-Bissau a envoyé des observateurs.", "Guinée-Bissau", "country-gw"),
        ("fr", "Le bus est parti de Bana, dans la province des Balé.", "Bana", "bf-bana"),
        ("en", "In Borno State, Nigeria, insurgents burned Bama.", "Bama", "ng-bama"),
        ("en", "In Burkina Faso, jihadists burned Bama near Bobo-Dioulasso.", "Bama", "bf-bama"),
        ("fr", "Au Mali, le village de Boni, près de Hombori, a été attaqué.", "Boni", "ml-boni"),
        ("fr", "Au Niger, le village de Boni, non loin de Torodi, a été attaqué.", "Boni", "ne-boni"),
        ("fr", "Au Nigeria, les habitants de Maga ont fui vers Zuru.", "Maga", "ng-maga"),
        ("en", "In the Gao, Kidal and Ménaka regions, people fled.", "Gao", "ml-gao-region"),
        ("en", "Pupils were taken in Kankara, in Katsina State.", "Katsina State", "ng-katsina-state"),
    ],
)
def test_the_article_decides_between_places_of_one_name(language: str, text: str, word: str, place_id: str) -> None:
    assert one(text, language, word).place_id == place_id


@pytest.mark.parametrize(
    ("language", "text", "word", "country", "admin1"),
    [
        ("en", "Gunmen burned the village of Bourgoundé, in the Mopti region.", "Bourgoundé", "ML", "Mopti"),
        ("en", "Gunmen burned Tchalga village in Yobe State, Nigeria.", "Tchalga", "NG", "Yobe"),
        (
            "en",
            "People of Zourga-Bana, a small town near Djibo in Burkina Faso, fled. Zourga-Bana is empty.",
            "Zourga-Bana",
            "BF",
            "Sahel",
        ),
        (
            "fr",
            "Des hommes armés ont incendié le village de Bourgoundé, dans la région de Mopti.",
            "Bourgoundé",
            "ML",
            "Mopti",
        ),
        ("fr", "L'embuscade a eu lieu à Tchalgou, dans la province du Yagha.", "Tchalgou", "BF", "Sahel"),
        ("fr", "Quatre morts près de Gassémi (province du Loroum).", "Gassémi", "BF", "Nord"),
        ("fr", "Dix morts à Gourbassi, dans le nord du Burkina Faso.", "Gourbassi", "BF", None),
        (
            "fr",
            "Le site d'orpaillage de Gourbassi, dans la région de Sikasso, a été fermé.",
            "Gourbassi",
            "ML",
            "Sikasso",
        ),
        ("fr", "Une patrouille est tombée à Tamzalit, non loin de Ménaka.", "Tamzalit", "ML", "Ménaka"),
        ("en", "Ten people died in Gourbassi, northern Burkina Faso.", "Gourbassi", "BF", None),
        ("en", "A drone hit the camp of Tamzalit, near Ménaka.", "Tamzalit", "ML", "Ménaka"),
        ("en", "Six soldiers were killed in an ambush at Tamzalit, said Malian officials.", "Tamzalit", "ML", None),
        ("fr", "Six soldats ont été tués à Tamzalit, selon des officiers maliens.", "Tamzalit", "ML", None),
        ("fr", "Des mines ont sauté dans le secteur Tamzalit, près de Ménaka.", "Tamzalit", "ML", "Ménaka"),
        ("en", "Mines went off in the sector of Tamzalit, near Ménaka.", "Tamzalit", "ML", "Ménaka"),
        ("fr", "Tout a brûlé. Tamzalit, petit village du cercle de Ménaka, est vide.", "Tamzalit", "ML", "Ménaka"),
        ("en", "Everything burnt. Tamzalit, a small village near Ménaka, is empty.", "Tamzalit", "ML", "Ménaka"),
        ("fr", "Les villages de Zangoré, Bilamba et Tchouré ont été vidés au Niger.", "Bilamba", "NE", None),
    ],
)
def test_a_village_only_the_text_knows_has_the_country_and_region_it_is_put_in(
    language: str, text: str, word: str, country: str, admin1: str | None
) -> None:
    place = one(text, language, word)
    assert (place.place_id, place.name, place.country, place.admin1) == (None, word, country, admin1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ten people died in August."),
        ("fr", "Dix personnes sont mortes à Noël."),
        ("en", "Soldiers in Operation Barkhane were killed in Malian towns."),
        ("fr", "Une attaque attribuée à Al-Qaïda a été revendiquée."),
        ("en", "The attack in Amadou Bello's house failed."),
        ("fr", "Les soldats à Amadou Bello ont fui."),
    ],
)
def test_not_every_capital_after_a_deed_is_a_town(language: str, text: str) -> None:
    assert [p.text for p in resolve(text, language) if p.place_id is None] == []


@pytest.mark.parametrize(
    ("language", "text", "word", "role"),
    [
        ("en", "Mali accused its neighbour.", "Mali", "actor"),
        ("en", "Moscow denied the report.", "Moscow", "actor"),
        ("en", "The governor of Tillabéri spoke.", "Tillabéri", "office"),
        ("en", "The Niger State police spokesman spoke.", "Niger State", "office"),
        ("en", "The Algiers accord is dead.", "Algiers", "named_after"),
        ("en", "Families fled to Mauritania.", "Mauritania", "path"),
        ("en", "BAMAKO (AFP) - Two soldiers died.", "BAMAKO", "dateline"),
        ("en", "A London-based analyst doubted it.", "London", "office"),
        ("fr", "Le Mali accuse son voisin.", "Mali", "actor"),
        ("fr", "Moscou a démenti.", "Moscou", "actor"),
        ("fr", "Le gouverneur de Tillabéri a parlé.", "Tillabéri", "office"),
        ("fr", "L'accord d'Alger est mort.", "Alger", "named_after"),
        ("fr", "Le convoi se rendait à Kaya.", "Kaya", "path"),
        ("fr", "Un analyste basé à Dakar en doute.", "Dakar", "office"),
    ],
)
def test_a_name_may_stand_for_something_else_than_where_it_happened(
    language: str, text: str, word: str, role: str
) -> None:
    assert one(text, language, word).role == role


@pytest.mark.parametrize(
    ("language", "text", "name", "precision"),
    [
        ("en", "The governor of Tillabéri said soldiers were killed in Inates.", "Inates", "exact"),
        ("en", "Mali said it bombed rebels near Tessalit, not far from the Algerian border.", "Tessalit", "near"),
        ("en", "Gunmen took the pupils from Chibok in Borno State.", "Chibok", "exact"),
        ("en", "Mali's army killed ten fighters.", "Mali", "country"),
        ("fr", "Le maire de Pensa, qui se rendait à Kaya, a été tué.", "Pensa", "exact"),
        (
            "fr",
            "Le Mali dit avoir bombardé des rebelles près de Tessalit, non loin de la frontière algérienne.",
            "Tessalit",
            "near",
        ),
        ("fr", "L'armée malienne a tué dix combattants.", "Mali", "country"),
        ("en", "In Paris, relatives of those killed in Gao wept.", "Gao", "exact"),
        ("fr", "Au Mali, dix morts ; à Paris, on s'inquiète.", "Mali", "country"),
        ("fr", "Depuis Paris, le ministre a salué la libération des otages à Gao.", "Gao", "exact"),
        ("en", "A patrol moving between Hombori and Boni was ambushed near Douentza.", "Douentza", "near"),
        (
            "fr",
            "Une patrouille qui roulait entre Hombori et Boni est tombée dans une embuscade aux abords de Douentza.",
            "Douentza",
            "near",
        ),
        ("en", "A patrol was ambushed on the road between Hombori and Boni.", "Hombori", "near"),
        ("fr", "Un convoi reliant Hombori à Boni est tombé dans une embuscade.", "Hombori", "near"),
        ("en", "Six were hurt near Douentza and taken to a hospital in Mopti.", "Douentza", "near"),
        ("fr", "Six ont été blessés près de Douentza et évacués vers l'hôpital de Mopti.", "Douentza", "near"),
        ("fr", "Une patrouille est tombée dans une embuscade entre Hombori et Boni.", "Hombori", "near"),
    ],
)
def test_a_clause_is_given_the_most_exact_place_where_something_happens(
    language: str, text: str, name: str, precision: str
) -> None:
    place = locate(0, len(text), resolve(text, language), [(0, len(text))])
    assert place is not None
    assert (place.name, place.precision) == (name, precision)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Six soldiers were hurt and taken to a hospital in Mopti."),
        ("fr", "Six soldats ont été blessés et évacués à l'hôpital de Mopti."),
    ],
)
def test_where_the_hurt_are_taken_is_not_where_it_happened(language: str, text: str) -> None:
    assert locate(0, len(text), resolve(text, language), [(0, len(text))]) is None


def test_a_sentence_without_a_place_takes_that_of_the_sentence_before() -> None:
    first, second = "Gunmen raided Djibo on Monday.", "Twelve people were killed."
    text = f"{first} {second}"
    sentences = [(0, len(first)), (len(first) + 1, len(text))]
    place = locate(sentences[1][0], sentences[1][1], resolve(text, "en"), sentences)
    assert place is not None
    assert (place.name, place.basis) == ("Djibo", "context")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "French and American officers spoke."),
        ("en", "Mali and Niger spoke."),
        ("fr", "L'otage française a parlé en Afrique."),
    ],
)
def test_far_or_rival_actors_give_no_place(language: str, text: str) -> None:
    assert locate(0, len(text), resolve(text, language), [(0, len(text))]) is None


def test_a_place_of_another_country_is_not_lent_to_the_next_sentence() -> None:
    first, second = "Le ministre a parlé à Paris.", "Douze personnes ont été tuées."
    text = f"{first} {second}"
    sentences = [(0, len(first)), (len(first) + 1, len(text))]
    assert locate(sentences[1][0], sentences[1][1], resolve(text, "fr"), sentences, country="ML") is None


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Violence spread in Mali, Niger and Chad.", "Mali, Niger, Chad"),
        (
            "fr",
            "Les violences ont gagné le Mali. Elles tuent au Burkina Faso, au Niger et au Togo.",
            "Burkina Faso, Niger, Togo",
        ),
        ("fr", "L'opération a lieu aux confins du Mali et du Niger.", "Mali, Niger"),
    ],
)
def test_several_countries_are_one_place_of_no_country(language: str, text: str, name: str) -> None:
    start = text.rfind(". ", 0, -1) + 2 if ". " in text else 0
    place = locate(start, len(text), resolve(text, language), [(0, max(start - 1, 0)), (start, len(text))])
    assert place is not None
    assert (place.name, place.country, place.precision) == (name, None, "unknown")


def test_a_region_that_the_text_explains_is_no_town() -> None:
    assert one("Many died in Tahoua, a vast desert region.", "en", "Tahoua").precision == "admin"
    assert one("C'est arrivé dans une autre région, Tillabéri, dans l'ouest.", "fr", "Tillabéri").precision == "admin"


def test_a_text_in_capitals_keeps_the_usual_spelling() -> None:
    assert one("ATTACK ON MENAKA KILLS TEN", "en", "MENAKA").name == "Ménaka"


def test_a_name_spelled_otherwise_keeps_the_texts_spelling() -> None:
    assert one("The camp at Tin-Zaouatene fell.", "en", "Tin-Zaouatene").name == "Tin-Zaouatene"


def test_the_country_known_beforehand_settles_a_name_nothing_else_settles() -> None:
    text = "Le village de Koutougou a été attaqué."
    assert [p.place_id for p in resolve(text, "fr", default_country="NE")] == ["ne-koutougou"]
    assert [p.place_id for p in resolve(text, "fr", default_country="BF")] == ["bf-koutougou"]


def test_a_bare_niger_is_the_state_where_only_the_state_is_spoken_of() -> None:
    text = "Bandits raided Niger State in Nigeria. Schools across Niger were closed."
    assert [p.place_id for p in resolve(text, "en") if p.text.startswith("Niger") and p.text != "Nigeria"] == [
        "ng-niger-state"
    ] * 2


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200),
    st.sampled_from(["en", "fr"]),
)
def test_offsets_slice_to_the_words_in_any_text(text: str, language: str) -> None:
    places = resolve(text, language)
    assert all(text[p.start : p.end] == p.text for p in places)
    assert all(a.end <= b.start for a, b in itertools.pairwise(places))


@given(st.text(max_size=100))
def test_small_keeps_every_offset(text: str) -> None:
    assert len(small(text)) == len(text)


@given(
    st.lists(
        st.sampled_from([
            "Djibo", "près de Gao", "la région de Mopti", "au Mali", "Kaya Traoré", "le village de Zorbé",
            ", ", " et ", ". ", "l'armée malienne", "frontière", "Niger State",
        ]),
        max_size=12,
    )
)  # fmt: skip
def test_the_same_text_always_gives_the_same_places(parts: list[str]) -> None:
    text = " ".join(parts)
    assert find_places(text, "fr") == find_places(text, "fr")


def test_the_news_is_where_the_article_first_says_so() -> None:
    lines = [
        "Au Mali, un convoi a été attaqué.",
        "Le gouverneur de Gao a parlé.",
        "Le bus roulait entre Ménaka et Indelimane.",
    ]
    text, sentences = joined(lines)
    place = news_place(resolve(text, "fr"), sentences)
    assert place is not None
    assert (place.name, place.precision, place.basis) == ("Ménaka", "near", "article")


def test_the_news_is_in_the_town_rather_than_its_region() -> None:
    text, sentences = joined(
        ["Gunmen raided a school in Zamfara state.", "The girls of Jangebe were taken to the bush."]
    )
    place = news_place(resolve(text, "en"), sentences)
    assert place is not None
    assert place.name == "Jangebe"


def test_an_article_that_names_no_place_has_no_place_of_its_news() -> None:
    text, sentences = joined(["Mali and France quarrelled.", "Paris denied it."])
    assert news_place(resolve(text, "en"), sentences) is None


def joined(lines: list[str]) -> tuple[str, list[tuple[int, int]]]:
    sentences, start = [], 0
    for line in lines:
        sentences.append((start, start + len(line)))
        start += len(line) + 1
    return " ".join(lines), sentences
