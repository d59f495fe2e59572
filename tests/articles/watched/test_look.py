"""What is watched is looked at when it is due, each look an import run with its counts."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article
from articles.run_models import Fate, ImportRun
from articles.watched import feeds
from articles.watched.feeds import FeedLook
from articles.watched.fetch import Fetcher
from articles.watched.look import look, look_at_due, next_after
from articles.watched.models import Watched, WatchedLook
from tests.articles.watched.server import Server, send, serving
from tests.factories import make_source

pytestmark = pytest.mark.django_db
NEWS = "Two men were held on Monday after a shooting near the bridge of Elm, the police said."
KIND = "application/rss+xml"


def entry(number: int, server: Server | None = None, more: str = "") -> str:
    address = server.url(f"/story/{number}") if server else f"https://elm.example/story/{number}"
    return (
        f"<item><title>Held in Elm, part {number}</title><link>{address}</link>"
        f"<pubDate>Mon, 06 Sep 2021 10:00:00 GMT</pubDate>"
        f"<description>{NEWS} Part {number}.{more}</description></item>"
    )


def rss(*entries: str) -> str:
    title = "<title>The Elm Post</title><link>https://elm.example/</link>"
    return f'<rss version="2.0"><channel>{title}{"".join(entries)}</channel></rss>'


def page(number: int) -> str:
    paragraphs = "".join(
        f"<p>{NEWS} This is paragraph {n} of story {number}.</p>" for n in range(5)
    )
    return (
        f"<!doctype html><html lang=en><head><title>Held in Elm, part {number}</title></head>"
        f"<body><article><h1>Held in Elm, part {number}</h1>{paragraphs}</article></body></html>"
    )


@pytest.fixture
def server(settings):
    with serving() as server:
        settings.GANGINTEL_PRIVATE_HOSTS = [server.name]
        yield server


@pytest.fixture
def fetcher():
    return Fetcher(sleep=lambda seconds: None)


@pytest.fixture
def watch(analyst):
    def watch(address: str, kind: str = "feed", **values) -> Watched:
        return Watched.objects.create(kind=kind, address=address, user=analyst, **values)

    return watch


def again(watched: Watched, fetcher: Fetcher) -> WatchedLook:
    """Look at it once more, whenever that was due; returns what came of it."""
    WatchedLook.objects.filter(watched=watched).update(next_look=timezone.now())
    assert look(watched, fetcher)
    return WatchedLook.objects.get(watched=watched)


def test_a_feed_brings_its_entries_and_then_only_what_is_new(server, fetcher, watch):
    server.answers["/feed"] = (KIND, rss(entry(1), entry(2)))
    watched = watch(server.url("/feed"))
    assert look_at_due(lambda: False, fetcher) == 1
    assert watched.look.result == "2 new."
    run = ImportRun.objects.get()
    assert (run.watched, run.paths, run.created) == (watched, [watched.address], 2)
    article = Article.objects.order_by("pk").first()
    assert article.source.name == "The Elm Post"
    assert article.document.original_name == f"{watched.address}:1"
    assert look_at_due(lambda: False, fetcher) == 0

    server.answers["/feed"] = (KIND, rss(entry(3), entry(1), entry(2, more=" Both were freed.")))
    assert again(watched, fetcher).result == "1 new, 1 unchanged, 1 changed."


def test_a_source_that_is_stated_is_that_of_all_entries(server, fetcher, watch):
    server.answers["/feed"] = (KIND, rss(entry(1)))
    watch(server.url("/feed"), source=make_source("Elm Wire"))
    look_at_due(lambda: False, fetcher)
    assert Article.objects.get().source.name == "Elm Wire"


def test_a_feed_that_has_not_changed_is_not_read_again(server, fetcher, watch):
    def answer(to):
        if to.headers.get("If-None-Match") == '"1"':
            send(to, KIND, "", 304)
        else:
            send(to, KIND, rss(entry(1)), ETag='"1"')

    server.answers["/feed"] = answer
    watched = watch(server.url("/feed"))
    look_at_due(lambda: False, fetcher)
    assert again(watched, fetcher).result == "Nothing has changed since the look before."
    assert ImportRun.objects.count() == 1


def test_pages_that_entries_lead_to_are_fetched_once(server, fetcher, watch):
    server.answers["/feed"] = (KIND, rss(entry(1, server), entry(2, server)))
    server.answers["/story/1"] = ("text/html", page(1))
    watched = watch(server.url("/feed"), follows_links=True)
    look_at_due(lambda: False, fetcher)
    assert watched.look.result == "2 new, 1 failed."
    first, second = Article.objects.order_by("pk")
    assert "paragraph 4 of story 1" in first.text
    assert first.url == server.url("/story/1")
    assert NEWS in second.text
    failed = ImportRun.objects.get().items.get(fate=Fate.FAILED)
    assert failed.reason.endswith(
        "404 (Not Found) and no document. The entry was taken in its place."
    )

    server.asked.clear()
    server.answers["/story/2"] = ("text/html", page(2))
    assert again(watched, fetcher).result == "1 unchanged, 1 changed."
    assert [path for path, _ in server.asked] == ["/feed", "/story/2"]
    second.refresh_from_db()
    assert "paragraph 4 of story 2" in second.text


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        (KIND, page(1), "is no feed (RSS or Atom), but a web page."),
        (KIND, "%PDF-1.4", "is no feed (RSS or Atom), but something else."),
        (KIND, "", "is no feed (RSS or Atom), but empty."),
        (KIND, '{"title": "x"}', "is no feed (RSS or Atom), but"),
    ],
)
def test_a_feed_that_lies_about_its_kind_is_said_to(server, fetcher, watch, kind, text, says):
    server.answers["/feed"] = (kind, text)
    server.answers["/good"] = (KIND, rss(entry(1)))
    lying, good = watch(server.url("/feed")), watch(server.url("/good"))
    assert look_at_due(lambda: False, fetcher) == 2
    assert says in lying.look.result
    assert lying.look.failures == 1
    assert good.look.result == "1 new."


def test_a_feed_of_bombs_and_of_endless_entries_is_bounded(server, fetcher, watch, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_ENTRIES", 2)
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "/etc/passwd">]>'
    server.answers["/feed"] = (KIND, bomb + rss(entry(1, more="&b;&c;"), entry(2), entry(3)))
    watched = watch(server.url("/feed"))
    look_at_due(lambda: False, fetcher)
    assert watched.look.result == "2 new, 1 skipped."
    assert not Article.objects.filter(text__contains="root:").exists()


def test_pauses_grow_with_failures_and_are_as_long_as_a_server_asks(server, fetcher, watch):
    now, hour = datetime(2026, 1, 1, tzinfo=UTC), timedelta(hours=1)
    waits = [next_after(hour, failures, None, now) - now for failures in (1, 2, 3, 50)]
    assert waits == [2 * hour, 4 * hour, 8 * hour, 24 * hour]
    assert next_after(hour, 1, timedelta(days=3), now) - now == timedelta(days=3)
    assert next_after(timedelta(days=2), 9, None, now) - now == timedelta(days=2)

    server.answers["/feed"] = lambda to: send(to, KIND, "", 429, Retry_After="86400")
    watched = watch(server.url("/feed"), interval=15)
    look_at_due(lambda: False, fetcher)
    assert watched.look.next_look > timezone.now() + timedelta(hours=23)
    server.answers["/feed"] = (KIND, rss(entry(1)))
    last = again(watched, fetcher)
    assert last.failures == 0
    assert last.next_look < timezone.now() + timedelta(minutes=16)


def test_what_is_paused_or_looked_at_by_somebody_else_is_left_alone(server, fetcher, watch):
    server.answers["/feed"] = (KIND, rss(entry(1)))
    watched = watch(server.url("/feed"), is_paused=True)
    assert look_at_due(lambda: False, fetcher) == 0
    assert not look(watched, fetcher)
    Watched.objects.update(is_paused=False)
    assert look_at_due(lambda: True, fetcher) == 0
    assert server.asked == []


def test_what_nobody_foresaw_is_kept_as_the_result(server, fetcher, watch, monkeypatch):
    monkeypatch.setattr(FeedLook, "fetch", lambda *_: 1 / 0)
    watched = watch(server.url("/feed"))
    look_at_due(lambda: False, fetcher)
    assert watched.look.result.startswith("It could not be looked at (ZeroDivisionError")


def test_a_folder_brings_what_lies_in_it_and_nothing_from_outside(tmp_path, settings, watch):
    root, secret = tmp_path / "root", tmp_path / "secret"
    (root / "inbox").mkdir(parents=True)
    secret.mkdir()
    settings.GANGINTEL_WATCHED_ROOTS = [str(root)]
    (secret / "key.txt").write_text(f"{NEWS} A secret.")
    (root / "inbox" / "a.txt").write_text(NEWS)
    (root / "inbox" / "link.txt").symlink_to(secret / "key.txt")
    (root / "inbox" / "folder").symlink_to(secret)
    (root / "inbox" / "same.txt").symlink_to(root / "inbox" / "a.txt")
    watched = watch(str(root / "inbox"), "folder", source=make_source("Elm"))
    look_at_due(lambda: False)
    assert watched.look.result == "1 new, 1 unchanged, 2 skipped."
    assert Article.objects.get().source.name == "Elm"
    reasons = ImportRun.objects.get().items.filter(fate=Fate.SKIPPED)
    assert {one.reason.partition(",")[0] for one in reasons} == {
        "This links out of the watched folder"
    }


@pytest.mark.parametrize("made", ["outside", "link", "..", "missing", "no roots"])
def test_a_folder_that_is_not_allowed_any_more_is_not_read(tmp_path, settings, watch, made):
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "a.txt").write_text(NEWS)
    settings.GANGINTEL_WATCHED_ROOTS = [] if made == "no roots" else [str(root)]
    if made == "link":
        (root / "link").symlink_to(outside)
    address = {"outside": outside, "link": root / "link", "..": root / ".." / "outside"}
    watched = watch(str(address.get(made, root / "missing")), "folder")
    look_at_due(lambda: False)
    assert watched.look.failures == 1
    assert watched.look.result.startswith(
        {"missing": "There is no folder", "no roots": "No folder may be"}.get(made, str(tmp_path))
    )
    assert not ImportRun.objects.exists()


def test_the_database_keeps_what_is_watched_whole(watch):
    watch("https://elm.example/feed")
    for values in (
        {"address": "https://elm.example/feed"},
        {"address": ""},
        {"address": "/in", "kind": "folder", "follows_links": True},
        {"address": "https://elm.example/", "interval": 5},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            watch(**values)
