"""The page of an entity of which much is known shows what is stated most, and where the rest is."""

import pytest

from entities.kinds import Kind, RelationKind
from entities.profiles import profile
from entities.profiles.profile import Profile
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db


def test_a_quote_that_stands_in_many_articles_is_shown_once_and_a_search_finds_them():
    gang, city, rival = make_entity("MS-13"), make_entity("Lima", Kind.LOCATION), make_entity("B18")
    for _ in range(5):
        article = make_article("MS-13 is in Lima. MS-13 is in Lima.")
        make_mention(article, "MS-13", gang)
        make_evidence(article, "MS-13 is in Lima", gang, RelationKind.OPERATES_IN, city)
    make_evidence(make_article("MS-13 fights B18."), "MS-13", gang, RelationKind.RIVAL_OF, rival)

    often, once = Profile(gang).links

    assert (often.other, often.stated) == (city, 5)
    (proof,) = often.proofs  # the sentence once, with where else it stands
    assert len(proof.also) == 4
    assert (once.other, once.stated, once.query) == (rival, 1, "")
    assert Search(SearchRequest(often.query)).page().total == 5


def test_of_very_many_relationships_the_most_stated_are_shown(monkeypatch):
    monkeypatch.setattr(profile, "MOST_LINKS", 2)
    gang = make_entity("MS-13")
    for number in range(4):
        rival = make_entity(f"Rival {number}")
        for _ in range(number + 1):
            text = f"MS-13 fights Rival {number}."
            make_evidence(make_article(text), text, gang, RelationKind.RIVAL_OF, rival)

    shown = Profile(gang)

    assert [link.other.name for link in shown.links] == ["Rival 3", "Rival 2"]
    assert shown.link_count == 4
