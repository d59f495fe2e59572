"""The details of an article, corrected on its page with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import faults
from tests.factories import make_article, make_entity, make_mention


@pytest.fixture
def article(live_server):
    text = "Log in.\n\nMS-13 met Barrio 18.\n\nNobody was hurt."
    article = make_article(text, title="A meeting")
    make_mention(article, "MS-13", make_entity("MS-13"))
    return article


@pytest.fixture
def browser_context_args(browser_context_args, request):
    """Tests marked `no_javascript` run without it."""
    without = request.node.get_closest_marker("no_javascript") is not None
    return browser_context_args | {"java_script_enabled": not without}


def opened(page, article):
    page.goto(article.get_absolute_url())
    # A tab where scripts run, else a section that unfolds.
    summary = page.locator("#details > summary")
    tab = page.locator("#panel-tabs a", has_text="Details")
    (summary if summary.is_visible() else tab).click()
    page.get_by_text("Correct these…").click()
    return page.locator("#details")


def test_details_are_corrected_in_place(page_as, analyst, article, complaints):
    page = page_as(analyst)
    details = opened(page, article)
    assert faults(page) == []

    details.get_by_label("Title").fill("Two gangs meet")
    details.get_by_label("Published").fill("2012-06")
    details.get_by_label("Information").select_option("2")
    details.get_by_label("Information").press("Enter")
    details.get_by_role("button", name="Save the details").click()

    expect(page.locator("#headline")).to_have_text("Two gangs meet")
    expect(page.locator("#head")).to_contain_text("June 2012")
    expect(page.locator("#notice")).to_contain_text(
        "Changed the title and the date and the credibility."
    )
    expect(details).to_contain_text("probably true")

    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#headline")).to_have_text("A meeting")


def test_a_refusal_leaves_what_was_typed(page_as, analyst, article, complaints):
    page = page_as(analyst)
    details = opened(page, article)
    details.get_by_label("Published").fill("2999")
    details.get_by_label("Byline").fill("By Ana")
    details.get_by_role("button", name="Save the details").click()

    expect(page.locator("#notice")).to_contain_text("lies in the future")
    expect(page.locator("#notice")).to_be_in_viewport()
    expect(details.get_by_label("Byline")).to_have_value("By Ana")
    complaints.clear()  # the browser reports every 422

    details.get_by_label("Published").fill("2012")
    details.get_by_role("button", name="Save the details").click()
    expect(page.locator("#head .byline")).to_have_text("By Ana")


def test_the_body_is_moved_to_another_paragraph(page_as, analyst, article):
    page = page_as(analyst)
    details = opened(page, article)
    details.get_by_label("The body begins with").select_option("MS-13 met Barrio 18.")
    details.get_by_role("button", name="Save the details").click()

    expect(page.locator("#text .furniture")).to_contain_text("Log in.")


@pytest.mark.no_javascript
def test_details_are_corrected_without_scripts(page_as, analyst, article):
    page = page_as(analyst)
    details = opened(page, article)
    details.get_by_label("Source", exact=True).fill("La Prensa")
    details.get_by_label("a new source").check()
    details.get_by_role("button", name="Save the details").click()
    expect(page.locator("#notice")).to_contain_text("Changed the source.")
    expect(page.locator("#head")).to_contain_text("La Prensa")

    details.locator("> summary").click()
    page.get_by_text("Correct these…").click()
    details.get_by_label("Reliability of La Prensa").select_option("B")
    details.get_by_role("button", name="Grade the source").click()
    expect(page.locator("#head .grade")).to_have_text("B6")
