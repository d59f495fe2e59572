"""What a script is told when nobody is logged in any more, or somebody else."""

import pytest
from django.test import Client
from django.urls import reverse

from entities.models import Action
from tests.factories import make_article, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def mention():
    return make_mention(make_article("The Vice Lords fled."), "Vice Lords")


def test_a_script_is_told_and_a_page_leads_to_the_log_in(client, mention):
    url = reverse("entities:mention_card", args=[mention.pk])
    assert client.get(url).status_code == 302
    assert client.get(url, headers={"HX-Request": "true"}).status_code == 401
    assert client.get(url, headers={"Sec-Fetch-Dest": "empty"}).status_code == 401
    assert client.get(url, headers={"Sec-Fetch-Dest": "document"}).status_code == 302


def test_it_is_told_so_before_its_token_is_looked_at(mention):
    strict = Client(enforce_csrf_checks=True)
    url = reverse("entities:mention_confirm", args=[mention.pk])
    assert strict.post(url, headers={"HX-Request": "true"}).status_code == 401


def test_what_one_decided_is_not_saved_as_anothers(client, analyst, mention):
    client.force_login(analyst)
    url = reverse("entities:mention_confirm", args=[mention.pk])
    sent = {"seen": mention.seen}
    other = client.post(url, sent, headers={"HX-Request": "true", "X-Account": "999"})
    assert (other.status_code, Action.objects.count()) == (401, 0)
    own = client.post(url, sent, headers={"HX-Request": "true", "X-Account": str(analyst.pk)})
    assert (own.status_code, Action.objects.count()) == (200, 1)
