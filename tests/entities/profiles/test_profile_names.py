"""The names of an entity on its page, each with how far it is used."""

import pytest

from entities.models import Alias
from entities.profiles.profile import Profile
from tests.factories import make_article, make_entity, make_mention, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def gang():
    return make_entity("MS-13", aliases=["Mara Salvatrucha", "La Mara", "MS XIII"])


def tell(gang, name: str, source: str, year: int = 0, **fields) -> None:
    dated = {"published_on": f"{year}-05-01", "published_precision": "day"} if year else {}
    article = make_article(f"Of {name} the police spoke.", source=make_source(source), **dated)
    make_mention(article, name, gang, **fields)


def used(gang) -> dict[str, tuple[int, int, str]]:
    return {
        one.name: (one.reach.articles, one.reach.origins, one.reach.years)
        for one in Profile(gang).names
        if one.reach
    }


def test_each_name_says_in_how_many_articles_of_how_many_origins_it_stands(gang):
    tell(gang, "MS-13", "Kent Mail", 2010)
    tell(gang, "MARA SALVATRUCHA", "Kent Mail", 2011)
    tell(gang, "Mara Salvatrucha", "Kent Mail", 2014)
    tell(gang, "Mara Salvatrucha", "Kent Post")
    tell(gang, "La Mara", "Kent Post", status="rejected")

    assert used(gang) == {"MS-13": (1, 1, "2010"), "Mara Salvatrucha": (3, 2, "2011–2014")}


def test_it_is_shown_on_the_page_and_a_name_of_no_article_stands_alone(client, reader, gang):
    tell(gang, "MS-13", "Kent Mail", 2010)
    tell(gang, "Mara Salvatrucha", "Kent Mail", 2011)
    tell(gang, "Mara Salvatrucha", "Kent Post", 2011)
    client.force_login(reader)

    page = client.get(gang.get_absolute_url()).content.decode()

    names = " ".join(page[page.index('id="names"') :].split())
    assert ">2 origins in 2 articles · 2011</span>" in names
    assert ">1 origin in 1 article · 2010</span>" in names
    assert "MS XIII" in names


def test_of_very_many_articles_the_newest_are_compared(gang, monkeypatch):
    monkeypatch.setattr("entities.profiles.reach.MOST_COMPARED", 2)
    for year in (2010, 2011, 2012):
        tell(gang, "MS-13", f"Paper {year}", year)

    (one,) = [one for one in Profile(gang).names if one.reach]
    assert (one.reach.articles, one.reach.is_partial, one.reach.years) == (2, True, "2011–2012")


@pytest.mark.parametrize("number", [1, 12])
def test_names_take_two_questions_however_many_there_are(gang, number, django_assert_num_queries):
    for place in range(number):
        Alias.objects.create(entity=gang, name=f"Clique {place}")
        tell(gang, f"Clique {place}", f"Paper {place}")

    # The newest articles with the names in them, and the names.
    with django_assert_num_queries(2):
        assert len([one for one in Profile(gang).names if one.reach]) == number
