from entities.extraction.places.resolve_places import Context, Evidence, Option, Pointer, resolve

CALIFORNIA = Option("place:US-CA", "California", "division", "US", "US-CA")
LA_UNION = Option("place:SV-UN", "La Unión", "division", "SV", "SV-UN")
IN_CALIFORNIA = Option("us", "Santa Ana", "city", "US", "US-CA", 310_000)
IN_SALVADOR = Option("sv", "Santa Ana", "city", "SV", "SV-SA", 177_000)
HAMLET = Option("ve", "Santa Ana", "city", "VE", "VE-B", 900)
ALL = (IN_SALVADOR, IN_CALIFORNIA, HAMLET)


def about(*countries: str) -> Evidence:
    return Evidence.of(Pointer(place * 2000 + 5000, one) for place, one in enumerate(countries))


def test_what_the_text_says_decides_against_all_else():
    context = Context(10, inside=CALIFORNIA)
    assert resolve(ALL, context, about("SV", "SV", "SV")).option == IN_CALIFORNIA


def test_the_country_of_the_article_decides():
    assert resolve(ALL, Context(10), about("SV", "SV")).option == IN_SALVADOR
    assert resolve(ALL, Context(10), about("US", "US")).option == IN_CALIFORNIA


def test_places_of_like_size_stay_ambiguous_without_a_hint():
    resolution = resolve(ALL, Context(10), about())
    assert resolution.option is None
    assert [option.key for option, _ in resolution.candidates] == ["us", "sv"]
    assert abs(sum(score for _, score in resolution.candidates) - 1) < 0.01


def test_a_hamlet_is_not_meant_where_nothing_points_at_its_country():
    assert resolve([HAMLET], Context(10), about("SV")).option is None
    assert resolve([HAMLET], Context(10), about("VE")).option == HAMLET


def test_a_place_in_the_wrong_division_is_a_contradiction():
    town = Option("cb", "Ciudad Barrios", "city", "SV", "SV-SM", 8_000)
    resolution = resolve([town], Context(10, inside=LA_UNION), about("SV"))
    assert resolution.option == town
    assert resolution.contradicts


def test_a_word_beside_the_name_tells_a_division_from_a_city():
    city = Option("city", "San Miguel", "city", "SV", "SV-SM", 160_000)
    division = Option("division", "San Miguel", "division", "SV", "SV-SM")
    both = (city, division)
    assert resolve(both, Context(10), about("SV")).option == city
    assert resolve(both, Context(10, level="division"), about("SV")).option == division


def test_confidence_grows_with_the_lead():
    close = resolve(ALL, Context(10), about("SV", "US", "SV", "US", "SV"))
    clear = resolve(ALL, Context(10), about("SV"))
    assert close.confidence < clear.confidence <= 1
