import pytest

from entities.extraction.names.match_names import Matcher
from entities.extraction.passage import make_passage
from entities.gazetteer.snapshot import KnownName
from entities.kinds import Kind
from tests.entities.pipeline_helpers import mention, read, words


def passage(text: str):
    return make_passage(
        text, published=None, precision="", body=(0, len(text)), furniture=(), dateline=""
    )


def found(text: str, *names: str) -> list[str]:
    matcher = Matcher([KnownName(name, f"gang:{name}") for name in names])
    return [text[one.start : one.end] for one in matcher.find(passage(text))]


@pytest.mark.parametrize(
    "written",
    [
        "MS-13",
        "MS13",
        "MS 13",
        "MS\u201013",
        "MS–13",
        "Ms-13",
        "ms-13",
        "Mara Salvatrucha",
        "MARA SALVATRUCHA",
        "mara salvatrucha",
        "Mara\u00a0Salvatrucha",
        "Mara Salvatrucha 13",
    ],
)
def test_every_spelling_of_a_gang_is_that_gang(written):
    reading = read(f"Police said that {written} controls the road.")
    assert [(one.text, one.key) for one in reading.mentions] == [(written, "gang:ms-13")]


def test_a_name_goes_on_in_the_next_line_of_a_paragraph():
    text = (
        "SAN SALVADOR, 3 JAN 90 -- THE ARMED FORCES SAID THAT A MEMBER OF THE MARA\n"
        "SALVATRUCHA WAS KILLED IN SAN MIGUEL ON THE DAY BEFORE YESTERDAY BY THE\n"
        "TREASURY POLICE.\n"
    )
    assert mention(read(text), "MARA\nSALVATRUCHA").key == "gang:ms-13"


def test_a_name_does_not_reach_over_a_paragraph_or_a_comma():
    assert found("They met Mara\n\nSalvatrucha was absent", "Mara Salvatrucha") == []
    assert found("with Mara, Salvatrucha and others", "Mara Salvatrucha") == []


def test_a_piece_of_a_word_is_no_name():
    assert found("a Zetasian and the MS-130 radio", "Zetas", "MS-13") == []


def test_a_longer_name_that_fails_does_not_hide_a_shorter_one():
    assert found("The Zetas Cartelization", "Zetas", "Zetas Cartel") == ["Zetas"]


def test_accents_make_no_difference():
    assert found("el Cartel de Juarez", "Cártel de Juárez") == ["Cartel de Juarez"]


def test_combining_accents_stay_in_the_span():
    text = "the Ca\u0301rtel de Jua\u0301rez men"
    assert found(text, "Cártel de Juárez") == ["Ca\u0301rtel de Jua\u0301rez"]


def test_small_words_are_no_acronyms():
    reading = read("They told us that ice covered the road, and who would help us?")
    assert reading.mentions == ()


def test_acronyms_in_capitals_are_names():
    reading = read("Agents of ICE and the DEA came from the US to help.")
    assert words(reading, Kind.AGENCY) == ["ICE", "DEA"]
    assert mention(reading, "US").key == "place:US"


def test_the_last_dot_belongs_to_an_abbreviation():
    assert words(read("He was deported to the U.S. on a plane."), Kind.LOCATION) == ["U.S."]


def test_weak_names_count_only_beside_a_cue():
    assert words(read("The bloods of both animals were tested."), Kind.GANG) == []
    assert words(read("They were alleged members of the Bloods street gang."), Kind.GANG) == [
        "Bloods"
    ]


def test_the_longest_name_wins():
    reading = read("The Sinaloa cartel moved from Sinaloa to Durango in Mexico.")
    assert words(reading, Kind.GANG) == ["Sinaloa cartel"]
    assert words(reading, Kind.LOCATION) == ["Sinaloa", "Durango", "Mexico"]


def test_a_noun_after_the_full_name_is_no_part_of_it():
    assert words(read("The Los Zetas cartel came."), Kind.GANG) == ["Los Zetas"]
