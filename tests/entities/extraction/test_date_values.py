from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.extraction.passage import make_passage
from entities.extraction.values.dates import dates
from entities.kinds import Kind
from entities.values import days
from tests.entities.pipeline_helpers import values


@pytest.mark.parametrize(
    "text, written, value",
    [
        ("He died on June 19, 2012 in prison.", "June 19, 2012", "2012-06-19"),
        ("He died on Tuesday, June 19, 2012 there.", "Tuesday, June 19, 2012", "2012-06-19"),
        ("He died on 19 June 2012 in prison.", "19 June 2012", "2012-06-19"),
        ("He died on 2012-06-19 in prison.", "2012-06-19", "2012-06-19"),
        ("Murió el 19 de junio de 2012 en prisión.", "19 de junio de 2012", "2012-06-19"),
        ("He died in June 2012 there.", "June 2012", "2012-06"),
        ("He has led it since 2009 alone.", "2009", "2009"),
        ("The war of the 1990s is over.", "1990s", "1990/1999"),
        ("He died on 19/06/2012 there.", "19/06/2012", "2012-06-19"),
        # Relative ones; the text is of Thursday, October 25, 2012.
        ("He was held on Tuesday in town.", "Tuesday", "2012-10-23"),
        ("He was held on Thursday in town.", "Thursday", "2012-10-25"),
        ("He was held yesterday in town.", "yesterday", "2012-10-24"),
        ("He was held last Thursday in town.", "last Thursday", "2012-10-18"),
        ("He was held last week in town.", "last week", "2012-10-15/2012-10-21"),
        ("It rose in July of last year.", "July of last year", "2011-07"),
        ("It rose in the month of March.", "month of March", "2012-03"),
        ("It rose in the first six months of 2010.", "first six months of 2010", "2010-01/2010-06"),
        ("It rose in the last quarter of 2010.", "last quarter of 2010", "2010-10/2010-12"),
        ("One year ago today he fled.", "One year ago today", "2011"),
        ("He was held last month in town.", "last month", "2012-09"),
        ("He was held last year in town.", "last year", "2011"),
        ("He was held in November again.", "November", "2011-11"),
        ("He was held on Sept. 3 in town.", "Sept. 3", "2012-09-03"),
        ("He was held on December 3 in town.", "December 3", "2012-12-03"),
        ("He was held two years ago in town.", "two years ago", "2010"),
        ("He was held three days ago in town.", "three days ago", "2012-10-22"),
        ("He was held two weeks ago in town.", "two weeks ago", "2012-10-08/2012-10-14"),
        ("He was held a few days ago in town.", "a few days ago", "2012-10-19/2012-10-23"),
        ("He was held a couple of years ago.", "a couple of years ago", "2009/2010"),
        ("He was held this past Wednesday.", "this past Wednesday", "2012-10-24"),
        ("He was held last spring in town.", "last spring", "2011/2012"),
        ("He was held last fall in town.", "last fall", "2011"),
        ("He was held last winter in town.", "last winter", "2011/2012"),
        ("He was held in Fall 2010 in town.", "Fall 2010", "2010"),
        ("He was held for a 1996 murder there.", "1996", "1996"),
        ("He was held for two 1996 cold case murders.", "1996", "1996"),
        ("It follows a 2006 conviction there.", "2006", "2006"),
        ("It was about an April shooting there.", "April", "2012-04"),
        ("After the September violence he left.", "September", "2012-09"),
        ("In the 2010-11 school year he left.", "2010-11", "2010/2011"),
        ("He was held on February 14-15, 1990.", "February 14-15, 1990", "1990-02-14/1990-02-15"),
        ("He was held on 3-4 June 1989.", "3-4 June 1989", "1989-06-03/1989-06-04"),
        ("On June 3 and 12 people came.", "June 3", "2012-06-03"),
        ("Born: 11/19/72, he left.", "11/19/72", "1972-11-19"),
        ("Born: 11-02-84, he left.", "11-02-84", "1984"),
        ("Lo detuvieron anoche.", "anoche", "2012-10-24"),
        ("Lo vieron el lunes 3 de mayo de 2010.", "lunes 3 de mayo de 2010", "2010-05-03"),
        ("Lo detuvieron el año pasado.", "año pasado", "2011"),
        ("Lo detuvieron hace dos años.", "hace dos años", "2010"),
        ("O prenderam no mês passado.", "mês passado", "2012-09"),
        ("Lo vieron el 21 de Mayo de 2011 allí.", "21 de Mayo de 2011", "2011-05-21"),
    ],
)
def test_dates_have_their_words_and_their_value(text, written, value):
    assert values(text, Kind.DATE) == {written: value}


@pytest.mark.parametrize(
    "text",
    [
        "A boy of 16 years was held for two weeks.",
        "The 23-year-old waited three months.",
        "They seized 2012 kilos of cocaine.",
        "Some $2010 was paid.",
        "They may march to the airport.",
        "He gets reports each month.",
        "The 18th Street gang came.",
        "He lived in the 1700 block there.",
        "He drove her 2004 Acura home.",
        "It began at 1830 (0030 GMT) there.",
        "He met them 999 decades ago.",
        "Lo vieron en junio de 0000 allí.",
        "The march took place again.",
        "Call 714-504-1917, or come.",
    ],
)
def test_ages_durations_and_counts_are_no_dates(text):
    assert values(text, Kind.DATE) == {}


def test_a_relative_date_without_publication_date_has_no_value():
    assert values("He was held on Tuesday.", Kind.DATE, published=None) == {"Tuesday": ""}


def test_the_first_of_two_days_has_the_year_of_the_second():
    found = values("He was held on June 3 and 4, 2010, there.", Kind.DATE)
    assert found["June 3"] == "2010-06-03"


def test_months_in_pairs_have_the_year_that_stands_behind():
    text = "Between January and July 2010, and in September and October, they met."
    assert values(text, Kind.DATE) == {
        "January": "2010-01",
        "July 2010": "2010-07",
        "September": "2012-09",
        "October": "2012-10",
    }


@pytest.mark.parametrize(
    ("words", "in_month", "in_year"),
    [
        ("today", "2012-10", "2012"),
        ("yesterday", "2012", "2012"),
        ("last Tuesday", "2012", "2012"),
        ("last month", "2012-09", "2011/2012"),
        ("last year", "2011", "2011"),
        ("two years ago", "2010", "2010"),
        ("this year", "2012", "2012"),
        ("June 19", "2012-06-19", "2012-06-19"),
    ],
)
def test_a_relative_date_is_as_exact_as_the_date_of_publication(words, in_month, in_year):
    text = f"He was held {words} in town."
    for precision, value in (("month", in_month), ("year", in_year)):
        found = values(text, Kind.DATE, published=date(2012, 10, 1), precision=precision)
        assert found == {words: value}


@given(
    st.integers(0, 999),
    st.sampled_from(["day", "week", "month", "year", "decade"]),
    st.dates(date(1900, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["day", "month", "year"]),
)
def test_whatever_is_counted_back_is_in_the_calendar(count, unit, published, precision):
    text = f"It was {count} {unit}s ago."
    passage = make_passage(
        text,
        published=published,
        precision=precision,
        body=(0, len(text)),
        furniture=(),
        dateline="",
    )
    for one in dates(passage):
        assert days(one.value)[0] <= published.replace(month=12, day=31)


def test_a_day_that_does_not_exist_is_no_date():
    assert "February 31, 2012" not in values("On February 31, 2012 he left.", Kind.DATE)


def test_a_surname_like_a_month_stays_a_name():
    assert values("The mayor, Ellen March, promised more.", Kind.DATE) == {}


@pytest.mark.parametrize(
    "text, written, value",
    [
        ("La policía lo detuvo el miércoles en la capital.", "miércoles", "2012-10-24"),
        ("A polícia o prendeu na quarta-feira na capital.", "quarta-feira", "2012-10-24"),
        ("O chefe foi preso em outubro de 2011 na capital.", "outubro de 2011", "2011-10"),
        ("Lo detuvieron el 3 de mayo en la capital.", "3 de mayo", "2012-05-03"),
        ("Lo detuvieron ayer en la capital.", "ayer", "2012-10-24"),
        ("He was shot last night in the capital.", "last night", "2012-10-24"),
    ],
)
def test_dates_in_spanish_and_portuguese_and_of_the_night(text, written, value):
    assert values(text, Kind.DATE)[written] == value


def test_a_count_after_a_date_is_no_year():
    assert list(values("By 19 November, 49 people were held.", Kind.DATE)) == ["19 November"]


def test_both_months_of_a_stretch_are_dates():
    text = "People fled between August and October in fear."
    assert list(values(text, Kind.DATE)) == ["August", "October"]
