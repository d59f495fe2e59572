import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.search.fields.publication_dates import Published
from entities.search.fields.registry import parse
from entities.search.language.tree import (
    filters,
    to_text,
    with_condition,
    without_condition,
    without_fields,
)


@pytest.mark.parametrize(
    ("query", "condition", "narrowed"),
    [
        ("", "gang:MS-13", "gang:MS-13"),
        ("truce", "gang:MS-13", "truce gang:MS-13"),
        ("a OR b", "gang:MS-13", "(a OR b) gang:MS-13"),
        ("gang:X", "gang:Y", "gang:X gang:Y"),
        ("gang:X", "gang:X", "gang:X"),
        ("truce source:A", "source:B", "truce (source:A OR source:B)"),
        ("(source:A OR source:B) truce", "source:C", "(source:A OR source:B OR source:C) truce"),
        ("source:A OR source:B", "source:B", "source:A OR source:B"),
        ("source:A OR truce", "source:B", "(source:A OR truce) source:B"),
        ("in:2010", "in:2012", "in:2010 OR in:2012"),
        ("-source:A", "source:B", "-source:A source:B"),
    ],
)
def test_a_condition_is_added(query, condition, narrowed):
    tree = with_condition(parse(query), parse(condition))

    assert to_text(tree) == narrowed
    assert parse(narrowed) == tree


@pytest.mark.parametrize(
    ("query", "condition", "widened"),
    [
        ("gang:MS-13", "gang:MS-13", ""),
        ("truce gang:MS-13", "gang:MS-13", "truce"),
        ("truce (source:A OR source:B)", "source:A", "truce source:B"),
        ("source:A OR source:B", "source:A", "source:B"),
        ("truce -gang:MS-13", "gang:MS-13", "truce -gang:MS-13"),
        ("truce", "gang:MS-13", "truce"),
    ],
)
def test_a_condition_is_taken_away(query, condition, widened):
    assert to_text(without_condition(parse(query), parse(condition))) == widened


def test_all_conditions_of_a_field_are_taken_away():
    tree = parse("truce (in:2010 OR in:2012) before:2015 -in:2011")

    assert to_text(without_fields(tree, Published)) == "truce -in:2011"


def test_the_filters_of_a_query_are_what_every_hit_fulfils():
    tree = parse("gang:X (source:A OR source:B) (truce OR gang:Y) -gang:Z status:done")

    assert [to_text(one) for one in filters(tree)] == [
        "gang:X",
        "source:A",
        "source:B",
        "-gang:Z",
        "status:done",
    ]


QUERIES = [
    parse(query)
    for query in (
        *("", "truce", "a OR b", "gang:X", "source:A OR source:B", "x (source:A OR source:B)"),
        *("-gang:Y", "in:2012 status:done", "(truce OR gang:Z) gang:X", "-(a OR b) grade:B2"),
    )
]
CONDITIONS = [parse(one) for one in ("gang:Q", "source:Q", "in:1999", "tlp:RED", "near:Q~5km")]


@given(st.sampled_from(QUERIES), st.lists(st.sampled_from(CONDITIONS), unique=True))
def test_what_was_added_can_be_taken_away_again(tree, added):
    changed = tree
    for condition in added:
        changed = with_condition(changed, condition)
        assert condition in filters(changed)
    for condition in added:
        changed = without_condition(changed, condition)
    assert changed == tree
    assert parse(to_text(changed)) == tree
