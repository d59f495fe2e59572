"""The entity picker by mouse, by keys and without scripts."""

import pytest
from playwright.sync_api import expect

from entities.models import Alias, Entity, Mention
from tests.browser.test_pages import faults
from tests.factories import make_article, make_entity, make_mention


@pytest.fixture
def article(live_server):
    article = make_article("MS-13 met Barrio 18 in Los Angeles.", title="A meeting")
    make_entity("MS-13", aliases=["Mara Salvatrucha"])
    make_entity("Mara Norte")
    make_mention(article, "Barrio 18", make_entity("Barrio 18"))
    return article


@pytest.fixture
def browser_context_args(browser_context_args, request):
    """Tests marked `no_javascript` run without it."""
    without = request.node.get_closest_marker("no_javascript") is not None
    return browser_context_args | {"java_script_enabled": not without}


def opened(page, article):
    page.goto(article.get_absolute_url())
    page.locator("#text .mention").click()
    page.get_by_text("Change…").click()
    field = page.get_by_role("combobox", name="Find an entity")
    expect(field).to_be_focused()
    return field


def test_arrow_keys_and_enter_choose(page_as, analyst, article):
    page = page_as(analyst)
    field = opened(page, article)

    field.fill("mara")
    expect(page.locator(".options").get_by_role("option", name="Mara Norte")).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute(
        "aria-activedescendant",
        page.locator(".options").get_by_role("option", selected=True).get_attribute("id"),
    )
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".options").get_by_role("option", selected=True)
    expect(chosen).to_contain_text("alias “Mara Salvatrucha”")
    assert faults(page) == []
    page.keyboard.press("Enter")

    expect(page.locator("#card header")).to_contain_text("MS-13")
    assert Mention.objects.get().entity.name == "MS-13"


def test_escape_shuts_the_list_before_the_card(page_as, analyst, article):
    page = page_as(analyst)
    field = opened(page, article)
    expect(page.locator(".options").get_by_role("option")).to_have_count(1)

    page.keyboard.press("Escape")
    expect(page.locator(".options").get_by_role("option")).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)


def test_a_double_is_made_only_deliberately(page_as, analyst, article, complaints):
    page = page_as(analyst)
    field = opened(page, article)

    field.fill("Mara Salvatruca")
    alert = page.locator(".options .alert")
    expect(alert).to_contain_text("looks like MS-13 (similar to alias “Mara Salvatrucha”)")
    alert.get_by_text("Make a new one all the same…").click()
    alert.get_by_role("button", name="gang").click()
    expect(page.locator("#card header")).to_contain_text("Mara Salvatruca")
    assert Entity.objects.filter(name="Mara Salvatruca").exists()


def test_somebody_may_make_the_name_meanwhile(page_as, analyst, article, complaints):
    page = page_as(analyst)
    field = opened(page, article)
    field.fill("Zacarías")
    expect(page.get_by_text("No entity carries this name")).to_be_visible()
    make_entity("Zacarias")

    page.locator(".options").get_by_role("button", name="gang").click()
    notice = page.locator("#notice")
    expect(notice).to_contain_text("looks like Zacarias")
    notice.get_by_role("button", name="Take Zacarias").click()

    expect(page.locator("#card header")).to_contain_text("Zacarias")
    assert Entity.objects.count() == 4
    complaints.clear()  # the browser reports every 422


def test_the_words_become_a_name(page_as, analyst, article):
    other = make_entity("Eighteen")
    Mention.objects.update(entity=other)
    page = page_as(analyst)
    opened(page, article)
    page.get_by_role("button", name="“Barrio 18” is a name of Eighteen everywhere").click()

    expect(page.locator("#notice")).to_contain_text("Eighteen is now found as “Barrio 18” too.")
    assert other.aliases.get(name="Barrio 18").status == "confirmed"


@pytest.mark.no_javascript
def test_everything_works_without_scripts(page_as, analyst, article):
    page = page_as(analyst)
    page.goto(article.get_absolute_url())
    page.locator("#text .mention").click()
    page.get_by_text("Change…").click()
    page.get_by_label("Find an entity").fill("salvatruca")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="MS-13 gang").click()
    expect(page.locator("#notice")).to_contain_text("now means MS-13")

    page.goto(Entity.objects.get(name="MS-13").get_absolute_url())
    page.get_by_text("Add a name…").click()
    page.get_by_label("Another name of MS-13").fill("La Trece")
    page.get_by_role("button", name="Add the name").click()
    expect(page.locator("#notice")).to_contain_text("“La Trece” too")
    page.get_by_role("button", name="End the name “La Trece”").click()
    expect(page.locator(".names")).not_to_contain_text("La Trece")
    assert Alias.objects.get(name="La Trece").status == "rejected"
