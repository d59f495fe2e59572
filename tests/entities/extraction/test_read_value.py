"""What given words mean as a date or a sum: where they stand in a text, and as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.calendar_words import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from entities.extraction.passage import make_passage
from entities.extraction.values.dates import dates
from entities.extraction.values.money import money
from entities.extraction.values.read_value import (
    Setting,
    value_of_typed,
    value_of_words,
)
from entities.kinds import Kind
from entities.values import FaultyValue

SETTING = Setting(date(2012, 10, 25), "day", "CO")  # a Thursday
TEXT = (
    "In 2009 alone they met on Tuesday night, and again on June 19, 2012, on February 31, 2012 "
    "and between August and October. Rivals 2010 was their name.\n\nThey asked for $2-3 million, "
    "for $200 to $3,000, about $1,500 or 2.5 million pesos before the June\nof 2011."
)


def read(kind: Kind, words: str, setting: Setting = SETTING) -> str:
    start = TEXT.index(words)
    return value_of_words(kind, TEXT, (start, start + len(words)), setting)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2009", "2009"),
        ("In 2009", "2009"),
        ("Tuesday night", "2012-10-23"),
        ("June 19, 2012", "2012-06-19"),
        ("on June 19, 2012,", "2012-06-19"),
        ("August", "2012-08"),
        ("June\nof 2011", "2011-06"),
        # No rule sees a date there, but a person does.
        ("2010", "2010"),
        # Part of longer words: it means what these mean, or nothing.
        ("19, 2012", ""),
        ("June 19", "2012-06-19"),
        # No single one, none of the calendar, and none at all.
        ("August and October", ""),
        ("February 31, 2012", ""),
        ("2009 alone", ""),
        ("Rivals", ""),
    ],
)
def test_words_marked_as_a_date_mean_what_the_rules_read(words, value):
    assert read(Kind.DATE, words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("$2-3 million", "USD 2000000-3000000"),
        ("$2", ""),
        ("3 million", ""),
        ("$200 to $3,000", "USD 200-3000"),
        ("$200", "USD 200"),
        ("$3,000", "USD 3000"),
        ("about $1,500", "USD 1500"),
        ("2.5 million pesos", "COP 2500000"),
        ("$3,000, about $1,500", ""),
        ("million", ""),
    ],
)
def test_words_marked_as_money_mean_what_the_rules_read(words, value):
    assert read(Kind.MONEY, words) == value


def test_words_that_need_a_date_of_publication_mean_nothing_without_one():
    assert read(Kind.DATE, "Tuesday night", Setting()) == ""
    assert read(Kind.DATE, "June 19, 2012", Setting()) == "2012-06-19"


def test_a_sum_of_too_many_figures_has_no_value():
    text = f"They asked for ${'9' * 70} at once."
    assert value_of_words(Kind.MONEY, text, (15, 15 + 71), SETTING) == ""
    with pytest.raises(FaultyValue, match="is too long"):
        value_of_typed(Kind.MONEY, f"USD {'9' * 70}", SETTING)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", ""),
        ("  ", ""),
        (" 2012-06 ", "2012-06"),
        ("2012-06-18 / 2012-06-24", "2012-06-18/2012-06-24"),
        ("june 2012", "2012-06"),
        ("JUNE 19, 2012", "2012-06-19"),
        ("19 de junio de 2012", "2012-06-19"),
        ("junio", "2012-06"),
        ("the 1990s", "1990/1999"),
        ("2012-2013", "2012/2013"),
        ("yesterday", "2012-10-24"),
        ("19/06/2012", "2012-06-19"),
    ],
)
def test_dates_are_taken_as_people_type_them(written, value):
    assert value_of_typed(Kind.DATE, written, SETTING) == value


@pytest.mark.parametrize(
    "written",
    [
        *("2012-13", "2012-06-31", "31 June", "31 June 2012", "abc", "500"),
        *("June 2012 and July 2013", "2012-06-24/2012-06-18", "20122", "end of June 2012"),
    ],
)
def test_a_faulty_date_is_refused_with_an_example(written):
    with pytest.raises(FaultyValue, match=r"(2012-06-19, 2012-06 or 2012|such as 2012-06-18/)"):
        value_of_typed(Kind.DATE, written, SETTING)


def test_a_date_that_may_be_two_days_is_refused_with_an_example():
    with pytest.raises(FaultyValue, match=r"the day or the month first: .* such as 2012-04-03"):
        value_of_typed(Kind.DATE, "03/04/2012", SETTING)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", ""),
        ("USD 1500", "USD 1500"),
        ("1500 USD", "USD 1500"),
        ("usd 1,500.00", "USD 1500"),
        ("$1,500", "USD 1500"),
        ("MXN 2.5 million", "MXN 2500000"),
        ("2.5 million pesos", "COP 2500000"),
        ("€3m", "EUR 3000000"),
        ("500 yen", "JPY 500"),
        ("USD 200-3000", "USD 200-3000"),
        ("USD 200 to 3000", "USD 200-3000"),
        # Codes that the rules leave alone in texts, where they are words.
        ("TRY 500", "TRY 500"),
        ("500 all", "ALL 500"),
    ],
)
def test_sums_are_taken_as_people_type_them(written, value):
    assert value_of_typed(Kind.MONEY, written, SETTING) == value


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("abc", "no sum with its currency"),
        ("1500", "no sum with its currency"),
        ("$200 and $300", "no sum with its currency"),
        ("XYZ 1500", "“XYZ” is the code of no currency"),
        ("-5 USD", "less than nothing"),
        ("USD -5", "less than nothing"),
        ("−$5", "less than nothing"),
        ("USD 3000-200", "ends below where it begins"),
    ],
)
def test_a_faulty_sum_is_refused_with_an_example(written, why):
    with pytest.raises(FaultyValue, match=rf"{why}: .*USD (1500|200-3000)"):
        value_of_typed(Kind.MONEY, written, SETTING)


def written_dates() -> st.SearchStrategy[str]:
    """Dates as texts write them, absolute and relative."""
    months = st.sampled_from([*ENGLISH_MONTHS]).map(str.capitalize)
    weekdays = st.sampled_from([*ENGLISH_WEEKDAYS]).map(str.capitalize)
    years, day = st.integers(1600, 2099), st.integers(1, 31)
    which, unit = st.sampled_from(["last", "next", "this"]), st.sampled_from(["week", "month"])
    return st.one_of(
        st.dates(date(1600, 1, 1)).map(str),
        st.builds("{} {}, {}".format, months, day, years),
        st.builds("{} {}".format, months, years),
        st.builds("{} {}".format, day, months),
        st.builds("{}/{}/{}".format, day, day, years),
        st.builds("{} {}".format, which, st.one_of(unit, months, weekdays, st.just("year"))),
        st.builds("{} {}s ago".format, st.integers(1, 90), st.sampled_from(["day", "year"])),
        st.builds("the {}0s".format, st.integers(160, 209)),
        st.builds("last weekend".format),
        years.map(str),
    )


@given(written_dates(), st.dates(date(1900, 1, 1), date(2090, 1, 1)))
def test_any_date_that_the_rules_read_is_what_people_may_type(written, published):
    text = f"They met in {written}."
    setting = Setting(published, "day")
    passage = make_passage(
        text, published=published, precision="day", body=(0, len(text)), furniture=(), dateline=""
    )
    for one in dates(passage):
        assert value_of_typed(Kind.DATE, one.value, setting) == one.value


@given(
    st.sampled_from(["$", "€", "R$", "MXN ", "₺"]),
    st.decimals(0, 999_999, places=2),
    st.sampled_from(["", " million", "k", "bn"]),
)
def test_any_sum_that_the_rules_read_is_what_people_may_type(sign, amount, size):
    text = f"They asked for {sign}{amount}{size} at once."
    passage = make_passage(
        text, published=None, precision="", body=(0, len(text)), furniture=(), dateline=""
    )
    (found,) = money(passage, "")
    assert value_of_typed(Kind.MONEY, found.value, SETTING) == found.value
