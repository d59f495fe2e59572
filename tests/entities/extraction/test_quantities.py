"""Amounts in texts: what is one, where it begins and ends, and what it says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.extraction.passage import Passage, make_passage
from entities.extraction.values.quantities import quantities
from entities.extraction.values.read_value import Setting, value_of_typed
from entities.kinds import Kind
from entities.quantities import BOUND_WORDS
from tests.entities.pipeline_helpers import read, values, words


def passage(text: str) -> Passage:
    return make_passage(
        text, published=None, precision="", body=(0, len(text)), furniture=(), dateline=""
    )


def found(text: str) -> dict[str, str]:
    return {text[one.start : one.end]: one.value for one in quantities(passage(text))}


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("It is active in at least 40 states.", "at least 40 states", ">=40 states"),
        ("We get 6.3 reports each month.", "6.3 reports each month", "6.3 reports/month"),
        ("They seized 12 firearms.", "12 firearms", "12 firearms"),
        ("They seized 3 kg of cocaine there.", "3 kg of cocaine", "3 kg cocaine"),
        ("They had 5kg of heroin.", "5kg of heroin", "5 kg heroin"),
        ("Some 1,200 grams were found.", "Some 1,200 grams", "~1200 g"),
        ("He faces 18 counts of murder.", "18 counts", "18 counts"),
        ("He pleaded to one felony count.", "one felony count", "1 felony count"),
        ("He got eight years and six months.", "eight years and six months", "102 months"),
        ("He got up to two years, one month.", "up to two years, one month", "<=25 months"),
        ("He got 25 years to life.", "25 years", "25 years"),
        ("It has more than 50,000 members.", "more than 50,000 members", ">50000 members"),
        ("They hid a dozen rifles.", "a dozen rifles", "12 rifles"),
        ("They hid half a dozen guns.", "half a dozen guns", "6 guns"),
        ("He had three AK-47 rifles.", "three AK-47 rifles", "3 AK-47 rifles"),
        ("About 20% of them left.", "About 20%", "~20 %"),
        ("Up to 66 percent left.", "Up to 66 percent", "<=66 %"),
        ("Between 15 and 20 members met.", "15 and 20 members", "15-20 members"),
        ("Five to seven million people left.", "Five to seven million people", None),
        ("Two or three men ran.", "Two or three men", "2-3 men"),
        ("They met 50+ members.", "50+ members", ">=50 members"),
        ("They met 40 or more officials.", "40 or more officials", ">=40 officials"),
        ("He saw two arms dealers.", "two arms dealers", "2 arms dealers"),
        ("He saw 17 alleged gang members.", "17 alleged gang members", "17 alleged gang members"),
        ("Three crewmen died.", "Three crewmen", "3 crewmen"),
        ("It left 28 dead and more.", "28 dead", "28 dead"),
        ("Hundreds of gang members met.", "Hundreds of gang members", ">=200 gang members"),
        ("Several hundred people met.", "Several hundred people", ">=200 people"),
        ("It has 60 murders a year.", "60 murders a year", "60 murders/year"),
        ("There are 12 murders per 100,000 residents.", "12 murders per 100,000 residents", None),
        ("They took 40 rounds of ammunition.", "40 rounds of ammunition", "40 rounds ammunition"),
        ("He slept two and a half hours.", "two and a half hours", "2.5 hours"),
        ("In Honduras 12 gang members died.", "12 gang members", "12 gang members"),
        ("Nine were hurt--seven civilians too.", "seven civilians", "7 civilians"),
        ("Decomisaron 12 armas de fuego.", "12 armas de fuego", "12 armas de fuego"),
        ("Hallaron 40 kilos de cocaína.", "40 kilos de cocaína", "40 kg cocaína"),
        ("La red de la costa movió 1.200 gramos.", "1.200 gramos", "1200 g"),
        (
            "Tiene al menos 50 mil integrantes.",
            "al menos 50 mil integrantes",
            ">=50000 integrantes",
        ),
        ("Vendió más de 3,5 millones de pastillas.", "más de 3,5 millones de pastillas", None),
        (
            "Cayeron 10 presuntos pandilleros.",
            "10 presuntos pandilleros",
            "10 presuntos pandilleros",
        ),
        ("Le dieron 25 años de prisión.", "25 años", "25 years"),
        ("Son el 33 por ciento.", "33 por ciento", "33 %"),
        ("Havia pelo menos 300 quilos de maconha.", "pelo menos 300 quilos de maconha", None),
        ("Duas mulheres e 12 fuzis.", "12 fuzis", "12 fuzis"),
    ],
)
def test_an_amount_has_its_words_and_its_value(text, written, value):
    assert written in found(text)
    assert value is None or found(text)[written] == value


@pytest.mark.parametrize(
    "text",
    [
        "A boy of 16 years of age met a 12-year-old who is 25 years old.",
        "El joven de 18 años de edad huyó.",
        "Call (714) 347-8416 or 911 operators.",
        "Case No. 12 rules, docket 14 files, page 3 notes.",
        "Section 182 charges and Room 12 windows.",
        "He lives in the 1700 block of Main Street, at 660 Gates Avenue.",
        "The 18th Street gang, the 3rd district, MS-13 members.",
        "He came at 7:30 p.m. and at 0200 hours.",
        "It happened two weeks ago, and three days later.",
        "They paid $5 million and $20,000.",
        "One man came with a 9mm pistol.",
        "The 93rd anniversary.",
        "He shot three and wounded officers.",
        "Hace 12 años.",
        "Los dos.",
        "20% dos presos do Rio e em uma cadeia.",
    ],
)
def test_what_counts_nothing_is_none(text):
    assert not found(text).keys() - {"20%"}


def test_names_dates_and_sums_win_an_overlap():
    text = "In June 2012 the 18th Street gang, MS-13 members and 30 states paid $5 million bonds."
    reading = read(text)
    assert words(reading, Kind.QUANTITY) == ["30 states"]
    assert words(reading, Kind.MONEY) == ["$5 million"]
    assert words(reading, Kind.DATE) == ["June 2012"]


def test_a_quantity_takes_no_name_from_its_sentence():
    text = "Los Zetas sent 12 gunmen to Veracruz."
    assert values(text, Kind.QUANTITY) == {"12 gunmen": "12 gunmen"}
    assert words(read(text), Kind.GANG) == ["Los Zetas"]


BOUNDS = [words[0] for words in BOUND_WORDS.values()]
NOUNS = [
    *("members", "gang members", "kilos of cocaine", "kg", "years", "percent", "%", "firearms"),
    *("rounds of ammunition", "people", "counts", "gramos de marihuana", "police officers"),
    *("reports each month", "murders per 100,000 residents", "Mexican nationals", "men"),
]


@given(
    st.sampled_from(["", *BOUNDS]),
    st.integers(2, 9_999_999).map("{:,}".format),
    st.sampled_from(["", " to 9,999,999", "+"]),
    st.sampled_from(NOUNS),
)
def test_any_quantity_that_the_rules_read_is_what_people_may_type(bound, number, more, noun):
    for one in quantities(passage(f"They found {bound} {number}{more} {noun} there.")):
        assert value_of_typed(Kind.QUANTITY, one.value, Setting()) == one.value


PIECES = [
    *("12", "two", "a", "dozen", "1,200", "1.5", "mil", "-", "to", "and", "or more", "of", "de"),
    *(
        "kg",
        "%",
        "cocaine",
        "members",
        "people",
        "each month",
        "at least",
        "años",
        "\n\n",
        ".",
        "😀",
    ),
    *("Section", "June", "$", "18th", "per", "100,000", "half", "millones", "İ", "arms", "dealers"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_whatever_the_text_amounts_stand_apart_in_one_paragraph_and_have_a_value(text):
    reached = 0
    for one in quantities(passage(text)):
        assert reached <= one.start < one.end <= len(text)
        assert "\n\n" not in text[one.start : one.end]
        assert value_of_typed(Kind.QUANTITY, one.value, Setting(date(2012, 1, 1))) == one.value
        reached = one.end
