"""The last act stands at the foot of every page of the session, with its way back."""

import pytest
from django.urls import reverse

from entities.kinds import Status
from entities.models import Action
from tests.factories import make_article, make_mention

pytestmark = pytest.mark.django_db
UNDO = "Undo<span"


@pytest.fixture
def article():
    article = make_article("The Vice Lords fled from Cicero.", title="A flight")
    make_mention(article, "Vice Lords")
    return article


@pytest.fixture
def ana(client, analyst):
    client.force_login(analyst)
    return client


def foot(client, address="/sources/") -> str:
    page = client.get(address).content.decode()
    return page[page.index('id="last-act"') : page.index("</footer>")]


def test_done_can_be_taken_back_on_the_page_after_it(ana, article):
    ana.post(reverse("entities:article_finish", args=[article.pk]), {"queue": "", "at": "1"})
    assert "A flight" in foot(ana) and UNDO in foot(ana)

    taken_back = reverse("entities:action_take_back")
    act = Action.objects.get()
    answer = ana.post(taken_back, {"act": act.pk}, headers={"Referer": "/search/?q=x"})

    assert answer.url == "/search/?q=x"
    article.refresh_from_db()
    assert article.review_status == "not_begun"
    assert "Undone: " in foot(ana) and "Redo<span" in foot(ana) and UNDO not in foot(ana)
    ana.post(reverse("entities:action_do_again"))
    article.refresh_from_db()
    assert article.review_status == "done"


def test_a_script_is_handed_the_foot_with_the_answer(ana, article):
    mention = article.mentions.get()
    url = reverse("entities:mention_decide", args=[mention.pk])
    sent = {"decision": "reject", "seen": mention.seen}
    answer = ana.post(url, sent, headers={"HX-Request": "true"}).content.decode()
    assert 'id="last-act" role="status" hx-swap-oob="true"' in answer and UNDO in answer


def test_undo_in_an_article_takes_back_what_was_done_elsewhere(ana, article):
    other = make_article("Nothing.", title="Another")
    ana.post(reverse("entities:article_finish", args=[article.pk]))
    url = reverse("entities:article_undo", args=[other.pk])
    answer = ana.post(url, headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
    assert Action.objects.get().undone_at


def test_without_an_act_of_this_session_the_last_one_is_meant(ana, client, analyst, article):
    mention = article.mentions.get()
    ana.post(reverse("entities:mention_reject", args=[mention.pk]), {"seen": mention.seen})
    client.logout()
    client.force_login(analyst)
    assert UNDO not in foot(client)
    client.post(reverse("entities:action_take_back"))
    mention.refresh_from_db()
    assert mention.status == Status.PROPOSED
    answer = client.post(reverse("entities:action_take_back"))
    assert answer.status_code == 422
    assert "You have changed nothing yet" in answer.content.decode()


def test_readers_are_offered_no_undo(client, reader):
    client.force_login(reader)
    assert "<form" not in foot(client)
