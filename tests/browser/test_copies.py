"""Copies in the browser: from the reader to their page, parted and joined again."""

import datetime

import pytest
from playwright.sync_api import expect

from articles.near_copies.clusters import place_due
from tests.articles.near_copies.made_texts import edited, news
from tests.browser.test_pages import SIZES, faults
from tests.factories import make_article, make_source


@pytest.fixture
def copies(live_server):
    """An origin and two near-copies of other papers."""
    texts = [news(1), edited(news(1), 0.2), edited(news(1), 0.3, seed=2)]
    found = [
        make_article(
            text,
            title=f"Truce of the gangs, as told in the {number + 1}. paper of the capital",
            source=make_source(f"Paper {number + 1}"),
            published_on=datetime.date(2012, 3, number + 1),
            published_precision="day",
        )
        for number, text in enumerate(texts)
    ]
    place_due()
    return found


def test_copies_are_seen_parted_and_joined_again(page_as, analyst, copies):
    origin, copy, _ = copies
    page = page_as(analyst)
    page.goto(copy.get_absolute_url())
    expect(page.get_by_text("A copy of")).to_be_visible()
    for scheme in ("light", "dark"):
        for width, height in SIZES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": height})
            for address in (copy.get_absolute_url(), f"/articles/{copy.pk}/copies/"):
                page.goto(address)
                assert faults(page) == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.locator("tr.here").get_by_role("button", name="Is no copy").click()
    expect(page.get_by_role("heading", name="No near-copies")).to_be_visible()
    page.get_by_label("It is a copy of").fill(str(origin.pk))
    page.get_by_role("button", name="Count them as one").click()
    expect(page.get_by_role("heading", name="3 near-copies of one origin")).to_be_visible()
    expect(page.get_by_text("placed by a person")).to_be_visible()
