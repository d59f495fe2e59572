import pytest

from entities.kinds import Kind
from tests.entities.pipeline_helpers import mention, read, words


@pytest.mark.parametrize(
    "text, name",
    [
        ("A member of the Alder Street clique was shot.", "Alder Street clique"),
        ("He led the Hoolie gang for years.", "Hoolie gang"),
        ("Two men of the 6 Trey Crips were held.", "6 Trey Crips"),
        ("El Cartel de Bucarica controla el puerto.", "Cartel de Bucarica"),
        ("The leader of Los Pelacables was killed.", "Los Pelacables"),
        ("Members of the Alder Street Locos fled.", "Alder Street Locos"),
        ("They belong to a gang called the Stone Boyz.", "Stone Boyz"),
        ("Baz Dlo, a gang of the capital, burnt the market.", "Baz Dlo"),
        ("He heads the Okabe-gumi in Osaka.", "Okabe-gumi"),
        ("Guns were sold to the clan by the Brakaj group.", "Brakaj group"),
        ("The man is a prospect for the Moorsmen.", "Moorsmen"),
        ("The Zarto Raperos clique was blamed.", "Zarto Raperos"),
    ],
)
def test_gangs_that_no_list_has_are_found_by_their_build(text, name):
    reading = read(text)
    assert words(reading, Kind.GANG) == [name]
    assert mention(reading, name).key.startswith("new:gang:")


@pytest.mark.parametrize(
    "text",
    [
        "A Mexican cartel sent the drugs.",
        "The gang fled. This gang is feared. Rival gangs fight.",
        "A Chicago gang was blamed.",
        "Guzmán’s gang was blamed.",
        "Los Angeles gang members were blamed.",
    ],
)
def test_what_only_describes_a_gang_is_no_name(text):
    assert words(read(text), Kind.GANG) == []


@pytest.mark.parametrize(
    "text, short",
    [
        ("The Brick Hill Brims, a Bloods set, met. The Brims fled.", "Brims"),
        ("The Rolling 70s gang met. Police say the 70s fled.", "70s"),
        ("The Alvaro clan met. Police say the Alvaros fled.", "Alvaros"),
        ("The Alvaro clan met. The Alvaro family fled.", "Alvaro"),
        ("The Clan del Norte met. Police say the Clan fled.", "Clan"),
    ],
)
def test_a_gang_is_found_again_under_a_shorter_name(text, short):
    reading = read(text)
    last = [one for one in reading.mentions if one.kind == Kind.GANG][-1]
    assert last.text == short
    assert last.key == next(one.key for one in reading.mentions if one.kind == Kind.GANG)


def test_shorter_names_need_the_longer_one():
    assert words(read("The Alvaros met. The Clan of the Norths fled."), Kind.GANG) == []


def test_a_short_name_counts_beside_gangs_of_its_sort():
    with_others = "The Hells Angels banned him. He owes his patch to the Bandidos, they say."
    alone = "He owes his hat to the Bandidos, they say, a film of 1999."
    assert words(read(with_others), Kind.GANG) == ["Hells Angels", "Bandidos"]
    assert words(read(alone), Kind.GANG) == []


@pytest.mark.parametrize(
    "text, name",
    [
        ("A third crew, the 8-Tray Stones, kept the peace.", "8-Tray Stones"),
        ("He is a shooter for Ghostville, a faction of the city.", "Ghostville"),
        ("The pair headed a crime group known as the Scargy Firm.", "Scargy Firm"),
    ],
)
def test_a_gang_is_told_by_what_the_text_calls_it(text, name):
    assert words(read(text), Kind.GANG) == [name]


def test_a_new_gang_is_one_gang_wherever_it_stands():
    reading = read("Baz Dlo, a gang of the capital, grew. Police fear Baz Dlo more than others.")
    assert [one.key for one in reading.mentions if one.kind == Kind.GANG] == [
        "new:gang:baz-dlo"
    ] * 2


def test_the_police_of_a_city_are_an_agency_by_their_name_only():
    reading = read("Santa Ana Police, Merced police and Honduran police searched it in Texas.")
    assert words(reading, Kind.AGENCY) == ["Santa Ana Police"]


@pytest.mark.parametrize(
    "text, found",
    [
        ("More than 160 Crips were held in the gang raid.", ["Crips"]),
        ("Three members of the Blood Stone Villains gang fled.", ["Blood Stone Villains"]),
        ("A member of the Five Deuce Gangster Crips fled.", ["Five Deuce Gangster Crips"]),
        ("Barrio 18 is strong in Zone 18 of the city, gang units say.", ["Barrio 18"]),
        ("She collected money for the gang, the Public Ministry said.", []),
    ],
)
def test_numbers_and_offices_beside_gangs_are_none(text, found):
    assert words(read(text), Kind.GANG) == found


def test_each_gang_of_a_list_is_one():
    reading = read("The Medellin and Cali cartels fought for years.")
    assert {one.key for one in reading.mentions if one.kind == Kind.GANG} == {
        "gang:medellin-cartel",
        "gang:cali-cartel",
    }


def test_a_list_before_other_gangs_names_gangs():
    reading = read("She collected $600 a week from Brenwick, Q-Troop and other crews.")
    assert words(reading, Kind.GANG) == ["Brenwick", "Q-Troop"]


def test_an_armed_group_is_known_by_one_word_in_capitals_where_its_country_is_named():
    text = "NICARAGUAN OFFICIALS SAID IN NICARAGUA THAT THE CONTRAS KILLED NINE PEASANTS THERE."
    assert mention(read(text), "CONTRAS").key == "gang:contras"
    text = "ITALIAN OFFICIALS SAID IN ITALY THAT THE CONTRAS KILLED NINE PEASANTS THERE TODAY."
    assert "CONTRAS" not in words(read(text), Kind.GANG)


def test_ordinary_words_in_capitals_are_no_gang():
    text = "THE MURDER RAISES TO 384 THE NUMBER OF THE ORGANIZATION'S MEMBERS AND LEADERS KILLED."
    assert words(read(text), Kind.GANG) == []


@pytest.mark.parametrize(
    "text, gang",
    [
        ("A boy led the Crips for years.", "Crips"),
        ("Bacchus, a Bergen Fam gang member, went down to the lobby.", "Bergen Fam"),
    ],
)
def test_a_gang_is_none_of_the_people_whose_name_it_bears(text, gang):
    assert words(read(text), Kind.GANG) == [gang]
    assert words(read(text), Kind.PERSON) in ([], ["Bacchus"])
