"""What people decide is never lost: the server away, a reload, a session that ends; and undo."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from entities.kinds import Status
from entities.models import Mention
from tests.factories import make_article, make_entity, make_mention


@pytest.fixture
def mentions(live_server) -> list[Mention]:
    gang = make_entity("Vice Lords")
    return [
        make_mention(make_article(f"Story {n}. The Vice Lords fled."), "Vice Lords", gang)
        for n in range(3)
    ]


def left() -> int:
    return Mention.objects.filter(status=Status.PROPOSED).count()


def eventually(page: Page, number: int) -> None:
    for _ in range(300):
        if left() == number:
            return
        page.wait_for_timeout(50)
    assert left() == number


def test_nothing_that_was_decided_is_lost(page_as, analyst, mentions, complaints):
    page = page_as(analyst)
    page.goto("/review/mentions/")
    page.wait_for_load_state("load")
    # The server is away: the row shows the decision, and that it is not saved.
    page.route("**/review/mentions/*/", lambda route: route.abort())
    page.keyboard.press("j")
    page.keyboard.press("x")
    unsaved = page.locator("[data-row][data-unsaved]")
    expect(unsaved).to_have_attribute("data-status", "rejected")
    expect(page.locator("#unsaved")).to_contain_text("1 change is not saved yet")
    # It survives a reload, and is sent when the server is back.
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(unsaved).to_have_attribute("data-status", "rejected")
    assert left() == 3
    page.unroute_all()
    eventually(page, 2)
    expect(page.locator("#unsaved")).to_be_hidden()

    # The session ends: a bar says so, and who is back in another tab goes on.
    Session.objects.all().delete()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#session")).to_contain_text("Nobody is logged in. Log in again")
    assert left() == 2
    page_as(analyst)
    page.evaluate("dispatchEvent(new Event('focus'))")
    eventually(page, 1)
    expect(page.locator("#session")).to_be_hidden()

    # Undo, on whatever page.
    page.goto("/sources/")
    expect(page.locator("#last-act")).to_contain_text("Rejected")
    page.wait_for_load_state("load")
    page.keyboard.press("u")
    expect(page.locator("#notice")).to_contain_text("Undone: Rejected")
    assert page.url.endswith("/sources/") or "/sources/#" in page.url
    assert left() == 2
    page.keyboard.press("U")
    expect(page.locator("#notice")).to_contain_text("Done again")
    assert left() == 1
    complaints.clear()
