"""The desk of the review by keys alone: names, their kinds, one sentence, undo in place."""

import pytest
from playwright.sync_api import expect

from entities.kinds import Kind, Status
from entities.models import Mention
from tests.browser.test_correcting import eventually
from tests.browser.test_pages import SIZES, faults
from tests.factories import make_article, make_entity, make_mention


@pytest.fixture
def waiting(live_server):
    """Four names, the first most often."""
    town = make_entity("Westminster", Kind.LOCATION)
    for number in range(3):
        article = make_article(f"Night {number}: Westminster slept.", title=f"Night {number}")
        make_mention(article, "Westminster", town, confidence=0.31)
    article = make_article("The Vice Lords met Ann Lee and Bo Li.", title="A day")
    make_mention(article, "Vice Lords", make_entity("Vice Lords"), confidence=0.5)
    for name in ("Ann Lee", "Bo Li"):
        make_mention(article, name, make_entity(name, Kind.PERSON), confidence=0.7)


def states(name: str) -> list[str]:
    return list(Mention.objects.filter(name=name).values_list("status", flat=True))


def test_names_are_decided_by_keys_and_nothing_is_loaded_anew(page_as, analyst, waiting):
    page = page_as(analyst)
    page.goto("/review/names/")
    page.wait_for_load_state("load")
    page.evaluate("window.stays = true")
    lines, left = page.locator(".desk-line"), page.locator("#names-left")
    expect(left).to_have_text("4")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    # A whole name, at once; the next one is chosen, with its sentences beside it.
    page.keyboard.press("x")
    expect(lines.nth(0)).to_have_attribute("data-status", "rejected")
    expect(lines.nth(1)).to_be_focused()
    expect(left).to_have_text("3")
    expect(page.locator("#desk-context h2")).to_have_text("Vice Lords")
    eventually(page, lambda: states("Westminster") == [Status.REJECTED] * 3)

    # Its kind by a digit, then one sentence of the next.
    page.keyboard.press("2")
    eventually(page, lambda: Mention.objects.filter(name="Vice Lords", kind="person").exists())
    expect(page.locator("#desk-context h2")).to_have_text("Ann Lee")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".desk-place").first).to_be_focused()
    page.keyboard.press("c")
    eventually(page, lambda: states("Ann Lee") == [Status.CONFIRMED])

    # Undo, where the line stands, and the keys of the page.
    page.keyboard.press("u")
    eventually(page, lambda: states("Ann Lee") == [Status.PROPOSED])
    page.goto("/review/names/")
    page.wait_for_load_state("load")
    page.keyboard.press("c")
    expect(lines.nth(0)).to_have_attribute("data-status", "confirmed")
    page.keyboard.press("u")
    expect(lines.nth(0)).to_have_attribute("data-status", "proposed")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("confirm: the whole name, or the sentence")
    assert faults(page) == []
    page.keyboard.press("Escape")

    # Anywhere else by a few letters.
    page.keyboard.press("Control+k")
    page.keyboard.type("sourc")
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text("Sources")
    assert faults(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/")
