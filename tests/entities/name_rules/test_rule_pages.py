"""The pages on which people decide about a name everywhere."""

import pytest
from django.urls import reverse

from entities.actions import bulk
from entities.kinds import Kind, Status
from entities.models import Action, BulkAction, Mention, NameRule
from entities.name_rules import actions, views
from entities.name_rules.occurrences import AT_FIRST
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def boys():
    return make_entity("Fulton Boys", aliases=["The Boys"])


@pytest.fixture
def article(boys):
    article = make_article("The Boys ran. Later The Boys slept.", title="A run")
    make_mention(article, "The Boys", boys)
    return article


@pytest.fixture
def ana(client, analyst):
    client.force_login(analyst)
    return client


def preview(client, **values):
    return client.get(reverse("entities:rule_preview"), values)


def test_the_preview_of_a_mention_shows_every_place_in_context(ana, article):
    page = preview(ana, mention=article.mentions.get().pk).content.decode()
    assert "is always Fulton Boys, everywhere" in page
    assert page.count("<mark>The Boys</mark>") == 2
    assert "Not marked yet" in page
    assert 'data-total="2"' in page


def test_a_preview_changes_nothing_also_when_its_page_is_turned(ana, article):
    mention = article.mentions.get()
    values = {"mention": mention.pk, "page": 1, "shown": [str(mention.pk)], "tick": []}
    page = ana.post(reverse("entities:rule_preview"), values).content.decode()
    assert f'name="left_out" value="{mention.pk}"' in page
    assert not Action.objects.exists()


def test_what_was_unticked_on_another_page_stays_out(ana, article, boys, monkeypatch):
    monkeypatch.setattr(views, "PLACES_A_PAGE", 1)
    mention = article.mentions.get()
    first = preview(ana, mention=mention.pk).content.decode()
    assert "page 1 of 2" in first
    sent = {
        "name": "The Boys",
        "decision": "is",
        "entity": boys.pk,
        "scope": "all",
        "asked": AT_FIRST,
        "chosen": ["open", "unmarked"],
        "left_out": str(mention.pk),
        "shown": [f"{article.pk}.20"],
        "tick": [f"{article.pk}.20"],
    }
    assert ana.post(reverse("entities:rule_decide"), sent).status_code == 302
    states = list(article.mentions.order_by("start").values_list("status", flat=True))
    assert states == [Status.PROPOSED, Status.CONFIRMED]


def test_deciding_leads_back_to_the_article_and_undo_there_takes_all_back(ana, article, boys):
    sent = {
        "name": "The Boys",
        "decision": "is",
        "entity": boys.pk,
        "scope": "article",
        "article": article.pk,
    }
    answer = ana.post(reverse("entities:rule_decide"), sent, follow=True)
    assert answer.redirect_chain[0][0] == article.get_absolute_url()
    assert "One undo takes all of it back" in answer.content.decode()
    assert article.mentions.filter(status=Status.CONFIRMED).count() == 2
    ana.post(reverse("entities:article_undo", args=[article.pk]))
    assert article.mentions.filter(status=Status.CONFIRMED).count() == 0


def test_no_group_chosen_makes_the_rule_alone(ana, article, boys):
    sent = {"name": "The Boys", "decision": "never", "scope": "all", "asked": AT_FIRST}
    ana.post(reverse("entities:rule_decide"), sent)
    assert NameRule.objects.get().decision == "never"
    assert article.mentions.get().status == Status.PROPOSED


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": "…", "decision": "never", "scope": "all"}, "at least one letter or digit"),
        ({"name": "X", "decision": "is", "scope": "all"}, "Choose which entity"),
        ({"name": "X", "decision": "maybe", "scope": "all"}, "Choose always or never."),
        ({"name": "X", "decision": "never", "scope": "moon"}, "Choose how far it reaches."),
        ({"name": "X", "decision": "is", "scope": "all", "entity": 999}, "no such entity"),
        ({"name": "X", "decision": "never", "scope": "article", "article": 9}, "article is gone"),
        ({"name": "X", "decision": "never", "scope": "article"}, "Which article is meant?"),
        ({"name": "X" * 301, "decision": "never", "scope": "all"}, "at most 300 characters"),
    ],
)
def test_what_cannot_be_meant_is_said(ana, values, sentence):
    assert sentence in preview(ana, **values).content.decode()
    answer = ana.post(reverse("entities:rule_decide"), values)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not NameRule.objects.exists()


def test_the_list_finds_edits_and_ends_rules(ana, analyst, boys, article):
    wish = actions.wish("The Boys", NameRule.Decision.IS, entity=boys)
    actions.decide(wish, user=analyst, groups=AT_FIRST)
    never = actions.wish("May", NameRule.Decision.NEVER, kind=Kind.DATE)
    actions.decide(never, user=analyst, groups=AT_FIRST)
    listing = reverse("entities:rule_list")
    page = ana.get(listing).content.decode()
    assert "“The Boys”" in page and "is never a date" in page
    assert "“May”" not in ana.get(listing, {"q": "fulton"}).content.decode()
    assert "“The Boys”" not in ana.get(listing, {"decision": "never"}).content.decode()
    rule = NameRule.objects.get(name="May")
    edited = ana.get(reverse("entities:rule_preview"), {"rule": rule.pk}).content.decode()
    assert f'name="replaces" value="{rule.pk}"' in edited
    ana.post(reverse("entities:rule_end", args=[rule.pk]), follow=True)
    row = '<th scope="row">“May”'
    assert row not in ana.get(listing).content.decode()
    assert row in ana.get(listing, {"ended": 1}).content.decode()


def test_the_list_needs_few_queries(ana, analyst, boys, django_assert_max_num_queries):
    for number in range(12):
        rule = actions.wish(f"Name {number}", NameRule.Decision.IS, entity=boys)
        actions.decide(rule, user=analyst, groups=())
    with django_assert_max_num_queries(8):
        ana.get(reverse("entities:rule_list"))


def test_the_preview_needs_few_queries(ana, boys, django_assert_max_num_queries):
    for _ in range(30):
        make_mention(make_article("The Boys ran. The Boys slept."), "The Boys", boys)
    mention = Mention.objects.first()
    with django_assert_max_num_queries(22):
        preview(ana, mention=mention.pk, scope="all")


def test_readers_see_what_would_be_touched_but_decide_nothing(client, reader, article, boys):
    client.force_login(reader)
    page = preview(client, mention=article.mentions.get().pk).content.decode()
    assert "data-decide" not in page
    sent = {"name": "The Boys", "decision": "is", "entity": boys.pk, "scope": "all"}
    assert client.post(reverse("entities:rule_decide"), sent).status_code == 403
    assert not NameRule.objects.exists()


def test_very_many_places_show_how_far_it_is(ana, article, boys, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 1)
    sent = {"name": "The Boys", "decision": "is", "entity": boys.pk, "scope": "all"}
    answer = ana.post(reverse("entities:rule_decide"), sent, follow=True)
    action = Action.objects.get()
    assert answer.redirect_chain == [(reverse("entities:action_detail", args=[action.pk]), 302)]
    assert "Deciding…" in answer.content.decode()
    bulk.carry_out()
    page = ana.get(reverse("entities:action_detail", args=[action.pk])).content.decode()
    assert "100 %" in page and "hx-trigger" not in page.split('id="act"')[1].split(">")[0]
    answer = ana.post(reverse("entities:action_undo", args=[action.pk]), follow=True)
    assert "Taking back…" in answer.content.decode()
    bulk.carry_out()
    assert article.mentions.get().status == Status.PROPOSED


def test_what_failed_says_why_and_is_tried_again(ana, article, boys, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 1)
    sent = {"name": "The Boys", "decision": "is", "entity": boys.pk, "scope": "all"}
    ana.post(reverse("entities:rule_decide"), sent)
    action = Action.objects.get()
    BulkAction.objects.update(failure="The database refused this.")
    page = ana.get(reverse("entities:action_detail", args=[action.pk])).content.decode()
    assert "The database refused this." in page
    bulk.carry_out()
    assert article.mentions.get().status == Status.PROPOSED
    ana.post(reverse("entities:action_try_again", args=[action.pk]))
    bulk.carry_out()
    assert article.mentions.filter(status=Status.CONFIRMED).count() == 2
