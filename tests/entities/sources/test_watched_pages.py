"""What people do with watched folders and feeds, on their page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.source_models import Source
from articles.watched.models import Watched, WatchedLook
from entities.actions import undo_redo
from entities.models import Action
from entities.sources import merging
from tests.factories import make_source

pytestmark = pytest.mark.django_db
FEED = {"kind": "feed", "address": "https://elm.example/feed.xml", "interval": "60"}


@pytest.fixture
def ana(client, analyst):
    client.force_login(analyst)
    return client


def add(client, **given):
    return client.post(reverse("entities:watched_add"), FEED | given)


def text_of(client, **asked) -> str:
    page = client.get(reverse("entities:watched_list"), asked)
    return " ".join(page.content.decode().split())


def test_a_feed_is_added_with_its_source_and_an_undo_takes_it_away(ana, analyst):
    answer = add(ana, source="Elm  Wire", follows_links="1", interval="15")
    watched = Watched.objects.get()
    assert (watched.source.name, watched.follows_links, watched.interval) == ("Elm Wire", True, 15)
    assert ProcrastinateJob.objects.filter(task_name="articles.tasks.look_at_watched").exists()
    page = " ".join(ana.get(answer.url).content.decode().split())
    assert "Feed, the pages of its entries, every 15 minutes" in page
    assert "Not looked at yet." in page and "Watches the feed https://elm.example" in page
    # A look under way does not stand in the way of an undo.
    WatchedLook.objects.create(watched=watched, result="2 new.", looked_at=timezone.now())
    undo_redo.undo(Action.objects.get(), user=analyst)
    assert not Watched.objects.exists() and not Source.objects.filter(name="Elm Wire").exists()


def test_the_list_says_in_words_what_came_of_the_last_look(ana, analyst):
    good = Watched.objects.create(kind="feed", address="https://elm.example/a", user=analyst)
    bad = Watched.objects.create(kind="folder", address="/in/box", user=analyst, is_paused=True)
    now = timezone.now()
    WatchedLook.objects.create(watched=good, looked_at=now, result="3 new, 1 unchanged.")
    WatchedLook.objects.create(watched=bad, looked_at=now, failures=2, result="There is no folder.")
    page = text_of(ana)
    assert "3 new, 1 unchanged." in page
    assert "✕ There is no folder." in page and "2 times in a row" in page and "Paused." in page
    assert "/in/box" not in text_of(ana, kind="feed")


def test_it_is_paused_resumed_looked_at_and_removed(ana, analyst):
    add(ana)
    watched = Watched.objects.get()
    later = timezone.now() + timedelta(days=1)
    WatchedLook.objects.create(watched=watched, next_look=later)

    def post(what: str) -> int:
        return ana.post(reverse(f"entities:watched_{what}", args=[watched.pk])).status_code

    assert (post("pause"), post("pause")) == (302, 422)
    assert not Watched.objects.due().exists()
    assert (post("look_now"), post("resume")) == (422, 302)
    assert not Watched.objects.due().exists()
    assert post("look_now") == 302
    assert Watched.objects.due().get() == watched
    assert post("remove") == 302
    assert not Watched.objects.exists()
    undo_redo.undo(Action.objects.first(), user=analyst)
    assert Watched.objects.get().address == FEED["address"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"address": "file:///etc/passwd"}, "is no address of the web"),
        ({"address": "http://u:p@elm.example/"}, "user name or password"),
        ({"interval": "1"}, "Choose how often to look"),
        ({"kind": "mailbox"}, "is not whole"),
        ({"source": "x" * 201}, "at most 200 characters"),
        ({"kind": "folder", "address": "/etc"}, "does not lie in a folder that may be watched"),
        ({"kind": "folder", "address": "inbox"}, "is no whole path"),
        ({"address": "https://elm.example/ feed.xml"}, "This is watched already"),
    ],
)
def test_what_cannot_be_watched_is_refused(ana, settings, tmp_path, given, says):
    settings.GANGINTEL_WATCHED_ROOTS = [str(tmp_path)]
    add(ana)
    answer = add(ana, **given)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert Watched.objects.count() == 1


def test_a_folder_below_an_allowed_one_is_watched(ana, settings, tmp_path):
    (tmp_path / "inbox").mkdir()
    assert "None is allowed yet" in text_of(ana)
    settings.GANGINTEL_WATCHED_ROOTS = [str(tmp_path)]
    assert f"below {tmp_path}" in text_of(ana)
    add(ana, kind="folder", address=f"{tmp_path}/inbox/", follows_links="1")
    watched = Watched.objects.get()
    assert (watched.address, watched.follows_links) == (str(tmp_path / "inbox"), False)


def test_readers_see_it_and_change_nothing(client, reader, analyst):
    Watched.objects.create(kind="feed", address="https://elm.example/a", user=analyst)
    client.force_login(reader)
    page = text_of(client)
    assert "https://elm.example/a" in page
    assert "Remove" not in page and "Watch a feed" not in page
    assert add(client).status_code == 403
    pk = Watched.objects.get().pk
    for what in ("pause", "resume", "look_now", "remove"):
        assert client.post(reverse(f"entities:watched_{what}", args=[pk])).status_code == 403


def test_what_is_watched_goes_along_when_sources_are_merged(analyst):
    elm, oak = make_source("Elm"), make_source("Oak")
    Watched.objects.create(kind="feed", address="https://elm.example/a", user=analyst, source=elm)
    action = merging.merge(elm, oak, user=analyst)
    assert Watched.objects.get().source == oak
    undo_redo.undo(action, user=analyst)
    assert Watched.objects.get().source == elm
