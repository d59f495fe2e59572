"""What a date means is corrected on its card: by keys, by touch, without scripts."""

from datetime import date

import pytest
from playwright.sync_api import expect

from entities.kinds import Kind
from entities.models import Mention
from tests.browser.test_correcting import eventually, marks
from tests.factories import make_article, make_entity, make_mention


@pytest.fixture
def article(live_server):
    article = make_article(
        "They met in June. MS-13 came.", published_on=date(2012, 10, 25), published_precision="day"
    )
    make_mention(article, "June", kind=Kind.DATE, value="2012-06")
    make_mention(article, "MS-13", make_entity("MS-13"))
    return article


def value() -> str:
    return Mention.objects.get(name="June").value


def test_by_keys_a_value_is_refused_then_corrected(page_as, analyst, article, complaints):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    keys = page.keyboard
    keys.press("j")
    card = page.locator("#card")
    expect(card).to_contain_text("means June 2012")
    keys.press("v")
    field = card.get_by_label("Means")
    expect(field).to_be_focused()
    expect(field).to_have_value("2012-06")
    keys.press("ControlOrMeta+a")
    keys.type("2012-13")
    keys.press("Enter")
    expect(page.locator("#notice")).to_contain_text("No calendar has “2012-13”")
    # What was typed is there to be mended.
    expect(field).to_be_focused()
    expect(field).to_have_value("2012-13")
    complaints.clear()
    keys.press("ControlOrMeta+a")
    keys.type("june 2011")
    keys.press("Enter")
    expect(card).to_contain_text("means June 2011")
    expect(page.locator("#notice .error")).to_have_count(0)
    eventually(page, lambda: value() == "2011-06")
    expect(marks(page, "June")).to_have_attribute("data-status", "confirmed")
    # The keys of the page go on from the mention.
    expect(marks(page, "June")).to_be_focused()
    keys.press("j")
    expect(marks(page, "MS-13")).to_be_focused()
    keys.press("u")
    eventually(page, lambda: value() == "2012-06")


@pytest.fixture
def browser_context_args(browser_context_args, request):
    if request.node.get_closest_marker("no_javascript"):
        return browser_context_args | {"java_script_enabled": False}
    return browser_context_args


@pytest.mark.no_javascript
def test_without_javascript_a_value_is_corrected(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    marks(page, "June").click()
    page.get_by_label("Means").fill("2011-06-19")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#card")).to_contain_text("means 19 June 2011")
    assert value() == "2011-06-19"


def test_a_quantity_is_marked_by_its_key_and_corrected(page_as, analyst, live_server, complaints):
    article = make_article("They hid some dozen rifles there.")
    make_mention(article, "dozen rifles", make_entity("Dozen Rifles"))
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    keys, card, mark = page.keyboard, page.locator("#card"), marks(page, "dozen rifles")
    mark.click()
    expect(card.locator("[data-mention]")).to_be_visible()

    keys.press("8")
    expect(mark).to_have_attribute("data-kind", "quantity")
    expect(page.locator(".mention.saving")).to_have_count(0)
    expect(card).to_contain_text("not read")
    keys.press("v")
    field = card.get_by_label("Means")
    expect(field).to_be_focused()
    keys.type("dozen")
    keys.press("Enter")
    expect(page.locator("#notice")).to_contain_text(
        "“dozen” is no number with what it counts: write one such as 12 firearms"
    )
    complaints.clear()
    field.fill("about 12 rifles")
    keys.press("Enter")

    expect(card).to_contain_text("means about 12 rifles")
    eventually(page, lambda: Mention.objects.get().value == "~12 rifles")
    page.goto("/search/?q=kind:quantity")
    expect(page.locator("main")).to_contain_text("They hid")
