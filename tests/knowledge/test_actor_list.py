"""What the list of actors promises: ids that can be merged, dates in order, nobody named twice."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.knowledge.actor_list import (
    Span,
    actor_names,
    actor_relations,
    actors,
    body_of,
    descriptions,
    nigerian_states,
    people,
    state_government,
)
from sahel_dataset.knowledge.read import countries, lexicon
from sahel_dataset.schema import vocabulary

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")


def _terms(name: str) -> set[str]:
    return {term.name for term in vocabulary(name).terms}


def _in_order(first: str | None, last: str | None) -> bool:
    return first is None or last is None or last.startswith(first) or first <= last


def test_ids_are_readable_slugs():
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_]*", actor_id) for actor_id in actors())


def test_kinds_are_of_the_vocabularies():
    kinds, claimants = _terms("actor_kind"), _terms("claimant_kind")
    for actor in actors().values():
        assert actor.kind in kinds
        assert actor.claimant_kind in claimants


def test_countries_are_listed_ones():
    for actor in actors().values():
        assert actor.country is None or actor.country in countries()
        assert set(actor.area) <= set(countries())


def test_dates_are_dates_and_in_order():
    for actor in actors().values():
        assert all(day is None or _DATE.match(day) for day in (actor.active_from, actor.active_to))
        assert _in_order(actor.active_from, actor.active_to), actor.actor_id
    for name in actor_names():
        assert _in_order(name.valid_from, name.valid_to), name
    for relation in actor_relations():
        assert _in_order(relation.valid_from, relation.valid_to), relation
    for person in people():
        for office in person.offices:
            assert _in_order(office.span.first, office.span.last), person.names


def test_relations_join_listed_actors_in_one_way_of_the_vocabulary():
    ways = _terms("actor_relation")
    for relation in actor_relations():
        assert relation.relation in ways
        assert {relation.actor_id, relation.related_actor_id} <= set(actors())
        assert relation.actor_id != relation.related_actor_id


def test_every_office_is_of_a_listed_body():
    assert {office.body for person in people() for office in person.offices} <= set(actors())


def test_no_name_stands_twice_for_one_actor_in_one_language():
    keys = [(name.actor_id, name.name, name.language) for name in actor_names()]
    assert len(keys) == len(set(keys))


def test_a_name_of_two_actors_tells_them_apart_by_date_or_country():
    owners: dict[str, list] = {}
    for name in actor_names():
        if name.actor_id not in {other.actor_id for other in owners.get(name.name.casefold(), [])}:
            owners.setdefault(name.name.casefold(), []).append(name)
    for shared in (names for names in owners.values() if len(names) > 1):
        apart_by_date = all(name.valid_from or name.valid_to for name in shared)
        apart_by_country = len({actors()[name.actor_id].country for name in shared}) == len(shared)
        assert apart_by_date or apart_by_country, shared


def test_armed_groups_tell_where_they_are_known_from():
    for actor in actors().values():
        if actor.kind in {"armed_group", "militia", "private_military_company"} and actor.body is None:
            assert actor.source, actor.actor_id


@pytest.mark.parametrize(
    ("iso2", "body", "actor_id"),
    [
        ("ML", "government", "ml_government"),
        ("GB", "government", "uk_government"),
        ("EE", "armed_forces", "estonian_armed_forces"),
        ("NE", "police", "ne_police"),
        ("BF", "opposition", "opposition_bf"),
    ],
)
def test_every_state_has_bodies_with_ids(iso2, body, actor_id):
    assert body_of(iso2, body) == actor_id
    assert actors()[actor_id].country == iso2


def test_states_of_nigeria_have_governments_of_their_own():
    assert {state_government(state) for state in nigerian_states()} <= set(actors())
    assert state_government("Niger") == "niger_state_government"


@pytest.mark.parametrize(
    ("first", "second"),
    [("csp", "fla"), ("mujao", "al_mourabitoun"), ("ansar_dine", "jnim"), ("wagner", "africa_corps")],
)
def test_successions_are_recorded(first, second):
    assert any(
        r.actor_id == first and r.relation == "succeeded_by" and r.related_actor_id == second for r in actor_relations()
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_lexicons_and_the_descriptions_speak_of_the_same_categories(language):
    words = lexicon(language, "actors")
    categories, rules = descriptions()["categories"], descriptions()["combine"]
    assert set(words["heads"]) <= set(categories)
    assert {rule["gives"] for rule in rules} <= set(categories)
    assert {name for rule in rules for name in rule["head"]} <= set(categories)
    assert {name for rule in rules for name in rule["with"]} <= set(words["modifiers"])


def test_descriptions_mean_listed_actors():
    for name, entry in descriptions()["categories"].items():
        meant = [entry.get("actor"), *(rule.get("actor") for rule in entry.get("rules", ()))]
        assert {actor for actor in meant if actor} <= set(actors()), name
        assert entry["kind"] in _terms("claimant_kind")


@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), st.sampled_from([4, 7, 10]))
def test_a_span_known_to_the_month_or_year_lasts_to_its_end(day, precision):
    text = day.isoformat()[:precision]
    assert Span(text, text).holds(day)
    assert not Span(text, None).holds(dt.date(1980, 1, 1))
    assert not Span(None, text).holds(dt.date(2040, 1, 1))


def test_who_left_office_speaks_for_nobody():
    keita = next(p for p in people() if "Ibrahim Boubacar Keïta" in p.names)
    assert keita.office_on(dt.date(2018, 1, 1)).body == "ml_government"
    assert keita.office_on(dt.date(2021, 1, 1)) is None
