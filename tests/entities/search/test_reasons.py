"""Why an article was found by places on the map or by a relationship."""

import pytest
from django.http import QueryDict

from entities.kinds import Kind, RelationKind, Status
from entities.search.fields.registry import parse
from entities.search.query import interpret
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from entities.search.results.hits import Hit, hits
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db
TEXT = "The Kings of Soyapango met in Apopa and in Zona Rosa, said La Paz."


def place(name: str, latitude: float | None, longitude: float | None, **fields):
    return make_entity(name, Kind.LOCATION, latitude=latitude, longitude=longitude, **fields)


@pytest.fixture
def country():
    return place("El Salvador", 13.8, -88.9, subtype="country")


@pytest.fixture
def capital(country):
    return place("San Salvador", 13.69, -89.19, subtype="city", parent=country)


@pytest.fixture
def article(country, capital):
    article = make_article(TEXT)
    places = [
        place("Soyapango", 13.73, -89.15, subtype="city", parent=country),
        place("Apopa", 13.81, -89.18, subtype="city", parent=country),
        place("Zona Rosa", None, None, subtype="neighbourhood", parent=capital),
        place("La Paz", -16.5, -68.15, subtype="city"),
    ]
    for one in places:
        make_mention(article, one.name, one)
    return article


def found(query: str) -> list[Hit]:
    parameters = QueryDict(mutable=True)
    parameters["q"] = query
    return Search(SearchRequest.from_parameters(parameters)).page().hits


def told(query: str) -> list[list[str]]:
    return [[str(reason) for reason in hit.reasons] for hit in found(query)]


def marked(hit: Hit) -> list[str]:
    return [hit.article.text[start:end] for start, end in hit.marks]


@pytest.mark.parametrize(
    ("query", "reason", "words"),
    [
        ("near:Soyapango~4km", "by Soyapango itself", ["Soyapango"]),
        ("near:Apopa~10km", "by Apopa itself, Soyapango (9 km away)", ["Soyapango", "Apopa"]),
        ('near:"San Salvador"~3km', "by San Salvador itself", ["Zona Rosa"]),
        (
            'near:"San Salvador"~7km',
            "by San Salvador itself, Soyapango (6 km away)",
            ["Soyapango", "Zona Rosa"],
        ),
        ("near:13.81,-89.16~4km", "by Apopa, 2 km from the point", ["Apopa"]),
        ("box:13.72,-89.2,13.75,-89", "by Soyapango inside the box", ["Soyapango"]),
        ("box:13.72,-90,14,-89", "by Soyapango, Apopa inside the box", ["Soyapango", "Apopa"]),
    ],
)
def test_places_say_where_they_are(article, query, reason, words):
    (hit,) = found(query)

    assert [str(one) for one in hit.reasons] == [f"matched {reason}"]
    assert marked(hit) == words
    assert hit.passage.marks


def test_a_place_is_told_from_the_middle_that_is_nearest(article, capital):
    make_article("Nothing.")
    make_entity("Bolivia", Kind.LOCATION, latitude=-16.4, longitude=-68.1, subtype="city")

    assert told("near:Bolivia~50km") == [["matched by La Paz, 12 km from Bolivia"]]


def test_no_reason_is_where_a_place_must_not_be(article):
    make_article("Elsewhere.")

    assert told("-near:Soyapango~50km") == [[]]


def test_of_many_places_some_are_told(country):
    article = make_article(" ".join(f"Town{number}" for number in range(6)))
    for number in range(6):
        make_mention(article, f"Town{number}", place(f"Town{number}", 1 + number / 100, 1))

    assert told("box:0,0,2,2") == [
        ["matched by Town0, Town1, Town2, Town3 and 2 more inside the box"]
    ]


def test_a_relationship_says_what_is_stated_and_marks_its_ends_there():
    text = "MS-13 slept. Cobra leads MS-13. Viper leads the Kings. Cobra woke."
    article, gang, kings = make_article(text), make_entity("MS-13"), make_entity("Kings")
    cobra, viper = make_entity("Cobra", Kind.PERSON), make_entity("Viper", Kind.PERSON)
    for words, entity in (("MS-13", gang), ("Cobra", cobra), ("MS-13", gang), ("Viper", viper)):
        make_mention(article, words, entity)
    make_evidence(article, "Cobra leads MS-13.", cobra, RelationKind.LEADER_OF, gang)
    refused = {"status": Status.REJECTED}
    make_evidence(article, "MS-13 slept.", viper, RelationKind.LEADER_OF, gang, **refused)
    make_evidence(article, "Viper leads the Kings.", viper, RelationKind.LEADER_OF, kings)

    for query in ("rel:member_of(MS-13)", "rel:leader_of(Cobra, MS-13)"):
        (hit,) = found(query)
        assert [str(one) for one in hit.reasons] == [
            "matched by what it states: Cobra leader of MS-13 (proposed, 1 origin in 1 article)"
        ]
        assert marked(hit) == ["Cobra", "MS-13"]
        assert hit.marks[1][0] > text.index("leads")
    (both,) = told("rel:leader_of")
    assert both == [
        "matched by what it states: Cobra leader of MS-13 (proposed, 1 origin in 1 article), "
        "Viper leader of Kings (proposed, 1 origin in 1 article)"
    ]


@pytest.mark.parametrize(("query", "most"), [("", 2), ("box:0,0,2,2", 3), ("rel:rival_of", 3)])
@pytest.mark.parametrize("count", [1, 20])
def test_reasons_take_one_small_query_however_many_hits(
    country, query, most, count, django_assert_num_queries
):
    keys = []
    for number in range(count):
        article = make_article(f"Town{number}.")
        make_mention(article, f"Town{number}", place(f"Town{number}", 1 + number / 100, 1))
        keys.append(article.pk)
    understood = interpret(parse(query))

    with django_assert_num_queries(most):
        assert len(hits(keys, understood)) == count


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"San Miguel"', ["San", "Miguel"]),
        ('"San Miguel" kidnapping', ["kidnapped", "San", "Miguel"]),
        ('"San Miguel" kidnap*', ["kidnapped", "San", "Miguel"]),
        ('"San Miguel" San', ["San", "San", "Miguel", "San"]),
    ],
)
def test_of_a_phrase_only_the_whole_is_marked(query, words):
    make_article("San Salvador is far. They kidnapped him in San Miguel, near San Jorge.")

    (hit,) = found(query)
    assert marked(hit) == words
