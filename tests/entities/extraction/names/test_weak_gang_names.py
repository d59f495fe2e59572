"""Names of gangs that are numbers, short or ordinary words: they need proof."""

import pytest

from entities.kinds import Kind
from tests.entities.pipeline_helpers import mention, read, words


@pytest.mark.parametrize(
    "text",
    [
        "The trial of 18 alleged gang members begins on Monday in San Salvador.",
        "Barrio 18 shot the 18-year-old at 5:18 p.m. on May 18.",
        "The 81-count indictment names gang members of the 67th Precinct.",
        "The gang has roughly 150 members.",
        "At 211 West Temple Street the gang unit of the prosecutor sits.",
        "Notorious cartel boss Eladio Rentas was held in Durango.",
        "Students of the anti-gang challenge met the Los Angeles Angels (Angels) in Anaheim.",
        "Deputy District Attorney Dan Wagner of the gang unit spoke.",
        "They met between Neptune and Mermaid Avenues near a gang’s house.",
        "Los miembros de la Oficina del Fiscal hablaron de la pandilla.",
        "City Attorney Mara Elliott thanked the gang unit.",
    ],
)
def test_counts_addresses_people_and_ordinary_words_are_no_gangs(text):
    assert [one for one in words(read(text), Kind.GANG) if one != "Barrio 18"] == []


@pytest.mark.parametrize(
    "text, key",
    [
        ("Barrio 18 controls it. The 18 and its rivals fought.", "gang:barrio-18"),
        ("Members of the Bloods gang were held in New York.", "gang:bloods"),
        (
            "The Hells Angels met the Bandidos, an outlaw motorcycle club, in Texas.",
            "gang:bandidos",
        ),
    ],
)
def test_a_gang_noun_or_the_full_name_proves_a_weak_one(text, key):
    assert key in {one.key for one in read(text).mentions if one.kind == Kind.GANG}


def test_letters_that_name_a_gang_abroad_name_none_here():
    text = "The Communist Party of Colombia [PCC] met the government of Colombia in Bogotá."
    assert words(read(text), Kind.GANG) == []
    text = "Prisoners of the PCC rioted in São Paulo, Brazil, the PCC said."
    assert mention(read(text), "PCC").key == "gang:pcc"


def test_members_in_the_plural_are_their_gang():
    reading = read("MS-13s and 18th Streeters fought. Two MS-13ers met 18 Street men.")
    keys = [one.key for one in reading.mentions if one.kind == Kind.GANG]
    assert keys == ["gang:ms-13", "gang:barrio-18", "gang:ms-13", "gang:barrio-18"]


def test_a_gang_with_and_without_its_noun_is_one():
    reading = read("The Zoolie gang met. A member of Zoolie fled from the Zoolie street gang.")
    assert {one.key for one in reading.mentions if one.kind == Kind.GANG} == {"new:gang:zoolie"}


def test_a_place_in_the_name_of_a_gang_stays_a_place():
    reading = read("The Coney Island Warriors are a gang. Coney Island men were sentenced.")
    assert words(reading, Kind.GANG) == ["Coney Island Warriors"]
