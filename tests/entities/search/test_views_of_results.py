"""Table, timeline and map of a result, and an area of the map as a filter."""

import datetime
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from entities.kinds import Kind
from entities.search.page.places_map import map_of
from tests.factories import make_article, make_entity, make_mention, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    """San Miguel, Los Angeles, and a place that nobody can put on a map."""
    salvador = make_entity("El Salvador", Kind.LOCATION, latitude=13.8, longitude=-88.9)
    miguel = make_entity(
        "San Miguel", Kind.LOCATION, parent=salvador, latitude=13.48, longitude=-88.18
    )
    angeles = make_entity("Los Angeles", Kind.LOCATION, latitude=34.05, longitude=-118.24)
    nowhere = make_entity("Nowhere", Kind.LOCATION)
    for number, (place, day) in enumerate(
        [(miguel, (2012, 10, 25)), (miguel, (2012, 10, 3)), (angeles, (2013, 1, 2))]
    ):
        article = make_article(
            f"Number {number}: they met in {place.name}, or in {nowhere.name}.",
            title=f"Meeting {number}",
            published_on=datetime.date(*day),
            published_precision="day",
        )
        make_mention(article, place.name, place)
        make_mention(article, nowhere.name, nowhere)
    make_article("Nothing.", title="Undated one", source=make_source("Elsewhere"))
    return {"miguel": miguel, "angeles": angeles}


@pytest.fixture
def search(client, reader):
    client.force_login(reader)

    def go(**parameters):
        return client.get(reverse("entities:search"), parameters)

    return go


def test_the_table_has_a_row_an_article(search, places):
    page = search(view="table").content.decode()
    rows = re.findall(r"<tr[^>]*>\s*<td.*?</tr>", page, re.DOTALL)
    assert len(rows) == 4
    assert "2013-01-02" in rows[0] and "Los Angeles" in rows[0]


def test_the_timeline_has_the_months_in_order(search, places):
    page = search(view="timeline", sort="relevance").content.decode()
    assert re.findall(r'class="month">(.*?) <', page) == [
        "January 2013",
        "October 2012",
        "Undated",
    ]


def test_the_map_shows_each_named_place_once_with_its_articles(search, places):
    page = search(view="map").content.decode()
    assert re.findall(r'class="dot" aria-label="(.*?)"', page) == [
        "San Miguel: 2 articles",
        "Los Angeles: 1 article",
    ]
    assert "1 more without a known position" in page


def test_every_dot_lies_inside_the_picture(places):
    shown = map_of(list(places["miguel"].mentions.values_list("article", flat=True)))
    everything = map_of(list(range(10_000)))
    for one in (shown, everything):
        left, top, width, height = map(float, one.box.split())
        assert one.dots
        for dot in one.dots:
            assert left <= dot.x <= left + width
            assert top <= dot.y <= top + height

    empty = map_of([])
    assert (empty.dots, empty.frame[1], empty.frame[3]) == ([], -180, 180)


@pytest.mark.parametrize(
    ("parameters", "query"),
    [
        ({"area": "box:13,-90,14.5,-88"}, "box:13,-90,14.5,-88"),
        ({"q": "met", "area": "near:34.1,-118~60km"}, "met near:34.1,-118~60km"),
        ({"q": "near:1,1~5km met", "area": "box:1,2,3,4"}, "met box:1,2,3,4"),
        ({"around": "San Miguel", "km": "30"}, 'near:"San Miguel"~30km'),
    ],
)
def test_an_area_becomes_part_of_the_query(search, places, parameters, query):
    answer = search(view="map", **parameters)
    assert answer.status_code == 302
    assert search(view="map", q=query).context["page"].request.query == query
    assert "view=map" in answer.url
    assert parse_qs(urlsplit(answer.url).query)["q"] == [query]


def test_an_area_finds_what_lies_inside(search, places):
    found = search(q="box:13,-90,14.5,-88").context["page"].result
    assert found.total == 2
    assert search(q="near:34.1,-118~60km").context["page"].result.total == 1


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"area": "police"}, "faulty area"),
        ({"area": "box:1"}, "box"),
        ({"around": "San Miguel", "km": "many"}, "no number of kilometres"),
        ({"view": "globe"}, "unknown order or view"),
    ],
)
def test_what_cannot_be_shown_is_said(search, places, parameters, sentence):
    answer = search(**parameters)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("view", ["table", "timeline", "map"])
def test_an_empty_result_says_so_in_every_view(search, places, view):
    assert "Nothing was found." in search(q="zzzz", view=view).content.decode()


@pytest.mark.parametrize("view", ["table", "timeline", "map"])
def test_views_need_few_queries(search, places, view, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        search(view=view)


def test_one_place_far_off_does_not_make_the_picture_wide(places):
    tokyo = make_entity("Tokyo", Kind.LOCATION, latitude=35.7, longitude=139.7)
    keys = []
    for number in range(60):
        article = make_article(f"{number}: Tokyo or San Miguel.")
        make_mention(article, "San Miguel", places["miguel"])
        keys.append(article.pk)
    make_mention(article, "Tokyo", tokyo)
    west, east = map_of(keys).frame[1::2]
    assert west < -88.2 < east < 0


def test_the_area_that_is_asked_for_is_what_the_map_shows(search, places):
    shown = search(q="box:13,-90,14,-87", view="map").context["page"].map
    south, west, north, east = shown.frame
    assert west < -90 < -87 < east
    assert south < 13 < 14 < north
    assert east - west < 10
    (box,) = shown.drawn
    assert (box.x, box.width, box.is_circle) == (-1800, 60, False)
    (circle,) = search(q="near:13.5,-88.2~50km", view="map").context["page"].map.drawn
    assert circle.is_circle
    assert circle.x == -1764
