"""The form in which values of dates and sums are kept, and how people read them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.values import FaultyValue, days, ends, in_words, iso_date


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2012-06-19", "19 June 2012"),
        ("2012-06", "June 2012"),
        ("2012", "2012"),
        ("1990/1999", "1990 to 1999"),
        ("2012-06-18/2012-06-24", "18 June 2012 to 24 June 2012"),
        ("USD 1500", "USD 1,500"),
        ("USD 4500000", "USD 4,500,000"),
        ("EUR 2.5", "EUR 2.5"),
        ("USD 200-3000", "USD 200 to 3,000"),
        ("", ""),
        ("2012-13", "2012-13"),
        ("of an older version", "of an older version"),
    ],
)
def test_a_value_is_said_in_words(value, words):
    assert in_words(value) == words


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2012", "2012"),
        ("2012-6-9", "2012-06-09"),
        ("2012-06-18/2012-06-24", "2012-06-18/2012-06-24"),
        ("2012-06 to 2012-07", "2012-06/2012-07"),
        ("2012-12 – 2013", "2012-12/2013"),
        ("2012/2012-06", "2012/2012-06"),
        ("June 2012", None),
        ("19/06/2012", None),
        ("20122", None),
        ("٢٠١٢", None),
        ("2012/2013/2014", None),
    ],
)
def test_a_date_in_figures_is_taken_as_it_is_kept(written, value):
    assert iso_date(written) == value


@pytest.mark.parametrize("written", ["2012-13", "2012-00", "2012-06-31", "0000", "2012/2012-00"])
def test_what_no_calendar_has_is_refused_with_an_example(written):
    with pytest.raises(FaultyValue, match=f"No calendar has “{written}”: write 2012-06-19, "):
        iso_date(written)


@pytest.mark.parametrize("written", ["2012-06-24/2012-06-18", "2012/2011-12", "2012-07/2012-06-30"])
def test_a_period_that_ends_before_it_begins_is_refused_with_an_example(written):
    with pytest.raises(FaultyValue, match=r"ends before it begins: .* 2012-06-18/2012-06-24"):
        iso_date(written)


@given(st.dates(), st.sampled_from([4, 7, 10]), st.dates(), st.sampled_from([4, 7, 10]))
def test_any_two_dates_in_their_order_are_a_period(one, precision, other, other_precision):
    first, last = sorted([one, other])
    value = f"{first.isoformat()[:precision]}/{last.isoformat()[:other_precision]}"
    assert iso_date(value) == value
    assert days(value)[0] <= first <= last <= days(value)[1]
    assert ends(value) == tuple(value.split("/"))


@given(st.dates(max_value=date(9999, 11, 30)))
def test_a_month_ends_where_the_next_one_begins(day):
    first, last = days(day.isoformat()[:7])
    assert first.day == 1 and (last + timedelta(days=1)).day == 1
    assert first <= day <= last
