"""Near-copies among the hits stand behind one of them."""

import pytest
from django.http import QueryDict

from articles.near_copies.clusters import place_due
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
    place_due()

    result = find("truce").page()

    assert {hit.article: hit.copies for hit in result.hits} == {first: [copy.pk], other: []}
    assert (result.total, result.candidates) == (3, 3)
    assert len(list(find("truce").everything())) == 3
