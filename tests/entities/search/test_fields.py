"""What all fields of the search have in common, and that kinds of entities are among them."""

from collections import Counter

import pytest
from django.db.models import Q

from entities.kinds import ENTITY_KINDS, Kind
from entities.search.fields.registry import FIELDS, PARSER, class_of, parse
from entities.search.fields.search_field import Meaning
from entities.search.language.tree import to_text
from entities.search.query import condition, interpret
from entities.search.views import completions


def test_every_kind_of_entity_has_a_field_of_its_own():
    assert [field.kind for field in FIELDS if field.kind] == list(ENTITY_KINDS)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_asked_for_by_its_value_and_its_plural(kind):
    by_value, by_plural = parse(f"kind:{kind.value}"), parse(f"kind:{kind.plural.lower()}")

    assert by_value == by_plural
    assert by_value.kind == kind


def test_a_word_before_a_colon_asks_for_one_field_only():
    words = Counter(word for field in FIELDS for word in (field.name, *field.others, *field.tried))

    assert max(words.values()) == 1


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_what_people_try_instead_leads_to_the_field(field):
    assert all(PARSER.nearest(word) == field for word in field.tried)


@pytest.mark.django_db
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_example_of_a_field_is_read_looked_up_and_made_a_filter(field):
    tree = parse(field.shown)
    meant = interpret(tree)

    assert isinstance(tree, class_of(field)) or field.name == "near"
    assert isinstance(meant, Meaning)
    assert parse(to_text(meant.as_written)) == tree
    assert isinstance(condition(meant), Q)


@pytest.mark.django_db
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_beginning_of_a_field_is_completed(field):
    assert f"{field.name}:" in [one.head for one in completions(field.name)]
