import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.search.query import LONGEST_QUERY, QueryError, Term, parse


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", []),
        ("gang truce", [Term("gang"), Term("truce")]),
        ('"gang truce"', [Term("gang truce", is_phrase=True)]),
        ("“gang truce”", [Term("gang truce", is_phrase=True)]),
        ("-police", [Term("police", is_negated=True)]),
        ('gang:"Barrio 18"', [Term("Barrio 18", "gang", is_phrase=True)]),
        ("location:California", [Term("California", "location")]),
        ("LOCATION: California", [Term("California", "location")]),
        ("http://example.org 12:30", [Term("http://example.org"), Term("12:30")]),
        ("a\x00b\tc", [Term("a"), Term("b"), Term("c")]),
        ("- … !", []),
        ("MS-13", [Term("MS-13")]),
    ],
)
def test_a_query_is_read_as_terms(query, terms):
    assert parse(query) == terms


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('truce "gang', "character 7 has no partner"),
        ("x" * (LONGEST_QUERY + 1), "at most 1,000"),
        ("truce gang:", "needs a name after it"),
        ('person:""', "needs a name after it"),
        ("a " * 60, "at most 50"),
    ],
)
def test_what_cannot_be_meant_is_explained(query, words):
    with pytest.raises(QueryError, match=words):
        parse(query)


@given(st.text(max_size=200))
def test_every_string_is_a_query_or_is_explained(query):
    try:
        terms = parse(query)
    except QueryError as error:
        assert str(error).endswith((".", "”."))
    else:
        assert all(term.text for term in terms)


@given(st.text(max_size=60))
def test_what_was_read_reads_the_same_again(query):
    try:
        terms = parse(query)
    except QueryError:
        return
    again = parse(" ".join(map(str, terms)))
    assert [(term.text, term.field, term.is_negated) for term in again] == [
        (term.text, term.field, term.is_negated) for term in terms
    ]
