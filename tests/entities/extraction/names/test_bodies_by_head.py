import pytest

from entities.kinds import Kind
from tests.entities.pipeline_helpers import mention, read, words


@pytest.mark.parametrize(
    "text, names",
    [
        ("General Vega commands the 9th Infantry Brigade.", ["9th Infantry Brigade"]),
        ("He served in the Halcones Battalion near the river.", ["Halcones Battalion"]),
        ("The Marlow Gang Suppression Team held him.", ["Marlow Gang Suppression Team"]),
        ("Detectives of the Frauds Bureau wrote it.", ["Frauds Bureau"]),
        ("The senate’s Special Commission for the Study of Rural Violence met.",
         ["Special Commission for the Study of Rural Violence"]),
        ("They asked the Legislative Research Service.", ["Legislative Research Service"]),
        ("He left the Marlow DA’s Office after ten years.", ["Marlow DA’s Office"]),
        ("The file lay with the Marlow County District Attorney’s Office Major Crimes Unit.",
         ["Marlow County District Attorney’s Office Major Crimes Unit"]),
        ("The District Attorney’s Homicide Bureau has the case.", ["Homicide Bureau"]),
        ("The Marlow County District Attorney’s HAWK Unit has it.",
         ["Marlow County District Attorney’s HAWK Unit"]),
        ("Marlow District Attorney Jane Roe spoke.", ["Marlow District Attorney"]),
        ("The Marlow Police Department Gang Unit searched the house.",
         ["Marlow Police Department Gang Unit"]),
        ("She works in the Human Exploitation and Trafficking Unit.",
         ["Human Exploitation and Trafficking Unit"]),
        ("The Marlow Department of Corrections and Rehabilitation holds him.",
         ["Marlow Department of Corrections and Rehabilitation"]),
    ],
)  # fmt: skip
def test_the_head_of_a_name_makes_it_an_agency(text, names):
    assert words(read(text), Kind.AGENCY) == names


@pytest.mark.parametrize(
    "text, agencies",
    [
        ("Mayor Kevin Doyle and Marlow City Police Commissioner Tom Reilly came.",
         ["Marlow City Police"]),
        ("Governor Elena Marsh and State Police Superintendent Carl Booth came.", ["State Police"]),
        ("The Marlow Probation Department and Marlow County Sheriff’s Department helped.",
         ["Marlow Probation Department", "Marlow County Sheriff’s Department"]),
        ("The Gang Unit of the Marlow Police Department came.",
         ["Gang Unit", "Marlow Police Department"]),
    ],
)  # fmt: skip
def test_people_and_other_bodies_are_no_part_of_a_name(text, agencies):
    assert words(read(text), Kind.AGENCY) == agencies


@pytest.mark.parametrize(
    "text",
    [
        "The hearing is in Department C-41 of the court house.",
        "He broke Penal Code Section 187 twice.",
        "Wanted: Gil Peña, DOB: 11-02-84, for a DUI.",
        "The Operation Black Kite Act was signed by the Deputy Bureau Chief.",
        "In Cauca Department the crop is coca.",
        "They live on Curtis Court and gave him a Safety Zone.",
        "THE COUNTRY WANTS PROFESSIONAL ARMED FORCES AND NO POLICE IN ITS STREETS AT NIGHT.",
    ],
)
def test_rooms_laws_forms_and_places_are_no_bodies(text):
    reading = read(text)
    assert words(reading, Kind.AGENCY) + words(reading, Kind.ORGANIZATION) == []


@pytest.mark.parametrize(
    "text, name",
    [
        ("He studied at Marlow University School of Law.", "Marlow University School of Law"),
        ("She founded the Marlow Youth Foundation in 2001.", "Marlow Youth Foundation"),
        ("The Marlow County Gang Prevention Partnership met.",
         "Marlow County Gang Prevention Partnership"),
        ("The Marlow County Board of Education paid.", "Marlow County Board of Education"),
        ("He robbed the Franklin’s Velox Bank at noon.", "Velox Bank"),
        ("El rector de la Universidad Nacional de Marlow habló.", "Universidad Nacional de Marlow"),
    ],
)  # fmt: skip
def test_other_heads_make_an_organization(text, name):
    assert words(read(text), Kind.ORGANIZATION) == [name]


def test_names_in_capitals_are_read_by_their_heads_too():
    reading = read(
        "GUERRILLAS ATTACKED THE 7TH INFANTRY BRIGADE AND MILITARY DETACHMENT NO. 9 YESTERDAY. "
        "THE POLICE SAID THE ARMY TROOPS FLED FROM THE LONG-RANGE RECONNAISSANCE PATROL."
    )
    assert words(reading, Kind.AGENCY) == [
        "7TH INFANTRY BRIGADE",
        "MILITARY DETACHMENT NO. 9",
        "LONG-RANGE RECONNAISSANCE PATROL",
    ]
    assert reading.meant_by(mention(reading, "7TH INFANTRY BRIGADE")).name == "7th Infantry Brigade"


def test_who_published_stands_in_a_dateline_and_behind_a_word_for_newspapers():
    reading = read("Lima, 4 May 91 (LA GACETILLA) -- [Text] Two fled, the daily OJITO writes.")
    assert words(reading, Kind.ORGANIZATION) == ["LA GACETILLA", "OJITO"]


def test_a_unit_that_speaks_of_gangs_is_no_gang():
    reading = read(
        "The Marlow County Gang Suppression Team (GSTX) came. Two GSTX detectives stayed."
    )
    assert words(reading, Kind.GANG) == []
