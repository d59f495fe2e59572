"""Who has an article open, and what others changed since the page was drawn."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from entities.actions import mention_actions, undo_redo
from entities.models import Action, Presence
from entities.reader import article_views
from entities.reader.article_views import OtherReviewers
from entities.sources.actions import grade_source
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article("MS-13 met Barrio 18. MS-13 left.")
    gang = make_entity("MS-13")
    for _ in range(2):
        make_mention(article, "MS-13", gang)
    return article


@pytest.fixture
def other(django_user_model):
    return django_user_model.objects.create_superuser("bea", first_name="Bea", last_name="Ruiz")


def test_the_others_are_named_until_they_are_silent(article, analyst, other):
    article_views.note(article, analyst)
    article_views.note(article, other)
    article_views.note(article, other)
    assert OtherReviewers(article, analyst).others == ["Bea Ruiz"]
    assert OtherReviewers(make_article(), analyst).others == []

    Presence.objects.filter(user=other).update(seen_at=timezone.now() - timedelta(seconds=61))
    assert OtherReviewers(article, analyst).others == []
    article_views.note(article, analyst)
    assert Presence.objects.count() == 1


def test_who_leaves_is_gone_at_once(client, article, analyst, other):
    article_views.note(article, other)
    client.force_login(other)
    answer = client.post(reverse("entities:article_presence", args=[article.pk]), {"left": "1"})

    assert answer.status_code == 204
    assert OtherReviewers(article, analyst).others == []


def test_a_person_is_present_once(article, analyst):
    Presence.objects.create(article=article, user=analyst)
    with pytest.raises(IntegrityError):
        Presence.objects.create(article=article, user=analyst)


def test_what_others_changed_is_counted_and_ones_own_is_not(article, analyst, other):
    drawn = OtherReviewers(article, analyst).mark
    first, second = article.mentions.order_by("start")
    mention_actions.confirm(first, user=analyst)
    assert OtherReviewers(article, analyst, drawn=drawn).news == ""

    mention_actions.confirm(second, user=other)
    mention_actions.reject(second, user=other)
    assert OtherReviewers(article, analyst, drawn=drawn).news == "Bea Ruiz changed 1 name."
    mention_actions.reject(first, user=other)
    assert OtherReviewers(article, analyst, drawn=drawn).news == "Bea Ruiz changed 2 names."
    grade_source(article.source, "B", user=other, shown="F", article=article)
    news = OtherReviewers(article, analyst, drawn=drawn).news
    assert news == "Bea Ruiz changed 2 names and the details."
    assert OtherReviewers(article, analyst, drawn=OtherReviewers(article, analyst).mark).news == ""


def test_what_others_undid_is_news_too(article, analyst, other):
    mention_actions.confirm(article.mentions.first(), user=analyst)
    drawn = OtherReviewers(article, analyst).mark
    undo_redo.undo(Action.objects.get(), user=other)

    assert (
        OtherReviewers(article, analyst, drawn=drawn).news == "Something was undone or done again."
    )


@pytest.mark.parametrize("drawn", ["", "x", "9.9", "-1.0", "²."])
def test_a_mark_that_is_none_does_no_harm(client, article, analyst, drawn):
    client.force_login(analyst)
    url = reverse("entities:article_presence", args=[article.pk])

    assert client.post(url, {"drawn": drawn}).status_code == 200


def test_a_heartbeat_is_no_act_and_cheap(client, article, reader, django_assert_max_num_queries):
    client.force_login(reader)
    url = reverse("entities:article_presence", args=[article.pk])
    with django_assert_max_num_queries(11):
        assert client.post(url, {"drawn": "0.0"}).status_code == 200

    assert not Action.objects.exists()
    assert client.get(url).status_code == 405
    assert client.post(reverse("entities:article_presence", args=[0])).status_code == 404


def test_a_visitor_is_sent_to_log_in(client, article):
    assert client.post(reverse("entities:article_presence", args=[article.pk])).status_code == 302
    assert not Presence.objects.exists()


def test_drawing_anew_needs_few_queries(client, article, reader, django_assert_max_num_queries):
    client.force_login(reader)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("entities:article_refresh", args=[article.pk])).content.decode()

    assert page.count('class="mention"') == 2
    assert 'data-drawn="0.0"' in page
