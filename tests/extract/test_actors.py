"""Each row: a sentence in English, the same in French, the phrase in each, and who it must be."""

from __future__ import annotations

import datetime as dt

import pytest

from sahel_dataset.extract.actors import ActorFinder, ActorMention

# (English, its phrase, French, its phrase, actor, claimant kind)
BODIES = [
    ("Malian troops reached Ber.", "Malian troops", "Les troupes maliennes ont atteint Ber.", "troupes maliennes", "ml_armed_forces", "military"),
    ("The Malian army lost a post.", "Malian army", "L'armée malienne a perdu un poste.", "armée malienne", "ml_armed_forces", "military"),
    ("Mali's army lost a post.", "Mali's army", "L'armée du Mali a perdu un poste.", "armée du Mali", "ml_armed_forces", "military"),
    ("Three Burkinabe soldiers fell.", "Burkinabe soldiers", "Trois soldats burkinabè sont tombés.", "soldats burkinabè", "bf_armed_forces", "military"),
    ("The armed forces of Burkina Faso answered.", "armed forces of Burkina Faso", "Les forces armées du Burkina Faso ont riposté.", "forces armées du Burkina Faso", "bf_armed_forces", "military"),
    ("Nigerien gendarmes were hit.", "Nigerien gendarmes", "Des gendarmes nigériens ont été touchés.", "gendarmes nigériens", "ne_police", "government"),
    ("Nigerian police denied it.", "Nigerian police", "La police nigériane a démenti.", "police nigériane", "ng_police", "government"),
    ("The Nigerian military confirmed the strike.", "Nigerian military", "L'armée nigériane a confirmé la frappe.", "armée nigériane", "ng_armed_forces", "military"),
    ("Chadian special forces crossed the river.", "Chadian special forces", "Les forces spéciales tchadiennes ont traversé le fleuve.", "forces spéciales tchadiennes", "td_armed_forces", "military"),
    ("French soldiers left Gossi, in Mali.", "French soldiers", "Des soldats français ont quitté Gossi, au Mali.", "soldats français", "fr_armed_forces", "military"),
    ("Barkhane struck a camp in Mali.", "Barkhane", "Barkhane a frappé un camp au Mali.", "Barkhane", "fr_armed_forces", "military"),
    ("Soldiers of the Barkhane force left Gao.", "Soldiers of the Barkhane force", "Des soldats de la force Barkhane ont quitté Gao.", "soldats de la force Barkhane", "fr_armed_forces", "military"),
    ("The Ivorian army sent help.", "Ivorian army", "L'armée ivoirienne a envoyé de l'aide.", "armée ivoirienne", "ci_armed_forces", "military"),
    ("Beninese troops were ambushed.", "Beninese troops", "Des militaires béninois sont tombés dans une embuscade.", "militaires béninois", "bj_armed_forces", "military"),
    ("The Malian government rejected it.", "Malian government", "Le gouvernement malien l'a rejeté.", "gouvernement malien", "ml_government", "government"),
    ("The authorities of Niger closed the border.", "authorities of Niger", "Les autorités du Niger ont fermé la frontière.", "autorités du Niger", "ne_government", "government"),
    ("The government in Ouagadougou denied it.", "government in Ouagadougou", "Le gouvernement de Ouagadougou a démenti.", "gouvernement de Ouagadougou", "bf_government", "government"),
    ("Burkina Faso's junta spoke.", "Burkina Faso's junta", "La junte du Burkina Faso s'est exprimée.", "junte du Burkina Faso", "bf_government", "government"),
    ("The defence ministry of Niger said so.", "defence ministry of Niger", "Le ministère nigérien de la Défense l'a dit.", "ministère nigérien de la Défense", "ne_government", "government"),
    ("The French presidency regretted the death in Mali.", "French presidency", "La présidence française a regretté cette mort au Mali.", "présidence française", "fr_government", "foreign_government"),
    ("The Élysée regretted the death in Mali.", "Élysée", "L'Élysée a regretté cette mort au Mali.", "Élysée", "fr_government", "foreign_government"),
    ("The Quai d'Orsay gave no detail on Niger.", "Quai d'Orsay", "Le Quai d'Orsay n'a pas donné de détails sur le Niger.", "Quai d'Orsay", "fr_government", "foreign_government"),
    ("The Kremlin praised Mali.", "Kremlin", "Le Kremlin a salué le Mali.", "Kremlin", "ru_government", "foreign_government"),
    ("The US State Department warned Mali.", "US State Department", "Le département d'État américain a averti le Mali.", "département d'État", "us_government", "foreign_government"),
    ("The Algerian foreign minister flew to Mali.", "Algerian foreign minister", "Le ministre algérien des Affaires étrangères s'est rendu au Mali.", "ministre algérien des Affaires étrangères", "dz_government", "foreign_government"),
    ("The British government pulled its troops out of Mali.", "British government", "Le gouvernement britannique a retiré ses troupes du Mali.", "gouvernement britannique", "uk_government", "foreign_government"),
    ("Germany's Bundeswehr left Gao, Mali.", "Bundeswehr", "La Bundeswehr a quitté Gao, au Mali.", "Bundeswehr", "de_armed_forces", "military"),
    ("The prosecutor of Niger opened a file.", "prosecutor of Niger", "Le procureur du Niger a ouvert un dossier.", "procureur du Niger", "ne_government", "government"),
    ("The French ambassador left Niger.", "French ambassador", "L'ambassadeur de France a quitté le Niger.", "ambassadeur de France", "fr_government", "foreign_government"),
    ("The Malian state has withdrawn.", "Malian state", "L'État malien s'est retiré.", "État malien", "ml_government", "government"),
]
NAMED = [
    ("JNIM claimed the raid.", "JNIM", "Le GSIM a revendiqué l'assaut.", "GSIM", "jnim", "armed_group"),
    ("The Group for the Support of Islam and Muslims spoke.", "Group for the Support of Islam and Muslims", "Le Groupe de soutien à l'islam et aux musulmans a parlé.", "Groupe de soutien à l'islam et aux musulmans", "jnim", "armed_group"),
    ("Fighters of the Macina Liberation Front came.", "Fighters of the Macina Liberation Front", "Des combattants du Front de libération du Macina sont venus.", "combattants du Front de libération du Macina", "katiba_macina", "armed_group"),
    ("Ansarul Islam attacked a school.", "Ansarul Islam", "Ansaroul Islam a attaqué une école.", "Ansaroul Islam", "ansaroul_islam", "armed_group"),
    ("Al Qaeda in the Islamic Maghreb (AQIM) spoke.", "Al Qaeda in the Islamic Maghreb", "Al-Qaïda au Maghreb islamique (Aqmi) a parlé.", "Al-Qaïda au Maghreb islamique", "aqim", "armed_group"),
    ("Islamic State in the Greater Sahara claimed it.", "Islamic State in the Greater Sahara", "L'État islamique au Grand Sahara l'a revendiqué.", "État islamique au Grand Sahara", "is_sahel", "armed_group"),
    ("ISGS claimed it.", "ISGS", "L'EIGS l'a revendiqué.", "EIGS", "is_sahel", "armed_group"),
    ("Islamic State's Sahel affiliate claimed it.", "Islamic State's Sahel affiliate", "La branche sahélienne de l'État islamique l'a revendiqué.", "branche sahélienne de l'État islamique", "is_sahel", "armed_group"),
    ("The Islamic State West Africa Province took Rann.", "Islamic State West Africa Province", "L'État islamique en Afrique de l'Ouest a pris Rann.", "État islamique en Afrique de l'Ouest", "iswap", "armed_group"),
    ("The Islamic State group claimed the bombing.", "Islamic State group", "Le groupe État islamique a revendiqué l'attentat.", "groupe État islamique", "islamic_state", "armed_group"),
    ("Boko Haram fighters burned huts.", "Boko Haram fighters", "Des combattants de Boko Haram ont brûlé des cases.", "combattants de Boko Haram", "boko_haram", "armed_group"),
    ("Lakurawa imposed a levy.", "Lakurawa", "Les Lakurawa ont imposé une taxe.", "Lakurawa", "lakurawa", "armed_group"),
    ("The Coordination of Azawad Movements left.", "Coordination of Azawad Movements", "La Coordination des mouvements de l'Azawad est partie.", "Coordination des mouvements de l'Azawad", "cma", "armed_group"),
    ("The Permanent Strategic Framework spoke.", "Permanent Strategic Framework", "Le Cadre stratégique permanent a parlé.", "Cadre stratégique permanent", "csp", "armed_group"),
    ("Gatia men held the well.", "Gatia men", "Des hommes du Gatia tenaient le puits.", "hommes du Gatia", "gatia", "armed_group"),
    ("The MNLA took Kidal.", "MNLA", "Le MNLA a pris Kidal.", "MNLA", "mnla", "armed_group"),
    ("Dan Na Ambassagou denied it.", "Dan Na Ambassagou", "Dan Na Ambassagou a démenti.", "Dan Na Ambassagou", "dan_na_ambassagou", "armed_group"),
    ("VDP members died.", "VDP members", "Des membres des VDP sont morts.", "membres des VDP", "bf_vdp", "armed_group"),
    ("Dozo hunters guarded the road.", "Dozo hunters", "Des chasseurs dozos gardaient la route.", "chasseurs dozos", "dozo", "armed_group"),
    ("Wagner mercenaries fled.", "Wagner mercenaries", "Les mercenaires de Wagner ont fui.", "mercenaires de Wagner", "wagner", "armed_group"),
    ("Minusma closed its camp.", "Minusma", "La Minusma a fermé son camp.", "Minusma", "minusma", "un"),
    ("The UN mission in Mali closed a camp.", "UN mission in Mali", "La mission de l'ONU au Mali a fermé un camp.", "mission de l'ONU au Mali", "minusma", "un"),
    ("The United Nations counted them.", "United Nations", "Les Nations unies les ont comptés.", "Nations unies", "un", "un"),
    ("Unicef counted closed schools.", "Unicef", "L'Unicef a compté les écoles fermées.", "Unicef", "un", "un"),
    ("ECOWAS met.", "ECOWAS", "La Cédéao s'est réunie.", "Cédéao", "ecowas", "foreign_government"),
    ("The African Union met.", "African Union", "L'Union africaine s'est réunie.", "Union africaine", "african_union", "foreign_government"),
    ("The EU paid.", "EU", "L'UE a payé.", "UE", "european_union", "foreign_government"),
    ("The Alliance of Sahel States met.", "Alliance of Sahel States", "L'Alliance des États du Sahel s'est réunie.", "Alliance des États du Sahel", "aes", "foreign_government"),
    ("The G5 Sahel joint force advanced.", "G5 Sahel joint force", "La force conjointe du G5 Sahel a avancé.", "force conjointe du G5 Sahel", "g5_sahel", "military"),
    ("The Multinational Joint Task Force advanced.", "Multinational Joint Task Force", "La Force multinationale mixte a avancé.", "Force multinationale mixte", "mnjtf", "military"),
    ("Human Rights Watch accused them.", "Human Rights Watch", "Human Rights Watch les a accusés.", "Human Rights Watch", "hrw", "ngo"),
    ("Doctors Without Borders withdrew.", "Doctors Without Borders", "Médecins Sans Frontières s'est retiré.", "Médecins Sans Frontières", "msf", "ngo"),
    ("The Red Cross withdrew.", "Red Cross", "La Croix-Rouge s'est retirée.", "Croix-Rouge", "red_cross", "ngo"),
    ("The International Criminal Court tried him.", "International Criminal Court", "La Cour pénale internationale l'a jugé.", "Cour pénale internationale", "icc", "foreign_government"),
    ("AFP reported it.", "AFP", "L'AFP l'a rapporté.", "AFP", "afp", "media"),
    ("Radio France Internationale reported it.", "Radio France Internationale", "Radio France Internationale l'a rapporté.", "Radio France Internationale", "rfi", "media"),
    ("Le Parisien reported it.", "Le Parisien", "Le Parisien l'a rapporté.", "Le Parisien", "le_parisien", "media"),
    ("The Associated Press reported it.", "Associated Press", "L'Associated Press l'a rapporté.", "Associated Press", "ap", "media"),
]
VAGUE = [
    ("Gunmen stormed the hamlet.", "Gunmen", "Des hommes armés ont investi le hameau.", "hommes armés", "armed_men_unspecified", "armed_group"),
    ("Unidentified gunmen came at dusk.", "Unidentified gunmen", "Des individus armés non identifiés sont venus au crépuscule.", "individus armés non identifiés", "armed_men_unspecified", "armed_group"),
    ("Assailants on motorbikes came.", "Assailants", "Des assaillants à moto sont venus.", "assaillants", "armed_men_unspecified", "armed_group"),
    ("Suspected jihadists came.", "Suspected jihadists", "Des jihadistes présumés sont venus.", "jihadistes présumés", "jihadists_unspecified", "armed_group"),
    ("Islamist militants came.", "Islamist militants", "Des militants islamistes sont venus.", "militants islamistes", "jihadists_unspecified", "armed_group"),
    ("Terrorists came.", "Terrorists", "Des terroristes sont venus.", "terroristes", "jihadists_unspecified", "armed_group"),
    ("A jihadist group came.", "A jihadist group", "Un groupe jihadiste est venu.", "groupe jihadiste", "jihadists_unspecified", "armed_group"),
    ("An Islamist group affiliated with al Qaeda came.", "Islamist group affiliated with al Qaeda", "Un groupe islamiste affilié à Al-Qaïda est venu.", "groupe islamiste affilié à Al-Qaïda", "jihadists_unspecified", "armed_group"),
    ("Rebels held the pass.", "Rebels", "Des rebelles tenaient le col.", "rebelles", "rebels_unspecified", "armed_group"),
    ("Tuareg separatists held the pass.", "Tuareg separatists", "Des séparatistes touareg tenaient le col.", "séparatistes touareg", "tuareg_rebels", "armed_group"),
    ("Tuareg rebels held the pass.", "Tuareg rebels", "Des rebelles touareg tenaient le col.", "rebelles touareg", "tuareg_rebels", "armed_group"),
    ("A self-defence group patrolled.", "self-defence group", "Un groupe d'autodéfense patrouillait.", "groupe d'autodéfense", "militia_unspecified", "armed_group"),
    ("Militiamen patrolled.", "Militiamen", "Des miliciens patrouillaient.", "miliciens", "militia_unspecified", "armed_group"),
    ("Armed groups fought.", "Armed groups", "Des groupes armés se sont battus.", "groupes armés", "armed_men_unspecified", "armed_group"),
    ("Bandits stole camels in northern Mali.", "Bandits", "Des bandits ont volé des chameaux dans le nord du Mali.", "bandits", "armed_men_unspecified", "armed_group"),
    ("Bandits stole cows in Nigeria.", "Bandits", "Des bandits ont volé des vaches au Nigeria.", "bandits", "bandits", "armed_group"),
]
PEOPLE = [
    ("Civilians fled.", "Civilians", "Des civils ont fui.", "civils", "civilians", "witness"),
    ("Villagers fled.", "Villagers", "Des villageois ont fui.", "villageois", "civilians", "witness"),
    ("Worshippers were shot.", "Worshippers", "Des fidèles ont été abattus.", "fidèles", "civilians", "witness"),
    ("Forty students were taken.", "students", "Quarante élèves ont été enlevés.", "élèves", "civilians", "witness"),
    ("Fulani herders were killed.", "Fulani herders", "Des éleveurs peuls ont été tués.", "éleveurs peuls", "civilians_fulani", "witness"),
    ("Dogon villagers were killed.", "Dogon villagers", "Des villageois dogons ont été tués.", "villageois dogons", "civilians_dogon", "witness"),
    ("Migrants were robbed.", "Migrants", "Des migrants ont été dépouillés.", "migrants", "civilians_migrants", "witness"),
    ("Displaced people slept outside.", "Displaced people", "Des personnes déplacées dormaient dehors.", "personnes déplacées", "civilians_displaced", "witness"),
    ("Refugees slept outside.", "Refugees", "Des réfugiés dormaient dehors.", "réfugiés", "civilians_displaced", "witness"),
    ("Aid workers were taken.", "Aid workers", "Des travailleurs humanitaires ont été enlevés.", "travailleurs humanitaires", "aid_workers", "ngo"),
    ("Journalists were held.", "Journalists", "Des journalistes ont été retenus.", "journalistes", "journalists", "media"),
    ("Protesters marched.", "Protesters", "Des manifestants ont marché.", "manifestants", "protesters", "unattributed"),
    ("Tourists were warned.", "Tourists", "Des touristes ont été avertis.", "touristes", "foreign_nationals", "witness"),
    ("Mali's opposition protested.", "Mali's opposition", "L'opposition malienne a protesté.", "opposition malienne", "opposition_ml", "unattributed"),
]
# (English, its phrase, French, its phrase, claimant id, claimant kind): who speaks without being an actor
SOURCES = [
    ("Residents said so.", "Residents", "Des habitants l'ont dit.", "habitants", None, "witness"),
    ("A survivor said so.", "A survivor", "Un survivant l'a dit.", "Un survivant", None, "witness"),
    ("Relatives said so.", "Relatives", "Des proches l'ont dit.", "proches", None, "witness"),
    ("Local sources said so.", "Local sources", "Des sources locales l'ont dit.", "sources locales", None, "witness"),
    ("An eyewitness said so.", "eyewitness", "Un témoin l'a dit.", "témoin", None, "witness"),
    ("A security source said so.", "security source", "Une source sécuritaire l'a dit.", "source sécuritaire", None, "security_source"),
    ("A military source said so.", "military source", "Une source militaire l'a dit.", "source militaire", None, "security_source"),
    ("A Malian military source said so.", "Malian military source", "Une source militaire malienne l'a dit.", "source militaire malienne", "ml_armed_forces", "security_source"),
    ("A hospital source said so.", "hospital source", "Une source hospitalière l'a dit.", "source hospitalière", None, "medical_source"),
    ("A medical source said so.", "medical source", "Une source médicale l'a dit.", "source médicale", None, "medical_source"),
    ("A nurse said so.", "A nurse", "Un infirmier l'a dit.", "infirmier", None, "medical_source"),
    ("A humanitarian source said so.", "humanitarian source", "Une source humanitaire l'a dit.", "source humanitaire", None, "ngo"),
    ("A diplomatic source said so.", "diplomatic source", "Une source diplomatique l'a dit.", "source diplomatique", None, "foreign_government"),
    ("The governor of Tillabéri said so.", "governor of Tillabéri", "Le gouverneur de Tillabéri l'a dit.", "gouverneur de Tillabéri", None, "local_official"),
    ("The mayor of Dori said so.", "mayor of Dori", "Le maire de Dori l'a dit.", "maire de Dori", None, "local_official"),
    ("A local elected official said so.", "local elected official", "Un élu local l'a dit.", "élu local", None, "local_official"),
    ("A village chief said so.", "village chief", "Un chef de village l'a dit.", "chef de village", None, "local_official"),
    ("A senator said so.", "senator", "Un sénateur l'a dit.", "sénateur", None, "local_official"),
    ("Experts said so.", "Experts", "Des experts l'ont dit.", "experts", None, "analyst"),
    ("A researcher said so.", "researcher", "Un chercheur l'a dit.", "chercheur", None, "analyst"),
    ("Analysts said so.", "Analysts", "Des analystes l'ont dit.", "analystes", None, "analyst"),
    ("Local media said so.", "Local media", "Des médias locaux l'ont dit.", "médias locaux", None, "media"),
    ("Rights groups said so.", "Rights groups", "Des organisations de défense des droits humains l'ont dit.", "organisations de défense des droits humains", None, "ngo"),
    ("The mining company said so.", "mining company", "La société minière l'a dit.", "société minière", None, "unattributed"),
    ("Protesters said so.", "Protesters", "Des manifestants l'ont dit.", "manifestants", "protesters", "unattributed"),
    ("An army spokesman in Niger said so.", "army spokesman", "Un porte-parole de l'armée l'a dit au Niger.", "porte-parole de l'armée", "ne_armed_forces", "military"),
    ("A police captain in Niger said so.", "police captain", "Un capitaine de gendarmerie nigérien l'a dit.", "capitaine", None, None),
    ("The spokesman of the Malian army said so.", "spokesman of the Malian army", "Le porte-parole de l'armée malienne l'a dit.", "porte-parole de l'armée malienne", "ml_armed_forces", "military"),
    ("A government source in Burkina Faso said so.", "government source", "Au Burkina Faso, une source gouvernementale l'a dit.", "source gouvernementale", "bf_government", "government"),
    ("A JNIM spokesman said so.", "JNIM spokesman", "Un porte-parole du JNIM l'a dit.", "porte-parole du JNIM", "jnim", "armed_group"),
    ("The leader of the FLA said so.", "leader of the FLA", "Le chef du FLA l'a dit.", "chef du FLA", "fla", "armed_group"),
    ("A UN official said so.", "UN official", "Un responsable de l'ONU l'a dit.", "responsable de l'ONU", "un", "un"),
    ("Burkina Faso's state television said so.", "state television", "La télévision nationale burkinabè l'a dit.", "télévision nationale burkinabè", "bf_state_television", "media"),
]


@pytest.fixture(scope="module")
def finders() -> dict[str, ActorFinder]:
    return {"en": ActorFinder("en"), "fr": ActorFinder("fr")}


def _at(mentions: list[ActorMention], text: str, phrase: str) -> ActorMention:
    """Return the innermost mention that covers the last word of the phrase."""
    start = text.index(phrase)
    end = start + len(phrase)
    covering = [m for m in mentions if m.start < end and m.end > start]
    assert covering, f"nobody found in {text!r}: {[m.text for m in mentions]}"
    return max(covering, key=lambda m: (min(m.end, end) - max(m.start, start), m.start - m.end))


ACTORS = [*BODIES, *NAMED, *VAGUE, *PEOPLE]


@pytest.mark.parametrize("row", ACTORS, ids=[row[0] for row in ACTORS])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_phrase_is_that_actor_in_both_languages(finders, language, row):
    text, phrase = (row[0], row[1]) if language == "en" else (row[2], row[3])
    found = _at(finders[language].find(text), text, phrase)
    assert (found.actor_id, found.kind) == (row[4], row[5])


@pytest.mark.parametrize("row", SOURCES, ids=[row[0] for row in SOURCES])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_speaks_has_that_kind_and_an_id_only_where_the_text_gives_one(finders, language, row):
    text, phrase = (row[0], row[1]) if language == "en" else (row[2], row[3])
    found = _at(finders[language].find(text), text, phrase)
    if row[5] is not None:
        assert (found.claimant_id, found.kind) == (row[4], row[5])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Chad Smith scored twice for Mali United."),
        ("en", "The historian's book tells of the Mali Empire and of the Gulf of Guinea."),
        ("en", "He wants to establish an Islamic state; who is to say it is wrong?"),
        ("en", "WHO IS TO PAY FOR THIS? IT IS ALL OF US."),
        ("en", "The general public paid a major price for the private sector."),
        ("fr", "Le fleuve Niger déborde, le lac Tchad recule."),
        ("fr", "UN AN APRÈS, EI ET FACT NE SONT QUE DES LETTRES."),
        ("fr", "La mort rôde, la situation est jugée grave, il s'élève seul."),
    ],
)
def test_words_that_only_look_like_an_actor_are_none(finders, language, text):
    armed_or_state = [m for m in finders[language].find(text) if m.kind in {"armed_group", "government", "military", "un"}]
    assert armed_or_state == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The governor of Niger State met Niger's ambassador.", ["niger_state_government", "ne_government"]),
        ("en", "Guinea's army, Guinea-Bissau's army and Equatorial Guinea's army met.", ["gn_armed_forces", "gw_armed_forces", "gq_armed_forces"]),
        ("fr", "L'armée nigérienne et l'armée nigériane se sont rencontrées.", ["ne_armed_forces", "ng_armed_forces"]),
        ("fr", "Le gouvernement de Guinée a écrit au gouvernement de Guinée-Bissau.", ["gn_government", "gw_government"]),
        ("en", "Malian, Nigerien and Burkinabe troops met.", ["ml_armed_forces", "ne_armed_forces", "bf_armed_forces"]),
        ("fr", "Les armées malienne, nigérienne et burkinabè se sont rencontrées.", ["ml_armed_forces", "ne_armed_forces", "bf_armed_forces"]),
        ("en", "Malian soldiers and gendarmes met.", ["ml_armed_forces", "ml_police"]),
        ("fr", "Des soldats et des gendarmes maliens se sont rencontrés.", ["ml_armed_forces", "ml_police"]),
    ],
)
def test_neighbours_in_name_are_kept_apart_and_shared_nouns_are_shared(finders, language, text, wanted):
    assert [m.actor_id for m in finders[language].find(text)] == wanted


@pytest.mark.parametrize(
    ("language", "text", "day", "actor"),
    [
        ("en", "The FLA fired first.", dt.date(2025, 1, 5), "fla"),
        ("fr", "L'AES se réunit.", dt.date(2024, 7, 6), "aes"),
        ("fr", "Le CNSP promet des élections.", dt.date(2020, 8, 25), "cnsp_mali"),
        ("fr", "Le CNSP promet des élections.", dt.date(2023, 8, 25), "ne_government"),
        ("en", "Russian mercenaries in Mali fled.", dt.date(2023, 6, 1), "wagner"),
        ("en", "UN peacekeepers in Mali fled.", dt.date(2016, 6, 1), "minusma"),
        ("en", "UN peacekeepers in Mali fled.", dt.date(2012, 6, 1), "un"),
        ("en", "Iyad Ag Ghaly said so.", dt.date(2013, 1, 1), "ansar_dine"),
        ("en", "Iyad Ag Ghaly said so.", dt.date(2019, 1, 1), "jnim"),
        ("fr", "Macron l'a dit.", dt.date(2020, 1, 1), "fr_government"),
        ("en", "Goïta said so.", dt.date(2024, 1, 1), "ml_government"),
        ("en", "Bazoum said so.", dt.date(2022, 1, 1), "ne_government"),
        ("en", "Buhari said so.", dt.date(2021, 1, 1), "ng_government"),
        ("en", "Issoufou said so.", dt.date(2015, 1, 1), "ne_government"),
        ("en", "President Keita said so.", dt.date(2018, 1, 1), "ml_government"),
        ("fr", "Le président Kaboré l'a dit.", dt.date(2018, 1, 1), "bf_government"),
        ("en", "Matawalle said so.", dt.date(2021, 3, 1), "zamfara_state_government"),
        ("en", "Matawalle said so.", dt.date(2024, 3, 1), "ng_government"),
        ("en", "The president-elect's rival Issoufou said so.", dt.date(2024, 1, 1), None),
    ],
)
def test_names_and_offices_stand_for_whom_they_stood_for_that_day(finders, language, text, day, actor):
    found = [m.actor_id for m in finders[language].find(text, published_on=day) if m.category != "head_of_state" or actor]
    assert actor in found


@pytest.mark.parametrize(("language", "text"), [("en", "The FLA fired first."), ("fr", "L'AES se réunit.")])
def test_a_name_before_its_time_names_nobody(finders, language, text):
    assert finders[language].find(text, published_on=dt.date(2010, 1, 1)) == []
