"""Suites of Great Expectations built from the schema."""

from __future__ import annotations

import pytest

from sahel_dataset.schema import Table, tables
from sahel_dataset.schema.checks import checks
from sahel_dataset.validate.suite import build_suite


@pytest.mark.parametrize("one", tables("processed"), ids=lambda one: one.name)
def test_every_check_becomes_one_expectation_of_its_severity(one: Table) -> None:
    wanted = checks(one)
    suite = build_suite(one.name, wanted)
    found = [(each.meta["check"], each.severity.value, each.description) for each in suite.expectations]
    assert found == [(check.name, check.severity, check.description) for check in wanted]


@pytest.mark.parametrize("one", tables(), ids=lambda one: one.name)
def test_checks_of_a_table_have_names_of_their_own(one: Table) -> None:
    names = [check.name for check in checks(one)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("one", tables("processed"), ids=lambda one: one.name)
def test_every_constraint_of_the_descriptor_is_checked(one: Table) -> None:
    names = {check.name for check in checks(one)}
    for field in one.fields:
        assert f"{field.name}.type" in names
        assert (f"{field.name}.required" in names) == field.required
        assert (f"{field.name}.vocabulary" in names) == (field.vocabulary is not None)
        assert (f"{field.name}.bounds" in names) == (field.minimum is not None or field.maximum is not None)
    assert {f"{key.field}.reference" for key in one.foreign_keys} <= names
    assert {rule.name for rule in one.rules} <= names
