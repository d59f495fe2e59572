"""Quotes that go back to one another are one origin."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from articles.article_choices import Handling
from entities.weights.origins import Origin, Piece, origins, sentence_key

PIECES = st.builds(
    Piece,
    article=st.integers(1, 9),
    source=st.integers(1, 9),
    cluster=st.integers(1, 9),
    sentence=st.sampled_from(["", "a b", "c", "d", "e", "f"]),
    handling=st.sampled_from(Handling.values),
)


def piece(source: int, *, cluster: int = 0, sentence: str = "", handling="CLEAR") -> Piece:
    """One of an article with a cluster of its own, unless another is given."""
    return Piece(source, source, cluster or -source, sentence, handling)


def hang_together(one: Piece, other: Piece) -> bool:
    """The rule itself, for two."""
    return (
        one.source == other.source
        or (one.sentence != "" and one.sentence == other.sentence)
        or one.cluster == other.cluster
    )


def reference(pieces: list[Piece]) -> set[frozenset[int]]:
    """Places of pieces, joined pair by pair until nothing changes."""
    groups = [{place} for place in range(len(pieces))]
    for one, other in combinations(range(len(pieces)), 2):
        if hang_together(pieces[one], pieces[other]):
            both = [group for group in groups if one in group or other in group]
            groups = [group for group in groups if group not in both] + [set().union(*both)]
    return {frozenset(group) for group in groups}


def as_sets(found: list[Origin]) -> set[frozenset[Piece]]:
    return {frozenset(origin.pieces) for origin in found}


@given(st.lists(PIECES, max_size=12))
def test_origins_are_what_hangs_together_pair_by_pair(pieces):
    expected = reference(pieces)
    found = origins(pieces)
    assert sorted(len(origin.pieces) for origin in found) == sorted(map(len, expected))
    assert as_sets(found) == {frozenset(pieces[place] for place in group) for group in expected}


@given(
    st.lists(PIECES, max_size=12).flatmap(
        lambda some: st.tuples(st.just(some), st.permutations(some))
    )
)
def test_the_order_of_the_pieces_does_not_matter(both):
    pieces, other = both
    assert as_sets(origins(pieces)) == as_sets(origins(other))


@given(st.lists(PIECES, max_size=12), PIECES)
def test_one_more_piece_adds_an_origin_or_joins_those_that_it_touches(pieces, more):
    before, after = len(origins(pieces)), len(origins([*pieces, more]))
    touched = sum(
        any(hang_together(one, more) for one in origin.pieces) for origin in origins(pieces)
    )
    assert after == before + 1 - touched


@given(st.lists(PIECES, max_size=12))
def test_counts_by_marking_add_up(pieces):
    found = origins(pieces)
    order = Handling.values
    for level in range(len(order) + 1):
        seen = set(order[:level])
        counted = sum(origin.handling in seen for origin in found)
        assert counted == sum(
            any(one.handling in seen for one in origin.pieces) for origin in found
        )


def test_one_publisher_one_sentence_or_one_text_is_one_origin():
    assert len(origins([piece(1), piece(1)])) == 1
    assert len(origins([piece(1, sentence="they fight"), piece(2, sentence="they fight")])) == 1
    assert len(origins([piece(1, cluster=7), piece(2, cluster=7)])) == 1
    assert len(origins([piece(1, cluster=7), piece(2, cluster=8)])) == 2


def test_an_origin_is_known_to_whoever_may_see_any_of_it():
    (origin,) = origins([piece(1, handling="RED"), piece(1, handling="GREEN")])
    assert origin.handling == "GREEN"


def test_signs_case_and_accents_make_no_other_sentence():
    assert sentence_key("“El Niño”  leads\nMS-13, he said.") == "el nino leads ms 13 he said"
