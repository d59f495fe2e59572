"""Publication dates: in many shapes, and never more exact than they are given."""

from datetime import date

import pytest

from articles.article_choices import Precision
from articles.importing.metadata.publication_dates import PartialDate, parse


@pytest.mark.parametrize(
    "value, expected",
    [
        ("2012-10-25", (date(2012, 10, 25), Precision.DAY)),
        ("2012-10-25T23:59:00+02:00", (date(2012, 10, 25), Precision.DAY)),
        ("20121025", (date(2012, 10, 25), Precision.DAY)),
        ("Thu, 25 Oct 2012 10:00:00 GMT", (date(2012, 10, 25), Precision.DAY)),
        ("October 25th, 2012", (date(2012, 10, 25), Precision.DAY)),
        ("25 de setiembre del 2012", (date(2012, 9, 25), Precision.DAY)),
        ("1º de marzo de 2012", (date(2012, 3, 1), Precision.DAY)),
        ("10/25/2012", (date(2012, 10, 25), Precision.DAY)),
        ("25/10/2012", (date(2012, 10, 25), Precision.DAY)),
        ("05/05/2012", (date(2012, 5, 5), Precision.DAY)),
        ("octubre de 2012", (date(2012, 10, 1), Precision.MONTH)),
        ("2012-10", (date(2012, 10, 1), Precision.MONTH)),
        ("2012", (date(2012, 1, 1), Precision.YEAR)),
        (1351123200, (date(2012, 10, 25), Precision.DAY)),
        (1351123200000, (date(2012, 10, 25), Precision.DAY)),
    ],
)
def test_dates_are_read_as_exactly_as_they_are_given(value, expected):
    found = parse(value)
    assert (found.first, found.precision) == expected


def test_a_date_that_could_be_two_days_is_only_sure_of_its_year():
    assert parse("03/04/2012") == PartialDate(date(2012, 1, 1), Precision.YEAR)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2012-13-45", "31 February 2012", 10**30, True, None]
)
def test_what_is_no_date_gives_none(value):
    assert parse(value) is None
