import pytest

from entities.kinds import Kind
from tests.entities.pipeline_helpers import values


@pytest.mark.parametrize(
    "text, written, value",
    [
        ("He paid $1,500 to them.", "$1,500", "USD 1500"),
        ("They ask from $200 to $3,000 each.", "$200 to $3,000", "USD 200-3000"),
        ("They ask $2-3 million for it.", "$2-3 million", "USD 2000000-3000000"),
        ("They took US$4.5 million in cash.", "US$4.5 million", "USD 4500000"),
        ("They took €3m in cash.", "€3m", "EUR 3000000"),
        ("They took £6.5m in cash.", "£6.5m", "GBP 6500000"),
        ("They took C$1.3 million there.", "C$1.3 million", "CAD 1300000"),
        ("They took 300,000 euros there.", "300,000 euros", "EUR 300000"),
        ("They took 5,000 quetzales there.", "5,000 quetzales", "GTQ 5000"),
        ("They took two million dollars there.", "two million dollars", "USD 2000000"),
        ("A raid in Mexico found 2.5 million pesos.", "2.5 million pesos", "MXN 2500000"),
        ("A raid in Colombia found 2.5 million pesos.", "2.5 million pesos", "COP 2500000"),
        ("A fine of EUR 20 was paid.", "EUR 20", "EUR 20"),
    ],
)
def test_sums_have_their_words_and_their_value(text, written, value):
    assert values(text, Kind.MONEY) == {written: value}


@pytest.mark.parametrize(
    "text", ["They seized 42 kilograms of cocaine.", "Some 40 people and 3 million votes.", "$"]
)
def test_other_amounts_are_no_money(text):
    assert values(text, Kind.MONEY) == {}


def test_two_sums_are_two():
    text = "The first paid $200 and the second paid $300."
    assert values(text, Kind.MONEY) == {"$200": "USD 200", "$300": "USD 300"}


def test_two_sums_are_no_range():
    found = values("They found £300,000 and £20,000 in cash.", Kind.MONEY)
    assert found == {"£300,000": "GBP 300000", "£20,000": "GBP 20000"}
