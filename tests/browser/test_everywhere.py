"""Deciding about a name everywhere: by mouse, by keys alone, by touch, without scripts."""

import pytest
from playwright.sync_api import expect

from entities.actions import bulk
from entities.kinds import Kind, Status
from entities.models import Mention, NameRule
from tests.browser.test_pages import SIZES, faults
from tests.factories import make_article, make_entity, make_mention


@pytest.fixture
def article(live_server):
    """Three mentions of a name that are proposed as a person, and one place without a mark."""
    make_entity("Fulton Boys", aliases=["Fulton"])
    person = make_entity("Robert Fulton", Kind.PERSON, aliases=["Fulton"])
    article = make_article("Fulton fled. Police followed Fulton. So Fulton hid.", title="A flight")
    make_mention(article, "Fulton", person)
    make_mention(article, "Fulton", person)
    other = make_article("Nobody saw Fulton again.", title="A search")
    make_mention(other, "Fulton", person)
    return article


@pytest.fixture
def browser_context_args(browser_context_args, request):
    """Tests marked `no_javascript` run without it."""
    without = request.node.get_closest_marker("no_javascript") is not None
    return browser_context_args | {"java_script_enabled": not without}


def confirmed() -> int:
    boys = Mention.objects.filter(status=Status.CONFIRMED, entity__name="Fulton Boys")
    return boys.count()


def test_by_mouse(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.locator("#text .mention").first.click()
    page.get_by_role("link", name="Everywhere…").click()
    expect(page.get_by_text("is always Robert Fulton, in the article")).to_be_visible()
    page.get_by_text("Another entity…").click()
    page.get_by_role("button", name="Fulton Boys").click()
    expect(page.get_by_text("is always Fulton Boys, in the article")).to_be_visible()
    page.get_by_label("everywhere", exact=True).check()
    decide = page.locator("[data-decide]")
    expect(decide).to_have_text("Decide 4 places")
    page.locator(".place-list li", has_text="Nobody saw").get_by_role("checkbox").uncheck()
    expect(decide).to_have_text("Decide 3 places")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    decide.click()
    expect(page.get_by_text("One undo takes all of it back")).to_be_visible()
    assert confirmed() == 3
    page.keyboard.press("u")
    expect(page.locator('#text .mention[data-status="confirmed"]')).to_have_count(0)
    assert confirmed() == 0
    assert not NameRule.objects.exists()


def test_by_keys_alone(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.keyboard.press("j")
    expect(page.locator("#card [data-mention]")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="“Fulton” everywhere")).to_be_visible()
    page.get_by_label("always").press("ArrowDown")  # never a person
    expect(page.get_by_text("is never a mention of a person, in the article")).to_be_visible()
    page.locator("[data-decide]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("One undo takes all of it back")).to_be_visible()
    assert Mention.objects.filter(status=Status.REJECTED).count() == 2


@pytest.mark.no_javascript
def test_without_scripts(page_as, analyst, article):
    page = page_as(analyst)
    mention = Mention.objects.order_by("pk").first()
    page.goto(f"/everywhere/?mention={mention.pk}")
    page.get_by_label("everywhere", exact=True).check()
    page.get_by_role("button", name="Show the places").click()
    page.locator(".place-list input[type=checkbox]").first.uncheck()
    page.locator("[data-decide]").click()
    expect(page.get_by_text("One undo takes all of it back")).to_be_visible()
    assert Mention.objects.filter(status=Status.CONFIRMED).count() == 3


def test_progress_shows_until_all_is_done(page_as, analyst, article, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 1)
    page = page_as(analyst)
    mention = Mention.objects.order_by("pk").first()
    page.goto(f"/everywhere/?mention={mention.pk}&scope=all")
    page.locator("[data-decide]").click()
    expect(page.get_by_text("Deciding…")).to_be_visible()
    assert faults(page) == []
    bulk.carry_out()
    expect(page.get_by_text("Done", exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo", exact=False).first.click()
    expect(page.get_by_text("Taking back…")).to_be_visible()
    bulk.carry_out()
    expect(page.get_by_text("Taken back", exact=True)).to_be_visible()
    assert not Mention.objects.filter(status=Status.CONFIRMED).exists()


def test_the_list_of_rules_bars_nobody(page_as, analyst, article):
    page = page_as(analyst)
    page.goto("/rules/")
    expect(page.get_by_text("There are no rules yet.")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="New rule…").click()
    page.get_by_label("The name").fill("Fulton")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Fulton Boys").click()
    page.locator("[data-decide]").click()
    page.goto("/rules/")
    expect(page.get_by_role("cell", name="is always Fulton Boys")).to_be_visible()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Edit").click()
    expect(page.get_by_role("heading", name="Edit a rule")).to_be_visible()
    page.goto("/rules/")
    page.get_by_role("button", name="End").click()
    expect(page.get_by_text("holds no longer")).to_be_visible()


def test_merging_two_entities(page_as, analyst, article):
    page = page_as(analyst)
    loser = Mention.objects.first().entity
    winner = make_entity("Bob Fulton", Kind.PERSON)
    page.goto(loser.get_absolute_url())
    page.get_by_role("link", name="Same as…").click()
    page.get_by_label("Find it by any of its names").fill("bob fulton")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Bob Fulton").click()
    assert faults(page) == []
    page.get_by_role("button", name="Keep Bob Fulton").click()
    expect(page.get_by_text("Merged Robert Fulton into Bob Fulton")).to_be_visible()
    assert Mention.objects.filter(entity=winner).count() == 3
