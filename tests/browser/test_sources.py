"""Sources in the browser: grade and merge one, change many articles, watch a feed."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from articles.source_models import Source
from articles.watched.fetch import Fetcher
from articles.watched.look import look_at_due
from tests.articles.watched.server import serving
from tests.articles.watched.test_look import KIND, entry, rss
from tests.browser.test_furniture import fits
from tests.factories import make_article, make_source


@pytest.fixture
def feed(settings):
    with serving() as server:
        settings.GANGINTEL_PRIVATE_HOSTS = [server.name]
        server.answers["/feed.xml"] = (KIND, rss(entry(1), entry(2)))
        yield server.url("/feed.xml")


def test_a_feed_is_watched_its_source_graded_and_merged_and_its_articles_changed(
    page_as, analyst, live_server, feed
):
    make_article("The bridge of Elm.", source=make_source("Elm Post"))
    page = page_as(analyst)
    page.goto("/sources/")
    page.get_by_role("link", name="Watched folders and feeds").click()
    fits(page)
    page.get_by_label("Address (RSS or Atom)").fill(feed)
    page.get_by_role("button", name="Watch the feed").click()
    expect(page.get_by_text("is looked at within a minute")).to_be_visible()
    look_at_due(lambda: False, Fetcher(sleep=lambda seconds: None))
    page.reload()
    expect(page.get_by_text("2 new.")).to_be_visible()
    fits(page)

    page.get_by_role("link", name="Sources", exact=True).first.click()
    fits(page)
    page.get_by_role("link", name="The Elm Post", exact=True).click()
    page.get_by_label("Grade (Admiralty scale)").select_option("B")
    page.get_by_role("button", name="Set the grade").click()
    expect(page.get_by_text("The Elm Post is graded B now")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="Same as…").click()
    page.get_by_role("button", name="Elm Post F").click()
    fits(page)
    page.get_by_role("button", name="Keep The Elm Post").click()
    expect(page.get_by_role("heading", name="The Elm Post")).to_be_visible()
    page.get_by_role("link", name="3 articles").click()

    expect(page.get_by_role("heading", name="3 articles")).to_be_visible()
    page.get_by_label("tick Held in Elm, part 2").check()
    page.get_by_role("button", name="change…").click()
    page.get_by_label("Handling").select_option("AMBER")
    page.get_by_role("button", name="Show what it does").click()
    fits(page)
    page.get_by_role("button", name="Change 1 article").click()
    expect(page.get_by_role("heading", name="Changed the handling of 1 article")).to_be_visible()
    assert Article.objects.get(handling="AMBER").title == "Held in Elm, part 2"
    page.locator("#last-act").get_by_role("button", name="Undo").click()
    expect(page.locator("#notice")).to_contain_text("Undone")
    assert not Article.objects.filter(handling="AMBER").exists()
    assert Source.objects.get(name="Elm Post").merged_into.name == "The Elm Post"
