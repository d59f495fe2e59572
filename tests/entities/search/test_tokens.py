import pytest

from entities.kinds import Kind
from entities.models import Alias
from entities.search.fields.entity_names import written
from entities.search.fields.registry import parse
from entities.search.page.tokens import Token, named_in, tokens
from entities.search.query import interpret
from tests.factories import make_entity

pytestmark = pytest.mark.django_db


def pieces(query: str) -> list[Token]:
    tree = parse(query)
    understood = interpret(tree)
    return tokens(tree, understood, written(named_in(understood)))


@pytest.fixture
def ms13():
    return make_entity("MS-13", aliases=["Mara Salvatrucha"])


def test_every_piece_can_be_taken_out(ms13):
    without = {one.text: one.without for one in pieces('truce gang:MS-13 -"a b" in:2012')}

    assert without == {
        "truce": 'gang:MS-13 -"a b" in:2012',
        "MS-13": 'truce -"a b" in:2012',
        '"a b"': 'truce gang:MS-13 in:2012',
        "in:2012": 'truce gang:MS-13 -"a b"',
    }  # fmt: skip


def test_words_narrow_to_the_entity_and_the_entity_widens_to_words(ms13):
    (name, words) = pieces("mara salvatrucha truce")
    assert (name.narrowed, name.widened) == ("gang:MS-13 truce", "")
    assert (name.alias, words.text) == ("mara salvatrucha", "truce")

    (name,) = pieces('gang:"Mara Salvatrucha"')
    assert (name.narrowed, name.widened) == ("", '"Mara Salvatrucha"')


def test_entities_of_one_name_can_be_chosen():
    pair = [make_entity("Los Rojos"), make_entity("Los Rojos")]

    (name,) = pieces("los rojos")
    assert [choice.query for choice in name.choices] == [
        f'gang:"Los Rojos"#{entity.pk}' for entity in pair
    ]
    assert name.entities == ()
    assert len(pieces('gang:"Los Rojos"')[0].choices) == 2


def test_a_weak_name_of_ordinary_words_is_offered_and_searched_as_words():
    contras = make_entity("Nicaraguan Contras")
    club = make_entity("Brothers of Lima")
    for entity, name in ((contras, "rebels"), (club, "Police Brothers"), (club, "police")):
        Alias.objects.create(entity=entity, name=name, weak=True)

    (words,) = pieces("the rebels fought the police brothers")
    assert (words.text, words.entities) == ("the rebels fought the police brothers", ())
    assert [choice.query for choice in words.choices] == [
        'the gang:"Nicaraguan Contras" fought the police brothers',
        'the rebels fought the gang:"Brothers of Lima"',
    ]
    (quoted,) = pieces('"Police Brothers"')
    assert quoted.entities == ()
    assert [choice.query for choice in quoted.choices] == ['gang:"Brothers of Lima"']


def test_a_place_that_is_not_meant_can_be_chosen():
    department = make_entity("San Miguel", Kind.LOCATION)
    town = make_entity("San Miguel", Kind.LOCATION, parent=department)

    (name,) = pieces("San Miguel")
    assert name.entities == (department,)
    assert [choice.query for choice in name.choices] == [f'place:"San Miguel"#{town.pk}']


def test_unknown_names_are_told(ms13):
    unknown = [one.unknown for one in pieces("gang:Nobody source:x near:y rel:rival_of(MS-13, z)")]

    assert unknown == [("Nobody",), ("x",), ("y",), ("z",)]


def test_alternatives_and_brackets_are_shown(ms13):
    shown = [one.text for one in pieces("(truce OR peace police) -(a OR b) MS-13")]

    assert shown == [
        *("(", "truce", "or", "peace police", ")"),
        *("not", "(", "a", "or", "b", ")", "MS-13"),
    ]


def test_a_piece_among_alternatives_leaves_the_others():
    assert [one.without for one in pieces("truce OR peace") if isinstance(one, Token)] == [
        "peace",
        "truce",
    ]


def test_one_of_two_equal_pieces_is_taken_out():
    assert [one.without for one in pieces("-truce -truce")] == ["-truce", "-truce"]
