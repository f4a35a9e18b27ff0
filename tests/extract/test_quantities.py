"""Figures in running text. Every mechanism has its sentence in English and in French."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.extract.dates import find_dates
from sahel_dataset.extract.numerals import find_numerals, value_of
from sahel_dataset.extract.quantities import Quantity, find_quantities

Bounds = tuple[int | None, int | None]


def counted(text: str, language: str) -> list[Quantity]:
    """Return what may count people or things, articles left out."""
    return [q for q in find_quantities(text, language) if q.role is None and not q.is_article]


FIGURES = [
    # language, sentence, words of the figure, bounds
    ("en", "The blast killed 14 traders.", "14", (14, 14)),
    ("fr", "L'explosion a tué 14 commerçants.", "14", (14, 14)),
    ("en", "The blast killed fourteen traders.", "fourteen", (14, 14)),
    ("fr", "L'explosion a tué quatorze commerçants.", "quatorze", (14, 14)),
    ("en", "They buried seventy-nine people.", "seventy-nine", (79, 79)),
    ("fr", "On a enterré soixante-dix-neuf personnes.", "soixante-dix-neuf", (79, 79)),
    ("fr", "Ils ont compté soixante et onze corps.", "soixante et onze", (71, 71)),
    ("fr", "Quatre-vingt-treize élèves manquent.", "Quatre-vingt-treize", (93, 93)),
    ("fr", "Vingt et un otages sont rentrés.", "Vingt et un", (21, 21)),
    ("en", "One hundred and five hostages came home.", "One hundred and five", (105, 105)),
    ("en", "Two thousand three hundred houses burnt.", "Two thousand three hundred", (2300, 2300)),
    ("fr", "Deux mille trois cents maisons ont brûlé.", "Deux mille trois cents", (2300, 2300)),
    ("en", "Some 1.5 million people need food.", "Some 1.5 million", (1500000, 1500000)),
    ("fr", "Environ 1,5 million de personnes ont faim.", "Environ 1,5 million", (1500000, 1500000)),
    ("en", "Two million left their homes.", "Two million", (2000000, 2000000)),
    ("fr", "Deux millions ont quitté leur foyer.", "Deux millions", (2000000, 2000000)),
    ("en", "The camp holds 12,450 refugees.", "12,450", (12450, 12450)),
    ("fr", "Le site accueille 12.450 réfugiés.", "12.450", (12450, 12450)),
    ("fr", "Le site accueille 12 450 réfugiés.", "12 450", (12450, 12450)),
    ("fr", "Le site accueille 12\u00a0450 réfugiés.", "12\u00a0450", (12450, 12450)),
    ("fr", "Le site accueille 12\u202f450 réfugiés.", "12\u202f450", (12450, 12450)),
    ("en", "The camp holds 12 450 refugees.", "12 450", (12450, 12450)),
    # at least, more than
    ("en", "At least 20 herders died.", "At least 20", (20, None)),
    ("fr", "Au moins 20 éleveurs sont morts.", "Au moins 20", (20, None)),
    ("en", "20 or more herders died.", "20 or more", (20, None)),
    ("fr", "20 éleveurs ou plus seraient morts : 20 ou plus.", "20 ou plus", (20, None)),
    ("en", "No fewer than 20 herders died.", "No fewer than 20", (20, None)),
    ("fr", "Pas moins de 20 éleveurs sont morts.", "Pas moins de 20", (20, None)),
    ("en", "More than 60 were hurt.", "More than 60", (61, None)),
    ("fr", "Plus de 60 ont été touchés.", "Plus de 60", (61, None)),
    ("en", "Over 60 were hurt.", "Over 60", (61, None)),
    ("en", "Well over a hundred were hurt.", "Well over a hundred", (101, None)),
    ("fr", "Plus d'une centaine ont été touchés.", "Plus d'une centaine", (101, None)),
    ("fr", "Bien plus de cent ont été touchés.", "Bien plus de cent", (101, None)),
    ("en", "More than a dozen fighters fled.", "More than a dozen", (13, None)),
    ("fr", "Plus d'une douzaine de combattants ont fui.", "Plus d'une douzaine", (13, None)),
    ("en", "300+ families arrived.", "300+", (300, None)),
    ("fr", "Plus d’un millier de familles sont arrivées.", "Plus d’un millier", (1001, None)),
    ("en", "Ten herders at least died.", "Ten", (10, None)),
    ("fr", "Dix éleveurs au moins sont morts.", "Dix", (10, None)),
    # up to, fewer than
    ("en", "Up to 30 may be missing.", "Up to 30", (None, 30)),
    ("fr", "Jusqu'à 30 seraient portés disparus.", "Jusqu'à 30", (None, 30)),
    ("en", "As many as 30 may be missing.", "As many as 30", (None, 30)),
    ("en", "No more than 30 are missing.", "No more than 30", (None, 30)),
    ("fr", "Pas plus de 30 sont portés disparus.", "Pas plus de 30", (None, 30)),
    ("fr", "Tout au plus 30 sont portés disparus.", "Tout au plus 30", (None, 30)),
    ("en", "Fewer than 30 are missing.", "Fewer than 30", (None, 29)),
    ("fr", "Moins de 30 sont portés disparus.", "Moins de 30", (None, 29)),
    # about
    ("en", "Nearly 200 guards deserted.", "Nearly 200", (200, 200)),
    ("fr", "Près de 200 gardes ont déserté.", "Près de 200", (200, 200)),
    ("en", "Some 5,000 villagers fled.", "Some 5,000", (5000, 5000)),
    ("fr", "Quelque 5.000 villageois ont fui.", "Quelque 5.000", (5000, 5000)),
    ("en", "Around forty huts burnt.", "Around forty", (40, 40)),
    ("fr", "Une quarantaine de cases ont brûlé.", "Une quarantaine", (40, 40)),
    ("en", "An estimated 800 men attacked.", "An estimated 800", (800, 800)),
    ("fr", "À peu près 800 hommes ont attaqué.", "À peu près 800", (800, 800)),
    ("en", "A dozen riders came.", "A dozen", (12, 12)),
    ("fr", "Une douzaine de cavaliers sont venus.", "Une douzaine", (12, 12)),
    ("en", "Two dozen riders came.", "Two dozen", (24, 24)),
    ("fr", "Une bonne vingtaine de cavaliers sont venus.", "Une bonne vingtaine", (20, 20)),
    ("en", "Half a dozen riders came.", "Half a dozen", (6, 6)),
    ("fr", "Une demi-douzaine de cavaliers sont venus.", "Une demi-douzaine", (6, 6)),
    ("fr", "Une dizaine de cavaliers sont venus.", "Une dizaine", (10, 10)),
    ("fr", "Une quinzaine de cavaliers sont venus.", "Une quinzaine", (15, 15)),
    ("fr", "Une centaine de cavaliers sont venus.", "Une centaine", (100, 100)),
    ("en", "A hundred riders came.", "A hundred", (100, 100)),
    ("en", "Thirty or so riders came.", "Thirty or so", (30, 30)),
    ("en", "Ten-plus riders came.", "Ten-plus", (10, None)),
    ("en", "Fifty-odd riders came.", "Fifty-odd", (50, 50)),
    ("fr", "Le bilan dépasse les 50 morts.", "dépasse les 50", (51, None)),
    ("en", "The toll exceeded 50.", "exceeded 50", (51, None)),
    ("fr", "Trente environ sont venus.", "Trente environ", (30, 30)),
    # ranges
    ("en", "Between 10 and 15 boys were taken.", "Between 10 and 15", (10, 15)),
    ("fr", "Entre 10 et 15 garçons ont été emmenés.", "Entre 10 et 15", (10, 15)),
    ("en", "10 to 15 boys were taken.", "10 to 15", (10, 15)),
    ("fr", "10 à 15 garçons ont été emmenés.", "10 à 15", (10, 15)),
    ("en", "Two or three boys were taken.", "Two or three", (2, 3)),
    ("fr", "Deux ou trois garçons ont été emmenés.", "Deux ou trois", (2, 3)),
    ("en", "They counted 20-30 attackers.", "20-30", (20, 30)),
    ("fr", "Ils ont compté 20-30 assaillants.", "20-30", (20, 30)),
    # vague
    ("en", "Several guards were hurt.", "Several", (3, 9)),
    ("fr", "Plusieurs gardes ont été touchés.", "Plusieurs", (3, 9)),
    ("en", "A few guards were hurt.", "A few", (3, 9)),
    ("fr", "Quelques gardes ont été touchés.", "Quelques", (3, 9)),
    ("en", "Tens of guards were hurt.", "Tens of", (10, 99)),
    ("en", "Dozens were wounded.", "Dozens", (24, 99)),
    ("fr", "Des dizaines ont été blessés.", "Des dizaines", (24, 99)),
    ("en", "Several dozen were wounded.", "Several dozen", (24, 99)),
    ("fr", "Plusieurs dizaines ont été blessés.", "Plusieurs dizaines", (24, 99)),
    ("en", "Scores were wounded.", "Scores", (40, 99)),
    ("en", "Hundreds were wounded.", "Hundreds", (200, 999)),
    ("fr", "Des centaines ont été blessés.", "Des centaines", (200, 999)),
    ("en", "Thousands fled.", "Thousands", (2000, 9999)),
    ("fr", "Des milliers ont fui.", "Des milliers", (2000, 9999)),
    ("en", "Tens of thousands fled.", "Tens of thousands", (10000, 99999)),
    ("fr", "Des dizaines de milliers ont fui.", "Des dizaines de milliers", (24000, 99999)),
    ("en", "Hundreds of thousands fled.", "Hundreds of thousands", (200000, 999999)),
    ("fr", "Des centaines de milliers ont fui.", "Des centaines de milliers", (200000, 999999)),
    ("en", "Millions fled.", "Millions", (2000000, 9999999)),
    ("fr", "Des millions ont fui.", "Des millions", (2000000, 9999999)),
    ("en", "Many guards deserted.", "Many", (None, None)),
    ("fr", "De nombreux gardes ont déserté.", "De nombreux", (None, None)),
    ("en", "A large number of guards deserted.", "A large number", (None, None)),
    ("fr", "Un grand nombre de gardes ont déserté.", "Un grand nombre", (None, None)),
    ("en", "Many others are missing.", "Many others", (None, None)),
    ("fr", "Beaucoup de gardes ont déserté.", "Beaucoup de", (None, None)),
    # none
    ("en", "No casualties were reported.", "No", (0, 0)),
    ("fr", "Aucune victime n'est à déplorer.", "Aucune", (0, 0)),
    ("en", "The raid ended without casualties.", "without", (0, 0)),
    ("fr", "Le raid n'a pas fait de bruit, sans victime.", "sans", (0, 0)),
    ("en", "There were zero casualties.", "zero", (0, 0)),
    ("fr", "On compte zéro blessé.", "zéro", (0, 0)),
]


@pytest.mark.parametrize(("language", "text", "words", "bounds"), FIGURES)
def test_a_figure_is_found_with_its_hedge_and_bounds(language: str, text: str, words: str, bounds: Bounds) -> None:
    found = [(text[q.start : q.end], (q.low, q.high)) for q in counted(text, language)]
    assert (words, bounds) in found


NO_COUNT = [
    # language, sentence, digits or words, role
    ("en", "The coup of 2012 is remembered.", "2012", "date"),
    ("fr", "Le putsch de 2012 reste en mémoire.", "2012", "date"),
    ("en", "It began on 14 March.", "14", "date"),
    ("fr", "Tout a commencé le 14 mars.", "14", "date"),
    ("en", "They walked 60 km to Gao.", "60", "distance"),
    ("fr", "Ils ont marché 60 km jusqu'à Gao.", "60", "distance"),
    ("en", "Hundreds of miles away, nobody knew.", "Hundreds", "distance"),
    ("fr", "Une quinzaine de kilomètres plus loin, personne ne savait.", "Une quinzaine", "distance"),
    ("fr", "La région (95.000 km2) est vaste.", "95.000", "distance"),
    ("en", "The trader, aged 24, was freed.", "24", "age"),
    ("fr", "Le commerçant, âgé de 24 ans, a été libéré.", "24", "age"),
    ("en", "Mr Keita, 58, spoke first.", "58", "age"),
    ("en", "A 16-year-old boy ran home.", "16", "age"),
    ("fr", "Un garçon de 16 ans a couru chez lui.", "16", "duration"),
    ("en", "The fight lasted 40 minutes.", "40", "duration"),
    ("fr", "Le combat a duré 40 minutes.", "40", "duration"),
    ("en", "A 40-minute fight followed.", "40", "duration"),
    ("en", "Mourning will last three days.", "three", "duration"),
    ("fr", "Le deuil durera trois jours.", "trois", "duration"),
    ("en", "Turnout fell to 30 percent.", "30", "percent"),
    ("fr", "La participation est tombée à 30 %.", "30", "percent"),
    ("en", "The ransom was $95 million.", "95 million", "money"),
    ("fr", "La rançon était de 95 millions de francs.", "95 millions", "money"),
    ("en", "A 5,000-strong force is planned.", "5,000", "strength"),
    ("fr", "Une force forte de 5.000 hommes est prévue.", "5.000", "strength"),
    ("en", "The 5,000-man force is planned.", "5,000", "strength"),
    ("en", "The L-39 crashed.", "39", "designation"),
    ("fr", "Le Mirage 2000 a décollé.", "2000", "designation"),
    ("en", "Resolution 2100 was adopted.", "2100", "designation"),
    ("fr", "La résolution 2100 a été adoptée.", "2100", "designation"),
    ("en", "Public enemy number one is at large.", "one", "rank"),
    ("fr", "L'ennemi numéro un court toujours.", "un", "rank"),
    ("en", "The group's No 3 is at large.", "3", "rank"),
    ("en", "One in three homes burnt.", "three", "fraction"),
    ("en", "It was fired on five times.", "five", "times"),
    ("fr", "Il a été visé cinq fois.", "cinq", "times"),
    ("fr", "Il a été visé à plusieurs reprises.", "plusieurs", "times"),
    ("en", "The bus left at 3 a.m. from Mopti.", "3", "time"),
    ("en", "The team won 3-1.", "3", "score"),
    ("en", "This was one of the deadliest raids.", "one", "superlative"),
    ("fr", "C'est l'un des plus meurtriers.", "un", "superlative"),
    ("en", "They helped one another.", "one", "pronoun"),
    ("fr", "Ils parlaient l'un après l'autre.", "un", "pronoun"),
    ("en", "It was a two-round vote.", "two", "compound"),
    ("fr", "Le Mouvement du 5 juin appelle à marcher.", "5", "date"),
]


@pytest.mark.parametrize(("language", "text", "words", "role"), NO_COUNT)
def test_a_number_that_counts_nothing_says_what_it_is(language: str, text: str, words: str, role: str) -> None:
    found = {text[q.number_start : q.number_end]: q.role for q in find_quantities(text, language)}
    assert found[words] == role


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It began shortly after 21:00 with AK47s in a 4X4, by the 16th parallel."),
        ("fr", "À 11H30, le 1er régiment et le 93e RAM, à bord d'un 4X4 (1/3)."),
        ("en", "Call +223 20 22 33 44 now."),
        ("fr", "Appelez le 20 22 33 44 55."),
        ("en", "The index rose by 3.7 again."),
    ],
)
def test_times_ordinals_models_and_telephone_numbers_are_no_numbers_at_all(language: str, text: str) -> None:
    assert counted(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "flag"),
    [
        ("en", "Three of the victims were pupils.", "is_partitive"),
        ("fr", "Trois des victimes étaient élèves.", "is_partitive"),
        ("fr", "On dit que 12 des 25 détenus sont morts.", "is_partitive"),
        ("en", "Two more guards died.", "is_additional"),
        ("fr", "Deux autres gardes sont morts.", "is_additional"),
        ("en", "Another three guards died.", "is_additional"),
        ("en", "A further 3,200 people crossed.", "is_additional"),
        ("en", "The 45 pupils are home.", "is_definite"),
        ("fr", "Les 45 élèves sont rentrés.", "is_definite"),
    ],
)
def test_parts_additions_and_known_numbers_are_marked(language: str, text: str, flag: str) -> None:
    assert getattr(counted(text, language)[0], flag)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "A soldier was killed.", "A"),
        ("fr", "Un soldat a été tué.", "Un"),
        ("fr", "Une femme a été tuée.", "Une"),
        ("en", "Another soldier was killed.", "Another"),
        ("fr", "Un autre soldat a été tué.", "Un autre"),
    ],
)
def test_an_article_stands_for_one(language: str, text: str, words: str) -> None:
    first = find_quantities(text, language)[0]
    assert (text[first.start : first.end], first.kind, first.low, first.high, first.is_article) == (
        words,
        "article",
        1,
        1,
        True,
    )


def test_one_written_out_is_a_number_and_not_an_article() -> None:
    assert [q.kind for q in find_quantities("One soldier died.", "en")] == ["exact"]


def test_the_article_before_a_compound_number_is_not_counted() -> None:
    assert not any(q.is_article for q in find_quantities("In a 40-minute fight", "en"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They took over two towns."),
        ("en", "The army handed over three bases."),
    ],
)
def test_over_that_belongs_to_the_verb_hedges_nothing(language: str, text: str) -> None:
    assert [q.kind for q in counted(text, language)] == ["exact"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The toll rose from 12 to 19."),
        ("en", "The toll was revised upwards from 12 to 19."),
        ("fr", "Le bilan est passé de 12 à 19."),
        ("fr", "Le bilan a été porté de 12 à 19."),
    ],
)
def test_a_toll_that_changes_is_two_figures_and_no_range(language: str, text: str) -> None:
    assert [(q.low, q.high) for q in counted(text, language)] == [(12, 12), (19, 19)]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "Thirty others were hurt and 12 more are missing.", ["Thirty", "12"]),
        ("fr", "Trente autres ont été touchés.", ["Trente"]),
        ("fr", "Une trentaine d'autres ont été touchés.", ["Une trentaine"]),
    ],
)
def test_others_after_a_number_are_that_number(language: str, text: str, values: list[str]) -> None:
    assert [text[q.start : q.end] for q in counted(text, language)] == values


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It is not known how many were taken."),
        ("fr", "Le nombre de morts n'est pas connu."),
        ("en", "It no longer matters, no doubt."),
        ("fr", "Il ne s'agit pas de cela."),
    ],
)
def test_words_of_number_that_say_no_number_are_left_out(language: str, text: str) -> None:
    assert counted(text, language) == []


def test_a_total_and_its_parts_are_figures_each() -> None:
    english = counted("At least 20 people, including three children and two guards, died.", "en")
    french = counted("Au moins 20 personnes, dont trois enfants et deux gardes, sont mortes.", "fr")
    assert [(q.low, q.high) for q in english] == [(q.low, q.high) for q in french] == [(20, None), (3, 3), (2, 2)]


def test_dates_that_are_known_already_need_not_be_found_again() -> None:
    text = "On 5 May 2020, 12 people died."
    assert find_quantities(text, "en", find_dates(text, "en", dt.date(2020, 5, 6))) == find_quantities(text, "en")


@pytest.mark.parametrize(
    "value", [*range(1, 120), 200, 201, 571, 999, 1000, 1001, 1999, 2000, 21_300, 999_999, 1_000_000]
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_number_is_worth_the_same_in_words_and_in_digits(value: int, language: str) -> None:
    assert value_of(spelled(value, language), language) == value == value_of(str(value), language)


EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
EN_TENS = "x x twenty thirty forty fifty sixty seventy eighty ninety".split()
FR = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
FR_TENS = "x dix vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()


def spelled(value: int, language: str) -> str:
    """Write a number out, as a schoolbook does."""
    if value >= 1_000_000:
        million, rest = divmod(value, 1_000_000)
        head = f"{spelled(million, language)} million" + ("s" if language == "fr" and million > 1 else "")
        return head + (f" {spelled(rest, language)}" if rest else "")
    if value >= 1000:
        thousand, rest = divmod(value, 1000)
        if language == "en":
            head = f"{spelled(thousand, language)} thousand"
        else:
            head = "mille" if thousand == 1 else f"{spelled(thousand, language)} mille"
        return head + (f" {spelled(rest, language)}" if rest else "")
    if value >= 100:
        hundred, rest = divmod(value, 100)
        if language == "en":
            return f"{EN[hundred]} hundred" + (f" and {spelled(rest, language)}" if rest else "")
        head = "cent" if hundred == 1 else f"{FR[hundred]} cent" + ("" if rest else "s")
        return head + (f" {spelled(rest, language)}" if rest else "")
    if language == "en":
        tens, ones = divmod(value, 10)
        return EN[value] if value < 20 else EN_TENS[tens] + (f"-{EN[ones]}" if ones else "")
    tens, ones = divmod(value, 10)
    if value < 17:
        return FR[value]
    if value == 80:
        return "quatre-vingts"
    if tens in {7, 9}:
        ones += 10
    link = " et " if ones in {1, 11} and tens < 8 else "-"
    return FR_TENS[tens] + (f"{link}{spelled(ones, language)}" if ones else "")


TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            "at least more than up to between 10 and 15 to or 5,000 4.000 12 450 a an dozen dozens of hundred thousand "
            "million no casualties people several km ans jours un une deux cents mille millions quatre-vingt dix et "
            "plus de d' jusqu'à près entre à 2012 % $ - , . \n others autres des aucun victime zéro".split(" ")
        ),
        max_size=14,
    ).map(" ".join),
)


@given(TEXTS, st.sampled_from(["en", "fr"]))
def test_on_any_text_spans_lie_in_order_and_bounds_do_not_cross(text: str, language: str) -> None:
    found = find_quantities(text, language)
    end = 0
    for q in found:
        assert end <= q.start <= q.number_start < q.number_end <= q.end <= len(text)
        assert q.low is None or q.high is None or 0 <= q.low <= q.high
        assert q.is_article == (q.kind == "article")
        end = q.end
    assert found == find_quantities(text, language)


@given(TEXTS, st.sampled_from(["en", "fr"]))
def test_on_any_text_numbers_do_not_overlap_and_are_not_negative(text: str, language: str) -> None:
    end = 0
    for n in find_numerals(text, language):
        assert end <= n.start < n.end <= len(text)
        assert n.value >= 0
        end = n.end


@given(st.integers(min_value=0, max_value=9_999_999))
def test_digits_with_thousands_marks_are_worth_the_number(value: int) -> None:
    assert [n.value for n in find_numerals(f"{value:,} people", "en")] == [value]
    assert [n.value for n in find_numerals(f"{value:,} personnes".replace(",", "."), "fr")] == [value]
    assert [n.value for n in find_numerals(f"{value:,} personnes".replace(",", "\u202f"), "fr")] == [value]
