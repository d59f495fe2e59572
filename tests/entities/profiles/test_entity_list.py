"""The list of entities: its order, its numbers, its types."""

import datetime

import pytest
from django.urls import reverse

from articles.copy_models import ClusterPlace
from entities.kinds import Kind
from tests.factories import make_article, make_entity, make_mention, make_source

pytestmark = pytest.mark.django_db


def dated(year: int, source: str):
    return make_article(
        f"MS-13, Zetas and Ana Ruiz in {year}, {source}.",
        source=make_source(source),
        published_on=datetime.date(year, 1, 2),
        published_precision="day",
    )


@pytest.fixture
def listed(client, reader):
    """MS-13 in three articles of one origin, Zetas in two of two, Ana in one and in none else."""
    maras = make_entity("MS-13", subtype="street_gang")
    zetas = make_entity("Zetas", subtype="cartel")
    ana = make_entity("Ana Ruiz", Kind.PERSON)
    make_entity("Nobody", Kind.PERSON)
    articles = [dated(2010, "A"), dated(2011, "B"), dated(2012, "B"), dated(2013, "C")]
    for article in articles[:3]:
        make_mention(article, "MS-13", maras)
    for article in articles[1:4:2]:
        make_mention(article, "Zetas", zetas)
    make_mention(articles[0], "Ana Ruiz", ana)
    # A and B print the same.
    place = ClusterPlace.objects.get(article=articles[0])
    ClusterPlace.objects.filter(article=articles[2]).update(cluster=place.cluster)
    client.force_login(reader)

    def rows(**parameters: str) -> list[tuple]:
        answer = client.get(reverse("entities:entity_list"), parameters)
        return [
            (entity.name, counts.articles, counts.origins, counts.last_on and counts.last_on.year)
            for entity, counts in answer.context["rows"]
        ]

    return rows


MS13, ZETAS, ANA = ("MS-13", 3, 1, 2012), ("Zetas", 2, 2, 2013), ("Ana Ruiz", 1, 1, 2010)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", [MS13, ZETAS, ANA]),
        ("name", [ANA, MS13, ZETAS]),
        ("origins", [ZETAS, ANA, MS13]),
        ("seen", [ZETAS, MS13, ANA]),
        ("nonsense", [MS13, ZETAS, ANA]),
    ],
)
def test_it_is_sorted_by_what_each_column_says(listed, order, expected):
    assert listed(order=order) == expected


def test_an_order_holds_among_what_is_filtered(listed):
    assert listed(order="seen", kind="gang") == [ZETAS, MS13]
    assert listed(order="name", all="1")[2] == ("Nobody", 0, 0, None)
    assert listed(subtype="cartel") == [ZETAS]


def test_as_many_questions_are_asked_for_any_number_of_entities(
    listed, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        listed(order="origins")
