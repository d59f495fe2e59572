"""The search page by keys, by mouse and without scripts."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from entities.kinds import Kind
from tests.browser.test_pages import faults
from tests.factories import make_article, make_entity, make_mention


@pytest.fixture
def archive(live_server):
    gang = make_entity("MS-13", aliases=["Mara Salvatrucha"])
    make_entity("Mara Norte")
    place = make_entity("Los Angeles", Kind.LOCATION)
    article = make_article("MS-13 called Los Angeles about the truce.", title="A call")
    make_mention(article, "MS-13", gang)
    make_mention(article, "Los Angeles", place)
    make_article("A truce elsewhere.", title="Elsewhere")


@pytest.fixture
def browser_context_args(browser_context_args, request):
    """Tests marked `no_javascript` run without it."""
    without = request.node.get_closest_marker("no_javascript") is not None
    return browser_context_args | {"java_script_enabled": not without}


@pytest.fixture
def box(page_as, reader, archive):
    page = page_as(reader)
    page.goto("/search/")
    return page.locator("#q")


def titles(page):
    return page.locator(".hit h2")


def test_a_name_is_completed_and_searched_for_by_keys(box, page):
    box.press_sequentially("truce salv")
    option = page.get_by_role("option", name="MS-13")
    expect(option).to_contain_text("alias “Mara Salvatrucha”")
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    box.press("Enter")
    expect(box).to_have_value("truce gang:MS-13 ")
    expect(page.get_by_role("listbox")).to_have_count(0)

    box.press("Enter")
    expect(titles(page)).to_have_text(["A call"])
    expect(page).to_have_url(re.compile("/search/.q=truce(%20|[+])gang%3AMS-13"))


def test_a_field_is_completed_with_tab_and_offers_its_values(box, page):
    box.press_sequentially("stat")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("ArrowDown")
    box.press("Tab")
    expect(box).to_have_value("status:")
    expect(page.get_by_role("option", name="in_review")).to_be_visible()
    expect(box).to_be_focused()


def test_escape_shuts_the_offers_and_the_mouse_takes_one(box, page):
    box.press_sequentially("mara")
    expect(page.get_by_role("option")).to_have_count(2)
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("mara")

    box.press("ArrowDown")
    page.get_by_role("option", name="Mara Norte").click()
    expect(box).to_have_value('gang:"Mara Norte" ')
    expect(box).to_be_focused()


def test_the_term_at_the_cursor_is_completed(box, page):
    box.fill("zzz mar truce")
    box.evaluate("box => box.setSelectionRange(7, 7)")
    box.press("a")
    page.get_by_role("option", name="MS-13").click()

    expect(box).to_have_value("zzz gang:MS-13 truce")
    assert box.evaluate("box => box.selectionStart") == len("zzz gang:MS-13")


def test_the_open_offers_bar_nobody(box, page):
    box.press_sequentially("mara")
    expect(page.get_by_role("option")).to_have_count(2)
    assert faults(page) == []


def test_filters_show_in_the_box_and_the_box_in_the_filters(box, page):
    page.get_by_role("link", name="MS-13 1").click()
    expect(box).to_have_value("gang:MS-13")
    expect(titles(page)).to_have_text(["A call"])
    chosen = page.locator(".choice[aria-current]")
    expect(chosen).to_have_count(1)
    expect(chosen).to_be_focused()

    box.fill("truce")
    box.press("Enter")
    expect(titles(page)).to_have_count(2)
    expect(chosen).to_have_count(0)

    page.go_back()
    expect(box).to_have_value("gang:MS-13")
    chosen.click()
    expect(box).to_have_value("")
    expect(titles(page)).to_have_count(2)


def test_a_fault_can_be_repaired_with_a_click(box, page, complaints):
    box.fill('truce "gang')
    box.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("has no partner")
    # The browser tells the 422 that htmx is answered with.
    complaints.clear()
    page.get_by_role("link", name='truce "gang"').click()
    expect(box).to_have_value('truce "gang"')
    expect(page.get_by_text("Nothing was found.")).to_be_visible()


@pytest.mark.no_javascript
def test_everything_goes_without_scripts(box, page):
    box.fill("truce")
    box.press("Enter")
    page.get_by_role("link", name="MS-13 1").click()
    expect(box).to_have_value("truce gang:MS-13")
    expect(titles(page)).to_have_text(["A call"])
    page.get_by_role("link", name="Search without truce").click()
    expect(box).to_have_value("gang:MS-13")


def test_keys_go_through_the_hits_with_a_preview_beside(box, page):
    box.fill("truce")
    box.press("Enter")
    expect(page).to_have_url(re.compile("q=truce"))
    box.blur()

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(titles(page).nth(1).get_by_role("link")).to_be_focused()
    page.keyboard.press("k")
    expect(titles(page).nth(0).get_by_role("link")).to_be_focused()

    first, second = titles(page).all_inner_texts()
    page.keyboard.press("p")
    preview = page.get_by_role("complementary", name="Preview")
    expect(preview.get_by_role("heading")).to_have_text(first)
    page.keyboard.press("n")
    expect(preview.locator("mark.now")).to_have_text("truce")
    assert faults(page) == []
    page.keyboard.press("j")
    expect(preview.get_by_role("heading")).to_have_text(second)
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    expect(titles(page).nth(1).get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(second)


def test_the_list_can_be_dense_and_stays_so(box, page):
    passage = page.locator(".hit .passage").first
    expect(passage).to_be_visible()
    page.get_by_role("button", name="dense").click()
    expect(passage).to_be_hidden()
    page.reload()
    expect(passage).to_be_hidden()


def test_words_are_found_again_in_the_article(box, page):
    box.fill("truce call")
    box.press("Enter")
    expect(page).to_have_url(re.compile("q=truce"))
    page.get_by_role("link", name="A call").click()
    field = page.get_by_role("searchbox", name="Find in the article")
    expect(field).to_have_value("called truce")
    told = page.locator("#find output")
    expect(told).to_have_text("1 of 2")
    field.press("Enter")
    expect(told).to_have_text("2 of 2")
    field.fill("nothing")
    expect(told).to_have_text("not in this text")
    field.press("Escape")
    page.keyboard.press("f")
    expect(field).to_be_focused()


def test_more_articles_of_its_kind_are_a_search(box, page):
    page.locator(".hit", has_text="A call").get_by_role("link", name="More like this").click()
    expect(box).to_have_value('gang:MS-13 OR place:"Los Angeles"')
    expect(titles(page)).to_have_text(["A call"])


def test_a_search_is_saved_and_watched(box, page):
    box.fill("truce")
    box.press("Enter")
    expect(page).to_have_url(re.compile("q=truce"))
    page.get_by_text("Save this search…").click()
    page.get_by_label("Name").fill("Truces")
    page.get_by_label("Watch").select_option("daily")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator("#notice")).to_contain_text("“Truces” is saved.")
    page.get_by_role("button", name="Pause “Truces”").click()
    expect(page.get_by_role("button", name="Go on “Truces”")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="What you searched for").click()
    expect(page.get_by_role("link", name="truce", exact=True)).to_be_visible()


def test_a_box_that_is_drawn_on_the_map_narrows_the_search(box, page):
    place = make_entity("San Salvador", Kind.LOCATION, latitude=13.7, longitude=-89.2)
    article = make_article("San Salvador and a truce.", title="On the map")
    make_mention(article, "San Salvador", place)
    page.goto("/search/?q=truce&view=map")
    assert faults(page) == []
    page.get_by_role("button", name="Draw a box").click()
    frame = page.locator(".map svg[viewBox]:not(.icon)").bounding_box()
    page.mouse.move(frame["x"] + 10, frame["y"] + 10)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] - 10, frame["y"] + frame["height"] - 10)
    page.mouse.up()

    expect(box).to_have_value(re.compile("^truce box:1[23].*"))
    expect(page.get_by_role("heading", name="1 article")).to_be_visible()
    page.get_by_role("link", name="San Salvador: 1 article").click()
    expect(box).to_have_value(re.compile('place:"San Salvador"$'))


def test_a_range_of_the_histogram_is_dragged(page_as, reader, live_server):
    for year in range(2009, 2015):
        make_article("A truce.", published_on=datetime.date(year, 3, 1), published_precision="year")
    page = page_as(reader)
    page.goto("/search/?q=truce")
    first, last = page.locator("#bar-2010"), page.locator("#bar-2012")
    last.hover()
    page.mouse.down()
    first.hover()
    expect(page.locator(".histogram .within")).to_have_count(3)
    page.mouse.up()

    expect(page.get_by_role("heading", name="3 articles")).to_be_visible()
    expect(page.locator("#q")).to_have_value("truce in:2010..2012")
