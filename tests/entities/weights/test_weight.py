"""What stands behind a relationship, as it is shown."""

import pytest
from django.template.loader import render_to_string

from entities.kinds import RelationKind, Status
from entities.models import Evidence, Relationship, RelationshipWeight
from entities.relationships.actions import confirm, reject
from entities.weights.counting import count_due
from entities.weights.weight import quotes_of, weights
from tests.factories import make_article, make_entity, make_evidence, make_source

pytestmark = pytest.mark.django_db

QUOTE = "MS-13 fights Barrio 18."
OTHER = "They are said to be enemies."
TEXT = f"{QUOTE} {OTHER}"


@pytest.fixture
def gangs():
    return make_entity("MS-13"), make_entity("Barrio 18")


def state(
    gangs, quote: str = QUOTE, source: str = "Kent Mail", year: int = 0, **fields
) -> Evidence:
    """An article of the source and year that states the rivalry with this quote."""
    dated = {"published_on": f"{year}-03-01", "published_precision": "day"} if year else {}
    article = make_article(
        TEXT,
        source=make_source(source),
        handling=fields.pop("handling", "CLEAR"),
        **dated,
    )
    one, other = gangs
    return make_evidence(article, quote, one, RelationKind.RIVAL_OF, other, **fields)


def words(relationship: Relationship, **options) -> str:
    """As the page says it."""
    weight = weights([relationship.pk], **options)[relationship.pk]
    page = render_to_string("entities/weights/_weight.html", {"weight": weight})
    return " ".join(page.partition(">")[2].removesuffix("</span>\n").split())


def test_it_is_said_in_one_line(gangs):
    make_source("Kent Post", reliability="B")
    rivalry = state(gangs, year=2010).relationship
    state(gangs, source="Kent Post", year=2014)
    state(gangs, OTHER, source="Kent Times", hedged=True)
    assert words(rivalry) == (
        "2 origins in 3 articles · best B6 · 2010–2014 · hedged in 1 of 3 quotes"
    )


def test_one_is_said_in_the_singular_and_nothing_is_said_to_be_nothing(gangs, analyst):
    evidence = state(gangs, year=2010, hedged=True)
    assert words(evidence.relationship) == (
        "1 origin in 1 article · best F6 · 2010 · hedged in all"
    )
    reject(evidence, user=analyst)
    assert words(evidence.relationship) == "no quote states it"


def test_what_a_person_may_not_see_does_not_count(gangs):
    rivalry = state(gangs, year=2010).relationship
    state(gangs, OTHER, source="Kent Post", year=2014, handling="RED")
    open_only = ["CLEAR", "GREEN"]
    assert words(rivalry, handlings=open_only) == "1 origin in 1 article · best F6 · 2010"
    count_due()
    assert words(rivalry, handlings=open_only) == "1 origin in 1 article · best F6 · 2010"
    assert words(rivalry) == "2 origins in 2 articles · best F6 · 2010–2014"
    assert words(rivalry, handlings=["GREEN"]) == "no quote states it"


def test_a_number_that_is_out_of_date_is_never_shown_and_showing_writes_nothing(gangs):
    rivalry = state(gangs).relationship
    count_due()
    state(gangs, OTHER, source="Kent Post")
    assert words(rivalry).startswith("2 origins in 2 articles")
    assert [*RelationshipWeight.objects.values_list("origins", flat=True)] == [1, 1]


def test_who_confirmed_it_is_named_until_that_is_undone(gangs, analyst):
    evidence = state(gangs)
    analyst.first_name, analyst.last_name = "Ana", "Poe"
    analyst.save()
    confirm(evidence, user=analyst)
    weight = weights([evidence.relationship_id])[evidence.relationship_id]
    assert (str(weight.confirmed_by), weight.status) == ("Ana Poe", Status.CONFIRMED)
    assert "· confirmed by Ana Poe, " in words(evidence.relationship)
    reject(evidence, user=analyst)
    assert "confirmed" not in words(evidence.relationship)


def test_of_a_proposal_it_is_said_how_often_people_confirmed_such(gangs, monkeypatch):
    monkeypatch.setattr("entities.models.reliability.LEAST_DECISIONS", 4)
    rivalry = state(gangs, confidence=0.6).relationship
    assert words(rivalry).endswith("· 0.60 by its rule")
    for place, status in enumerate(["confirmed", "confirmed", "confirmed", "rejected"]):
        state((gangs[0], make_entity(f"Gang {place}")), confidence=0.6, status=status)
    assert words(rivalry).endswith("· 75 of 100 like it were confirmed")


def test_any_number_is_weighed_in_as_many_queries(gangs, django_assert_max_num_queries):
    keys = [
        state((gangs[0], make_entity(f"Gang {place}")), status=status, confidence=0.5)
        for place, status in enumerate(["confirmed", "proposed"] * 5)
    ]
    keys = [evidence.relationship_id for evidence in keys]
    with django_assert_max_num_queries(7):
        assert len(weights(keys)) == 10
    assert weights([]) == weights([0]) == {}


def test_a_sentence_is_listed_once_with_where_else_it_stands(gangs):
    later = state(gangs, year=2014)
    first = state(gangs, source="Kent Post", year=2010)
    other = state(gangs, OTHER, source="Kent Times")
    hidden = state(gangs, source="Kent News", year=2008, handling="RED")
    state(gangs, "enemies", status=Status.REJECTED)

    found = quotes_of(first.relationship, handlings=["CLEAR"])
    assert [(one.first, one.others, one.articles) for one in found] == [
        (first, [later], 2),
        (other, [], 1),
    ]
    (quote,) = quotes_of(first.relationship, most=1)
    assert (quote.first, quote.others) == (hidden, [first, later])
    page = render_to_string("entities/weights/_quotes.html", {"quotes": [quote]})
    assert "word for word in 3 articles: one origin" in page


def test_listing_quotes_takes_two_queries(gangs, django_assert_num_queries):
    rivalry = state(gangs).relationship
    for place in range(5):
        state(gangs, source=f"Paper {place}")
    with django_assert_num_queries(2):
        for quote in quotes_of(rivalry):
            assert [str(one.article.source) for one in (quote.first, *quote.others)]
