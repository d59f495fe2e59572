"""Numbers in figures and words of three languages."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.extraction.values.numbers import NUMBER, as_text, number

_NUMBER = re.compile(NUMBER)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,200", "1200"),
        ("1,234,567.5", "1234567.5"),
        ("1.200,50", "1200.5"),
        ("1.234.567", "1234567"),
        ("3,5 millones", "3500000"),
        ("2.5 million", "2500000"),
        ("0.500", "0.5"),
        ("50 mil", "50000"),
        ("15 mil 500", "15500"),
        ("mil millones", "1000000000"),
        ("twenty-five", "25"),
        ("two hundred and fifty", "250"),
        ("Two Hundred Fifty Thousand", "250000"),
        ("five million three hundred thousand", "5300000"),
        ("a hundred", "100"),
        ("a dozen", "12"),
        ("half a dozen", "6"),
        ("half a million", "500000"),
        ("a quarter of a million", "250000"),
        ("three quarters of a million", "750000"),
        ("treinta y cinco", "35"),
        ("ciento veinte", "120"),
        ("dos mil trescientos", "2300"),
        ("medio millón", "500000"),
        ("media docena", "6"),
        ("trinta e dois", "32"),
        ("duzentos", "200"),
        ("três milhões", "3000000"),
    ],
)
def test_a_number_is_read_as_it_is_written(written, value):
    assert _NUMBER.fullmatch(written)
    assert as_text(number(written)) == value


@pytest.mark.parametrize("written", ["a", "million", "hundred", "half", "no", ""])
def test_what_says_no_number_is_none(written):
    assert not _NUMBER.fullmatch(written)


def test_one_dot_before_three_figures_parts_thousands_where_the_text_has_decimal_commas():
    assert number("1.200", has_decimal_comma=True) == 1200
    assert number("1.200") == Decimal("1.2")


@given(st.decimals(0, 10**9, places=2), st.booleans())
def test_figures_come_back_with_the_signs_of_either_language(value, has_decimal_comma):
    written = f"{value:,.2f}"
    if has_decimal_comma:
        written = written.translate(str.maketrans(",.", ".,"))
    assert _NUMBER.fullmatch(written)
    assert number(written, has_decimal_comma=has_decimal_comma) == value
