from entities.places.cities import city_index


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
    assert city_index().city(756135) in city_index().named("warszawa")


def test_counties_are_districts():
    counties = city_index().named("cook county")
    assert ("US-IL", "district") in {(one.division, one.subtype) for one in counties}


def test_a_city_is_found_by_its_number():
    assert city_index().city(3586983).name == "Ciudad Barrios"
    assert city_index().city(1) is None
