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
        ("They took half a million dollars.", "half a million dollars", "USD 500000"),
        ("They took a quarter of a million euros.", "a quarter of a million euros", "EUR 250000"),
        ("They took one hundred dollars.", "one hundred dollars", "USD 100"),
        ("They took U.S. $300 there.", "U.S. $300", "USD 300"),
        ("They took J$500,000 there.", "J$500,000", "JMD 500000"),
        ("They took TT$1.5 million there.", "TT$1.5 million", "TTD 1500000"),
        ("They took RD$ 25,000 there.", "RD$ 25,000", "DOP 25000"),
        ("They took B/.1,200.50 there.", "B/.1,200.50", "PAB 1200.5"),
        ("They took S/. 300 there.", "S/. 300", "PEN 300"),
        ("They took 5,000 gourdes there.", "5,000 gourdes", "HTG 5000"),
        ("They took 200 balboas there.", "200 balboas", "PAB 200"),
        ("They took 500 Jamaican dollars.", "500 Jamaican dollars", "JMD 500"),
        ("They took 75,000 australes there.", "75,000 australes", "ARA 75000"),
        ("They ask between $200 and $300 for it.", "$200 and $300", "USD 200-300"),
        ("They ask $500 to $1 million for it.", "$500 to $1 million", "USD 500-1000000"),
        ("El costo fue de US$ 1.500,50 al final.", "US$ 1.500,50", "USD 1500.5"),
        ("O custo foi de R$ 1,5 milhão ao todo.", "R$ 1,5 milhão", "BRL 1500000"),
        ("Robaron US$ 3,5 millones ayer.", "US$ 3,5 millones", "USD 3500000"),
        ("Robaron un millón de dólares ayer.", "un millón de dólares", "USD 1000000"),
        ("Robaron mil millones de lempiras.", "mil millones de lempiras", "HNL 1000000000"),
        ("Robaron 15 mil 500 quetzales ayer.", "15 mil 500 quetzales", "GTQ 15500"),
        ("Robaron 500 pesos argentinos ayer.", "500 pesos argentinos", "ARS 500"),
        ("Robaron 3,000 pesos dominicanos ayer.", "3,000 pesos dominicanos", "DOP 3000"),
        ("Robaron 1.500 soles ayer.", "1.500 soles", "PEN 1500"),
        ("Pagó $20.000 pesos en Bogotá, Colombia.", "$20.000 pesos", "COP 20000"),
        ("Robaron C$ 500 en Managua, Nicaragua.", "C$ 500", "NIO 500"),
        ("A ring in Guatemala City asks Q500 a week.", "Q500", "GTQ 500"),
        ("A ring in Honduras asks L. 1,000 a week.", "L. 1,000", "HNL 1000"),
    ],
)
def test_sums_have_their_words_and_their_value(text, written, value):
    assert values(text, Kind.MONEY) == {written: value}


@pytest.mark.parametrize(
    "text",
    [
        "They seized 42 kilograms of cocaine.",
        "They seized 12 pounds of cocaine.",
        "Some 40 people and 3 million votes.",
        "$",
        "In Q3 of the year L. 12 Ruiz came.",
        "Fueron detenidos 20 bolivianos.",
    ],
)
def test_other_amounts_are_no_money(text):
    assert values(text, Kind.MONEY) == {}


def test_two_amounts_before_one_name_are_two():
    assert values("They took 200 and 300 pesos.", Kind.MONEY) == {"300 pesos": "MXN 300"}


def test_two_sums_are_two():
    text = "The first paid $200 and the second paid $300."
    assert values(text, Kind.MONEY) == {"$200": "USD 200", "$300": "USD 300"}


def test_two_sums_are_no_range():
    found = values("They found £300,000 and £20,000 in cash.", Kind.MONEY)
    assert found == {"£300,000": "GBP 300000", "£20,000": "GBP 20000"}
