import csv
from math import cos, hypot, radians

from entities.gazetteer.places.cities import TOWNS, city_index


def test_a_city_knows_where_it_lies():
    (city,) = city_index().named("ciudad barrios")
    assert (city.country, city.division, city.subtype) == ("SV", "SV-SM", "city")
    assert (round(city.latitude, 2), round(city.longitude, 2)) == (13.77, -88.27)
    assert city.key == "place:geonames:3586983"
    assert city.parent == "place:SV-SM"


def test_the_largest_city_of_a_name_comes_first():
    populations = [city.population for city in city_index().named("santa ana")]
    assert len(populations) > 30
    assert populations == sorted(populations, reverse=True)


def test_cities_have_the_names_of_our_own_list_too():
    assert city_index().city("place:geonames:756135") in city_index().named("warszawa")


def test_counties_are_districts():
    counties = city_index().named("cook county")
    assert ("US-IL", "district") in {(one.division, one.subtype) for one in counties}


def test_a_district_lies_where_its_people_live():
    county = next(one for one in city_index().named("cook county") if one.division == "US-IL")
    assert (round(county.latitude), round(county.longitude)) == (42, -88)
    assert county.population > 4_000_000


def test_a_city_is_found_by_its_number():
    assert city_index().city("place:geonames:3586983").name == "Ciudad Barrios"
    assert city_index().city("place:geonames:1") is None
    assert city_index().city("place:town:nowhere") is None
    assert city_index().city("gang:ms-13") is None


def test_towns_of_our_own_list_are_found_as_cities_are():
    (town,) = city_index().named("arambala")
    assert (town.key, town.country, town.division) == ("place:town:sv-mo-arambala", "SV", "SV-MO")
    assert city_index().city(town.key) == town
    assert town in city_index().named("arambala")


def test_a_town_of_our_own_list_may_lack_a_position():
    town = city_index().city("place:town:sv-mo-sensembra")
    assert (town.latitude, town.longitude) == (None, None)


def test_towns_of_our_own_list_lie_among_the_cities_of_their_division():
    index = city_index()
    with TOWNS.open(encoding="utf-8", newline="") as lines:
        towns = [
            index.city(f"place:town:{row['key']}") for row in csv.DictReader(lines, delimiter="\t")
        ]
    near = {town.division: [] for town in towns}
    for row in range(index._first_city, index._first_town):
        city = index._city(row)
        if city.division in near:
            near[city.division].append(city)
    for town in towns:
        if town.latitude is not None:
            assert min(_kilometres(town, city) for city in near[town.division]) < 60, town


def _kilometres(one, other):
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return hypot(one.latitude - other.latitude, east) * 111.2


def test_a_municipality_is_found_without_its_official_title():
    assert ("GT", "district") in {(one.country, one.subtype) for one in city_index().named("nebaj")}
