"""Saying what is furniture in all texts of a source: select, preview, say, undo."""

import pytest
from playwright.sync_api import expect

from articles.furniture_models import FurnitureRule
from articles.importing.mending import mend_due
from tests.browser.test_pages import SIZES, faults
from tests.entities.furniture.texts import NOTICE, bring

SELECT = """(words) => {
  const paragraph = [...document.querySelectorAll('#text [data-start]')]
    .find((one) => one.textContent.includes(words));
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def browser_context_args(browser_context_args, request):
    """Tests marked `no_javascript` run without it."""
    without = request.node.get_closest_marker("no_javascript") is not None
    return browser_context_args | {"java_script_enabled": not without}


@pytest.fixture
def article(live_server):
    article, *_ = bring(notices=(NOTICE, NOTICE.replace("7", "12"), ""))
    mend_due(lambda: False)
    return article


def fits(page) -> None:
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})


def test_a_selected_passage_is_furniture_after_a_preview_until_it_is_undone(
    page_as, analyst, article
):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.evaluate(SELECT, NOTICE)
    page.get_by_role("link", name="Furniture in all texts of this source…").click()
    expect(page.locator("#passage")).to_have_text(NOTICE)
    expect(page.get_by_text("2 of 3", exact=True)).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Furniture in 2 texts", exact=True).click()
    expect(page.get_by_text("0 of 2 mended")).to_be_visible()
    fits(page)

    mend_due(lambda: False)
    page.goto(article.get_absolute_url())
    expect(page.locator("#text > p", has_text=NOTICE)).to_have_count(0)
    page.locator(".furniture > summary").click()
    page.get_by_role("link", name="Never furniture…").click()
    expect(page.get_by_role("button", name="Never furniture in 2 texts")).to_be_visible()
    expect(page.get_by_text("has said so of these lines")).to_be_visible()
    fits(page)

    page.goto(f"/furniture/?said={FurnitureRule.objects.get().pk}")
    page.locator("main").get_by_role("button", name="Undo “").click()
    expect(page.locator("#notice")).to_contain_text("Undone: “Callers may ask")
    mend_due(lambda: False)
    page.goto(article.get_absolute_url())
    expect(page.locator("#text > p", has_text=NOTICE)).to_have_count(1)
    assert not FurnitureRule.objects.exists()


@pytest.mark.no_javascript
def test_without_scripts_lines_are_chosen_in_a_form(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(f"{article.get_absolute_url()}#details")
    page.locator("#details > summary").click()
    page.get_by_role("link", name="choose lines…").click()
    page.get_by_label("From the line").select_option(label=NOTICE)
    page.get_by_label("to the line").select_option(label=NOTICE)
    page.get_by_role("button", name="Show what it touches").click()
    page.get_by_role("button", name="Never furniture in 2 texts").click()
    expect(page.get_by_role("cell", name="never furniture in all texts")).to_be_visible()
    page.get_by_role("button", name="End the rule").click()
    expect(page.get_by_text("this holds no longer")).to_be_visible()
