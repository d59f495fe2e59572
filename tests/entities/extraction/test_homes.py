"""Where a source is at home: told by the list of publishers, or learned from its articles."""

import pytest

from articles.importing.metadata import publishers
from entities.extraction.places.home import home_learned, home_told
from entities.extraction.queue.homes import Homes
from tests.entities.pipeline_helpers import pipeline
from tests.factories import make_article, make_source

TEXAN = [
    "A jury in Paris, Texas, heard the case.",
    "The fire near Bonham, Texas, is out.",
    "A man from Paris, Texas, won. He had lived in Tulsa, Oklahoma.",
    "The council met on Monday.",
]


def test_texts_show_the_division_and_the_town_that_they_name_most():
    home = home_learned(TEXAN, pipeline().places)
    assert home is not None
    assert (home.country, home.division) == ("US", "US-TX")
    assert home.latitude == pytest.approx(33.66, abs=0.1)


@pytest.mark.parametrize(
    "texts",
    [
        TEXAN[:2],
        ["Nothing happened."] * 5,
        ["A man in Lyon, France, won.", "Rain fell in Rome, Italy.", "Snow in Bern, Switzerland."],
    ],
)
def test_few_texts_and_texts_of_all_the_world_show_no_home(texts):
    assert home_learned(texts, pipeline().places) is None


def test_a_state_that_is_also_a_great_town_elsewhere_shows_no_home():
    # Santa Ana is a department of El Salvador, and a larger town of California.
    home = home_learned(["The office in Santa Ana is open."] * 5, pipeline().places)
    assert home is None


def test_a_list_tells_the_home():
    home = home_told("US-NY:Brooklyn", pipeline().places)
    assert home is not None and home.division == "US-NY"
    assert home.latitude == pytest.approx(40.65, abs=0.1)
    assert home_told("", pipeline().places) is None


def test_every_place_of_the_list_of_publishers_is_known():
    places = {name: place for name, place in publishers.known.places.items() if place}
    assert len(places) >= 10
    for name, place in places.items():
        home = home_told(place, pipeline().places)
        assert home is not None, name
        assert (home.latitude is not None) == (":" in place), name


@pytest.mark.django_db
def test_the_home_of_a_source_is_that_of_its_own_articles():
    paper, office = (
        make_source(name="The Red River Herald"),
        make_source(name="Brooklyn DA's Office"),
    )
    articles = [make_article(text, source=paper) for text in TEXAN]
    make_article("Nothing.", source=office)
    homes = Homes(pipeline().places)
    assert homes.of(articles[0].source_id).division == "US-TX"
    assert homes.of(office.pk).division == "US-NY"
    assert homes.of(make_source(name=publishers.UNKNOWN).pk) is None
