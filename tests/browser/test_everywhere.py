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
    expect(page.get_by_text("is always Robert Fulton, everywhere")).to_be_visible()
    decide = page.locator("[data-decide]")
    # A kind chosen in the list is the decision: list, radio, sentence and button agree.
    page.get_by_label("Kind that it never is").select_option("person")
    expect(page.get_by_text("is never a mention of a person, everywhere")).to_be_visible()
    expect(page.locator("#decision-never")).to_be_checked()
    expect(decide).to_contain_text("Reject 3 mentions in 2 articles")
    page.locator("#decision-is").check()
    page.get_by_text("Another entity…").click()
    page.get_by_role("button", name="Fulton Boys").click()
    expect(page.get_by_text("is always Fulton Boys, everywhere")).to_be_visible()
    expect(decide).to_contain_text("Confirm 4 mentions as Fulton Boys in 2 articles")
    page.locator(".place-list li", has_text="Nobody saw").get_by_role("checkbox").uncheck()
    expect(decide).to_contain_text("Confirm 3 mentions as Fulton Boys")
    expect(decide.locator("[data-articles]")).to_be_hidden()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    decide.click()
    expect(page.locator("#notice")).to_contain_text("Done: “Fulton”")
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
    page.wait_for_load_state("load")
    # Never anything, in this article: four keys with `a`, without waiting for the preview.
    for key in ("3", "t", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#notice")).to_contain_text("Done: “Fulton”")
    assert "mention=" in page.url  # where the decision began
    assert Mention.objects.filter(status=Status.REJECTED).count() == 2
    # By mouse from there: three clicks for all that is left.
    page.goto(Mention.objects.filter(status=Status.PROPOSED).get().article.get_absolute_url())
    page.locator("#text .mention").first.click()
    page.get_by_role("link", name="Everywhere…").click()
    page.get_by_text("never anything").click()
    page.get_by_role("button", name="Reject 1 mention in 1 article").click()
    expect(page.locator("#notice")).to_contain_text("Done: “Fulton”")
    assert Mention.objects.filter(status=Status.REJECTED).count() == 3


@pytest.mark.no_javascript
def test_without_scripts(page_as, analyst, article):
    page = page_as(analyst)
    mention = Mention.objects.order_by("pk").first()
    page.goto(f"/everywhere/?mention={mention.pk}")
    page.get_by_role("button", name="Show the places").click()
    page.locator(".place-list input[type=checkbox]").first.uncheck()
    page.locator("[data-decide]").click()
    expect(page.locator("#notice")).to_contain_text("Done: “Fulton”")
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
    page.locator(".more-acts summary").click()
    page.get_by_role("link", name="Same as…").click()
    page.get_by_label("Find it by any of its names").fill("bob fulton")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Bob Fulton").click()
    assert faults(page) == []
    page.get_by_role("button", name="Keep Bob Fulton").click()
    expect(page.locator("#notice")).to_contain_text("Merged Robert Fulton into Bob Fulton")
    assert Mention.objects.filter(entity=winner).count() == 3
