"""Source, date, handling and grade of many articles, changed at once from a search."""

from datetime import date

import pytest
from django.urls import reverse

from articles.furniture_models import MendedGroup
from articles.importing.lessons import Group, Lessons
from articles.importing.mending import VERSION, mend
from articles.importing.records import Record
from articles.importing.store_articles import store
from articles.models import Article
from articles.source_models import Source
from entities.actions import bulk, undo_redo
from entities.models import Action
from entities.sources.bulk_change import Preview, Wanted, change_articles
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db
SET = {"published": "2012-06", "handling": "AMBER", "credibility": "2"}


@pytest.fixture
def articles():
    elm = make_source("Elm")
    return [make_article(f"The bridge of Elm, part {n}.", source=elm) for n in range(3)]


@pytest.fixture
def ana(client, analyst):
    client.force_login(analyst)
    return client


def preview(client, **given):
    return client.get(reverse("entities:articles_change"), {"q": "bridge", **given})


def change(client, **given):
    """Look at the preview and do it."""
    seen = preview(client, **given).context["preview"].shown
    sent = {"q": "bridge", "seen": seen, **given}
    return client.post(reverse("entities:articles_change_do"), sent)


def values() -> list:
    names = ("source__name", "published_on", "published_precision", "handling", "credibility")
    return list(Article.objects.order_by("pk").values_list(*names))


def test_all_hits_are_changed_as_the_preview_says_and_an_undo_restores_them(ana, analyst, articles):
    before = values()
    make_article("Nothing to do with it.", source=make_source("Oak"))
    page = " ".join(preview(ana, **SET).content.decode().split())
    assert '<dt class="num">3</dt><dd>change their date and handling and credibility' in page
    assert "undated</del> → <ins>2012-06" in page
    assert "Change 3 articles" in page
    assert not Action.objects.exists()

    answer = change(ana, **SET)
    assert values()[:3] == [("Elm", date(2012, 6, 1), "month", "AMBER", "2")] * 3
    assert values()[3][1] is None
    action = Action.objects.get()
    assert action.summary == (
        "Changed the date and handling and credibility of 3 articles (all that “bridge” finds)"
    )
    assert answer.url == reverse("entities:action_detail", args=[action.pk])
    assert "AMBER" in ana.get(answer.url).content.decode()
    undo_redo.undo(action, user=analyst)
    assert values()[:3] == before


def test_only_ticked_articles_are_changed(ana, articles):
    ticked = [articles[0].pk, articles[2].pk]
    change(ana, article=ticked, source="Oak Post", new_source="1")
    assert [row[0] for row in values()] == ["Oak Post", "Elm", "Oak Post"]
    assert Source.objects.filter(name="Oak Post").count() == 1


def test_very_many_are_changed_piece_by_piece(ana, articles, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(bulk, "_A_PIECE", 1)
    answer = change(ana, handling="RED")
    assert {row[3] for row in values()} == {"CLEAR"}
    assert "0 of 3" in " ".join(ana.get(answer.url).content.decode().split())
    # What somebody changes meanwhile is left alone.
    Article.objects.filter(pk=articles[1].pk).update(handling="GREEN", set_by_hand=["handling"])
    bulk.carry_out()
    assert [row[3] for row in values()] == ["RED", "GREEN", "RED"]
    ana.post(reverse("entities:action_undo", args=[Action.objects.get().pk]))
    bulk.carry_out()
    assert [row[3] for row in values()] == ["CLEAR", "GREEN", "CLEAR"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"published": "June"}, "“June” is no date"),
        ({"published": "2031-01-01"}, "lies in the future"),
        ({"published": "2012", "undated": "1"}, "Give a date, or tick that there is none"),
        ({"source": "Nobody"}, "There is no source “Nobody”"),
        ({"language": "Elvish"}, "“Elvish” is no language"),
        ({}, "Choose what is to change"),
        ({"handling": "RED", "seen": "before"}, "look at the preview again"),
        ({"handling": "RED", "q": "xyzzy"}, "finds no article"),
        ({"handling": "RED", "q": "gang:("}, ""),
        ({"handling": "RED", "article": "x"}, "faulty"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(ana, articles, given, says):
    sent = {"q": "bridge", "seen": preview(ana, handling="RED").context["preview"].shown, **given}
    answer = ana.post(reverse("entities:articles_change_do"), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Action.objects.exists()


def test_an_article_that_changed_since_the_preview_is_not_overwritten(ana, articles):
    seen = preview(ana, handling="RED").context["preview"].shown
    Article.objects.filter(pk=articles[0].pk).update(handling="GREEN")
    sent = {"q": "bridge", "handling": "RED", "seen": seen}
    assert ana.post(reverse("entities:articles_change_do"), sent).status_code == 422
    assert {row[3] for row in values()} == {"GREEN", "CLEAR"}


def test_what_is_locked_for_somebody_stays(client, reader, analyst, articles, django_user_model):
    bea = django_user_model.objects.create_user("bea", is_superuser=True)
    Article.objects.filter(pk=articles[0].pk).update(is_locked=True, assigned_to=analyst)
    client.force_login(bea)
    assert preview(client, handling="RED").context["preview"].locked == 1
    change(client, handling="RED")
    assert [row[3] for row in values()] == ["CLEAR", "RED", "RED"]
    client.force_login(reader)
    assert preview(client).status_code == 403
    assert client.post(reverse("entities:articles_change_do")).status_code == 403
    assert "change-hits" not in client.get("/search/?q=bridge").content.decode()


def test_what_was_set_outranks_what_mending_and_a_new_text_say(analyst):
    def bring(text: str) -> Article:
        record = Record(text.encode(), "text/plain", "/in/elm.txt", path="/in/elm.txt")
        (kept,) = store([(record, Lessons().parse(record))])
        return Article.objects.get(pk=kept.article)

    news = "Two men were held after a shooting near the bridge, the police said on Monday."
    article = bring(f"Held in Elm\n\nPublished: March 3, 2020\nSource: Elm Post\n\n{news}")
    assert str(article.published_on) == "2020-03-03"
    # Set to what it is, it is set all the same.
    values = {"published_on": article.published_on, "published_precision": "day"}
    values["source"] = make_source("Oak").pk
    wanted = Wanted(values)
    seen = Preview([article.pk], wanted, user=analyst).shown
    change_articles([article.pk], wanted, user=analyst, shown=seen, of="ticked")
    MendedGroup.objects.update(version=VERSION - 1)
    mend(Group.of(Article.objects.select_related("source", "document").get(pk=article.pk)))
    again = bring(f"Held in Elm\n\nPublished: April 9, 2021\nSource: Elm Post\n\n{news} More.")
    assert again == article
    assert str(again.published_on) == "2020-03-03"
    assert again.source.name == "Oak"
