"""Values of quantities: the form in which they are kept, and words for people."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.quantities import BOUND_WORDS, Quantity
from entities.values import LONGEST_VALUE, in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (">=40 states", "at least 40 states"),
        (">50000 members", "more than 50,000 members"),
        ("<=5 years", "at most 5 years"),
        ("~30 people", "about 30 people"),
        ("15-20 members", "15 to 20 members"),
        ("3.5 kg cocaine", "3.5 kg cocaine"),
        ("20 %", "20 %"),
        ("6.3 reports/month", "6.3 reports per month"),
        ("12 deaths/100000 people", "12 deaths per 100000 people"),
    ],
)
def test_a_quantity_is_read_by_people_in_words(value, words):
    assert in_words(value) == words


@pytest.mark.parametrize("value", ["2012-06-19", "2012/2013", "USD 200-3000", "2012", "12", ""])
def test_values_of_other_kinds_are_no_quantities(value):
    assert Quantity.from_value(value) is None


LETTERS = st.text("abcdefghijklmnopqrstuvwxyzáéñ", min_size=1, max_size=8)
SUBJECTS = st.one_of(st.just("%"), st.lists(LETTERS, min_size=1, max_size=3).map(" ".join)).filter(
    lambda subject: "per" not in subject.split()
)


@st.composite
def quantities(draw) -> Quantity:
    low = draw(st.decimals(0, 10**7, places=draw(st.integers(0, 2))))
    more = draw(st.one_of(st.just(Decimal(0)), st.decimals(0, 1000, places=1)))
    sign = draw(st.sampled_from(["", *BOUND_WORDS]))
    return Quantity(low, low + more, draw(SUBJECTS), sign, draw(st.one_of(st.just(""), LETTERS)))


@given(quantities())
def test_every_quantity_comes_back_from_its_value_and_from_its_words(quantity):
    assert Quantity.from_value(quantity.value) == quantity
    typed = Quantity.from_typed(quantity.in_words)
    assert typed is not None and typed.value == quantity.value
    assert len(quantity.value) > LONGEST_VALUE or in_words(quantity.value) == quantity.in_words
