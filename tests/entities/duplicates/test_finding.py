"""Which entities are proposed as one, with which reasons, and which are not."""

import pytest

from entities.duplicates.actions import decide
from entities.duplicates.find_duplicates import Looked, find_duplicates
from entities.duplicates.written_names import sound
from entities.kinds import Kind, RelationKind
from entities.models import Duplicate, DuplicateDecision
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db

PERSON, GANG, AGENCY = Kind.PERSON, Kind.GANG, Kind.AGENCY


def found() -> dict[frozenset[str], str]:
    """The pairs by their names, each with all its reasons."""
    find_duplicates()
    return {
        frozenset((pair.first.name, pair.second.name)): "; ".join(
            words for _, words in pair.reasons
        )
        for pair in Duplicate.objects.select_related("first", "second")
    }


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (PERSON, "Sergei Mikhailov", "Sergey Mikhaylov"),
        (PERSON, "Sergey Mikhaylov", "Serguei Mijailov"),
        (PERSON, "Сергей Михайлов", "Sergei Mikhailov"),
        (PERSON, "Joaquín Guzmán Loera", "Joaquin Guzman"),
        (PERSON, "Donavan Frazier", "Donovan Frazier"),
        (PERSON, "Robert Sandifer", "Bobby Sandifer"),
        (PERSON, "Guzmán Joaquín", "Joaquin Guzman"),
        (PERSON, "Thomas Purtell", "T. Purtell"),
        (GANG, "Lincoln Fam", "Lincoln Family"),
        (GANG, "8-Trey", "Eight Trey"),
        (GANG, "Mara Salvatrucha", "Mara Salvatruca"),
        (GANG, "Eighteenth Street gang", "18th Street"),
        (GANG, "Black Guerrilla Family Nation", "BGFN"),
        (AGENCY, "Dallas Police Department", "Departamento de Policía de Dallas"),
    ],
)
def test_names_of_one_are_proposed(kind, one, other):
    make_entity(one, kind)
    make_entity(other, kind)
    assert frozenset((one, other)) in found()


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (PERSON, "Mario Zambada", "Maria Zambada"),
        (PERSON, "Ernesto Fonseca", "Rafael Fonseca"),
        (PERSON, "Henry Nicholas", "Henry Nicholas Jr."),
        (PERSON, "alias “Cobra”", "alias “Mamba”"),
        (GANG, "18th Street", "38th Street"),
        (GANG, "East Side Pirus", "West Side Pirus"),
        (AGENCY, "Dallas Police Department", "Plano Police Department"),
    ],
)
def test_names_of_two_are_not(kind, one, other):
    make_entity(one, kind)
    make_entity(other, kind)
    assert not found()


def test_what_speaks_against_it_outweighs_a_misprint():
    one, other = (make_entity(name, PERSON) for name in ("Donavan Frazier", "Donovan Frazier"))
    text = "Donavan Frazier met Donovan Frazier in May."
    article = make_article(text)
    make_mention(article, "Donavan Frazier", one)
    make_mention(article, "Donovan Frazier", other)
    assert not found()


def test_relatives_are_not_proposed():
    one, other = (make_entity(name, PERSON) for name in ("Donavan Frazier", "Donovan Frazier"))
    text = "They are brothers."
    make_evidence(make_article(text), text, one, RelationKind.FAMILY_OF, other)
    assert not found()


def test_namesakes_of_two_countries_are_not_proposed():
    make_entity("Donavan Frazier", PERSON, country="US")
    make_entity("Donovan Frazier", PERSON, country="ZA")
    make_entity("Donoven Frazier", PERSON, country="US")
    pairs = found()
    assert [*pairs] == [frozenset(("Donavan Frazier", "Donoven Frazier"))]
    assert "both in United States" in pairs[frozenset(("Donavan Frazier", "Donoven Frazier"))]


def test_neighbours_and_relationships_that_both_have_speak_for_it():
    """A surname alone tells too little; who is named beside both, and where both belong, does."""
    kings, friend = make_entity("Kings"), make_entity("Ana Ruiz", PERSON)
    for name in ("Kubiak", "Kubiack"):
        one = make_entity(name, PERSON)
        article = make_article(f"{name} of the Kings. Ana Ruiz saw it.")
        make_mention(article, name, one)
        make_mention(article, "Ana Ruiz", friend)
        make_evidence(article, f"{name} of the Kings.", one, RelationKind.MEMBER_OF, kings)
    reasons = found()[frozenset(("Kubiak", "Kubiack"))]
    assert "both: member of Kings" in reasons
    assert "named beside the same: Ana Ruiz" in reasons


def test_two_rows_of_the_gazetteer_are_two():
    make_entity("Lincoln Fam", gazetteer_key="gang:lincoln-fam")
    make_entity("Lincoln Family", gazetteer_key="gang:lincoln-family")
    assert not found()


def test_only_what_changed_is_compared_again():
    one = make_entity("Lincoln Fam")
    make_entity("Lincoln Family")
    assert find_duplicates().entities == 2
    assert find_duplicates().entities == 0
    make_mention(make_article("Lincoln Fam"), "Lincoln Fam", one)
    third = make_entity("The Lincoln Family gang")
    assert find_duplicates() == Looked(entities=2, pairs=3)
    third.delete()
    assert Duplicate.objects.count() == 1


def test_a_look_that_is_stopped_keeps_nothing():
    make_entity("Lincoln Fam")
    make_entity("Lincoln Family")
    find_duplicates(lambda: True)
    assert not Duplicate.objects.exists()
    assert found()


def test_what_was_decided_is_not_asked_again(analyst):
    one, other = make_entity("Lincoln Fam"), make_entity("Lincoln Family")
    find_duplicates()
    decide(one, other, DuplicateDecision.Decision.DIFFERENT, user=analyst)
    make_mention(make_article("Lincoln Fam"), "Lincoln Fam", one)
    assert found()
    assert not Duplicate.objects.undecided().exists()


def test_one_sound_is_one_key():
    for words in ("mikhailov mikhaylov mijailov", "sergei sergey serguei", "osama usama"):
        assert len({sound(word) for word in words.split()}) == 1
    assert sound("guzman") != sound("garcia")
