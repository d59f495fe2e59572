"""People as offices and papers name them on their pages: titles, lists, headlines, broken lines."""

import pytest

from entities.kinds import Kind
from tests.entities.pipeline_helpers import read, words


def people(text: str) -> list[str]:
    return [" ".join(name.split()) for name in words(read(text), Kind.PERSON)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("An order was signed by the Honorable Kazuo Merino today.", ["Kazuo Merino"]),
        ("Co-defendant Cesario Lozada, 20, is charged too.", ["Cesario Lozada"]),
        ("They thanked Homicide Paralegal Mirna Brandt for her work.", ["Mirna Brandt"]),
        ("We heard Border Czar Tom Halley on the radio.", ["Tom Halley"]),
        ("Probation Officer Noreen Prescott spoke of it.", ["Noreen Prescott"]),
        ("Undersheriff Don Barnaby joined them.", ["Don Barnaby"]),
        ("“We will act,” said DA Hollis. DA Edith Hollis left.", ["Hollis", "Edith Hollis"]),
        ("The prize went to Cadet Moran. Mateo Moran was glad.", ["Moran", "Mateo Moran"]),
        ("ADA Joel Fineman read the names.", ["Joel Fineman"]),
        ("They came before Justice Lowell. The Justice Center is near.", ["Lowell"]),
        ("Police hold Colombian citizen Jorge Humberto Chalaca.", ["Jorge Humberto Chalaca"]),
    ],
)
def test_titles_and_parts_in_a_trial_are_no_part_of_a_name(text, names):
    assert people(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gregory (“Duke”) Ammons, 25, of Queens was held.", "Gregory (“Duke”) Ammons"),
        ("Jared (Jah Woo) McCall, 21, of Queens was held.", "Jared (Jah Woo) McCall"),
    ],
)
def test_a_nickname_in_brackets_stands_inside_a_name(text, name):
    reading = read(f"{text} Later {name.split()[-1]} fled.")
    assert words(reading, Kind.PERSON) == [name, name.split()[-1]]
    assert len({one.key for one in reading.mentions if one.kind == Kind.PERSON}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Anaheim Court (AC) Clerk Windows were broken.",
        "They sailed to the Malvinas (Falklands) Islands.",
        "The Annual “Art of Recovery” Contest Showcases works.",
    ],
)
def test_what_else_stands_in_brackets_or_quotes_between_capitals_is_no_nickname(text):
    assert people(text) == []


@pytest.mark.parametrize(
    "headline",
    [
        "Brooklyn Man Sentenced to 14 Years in Prison",
        "More Violent Offenders Indicted over the Past Week",
        "Gang Member Convicted Following Bench Trial",
    ],
)
def test_words_of_a_headline_are_nobody(headline):
    assert people(f"{headline}\n\n{headline}\n\nThe man was held today, the office said.") == []


def test_a_list_of_the_accused_is_no_headline():
    text = "Defendant\nCharges\n\nOscar Daniel Morel, 37, Santa Ana\n\nMorel was charged today."
    assert people(text) == ["Oscar Daniel Morel", "Morel"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "San Diego County District Attorney\nEdith Hollis\nannounced today that it is over.",
            ["Edith Hollis"],
        ),
        (
            "An injunction was signed today\nby the Honorable\nDaniel Dixter\nagainst both gangs.",
            ["Daniel Dixter"],
        ),
        (
            "Here is what they say:\n\nSen. Katie\nBrandt:\n“The border is safe.”",
            ["Katie Brandt"],
        ),
        (
            "Senate Majority Whip John\nHalley: “Joe\nMarsden let them in.”",
            ["John Halley", "Joe Marsden"],
        ),
        (
            "The three kidnappers,\nGerardo Lopez, 22, Pacoima,\nArmando Masias, 31, were held.",
            ["Gerardo Lopez", "Armando Masias"],
        ),
    ],
)
def test_a_name_is_read_over_lines_that_a_page_broke(text, names):
    assert people(text) == names


def test_lines_of_a_form_stay_apart():
    text = "Name\nAnselmo Tirado\nCity\nSanta Ana\nLawyer\nMirna Brandt"
    assert people(text) == ["Anselmo Tirado", "Mirna Brandt"]


def test_heads_of_places_in_the_plural_are_nobody():
    assert people("Mines in Caunco and Nariñez Departments pay it.") == []


def test_a_city_behind_an_age_is_nobody():
    text = "Anselmo Tirado, 22, Pacolima, Armando Masias, 31, Lancaster, and Bo Lee, 30, fled."
    assert people(text) == ["Anselmo Tirado", "Armando Masias", "Bo Lee"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He is charged with the murder of Linda Park in Irvine.", "Linda Park"),
        ("Jaquan Lane, 31, of Queens fled.", "Jaquan Lane"),
        ("Osiris Lenin Garza Pedrosa, 23, of Queens fled.", "Osiris Lenin Garza Pedrosa"),
        ("They left. Inocente Javier Sandoval Jr., 27, was found.", "Inocente Javier Sandoval Jr"),
        ("They left. Inocente Segundo Jr., 27, was found.", "Inocente Segundo Jr"),
    ],
)
def test_a_name_is_whole_where_age_or_deed_says_that_it_is_one(text, name):
    assert people(text) == [name]


def test_a_lone_word_is_somebody_only_where_the_text_proves_it():
    text = "{} was found in the car. The office asks people to call."
    assert people(text.format("Fentanyl")) == []
    assert people(f"Judge Rivas spoke. {text.format('Rivas')}") == ["Rivas", "Rivas"]


def test_what_people_say_who_stand_beside_a_known_one_is_theirs():
    text = "Several were indicted, including Olayinka Babalola who’s been charged with murder."
    assert people(text) == ["Olayinka Babalola"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The defendant and two cohorts, Shaequan Monker and Kendell Jones, robbed a store.",
            ["Shaequan Monker", "Kendell Jones"],
        ),
        (
            "They got: Kendell Jones – 10 years, and Denzel Simmons – eight years.",
            ["Kendell Jones", "Denzel Simmons"],
        ),
    ],
)
def test_who_stands_beside_somebody_or_before_years_of_prison_is_a_person(text, names):
    assert people(text) == names


def test_places_and_bodies_beside_somebody_are_nobody():
    assert people("Dashawn Tirado and Anaheim Police were there.") == ["Dashawn Tirado"]


def test_who_speaks_in_a_transcript_is_a_person():
    text = (
        "Briefing Room\n\nMS. PASCHI:  Hi, everyone.  Good morning.\n\n"
        "VICE PRESIDENT HARLAN:  Hello.\n\nTHE PRESIDENT:  Hello.\n\nMS. PASCHI:  Go ahead."
    )
    assert people(text) == ["PASCHI", "HARLAN", "PASCHI"]


def test_a_given_name_that_is_a_town_too_is_the_person_whom_the_text_names():
    text = "Meet Melissa Diaz of Dallas, Texas. Melissa was born in Austin, Texas."
    assert people(text) == ["Melissa Diaz", "Melissa"]


def test_given_names_that_end_like_ordinary_words_are_names_in_capitals():
    text = "MEDIA ADVISORY – BILLY JANSEN DEATH PENALTY AFFIRMATION\n\nBilly Joe Jansen was heard."
    assert people(text) == ["BILLY JANSEN", "Billy Joe Jansen"]


def test_who_also_goes_by_a_name_has_it():
    reading = read("Help us find Oscar Barajas who also goes by the name of “Sporty.” He is tall.")
    assert {one.key for one in reading.mentions if one.kind == Kind.PERSON} == {
        "new:person:oscar-barajas"
    }


def test_a_surname_with_one_wrong_letter_is_the_person_of_the_text():
    reading = read("They shot David Montemayor. She believed Montemayer was rich, police said.")
    assert words(reading, Kind.PERSON) == ["David Montemayor", "Montemayer"]
    assert len({one.key for one in reading.mentions}) == 1


def test_a_surname_near_those_of_two_people_is_neither():
    reading = read("Ana Gonzalez met Bo Gonzales. Judge Gonzalec said so.")
    keys = [one.key for one in reading.mentions if one.kind == Kind.PERSON]
    assert len(set(keys)) == 3
