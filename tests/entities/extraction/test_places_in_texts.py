import pytest

from entities.kinds import Kind
from tests.entities.pipeline_helpers import mention, read, words


def place_of(text: str, written: str) -> tuple[str, str]:
    reading = read(text)
    known = reading.entities[mention(reading, written).key]
    return known.country, known.division


@pytest.mark.parametrize(
    "text, written, place",
    [
        ("He spoke from a prison in Santa Ana, California.", "Santa Ana", ("US", "US-CA")),
        ("The gang grew in Santa Ana, in El Salvador.", "Santa Ana", ("SV", "SV-SA")),
        ("Salvadoran police raided Santa Ana on Monday.", "Santa Ana", ("SV", "SV-SA")),
        ("He lives in Washington DC with her.", "Washington DC", ("US", "US-DC")),
        ("He was seen in San Miguel department, El Salvador.", "San Miguel", ("SV", "SV-SM")),
        ("They met in Los Angeles with others.", "Los Angeles", ("US", "US-CA")),
        ("Guatemalan troops are in Puerto Barrios now.", "Puerto Barrios", ("GT", "GT-18")),
        ("He was sent to the U.S. yesterday.", "U.S.", ("US", "")),
    ],
)
def test_places_lie_where_the_text_points(text, written, place):
    assert place_of(text, written) == place


def test_a_contradiction_is_recorded():
    reading = read("He leads from the Ciudad Barrios prison in El Salvador’s La Union department.")
    town = mention(reading, "Ciudad Barrios")
    assert reading.entities[town.key].division == "SV-SM"
    assert town.claimed_parent == "place:SV-UN"
    assert "place:SV-UN" in reading.entities


def test_no_contradiction_where_there_is_none():
    reading = read(
        "He leads from the Ciudad Barrios prison in El Salvador’s San Miguel department."
    )
    assert mention(reading, "Ciudad Barrios").claimed_parent == ""


@pytest.mark.parametrize(
    "text",
    [
        "MS-13 operates in Los Angeles, San Salvador and New York.",
        "The gang is active in Los Angeles, San Salvador, Tegucigalpa and New York.",
        "Cocaine came to Rotterdam, Antwerp or Hamburg from Guayaquil, Ecuador and Callao, Peru.",
        "The gang moved drugs between Tijuana and San Diego, Phoenix and Tucson.",
        "The gang is based in Guadalajara, Monterrey, and Mexico City.",
        "He lived in Chicago, Los Angeles.",
        "Men from Ciudad Barrios, La Unión and Usulután met in El Salvador.",
    ],
)
def test_places_in_a_row_lie_in_no_other_of_them(text):
    claims = [one for one in read(text).mentions if one.claimed_parent]
    assert claims == []


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("He was jailed in Ciudad Barrios, in El Salvador’s La Union department.", "place:SV-UN"),
        ("He sat in Ciudad Barrios (La Unión), El Salvador.", "place:SV-UN"),
        ("They met in Houston, California, and in Dallas.", "place:US-CA"),
    ],
)
def test_a_place_put_into_an_area_is_a_claim(text, claimed):
    assert {one.claimed_parent for one in read(text).mentions} - {""} == {claimed}


def test_a_possessive_is_no_plural():
    reading = read("It may spread into America’s border region.")
    assert mention(reading, "America").key == "place:US"


def test_demonyms_are_no_places():
    assert words(read("Mexican and Salvadoran gangs fight the Hondurans."), Kind.LOCATION) == []


def test_an_ambiguous_place_names_its_candidates():
    reading = read("Nobody in Santa Ana slept that night.")
    town = mention(reading, "Santa Ana")
    assert town.key == ""
    assert len(town.candidates) >= 2
    assert all(key in reading.entities for key, _ in town.candidates)


def test_a_place_that_no_list_has_lies_where_the_text_puts_it():
    reading = read("The shooting took place in Colonia Zacamilpa, San Salvador, in El Salvador.")
    quarter = next(one for one in reading.mentions if "Zacamilpa" in one.text)
    assert reading.entities[quarter.key].country == "SV"


def test_surnames_are_no_provinces():
    text = "Edwin Rivas and Jairo Mora were arrested by Agent Rosa Lara."
    assert words(read(text), Kind.LOCATION) == []


def test_a_quarter_lies_in_the_city_that_the_article_is_about():
    text = (
        "CHICAGO, Illinois. Police in Chicago, Illinois, arrested a man in Hyde Park Gardens. "
        "He is from Englewood."
    )
    assert place_of(text, "Englewood") == ("US", "US-IL")


def test_a_large_town_is_meant_wherever_it_lies():
    text = "Police in Chicago, Illinois, said that he fled Chicago, Illinois, for Hamburg."
    assert place_of(text, "Hamburg") == ("DE", "DE-HH")


def test_a_city_wins_over_the_county_named_after_it():
    assert place_of("Gardaí in Dublin, Ireland, are worried.", "Dublin")[0] == "IE"


def test_an_agency_points_at_its_country():
    text = "An Garda Síochána made arrests in Dublin after the feud began."
    assert place_of(text, "Dublin")[0] == "IE"


@pytest.mark.parametrize(
    "text, name",
    [
        ("A man was shot on North Cumberland Street at noon.", "North Cumberland Street"),
        ("The body lay in Fountainhead Regional Park for days.", "Fountainhead Regional Park"),
        ("He is from Benin City in Nigeria.", "Benin City"),
        ("The gang is strong in the Bajo Cauca of Colombia.", "Bajo Cauca"),
        ("A Manchester gang was blamed.", "Manchester"),
    ],
)
def test_places_are_found_whole(text, name):
    assert name in words(read(text), Kind.LOCATION)


def test_the_state_before_a_title_is_no_place():
    assert words(read("U.S. Attorneys and the U.S. Courthouse were named."), Kind.LOCATION) == []


def test_a_short_form_is_the_place_that_the_text_has_named():
    reading = read("The gang rules Rio de Janeiro, Brazil. In the north of Rio it has no rivals.")
    assert mention(reading, "Rio").key == mention(reading, "Rio de Janeiro").key


@pytest.mark.parametrize(
    "dateline",
    ["COPENHAGEN – ", "Copenhagen - ", "COPENHAGEN (Ritzau) — ", "Copenhagen, Denmark – "],
)
def test_a_dateline_says_where_the_article_is_about(dateline):
    text = f"{dateline}Men of the club met in Roskilde, police said."
    assert place_of(text, "Roskilde")[0] == "DK"


def test_what_only_the_model_takes_for_a_place_needs_a_word_beside_it():
    assert words(read("She cited Obrunka, then Fedemisbol objected."), Kind.LOCATION) == []


@pytest.mark.parametrize(
    "text, written, place",
    [
        ("Agents came from Louisiana, Oregon, Missouri and Ohio.", "Oregon", ("US", "US-OR")),
        ("He lived in Spokane, Washington, for years.", "Washington", ("US", "US-WA")),
        ("Raids took place in Oregon and Washington.", "Washington", ("US", "US-WA")),
    ],
)
def test_lists_and_towns_tell_which_division_is_meant(text, written, place):
    assert place_of(text, written) == place


def test_what_the_text_said_of_a_place_holds_further_down():
    reading = read("Gangs fought in Oregon and Washington. In Washington ten died.")
    assert {reading.entities[one.key].division for one in reading.mentions[1:3]} == {"US-WA"}


def test_the_word_for_a_division_is_no_part_of_its_name():
    assert "Antioquia" in words(read("He hid in Antioquia province, Colombia."), Kind.LOCATION)


def test_a_name_at_home_is_not_the_great_city_abroad():
    text = (
        "SAN SALVADOR -- Salvadoran rebels fought in San Miguel and in Usulutan. The army of El "
        "Salvador said that there was no fighting in Berlin and Alegria."
    )
    assert place_of(text, "Berlin") == ("SV", "SV-US")
    assert place_of(text, "Alegria") == ("SV", "SV-US")
    assert place_of("He flew to Berlin.", "Berlin") == ("DE", "DE-BE")


def test_two_rare_names_point_at_their_country():
    text = "Our units hold the north of the city of Usulutan and fight in Zacatecoluca."
    assert place_of(text, "Usulutan") == ("SV", "SV-US")
    assert place_of(text, "Zacatecoluca") == ("SV", "SV-PA")


def test_a_rare_name_counts_in_a_text_that_is_more_about_another_country():
    text = (
        "U.S. congressmen in Washington asked in the U.S. Senate about the United States’ aid to "
        "the army of El Salvador, which killed many in El Mozote."
    )
    assert place_of(text, "El Mozote") == ("SV", "SV-MO")


@pytest.mark.parametrize(
    "text, town",
    [
        ("In El Salvador the towns, like Cinquera and Arambala, were bombed.", "Arambala"),
        ("Honduran troops of Honduras entered Perquin jurisdiction in El Salvador.", "Perquin"),
        ("In El Salvador he flew over the area of Cacaopera at night.", "Cacaopera"),
    ],
)
def test_words_for_places_tell_small_towns(text, town):
    assert place_of(text, town) == ("SV", "SV-MO")


def test_a_misprinted_town_is_the_one_of_nearly_its_name_where_the_text_is_about():
    text = (
        "Rebels of El Salvador fought an army unit of El Salvador in Mercedes Umanas municipality."
    )
    assert place_of(text, "Mercedes Umanas") == ("SV", "SV-US")
    town = mention(
        read("He lives in Italy, in the Mercedes Umanas municipality."), "Mercedes Umanas"
    )
    assert not town.key.startswith("place:")


def test_a_possessive_after_a_country_is_no_part_of_a_town():
    assert place_of("It never went beyond Peru's borders, in Peru.", "Peru") == ("PE", "")


def test_a_radio_station_points_at_its_country():
    text = "Radio Venceremos said that fighting goes on in the Zona Rosa and in San Benito."
    assert place_of(text, "Zona Rosa") == ("SV", "SV-SS")
