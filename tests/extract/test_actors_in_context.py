"""Descriptions, names and pronouns resolved by what the article says around them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahel_dataset.extract.actors import ActorFinder, ActorMention, mention_in, resolve_pronoun

FINDERS = {"en": ActorFinder("en"), "fr": ActorFinder("fr")}


def _who(language: str, text: str, phrase: str, **known) -> ActorMention:
    start = text.rindex(phrase)
    covering = [m for m in FINDERS[language].find(text, **known) if m.start < start + len(phrase) and m.end > start]
    assert covering, f"nobody at {phrase!r}"
    return min(covering, key=lambda m: m.end - m.start)


@pytest.mark.parametrize(
    ("language", "text", "phrase", "actor"),
    [
        # the army, the junta, the authorities: by the country spoken of
        ("en", "Fighting broke out near Gao in Mali. The army sent planes.", "The army", "ml_armed_forces"),
        (
            "fr",
            "Des combats ont éclaté près de Gao, au Mali. L'armée a envoyé des avions.",
            "L'armée",
            "ml_armed_forces",
        ),
        ("en", "A curfew was declared in Burkina Faso. The junta gave no reason.", "The junta", "bf_government"),
        (
            "fr",
            "Un couvre-feu a été décrété au Burkina Faso. La junte n'a pas dit pourquoi.",
            "La junte",
            "bf_government",
        ),
        ("en", "Traders were killed in Niger. The authorities spoke of bandits.", "The authorities", "ne_government"),
        (
            "fr",
            "Des commerçants ont été tués au Niger. Les autorités parlent de bandits.",
            "Les autorités",
            "ne_government",
        ),
        # ... or by the body named before
        ("en", "The French army left Gao, in Mali. The army said the base was empty.", "The army", "fr_armed_forces"),
        (
            "fr",
            "L'armée française a quitté Gao, au Mali. L'armée a dit que la base était vide.",
            "L'armée",
            "fr_armed_forces",
        ),
        ("en", "France has lost 53 soldiers in nine years in Mali.", "53 soldiers", "fr_armed_forces"),
        ("fr", "En neuf ans au Mali, la France a perdu 53 soldats.", "53 soldats", "fr_armed_forces"),
        ("en", "France said that its soldiers had left Mali.", "its soldiers", "fr_armed_forces"),
        ("fr", "La France a dit que ses soldats avaient quitté le Mali.", "ses soldats", "fr_armed_forces"),
        (
            "en",
            "Florence Parly, the French defence minister, flew to Mali. The minister met troops.",
            "The minister",
            "fr_government",
        ),
        (
            "fr",
            "Florence Parly, ministre française des Armées, est au Mali. La ministre y a vu des troupes.",
            "La ministre",
            "fr_government",
        ),
        # a border is not where it happens
        ("en", "Soldiers fought in Mali, near the Algerian border.", "Soldiers", "ml_armed_forces"),
        ("fr", "Des soldats ont combattu au Mali, près de la frontière algérienne.", "soldats", "ml_armed_forces"),
        # the group, the organisation, its men
        ("en", "JNIM attacked Djibo, in Burkina Faso. The group said it had lost nobody.", "The group", "jnim"),
        ("fr", "Le GSIM a attaqué Djibo, au Burkina Faso. Le groupe dit n'avoir perdu personne.", "Le groupe", "jnim"),
        (
            "en",
            "Human Rights Watch published a report on Mali. The organisation named nobody.",
            "The organisation",
            "hrw",
        ),
        (
            "fr",
            "Human Rights Watch a publié un rapport sur le Mali. L'organisation ne nomme personne.",
            "L'organisation",
            "hrw",
        ),
        ("en", "ECOWAS met in Abuja. The bloc set a date.", "The bloc", "ecowas"),
        (
            "fr",
            "La Cédéao s'est réunie à Abuja. L'organisation régionale a fixé une date.",
            "L'organisation régionale",
            "ecowas",
        ),
        ("en", "Boko Haram raided Diffa in Niger. The insurgents left at dawn.", "The insurgents", "boko_haram"),
        (
            "fr",
            "Boko Haram a attaqué Diffa au Niger. Les insurgés sont repartis à l'aube.",
            "Les insurgés",
            "boko_haram",
        ),
        ("en", "The FLA spoke first in Mali. Its spokesman named a village.", "Its spokesman", "fla"),
        ("fr", "Le FLA a parlé le premier au Mali. Son porte-parole a nommé un village.", "Son porte-parole", "fla"),
        ("en", "Wagner men came to Mali. The mercenaries took over a camp.", "The mercenaries", "wagner"),
        (
            "fr",
            "Des hommes de Wagner sont venus au Mali. Les mercenaires ont pris un camp.",
            "Les mercenaires",
            "wagner",
        ),
        # what a statement is
        (
            "en",
            "The Malian army lost four men, it said in a statement. The statement named no place.",
            "The statement",
            "ml_armed_forces",
        ),
        (
            "fr",
            "L'armée malienne annonce quatre morts dans un communiqué. Le communiqué ne nomme pas de lieu.",
            "Le communiqué",
            "ml_armed_forces",
        ),
        # who a description turns out to be
        ("en", "A rights group accused the army in Mali. It was Human Rights Watch.", "A rights group", "hrw"),
        ("en", "The rebel group known as the Permanent Strategic Framework (CSP) spoke.", "rebel group", "csp"),
        ("en", "Al-Qaeda's North African affiliate claimed the bombing in Mali.", "affiliate", "aqim"),
        ("fr", "La filiale nord-africaine d'Al-Qaïda a revendiqué l'attentat au Mali.", "filiale", "aqim"),
        ("en", "The UN mission, Minusma, pulled out.", "UN mission", "minusma"),
        ("en", "Gunmen from Boko Haram came.", "Gunmen", "boko_haram"),
        ("en", "The gunmen, thought to be jihadists, fled.", "The gunmen", "jihadists_unspecified"),
        # the state of a federation
        (
            "en",
            "Girls were taken in Zamfara State, Nigeria. State authorities closed schools.",
            "State authorities",
            "zamfara_state_government",
        ),
    ],
)
def test_a_description_is_who_the_article_says(language, text, phrase, actor):
    assert _who(language, text, phrase).actor_id == actor


@pytest.mark.parametrize(
    ("language", "text", "phrase", "likely"),
    [
        ("en", "An Islamist group affiliated with al Qaeda fired rockets in Mali.", "group", "jnim"),
        ("fr", "Un groupe islamiste affilié à Al-Qaïda a tiré des roquettes au Mali.", "groupe", "jnim"),
        ("en", "Fighters linked to the Islamic State fired rockets in Niger.", "Fighters", "is_sahel"),
        ("fr", "Des combattants liés à l'État islamique ont tiré des roquettes au Niger.", "combattants", "is_sahel"),
        ("en", "Militants linked to Islamic State fired rockets in Nigeria.", "Militants", "iswap"),
        ("en", "An al-Qaeda linked group fired rockets in Mali.", "al-Qaeda linked group", "jnim"),
        ("en", "Al-Qaeda-linked militants fired rockets in Mali.", "Al-Qaeda-linked militants", "jnim"),
    ],
)
def test_a_vague_description_names_nobody_but_says_who_is_likely(language, text, phrase, likely):
    found = _who(language, text, phrase, published_on=dt.date(2023, 5, 1))
    assert (found.actor_id, found.likely_actor_id) == ("jihadists_unspecified", likely)


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "JNIM fought in Mali. The jihadists withdrew.", "The jihadists"),
        ("fr", "Le GSIM a combattu au Mali. Les jihadistes se sont retirés.", "Les jihadistes"),
    ],
)
def test_the_jihadists_are_not_for_certain_the_group_named_before(language, text, phrase):
    found = _who(language, text, phrase)
    assert (found.actor_id, found.likely_actor_id) == ("jihadists_unspecified", "jnim")


@pytest.mark.parametrize(
    ("language", "text", "slug"),
    [
        ("en", "The Front for the Defence of the Dunes (FDD) came. The FDD took a well.", "fdd"),
        ("fr", "Le Front pour la défense des dunes (FDD) est venu. Le FDD a pris un puits.", "fdd"),
        ("en", "A group calling itself the Army of the Dunes took a well.", "army_of_the_dunes"),
        ("fr", "Un groupe qui se fait appeler Armée des Dunes a pris un puits.", "armee_des_dunes"),
    ],
)
def test_a_group_that_the_article_introduces_gets_an_id_of_its_name(language, text, slug):
    reading = FINDERS[language].read(text)
    assert [(actor.actor_id, actor.kind) for actor in reading.local_actors] == [(slug, "armed_group")]
    assert [m.actor_id for m in reading.mentions].count(slug) >= 2


def test_an_acronym_of_a_listed_actor_is_that_actor():
    text = "The Macina Liberation Front (MLFX) fired. MLFX then left."
    assert {m.actor_id for m in FINDERS["en"].find(text)} == {"katiba_macina"}


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("en", "Awa Diallo, a resident of Dori, saw it. Diallo then left.", "Diallo", "witness"),
        ("fr", "Awa Diallo, une habitante de Dori, a tout vu. Mme Diallo est partie.", "Mme Diallo", "witness"),
        ("en", "The mayor of Dori, Issa Sawadogo, saw it. Mr Sawadogo then left.", "Mr Sawadogo", "local_official"),
        ("fr", "Le maire de Dori, Issa Sawadogo, a tout vu. M. Sawadogo est parti.", "M. Sawadogo", "local_official"),
        ("en", "Researcher Paul Martin doubts it. Martin has counted.", "Martin", "analyst"),
        ("fr", "Le chercheur Paul Martin en doute. M. Martin a compté.", "M. Martin", "analyst"),
    ],
)
def test_a_person_stays_who_he_was_introduced_as_and_becomes_no_actor(language, text, name, kind):
    found = _who(language, text, name)
    assert (found.kind, found.claimant_id) == (kind, None)


def test_another_person_of_that_family_name_is_nobody():
    text = "Researcher Paul Martin doubts it. The singer Anna Martin sang."
    assert all(m.start < text.index("Anna") for m in FINDERS["en"].find(text) if m.kind == "analyst")


def test_a_country_is_a_body_only_where_it_can_act():
    text = "In Mali and near Niger, Burkina Faso accused France. Bamako, Mali: two dead."
    found = [(m.actor_id, m.metonym) for m in FINDERS["en"].find(text)]
    assert ("bf_government", True) in found
    assert ("fr_government", True) in found
    assert "ml_government" not in [actor for actor, _ in found]


def test_a_government_is_foreign_unless_the_text_is_about_its_country():
    finder = FINDERS["en"]
    text = "The Algerian government spoke about Mali, in Mali."
    assert [m.kind for m in finder.find(text) if m.actor_id == "dz_government"] == ["foreign_government"]
    assert [m.kind for m in finder.find(text, home={"DZ"}) if m.actor_id == "dz_government"] == ["government"]


@pytest.mark.parametrize(
    ("language", "text", "pronoun", "number", "gender", "actor"),
    [
        (
            "en",
            "The Malian army killed ten militants near Ber. It spoke of more.",
            "It",
            "singular",
            "neuter",
            "ml_armed_forces",
        ),
        (
            "fr",
            "L'armée malienne a tué dix terroristes à Ber. Elle parle de plus.",
            "Elle",
            "singular",
            "f",
            "ml_armed_forces",
        ),
        ("en", "Rebels took a Malian post. They left at noon.", "They", "plural", "any", "rebels_unspecified"),
        ("fr", "Des rebelles ont pris un poste malien. Ils sont repartis.", "Ils", "plural", "m", "rebels_unspecified"),
        ("en", "President Macron met Nigerien troops. He praised them.", "He", "singular", "person", "fr_government"),
    ],
)
def test_a_pronoun_is_the_last_that_fits(language, text, pronoun, number, gender, actor):
    mentions = FINDERS[language].find(text)
    found = resolve_pronoun(text.index(f" {pronoun} ") + 1, number, gender, mentions)
    assert found is not None
    assert found.actor_id == actor


def test_a_pronoun_with_nobody_before_it_is_nobody():
    assert resolve_pronoun(0, "singular", "neuter", FINDERS["en"].find("It rained on the Malian army.")) is None


def test_the_head_word_settles_which_mention_a_subject_is():
    text = "The mayor of Gao, whom soldiers had beaten, spoke."
    mentions = FINDERS["en"].find(text)
    assert mention_in(mentions, 0, len(text), head=text.index("mayor")).kind == "local_official"
    assert mention_in(mentions, 0, len(text), head=text.index("soldiers")).kind == "military"
    assert mention_in([], 0, 5) is None


# --- what holds for every text

_PIECES = st.sampled_from(
    "Malian|troops|the|army|of|Mali|le|gouvernement|du|Niger|JNIM|(|)|,|. |Boko Haram|«|»|l'|armée|présumés|"
    "jihadistes|Mr|Keita|FLA|group|linked to|known as|\n\n|\n|’s|'s|2,000|and|et|spokesman|porte-parole|source|"
    "proche de|é|Œ|U.N.|state|Zamfara|thought to be|Front|Dunes|FDD|his|ses|former|ancien".split("|")
)
_TEXTS = st.lists(_PIECES, max_size=40).map(" ".join) | st.text(max_size=120)


@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=150, deadline=None)
@given(text=_TEXTS)
def test_offsets_give_the_words_and_mentions_stand_in_order(language, text):
    mentions = FINDERS[language].find(text)
    for m in mentions:
        assert text[m.start : m.end] == m.text
        assert m.start <= m.head_start < m.head_end <= m.end
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)


@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=60, deadline=None)
@given(text=_TEXTS)
def test_the_same_text_gives_the_same_mentions(language, text):
    assert ActorFinder(language).find(text) == FINDERS[language].find(text)


@settings(max_examples=60, deadline=None)
@given(before=st.text(alphabet="abc \n.,é", max_size=30))
def test_what_stands_before_moves_offsets_and_nothing_else(before):
    text = "The Malian army said JNIM had fled."
    found = FINDERS["en"].find(f"{before}\n\n{text}")
    assert [m.actor_id for m in found] == ["ml_armed_forces", "jnim"]
