"""What is claimed besides figures: deeds, denials, demands, silences, and what claims nothing."""

import pytest

from tests.extract.claiming import claims_in, holds, mentions_in

# language, sentence, expected claims; "!word": no claim with that word, "!": none at all
DEEDS = [
    (
        "en",
        "JNIM claimed responsibility for the attack on the barracks of Djibo.",
        "jnim claims_responsibility responsibility",
    ),
    ("fr", "Le JNIM a revendiqué l'attaque contre la caserne de Djibo.", "jnim claims_responsibility responsibility"),
    ("en", "The attack, claimed by JNIM, took place near Djibo.", "jnim claims_responsibility responsibility"),
    ("fr", "L'attaque, revendiquée par le JNIM, a eu lieu près de Djibo.", "jnim claims_responsibility responsibility"),
    ("fr", "Le JNIM revendique l'attaque de la caserne de Djibo.", "jnim claims_responsibility responsibility"),
    ("en", "JNIM claims the ambush near Djibo.", "jnim claims_responsibility responsibility"),
    ("en", "JNIM said it had carried out the attack on Djibo.", "jnim claims_responsibility responsibility"),
    ("fr", "Le JNIM a affirmé avoir mené l'attaque contre Djibo.", "jnim claims_responsibility responsibility"),
    ("en", "JNIM claimed to have killed 40 soldiers in Dioura.", "jnim claims_responsibility toll killed 40"),
    ("fr", "Le JNIM a affirmé avoir tué 40 soldats à Dioura.", "jnim claims_responsibility toll killed 40"),
    ("en", "No group has claimed responsibility for the attack in Djibo.", "!responsibility"),
    ("fr", "Personne n'a revendiqué l'attaque de Djibo.", "!responsibility"),
    ("en", "The attack on Djibo has not been claimed.", "!responsibility"),
    ("fr", "L'attaque de Djibo n'a pas été revendiquée.", "!responsibility"),
    ("en", "Human Rights Watch accused the army of Mali of executing villagers.", "hrw accuses responsibility"),
    ("fr", "Human Rights Watch a accusé l'armée du Mali d'avoir exécuté des villageois.", "hrw accuses responsibility"),
    ("en", "The massacre was blamed on jihadists.", "unattributed accuses responsibility"),
    ("fr", "Le massacre est attribué à des jihadistes.", "unattributed accuses responsibility"),
    ("en", "The police said the attack was carried out by Boko Haram.", "accuses responsibility"),
    ("fr", "La gendarmerie a déclaré que l'attaque avait été perpétrée par Boko Haram.", "accuses responsibility"),
    (
        "en",
        "The army of Mali denied any involvement in the massacre at Moura.",
        "ml_armed_forces denies responsibility",
    ),
    (
        "fr",
        "L'armée du Mali a nié toute implication dans le massacre de Moura.",
        "ml_armed_forces denies responsibility",
    ),
    ("en", "The French army denied that it had bombed a wedding.", "fr_armed_forces denies occurrence"),
    ("fr", "L'armée française a démenti avoir bombardé un mariage.", "fr_armed_forces denies occurrence"),
    ("en", "The army of Mali said the allegations were false.", "ml_armed_forces denies responsibility"),
    ("fr", "L'armée du Mali a déclaré que ces accusations étaient infondées.", "ml_armed_forces denies responsibility"),
    ("en", "The authorities of Niger said no ransom was paid for the hostages.", "ne_government denies occurrence"),
    ("fr", "Paris conteste la méthode du rapport sur la frappe.", "fr_government disputes occurrence"),
    ("en", "The government of France disputes the findings of the report.", "fr_government disputes occurrence"),
]

STANCES = [
    ("en", "ECOWAS condemned the coup in Niger.", "ecowas condemns condemnation"),
    ("fr", "La Cédéao a condamné le coup d'État au Niger.", "ecowas condemns condemnation"),
    (
        "fr",
        "Le président du Niger a déclaré que ces tueries étaient un acte lâche et barbare.",
        "ne_government condemns condemnation",
    ),
    ("fr", "L'armée française a déploré la mort d'un soldat.", "!condemnation"),
    ("en", "The United Nations called for an investigation into the killings at Karma.", "un asserts demand"),
    ("fr", "Les Nations unies ont appelé à une enquête sur les tueries de Karma.", "un asserts demand"),
    ("en", "ECOWAS demanded the release of the president of Niger.", "ecowas asserts demand"),
    ("fr", "La Cédéao a exigé la libération du président du Niger.", "ecowas asserts demand"),
    (
        "en",
        "Amnesty International said those responsible for the killings must be brought to justice.",
        "amnesty asserts demand",
    ),
    (
        "fr",
        "Amnesty International a déclaré que les responsables des tueries doivent être jugés.",
        "amnesty asserts demand",
    ),
    ("en", "The governor urged the army of Niger to secure the road.", "local_official asserts demand"),
    (
        "en",
        "The army of Burkina Faso declined to comment on the attack.",
        "bf_armed_forces declines_to_say non_disclosure",
    ),
    (
        "fr",
        "L'armée du Burkina Faso a refusé de commenter l'attaque.",
        "bf_armed_forces declines_to_say non_disclosure",
    ),
    (
        "en",
        "The government of Mali did not immediately respond to a request for comment on the attack.",
        "ml_government declines_to_say non_disclosure",
    ),
    ("fr", "Le gouvernement du Mali n'a pas réagi à l'attaque.", "ml_government declines_to_say non_disclosure"),
    (
        "en",
        "The army of Mali said soldiers died at Boulkessi, without giving a figure.",
        "ml_armed_forces declines_to_say non_disclosure",
    ),
    (
        "fr",
        "L'armée du Mali a indiqué que des soldats étaient morts à Boulkessi, sans donner de bilan.",
        "ml_armed_forces declines_to_say non_disclosure",
    ),
    (
        "en",
        "The government of Mali gave no figure for the dead of Boulkessi.",
        "ml_government declines_to_say non_disclosure",
    ),
    (
        "fr",
        "Le gouvernement du Mali n'a donné aucun bilan pour l'attaque de Boulkessi.",
        "ml_government declines_to_say non_disclosure",
    ),
    (
        "en",
        "The army of Mali has not named the group that attacked Boulkessi.",
        "ml_armed_forces declines_to_say non_disclosure",
    ),
    (
        "fr",
        "L'armée du Mali n'a pas précisé qui avait attaqué Boulkessi.",
        "ml_armed_forces declines_to_say non_disclosure",
    ),
    (
        "en",
        "The government of Niger confirmed that 71 soldiers were killed at Inates.",
        "ne_government confirms toll killed 71",
    ),
    (
        "fr",
        "Le gouvernement du Niger a confirmé que 71 soldats avaient été tués à Inates.",
        "ne_government confirms toll killed 71",
    ),
    ("en", "The United Nations estimated that 150 civilians were killed in Karma.", "un estimates toll killed 150"),
    ("fr", "Les Nations unies estiment que 150 civils ont été tués à Karma.", "un estimates toll killed 150"),
    ("fr", "Les Nations unies craignent que 150 civils aient été tués à Karma.", "un estimates toll killed 150"),
    ("en", "The army of Mali said it had taken control of Kidal.", "ml_armed_forces asserts control"),
    ("fr", "L'armée du Mali a annoncé avoir pris le contrôle de Kidal.", "ml_armed_forces asserts control"),
    ("en", "The rebels said they had seized three barracks near Kidal.", "asserts control"),
    ("en", "JNIM said the raid was in retaliation for a massacre by the army of Mali.", "jnim justifies justification"),
    (
        "fr",
        "Le JNIM a déclaré que le raid avait été mené en représailles à un massacre de l'armée du Mali.",
        "jnim justifies justification",
    ),
    (
        "en",
        "The army of Mali said the gunmen had arrived on motorcycles and opened fire on the camp.",
        "ml_armed_forces asserts occurrence",
    ),
    (
        "fr",
        "L'armée du Mali a indiqué que les assaillants étaient arrivés à moto et avaient ouvert le feu sur le camp.",
        "ml_armed_forces asserts occurrence",
    ),
    ("en", "The prime minister of Mali said he hoped for lasting peace.", "!"),
    ("fr", "Le Premier ministre du Mali a dit espérer une paix durable.", "!"),
    ("en", "The minister of Mali said his country was determined to defend its sovereignty.", "!"),
    ("fr", "Le président du Mali a salué la bravoure des troupes.", "!"),
]


@pytest.mark.parametrize(("language", "text", "expected"), DEEDS)
def test_a_deed_is_claimed_laid_to_somebody_or_denied(language: str, text: str, expected: str) -> None:
    assert holds(claims_in(language, text), expected)


@pytest.mark.parametrize(("language", "text", "expected"), STANCES)
def test_a_stance_follows_from_verb_and_content(language: str, text: str, expected: str) -> None:
    assert holds(claims_in(language, text), expected)


def test_a_quote_is_a_slice_of_the_text_and_holds_cue_and_figure() -> None:
    text = "In the evening twelve soldiers were killed near Gao, the army of Mali said on Monday. The market is open."
    claim = next(c for c in mentions_in("en", text) if c.measure == "killed")
    assert text[claim.quote_start : claim.quote_end] == claim.quote
    assert "twelve soldiers" in claim.quote
    assert "said" in claim.quote
    assert "market" not in claim.quote


def test_a_toll_told_and_then_attributed_is_the_attributed_one_only() -> None:
    text = "Twelve villagers were killed near Boni.\n\nTwelve villagers were killed near Boni, a local official said."
    assert [c for c in claims_in("en", text) if "toll" in c] == ["local_official asserts toll killed 12"]


def test_a_title_says_nothing_that_the_text_does_not_say_itself() -> None:
    text = "Twelve killed near Boni\n\nTwelve villagers were killed near Boni on Monday."
    assert len([c for c in claims_in("en", text) if "killed 12" in c]) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Gunmen raided Inates on 10 December 2019, killing 71 soldiers. ACLED records 2,000 dead since July 2023.",
        ),
        (
            "fr",
            "Inates a été attaqué le 10 décembre 2019 : 71 soldats tués. L'ACLED recense 2 000 morts depuis juillet 2023.",
        ),
    ],
)
def test_a_toll_over_years_is_not_that_of_a_day_told_before(language: str, text: str) -> None:
    claims = mentions_in(language, text)
    day = {c.mention_id for c in claims if c.quantity_low == 71}
    years = {c.mention_id for c in claims if c.quantity_low == 2000}
    assert day
    assert years
    assert not day & years


@pytest.mark.parametrize(
    ("text", "perpetrator"),
    [
        ("Gunmen stormed a village near Djibo, the army said, leaving two civilians dead.", "armed_men_unspecified"),
        ("The army bombed a village near Djibo on Sunday, residents said, killing two herders.", "bf_armed_forces"),
        ("JNIM raided the post at Djibo, it said, killing six soldiers.", "jnim"),
    ],
)
def test_whoever_tells_of_a_deed_before_its_toll_did_not_do_it(text: str, perpetrator: str) -> None:
    assert [c.perpetrator_actor_id for c in mentions_in("en", text) if c.measure == "killed"] == [perpetrator]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Twelve soldiers were killed near Gao, a security source told AFP."),
        ("fr", "Douze soldats ont été tués près de Gao, a confié à l'AFP une source sécuritaire."),
    ],
)
def test_whom_a_claimant_told_is_kept_and_makes_no_claim(language: str, text: str) -> None:
    claims = mentions_in(language, text)
    assert {c.claimant_kind for c in claims} == {"security_source"}
    assert all("AFP" in (c.reported_via or "") for c in claims)


def test_the_words_of_a_toll_end_where_its_clause_pauses() -> None:
    text = "The raid on Boni killed twelve villagers, among them traders who had come from Gao."
    claim = next(c for c in mentions_in("en", text) if c.quantity_low == 12)
    assert claim.quote == "The raid on Boni killed twelve villagers"


def test_one_figure_of_two_sides_is_two_tolls() -> None:
    text = "Four gunmen are dead near Gao. Four soldiers were killed there too, the army of Mali said."
    assert {(c.claimant_id, c.victim_class) for c in mentions_in("en", text) if c.measure == "killed"} == {
        ("outlet", "fighters"),
        ("ml_armed_forces", "soldiers"),
    }


def test_a_group_that_blames_two_makes_two_claims() -> None:
    text = "JNIM blamed the army of Mali for the raid on Djibo. It also blamed Wagner for the raid on Djibo."
    blamed = {c.perpetrator_actor_id for c in mentions_in("en", text) if c.claim_type == "responsibility"}
    assert blamed == {"ml_armed_forces", "wagner"}
