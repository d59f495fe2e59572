"""The pages of the sources room."""

import pytest
from django.urls import reverse

from articles.furniture_models import FurnitureRule
from articles.source_models import Source
from entities.models import Action, SourceHome
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources(analyst):
    elm, oak = make_source("The Elm", reliability="B"), make_source("Oak Post", language="es")
    Source.objects.create(name="Elm Weekly", merged_into=elm)
    make_article(source=elm)
    make_article(source=elm)
    make_article(source=oak, language="pt")
    Source.objects.filter(articles=None, merged_into=None).delete()
    SourceHome.objects.create(source=elm, country="US", division="US-TX", known_from="learned")
    FurnitureRule.objects.create(source=elm, passage="Share", is_furniture=True, user=analyst)
    return elm, oak


@pytest.fixture
def ana(client, analyst):
    client.force_login(analyst)
    return client


def listed(client, **asked) -> list[str]:
    answer = client.get(reverse("entities:source_list"), asked)
    return [card.source.name for card in answer.context["cards"]]


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_list_shows_what_is_known_of_each_in_few_questions(
    ana, sources, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        page = text_of(ana.get(reverse("entities:source_list")))
    assert "Texas, United States" in page and "learned from its texts" in page
    assert "Spanish <span" in page and "English" in page
    assert f"{reverse('entities:furniture_rules')}?source={sources[0].pk}" in page
    assert "Elm Weekly" not in page


def test_the_list_is_filtered_and_sorted(ana, sources):
    assert listed(ana) == ["The Elm", "Oak Post"]
    assert listed(ana, order="name") == ["Oak Post", "The Elm"]
    assert listed(ana, order="imported") == ["Oak Post", "The Elm"]
    assert listed(ana, q="weekly") == ["The Elm"]
    assert listed(ana, reliability="F") == listed(ana, home="none") == ["Oak Post"]
    assert listed(ana, home="learned") == ["The Elm"]


def test_the_page_of_a_source_leads_to_its_articles(ana, sources):
    elm, _ = sources
    page = text_of(ana.get(reverse("entities:source_detail", args=[elm.pk])))
    assert 'href="/search/?q=source%3A%22The+Elm%22"' in page
    assert "Also known as</dt><dd>Elm Weekly" in page
    former = Source.objects.get(name="Elm Weekly")
    answer = ana.get(reverse("entities:source_detail", args=[former.pk]))
    assert answer.url == reverse("entities:source_detail", args=[elm.pk])
    hits = ana.get("/search/", {"q": 'source:"Elm Weekly"'}).context["page"].result
    assert hits.total == 2


ACTS = {
    "rename": {"name": "Elm", "shown": "The Elm"},
    "set_grade": {"reliability": "A", "shown": "B"},
    "set_language": {"language": "Portuguese", "shown": ""},
    "set_home": {"key": "US-TX:Paris", "shown": "Texas, United States"},
    "merge": {},
}


@pytest.mark.parametrize("act", ACTS)
def test_analysts_change_a_source_and_readers_may_not(client, analyst, reader, sources, act):
    elm, oak = sources
    sent = ACTS[act] or {"other": oak.pk}
    address = reverse(f"entities:source_{act}", args=[elm.pk])
    client.force_login(reader)
    assert client.post(address, sent).status_code == 403
    assert "Set the grade" not in text_of(client.get(f"/sources/{elm.pk}/"))
    assert not Action.objects.exists()

    client.force_login(analyst)
    assert client.post(address, sent).status_code == 302
    action = Action.objects.get()
    history = text_of(client.get(reverse("entities:history"), {"source": elm.pk}))
    assert action.summary in history
    undone = client.post(reverse("entities:action_undo", args=[action.pk]))
    assert undone.status_code == 302


def test_a_home_is_looked_for_and_chosen(ana, sources):
    address = reverse("entities:source_detail", args=[sources[1].pk])
    page = text_of(ana.get(address, {"place": "Paris, Texas"}))
    assert 'value="US-TX:Paris">Paris, Texas, United States' in page
    assert "No place is called" in text_of(ana.get(address, {"place": "Nowhere at all"}))
    refused = ana.post(f"{address}home/", {"key": "XX:", "shown": ""})
    assert refused.status_code == 422


def test_a_merge_is_seen_before_it_is_made(ana, sources):
    elm, oak = sources
    address = reverse("entities:source_merge", args=[elm.pk])
    assert "Oak Post" in text_of(ana.get(address))
    page = text_of(ana.get(address, {"other": oak.pk}))
    assert "1 on furniture" in page and "Keep Oak Post" in page
    assert "into itself" in text_of(ana.get(address, {"other": elm.pk}))
