"""Near-duplicates among the hits stand behind one of them."""

import pytest
from django.http import QueryDict

from entities.near_duplicates import grouped
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from tests.factories import make_article

TEXT = " ".join(f"word{number}" for number in range(200))


def find(query: str):
    parameters = QueryDict(mutable=True)
    parameters["q"] = query
    return Search(SearchRequest.from_parameters(parameters))


@pytest.mark.django_db
def test_copies_stand_behind_the_best_of_them():
    first = make_article(f"{TEXT} truce", title="Truce")
    copy = make_article(f"{TEXT} truce as told to a second paper", title="Second")
    other = make_article(f"truce {' '.join(f'other{number}' for number in range(200))}")

    result = find("truce").page()

    assert {hit.article: hit.copies for hit in result.hits} == {first: [copy.pk], other: []}
    assert (result.total, result.candidates) == (3, 3)
    assert len(list(find("truce").everything())) == 3


def test_two_groups_may_differ_and_three_may_not():
    one = 0x0123_4567_89AB_CDEF
    assert grouped([(1, one), (2, one ^ 0xF00F)]) == {1: [2]}
    assert grouped([(1, one), (2, one ^ 0xF0F0_000F)]) == {1: [], 2: []}
    # As the database keeps it, the last bit is the sign.
    assert grouped([(1, -1), (2, -1 ^ 0xF), (3, None), (4, None)]) == {1: [2], 3: [], 4: []}
