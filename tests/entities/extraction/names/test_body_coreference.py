import pytest

from entities.extraction.names.body_coreference import full_name, in_title_case
from entities.kinds import Kind
from tests.entities.pipeline_helpers import read, words

IN_THE_STATES = " This happened in Texas, United States, on Monday."


def keys(reading, kind=Kind.AGENCY):
    return {one.key for one in reading.mentions if one.kind == kind}


@pytest.mark.parametrize(
    "text",
    [
        "Marlow District Attorney Jane Roe spoke. The Marlow District Attorney’s Office and the "
        "Marlow DA agree. The DA’s Office and the District Attorney’s Office are one.",
        "The Marlow Police Department came. Marlow Police Chief Tom Reilly and Marlow PD stayed. "
        "MPD (no other) knows it." + IN_THE_STATES,
        "Marlow County Sheriff Tom Reilly spoke. The Marlow County Sheriff’s Department searched. "
        "MCSD and the Sheriff’s Department found guns.",
        "The Violent Marauders Bureau works. VMB is small, and the VMB Bureau too.",
        "The HAWK Unit came at dawn. Members of HAWK stayed.",
        "The Marlow County District Attorney’s Office spoke, and the Office of the District "
        "Attorney agreed.",
        "The M.C. Regional Gang Enforcement Team met. The Regional Gang Enforcement Team is old.",
    ],
)
def test_forms_of_one_body_have_one_meaning(text):
    reading = read(text)
    assert len(words(reading, Kind.AGENCY)) > 1
    assert len(keys(reading)) == 1


def test_offices_of_two_places_stay_two():
    reading = read(
        "Marlow District Attorney Jane Roe and Selby District Attorney John Hale spoke together."
    )
    assert len(keys(reading)) == 2


def test_a_form_of_a_listed_agency_leads_to_it():
    reading = read("Brooklyn District Attorney Jane Roe thanked New York City Police.")
    assert keys(reading) == {"agency:brooklyn-da", "agency:nypd"}


def test_an_acronym_before_a_name_in_brackets_means_it():
    reading = read(
        "THE TROOPS ATTACKED THE CETIPOLA [POLICE TRAINING CENTER] AT DAWN, AND THE CETIPOLA "
        "BURNED ALL DAY LONG WHILE THE REBELS FLED."
    )
    assert words(reading, Kind.AGENCY) == ["CETIPOLA", "POLICE TRAINING CENTER", "CETIPOLA"]
    assert len(keys(reading)) == 1


def test_short_forms_are_no_names_for_other_articles():
    reading = read(
        "The Marlow County Sheriff’s Department (MCSD) came. The Sheriff’s Department left."
    )
    (key,) = keys(reading)
    assert reading.names[key] == ("Marlow County Sheriff’s Department",)


@pytest.mark.parametrize(
    "written, country, name",
    [
        ("Marlow DA", "", "Marlow District Attorney's Office"),
        ("Marlow PD", "", "Marlow Police Department"),
        ("Marlow Police", "US", "Marlow Police Department"),
        ("Marlow Police", "GB", "Marlow Police"),
        ("Texas State Police", "US", "Texas State Police"),
        ("Marlow Public Defender", "US", "Marlow Public Defender's Office"),
    ],
)
def test_the_full_name_of_an_agency(written, country, name):
    assert full_name(written, country) == name


def test_names_in_capitals_are_kept_as_others_write_them():
    assert in_title_case("UN MISSION FOR THE RIVER-LANDS") == "UN Mission for the River-Lands"
    assert in_title_case("U.S. EMBASSY") == "U.S. Embassy"
    assert in_title_case("Marlow PD") == "Marlow PD"
