"""Table, timeline and map in a browser: drawing an area, moving, keys, without scripts."""

import datetime

import pytest
from playwright.sync_api import expect

from entities.kinds import Kind
from tests.browser.test_pages import SIZES, faults
from tests.factories import make_article, make_entity, make_mention


@pytest.fixture
def places(live_server):
    for name, latitude, longitude in (
        ("San Miguel", 13.48, -88.18),
        ("San Salvador", 13.69, -89.19),
        ("Los Angeles", 34.05, -118.24),
    ):
        place = make_entity(name, Kind.LOCATION, latitude=latitude, longitude=longitude)
        article = make_article(
            f"They met in {name}.",
            title=f"A meeting in {name}",
            published_on=datetime.date(2012, 10, 25),
            published_precision="day",
        )
        make_mention(article, name, place)


@pytest.fixture
def browser_context_args(browser_context_args, request):
    """Tests marked `no_javascript` run without it."""
    without = request.node.get_closest_marker("no_javascript") is not None
    return browser_context_args | {"java_script_enabled": not without}


def spot(page, name: str) -> tuple[float, float]:
    """The middle of a dot on the screen."""
    box = page.locator(f'.dot[aria-label^="{name}"] circle').bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("view", ["table", "timeline", "map"])
def test_the_view_bars_nobody_and_fits(page_as, reader, places, view):
    page = page_as(reader)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"/search/?view={view}")
            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_box_that_is_drawn_narrows_the_search(page_as, reader, places):
    page = page_as(reader)
    page.goto("/search/?view=map")
    page.get_by_role("button", name="Draw a box").click()
    (left, top), (right, bottom) = spot(page, "San Salvador"), spot(page, "San Miguel")
    page.mouse.move(left - 40, top - 40)
    page.mouse.down()
    page.mouse.move(right + 40, bottom + 40, steps=4)
    page.mouse.up()
    expect(page.get_by_role("heading", name="2 articles")).to_be_visible()
    assert page.locator("#q").input_value().startswith("box:")
    page.get_by_role("link", name="Without the area").click()
    expect(page.get_by_role("heading", name="3 articles")).to_be_visible()


def test_a_circle_that_is_drawn_narrows_the_search(page_as, reader, places):
    page = page_as(reader)
    page.goto("/search/?view=map")
    page.get_by_role("button", name="Draw a circle").click()
    left, top = spot(page, "Los Angeles")
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left + 60, top, steps=4)
    page.mouse.up()
    expect(page.get_by_role("heading", name="1 article")).to_be_visible()
    assert page.locator("#q").input_value().startswith("near:34")


def test_the_map_moves_and_comes_closer(page_as, reader, places):
    page = page_as(reader)
    page.goto("/search/?view=map")
    picture = page.locator(".map svg[viewBox]:not(.icon)")
    at_first = picture.get_attribute("viewBox")
    page.get_by_role("button", name="Closer").click()
    closer = picture.get_attribute("viewBox")
    assert float(closer.split()[2]) < float(at_first.split()[2])
    box = picture.bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 140, steps=4)
    page.mouse.up()
    assert picture.get_attribute("viewBox") != closer
    expect(page.get_by_role("heading", name="3 articles")).to_be_visible()


def test_a_dot_leads_to_its_articles_by_keys(page_as, reader, places):
    page = page_as(reader)
    page.goto("/search/?view=map")
    page.locator('.dot[aria-label^="San Miguel"]').focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 article")).to_be_visible()
    assert page.locator("#q").input_value() == 'place:"San Miguel"'


@pytest.mark.parametrize("view", ["table", "timeline"])
def test_keys_go_through_rows_with_a_preview_beside(page_as, reader, places, view):
    page = page_as(reader)
    page.goto(f"/search/?view={view}")
    links = page.locator("[data-hit] :is(th a, a.title)")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("p")
    preview = page.get_by_role("complementary", name="Preview")
    expect(preview.get_by_role("heading")).to_have_text(links.nth(1).inner_text())
    page.keyboard.press("k")
    expect(preview.get_by_role("heading")).to_have_text(links.nth(0).inner_text())
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()


@pytest.mark.no_javascript
def test_without_scripts(page_as, reader, places):
    page = page_as(reader)
    page.goto("/search/?view=map")
    page.get_by_label("Kilometres").fill("60")
    page.get_by_label("Place", exact=True).fill("San Salvador")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="1 article")).to_be_visible()
    page.get_by_role("link", name="table").click()
    expect(page.get_by_role("cell", name="2012-10-25")).to_be_visible()
