import pytest

from entities.kinds import Kind
from tests.entities.pipeline_helpers import read, words


@pytest.mark.parametrize(
    "text, name",
    [
        ("U.S. Attorney Marcus Adeyemi spoke on Monday.", "Marcus Adeyemi"),
        ("Trial Attorneys Rebecca Thune and others are on the case.", "Rebecca Thune"),
        ("U.S. District Judge Andrew L. Carter, Jr. sentenced the man.", "Andrew L. Carter, Jr."),
        ("Yet Wilson Joseph still commands the men.", "Wilson Joseph"),
        ("The priest, Rev. Anselmo Tirado, was threatened.", "Anselmo Tirado"),
        ("They killed Pierre-Louis Exantus in May.", "Pierre-Louis Exantus"),
        ("The house of Rocco Surace's cousin burned.", "Rocco Surace"),
    ],
)
def test_a_given_name_begins_a_person(text, name):
    assert name in words(read(text), Kind.PERSON)


@pytest.mark.parametrize(
    "text",
    [
        "A shop on Florence Avenue was burned.",
        "The Victoria Police said so.",
        "He fled to San Pedro Sula on Monday.",
        "Members of the Andre Street Crips were held.",
        "The Santa Rosa Gang was blamed.",
    ],
)
def test_a_given_name_alone_makes_no_person_of_a_place_or_a_body(text):
    assert words(read(text), Kind.PERSON) == []


def test_kin_may_be_named_by_the_given_name_alone():
    text = "Prosecutors say that his brother, Marvin, drove the car."
    assert words(read(text), Kind.PERSON) == ["Marvin"]


def test_capitals_do_not_stretch_a_name():
    text = "POLICE SAID GUSTAVO ADOLFO MEJIA ESCAPED FROM THE PRISON YESTERDAY WITH THREE OTHERS."
    assert words(read(text), Kind.PERSON) == ["GUSTAVO ADOLFO MEJIA"]
