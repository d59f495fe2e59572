"""Two people at one article, each in a browser of their own."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from entities.actions import mention_actions
from tests.browser.test_pages import faults
from tests.factories import make_article, make_entity, make_mention

BEAT = "() => document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def article(live_server):
    paragraphs = [f"Paragraph {number} tells more of it." for number in range(60)]
    paragraphs[0] = "MS-13 met Barrio 18."
    paragraphs[40] = "Then MS-13 left."
    article = make_article("\n\n".join(paragraphs), title="A meeting")
    gang = make_entity("MS-13")
    for _ in range(2):
        make_mention(article, "MS-13", gang)
    make_mention(article, "Barrio 18", make_entity("Barrio 18"))
    return article


@pytest.fixture
def other(django_user_model):
    return django_user_model.objects.create_superuser("bea", first_name="Bea")


@pytest.fixture
def second_page(browser, base_url, other):
    """A page of another person in a browser context of its own."""
    client = Client()
    client.force_login(other)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context = browser.new_context(base_url=base_url)
    context.add_cookies([{"name": session.key, "value": session.value, "url": base_url}])
    yield context.new_page()
    context.close()


def test_each_sees_that_the_other_is_there_and_leaves(page_as, analyst, article, second_page):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    expect(page.locator("#presence")).to_be_empty()

    second_page.goto(article.get_absolute_url())
    expect(second_page.locator("#presence")).to_contain_text("ana has this article open too.")
    page.evaluate(BEAT)
    expect(page.locator("#presence")).to_contain_text("Bea has this article open too.")
    assert faults(page) == []

    second_page.goto("/search/")
    page.wait_for_timeout(300)
    page.evaluate(BEAT)
    expect(page.locator("#presence")).to_be_empty()


def test_what_the_other_changed_is_shown_in_place(page_as, analyst, article, second_page):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    second_page.goto(article.get_absolute_url())
    later = page.locator("#text .mention").nth(2)
    later.click()
    expect(page.locator("#card")).to_contain_text("MS-13")

    second_page.locator("#text .mention", has_text="Barrio 18").click()
    second_page.get_by_role("button", name="Reject x").click()
    expect(second_page.locator("#text .mention")).to_have_count(2)
    second_page.locator("#text .mention").last.click()
    second_page.get_by_role("button", name="Confirm c").click()
    expect(second_page.locator("#card")).to_contain_text("Confirmed")
    page.evaluate(BEAT)
    expect(page.locator("#presence")).to_contain_text("Bea changed 2 names.")
    expect(page.locator("#text .mention")).to_have_count(3)

    top = later.bounding_box()["y"]
    assert page.evaluate("scrollY") > 500
    page.get_by_role("button", name="Show").click()

    marks = page.locator("#text .mention")
    expect(marks).to_have_count(2)
    expect(marks.last).to_have_attribute("data-status", "confirmed")
    expect(marks.last).to_have_attribute("aria-current", "true")
    expect(page.locator("#card")).to_contain_text("Confirmed")
    assert abs(marks.last.bounding_box()["y"] - top) < 2
    expect(page.locator("#panel")).to_contain_text("1 of 2 mentions confirmed")
    page.evaluate(BEAT)
    expect(page.locator("#presence")).not_to_contain_text("changed")


def test_a_lost_connection_is_no_news(page_as, analyst, article, complaints):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.context.set_offline(True)
    page.evaluate(BEAT)
    page.wait_for_timeout(200)

    expect(page.locator("#notice")).to_be_empty()
    page.context.set_offline(False)
    complaints.clear()  # the browser reports the failed request
    mention_actions.confirm(article.mentions.first(), user=analyst)
    page.evaluate(BEAT)
    expect(page.locator("#presence")).to_be_empty()
