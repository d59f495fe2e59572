import datetime

import pytest
from django.urls import reverse

from entities.kinds import Kind
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(client, reader):
    client.force_login(reader)

    def go(**parameters):
        return client.get(reverse("entities:search"), parameters)

    return go


def at(name: str, latitude: float, longitude: float):
    return make_entity(name, Kind.LOCATION, latitude=latitude, longitude=longitude)


@pytest.fixture
def archive():
    places = [at("San Salvador", 13.7, -89.2), at("Soyapango", 13.71, -89.15), at("Lima", -12, -77)]
    for number, day in enumerate(("2012-03-01", "2012-03-09", "2011-01-01")):
        text = "Truce. " + " ".join(place.name for place in places[: 3 - number])
        article = make_article(
            text,
            title=f"T{number}",
            published_on=datetime.date.fromisoformat(day),
            published_precision="day",
        )
        for place in places[: 3 - number]:
            make_mention(article, place.name, place)
    make_article("A truce without a date.", title="Undated")


def test_the_table_has_a_row_a_hit(search, archive):
    shown = search(q="truce", view="table")

    assert shown.content.decode().count('class="hit-row"') == 4
    assert "2012-03-09" in shown.content.decode()


def test_the_timeline_goes_by_month_and_ends_with_the_undated(search, archive):
    page = search(q="truce", view="timeline", sort="relevance").context["page"]

    assert [(period, [hit.article.title for hit in hits]) for period, hits in page.periods] == [
        ("2012-03", ["T1", "T0"]),
        ("2011-01", ["T2"]),
        ("", ["Undated"]),
    ]


def test_the_map_shows_places_by_how_many_articles_name_them(search, archive):
    shown = search(q="truce", view="map").context["page"].map

    assert [(spot.name, spot.articles, spot.query) for spot in shown.spots] == [
        ("San Salvador", 3, 'truce place:"San Salvador"'),
        ("Soyapango", 2, "truce place:Soyapango"),
        ("Lima", 1, "truce place:Lima"),
    ]
    north, south = shown.spots[0], shown.spots[2]
    assert north.y < south.y
    assert north.x < south.x
    assert north.radius > south.radius
    assert all(0 <= spot.x <= shown.width and 0 <= spot.y <= shown.height for spot in shown.spots)


def test_names_on_the_map_do_not_cover_each_other(search, archive):
    shown = search(q="truce", view="map").context["page"].map

    assert [spot.name for spot in shown.spots if spot.is_labelled] == ["San Salvador", "Lima"]


def test_a_box_is_a_filter_and_what_the_map_shows(search, archive):
    response = search(q="truce box:13,-90,14,-89", view="map")
    shown = response.context["page"].map

    assert [spot.name for spot in shown.spots] == ["San Salvador", "Soyapango"]
    assert shown.unboxed == "truce"
    assert shown.drawn is not None
    assert response.context["page"].result.total == 3


def test_a_map_without_places_says_so(search):
    make_article("A truce.")

    assert "No place with coordinates" in search(q="truce", view="map").content.decode()


@pytest.mark.parametrize("view", ["table", "timeline", "map"])
def test_no_view_needs_more_queries_for_more(search, archive, view, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        assert search(q="truce", view=view).status_code == 200


def test_nothing_found_is_said_in_every_view(search, archive):
    for view in ("table", "timeline", "map"):
        assert "Nothing was found" in search(q="xqzwv", view=view).content.decode()


def test_an_unknown_view_is_explained(search):
    assert search(view="globe").status_code == 400
