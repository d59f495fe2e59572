"""How far the name of a place reaches, and what only looks like one."""

import pytest

from entities.kinds import Kind
from tests.entities.pipeline_helpers import mention, read, words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He lives at 790 Franklin Avenue in Brooklyn.", ["790 Franklin Avenue", "Brooklyn"]),
        (
            "Send it to 3 Glen Oak Way #110, Irvine, CA 92618.",
            ["3 Glen Oak Way #110", "Irvine", "CA"],
        ),
        ("Both the City of Anaheim and Irvine sued.", ["City of Anaheim", "Irvine"]),
        ("In Tolima Department the FARC taxes coffee.", ["Tolima Department"]),
        ("Mines in Cauca and Nariño Departments pay.", ["Cauca", "Nariño"]),
        ("Hikers saw it in the Cleveland National Forest.", ["Cleveland National Forest"]),
        ("They took her to Kings County Hospital at dawn.", ["Kings County Hospital"]),
        ("A bomb lay near the Otay Mesa Port of Entry.", ["Otay Mesa Port of Entry"]),
        ("It was found in the Serranía del Perijá.", ["Serranía del Perijá"]),
        ("He ran to the corner of Utica Avenue and Avenue D.", ["Utica Avenue", "Avenue D"]),
        ("They met on St. Marks Avenue at noon.", ["St. Marks Avenue"]),
        ("He left the United States of America.", ["United States of America"]),
        ("The gang rules Houston’s Linden Park.", ["Houston", "Linden Park"]),
        ("New York State is safe, said the New York State Police.", ["New York State"]),
    ],
)
def test_the_name_is_taken_whole(text, names):
    assert words(read(text), Kind.LOCATION) == names


@pytest.mark.parametrize(
    "text",
    [
        "Turkey dinners were given away. Each turkey weighed ten pounds.",
        "Media interested in the trial may call the office.",
        "The Department of Justice sued him.",
        "A Hispanic prison gang was blamed.",
        "He was killed for eating in Franklin’s Finest Deli.",
        "Police told the news media nothing.",
        "HOME GET HELP\n\nCONTACT US\n\nA man was hurt at noon.",
        "Daniel Santos, 24, was arrested.",
    ],
)
def test_what_only_looks_like_a_place_is_none(text):
    assert words(read(text), Kind.LOCATION) == []


def test_given_names_are_no_countries():
    reading = read("Jordan Hill shot Chad Moore. Police say that Jordan Hill then left Jordan.")
    assert words(reading, Kind.LOCATION) == ["Jordan"]
    assert {"Jordan Hill", "Chad Moore"} <= set(words(reading, Kind.PERSON))


def test_a_place_with_its_level_is_the_place():
    reading = read("Fighting went on in Yoro Department, Honduran sources said.")
    assert mention(reading, "Yoro Department").key == "place:HN-YO"


def test_a_town_after_an_age_is_found():
    reading = read("Accused are Ana Luz, 22, Torrance, and Eva Paz, 31, Lancaster, in California.")
    assert {"Torrance", "Lancaster"} <= set(words(reading, Kind.LOCATION))


def test_a_street_is_no_town_of_its_name():
    reading = read("Shots fell at Pennsylvania and Dumont Avenues in Brooklyn, New York.")
    assert reading.meant_by(mention(reading, "Pennsylvania")).division == "US-NY"


def test_the_united_states_are_no_pronoun_in_a_headline():
    text = "Major US Cities at Risk From Two Cartels\n\nThe men told us of it in Houston."
    assert "US" in words(read(text), Kind.LOCATION)
