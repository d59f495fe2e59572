import pytest

from entities.kinds import Kind
from tests.entities.pipeline_helpers import mention, read, words


def test_an_acronym_in_brackets_means_the_name_before_it():
    reading = read(
        "The Pinewood Locos Salvatrucha (PLS) were blamed. Two members of PLS fled on Monday."
    )
    assert words(reading, Kind.GANG) == ["Pinewood Locos Salvatrucha", "PLS", "PLS"]
    assert len({one.key for one in reading.mentions if one.kind == Kind.GANG}) == 1


def test_a_known_acronym_gives_an_unlisted_name_its_meaning():
    reading = read("The Royal Mounted Police of Canada (RCMP) took part, the gang said.")
    acronym = mention(reading, "RCMP")
    assert not acronym.key.startswith("new:")


def test_an_editor_who_translates_an_acronym_says_what_it_means():
    reading = read("They stole a LATN [National Air Transport Company] plane. LATN has others.")
    assert words(reading, Kind.ORGANIZATION) == ["LATN", "National Air Transport Company", "LATN"]
    assert len({one.key for one in reading.mentions if one.kind == Kind.ORGANIZATION}) == 1


def test_brackets_after_a_name_may_hold_something_else():
    reading = read("The Alder Street gang (see map) and the Hoolie gang (UK) fought.")
    assert words(reading, Kind.GANG) == ["Alder Street gang", "Hoolie gang"]


@pytest.mark.parametrize(
    "link",
    [", also known as the", ", better known as the", ", a.k.a. the", " (also called the"],
)
def test_two_names_of_one_gang_are_one_gang(link):
    reading = read(f"He joined the Nine Oaks Crips{link} Bugout Crips, a set of the city.")
    keys = {one.key for one in reading.mentions if one.kind == Kind.GANG}
    assert len(keys) == 1


def test_two_listed_gangs_stay_two():
    reading = read("The gang MS-13, also known as Barrio 18 to some, is no other.")
    assert {one.key for one in reading.mentions if one.kind == Kind.GANG} == {
        "gang:ms-13",
        "gang:barrio-18",
    }


@pytest.mark.parametrize(
    "introduction",
    [
        "Shakur Ellis, a/k/a “Shak,” opened fire.",
        "Two men of the set, Shakur Ellis, aka “Shak”, opened fire.",
        "Shakur Ellis, “Shak,” an inmate, opened fire.",
        "Shakur Ellis, or “Shak,” opened fire.",
        "Shakur Ellis, known as 'Shak', opened fire.",
        "Shakur Ellis, also called “Shak”, opened fire.",
        "Shakur Ellis, known on the block as “Shak,” opened fire.",
    ],
)
def test_a_nickname_joins_the_name_before_it(introduction):
    reading = read(f"{introduction} Shak was caught later.")
    assert words(reading, Kind.PERSON) == ["Shakur Ellis", "Shak", "Shak"]
    assert len({one.key for one in reading.mentions if one.kind == Kind.PERSON}) == 1


def test_an_acronym_between_commas_means_the_name_before_it():
    reading = read("He ran the Pinewood Locos Salvatrucha, or PLS, in the city. The PLS fled.")
    assert words(reading, Kind.GANG) == ["Pinewood Locos Salvatrucha", "PLS", "PLS"]
    assert len({one.key for one in reading.mentions if one.kind == Kind.GANG}) == 1


def test_a_short_name_may_be_made_of_the_beginnings_of_words():
    reading = read("The Secretaría de Defensa Marítima (Sedema) and soldiers of Sedema came.")
    assert len({one.key for one in reading.mentions if one.text.startswith("Sede")}) == 1


def test_a_place_that_acts_as_a_cartel_is_the_cartel():
    reading = read(
        "They buy from the Sinaloa cartel. “Sinaloa sends it north,” he said in Sinaloa, Mexico."
    )
    assert words(reading, Kind.GANG) == ["Sinaloa cartel", "Sinaloa"]
    assert [one.kind for one in reading.mentions if one.text == "Sinaloa"] == [
        Kind.GANG,
        Kind.LOCATION,
    ]


def test_a_spanish_office_is_meant_by_its_first_word_too():
    reading = read("Informó la Fiscalía General de la República. Según la Fiscalía, huyó.")
    assert len({one.key for one in reading.mentions if one.text.startswith("Fiscalía")}) == 1
    assert words(reading, Kind.AGENCY) == ["Fiscalía General de la República", "Fiscalía"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "the Bureau of Rural Safety and River Patrol (BRSRP) met.",
            "Bureau of Rural Safety and River Patrol",
            Kind.AGENCY,
        ),
        (
            "the Gun Strategies Partnership (GSP) met.",
            "Gun Strategies Partnership",
            Kind.ORGANIZATION,
        ),
        ("the Long Lake Harbour Boys (LLHB) fought.", "Long Lake Harbour Boys", Kind.GANG),
    ],
)
def test_the_letters_in_brackets_tell_where_a_name_begins(text, name, kind):
    reading = read(f"On Monday {text} Nobody else did.")
    assert words(reading, kind)[0] == name


def test_letters_that_stand_for_no_body_make_none():
    reading = read("He was held for Driving Under Influence (DUI) and Grand Theft Auto (GTA).")
    assert not reading.mentions


def test_an_acronym_may_be_short_for_two_names_of_a_gang():
    reading = read("They ran the gang known as FNO (Fort Nelson Only or Fear No One) for years.")
    assert words(reading, Kind.GANG) == ["FNO", "Fort Nelson Only", "Fear No One"]
    assert len({one.key for one in reading.mentions}) == 1


def test_a_short_name_in_a_list_with_a_gang_is_a_gang():
    reading = read("The labs that MS-13, TDA, and others run are new.")
    assert words(reading, Kind.GANG) == ["MS-13", "TDA"]


def test_the_word_before_letters_in_brackets_is_no_acronym():
    reading = read(
        "SAN SALVADOR, 4 MAY 90 (EFE) -- THE FARABUNDO MARTI FRONT (FMLN) MET. A FRONT OF COLD AIR "
        "CAME."
    )
    assert words(reading, Kind.GANG)[-1] == "FMLN"
