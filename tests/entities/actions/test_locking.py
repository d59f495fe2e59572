"""An article that somebody has locked while reviewing it: others are told so and change nothing."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from entities.actions import bulk, mention_actions, undo_redo
from entities.actions.recorder import CorrectionError
from entities.kinds import Kind, Status
from entities.models import Action, Mention, NameRule
from entities.name_rules import actions as name_rules_actions
from entities.name_rules.occurrences import AT_FIRST
from entities.profiles import actions as profiles_actions
from entities.review import actions as review_actions
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article("The Boys ran. Ana slept.", title="A run")
    make_mention(article, "The Boys", make_entity("Fulton Boys", aliases=["The Boys"]))
    return article


@pytest.fixture
def bob(django_user_model):
    """May correct, and is no supervisor."""
    user = django_user_model.objects.create_user("bob", password="a long pass phrase")
    user.user_permissions.set(Permission.objects.filter(codename__endswith="_mention"))
    return django_user_model.objects.get(pk=user.pk)


@pytest.fixture
def locked(article, reader):
    return review_actions.lock(article, user=reader)


def test_whoever_locks_an_article_has_it_assigned(locked, reader):
    assert (locked.assigned_to, locked.is_locked) == (reader, True)


@pytest.mark.parametrize(
    "act",
    [
        lambda mention, user: mention_actions.confirm(mention, user=user),
        lambda mention, user: mention_actions.reject(mention, user=user),
        lambda mention, user: mention_actions.change_kind(mention, Kind.PERSON, user=user),
        lambda mention, user: mention_actions.add(mention.article, 14, 17, Kind.PERSON, user=user),
        lambda mention, user: mention_actions.resize(mention, 4, 8, user=user),
        lambda mention, user: review_actions.finish(mention.article, user=user),
        lambda mention, user: review_actions.unlock(mention.article, user=user),
        lambda mention, user: review_actions.lock(mention.article, user=user),
    ],
)
def test_nobody_else_changes_anything(locked, bob, act):
    mention = locked.mentions.get()
    before = Action.objects.count()
    with pytest.raises(CorrectionError, match="is locked for rob, who reviews it"):
        act(mention, bob)
    assert Action.objects.count() == before
    mention.refresh_from_db()
    assert (mention.status, mention.name) == (Status.PROPOSED, "The Boys")


def test_the_person_it_is_assigned_to_and_supervisors_do(locked, reader, analyst):
    mention = locked.mentions.get()
    mention_actions.confirm(mention, user=reader)
    mention_actions.reject(mention, user=analyst)
    review_actions.unlock(locked, user=reader)
    locked.refresh_from_db()
    assert not locked.is_locked


def test_what_was_done_before_is_not_undone_by_others(article, reader, bob):
    mention_actions.confirm(article.mentions.get(), user=bob)
    action = Action.objects.first()
    review_actions.lock(article, user=reader)
    with pytest.raises(CorrectionError, match="locked for rob"):
        undo_redo.undo(action, user=bob)
    assert article.mentions.get().status == Status.CONFIRMED


def test_a_decision_everywhere_passes_over_it(locked, bob):
    elsewhere = make_article("The Boys slept.")
    boys = locked.mentions.get().entity
    rule = name_rules_actions.wish("The Boys", NameRule.Decision.IS, entity=boys)
    name_rules_actions.decide(rule, user=bob, groups=AT_FIRST)
    assert locked.mentions.get().status == Status.PROPOSED
    assert elsewhere.mentions.get().status == Status.CONFIRMED


def test_so_do_very_many_places(locked, bob, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 0)
    profiles_actions.merge(locked.mentions.get().entity, make_entity("Other Boys"), user=bob)
    bulk.carry_out()
    assert Mention.objects.get().entity.name == "Fulton Boys"


def test_it_is_assigned_anew_by_a_supervisor_alone(locked, bob, analyst, reader):
    outcome = review_actions.assign({locked.pk: reader.pk}, None, user=analyst)
    assert (outcome.done, outcome.refused) == (1, [])
    locked.refresh_from_db()
    assert (locked.assigned_to, locked.is_locked) == (None, False)


def test_assigning_leaves_out_what_others_locked(locked, bob, reader):
    free = make_article("Free.")
    outcome = review_actions.assign({locked.pk: reader.pk, free.pk: None}, bob, user=bob)
    assert outcome.done == 1
    assert "is locked for rob" in outcome.refused[0]


def test_what_is_assigned_to_another_cannot_be_locked(article, reader, analyst, bob):
    article.assigned_to = reader
    article.save()
    with pytest.raises(CorrectionError, match="only they can lock it"):
        review_actions.lock(article, user=bob)


def test_the_page_says_so_and_refuses_in_one_sentence(client, locked, bob):
    client.force_login(bob)
    page = client.get(locked.get_absolute_url()).content.decode()
    assert "Locked for rob, who reviews it" in page
    mention = locked.mentions.get()
    answer = client.post(reverse("entities:mention_confirm", args=[mention.pk]))
    assert answer.status_code == 422
    assert "is locked for rob" in answer.content.decode()


def test_locking_by_the_page(client, article, bob):
    client.force_login(bob)
    client.post(reverse("entities:article_lock", args=[article.pk]))
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Only you can change this article." in page
    client.post(reverse("entities:article_unlock", args=[article.pk]))
    article.refresh_from_db()
    assert not article.is_locked
