import datetime

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.actions import mention_actions
from entities.kinds import Kind
from entities.review import actions
from entities.search.language.tree import QueryError
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from tests.factories import make_article, make_entity, make_mention, make_source

pytestmark = pytest.mark.django_db


def find(address: str = "", **parameters):
    query = QueryDict(address, mutable=True)
    for name, value in parameters.items():
        query.setlist(name, [str(one) for one in (value if isinstance(value, list) else [value])])
    return Search(SearchRequest.from_parameters(query)).page()


def titles(result) -> list[str]:
    return [hit.article.title for hit in result.hits]


@pytest.fixture
def ms13():
    return make_entity("MS-13", aliases=["MS13", "Mara Salvatrucha"])


@pytest.fixture
def california():
    states = make_entity("United States", Kind.LOCATION, aliases=["US"])
    state = make_entity("California", Kind.LOCATION, parent=states)
    make_entity("Los Angeles", Kind.LOCATION, parent=state)
    return state


@pytest.fixture
def call(ms13, california):
    article = make_article("The MS13 called Los Angeles about the truce.", title="Call")
    make_mention(article, "MS13", ms13)
    make_mention(article, "Los Angeles", california.children.get())
    return article


@pytest.fixture
def cartel(ms13):
    article = make_article(
        "Mara Salvatrucha, or MS-13, works with a cartel.",
        title="Cartel",
        source=make_source("LIGNET", reliability="B"),
        published_on=datetime.date(2012, 10, 25),
        published_precision="day",
    )
    make_mention(article, "Mara Salvatrucha", ms13)
    make_mention(article, "MS-13", ms13)
    return article


@pytest.mark.parametrize(
    "name", ["Mara Salvatrucha", "ms 13", "MS13", '"mara salvatrucha"', "gang:MS‑13"]
)
def test_a_gang_is_found_under_any_of_its_names_with_the_reason(call, cartel, name):
    result = find(q=name)

    reasons = {hit.article.title: [str(reason) for reason in hit.reasons] for hit in result.hits}
    assert reasons == {
        "Call": ["matched MS-13 by its alias MS13"],
        "Cartel": ["matched MS-13 by name and by its alias Mara Salvatrucha"],
    }


def test_a_name_also_finds_the_words_where_nothing_is_marked(call):
    make_article("Old files name Mara Salvatrucha twice.", title="Unmarked")

    assert set(titles(find(q="Mara Salvatrucha"))) == {"Call", "Unmarked"}


def test_a_field_finds_mentions_only(call):
    make_article("Old files name Mara Salvatrucha twice.", title="Unmarked")

    assert titles(find(q='gang:"Mara Salvatrucha"')) == ["Call"]


@pytest.mark.parametrize("name", ["California", "location:US", 'place:"United States"'])
def test_a_place_finds_what_lies_inside_it_and_says_so(call, cartel, name):
    (hit,) = find(q=name).hits

    assert hit.article == call
    assert "by Los Angeles inside it" in str(hit.reasons[0])


def test_words_names_and_places_are_joined_by_and(call, cartel):
    assert titles(find(q='truce gang:"Mara Salvatrucha" location:California')) == ["Call"]
    assert titles(find(q='cartel gang:"Mara Salvatrucha" location:California')) == []


def test_minus_leaves_articles_out(call, cartel):
    assert titles(find(q="MS-13 -truce")) == ["Cartel"]
    assert titles(find(q="-gang:MS13")) == []


def test_words_are_found_in_any_form_and_without_accents(call):
    make_article("José García called Łódź.", title="Names")

    assert titles(find(q="garcia lodz")) == ["Names"]
    assert titles(find(q="calling truces")) == ["Call"]


def test_a_word_without_meaning_does_not_hide_the_others(call):
    assert titles(find(q="the truce")) == ["Call"]


def test_furniture_is_no_hit():
    text = "News of today. Subscribe to the newsletter!"
    make_article(text, body_end=text.index("Subscribe"))

    assert find(q="newsletter").total == 0


def test_an_unknown_name_is_said_to_be_unknown(call):
    result = find(q="gang:Nobodies")

    assert (result.total, result.understood.entities) == (0, ())


def test_two_entities_of_one_name_are_offered_not_merged(call):
    make_entity("Call Boys", aliases=["truce"])
    make_entity("Truce House", Kind.ORGANIZATION, aliases=["truce"])

    part = find(q="truce").understood
    assert (len(part.offered), part.entities) == (2, ())
    assert titles(find(q="truce")) == ["Call"]


def test_a_country_is_meant_before_a_village_of_its_name(call):
    colombia = make_entity("Colombia", Kind.LOCATION, subtype="country")
    huila = make_entity("Huila", Kind.LOCATION, parent=colombia)
    make_entity("Colombia", Kind.LOCATION, subtype="city", parent=huila)
    spain = make_entity("Spain", Kind.LOCATION, subtype="country")
    make_entity("Colombia", Kind.LOCATION, subtype="city", parent=spain)
    article = make_article("Police in Huila.", title="Huila")
    make_mention(article, "Huila", huila)

    result = find(q="Colombia")

    assert titles(result) == ["Huila"]
    assert result.understood.entities == (colombia,)
    assert len(result.understood.others) == 2


def test_of_two_towns_of_one_name_none_is_guessed(call):
    for land in ("El Salvador", "Peru"):
        parent = make_entity(land, Kind.LOCATION, subtype="country")
        make_entity("San Juan", Kind.LOCATION, subtype="city", parent=parent)

    part = find(q='location:Juan location:"San Juan"').understood.parts[1]
    assert len(part.entities) == 2


def test_a_rejected_mention_is_no_hit_and_its_correction_is_one_at_once(call, ms13, analyst):
    mention = call.mentions.get(entity=ms13)

    mention_actions.reject(mention, user=analyst)
    assert find(q="gang:MS-13").total == 0

    other = make_entity("Other", aliases=["Others"])
    mention_actions.add(call, mention.start, mention.end, Kind.GANG, user=analyst, entity=other)
    assert titles(find(q="gang:Others")) == ["Call"]


def test_filters_are_joined_and_counted(call, cartel, ms13, california):
    result = find(gang=ms13.pk)
    facets = {facet.parameter: facet for facet in result.facets}

    assert result.total == 2
    assert [(value.name, value.count, value.is_chosen) for value in facets["gang"].values] == [
        ("MS-13", 2, True)
    ]
    assert [(value.name, value.count, value.depth) for value in facets["location"].values] == [
        ("United States", 1, 0),
        ("California", 1, 1),
        ("Los Angeles", 1, 2),
    ]
    assert titles(find(gang=ms13.pk, location=california.pk)) == ["Call"]


def test_a_filter_that_leaves_nothing_can_still_be_taken_back(call, ms13):
    result = find(q="nothing", gang=ms13.pk)

    (value,) = result.facets[0].values
    assert (result.total, value.name, value.count, value.is_chosen) == (0, "MS-13", 0, True)


def test_a_filtered_source_still_shows_the_counts_of_the_others(call, cartel):
    result = find(source=cartel.source.pk)
    sources = next(facet for facet in result.facets if facet.parameter == "source")

    assert titles(result) == ["Cartel"]
    assert {(value.name, value.count) for value in sources.values} == {
        ("LIGNET", 1),
        ("The Daily Example", 1),
    }


def test_dates_and_review_status_filter(call, cartel, analyst):
    actions.finish(call, user=analyst)

    assert titles(find(**{"from": "2012-10-25", "to": "2012-10-25"})) == ["Cartel"]
    assert titles(find(to="2012-10-24")) == []
    assert titles(find(status="done")) == ["Call"]
    assert find().years[0].year == 2012


def test_sorting_by_date_puts_the_undated_last(call, cartel):
    assert titles(find(q="MS13", sort="date")) == ["Cartel", "Call"]


def test_a_title_counts_more_than_the_body():
    make_article("A long report on fishing. " * 3 + "The truce holds.", title="Fishing")
    make_article("A long report on fishing. " * 3, title="Truce")

    assert titles(find(q="truce")) == ["Truce", "Fishing"]


def test_pages_do_not_repeat_or_lose_a_hit():
    for number in range(45):
        make_article("The same words.", title=f"T{number:02}")

    seen = [title for page in (1, 2, 3) for title in titles(find(q="words", page=page))]
    assert sorted(seen) == [f"T{number:02}" for number in range(45)]
    assert find(q="words", page=4).hits == []


def test_the_passage_holds_the_matching_words(call):
    (hit,) = find(q="truce").hits

    assert [call.text[start:end] for start, end in hit.passage.marks] == ["truce"]


@pytest.mark.parametrize(
    "address",
    [
        "gang=x",
        "gang=999999",
        "from=yesterday",
        "from=2013-01-01&to=2012-01-01",
        "sort=luck",
        "status=odd",
        "page=-1",
    ],
)
def test_a_faulty_address_is_explained(address):
    with pytest.raises(QueryError):
        find(address)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(st.text(max_size=80))
def test_no_query_breaks_the_search(query):
    try:
        find(q=query)
    except QueryError as error:
        assert str(error)


def test_the_most_frequent_of_each_kind_are_shown_however_few_are_looked_up_at_once(monkeypatch):
    americas = make_entity("Americas", Kind.LOCATION, subtype="region")
    peru = make_entity("Peru", Kind.LOCATION, parent=americas)
    for number in range(12):
        gang = make_entity(f"Gang {number}")
        for _ in range(number + 1):
            article = make_article(f"Gang {number} was in Peru.")
            make_mention(article, f"Gang {number}", gang)
            make_mention(article, "Peru", peru)

    def shown() -> list:
        return [
            (facet.parameter, facet.values) for facet in Search(SearchRequest("")).page().facets
        ]

    at_once = shown()
    monkeypatch.setattr("entities.search.fields.entity_names._LOOKED_UP", 1)

    assert [value.name for value in dict(at_once)["gang"]] == [
        f"Gang {number}" for number in range(11, 3, -1)
    ]
    assert [value.name for value in dict(at_once)["location"]] == ["Peru", "Americas"]
    assert shown() == at_once
