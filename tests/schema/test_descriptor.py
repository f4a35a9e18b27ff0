"""What the descriptors say about themselves and each other."""

from __future__ import annotations

import dataclasses

import duckdb
import frictionless
import pytest

from sahel_dataset.extract.mentions import ClaimMention, EventMention, LocalActor, Participant, Report
from sahel_dataset.schema import Table, table, table_names, tables, vocabularies, vocabulary

ALL = pytest.mark.parametrize("one", tables(), ids=lambda one: one.name)


@ALL
def test_a_table_is_a_valid_table_schema_by_frictionless(one: Table) -> None:
    schema = frictionless.Schema.from_descriptor(one.to_dict())
    assert [field.name for field in schema.fields] == list(one.columns)
    assert schema.primary_key == list(one.primary_key)


@ALL
def test_every_column_is_described_and_every_number_has_a_unit(one: Table) -> None:
    for field in one.fields:
        assert field.title and field.description.endswith((".", ")")), field.name
        if field.type in {"integer", "number"}:
            assert field.unit, f"{one.name}.{field.name}"


@ALL
def test_every_foreign_key_points_to_the_key_of_another_table(one: Table) -> None:
    for key in one.foreign_keys:
        assert table(key.table).primary_key == (key.to,)
        assert one.field(key.field).type == ("array" if key.is_list else table(key.table).field(key.to).type)


@ALL
def test_every_column_that_names_an_actor_event_or_article_of_a_processed_table_is_a_foreign_key(one: Table) -> None:
    if "processed" not in one.layers or one.name in {"articles", "event_ids"}:
        return
    keyed = {key.field for key in one.foreign_keys} | ({*one.primary_key} if len(one.primary_key) == 1 else set())
    named = {name for name in one.columns if name.endswith(("actor_id", "event_id", "article_id", "claimant_id"))}
    assert named <= keyed


@ALL
def test_the_rules_of_a_table_are_sql_over_its_columns(one: Table) -> None:
    connection = duckdb.connect()
    for name in table_names():
        connection.register(name, table(name).arrow_schema.empty_table())
    for rule in one.rules:
        join = f"JOIN {rule.join[0]} USING ({', '.join(rule.join[1])})" if rule.join else ""
        assert connection.execute(f"SELECT ({rule.holds}) FROM {one.name} {join}").fetchall() == []
        assert rule.severity in {"critical", "warning"}
        assert rule.description.endswith(".")


def test_a_column_of_one_name_has_one_type_in_every_table() -> None:
    types: dict[str, set[str]] = {}
    for one in tables():
        for field in one.fields:
            types.setdefault(field.name, set()).add(field.type)
    assert {name: kinds for name, kinds in types.items() if len(kinds) > 1} == {}


@pytest.mark.parametrize(
    ("name", "kind", "left_out", "added"),
    [
        ("event_mentions", EventMention, {"reports", "participants"}, set()),
        ("claim_mentions", ClaimMention, set(), set()),
        ("event_mention_reports", Report, set(), {"mention_id", "article_id"}),
        ("event_mention_actors", Participant, set(), {"mention_id", "article_id"}),
        ("local_actors", LocalActor, set(), {"article_id"}),
    ],
)
def test_what_an_extractor_returns_has_its_columns(name: str, kind: type, left_out: set[str], added: set[str]) -> None:
    fields = {field.name for field in dataclasses.fields(kind)} - left_out
    assert fields | added == set(table(name).columns)


def test_every_term_has_a_definition_and_an_example() -> None:
    for one in vocabularies():
        assert one.terms and len(set(one.names)) == len(one.names)
        for term in one:
            assert term.title and term.definition.endswith((".", ")")) and term.example, f"{one.name}.{term.name}"


def test_every_event_type_has_its_place_in_acled() -> None:
    assert all(term.crosswalk["acled"] for term in vocabulary("event_type"))


def test_a_vocabulary_may_include_another() -> None:
    assert vocabulary("estimate_victim_class").names == (*vocabulary("victim_class").names, "any")


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"no table 'claim'; there are .*claims"):
        table("claim")
    with pytest.raises(KeyError, match=r"no vocabulary 'stances'; there are .*stance"):
        vocabulary("stances")
    with pytest.raises(KeyError, match="no column 'deaths'"):
        table("events").field("deaths")
