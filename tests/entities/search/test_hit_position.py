"""From hit to hit: the search and the place in it stand in the address of the article."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tests.factories import make_article


@pytest.fixture
def found(db):
    """Three hits of `truce`, the newest first, and an article that is none."""
    make_article(text="Nothing of the kind.")
    articles = [
        make_article(
            text=f"Story {day} of a truce.",
            published_on=f"2012-10-0{day}",
            published_precision="day",
        )
        for day in (3, 2, 1)
    ]
    return articles


@pytest.fixture
def reading(client, analyst):
    client.force_login(analyst)
    return client


def step(client, article, **parameters):
    url = reverse("entities:search_step", args=[article.pk])
    return client.get(url, {"search": "q=truce&sort=date", **parameters}).url


def test_a_hit_leads_to_the_next_and_back(reading, found):
    first, second, third = found
    page = reading.get("/search/?q=truce&sort=date").content.decode()
    assert f"{second.get_absolute_url()}?search=q%3Dtruce%26sort%3Ddate&amp;hit=2&amp;find=" in page

    there = urlsplit(step(reading, first, hit=1))
    assert there.path == second.get_absolute_url()
    carried = parse_qs(there.query)
    assert carried == {"search": ["q=truce&sort=date"], "hit": ["2"], "find": ["truce"]}
    assert step(reading, third, hit=3, by="-1").startswith(second.get_absolute_url())

    article = reading.get(there.geturl()).content.decode()
    assert 'data-key="."' in article and 'data-key=","' in article
    assert "Done, next" not in article  # from a search nothing jumps into a queue


def test_what_ends_leads_back_to_the_hits(reading, found):
    assert step(reading, found[2], hit=3) == "/search/?q=truce&sort=date"
    assert step(reading, found[0], hit=1, by="-1") == "/search/?q=truce&sort=date"
    # Where an article left the hits, those behind it moved up.
    other = make_article(text="No hit any more.")
    assert step(reading, other, hit=2).startswith(found[1].get_absolute_url())
    faulty = reading.get(f"{found[0].get_absolute_url()}?search=q%3D%28&hit=x")
    assert 'data-key="."' not in faulty.content.decode()


def test_done_stays_with_the_article_that_came_from_a_search(reading, found):
    came_from = f"http://testserver{found[0].get_absolute_url()}?search=q%3Dtruce&hit=1"
    url = reverse("entities:article_finish", args=[found[0].pk])
    response = reading.post(url, {}, headers={"Referer": came_from})
    assert response.url == f"{found[0].get_absolute_url()}?search=q%3Dtruce&hit=1"
