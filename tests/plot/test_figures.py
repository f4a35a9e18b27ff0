import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahel_dataset import plot
from sahel_dataset.plot.borders import areas, region
from sahel_dataset.plot.contrast import VOICES
from sahel_dataset.plot.frames import interval
from sahel_dataset.plot.style import FAMILIES, Chart, family_of, plain
from sahel_dataset.plot.voices import STANCES
from sahel_dataset.schema import table, vocabulary
from tests.synthetic import HOSTILE, write_synthetic

Tables = dict[str, pd.DataFrame]
NAMES = ("events", "claims", "estimates", "actors", "actor_names", "actor_relations", "event_actors", "articles")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    root = write_synthetic(tmp_path_factory.mktemp("figures"))
    return {name: table(name).read(root / "data/processed" / f"{name}.parquet") for name in NAMES}


def every_figure(t: Tables) -> dict[str, Chart]:
    one = t["claims"][t["claims"]["event_id"].eq("ev-004").fillna(False)]
    sides = t["event_actors"][t["event_actors"]["event_id"].eq("ev-004")]
    pairs = pd.DataFrame({"event_id": ["ev-000"], "other_id": ["x"]})
    other = pd.DataFrame({"other_id": ["x"], "low": [3], "best": [12], "high": [20]}, dtype="object")
    return {
        "timeline": plot.timeline(t["events"]),
        "tolls": plot.tolls(t["estimates"], t["events"]),
        "map": plot.map(t["events"]),
        "claims": plot.claims(one, actors=t["actors"], event_actors=sides),
        "statements": plot.statements(one, t["articles"], actors=t["actors"], happened_on=dt.date(2020, 6, 25)),
        "disagreement": plot.disagreement(t["claims"], t["events"]),
        "losses": plot.losses(t["claims"], actors=t["actors"]),
        "rule_totals": plot.rule_totals(t["estimates"]),
        "outlets": plot.outlets(t["articles"]),
        "delays": plot.delays(t["events"]),
        "single_sources": plot.single_sources(t["events"]),
        "names_and_ties": plot.names_and_ties("example_front", t["actor_names"], t["actor_relations"]),
        "stances": plot.stances(one, t["claims"]),
        "side_by_side": plot.side_by_side(pairs, t["estimates"], other),
    }


def test_every_figure_says_in_words_what_it_shows(tables: Tables) -> None:
    for name, figure in every_figure(tables).items():
        assert len(figure.alt) > 30, name
        data, metadata = figure._repr_mimebundle_()
        assert metadata["image/svg+xml"]["alt"] == figure.alt
        assert "<svg" in data["image/svg+xml"]


def test_a_toll_with_no_end_is_told_and_not_drawn(tables: Tables) -> None:
    events, estimates = tables["events"], tables["estimates"]
    killed = estimates.query("measure == 'killed' and victim_class == 'any'")["event_id"]
    shown = events["event_id"].isin(killed) & events["realis"].eq("actual") & events["date_precision"].eq("day")
    one = events.loc[shown, "event_id"].iloc[0]
    since = events.assign(date_end=events["date_end"].mask(events["event_id"].eq(one)))
    assert "not drawn" not in plot.tolls(estimates, events[shown]).alt
    assert "1 toll over more than a" in plot.tolls(estimates, since[shown]).alt


def test_every_figure_is_the_same_bytes_twice(tables: Tables) -> None:
    first = {name: figure.svg() for name, figure in every_figure(tables).items()}
    again = {name: figure.svg() for name, figure in every_figure(tables).items()}
    assert first == again


def test_every_figure_of_nothing_is_a_sentence(tables: Tables) -> None:
    empty = {name: frame.head(0) for name, frame in tables.items()}
    for name, figure in every_figure(empty).items():
        assert figure.alt, name
        assert figure.svg(), name


def test_figures_leave_the_settings_of_the_readers_own_figures_alone(tables: Tables) -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    plot.timeline(tables["events"]).svg()
    assert dict(mpl.rcParams) == before


def test_text_of_articles_in_a_figure_is_neither_markup_nor_formula(tables: Tables) -> None:
    events = tables["events"].assign(place_name=HOSTILE + " $x^2$ $")
    svg = plot.disagreement(tables["claims"], events).svg() + plot.map(events).svg()
    assert "<script" not in svg
    assert "<image" not in svg
    assert "onerror=" not in svg


def test_each_event_type_and_each_stance_and_kind_of_claimant_has_a_look() -> None:
    types = [one for family in FAMILIES for one in family.types]
    assert sorted(types) == sorted(vocabulary("event_type").names)
    assert set(STANCES) == set(vocabulary("stance").names)
    assert sorted(kind for voice in VOICES for kind in voice.kinds) == sorted(vocabulary("claimant_kind").names)


def test_families_can_be_told_apart_without_colour() -> None:
    def grey(colour: str) -> float:
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert len({(family.hatch, round(grey(family.colour) / 64)) for family in FAMILIES}) == len(FAMILIES)
    assert len({family.marker for family in FAMILIES}) == len(FAMILIES)


def test_a_silent_party_has_a_row_that_says_so(tables: Tables) -> None:
    one = tables["claims"][tables["claims"]["event_id"].eq("ev-004").fillna(False)]
    sides = pd.DataFrame({"event_id": "ev-004", "actor_id": ["example_guards", "civilians"], "role": "supporter"})
    alt = plot.claims(one, actors=tables["actors"], event_actors=sides).alt
    assert "Example Guards: no statement in these articles" in alt
    assert "Government of Examplia: declined to say" in alt
    assert "Civilians: no statement" not in alt


def test_a_vague_figure_is_an_interval_and_an_open_one_stays_open(tables: Tables) -> None:
    one = tables["claims"][tables["claims"]["event_id"].eq("ev-004").fillna(False)]
    alt = plot.claims(one, actors=tables["actors"]).alt
    assert "Witness: 24–99" in alt
    assert "61 or more" in alt


def test_an_event_is_drawn_no_more_exactly_than_it_is_known(tables: Tables) -> None:
    events = tables["events"]
    told = events[events["realis"].eq("actual")]
    alt = plot.map(events).alt
    assert f"{told['geo_precision'].isin(['exact', 'near']).sum()} placed" in alt
    assert f"{told['geo_precision'].eq('admin').sum()} known to the region (shaded)" in alt
    assert f"{told['geo_precision'].isin(['country', 'unknown']).sum()} known only to a country" in alt


def test_a_plan_is_not_counted_among_events(tables: Tables) -> None:
    planned = tables["events"].assign(realis="planned")
    assert "No event" in plot.timeline(planned).alt


def test_the_map_has_every_region_of_the_three_countries() -> None:
    regions = {code: {a.name for a in areas(1) if a.country == code} for code in ("ML", "BF", "NE")}
    assert {code: len(names) for code, names in regions.items()} == {"ML": 9, "BF": 13, "NE": 8}
    assert region("BF", "sahel") is not None
    gao = region("ML", "Gao")
    assert gao is not None
    assert -2 < gao.centre[0] < 4
    assert 14 < gao.centre[1] < 20


def test_rings_of_the_map_are_closed() -> None:
    for level in (0, 1):
        for area in areas(level):
            assert area.rings
            assert all(ring[0] == ring[-1] for ring in area.rings), area.name


def test_the_shipped_borders_say_where_they_come_from() -> None:
    import yaml

    folder = Path(plot.__file__).parent / "borders"
    origin = yaml.safe_load((folder / "origin.yaml").read_text(encoding="utf-8"))
    assert origin["licence"] == "public domain"
    assert len(origin["sha256"]) == 64
    assert json.loads((folder / "sahel.json").read_text(encoding="utf-8"))["type"] == "FeatureCollection"


@given(st.text(max_size=200))
def test_a_label_is_one_short_line_that_nothing_reorders(text: str) -> None:
    label = plain(text)
    assert len(label) <= 60
    assert "\n" not in label
    assert not set(label) & set("\u202e\u2066\u200f\x1b")


@given(st.none() | st.integers(0, 10**6), st.none() | st.integers(0, 10**6))
def test_an_interval_never_shows_a_bound_that_is_not_known(low: int | None, high: int | None) -> None:
    words = interval(low, high)
    assert ("or more" in words) == (low is not None and high is None)
    assert ("up to" in words) == (low is None and high is not None)
    assert ("no figure" in words) == (low is None and high is None)


figures = st.none() | st.integers(0, 10**5)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(figures, figures, st.sampled_from(vocabulary("stance").names)), min_size=1, max_size=6))
def test_any_claims_can_be_drawn(said: list[tuple[int | None, int | None, str]]) -> None:
    rows = [
        {
            "claim_id": f"c{n}", "event_id": "e", "article_id": "a", "claimant_id": None, "claimant_kind": "witness",
            "stance": stance, "measure": "killed", "victim_class": None, "superseded_by": None,
            "quantity_low": min(low, high) if None not in (low, high) else low,
            "quantity_high": max(low, high) if None not in (low, high) else high,
        }
        for n, (low, high, stance) in enumerate(said)
    ]  # fmt: skip
    claims = pd.DataFrame(rows).astype({"quantity_low": "Int64", "quantity_high": "Int64"})
    assert plot.claims(claims).svg()


@pytest.mark.parametrize("event_type", ["armed_clash", "protest", "not_a_type"])
def test_a_type_always_has_a_family(event_type: str) -> None:
    assert family_of(event_type) in FAMILIES
