"""The pages on which people say what is furniture."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.furniture_models import FurnitureRule
from articles.importing.mending import mend_due
from entities.furniture.actions import say_furniture
from entities.models import Action
from tests.entities.furniture.texts import NOTICE, STORIES, bring, keep, shows, span

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles():
    kept = bring(notices=(NOTICE, NOTICE.replace("7", "12"), ""))
    mend_due(lambda: False)
    return kept


@pytest.fixture
def ana(client, analyst):
    client.force_login(analyst)
    return client


def preview(client, article, words, **more):
    start, end = span(article, words)
    address = reverse("entities:furniture_preview", args=[article.pk])
    return client.get(address, {"start": start, "end": end, **more}).content.decode()


def say(client, article, words, is_furniture="1"):
    start, end = span(article, words)
    return client.post(
        reverse("entities:furniture_say", args=[article.pk]),
        {"start": start, "end": end, "is_furniture": is_furniture},
    )


def test_the_preview_says_its_numbers_and_writes_nothing(ana, articles):
    page = preview(ana, articles[0], "Desk 7")
    assert "2 of 3" in page
    assert "Furniture in 2 texts" in " ".join(page.split())
    assert "Never furniture in 2 texts" in " ".join(page.split())
    assert page.count("<mark>") == 2
    assert "not word for word" in page
    assert not FurnitureRule.objects.exists()
    assert not Action.objects.exists()


def test_a_preview_says_what_becomes_of_headline_and_date(ana):
    texts = [
        f"Bulletin\n\nMay {n}, 2020\n\n{news} {n}" for n, (_, news, _) in enumerate(STORIES, 1)
    ]
    kept = keep(texts, source="Elm Bulletin")
    page = " ".join(preview(ana, kept[0], "Bulletin").split())
    assert "of them have it as headline" in page and "as date line" not in page
    page = " ".join(preview(ana, kept[0], "May 1, 2020").split())
    assert "of them have it as date line" in page and "as headline" not in page


def test_a_preview_without_lines_lets_them_be_chosen(ana, articles):
    page = ana.get(reverse("entities:furniture_preview", args=[articles[0].pk])).content.decode()
    assert "Which lines?" in page
    start, end = span(articles[0], NOTICE)
    assert f'<option value="{start}">' in page
    assert f'<option value="{end}">' in page


def test_a_preview_of_what_cannot_be_ruled_says_why_and_has_no_button(ana, articles):
    page = preview(ana, articles[0], articles[0].text)
    assert "would be left without any news" in page
    assert "Furniture in 2" not in " ".join(page.replace("Never f", "never f").split())
    address = reverse("entities:furniture_preview", args=[articles[0].pk])
    page = ana.get(address, {"start": 90_000, "end": 90_001}).content.decode()
    assert "No words of" in page


def test_saying_leads_to_the_rules_with_undo_and_where_mending_stands(ana, articles):
    answer = say(ana, articles[0], NOTICE)
    assert answer.status_code == 302
    page = ana.get(answer.url).content.decode()
    assert "Done: “Callers may ask" in page
    assert "0 of 2 mended" in page
    assert reverse("entities:action_undo", args=[Action.objects.get().pk]) in page
    mend_due(lambda: False)
    page = ana.get(answer.url).content.decode()
    assert "mended" not in page
    ana.post(reverse("entities:action_undo", args=[Action.objects.get().pk]))
    assert not FurnitureRule.objects.exists()


def test_never_furniture_is_said_by_the_other_button(ana, articles):
    say(ana, articles[0], NOTICE, "0")
    assert not FurnitureRule.objects.get().is_furniture


def test_a_form_that_is_not_whole_is_refused(ana, articles):
    address = reverse("entities:furniture_say", args=[articles[0].pk])
    for sent in ({}, {"start": "x", "end": 3, "is_furniture": "1"}, {"start": 1, "end": 3}):
        assert ana.post(address, sent, headers={"HX-Request": "true"}).status_code == 422
    assert not FurnitureRule.objects.exists()


def test_the_list_ends_a_rule(ana, articles):
    say(ana, articles[0], NOTICE)
    rule = FurnitureRule.objects.get()
    answer = ana.post(reverse("entities:furniture_end", args=[rule.pk]))
    page = ana.get(answer.url).content.decode()
    assert "this holds no longer" in page
    page = ana.get(reverse("entities:furniture_rules"), {"ended": 1}).content.decode()
    assert NOTICE in page


def test_the_rules_of_an_article_are_those_of_its_group(ana, articles):
    others = bring(source="", folder="/b")
    for article, which in ((articles[0], f"source={articles[0].source_id}"), (others[0], "%2Fb")):
        answer = ana.get(reverse("entities:furniture_rules"), {"article": article.pk})
        assert which in answer.url
        say(ana, article, NOTICE)
        page = ana.get(answer.url).content.decode()
        assert page.count('class="passage"') == 1


def test_readers_may_look_but_not_say(client, reader, articles, analyst):
    say_furniture(articles[0], *span(articles[0], NOTICE), is_furniture=True, user=analyst)
    client.force_login(reader)
    assert '<button class="btn primary" name="is_furniture"' not in preview(
        client, articles[0], STORIES[0][1]
    )
    assert say(client, articles[0], STORIES[0][1]).status_code == 403
    rule = FurnitureRule.objects.get()
    assert client.post(reverse("entities:furniture_end", args=[rule.pk])).status_code == 403
    page = client.get(reverse("entities:furniture_rules")).content.decode()
    assert reverse("entities:furniture_end", args=[rule.pk]) not in page


def test_the_article_offers_both_rules(ana, articles):
    say(ana, articles[0], NOTICE)
    mend_due(lambda: False)
    assert not shows(articles[0], NOTICE)
    page = ana.get(articles[0].get_absolute_url()).content.decode()
    assert "Furniture in all texts of this source…" in page
    assert "Never furniture…" in page
    assert f"{reverse('entities:furniture_rules')}?article={articles[0].pk}" in page


def test_a_longer_list_asks_no_more(ana, analyst, articles):
    def asked() -> int:
        mend_due(lambda: False)
        with CaptureQueriesContext(connection) as queries:
            ana.get(reverse("entities:furniture_rules"))
        return len(queries)

    def rule(words: str) -> None:
        FurnitureRule.objects.create(
            source=articles[0].source, passage=words, is_furniture=True, user=analyst
        )

    rule("Home")
    few = asked()
    for words in ("News", "Contact", "Careers"):
        rule(words)
    assert asked() == few
