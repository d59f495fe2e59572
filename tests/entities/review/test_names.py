"""Review by name: what waits of one name is decided together, and taken back together."""

import pytest
from django.urls import reverse

from entities.actions import undo_redo
from entities.kinds import Kind, Status
from entities.models import Action, Entity, Mention
from entities.review.filters import MentionFilters
from entities.review.names import Names
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_entity("Westminster", Kind.LOCATION)


@pytest.fixture
def waiting(town):
    """A town three times in two articles, the most doubtful, and a gang once."""
    first = make_article("Westminster slept. Police of Westminster came.", title="A night")
    second = make_article("From Westminster came the Vice Lords.", title="A day")
    for article in (first, first, second):
        make_mention(article, "Westminster", town, confidence=0.31)
    make_mention(second, "Vice Lords", make_entity("Vice Lords"), confidence=0.8)
    return second


@pytest.fixture
def ana(client, analyst):
    client.force_login(analyst)
    return client


def sent(user, decision: str, number: int = 0) -> dict:
    group = Names(MentionFilters(user)).page(None).object_list[number]
    return {
        "name": group.name,
        "word_kind": group.key.kind,
        "entity": group.key.entity or "",
        "newest": group.newest,
        "decision": decision,
    }


def decide(client, values: dict):
    url = reverse("entities:review_name_decide")
    return client.post(url, values, headers={"HX-Request": "true"})


def states(name: str) -> set[str]:
    return set(Mention.objects.filter(name=name).values_list("status", flat=True))


def test_names_stand_with_their_counts_and_the_first_ones_places(ana, analyst, waiting):
    groups = Names(MentionFilters(analyst)).page(None).object_list
    assert [(one.name, one.count, one.articles) for one in groups] == [
        ("Westminster", 3, 2),
        ("Vice Lords", 1, 1),
    ]
    page = ana.get(reverse("entities:review_names")).content.decode()
    assert page.count("<mark") == 3 and "3 in 2" in page


def test_all_of_a_name_are_rejected_by_one_act_and_come_back(ana, analyst, waiting):
    answer = decide(ana, sent(analyst, "reject"))
    assert states("Westminster") == {"rejected"} and states("Vice Lords") == {"proposed"}
    act = Action.objects.get()
    assert act.summary == "Rejected “Westminster” as place (3 mentions)"
    line = answer.content.decode()
    assert "✕ rejected" in line and f'data-undoes="{act.pk}"' in line
    back = sent(analyst, "undo") | {"act": act.pk, "name": "Westminster", "word_kind": "location"}
    back["entity"] = Entity.objects.get(name="Westminster").pk
    assert 'data-status="proposed"' in decide(ana, back).content.decode()
    assert states("Westminster") == {"proposed"}


def test_another_kind_or_entity_confirms_them_as_that(ana, analyst, waiting):
    decide(ana, sent(analyst, "kind:person"))
    assert set(Mention.objects.filter(name="Westminster").values_list("kind", "status")) == {
        ("person", "confirmed")
    }
    undo_redo.undo(undo_redo.last_of(analyst), user=analyst)
    assert not Entity.objects.filter(name="Westminster", kind=Kind.PERSON).exists()
    city = make_entity("City of Westminster", Kind.LOCATION)
    decide(ana, sent(analyst, f"entity:{city.pk}"))
    assert Mention.objects.filter(entity=city, status=Status.CONFIRMED).count() == 3


def test_what_was_proposed_since_is_not_decided(ana, analyst, waiting, town):
    values = sent(analyst, "confirm")
    late = make_mention(make_article("Westminster again."), "Westminster", town)
    decide(ana, values)
    late.refresh_from_db()
    assert late.status == Status.PROPOSED
    assert decide(ana, sent(analyst, "kind:date")).status_code == 422
    assert decide(ana, sent(analyst, "nonsense")).status_code == 422


def test_only_articles_that_name_a_gang(analyst, waiting):
    about = Names(MentionFilters(analyst, {"about": "gang"})).page(None).object_list
    assert [(one.name, one.count) for one in about] == [("Westminster", 1), ("Vice Lords", 1)]
    Entity.objects.filter(name="Vice Lords").update(subtype="street_gang")
    assert len(Names(MentionFilters(analyst, {"about": "street"})).order) == 2
    assert not Names(MentionFilters(analyst, {"about": "street", "kind": "person"})).order


def test_the_list_needs_few_queries(ana, waiting, django_assert_max_num_queries):
    for number in range(30):
        make_mention(make_article(f"Gang{number} ran."), f"Gang{number}", confidence=0.5)
    with django_assert_max_num_queries(26):
        ana.get(reverse("entities:review_names"))


def test_readers_see_names_and_decide_none(client, reader, waiting):
    client.force_login(reader)
    page = client.get(reverse("entities:review_names")).content.decode()
    assert "Westminster" in page and 'name="decision"' not in page
    assert decide(client, sent(reader, "confirm")).status_code == 403
