"""Whatever is typed is a query or is explained, and what is printed is read the same again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from entities.search.fields.registry import FIELDS, parse
from entities.search.language.parser import DEEPEST
from entities.search.language.tree import And, Not, Or, QueryError, conditions, to_text, together

# Pieces of which queries, right and wrong, are made.
PIECES = [
    *(field.shown for field in FIELDS),
    *(f"{field.name}:" for field in FIELDS),
    *'-()"*~#:,.<=> \t\x00\u00ad\u200bé…’＂（：',
    *("OR", "AND", "NOT", " OR ", "truce", "MS-13", "O'Neill", "gagn:x", "2012", "~5", "#12"),
    *("<=", "B2", "..", "rival_of(", "“", "”", "gang\u00ad:", "'gang:x'"),
]
messy = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=60)


def explained(error: QueryError, query: str) -> None:
    assert str(error).endswith((".", "?"))
    assert 0 <= error.start <= error.end <= len(query)
    if error.repaired:
        parse(error.repaired)


@settings(max_examples=600)
@given(messy)
def test_every_string_is_a_query_or_is_explained(query):
    try:
        parse(query)
    except QueryError as error:
        explained(error, query)


@settings(max_examples=600)
@given(messy)
def test_what_is_printed_is_read_the_same_again(query):
    try:
        tree = parse(query)
    except QueryError:
        return
    assert parse(to_text(tree)) == tree
    assert to_text(parse(to_text(tree))) == to_text(tree)


@settings(max_examples=600)
@given(messy)
def test_places_lie_in_the_query_and_trees_are_in_order(query):
    try:
        tree = parse(query)
    except QueryError:
        return
    spans = [node.span for node, _ in conditions(tree) if node != And()]
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(query) for span in spans)
    well_formed(tree)


def well_formed(node, *, is_top: bool = True) -> None:
    match node:
        case And() | Or():
            assert len(node.parts) >= 2 or (is_top and node == And())
            assert not any(isinstance(part, type(node)) for part in node.parts)
            for part in node.parts:
                well_formed(part, is_top=False)
        case Not():
            assert not isinstance(node.part, Not)
            well_formed(node.part, is_top=False)


LEAVES = [parse(field.shown) for field in FIELDS] + [
    parse(query) for query in ("truce", "MS-13", '"gang truce"', '"a b"~3', "extort*")
]


def deeper(parts):
    several = st.lists(parts, min_size=2, max_size=3)
    return (
        several.map(together)
        | several.map(lambda found: together(found, Or))
        | parts.map(lambda part: part.part if isinstance(part, Not) else Not(part))
    )


@given(st.recursive(st.sampled_from(LEAVES), deeper, max_leaves=DEEPEST))
def test_every_tree_can_be_written(tree):
    assert parse(to_text(tree)) == tree
