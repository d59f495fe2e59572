"""The rows of the kinds are whole, and agree with each other and with what is derived."""

import re

import pytest
from django.urls import reverse

from entities import kinds
from entities.gazetteer.file_format import TABLES
from entities.kinds import ENTITY_KINDS, LETTERS, VALUE_KINDS, Kind, RelationKind


def test_every_kind_is_an_entity_or_a_value_and_entities_come_first():
    assert [*Kind] == [*ENTITY_KINDS, *VALUE_KINDS]


@pytest.mark.parametrize("kind", ENTITY_KINDS)
def test_a_kind_of_entity_can_be_searched_for_and_stands_in_patterns(kind):
    row = kind.row
    assert row.field and row.says and row.example and row.facet
    assert re.fullmatch("[A-Z]", LETTERS[kind])


def test_each_kind_is_chosen_by_a_digit_of_its_own():
    keys = [kind.row.key for kind in Kind]
    assert {*keys} <= {*"123456789"} and len(keys) == len({*keys})


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_has_its_colour_and_underline_in_the_style_sheet(client, kind):
    sheet = client.get(reverse("entities:kind_styles")).content.decode()
    assert f"--{kind.value}: light-dark({kind.row.colour[0]}, {kind.row.colour[1]});" in sheet
    assert f'[data-kind="{kind.value}"]' in sheet and kind.row.underline.split()[0] in sheet


def test_every_table_of_the_gazetteer_belongs_to_the_kind_that_its_rows_are():
    tables = {table: kind for kind in Kind for table in kind.row.gazetteer}
    assert tables == {name: table.kind for name, table in TABLES.items()}


def test_a_kind_is_found_by_its_value_and_is_its_value():
    for kind in Kind:
        assert Kind(kind.value) is kind
        assert kind == kind.value == str(kind)
    assert ("location", "place") in Kind.choices


def test_what_excludes_does_so_both_ways():
    assert RelationKind.RIVAL_OF.excludes == (RelationKind.ALLIED_WITH, RelationKind.FACTION_OF)
    for kind in RelationKind:
        for other in kind.excludes:
            assert kind in other.excludes


def test_who_leads_is_a_member():
    assert RelationKind.LEADER_OF.implies == (RelationKind.MEMBER_OF,)
    assert RelationKind.MEMBER_OF.implied_by == (RelationKind.LEADER_OF,)


def test_two_rows_that_say_the_same_are_refused():
    with pytest.raises(ValueError, match="Two kinds have the letter G"):
        kinds._check_once("letter", ["G", "P", "", "", "G"])
