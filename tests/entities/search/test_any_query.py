"""Whatever is typed is searched for or explained, down to the database."""

import pytest
from hypothesis import HealthCheck, given, settings

from entities.kinds import Kind
from entities.search.language.tree import QueryError, to_text
from entities.search.page.search_page import SearchPage
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from tests.entities.search.test_language_properties import LEAVES, messy
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    article = make_article("MS-13 spoke of a truce in Los Angeles.")
    make_mention(article, "MS-13", make_entity("MS-13", aliases=["truce boys"]))
    place = make_entity("Los Angeles", Kind.LOCATION, latitude=34.05, longitude=-118.24)
    make_mention(article, "Los Angeles", place)


def shown(query: str) -> None:
    """Everything that the page asks the database, for hits, filters and suggestions."""
    search = Search(SearchRequest(query=query))
    page = SearchPage(search, search.page())
    assert page.pieces or page.request.is_empty
    assert page.filters is not None
    assert page.bars is not None
    assert page.suggestions is not None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(messy)
def test_no_query_raises_anything_but_an_explanation(archive, query):
    try:
        shown(query)
    except QueryError as error:
        assert str(error).endswith((".", "?"))


@pytest.mark.parametrize("number", range(len(LEAVES)))
def test_every_condition_can_be_asked_for(archive, number):
    shown(to_text(LEAVES[number]))
    shown(f"-({to_text(LEAVES[number])})")
