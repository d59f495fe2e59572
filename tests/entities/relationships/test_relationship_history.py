"""What people said of a sentence is in the history of both entities that it relates."""

import pytest
from django.urls import reverse

from entities.kinds import RelationKind, Status
from entities.models import Action, Entity
from entities.relationships import actions
from entities.relationships.actions import Statement, judge_copies
from entities.relationships.period import read_period
from entities.relationships.rulings import let_both_stand
from tests.factories import make_article, make_entity, make_evidence

pytestmark = pytest.mark.django_db
QUOTE, OTHER = "Los Zetas have trained MS-13.", "They arm each other."
TEXT = f"{QUOTE} {OTHER}"


@pytest.fixture
def gangs():
    return make_entity("Los Zetas"), make_entity("MS-13")


@pytest.fixture
def proposed(gangs):
    """Two sentences that state it, so that one of them alone changes no status."""
    article = make_article(TEXT)
    make_evidence(article, OTHER, gangs[0], "trains", gangs[1], status="confirmed")
    return make_evidence(article, QUOTE, gangs[0], "trains", gangs[1])


def stretched(evidence, **fields) -> Statement:
    link = evidence.relationship
    return Statement(RelationKind(link.kind), link.head, link.child, 0, len(QUOTE) - 1, **fields)


ACTS = {
    "confirm": lambda one, user: actions.confirm(one, user=user),
    "this sentence does not state it": lambda one, user: actions.reject(one, user=user),
    "a copy": lambda one, user: judge_copies(one, Status.REJECTED, user=user, newest=one.pk),
    "all": lambda one, user: actions.confirm_all(one.relationship, user=user),
    "other words": lambda one, user: actions.change(one, stretched(one), user=user),
    "added": lambda one, user: actions.state(make_article(TEXT), stretched(one), user=user),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_each_act_on_a_sentence_is_in_the_history_of_both_ends(
    client, analyst, gangs, proposed, act
):
    act(proposed, analyst)

    client.force_login(analyst)
    for gang in gangs:
        page = client.get(reverse("entities:history"), {"entity": gang.pk}).content.decode()
        assert Action.objects.get().summary in page
        assert "Los Zetas have trained MS-13" in page  # the words
        assert "of “Los Zetas trains MS-13”" in page


def test_words_dates_and_hedges_are_shown_before_and_after(client, analyst, proposed):
    statement = stretched(proposed, period=read_period("2012", ""), hedged=True)
    actions.change(proposed, statement, user=analyst)

    client.force_login(analyst)
    page = client.get(reverse("entities:history")).content.decode()

    assert f"words: <del>{QUOTE}</del> → <ins>{QUOTE[:-1]}</ins>" in page
    assert "hedged: <del>no</del> → <ins>yes</ins>" in page
    assert "from: <del>–</del> → <ins>2012-01-01</ins>" in page
    assert "precision" not in page


def test_a_ruling_is_in_the_history_of_all_who_are_ruled_on(analyst, gangs, proposed):
    other = make_evidence(proposed.article, OTHER, gangs[0], "rival_of", make_entity("Gulf"))
    let_both_stand(proposed.relationship, other.relationship, "At other times.", user=analyst)

    assert set(Action.objects.get().entities) == {one.pk for one in Entity.objects.all()}


def test_a_history_takes_few_questions_however_many_acts(
    client, analyst, proposed, django_assert_max_num_queries
):
    for _ in range(8):
        actions.reject(proposed, user=analyst)
        actions.confirm(proposed, user=analyst)
    client.force_login(analyst)

    with django_assert_max_num_queries(14):
        client.get(reverse("entities:history"))
