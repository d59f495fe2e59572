"""Known names with a letter wrong, and words that only look like them."""

import pytest

from entities.extraction.names.match_names import is_misprint
from entities.kinds import Kind
from tests.entities.pipeline_helpers import mention, read, words


@pytest.mark.parametrize(
    "written, word",
    [
        ("amary", "amaru"),
        ("salvadror", "salvador"),
        ("administartion", "administration"),
        ("natiuonal", "national"),
        ("patiotic", "patriotic"),
    ],
)
def test_a_letter_more_less_other_or_exchanged_is_a_misprint(written, word):
    assert is_misprint(written, word)


@pytest.mark.parametrize(
    "written, word",
    [
        ("cartels", "cartel"),
        ("antioquian", "antioquia"),
        ("national", "nation"),
        ("marter", "charter"),
        ("minister", "ministry"),
        ("president", "presidency"),
    ],
)
def test_another_form_of_the_word_or_another_word_is_none(written, word):
    assert not is_misprint(written, word, most=2)


@pytest.mark.parametrize(
    "text, written, key",
    [
        (
            "The police hold the Tupac Amary Revolutionary Movement responsible for it.",
            "Tupac Amary Revolutionary Movement",
            "gang:mrta",
        ),
        (
            "A report of the Drug Enforcement Administartion says that he fled.",
            "Drug Enforcement Administartion",
            "agency:dea",
        ),
        (
            "THE ARMY OF EL SALVADOR SENT SOLDIERS FROM THE ATCATL BATTALION TO SOYAPANGO.",
            "ATCATL BATTALION",
            "agency:atlacatl-battalion",
        ),
    ],
)
def test_a_name_with_a_misprint_among_its_words_means_what_it_would_without(text, written, key):
    found = mention(read(text), written)
    assert found.key == key
    assert "misprint of" in found.reason
    assert found.confidence <= 0.75


def test_a_misprint_of_a_single_word_counts_where_its_country_is_named():
    text = "In El Salvador the rebels of El Salvador fought near Chalantenango on Monday."
    found = mention(read(text), "Chalantenango")
    assert (found.kind, found.key) == (Kind.LOCATION, "place:SV-CH")
    assert words(read("They met Mr. Noruegas and Chalantenango in Tokyo."), Kind.LOCATION) == [
        "Tokyo"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The president of El Salvador spoke to the Salvadoran president's wife.",
        "The Sinaloa cartels fight each other.",
        "He is a hungry man in Hungary.",
    ],
)
def test_words_that_are_known_are_no_misprints(text):
    assert not [one for one in read(text).mentions if "misprint" in one.reason]
