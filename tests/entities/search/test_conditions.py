"""Every condition of a query, each with articles for which it holds and others."""

import datetime

import pytest
from django.db import connection

from entities.kinds import Kind, RelationKind
from entities.search.language.tree import QueryError
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from tests.factories import (
    make_article,
    make_entity,
    make_evidence,
    make_mention,
    make_source,
)

pytestmark = pytest.mark.django_db


def titles(query: str, sort: str = "") -> list[str]:
    return [hit.article.title for hit in Search(SearchRequest(query, sort)).page().hits]


@pytest.fixture
def archive():
    """Three articles: on a truce, on two rivals, and on money."""
    ms13, barrio = make_entity("MS-13"), make_entity("Barrio 18")
    salvador = make_entity(
        "El Salvador", Kind.LOCATION, subtype="country", latitude=13.8, longitude=-88.9
    )
    city = make_entity(
        "San Salvador",
        Kind.LOCATION,
        parent=salvador,
        subtype="city",
        latitude=13.69,
        longitude=-89.19,
    )
    soyapango = make_entity(
        "Soyapango",
        Kind.LOCATION,
        parent=salvador,
        subtype="city",
        latitude=13.71,
        longitude=-89.15,
    )
    miguel = make_entity(
        "San Miguel",
        Kind.LOCATION,
        parent=salvador,
        subtype="city",
        latitude=13.48,
        longitude=-88.18,
    )
    truce = make_article(
        "A gang truce was kept in Soyapango, said MS-13.",
        title="Truce",
        source=make_source("Good Paper", reliability="A"),
        credibility="1",
        published_on=datetime.date(2012, 6, 1),
        published_precision="day",
    )
    make_mention(truce, "Soyapango", soyapango)
    make_mention(truce, "MS-13", ms13)
    rivals = make_article(
        "MS-13 fights Barrio 18 in San Miguel over extortion.",
        title="Rivals",
        source=make_source("Fair Paper", reliability="C"),
        credibility="2",
        handling="AMBER",
        review_status="done",
        published_on=datetime.date(2013, 1, 1),
        published_precision="day",
    )
    for name, entity in (("MS-13", ms13), ("Barrio 18", barrio), ("San Miguel", miguel)):
        make_mention(rivals, name, entity)
    make_evidence(rivals, "MS-13 fights Barrio 18", ms13, RelationKind.RIVAL_OF, barrio)
    money = make_article(
        "They paid $200 in San Salvador. The truce of the gang held.", title="Money"
    )
    make_mention(money, "$200", kind=Kind.MONEY, value="USD 200")
    make_mention(money, "San Salvador", city)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"gang truce"', {"Truce"}),
        ('"truce gang"~3', {"Truce", "Money"}),
        ('"truce gang"~1', {"Truce"}),
        ('"soyapango truce kept"~4', {"Truce"}),
        ('"soyapango truce kept"~1', set()),
        ("extort*", {"Rivals"}),
        ("extortion*", {"Rivals"}),
        ("EXTÓRT*", {"Rivals"}),
        ("extortio OR paid", {"Money"}),
        ("truce OR extortion", {"Truce", "Rivals", "Money"}),
        ("truce -paid", {"Truce"}),
        ("-truce", {"Rivals"}),
        ("-(truce OR extortion)", set()),
        ("truce (paid OR extortion)", {"Money"}),
        ("gang:MS-13 OR paid", {"Truce", "Rivals", "Money"}),
        ('gang:MS-13 -gang:"Barrio 18"', {"Truce"}),
        ("the", {"Truce", "Rivals", "Money"}),
        ("-the truce", {"Truce", "Money"}),
        ("the OR extortion", {"Rivals"}),
        ("rel:rival_of", {"Rivals"}),
        ("rel:rival_of(MS-13)", {"Rivals"}),
        ('rel:rival_of("Barrio 18", MS-13)', {"Rivals"}),
        ("rel:allied_with(MS-13)", set()),
        ("rel:rival_of(Nobodies)", set()),
        ("kind:money", {"Money"}),
        ("-kind:gang", {"Money"}),
        ("mentions:>2", {"Rivals"}),
        ("mentions:2", {"Truce", "Money"}),
        ("mentions:gang>=2", {"Rivals"}),
        ("mentions:gang<1", {"Money"}),
        ("-mentions:gang>=1", {"Money"}),
        ("grade:A1", {"Truce"}),
        ("grade:<=B2", {"Truce"}),
        ("grade:<=C2", {"Truce", "Rivals"}),
        ("grade:<C2", {"Truce"}),
        ("grade:C", {"Rivals"}),
        ("grade:2", {"Rivals"}),
        ("tlp:AMBER", {"Rivals"}),
        ("tlp:<=GREEN", {"Truce", "Money"}),
        ("status:done", {"Rivals"}),
        ("source:good", {"Truce"}),
        ("before:2013", {"Truce"}),
        ("after:2012", {"Rivals"}),
        ("on:2012-06-01", {"Truce"}),
        ("in:2012..2013", {"Truce", "Rivals"}),
        ("-in:2012", {"Rivals", "Money"}),
        ('near:"San Salvador"~10km', {"Truce", "Money"}),
        # The middle of the country is nearer than San Miguel, but near to nothing.
        ('near:"San Salvador"~40km', {"Truce", "Money"}),
        ('near:"San Salvador"~150km', {"Truce", "Money", "Rivals"}),
        ("near:13.48,-88.18~5km", {"Rivals"}),
        ("box:13.4,-88.3,13.6,-88", {"Rivals"}),
        ("box:13.4,170,13.8,-89.17", {"Money"}),
        ('place:"El Salvador" truce before:2013', {"Truce"}),
    ],
)
def test_a_condition_finds_where_it_holds(archive, query, found):
    assert set(titles(query)) == found


def test_a_rejected_relationship_is_none(archive):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entities_relationship SET status = 'rejected'")

    assert titles("rel:rival_of") == []


def test_the_order_can_be_chosen(archive):
    assert titles("", "date") == ["Rivals", "Truce", "Money"]
    assert titles("", "mentions")[0] == "Rivals"
    assert titles("", "review")[-1] == "Rivals"
    assert titles("gang:MS-13", "mentions") == ["Rivals", "Truce"]


def test_fields_are_counted_with_the_chosen_value_among_the_others(archive):
    def counts(query: str, parameter: str) -> list[tuple]:
        facets = Search(SearchRequest(query)).page().facets
        (facet,) = [one for one in facets if one.parameter == parameter]
        assert facet.sample == 0
        return [(value.name, value.count, value.is_chosen) for value in facet.values]

    assert counts("rel:rival_of", "relationship") == [("Rival Of", 1, True)]
    assert counts("grade:A1", "grade") == [("A1", 1, True), ("C2", 1, False), ("F6", 1, False)]
    assert counts("status:done", "status") == [("not begun", 2, False), ("done", 1, True)]
    assert counts("gang:MS-13 truce", "gang") == [("MS-13", 1, True)]


def test_months_are_shown_where_years_say_little(archive):
    result = Search(SearchRequest("")).page()

    assert [bar.period for bar in result.years] == ["2012", "2013"]
    assert [bar.period for bar in result.months if bar.count] == ["2012-06", "2013-01"]
    assert len(result.months) == 8


def test_what_takes_too_long_is_stopped_and_said(archive, monkeypatch):
    monkeypatch.setattr("entities.search.results.engine.MOST_SECONDS", 0.001)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION words_within(words tsvector, wanted tsvector, most int)"
            " RETURNS boolean LANGUAGE sql AS 'SELECT pg_sleep(1) IS NULL'"
        )

    with pytest.raises(QueryError, match="took longer"):
        Search(SearchRequest('"truce gang"~3')).page()
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)
