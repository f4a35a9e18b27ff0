"""Publication dates, as metadata and newspapers write them."""

from __future__ import annotations

import datetime as dt

import pytest

from sahel_dataset.ingest.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("written", "date", "precision"),
    [
        ("2021-03-12", dt.date(2021, 3, 12), "day"),
        ("2021-03-12T23:30:00+01:00", dt.date(2021, 3, 12), "day"),
        ("Fri, 12 Mar 2021 08:00:00 GMT", dt.date(2021, 3, 12), "day"),
        ("20210312T080000Z", dt.date(2021, 3, 12), "day"),
        ("1615536000", dt.date(2021, 3, 12), "day"),
        ("March 12, 2021", dt.date(2021, 3, 12), "day"),
        ("12th of March 2021", dt.date(2021, 3, 12), "day"),
        ("1er août 2020", dt.date(2020, 8, 1), "day"),
        ("vendredi 12 mars 2021", dt.date(2021, 3, 12), "day"),
        ("25/03/2021", dt.date(2021, 3, 25), "day"),
        ("2021-03", dt.date(2021, 3, 1), "month"),
        ("mars 2021", dt.date(2021, 3, 1), "month"),
        ("2021", dt.date(2021, 1, 1), "year"),
    ],
)
def test_a_date_is_read(written, date, precision):
    assert parse_date(written) == (date, precision)


@pytest.mark.parametrize(
    "written", [None, "", "yesterday", "31 février 2021", "12 mars", "2021-13-40", "08/01/2024", "20210312345"]
)
def test_what_fixes_no_day_gives_none(written):
    assert parse_date(written) == (None, "unknown")


def test_a_french_date_in_figures_has_the_day_first():
    assert parse_date("08/01/2024", day_first=True) == (dt.date(2024, 1, 8), "day")


def test_a_date_without_year_is_found_and_not_completed():
    (found,) = find_dates("N'DJAMENA, March 25 - ")
    assert (found.date, found.precision) == (None, "unknown")
