import pytest

from entities.kinds import Kind
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
        ("He was held last month in town.", "last month", "2012-09"),
        ("He was held last year in town.", "last year", "2011"),
        ("He was held in November again.", "November", "2011-11"),
        ("He was held on Sept. 3 in town.", "Sept. 3", "2012-09-03"),
        ("He was held on December 3 in town.", "December 3", "2012-12-03"),
        ("He was held two years ago in town.", "two years ago", "2010"),
        ("He was held three days ago in town.", "three days ago", "2012-10-22"),
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
    ],
)
def test_ages_durations_and_counts_are_no_dates(text):
    assert values(text, Kind.DATE) == {}


def test_a_relative_date_without_publication_date_has_no_value():
    assert values("He was held on Tuesday.", Kind.DATE, published=None) == {"Tuesday": ""}


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
